"""What an import writes, in pieces of one change: the window goes on, and Undo takes it back as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from supportdesk.domain.snapshot import Notes
from supportdesk.exchange.arrival import Settled
from supportdesk.exchange.whole import Whole
from supportdesk.store import Change, Did, Piece, Store

_T = TypeVar("_T")
AT_ONCE = 20  # records written between two looks at the clock
IMPORTED = Change(did=Did.CONTACTS_IMPORTED)


def slices(things: Sequence[_T], size: int = AT_ONCE) -> Iterator[Sequence[_T]]:
    """The same in parts of at most `size`."""
    return (things[at : at + size] for at in range(0, len(things), size))


def settled_pieces(store: Store, settled: Settled) -> list[Piece]:
    """New contacts, then what others get, then pictures (shrunk already)."""
    return [
        *store.contacts.adding(settled.new),
        *store.contacts.saving(settled.filled),
        *_pictures(store, settled.pictures),
    ]


def _pictures(store: Store, pictures: Sequence[tuple[str, bytes]]) -> list[Piece]:
    def show(contact_id: str, image: bytes) -> None:
        if store.contacts.photo(contact_id) is None:
            store.contacts.set_photo(contact_id, image)

    return [lambda each=each: show(*each) for each in pictures]  # type: ignore[misc]


def whole_pieces(store: Store, new: Whole) -> list[Piece]:
    """Everything of a JSON file that is new, in an order in which nothing points to nobody."""
    rest = replace(new, contacts=(), ties=(), checkins=(), notes=Notes(), photos=())
    parts = {each.name: getattr(rest, each.name) for each in fields(rest)}
    return [
        *store.contacts.adding(new.contacts),
        *store.ties.adding(new.ties),
        lambda: store.add_whole(parts, change=None),
        *_notes(store, new.notes),
        *store.checkins.adding(new.checkins),
        *_pictures(store, new.photos),
    ]


def _notes(store: Store, notes: Notes) -> list[Piece]:
    some = [
        Notes(**{each.name: tuple(few)})
        for each in fields(Notes)
        for few in slices(getattr(notes, each.name))
    ]
    return [lambda few=few: store.notes.add_many(few, change=None) for few in some]  # type: ignore[misc]
