"""Who belongs to a group on the map: its members, as far as they are contacts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supportdesk.domain.contact import Contact
from supportdesk.domain.text import fold


def members(group: Contact, contacts: Sequence[Contact]) -> tuple[str, ...]:
    """The ids of the members of a group who are among these contacts, in the order of the contacts.

    A member is written down by name or by id; a name or nickname that two contacts share names neither.
    """
    written = {each if _is_id(each) else fold(each.strip()) for each in group.members if each.strip()}
    if not written:
        return ()
    named = _named(contacts)
    found = {each for each in (named.get(word, word) for word in written) if each}
    return tuple(each.id for each in contacts if each.id in found and each.id != group.id)


def groups(contacts: Sequence[Contact]) -> dict[str, tuple[str, ...]]:
    """Every contact that has members among these contacts: its id and theirs."""
    found = {each.id: members(each, contacts) for each in contacts if each.members}
    return {id_: those for id_, those in found.items() if those}


def _named(contacts: Iterable[Contact]) -> dict[str, str]:
    """Folded name or nickname to id; "" where two share it."""
    found: dict[str, str] = {}
    for each in contacts:
        for word in {fold(each.name.strip()), fold(each.nickname.strip())} - {""}:
            found[word] = "" if word in found else each.id
    return found


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)
