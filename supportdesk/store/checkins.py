"""Check-ins: logged, corrected, removed, and read back per contact or for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from peewee import fn

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.store.contacts import rows_of
from supportdesk.store.rows import CheckInRow, PersonRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_PLAIN = tuple(each.name for each in fields(CheckIn) if each.name != "people")


class CheckIns:
    """The check-ins of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def since(self, day: date) -> tuple[CheckIn, ...]:
        """The check-ins from `day` on, oldest first."""
        return self._read(CheckInRow.when >= datetime.combine(day, time.min))

    def all(self) -> tuple[CheckIn, ...]:
        """Every check-in, oldest first."""
        return self._read(None)

    def of(self, contact_id: str, limit: int = 500) -> tuple[CheckIn, ...]:
        """The newest check-ins with one contact, newest first."""
        ids = PersonRow.select(PersonRow.checkin_id).where(PersonRow.contact_id == contact_id)
        return self._read(CheckInRow.id.in_(ids))[::-1][:limit]

    def count(self) -> int:
        """How many there are."""
        found = CheckInRow.select(fn.COUNT(1)).where(CheckInRow.deleted_on.is_null()).tuples()
        return int(next(iter(found.execute(self._db)))[0])

    def last_seen(self) -> dict[str, datetime]:
        """Contact id to the last contact of any way and in either direction; "did not go" is none."""
        query = (
            PersonRow.select(PersonRow.contact_id, fn.MAX(CheckInRow.when))
            .join(CheckInRow, on=(PersonRow.checkin_id == CheckInRow.id))
            .where(CheckInRow.deleted_on.is_null(), CheckInRow.outcome != Outcome.DID_NOT_GO)
            .group_by(PersonRow.contact_id)
            .tuples()
        )
        return {contact_id: _moment(when) for contact_id, when in query.execute(self._db)}

    def log(self, checkin: CheckIn) -> None:
        """Keep a new check-in."""
        with self._store.writing(Change(did=Did.CHECKIN_LOGGED, id=checkin.id)):
            self._insert(checkin)

    def add_many(self, checkins: tuple[CheckIn, ...], *, change: Change | None) -> None:
        """Keep many as one step (import, sample)."""
        with self._store.writing(change):
            for checkin in checkins:
                self._insert(checkin)

    def save(self, checkin: CheckIn) -> None:
        """Keep the corrections of a logged check-in."""
        with self._store.writing(Change(did=Did.CHECKIN_CHANGED, id=checkin.id)):
            values = {name: getattr(checkin, name) for name in _PLAIN}
            CheckInRow.update(**values).where(CheckInRow.id == checkin.id).execute(self._db)
            PersonRow.delete().where(PersonRow.checkin_id == checkin.id).execute(self._db)
            self._insert_people(checkin)

    def remove(self, checkin_id: str) -> None:
        """Take a check-in out of every view and count; undo brings it back."""
        with self._store.writing(Change(did=Did.CHECKIN_REMOVED, id=checkin_id)):
            today = self._store.today()
            CheckInRow.update(deleted_on=today).where(CheckInRow.id == checkin_id).execute(self._db)

    def drop_empty(self) -> None:
        """Delete check-ins that have nobody left (after a contact was deleted for good)."""
        with_people = PersonRow.select(PersonRow.checkin_id)
        CheckInRow.delete().where(CheckInRow.id.not_in(with_people)).execute(self._db)

    def _insert(self, checkin: CheckIn) -> None:
        values = {name: getattr(checkin, name) for name in _PLAIN}
        CheckInRow.insert(**values, deleted_on=None).execute(self._db)
        self._insert_people(checkin)

    def _insert_people(self, checkin: CheckIn) -> None:
        for person in checkin.people:
            PersonRow.insert(checkin_id=checkin.id, contact_id=person.contact_id, note=person.note).execute(
                self._db
            )

    def _read(self, which: Any) -> tuple[CheckIn, ...]:
        wanted = CheckInRow.deleted_on.is_null()
        if which is not None:
            wanted &= which
        ids = CheckInRow.select(CheckInRow.id).where(wanted)
        people: dict[str, list[CheckInPerson]] = defaultdict(list)
        query = PersonRow.select().where(PersonRow.checkin_id.in_(ids)).order_by(PersonRow.row)
        for each in rows_of(query, self._db):
            person = CheckInPerson(contact_id=each["contact_id"], note=each["note"])
            people[each["checkin_id"]].append(person)
        columns = [getattr(CheckInRow, name) for name in _PLAIN]
        rows = rows_of(CheckInRow.select(*columns).where(wanted).order_by(CheckInRow.when), self._db)
        return tuple(CheckIn(**each, people=tuple(people[each["id"]])) for each in rows)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
