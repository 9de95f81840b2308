"""Four dots for the last four spans: a tick in a disc, a ring, or a short dash; words stand beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from supportdesk.domain.progress import Progress
from supportdesk.ui.theme import Theme
from supportdesk.words.progress import dot


class Dots(QWidget):
    """Shows `Progress.dots`: True (met), False (not this time) or None (counts neither way), oldest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dots: tuple[bool | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, progress: Progress) -> None:
        """Draw the dots of a goal; what each stands for is told to screen readers and pointers."""
        per = progress.per
        told = " ".join(f"{dot(span, per)}." for span in progress.shown) if per else ""
        self.setAccessibleName(told)
        self.setToolTip("\n".join(dot(span, per) for span in progress.shown) if per else "")
        if progress.dots != self.dots:
            self.dots = progress.dots
            self.updateGeometry()
            self.update()

    @property
    def _size(self) -> int:
        return QFontMetrics(self.font()).height()

    def sizeHint(self) -> QSize:
        size = self._size
        return QSize(max(len(self.dots) * (size + size // 3), 1), size + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._size
        step = size + size // 3
        order = self.dots if not self.isRightToLeft() else self.dots[::-1]
        for number, met in enumerate(order):
            box = QRectF(number * step + 1, 1, size - 2, size - 2)
            self._dot(painter, box, met)
        painter.end()

    def _dot(self, painter: QPainter, box: QRectF, met: bool | None) -> None:
        tokens = self._theme.tokens
        width = max(1.6, box.width() / 9)
        if met is None:
            painter.setPen(_pen(tokens.border, width))
            middle = box.center()
            reach = box.width() / 4
            painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
            return
        painter.setPen(_pen(tokens.primary if met else tokens.border, width))
        painter.setBrush(QColor(tokens.primary) if met else Qt.BrushStyle.NoBrush)
        inset = width / 2 + box.width() * 0.04
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        if met:
            painter.setPen(_pen(tokens.on_primary, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(
                QPolygonF([_at(box, 0.30, 0.53), _at(box, 0.44, 0.67), _at(box, 0.71, 0.36)])
            )


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.x() + box.width() * x, box.y() + box.height() * y)
