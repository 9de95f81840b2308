"""Work off the UI thread: a function of plain values, and a call back on the UI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

PATIENCE = 3.0  # seconds; what is killed then is made for it: files are written whole or not at all


class Worker(QObject):
    """Runs functions in threads of their own and hands the outcome back in order of arrival.

    Only values travel; the database and windows stay on the UI thread. After `stop` nothing is
    handed back any more.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        self._running: set[threading.Thread] = set()
        self._finished.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call `work` in a thread, then `done` with its result or `failed` with its exception."""

        def body() -> None:
            try:
                outcome, call = work(), done
            except Exception as error:
                outcome, call = error, failed
            self._running.discard(threading.current_thread())
            if not self._stopped:
                self._finished.emit((call, outcome))

        thread = threading.Thread(target=body, daemon=True)
        self._running.add(thread)
        thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether anything still runs."""
        return bool(self._running)

    def stop(self, patience: float = PATIENCE) -> None:
        """Hand nothing back any more and wait for what runs, but not for ever: a lock must come."""
        self._stopped = True
        until = time.monotonic() + patience
        for thread in tuple(self._running):
            thread.join(max(until - time.monotonic(), 0))

    def _hand_back(self, parcel: tuple[Callable[[Any], None], Any]) -> None:
        call, outcome = parcel
        if not self._stopped:
            call(outcome)
