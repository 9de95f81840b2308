"""The rows of the contacts: values, and the model that tells the view no more than what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from supportdesk.domain.contact import Contact, State, SupportType
from supportdesk.domain.text import fold
from supportdesk.records import dataclass
from supportdesk.words import _, dates, labels

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row says; `quiet` is how long ago the last contact was, "" for never."""

    id: str
    name: str
    words: str
    quiet: str
    types: tuple[SupportType, ...]

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        helps = ", ".join(labels.support_type(each) for each in self.types)
        return ". ".join(part for part in (self.name, self.words, helps, self.quiet) if part)


def row_of(contact: Contact, seen: Mapping[str, datetime], today: date) -> Row:
    """The row of a contact."""
    name = contact.name
    if contact.nickname and fold(contact.nickname) not in fold(name):
        name = _("{name} ({nickname})").format(name=name, nickname=contact.nickname)
    role = contact.role or ", ".join(labels.kind(each) for each in contact.kinds)
    state = "" if contact.state is State.ACTIVE else labels.state(contact.state)
    last = seen.get(contact.id)
    return Row(
        id=contact.id,
        name=" ".join(name.split()),
        words=" · ".join(part for part in (state, " ".join(role.split())) if part),
        quiet=dates.ago(last.date(), today) if last else "",
        types=tuple(support.type for support in contact.supports),
    )


def shape_of(contact: Contact) -> tuple[bool, tuple[SupportType, ...]]:
    """What decides how tall a row is, without making it: whether it has words, and the types."""
    said = contact.role.strip() if contact.role else contact.kinds
    has_words = bool(said) or contact.state is not State.ACTIVE
    return has_words, tuple([support.type for support in contact.supports])


class Rows:
    """Makes rows; one that was made before is used again while nothing it says has changed."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Contact, datetime | None, date, Row]] = {}

    def __call__(
        self, contacts: Sequence[Contact], seen: Mapping[str, datetime], today: date
    ) -> Sequence[Row]:
        """The rows of these contacts; each is made when it is looked at."""
        return _Made(self, contacts, seen, today)

    def row(self, contact: Contact, seen: Mapping[str, datetime], today: date) -> Row:
        last, known = seen.get(contact.id), self._made.get(contact.id)
        if known is None or known[0] is not contact or known[1] != last or known[2] != today:
            known = self._made[contact.id] = (contact, last, today, row_of(contact, seen, today))
        return known[3]


class _Made(Sequence[Row]):
    """Rows that are made one by one, of thousands only those in view."""

    def __init__(
        self, rows: Rows, contacts: Sequence[Contact], seen: Mapping[str, datetime], today: date
    ) -> None:
        self.ids = [each.id for each in contacts]
        self._rows, self._contacts, self._seen, self._today = rows, contacts, seen, today

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return tuple(self._row(each) for each in self._contacts[place])
        return self._row(self._contacts[place])

    def _row(self, contact: Contact) -> Row:
        return self._rows.row(contact, self._seen, self._today)

    def shape(self, place: int) -> tuple[bool, tuple[SupportType, ...]]:
        """What decides how tall a row is; a view asks this of every row, also of those out of view."""
        return shape_of(self._contacts[place])

    def differing(self, before: _Made) -> Iterator[int]:
        """The places at which a row may say something else than before; both have the same ids."""
        same_day = before._today == self._today
        for place, (one, other) in enumerate(zip(before._contacts, self._contacts, strict=True)):
            seen = before._seen.get(one.id), self._seen.get(one.id)
            if not (same_day and one is other and seen[0] == seen[1]):
                yield place


class ContactModel(QAbstractListModel):
    """The rows in view; `set_rows` tells the view no more than what differs."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.marking = False
        self.marked: set[str] = set()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return self.said(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def said(self, row: Row) -> str:
        """A row in words, with whether it is marked while several can be."""
        if not self.marking:
            return row.spoken
        return ". ".join((_("Marked") if row.id in self.marked else _("Not marked"), row.spoken))

    @property
    def ids(self) -> list[str]:
        """The ids of the rows, in their order."""
        return _ids(self.rows)

    def shape(self, place: int) -> tuple[bool, tuple[SupportType, ...]]:
        """Whether the row has words, and its types."""
        if isinstance(self.rows, _Made):
            return self.rows.shape(place)
        row = self.rows[place]
        return bool(row.words), row.types

    def marks_changed(self) -> None:
        """Tell the view to paint the marks again."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        old, new = _ids(self.rows), _ids(rows)
        if old == new:
            self._renew(rows)
        elif len(new) == len(old) + 1 and (place := _extra(new, old)) is not None:
            self.beginInsertRows(QModelIndex(), place, place)
            self.rows = rows
            self.endInsertRows()
        elif len(old) == len(new) + 1 and (place := _extra(old, new)) is not None:
            self.beginRemoveRows(QModelIndex(), place, place)
            self.rows = rows
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def _renew(self, rows: Sequence[Row]) -> None:
        before, self.rows = self.rows, rows
        places: Iterable[int] = range(len(rows))
        if isinstance(before, _Made) and isinstance(rows, _Made):
            places = rows.differing(before)
        for number in places:
            if before[number] != rows[number]:
                self.dataChanged.emit(self.index(number), self.index(number))

    def place_of(self, contact_id: str) -> int:
        """The row of a contact, or -1."""
        return next((number for number, id_ in enumerate(_ids(self.rows)) if id_ == contact_id), -1)


def _ids(rows: Sequence[Row]) -> list[str]:
    return rows.ids if isinstance(rows, _Made) else [each.id for each in rows]


def _extra(longer: list[str], shorter: list[str]) -> int | None:
    """Where `longer` has one id more than `shorter`, or None when they differ in more than that."""
    place = next((n for n, each in enumerate(shorter) if longer[n] != each), len(shorter))
    return place if longer[place + 1 :] == shorter[place:] else None
