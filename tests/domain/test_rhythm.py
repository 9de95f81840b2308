"""Rhythm: what resets it, when it is quiet, and who is never prompted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain import dismissed
from supportdesk.domain.checkin import Began, CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, Kind, RecoveryEffect, Ring, State, Way
from supportdesk.domain.rhythm import (
    Pace,
    Rhythm,
    last_seen,
    nice_key,
    quiet,
    quiet_key,
    rhythm_of,
    touch,
    touches,
    would_be_nice,
)
from supportdesk.domain.snapshot import Me, Snapshot

TODAY = date(2026, 11, 1)
NOW = sample.load_as_written().snapshot()


def friend(name: str = "a", **fields: object) -> Contact:
    return Contact(id=name, name=name, kinds=(Kind.FRIEND,), **fields)  # type: ignore[arg-type]


def seen(days_ago: int) -> datetime:
    return datetime(2026, 11, 1, 23, 59) - timedelta(days=days_ago)


def alone(contact: Contact, days_ago: int, me: Me | None = None) -> Snapshot:
    return Snapshot(me=me or Me(), contacts=(contact,), last_seen={contact.id: seen(days_ago)})


def test_in_the_sample_only_the_forum_is_quiet() -> None:
    found = quiet(NOW, TODAY)
    assert [(each.contact_id, each.days) for each in found] == [("c16", 45)]
    assert NOW.contact("c16").rhythm.at_most == 14


def test_marcus_never_appears() -> None:
    assert "c08" not in {each.contact_id for each in touches(NOW, TODAY + timedelta(days=300))}


@pytest.mark.parametrize(
    ("days_ago", "pace"),
    [
        (0, Pace.FINE),
        (6, Pace.FINE),
        (7, Pace.NICE),
        (14, Pace.NICE),
        (15, Pace.WHILE),
        (21, Pace.WHILE),  # exactly 1.5 times is not yet quiet
        (22, Pace.QUIET),
    ],
)
def test_the_window_of_the_inner_ring(days_ago: int, pace: Pace) -> None:
    found = touch(friend(ring=Ring.INNER), seen(days_ago), TODAY)
    assert found is not None
    assert (found.pace, found.days) == (pace, days_ago)


def test_the_next_window() -> None:
    found = touch(friend(rhythm=Rhythm(at_least=3, at_most=10)), seen(4), TODAY)
    assert found is not None
    assert (found.opens, found.closes) == (date(2026, 10, 31), date(2026, 11, 7))


def test_rings_grow_gentler_outwards_and_hoped_for_has_no_rhythm() -> None:
    found = [rhythm_of(friend(ring=ring)) for ring in Ring]
    windows = [(each.at_least, each.at_most) for each in found if each]
    assert windows == sorted(windows)
    assert found[-1] is None
    assert touch(friend(ring=Ring.HOPED), seen(999), TODAY) is None


def test_an_own_rhythm_goes_before_the_ring() -> None:
    assert rhythm_of(friend(ring=Ring.INNER, rhythm=Rhythm.about(60))) == Rhythm.about(60)


@pytest.mark.parametrize(
    "kind", [Kind.PROFESSIONAL, Kind.SERVICE, Kind.GROUP, Kind.ONLINE, Kind.PLACE, Kind.PET]
)
def test_groups_and_professionals_only_with_their_own(kind: Kind) -> None:
    assert rhythm_of(replace(friend(), kinds=(kind,))) is None
    assert rhythm_of(replace(friend(rhythm=Rhythm.about(30)), kinds=(kind,))) == Rhythm.about(30)


@pytest.mark.parametrize("state", State)
def test_only_active_ones(state: State) -> None:
    found = touch(friend(state=state), seen(500), TODAY)
    assert (found is not None) == (state in (State.ACTIVE, State.CHANGING))


def checkin(name: str, day: int, **fields: object) -> CheckIn:
    people = (CheckInPerson(contact_id=name), CheckInPerson(contact_id="other"))
    return CheckIn(when=datetime(2026, 10, day, 9), people=people, **fields)  # type: ignore[arg-type]


@given(st.sampled_from(Way), st.sampled_from(Began), st.sampled_from(Outcome))
def test_any_way_and_direction_resets_but_not_going_does_not(
    way: Way, began: Began, outcome: Outcome
) -> None:
    log = [checkin("a", 20, way=way, began=began, outcome=outcome), checkin("a", 3)]
    expected = 3 if outcome is Outcome.DID_NOT_GO else 20
    assert last_seen(log)["a"].day == expected
    assert last_seen(reversed(log)) == last_seen(log)


def test_no_check_in_no_nagging() -> None:
    snapshot = Snapshot(contacts=(friend(ring=Ring.INNER), friend("b")))
    assert would_be_nice(snapshot, TODAY) == quiet(snapshot, TODAY) == ()
    assert [each.pace for each in touches(snapshot, TODAY)] == [Pace.NEW, Pace.NEW]


def test_someone_never_met_is_not_a_prompt_beside_others() -> None:
    snapshot = Snapshot(contacts=(friend("a"), friend("b")), last_seen={"a": seen(40)})
    assert [each.contact_id for each in would_be_nice(snapshot, TODAY)] == ["a"]


def test_today_names_three_at_most_longest_beyond_first() -> None:
    assert [each.contact_id for each in would_be_nice(NOW, TODAY)] == ["c16", "c12", "c04"]
    assert len(would_be_nice(NOW, TODAY, limit=9)) > 3


def test_nothing_in_a_hard_week() -> None:
    hard = replace(NOW, me=replace(NOW.me, hard_week_since=TODAY))
    assert would_be_nice(hard, TODAY) == quiet(hard, TODAY) == ()


def test_who_makes_recovery_harder_is_not_offered() -> None:
    snapshot = alone(friend(recovery=RecoveryEffect.HARDER), 500)
    assert would_be_nice(snapshot, TODAY) == quiet(snapshot, TODAY) == ()


def test_put_off_until_a_day_and_for_good() -> None:
    later = dismissed.put_off(Me(), nice_key("a"), date(2026, 11, 8))
    snapshot = alone(friend(), 40, later)
    assert would_be_nice(snapshot, date(2026, 11, 7)) == ()
    assert len(would_be_nice(snapshot, date(2026, 11, 8))) == 1
    gone = replace(snapshot, me=dismissed.dismiss(later, nice_key("a")))
    assert gone.me.dismissed == (nice_key("a"),)
    assert would_be_nice(gone, date(2030, 1, 1)) == ()


def test_put_off_until_tonight() -> None:
    evening = datetime(2026, 11, 1, 18)
    snapshot = alone(friend(), 40, dismissed.put_off(Me(), nice_key("a"), evening))
    assert would_be_nice(snapshot, TODAY) == ()
    assert would_be_nice(snapshot, TODAY, now=datetime(2026, 11, 1, 17, 59)) == ()
    assert len(would_be_nice(snapshot, TODAY, now=evening)) == 1
    assert len(would_be_nice(snapshot, date(2026, 11, 2))) == 1


def test_one_not_now_goes_for_every_way_of_being_offered() -> None:
    for key in (nice_key("a"), quiet_key("a")):
        snapshot = alone(friend(), 400, dismissed.dismiss(Me(), key))
        assert would_be_nice(snapshot, TODAY) == quiet(snapshot, TODAY) == ()


def test_a_clock_that_was_wrong_puts_nobody_off_for_years() -> None:
    snapshot = alone(friend(), 40, dismissed.put_off(Me(), nice_key("a"), date(2031, 1, 1)))
    assert len(would_be_nice(snapshot, TODAY)) == 1
    assert dismissed.is_dismissed(dismissed.put_off(Me(), "x", date.max), "x", date(9999, 12, 30))


def test_a_check_in_dated_tomorrow_counts_as_today() -> None:
    found = touch(friend(), seen(-1), TODAY)
    assert found is not None
    assert found.days == 0
