"""The words of the weekly look-back: what was written, in the person's own words, and no judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supportdesk.domain.look_back import Week
from supportdesk.words import _, dates, ngettext


def offer() -> str:
    """What Today says on the chosen weekday."""
    return _("Would you like to look back on this week? Three short questions, and you can skip any of them.")


def week(end: date) -> str:
    """The heading of one week."""
    return _("The week to {weekday}, {day}").format(weekday=dates.weekday(end.weekday()), day=dates.long(end))


def supported() -> str:
    return _("How supported did you feel this week?")


def supported_ends() -> str:
    return _("0 means not at all, 10 means very much.")


def energy() -> str:
    return _("How was your energy?")


def energy_ends() -> str:
    return _("1 means very low, 5 means plenty.")


def keep() -> str:
    return _("Something you want to keep from this week")


def no_answer() -> str:
    return _("No answer")


def gap() -> str:
    """A week of which nothing was written, in the table."""
    return _("nothing written")


def picture(weeks: Sequence[Week]) -> str:
    """The picture in words, for a reader: what it shows, without saying what is good."""
    if not weeks:
        return ""
    count = sum(each.look_back is not None for each in weeks)
    kept = ngettext("{count} week has an answer.", "{count} weeks have an answer.", count).format(count=count)
    span = _("Your weeks from {first} to {last}.").format(
        first=dates.long(weeks[0].end), last=dates.long(weeks[-1].end)
    )
    return f"{span} {kept} {_('The table has the same in words.')}"


def value(number: int | None) -> str:
    """A number in the table."""
    return _("no answer") if number is None else str(number)
