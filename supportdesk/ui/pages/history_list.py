"""The list of check-ins: a model of values, a delegate that paints them, a view that knows its keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from supportdesk.ui.pages.contact_marks import ALIGN_LEADING, ALIGN_TRAILING
from supportdesk.ui.pages.history_rows import ENTRY, Entry, HistoryModel, Key, time_of
from supportdesk.ui.row_list import Index, ground, inks
from supportdesk.ui.theme import Theme
from supportdesk.words import _

ENOUGH = 1_000  # rows that are read again after a change, wherever the person is
BATCH = 2_000  # rows that are laid out in one event


class HistoryDelegate(QStyledItemDelegate):
    """Paints the day above its first row; then what it was and when, how it went, and the note."""

    def __init__(self, theme: Theme, model: HistoryModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._sizes = (QSize(), QSize())

    def measure(self, letters: QFontMetrics, room: int) -> None:
        """Measure again: the text or the width changed."""
        line, pad = letters.lineSpacing(), _pad(letters)
        height = line * 2 + 3 + 2 * pad
        self._sizes = (QSize(room, height), QSize(room, height + line + 2 * pad))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._sizes[self._model.first_of_day[index.row()]]  # asked for every row: nothing is made here

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY)
        if entry is None:
            return
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
        ground(painter, option, frame, tokens)
        self._paint_words(painter, option, frame.adjusted(pad, pad, -pad, -pad), entry)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, entry: Entry
    ) -> None:
        text, quiet = inks(option, self._theme.tokens)
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
            along = letters.horizontalAdvance(f"{entry.outcome}  ") + _pad(letters)
            rest = line.adjusted(0, 0, -along, 0) if mirrored else line.adjusted(along, 0, 0, 0)
            painter.setPen(text)
            painter.drawText(rest, ALIGN_LEADING, _fit(entry.note, letters, rest.width()))


def _fit(text: str, letters: QFontMetrics, room: float) -> str:
    """As much of `text` as there is room for, in its own direction whatever that of the window is."""
    return f"\u2068{letters.elidedText(text, Qt.TextElideMode.ElideRight, int(room))}\u2069"


def _pad(letters: QFontMetrics) -> int:
    return max(letters.height() // 3, 6)


class HistoryList(QListView):
    """The list; arrow keys choose, Enter or a click opens one to correct it, Del removes."""

    opened = Signal(str)
    remove_wanted = Signal(str)
    end_wanted = Signal()
    focused = Signal()

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
        self._to_end = False
        self.least_height = 0  # in a low window it fills the page, once it has been scrolled to
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)
        self.clicked.connect(lambda _index: self.opened.emit(self.chosen_id))

    def show_keys(self, keys: list[Key], today: date, *, more: bool) -> None:
        """Show these, at the same place as before."""
        self._place = self.verticalScrollBar().value() or None
        self.rows.show_keys(keys, today, more=more)

    def _lay_out_again(self) -> None:
        self._place = self._place or self.verticalScrollBar().value() or None
        self.scheduleDelayedItemsLayout()

    def _keep_place(self, _least: int, most: int) -> None:
        """While a long list is laid out again its bar is too short for the place one was at."""
        if self._to_end:
            self._to_end = not self._is_laid_out()
            self.verticalScrollBar().setValue(most)
            return
        if self._place is not None and (most >= self._place or self._is_laid_out()):
            place, self._place = self._place, None
            self.verticalScrollBar().setValue(place)

    def _is_laid_out(self) -> bool:
        last = self.rows.index(len(self.rows.keys) - 1)
        return not last.isValid() or not self.visualRect(last).isEmpty()

    def needed(self) -> int:
        """How many rows have to be there for the same place to be in view; not more than there are."""
        count = len(self.rows.keys)
        if count <= ENOUGH:
            return count
        below = self.indexAt(self.viewport().rect().bottomLeft() - QPoint(0, 4))
        seen = below.row() if below.isValid() else count
        return min(count, max(seen, self.currentIndex().row(), ENOUGH) + 100)

    def go_to_end(self) -> None:
        """The last row in hand, and in view as soon as all are laid out."""
        self._place = None
        self._to_end = True
        self.setCurrentIndex(self.rows.index(len(self.rows.keys) - 1))
        self._keep_place(0, self.verticalScrollBar().maximum())

    def forget_place(self) -> None:
        """Begin at the top: other rows are wanted."""
        self._place = None
        self._to_end = False
        self.scrollToTop()

    @property
    def chosen_id(self) -> str:
        """The id of the row in hand, or ""."""
        row = self.currentIndex().row()
        return self.rows.keys[row][1] if 0 <= row < len(self.rows.keys) else ""

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
        letters = self.fontMetrics()
        return QSize(letters.averageCharWidth() * 20, max(letters.lineSpacing() * 7, self.least_height))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.least_height and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id:
            self.opened.emit(self.chosen_id)
        elif key == Qt.Key.Key_End and self.rows.more:
            self.end_wanted.emit()
        elif key == Qt.Key.Key_Delete and self.chosen_id:
            self.remove_wanted.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)
