"""Contacts: as they are now, as they were on any past day, and the trash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from peewee import SQL

from supportdesk.domain.contact import Contact, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.store.dated import end_versions, insert_rows, update_rows, valid, write_versions
from supportdesk.store.long import Piece
from supportdesk.store.reading import (
    CONTACT_FIELDS,
    STANDING_FIELDS,
    SUPPORT_FIELDS,
    Raw,
    contacts_of,
)
from supportdesk.store.rows import ContactRow, PhotoRow, StandingRow, SupportRow, TieRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

AT_ONCE = 20  # contacts in one piece of much work
_FEW = 1_000  # so many contacts are asked for by their ids, more by reading all


def rows_of(query: Any, database: Any) -> list[dict[str, Any]]:
    """All rows of a query as dicts of record values."""
    return list(query.dicts().execute(database))


def raw_of(query: Any, database: Any) -> list[Raw]:
    """All rows of a query as the tuples SQLite gives, without peewee's detours."""
    text, values = query.sql()
    return list(database.execute_sql(text, values).fetchall())


class Contacts:
    """The contacts of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    # ---- reading

    def all(self) -> tuple[Contact, ...]:
        """Every contact outside the trash as it is now, oldest first."""
        if self._store.depth:  # half way through a change nothing is remembered
            return self._read(_LIVE, None)
        return self._store.reading.contacts()

    def by_ids(self, ids: Sequence[str]) -> dict[str, Contact]:
        """Those of these ids that are there, in the trash too."""
        return {each.id: each for each in self._read(one_of(ContactRow.id, ids), None)}

    def chosen(self, which: Any) -> tuple[Contact, ...]:
        """Those outside the trash that a condition of the store chooses (None: all)."""
        return self._read(_LIVE if which is None else _LIVE & which, None)

    def living(self, ids: Sequence[str]) -> tuple[Contact, ...]:
        """Those of these ids that are outside the trash."""
        return self._read(_LIVE & one_of(ContactRow.id, ids), None)

    def trash(self) -> tuple[tuple[Contact, date], ...]:
        """Removed contacts with the day they were removed, newest first."""
        is_gone = ContactRow.deleted_on.is_null(False)
        gone = self._read(is_gone, None)
        asked = ContactRow.select(ContactRow.id, ContactRow.deleted_on).where(is_gone)
        days = {each["id"]: each["deleted_on"] for each in rows_of(asked, self._db)}
        return tuple(sorted(((each, days[each.id]) for each in gone), key=lambda pair: pair[1], reverse=True))

    def count_trash(self) -> int:
        """How many are in the trash."""
        query = "SELECT count(*) FROM contact WHERE deleted_on IS NOT NULL"
        return int(self._store.connection.execute(query).fetchone()[0])

    def on(self, day: date) -> tuple[Contact, ...]:
        """The contacts as they stood at the end of a past day (not those in the trash now)."""
        return self._read(_LIVE, day)

    def _read(self, which: Any, day: date | None) -> tuple[Contact, ...]:
        """The contacts that `which` chooses, as they stood on `day` (None: now)."""
        columns = [getattr(ContactRow, name) for name in CONTACT_FIELDS]
        people = raw_of(ContactRow.select(*columns).where(which).order_by(SQL("rowid")), self._db)
        ids = [person[0] for person in people]
        return contacts_of(
            people,
            self._versions(StandingRow, STANDING_FIELDS, day, ids),
            self._versions(SupportRow, SUPPORT_FIELDS, day, ids),
        )

    def _versions(self, row: Any, names: tuple[str, ...], day: date | None, ids: list[str]) -> list[Raw]:
        """The contact id and these columns of the versions of `day`, for `ids`."""
        if not ids:
            return []
        which = valid(row, day)
        if len(ids) <= _FEW:
            which &= one_of(row.contact_id, ids)
        columns = [getattr(row, name) for name in names]
        return raw_of(row.select(row.contact_id, *columns).where(which).order_by(row.row), self._db)

    def past_days(self) -> tuple[date, ...]:
        """The days on which anything the map shows has changed, oldest first."""
        days: set[date] = set()
        for row in (StandingRow, SupportRow, TieRow):
            for each in rows_of(row.select(row.valid_from, row.valid_to).distinct(), self._db):
                days |= {day for day in (each["valid_from"], each["valid_to"]) if day}
        return tuple(sorted(days))

    # ---- writing

    def save(self, contact: Contact, *, merge: str = "", did: Did | None = None) -> None:
        """Add the contact, or keep its changes; what the map shows keeps its past.

        Changes with the same `merge` key that follow each other are undone as one.
        """
        old = self.by_ids((contact.id,))
        what = did or (Did.CONTACT_CHANGED if old else Did.CONTACT_ADDED)
        with self._store.writing(Change(did=what, name=contact.short_name, id=contact.id, merge=merge)):
            self.write((contact,), old)

    def save_many(self, contacts: Sequence[Contact], *, name: str) -> None:
        """Keep the changes of several known contacts as one step; `name` says in words who they are."""
        with self._store.writing(Change(did=Did.CONTACT_CHANGED, name=name)):
            for piece in self.saving(contacts):
                piece()

    def add_many(self, contacts: Sequence[Contact], *, change: Change | None) -> None:
        """Add new contacts as one step (import, sample)."""
        with self._store.writing(change):
            for piece in self.adding(contacts):
                piece()

    def saving(self, contacts: Sequence[Contact]) -> list[Piece]:
        """`save_many` in pieces, for `Store.begin`; who is not known yet is added."""
        return [lambda few=few: self.write(few, self.by_ids([each.id for each in few]))  # type: ignore[misc]
                for few in _slices(contacts)]  # fmt: skip

    def adding(self, contacts: Sequence[Contact]) -> list[Piece]:
        """`add_many` in pieces."""
        return [lambda few=few: self.write(few, {}) for few in _slices(contacts)]  # type: ignore[misc]

    def write(self, contacts: Sequence[Contact], old: dict[str, Contact]) -> None:
        """Write no more than what differs from `old` (inside `writing`); who is not in it is new."""
        fresh = [each for each in contacts if each.id not in old]
        made = {"created_on": self._store.today(), "deleted_on": None}
        insert_rows(self._store, ContactRow, [{**_values(each, CONTACT_FIELDS), **made} for each in fresh])
        known = [(old[each.id], each) for each in contacts if each.id in old]
        plain = [(new.id, _differing(was, new, CONTACT_FIELDS)) for was, new in known]
        update_rows(self._store, ContactRow, [each for each in plain if each[1]])
        self._write_standings(fresh, [new for was, new in known if _differing(was, new, STANDING_FIELDS)])
        self._write_supports(fresh, [new for was, new in known if was.supports != new.supports])

    def _write_standings(self, fresh: list[Contact], changed: list[Contact]) -> None:
        now = {each["contact_id"]: each for each in self._current(StandingRow, changed)}
        wanted = [(now.get(each.id), _dated(each.id, each, STANDING_FIELDS)) for each in (*fresh, *changed)]
        write_versions(self._store, StandingRow, wanted)

    def _write_supports(self, fresh: list[Contact], changed: list[Contact]) -> None:
        now: dict[tuple[str, SupportType], dict[str, Any]] = {
            (each["contact_id"], each["type"]): each for each in self._current(SupportRow, changed)
        }
        wanted = []
        for contact in (*fresh, *changed):
            for support in contact.supports:
                old = now.pop((contact.id, support.type), None)
                if old is None or any(old[name] != getattr(support, name) for name in SUPPORT_FIELDS):
                    wanted.append((old, _dated(contact.id, support, SUPPORT_FIELDS)))
        write_versions(self._store, SupportRow, wanted)
        end_versions(self._store, SupportRow, list(now.values()))

    def _current(self, row: Any, contacts: list[Contact]) -> list[dict[str, Any]]:
        """The versions of now of known contacts; what is new has none, so none is asked for."""
        if not contacts:
            return []
        mine = one_of(row.contact_id, [each.id for each in contacts])
        return rows_of(row.select().where(valid(row, None), mine), self._db)

    def place(self, contact_id: str, *, angle: float | None, distance: float | None, ring: Any) -> None:
        """Move a contact on the map. Errors: DomainError "contact_unknown"."""
        contact = self._one(contact_id)
        moved = replace(contact, angle=angle, distance=distance, ring=ring)
        self.save(moved, did=Did.CONTACT_MOVED)

    def remove(self, contact_id: str) -> None:
        """Put a contact into the trash; nothing of it is lost for TRASH_DAYS days."""
        name = self._one(contact_id).short_name
        with self._store.writing(Change(did=Did.CONTACT_REMOVED, name=name, id=contact_id)):
            self._set_deleted((contact_id,), self._store.today())

    def remove_many(self, contact_ids: Sequence[str], *, name: str) -> None:
        """Put several into the trash as one step; `name` says in words who they are."""
        with self._store.writing(Change(did=Did.CONTACT_REMOVED, name=name)):
            for piece in self.removing(contact_ids):
                piece()

    def removing(self, contact_ids: Sequence[str]) -> list[Piece]:
        """`remove_many` in pieces."""
        today = self._store.today()
        return [lambda few=few: self._set_deleted(few, today)  # type: ignore[misc]
                for few in _slices(contact_ids)]  # fmt: skip

    def restore(self, contact_id: str) -> None:
        """Take a contact out of the trash."""
        with self._store.writing(Change(did=Did.RESTORED, id=contact_id)):
            self._set_deleted((contact_id,), None)

    def erase(self, contact_id: str) -> None:
        """Delete for good: the contact, its past, and every mention of it. This cannot be undone."""
        self.erase_many((contact_id,))

    def erase_many(self, contact_ids: Sequence[str]) -> None:
        """Delete several for good."""
        with self._store.writing(None):
            for piece in self.erasing(contact_ids):
                piece()
        self._store.forget_undo()

    def erasing(self, contact_ids: Sequence[str]) -> list[Piece]:
        """`erase_many` in pieces."""
        gone = frozenset(contact_ids)
        store = self._store
        pieces: list[Piece] = [lambda each=each: self._erase(each) for each in contact_ids]  # type: ignore[misc]
        forget = (store.goals, store.plans, store.notes, store.drafts)
        return [*pieces, *(lambda part=part: part.forget_contacts(gone) for part in forget)]

    def _erase(self, contact_id: str) -> None:
        met = self._store.checkins.with_contact(contact_id)
        ContactRow.delete().where(ContactRow.id == contact_id).execute(self._db)
        self._store.checkins.drop_empty(met)

    def photo(self, contact_id: str) -> bytes | None:
        """The photo as the window shrank it, or None."""
        found = rows_of(PhotoRow.select().where(PhotoRow.contact_id == contact_id), self._db)
        return found[0]["image"] if found else None

    def set_photo(self, contact_id: str, image: bytes | None) -> None:
        """Keep or take away the photo."""
        name = self._one(contact_id).short_name
        with self._store.writing(Change(did=Did.CONTACT_CHANGED, name=name, id=contact_id)):
            PhotoRow.delete().where(PhotoRow.contact_id == contact_id).execute(self._db)
            if image is not None:
                PhotoRow.insert(contact_id=contact_id, image=image).execute(self._db)

    def photos(self) -> frozenset[str]:
        """The ids of the contacts that have a photo."""
        return frozenset(
            each["contact_id"] for each in rows_of(PhotoRow.select(PhotoRow.contact_id), self._db)
        )

    def _set_deleted(self, contact_ids: Sequence[str], day: date | None) -> None:
        which = one_of(ContactRow.id, contact_ids)
        ContactRow.update(deleted_on=day).where(which).execute(self._db)

    def _one(self, contact_id: str) -> Contact:
        found = self.by_ids((contact_id,))
        if not found:
            raise DomainError("contact_unknown")
        return found[contact_id]


def one_of(column: Any, ids: Sequence[str] | None) -> Any:
    """A condition with any number of ids in one value."""
    if ids is None:
        return None
    return column.in_(SQL("(SELECT value FROM json_each(?))", (json.dumps(list(ids)),)))


def _slices(things: Sequence[Any], size: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    return (things[at : at + size] for at in range(0, len(things), size))


def _values(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _dated(contact_id: str, record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {"contact_id": contact_id, **_values(record, names)}


def _differing(old: Contact, new: Contact, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


_LIVE = ContactRow.deleted_on.is_null()
