"""What the filter searches: each contact folded once, the check-ins by the index, the order made once."""

from __future__ import annotations

from collections.abc import Callable

from supportdesk.domain.contact import Contact
from supportdesk.domain.find import Facets, Sort, haystack, in_order, words
from supportdesk.domain.lookup import words_in
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import labels


class Finder:
    """Finds contacts in a snapshot.

    `met_with(word)` gives the ids of those in whose check-ins a word was written down.
    """

    def __init__(self, met_with: Callable[[str], frozenset[str]] = lambda _word: frozenset()) -> None:
        self._met_with = met_with
        self._known: dict[str, tuple[Contact, str]] = {}
        self._order: tuple[object, object, object] | None = None
        self._ordered: tuple[Contact, ...] = ()

    def find(self, snapshot: Snapshot, query: str, facets: Facets, sort: Sort) -> tuple[Contact, ...]:
        """The contacts that fit the facets and have every word of `query`, in order."""
        found = [each for each in self._in_order(snapshot, sort) if facets.fit(each)]
        for word in words(query):
            met = self._met(word)
            found = [each for each in found if word in self._haystack(each) or each.id in met]
        return tuple(found)

    def _met(self, word: str) -> frozenset[str]:
        """Those with whom every part of the word was written down (of "tea-time" both)."""
        parts = [self._met_with(each) for each in words_in(word) if len(each) > 1]
        return frozenset.intersection(*parts) if parts else frozenset()

    def _in_order(self, snapshot: Snapshot, sort: Sort) -> tuple[Contact, ...]:
        key = (snapshot.contacts, sort, snapshot.last_seen)
        if self._order is None or any(one is not other for one, other in zip(self._order, key, strict=True)):
            self._order = key
            self._ordered = in_order(snapshot.contacts, sort, snapshot.last_seen)
        return self._ordered

    def _haystack(self, contact: Contact) -> str:
        known = self._known.get(contact.id)
        if known is None or (known[0] is not contact and known[0] != contact):
            said = (*(labels.kind(each) for each in contact.kinds), labels.state(contact.state))
            known = self._known[contact.id] = (contact, haystack(contact, said))
        return known[1]
