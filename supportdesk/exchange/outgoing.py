"""Which contacts leave, and what of them: facts about a contact, never what the person thinks of them."""

from __future__ import annotations

from dataclasses import replace

from supportdesk.domain.contact import Contact, State

# What vCard and CSV carry; the ring, the line, supports, marks, boundaries and the like stay here.
CARRIED = (
    "name", "nickname", "kinds", "role", "phones", "emails", "address", "web", "preferred_way",
    "reachable_note", "night_ok", "time_zone", "known_since", "important_dates",
)  # fmt: skip


def chosen(contacts: tuple[Contact, ...], *, include_not_safe: bool = False) -> tuple[Contact, ...]:
    """Those that may leave: contacts who are not safe only where the person asks for them."""
    return tuple(each for each in contacts if include_not_safe or each.state is not State.NOT_SAFE)


def carried(contact: Contact, *, with_notes: bool = True) -> Contact:
    """The contact with nothing but what leaves, which is what comes back when the file is read again.

    How it stands with someone is not told: whoever is not active comes back archived, so that nobody
    is prompted to call them.
    """
    kept = {name: getattr(contact, name) for name in CARRIED}
    bare = Contact(id=contact.id, **kept, notes=contact.notes if with_notes else "")
    if contact.is_active:
        return bare
    return replace(bare, state=State.REMEMBERED if contact.state is State.REMEMBERED else State.ARCHIVED)
