"""What is asked of the search index, and what its row numbers tell."""

from __future__ import annotations

from datetime import date

from supportdesk.domain.checkin import Outcome
from supportdesk.domain.contact import Way
from supportdesk.records import dataclass

CHECKIN, CONTACT, GOAL, PLAN, NOTE = "checkin", "contact", "goal", "plan", "note"
KINDS = (CHECKIN, CONTACT, GOAL, PLAN, NOTE)
A_MINUTE = 1 << 10  # row numbers of the check-ins of one minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A folded word as far as it was typed, and the contacts, ways and outcomes that go by such a name."""

    text: str
    contact_ids: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which check-ins are wanted; what is empty lets all through. Both days are included."""

    words: tuple[Word, ...] = ()
    contact_id: str = ""
    way: Way | None = None
    outcome: Outcome | None = None
    since: date | None = None
    until: date | None = None


def day_of(row: int) -> date:
    """The day of the check-in with this row number."""
    return date.fromordinal(max(row // A_MINUTE // 1440, 1))
