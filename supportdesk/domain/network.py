"""Numbers of the whole map, shown only on request: they describe, they do not judge (domain.md 2.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import FORMAL, Contact, Kind, Ring
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Counts over the contacts on the map ("not safe" and "archived" are not).

    `kinds` counts the main kind of each; `diversity` is how many kinds have an active contact;
    `ties` and `pairs` are those among people; `density` is their share, None below two people;
    `formal` and `informal` count active contacts.
    """

    size: int
    people: int
    rings: Mapping[Ring, int]
    kinds: Mapping[Kind, int]
    diversity: int
    ties: int
    pairs: int
    density: float | None
    formal: int
    informal: int

    @property
    def groups(self) -> int:
        """Groups, places, services, online communities and pets."""
        return self.size - self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAndTake:
    """Check-ins by what went which way. One way is usual with professionals and in hard times."""

    both: int = 0
    only_got: int = 0
    only_gave: int = 0
    neither: int = 0


def on_map(snapshot: Snapshot) -> tuple[Contact, ...]:
    """The contacts that are counted here."""
    return tuple(each for each in snapshot.contacts if each.is_on_map)


def numbers(snapshot: Snapshot) -> Numbers:
    """The numbers of the map as it is now."""
    contacts = on_map(snapshot)
    people = {each.id for each in contacts if each.is_person}
    active = [each for each in contacts if each.is_active]
    formal = sum(each.kind in FORMAL for each in active)
    pairs = len(people) * (len(people) - 1) // 2
    ties = sum(tie.a in people and tie.b in people for tie in snapshot.ties)
    return Numbers(
        size=len(contacts),
        people=len(people),
        rings={ring: sum(each.ring is ring for each in contacts) for ring in Ring},
        kinds=Counter(each.kind for each in contacts),
        diversity=len({each.kind for each in active}),
        ties=ties,
        pairs=pairs,
        density=ties / pairs if pairs else None,
        formal=formal,
        informal=len(active) - formal,
    )


def give_and_take(checkins: Iterable[CheckIn]) -> GiveAndTake:
    """How many of these check-ins had help both ways, one way, or neither."""
    counted = Counter((bool(each.got), bool(each.gave)) for each in checkins)
    return GiveAndTake(
        both=counted[True, True],
        only_got=counted[True, False],
        only_gave=counted[False, True],
        neither=counted[False, False],
    )


def entries(checkins: Iterable[CheckIn]) -> Counter[str]:
    """How many check-ins each contact (by id) was part of."""
    return Counter(name for each in checkins for name in set(each.contact_ids))


def counted(snapshot: Snapshot, checkins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """The check-ins with at least one contact on the map; the others are never counted."""
    names = {each.id for each in on_map(snapshot)}
    return tuple(each for each in checkins if names.intersection(each.contact_ids))


def with_contact(
    checkins: Iterable[CheckIn], contact_id: str, since: date | None = None, before: date | None = None
) -> tuple[CheckIn, ...]:
    """The check-ins with one contact, from `since` on and before `before`."""
    return tuple(
        each
        for each in checkins
        if contact_id in each.contact_ids
        and (since is None or each.day >= since)
        and (before is None or each.day < before)
    )


def mean_feeling(checkins: Iterable[CheckIn]) -> float | None:
    """The mean feeling afterwards (-2 to 2), None where nothing was noted. Private, never printed."""
    felt = [each.felt_after for each in checkins if each.felt_after is not None]
    return sum(felt) / len(felt) if felt else None
