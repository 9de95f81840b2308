"""The story of the map: how it stood on a day, and what changed between two days, each change once.

Whoever is not safe to contact (on either day, or now) is in none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from supportdesk.domain.contact import Contact, Line, Ring, State, Strength, Support, SupportType, Tie
from supportdesk.records import dataclass

_RINGS = tuple(Ring)  # from the inner ring out; "hoped for" comes last
_LINES = (Line.TENUOUS, Line.ORDINARY, Line.STRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The contacts and ties at the end of a day."""

    day: date
    contacts: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def shown(self) -> Mapping[str, Contact]:
        """Those the map of that day shows, by id."""
        return {each.id: each for each in self.contacts if each.is_on_map}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What changed on a past day: contacts that came or became as they are here, ties that began or ended."""

    day: date
    contacts: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()
    untied: tuple[tuple[str, str], ...] = ()


class Turn(StrEnum):
    """One kind of change; in the order in which it is told, strengths first."""

    CAME = "came"
    REACHED = "reached"  # was hoped for
    CLOSER = "closer"
    GETS = "gets"
    GETS_OFTENER = "gets_oftener"
    GIVES = "gives"
    GIVES_OFTENER = "gives_oftener"
    FIRMER = "firmer"
    EASED = "eased"
    AGAIN = "again"
    KNOW = "know"
    KNOW_WELL = "know_well"
    # from here on neither good nor bad
    CHANGING = "changing"
    HOPED = "hoped"
    FURTHER = "further"
    GETS_LESS = "gets_less"
    GETS_NO_MORE = "gets_no_more"
    GIVES_LESS = "gives_less"
    GIVES_NO_MORE = "gives_no_more"
    LOOSER = "looser"
    STRESSFUL = "stressful"
    KNOW_LESS = "know_less"
    KNOW_NO_MORE = "know_no_more"
    SEEING_LESS = "seeing_less"
    ON_A_BREAK = "on_a_break"
    REMEMBERED = "remembered"
    LEFT = "left"

    @property
    def is_strength(self) -> bool:
        """Whether it is told among the first."""
        return _ORDER[self] <= _ORDER[Turn.KNOW_WELL]


_ORDER = {each: number for number, each in enumerate(Turn)}
_STATES = {
    State.ACTIVE: Turn.AGAIN,
    State.CHANGING: Turn.CHANGING,
    State.SEEING_LESS: Turn.SEEING_LESS,
    State.ON_A_BREAK: Turn.ON_A_BREAK,
    State.REMEMBERED: Turn.REMEMBERED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One change of one contact, or of a tie with a second one; `now` is the ring or line it came to."""

    turn: Turn
    contact_id: str
    other_id: str = ""
    type: SupportType | None = None
    now: Ring | Line | None = None


def seen(past: Past, contacts_now: Iterable[Contact]) -> Past:
    """The past without whoever is not safe to contact now (`shown` and `changes` see to then)."""
    return without(past, {each.id for each in contacts_now if each.state is State.NOT_SAFE})


def without(past: Past, gone: set[str]) -> Past:
    """The past without these contacts and the ties to them."""
    if not gone:
        return past
    return replace(
        past,
        contacts=tuple(each for each in past.contacts if each.id not in gone),
        ties=tuple(tie for tie in past.ties if tie.a not in gone and tie.b not in gone),
    )


def changes(before: Past, after: Past) -> tuple[Changed, ...]:
    """What is different on the later day, in the order of `Turn`; what the map does not tell is left out.

    A contact that left takes its supports and ties along without a word.
    """
    unsafe = {each.id for each in (*before.contacts, *after.contacts) if each.state is State.NOT_SAFE}
    before, after = without(before, unsafe), without(after, unsafe)
    was, now = before.shown, after.shown
    found = [each for id_, contact in now.items() for each in _of_contact(was.get(id_), contact)]
    found += [Changed(turn=Turn.LEFT, contact_id=id_) for id_ in was if id_ not in now]
    found += _of_ties(before.ties, after.ties, set(now))
    return tuple(sorted(found, key=lambda each: _ORDER[each.turn]))


def _of_contact(was: Contact | None, now: Contact) -> Iterator[Changed]:
    if was is None:
        yield Changed(turn=Turn.CAME, contact_id=now.id, now=now.ring)
    elif was.ring is not now.ring:
        yield Changed(turn=_moved(was.ring, now.ring), contact_id=now.id, now=now.ring)
    yield from _of_supports(was.supports if was else (), now)
    if was is not None and was.line is not now.line:
        firmer = _LINES.index(now.line) > _LINES.index(was.line)
        yield Changed(turn=Turn.FIRMER if firmer else Turn.LOOSER, contact_id=now.id, now=now.line)
    if was is not None and was.stressful is not now.stressful:
        yield Changed(turn=Turn.STRESSFUL if now.stressful else Turn.EASED, contact_id=now.id)
    if (was.state if was else State.ACTIVE) is not now.state:
        yield Changed(turn=_STATES[now.state], contact_id=now.id)


def _moved(was: Ring, now: Ring) -> Turn:
    if was is Ring.HOPED:
        return Turn.REACHED
    if now is Ring.HOPED:
        return Turn.HOPED
    return Turn.CLOSER if _RINGS.index(now) < _RINGS.index(was) else Turn.FURTHER


def _of_supports(was: tuple[Support, ...], now: Contact) -> Iterator[Changed]:
    old = {each.type: each for each in was}
    new = {each.type: each for each in now.supports}
    for type_ in SupportType:
        for turn in _of_support(old.get(type_), new.get(type_)):
            yield Changed(turn=turn, contact_id=now.id, type=type_)


def _of_support(old: Support | None, new: Support | None) -> Iterator[Turn]:
    got, gets = bool(old and old.received), bool(new and new.received)
    gave, gives = bool(old and old.given), bool(new and new.given)
    if got is not gets:
        yield Turn.GETS if gets else Turn.GETS_NO_MORE
    if gave is not gives:
        yield Turn.GIVES if gives else Turn.GIVES_NO_MORE
    if old is None or new is None or old.strength is new.strength:
        return
    oftener = new.strength is Strength.OFTEN
    if got and gets:
        yield Turn.GETS_OFTENER if oftener else Turn.GETS_LESS
    elif gave and gives:
        yield Turn.GIVES_OFTENER if oftener else Turn.GIVES_LESS


def _of_ties(was: tuple[Tie, ...], now: tuple[Tie, ...], there: set[str]) -> Iterator[Changed]:
    """Ties between two who are there on the later day."""
    old, new = {(tie.a, tie.b): tie for tie in was}, {(tie.a, tie.b): tie for tie in now}
    for pair in dict.fromkeys((*old, *new)):
        if not there.issuperset(pair):
            continue
        for turn in _of_tie(old.get(pair), new.get(pair)):
            yield Changed(turn=turn, contact_id=pair[0], other_id=pair[1])


def _of_tie(old: Tie | None, new: Tie | None) -> Iterator[Turn]:
    if old is None:
        yield Turn.KNOW
    elif new is None:
        yield Turn.KNOW_NO_MORE
    elif old.close is not new.close:
        yield Turn.KNOW_WELL if new.close else Turn.KNOW_LESS
