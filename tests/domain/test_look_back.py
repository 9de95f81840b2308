"""The weekly look-back: which week, when it is offered, and weeks in a row with their gaps."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.contact import Contact
from supportdesk.domain.dismissed import put_off
from supportdesk.domain.look_back import KEY, is_offered, week_end, weeks, written
from supportdesk.domain.snapshot import Me, Notes, Snapshot

SUNDAY = date(2026, 11, 1)
SOMEBODY = (Contact(name="Ana"),)


def of(day: date, **answers: object) -> LookBack:
    return LookBack(week_end=day, **answers)  # type: ignore[arg-type]


def snapshot(*look_backs: LookBack, me: Me | None = None) -> Snapshot:
    return Snapshot(me=me or Me(), contacts=SOMEBODY, notes=Notes(look_backs=look_backs))


@pytest.mark.parametrize(
    ("day", "today", "end"),
    [
        (6, SUNDAY, SUNDAY),
        (6, date(2026, 11, 2), SUNDAY),
        (6, date(2026, 10, 31), date(2026, 10, 25)),
        (4, SUNDAY, date(2026, 10, 30)),
        (None, SUNDAY, SUNDAY),
        (99, date(2026, 11, 2), SUNDAY),
        (6, date(1, 1, 1), date(1, 1, 1)),
    ],
)
def test_the_week_ends_on_the_chosen_day(day: int | None, today: date, end: date) -> None:
    assert week_end(Me(look_back_day=day), today) == end


def test_offered_on_the_chosen_day_only() -> None:
    assert is_offered(snapshot(), SUNDAY)
    assert not is_offered(snapshot(), SUNDAY + timedelta(days=1))
    assert is_offered(snapshot(me=Me(look_back_day=0)), SUNDAY + timedelta(days=1))
    assert not is_offered(snapshot(me=Me(look_back_day=None)), SUNDAY)


def test_not_offered_in_a_hard_week_nor_when_it_was_put_off_nor_to_an_empty_profile() -> None:
    assert not is_offered(snapshot(me=Me(hard_week_since=SUNDAY)), SUNDAY)
    later = put_off(Me(), KEY, SUNDAY + timedelta(days=7))
    assert not is_offered(snapshot(me=later), SUNDAY)
    assert is_offered(snapshot(me=later), SUNDAY + timedelta(days=7))
    assert not is_offered(Snapshot(), SUNDAY)


def test_not_offered_twice() -> None:
    assert not is_offered(snapshot(of(SUNDAY, supported=5)), SUNDAY)
    assert not is_offered(snapshot(of(SUNDAY - timedelta(days=2), keep="a walk")), SUNDAY)
    assert is_offered(snapshot(of(SUNDAY - timedelta(days=7), supported=5)), SUNDAY)
    assert is_offered(snapshot(of(SUNDAY, keep="  ")), SUNDAY)


def test_gaps_are_weeks_without_a_word() -> None:
    first, last = of(SUNDAY - timedelta(days=21), supported=3), of(SUNDAY, energy=4)
    row = weeks((last, first), SUNDAY, 10)
    assert [each.look_back for each in row] == [first, None, None, last]
    assert [each.end for each in row] == [SUNDAY - timedelta(days=7 * n) for n in (3, 2, 1, 0)]
    assert [each.look_back for each in weeks((last, first), SUNDAY, 2)] == [None, last]
    assert weeks((of(SUNDAY, keep=""),), SUNDAY, 10) == ()


def test_a_look_back_of_another_weekday_keeps_its_week() -> None:
    friday = of(SUNDAY - timedelta(days=2), supported=4)
    assert written((friday,), SUNDAY) == friday
    assert written((friday,), SUNDAY - timedelta(days=7)) is None
    assert weeks((friday,), SUNDAY, 5)[-1].look_back == friday


@given(
    st.lists(st.dates(date(1, 1, 1), date(9999, 12, 31)), max_size=6),
    st.dates(),
    st.integers(1, 30),
)
def test_any_days_make_whole_weeks(days: list[date], end: date, most: int) -> None:
    row = weeks(tuple(of(each, supported=1) for each in days), end, most)
    assert len(row) <= most
    assert all(b.end - a.end == timedelta(days=7) for a, b in itertools.pairwise(row))
    assert not row or row[-1].end == end


def test_weekdays_are_kept_in_the_profile() -> None:
    assert Me().look_back_day == 6
    assert replace(Me(), look_back_day=None).look_back_day is None
