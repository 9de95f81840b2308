"""What a contact agreed to and when, as one sentence."""

from __future__ import annotations

from supportdesk.domain.contact import Asked, Contact
from supportdesk.words import _, dates


def agreed(contact: Contact) -> str:
    """ "Asked, said yes on 3 May 2026: to be rung on a hard night"; "" while nobody has asked."""
    said = _said(contact)
    what = contact.asked_what.strip().rstrip(".")
    if not what:
        return said
    return _("{said}: {what}").format(said=said, what=what) if said else what


def _said(contact: Contact) -> str:
    day = dates.long(contact.asked_on) if contact.asked_on else ""
    if contact.asked is Asked.AGREED:
        return _("Asked, said yes on {day}").format(day=day) if day else _("Asked, said yes")
    if contact.asked is Asked.ASKED:
        return _("Asked on {day}").format(day=day) if day else _("Asked")
    return ""
