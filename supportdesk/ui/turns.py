"""Much work in turns of the event loop: a few milliseconds each, so that the window never stands still."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

TURN = 0.012  # seconds of work between two looks at keys and pointer


class Work(Protocol):
    """What is done in turns: `store.Long`, or `Pieces`."""

    @property
    def is_over(self) -> bool: ...
    @property
    def error(self) -> Exception | None: ...
    @property
    def done(self) -> int: ...
    @property
    def of_all(self) -> int: ...

    def step(self, seconds: float) -> bool: ...
    def stop(self) -> None: ...


class Turns(QObject):
    """Does one piece of work at a time; what takes one turn only is done at once.

    begun              the first turn was not enough: the window may say that something is under way
    progressed(n, of)  after each turn
    ended              nothing is under way any more
    """

    begun = Signal()
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._done: Callable[[], object] = _nothing
        self._failed: Callable[[Exception], object] = _nothing
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def run(self, work: Work, done: Callable[[], object], failed: Callable[[Exception], object]) -> None:
        """Start; `done` is called at the end, or `failed` with the reason, and then nothing was done."""
        self.finish()
        self._work, self._done, self._failed = work, done, failed
        self._turn()
        if self._work is work:
            self._timer.start()
            self.begun.emit()

    def finish(self) -> None:
        """Do all that is left now (before a lock)."""
        while self._work is not None:
            self._turn(1.0)

    def stop(self) -> None:
        """Take back what was done, and do no more; neither `done` nor `failed` is called."""
        work = self._work
        if work is not None:
            work.stop()
            self._end()

    def _turn(self, seconds: float | None = None) -> None:
        work = self._work
        if work is None:
            return
        try:
            over = work.is_over or work.step(TURN if seconds is None else seconds)
        except Exception:
            self._end()
            raise
        self.progressed.emit(work.done, work.of_all)
        if over and self._work is work:
            done, failed = self._done, self._failed
            self._end()
            failed(work.error) if work.error is not None else done()

    def _end(self) -> None:
        was_begun = self._timer.isActive()
        self._timer.stop()
        self._work, self._done, self._failed = None, _nothing, _nothing
        if was_begun:
            self.ended.emit()


class Pieces:
    """Work that only reads: nothing has to be taken back."""

    def __init__(self, pieces: Sequence[Callable[[], object]]) -> None:
        self.is_over = not pieces
        self.error: Exception | None = None
        self.done, self.of_all = 0, len(pieces)
        self._pieces = pieces

    def step(self, seconds: float) -> bool:
        """Go on for about so long."""
        until = time.monotonic() + seconds
        while not self.is_over:
            try:
                self._pieces[self.done]()
            except Exception as error:
                self.error, self.is_over = error, True
                return True
            self.done += 1
            self.is_over = self.done == self.of_all
            if time.monotonic() >= until:
                break
        return self.is_over

    def stop(self) -> None:
        """Read no more."""
        self.is_over = True


def _nothing(*_what: object) -> None:
    """Before and after a run."""
