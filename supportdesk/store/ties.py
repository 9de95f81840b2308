"""Who knows whom, as it is now and as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from supportdesk.domain.contact import Tie
from supportdesk.store.contacts import rows_of
from supportdesk.store.dated import end_versions, valid, write_versions
from supportdesk.store.long import Piece
from supportdesk.store.reading import TIE_FIELDS
from supportdesk.store.rows import ContactRow, TieRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

AT_ONCE = 20  # ties in one piece of much work


class Ties:
    """Who knows whom."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def all(self) -> tuple[Tie, ...]:
        """The ties of now between contacts outside the trash."""
        return self._store.reading.ties()

    def on(self, day: date) -> tuple[Tie, ...]:
        """The ties at the end of a past day."""
        gone = ContactRow.select(ContactRow.id).where(ContactRow.deleted_on.is_null(False))
        query = (
            TieRow.select(*(getattr(TieRow, name) for name in TIE_FIELDS))
            .where(valid(TieRow, day), TieRow.a.not_in(gone), TieRow.b.not_in(gone))
            .order_by(TieRow.row)
        )
        return tuple(Tie(**each) for each in rows_of(query, self._db))

    def save(self, tie: Tie) -> None:
        """Draw a tie, or change whether it is close. A second tie between the same two replaces the first."""
        with self._store.writing(Change(did=Did.TIE_CHANGED, id=tie.id)):
            self.write(tie)

    def adding(self, ties: Sequence[Tie]) -> list[Piece]:
        """Draw many in pieces, for `Store.begin`."""
        few = (ties[at : at + AT_ONCE] for at in range(0, len(ties), AT_ONCE))
        return [lambda some=some: self._write_some(some) for some in few]  # type: ignore[misc]

    def _write_some(self, ties: Sequence[Tie]) -> None:
        for tie in ties:
            self.write(tie)

    def write(self, tie: Tie) -> None:
        """`save` inside a transaction of the caller's."""
        wanted = {name: getattr(tie, name) for name in TIE_FIELDS}
        now = rows_of(
            TieRow.select().where(valid(TieRow, None), TieRow.a == tie.a, TieRow.b == tie.b), self._db
        )
        if now and now[0]["close"] == tie.close:
            return
        write_versions(self._store, TieRow, [(now[0] if now else None, wanted)])

    def remove(self, one: str, other: str) -> None:
        """Take away the tie between two contacts, in any order; nothing happens where there is none."""
        a, b = sorted((one, other))
        with self._store.writing(Change(did=Did.TIE_CHANGED)):
            query = TieRow.select().where(valid(TieRow, None), TieRow.a == a, TieRow.b == b)
            end_versions(self._store, TieRow, rows_of(query, self._db))
