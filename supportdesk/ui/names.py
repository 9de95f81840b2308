"""The names of the contacts as folded words, folded again only when a name changes."""

from __future__ import annotations

from supportdesk.domain.lookup import words_in
from supportdesk.domain.snapshot import Snapshot


class Names:
    """Which contacts go by a word that is being typed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._of: object = None
        self.words: dict[str, tuple[str, ...]] = {}

    def follow(self, snapshot: Snapshot) -> None:
        """Take the names of this snapshot."""
        if self._of is snapshot.contacts:
            return
        self._of = snapshot.contacts
        fresh = {}
        for each in snapshot.contacts:
            names = f"{each.name} {each.nickname}"
            known = self._known.get(each.id)
            fresh[each.id] = known if known and known[0] == names else (names, words_in(names))
        self._known = fresh
        self.words = {id_: words for id_, (_names, words) in fresh.items()}

    def called(self, word: str, most: int) -> tuple[str, ...]:
        """The ids of at most `most` contacts with a name that begins so; one letter names nobody."""
        if len(word) < 2:
            return ()
        fits = (id_ for id_, words in self.words.items() if any(each.startswith(word) for each in words))
        return tuple(id_ for _number, id_ in zip(range(most), fits, strict=False))
