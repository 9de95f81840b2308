"""Words and what can be done about them, in one row; the buttons of several rows stand in columns."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from supportdesk.ui.kit import Flow, row

ROOM = 70  # letters of average width that words and buttons want beside each other


class OfferRow(QWidget):
    """Words, and what can be done: beside them where there is room, else below.

    Beside them, the buttons stand in columns with those of the rows that are `alike`.
    """

    def __init__(self, words: QWidget, *buttons: QPushButton) -> None:
        super().__init__()
        self.buttons = buttons
        self.alike: tuple[OfferRow, ...] = (self,)
        holder = QWidget()
        holder.setLayout(Flow(*buttons, gap=10))
        self._holder = holder
        self._box = row(words, -1, holder, gap=8)
        self._box.setStretch(0, 100)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = [
            max(each.sizeHint().width() for each in column)
            for column in zip(*(row.buttons for row in self.alike), strict=True)
        ]
        needed = sum(width + 10 for width in columns)
        letter = QFontMetrics(self.font()).averageCharWidth()
        wide = self.width() >= max(needed * 2, letter * ROOM)
        for each, width in zip(self.buttons, columns, strict=True):
            each.setMinimumWidth(width if wide else 0)
        # Beside the words a Flow would be as narrow as its widest button: it gets the whole line it needs.
        self._holder.setMinimumWidth(needed if wide else 0)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
