"""Finding contacts while typing: what is searched, what fits, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from supportdesk.domain.contact import Contact, Kind, Ring, State, SupportType
from supportdesk.domain.rhythm import touch
from supportdesk.domain.text import fold
from supportdesk.records import dataclass

_RINGS = {each: number for number, each in enumerate(Ring)}
_NEVER = datetime(1, 1, 1)
_LINES = (
    "name", "nickname", "role", "address", "web", "reachable_note", "time_zone", "my_boundaries",
    "their_boundaries", "learned", "notes", "asked_what",
)  # fmt: skip


class Sort(StrEnum):
    """The order of a list of contacts."""

    NAME = "name"
    RING = "ring"
    LAST_CONTACT = "last_contact"
    NEXT_TIME = "next_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a contact has to have to stand in the list; None lets everything through."""

    type: SupportType | None = None
    kind: Kind | None = None
    ring: Ring | None = None
    state: State | None = None

    def fit(self, contact: Contact) -> bool:
        """Whether the contact has all that is asked for."""
        return (
            (self.type is None or contact.support(self.type) is not None)
            and (self.kind is None or self.kind in contact.kinds or self.kind is contact.kind)
            and (self.ring is None or contact.ring is self.ring)
            and (self.state is None or contact.state is self.state)
        )

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return self != Facets()


def texts(contact: Contact) -> tuple[str, ...]:
    """Every text of a contact that a person wrote; a number also without its blanks and signs."""
    found = [getattr(contact, name) for name in _LINES]
    found += [*contact.emails, *contact.members]
    for phone in contact.phones:
        found += [phone.number, "".join(c for c in phone.number if c.isdigit()), phone.label]
    found += [each.label for each in contact.important_dates]
    found += [detail for support in contact.supports for detail in support.details]
    return tuple(each for each in found if each)


def haystack(contact: Contact, also: Iterable[str] = ()) -> str:
    """What is searched for a contact: its texts and `also` (labels, notes of check-ins), folded."""
    return fold("\n".join((*texts(contact), *also)))


def words(query: str) -> tuple[str, ...]:
    """The folded words of what was typed."""
    return tuple(fold(query).split())


def hits(hay: str, wanted: Sequence[str]) -> bool:
    """Whether a haystack has every word, each anywhere in it."""
    return all(word in hay for word in wanted)


def in_order(
    contacts: Iterable[Contact], sort: Sort, last_seen: Mapping[str, datetime]
) -> tuple[Contact, ...]:
    """The contacts by name; by ring, the inner first; by last contact, the newest first; by next time.

    The next time is when contact would be nice again, the soonest first; those without one come last.
    """
    by_name = sorted(contacts, key=lambda each: (fold(each.name), each.name, each.id))
    if sort is Sort.RING:
        by_name.sort(key=lambda each: _RINGS[each.ring])
    if sort is Sort.LAST_CONTACT:
        by_name.sort(key=lambda each: last_seen.get(each.id, _NEVER), reverse=True)
    if sort is Sort.NEXT_TIME:
        by_name.sort(key=lambda each: _next_time(each, last_seen.get(each.id)))
    return tuple(by_name)


def _next_time(contact: Contact, seen: datetime | None) -> date:
    touched = touch(contact, seen, seen.date()) if seen is not None else None
    return touched.opens if touched is not None and touched.opens is not None else date.max


def namesakes(contacts: Iterable[Contact], name: str) -> tuple[Contact, ...]:
    """The contacts that go by this name already, however it is written."""
    wanted = fold(name).split()
    return tuple(each for each in contacts if wanted and fold(each.name).split() == wanted)
