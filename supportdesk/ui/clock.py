"""The time of this computer; tests bring their own."""

from __future__ import annotations

import time
from datetime import date, datetime


class Clock:
    """Asks the system."""

    def now(self) -> datetime:
        """Local wall time."""
        return datetime.now()

    def today(self) -> date:
        """The local day."""
        return self.now().date()

    def seconds(self) -> float:
        """Seconds since some moment, asleep or awake; setting the clock of the computer changes nothing."""
        # On Linux and macOS Python's own monotonic clock stops while the computer sleeps.
        awake_or_asleep = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
        return time.monotonic() if awake_or_asleep is None else time.clock_gettime(awake_or_asleep)
