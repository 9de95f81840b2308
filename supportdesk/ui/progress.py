"""How far work in a thread is, and the wish that it stops."""

from __future__ import annotations

import time

LOOK = 100  # milliseconds between two looks at how far it is


class Mark:
    """What the thread writes and the window reads: two numbers and a wish, each set whole.

    Once it is `given_up`, `stop` ends the work the next time it tells how far it is. There it also rests for
    `pause` seconds, which are the window's.
    """

    def __init__(self, stop: type[Exception], *, pause: float = 0.0) -> None:
        self.place = (0, 0)
        self.given_up = False
        self._stop = stop
        self._pause = pause

    def reached(self, done: int, of_all: int) -> None:
        self.place = (done, of_all)
        if self._pause:
            time.sleep(self._pause)
        if self.given_up:
            raise self._stop
