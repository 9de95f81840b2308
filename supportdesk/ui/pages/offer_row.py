"""Words and what can be done about them, in one row; the buttons of several rows stand in columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from supportdesk.ui.kit import Flow, ItemLayout

ROOM = 70  # letters of average width that words and buttons want beside each other
GAP, BETWEEN = 8, 10  # pixels between words and buttons, and behind each button


class OfferRow(QWidget):
    """Words, and what can be done: beside them where there is room, else below.

    Beside them, the buttons stand in columns with those of the rows that are `alike`.
    """

    def __init__(self, words: QWidget, *buttons: QPushButton) -> None:
        super().__init__()
        self.buttons = buttons
        self.alike: tuple[OfferRow, ...] = (self,)
        self.setLayout(_BesideOrBelow(self, words, *buttons))


class _BesideOrBelow(ItemLayout):
    """Works out for a width where everything goes, so that nothing is laid out a second time for it."""

    def __init__(self, row: OfferRow, words: QWidget, *buttons: QPushButton) -> None:
        super().__init__()
        self._row = row
        self._flow = Flow(*buttons, gap=BETWEEN)
        self._columns: list[int] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(words)
        self.addChildLayout(self._flow)
        self._items.append(self._flow)

    def invalidate(self) -> None:
        self._columns = []
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        words, buttons = self._items[0].sizeHint(), self._flow.minimumSize()
        return QSize(words.width() + GAP + self._needed(), max(words.height(), buttons.height()))

    def minimumSize(self) -> QSize:
        return self._items[0].minimumSize().expandedTo(self._flow.minimumSize())

    def heightForWidth(self, width: int) -> int:
        if self._is_wide(width):
            return max(self._tall(self._beside(width)), self._flow.minimumSize().height())
        return self._tall(width) + GAP + self._flow.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if self._is_wide(rect.width()):
            self._items[0].setGeometry(self._mirrored(rect, 0, self._beside(rect.width()), 0, rect.height()))
            self._place_columns(rect)
        else:
            lower = rect.y() + rect.height() - self._flow.heightForWidth(rect.width())
            self._items[0].setGeometry(QRect(rect.x(), rect.y(), rect.width(), self._tall(rect.width())))
            self._flow.setGeometry(QRect(rect.x(), lower, rect.width(), rect.y() + rect.height() - lower))

    def _place_columns(self, rect: QRect) -> None:
        x, tallest = rect.width() - self._needed(), self._flow.minimumSize().height()
        for button, width in zip(self._row.buttons, self._widths(), strict=True):
            height = button.sizeHint().height()
            button.setGeometry(self._mirrored(rect, x, width, (tallest - height) // 2, height))
            x += width + BETWEEN

    def _mirrored(self, rect: QRect, x: int, width: int, y: int, height: int) -> QRect:
        """A place in the row, `x` from where it begins."""
        left = rect.right() + 1 - x - width if self._row.isRightToLeft() else rect.x() + x
        return QRect(left, rect.y() + y, width, height)

    def _tall(self, width: int) -> int:
        words = self._items[0]
        return words.heightForWidth(width) if words.hasHeightForWidth() else words.sizeHint().height()

    def _beside(self, width: int) -> int:
        """The width of the words when the buttons are beside them."""
        return width - GAP - self._needed()

    def _is_wide(self, width: int) -> bool:
        letter = QFontMetrics(self._row.font()).averageCharWidth()
        return width >= max(self._needed() * 2, letter * ROOM)

    def _needed(self) -> int:
        return sum(self._widths()) + BETWEEN * len(self._row.buttons)

    def _widths(self) -> list[int]:
        if not self._columns:
            columns = zip(*(each.buttons for each in self._row.alike), strict=True)
            self._columns = [max(each.sizeHint().width() for each in column) for column in columns]
        return self._columns
