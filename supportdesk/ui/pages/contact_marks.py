"""The four marks of support as small silhouettes: the same heart, i, spanner and people as on the map."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import SupportType
from supportdesk.ui.theme import Tokens


def colour(tokens: Tokens, type_: SupportType) -> QColor:
    """The colour of a type of support in this theme."""
    return QColor(getattr(tokens, type_.value))


def paint_mark(painter: QPainter, type_: SupportType, box: QRectF, tint: QColor) -> None:
    """Draw the mark of a type into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(box.width() / 2.4, box.height() / 2.4)
    painter.fillPath(_path(type_), QBrush(tint))
    painter.restore()


class Mark(QWidget):
    """One mark beside its word; it grows with the text."""

    def __init__(self, type_: SupportType, tokens: Tokens) -> None:
        super().__init__()
        self._type = type_
        self.tokens = tokens

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().ascent() + 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height(), self.sizeHint().width())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_mark(QPainter(self), self._type, box, colour(self.tokens, self._type))


@cache
def _path(type_: SupportType) -> QPainterPath:
    return {
        SupportType.EMOTIONAL: _heart,
        SupportType.INFORMATIONAL: _letter_i,
        SupportType.PRACTICAL: _spanner,
        SupportType.SOCIAL: _people,
    }[type_]()


def _heart() -> QPainterPath:
    path = QPainterPath(QPointF(0.0, -0.42))
    path.cubicTo(0.28, -1.12, 1.32, -1.02, 0.98, -0.16)
    path.cubicTo(0.84, 0.26, 0.36, 0.62, 0.0, 0.98)
    path.cubicTo(-0.36, 0.62, -0.84, 0.26, -0.98, -0.16)
    path.cubicTo(-1.32, -1.02, -0.28, -1.12, 0.0, -0.42)
    return path


def _letter_i() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0.0, -0.76), 0.3, 0.3)
    stem = [(-0.52, -0.36), (0.27, -0.36), (0.27, 0.66), (0.56, 0.66), (0.56, 1.0)]
    path.addPolygon(
        _polygon([*stem, (-0.56, 1.0), (-0.56, 0.66), (-0.25, 0.66), (-0.25, -0.02), (-0.52, -0.02)])
    )
    return path


def _spanner() -> QPainterPath:
    jaw = [(0.24, -1.0), (0.10, -0.42), (-0.10, -0.42), (-0.24, -1.0)]
    left = [(-0.62, -0.74), (-0.62, -0.26), (-0.27, 0.02), (-0.27, 1.05), (0.27, 1.05)]
    right = [(0.27, 0.02), (0.62, -0.26), (0.62, -0.74)]
    cos, sin = math.cos(math.radians(40)), math.sin(math.radians(40))
    path = QPainterPath()
    path.addPolygon(_polygon([(x * cos - y * sin, x * sin + y * cos) for x, y in [*jaw, *left, *right]]))
    return path


def _people() -> QPainterPath:
    path = QPainterPath()
    for middle in (-0.56, 0.56):
        path.addEllipse(QPointF(middle, -0.52), 0.36, 0.36)
        shoulders = QPainterPath()
        shoulders.addRoundedRect(QRectF(middle - 0.5, -0.02, 1.0, 1.3), 0.5, 0.5)
        cut = QPainterPath()
        cut.addRect(QRectF(-2, -1, 4, 1.8))
        path |= shoulders & cut
    return path


def _polygon(points: list[tuple[float, float]]) -> QPolygonF:
    closed = [*points, points[0]]
    return QPolygonF([QPointF(x, y) for x, y in closed])


ALIGN_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
ALIGN_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
