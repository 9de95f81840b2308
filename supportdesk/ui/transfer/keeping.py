"""Much work at the database in small pieces, so that the window never stands still; one step for Undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Notes
from supportdesk.domain.text import new_id
from supportdesk.exchange.arrival import Settled
from supportdesk.exchange.whole import Whole
from supportdesk.store import Change, Did, Store, StoreError
from supportdesk.ui.desk import Desk

_T = TypeVar("_T")
Piece = Callable[[], object]
AT_ONCE = 25  # contacts or check-ins written between two looks at keys and pointer: some 30 ms


class Keeping(QObject):
    """Runs the pieces one after the other; pages hear of it once, at the end.

    A piece that fails takes back those before it; then `failed` is called with the reason, not `done`.
    """

    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pieces: Iterator[Piece] = iter(())
        self._told: Callable[[], None] | None = None
        self._done: Callable[[], object] = _nothing
        self._failed: Callable[[Exception], object] = _nothing
        self._at, self._of = 0, 0
        self._before: Change | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def is_running(self) -> bool:
        """Whether pieces are left."""
        return self._told is not None

    def run(
        self, pieces: Sequence[Piece], done: Callable[[], object], failed: Callable[[Exception], object]
    ) -> None:
        """Start; nothing else may write until `done` or `failed` was called."""
        self._done, self._failed = done, failed
        store = self._desk.store
        self._pieces, self._at, self._of = iter(pieces), 0, len(pieces)
        self._before = store.can_undo
        self._told, store.changed = store.changed, lambda: None
        self._timer.start()

    def finish(self) -> None:
        """Do all that is left now (before a lock)."""
        while self.is_running:
            self._next()

    def stop(self) -> None:
        """Take back what was written and write no more."""
        if self.is_running:
            self._take_back()
            self._end()

    def _next(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            self._end()
            self._done()
            return
        try:
            piece()
        except (StoreError, DomainError) as error:
            self._take_back()
            self._end()
            self._failed(error)
            return
        self._at += 1
        self.progressed.emit(self._at, self._of)

    def _take_back(self) -> None:
        store = self._desk.store
        if store.can_undo is not None and store.can_undo is not self._before:
            try:
                store.undo()
            except StoreError:
                return  # what is in stays, and Undo can take it back later

    def _end(self) -> None:
        self._timer.stop()
        told, self._told = self._told, None
        if told is not None:
            self._desk.store.changed = told
            told()


def _nothing(*_what: object) -> None:
    """Before the first run."""


def _slices(things: Sequence[_T], size: int = AT_ONCE) -> Iterator[Sequence[_T]]:
    return (things[at : at + size] for at in range(0, len(things), size))


def one_step() -> Change:
    """The change of every piece: pieces with its key that follow each other are undone as one."""
    return Change(did=Did.CONTACTS_IMPORTED, merge=f"import:{new_id()}")


def settled_pieces(store: Store, settled: Settled, change: Change | None = None) -> list[Piece]:
    """New contacts, then what others get, then pictures (shrunk already)."""
    change = change or one_step()
    pieces: list[Piece] = [
        lambda few=few: store.contacts.add_many(tuple(few), change=change)  # type: ignore[misc]
        for few in _slices(settled.new)
    ]

    def fill(few: Sequence[object]) -> None:
        with store.writing(change):
            for each in few:
                store.contacts.save(each)  # type: ignore[arg-type]

    def show(few: Sequence[tuple[str, bytes]]) -> None:
        with store.writing(change):
            for contact_id, image in few:
                if store.contacts.photo(contact_id) is None:
                    store.contacts.set_photo(contact_id, image)

    pieces += [lambda few=few: fill(few) for few in _slices(settled.filled)]  # type: ignore[misc]
    pieces += [lambda few=few: show(few) for few in _slices(settled.pictures, 10)]  # type: ignore[misc]
    return pieces


def whole_pieces(store: Store, new: Whole) -> list[Piece]:
    """Everything of a JSON file that is new, in an order in which nothing points to nobody."""
    change = one_step()
    rest = replace(new, contacts=(), checkins=(), notes=Notes(), photos=())
    parts = {each.name: getattr(rest, each.name) for each in fields(rest)}

    def few_photos(few: Sequence[tuple[str, bytes]]) -> None:
        with store.writing(change):
            for contact_id, image in few:
                store.contacts.set_photo(contact_id, image)

    pieces: list[Piece] = [
        lambda few=few: store.contacts.add_many(tuple(few), change=change)  # type: ignore[misc]
        for few in _slices(new.contacts)
    ]
    pieces.append(lambda: store.add_whole(parts, change=change))
    for each in fields(Notes):
        for few in _slices(getattr(new.notes, each.name)):
            some = Notes(**{each.name: tuple(few)})
            pieces.append(lambda some=some: store.notes.add_many(some, change=change))  # type: ignore[misc]
    pieces += [
        lambda few=few: store.checkins.add_many(tuple(few), change=change)  # type: ignore[misc]
        for few in _slices(new.checkins)
    ]
    pieces += [lambda few=few: few_photos(few) for few in _slices(new.photos, 10)]  # type: ignore[misc]
    return pieces
