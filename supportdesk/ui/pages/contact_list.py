"""The list of contacts: a view that knows its keys, and lets several be marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from supportdesk.ui.kit import announce
from supportdesk.ui.pages.contact_delegate import ContactDelegate
from supportdesk.ui.pages.contact_model import ROW, ContactModel, Row
from supportdesk.ui.row_list import RowList
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class ContactList(RowList):
    """The list; arrow keys choose, Enter opens, F2 renames, Del removes.

    With Ctrl or Shift, or Ctrl+A, several are marked (`marking`); then Space, a click or a tap marks and
    unmarks, Shift with an arrow key takes rows along, and Esc ends it. `marked(count)` tells of each change.
    """

    marked = Signal(int)
    marking_ended = Signal()

    opened = Signal()
    clicked_on = Signal()
    rename_wanted = Signal()
    remove_wanted = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = ContactModel()
        self._delegate = ContactDelegate(theme, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Your contacts"))
        self.clicked.connect(self._clicked)
        self._anchor = -1
        self._before = -1

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

    def _clicked(self, index: QModelIndex) -> None:
        keys = QApplication.keyboardModifiers()
        if keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._start_from_here()
        if self.rows.marking:
            along = bool(keys & Qt.KeyboardModifier.ShiftModifier)
            self._take_along(index.row()) if along else self._turn(index.row())
        self.chosen.emit(self.chosen_id)
        if not self.rows.marking:
            self.clicked_on.emit()

    # ---- marking several

    def start_marking(self, ids: frozenset[str] = frozenset()) -> None:
        """Let several be marked, these to begin with."""
        self.rows.marking = True
        self.rows.marked = set(ids)
        self._anchor = self.currentIndex().row()
        self._marks_changed()
        self.measure_again()

    def stop_marking(self) -> None:
        """Back to one at a time."""
        if self.rows.marking:
            self.rows.marking = False
            self.rows.marked = set()
            self.rows.marks_changed()
            self.measure_again()
            self.marking_ended.emit()

    def mark_all(self) -> None:
        """Mark every row the list shows."""
        self.rows.marking = True
        self.rows.marked |= set(self.rows.ids)
        self._marks_changed()
        self.measure_again()

    def _start_from_here(self) -> None:
        """Marking begins with the row that was in hand before this click."""
        if not self.rows.marking:
            here = self.rows.rows[self._before].id if 0 <= self._before < len(self.rows.rows) else ""
            self.start_marking(frozenset({here} - {""}))
            self._anchor = self._before

    def _turn(self, row: int) -> None:
        contact_id = self.rows.rows[row].id
        self.rows.marked ^= {contact_id}
        self._anchor = row
        self._marks_changed()
        announce(self, self.rows.said(self.rows.rows[row]))

    def _take_along(self, row: int) -> None:
        start = self._anchor if 0 <= self._anchor < len(self.rows.rows) else row
        first, last = sorted((start, row))
        self.rows.marked |= {each.id for each in self.rows.rows[first : last + 1]}
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.rows.marks_changed()
        self.marked.emit(len(self.rows.marked))

    def _marking_key(self, event: QKeyEvent) -> bool:
        """Space, Ctrl+A, Esc and Shift with an arrow key; False for any other."""
        key, row = event.key(), self.currentIndex().row()
        if key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.mark_all()
        elif key == Qt.Key.Key_Escape and self.rows.marking:
            self.stop_marking()
        elif key == Qt.Key.Key_Space and row >= 0 and self.rows.rows:
            if not self.rows.marking:
                self.start_marking()
            self._turn(row)
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._before = row
            self._start_from_here()
            to = min(max(row + (1 if key == Qt.Key.Key_Down else -1), 0), len(self.rows.rows) - 1)
            self.setCurrentIndex(self.rows.index(to))
            self._take_along(to)
            self.chosen.emit(self.chosen_id)
        else:
            return False
        return True

    def measure_again(self) -> None:
        """Lay the rows out anew after a change of text size or width."""
        self._delegate.measure(self.viewport().width())
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.measure_again()
        if self.currentIndex().isValid() and not self.whole:
            self.scrollTo(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before = self.currentIndex().row()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self.measure_again()

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        # The page is as high as this asks for; the list takes what is left of the window.
        return QSize(letters.averageCharWidth() * 42, letters.lineSpacing() * 10)

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
        if self._marking_key(event):
            return
        before = self.chosen_id
        super().keyPressEvent(event)
        if self.chosen_id != before:
            self.chosen.emit(self.chosen_id)
