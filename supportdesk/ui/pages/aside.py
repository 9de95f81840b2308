"""What a view beside the main one of a page is made of: a width easily read, and cards up to a limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportdesk.ui.kit import clear, label
from supportdesk.words import _

WIDTH = 90  # characters


class Aside(QWidget):
    """A view no wider than is easily read, at every text size."""

    def __init__(self) -> None:
        super().__init__()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDTH)


def fill(rows: QVBoxLayout, things: Sequence[Any], card: Callable[[Any], QWidget], *, most: int) -> None:
    """Show a card for each thing, the first `most` of them, and say what is not shown."""
    clear(rows)
    for each in things[:most]:
        rows.addWidget(card(each))
    if not things:
        rows.addWidget(label(_("Nothing here.")))
    if len(things) > most:
        more = _("{count} more are not shown here.").format(count=len(things) - most)
        rows.addWidget(label(more, "muted"))
