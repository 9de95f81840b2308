"""A goal: a small step, once or in a rhythm, with an if-then plan and no streak anywhere."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, check_text, new_id
from supportdesk.records import dataclass


class Per(StrEnum):
    """The span in which a goal's rhythm is counted."""

    WEEK = "week"
    MONTH = "month"
    DAYS = "days"


class GoalState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """`times` a week or a month, or once every `days` days (only with Per.DAYS)."""

    per: Per
    times: int = 1
    days: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.times <= 31 or not 1 <= self.days <= 3660:
            raise DomainError("goal_cadence", field="cadence")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStep:
    """One small part of a goal; done when it has a day."""

    id: str = field(default_factory=new_id)
    text: str
    done_on: date | None = None

    def __post_init__(self) -> None:
        check_text(self.text, LINE_LIMIT, field="step")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalMark:
    """A day on which the goal was met, ticked by hand (check-ins count by themselves)."""

    day: date
    note: str = ""

    def __post_init__(self) -> None:
        check_text(self.note, NOTE_LIMIT, field="note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A span without the goal, neutral in every count; open while `until` is None."""

    since: date
    until: date | None = None
    why: str = ""

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the pause (both ends included)."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A small step. Without a cadence it is done once; `by` is a wish, never a deadline."""

    id: str = field(default_factory=new_id)
    what: str
    contact_ids: tuple[str, ...] = ()
    cadence: Cadence | None = None
    smallest: str = ""
    if_moment: str = ""
    then_action: str = ""
    if_obstacle: str = ""
    plan_b: str = ""
    helper_id: str | None = None
    start: date | None = None
    by: date | None = None
    end: date | None = None
    state: GoalState = GoalState.ACTIVE
    state_since: date | None = None
    steps: tuple[GoalStep, ...] = ()
    marks: tuple[GoalMark, ...] = ()
    pauses: tuple[Pause, ...] = ()
    counts_checkins: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise DomainError("goal_empty", field="what")
        for name in ("what", "smallest", "if_moment", "then_action", "if_obstacle", "plan_b"):
            check_text(getattr(self, name), LINE_LIMIT, field=name)
        check_text(self.note, NOTE_LIMIT, field="note")
