"""Moving a part by dragging: a grip on its card, and a line where it would land."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from supportdesk.ui.icons import icon
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class Grip(QLabel):
    """A handle for the pointer; keys have the buttons beside it. Sends heights of the screen.

    moved(y)     while it is dragged
    dropped(y)   let go; -1 where the drag was given up
    """

    moved = Signal(int)
    dropped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._from: QPoint | None = None
        self._far = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag to move this part"))
        self.setAccessibleName(_("Drag to move this part"))
        self.restyle()

    def restyle(self) -> None:
        """Draw it in the colours and the size of the theme."""
        size = round(self._theme.points * 1.8)
        picture = icon("grip", self._theme.tokens.muted).pixmap(QSize(size, size), self.devicePixelRatioF())
        self.setPixmap(picture)
        self.setMinimumSize(QSize(max(size, 24), max(size, 24)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._far = event.globalPosition().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._from is None:
            return
        self._far = self._far or abs(here.y() - self._from.y()) > 8
        if self._far:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.moved.emit(here.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was, self._from = self._from, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was is not None:
            self.dropped.emit(event.globalPosition().toPoint().y() if self._far else -1)


class DropLine(QFrame):
    """A line between two cards."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("dropLine")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_at(self, cards: Sequence[QWidget], place: int) -> None:
        """Above the card with this number, or below the last."""
        card = cards[min(place, len(cards) - 1)]
        left = card.mapTo(self._over, QPoint(0, 0))
        y = left.y() - 9 if place < len(cards) else left.y() + card.height() + 5
        self.setGeometry(left.x(), max(y, 0), card.width(), 4)
        self.show()
        self.raise_()


def place_at(cards: Sequence[QWidget], y: int) -> int:
    """Before which card something lands that is let go at this height of the screen."""
    return sum(y > card.mapToGlobal(QPoint(0, card.height() // 2)).y() for card in cards)
