"""How long the UI thread stands still: a heartbeat, and who held it."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from types import FrameType
from typing import Any

from PySide6.QtCore import QTimer

LATE = 0.03  # seconds without a beat from which the watcher looks at who holds the thread
DEEP = 3  # frames of our own that name a place


class Heartbeat:
    """The longest gap between two beats of the event loop, in ms, and how long the thread worked in it.

    `worked` is the longest work between two beats: on a machine that others use as well, only that is ours.
    """

    def __init__(self) -> None:
        self.worst = self.own = self.worked = 0.0
        self._last = time.perf_counter()
        self._cpu = time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """One more; also by hand, at the end of what is measured."""
        now, cpu = time.perf_counter(), time.thread_time()
        if (now - self._last) * 1000 > self.worst:
            self.worst, self.own = (now - self._last) * 1000, (cpu - self._cpu) * 1000
        self.worked = max(self.worked, (cpu - self._cpu) * 1000)
        self._last, self._cpu = now, cpu

    @property
    def since(self) -> float:
        """Seconds since the last beat."""
        return time.perf_counter() - self._last

    def restart(self) -> None:
        """Forget what was."""
        self.worst = self.own = self.worked = 0.0
        self._last, self._cpu = time.perf_counter(), time.thread_time()


class Watcher:
    """A thread that writes down where the UI thread is whenever a beat is late (to find a cause, by hand)."""

    def __init__(self, beat: Heartbeat) -> None:
        self._beat = beat
        self._main = threading.get_ident()
        self.places: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while True:
            time.sleep(0.004)
            if self._beat.since > LATE:
                frame = sys._current_frames().get(self._main)
                self.places[_place(frame)] += 1

    def tell(self, most: int = 6) -> None:
        """Print the places that held the thread most often, and forget them."""
        for place, times in self.places.most_common(most):
            print(f"      {times:4} {place}")
        self.places.clear()


def _place(frame: FrameType | Any) -> str:
    names: list[str] = []
    while frame is not None and len(names) < DEEP:
        file = frame.f_code.co_filename
        if "supportdesk" in file or not names:
            names.append(f"{file.rpartition('/')[2]}:{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(names)
