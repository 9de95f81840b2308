"""Which contacts of a file may be known already, by e-mail, number or name: never more than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from supportdesk.domain.contact import Contact
from supportdesk.domain.text import fold
from supportdesk.exchange.incoming import Candidate

_TAIL = 9  # digits at the end that tell numbers apart; what stands before is a way to write the country
_SHORTEST = 3
_EXTENSION = re.compile(r"(?:[;,#]|(?<=[\d\s.])(?:ext|x)).*", re.IGNORECASE | re.DOTALL)


class Why(StrEnum):
    """What two contacts share, the surest first."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Candidate `number` may be `known`: a contact of the profile or, if `in_file`, an earlier candidate."""

    number: int
    known: Contact
    why: Why
    in_file: bool = False


def matches(candidates: Iterable[Candidate], existing: Iterable[Contact]) -> tuple[Match, ...]:
    """The candidates that may be there already, in the order of the file, each with one reason.

    `existing` holds every contact of the profile, those who are not safe too: they must not come back
    in by a file. A candidate that is itself a duplicate is not what later ones are compared with.
    """
    seen: dict[tuple[Why, str], tuple[Contact, bool]] = {}
    for contact in existing:
        _remember(seen, contact, in_file=False)
    found = []
    for each in candidates:
        match = next((Match(number=each.number, known=seen[key][0], why=key[0], in_file=seen[key][1])
                      for key in _keys(each.contact) if key in seen), None)  # fmt: skip
        if match is None:
            _remember(seen, each.contact, in_file=True)
        else:
            found.append(match)
    return tuple(found)


def _remember(seen: dict[tuple[Why, str], tuple[Contact, bool]], contact: Contact, *, in_file: bool) -> None:
    for key in _keys(contact):
        seen.setdefault(key, (contact, in_file))


def _keys(contact: Contact) -> Iterator[tuple[Why, str]]:
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
