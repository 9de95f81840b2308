"""Sheets to fill in by hand: nothing of a profile stands on them."""

from __future__ import annotations

from typing import Any

from supportdesk.domain.plan import Part
from supportdesk.words import _, labels

_TABLES = (Part.PEOPLE, Part.PROFESSIONALS)
_PARTS = (
    (Part.SIGNS, 4),
    (Part.ON_MY_OWN, 4),
    (Part.DISTRACTION, 3),
    (Part.PEOPLE, 4),
    (Part.PROFESSIONALS, 3),
    (Part.SAFER, 3),
    (Part.MATTERS, 3),
    (Part.PLEASE_DO, 3),
    (Part.PLEASE_DO_NOT, 2),
    (Part.HELPS, 3),
    (Part.SETS_OFF, 3),
    (Part.AFTERWARDS, 3),
)


def blank_plan() -> dict[str, Any]:
    """The parts with a line of help and room to write; people get a table."""
    return {
        "intro": _("Start anywhere. Leave out what does not fit. A few words are enough."),
        "parts": [
            {
                "number": number,
                "title": labels.part(part),
                "help": labels.part_help(part),
                "lines": lines,
                "heads": [_("Who"), _("Number"), _("Good to know")] if part in _TABLES else [],
            }
            for number, (part, lines) in enumerate(_PARTS, 1)
        ],
        "facts": [_("Name"), _("Made on"), _("Made with")],
    }


def blank_map() -> dict[str, Any]:
    """How to fill in the empty map."""
    return {
        "title": _("My support map"),
        "steps": [
            _("You are in the middle. Write the names of people, groups and places around you."),
            _("The closer someone feels, the nearer to the middle they stand."),
            _("Draw a line from you to each of them. The signs below say how."),
        ],
        "facts": [_("Name"), _("Date")],
    }
