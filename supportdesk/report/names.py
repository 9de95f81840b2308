"""How the plan names a contact: in full, by initials, or by role only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from supportdesk.domain.contact import Contact
from supportdesk.report import own_words
from supportdesk.report.choices import NameStyle
from supportdesk.words import labels


class Names:
    """The printed name of each contact that may be printed; nobody else has one.

    Two contacts with the same initials or role are told apart by a number.
    """

    def __init__(self, contacts: Iterable[Contact], style: NameStyle) -> None:
        self.style = style
        printed = [each for each in contacts if each.is_active]
        plain = {each.id: _plain(each, style) for each in printed}
        shared = Counter(plain.values())
        seen: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        for contact in printed:
            name = plain[contact.id]
            seen[name] += 1
            numbered = style is not NameStyle.FULL and shared[name] > 1
            shown = own_words.line(f"{name} ({seen[name]})" if numbered else name)
            self._names[contact.id] = shown or labels.kind(contact.kind)
        self._contacts = {each.id: each for each in printed}

    def of(self, contact_id: str | None) -> str:
        """The printed name, or "" for a contact that must not be printed."""
        return self._names.get(contact_id or "", "")

    def contact(self, contact_id: str | None) -> Contact | None:
        """The contact when it may be printed."""
        return self._contacts.get(contact_id or "")

    def role(self, contact: Contact) -> str:
        """The role in own words or the kind; "" where the name already is the role."""
        if self.style is NameStyle.ROLES:
            return ""
        return own_words.line(contact.role) or ", ".join(labels.kind(each) for each in contact.kinds)


def initials(name: str) -> str:
    """ "M. A." for "Mina Avery"; signs and numbers do not count unless there is nothing else."""
    letters = [next((c for c in word if c.isalpha()), "") for word in name.split()]
    found = [letter.upper() for letter in letters if letter]
    return " ".join(f"{letter}." for letter in found) or "–"


def _plain(contact: Contact, style: NameStyle) -> str:
    if style is NameStyle.FULL:
        return contact.name
    if style is NameStyle.INITIALS:
        return initials(contact.name)
    return contact.role if own_words.is_filled(contact.role) else labels.kind(contact.kind)
