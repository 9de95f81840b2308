"""What is said of a map from easyNWK before it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supportdesk.words import _, dates, ngettext
from supportdesk.words.sentences import joined, listed

DAYS_SHOWN = 4


def outlook(days: Sequence[date], ties: int) -> str:
    """How many maps there are and what becomes of them: "It holds maps of ..."."""
    if not days:
        return _("There is a map from easyNWK in this file, and nobody is on it.")
    if len(days) == 1:
        first = _("This is a map from easyNWK of {day}.").format(day=dates.long(days[0]))
    else:
        first = _("Maps from easyNWK of {days}.").format(days=_days(days))
    later = _("You can look back to each of these days in the story of change.") if len(days) > 1 else ""
    tied = ngettext("{count} tie comes with it.", "{count} ties come with it.", ties)
    return joined((first, later, tied.format(count=ties) if ties else ""))


def _days(days: Sequence[date]) -> str:
    if len(days) <= DAYS_SHOWN:
        return listed([dates.long(each) for each in days])
    return _("{count} days, from {first} to {last}").format(
        count=len(days), first=dates.long(days[0]), last=dates.long(days[-1])
    )


def left_out(code: str) -> str | None:
    """The word for what of such a map finds no place; None for a code of other files."""
    return {
        "NWK-GENDER": _("gender"),
        "NWK-AGE": _("age"),
        "NWK-EMOJI": _("small pictures of people"),
        "NWK-MULTIPLEX": _("lines of more than one kind"),
        "NWK-OUTSIDE": _("places outside the rings"),
        "NWK-EGO": _("what the file says about you"),
        "NWK-TITLE": _("titles of maps"),
        "NWK-DAY": _("days that are not clear"),
        "NWK-SAME-DAY": _("earlier maps of the same day"),
    }.get(code)
