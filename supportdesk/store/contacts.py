"""Contacts and ties: as they are now, as they were on any past day, and the trash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from peewee import SQL

from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.errors import DomainError
from supportdesk.store.reading import (
    CONTACT_FIELDS,
    STANDING_FIELDS,
    SUPPORT_FIELDS,
    TIE_FIELDS,
    Raw,
    contacts_of,
)
from supportdesk.store.rows import ContactRow, PhotoRow, StandingRow, SupportRow, TieRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_FEW = 20  # so many contacts are asked for by their ids, more by reading all


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
        return self._store.reading.contacts()

    def chosen(self, which: Any) -> tuple[Contact, ...]:
        """Those outside the trash that a condition of the store chooses (None: all)."""
        live = ContactRow.deleted_on.is_null()
        return self._read(live if which is None else live & which, None)

    def trash(self) -> tuple[tuple[Contact, date], ...]:
        """Removed contacts with the day they were removed, newest first."""
        is_gone = ContactRow.deleted_on.is_null(False)
        gone = self._read(is_gone, None)
        asked = ContactRow.select(ContactRow.id, ContactRow.deleted_on).where(is_gone)
        days = {each["id"]: each["deleted_on"] for each in rows_of(asked, self._db)}
        return tuple(sorted(((each, days[each.id]) for each in gone), key=lambda pair: pair[1], reverse=True))

    def on(self, day: date) -> tuple[Contact, ...]:
        """The contacts as they stood at the end of a past day (not those in the trash now)."""
        return self._read(ContactRow.deleted_on.is_null(), day)

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
        which = _valid(row, day)
        if len(ids) <= _FEW:
            which &= row.contact_id.in_(ids)
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
        known = self._exists(contact.id)
        what = did or (Did.CONTACT_CHANGED if known else Did.CONTACT_ADDED)
        with self._store.writing(Change(did=what, name=contact.short_name, id=contact.id, merge=merge)):
            self._write(contact, known=known)

    def save_many(self, contacts: tuple[Contact, ...], *, name: str) -> None:
        """Keep the changes of several known contacts as one step; `name` says in words who they are."""
        with self._store.writing(Change(did=Did.CONTACT_CHANGED, name=name)):
            now = {each.id: each for each in self.all()}
            for contact in contacts:
                self._write_changes(now[contact.id], contact)

    def _write_changes(self, old: Contact, new: Contact) -> None:
        """Write no more than what differs: a change of hundreds is one of few fields."""
        plain = {
            name: getattr(new, name) for name in CONTACT_FIELDS if getattr(new, name) != getattr(old, name)
        }
        if plain:
            ContactRow.update(**plain).where(ContactRow.id == new.id).execute(self._db)
        if any(getattr(new, name) != getattr(old, name) for name in STANDING_FIELDS):
            self._write_standing(new, known=True)
        if new.supports != old.supports:
            self._write_supports(new, known=True)

    def add_many(self, contacts: tuple[Contact, ...], *, change: Change | None) -> None:
        """Add new contacts as one step (import, sample)."""
        with self._store.writing(change):
            for contact in contacts:
                self._write(contact, known=False)

    def _write(self, contact: Contact, *, known: bool) -> None:
        values = {name: getattr(contact, name) for name in CONTACT_FIELDS}
        if known:
            ContactRow.update(**values).where(ContactRow.id == contact.id).execute(self._db)
        else:
            ContactRow.insert(**values, created_on=self._store.today()).execute(self._db)
        self._write_standing(contact, known=known)
        self._write_supports(contact, known=known)

    def _write_standing(self, contact: Contact, *, known: bool) -> None:
        """What is not `known` has no version yet, so none is asked for: an import brings thousands."""
        wanted = {name: getattr(contact, name) for name in STANDING_FIELDS}
        mine = StandingRow.contact_id == contact.id
        query = StandingRow.select().where(_valid(StandingRow, None), mine)
        now = rows_of(query, self._db) if known else []
        if now and all(now[0][name] == value for name, value in wanted.items()):
            return
        write_version(self._store, StandingRow, now[0] if now else None, {"contact_id": contact.id, **wanted})

    def _write_supports(self, contact: Contact, *, known: bool) -> None:
        mine = SupportRow.contact_id == contact.id
        query = SupportRow.select().where(_valid(SupportRow, None), mine)
        now = {each["type"]: each for each in (rows_of(query, self._db) if known else [])}
        for support in contact.supports:
            wanted = {name: getattr(support, name) for name in SUPPORT_FIELDS}
            old = now.pop(support.type, None)
            if old is None or any(old[name] != value for name, value in wanted.items()):
                write_version(self._store, SupportRow, old, {"contact_id": contact.id, **wanted})
        for old in now.values():
            end_version(self._store, SupportRow, old)

    def place(self, contact_id: str, *, angle: float | None, distance: float | None, ring: Any) -> None:
        """Move a contact on the map. Errors: DomainError "contact_unknown"."""
        contact = self._one(contact_id)
        moved = replace(contact, angle=angle, distance=distance, ring=ring)
        self.save(moved, did=Did.CONTACT_MOVED)

    def remove(self, contact_id: str) -> None:
        """Put a contact into the trash; nothing of it is lost for TRASH_DAYS days."""
        name = self._one(contact_id).short_name
        with self._store.writing(Change(did=Did.CONTACT_REMOVED, name=name, id=contact_id)):
            self._set_deleted(contact_id, self._store.today())

    def remove_many(self, contact_ids: tuple[str, ...], *, name: str) -> None:
        """Put several into the trash as one step; `name` says in words who they are."""
        with self._store.writing(Change(did=Did.CONTACT_REMOVED, name=name)):
            for each in contact_ids:
                self._set_deleted(each, self._store.today())

    def restore(self, contact_id: str) -> None:
        """Take a contact out of the trash."""
        with self._store.writing(Change(did=Did.RESTORED, id=contact_id)):
            self._set_deleted(contact_id, None)

    def erase(self, contact_id: str) -> None:
        """Delete for good: the contact, its past, and every mention of it. This cannot be undone."""
        with self._store.writing(None):
            ContactRow.delete().where(ContactRow.id == contact_id).execute(self._db)
            self._store.checkins.drop_empty()
            self._store.goals.forget_contact(contact_id)
            self._store.plans.forget_contact(contact_id)
            self._store.notes.forget_contact(contact_id)
            self._store.drafts.forget_contact(contact_id)
        self._store.forget_undo()

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

    def _set_deleted(self, contact_id: str, day: date | None) -> None:
        ContactRow.update(deleted_on=day).where(ContactRow.id == contact_id).execute(self._db)

    def _exists(self, contact_id: str) -> bool:
        return bool(rows_of(ContactRow.select(ContactRow.id).where(ContactRow.id == contact_id), self._db))

    def _one(self, contact_id: str) -> Contact:
        found = self._read(ContactRow.id == contact_id, None)
        if not found:
            raise DomainError("contact_unknown")
        return found[0]


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
            .where(_valid(TieRow, day), TieRow.a.not_in(gone), TieRow.b.not_in(gone))
            .order_by(TieRow.row)
        )
        return tuple(Tie(**each) for each in rows_of(query, self._db))

    def save(self, tie: Tie) -> None:
        """Draw a tie, or change whether it is close. A second tie between the same two replaces the first."""
        with self._store.writing(Change(did=Did.TIE_CHANGED, id=tie.id)):
            self.write(tie)

    def write(self, tie: Tie) -> None:
        """`save` inside a transaction of the caller's."""
        wanted = {name: getattr(tie, name) for name in TIE_FIELDS}
        now = rows_of(
            TieRow.select().where(_valid(TieRow, None), TieRow.a == tie.a, TieRow.b == tie.b), self._db
        )
        if now and now[0]["close"] == tie.close:
            return
        write_version(self._store, TieRow, now[0] if now else None, wanted)

    def remove(self, one: str, other: str) -> None:
        """Take away the tie between two contacts, in any order; nothing happens where there is none."""
        a, b = sorted((one, other))
        with self._store.writing(Change(did=Did.TIE_CHANGED)):
            query = TieRow.select().where(_valid(TieRow, None), TieRow.a == a, TieRow.b == b)
            for old in rows_of(query, self._db):
                end_version(self._store, TieRow, old)


def write_version(store: Store, row: Any, old: dict[str, Any] | None, wanted: dict[str, Any]) -> None:
    """Make `wanted` the version of now: on one day the version is overwritten, else the old one ends."""
    today = store.today()
    if old is not None and old["valid_from"] >= today:
        row.update(**wanted).where(row.row == old["row"]).execute(store.database)
        return
    if old is not None:
        row.update(valid_to=today).where(row.row == old["row"]).execute(store.database)
    row.insert(**wanted, valid_from=today, valid_to=None).execute(store.database)


def end_version(store: Store, row: Any, old: dict[str, Any]) -> None:
    """End a version today; one that began today leaves no past."""
    mine = row.row == old["row"]
    if old["valid_from"] >= store.today():
        row.delete().where(mine).execute(store.database)
    else:
        row.update(valid_to=store.today()).where(mine).execute(store.database)


def _valid(row: Any, day: date | None) -> Any:
    if day is None:
        return row.valid_to.is_null()
    return (row.valid_from <= day) & (row.valid_to.is_null() | (row.valid_to > day))
