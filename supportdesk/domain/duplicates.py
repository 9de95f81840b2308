"""Who may be one and the same, by e-mail, number or name: never more than a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from supportdesk.domain.contact import Contact
from supportdesk.domain.text import fold
from supportdesk.records import dataclass

_TAIL = 9  # digits at the end that tell numbers apart; what stands before is a way to write the country
_SHORTEST = 3
_EXTENSION = re.compile(r"(?:[;,#]|(?<=[\d\s.])(?:ext|x)).*", re.IGNORECASE | re.DOTALL)


class Why(StrEnum):
    """What two contacts share, the surest first."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Two or more contacts that may be one, in the order they were given, and the surest reason."""

    contacts: tuple[Contact, ...]
    why: Why


def twins(contacts: Iterable[Contact], apart: Collection[str] = ()) -> tuple[Twins, ...]:
    """The groups of contacts that may be one; a pair whose `pair_key` is in `apart` is known to be two.

    Contacts are linked through what they share, so three may be one without all sharing the same.
    """
    all_ = tuple(contacts)
    holders: dict[tuple[Why, str], list[int]] = defaultdict(list)
    for number, contact in enumerate(all_):
        for key in dict.fromkeys(keys(contact)):
            holders[key].append(number)
    group = list(range(len(all_)))
    reasons: dict[int, set[Why]] = defaultdict(set)
    for (why, _text), numbers in holders.items():
        for one, other in _pairs(numbers):
            if pair_key(all_[one].id, all_[other].id) not in apart:
                reasons[one].add(why)
                _join(group, one, other)
    return _groups(all_, group, reasons)


def _groups(all_: tuple[Contact, ...], group: list[int], reasons: dict[int, set[Why]]) -> tuple[Twins, ...]:
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(all_)):
        members[_root(group, number)].append(number)
    order = list(Why)
    found = []
    for numbers in members.values():
        why = min((each for number in numbers for each in reasons[number]), key=order.index, default=None)
        if why is not None:
            found.append(Twins(contacts=tuple(all_[number] for number in numbers), why=why))
    return tuple(found)


def _pairs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Every pair of a few; of many that share one thing (a switchboard) each with the one before."""
    if len(numbers) > 12:
        yield from pairwise(numbers)
        return
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            yield one, other


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        number = group[number]
    return number


def _join(group: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(group, one), _root(group, other)))
    group[second] = first


def pair_key(one: str, other: str) -> str:
    """The key in `Me.dismissed` that says these two are not one."""
    first, second = sorted((one, other))
    return f"twins:{first}:{second}"


def keys(contact: Contact) -> Iterator[tuple[Why, str]]:
    """All that a contact may be known by, the surest first."""
    for email in contact.emails:
        if email.strip():
            yield Why.EMAIL, email.strip().casefold()
    for phone in contact.phones:
        if digits := plain_number(phone.number):
            yield Why.PHONE, digits
    if name := plain_name(contact.name):
        yield Why.NAME, name


def plain_number(number: str) -> str:
    """The digits that tell a number apart: no blanks, country, leading 0 or extension; "" for too few.

    "+44 (0)1632 960101", "0044 1632 960101" and "01632 960101" are the same.
    """
    digits = re.sub(r"\(0\)|\D", "", _EXTENSION.sub("", number))
    return digits[-_TAIL:] if len(digits) >= _SHORTEST else ""


def plain_name(name: str) -> str:
    """The name without case, accents and doubled blanks; "Avery, Mina" as "mina avery"."""
    family, comma, given = name.partition(",")
    turned = f"{given} {family}" if comma and "," not in given else name
    return " ".join(fold(turned).split())
