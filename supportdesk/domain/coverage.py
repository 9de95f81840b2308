"""Who gives each type of support, what rests on one person, and what would be lost without someone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from supportdesk.domain.checkin import CheckIn, Outcome
from supportdesk.domain.contact import FORMAL, Contact, Kind, Ring, Strength, SupportType
from supportdesk.domain.growth import Need
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass

LOGGED_DAYS = 56
MOSTLY = 0.6
# With fewer entries than this a share says nothing: one logged call would make one person "100%".
LOGGED_ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """One type of support. Contacts by id, each in the order of the contacts.

    `rests_on` is the only source, or the contact with 60% or more of the help of this type logged in
    the last 8 weeks; `logged` is how many entries of those weeks have such help.
    """

    type: SupportType
    often: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    formal: int = 0
    informal: int = 0
    rests_on: str | None = None
    logged: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """Everyone who gives it, those who do so often first."""
        return self.often + self.sometimes

    @property
    def is_nobody_yet(self) -> bool:
        """Whether nobody gives it yet."""
        return not self.sources


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCover:
    """One need and the active contacts who cover it."""

    need: Need
    sources: tuple[str, ...]

    @property
    def is_held_by_more(self) -> bool:
        """Whether more than one contact covers it."""
        return len(self.sources) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What would have no source without one contact: types, and ids of needs."""

    contact_id: str
    types: tuple[SupportType, ...] = ()
    needs: tuple[str, ...] = ()


def sources(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The contacts that count: active, and not merely hoped for."""
    return tuple([each for each in contacts if each.ring is not Ring.HOPED and each.is_active])


def coverage(snapshot: Snapshot, today: date) -> tuple[Cover, ...]:
    """The four types in their order; the snapshot's recent check-ins are log enough."""
    logged = _all_help(snapshot.contacts, snapshot.recent, today)
    counted = sources(snapshot.contacts)
    return tuple(_cover(type_, counted, logged[type_]) for type_ in SupportType)


def cover(type_: SupportType, contacts: Sequence[Contact], checkins: Iterable[CheckIn], today: date) -> Cover:
    """How one type of support is covered on `today`. Only received support counts (alone or both ways)."""
    return _cover(type_, sources(contacts), logged_help(type_, contacts, checkins, today))


def _cover(type_: SupportType, counted: Sequence[Contact], logged: Counter[str]) -> Cover:
    giving = [each for each in counted if each.gives_me(type_)]
    often = tuple(each.id for each in giving if _strength(each, type_) is Strength.OFTEN)
    is_often = frozenset(often)
    formal = sum(each.kind in FORMAL for each in giving)
    return Cover(
        type=type_,
        often=often,
        sometimes=tuple(each.id for each in giving if each.id not in is_often),
        kinds=tuple(sorted({each.kind for each in giving}, key=list(Kind).index)),
        formal=formal,
        informal=len(giving) - formal,
        rests_on=_rests_on([each.id for each in giving], logged),
        logged=logged.total(),
    )


def logged_help(
    type_: SupportType, contacts: Iterable[Contact], checkins: Iterable[CheckIn], today: date
) -> Counter[str]:
    """Entries of the last 8 weeks in which this help was received, by contact id (active ones only)."""
    return _all_help(contacts, checkins, today)[type_]


def _all_help(
    contacts: Iterable[Contact], checkins: Iterable[CheckIn], today: date
) -> Mapping[SupportType, Counter[str]]:
    """The same for every type, in one go over the log: it may hold thousands of entries."""
    counted = {each.id for each in sources(contacts)}
    since = datetime.combine(today - timedelta(days=LOGGED_DAYS - 1), time.min)
    until = datetime.combine(today, time.max)
    found: dict[SupportType, Counter[str]] = {type_: Counter() for type_ in SupportType}
    for each in checkins:
        if not each.got or each.outcome is Outcome.DID_NOT_GO or not since <= each.when <= until:
            continue
        helped = counted.intersection([person.contact_id for person in each.people])
        for type_ in set(each.got):
            logged = found[type_]
            for contact_id in helped:
                logged[contact_id] += 1
    return found


def needs_cover(snapshot: Snapshot) -> tuple[NeedCover, ...]:
    """Each need with the contacts that cover it; contacts that do not count are left out."""
    counted = {each.id for each in sources(snapshot.contacts)}
    return tuple(
        NeedCover(need=need, sources=tuple(name for name in need.contact_ids if name in counted))
        for need in snapshot.notes.needs
    )


def without(snapshot: Snapshot, contact_id: str) -> Loss:
    """What would lose its last source without this contact ("what if", and what rests on them alone)."""
    giving = {
        type_: [each.id for each in sources(snapshot.contacts) if each.gives_me(type_)]
        for type_ in SupportType
    }
    return Loss(
        contact_id=contact_id,
        types=tuple(type_ for type_, names in giving.items() if names == [contact_id]),
        needs=tuple(each.need.id for each in needs_cover(snapshot) if set(each.sources) == {contact_id}),
    )


def alone(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What rests on one contact alone, for each who has something, in the order of the contacts."""
    counted = sources(snapshot.contacts)
    types: dict[str, list[SupportType]] = {}
    needs: dict[str, list[str]] = {}
    for type_ in SupportType:
        giving = [each.id for each in counted if each.gives_me(type_)]
        if len(giving) == 1:
            types.setdefault(giving[0], []).append(type_)
    for each in needs_cover(snapshot):
        if len(set(each.sources)) == 1:
            needs.setdefault(each.sources[0], []).append(each.need.id)
    return tuple(
        Loss(contact_id=one.id, types=tuple(types.get(one.id, ())), needs=tuple(needs.get(one.id, ())))
        for one in counted
        if one.id in types or one.id in needs
    )


def _strength(contact: Contact, type_: SupportType) -> Strength | None:
    support = contact.support(type_)
    return support.strength if support else None


def _rests_on(giving: list[str], logged: Counter[str]) -> str | None:
    if len(giving) <= 1:
        return giving[0] if giving else None
    if logged.total() < LOGGED_ENOUGH:
        return None
    # By id where two are level, so that the answer does not hang on the order of the log.
    top = min(logged, key=lambda name: (-logged[name], name))
    return top if logged[top] >= MOSTLY * logged.total() else None
