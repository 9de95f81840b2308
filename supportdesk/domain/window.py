"""How often contact is wanted: a window of days (what follows from it stands in `rhythm`)."""

from __future__ import annotations

from supportdesk.domain.errors import DomainError
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A window of days between two contacts, such as 7 to 14."""

    at_least: int
    at_most: int

    def __post_init__(self) -> None:
        if not 1 <= self.at_least <= self.at_most <= 3660:
            raise DomainError("rhythm_window", field="rhythm")

    @classmethod
    def about(cls, days: int) -> Rhythm:
        """A window that ends at `days` and opens at three quarters of it."""
        return cls(at_least=max(1, days * 3 // 4), at_most=days)
