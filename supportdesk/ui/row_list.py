"""A list of painted rows: what the list of contacts and the list beside the map have in common."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from supportdesk.ui.theme import Theme, Tokens

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_LOW = 30  # lines of height below which a list beneath other things has no room to scroll in


def is_low(page: QScrollArea) -> bool:
    """Whether the page has so little height that it scrolls as one, with the whole list in it."""
    return page.viewport().height() < page.fontMetrics().lineSpacing() * _LOW


def padding(letters: QFontMetrics) -> int:
    """Around the words of a row."""
    return max(letters.height() // 2, 8)


def ground(painter: QPainter, option: QStyleOptionViewItem, frame: QRectF, tokens: Tokens) -> None:
    """Paint what lies under the words of a row, and the ring of the one in hand."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
        painter.drawRoundedRect(frame, 8, 8)
    in_hand = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if in_hand and option.widget is not None and option.widget.hasFocus():
        painter.setPen(QPen(QColor(tokens.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)


def inks(option: QStyleOptionViewItem, tokens: Tokens) -> tuple[QColor, QColor]:
    """The colours of the words of a row and of its quieter ones."""
    if option.state & QStyle.StateFlag.State_Selected:
        return QColor(tokens.on_selected), QColor(tokens.on_selected)
    return QColor(tokens.text), QColor(tokens.muted)


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row and the ring of the one in hand; `write` puts the words on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        ground(painter, option, QRectF(option.rect).adjusted(2, 1, -2, -1), self._theme.tokens)
        self.write(painter, option, index, *inks(option, self._theme.tokens))
        painter.restore()

    def write(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: QColor, quiet: QColor
    ) -> None:
        """Paint the words of a row in these two colours."""
        raise NotImplementedError


class RowList(QListView):
    """The list. With `whole` it is as tall as its rows, and the page around it scrolls instead."""

    _whole = False  # of the class: Qt asks for the geometry before there is an instance to speak of
    _tall = 0

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.least_lines = 5

    @property
    def whole(self) -> bool:
        """Whether no row is hidden by the list itself."""
        return self._whole

    @whole.setter
    def whole(self, whole: bool) -> None:
        if whole == self._whole:
            return
        self._whole = whole
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def updateGeometries(self) -> None:
        """The rows were laid out: the whole list may have another height."""
        super().updateGeometries()
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        around = self.height() - self.viewport().height()  # known once the style sheet has had its say
        tall = self.contentsSize().height() + around
        if tall != self._tall:
            self._tall = tall
            if self._whole:
                self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics()
        least = self._tall if self._whole else letters.lineSpacing() * self.least_lines
        return QSize(letters.averageCharWidth() * 24, least)

    # ---- bringing the row in hand into view

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if self._whole and self.hasFocus():
            self._bring(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._whole and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._bring(self.currentIndex())

    def _bring(self, index: Index) -> None:
        area = self._page()
        inside = area.widget() if area is not None else None
        if area is None or inside is None or not index.isValid():
            return
        row = self.visualRect(index)
        top = self.viewport().mapTo(inside, QPoint(0, row.top())).y()
        area.ensureVisible(0, top + row.height() // 2, 0, row.height() // 2 + 8)

    def _page(self) -> QScrollArea | None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Of a whole list a page is what can be seen of it."""
        here = self.currentIndex()
        if not self._whole or not here.isValid() or action not in (_Move.MovePageUp, _Move.MovePageDown):
            return super().moveCursor(action, keys)
        seen = self.visibleRegion().boundingRect().height()
        by = max(seen // max(self.visualRect(here).height(), 1) - 1, 1)
        to = here.row() + (by if action is _Move.MovePageDown else -by)
        return self.model().index(min(max(to, 0), self.model().rowCount() - 1), 0)


__all__ = ["Index", "RowDelegate", "RowList", "ground", "inks", "is_low", "padding"]
