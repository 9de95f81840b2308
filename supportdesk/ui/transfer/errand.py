"""Long work in the background with word of how far it is, and a way to give it up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from supportdesk.exchange.incoming import Progress, Stopped
from supportdesk.ui.progress import LOOK, Mark
from supportdesk.ui.worker import Worker

GIVE_WAY = 0.001  # seconds that long work rests each time it says how far it is, for the window
SHORT_TURN = 0.0005  # seconds that a thread may hold the interpreter while the window waits for it


class Errand(QObject):
    """Runs one piece of work at a time in the worker; what was given up is not heard of again."""

    progressed = Signal(int, int)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._mark: Mark | None = None
        self._interval: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._mark is not None

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call `work` with a progress to tell, then `done` or `failed` with its outcome."""
        self.give_up()
        mark = self._mark = Mark(Stopped, pause=GIVE_WAY)
        self._timer.start()
        if self._interval is None:
            self._interval = sys.getswitchinterval()
            sys.setswitchinterval(SHORT_TURN)
        self._worker.run(
            lambda: work(mark.reached),
            lambda outcome: self._ended(mark, done, outcome),
            lambda error: self._ended(mark, failed, error),
        )

    def give_up(self) -> None:
        """Stop as soon as the work looks up; neither `done` nor `failed` is called any more."""
        if self._mark is not None:
            self._mark.given_up = True
        self._rest()

    def _rest(self) -> None:
        """Nothing is under way: threads may take their usual turns."""
        self._mark = None
        self._timer.stop()
        if self._interval is not None:
            sys.setswitchinterval(self._interval)
            self._interval = None

    def _ended(self, mark: Mark, tell: Callable[[Any], None], outcome: Any) -> None:
        if mark is not self._mark:
            return
        self._rest()
        tell(outcome)

    def _look(self) -> None:
        if self._mark is not None:
            self.progressed.emit(*self._mark.place)
