"""One change for several contacts at once: each function gives those that differ afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from supportdesk.domain.contact import Asked, Contact, Kind, Ring, State, Support, SupportType

Change = Callable[[Contact], Contact]


def changed(contacts: Iterable[Contact], change: Change) -> tuple[Contact, ...]:
    """The contacts as they are after the change, without those it leaves as they were."""
    pairs = ((each, change(each)) for each in contacts)
    return tuple(after for before, after in pairs if after != before)


def to_ring(ring: Ring) -> Change:
    """Into this ring; the map finds a new place for those who were in another."""
    return lambda each: each if each.ring is ring else replace(each, ring=ring, angle=None, distance=None)


def to_state(state: State) -> Change:
    """How it stands with them now."""
    return lambda each: replace(each, state=state)


def add_kind(kind: Kind) -> Change:
    """This kind too, behind those they have."""
    return lambda each: each if kind in each.kinds else replace(each, kinds=(*each.kinds, kind))


def take_kind(kind: Kind) -> Change:
    """No longer this kind."""
    return lambda each: replace(each, kinds=tuple(one for one in each.kinds if one is not kind))


def add_support(type_: SupportType) -> Change:
    """This support too, sometimes and received; one they give already stays as it is."""

    def change(each: Contact) -> Contact:
        known = each.support(type_) is not None
        return each if known else replace(each, supports=(*each.supports, Support(type=type_)))

    return change


def to_asked(asked: Asked, today: date) -> Change:
    """Whether they were asked to be in the plan; the day is noted where that is new."""

    def change(each: Contact) -> Contact:
        if each.asked is asked:
            return each
        return replace(each, asked=asked, asked_on=None if asked is Asked.NOT_YET else today)

    return change


def values() -> dict[str, tuple[Any, ...]]:
    """What can be chosen for each change."""
    return {
        "ring": tuple(Ring),
        "state": tuple(State),
        "add_kind": tuple(Kind),
        "take_kind": tuple(Kind),
        "support": tuple(SupportType),
        "asked": tuple(Asked),
    }


def change_to(what: str, value: Any, today: date) -> Change:
    """The change with this name (`values`) to this value."""
    if what == "asked":
        return to_asked(value, today)
    by_name: dict[str, Callable[[Any], Change]] = {
        "ring": to_ring,
        "state": to_state,
        "add_kind": add_kind,
        "take_kind": take_kind,
        "support": add_support,
    }
    return by_name[what](value)
