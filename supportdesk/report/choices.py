"""What a person chooses about a printed plan: edition, who will see it, paper, names and what goes in."""

from __future__ import annotations

from enum import StrEnum

from supportdesk.domain.plan import Part
from supportdesk.records import dataclass
from supportdesk.words import _, labels


class Edition(StrEnum):
    """Which sheet. The two blank ones are filled in by hand and hold nothing of a profile."""

    FULL = "full"
    ONE_PAGE = "one_page"
    WALLET = "wallet"
    THERAPIST = "therapist"
    SUPPORTER = "supporter"
    BLANK_MAP = "blank_map"
    BLANK_PLAN = "blank_plan"

    @property
    def is_blank(self) -> bool:
        """Whether nothing of a profile stands on it."""
        return self in (Edition.BLANK_MAP, Edition.BLANK_PLAN)

    @property
    def can_be_large(self) -> bool:
        """Whether there is a large print; a card for a wallet has the size of a wallet."""
        return self is not Edition.WALLET


class Audience(StrEnum):
    """Who will see the paper."""

    ME = "me"
    TRUSTED = "trusted"
    THERAPIST = "therapist"
    WALL = "wall"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class NameStyle(StrEnum):
    """How contacts are named wherever the plan mentions one of them by id."""

    FULL = "full"
    INITIALS = "initials"
    ROLES = "roles"


class Section(StrEnum):
    """What can be left in or out beside the parts of the plan."""

    QUESTIONS = "questions"
    CHANGES = "changes"
    HELPLINES = "helplines"
    GOALS = "goals"
    MAP = "map"
    COVERAGE = "coverage"
    CONTACTS = "contacts"
    LOOK_BACKS = "look_backs"
    BOUNDARIES = "boundaries"
    NOTICE = "notice"
    OTHERS = "others"


# Everything a person can leave in or out: a part of the plan, or a section beside them.
Topic = Part | Section

_PARTS = tuple(Part)
_OFFERED: dict[Edition, tuple[Topic, ...]] = {
    Edition.FULL: (
        *_PARTS,
        Section.HELPLINES,
        Section.COVERAGE,
        Section.MAP,
        Section.GOALS,
        Section.CONTACTS,
        Section.BOUNDARIES,
    ),
    Edition.ONE_PAGE: (*_PARTS, Section.HELPLINES, Section.GOALS, Section.MAP),
    Edition.WALLET: (
        Part.SIGNS,
        Part.ON_MY_OWN,
        Part.DISTRACTION,
        Part.PEOPLE,
        Part.PROFESSIONALS,
        Part.SAFER,
        Part.MATTERS,
        Section.HELPLINES,
    ),
    Edition.THERAPIST: (
        Section.QUESTIONS,
        Section.CHANGES,
        Section.MAP,
        Section.GOALS,
        Section.COVERAGE,
        Section.LOOK_BACKS,
    ),
    Edition.SUPPORTER: (
        Part.PLEASE_DO,
        Part.PLEASE_DO_NOT,
        Section.NOTICE,
        Section.BOUNDARIES,
        Section.OTHERS,
        Section.HELPLINES,
    ),
    Edition.BLANK_MAP: (),
    Edition.BLANK_PLAN: (Section.HELPLINES,),
}
_NOT_AT_FIRST: frozenset[Topic] = frozenset(
    {Section.BOUNDARIES, Section.LOOK_BACKS, Section.NOTICE, Section.OTHERS}
)


def sections_offered(edition: Edition) -> tuple[Topic, ...]:
    """What this edition can hold, in the order it stands on paper (parts in the person's own order)."""
    return _OFFERED[edition]


def sections_at_first(edition: Edition) -> tuple[Topic, ...]:
    """What is in until the person chooses: no boundaries, look-backs, signs for others or other people."""
    return tuple(each for each in _OFFERED[edition] if each not in left_out_at_first())


def left_out_at_first() -> frozenset[Topic]:
    """What only goes in when it is asked for."""
    return _NOT_AT_FIRST


def section_label(topic: Topic) -> str:
    """The heading of a topic, the same on the choices list and on paper."""
    if isinstance(topic, Part):
        return labels.part(topic)
    return {
        Section.QUESTIONS: _("Questions for my appointment"),
        Section.CHANGES: _("What has changed"),
        Section.HELPLINES: _("Helplines"),
        Section.GOALS: _("My small steps"),
        Section.MAP: _("My support map"),
        Section.COVERAGE: _("Who gives what"),
        Section.CONTACTS: _("The people and places I can turn to"),
        Section.LOOK_BACKS: _("My weekly look-backs"),
        Section.BOUNDARIES: _("Boundaries"),
        Section.NOTICE: _("How you may notice"),
        Section.OTHERS: _("Others I turn to"),
    }[topic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Choices to begin with; each of them can be changed."""

    edition: Edition
    names: NameStyle
    left_out: frozenset[Topic]


def start_for(audience: Audience) -> Start:
    """What suits who will see it: initials where others are named, and what is tender off the wall."""
    tender = {Part.SETS_OFF, Part.SAFER, Part.CANNOT_DECIDE}
    edition, names, out = {
        Audience.ME: (Edition.FULL, NameStyle.FULL, set()),
        Audience.TRUSTED: (Edition.SUPPORTER, NameStyle.FULL, set()),
        Audience.THERAPIST: (Edition.THERAPIST, NameStyle.INITIALS, set()),
        Audience.WALL: (Edition.ONE_PAGE, NameStyle.INITIALS, tender),
    }[audience]
    return Start(edition=edition, names=names, left_out=frozenset({*_NOT_AT_FIRST, *out}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One set of choices. `sections` None means the ones that are in at first.

    `supporter` is the id of the contact a supporter's card is for; None means the first who suits.
    """

    edition: Edition = Edition.FULL
    paper: Paper = Paper.A4
    names: NameStyle = NameStyle.FULL
    large_print: bool = False
    black_and_white: bool = False
    sections: tuple[Topic, ...] | None = None
    include_phones: bool = True
    show_stressful: bool = False
    include_notes: bool = False
    supporter: str | None = None

    def has(self, topic: Topic) -> bool:
        """Whether the topic is chosen and this edition can hold it."""
        chosen = sections_at_first(self.edition) if self.sections is None else self.sections
        return topic in chosen and topic in _OFFERED[self.edition]
