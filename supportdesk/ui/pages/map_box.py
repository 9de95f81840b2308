"""A small box beside the map that is there for a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from supportdesk.ui.kit import Card


class MapBox(Card):
    """A card that Esc or a button of its own closes; `left` says so."""

    left = Signal()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
