"""How and when a contact can be reached, as short lines."""

from __future__ import annotations

from typing import Any

from supportdesk.domain.contact import Contact
from supportdesk.report import own_words
from supportdesk.words import _, hours, labels


def numbers(contact: Contact) -> list[dict[str, Any]]:
    """Each number with the person's word for it."""
    return [
        {"number": own_words.line(phone.number), "label": own_words.line(phone.label)}
        for phone in contact.phones
        if own_words.is_filled(phone.number)
    ]


def hours_and_nights(contact: Contact, *, brief: bool = False) -> list[str]:
    """When the contact can be reached; `brief` leaves the hours out where their note says it."""
    note = own_words.line(contact.reachable_note)
    lines = [] if brief and note else [hours.span(each) for each in contact.reachable]
    if note:
        lines.append(note)
    if contact.night_ok:
        lines.append(_("Fine at night in an emergency"))
    return lines


def ways(contact: Contact) -> list[str]:
    """The way they like best and their time zone."""
    lines = []
    if contact.preferred_way:
        lines.append(_("Likes best: {way}").format(way=labels.way(contact.preferred_way).lower()))
    if own_words.is_filled(contact.time_zone):
        lines.append(_("Time zone: {zone}").format(zone=own_words.line(contact.time_zone)))
    return lines
