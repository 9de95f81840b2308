"""The list beside the map: everybody in the order of the map, with the same facts and the same keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from supportdesk.charts.view import MapView
from supportdesk.domain.placement import in_map_order
from supportdesk.records import dataclass
from supportdesk.ui.map_keys import step_of
from supportdesk.ui.pages.map_words import facts, row, shown_name
from supportdesk.ui.row_list import Index, RowDelegate, RowList, padding
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels
from supportdesk.words.sentences import joined

ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contact: `words` is the whole row, `name` and `rest` are its two parts on the screen."""

    id: str
    words: str
    name: str
    rest: str


def rows_of(view: MapView) -> tuple[Row, ...]:
    """The contacts a view shows, in map order."""
    by_id = {each.id: each for each in view.shown}
    found = (by_id[id_] for id_ in in_map_order(view.placed().places) if id_ in by_id)
    return tuple(
        Row(
            id=each.id,
            words=joined(row(each, view)),
            name=shown_name(each, view),
            rest=joined((f"{labels.ring(each.ring)}.", *facts(each, view))),
        )
        for each in found
    )


class MapRows(QAbstractListModel):
    """The rows; only what differs is told to the view."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        found = self.rows[index.row()]
        if role == ROW:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return found.words
        return None

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the same rows again cost nothing."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place_of(self, contact_id: str) -> int:
        """The row of a contact, or -1."""
        return next((number for number, each in enumerate(self.rows) if each.id == contact_id), -1)


class MapRowDelegate(RowDelegate):
    """Paints the name, and the facts below it on as many lines as they need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found: Row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        plain = QFontMetrics(option.font)
        pad = padding(plain)
        lines = plain.boundingRect(QRect(0, 0, width - 2 * pad, 10_000), _WRAP, found.rest)
        return QSize(width, max(plain.lineSpacing() + lines.height() + 2 * pad, 24))

    def write(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: QColor, quiet: QColor
    ) -> None:
        found: Row = index.data(ROW)
        plain = QFontMetrics(option.font)
        pad = padding(plain)
        box = option.rect.adjusted(pad, pad, -pad, -pad)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(text)
        name = QFontMetrics(bold).elidedText(found.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading), name)
        painter.setFont(option.font)
        painter.setPen(quiet)
        painter.drawText(box.adjusted(0, plain.lineSpacing(), 0, 0), _WRAP, found.rest)


_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)


class MapList(RowList):
    """The list; arrow keys choose, Enter opens, + - and Shift with an arrow move as on the map."""

    chosen = Signal(str)
    opened = Signal(str)
    stepped = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = MapRows()
        self._delegate = MapRowDelegate(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Support map as a list"))
        self.least_lines = 14
        # Once the rows have been laid out.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.timeout.connect(lambda: self.scrollTo(self.currentIndex()))
        self.clicked.connect(lambda _index: self.chosen.emit(self.chosen_id))
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.chosen_id))

    @property
    def chosen_id(self) -> str:
        """The id of the row in hand, or ""."""
        found: Row | None = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return found.id if found else ""

    def show_view(self, view: MapView) -> None:
        """Show the contacts of a view, with the selected one in hand."""
        self.rows.set_rows(rows_of(view))
        place = self.rows.place_of(view.selected or "")
        if place < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif place != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.rows.index(place))
            self._reveal.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is not None and self.chosen_id:
            self.stepped.emit(self.chosen_id, step)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id:
            self.opened.emit(self.chosen_id)
            return
        if event.key() == Qt.Key.Key_Escape and self.chosen_id:
            self.chosen.emit("")
            return
        before = self.chosen_id
        super().keyPressEvent(event)
        if self.chosen_id != before:
            self.chosen.emit(self.chosen_id)
