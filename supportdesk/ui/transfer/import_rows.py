"""The rows of the preview: who comes in, who may be here already, and what cannot come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from supportdesk.exchange.arrival import Arrival, Fate
from supportdesk.exchange.incoming import BadPart
from supportdesk.records import dataclass
from supportdesk.ui.transfer import import_words as words
from supportdesk.words import _

Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole
NAME, REACH, WHAT = range(3)
# Put together once: Qt asks for the flags of every row of a list of thousands.
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable


class Shown(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    NEW = "new"
    KNOWN = "known"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contact of the file, or one part of it that cannot come in."""

    arrival: Arrival | None = None
    bad: BadPart | None = None

    @property
    def kind(self) -> Shown:
        """Where it belongs."""
        if self.arrival is None:
            return Shown.BAD
        return Shown.NEW if self.arrival.match is None else Shown.KNOWN

    @property
    def number(self) -> int:
        """Its place in the file."""
        return self.arrival.number if self.arrival else self.bad.number if self.bad else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The rows in the order of the file, and how many there are of each kind; made in the worker."""

    arrivals: tuple[Arrival, ...]
    rows: tuple[Row, ...]
    counts: Mapping[Shown, int]


def listed(arrivals: tuple[Arrival, ...], bad: tuple[BadPart, ...]) -> Listed:
    """What the list shows. Safe in a worker."""
    rows = [Row(arrival=each) for each in arrivals] + [Row(bad=each) for each in bad]
    rows.sort(key=lambda each: each.number)
    counts = Counter(each.kind for each in rows)
    counts[Shown.ALL] = len(rows)
    return Listed(arrivals=arrivals, rows=tuple(rows), counts=counts)


class Rows(QAbstractTableModel):
    """A tick means: something of it comes in. `fates` holds what differs from the first choice."""

    chosen = Signal()

    def __init__(self, found: Listed, *, is_table: bool) -> None:
        super().__init__()
        self._is_table = is_table
        self.all = found.rows
        self._counts = found.counts
        self.rows = self.all
        self.shown = Shown.ALL
        self.fates: dict[int, Fate] = {}

    # ---- choosing

    def show(self, shown: Shown) -> None:
        """Show only rows of one kind."""
        self.beginResetModel()
        self.shown = shown
        self.rows = tuple(each for each in self.all if shown in (Shown.ALL, each.kind))
        self.endResetModel()

    def count(self, shown: Shown) -> int:
        """How many rows of this kind there are."""
        return self._counts.get(shown, 0)

    def fate(self, row: Row) -> Fate:
        """What is going to happen to a row."""
        if row.arrival is None:
            return Fate.SKIP
        return self.fates.get(row.number, row.arrival.first_fate)

    def choose(self, row: Row, fate: Fate) -> None:
        """Choose for one row."""
        self._set(row, fate)
        place = next((at for at, each in enumerate(self.rows) if each is row), -1)
        if place >= 0:
            self.dataChanged.emit(self.index(place, NAME), self.index(place, WHAT))
        self.chosen.emit()

    def choose_shown(self, *, comes_in: bool) -> None:
        """Choose for every row that is shown; who may be here already gets what is new."""
        self.fates |= {
            row.number: _ticked(row.arrival, comes_in) for row in self.rows if row.arrival is not None
        }
        if self.rows:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self.rows) - 1, WHAT))
        self.chosen.emit()

    def _tick(self, row: Row, comes_in: bool) -> None:
        if row.arrival is not None:
            self._set(row, _ticked(row.arrival, comes_in))

    def _set(self, row: Row, fate: Fate) -> None:
        if row.arrival is not None and fate in row.arrival.fates:
            self.fates[row.number] = fate

    # ---- model

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (_("Name"), _("Phone, e-mail"), _("What happens"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        ticks = index.column() == NAME and self.rows[index.row()].arrival is not None
        return _TICKED if ticks else _PLAIN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _CHECK and index.column() == NAME and row.arrival is not None:
            return Qt.CheckState.Unchecked if self.fate(row) is Fate.SKIP else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            return self.said(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        row = self.rows[index.row()]
        self._tick(row, Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(self.index(index.row(), NAME), self.index(index.row(), WHAT))
        self.chosen.emit()
        return True

    def said(self, row: Row) -> str:
        """The whole row, for a reader."""
        return ", ".join(part for part in (self._text(row, each) for each in (NAME, REACH, WHAT)) if part)

    def _text(self, row: Row, column: int) -> str:
        if row.arrival is None:
            return self._bad_text(row.bad, column) if row.bad else ""
        contact = row.arrival.candidate.contact
        if column == NAME:
            return contact.name
        if column == REACH:
            return next((each for each in (*(one.number for one in contact.phones), *contact.emails)), "")
        known = words.why_known(row.arrival)
        fate = words.short_fate(self.fate(row))
        return f"{fate}: {known}" if known else fate

    def _bad_text(self, bad: BadPart, column: int) -> str:
        if column == WHAT:
            return words.bad(bad, is_table=self._is_table)
        return (bad.name or _("No name")) if column == NAME else ""


def _ticked(arrival: Arrival, comes_in: bool) -> Fate:
    if not comes_in:
        return Fate.SKIP
    return Fate.ADD if arrival.match is None else Fate.FILL
