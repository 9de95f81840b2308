"""How long the UI thread was held up, as a timer of the event loop sees it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer


class Heartbeat:
    """The longest gap between two beats of the event loop in ms, and the longest that was work of its thread.

    On a machine that others use as well only the second is ours.
    """

    def __init__(self) -> None:
        self.worst = self.worked = 0.0
        self.restart()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """One more; also by hand, at the end of what is measured."""
        now, used = time.perf_counter(), time.thread_time()
        self.worst = max(self.worst, (now - self._last) * 1000)
        self.worked = max(self.worked, (used - self._used) * 1000)
        self._last, self._used = now, used

    def restart(self) -> None:
        """Forget what was."""
        self.worst = self.worked = 0.0
        self._last, self._used = time.perf_counter(), time.thread_time()
