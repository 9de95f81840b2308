"""What goes round or beside contacts: a ribbon round the members of a group, and gaps of a "what if"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from supportdesk.charts import marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer, Node
from supportdesk.charts.marks import Point
from supportdesk.charts.view import MapView
from supportdesk.domain.contact import SupportType
from supportdesk.domain.groups import groups

_ROOM = 6.0  # pixels between the widest node and the edge of the ribbon
_EDGE = 1.6
_GAP_SIZE = 9.0
_GAP_DASHES = (2.5, 2.0)


def ribbons(view: MapView, colours: Colours, nodes: Mapping[str, Node]) -> list[Layer]:
    """A soft ribbon that runs through a group and its members, and round nobody else.

    It lies under all lines, nodes and names. One wide stroke over a slightly wider one makes an
    outline of the whole without any geometry.
    """
    found = []
    for group, those in groups(view.shown).items():
        if group in view.outlined:
            here = [nodes[id_] for id_ in (group, *those) if id_ in nodes]
            if len(here) > 1:
                found += _paths(here)
    if not found:
        return []
    outline = marks.merged(marks.polyline(path) for path in found)
    reach = 2 * (max(node.radius for node in nodes.values()) * 1.1 + _ROOM)
    return [
        Layer(name="group edge", outline=outline, stroke=colours.group_edge, width=reach + 2 * _EDGE),
        Layer(name="group", outline=outline, stroke=colours.group, width=reach),
    ]


def _paths(nodes: Sequence[Node]) -> list[tuple[Point, Point]]:
    """The shortest lines that join all of them (Prim)."""
    joined, rest = [nodes[0]], list(nodes[1:])
    found = []
    while rest:
        near, new = min(((one, other) for one in joined for other in rest), key=_apart)
        found.append(((near.x, near.y), (new.x, new.y)))
        joined.append(new)
        rest.remove(new)
    return found


def _apart(pair: tuple[Node, Node]) -> float:
    return math.hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y)


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
