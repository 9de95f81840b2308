"""Days as files of other programs write them, without ever guessing which number is the month."""

from __future__ import annotations

import re
from datetime import date

from supportdesk.domain.contact import ImportantDate

_ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T ].*)?")
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Day = tuple[int | None, int, int]
"""Year where it is known, month, day."""


def day_of(text: str) -> Day | None:
    """1990-05-13, 19900513T00:00:00Z, --0513, 13.5.1990, 13/5/1990, 5/13/1990; None for all else.

    With slashes the order differs from land to land: only what can be read in one way is read.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    if found := _NO_YEAR.fullmatch(text):
        return _real(None, int(found[1]), int(found[2]))
    if found := _DOTS.fullmatch(text):
        return _real(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHES.fullmatch(text):
        return _one_way(int(found[1]), int(found[2]), int(found[3]))
    return None


def _one_way(first: int, second: int, year: int) -> Day | None:
    if first > 12 or first == second:
        return _real(year, second, first)
    return _real(year, first, second) if second > 12 else None


def _real(year: int | None, month: int, day: int) -> Day | None:
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return None
    return year, month, day


def iso(day: date | ImportantDate) -> str:
    """0001-05-13, or --0513 where the year is not known."""
    if day.year is None:
        return f"--{day.month:02d}{day.day:02d}"
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
