"""The search index: kept true in every transaction, by undo, redo, trash, import and erasing alike.

Temporary triggers write down which records a transaction touched; before it ends, what is searched of
those records is made anew from the records themselves. Nobody else writes the index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from supportdesk.domain.checkin import CheckIn, Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.lookup import mentioned, words_in, written
from supportdesk.domain.plain import from_plain, hints
from supportdesk.domain.snapshot import Notes
from supportdesk.records import dataclass
from supportdesk.store.contacts import one_of
from supportdesk.store.listing import A_MINUTE, CHECKIN, CONTACT, GOAL, KINDS, NOTE, PLAN, Listing, Word
from supportdesk.store.rows import CheckInRow, GoalRow, NoteRow

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_ROOM = 1 << 44  # row numbers of a kind; those of check-ins begin with the minute, so the newest come last
_DEARER = 250  # how many records are indexed in the time in which the words of one are taken out
_FEW = 10  # records whose words are always taken out
_PIECE = 20  # records that are made anew at a time
_ROWS = 1_000  # rows whose words are indexed at a time
_WATCHED = {
    "contact": (CONTACT, "id"),
    "support": (CONTACT, "contact_id"),
    "goal": (GOAL, "id"),
    "checkin": (CHECKIN, "id"),
    "checkin_person": (CHECKIN, "checkin_id"),
    "plan_part": (PLAN, "id"),
    "note": (NOTE, "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    record: str
    text: str
    start: int  # the smallest row number it may have


@dataclass(frozen=True, slots=True, kw_only=True)
class _Renewal:
    """Rows of the index that go, and what comes in their place."""

    kind: str
    fresh: tuple[_Entry, ...]
    gone: tuple[int, ...]


class Finding:
    """The index of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run: Callable[..., Any] = store.connection.execute

    def watch(self) -> None:
        """Start to write down, on this connection, which records are touched."""
        self._run(
            "CREATE TEMP TABLE finding_todo "
            "(kind TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (kind, record)) WITHOUT ROWID"
        )
        for table, (kind, column) in _WATCHED.items():
            for when, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
                self._run(
                    f"CREATE TEMP TRIGGER finding_{table}_{when.lower()} AFTER {when} ON main.{table} BEGIN "  # noqa: S608
                    f"INSERT OR IGNORE INTO finding_todo VALUES ('{kind}', {row}.{column}); END"
                )

    def keep_up(self) -> None:
        """Bring the index up to what this transaction did (inside it, before it ends)."""
        for _left in self.steps():
            pass

    def steps(self) -> Iterator[int]:
        """The same in small steps, each of which gives about how many are left."""
        todo = self._todo()
        pieces = [
            (kind, records[start : start + _PIECE])
            for kind, records in todo.items()
            for start in range(0, len(records), _PIECE)
        ]
        renewals = []
        for place, piece in enumerate(pieces):
            renewals.append(self._renewal(*piece))
            yield 2 * len(pieces) - place
        anew = self._is_quicker_anew(sum(len(each.gone) for each in renewals))
        if anew:
            yield len(pieces)
            self._run("INSERT INTO finding_words(finding_words) VALUES('delete-all')")
            yield len(pieces)
        for place, renewal in enumerate(renewals):
            self._renew(renewal, words=not anew)
            yield len(renewals) - place
        if anew:
            yield from self._words_anew()

    def _todo(self) -> dict[str, list[str]]:
        todo: dict[str, list[str]] = {}
        for kind, record in self._run("SELECT kind, record FROM finding_todo").fetchall():
            todo.setdefault(kind, []).append(record)
        if todo:
            self._run("DELETE FROM finding_todo")
        return todo

    def _is_quicker_anew(self, gone: int) -> bool:
        """Taking the words of one record out of the index is as much work as writing those of hundreds."""
        if gone <= _FEW:
            return False
        return gone * _DEARER > int(self._run("SELECT count(*) FROM finding").fetchone()[0])

    def _words_anew(self) -> Iterator[int]:
        """Fill the index of words from the rows, whose texts are as they have to be."""
        end = 'SELECT max("row") FROM (SELECT "row" FROM finding WHERE "row" > ? ORDER BY "row" LIMIT ?)'
        last = -1
        left = int(self._run("SELECT count(*) FROM finding").fetchone()[0]) // _ROWS + 1
        while (until := self._run(end, (last, _ROWS)).fetchone()[0]) is not None:
            self._run(
                "INSERT INTO finding_words(rowid, text) "
                'SELECT "row", text FROM finding WHERE "row" > ? AND "row" <= ? ORDER BY "row"',
                (last, until),
            )
            last, left = until, left - 1
            yield left

    # ---- filling the index of a file from an earlier program (store/filling.py goes through the records)

    @property
    def rule(self) -> int:
        """By which rule the index was filled: INDEX_RULE when it is whole, its negative until then."""
        found = self._run("SELECT version FROM finding_rule").fetchone()
        return 0 if found is None else int(found[0])

    @rule.setter
    def rule(self, number: int) -> None:
        self._run("DELETE FROM finding_rule")
        self._run("INSERT INTO finding_rule VALUES (?)", (number,))

    def clear(self) -> None:
        """Take out everything, before it is filled by another rule."""
        self._run("INSERT INTO finding_words(finding_words) VALUES('delete-all')")
        self._run("DELETE FROM finding")

    def add_new(self, kind: str, records: list[str]) -> None:
        """Index those of these records that are not in it yet (inside a transaction)."""
        query = "SELECT record FROM finding WHERE kind = ? AND record IN (SELECT value FROM json_each(?))"
        known = {row[0] for row in self._run(query, (kind, json.dumps(records))).fetchall()}
        fresh = [each for each in records if each not in known]
        if fresh:
            self._renew(self._renewal(kind, fresh), words=True)

    # ---- finding

    def find(self, words: Sequence[Word], *, checkins: int = 6) -> dict[str, tuple[str, ...]]:
        """By kind, the ids of all records that have every word; of the check-ins the newest only.

        A record has a word when one of its own begins with it, or when it speaks of one of the contacts.
        One query for all: it comes by row number from the highest, so the check-ins come last.
        """
        found: dict[str, list[str]] = {kind: [] for kind in KINDS}
        if words:
            query = (
                "SELECT finding.kind, finding.record FROM finding_words "
                'JOIN finding ON finding."row" = finding_words.rowid '
                "WHERE finding_words MATCH ? ORDER BY finding_words.rowid DESC"
            )
            rows = self._run(query, (" AND ".join(_asked(each) for each in words),))
            for kind, record in rows:
                found[kind].append(record)
                if len(found[CHECKIN]) == checkins:
                    break
            rows.close()
        return {kind: tuple(ids) for kind, ids in found.items()}

    def checkins(self, wanted: Listing, limit: int, *, before: int | None = None) -> list[tuple[int, str]]:
        """Row number and id of the newest check-ins that are wanted (and come after the row `before`).

        Every condition is a word of the index or a span of its rows, so a long list is read as it is shown.
        """
        first = _first_row(wanted.since) if wanted.since else 0
        last = (
            _first_row(wanted.until + timedelta(days=1))
            if wanted.until and wanted.until < date.max
            else _ROOM
        )
        last = min(last, _ROOM if before is None else before) - 1
        marks = (wanted.contact_id, _way(wanted.way), _outcome(wanted.outcome))
        asked = [*(f'"§{each}"' for each in marks if each), *map(_asked, wanted.words)]
        if asked:
            query = (
                'SELECT finding."row", finding.record FROM finding_words '
                'JOIN finding ON finding."row" = finding_words.rowid WHERE finding_words MATCH ? '
                "AND finding_words.rowid BETWEEN ? AND ? ORDER BY finding_words.rowid DESC LIMIT ?"
            )
            return list(self._run(query, (" AND ".join(asked), first, last, limit)).fetchall())
        query = 'SELECT "row", record FROM finding WHERE "row" BETWEEN ? AND ? ORDER BY "row" DESC LIMIT ?'
        return list(self._run(query, (first, last, limit)).fetchall())

    def met_with(self, word: str, most: int = 1_500) -> frozenset[str]:
        """The contacts of the newest `most` check-ins in which a word begins like this."""
        query = (
            "SELECT DISTINCT contact_id FROM checkin_person WHERE checkin_id IN (SELECT record FROM finding "
            'WHERE "row" IN (SELECT rowid FROM finding_words WHERE finding_words MATCH ? AND rowid < ? '
            "ORDER BY rowid DESC LIMIT ?))"
        )
        rows = self._run(query, (_asked(Word(text=word)), _ROOM, most)).fetchall()
        return frozenset(row[0] for row in rows)

    def checkin_row(self, checkin_id: str) -> int | None:
        """The row number of a check-in; None where there is none, or it is in the trash."""
        self._store.filling.hurry(CHECKIN, checkin_id)
        query = 'SELECT "row" FROM finding WHERE kind = ? AND record = ?'
        found = self._run(query, (CHECKIN, checkin_id)).fetchone()
        return None if found is None else int(found[0])

    # ---- keeping

    def _renewal(self, kind: str, records: list[str]) -> _Renewal:
        """What has to be done for these records."""
        fresh = {each.record: each for each in self._entries(kind, records)}
        kept = self._run(
            'SELECT record, "row", text FROM finding '
            "WHERE kind = ? AND record IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(records)),
        ).fetchall()
        gone = []
        for record, row, text in kept:
            new = fresh.get(record)
            if new is not None and new.text == text and new.start // A_MINUTE == row // A_MINUTE:
                del fresh[record]
            else:
                gone.append(row)
        return _Renewal(kind=kind, fresh=tuple(fresh.values()), gone=tuple(gone))

    def _renew(self, renewal: _Renewal, *, words: bool) -> None:
        """Do it; without `words` the index of words is filled anew afterwards."""
        self._take(renewal.gone, words=words)
        rows = self._put(renewal.kind, renewal.fresh)
        if words and rows:
            self._run(
                "INSERT INTO finding_words(rowid, text) "
                'SELECT "row", text FROM finding WHERE "row" IN (SELECT value FROM json_each(?))',
                (json.dumps(rows),),
            )

    def _take(self, rows: Sequence[int], *, words: bool) -> None:
        if not rows:
            return
        these = (json.dumps(list(rows)),)
        which = 'FROM finding WHERE "row" IN (SELECT value FROM json_each(?))'
        if words:
            values = f"SELECT 'delete', \"row\", text {which}"
            self._run(f"INSERT INTO finding_words(finding_words, rowid, text) {values}", these)
        self._run(f"DELETE {which}", these)

    def _put(self, kind: str, entries: Sequence[_Entry]) -> list[int]:
        """Write rows and give their numbers."""
        next_: dict[int, int] = {}
        rows = [self._free(each.start, next_) for each in entries]
        values = [(row, kind, each.record, each.text) for row, each in zip(rows, entries, strict=True)]
        self._store.connection.execute_many(
            'INSERT INTO finding("row", kind, record, text) VALUES (?, ?, ?, ?)', values
        )
        return rows

    def _free(self, start: int, next_: dict[int, int]) -> int:
        """A free row number in the minute that begins with `start`, or in the next that is not full."""
        while True:
            if start not in next_:
                query = 'SELECT max("row") FROM finding WHERE "row" BETWEEN ? AND ?'
                last = self._run(query, (start, start + A_MINUTE - 1)).fetchone()[0]
                next_[start] = start if last is None else last + 1
            row = next_[start]
            if row < start + A_MINUTE:
                next_[start] = row + 1
                return row
            start += A_MINUTE

    # ---- what is searched

    def _entries(self, kind: str, records: list[str] | None) -> tuple[_Entry, ...]:
        """What is searched of these records (None: all); those in the trash have nothing."""
        start = KINDS.index(kind) * _ROOM
        return tuple(
            _Entry(record=id_, text=_text_of(record), start=start + _minute(record) * A_MINUTE)
            for id_, record in self._records(kind, records)
        )

    def _records(self, kind: str, ids: list[str] | None) -> Iterable[tuple[str, Any]]:
        store = self._store
        if kind == NOTE:
            return self._notes(ids)
        if kind == PLAN:
            wanted = None if ids is None else set(ids)
            return [
                (each.id, each) for each in store.plans.now().parts if wanted is None or each.id in wanted
            ]
        if kind == CONTACT:
            found: Iterable[Any] = store.contacts.chosen(None) if ids is None else store.contacts.living(ids)
        elif kind == CHECKIN:
            found = store.checkins.chosen(None if ids is None else one_of(CheckInRow.id, ids))
        else:
            found = store.goals.chosen(None if ids is None else GoalRow.id.in_(ids))
        return [(each.id, each) for each in found]

    def _notes(self, ids: list[str] | None) -> Iterable[tuple[str, Any]]:
        query = NoteRow.select(NoteRow.id, NoteRow.kind, NoteRow.body)
        if ids is not None:
            query = query.where(NoteRow.id.in_(ids))
        types = _note_types()
        for id_, kind, body in query.tuples().execute(self._store.database):
            if kind in types:
                yield id_, from_plain(types[kind], json.loads(body))


def _note_types() -> Mapping[str, type]:
    return {name: get_args(wanted)[0] for name, wanted in hints(Notes).items()}


def _text_of(record: Any) -> str:
    """The words of a record and a mark for each contact it speaks of; no typed word has such a mark."""
    words = words_in("\n".join(written(record)))
    marks = list(mentioned(record))
    if isinstance(record, CheckIn):
        marks += [_way(record.way), _outcome(record.outcome)]
    return " ".join((*words, *(f"§{each}" for each in marks)))


def _way(way: Way | None) -> str:
    return f"way:{way.value}" if way else ""


def _outcome(outcome: Outcome | None) -> str:
    return f"outcome:{outcome.value}" if outcome else ""


def _first_row(day: date) -> int:
    return day.toordinal() * 1440 * A_MINUTE


def _minute(record: Any) -> int:
    when = getattr(record, "when", None)
    if not isinstance(when, datetime):
        return 0
    return when.toordinal() * 1440 + when.hour * 60 + when.minute


def _asked(word: Word) -> str:
    """One word in FTS5's own words; `words_in` leaves no sign in it that means something there."""
    marks = (*word.contact_ids, *map(_way, word.ways), *map(_outcome, word.outcomes))
    return "(" + " OR ".join((f'"{word.text}" *', *(f'"§{each}"' for each in marks))) + ")"
