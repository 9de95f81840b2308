"""What a person chooses about a printed plan: edition, paper, names and what goes in."""

from __future__ import annotations

from enum import StrEnum

from supportdesk.domain.plan import Part
from supportdesk.records import dataclass
from supportdesk.words import _, labels


class Edition(StrEnum):
    """Which sheet; room is left for a wallet card, a therapist's and a supporter's copy, a blank map."""

    FULL = "full"
    ONE_PAGE = "one_page"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class NameStyle(StrEnum):
    """How contacts are named wherever the plan mentions one of them by id."""

    FULL = "full"
    INITIALS = "initials"
    ROLES = "roles"


class Section(StrEnum):
    """What can be left in or out. Every plan part is a section with the part's own value."""

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
    HELPLINES = "helplines"
    GOALS = "goals"
    MAP = "map"
    COVERAGE = "coverage"
    CONTACTS = "contacts"
    BOUNDARIES = "boundaries"


_PARTS = tuple(Section(part.value) for part in Part)
_OFFERED = {
    Edition.FULL: tuple(Section),
    Edition.ONE_PAGE: (*_PARTS, Section.HELPLINES, Section.GOALS, Section.MAP),
}
_NOT_AT_FIRST = frozenset({Section.BOUNDARIES})


def sections_offered(edition: Edition) -> tuple[Section, ...]:
    """The sections this edition can hold, in the order they stand on paper."""
    return _OFFERED[edition]


def sections_at_first(edition: Edition) -> tuple[Section, ...]:
    """The sections that are in until the person chooses; boundaries are only in when asked for."""
    return tuple(each for each in _OFFERED[edition] if each not in _NOT_AT_FIRST)


def section_label(section: Section) -> str:
    """The heading of a section, the same on the choices list and on paper."""
    if section in _PARTS:
        return labels.part(Part(section.value))
    return {
        Section.HELPLINES: _("Helplines"),
        Section.GOALS: _("My small steps"),
        Section.MAP: _("My support map"),
        Section.COVERAGE: _("Who gives what"),
        Section.CONTACTS: _("The people and places I can turn to"),
        Section.BOUNDARIES: _("Boundaries"),
    }[section]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One set of choices. `sections` None means the ones that are in at first."""

    edition: Edition = Edition.FULL
    paper: Paper = Paper.A4
    names: NameStyle = NameStyle.FULL
    large_print: bool = False
    black_and_white: bool = False
    sections: tuple[Section, ...] | None = None
    include_phones: bool = True
    show_stressful: bool = False
    include_notes: bool = False

    def has(self, section: Section) -> bool:
        """Whether the section is chosen and this edition can hold it."""
        chosen = sections_at_first(self.edition) if self.sections is None else self.sections
        return section in chosen and section in _OFFERED[self.edition]
