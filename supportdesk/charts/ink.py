"""Turns placed contacts into layers: lines and arrowheads, ties, shapes with their marks, labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from supportdesk.charts import glyphs, lines, marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.frame import Frame
from supportdesk.charts.layer import Layer, Node
from supportdesk.charts.marks import Point
from supportdesk.charts.view import MapView, Preset
from supportdesk.domain.contact import Line, SupportType, Tie
from supportdesk.records import dataclass

FULL_LINES = frozenset({Preset.CLOSENESS, Preset.WHAT_IF})
# Up to how many contacts in sight: label size and widest label, arrowhead, line and tie widths.
_SIZES = (
    (30, 13.5, 170.0, 11.0, 1.0, 1.0),
    (80, 12.5, 120.0, 9.0, 0.75, 0.8),
    (math.inf, 10.5, 84.0, 6.0, 0.5, 0.5),
)
_GAP = 2.5
_AT_A_TIME = 40
_MANY_TIES = 60  # from here on ties stand back behind lines and names
DOTTED = (3.0, 2.6)
MARK_OUT = 4.5  # pixels from a node's edge to the outside of the ring of one who is marked
_LEADER_FROM = 8.5
_CELL = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Pixel sizes that depend on how many contacts are in sight; `line` and `tie` are shares."""

    label: float
    label_limit: float
    head: float
    line: float
    tie: float

    @classmethod
    def of(cls, count: int, radius: float, scale: float) -> Sizes:
        """The sizes for this many contacts in sight, nodes of this radius and this text scale."""
        label, limit, head, line, tie = next(row for most, *row in _SIZES if count <= most)
        head, line = min(head, radius * 0.6 + 2), min(line, 0.3 + radius / 20)
        return cls(label=label * scale, label_limit=limit * scale, head=head, line=line, tie=tie)


class Ink:
    """The layers of one picture; every method takes the nodes that are to be drawn."""

    def __init__(self, view: MapView, colours: Colours, frame: Frame, sizes: Sizes) -> None:
        self._view = view
        self._colours = colours
        self._frame = frame
        self._sizes = sizes

    # ---- lines to Me ----

    def lines(self, nodes: Sequence[Node]) -> list[Layer]:
        """Lines by strength, arrowheads, and zigzags over the stressful ones."""
        if self._view.preset is Preset.TIES:
            return []
        if self._view.preset not in FULL_LINES:
            some = [node for node in nodes if node.line is not None]
            return self._shafts(some, "faint lines", self._colours.ring_line, 1.0)
        layers: list[Layer] = []
        for quiet in (True, False):
            ink = self._colours.quiet_edge if quiet else self._colours.line
            here = [node for node in nodes if node.quiet is quiet]
            for value in (Line.TENUOUS, Line.ORDINARY, Line.STRONG):
                some = [node for node in here if node.line is value]
                width = max(1.0, lines.WIDTHS[value] * self._sizes.line)
                layers += self._shafts(some, f"lines {value}", ink, width, lines.DASHES[value])
            heads = [corners for node in here for corners in self._heads(node)]
            if heads:
                outline = marks.repeated(np.array(heads), lines.HEAD)
                layers.append(Layer(name="arrowheads", outline=outline, fill=ink))
        return [*layers, *self._zigzags(nodes)]

    def _shafts(
        self, nodes: Sequence[Node], name: str, ink: str, width: float, dashes: tuple[float, ...] = ()
    ) -> list[Layer]:
        if not nodes:
            return []
        outline = marks.repeated(np.array([self._shaft(node) for node in nodes]), lines.SHAFT)
        return [Layer(name=name, outline=outline, stroke=ink, width=width, dashes=dashes)]

    def _head_size(self, node: Node) -> float:
        return self._sizes.head * (1.2 if node.line is Line.STRONG else 1.0)

    def _shaft(self, node: Node) -> tuple[Point, Point]:
        """The line without the room of its arrowheads."""
        head = self._head_size(node) * 0.8
        return lines.between(
            self._frame.me,
            (node.x, node.y),
            self._frame.me_radius + _GAP + (head if node.arrow_to_me else 0),
            node.radius * 1.04 + _GAP + (head if node.arrow_to_them else 0),
        )

    def _heads(self, node: Node) -> list[tuple[Point, ...]]:
        me, them, size = self._frame.me, (node.x, node.y), self._head_size(node)
        near, far = lines.between(me, them, self._frame.me_radius + _GAP, node.radius * 1.04 + _GAP)
        found = []
        if node.arrow_to_me:
            found.append(lines.head(near, lines.direction(them, me), size))
        if node.arrow_to_them:
            found.append(lines.head(far, lines.direction(me, them), size))
        return found

    def _zigzags(self, nodes: Sequence[Node]) -> list[Layer]:
        size = self._sizes.line
        found = [
            lines.zigzag(*self._shaft(node), swing=2.0 + 3.0 * size, period=5.0 + 6.0 * size)
            for node in nodes
            if node.stressful
        ]
        if not found:
            return []
        outline, width = marks.merged(found), 0.5 + 1.2 * size
        ground = self._colours.background
        halo = Layer(name="zigzag halo", outline=outline, stroke=ground, width=width + 1.6)
        return [halo, Layer(name="zigzag", outline=outline, stroke=self._colours.stress, width=width)]

    # ---- ties between contacts ----

    def ties(self, ties: Sequence[Tie], nodes: Mapping[str, Node], *, avoid: bool = True) -> list[Layer]:
        """Ties as thin curves, with `avoid` each bowed the way that meets the fewest labels and nodes."""
        if not ties:
            return []
        starts = np.array([(nodes[tie.a].x, nodes[tie.a].y) for tie in ties])
        ends = np.array([(nodes[tie.b].x, nodes[tie.b].y) for tie in ties])
        controls = lines.bows(starts, ends)
        best = np.zeros(len(ties), dtype=np.intp)
        if avoid:
            best = self._clearest(lines.along_bows(starts, controls, ends), nodes.values())
        main = self._view.preset is Preset.TIES
        few = len(self._view.ties_in_sight) <= _MANY_TIES
        ink = self._colours.tie_strong if main else self._colours.tie if few else self._colours.tie_faint
        thin = 1.2 * self._sizes.tie
        layers = []
        for close, width in ((False, thin), (True, thin * (2.2 if main else 1.7))):
            these = np.array([index for index, tie in enumerate(ties) if tie.close is close], dtype=int)
            # Agg is quicker with some strokes at a time than with hundreds that cross.
            for first in range(0, len(these), _AT_A_TIME):
                some = these[first : first + _AT_A_TIME]
                points = np.stack([starts[some], controls[some, best[some]], ends[some]], axis=1)
                outline = marks.repeated(points, lines.CURVE)
                name = "ties close" if close else "ties"
                layers.append(Layer(name=name, outline=outline, stroke=ink, width=width, plain=True))
        return layers

    def _clearest(self, points: NDArray[np.float64], nodes: Iterable[Node]) -> NDArray[np.intp]:
        """For each tie the index of its best bow; points are shaped (ties, bows, count, 2)."""
        busy = self._busy(nodes)
        columns = np.clip((points[..., 0] / _CELL).astype(int), 0, busy.shape[1] - 1)
        rows = np.clip((points[..., 1] / _CELL).astype(int), 0, busy.shape[0] - 1)
        away = np.hypot(points[..., 0] - self._frame.me[0], points[..., 1] - self._frame.me[1])
        on_me = (away < self._frame.me_radius + 6).sum(axis=-1)
        bow = np.abs(lines.BOWS)[None, :]
        return np.asarray(np.argmin(busy[rows, columns].sum(axis=-1) + 6.0 * on_me + 8.0 * bow, axis=1))

    def _busy(self, nodes: Iterable[Node]) -> NDArray[np.float64]:
        """How unwelcome a tie is in each small cell of the picture."""
        shape = (int(self._frame.room.bottom / _CELL) + 2, int(self._frame.room.right / _CELL) + 2)
        grid = np.zeros(shape)
        for node in nodes:
            for box, weight in ((node.label_box, 1.0), (node.box, 0.6)):
                if box is not None:
                    top, bottom = (max(0, int(edge / _CELL)) for edge in (box.top, box.bottom + _CELL))
                    left, right = (max(0, int(edge / _CELL)) for edge in (box.left, box.right + _CELL))
                    grid[top:bottom, left:right] = weight
        return grid

    # ---- contacts ----

    def nodes(self, nodes: Sequence[Node]) -> list[Layer]:
        """Shapes (quiet ones first), the focus ring, marks of support or signs of energy."""
        layers: list[Layer] = []
        for quiet in (True, False):
            for gone in (True, False):
                some = [
                    node
                    for node in nodes
                    if node.quiet is quiet and (node.contact_id in self._view.without) is gone
                ]
                if some:
                    layers.append(self._shapes(some, quiet=quiet, gone=gone))
        for node in nodes:
            if node.contact_id == self._view.selected:
                ring = marks.moved(Outline.circle((0, 0), 1.0), node.radius * 1.1 + 4, node.x, node.y)
                layers.append(Layer(name="focus ring", outline=ring, stroke=self._colours.focus, width=2.4))
        return [*layers, *self._changed(nodes), *self._marks(nodes), *self._energy(nodes)]

    def _changed(self, nodes: Sequence[Node]) -> list[Layer]:
        """A dotted ring round whoever is marked."""
        rings = [
            marks.moved(Outline.circle((0, 0), 1.0), node.radius + MARK_OUT - 1.0, node.x, node.y)
            for node in nodes
            if node.contact_id in self._view.marked
        ]
        if not rings:
            return []
        ink = self._colours.text
        return [Layer(name="changed", outline=marks.merged(rings), stroke=ink, width=1.8, dashes=DOTTED)]

    def _shapes(self, nodes: Sequence[Node], *, quiet: bool, gone: bool) -> Layer:
        width = max(1.4, min(2.4, nodes[0].radius * 0.14))
        spots: dict[marks.Shape, list[Point]] = {}
        for node in nodes:
            spots.setdefault(node.shape, []).append((node.x, node.y))
        scale = nodes[0].radius - width / 2
        stamps = [marks.stamped(marks.node(shape), scale, some) for shape, some in spots.items()]
        return Layer(
            name="nodes quiet" if quiet else "nodes",
            outline=marks.merged(stamps),
            fill=self._colours.node,
            stroke=self._colours.quiet_edge if quiet else self._colours.node_edge,
            width=width,
            dashes=(3.0, 3.0) if gone else (),
        )

    def _marks(self, nodes: Sequence[Node]) -> list[Layer]:
        spots: dict[SupportType, dict[float, list[Point]]] = {}
        for node in nodes:
            if node.marks:
                size, places = marks.spots(node.shape, len(node.marks))
                for support, (x, y) in zip(node.marks, places, strict=True):
                    spot = (node.x + x * node.radius, node.y + y * node.radius)
                    sized = spots.setdefault(support, {})
                    sized.setdefault(size * node.radius, []).append(spot)
        return [
            Layer(
                name=f"marks {support}",
                outline=marks.merged(
                    marks.stamped(marks.mark(support), size, some) for size, some in sized.items()
                ),
                fill=self._colours.marks[support],
            )
            for support, sized in spots.items()
        ]

    def _energy(self, nodes: Sequence[Node]) -> list[Layer]:
        signs = [
            marks.moved(marks.energy(node.energy), node.radius * 0.5, node.x, node.y)
            for node in nodes
            if node.energy is not None
        ]
        if not signs:
            return []
        return [Layer(name="energy", outline=marks.merged(signs), fill=self._colours.text)]

    # ---- labels ----

    def labels(self, nodes: Sequence[Node]) -> list[Layer]:
        """The labels over their halos, quiet ones in a quieter ink."""
        size = self._sizes.label
        layers: list[Layer] = []
        for quiet in (True, False):
            pieces, round_ = [], []
            for node in nodes:
                box = node.label_box
                if box is not None and node.quiet is quiet:
                    text = glyphs.shape(node.label)
                    spot = size, box.left + 1, box.top + 0.5 + size * text.ascent
                    pieces.append((text, *spot))
                    round_.append((glyphs.coarse(node.label), *spot))
            ink, coarse = glyphs.compound(pieces), glyphs.compound(round_)
            if ink is not None and coarse is not None:
                halo, ground = max(2.0, size * 0.24), self._colours.background
                layers.append(Layer(name="halo", outline=coarse, stroke=ground, width=halo, plain=True))
                fill = self._colours.quiet_text if quiet else self._colours.text
                layers.append(Layer(name="labels", outline=ink, fill=fill))
        return layers

    def leaders(self, nodes: Sequence[Node]) -> list[Layer]:
        """A fine line from each node to a label that had to stand off; to be drawn under the nodes."""
        found = []
        for node in nodes:
            box = node.label_box
            if box is None:
                continue
            x, y = min(max(node.x, box.left), box.right), min(max(node.y, box.top + 2), box.bottom - 2)
            out = MARK_OUT if node.contact_id in self._view.marked else 0.0
            if math.dist((x, y), (node.x, node.y)) - node.radius - out > _LEADER_FROM:
                ends = lines.between((node.x, node.y), (x, y), node.radius, 0.5)
                found.append(marks.polyline(ends))
        if not found:
            return []
        outline, ground = marks.merged(found), self._colours.background
        return [
            Layer(name="leader halo", outline=outline, stroke=ground, width=2.4),
            Layer(name="leaders", outline=outline, stroke=self._colours.text, width=0.8),
        ]
