"""Two or more contacts become one: what can be kept together is, the rest the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from supportdesk.domain.contact import Asked, Contact, Direction, Phone, State, Strength, Support, SupportType
from supportdesk.domain.duplicates import plain_number
from supportdesk.records import dataclass

# Fields that go together are chosen together, under the first of their names.
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "nickname": ("nickname",),
    "role": ("role",),
    "ring": ("ring", "angle", "distance"),
    "line": ("line",),
    "state": ("state",),
    "preferred_way": ("preferred_way",),
    "rhythm": ("rhythm",),
    "next_meeting": ("next_meeting",),
    "known_since": ("known_since",),
    "time_zone": ("time_zone",),
    "reachable_note": ("reachable_note",),
    "address": ("address",),
    "web": ("web",),
    "leaves_me": ("leaves_me",),
    "recovery": ("recovery",),
    "asked": ("asked", "asked_what", "asked_on"),
}
_EITHER = ("in_hard_times", "in_daily_life", "night_ok", "stressful")
_LISTED = ("kinds", "reachable", "members", "important_dates")
_LONG = ("my_boundaries", "their_boundaries", "learned", "notes")
_LEFT_TO_NOTES = ("name", "nickname", "role", "address", "web", "reachable_note", "time_zone", "asked_what")
# Where two differ, the one that keeps the person safest is offered first.
_CAREFUL = (
    State.NOT_SAFE, State.REMEMBERED, State.ON_A_BREAK, State.SEEING_LESS, State.ARCHIVED, State.CHANGING,
    State.ACTIVE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field in which the contacts differ: for each different value the first contact that has it.

    `offered` is the place in `options` that is chosen unless the person says otherwise.
    """

    field: str
    options: tuple[int, ...]
    offered: int = 0


def conflicts(contacts: Sequence[Contact]) -> tuple[Conflict, ...]:
    """What has to be chosen, in the order of CHOSEN; the first contact's value is offered."""
    found = []
    for field in CHOSEN:
        options: dict[Any, int] = {}
        for number, contact in enumerate(contacts):
            value = getattr(contact, field)
            if value not in _EMPTY:
                options.setdefault(value, number)
        if len(options) > 1:
            found.append(
                Conflict(field=field, options=tuple(options.values()), offered=_offered(field, options))
            )
    return tuple(found)


def _offered(field: str, options: Mapping[Any, int]) -> int:
    if field == "state":
        return list(options).index(min(options, key=_CAREFUL.index))
    return 0


_EMPTY: tuple[Any, ...] = ("", None, Asked.NOT_YET)


def merged(
    contacts: Sequence[Contact],
    chosen: Mapping[str, int] | None = None,
    *,
    said: Callable[[str, str], str] = lambda _field, value: value,
) -> Contact:
    """The one contact, with the id of the first.

    `chosen` is field to the place in `contacts` whose value is kept. Texts that were not chosen go to the
    end of the notes in the words of `said(field, value)`, so that none is lost.
    Errors: DomainError "text_too_long" where the texts together are longer than a field may be.
    """
    picks = {each.field: each.options[each.offered] for each in conflicts(contacts)} | dict(chosen or {})
    values: dict[str, Any] = {}
    for field, together in CHOSEN.items():
        source = contacts[picks.get(field, _first_with(contacts, field))]
        values |= {name: getattr(source, name) for name in together}
    values |= {name: any(getattr(each, name) for each in contacts) for name in _EITHER}
    values |= {name: _union(getattr(each, name) for each in contacts) for name in _LISTED}
    values |= {name: _joined(getattr(each, name) for each in contacts) for name in _LONG}
    values["notes"] = _joined((values["notes"], *_left(contacts, values, said)), between="\n")
    return replace(
        contacts[0],
        **values,
        phones=_phones(contacts),
        emails=_emails(contacts),
        supports=_supports(contacts),
    )


def _first_with(contacts: Sequence[Contact], field: str) -> int:
    """The first contact that has anything there."""
    return next((n for n, each in enumerate(contacts) if getattr(each, field) not in _EMPTY), 0)


def _union(lists: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(each for list_ in lists for each in list_))


def _joined(texts: Iterable[str], between: str = "\n\n") -> str:
    """The different texts, one below the other; one that stands in another is not repeated."""
    kept: list[str] = []
    for text in filter(None, (each.strip() for each in texts)):
        if not any(text in each for each in kept):
            kept = [each for each in kept if each not in text] + [text]
    return between.join(kept)


def _left(
    contacts: Sequence[Contact], values: Mapping[str, Any], said: Callable[[str, str], str]
) -> list[str]:
    lines = []
    for field in _LEFT_TO_NOTES:
        others = dict.fromkeys(getattr(each, field) for each in contacts)
        lines += [said(field, other) for other in others if other and other != values[field]]
    return lines


def _phones(contacts: Sequence[Contact]) -> tuple[Phone, ...]:
    """Every number once; of the same number written twice the one with a word for it stays.

    Where each has a word of its own, both stay.
    """
    kept: list[Phone] = []
    for phone in _union(each.phones for each in contacts):
        digits = plain_number(phone.number)
        same = [each for each in kept if digits and plain_number(each.number) == digits]
        if any(not phone.label or each.label == phone.label for each in same):
            continue
        bare = [each for each in same if not each.label]
        kept = [phone if bare and each is bare[0] else each for each in kept]
        kept += [] if bare else [phone]
    return tuple(kept)


def _emails(contacts: Sequence[Contact]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for email in _union(each.emails for each in contacts):
        known.setdefault(email.strip().casefold(), email)
    return tuple(known.values())


def _supports(contacts: Sequence[Contact]) -> tuple[Support, ...]:
    found: dict[SupportType, Support] = {}
    for support in (support for each in contacts for support in each.supports):
        known = found.get(support.type)
        found[support.type] = support if known is None else _both(known, support)
    return tuple(found.values())


def _both(one: Support, other: Support) -> Support:
    often = Strength.OFTEN in (one.strength, other.strength)
    return Support(
        type=one.type,
        strength=Strength.OFTEN if often else Strength.SOMETIMES,
        direction=one.direction if one.direction is other.direction else Direction.BOTH,
        details=_union((one.details, other.details)),
    )
