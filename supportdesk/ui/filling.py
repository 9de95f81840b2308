"""The search index of an older file is filled behind the window, in pieces that hold nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from supportdesk.store import StoreError
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.desk import Desk

BEGIN = 800  # milliseconds after the opening until the first piece: the page in view comes first
PIECE = 0.012  # seconds
PAUSE = 12  # milliseconds between two pieces, for whoever types or points
AGAIN = 60_000  # milliseconds after a piece that could not be kept


class Filling(QObject):
    """Lives as long as its desk. Sends `done` once; a lock or an end in the middle loses nothing."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._store = desk.store
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_on)
        if not (self._store.filling.is_done or self._store.connection.is_read_only):
            self._timer.start(BEGIN)

    def go_on(self) -> None:
        """Fill a piece, and come back for the next."""
        if self._store.connection.is_closed:
            return
        try:
            is_done = self._store.filling.more(PIECE)
        except StoreError:  # the disk is full or busy: what the person writes will tell of it
            self._timer.start(AGAIN)
            return
        if is_done:
            self.done.emit()
        else:
            self._timer.start(PAUSE)


def not_yet(desk: Desk) -> str:
    """Why not everything is found yet; "" once it is."""
    if desk.store.filling.is_done:
        return ""
    if desk.store.connection.is_read_only:
        return _("This profile is open for reading only. Older check-ins may not be found.")
    return _("Still getting ready after an update. Older check-ins come last.")
