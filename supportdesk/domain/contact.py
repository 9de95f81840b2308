"""A contact: anyone or anything that gives support, with how it stands to me now."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import LINE_LIMIT, NOTE_LIMIT, check_name, check_text, new_id
from supportdesk.domain.window import Rhythm
from supportdesk.records import dataclass


class Kind(StrEnum):
    """What sort of tie this is; the first of a contact's kinds decides shape and sector."""

    FAMILY = "family"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    WORK = "work"
    PEER = "peer"
    PROFESSIONAL = "professional"
    SERVICE = "service"
    GROUP = "group"
    ONLINE = "online"
    PLACE = "place"
    PET = "pet"
    OTHER = "other"


class SupportType(StrEnum):
    """The four types of support of the source article (domain.md 2.1)."""

    EMOTIONAL = "emotional"
    INFORMATIONAL = "informational"
    PRACTICAL = "practical"
    SOCIAL = "social"


_TYPE_ORDER = {each: number for number, each in enumerate(SupportType)}


class Strength(StrEnum):
    """How much of a support there is."""

    SOMETIMES = "sometimes"
    OFTEN = "often"


class Direction(StrEnum):
    """Who the support goes to, seen from me."""

    RECEIVE = "receive"
    GIVE = "give"
    BOTH = "both"


class Ring(StrEnum):
    """How close the person feels the contact is; "hoped" is someone they would like to reach."""

    INNER = "inner"
    MIDDLE = "middle"
    OUTER = "outer"
    HOPED = "hoped"


class Line(StrEnum):
    """How the relation stands. "Stressful" is a second mark on top of any of these (domain.md 2.3)."""

    STRONG = "strong"
    ORDINARY = "ordinary"
    TENUOUS = "tenuous"


class State(StrEnum):
    """Where contact stands. Only the first two ever appear in prompts, coverage and plan."""

    ACTIVE = "active"
    CHANGING = "changing"
    SEEING_LESS = "seeing_less"
    ON_A_BREAK = "on_a_break"
    NOT_SAFE = "not_safe"
    REMEMBERED = "remembered"
    ARCHIVED = "archived"


class Energy(StrEnum):
    """How contact leaves me (private, never printed)."""

    GIVES = "gives"
    NEUTRAL = "neutral"
    TAKES = "takes"


class RecoveryEffect(StrEnum):
    """Whether contact makes recovery easier or harder (private, never printed)."""

    EASIER = "easier"
    NO_DIFFERENT = "no_different"
    HARDER = "harder"


class Way(StrEnum):
    """How two people are in touch; also the way of a check-in."""

    IN_PERSON = "in_person"
    CALL = "call"
    VIDEO = "video"
    TEXT = "text"
    LETTER = "letter"
    ONLINE = "online"
    GROUP = "group"
    APPOINTMENT = "appointment"


class Asked(StrEnum):
    """Whether the contact was asked to be in my plan."""

    NOT_YET = "not_yet"
    ASKED = "asked"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One type of support between me and a contact; at most one of each type per contact."""

    type: SupportType
    strength: Strength = Strength.SOMETIMES
    direction: Direction = Direction.RECEIVE
    details: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for detail in self.details:
            check_text(detail, LINE_LIMIT, field="details")

    @property
    def received(self) -> bool:
        """Whether I receive this support (alone or both ways)."""
        return self.direction is not Direction.GIVE

    @property
    def given(self) -> bool:
        """Whether I give this support (alone or both ways)."""
        return self.direction is not Direction.RECEIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number as the person writes it, and their word for it ("home")."""

    number: str
    label: str = ""

    def __post_init__(self) -> None:
        check_text(self.number, LINE_LIMIT, field="phone")
        check_text(self.label, LINE_LIMIT, field="phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """Days (0 Monday to 6 Sunday) and a span of hours "HH:MM"; a span may pass midnight."""

    days: tuple[int, ...]
    start: str
    end: str

    def __post_init__(self) -> None:
        if not self.days or any(not 0 <= day <= 6 for day in self.days):
            raise DomainError("reachable_days", field="reachable")
        for clock in (self.start, self.end):
            if not _is_clock(clock):
                raise DomainError("reachable_hours", field="reachable")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportantDate:
    """A day of the year that matters, with the year where it is known."""

    label: str
    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        check_text(self.label, LINE_LIMIT, field="important_dates")
        try:
            date(self.year or 2000, self.month, self.day)
        except ValueError:
            raise DomainError("important_date", field="important_dates") from None


def in_order(supports: tuple[Support, ...]) -> tuple[Support, ...]:
    """The supports of a contact in the order of their types."""
    return tuple(sorted(supports, key=lambda each: _TYPE_ORDER[each.type])) if len(supports) > 1 else supports


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Everything about one contact as it is now.

    The last group of fields is dated: the store keeps what they were on any past day.
    `angle` is in degrees clockwise from the top and `distance` in map units (the outer ring ends
    at 100); both are None while the map places the contact by itself.
    """

    id: str = field(default_factory=new_id)
    name: str
    nickname: str = ""
    kinds: tuple[Kind, ...] = ()
    role: str = ""
    in_hard_times: bool = False
    in_daily_life: bool = False
    leaves_me: Energy | None = None
    recovery: RecoveryEffect | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    web: str = ""
    preferred_way: Way | None = None
    reachable: tuple[Reachable, ...] = ()
    reachable_note: str = ""
    night_ok: bool = False
    time_zone: str = ""
    known_since: date | None = None
    rhythm: Rhythm | None = None
    next_meeting: datetime | None = None
    members: tuple[str, ...] = ()
    my_boundaries: str = ""
    their_boundaries: str = ""
    learned: str = ""
    important_dates: tuple[ImportantDate, ...] = ()
    notes: str = ""
    asked: Asked = Asked.NOT_YET
    asked_what: str = ""
    asked_on: date | None = None
    # dated from here on
    ring: Ring = Ring.MIDDLE
    angle: float | None = None
    distance: float | None = None
    line: Line = Line.ORDINARY
    stressful: bool = False
    state: State = State.ACTIVE
    supports: tuple[Support, ...] = ()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_text(self.nickname, 200, field="nickname")
        for name in ("role", "web", "reachable_note", "time_zone", "asked_what"):
            check_text(getattr(self, name), LINE_LIMIT, field=name)
        for name in ("address", "my_boundaries", "their_boundaries", "learned", "notes"):
            check_text(getattr(self, name), NOTE_LIMIT, field=name)
        for email in self.emails:
            check_text(email, LINE_LIMIT, field="emails")
        types = [support.type for support in self.supports]
        if len(types) != len(set(types)):
            raise DomainError("support_twice", field="supports")
        object.__setattr__(self, "supports", in_order(self.supports))

    @property
    def short_name(self) -> str:
        """The nickname, or the name where there is none."""
        return self.nickname or self.name

    @property
    def kind(self) -> Kind:
        """The main kind."""
        return self.kinds[0] if self.kinds else Kind.OTHER

    @property
    def is_active(self) -> bool:
        """Whether the contact may appear in prompts, suggestions, coverage and plan (product.md 3)."""
        return self.state in (State.ACTIVE, State.CHANGING)

    @property
    def is_on_map(self) -> bool:
        """Whether map and print may show the contact; "not safe" and "archived" never do."""
        return self.state not in (State.NOT_SAFE, State.ARCHIVED)

    @property
    def is_person(self) -> bool:
        """Whether this is one human being (not a group, service, place, online community or pet)."""
        return self.kind not in NOT_ONE_PERSON

    def support(self, type_: SupportType) -> Support | None:
        """The support of this type, or None."""
        for support in self.supports:
            if support.type is type_:
                return support
        return None

    def gives_me(self, type_: SupportType) -> bool:
        """Whether I receive this type of support from the contact."""
        support = self.support(type_)
        return support is not None and support.received


NOT_ONE_PERSON = frozenset({Kind.SERVICE, Kind.GROUP, Kind.ONLINE, Kind.PLACE, Kind.PET})
FORMAL = frozenset({Kind.PROFESSIONAL, Kind.SERVICE})
DATED_FIELDS = ("ring", "angle", "distance", "line", "stressful", "state", "supports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two contacts who know each other; `a` and `b` are contact ids in sorted order."""

    id: str = field(default_factory=new_id)
    a: str
    b: str
    close: bool = False

    def __post_init__(self) -> None:
        if self.a >= self.b:
            raise DomainError("tie_ends", field="tie")

    @classmethod
    def between(cls, one: str, other: str, *, close: bool = False) -> Tie:
        """The tie between two contact ids in any order. Errors: DomainError "tie_ends" for one id."""
        first, second = sorted((one, other))
        return cls(a=first, b=second, close=close)


def _is_clock(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    if colon != ":" or len(hours) != 2 or len(minutes) != 2:
        return False
    return hours.isdecimal() and minutes.isdecimal() and int(hours) <= 24 and int(minutes) <= 59
