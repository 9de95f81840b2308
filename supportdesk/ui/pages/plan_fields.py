"""Small pieces of the plan page: a column that remembers, icon buttons, two sides, and the order of Tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from supportdesk.ui.icons import dress
from supportdesk.ui.kit import button
from supportdesk.ui.theme import Theme

_MIRRORED = {"back": "forward", "forward": "back"}


class Pile(QVBoxLayout):
    """A column that remembers how tall it is at a width.

    Layouts inside layouts ask the same again and again, each level several times; a long page of
    cards would spend most of its first visit on that.
    """

    def __init__(self, *pieces: QWidget | QLayout, gap: int = 14) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for piece in pieces:
            self.addLayout(piece) if isinstance(piece, QLayout) else self.addWidget(piece)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:
        key = -width - 1
        if key not in self._heights:
            self._heights[key] = super().minimumHeightForWidth(width)
        return self._heights[key]

    def invalidate(self) -> None:
        if hasattr(self, "_heights"):  # Qt already asks while the layout is being made
            self._heights.clear()
        super().invalidate()


class IconButton(QPushButton):
    """A quiet button with an icon; its word is the name and the tool tip."""

    def __init__(self, theme: Theme, name: str, text: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setProperty("look", "plain")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: clicked())
        self.say(text)
        self.restyle()

    def say(self, text: str) -> None:
        """Another word for it."""
        self.setAccessibleName(text)
        self.setToolTip(text)

    def turn(self, name: str) -> None:
        """Another icon."""
        self._name = name
        self.restyle()

    def restyle(self) -> None:
        """Draw the icon in the colours and the size of the theme."""
        tokens = self._theme.tokens
        name = _MIRRORED.get(self._name, self._name) if self.isRightToLeft() else self._name
        colour = tokens.text if self.isEnabled() else tokens.hairline
        dress(self, name, colour, round(self._theme.points * 1.8))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.restyle()


class Beside(QWidget):
    """Two sides where there is room for `least` characters, else the second below the first.

    turned(bool)  whether they stand side by side
    """

    turned = Signal(bool)

    def __init__(
        self, first: QWidget, second: QWidget, *, least: int, shares: tuple[int, int], gap: int = 18
    ) -> None:
        super().__init__()
        self._least = least
        self._box = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])
        self.setLayout(self._box)

    @property
    def is_wide(self) -> bool:
        """Whether the two stand side by side."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._turn()

    def _turn(self) -> None:
        letter = QFontMetrics(self.font()).averageCharWidth()
        wide = self.width() >= letter * self._least
        if wide != self.is_wide:
            way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
            self._box.setDirection(way)
            self.turned.emit(wide)


def small_button(text: str, name: str, clicked: Callable[[], object]) -> QPushButton:
    """A button of few words with a longer name for those who hear it."""
    made = button(text, "link", clicked=clicked)
    made.setAccessibleName(name)
    return made
