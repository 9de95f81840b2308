"""The profile as it is now, read without peewee: every start does this before anything can be shown.

The queries are written out; what is read is the same records that peewee's rows are written from.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import DATED_FIELDS, Contact, Support, Tie, in_order
from supportdesk.domain.goal import Goal
from supportdesk.domain.placement import KeptPlace
from supportdesk.domain.plain import from_plain, hints
from supportdesk.domain.plan import Plan, PlanPart
from supportdesk.domain.snapshot import GOAL_DAYS, RECENT_DAYS, Me, Notes
from supportdesk.records import dataclass, restorer
from supportdesk.store.connection import Connection
from supportdesk.store.values import values_of

Raw = tuple[Any, ...]
Known = dict[str, tuple[int, Contact]]  # row and record of contacts, by id
AT_ONCE = 100  # contacts that are read at a time after much work
DAYS = 3  # of which check-ins are read at a time
STANDING_FIELDS = tuple(name for name in DATED_FIELDS if name != "supports")
CONTACT_FIELDS = tuple(each.name for each in fields(Contact) if each.name not in DATED_FIELDS)
SUPPORT_FIELDS = tuple(each.name for each in fields(Support))
TIE_FIELDS = tuple(each.name for each in fields(Tie))
GOAL_FIELDS = tuple(each.name for each in fields(Goal))
CHECKIN_FIELDS = tuple(each.name for each in fields(CheckIn) if each.name != "people")
PART_FIELDS = tuple(each.name for each in fields(PlanPart))


@dataclass(frozen=True, slots=True)
class _Recent:
    """What `recent` answered: to what, and after how many changes of the connection."""

    asked: tuple[date, frozenset[str]] | None = None
    changes: int = -1
    found: tuple[CheckIn, ...] = ()
    is_ahead: bool = False


class Reading:
    """What a snapshot is made of. A record none of whose rows changed is the record of the last time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contacts: Known | None = None  # all outside the trash
        self._ahead: Known | None = None
        self._checkins: dict[Any, CheckIn] = {}
        self._recent = _Recent()
        self.logging = ""  # the id of the check-in that is being kept, while nothing else has changed

    @property
    def known(self) -> tuple[Any, ...]:
        """The records that were made, by the rows they were made of, for another connection to this file."""
        return self._contacts, self._checkins, self._recent

    @known.setter
    def known(self, known: tuple[Any, ...]) -> None:
        self._contacts, self._checkins, recent = known
        self._recent = replace(recent, changes=self.changes)

    # ---- contacts

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact outside the trash as it is now, oldest first."""
        if self._contacts is None:
            self._contacts = self._contact_rows(None)
        return tuple(contact for _row, contact in sorted(self._contacts.values(), key=itemgetter(0)))

    def forget_contacts(self) -> None:
        """Read all of them when they are wanted next."""
        self._contacts = None

    def touched(self, ids: frozenset[str]) -> bool:
        """Read these contacts again after a change; says whether one of them came, or went."""
        if self._contacts is None:
            return True
        now = self._ahead if self._ahead is not None else self._contact_rows(sorted(ids))
        moved = self._moved(ids, now)
        for each in ids:
            before, after = self._contacts.pop(each, None), now.get(each)
            if after is not None:
                self._contacts[each] = before if before == after else after
        return moved

    def contacts_ahead(self, ids: frozenset[str]) -> Iterator[int]:
        """Do the reading of `touched` in small steps, before the end of the transaction that touches them."""
        listed = sorted(ids)
        found: Known = {}
        for at in range(0, len(listed), AT_ONCE):
            found |= self._contact_rows(listed[at : at + AT_ONCE])
            yield (len(listed) - at) // AT_ONCE + 1
        self._ahead = found

    def drop_ahead(self) -> None:
        """Forget what was read ahead."""
        self._ahead = None

    def has_moved(self, ids: frozenset[str]) -> bool:
        """Whether one of these has come, or gone, by what was read ahead."""
        return self._contacts is None or self._moved(ids, self._ahead or {})

    def _moved(self, ids: frozenset[str], now: Known) -> bool:
        known = self._contacts or {}
        return any((each in known) is not (each in now) for each in ids)

    def _contact_rows(self, ids: Sequence[str] | None) -> Known:
        """By id, row and record of the contacts outside the trash: of these ids, or (None) of all."""
        people, standing, support = map(_names, (CONTACT_FIELDS, STANDING_FIELDS, SUPPORT_FIELDS))
        mine, theirs, values = "", "", ()  # type: tuple[str, str, Raw]
        if ids is not None:
            mine = " AND id IN (SELECT value FROM json_each(?))"
            theirs = " AND contact_id IN (SELECT value FROM json_each(?))"
            values = (json.dumps(list(ids)),)
        now = f"WHERE valid_to IS NULL{theirs}"
        rows = self._all(f"SELECT {people}, rowid FROM contact WHERE deleted_on IS NULL{mine}", values)
        keys = _contact_keys(
            rows,
            self._all(f"SELECT contact_id, {standing} FROM standing {now}", values),
            self._all(f'SELECT contact_id, {support} FROM support {now} ORDER BY "row"', values),
        )
        return {key[0][0]: (key[0][-1], _contact(*key)) for key in keys}

    def ties(self) -> tuple[Tie, ...]:
        """The ties of now between contacts outside the trash."""
        gone = "SELECT id FROM contact WHERE deleted_on IS NOT NULL"
        rows = self._all(
            f"SELECT {_names(TIE_FIELDS)} FROM tie WHERE valid_to IS NULL "
            f'AND a NOT IN ({gone}) AND b NOT IN ({gone}) ORDER BY "row"'
        )
        return tuple(_restored_tie(_tie(row)) for row in rows)

    # ---- goals, plan, notes, pages

    def goals(self) -> tuple[Goal, ...]:
        """Every goal outside the trash, oldest first."""
        rows = self._all(f"SELECT {_names(GOAL_FIELDS)} FROM goal WHERE deleted_on IS NULL ORDER BY rowid")
        return tuple(_restored_goal(_goal(row)) for row in rows)

    def plan(self) -> Plan:
        """The plan as it is now."""
        plan: Plan = from_plain(Plan, self.page("plan") or {})
        rows = self._all(f"SELECT {_names(PART_FIELDS)} FROM plan_part ORDER BY position")
        return replace(plan, parts=tuple(_restored_part(_part(row)) for row in rows))

    def notes(self) -> Notes:
        """The small notes, each kind in its order."""
        found: dict[str, list[Any]] = defaultdict(list)
        for kind, body in self._all("SELECT kind, body FROM note ORDER BY position"):
            found[kind].append(body)
        types = hints(Notes)
        kinds = {name: get_args(types[name])[0] for name in found if name in types}
        return Notes(
            **{
                name: tuple(from_plain(record, json.loads(body)) for body in found[name])
                for name, record in kinds.items()
            }
        )

    def me(self) -> Me:
        """The person the profile belongs to."""
        me: Me = from_plain(Me, self.page("me") or {})
        return me

    def places(self) -> tuple[KeptPlace, ...]:
        """Where the map put each contact last."""
        places: tuple[KeptPlace, ...] = from_plain(tuple[KeptPlace, ...], self.page("places") or [])
        return places

    def page(self, name: str) -> Any:
        """One of the single pages as plain values; None where it was never written."""
        found = self._connection.execute("SELECT body FROM page WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    # ---- check-ins

    def recent(self, today: date, goal_contacts: frozenset[str]) -> tuple[CheckIn, ...]:
        """What the rules of today need: the last weeks whole, and further back those with `goal_contacts`.

        One that was just logged is put in its place, so that one more costs little among thousands.
        """
        asked = (today, goal_contacts)
        if self._recent.is_ahead and self._recent.asked == asked and self.is_untouched:
            return self._recent.found
        found = self._one_more(asked) or self._recent_checkins(*asked)
        self._recent = _Recent(asked, self.changes, found)
        return found

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written since `recent` answered."""
        return self._recent.changes == self.changes

    @property
    def changes(self) -> int:
        """How many rows this connection has written."""
        return int(self._connection.raw.total_changes)

    def _one_more(self, asked: tuple[date, frozenset[str]]) -> tuple[CheckIn, ...]:
        """The answer of the last time with the one that is being logged; () where that is not enough."""
        made = self._logged() if self.logging and asked == self._recent.asked else None
        if made is None or made.when < _days_before(asked[0], RECENT_DAYS):
            return ()
        before = self._recent.found
        place = bisect_right(before, made.when, key=lambda each: each.when)  # its row is the newest
        return (*before[:place], made, *before[place:])

    def _logged(self) -> CheckIn | None:
        rows = self._all(f'{_CHECKINS} AND t1.id = ? ORDER BY t2."row"', (self.logging,))
        return next(iter(checkins_of(rows)), None)

    def recent_ahead(self, today: date, goal_contacts: frozenset[str]) -> Iterator[int]:
        """Do the reading of `recent` in small steps, before the end of a transaction."""
        found: list[CheckIn] = []
        made: dict[Any, CheckIn] = {}
        for piece in self._recent_pieces(today, goal_contacts, made):
            found += piece
            yield 1
        self._checkins = made
        self._recent = _Recent((today, goal_contacts), self.changes, tuple(found), is_ahead=True)

    def _recent_checkins(self, today: date, goal_contacts: frozenset[str]) -> tuple[CheckIn, ...]:
        made: dict[Any, CheckIn] = {}
        pieces = list(self._recent_pieces(today, goal_contacts, made))
        self._checkins = made
        return tuple(each for piece in pieces for each in piece)

    def _recent_pieces(
        self, today: date, goal_contacts: frozenset[str], made: dict[Any, CheckIn]
    ) -> Iterator[tuple[CheckIn, ...]]:
        """Each is a span of an index: with OR between them SQLite reads every check-in."""
        near, far = _days_before(today, RECENT_DAYS), _days_before(today, GOAL_DAYS)
        theirs = (
            "SELECT checkin_id FROM checkin_person WHERE contact_id IN (SELECT value FROM json_each(?)) "
            'AND met IN (0, 1) AND "when" >= ?'
        )
        rows = self._all(
            f'{_CHECKINS} AND t1."when" < ? AND t1.id IN ({theirs}) {_BY_TIME}',
            (near.isoformat(), json.dumps(sorted(goal_contacts)), far.isoformat()),
        )
        yield checkins_of(rows, self._checkins, made)
        for days in range(0, RECENT_DAYS + 1, DAYS):
            since, until = near + timedelta(days=days), near + timedelta(days=days + DAYS)
            last = days + DAYS > RECENT_DAYS  # what lies in the future belongs to the last piece
            span = (since.isoformat(), "~" if last else until.isoformat())
            rows = self._all(f'{_CHECKINS} AND t1."when" >= ? AND t1."when" < ? {_BY_TIME}', span)
            yield checkins_of(rows, self._checkins, made)

    def last_seen(self) -> dict[str, datetime]:
        """Contact id to the last contact of any way and in either direction; "did not go" is none."""
        rows = self._all(
            'SELECT id, (SELECT max("when") FROM checkin_person WHERE contact_id = contact.id AND met = 1) '
            "FROM contact"
        )
        return {each: datetime.fromisoformat(when) for each, when in rows if when is not None}

    def count(self) -> int:
        """How many check-ins there are."""
        found = self._connection.execute("SELECT count(*) FROM checkin WHERE deleted_on IS NULL").fetchone()
        return int(found[0])

    def _all(self, sql: str, values: Raw = ()) -> list[Raw]:
        return list(self._connection.execute(sql, values).fetchall())


def contacts_of(
    people: Iterable[Raw], standings: Iterable[Raw], supports: Iterable[Raw]
) -> tuple[Contact, ...]:
    """Contacts from their rows: CONTACT_FIELDS, and the contact id with STANDING_FIELDS or SUPPORT_FIELDS."""
    return tuple(_contact(*key) for key in _contact_keys(people, standings, supports))


def checkins_of(
    rows: Iterable[Raw], known: dict[Any, CheckIn] | None = None, made: dict[Any, CheckIn] | None = None
) -> tuple[CheckIn, ...]:
    """Check-ins from rows of CHECKIN_FIELDS, contact id and note; those of one check-in follow each other.

    A record in `known` is used again, and `made` gets all of them, by their rows.
    """
    found = []
    for _id, group in groupby(rows, key=itemgetter(0)):
        key = tuple(group)
        checkin = (known.get(key) if known else None) or _checkin_of(key)
        if made is not None:
            made[key] = checkin
        found.append(checkin)
    return tuple(found)


def _contact_keys(
    people: Iterable[Raw], standings: Iterable[Raw], supports: Iterable[Raw]
) -> list[tuple[Raw, Raw, tuple[Raw, ...]]]:
    standing = {row[0]: row[1:] for row in standings}
    support: dict[str, list[Raw]] = defaultdict(list)
    for row in supports:
        support[row[0]].append(row[1:])
    return [
        (person, standing[person[0]], tuple(support[person[0]])) for person in people if person[0] in standing
    ]


def _contact(person: Raw, standing: Raw, supports: tuple[Raw, ...]) -> Contact:
    given = in_order(tuple(_restored_support(_support(each)) for each in supports))
    made: Contact = _restored_contact((*_person(person), *_standing(standing), given))
    return made


def _checkin_of(rows: tuple[Raw, ...]) -> CheckIn:
    people = tuple(_restored_person(row[-2:]) for row in rows)
    made: CheckIn = _restored_checkin((*_checkin(rows[0]), people))
    return made


def _days_before(today: date, days: int) -> datetime:
    return datetime.combine(today - timedelta(days=days), time.min)


def _names(columns: tuple[str, ...], table: str = "") -> str:
    return ", ".join(f'{table}"{name}"' for name in columns)


_person = values_of(Contact, CONTACT_FIELDS)
_standing = values_of(Contact, STANDING_FIELDS)
_support = values_of(Support, SUPPORT_FIELDS)
_tie = values_of(Tie, TIE_FIELDS)
_goal = values_of(Goal, GOAL_FIELDS)
_part = values_of(PlanPart, PART_FIELDS)
_checkin = values_of(CheckIn, CHECKIN_FIELDS)
_restored_contact = restorer(Contact, (*CONTACT_FIELDS, *STANDING_FIELDS, "supports"))
_restored_support = restorer(Support, SUPPORT_FIELDS)
_restored_tie = restorer(Tie, TIE_FIELDS)
_restored_goal = restorer(Goal, GOAL_FIELDS)
_restored_part = restorer(PlanPart, PART_FIELDS)
_restored_checkin = restorer(CheckIn, (*CHECKIN_FIELDS, "people"))
_restored_person = restorer(CheckInPerson, ("contact_id", "note"))
_CHECKINS = (
    f"SELECT {_names(CHECKIN_FIELDS, 't1.')}, t2.contact_id, t2.note FROM checkin t1 "
    "JOIN checkin_person t2 ON t2.checkin_id = t1.id WHERE t1.deleted_on IS NULL"
)
_BY_TIME = 'ORDER BY t1."when", t1.rowid, t2."row"'
