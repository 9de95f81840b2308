"""The small notes (needs, ladders, practices ...): one table, one record type per kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from supportdesk.domain.plain import hints, to_plain
from supportdesk.domain.snapshot import Notes
from supportdesk.store.contacts import rows_of
from supportdesk.store.rows import NoteRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store


class NoteBook:
    """The small notes of a store; `kind` is a field name of `Notes`, such as "needs"."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def save(self, note: Any, *, merge: str = "") -> None:
        """Add the note, or keep its changes."""
        kind = _kind_of(note)
        with self._store.writing(Change(did=Did.NOTE_CHANGED, id=note.id, merge=merge)):
            body = to_plain(note)
            text = json.dumps(body, separators=(",", ":"))
            known = NoteRow.update(body=text).where(NoteRow.id == note.id).execute(self._db)
            if not known:
                self.insert(kind, note.id, body)

    def add_many(self, notes: Notes, *, change: Change | None) -> None:
        """Add a whole set as one step (sample, import)."""
        with self._store.writing(change):
            for kind in hints(Notes):
                for note in getattr(notes, kind):
                    self.insert(kind, note.id, to_plain(note))

    def remove(self, note_id: str) -> None:
        """Remove a note; undo brings it back."""
        with self._store.writing(Change(did=Did.NOTE_CHANGED, id=note_id)):
            NoteRow.delete().where(NoteRow.id == note_id).execute(self._db)

    def forget_contacts(self, gone: frozenset[str]) -> None:
        """Take contacts that were deleted for good out of every note (inside `writing`)."""
        for each in rows_of(NoteRow.select(), self._db):
            if any(id_ in each["body"] for id_ in gone):
                body = json.dumps(_without(json.loads(each["body"]), gone), separators=(",", ":"))
                NoteRow.update(body=body).where(NoteRow.id == each["id"]).execute(self._db)

    def insert(self, kind: str, note_id: str, body: Any) -> None:
        """Add a note behind all others (inside `writing`)."""
        text = json.dumps(body, separators=(",", ":"))
        found = self._db.execute_sql("SELECT coalesce(max(position), 0) FROM note").fetchone()
        NoteRow.insert(id=note_id, kind=kind, body=text, position=int(found[0]) + 1).execute(self._db)


def _without(plain: Any, gone: frozenset[str]) -> Any:
    """A plain note with every mention of these contacts taken out, however deep it lies."""
    if isinstance(plain, dict):
        return {name: _left(name, value, gone) for name, value in plain.items()}
    return [_without(each, gone) for each in plain] if isinstance(plain, list) else plain


def _left(name: str, value: Any, gone: frozenset[str]) -> Any:
    if name == "contact_id":
        return None if value in gone else value
    if name == "contact_ids":
        return [each for each in value if each not in gone]
    return _without(value, gone)


def _kind_of(note: Any) -> str:
    return next(name for name, wanted in hints(Notes).items() if get_args(wanted)[0] is type(note))
