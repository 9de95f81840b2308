"""Who can I reach now? Up to three contacts for a moment, a kind of support and a way (product.md 4).

The order is a kind one and always the same: first those who are known to be fine now, then those whose
hours are not noted. Nobody is graded. Only contacts that count for coverage are looked at (domain.md 2.6),
never one that makes recovery harder, and never one that is known not to be reached now. The one exception:
somebody who said that nights are fine, at night, when things are very hard.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import IntEnum, StrEnum

from supportdesk.domain.contact import (
    FORMAL,
    Asked,
    Contact,
    Energy,
    Kind,
    RecoveryEffect,
    Ring,
    Strength,
    SupportType,
    Way,
)
from supportdesk.domain.coverage import sources
from supportdesk.domain.hours import is_night, is_office_time, is_open, next_change, wall, zone
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.records import dataclass

AT_MOST = 3
_BY_NUMBER = frozenset({Way.CALL, Way.TEXT, Way.VIDEO})
_GATHERING = frozenset({Kind.GROUP, Kind.PLACE})
_RINGS = tuple(Ring)


class Hardness(StrEnum):
    """How hard it feels, in the person's own judgement; it only orders names."""

    EASY = "easy"
    A_BIT = "a_bit"
    A_LOT = "a_lot"


class Why(StrEnum):
    """Why somebody is named, and what to know before."""

    OPEN_NOW = "open_now"
    NIGHT_OK = "night_ok"
    HOURS_UNKNOWN = "hours_unknown"
    ANY_HOUR = "any_hour"
    NIGHT_THERE = "night_there"
    OFFICE_HOURS = "office_hours"
    ZONE_UNKNOWN = "zone_unknown"
    HARD_TIMES = "hard_times"
    AGREED = "agreed"
    LIKES_THIS_WAY = "likes_this_way"


class To(StrEnum):
    """Whom the first words are for."""

    PERSON = "person"
    OFFICE = "office"
    GATHERING = "gathering"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The question. `moment` is aware, or the local time where the person is.

    `home` is the name of the person's time zone; "" is the zone of an aware moment, else of this computer.
    """

    moment: datetime
    home: str = ""
    type: SupportType | None = None
    way: Way | None = None
    hard: Hardness = Hardness.EASY
    agreed_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Somebody to reach. All times are on the person's own clock, aware.

    `open_until` is None where hours are unknown or never end; `closed_until` is set for somebody outside
    their hours. `there` is what the contact's clock shows (without a zone), None where it shows the same.
    """

    contact: Contact
    why: tuple[Why, ...]
    to: To
    number: str = ""
    open_until: datetime | None = None
    closed_until: datetime | None = None
    there: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Up to three names; where there is none, who can be reached next (`closed_until` says when)."""

    reaches: tuple[Reach, ...] = ()
    next: Reach | None = None


class _Turn(IntEnum):
    OPEN = 0
    NIGHT_OK = 1
    UNKNOWN = 2
    QUIET = 3  # hours unknown; night there, an office likely to be closed, or a group that may not meet
    CLOSED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    contact: Contact
    turn: _Turn
    where: tzinfo | None
    shown: datetime


def reach(snapshot: Snapshot, ask: Ask) -> Answer:
    """Who can be reached now, in their order; the order of the contacts plays no part."""
    moment, home = _moment_and_home(ask)
    found = [_find(each, ask, moment, home) for each in sources(snapshot.contacts) if _fits(each, ask)]
    named = sorted((each for each in found if each.turn < _Turn.CLOSED), key=lambda each: _order(each, ask))
    answer = tuple(_reach(each, ask, moment, home) for each in named[:AT_MOST])
    if answer:
        return Answer(reaches=answer)
    return Answer(next=_next(found, ask, moment, home))


def _next(found: list[_Found], ask: Ask, moment: datetime, home: tzinfo | None) -> Reach | None:
    """Whoever can be reached soonest."""
    changes: dict[tuple[object, ...], datetime | None] = {}  # many keep the same hours
    for each in found:
        key = (each.contact.reachable, each.where)
        if key not in changes:
            changes[key] = next_change(each.contact.reachable, moment, each.where)
    opening = [
        (when, _order(each, ask), each)
        for each in found
        if (when := changes[each.contact.reachable, each.where]) is not None
    ]
    soonest = min(opening, key=lambda each: each[:2], default=None)
    return _reach(soonest[2], ask, moment, home) if soonest else None


def number_of(contact: Contact) -> str:
    """The first number that is there."""
    return next((each.number.strip() for each in contact.phones if each.number.strip()), "")


def _moment_and_home(ask: Ask) -> tuple[datetime, tzinfo | None]:
    home = zone(ask.home)
    if ask.moment.tzinfo is not None:
        return ask.moment, home or ask.moment.tzinfo
    return (ask.moment.replace(tzinfo=home) if home else ask.moment.astimezone()), home


# ---- who fits


def _fits(contact: Contact, ask: Ask) -> bool:
    if contact.recovery is RecoveryEffect.HARDER or contact.kind is Kind.PET:
        return False
    if ask.agreed_only and contact.asked is not Asked.AGREED:
        return False
    return _gives(contact, ask.type) and _by_way(contact, ask.way)


def _gives(contact: Contact, type_: SupportType | None) -> bool:
    """Somebody whose support is not noted yet may be named; somebody I only give to is not asked to give."""
    if type_ is not None:
        return contact.gives_me(type_)
    return not contact.supports or any(each.received for each in contact.supports)


def _by_way(contact: Contact, way: Way | None) -> bool:
    if way is None:
        return contact.is_person or contact.kind is Kind.ONLINE or bool(contact.reachable or contact.phones)
    if way in _BY_NUMBER:
        return bool(number_of(contact))
    if way is contact.preferred_way:
        return True
    if way is Way.ONLINE:
        return contact.kind is Kind.ONLINE or bool(contact.emails or contact.web)
    if way is Way.LETTER:
        return bool(contact.address)
    if way is Way.APPOINTMENT:
        return contact.kind in FORMAL
    if way is Way.GROUP:
        return contact.kind is Kind.GROUP
    return contact.kind not in FORMAL | {Kind.ONLINE}


# ---- whose turn it is


def _find(contact: Contact, ask: Ask, moment: datetime, home: tzinfo | None) -> _Found:
    where = zone(contact.time_zone) or home
    shown = wall(moment, where)
    return _Found(contact=contact, turn=_turn(contact, ask, shown), where=where, shown=shown)


def _turn(contact: Contact, ask: Ask, shown: datetime) -> _Turn:
    if contact.reachable and is_open(contact.reachable, shown):
        return _Turn.OPEN
    if contact.night_ok and ask.hard is Hardness.A_LOT and is_night(shown):
        return _Turn.NIGHT_OK
    if contact.reachable:
        return _Turn.CLOSED
    return _Turn.QUIET if _is_quiet(contact, shown) else _Turn.UNKNOWN


def _is_quiet(contact: Contact, shown: datetime) -> bool:
    if contact.kind in FORMAL:
        return not is_office_time(shown)
    return contact.kind in _GATHERING or (contact.kind is not Kind.ONLINE and is_night(shown))


def _order(found: _Found, ask: Ask) -> tuple[object, ...]:
    each = found.contact
    support = each.support(ask.type) if ask.type else None
    return (
        found.turn,
        not _can_be_shown(each, ask.way),
        ask.way is not None and each.preferred_way is not ask.way,
        *_by_hardness(each, ask.hard),
        _RINGS.index(each.ring),
        support is not None and support.strength is not Strength.OFTEN,
        not each.supports,
        fold(each.short_name),
        each.id,
    )


def _can_be_shown(contact: Contact, way: Way | None) -> bool:
    """Whether there is something to ring, write to or go to."""
    if way is None:
        return bool(number_of(contact)) or contact.kind in _GATHERING | {Kind.ONLINE}
    return way is not Way.ONLINE or bool(contact.emails or contact.web)


def _by_hardness(contact: Contact, hard: Hardness) -> tuple[bool, ...]:
    if hard is Hardness.EASY:
        return (not contact.in_daily_life,)
    if hard is Hardness.A_BIT:
        return (not contact.in_hard_times, contact.asked is not Asked.AGREED)
    tiring = contact.leaves_me is Energy.TAKES or contact.stressful
    return (not contact.in_hard_times, contact.asked is not Asked.AGREED, tiring)


# ---- what is said of them


def _reach(found: _Found, ask: Ask, moment: datetime, home: tzinfo | None) -> Reach:
    each = found.contact
    change = next_change(each.reachable, moment, found.where) if each.reachable else None
    on_my_clock = change.astimezone(home) if change else None
    is_now_open = found.turn is _Turn.OPEN
    return Reach(
        contact=each,
        why=tuple(_why(found, ask)),
        to=_to(each),
        number=number_of(each),
        open_until=on_my_clock if is_now_open else None,
        closed_until=None if is_now_open else on_my_clock,
        there=found.shown if found.shown != wall(moment, home) else None,
    )


def _why(found: _Found, ask: Ask) -> list[Why]:
    each = found.contact
    unknown_zone = bool(each.time_zone.strip()) and zone(each.time_zone) is None
    now = _why_now(found)
    likes = each.preferred_way is not None and ask.way in (None, each.preferred_way)
    more = {
        Why.ZONE_UNKNOWN: unknown_zone,
        Why.HARD_TIMES: each.in_hard_times and ask.hard is not Hardness.EASY,
        Why.AGREED: each.asked is Asked.AGREED,
        Why.LIKES_THIS_WAY: likes and Why.NIGHT_THERE not in now,
    }
    return [*now, *(why for why, holds in more.items() if holds)]


def _why_now(found: _Found) -> list[Why]:
    kind, turn = found.contact.kind, found.turn
    if turn is _Turn.CLOSED:
        return []
    if turn is _Turn.OPEN or turn is _Turn.NIGHT_OK:
        return [Why.OPEN_NOW if turn is _Turn.OPEN else Why.NIGHT_OK]
    if kind is Kind.ONLINE:
        return [Why.ANY_HOUR]
    if turn is _Turn.QUIET and kind in FORMAL:
        return [Why.HOURS_UNKNOWN, Why.OFFICE_HOURS]
    if turn is _Turn.QUIET and is_night(found.shown):
        return [Why.HOURS_UNKNOWN, Why.NIGHT_THERE]
    return [Why.HOURS_UNKNOWN]


def _to(contact: Contact) -> To:
    if contact.kind in FORMAL:
        return To.OFFICE
    if contact.kind is Kind.ONLINE:
        return To.ONLINE
    return To.GATHERING if contact.kind in _GATHERING else To.PERSON
