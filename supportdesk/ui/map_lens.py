"""What part of the map is in view: how large, and which spot is in the middle."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import BANDS, Sector
from supportdesk.records import dataclass

if TYPE_CHECKING:
    from supportdesk.charts.layer import Drawn

MOST = 6.0
STEP = 1.25  # one press of + or one notch of the wheel
_REACH = BANDS[Ring.OUTER][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """`zoom` 1 shows the whole map; `centre` is in map units."""

    zoom: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)

    @property
    def is_whole(self) -> bool:
        """Whether the whole map is in view."""
        return self.zoom <= 1.0

    def on(self, view: MapView) -> MapView:
        """The view through this lens, without the ring of the chosen contact: that is painted over it."""
        return replace(view, zoom=self.zoom, centre=self.centre, selected=None)

    def about(self, factor: float, x: float, y: float, of: Geometry) -> Lens:
        """Larger or smaller by a factor; the spot at pixel (x, y) stays where it is."""
        zoom = min(max(self.zoom * factor, 1.0), MOST)
        seen_x, seen_y = of.to_map(self, x, y)
        scale = of.base * zoom
        middle_x, middle_y = of.middle
        centre = seen_x - (x - middle_x) / scale, seen_y - (y - middle_y) / scale
        return Lens(zoom=zoom, centre=_held(centre, zoom))

    def shifted(self, dx: float, dy: float, of: Geometry) -> Lens:
        """The map moved by that many pixels."""
        scale = of.base * self.zoom
        centre = self.centre[0] - dx / scale, self.centre[1] - dy / scale
        return replace(self, centre=_held(centre, self.zoom))

    def towards(self, x: float, y: float) -> Lens:
        """The spot (map units) in the middle, as far as the map reaches."""
        return replace(self, centre=_held((x, y), self.zoom))


WHOLE = Lens()


def on_sector(view: MapView, sector: Sector) -> Lens:
    """One sector filling the picture."""
    near = view.zoomed_to(sector)
    return Lens(zoom=near.zoom, centre=near.centre)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """What stays the same at every zoom: the middle of the picture, and pixels to a map unit at zoom 1."""

    middle: tuple[float, float]
    base: float

    @classmethod
    def of(cls, drawn: Drawn, lens: Lens) -> Geometry:
        """The geometry of a picture drawn through `lens`."""
        middle = (
            drawn.me[0] + lens.centre[0] * drawn.scale,
            drawn.me[1] + lens.centre[1] * drawn.scale,
        )
        return cls(middle=middle, base=drawn.scale / lens.zoom)

    def to_map(self, lens: Lens, x: float, y: float) -> tuple[float, float]:
        """Map units of a pixel."""
        scale = self.base * lens.zoom
        return (x - self.middle[0]) / scale + lens.centre[0], (y - self.middle[1]) / scale + lens.centre[1]

    def to_pixels(self, lens: Lens, x: float, y: float) -> QPointF:
        """The pixel of a spot in map units."""
        scale = self.base * lens.zoom
        return QPointF(
            self.middle[0] + (x - lens.centre[0]) * scale, self.middle[1] + (y - lens.centre[1]) * scale
        )


def _held(centre: tuple[float, float], zoom: float) -> tuple[float, float]:
    """No further from Me than that the edge of the map stays in view."""
    most = _REACH * (1 - 1 / zoom)
    far = math.hypot(*centre)
    if far <= most:
        return centre
    return (0.0, 0.0) if most <= 0 else (centre[0] * most / far, centre[1] * most / far)
