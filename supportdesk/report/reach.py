"""How and when a contact can be reached, as short lines."""

from __future__ import annotations

from typing import Any

from supportdesk.domain.contact import Contact, Reachable
from supportdesk.report import own_words
from supportdesk.words import _, dates, labels


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
    lines = [] if brief and note else [_hours(span) for span in contact.reachable]
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


def _hours(span: Reachable) -> str:
    days = sorted(set(span.days))
    if len(days) == 7:
        words = _("Every day")
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        words = _("{first} to {last}").format(first=dates.weekday(days[0]), last=dates.weekday(days[-1]))
    else:
        words = ", ".join(dates.weekday(day) for day in days)
    return _("{days}, {start} to {end}").format(days=words, start=span.start, end=span.end)
