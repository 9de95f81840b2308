"""Where each contact stands on the map: five sectors, three rings and "hoped for", without jumps.

Map units: Me is (0, 0), x runs to the right and y down, the outer ring ends at 100. Angles are in
degrees clockwise from the top. A place depends on the contact's own id and on nobody's order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from supportdesk.domain.contact import Contact, Kind, Ring


class Sector(StrEnum):
    """A fixed part of the map, named in order clockwise from the top."""

    FAMILY = "family"
    PEERS = "peers"
    PROFESSIONALS = "professionals"
    WORK = "work"
    FRIENDS = "friends"


class Step(StrEnum):
    """One step of a node by keyboard."""

    IN = "in"
    OUT = "out"
    CLOCKWISE = "clockwise"
    ANTICLOCKWISE = "anticlockwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot on the map in map units, with the ring and the sector it lies in."""

    x: float
    y: float
    ring: Ring
    sector: Sector

    @property
    def angle(self) -> float:
        """Degrees clockwise from the top, 0 up to 360."""
        return math.degrees(math.atan2(self.x, -self.y)) % 360

    @property
    def distance(self) -> float:
        """Map units from Me."""
        return math.hypot(self.x, self.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A place for each contact on the map, and the one radius of all nodes, in map units."""

    places: Mapping[str, Place]
    radius: float


ME_RADIUS = 11.0
BANDS: Mapping[Ring, tuple[float, float]] = {
    Ring.INNER: (18.0, 52.0),
    Ring.MIDDLE: (52.0, 78.0),
    Ring.OUTER: (78.0, 100.0),
    Ring.HOPED: (100.0, 118.0),
}
RINGS = tuple(BANDS)
# Start and end of each sector; wider where more kinds of contact share one.
SECTORS: Mapping[Sector, tuple[float, float]] = {
    Sector.FAMILY: (-38.0, 38.0),
    Sector.PEERS: (38.0, 126.0),
    Sector.PROFESSIONALS: (126.0, 198.0),
    Sector.WORK: (198.0, 248.0),
    Sector.FRIENDS: (248.0, 322.0),
}
_SECTOR_OF = {
    Kind.FAMILY: Sector.FAMILY,
    Kind.PET: Sector.FAMILY,
    Kind.FRIEND: Sector.FRIENDS,
    Kind.NEIGHBOUR: Sector.FRIENDS,
    Kind.OTHER: Sector.FRIENDS,
    Kind.WORK: Sector.WORK,
    Kind.PEER: Sector.PEERS,
    Kind.GROUP: Sector.PEERS,
    Kind.ONLINE: Sector.PEERS,
    Kind.PLACE: Sector.PEERS,
    Kind.PROFESSIONAL: Sector.PROFESSIONALS,
    Kind.SERVICE: Sector.PROFESSIONALS,
}
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


def sector_of(kind: Kind) -> Sector:
    """The sector of a kind; pets sit with family, "other" with friends."""
    return _SECTOR_OF[kind]


def sector_at(angle: float) -> Sector:
    """The sector at an angle in degrees clockwise from the top."""
    turned = (angle + 38.0) % 360 - 38.0
    return next(sector for sector, (start, end) in SECTORS.items() if start <= turned < end)


def ring_at(distance: float) -> Ring:
    """The ring at a distance in map units; everything outside is hoped for."""
    return next((ring for ring, (_start, end) in BANDS.items() if distance < end), Ring.HOPED)


def point(angle: float, distance: float) -> tuple[float, float]:
    """x and y of a spot given by angle and distance."""
    turn = math.radians(angle)
    return distance * math.sin(turn), -distance * math.cos(turn)


def place(contacts: Iterable[Contact], keep: Mapping[str, Place] | None = None) -> dict[str, Place]:
    """A place for every contact the map may show, by contact id; see `arrange`."""
    return dict(arrange(contacts, keep).places)


def arrange(contacts: Iterable[Contact], keep: Mapping[str, Place] | None = None) -> Placement:
    """Places for every contact the map may show: none on another, none on a ring line.

    Hand-set angles and distances hold (nudged only where two would cover each other). Each other
    contact takes the free slot nearest to a spot drawn from its own id, so that one more contact
    can only move those of the same ring and sector whose slot it takes. With `keep`, the places of
    a moment ago, nobody moves as long as there is room.
    """
    shown = sorted((each for each in contacts if each.is_on_map), key=lambda each: _draw(each.id))
    for radius in RADII[_bucket(len(shown)) :]:
        places = _try(shown, radius, keep or {})
        if places is not None:
            return Placement(places=places, radius=radius)
    return Placement(places=_stack(shown), radius=RADII[-1])


def snap(x: float, y: float, *, radius: float = RADII[0]) -> tuple[Ring, Sector, float, float]:
    """Ring, sector, angle and distance for a node dropped at (x, y), off the ring lines."""
    distance = math.hypot(x, y)
    ring = ring_at(distance)
    angle = math.degrees(math.atan2(x, -y)) % 360 if distance else 0.0
    return ring, sector_at(angle), round(angle, 2), round(_within(ring, distance, radius), 2)


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


def _try(shown: Sequence[Contact], radius: float, keep: Mapping[str, Place]) -> dict[str, Place] | None:
    """Places at this radius, or None where somebody finds no room."""
    taken = _Taken(2.2 * radius)
    by_hand = [each for each in shown if each.angle is not None or each.distance is not None]
    for contact in by_hand:
        if not taken.add(contact.id, _by_hand(contact, radius, taken)):
            return None
    rest = [each for each in shown if each.angle is None and each.distance is None]
    kept = [each for each in rest if _still_fits(each, keep)]
    moved = [each for each in rest if not _still_fits(each, keep)]
    for contact in kept:
        if not taken.free(keep[contact.id].x, keep[contact.id].y):
            moved.append(contact)
        else:
            taken.add(contact.id, keep[contact.id])
    for contact in sorted(moved, key=lambda each: _draw(each.id)):
        if not taken.add(contact.id, _slot(contact, radius, taken)):
            return None
    return taken.places


def _still_fits(contact: Contact, keep: Mapping[str, Place]) -> bool:
    old = keep.get(contact.id)
    return old is not None and (old.ring, old.sector) == (contact.ring, sector_of(contact.kind))


class _Taken:
    """The places given so far, in a grid so that only near ones are compared."""

    def __init__(self, apart: float) -> None:
        self.places: dict[str, Place] = {}
        self._apart = apart
        self._grid: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def free(self, x: float, y: float) -> bool:
        """Whether a node at (x, y) would touch none of those placed."""
        column, row = math.floor(x / self._apart), math.floor(y / self._apart)
        return not any(
            math.hypot(x - other_x, y - other_y) < self._apart
            for near_x in (column - 1, column, column + 1)
            for near_y in (row - 1, row, row + 1)
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
    start, end = BANDS[contact.ring]
    middle = sum(SECTORS[sector_of(contact.kind)]) / 2
    angle = middle if contact.angle is None else contact.angle % 360
    distance = (start + end) / 2 if contact.distance is None else contact.distance
    distance = _within(contact.ring, distance, radius)
    for near_angle, near_distance in _around(angle, distance, radius):
        if near_distance != _within(contact.ring, near_distance, radius):
            continue
        x, y = point(near_angle, near_distance)
        if taken.free(x, y):
            return Place(x=x, y=y, ring=contact.ring, sector=sector_at(near_angle))
    return None


def _around(angle: float, distance: float, radius: float) -> Iterator[tuple[float, float]]:
    """The spot itself, then spots on ever wider circles round it, as angle and distance."""
    yield angle, distance
    x, y = point(angle, distance)
    for circle in range(1, 200):
        size = circle * radius * 0.55
        for part in range(16):
            dx, dy = point(part * 22.5 + circle * 7, size)
            yield math.degrees(math.atan2(x + dx, -(y + dy))) % 360, math.hypot(x + dx, y + dy)


def _slot(contact: Contact, radius: float, taken: _Taken) -> Place | None:
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
    for spacing, margin in [*grids, (0.7 * radius, 1.12 * radius)]:
        slots = _slots(contact.ring, sector, spacing, margin)
        for x, y in sorted(slots, key=cost):
            if taken.free(x, y):
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
