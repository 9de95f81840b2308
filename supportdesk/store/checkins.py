"""Check-ins: logged, corrected, removed, and read back per contact or for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from peewee import SQL, fn

from supportdesk.domain.between import Logged
from supportdesk.domain.checkin import Began, CheckIn, Outcome
from supportdesk.domain.contact import Way
from supportdesk.store.contacts import one_of, raw_of
from supportdesk.store.dated import insert_rows
from supportdesk.store.long import Piece
from supportdesk.store.reading import CHECKIN_FIELDS, checkins_of
from supportdesk.store.rows import CheckInRow, PersonRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store


AT_ONCE = 20  # check-ins in one piece of much work


class CheckIns:
    """The check-ins of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def since(self, day: date) -> tuple[CheckIn, ...]:
        """The check-ins from `day` on, oldest first."""
        return self._read(CheckInRow.when >= datetime.combine(day, time.min))

    def recent(self, today: date, goal_contacts: frozenset[str]) -> tuple[CheckIn, ...]:
        """What the rules of today need: the last weeks whole, and further back those with `goal_contacts`."""
        return self._store.reading.recent(today, goal_contacts)

    def all(self) -> tuple[CheckIn, ...]:
        """Every check-in, oldest first."""
        return self._read(None)

    def of(self, contact_id: str, limit: int = 500) -> tuple[CheckIn, ...]:
        """The newest check-ins with one contact, newest first."""
        ids = CheckInRow.select(CheckInRow.id).join(PersonRow, on=(PersonRow.checkin_id == CheckInRow.id))
        mine = ids.where(PersonRow.contact_id == contact_id, CheckInRow.deleted_on.is_null())
        newest = mine.order_by(PersonRow.when.desc(), CheckInRow.id.desc()).limit(limit)
        return self._read(CheckInRow.id.in_(newest))[::-1]

    def parts(self, size: int) -> Iterator[tuple[CheckIn, ...]]:
        """All of them, newest first, in parts that are read one by one as they are asked for."""
        query = (
            'SELECT id, "when", rowid FROM checkin WHERE deleted_on IS NULL AND ("when", rowid) < (?, ?) '
            'ORDER BY "when" DESC, rowid DESC LIMIT ?'
        )
        last: tuple[str, int] = ("~", 1 << 62)
        while rows := self._store.connection.execute(query, (*last, size)).fetchall():
            last = rows[-1][1:]
            yield self.some([row[0] for row in rows])[::-1]

    def logged(self, after: date, until: date) -> tuple[Logged, ...]:
        """Who was met how on which day, after the end of `after` and up to the end of `until`, oldest first.

        One row for each contact of a check-in, without its words: a span of years is read in milliseconds.
        """
        first = datetime.combine(after + timedelta(days=1), time.min)
        query = (
            PersonRow.select(PersonRow.contact_id, PersonRow.when, CheckInRow.way, CheckInRow.began)
            .join(CheckInRow, on=(PersonRow.checkin_id == CheckInRow.id))
            .where(
                PersonRow.met == True,  # noqa: E712 (SQL)
                PersonRow.when >= first,
                PersonRow.when < datetime.combine(until, time.min) + timedelta(days=1),
            )
            .order_by(PersonRow.when, PersonRow.row)
        )
        return tuple(
            Logged(contact_id, date.fromisoformat(when[:10]), Way(way), began == Began.ME)
            for contact_id, when, way, began in raw_of(query, self._db)
        )

    def chosen(self, which: Any) -> tuple[CheckIn, ...]:
        """Those that a condition of the store chooses (None: all)."""
        return self._read(which)

    def get(self, checkin_id: str) -> CheckIn | None:
        """The check-in with this id, or None where there is none or it was removed."""
        return next(iter(self._read(CheckInRow.id == checkin_id)), None)

    def some(self, checkin_ids: Sequence[str]) -> tuple[CheckIn, ...]:
        """Those of these ids that are there and were not removed, oldest first."""
        return self._read(one_of(CheckInRow.id, checkin_ids)) if checkin_ids else ()

    def count(self) -> int:
        """How many there are."""
        return self._store.reading.count()

    def count_with(self, contact_ids: tuple[str, ...]) -> int:
        """How many there are with at least one of these contacts."""
        mine = PersonRow.select(PersonRow.checkin_id).where(PersonRow.contact_id.in_(contact_ids))
        found = CheckInRow.select(fn.COUNT(1)).where(CheckInRow.deleted_on.is_null(), CheckInRow.id.in_(mine))
        return int(next(iter(found.tuples().execute(self._db)))[0])

    def last_seen(self) -> dict[str, datetime]:
        """Contact id to the last contact of any way and in either direction; "did not go" is none."""
        return self._store.reading.last_seen()

    def log(self, checkin: CheckIn) -> None:
        """Keep a new check-in."""
        reading = self._store.reading
        reading.logging = checkin.id if reading.is_untouched else ""
        try:
            with self._store.writing(Change(did=Did.CHECKIN_LOGGED, id=checkin.id)):
                self._insert((checkin,))
        finally:
            reading.logging = ""

    def add_many(self, checkins: Sequence[CheckIn], *, change: Change | None) -> None:
        """Keep many as one step (import, sample)."""
        with self._store.writing(change):
            for piece in self.adding(checkins):
                piece()

    def save(self, checkin: CheckIn) -> None:
        """Keep the corrections of a logged check-in."""
        with self._store.writing(Change(did=Did.CHECKIN_CHANGED, id=checkin.id)):
            values = {name: getattr(checkin, name) for name in CHECKIN_FIELDS}
            CheckInRow.update(**values).where(CheckInRow.id == checkin.id).execute(self._db)
            PersonRow.delete().where(PersonRow.checkin_id == checkin.id).execute(self._db)
            insert_rows(self._store, PersonRow, _people(checkin))

    def remove(self, checkin_id: str) -> None:
        """Take a check-in out of every view and count; undo brings it back."""
        with self._store.writing(Change(did=Did.CHECKIN_REMOVED, id=checkin_id)):
            today = self._store.today()
            CheckInRow.update(deleted_on=today).where(CheckInRow.id == checkin_id).execute(self._db)
            PersonRow.update(met=False).where(PersonRow.checkin_id == checkin_id).execute(self._db)

    def trash(self) -> tuple[tuple[CheckIn, date], ...]:
        """Removed check-ins with the day they were removed, newest first."""
        query = CheckInRow.select(CheckInRow.id, CheckInRow.deleted_on)
        days = dict(query.where(CheckInRow.deleted_on.is_null(False)).tuples().execute(self._db))
        gone = self._read(None, trash=True) if days else ()
        return tuple(sorted(((each, days[each.id]) for each in gone), key=itemgetter(1), reverse=True))

    def count_trash(self) -> int:
        """How many are in the trash."""
        found = CheckInRow.select(fn.COUNT(1)).where(CheckInRow.deleted_on.is_null(False)).tuples()
        return int(next(iter(found.execute(self._db)))[0])

    def restore(self, checkin_id: str) -> None:
        """Take a check-in out of the trash."""
        with self._store.writing(Change(did=Did.RESTORED, id=checkin_id)):
            CheckInRow.update(deleted_on=None).where(CheckInRow.id == checkin_id).execute(self._db)
            checkin = self.get(checkin_id)
            met = checkin is not None and checkin.outcome is not Outcome.DID_NOT_GO
            PersonRow.update(met=met).where(PersonRow.checkin_id == checkin_id).execute(self._db)

    def erase(self, checkin_id: str) -> None:
        """Delete for good. This cannot be undone."""
        self.erase_many((checkin_id,))

    def erase_many(self, checkin_ids: Sequence[str]) -> None:
        """Delete several for good."""
        with self._store.writing(None):
            CheckInRow.delete().where(one_of(CheckInRow.id, checkin_ids)).execute(self._db)
        self._store.forget_undo()

    def erasing(self, checkin_ids: Sequence[str]) -> list[Piece]:
        """`erase_many` in pieces, for `Store.begin`."""
        return [lambda: self.erase_many(checkin_ids)]

    def with_contact(self, contact_id: str) -> list[str]:
        """The ids of all check-ins with a contact, in the trash too."""
        mine = PersonRow.select(PersonRow.checkin_id).where(PersonRow.contact_id == contact_id)
        return [row[0] for row in raw_of(mine, self._db)]

    def drop_empty(self, checkin_ids: Sequence[str]) -> None:
        """Delete those of these check-ins that have nobody left (after a contact was deleted for good)."""
        with_people = PersonRow.select(PersonRow.checkin_id)
        empty = one_of(CheckInRow.id, checkin_ids) & CheckInRow.id.not_in(with_people)
        CheckInRow.delete().where(empty).execute(self._db)

    def adding(self, checkins: Sequence[CheckIn]) -> list[Piece]:
        """`add_many` in pieces, for `Store.begin`."""
        few = (checkins[at : at + AT_ONCE] for at in range(0, len(checkins), AT_ONCE))
        return [lambda some=some: self._insert(some) for some in few]  # type: ignore[misc]

    def _insert(self, checkins: Sequence[CheckIn]) -> None:
        insert_rows(
            self._store,
            CheckInRow,
            [
                {name: getattr(each, name) for name in CHECKIN_FIELDS} | {"deleted_on": None}
                for each in checkins
            ],
        )
        insert_rows(self._store, PersonRow, [row for each in checkins for row in _people(each)])

    def _read(self, which: Any, *, trash: bool = False) -> tuple[CheckIn, ...]:
        """The check-ins that `which` chooses, from one query whose rows are read without peewee's detours."""
        wanted = CheckInRow.deleted_on.is_null(not trash)
        if which is not None:
            wanted &= which
        columns = [getattr(CheckInRow, name) for name in CHECKIN_FIELDS]
        query = (
            CheckInRow.select(*columns, PersonRow.contact_id, PersonRow.note)
            .join(PersonRow, on=(PersonRow.checkin_id == CheckInRow.id))
            .where(wanted)
            .order_by(CheckInRow.when, SQL('"t1".rowid'), PersonRow.row)
        )
        return checkins_of(raw_of(query, self._db))


def _people(checkin: CheckIn) -> list[dict[str, Any]]:
    met = checkin.outcome is not Outcome.DID_NOT_GO
    same = {"checkin_id": checkin.id, "when": checkin.when, "met": met}
    return [{**same, "contact_id": each.contact_id, "note": each.note} for each in checkin.people]
