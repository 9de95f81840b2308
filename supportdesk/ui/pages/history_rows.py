"""The rows of the check-ins page: keys of all that are wanted, and entries made only for those in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.store import day_of
from supportdesk.words import _, checkins, dates, labels
from supportdesk.words.checkins import day_heading
from supportdesk.words.sentences import capital

_Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, str]  # row number of the index, and id
ENTRY = Qt.ItemDataRole.UserRole
NOTE_SHOWN = 300  # letters of a note that a row may need
AROUND = 30  # entries that are made before and after one that is wanted
KEPT = 3_000  # entries that are kept


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in as it is shown."""

    checkin: CheckIn
    title: str
    outcome: str
    note: str

    @property
    def id(self) -> str:
        """The id of the check-in."""
        return self.checkin.id

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        when = dates.long(self.checkin.day)
        return ". ".join(part for part in (self.title, when, self.outcome, self.note) if part)


def entry_of(checkin: CheckIn, snapshot: Snapshot) -> Entry:
    """What a row says of a check-in."""
    contacts = [snapshot.contact(each) for each in checkin.contact_ids]
    title = " ".join(capital(checkins.what(checkin, contacts)).split())
    notes = [note for note in (checkin.note, *(each.note for each in checkin.people)) if note]
    note = " ".join("  ".join(each[:NOTE_SHOWN] for each in notes)[:NOTE_SHOWN].split())
    return Entry(checkin, title, labels.outcome(checkin.outcome), note)


def time_of(entry: Entry) -> str:
    """The hour, or nothing where only the day was written down."""
    when = entry.checkin.when
    return f"{when:%H:%M}" if when.hour or when.minute else ""


def nothing(*, all_: bool) -> str:
    """What an empty list says."""
    if all_:
        return _(
            "Nothing written down yet. After a call, a text or a visit you can note it here. "
            "It helps to see who is there for you."
        )
    return _("Nothing matches that. Try a shorter word, or show everything.")


class HistoryModel(QAbstractListModel):
    """The check-ins, newest first. `make` gives the entries of some ids; `fetch` asks for more keys."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[Key] = []
        self.first_of_day = bytearray()
        self.today = date.min
        self.more = False
        self.make: Callable[[Sequence[str]], list[Entry]] = lambda _ids: []
        self.fetch: Callable[[], None] = lambda: None
        self._made: dict[str, Entry] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def canFetchMore(self, parent: _Index) -> bool:
        return self.more and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        self.fetch()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        entry = self.entry(index.row())
        return None if entry is None else _ROLES[role](entry)

    def entry(self, row: int) -> Entry | None:
        """What a row says; those around it are made with it."""
        if not 0 <= row < len(self.keys):
            return None
        id_ = self.keys[row][1]
        if id_ not in self._made:
            if len(self._made) > KEPT:
                self._made.clear()
            near = (each for _row, each in self.keys[max(row - AROUND, 0) : row + AROUND])
            self._made |= {
                each.id: each for each in self.make([each for each in near if each not in self._made])
            }
        return self._made.get(id_)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rows that are loaded."""
        made = (self.entry(row) for row in range(len(self.keys)))
        return tuple(each for each in made if each is not None)

    def heading(self, row: int) -> str:
        """The day above a row, or ""."""
        return day_heading(day_of(self.keys[row][0]), self.today) if self.first_of_day[row] else ""

    def is_first(self, row: int) -> bool:
        """Whether the row is the first of its day, and has the day above it."""
        return bool(self.first_of_day[row])

    def show_keys(self, keys: list[Key], today: date, *, more: bool) -> None:
        """Show these; the view is told no more than what differs, and so keeps its place."""
        self.today, self.more = today, more
        self._made.clear()
        old, ids = [each for _row, each in self.keys], [each for _row, each in keys]
        start = next((n for n, (a, b) in enumerate(zip(old, ids, strict=False)) if a != b), None)
        start = min(len(ids), len(old)) if start is None else start
        longer = len(ids) - len(old)
        if ids == old and _days(keys) == self.first_of_day:
            self.keys = keys
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
        elif old and longer > 0 and ids[start + longer :] == old[start:]:
            self.beginInsertRows(QModelIndex(), start, start + longer - 1)
            self._set(keys)
            self.endInsertRows()
        elif ids and longer < 0 and old[start - longer :] == ids[start:]:
            self.beginRemoveRows(QModelIndex(), start, start - longer - 1)
            self._set(keys)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._set(keys)
            self.endResetModel()

    def append(self, keys: list[Key], *, more: bool) -> None:
        """Older ones below."""
        self.more = more
        if not keys:
            return
        begin = len(self.keys)
        before = day_of(self.keys[-1][0]) if self.keys else None
        self.beginInsertRows(QModelIndex(), begin, begin + len(keys) - 1)
        fresh = _days(keys)
        fresh[0] = day_of(keys[0][0]) != before
        self.keys += keys
        self.first_of_day += fresh
        self.endInsertRows()

    def _set(self, keys: list[Key]) -> None:
        self.keys = keys
        self.first_of_day = _days(keys)

    def place_of(self, checkin_id: str) -> int:
        """The row of a check-in, or -1."""
        return next((number for number, (_row, each) in enumerate(self.keys) if each == checkin_id), -1)


_ROLES: dict[int, Callable[[Entry], Any]] = {
    ENTRY: lambda entry: entry,
    Qt.ItemDataRole.DisplayRole: lambda entry: entry.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda entry: entry.spoken,
}
_A_DAY = 1440 << 10


def _days(keys: list[Key]) -> bytearray:
    """1 for each key that is the first of its day, else 0."""
    days = [row // _A_DAY for row, _id in keys]
    return bytearray([1, *(one != other for one, other in pairwise(days))]) if days else bytearray()
