"""What stands beside the map (below it where there is little room): the card, hints and small boxes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import column
from supportdesk.ui.pages.map_add import MapAdd
from supportdesk.ui.pages.map_ask import HopedAsk, PartNames
from supportdesk.ui.pages.map_card import MapCard
from supportdesk.ui.pages.map_hints import MapHints
from supportdesk.ui.pages.map_reading import MapReading
from supportdesk.ui.theme import Theme


class MapSide(QWidget):
    """The pieces, each shown when it is needed; `beside` holds them while they stand beside the map."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.add = MapAdd(desk)
        self.card = MapCard(theme)
        self.keys = MapHints()
        self.reading = MapReading()
        self.hoped = HopedAsk()
        self.parts = PartNames(desk)
        self.setObjectName("pageBody")
        self._pieces = (self.hoped, self.parts, self.add, self.card, self.reading, self.keys)
        self._column = column(*self._pieces, -1, gap=12)
        self.setLayout(self._column)
        self.beside = QScrollArea()
        self.beside.setWidgetResizable(True)
        self.beside.setFrameShape(QFrame.Shape.NoFrame)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setWidget(self)

    @property
    def is_wanted(self) -> bool:
        """Whether any piece has something to say."""
        return not all(each.isHidden() for each in self._pieces)

    def lead(self, words: QWidget) -> None:
        """Let words stand above the pieces."""
        self._column.insertWidget(0, words)

    def put(self, both: QBoxLayout, *, below: bool) -> None:
        """Stand below the map or beside it."""
        if below:
            both.setDirection(QBoxLayout.Direction.TopToBottom)
            self.beside.takeWidget()
            both.addWidget(self)
        else:
            both.setDirection(QBoxLayout.Direction.LeftToRight)
            both.removeWidget(self)
            self.beside.setWidget(self)
            self.show()
