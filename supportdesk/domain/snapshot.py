"""Everything a page needs to know, read once after each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from supportdesk.domain.afterwards import Afterwards
from supportdesk.domain.checkin import CheckIn, LookBack
from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import (
    Ahead,
    HelplineCall,
    Ladder,
    Need,
    Practice,
    Prediction,
    Question,
    Resource,
    TrustStep,
)
from supportdesk.domain.helpline import HiddenLine, OwnLine
from supportdesk.domain.map_space import Sector
from supportdesk.domain.placement import KeptPlace
from supportdesk.domain.plan import Plan
from supportdesk.domain.text import LINE_LIMIT, check_text
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorName:
    """The person's own word for a part of their map."""

    sector: Sector
    name: str

    def __post_init__(self) -> None:
        check_text(self.name, 60, field="sector_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The person the profile belongs to. `country` is ISO 3166-1 alpha-2, "" until chosen."""

    name: str = ""
    pronouns: str = ""
    country: str = ""
    paper: str = "a4"
    interests: tuple[str, ...] = ()
    is_sample: bool = False
    hard_week_since: date | None = None
    first_steps_done: bool = False
    dismissed: tuple[str, ...] = ()
    sector_names: tuple[SectorName, ...] = ()
    look_back_day: int | None = 6  # the weekday of the look-back, 0 Monday to 6 Sunday; None: do not ask

    def __post_init__(self) -> None:
        check_text(self.name, 200, field="my_name")
        for interest in self.interests:
            check_text(interest, LINE_LIMIT, field="interests")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The small notes of a profile, each in the order they were made."""

    needs: tuple[Need, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    trust_steps: tuple[TrustStep, ...] = ()
    practices: tuple[Practice, ...] = ()
    resources: tuple[Resource, ...] = ()
    questions: tuple[Question, ...] = ()
    helpline_calls: tuple[HelplineCall, ...] = ()
    own_lines: tuple[OwnLine, ...] = ()
    hidden_lines: tuple[HiddenLine, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    afterwards: tuple[Afterwards, ...] = ()
    look_backs: tuple[LookBack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The profile as it is now: live contacts (nothing from the trash), ties, goals, plan, notes.

    `recent` holds the check-ins of the last RECENT_DAYS days, and of the last GOAL_DAYS those with a
    contact of a goal, oldest first; `last_seen` the last
    check-in of each contact, of any way and in either direction ("did not go" left out).
    `past` is how many check-ins there are in all; `places` is where the map put each contact last.
    """

    me: Me = field(default_factory=Me)
    contacts: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()
    goals: tuple[Goal, ...] = ()
    plan: Plan = field(default_factory=Plan)
    notes: Notes = field(default_factory=Notes)
    recent: tuple[CheckIn, ...] = ()
    last_seen: Mapping[str, datetime] = field(default_factory=dict)
    past: int = 0
    places: tuple[KeptPlace, ...] = ()

    def contact(self, contact_id: str | None) -> Contact | None:
        """The contact with this id, or None."""
        return next((each for each in self.contacts if each.id == contact_id), None)

    @property
    def own_sectors(self) -> Mapping[Sector, str]:
        """The person's own words for the parts of their map."""
        return {each.sector: each.name for each in self.me.sector_names if each.name.strip()}

    @property
    def active(self) -> tuple[Contact, ...]:
        """The contacts that may be suggested, counted and printed as helpers."""
        return tuple(each for each in self.contacts if each.is_active)


RECENT_DAYS = 63
GOAL_DAYS = 200
