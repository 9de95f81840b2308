"""How long the UI thread was held up, as a timer of the event loop sees it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer


class Heartbeat:
    """The longest gap between two beats of the event loop, in ms."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """One more; also by hand, at the end of what is measured."""
        now = time.perf_counter()
        self.worst = max(self.worst, (now - self._last) * 1000)
        self._last = now

    def restart(self) -> None:
        """Forget what was."""
        self.worst, self._last = 0.0, time.perf_counter()
