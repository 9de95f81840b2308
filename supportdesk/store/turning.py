"""The days on which the story of the map has something to tell: not every one on which a row changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from supportdesk.domain.contact import State
from supportdesk.store.contacts import raw_of
from supportdesk.store.rows import StandingRow, SupportRow, TieRow

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_OFF_MAP = (State.ARCHIVED.value, State.NOT_SAFE.value)


class _Version(NamedTuple):
    """A raw row as long as it held; days as the ISO text they are kept as."""

    since: str
    until: str | None
    value: tuple[Any, ...]

    def holds(self, day: str) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def turning_days(store: Store, hidden: frozenset[str]) -> tuple[date, ...]:
    """The days on which what the map tells of somebody changed, oldest first; `hidden` ids tell of nothing.

    A contact that was moved within its ring, or whose support got other details, tells of nothing.
    """
    contacts = _contacts(store, hidden)
    days = {day for timeline in contacts.values() for day in _turns(timeline)}
    days |= _tie_days(store, contacts)
    return tuple(date.fromisoformat(day) for day in sorted(days))


class _Timeline(NamedTuple):
    standing: list[_Version]
    supports: list[_Version]

    def on(self, day: str) -> tuple[Any, ...] | None:
        """What the map tells on a day; None while the contact is not on it."""
        found = next((each.value for each in self.standing if each.holds(day)), None)
        if found is None or found[-1] in _OFF_MAP:
            return None
        return found, frozenset(each.value for each in self.supports if each.holds(day))


def _contacts(store: Store, hidden: frozenset[str]) -> dict[str, _Timeline]:
    found: dict[str, _Timeline] = defaultdict(lambda: _Timeline([], []))
    row: Any = StandingRow
    shown = (row.ring, row.line, row.stressful, row.state)
    for contact_id, version in _versions(store, row, (row.contact_id,), shown):
        found[contact_id[0]].standing.append(version)
    row = SupportRow
    for contact_id, version in _versions(
        store, row, (row.contact_id,), (row.type, row.strength, row.direction)
    ):
        found[contact_id[0]].supports.append(version)
    return {id_: timeline for id_, timeline in found.items() if id_ not in hidden}


def _versions(
    store: Store, row: Any, keys: tuple[Any, ...], columns: tuple[Any, ...]
) -> Iterator[tuple[tuple[str, ...], _Version]]:
    query = row.select(*keys, row.valid_from, row.valid_to, *columns).order_by(row.valid_from, row.row)
    width = len(keys)
    for raw in raw_of(query, store.database):
        yield raw[:width], _Version(raw[width], raw[width + 1], tuple(raw[width + 2 :]))


def _turns(timeline: _Timeline) -> Iterator[str]:
    told: tuple[Any, ...] | None = None
    for day in _bounds((*timeline.standing, *timeline.supports)):
        now = timeline.on(day)
        if now != told:
            yield day
        told = now


def _tie_days(store: Store, contacts: dict[str, _Timeline]) -> set[str]:
    row: Any = TieRow
    ties: dict[tuple[str, ...], list[_Version]] = defaultdict(list)
    for pair, version in _versions(store, row, (row.a, row.b), (row.close,)):
        ties[pair].append(version)
    days: set[str] = set()
    for pair, versions in ties.items():
        ends = [contacts[id_] for id_ in pair if id_ in contacts]
        if len(ends) == 2:
            days |= {day for day in _tie_turns(versions) if all(each.on(day) is not None for each in ends)}
    return days


def _tie_turns(versions: list[_Version]) -> Iterator[str]:
    told: tuple[Any, ...] | None = None
    for day in _bounds(versions):
        now = next((each.value for each in versions if each.holds(day)), None)
        if now != told:
            yield day
        told = now


def _bounds(versions: Iterable[_Version]) -> list[str]:
    return sorted({day for each in versions for day in (each.since, each.until) if day is not None})
