"""A check-in: one logged contact with one or more contacts."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from supportdesk.domain.contact import SupportType, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import NOTE_LIMIT, check_text, new_id
from supportdesk.records import dataclass


class Outcome(StrEnum):
    """How it went; "I tried" counts as a full success for a goal (product.md 4)."""

    CONNECTED = "connected"
    TRIED = "tried"
    REACHED_OUT = "reached_out"
    DID_NOT_GO = "did_not_go"


class Began(StrEnum):
    ME = "me"
    THEM = "them"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInPerson:
    """One of the contacts of a check-in, with a note of their own."""

    contact_id: str
    note: str = ""

    def __post_init__(self) -> None:
        check_text(self.note, NOTE_LIMIT, field="note")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One logged contact. `when` is local wall time; feelings run from -2 to 2."""

    id: str = field(default_factory=new_id)
    when: datetime
    people: tuple[CheckInPerson, ...]
    way: Way = Way.IN_PERSON
    outcome: Outcome = Outcome.CONNECTED
    began: Began | None = None
    got: tuple[SupportType, ...] = ()
    gave: tuple[SupportType, ...] = ()
    felt_before: int | None = None
    felt_after: int | None = None
    thanked: bool = False
    minutes: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.people:
            raise DomainError("checkin_nobody", field="people")
        for felt in (self.felt_before, self.felt_after):
            if felt is not None and not -2 <= felt <= 2:
                raise DomainError("checkin_feeling", field="felt")
        if self.minutes is not None and not 0 <= self.minutes <= 7 * 24 * 60:
            raise DomainError("checkin_minutes", field="minutes")
        check_text(self.note, NOTE_LIMIT, field="note")

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """Who took part."""
        return tuple([person.contact_id for person in self.people])

    @property
    def day(self) -> date:
        """The local day."""
        return self.when.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """A weekly, unscored review of the week that ends on `week_end`."""

    id: str = field(default_factory=new_id)
    week_end: date
    supported: int | None = None
    energy: int | None = None
    keep: str = ""

    def __post_init__(self) -> None:
        if self.supported is not None and not 0 <= self.supported <= 10:
            raise DomainError("lookback_supported", field="supported")
        if self.energy is not None and not 1 <= self.energy <= 5:
            raise DomainError("lookback_energy", field="energy")
        check_text(self.keep, NOTE_LIMIT, field="keep")
