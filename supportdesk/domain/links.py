"""Who is linked with whom among the contacts: separate circles, and those who alone link others.

Me is left out: everybody on the map is linked with me. Counted are those that coverage counts (active, and
not merely hoped for). Articulation points and components as in any text on graphs; domain.md 2.5 on what
they do not mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from supportdesk.domain.contact import FORMAL, Contact, Tie
from supportdesk.domain.coverage import sources
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """One who alone links others: without them the `parts` (ids, the largest first) have no link."""

    contact_id: str
    parts: tuple[tuple[str, ...], ...]

    @property
    def pairs(self) -> int:
        """How many pairs lose their link without them."""
        sizes = [len(part) for part in self.parts]
        return (sum(sizes) ** 2 - sum(size * size for size in sizes)) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Circles of two or more who are linked, the largest first; bridges, those who link most first.

    `alone` are those without a tie; `formal` and `informal` count all of them.
    """

    circles: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    formal: int = 0
    informal: int = 0

    @property
    def count(self) -> int:
        """How many are counted."""
        return self.formal + self.informal


def links(snapshot: Snapshot) -> Links:
    """The links among the contacts that count; ids in the order of the contacts."""
    counted = sources(snapshot.contacts)
    near = neighbours(counted, snapshot.ties)
    parts = components(near)
    formal = sum(each.kind in FORMAL for each in counted)
    circles = sorted((part for part in parts if len(part) > 1), key=len, reverse=True)
    bridges = [found for circle in circles for found in _bridges(circle, near)]
    return Links(
        circles=tuple(circles),
        alone=tuple(part[0] for part in parts if len(part) == 1),
        bridges=tuple(sorted(bridges, key=lambda each: each.pairs, reverse=True)),
        formal=formal,
        informal=len(counted) - formal,
    )


def neighbours(contacts: Iterable[Contact], ties: Iterable[Tie]) -> dict[str, tuple[str, ...]]:
    """Each id with those it is tied to, both among `contacts`."""
    found: dict[str, list[str]] = {each.id: [] for each in contacts}
    for tie in ties:
        if tie.a in found and tie.b in found:
            found[tie.a].append(tie.b)
            found[tie.b].append(tie.a)
    return {id_: tuple(near) for id_, near in found.items()}


def components(near: Mapping[str, Iterable[str]], without: str = "") -> tuple[tuple[str, ...], ...]:
    """The linked parts, each in the order of `near`; with `without`, as if that one were not there."""
    part_of: dict[str, int] = {without: -1}
    parts: list[list[str]] = []
    for first in near:
        if first not in part_of:
            part_of[first] = len(parts)
            _reach(first, near, part_of)
            parts.append([])
    for id_ in near:
        if id_ != without:
            parts[part_of[id_]].append(id_)
    return tuple(map(tuple, parts))


def _reach(first: str, near: Mapping[str, Iterable[str]], part_of: dict[str, int]) -> None:
    """Put whoever can be reached into the part of `first`."""
    to_see = [first]
    while to_see:
        for one in near[to_see.pop()]:
            if one in near and one not in part_of:
                part_of[one] = part_of[first]
                to_see.append(one)


def _bridges(circle: tuple[str, ...], near: Mapping[str, tuple[str, ...]]) -> Iterable[Bridge]:
    """Those of a circle without whom it falls apart, and into what."""
    inside = {id_: near[id_] for id_ in circle}
    cuts = _cuts(circle[0], near)
    for id_ in circle:
        if id_ in cuts:
            parts = components(inside, without=id_)
            yield Bridge(contact_id=id_, parts=tuple(sorted(parts, key=len, reverse=True)))


def _cuts(first: str, near: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The articulation points of the circle of `first`, in one walk (Hopcroft and Tarjan).

    Whoever is reached through somebody, and from there on leads to nobody who was seen before them, would
    be cut off without them. `low` is the earliest that can be reached so.
    """
    seen = {first: 0}
    low = {first: 0}
    cuts: set[str] = set()
    way = [(first, "", iter(near[first]))]
    from_first = 0
    while way:
        here, before, ahead = way[-1]
        next_ = next(ahead, None)
        if next_ is None:
            way.pop()
            if before:
                low[before] = min(low[before], low[here])
                if before != first and low[here] >= seen[before]:
                    cuts.add(before)
        elif next_ not in seen:
            from_first += here == first
            seen[next_] = low[next_] = len(seen)
            way.append((next_, here, iter(near[next_])))
        elif next_ != before:
            low[here] = min(low[here], seen[next_])
    return cuts | {first} if from_first > 1 else cuts
