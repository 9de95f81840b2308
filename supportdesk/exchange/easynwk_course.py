"""From the versions of an easyNWK map to the steps of a dated past, for those who are to come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from supportdesk.domain.contact import Contact, State, Tie
from supportdesk.domain.story import Stage
from supportdesk.exchange.arrival import Arrival
from supportdesk.exchange.duplicates import matches
from supportdesk.exchange.easynwk import EasyMap, Version


def map_arrivals(found: EasyMap, existing: Iterable[Contact]) -> tuple[Arrival, ...]:
    """Everybody on the map with the one of the profile they may be.

    Two of the same name on one map are two: only the profile is searched for a duplicate.
    """
    known = {each.number: each for each in matches(found.contacts, existing) if not each.in_file}
    return tuple(Arrival(candidate=each, match=known.get(each.number)) for each in found.contacts)


def stages(found: EasyMap, new: Collection[str], here: Mapping[str, str]) -> tuple[Stage, ...]:
    """What happened on which day, oldest first.

    `new` are the ids of those who come in; `here` leads from the id of somebody who is in the profile
    already to their id there: they stay as they are, but are tied to those who come in.
    """
    return tuple(each for each in _stages(found.versions, set(new), here) if _has_any(each))


def here_already(arrivals: Iterable[Arrival]) -> dict[str, str]:
    """The ids in the file of those who are in the profile and may be shown, with their ids there."""
    return {
        each.candidate.contact.id: each.match.known.id
        for each in arrivals
        if each.match is not None and each.match.known.is_on_map
    }


def _stages(versions: tuple[Version, ...], new: set[str], here: Mapping[str, str]) -> Iterator[Stage]:
    stood: dict[str, Contact] = {}
    tied: set[tuple[str, str]] = set()
    for version in versions:
        now = {id_: each for id_, each in version.contacts.items() if id_ in new}
        gone = {
            id_: replace(each, state=State.ARCHIVED)
            for id_, each in stood.items()
            if id_ not in now and each.state is not State.ARCHIVED
        }
        changed = {id_: each for id_, each in now.items() if stood.get(id_) != each} | gone
        ties = {pair for pair in version.ties if _comes_in(pair, new, here)}
        yield Stage(
            day=version.day,
            contacts=tuple(changed.values()),
            ties=tuple(Tie.between(*_ends(pair, here)) for pair in sorted(ties - tied)),
            untied=tuple(_ends(pair, here) for pair in sorted(tied - ties)),
        )
        stood |= changed
        tied = ties


def _comes_in(pair: tuple[str, str], new: set[str], here: Mapping[str, str]) -> bool:
    """Whether one of the two is new, and both will be there, as two."""
    one, other = _ends(pair, here)
    there = all(id_ in new or id_ in here for id_ in pair)
    return there and not new.isdisjoint(pair) and one != other


def _ends(pair: tuple[str, str], here: Mapping[str, str]) -> tuple[str, str]:
    return here.get(pair[0], pair[0]), here.get(pair[1], pair[1])


def _has_any(stage: Stage) -> bool:
    return bool(stage.contacts or stage.ties or stage.untied)
