"""Coverage: who counts, what rests on one, and what would be lost; the sample's values are domain facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Kind,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
)
from supportdesk.domain.coverage import LOGGED_DAYS, alone, cover, coverage, needs_cover, without
from supportdesk.domain.growth import Need
from supportdesk.domain.snapshot import Notes, Snapshot

E, INFO, P, S = SupportType
TODAY = date(2026, 11, 1)
WRITTEN = sample.load_as_written()
NOW = WRITTEN.snapshot()
BY_TYPE = {each.type: each for each in coverage(NOW, TODAY)}


def giver(
    name: str,
    type_: SupportType = P,
    *,
    direction: Direction = Direction.RECEIVE,
    strength: Strength = Strength.SOMETIMES,
    state: State = State.ACTIVE,
    ring: Ring = Ring.MIDDLE,
) -> Contact:
    support = Support(type=type_, direction=direction, strength=strength)
    return Contact(id=name, name=name, kinds=(Kind.FRIEND,), supports=(support,), state=state, ring=ring)


def help_on(day: date, name: str, type_: SupportType = P, outcome: Outcome = Outcome.CONNECTED) -> CheckIn:
    when = datetime(day.year, day.month, day.day, 12)
    return CheckIn(when=when, people=(CheckInPerson(contact_id=name),), got=(type_,), outcome=outcome)


@pytest.mark.parametrize(
    ("type_", "names", "often"),
    [
        (E, "c01 c02 c03 c06 c07 c11 c13", 5),
        (INFO, "c06 c09 c10 c11 c12 c16", 4),
        (P, "c01", 1),
        (S, "c02 c04 c05 c07 c13 c14 c15 c16", 6),
    ],
)
def test_sample_coverage(type_: SupportType, names: str, often: int) -> None:
    assert sorted(BY_TYPE[type_].sources) == names.split()
    assert len(BY_TYPE[type_].often) == often


def test_sample_practical_help_rests_on_mina_and_nothing_else_on_anyone() -> None:
    assert [BY_TYPE[type_].rests_on for type_ in (E, INFO, P, S)] == [None, None, "c01", None]
    logged = [each for each in WRITTEN.checkins if P in each.got]
    assert len(logged) == 23
    assert {name for each in logged for name in each.contact_ids} == {"c01"}


def test_sample_formal_and_informal() -> None:
    assert (BY_TYPE[INFO].formal, BY_TYPE[INFO].informal) == (3, 3)
    assert BY_TYPE[INFO].kinds == (Kind.WORK, Kind.PEER, Kind.PROFESSIONAL, Kind.ONLINE)
    assert (BY_TYPE[E].formal, BY_TYPE[P].formal, BY_TYPE[S].formal) == (1, 0, 0)


def test_marcus_is_not_counted() -> None:
    assert "c08" not in {name for each in BY_TYPE.values() for name in each.sources}


def test_nobody_yet() -> None:
    assert cover(P, (), (), TODAY).is_nobody_yet
    assert cover(P, (giver("a", E),), (), TODAY).is_nobody_yet


@pytest.mark.parametrize("state", [each for each in State if each not in (State.ACTIVE, State.CHANGING)])
def test_who_is_not_active_does_not_count(state: State) -> None:
    assert cover(P, (giver("a", state=state),), (help_on(TODAY, "a"),), TODAY).is_nobody_yet


def test_changing_counts_and_hoped_for_does_not() -> None:
    assert cover(P, (giver("a", state=State.CHANGING),), (), TODAY).sources == ("a",)
    assert cover(P, (giver("a", ring=Ring.HOPED),), (), TODAY).is_nobody_yet


def test_only_received_support_counts() -> None:
    assert cover(P, (giver("a", direction=Direction.GIVE),), (), TODAY).is_nobody_yet
    assert cover(P, (giver("a", direction=Direction.BOTH),), (), TODAY).sources == ("a",)


def test_the_only_source_carries_it() -> None:
    assert cover(P, (giver("a"),), (), TODAY).rests_on == "a"


@pytest.mark.parametrize(
    ("log", "rests_on"),
    [
        ("", None),
        ("aaabb", "a"),  # 60%
        ("aaabbb", None),
        ("aaaabbb", None),  # 57%
        ("aa", None),  # two entries say nothing
        ("aaa", "a"),
    ],
)
def test_sixty_per_cent_of_the_logged_help(log: str, rests_on: str | None) -> None:
    checkins = [help_on(TODAY - timedelta(days=n), name) for n, name in enumerate(log)]
    assert cover(P, (giver("a"), giver("b")), checkins, TODAY).rests_on == rests_on


def test_the_log_reaches_back_eight_weeks_and_not_into_the_future() -> None:
    both = (giver("a"), giver("b"))
    first = TODAY - timedelta(days=LOGGED_DAYS - 1)

    def logged(day: date) -> int:
        return cover(P, both, (help_on(day, "a"),), TODAY).logged

    assert [logged(first - timedelta(days=1)), logged(first), logged(TODAY)] == [0, 1, 1]
    assert logged(TODAY + timedelta(days=1)) == 0


def test_other_help_and_visits_not_made_are_not_logged_help() -> None:
    both = (giver("a"), giver("b"))
    log = [help_on(TODAY, "a", E)] * 3 + [help_on(TODAY, "a", P, Outcome.DID_NOT_GO)] * 3
    assert cover(P, both, log, TODAY).logged == 0


def test_help_of_someone_not_active_does_not_tip_the_scale() -> None:
    contacts = (giver("a"), giver("b"), giver("gone", state=State.NOT_SAFE))
    log = [help_on(TODAY, "gone")] * 9 + [help_on(TODAY, "a"), help_on(TODAY, "b"), help_on(TODAY, "b")]
    assert cover(P, contacts, log, TODAY).rests_on == "b"


# ---- needs and what-if


def test_needs_of_the_sample() -> None:
    held = {each.need.id: each for each in needs_cover(NOW)}
    assert held["n2"].sources == ()
    assert held["n3"].is_held_by_more
    assert not held["n1"].is_held_by_more


def test_a_need_is_not_covered_by_someone_who_does_not_count() -> None:
    need = Need(text="a lift", type=P, contact_ids=("a", "b"))
    contacts = (giver("a"), giver("b", state=State.ON_A_BREAK))
    snapshot = Snapshot(contacts=contacts, notes=Notes(needs=(need,)))
    assert needs_cover(snapshot)[0].sources == ("a",)


def test_what_if_mina_were_away() -> None:
    lost = without(NOW, "c01")
    assert lost.types == (P,)
    assert lost.needs == ("n1",)
    assert without(NOW, "c02").types == without(NOW, "c02").needs == ()
    assert without(NOW, "c10").needs == ("n5",)


def test_nothing_rests_on_someone_who_does_not_count() -> None:
    assert without(NOW, "c08").types == ()


# ---- whatever the map

contacts_ = st.lists(
    st.builds(
        giver,
        name=st.sampled_from("abcdef"),
        type_=st.sampled_from(SupportType),
        direction=st.sampled_from(Direction),
        strength=st.sampled_from(Strength),
        state=st.sampled_from(State),
        ring=st.sampled_from(Ring),
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)
log_ = st.lists(
    st.builds(
        help_on,
        day=st.dates(min_value=TODAY - timedelta(days=70), max_value=TODAY),
        name=st.sampled_from("abcdef"),
        type_=st.sampled_from(SupportType),
        outcome=st.sampled_from(Outcome),
    ),
    max_size=20,
)


@settings(max_examples=50)
@given(contacts=contacts_, log=log_, type_=st.sampled_from(SupportType))
def test_only_active_givers_are_ever_named(
    contacts: list[Contact], log: list[CheckIn], type_: SupportType
) -> None:
    found = cover(type_, contacts, log, TODAY)
    by_id = {each.id: each for each in contacts}
    assert all(by_id[name].is_active and by_id[name].gives_me(type_) for name in found.sources)
    assert len(set(found.sources)) == len(found.sources) == found.formal + found.informal
    if found.rests_on:
        assert by_id[found.rests_on].is_active
        assert found.sources
    if len(found.sources) == 1:
        assert found.rests_on == found.sources[0]


@settings(max_examples=50)
@given(contacts=contacts_, log=log_, data=st.data())
def test_the_order_of_contacts_and_log_does_not_matter(
    contacts: list[Contact], log: list[CheckIn], data: st.DataObject
) -> None:
    other = Snapshot(
        contacts=tuple(data.draw(st.permutations(contacts))), recent=tuple(data.draw(st.permutations(log)))
    )
    snapshot = Snapshot(contacts=tuple(contacts), recent=tuple(log))
    for one, two in zip(coverage(snapshot, TODAY), coverage(other, TODAY), strict=True):
        assert (one.rests_on, one.logged, one.kinds) == (two.rests_on, two.logged, two.kinds)
        assert sorted(one.often) == sorted(two.often)
        assert sorted(one.sometimes) == sorted(two.sometimes)


@settings(max_examples=50)
@given(contacts=contacts_)
def test_taking_someone_out_loses_what_without_says(contacts: list[Contact]) -> None:
    snapshot = Snapshot(contacts=tuple(contacts))
    for contact in contacts:
        left = replace(snapshot, contacts=tuple(each for each in contacts if each is not contact))
        before = {each.type for each in coverage(snapshot, TODAY) if not each.is_nobody_yet}
        after = {each.type for each in coverage(left, TODAY) if not each.is_nobody_yet}
        assert set(without(snapshot, contact.id).types) == before - after


def test_what_rests_on_one_alone_is_what_would_be_lost_without_them() -> None:
    found = {each.contact_id: each for each in alone(NOW)}
    assert {"c01", "c10"} == set(found)
    for each in NOW.contacts:
        lost = without(NOW, each.id)
        if lost.types or lost.needs:
            assert found[each.id] == lost
        else:
            assert each.id not in found
