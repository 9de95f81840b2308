"""Collects reference cycles on the UI thread only.

Python may run its collector in whatever thread allocates. Widgets that are part of a cycle would then
be destroyed outside the UI thread, which ends the process now and then. So the automatic collector is
off and a timer does its work where widgets may die.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000  # milliseconds


class Garbage(QObject):
    """Takes over from the automatic collector for as long as the program runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that has grown over its limit, as the automatic one would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return


def give_back() -> None:
    """Give memory that is free back to the computer: the C library of Linux keeps it otherwise."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
