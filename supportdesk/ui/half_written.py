"""What is typed where only a button saves it: kept in the encrypted file until it is saved or left out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from supportdesk.store import Store, StoreError

if TYPE_CHECKING:
    from supportdesk.ui.kit import LineField, NoteField


class HalfWritten:
    """Plain values by place ("check-ins", "contacts.name"); an empty value empties its place.

    They are read once, when the profile is opened: a page that is made asks for nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = store.drafts.all()
        self._fresh: dict[str, Any] = {}  # what the file does not have yet

    def __getitem__(self, place: str) -> Any:
        return self._fresh.get(place, self._kept.get(place))

    def __setitem__(self, place: str, value: Any) -> None:
        self._fresh[place] = value

    def follow(self, place: str, field: LineField | NoteField) -> None:
        """Put back what was typed into a field, and keep what will be, letter by letter."""
        kept = self[place]
        if isinstance(kept, str) and kept:
            field.text = kept
        field.retyped.connect(lambda: self.__setitem__(place, field.text))

    def forget(self, places: str) -> None:
        """Empty every place that begins like this."""
        for each in {*self._kept, *self._fresh}:
            if each.startswith(places):
                self._fresh[each] = ""

    def write(self) -> None:
        """Into the file; one that cannot be written keeps what it had."""
        with suppress(StoreError):
            self._store.drafts.keep(self._fresh)
            self._kept |= self._fresh
            self._fresh.clear()
