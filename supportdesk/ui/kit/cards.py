"""Cards, and what stands on a page without content."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QWidget

from supportdesk.ui.kit.layout import Flow, column, fill, row
from supportdesk.ui.kit.text import label


class Card(QFrame):
    """A white, rounded surface with a column inside (`card.body`)."""

    def __init__(
        self, *pieces: QWidget | QLayout | int, title: str = "", gap: int = 10, name: str = "card"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.body = column(gap=gap)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.setLayout(self.body)
        self.title = label(title, "section") if title else None
        if self.title is not None:
            self.body.addWidget(self.title)
            self.setAccessibleName(title)
        fill(self.body, pieces, gap, 0)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """As tall as the text needs at this width: no layout lets this policy grow beyond its hint."""
        hint = super().sizeHint()
        if self.hasHeightForWidth() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self._needed())
        return hint

    def _needed(self) -> int:
        return max(self.heightForWidth(self.width()), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.height() != self._needed():
            self.updateGeometry()


class Columns(QWidget):
    """Cards side by side where there is room for `least` characters each, else below each other."""

    def __init__(self, *cards: QWidget, least: int = 30, gap: int = 14) -> None:
        super().__init__()
        self._least = least
        self._box = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self.setLayout(self._box)
        for card in cards:
            self._box.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        letter = QFontMetrics(self.font()).averageCharWidth()
        wide = self.width() >= letter * self._least * max(self._box.count(), 1)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)


def line() -> QFrame:
    """A hairline between two parts of a card."""
    made = QFrame()
    made.setObjectName("line")
    return made


def empty_state(sentence: str, *actions: QWidget) -> Card:
    """What a page without content says: one line or two and one button."""
    words = label(sentence)
    words.setMaximumWidth(640)
    held = row(words, -1)
    held.setStretch(0, 100)
    return Card(held, Flow(*actions), gap=14)
