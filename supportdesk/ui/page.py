"""What every page of the open desk has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Page
from supportdesk.ui.theme import Theme


class DeskPage(Page):
    """A page of an open profile.

    Subclasses draw in `show_snapshot`, which runs when the page is shown and after a change while it
    is visible; a hidden page waits. `goes(page, id)` asks the window for another page.
    """

    goes = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme, title: str, *actions: QWidget, fills: bool = False) -> None:
        super().__init__(title, *actions, fills=fills)
        self.desk = desk
        self.theme = theme
        self._stale = True
        desk.changed.connect(self._changed)
        theme.changed.connect(self._restyled)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw; called only while the page is visible."""

    def draw_ahead(self) -> None:
        """Draw before the page comes into its window, so that nothing is laid out twice; if it can."""

    def open_target(self, target: str) -> None:
        """Show one thing of the page (an id), or start something ("new")."""

    def flush(self) -> None:
        """Save what is being typed; called before the page is left and before the profile locks."""

    def find_here(self) -> None:
        """What Ctrl+F does here."""

    def add_new(self) -> None:
        """What Ctrl+N does here."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw()

    def _changed(self, _snapshot: Snapshot) -> None:
        self._stale = True
        if self.isVisible():
            self._draw()

    def _restyled(self) -> None:
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        self.show_snapshot(self.desk.snapshot)
