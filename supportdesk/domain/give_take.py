"""Give and receive over time: what was there, never a sum, a debt or a rank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from supportdesk.records import dataclass

LATELY = timedelta(days=91)
MONTHS = 6
_SHARE = 4  # one in so many is enough to say that it goes both ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Check-ins counted by the store: all, those in which I got, gave, and both. Never shown as numbers."""

    met: int = 0
    got: int = 0
    gave: int = 0
    both: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the two marks."""

    year: int
    month: int
    tally: Tally = Tally()


class Way(StrEnum):
    """How give and receive stood in a span of time."""

    BOTH = "both"
    THEY_GAVE = "they_gave"
    I_GAVE = "i_gave"
    IN_TOUCH = "in_touch"
    NOTHING = "nothing"


def way(tally: Tally) -> Way:
    """Both ways if any of it went both ways in one meeting, or a fair part of it went each way."""
    if tally.both or (tally.got and tally.gave and min(tally.got, tally.gave) * _SHARE >= tally.met):
        return Way.BOTH
    if tally.got or tally.gave:
        return Way.THEY_GAVE if tally.got >= tally.gave else Way.I_GAVE
    return Way.IN_TOUCH if tally.met else Way.NOTHING


def last_months(
    found: Iterable[Month], today: date, most: int = MONTHS, *, is_older: bool = False
) -> tuple[Month, ...]:
    """The last months, newest first, those with nothing noted too; none before the first with anything.

    `is_older`: something was noted before the months that were found.
    """
    by_month = {(each.year, each.month): each for each in found}
    past = [each for each in by_month if each <= (today.year, today.month)]
    if not past and not is_older:
        return ()
    first = (1, 1) if is_older else min(past)
    months: list[Month] = []
    year, month = today.year, today.month
    while (year, month) >= first and len(months) < most:
        months.append(by_month.get((year, month), Month(year=year, month=month)))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return tuple(months)


def first_of_months(today: date, most: int = MONTHS) -> date:
    """The first day of the earliest of the last months."""
    months = max(today.year * 12 + today.month - most, 12)
    return date(months // 12, months % 12 + 1, 1)


def since(today: date) -> date:
    """The day from which on "lately" counts."""
    try:
        return today - LATELY
    except OverflowError:
        return date.min
