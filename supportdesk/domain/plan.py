"""The crisis and wellness plan: ordered parts of short lines, each skippable (domain.md 3.1, 3.5)."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from supportdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, check_text, new_id
from supportdesk.records import dataclass


class Part(StrEnum):
    """The parts, in the order they are first offered. The headings are words of our own."""

    SIGNS = "signs"
    ON_MY_OWN = "on_my_own"
    DISTRACTION = "distraction"
    PEOPLE = "people"
    PROFESSIONALS = "professionals"
    SAFER = "safer"
    MATTERS = "matters"
    PLEASE_DO = "please_do"
    PLEASE_DO_NOT = "please_do_not"
    HELPS = "helps"
    BASICS = "basics"
    SETS_OFF = "sets_off"
    FIRST_SIGNS = "first_signs"
    GETTING_HARD = "getting_hard"
    CANNOT_DECIDE = "cannot_decide"
    AFTERWARDS = "afterwards"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One line of a part: own words, a contact, or both (what they are for)."""

    id: str = field(default_factory=new_id)
    text: str = ""
    contact_id: str | None = None

    def __post_init__(self) -> None:
        check_text(self.text, NOTE_LIMIT, field="text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """One part of the plan. `title` replaces our heading where the person wrote one."""

    id: str = field(default_factory=new_id)
    part: Part
    title: str = ""
    hidden: bool = False
    items: tuple[PlanItem, ...] = ()

    def __post_init__(self) -> None:
        check_text(self.title, LINE_LIMIT, field="title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A day the plan was looked over, and with whom."""

    day: date
    with_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan; the parts stand in the person's own order."""

    parts: tuple[PlanPart, ...] = ()
    made_on: date | None = None
    made_with: str = ""
    reviews: tuple[Review, ...] = ()
    next_review: date | None = None
    shared_with: str = ""

    def part(self, part: Part) -> PlanPart | None:
        """The first part of this sort, or None."""
        return next((each for each in self.parts if each.part is part), None)
