"""What is painted over the picture of the map and costs nothing: rings, names, a tie being drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from supportdesk.records import dataclass
from supportdesk.ui.theme import Tokens

_PAD = QSize(20, 10)


def ring(painter: QPainter, at: QPointF, radius: float, colour: str) -> None:
    """The ring round the chosen contact."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2.2))
    reach = radius + 3.2  # no further than the nearest name begins
    painter.drawEllipse(at, reach, reach)


def tie(painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
    """The tie that would be drawn."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 2.0, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.0, 3.0])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end)


def name(painter: QPainter, words: str, node: QRectF, tokens: Tokens, room: QRect) -> None:
    """A name beside a node (its box) whose own label found no room, inside `room`."""
    at, radius = node.center(), node.width() / 2
    limit = max(80, room.width() // 2)
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, limit)
    size = painter.fontMetrics().size(0, words) + _PAD
    box = QRect(round(at.x() + radius + 7), round(at.y() - size.height() / 2), size.width(), size.height())
    if box.right() > room.right() - 4:
        box.moveRight(round(at.x() - radius - 7))
    box.moveTop(min(max(box.top(), room.top() + 4), room.bottom() - 4 - box.height()))
    tag(painter, words, box, tokens)


def tag(painter: QPainter, words: str, box: QRect, tokens: Tokens) -> None:
    """Words on a dark pill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.toast))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(QColor(tokens.on_toast))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def frame(painter: QPainter, rect: QRect, colour: str) -> None:
    """The focus of the keys."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The picture drawn last, the same without its title, the map's room, and the boxes that stay."""

    image: QImage
    bare: QImage
    room: QRectF
    fixed: tuple[QRectF, ...]


def preview(painter: QPainter, before: Before, at: QPointF, larger: float) -> None:
    """The picture of before, moved and enlarged until it is drawn anew; title and legend stay in place."""
    room, ratio = before.room, before.image.devicePixelRatio()
    painter.save()
    painter.setClipRect(room)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, larger != 1.0)
    corner = at + room.topLeft() * larger
    target = QRectF(corner.x(), corner.y(), room.width() * larger, room.height() * larger)
    painter.drawImage(target, before.bare, _scaled(room, ratio))
    painter.restore()
    for part in before.fixed:
        painter.drawImage(part, before.image, _scaled(part, ratio))


def _scaled(box: QRectF, by: float) -> QRectF:
    return QRectF(box.left() * by, box.top() * by, box.width() * by, box.height() * by)
