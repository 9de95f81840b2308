"""Work off the UI thread: a function of plain values, and a call back on the UI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from supportdesk.records import dataclass

PATIENCE = 3.0  # seconds; what is killed then is made for it: files are written whole or not at all


class Unwanted(Exception):  # noqa: N818 (the end of a profile, not a bug)
    """The work goes on for nobody."""


class Worker(QObject):
    """Runs functions in threads of their own and hands the outcome back in order of arrival.

    Only values travel; the database and windows stay on the UI thread. After `stop` nothing is
    handed back any more. What the functions hold (often a widget) is let go of on the UI thread: freed
    at the end of a thread it would take the window down with it.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        self._numbers = count()
        self._jobs: dict[int, _Job] = {}
        self._finished.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call `work` in a thread, then `done` with its result or `failed` with its exception."""
        number = next(self._numbers)
        thread = threading.Thread(target=self._body, args=(number, work), daemon=True)
        self._jobs[number] = _Job(thread=thread, work=work, done=done, failed=failed)
        _at_work.add(self)
        thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether anything still runs."""
        return any(job.thread.is_alive() for job in tuple(self._jobs.values()))

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is handed back any more; work that may take long looks here now and then."""
        return self._stopped

    def look_up(self, _done: int = 0, _of_all: int = 0) -> None:
        """Called by work now and then, in its thread: ends it once nobody waits for it. Errors: Unwanted."""
        if self._stopped:
            raise Unwanted

    def stop(self, patience: float = PATIENCE) -> None:
        """Hand nothing back any more and wait for what runs, but not for ever: a lock must come."""
        self._stopped = True
        until = time.monotonic() + patience
        for job in tuple(self._jobs.values()):
            job.thread.join(max(until - time.monotonic(), 0))
        _at_work.discard(self)

    def _body(self, number: int, work: Callable[[], Any]) -> None:
        try:
            outcome, is_error = work(), False
        except Exception as error:
            outcome, is_error = error, True
        if not self._stopped:
            self._finished.emit((number, outcome, is_error))

    def _hand_back(self, parcel: tuple[int, Any, bool]) -> None:
        number, outcome, is_error = parcel
        job = self._jobs.pop(number)
        job.thread.join()  # it has nothing left to do but end
        if not self._jobs:
            _at_work.discard(self)
        if not self._stopped:
            (job.failed if is_error else job.done)(outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    thread: threading.Thread
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


_at_work: set[Worker] = set()  # a worker that nobody holds any more still hands back, and is freed after that
