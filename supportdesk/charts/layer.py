"""The pieces a picture is made of before matplotlib paints it: outlines in pixels with their ink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from matplotlib.path import Path as Outline

from supportdesk.charts.marks import Shape
from supportdesk.domain.contact import Energy, Line, SupportType
from supportdesk.domain.placement import Place, Sector
from supportdesk.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One outline with one ink; `width` and `dashes` in pixels, colours None for none."""

    name: str
    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    # Sharp joins and ends: quicker, for halos and for lines whose ends are covered.
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels from the top left of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies in it, or within `slack` of it."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def touches(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One contact as drawn: x, y and radius in pixels, `place` in map units.

    `label` is what was written ("" where the label found no room: `label_box` is None then).
    `line` is None where no line runs to Me.
    """

    contact_id: str
    place: Place
    x: float
    y: float
    radius: float
    box: Box
    shape: Shape
    marks: tuple[SupportType, ...]
    quiet: bool
    line: Line | None
    stressful: bool
    arrow_to_me: bool
    arrow_to_them: bool
    label: str
    label_box: Box | None
    energy: Energy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What stands where in a picture: nodes in map order, and how map units become pixels.

    `room` is what the legend leaves to the map; `legend` and `heading` are the boxes of the legend and of
    title and day.
    """

    width: float
    height: float
    scale: float
    me: tuple[float, float]
    me_radius: float
    nodes: tuple[Node, ...]
    room: Box
    legend: Box
    heading: Box
    sectors: Mapping[Sector, tuple[Box, ...]]
    drawn_ties: tuple[str, ...]
    texts: tuple[str, ...]
    layers: tuple[Layer, ...] = field(repr=False)

    @property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by contact id."""
        return {node.contact_id: node for node in self.nodes}

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """The contacts whose label found no room; zooming in shows them."""
        return tuple(node.contact_id for node in self.nodes if node.label_box is None)

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a spot in map units."""
        return self.me[0] + x * self.scale, self.me[1] + y * self.scale

    def to_map(self, x: float, y: float) -> tuple[float, float]:
        """Map units of a spot in pixels."""
        return (x - self.me[0]) / self.scale, (y - self.me[1]) / self.scale

    def hit(self, x: float, y: float, slack: float = 4.0) -> str | None:
        """The contact whose node, or else whose label, is at this spot; the nearest of several."""
        near = [
            ((node.x - x) ** 2 + (node.y - y) ** 2, node.contact_id)
            for node in self.nodes
            if node.box.holds(x, y, slack)
        ]
        if not near:
            near = [
                (0.0, node.contact_id)
                for node in self.nodes
                if node.label_box is not None and node.label_box.holds(x, y)
            ]
        return min(near)[1] if near else None

    def sector_hit(self, x: float, y: float) -> Sector | None:
        """The sector whose name is at this spot."""
        if not self.room.holds(x, y):
            return None
        return next(
            (each for each, boxes in self.sectors.items() if any(box.holds(x, y, 5.0) for box in boxes)), None
        )

    def hits_me(self, x: float, y: float) -> bool:
        """Whether the spot is on Me."""
        return (x - self.me[0]) ** 2 + (y - self.me[1]) ** 2 <= self.me_radius**2
