"""At most two gentle suggestions: questions or offers, in a fixed order, dismissible for good.

Order (domain.md 2.6): a strength, a type resting on one person, a type with nobody yet, someone
they wanted to be in touch with, only one kind of tie. None of it in a hard week.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from supportdesk.domain.contact import Contact, Kind, RecoveryEffect, State, SupportType
from supportdesk.domain.coverage import Cover, coverage, needs_cover, sources
from supportdesk.domain.dismissed import is_dismissed
from supportdesk.domain.goal import GoalState
from supportdesk.domain.growth import Need
from supportdesk.domain.rhythm import quiet, quiet_key
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass

AT_ONCE = 2


class Code(StrEnum):
    """Which sentence it is; the sentence stands in `words.suggestions`."""

    SEVERAL_GIVE = "several_give"
    TWO_GIVE = "two_give"
    HARD_TIMES = "hard_times"
    ONE_GIVES = "one_gives"
    YOU_GIVE = "you_give"
    RESTS_ON_ONE = "rests_on_one"
    ASK_PROFESSIONAL = "ask_professional"
    NOBODY_YET = "nobody_yet"
    QUIET = "quiet"
    ONE_KIND = "one_kind"


class Page(StrEnum):
    """Where a suggestion leads."""

    COVERAGE = "coverage"
    GOAL = "goal"
    NEED = "need"
    CONTACT = "contact"
    GROWING = "growing"
    PROFESSIONALS = "professionals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A page, and the id of what is to be opened there ("" for the page itself)."""

    page: Page
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One suggestion; `key` is what `Me.dismissed` keeps."""

    code: Code
    key: str
    target: Target
    type: SupportType | None = None
    contact_id: str | None = None
    need_id: str | None = None
    kind: Kind | None = None
    days: int | None = None
    some_often: bool = False


def suggestions(
    snapshot: Snapshot,
    today: date,
    *,
    limit: int = AT_ONCE,
    now: datetime | None = None,
    covers: tuple[Cover, ...] | None = None,
) -> tuple[Suggestion, ...]:
    """What to offer today: of each sort the first one not dismissed, in order, at most `limit`.

    `covers` spares reckoning the coverage of today again where it is known already.
    """
    if snapshot.me.hard_week_since is not None or not sources(snapshot.contacts):
        return ()
    covers = coverage(snapshot, today) if covers is None else covers
    sorts = (
        _strengths(snapshot, covers),
        _resting(snapshot, covers),
        _nobody(snapshot, covers),
        _quiet(snapshot, today, now),
        _one_kind(snapshot),
    )
    first = (_first(sort, snapshot, today) for sort in sorts)
    return tuple(each for each in first if each is not None)[:limit]


def _first(sort: Iterator[Suggestion], snapshot: Snapshot, today: date) -> Suggestion | None:
    return next((each for each in sort if not is_dismissed(snapshot.me, each.key, today)), None)


def _strengths(snapshot: Snapshot, covers: tuple[Cover, ...]) -> Iterator[Suggestion]:
    """The strongest true sentence first: three who give a type, two, hard times, one, and what I give."""
    for least, code in ((3, Code.SEVERAL_GIVE), (2, Code.TWO_GIVE)):
        for cover in covers:
            if len(cover.sources) >= least and not cover.rests_on:
                yield Suggestion(
                    code=code,
                    key=f"strength:{cover.type}",
                    target=Target(page=Page.COVERAGE, id=cover.type),
                    type=cover.type,
                    some_often=bool(cover.often),
                )
    if any(each.in_hard_times for each in sources(snapshot.contacts)):
        yield Suggestion(code=Code.HARD_TIMES, key="strength:hard_times", target=Target(page=Page.COVERAGE))
    for cover in covers:
        for name in sorted(cover.often or cover.sometimes)[:1]:
            yield Suggestion(
                code=Code.ONE_GIVES,
                key=f"strength:{cover.type}:{name}",
                target=Target(page=Page.CONTACT, id=name),
                type=cover.type,
                contact_id=name,
            )
    for contact in sorted(sources(snapshot.contacts), key=lambda each: each.id):
        if any(support.given for support in contact.supports):
            yield Suggestion(
                code=Code.YOU_GIVE,
                key=f"strength:give:{contact.id}",
                target=Target(page=Page.CONTACT, id=contact.id),
                contact_id=contact.id,
            )


def _resting(snapshot: Snapshot, covers: tuple[Cover, ...]) -> Iterator[Suggestion]:
    for cover in covers:
        contact = snapshot.contact(cover.rests_on)
        if contact is None:
            continue
        if cover.type is SupportType.PRACTICAL and contact.recovery is RecoveryEffect.HARDER:
            yield _professional()
            continue
        need = _open_need(snapshot, cover.type)
        yield Suggestion(
            code=Code.RESTS_ON_ONE,
            key=f"rests_on:{cover.type}:{contact.id}",
            target=_need_target(snapshot, need, cover.type),
            type=cover.type,
            contact_id=contact.id,
            need_id=need.id if need else None,
        )


def _nobody(snapshot: Snapshot, covers: tuple[Cover, ...]) -> Iterator[Suggestion]:
    """Silent while no support is noted at all: names alone do not mean that nobody helps."""
    if not any(each.supports for each in sources(snapshot.contacts)):
        return
    for cover in covers:
        if not cover.is_nobody_yet:
            continue
        if cover.type is SupportType.PRACTICAL and any(map(_holds_practical, snapshot.contacts)):
            yield _professional()
            continue
        need = _open_need(snapshot, cover.type)
        yield Suggestion(
            code=Code.NOBODY_YET,
            key=f"nobody:{cover.type}",
            target=_need_target(snapshot, need, cover.type),
            type=cover.type,
            need_id=need.id if need else None,
        )


def _quiet(snapshot: Snapshot, today: date, now: datetime | None) -> Iterator[Suggestion]:
    for each in quiet(snapshot, today, now=now):
        yield Suggestion(
            code=Code.QUIET,
            key=quiet_key(each.contact_id),
            target=Target(page=Page.CONTACT, id=each.contact_id),
            contact_id=each.contact_id,
            days=each.days,
        )


def _one_kind(snapshot: Snapshot) -> Iterator[Suggestion]:
    counted = sources(snapshot.contacts)
    kinds = {each.kind for each in counted}
    if len(counted) > 1 and len(kinds) == 1:
        yield Suggestion(
            code=Code.ONE_KIND, key="one_kind", target=Target(page=Page.GROWING), kind=kinds.pop()
        )


def _professional() -> Suggestion:
    """Practical help that hangs on someone who makes it harder needs a professional (domain.md 6.3)."""
    return Suggestion(
        code=Code.ASK_PROFESSIONAL,
        key="ask_professional",
        target=Target(page=Page.PROFESSIONALS),
        type=SupportType.PRACTICAL,
    )


def _holds_practical(contact: Contact) -> bool:
    return contact.state is State.NOT_SAFE and contact.gives_me(SupportType.PRACTICAL)


def _open_need(snapshot: Snapshot, type_: SupportType) -> Need | None:
    """The first need of this type that nobody covers."""
    return next(
        (each.need for each in needs_cover(snapshot) if each.need.type is type_ and not each.sources), None
    )


def _need_target(snapshot: Snapshot, need: Need | None, type_: SupportType) -> Target:
    if need is None:
        return Target(page=Page.COVERAGE, id=type_)
    going = {goal.id for goal in snapshot.goals if goal.state is GoalState.ACTIVE}
    if need.goal_id in going:
        return Target(page=Page.GOAL, id=need.goal_id or "")
    return Target(page=Page.NEED, id=need.id)
