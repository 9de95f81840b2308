"""What goes round or beside contacts: a ribbon round the members of a group, and gaps of a "what if"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from supportdesk.charts import marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer, Node
from supportdesk.charts.marks import Point
from supportdesk.charts.view import MapView
from supportdesk.domain.contact import SupportType
from supportdesk.domain.groups import groups

_ROOM = 6.0  # pixels between the widest node and the edge of the ribbon
_EDGE = 1.6
_BOWS = (0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.45, -0.45)
_GAP_SIZE = 9.0
_GAP_DASHES = (2.5, 2.0)


def ribbons(
    view: MapView, colours: Colours, nodes: Mapping[str, Node], me: tuple[Point, float]
) -> list[Layer]:
    """A soft ribbon that runs through a group and its members, and through nobody else and not Me.

    It lies under all lines, nodes and names. One wide stroke over a slightly wider one makes an
    outline of the whole without any geometry. `me` is where Me is, and its radius.
    """
    found: list[tuple[Point, ...]] = []
    reach = max((node.radius for node in nodes.values()), default=0.0) * 1.1 + _ROOM
    for group, those in groups(view.shown).items():
        here = [(nodes[id_].x, nodes[id_].y) for id_ in (group, *those) if id_ in nodes]
        if group in view.outlined and len(here) > 1:
            others = [
                ((node.x, node.y), node.radius)
                for id_, node in nodes.items()
                if id_ not in those and id_ != group
            ]
            found += _paths(here, [*others, me], reach)
    if not found:
        return []
    outline = marks.merged(marks.polyline(path) for path in found)
    return [
        Layer(name="group edge", outline=outline, stroke=colours.group_edge, width=2 * (reach + _EDGE)),
        Layer(name="group", outline=outline, stroke=colours.group, width=2 * reach),
    ]


def _paths(
    here: Sequence[Point], others: Sequence[tuple[Point, float]], reach: float
) -> list[tuple[Point, ...]]:
    """Short lines that join all of them, straight or bent so that they keep off the others.

    Who cannot be reached so stands in a circle of their own.
    """
    joined, rest = [here[0]], list(here[1:])
    found: list[tuple[Point, ...]] = []
    while rest:
        near, new = min(((one, other) for one in joined for other in rest), key=_apart)
        joined.append(new)
        rest.remove(new)
        clear = (path for path in _bent(near, new) if _is_clear(path, others, reach))
        found.append(next(clear, ((new[0] - 0.05, new[1]), new)))
    first = here[0]
    return [((first[0] - 0.05, first[1]), first), *found]


def _bent(start: Point, end: Point) -> Iterator[tuple[Point, ...]]:
    """The straight line, then ever rounder ones to either side."""
    yield start, end
    across = (start[1] - end[1], end[0] - start[0])
    for bow in _BOWS:
        control = (
            (start[0] + end[0]) / 2 + across[0] * bow * 2,
            (start[1] + end[1]) / 2 + across[1] * bow * 2,
        )
        yield tuple(_on_curve(start, control, end, step / 16) for step in range(17))


def _on_curve(start: Point, control: Point, end: Point, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def _is_clear(path: Sequence[Point], others: Iterable[tuple[Point, float]], reach: float) -> bool:
    """Whether a ribbon of that reach on the path touches none of the others."""
    return all(
        _distance(spot, one, other) >= reach + radius
        for spot, radius in others
        for one, other in pairwise(path)
    )


def _distance(spot: Point, start: Point, end: Point) -> float:
    """How far a spot is from a straight piece."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / length if length else 0.0
    t = min(max(t, 0.0), 1.0)
    return math.hypot(spot[0] - start[0] - t * dx, spot[1] - start[1] - t * dy)


def _apart(pair: tuple[Point, Point]) -> float:
    return math.dist(*pair)


def gaps(lost: Iterable[SupportType], colours: Colours, me: Point, radius: float) -> list[Layer]:
    """An empty mark at Me for each type of support that nobody gives any more."""
    types = list(lost)
    if not types:
        return []
    size = min(_GAP_SIZE, radius * 0.5)
    turn = 2 * math.asin(min(1.0, (size * 2 + 4) / 2 / (radius + size)))
    layers = []
    for index, support in enumerate(types):
        angle = math.pi / 2 + (index - (len(types) - 1) / 2) * turn
        x, y = me[0] + math.cos(angle) * (radius + size), me[1] + math.sin(angle) * (radius + size)
        layers += gap(support, colours, x, y, size)
    return layers


def gap(support: SupportType, colours: Colours, x: float, y: float, size: float = _GAP_SIZE) -> list[Layer]:
    """The mark of a type, hollow, in a dashed circle."""
    disc = marks.moved(marks.circle(), size, x, y)
    sign = marks.moved(marks.mark(support), size * 0.58, x, y)
    ink = colours.marks[support]
    return [
        Layer(name="gap", outline=disc, fill=colours.node, stroke=ink, width=1.4, dashes=_GAP_DASHES),
        Layer(name="gap sign", outline=sign, stroke=ink, width=1.0),
    ]
