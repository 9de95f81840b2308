"""Where each contact stands on the map: in its sector and ring, on nobody else, without jumps.

A place depends on the contact's own id and on nobody's order; see `map_space` for the units.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from supportdesk.domain.contact import Contact, Ring
from supportdesk.domain.map_room import with_room
from supportdesk.domain.map_space import (
    BANDS,
    ME_RADIUS,
    RINGS,
    SECTORS,
    Place,
    Sector,
    point,
    ring_at,
    sector_at,
    sector_of,
)
from supportdesk.records import dataclass

__all__ = [
    "BANDS", "ME_RADIUS", "RADII", "RINGS", "SECTORS", "KeptPlace", "Place", "Placement", "Sector", "Step",
    "arrange", "in_map_order", "kept_places", "place", "point", "ring_at", "sector_at", "sector_of",
    "settle", "snap", "step", "to_keep",
]  # fmt: skip


class Step(StrEnum):
    """One step of a node by keyboard."""

    IN = "in"
    OUT = "out"
    CLOCKWISE = "clockwise"
    ANTICLOCKWISE = "anticlockwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlace:
    """Where the map put a contact, as the profile remembers it, so that nobody jumps on another day."""

    contact_id: str
    angle: float
    distance: float
    asked_angle: float | None = None
    asked_distance: float | None = None

    @property
    def place(self) -> Place:
        """The same as a place."""
        x, y = point(self.angle, self.distance)
        asked = None
        if self.asked_angle is not None and self.asked_distance is not None:
            asked = self.asked_angle, self.asked_distance
        return Place(x=x, y=y, ring=ring_at(self.distance), sector=sector_at(self.angle), asked=asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A place for each contact on the map, and the one radius of all nodes, in map units."""

    places: Mapping[str, Place]
    radius: float


# Node radius: 1-30 contacts, 31-80, 81-160, more; the smaller ones only where one ring of one
# sector would not hold its contacts otherwise.
RADII = (6.0, 4.6, 3.4, 2.8, 2.2, 1.6, 1.1, 0.75, 0.5, 0.33, 0.22)
_BUCKETS = (30, 80, 160)
# Distance between the slots that go with each radius; the first leaves room for labels too.
_SPACINGS = (14.5, *(2.22 * radius for radius in RADII[1:]))
_STEP_ANGLE = 9.0
# Any salt will do; with this one the sample profile happens to lie well. Changing it moves every map.
_SALT = b"map3"
# The widest slots of the inner ring keep off Me, so that a line with two arrowheads can be seen.
_LINE_ROOM = 8.0
# A slot whose line to Me would run through a node, or whose node would cover a line, counts as this
# much further from the wished spot.
_LINE_COST = 30.0
_LINES_MATTER = 5
# Radii between two nodes that leave room for a ring round each, also in a small picture.
_AIR = 3.2


def place(contacts: Iterable[Contact], keep: Mapping[str, Place] | None = None) -> dict[str, Place]:
    """A place for every contact the map may show, by contact id; see `arrange`."""
    return dict(arrange(contacts, keep).places)


def arrange(
    contacts: Iterable[Contact], keep: Mapping[str, Place] | None = None, *, airy: bool = False
) -> Placement:
    """Places for every contact the map may show: none on another, none on a ring line.

    Hand-set angles and distances hold (nudged only where two would cover each other). Each other
    contact takes the free slot nearest to a spot drawn from its own id, so that one more contact
    can only move those of the same ring and sector whose slot it takes. With `keep`, the places of
    a moment ago, nobody moves as long as there is room: nodes rather stay small than push each other.
    With `airy`, a slot with room for a ring round both neighbours comes before a nearer one.
    """
    shown = sorted(with_room(contacts), key=lambda each: _draw(each.id))
    kept = {each.id: keep[each.id] for each in shown if _still_fits(each, keep)} if keep else {}
    first: Placement | None = None
    for radius in RADII[_bucket(len(shown)) :]:
        places = _try(shown, radius, kept, airy=airy)
        if places is None:
            continue
        found = Placement(places=places, radius=radius)
        if all(places[id_] == place for id_, place in kept.items()):
            return found
        first = first or found
    return first or Placement(places=_stack(shown), radius=RADII[-1])


def to_keep(placement: Placement) -> tuple[KeptPlace, ...]:
    """The places as the profile remembers them, by contact id."""
    return tuple(
        KeptPlace(
            contact_id=id_,
            angle=round(where.angle, 3),
            distance=round(where.distance, 3),
            asked_angle=where.asked[0] if where.asked else None,
            asked_distance=where.asked[1] if where.asked else None,
        )
        for id_, where in sorted(placement.places.items())
    )


def kept_places(kept: Iterable[KeptPlace]) -> dict[str, Place]:
    """What `arrange` takes as `keep`."""
    return {each.contact_id: each.place for each in kept}


def snap(x: float, y: float, *, radius: float = RADII[0]) -> tuple[Ring, Sector, float, float]:
    """Ring, sector, angle and distance for a node dropped at (x, y), off the lines of both."""
    distance = math.hypot(x, y)
    ring = ring_at(distance)
    angle = math.degrees(math.atan2(x, -y)) % 360 if distance else 0.0
    distance = _within(ring, distance, radius)
    sector = sector_at(angle)
    return ring, sector, round(_inside(sector, angle, distance, radius), 2), round(distance, 2)


def settle(
    placement: Placement, contact_id: str, angle: float, distance: float
) -> tuple[Ring, Sector, float, float]:
    """The free spot nearest to where a contact is put, in the same ring: nobody else has to move."""
    taken = _Taken(2.2 * placement.radius)
    for id_, where in placement.places.items():
        if id_ != contact_id:
            taken.add(id_, where)
    ring = ring_at(distance)
    for near in _around(angle, distance, placement.radius):
        near_angle, near_distance = round(near[0], 2) % 360, round(near[1], 2)
        if near_distance == round(_within(ring, near_distance, placement.radius), 2):
            x, y = point(near_angle, near_distance)
            if taken.free(x, y):
                return ring, sector_at(near_angle), near_angle, near_distance
    return ring, sector_at(angle), angle, distance


def step(where: Place, direction: Step, *, radius: float = RADII[0]) -> tuple[Ring, Sector, float, float]:
    """Ring, sector, angle and distance after one step by keyboard: one ring in or out, or round a bit."""
    angle, distance, ring = where.angle, where.distance, where.ring
    if direction in (Step.IN, Step.OUT):
        index = RINGS.index(ring) + (1 if direction is Step.OUT else -1)
        if 0 <= index < len(RINGS):
            ring = RINGS[index]
            distance = sum(BANDS[ring]) / 2
    else:
        angle = (angle + (_STEP_ANGLE if direction is Step.CLOCKWISE else -_STEP_ANGLE)) % 360
    return ring, sector_at(angle), round(angle, 2), round(_within(ring, distance, radius), 2)


def in_map_order(places: Mapping[str, Place]) -> tuple[str, ...]:
    """Contact ids from the inner ring outwards, each ring clockwise from the top."""
    return tuple(
        sorted(places, key=lambda id_: (RINGS.index(places[id_].ring), places[id_].angle, id_)),
    )


def _bucket(count: int) -> int:
    return sum(count > limit for limit in _BUCKETS)


def _draw(contact_id: str) -> tuple[float, float, str]:
    """Two numbers from 0 to 1 that belong to this id alone, and the id to break ties."""
    from hashlib import blake2b  # loads OpenSSL, which a start does not need for this

    digest = blake2b(contact_id.encode("utf-8", "surrogatepass"), digest_size=8, salt=_SALT).digest()
    return (
        int.from_bytes(digest[:4]) / 2**32,
        int.from_bytes(digest[4:]) / 2**32,
        contact_id,
    )


def _within(ring: Ring, distance: float, radius: float) -> float:
    start, end = BANDS[ring]
    room = min(radius * 1.12, (end - start) / 2)
    return min(max(distance, start + room), end - room)


def _inside(sector: Sector, angle: float, distance: float, radius: float) -> float:
    """The angle, turned off the border of the sector by a node's reach where there is room."""
    start, end = SECTORS[sector]
    edge = math.degrees(math.asin(min(1.0, radius * 1.12 / max(distance, 1.0))))
    edge = min(edge, (end - start) / 2)
    turned = (angle - start) % 360 + start
    return min(max(turned, start + edge), end - edge) % 360


def _try(
    shown: Sequence[Contact], radius: float, kept: Mapping[str, Place], *, airy: bool
) -> dict[str, Place] | None:
    """Places at this radius, or None where somebody finds no room."""
    taken = _Taken(2.2 * radius)
    rest = []
    for contact in shown:
        old = kept.get(contact.id)
        if old is not None and _is_clear(old, radius) and taken.free(old.x, old.y):
            taken.add(contact.id, old)
        else:
            rest.append(contact)
    for contact in rest:
        if _is_by_hand(contact) and not taken.add(contact.id, _by_hand(contact, radius, taken)):
            return None
    for contact in rest:
        if not _is_by_hand(contact) and not taken.add(contact.id, _slot(contact, radius, taken, airy=airy)):
            return None
    return taken.places


def _is_by_hand(contact: Contact) -> bool:
    return contact.angle is not None or contact.distance is not None


def _is_clear(where: Place, radius: float) -> bool:
    """Whether a node of this radius there lies on no ring line."""
    return math.isclose(_within(where.ring, where.distance, radius), where.distance, abs_tol=0.01)


def _still_fits(contact: Contact, keep: Mapping[str, Place]) -> bool:
    """Whether the place kept is the one the contact still asks for."""
    old = keep.get(contact.id)
    if old is None or old.ring is not contact.ring:
        return False
    if not _is_by_hand(contact):
        return old.sector is sector_of(contact.kind)
    return old.asked == _asked(contact)


class _Taken:
    """The places given so far, in a grid so that only near ones are compared."""

    def __init__(self, apart: float) -> None:
        self.places: dict[str, Place] = {}
        self._apart = apart
        self._grid: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def free(self, x: float, y: float, room: float = 0.0) -> bool:
        """Whether a node at (x, y) would touch none of those placed, nor come nearer than `room`."""
        apart = max(room, self._apart)
        reach = math.ceil(apart / self._apart)
        column, row = math.floor(x / self._apart), math.floor(y / self._apart)
        return not any(
            math.hypot(x - other_x, y - other_y) < apart
            for near_x in range(column - reach, column + reach + 1)
            for near_y in range(row - reach, row + reach + 1)
            for other_x, other_y in self._grid.get((near_x, near_y), ())
        )

    def add(self, contact_id: str, where: Place | None) -> bool:
        """Take the place; False where there is none to take."""
        if where is None:
            return False
        self.places[contact_id] = where
        cell = math.floor(where.x / self._apart), math.floor(where.y / self._apart)
        self._grid.setdefault(cell, []).append((where.x, where.y))
        return True


def _by_hand(contact: Contact, radius: float, taken: _Taken) -> Place | None:
    """The hand-set spot, or the nearest free one to it in the same ring."""
    angle, distance = _asked(contact)
    distance = _within(contact.ring, distance, radius)
    for near_angle, near_distance in _around(angle, distance, radius):
        if near_distance != _within(contact.ring, near_distance, radius):
            continue
        x, y = point(near_angle, near_distance)
        if taken.free(x, y):
            asked = _asked(contact)
            return Place(x=x, y=y, ring=contact.ring, sector=sector_at(near_angle), asked=asked)
    return None


def _asked(contact: Contact) -> tuple[float, float]:
    """The angle and distance set by hand, or the middle of ring and sector for the one that is not."""
    middle = sum(SECTORS[sector_of(contact.kind)]) / 2
    angle = middle if contact.angle is None else contact.angle % 360
    distance = sum(BANDS[contact.ring]) / 2 if contact.distance is None else contact.distance
    return angle, distance


def _around(angle: float, distance: float, radius: float) -> Iterator[tuple[float, float]]:
    """The spot itself, then spots on ever wider circles round it, as angle and distance."""
    yield angle, distance
    x, y = point(angle, distance)
    for circle in range(1, 200):
        size = circle * radius * 0.55
        for part in range(16):
            dx, dy = point(part * 22.5 + circle * 7, size)
            yield math.degrees(math.atan2(x + dx, -(y + dy))) % 360, math.hypot(x + dx, y + dy)


def _slot(contact: Contact, radius: float, taken: _Taken, *, airy: bool) -> Place | None:
    """The first free slot of the contact's own order: widely spaced slots first, near ones first."""
    sector = sector_of(contact.kind)
    along, across, _id = _draw(contact.id)
    wish = _wish(contact.ring, sector, along, across)
    near = [(each.x, each.y) for each in taken.places.values() if each.sector is sector]
    if len(near) > _LINES_MATTER:
        near = []

    def cost(spot: tuple[float, float]) -> tuple[float, tuple[float, float]]:
        crossed = sum(_in_line(spot, other) for other in near)
        return math.dist(spot, wish) + crossed * _LINE_COST, spot

    grids = [(spacing, spacing / 2) for spacing in _SPACINGS[: RADII.index(radius) + 1]]
    grids.append((0.7 * radius, 1.12 * radius))
    tries = [(_AIR * radius, grids[0])] if airy else []
    for room, (spacing, margin) in [*tries, *((0.0, each) for each in grids)]:
        slots = _slots(contact.ring, sector, spacing, margin)
        for x, y in sorted(slots, key=cost):
            if taken.free(x, y, room):
                return Place(x=x, y=y, ring=contact.ring, sector=sector)
    return None


def _in_line(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether the line from Me to the farther of the two runs through the nearer one's node."""
    far, near = (one, other) if math.hypot(*one) > math.hypot(*other) else (other, one)
    length = math.hypot(*far)
    along = (near[0] * far[0] + near[1] * far[1]) / length
    across = abs(near[0] * far[1] - near[1] * far[0]) / length
    return along > 0 and across < RADII[0] * 1.25


def _wish(ring: Ring, sector: Sector, along: float, across: float) -> tuple[float, float]:
    (start, end), (inside, outside) = SECTORS[sector], BANDS[ring]
    return point(start + along * (end - start), inside + across * (outside - inside))


@lru_cache(maxsize=512)
def _slots(ring: Ring, sector: Sector, spacing: float, margin: float) -> tuple[tuple[float, float], ...]:
    """Spots `spacing` apart in rows, `margin` from the borders; one row alone swings in and out."""
    inside, outside = BANDS[ring][0] + margin, BANDS[ring][1] - margin
    if spacing == _SPACINGS[0] and ring is Ring.INNER:
        inside += _LINE_ROOM
    if outside < inside:
        return ()
    gaps = math.floor((outside - inside) / spacing)
    if gaps == 0:
        # Swinging between both edges gives labels room above and below.
        angles = _angles(sector, inside, spacing, margin)
        return tuple(point(angle, (inside, outside)[index % 2]) for index, angle in enumerate(angles))
    rows = [inside + index * (outside - inside) / gaps for index in range(gaps + 1)]
    return tuple(point(angle, row) for row in rows for angle in _angles(sector, row, spacing, margin))


def _angles(sector: Sector, distance: float, spacing: float, margin: float) -> tuple[float, ...]:
    """Angles evenly spread over the sector whose spots lie at least `spacing` apart."""
    chord = math.degrees(2 * math.asin(min(1.0, spacing / 2 / distance)))
    edge = math.degrees(math.asin(min(1.0, margin / distance)))
    start, end = SECTORS[sector][0] + edge, SECTORS[sector][1] - edge
    if end < start:
        return ()
    count = math.floor((end - start) / chord)
    if count == 0:
        return ((start + end) / 2,)
    return tuple(start + index * (end - start) / count for index in range(count + 1))


def _stack(shown: Sequence[Contact]) -> dict[str, Place]:
    """The last resort for thousands in one ring and sector: each where its id wishes it."""
    found = {}
    for contact in shown:
        along, across, _id = _draw(contact.id)
        x, y = _wish(contact.ring, sector_of(contact.kind), along, across)
        found[contact.id] = Place(x=x, y=y, ring=contact.ring, sector=sector_of(contact.kind))
    return found
