"""Paints the rows of the contacts, each as tall as its words need."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from supportdesk.domain.contact import SupportType
from supportdesk.ui.pages.contact_marks import ALIGN_LEADING, ALIGN_TRAILING, colour, paint_mark
from supportdesk.ui.pages.contact_model import ROW, ContactModel, Row
from supportdesk.ui.row_list import Index, RowDelegate, padding
from supportdesk.ui.theme import Theme
from supportdesk.words import labels


class ContactDelegate(RowDelegate):
    """Paints a row: name and how long ago, role and state in words, then marks with their words."""

    def __init__(self, theme: Theme, model: ContactModel) -> None:
        super().__init__(theme)
        self._model = model
        self._room = 0
        self._sizes: dict[tuple[bool, tuple[SupportType, ...]], QSize] = {}

    def measure(self, room: int) -> None:
        """Measure again: the text or the width changed."""
        self._room = room
        self._sizes.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        key = has_words, types = self._model.shape(index.row())
        size = self._sizes.get(key)
        if size is None:
            plain = QFontMetrics(option.font)
            pad = padding(plain)
            beside = plain.ascent() + 4 + pad if self._model.marking else 0
            lines = len(_lines(types, plain, self._room - 2 * pad - beside))
            text = plain.lineSpacing() * (1 + has_words + lines)
            height = max(text + 2 * pad + 3 * (has_words + lines), 2 * pad + 24)
            size = QSize(self._room, height)
            self._sizes[key] = size
        return size

    def write(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: QColor, quiet: QColor
    ) -> None:
        row: Row = index.data(ROW)
        plain = QFontMetrics(option.font)
        pad = padding(plain)
        box = QRectF(option.rect).adjusted(pad, pad, -pad, -pad)
        if self._model.marking:
            box = self._paint_tick(painter, option, row, box)
        strong = QFont(option.font)
        strong.setBold(True)
        height = plain.lineSpacing()
        ago = plain.horizontalAdvance(row.quiet) + pad if row.quiet else 0
        line = QRectF(box.left(), box.top(), box.width(), height)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = line.adjusted(ago, 0, 0, 0) if mirrored else line.adjusted(0, 0, -ago, 0)
        painter.setFont(strong)
        painter.setPen(text)
        name = _apart(row.name, QFontMetrics(strong), room.width())
        painter.drawText(room, ALIGN_LEADING, name)
        painter.setFont(option.font)
        painter.setPen(quiet)
        painter.drawText(line, ALIGN_TRAILING, _apart(row.quiet, plain, line.width()))
        if row.words:
            line.translate(0, height + 3)
            painter.drawText(line, ALIGN_LEADING, _apart(row.words, plain, line.width()))
        for types in _lines(row.types, plain, int(box.width())):
            line.translate(0, height + 3)
            self._paint_marks(painter, types, plain, line, quiet, mirrored=mirrored)

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, box: QRectF) -> QRectF:
        """Draw the box of a row, ticked or not, and give the room beside it."""
        tokens = self._theme.tokens
        side = QFontMetrics(option.font).ascent() + 4
        gone = side + padding(QFontMetrics(option.font))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        tick = QRectF(box.right() - side if mirrored else box.left(), box.top(), side, side)
        marked = row.id in self._model.marked
        painter.setPen(QPen(QColor(tokens.primary if marked else tokens.border), 2))
        painter.setBrush(QColor(tokens.primary if marked else tokens.surface))
        painter.drawRoundedRect(tick.adjusted(1, 1, -1, -1), 4, 4)
        if marked:
            painter.setPen(QPen(QColor(tokens.on_primary), max(side / 8, 2)))
            points = [(0.24, 0.52), (0.43, 0.72), (0.76, 0.32)]
            painter.drawPolyline([QPointF(tick.x() + x * side, tick.y() + y * side) for x, y in points])
        return box.adjusted(0, 0, -gone, 0) if mirrored else box.adjusted(gone, 0, 0, 0)

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
            gap = _gap(plain)
            beside = start - gap - width - 2 if mirrored else start + side + gap
            painter.setPen(ink)
            painter.drawText(QRectF(beside, line.top(), width + 2, line.height()), ALIGN_LEADING, words)
            along += _width(each, plain)


def _apart(text: str, letters: QFontMetrics, room: float) -> str:
    """As much of `text` as there is room for, in its own direction whatever that of the window is."""
    return f"\u2068{letters.elidedText(text, Qt.TextElideMode.ElideRight, int(room))}\u2069"


def _gap(plain: QFontMetrics) -> int:
    """Between a mark and its word."""
    return max(plain.ascent() // 3, 5)


def _width(type_: SupportType, plain: QFontMetrics) -> int:
    return (
        plain.ascent()
        + _gap(plain)
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
