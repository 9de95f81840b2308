"""Give and receive: which way it went, by hand-worked counts, and the months in a row."""

from __future__ import annotations

from datetime import date

import pytest

from supportdesk.domain.give_take import Month, Tally, Way, first_of_months, last_months, since, way


@pytest.mark.parametrize(
    ("tally", "wanted"),
    [
        (Tally(), Way.NOTHING),
        (Tally(met=3), Way.IN_TOUCH),
        (Tally(met=3, got=3), Way.THEY_GAVE),
        (Tally(met=3, gave=2), Way.I_GAVE),
        (Tally(met=9, got=8, gave=1, both=1), Way.BOTH),
        (Tally(met=8, got=6, gave=2), Way.BOTH),
        (Tally(met=9, got=7, gave=2), Way.THEY_GAVE),
        (Tally(met=9, got=2, gave=7), Way.I_GAVE),
    ],
)
def test_which_way(tally: Tally, wanted: Way) -> None:
    assert way(tally) is wanted


def test_months_without_anything_are_there_too() -> None:
    found = (Month(year=2026, month=1, tally=Tally(met=1)), Month(year=2025, month=11, tally=Tally(met=2)))
    row = last_months(found, date(2026, 2, 10))
    assert [(each.year, each.month, each.tally.met) for each in row] == [
        (2026, 2, 0),
        (2026, 1, 1),
        (2025, 12, 0),
        (2025, 11, 2),
    ]
    assert len(last_months(found, date(2026, 2, 10), most=2)) == 2


def test_nothing_begins_in_the_future() -> None:
    assert last_months((Month(year=2030, month=1),), date(2026, 2, 10)) == ()
    assert last_months((), date(2026, 2, 10)) == ()
    assert since(date(1, 1, 5)) == date.min


def test_with_something_older_all_months_are_shown() -> None:
    found = (Month(year=2026, month=1, tally=Tally(met=1)),)
    row = last_months(found, date(2026, 2, 10), is_older=True)
    assert [(each.year, each.month) for each in row] == [
        (2026, 2), (2026, 1), (2025, 12), (2025, 11), (2025, 10), (2025, 9),
    ]  # fmt: skip
    assert len(last_months((), date(2026, 2, 10), is_older=True)) == 6


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 1), date(2026, 6, 1)),
        (date(2026, 6, 30), date(2026, 1, 1)),
        (date(2026, 5, 31), date(2025, 12, 1)),
        (date(1, 2, 1), date(1, 1, 1)),
    ],
)
def test_the_day_from_which_on_months_are_shown(today: date, first: date) -> None:
    assert first_of_months(today) == first
