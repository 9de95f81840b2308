"""One piece of key work at a time in a thread, which may be given up without waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from supportdesk.ui.worker import Worker


class Attempts:
    """Runs one piece of work at a time. What was given up may still end, and is then let go of.

    The worker has no parent: a key store may wait for a person for ever, and nobody must wait for it.
    """

    def __init__(self) -> None:
        self._worker = Worker()
        self._now: object | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something runs that was not given up."""
        return self._now is not None

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> bool:
        """Start the work; False when some is running already."""
        if self._now is not None:
            return False
        mine = self._now = object()

        def hand(outcome: Any, call: Callable[[Any], None]) -> None:
            if self._now is mine:
                self._now = None
                call(outcome)
            elif hasattr(outcome, "close"):
                outcome.close()

        self._worker.run(work, lambda result: hand(result, done), lambda error: hand(error, failed))
        return True

    def give_up(self) -> None:
        """Take no notice of what is running; a profile that it opens is closed again."""
        self._now = None
