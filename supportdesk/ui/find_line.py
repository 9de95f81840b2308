"""A line to find things with, and a cross at its end that empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QToolButton

from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Line
from supportdesk.words import _

_RESTYLED = (
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.LayoutDirectionChange,
)


class FindLine(Line):
    """The cross is as large as the letters ask for; Qt's own stays small. By keys, Esc does the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.cross = QToolButton(self)
        self.cross.setProperty("look", "inside")
        self.cross.setAccessibleName(_("Empty the line"))
        self.cross.setToolTip(_("Empty the line"))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setCursor(Qt.CursorShape.ArrowCursor)
        self.cross.clicked.connect(self.clear)
        self.textChanged.connect(lambda text: self.cross.setVisible(bool(text)))
        self.cross.hide()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and hasattr(self, "cross"):
            self._place()

    def _place(self) -> None:
        letters = QFontMetrics(self.font())
        dress(self.cross, "close", self.palette().placeholderText().color().name(), letters.ascent())
        side = min(max(letters.height() + 8, 24), max(self.height() - 6, 24))
        self.cross.resize(side, side)
        left = 4 if self.isRightToLeft() else self.width() - side - 4
        self.cross.move(left, (self.height() - side) // 2)
        room = side - 4
        self.setTextMargins(room if self.isRightToLeft() else 0, 0, 0 if self.isRightToLeft() else room, 0)
