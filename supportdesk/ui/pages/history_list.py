"""The list of check-ins: a model of values, a delegate that paints them, a view that knows its keys."""

from __future__ import annotations

from datetime import date
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

from supportdesk.ui.pages.contact_marks import ALIGN_LEADING, ALIGN_TRAILING
from supportdesk.ui.pages.history_rows import Entry, time_of
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.checkins import day_heading

_Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
BATCH = 2_000  # rows that are laid out in one event
DAY, NOTE = 1, 2  # what a row has beside its two lines


class HistoryModel(QAbstractListModel):
    """The entries in view, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.kinds = b""
        self.today = date.min

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def is_first(self, row: int) -> bool:
        """Whether the row is the first of its day, and has the day above it."""
        return bool(self.kinds[row] & DAY)

    def _set(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        days = [each.day for each in entries]
        above = [None, *days[:-1]]
        self.kinds = (
            bytes(
                (DAY if day != before else 0) | (NOTE if each.note else 0)
                for each, day, before in zip(entries, days, above, strict=True)
            )
            if entries
            else b""
        )

    def heading(self, row: int) -> str:
        """The day above a row, or ""."""
        return day_heading(self.entries[row].day, self.today) if self.is_first(row) else ""

    def show_entries(self, entries: tuple[Entry, ...], today: date) -> None:
        """Show these; the view is told no more than what differs, and so keeps its place."""
        self.today = today
        old, before = self.entries, [each.id for each in self.entries]
        ids = [each.id for each in entries]
        if ids == before:
            self._set(entries)
            for row, (one, other) in enumerate(zip(old, entries, strict=True)):
                if one is not other and one != other:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        start = next((n for n, (a, b) in enumerate(zip(before, ids, strict=False)) if a != b), None)
        start = min(len(ids), len(before)) if start is None else start
        more = len(ids) - len(before)
        if old and more > 0 and ids[start + more :] == before[start:]:
            self.beginInsertRows(QModelIndex(), start, start + more - 1)
            self._set(entries)
            self.endInsertRows()
        elif entries and more < 0 and before[start - more :] == ids[start:]:
            self.beginRemoveRows(QModelIndex(), start, start - more - 1)
            self._set(entries)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._set(entries)
            self.endResetModel()

    def place_of(self, checkin_id: str) -> int:
        """The row of a check-in, or -1."""
        return next((number for number, each in enumerate(self.entries) if each.id == checkin_id), -1)


class HistoryDelegate(QStyledItemDelegate):
    """Paints the day above its first row; then what it was, how it went and when, and the note."""

    def __init__(self, theme: Theme, model: HistoryModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._sizes = [QSize()] * 4

    def measure(self, letters: QFontMetrics, room: int) -> None:
        """Measure again: the text or the width changed."""
        line, pad = letters.lineSpacing(), _pad(letters)
        self._sizes = []
        for kind in range(4):
            height = line * 2 + 3 + 2 * pad
            height += line + 2 * pad if kind & DAY else 0
            height += line + 3 if kind & NOTE else 0
            self._sizes.append(QSize(room, height))

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._sizes[self._model.kinds[index.row()]]  # asked for every row: nothing is made here

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY)
        tokens = self._theme.tokens
        letters = QFontMetrics(option.font)
        pad, line = _pad(letters), letters.lineSpacing()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        frame = QRectF(option.rect).adjusted(2, 1, -2, -1)
        day = self._model.heading(index.row())
        if day:
            strong = QFont(option.font)
            strong.setBold(True)
            painter.setFont(strong)
            painter.setPen(QColor(tokens.muted))
            heading = QRectF(frame.left() + pad, frame.top() + pad, frame.width() - 2 * pad, line)
            painter.drawText(heading, ALIGN_LEADING, _fit(day, QFontMetrics(strong), heading.width()))
            frame.setTop(heading.bottom() + pad)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_frame(painter, option, frame, chosen=chosen)
        self._paint_words(painter, option, frame.adjusted(pad, pad, -pad, -pad), entry, chosen=chosen)
        painter.restore()

    def _paint_frame(
        self, painter: QPainter, option: QStyleOptionViewItem, frame: QRectF, *, chosen: bool
    ) -> None:
        tokens = self._theme.tokens
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
            painter.drawRoundedRect(frame, 8, 8)
        view = option.widget
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and chosen and view is not None and view.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, entry: Entry, *, chosen: bool
    ) -> None:
        tokens = self._theme.tokens
        text = QColor(tokens.on_selected if chosen else tokens.text)
        quiet = QColor(tokens.on_selected if chosen else tokens.muted)
        letters = QFontMetrics(option.font)
        strong = QFont(option.font)
        strong.setBold(True)
        time = time_of(entry)
        beside = letters.horizontalAdvance(time) + _pad(letters) if time else 0
        line = QRectF(box.left(), box.top(), box.width(), letters.lineSpacing())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = line.adjusted(beside, 0, 0, 0) if mirrored else line.adjusted(0, 0, -beside, 0)
        painter.setFont(strong)
        painter.setPen(text)
        painter.drawText(room, ALIGN_LEADING, _fit(entry.title, QFontMetrics(strong), room.width()))
        painter.setFont(option.font)
        painter.setPen(quiet)
        painter.drawText(line, ALIGN_TRAILING, time)
        line.translate(0, letters.lineSpacing() + 3)
        painter.drawText(line, ALIGN_LEADING, entry.outcome)
        if entry.note:
            line.translate(0, letters.lineSpacing() + 3)
            painter.setPen(text)
            painter.drawText(line, ALIGN_LEADING, _fit(entry.note, letters, line.width()))


def _fit(text: str, letters: QFontMetrics, room: float) -> str:
    """As much of `text` as there is room for, in its own direction whatever that of the window is."""
    return f"\u2068{letters.elidedText(text, Qt.TextElideMode.ElideRight, int(room))}\u2069"


def _pad(letters: QFontMetrics) -> int:
    return max(letters.height() // 3, 6)


class HistoryList(QListView):
    """The list; arrow keys choose, Enter or a click opens one to correct it, Del removes."""

    opened = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = HistoryModel()
        self._delegate = HistoryDelegate(theme, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Your check-ins, newest first"))
        self.setAccessibleDescription(_("Enter opens one to correct it. Delete removes it."))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self._place: int | None = None
        self.rows.dataChanged.connect(lambda *_what: self._lay_out_again())
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)
        self.clicked.connect(lambda index: self.opened.emit(index.data(ENTRY).id))

    def show_entries(self, entries: tuple[Entry, ...], today: date) -> None:
        """Show these, at the same place as before."""
        self._place = self.verticalScrollBar().value() or None
        self.rows.show_entries(entries, today)

    def _lay_out_again(self) -> None:
        self._place = self._place or self.verticalScrollBar().value() or None
        self.scheduleDelayedItemsLayout()

    def _keep_place(self, _least: int, most: int) -> None:
        """While a long list is laid out again its bar is too short for the place one was at."""
        if self._place is not None and (most >= self._place or self._is_laid_out()):
            place, self._place = self._place, None
            self.verticalScrollBar().setValue(place)

    def _is_laid_out(self) -> bool:
        last = self.rows.index(len(self.rows.entries) - 1)
        return not last.isValid() or not self.visualRect(last).isEmpty()

    def forget_place(self) -> None:
        """Begin at the top: other rows are wanted."""
        self._place = None
        self.scrollToTop()

    @property
    def chosen_id(self) -> str:
        """The id of the row in hand, or ""."""
        index = self.currentIndex()
        return index.data(ENTRY).id if index.isValid() else ""

    def choose(self, checkin_id: str) -> None:
        """Put a check-in in hand, if it is in view."""
        place = self.rows.place_of(checkin_id) if checkin_id else -1
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))

    def measure_again(self) -> None:
        """Lay the rows out anew after a change of text size or width."""
        self._delegate.measure(QFontMetrics(self.font()), self.viewport().width())
        self._lay_out_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.measure_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_place"):
            self.measure_again()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.fontMetrics().lineSpacing() * 7)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id:
            self.opened.emit(self.chosen_id)
        elif key == Qt.Key.Key_Delete and self.chosen_id:
            self.remove_wanted.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)
