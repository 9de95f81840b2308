"""Check-ins: logged, corrected, removed, and read back per contact or for all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from peewee import SQL, fn

from supportdesk.domain.between import Logged
from supportdesk.domain.checkin import Began, CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.snapshot import GOAL_DAYS, RECENT_DAYS
from supportdesk.records import dataclass
from supportdesk.store.contacts import raw_of
from supportdesk.store.fields import values_of
from supportdesk.store.rows import CheckInRow, ContactRow, PersonRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_PLAIN = tuple(each.name for each in fields(CheckIn) if each.name != "people")


@dataclass(frozen=True, slots=True)
class _Recent:
    """What `recent` answered: to what, and after how many changes of the connection."""

    asked: tuple[date, frozenset[str]] | None = None
    changes: int = -1
    found: tuple[CheckIn, ...] = ()


class CheckIns:
    """The check-ins of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database
        self._made: dict[Any, CheckIn] = {}
        self._last = _Recent()
        self._logging = ""  # the id of the check-in that is being kept, while nothing else has changed

    def since(self, day: date) -> tuple[CheckIn, ...]:
        """The check-ins from `day` on, oldest first."""
        return self._read(CheckInRow.when >= datetime.combine(day, time.min))

    def recent(self, today: date, goal_contacts: frozenset[str]) -> tuple[CheckIn, ...]:
        """What the rules of today need: the last weeks whole, and further back those with `goal_contacts`.

        Records that were made before are used again, and one that was just logged is put in its place, so
        that one more costs little among thousands.
        """
        asked = (today, goal_contacts)
        found = self._one_more(asked) or self._recent(*asked)
        self._last = _Recent(asked, self._db.connection().total_changes, found)
        return found

    def _one_more(self, asked: tuple[date, frozenset[str]]) -> tuple[CheckIn, ...]:
        """The answer of the last time with the one that is being logged; () where that is not enough."""
        made = self.get(self._logging) if self._logging and asked == self._last.asked else None
        if made is None or made.when < datetime.combine(asked[0] - timedelta(days=RECENT_DAYS), time.min):
            return ()
        before = self._last.found
        place = bisect_right(before, made.when, key=lambda each: each.when)  # its row is the newest
        return (*before[:place], made, *before[place:])

    def _recent(self, today: date, goal_contacts: frozenset[str]) -> tuple[CheckIn, ...]:
        near = datetime.combine(today - timedelta(days=RECENT_DAYS), time.min)
        far = datetime.combine(today - timedelta(days=GOAL_DAYS), time.min)
        mine = PersonRow.contact_id.in_(goal_contacts)
        linked = PersonRow.select(PersonRow.checkin_id).where(PersonRow.when >= far, mine)
        wanted = CheckInRow.when >= near
        if goal_contacts:
            wanted |= CheckInRow.id.in_(linked)
        return self._read(wanted, self._made)

    def all(self) -> tuple[CheckIn, ...]:
        """Every check-in, oldest first."""
        return self._read(None)

    def of(self, contact_id: str, limit: int = 500) -> tuple[CheckIn, ...]:
        """The newest check-ins with one contact, newest first."""
        ids = CheckInRow.select(CheckInRow.id).join(PersonRow, on=(PersonRow.checkin_id == CheckInRow.id))
        mine = ids.where(PersonRow.contact_id == contact_id, CheckInRow.deleted_on.is_null())
        newest = mine.order_by(PersonRow.when.desc(), CheckInRow.id.desc()).limit(limit)
        return self._read(CheckInRow.id.in_(newest))[::-1]

    def part(self, start: int, limit: int) -> tuple[CheckIn, ...]:
        """`limit` check-ins from the newest but `start` on, newest first: a long list read in pieces."""
        ids = CheckInRow.select(CheckInRow.id).where(CheckInRow.deleted_on.is_null())
        newest = ids.order_by(CheckInRow.when.desc(), CheckInRow.id.desc()).limit(limit).offset(start)
        return self._read(CheckInRow.id.in_(newest))[::-1]

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
        return self._read(CheckInRow.id.in_(checkin_ids)) if checkin_ids else ()

    def count(self) -> int:
        """How many there are."""
        found = CheckInRow.select(fn.COUNT(1)).where(CheckInRow.deleted_on.is_null()).tuples()
        return int(next(iter(found.execute(self._db)))[0])

    def count_with(self, contact_ids: tuple[str, ...]) -> int:
        """How many there are with at least one of these contacts."""
        mine = PersonRow.select(PersonRow.checkin_id).where(PersonRow.contact_id.in_(contact_ids))
        found = CheckInRow.select(fn.COUNT(1)).where(CheckInRow.deleted_on.is_null(), CheckInRow.id.in_(mine))
        return int(next(iter(found.tuples().execute(self._db)))[0])

    def last_seen(self) -> dict[str, datetime]:
        """Contact id to the last contact of any way and in either direction; "did not go" is none."""
        newest = PersonRow.select(fn.MAX(PersonRow.when)).where(
            PersonRow.contact_id == ContactRow.id,
            PersonRow.met == True,  # noqa: E712 (SQL)
        )
        query = ContactRow.select(ContactRow.id, newest).tuples()
        return {each: _moment(when) for each, when in query.execute(self._db) if when is not None}

    def log(self, checkin: CheckIn) -> None:
        """Keep a new check-in."""
        same = self._last.changes == self._db.connection().total_changes
        self._logging = checkin.id if same else ""
        try:
            with self._store.writing(Change(did=Did.CHECKIN_LOGGED, id=checkin.id)):
                self._insert(checkin)
        finally:
            self._logging = ""

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
        with self._store.writing(None):
            CheckInRow.delete().where(CheckInRow.id == checkin_id).execute(self._db)
        self._store.forget_undo()

    def drop_empty(self) -> None:
        """Delete check-ins that have nobody left (after a contact was deleted for good)."""
        with_people = PersonRow.select(PersonRow.checkin_id)
        CheckInRow.delete().where(CheckInRow.id.not_in(with_people)).execute(self._db)

    def _insert(self, checkin: CheckIn) -> None:
        values = {name: getattr(checkin, name) for name in _PLAIN}
        CheckInRow.insert(**values, deleted_on=None).execute(self._db)
        self._insert_people(checkin)

    def _insert_people(self, checkin: CheckIn) -> None:
        met = checkin.outcome is not Outcome.DID_NOT_GO
        PersonRow.insert_many(
            [
                {
                    "checkin_id": checkin.id,
                    "contact_id": person.contact_id,
                    "note": person.note,
                    "when": checkin.when,
                    "met": met,
                }
                for person in checkin.people
            ]
        ).execute(self._db)

    def _read(
        self, which: Any, made: dict[Any, CheckIn] | None = None, *, trash: bool = False
    ) -> tuple[CheckIn, ...]:
        """The check-ins that `which` chooses, from one query whose rows are read without peewee's detours."""
        wanted = CheckInRow.deleted_on.is_null(not trash)
        if which is not None:
            wanted &= which
        columns = [getattr(CheckInRow, name) for name in _PLAIN]
        query = (
            CheckInRow.select(*columns, PersonRow.contact_id, PersonRow.note)
            .join(PersonRow, on=(PersonRow.checkin_id == CheckInRow.id))
            .where(wanted)
            .order_by(CheckInRow.when, SQL('"t1".rowid'), PersonRow.row)
        )
        rows = raw_of(query, self._db)
        known = made if made is not None else {}
        fresh: dict[Any, CheckIn] = {}
        found = []
        for _id, group in groupby(rows, key=itemgetter(0)):
            key = tuple(group)
            checkin = known.get(key) or _record(key)
            fresh[key] = checkin
            found.append(checkin)
        if made is not None:
            self._made = fresh
        return tuple(found)


def _record(rows: tuple[tuple[Any, ...], ...]) -> CheckIn:
    people = tuple(CheckInPerson(contact_id=row[-2], note=row[-1]) for row in rows)
    return CheckIn(**_values(rows[0]), people=people)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


_values = values_of(CheckInRow, _PLAIN)
