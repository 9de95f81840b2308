"""A small box beside the map that is there for a moment."""

from __future__ import annotations

from PySide6.QtCore import Signal

from supportdesk.ui.kit import Card, on_esc


class MapBox(Card):
    """A card that Esc or a button of its own closes; `left` says so."""

    left = Signal()

    def __init__(self, *, title: str = "", gap: int = 8) -> None:
        super().__init__(title=title, gap=gap)
        on_esc(self, self._leave)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
