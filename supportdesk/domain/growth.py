"""Needs, barriers, practice and the small notes around them."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from supportdesk.domain.contact import SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, check_text, new_id
from supportdesk.records import dataclass

_A_DAY = 24 * 60


class RungState(StrEnum):
    LATER = "later"
    NOW = "now"
    DOABLE = "doable"


class Skill(StrEnum):
    LISTENING = "listening"
    NEEDS = "needs"
    GRATITUDE = "gratitude"
    BOUNDARIES = "boundaries"
    RESPECTING = "respecting"
    KINDNESS = "kindness"
    GOOD_NEWS = "good_news"
    SELF_KINDNESS = "self_kindness"


def _rating(*values: int | None) -> None:
    if any(value is not None and not 0 <= value <= 100 for value in values):
        raise DomainError("rating", field="rating")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One concrete thing the person wants covered, who covers it, and the goal that is after it."""

    id: str = field(default_factory=new_id)
    text: str
    type: SupportType
    contact_ids: tuple[str, ...] = ()
    goal_id: str | None = None

    def __post_init__(self) -> None:
        check_text(self.text, LINE_LIMIT, field="need")


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One go at a rung: expected, highest and afterwards, each 0 to 100."""

    day: date
    expected: int | None = None
    highest: int | None = None
    after: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _rating(self.expected, self.highest, self.after)
        check_text(self.note, NOTE_LIMIT, field="note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One graded step of a ladder; it may belong to a contact."""

    id: str = field(default_factory=new_id)
    text: str
    expected: int | None = None
    state: RungState = RungState.LATER
    contact_id: str | None = None
    tries: tuple[Try, ...] = ()

    def __post_init__(self) -> None:
        _rating(self.expected)
        check_text(self.text, LINE_LIMIT, field="rung")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Graded steps against a barrier, easiest first."""

    id: str = field(default_factory=new_id)
    title: str
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What was feared, how sure (0 to 100), and what then happened (empty while untested)."""

    id: str = field(default_factory=new_id)
    day: date
    what: str
    feared: str
    sure: int | None = None
    happened: str = ""
    contact_id: str | None = None

    def __post_init__(self) -> None:
        _rating(self.sure)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStep:
    """A small step of trust: done on `day`, or planned while None."""

    id: str = field(default_factory=new_id)
    text: str
    day: date | None = None
    contact_id: str | None = None
    felt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One exercise of a skill."""

    id: str = field(default_factory=new_id)
    day: date
    skill: Skill
    note: str = ""
    contact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A book, leaflet, site or place to keep."""

    id: str = field(default_factory=new_id)
    title: str
    note: str = ""
    contact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question for the next appointment with a contact."""

    id: str = field(default_factory=new_id)
    text: str
    contact_id: str | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelplineCall:
    """What a helpline said, for following up. `again` is whether the person would ring it again."""

    id: str = field(default_factory=new_id)
    day: date
    note: str = ""
    minutes: int | None = None
    helpline_id: str = ""
    again: bool | None = None

    def __post_init__(self) -> None:
        check_text(self.note, NOTE_LIMIT, field="note")
        if self.minutes is not None and not 0 <= self.minutes <= _A_DAY:
            raise DomainError("checkin_minutes", field="minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A coming time that may be hard, and what would be needed then."""

    id: str = field(default_factory=new_id)
    title: str
    since: date
    until: date
    need: str = ""
