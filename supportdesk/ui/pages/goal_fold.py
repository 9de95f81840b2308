"""A part of a page that folds: a heading to press, and what is under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from supportdesk.ui.icons import dress
from supportdesk.ui.kit import button, column
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class Fold(QWidget):
    """Folded at first; `fill` runs when it opens for the first time; `toggled(bool)` each time."""

    toggled = Signal(bool)

    def __init__(
        self, theme: Theme, title: str, *, gap: int = 10, fill: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._fill = fill
        self.head = button(title, "plain", clicked=lambda: self.open(not self.is_open))
        self.inside = QWidget()
        self.body = column(gap=gap)
        self.inside.setLayout(self.body)
        self.is_open = False
        self.inside.hide()
        self.setLayout(column(self.head, self.inside, gap=6))
        self.retitle(title)
        theme.changed.connect(self._picture)

    def retitle(self, title: str) -> None:
        """Another heading."""
        self.head.setText(title)
        self.head.setAccessibleName(title)
        self._picture()

    def open(self, is_open: bool) -> None:
        """Open or fold."""
        if is_open == self.is_open:
            return
        self.is_open = is_open
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill()
        self.inside.setVisible(is_open)
        self._picture()
        self.toggled.emit(is_open)

    def add(self, piece: QWidget | QLayout) -> None:
        """Put something under the heading."""
        if isinstance(piece, QLayout):
            self.body.addLayout(piece)
        else:
            self.body.addWidget(piece)

    def _picture(self) -> None:
        way = "up" if self.is_open else "down"
        size = round(self._theme.points * 1.4)
        dress(self.head, way, self._theme.tokens.text, size)
        self.head.setAccessibleDescription(_("Open") if self.is_open else _("Folded"))
