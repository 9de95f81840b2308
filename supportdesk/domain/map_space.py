"""The space of the map: five sectors, three rings and "hoped for" round Me.

Map units: Me is (0, 0), x runs to the right and y down, the outer ring ends at 100. Angles are in
degrees clockwise from the top.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from supportdesk.domain.contact import Kind, Ring
from supportdesk.records import dataclass


class Sector(StrEnum):
    """A fixed part of the map, named in order clockwise from the top."""

    FAMILY = "family"
    PEERS = "peers"
    PROFESSIONALS = "professionals"
    WORK = "work"
    FRIENDS = "friends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot on the map in map units, with the ring and the sector it lies in.

    `asked` is the angle and distance a contact set by hand asked for, which may be another's spot.
    """

    x: float
    y: float
    ring: Ring
    sector: Sector
    asked: tuple[float, float] | None = field(default=None, compare=False)

    @property
    def angle(self) -> float:
        """Degrees clockwise from the top, 0 up to 360."""
        return math.degrees(math.atan2(self.x, -self.y)) % 360

    @property
    def distance(self) -> float:
        """Map units from Me."""
        return math.hypot(self.x, self.y)


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
