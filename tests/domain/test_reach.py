"""Who can I reach now: midnight, changed clocks, other zones, kind order; by hand and as properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import (
    Asked,
    Contact,
    Direction,
    Energy,
    Kind,
    Phone,
    Reachable,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Way,
)
from supportdesk.domain.hours import is_open, next_change, wall, zone
from supportdesk.domain.reach import AT_MOST, Answer, Ask, Hardness, To, Why, reach
from supportdesk.domain.snapshot import Snapshot

E, INFO, P, S = SupportType
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
SUNDAY_NOON = datetime(2026, 11, 1, 12, 0)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def person(
    name: str, *hours: tuple[str, str], days: tuple[int, ...] = EVERY_DAY, **fields: object
) -> Contact:
    """An active friend with a number and these hours."""
    base = Contact(
        id=name,
        name=name,
        kinds=(Kind.FRIEND,),
        phones=(Phone(number="07700 900100"),),
        reachable=tuple(Reachable(days=days, start=start, end=end) for start, end in hours),
    )
    return replace(base, **fields)


def ask_of(*contacts: Contact, at: datetime = SUNDAY_NOON, home: str = BERLIN, **fields: object) -> Answer:
    return reach(Snapshot(contacts=contacts), Ask(moment=at, home=home, **fields))  # type: ignore[arg-type]


def names(answer: Answer) -> list[str]:
    return [each.contact.name for each in answer.reaches]


# ---- hours


@pytest.mark.parametrize(
    ("at", "named"),
    [
        (datetime(2026, 11, 1, 8, 59, 59), []),
        (datetime(2026, 11, 1, 9, 0), ["Ana"]),
        (datetime(2026, 11, 1, 22, 59, 59), ["Ana"]),
        (datetime(2026, 11, 1, 23, 0), []),
    ],
)
def test_hours_hold_their_start_and_not_their_end(at: datetime, named: list[str]) -> None:
    assert names(ask_of(person("Ana", ("09:00", "23:00")), at=at)) == named


def test_it_says_until_when_on_my_own_clock() -> None:
    [found] = ask_of(person("Ana", ("09:00", "23:00"))).reaches
    assert found.open_until == datetime(2026, 11, 1, 23, 0, tzinfo=ZoneInfo(BERLIN))
    assert found.why[0] is Why.OPEN_NOW
    assert found.there is None


@pytest.mark.parametrize(
    ("at", "named"),
    [
        (datetime(2026, 11, 6, 21, 59), []),  # Friday
        (datetime(2026, 11, 6, 22, 0), ["Owl"]),
        (datetime(2026, 11, 7, 0, 0), ["Owl"]),  # the same night, Saturday by the calendar
        (datetime(2026, 11, 7, 1, 59), ["Owl"]),
        (datetime(2026, 11, 7, 2, 0), []),
        (datetime(2026, 11, 7, 22, 0), []),  # Saturday night is not named
        (datetime(2026, 11, 6, 0, 30), []),  # the night to Friday is Thursday's
    ],
)
def test_a_span_past_midnight_belongs_to_the_day_it_begins(at: datetime, named: list[str]) -> None:
    assert names(ask_of(person("Owl", ("22:00", "02:00"), days=(4,)), at=at)) == named


def test_sunday_night_runs_into_monday() -> None:
    owl = person("Owl", ("20:00", "01:00"), days=(6,))
    [found] = ask_of(owl, at=datetime(2026, 11, 2, 0, 15)).reaches
    assert found.open_until == datetime(2026, 11, 2, 1, 0, tzinfo=ZoneInfo(BERLIN))


def test_spans_that_touch_are_one() -> None:
    shop = person("Ana", ("09:00", "24:00"), ("00:00", "01:30"))
    [found] = ask_of(shop, at=datetime(2026, 11, 3, 23, 30)).reaches
    assert found.open_until == datetime(2026, 11, 4, 1, 30, tzinfo=ZoneInfo(BERLIN))


@pytest.mark.parametrize("hours", [("00:00", "24:00"), ("00:00", "00:00"), ("09:00", "09:00")])
def test_all_day_round_has_no_end(hours: tuple[str, str]) -> None:
    [found] = ask_of(person("Ana", hours), at=datetime(2026, 11, 3, 3, 0)).reaches
    assert (found.why[0], found.open_until) == (Why.OPEN_NOW, None)


def test_nobody_is_named_outside_their_hours_and_the_next_is_told() -> None:
    late, early = person("Late", ("14:00", "16:00")), person("Early", ("09:00", "11:00"), days=(0,))
    answer = ask_of(late, early)
    assert answer.reaches == ()
    assert answer.next is not None
    assert answer.next.contact is late
    assert answer.next.closed_until == datetime(2026, 11, 1, 14, 0, tzinfo=ZoneInfo(BERLIN))
    monday = ask_of(late, early, at=datetime(2026, 11, 1, 20, 0)).next
    assert monday is not None
    assert monday.contact is early


# ---- changed clocks and other zones


def test_new_york_and_berlin_are_five_hours_apart_for_one_week() -> None:
    """Berlin went back on 25 October 2026, New York only on 1 November."""
    nia = person("Nia", ("08:00", "20:00"), time_zone=NEW_YORK)
    assert names(ask_of(nia, at=datetime(2026, 10, 30, 12, 59))) == []
    [that_week] = ask_of(nia, at=datetime(2026, 10, 30, 13, 0)).reaches
    assert that_week.there == datetime(2026, 10, 30, 8, 0)
    assert that_week.open_until == datetime(2026, 10, 31, 1, 0, tzinfo=ZoneInfo(BERLIN))
    assert names(ask_of(nia, at=datetime(2026, 11, 2, 13, 0))) == []
    [after] = ask_of(nia, at=datetime(2026, 11, 2, 14, 0)).reaches
    assert after.there == datetime(2026, 11, 2, 8, 0)
    assert after.open_until == datetime(2026, 11, 3, 2, 0, tzinfo=ZoneInfo(BERLIN))


def test_the_weekday_is_theirs() -> None:
    """Sunday noon in Berlin is Monday 00:00 in Auckland."""
    kiri = person("Kiri", ("00:00", "02:00"), days=(0,), time_zone="Pacific/Auckland")
    assert names(ask_of(kiri)) == ["Kiri"]
    assert names(ask_of(kiri, at=SUNDAY_NOON - timedelta(minutes=1))) == []


def test_an_hour_that_is_left_out_in_spring_ends_what_lay_in_it() -> None:
    """28 March 2027, Berlin: 02:00 becomes 03:00, so half past two never comes."""
    owl = person("Owl", ("22:00", "02:30"), days=(5,))
    [found] = ask_of(owl, at=datetime(2027, 3, 28, 1, 59)).reaches
    assert found.open_until == datetime(2027, 3, 28, 3, 0, tzinfo=ZoneInfo(BERLIN))
    assert names(ask_of(owl, at=datetime(2027, 3, 28, 3, 0))) == []


def test_an_hour_that_comes_twice_in_autumn_counts_twice() -> None:
    """25 October 2026, Berlin: 03:00 becomes 02:00, so 02:10 comes twice."""
    owl = person("Owl", ("22:00", "02:30"), days=(5,))
    first, second = (datetime(2026, 10, 25, 2, 10, fold=fold) for fold in (0, 1))
    for at, ends in ((first, 0), (second, 1)):
        [found] = ask_of(owl, at=at).reaches
        assert found.open_until is not None
        assert found.open_until.astimezone(UTC) == datetime(2026, 10, 25, ends, 30, tzinfo=UTC)
    assert names(ask_of(owl, at=datetime(2026, 10, 25, 2, 40))) == []


def test_an_aware_moment_and_a_local_one_say_the_same() -> None:
    nia = person("Nia", ("06:00", "20:00"), time_zone=NEW_YORK)
    local = ask_of(nia)
    aware = ask_of(nia, at=SUNDAY_NOON.replace(tzinfo=ZoneInfo(BERLIN)).astimezone(UTC))
    assert local == aware
    [without_home] = ask_of(nia, at=datetime(2026, 11, 1, 11, 0, tzinfo=UTC), home="").reaches
    assert without_home.open_until == datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["Two hours ahead of me", "Europe", "../etc", "Mars/Base", "x" * 900, "UTC+99"]
)
def test_a_zone_nobody_knows_is_taken_as_mine_and_said(written: str) -> None:
    [found] = ask_of(person("Ana", ("11:00", "13:00"), time_zone=written)).reaches
    assert Why.ZONE_UNKNOWN in found.why
    assert found.there is None


@pytest.mark.parametrize(
    ("written", "minutes"), [("UTC+2", 120), ("gmt -3:30", -210), ("UTC+05:45", 345), ("Asia/Kolkata", 330)]
)
def test_a_zone_may_be_a_name_or_a_distance(written: str, minutes: int) -> None:
    where = zone(written)
    assert where is not None
    assert datetime(2026, 11, 1, tzinfo=where).utcoffset() == timedelta(minutes=minutes)


# ---- night


NIGHT = datetime(2026, 11, 3, 3, 10)


def test_at_night_only_those_who_said_so_when_it_is_very_hard() -> None:
    ana = person("Ana", ("09:00", "20:00"), night_ok=True)
    bo = person("Bo", ("09:00", "20:00"))
    assert names(ask_of(ana, bo, at=NIGHT)) == []
    assert names(ask_of(ana, bo, at=NIGHT, hard=Hardness.A_BIT)) == []
    [found] = ask_of(ana, bo, at=NIGHT, hard=Hardness.A_LOT).reaches
    assert found.contact is ana
    assert found.why[0] is Why.NIGHT_OK
    assert found.closed_until == datetime(2026, 11, 3, 9, 0, tzinfo=ZoneInfo(BERLIN))


def test_fine_at_night_does_not_mean_fine_by_day() -> None:
    ana = person("Ana", ("18:00", "20:00"), night_ok=True)
    assert names(ask_of(ana, hard=Hardness.A_LOT)) == []


def test_the_night_is_theirs() -> None:
    """Noon in Berlin is night in Los Angeles."""
    far = person("Far", ("09:00", "20:00"), night_ok=True, time_zone="America/Los_Angeles")
    assert names(ask_of(far, hard=Hardness.A_LOT)) == ["Far"]


def test_where_hours_are_not_noted_the_night_is_said() -> None:
    [found] = ask_of(person("Ana"), at=NIGHT).reaches
    assert found.why == (Why.HOURS_UNKNOWN, Why.NIGHT_THERE)
    office = person("Dr Lee", kinds=(Kind.PROFESSIONAL,))
    [sunday] = ask_of(office).reaches
    assert sunday.why == (Why.HOURS_UNKNOWN, Why.OFFICE_HOURS)
    [monday] = ask_of(office, at=datetime(2026, 11, 2, 10, 0)).reaches
    assert monday.why == (Why.HOURS_UNKNOWN,)


def test_a_forum_may_be_written_to_at_any_hour() -> None:
    [found] = ask_of(person("Forum", kinds=(Kind.ONLINE,), phones=(), web="x.example"), at=NIGHT).reaches
    assert found.why == (Why.ANY_HOUR,)
    assert found.to is To.ONLINE


# ---- order and who fits


def test_known_hours_come_before_unknown_ones_whatever_the_ring() -> None:
    inner = person("Inner", ring=Ring.INNER)
    outer = person("Outer", ("09:00", "20:00"), ring=Ring.OUTER)
    assert names(ask_of(inner, outer)) == ["Outer", "Inner"]


def test_three_at_most_and_closer_rings_first() -> None:
    rings = [person(ring.value, ring=ring) for ring in (Ring.OUTER, Ring.MIDDLE, Ring.INNER)]
    more = person("more", ring=Ring.OUTER)
    assert names(ask_of(*rings, more)) == ["inner", "middle", "more"]


def test_the_harder_it_is_the_more_hard_times_and_a_yes_count() -> None:
    daily = person("Daily", ring=Ring.INNER, in_daily_life=True)
    hard = person("Hard", ring=Ring.OUTER, in_hard_times=True)
    agreed = person("Agreed", ring=Ring.OUTER, in_hard_times=True, asked=Asked.AGREED)
    tired = replace(agreed, id="t", name="A tiring one", leaves_me=Energy.TAKES)
    assert names(ask_of(hard, agreed, daily)) == ["Daily", "Agreed", "Hard"]
    assert names(ask_of(daily, hard, agreed, hard=Hardness.A_BIT)) == ["Agreed", "Hard", "Daily"]
    assert names(ask_of(tired, agreed, hard=Hardness.A_LOT)) == ["Agreed", "A tiring one"]


def test_only_who_gives_that_support() -> None:
    gives = person("Gives", supports=(Support(type=E, strength=Strength.SOMETIMES),))
    often = person("Often", supports=(Support(type=E, strength=Strength.OFTEN),))
    takes = person("Takes", supports=(Support(type=E, direction=Direction.GIVE),))
    fresh = person("Fresh")
    everyone = (gives, often, takes, fresh)
    assert names(ask_of(*everyone, type=E)) == ["Often", "Gives"]
    assert names(ask_of(*everyone)) == ["Gives", "Often", "Fresh"]
    assert names(ask_of(*everyone, type=P)) == []


def test_a_way_needs_something_to_do_it_with_and_who_likes_it_comes_first() -> None:
    no_number = person("Silent", phones=(), emails=("s@example.org",))
    texts = person("Texts", preferred_way=Way.TEXT, ring=Ring.OUTER)
    calls = person("Calls", preferred_way=Way.CALL, ring=Ring.INNER)
    everyone = (no_number, texts, calls)
    assert names(ask_of(*everyone, way=Way.TEXT)) == ["Texts", "Calls"]
    assert names(ask_of(*everyone, way=Way.CALL)) == ["Calls", "Texts"]
    assert names(ask_of(*everyone, way=Way.ONLINE)) == ["Silent"]
    assert names(ask_of(*everyone)) == ["Calls", "Texts", "Silent"]


def test_only_those_who_agreed() -> None:
    asked, agreed = person("Asked", asked=Asked.ASKED), person("Agreed", asked=Asked.AGREED)
    assert names(ask_of(asked, agreed, agreed_only=True)) == ["Agreed"]


def test_one_who_makes_recovery_harder_is_never_named() -> None:
    harder = person("Harder", recovery=RecoveryEffect.HARDER, in_hard_times=True, night_ok=True)
    assert ask_of(harder, hard=Hardness.A_LOT) == Answer()


def test_a_pet_is_not_rung_and_a_hoped_for_contact_is_not_there_yet() -> None:
    assert ask_of(person("Biscuit", kinds=(Kind.PET,)), person("Hoped", ring=Ring.HOPED)) == Answer()


def test_the_number_is_the_first_that_is_not_empty() -> None:
    phones = (Phone(number=" "), Phone(number=" 030 123 "))
    [found] = ask_of(person("Ana", phones=phones)).reaches
    assert found.number == "030 123"


def test_the_sample_on_a_hard_sunday_noon() -> None:
    snapshot = sample.load_as_written().snapshot()
    answer = reach(snapshot, Ask(moment=SUNDAY_NOON, home=BERLIN, type=E, hard=Hardness.A_LOT))
    assert names(answer) == ["Kwame Mensah", "Ruth Avery", "Deniz Kaya"]
    assert Way.CALL is answer.reaches[2].contact.preferred_way
    assert names(reach(snapshot, Ask(moment=NIGHT, home=BERLIN, type=P, hard=Hardness.A_LOT))) == [
        "Mina Avery"
    ]


# ---- properties


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)) | st.sampled_from(
    ["24:00", "00:00"]
)
SPANS = st.builds(
    Reachable, days=st.lists(st.integers(0, 6), min_size=1, max_size=7).map(tuple), start=CLOCKS, end=CLOCKS
)
ZONES = st.sampled_from(
    [
        "",
        BERLIN,
        NEW_YORK,
        "Pacific/Auckland",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
        "nowhere",
    ]
)
MOMENTS = st.datetimes(
    datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)
) | st.sampled_from(
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
        datetime(2026, 11, 1, 5, 59, tzinfo=UTC),
        datetime(2026, 4, 4, 15, 0, tzinfo=UTC),
    ]
)
CONTACTS = st.builds(
    Contact,
    name=st.sampled_from(["Ana", "Bo", "Émile", "ana"]),
    kinds=st.lists(st.sampled_from(list(Kind)), max_size=2).map(tuple),
    phones=st.sampled_from([(), (Phone(number="1"),)]),
    reachable=st.lists(SPANS, max_size=2).map(tuple),
    night_ok=st.booleans(),
    time_zone=ZONES,
    preferred_way=st.none() | st.sampled_from(list(Way)),
    in_hard_times=st.booleans(),
    asked=st.sampled_from(list(Asked)),
    recovery=st.none() | st.sampled_from(list(RecoveryEffect)),
    ring=st.sampled_from(list(Ring)),
    state=st.sampled_from(list(State)),
    supports=st.lists(
        st.builds(
            Support,
            type=st.sampled_from(list(SupportType)),
            strength=st.sampled_from(list(Strength)),
            direction=st.sampled_from(list(Direction)),
        ),
        max_size=2,
        unique_by=lambda each: each.type,
    ).map(tuple),
)
ASKS = st.builds(
    Ask,
    moment=MOMENTS,
    home=ZONES,
    type=st.none() | st.sampled_from(list(SupportType)),
    way=st.none() | st.sampled_from(list(Way)),
    hard=st.sampled_from(list(Hardness)),
    agreed_only=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(contacts=st.lists(CONTACTS, max_size=7), ask=ASKS, shuffled=st.randoms(use_true_random=False))
def test_whatever_is_asked(contacts: list[Contact], ask: Ask, shuffled: object) -> None:
    answer = reach(Snapshot(contacts=tuple(contacts)), ask)
    named = [*answer.reaches, *([answer.next] if answer.next else [])]
    assert len(answer.reaches) <= AT_MOST
    assert len({each.contact.id for each in named}) == len(named)
    for each in named:
        contact = each.contact
        assert contact.is_active
        assert contact.ring is not Ring.HOPED
        assert contact.recovery is not RecoveryEffect.HARDER
        assert ask.type is None or contact.gives_me(ask.type)
        assert not ask.agreed_only or contact.asked is Asked.AGREED
    for each in answer.reaches:
        assert each.closed_until is None or Why.NIGHT_OK in each.why
        assert each.open_until is None or each.open_until > ask.moment
    again = list(contacts)
    shuffled.shuffle(again)  # type: ignore[attr-defined]
    assert reach(Snapshot(contacts=tuple(again)), ask) == answer


@settings(max_examples=120, deadline=None)
@given(spans=st.lists(SPANS, min_size=1, max_size=3), moment=MOMENTS, name=ZONES)
@example(
    spans=[Reachable(days=(6,), start="02:15", end="02:45")],
    moment=datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
    name=BERLIN,
)
def test_nothing_changes_before_the_next_change_and_then_it_does(
    spans: list[Reachable], moment: datetime, name: str
) -> None:
    where = zone(name) or UTC
    now = is_open(spans, wall(moment, where))
    change = next_change(spans, moment, where)
    if change is None:
        change = moment + timedelta(days=7)
    else:
        assert is_open(spans, wall(change, where)) is not now
        assert change > moment
    length = (change - moment).total_seconds()
    for part in range(60):
        between = moment + timedelta(seconds=length * part / 60)
        assert is_open(spans, wall(between, where)) is now
