"""Which contacts of a file may be known already, by e-mail, number or name: never more than a guess."""

from __future__ import annotations

from collections.abc import Iterable

from supportdesk.domain.contact import Contact
from supportdesk.domain.duplicates import Why, keys, plain_name, plain_number
from supportdesk.exchange.incoming import Candidate
from supportdesk.records import dataclass

__all__ = ["Match", "Why", "matches", "plain_name", "plain_number"]


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
                      for key in keys(each.contact) if key in seen), None)  # fmt: skip
        if match is None:
            _remember(seen, each.contact, in_file=True)
        else:
            found.append(match)
    return tuple(found)


def _remember(seen: dict[tuple[Why, str], tuple[Contact, bool]], contact: Contact, *, in_file: bool) -> None:
    for key in keys(contact):
        seen.setdefault(key, (contact, in_file))
