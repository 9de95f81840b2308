"""Days and hours in words: "Monday to Friday, 09:00 to 17:00"."""

from __future__ import annotations

from supportdesk.domain.contact import Contact, Reachable
from supportdesk.words import _, dates


def span(value: Reachable) -> str:
    """One span of a week."""
    days = sorted(set(value.days))
    if len(days) == 7:
        words = _("Every day")
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        words = _("{first} to {last}").format(first=dates.weekday(days[0]), last=dates.weekday(days[-1]))
    else:
        words = ", ".join(dates.weekday(day) for day in days)
    return _("{days}, {start} to {end}").format(days=words, start=value.start, end=value.end)


def reachable(contact: Contact) -> str:
    """When a contact can be reached, on one line; "" where nothing is known."""
    lines = [contact.reachable_note.strip()] if contact.reachable_note.strip() else []
    if not lines:
        lines = [span(each) for each in contact.reachable]
    if contact.night_ok:
        lines.append(_("Fine at night in an emergency"))
    return " · ".join(lines)
