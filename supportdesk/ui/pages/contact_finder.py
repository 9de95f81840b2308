"""What the filter searches: each contact folded once, and again only when it or its notes change."""

from __future__ import annotations

from collections import defaultdict

from supportdesk.domain.contact import Contact
from supportdesk.domain.find import Facets, Sort, haystack, hits, in_order, words
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import labels


class Finder:
    """Finds contacts in a snapshot."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Contact, tuple[str, ...], str]] = {}

    def find(self, snapshot: Snapshot, query: str, facets: Facets, sort: Sort) -> tuple[Contact, ...]:
        """The contacts that fit the facets and have every word of `query`, in order."""
        fits = [each for each in snapshot.contacts if facets.fit(each)]
        wanted = words(query)
        if wanted:
            notes = _notes(snapshot)
            fits = [each for each in fits if hits(self._haystack(each, notes.get(each.id, ())), wanted)]
        return in_order(fits, sort, snapshot.last_seen)

    def _haystack(self, contact: Contact, notes: tuple[str, ...]) -> str:
        known = self._known.get(contact.id)
        if known is None or known[1] != notes or (known[0] is not contact and known[0] != contact):
            said = (*(labels.kind(each) for each in contact.kinds), labels.state(contact.state))
            known = (contact, notes, haystack(contact, (*said, *notes)))
            self._known[contact.id] = known
        return known[2]


def _notes(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Contact id to what was written down at its check-ins of late."""
    found: dict[str, list[str]] = defaultdict(list)
    for checkin in snapshot.recent:
        for person in checkin.people:
            found[person.contact_id] += [note for note in (checkin.note, person.note) if note]
    return {contact_id: tuple(notes) for contact_id, notes in found.items()}
