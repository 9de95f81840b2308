"""Putting contacts together, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from supportdesk.domain.contact import Contact
from supportdesk.domain.duplicates import Why
from supportdesk.words import _, dates, labels, ngettext
from supportdesk.words.rhythm import about_every


def why(value: Why) -> str:
    """Why two may be one."""
    return {
        Why.EMAIL: _("They share an e-mail address."),
        Why.PHONE: _("They share a phone number."),
        Why.NAME: _("They have the same name."),
    }[value]


def field(name: str) -> str:
    """What has to be chosen."""
    return {
        "name": _("Name"),
        "nickname": _("Nickname"),
        "role": _("Role"),
        "ring": _("How close"),
        "line": _("How the tie stands"),
        "state": _("How it is now"),
        "preferred_way": _("Best way to reach"),
        "rhythm": _("How often"),
        "next_meeting": _("Next meeting"),
        "known_since": _("Known since"),
        "time_zone": _("Time zone"),
        "reachable_note": _("When to reach them"),
        "address": _("Address"),
        "web": _("Web address"),
        "leaves_me": _("How it leaves me"),
        "recovery": _("For my recovery"),
        "asked": _("Asked to be in my plan"),
        "photo": _("Photo"),
    }[name]


def value(name: str, contact: Contact) -> str:
    """What a contact has there, in a line."""
    given: Any = getattr(contact, name)
    words: dict[str, Callable[[Any], object]] = {
        "ring": labels.ring,
        "line": labels.line,
        "state": labels.state,
        "preferred_way": labels.way,
        "rhythm": about_every,
        "leaves_me": labels.energy,
        "recovery": labels.recovery,
        "asked": labels.asked,
        "known_since": dates.long,
        "next_meeting": lambda when: f"{dates.long(when.date())}, {when:%H:%M}",
    }
    return " ".join(str(words.get(name, str)(given)).split())


def also(name: str, text: str) -> str:
    """The line in the notes for what was not chosen."""
    return _("Also {field}: {value}").format(
        field=field("asked" if name == "asked_what" else name).lower(), value=text
    )


def together(contacts: Sequence[Contact], checkins: int) -> str:
    """What comes together by itself, in one or two sentences."""
    count = len(contacts)
    first = ngettext(
        "Numbers, notes, goals, ties and the past of {count} contact are kept.",
        "Numbers, notes, goals, ties and the past of all {count} contacts are kept.",
        count,
    ).format(count=count)
    if not checkins:
        return first
    second = ngettext("So is {count} check-in.", "So are {count} check-ins.", checkins).format(count=checkins)
    return f"{first} {second}"
