"""The time of this computer; tests bring their own."""

from __future__ import annotations

from datetime import date, datetime


class Clock:
    """Asks the system."""

    def now(self) -> datetime:
        """Local wall time."""
        return datetime.now()

    def today(self) -> date:
        """The local day."""
        return self.now().date()
