"""What becomes of each contact of a file: left out, added, or what is new given to the one who is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from supportdesk.domain.contact import Contact, ImportantDate, Phone, State
from supportdesk.domain.text import NOTE_LIMIT
from supportdesk.exchange.duplicates import Match, matches, plain_number
from supportdesk.exchange.incoming import Candidate
from supportdesk.records import dataclass

_FILLED = (
    "nickname", "kinds", "role", "address", "web", "preferred_way", "reachable_note", "time_zone",
    "known_since",
)  # fmt: skip


class Fate(StrEnum):
    """What the person chose for one of the file."""

    ADD = "add"
    SKIP = "skip"
    FILL = "fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One contact of the file, and who it may be already."""

    candidate: Candidate
    match: Match | None = None

    @property
    def number(self) -> int:
        """Its card or row, as the file counts."""
        return self.candidate.number

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What may be chosen. Who is marked not safe does not come back in as somebody new."""
        if self.match is None:
            return (Fate.ADD, Fate.SKIP)
        if self.match.known.state is State.NOT_SAFE:
            return (Fate.SKIP, Fate.FILL)
        return (Fate.SKIP, Fate.FILL, Fate.ADD)

    @property
    def first_fate(self) -> Fate:
        """What stands until the person chooses."""
        return Fate.ADD if self.match is None else Fate.SKIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What an import does: contacts that are new, contacts that got something, and pictures by contact id."""

    new: tuple[Contact, ...] = ()
    filled: tuple[Contact, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def arrivals(candidates: Iterable[Candidate], existing: Iterable[Contact]) -> tuple[Arrival, ...]:
    """Each contact of the file with the one it may be, in the order of the file. Safe in a worker."""
    listed = tuple(candidates)
    known = {each.number: each for each in matches(listed, existing)}
    return tuple(Arrival(candidate=each, match=known.get(each.number)) for each in listed)


def news(known: Contact, new: Contact) -> tuple[str, ...]:
    """The fields in which `new` has something that `known` has not."""
    both = filled(known, new)
    return tuple(
        name
        for name in (*_FILLED, "phones", "emails", "important_dates", "notes")
        if getattr(both, name) != getattr(known, name)
    )


def filled(known: Contact, new: Contact) -> Contact:
    """`known` with what only `new` has; nothing that is there is changed or taken away."""
    empty = {name: getattr(new, name) for name in _FILLED if not getattr(known, name)}
    if empty.get("nickname") in (known.name, new.name):
        empty.pop("nickname")
    return replace(
        known,
        **empty,
        phones=known.phones + _more_phones(known.phones, new.phones),
        emails=known.emails + _more_emails(known.emails, new.emails),
        important_dates=known.important_dates + _more_days(known.important_dates, new.important_dates),
        notes=_notes(known.notes, new.notes),
    )


def _more_phones(known: tuple[Phone, ...], new: tuple[Phone, ...]) -> tuple[Phone, ...]:
    there = {_number(each) for each in known}
    return tuple(each for each in new if _number(each) not in there)


def _number(phone: Phone) -> str:
    return plain_number(phone.number) or phone.number


def _more_emails(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    there = {each.strip().casefold() for each in known}
    return tuple(each for each in new if each.strip().casefold() not in there)


def _more_days(known: tuple[ImportantDate, ...], new: tuple[ImportantDate, ...]) -> tuple[ImportantDate, ...]:
    there = {(each.label.casefold(), each.month, each.day) for each in known}
    return tuple(each for each in new if (each.label.casefold(), each.month, each.day) not in there)


def _notes(known: str, new: str) -> str:
    """Both, one below the other, unless the new ones are there already or there is no room."""
    if not new or new in known:
        return known
    both = f"{known}\n\n{new}" if known else new
    return both if len(both) <= NOTE_LIMIT else known


def count(listed: Iterable[Arrival], fates: Mapping[int, Fate]) -> tuple[int, int]:
    """How many contacts `settle` would make new, and how many would get something."""
    new: set[str] = set()
    changed: set[str] = set()
    for each in listed:
        fate = fates.get(each.number, each.first_fate)
        if fate is Fate.SKIP:
            continue
        match = each.match
        if fate is Fate.ADD or match is None or (match.in_file and match.known.id not in new):
            new.add(each.candidate.contact.id)
        elif not match.in_file:
            changed.add(match.known.id)
    return len(new), len(changed)


def settle(listed: Iterable[Arrival], fates: Mapping[int, Fate]) -> Settled:
    """What is written, given what was chosen by number; who is not named there has the first fate.

    What is new in a second card of somebody goes to the first card where that one comes in, and comes
    in by itself where it does not.
    """
    new: dict[str, Contact] = {}
    changed: dict[str, Contact] = {}
    pictures: dict[str, bytes] = {}
    for each in listed:
        fate = fates.get(each.number, each.first_fate)
        if fate is Fate.SKIP:
            continue
        contact, photo, match = each.candidate.contact, each.candidate.photo, each.match
        target = contact.id
        if fate is Fate.FILL and match is not None and (not match.in_file or match.known.id in new):
            target = match.known.id
            group = new if match.in_file else changed
            group[target] = filled(group.get(target, match.known), contact)
        else:
            new[target] = contact
        if photo is not None:
            pictures.setdefault(target, photo)
    return Settled(new=tuple(new.values()), filled=tuple(changed.values()), pictures=tuple(pictures.items()))
