"""The list of contacts: a model of values, a delegate that paints them, a view that knows its keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from supportdesk.domain.contact import Contact, State, SupportType
from supportdesk.domain.text import fold
from supportdesk.records import dataclass
from supportdesk.ui.pages.contact_marks import ALIGN_LEADING, ALIGN_TRAILING, colour, paint_mark
from supportdesk.ui.theme import Theme
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
        words=" · ".join(part for part in (state, role) if part),
        quiet=dates.ago(last.date(), today) if last else "",
        types=tuple(support.type for support in contact.supports),
    )


class ContactModel(QAbstractListModel):
    """The rows in view; `set_rows` tells the view no more than what differs."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

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
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        old = [each.id for each in self.rows]
        new = [each.id for each in rows]
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

    def _renew(self, rows: tuple[Row, ...]) -> None:
        before, self.rows = self.rows, rows
        for number, (one, other) in enumerate(zip(before, rows, strict=True)):
            if one != other:
                self.dataChanged.emit(self.index(number), self.index(number))

    def place_of(self, contact_id: str) -> int:
        """The row of a contact, or -1."""
        return next((number for number, each in enumerate(self.rows) if each.id == contact_id), -1)


def _extra(longer: list[str], shorter: list[str]) -> int | None:
    """Where `longer` has one id more than `shorter`, or None when they differ in more than that."""
    place = next((n for n, each in enumerate(shorter) if longer[n] != each), len(shorter))
    return place if longer[place + 1 :] == shorter[place:] else None


class ContactDelegate(QStyledItemDelegate):
    """Paints a row: name and how long ago, role and state in words, then marks with their words."""

    def __init__(self, theme: Theme, model: ContactModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._room = 0
        self._sizes: dict[tuple[bool, tuple[SupportType, ...]], QSize] = {}

    def measure(self, room: int) -> None:
        """Measure again: the text or the width changed."""
        self._room = room
        self._sizes.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = self._model.rows[index.row()]
        key = (bool(row.words), row.types)
        size = self._sizes.get(key)
        if size is None:
            plain = QFontMetrics(option.font)
            pad = _pad(plain)
            lines = len(_lines(row.types, plain, self._room - 2 * pad))
            text = plain.lineSpacing() * (1 + bool(row.words) + lines)
            height = max(text + 2 * pad + 3 * (bool(row.words) + lines), 2 * pad + 24)
            size = QSize(self._room, height)
            self._sizes[key] = size
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        text = QColor(tokens.on_selected if chosen else tokens.text)
        quiet = QColor(tokens.on_selected if chosen else tokens.muted)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(2, 1, -2, -1)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
            painter.drawRoundedRect(frame, 8, 8)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        view = option.widget
        if focused and chosen and view is not None and view.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)
        self._paint_text(painter, option, row, text, quiet)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, text: QColor, quiet: QColor
    ) -> None:
        plain = QFontMetrics(option.font)
        pad = _pad(plain)
        box = QRectF(option.rect).adjusted(pad, pad, -pad, -pad)
        strong = QFont(option.font)
        strong.setBold(True)
        height = plain.lineSpacing()
        ago = plain.horizontalAdvance(row.quiet) + pad if row.quiet else 0
        line = QRectF(box.left(), box.top(), box.width(), height)
        painter.setLayoutDirection(option.direction)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = line.adjusted(ago, 0, 0, 0) if mirrored else line.adjusted(0, 0, -ago, 0)
        painter.setFont(strong)
        painter.setPen(text)
        name = _apart(row.name, QFontMetrics(strong), room.width())
        painter.drawText(room, ALIGN_LEADING, name)
        painter.setFont(option.font)
        painter.setPen(quiet)
        painter.drawText(line, ALIGN_TRAILING, row.quiet)
        if row.words:
            line.translate(0, height + 3)
            painter.drawText(line, ALIGN_LEADING, _apart(row.words, plain, line.width()))
        for types in _lines(row.types, plain, int(box.width())):
            line.translate(0, height + 3)
            self._paint_marks(painter, types, plain, line, quiet, mirrored=mirrored)

    def _paint_marks(
        self,
        painter: QPainter,
        types: tuple[SupportType, ...],
        plain: QFontMetrics,
        line: QRectF,
        ink: QColor,
        *,
        mirrored: bool,
    ) -> None:
        side = plain.ascent()
        along = 0.0
        for each in types:
            words = labels.support_type(each)
            width = plain.horizontalAdvance(words)
            start = line.right() - along - side if mirrored else line.left() + along
            mark = QRectF(start, line.top() + (line.height() - side) / 2, side, side)
            paint_mark(painter, each, mark, colour(self._theme.tokens, each))
            beside = start - 4 - width if mirrored else start + side + 4
            painter.setPen(ink)
            painter.drawText(QRectF(beside, line.top(), width + 2, line.height()), ALIGN_LEADING, words)
            along += _width(each, plain)


def _apart(text: str, letters: QFontMetrics, room: float) -> str:
    """As much of `text` as there is room for, in its own direction whatever that of the window is."""
    return f"\u2068{letters.elidedText(text, Qt.TextElideMode.ElideRight, int(room))}\u2069"


def _pad(plain: QFontMetrics) -> int:
    return max(plain.height() // 2, 8)


def _width(type_: SupportType, plain: QFontMetrics) -> int:
    return (
        plain.ascent()
        + 4
        + plain.horizontalAdvance(labels.support_type(type_))
        + plain.averageCharWidth() * 2
    )


def _lines(types: tuple[SupportType, ...], plain: QFontMetrics, room: int) -> list[tuple[SupportType, ...]]:
    """The marks on as many lines as the room needs."""
    lines: list[list[SupportType]] = []
    left = 0
    for each in types:
        width = _width(each, plain)
        if not lines or width - plain.averageCharWidth() * 2 > left:
            lines.append([])
            left = room
        lines[-1].append(each)
        left -= width
    return [tuple(each) for each in lines]


class ContactList(QListView):
    """The list; arrow keys choose, Enter opens, F2 renames, Del removes."""

    opened = Signal()
    clicked_on = Signal()
    rename_wanted = Signal()
    remove_wanted = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = ContactModel()
        self.least_lines = 5
        self._delegate = ContactDelegate(theme, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Your contacts"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    @property
    def chosen_id(self) -> str:
        """The id of the row in hand, or ""."""
        row: Row | None = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row.id if row else ""

    def choose(self, contact_id: str) -> None:
        """Put the row of a contact in hand, without saying so through `chosen`; "" chooses none."""
        place = self.rows.place_of(contact_id)
        if place < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif place != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.rows.index(place))

    def _clicked(self, _index: QModelIndex) -> None:
        self.chosen.emit(self.chosen_id)
        self.clicked_on.emit()

    def measure_again(self) -> None:
        """Lay the rows out anew after a change of text size or width."""
        self._delegate.measure(self.viewport().width())
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.measure_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self.measure_again()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 42, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().averageCharWidth() * 24, self.fontMetrics().lineSpacing() * self.least_lines
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_F2: self.rename_wanted,
            Qt.Key.Key_Delete: self.remove_wanted,
        }.get(Qt.Key(event.key()))
        if wanted is not None and self.chosen_id:
            wanted.emit()
            return
        before = self.chosen_id
        super().keyPressEvent(event)
        if self.chosen_id != before:
            self.chosen.emit(self.chosen_id)
