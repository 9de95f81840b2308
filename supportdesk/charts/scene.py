"""A view worked out to the last pixel: who stands where, which label goes where, what is drawn in which ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from supportdesk.charts import colours as palette
from supportdesk.charts import frame, glyphs, lines, marks
from supportdesk.charts.labels import Density, Wanted, arrange_labels, sampled
from supportdesk.charts.layer import Box, Drawn, Layer, Node
from supportdesk.charts.view import MapView, Preset, arrows, is_quiet, written_name
from supportdesk.domain.contact import Contact, Line, Ring, SupportType, Tie
from supportdesk.domain.placement import Place, in_map_order

_FULL_LINES = frozenset({Preset.CLOSENESS, Preset.WHAT_IF})
_WITH_TIES = frozenset({Preset.CLOSENESS, Preset.TIES, Preset.WHAT_IF})
_WITH_MARKS = frozenset({Preset.CLOSENESS, Preset.SUPPORT, Preset.WHAT_IF})
_RING_ORDER = {ring: index for index, ring in enumerate(Ring)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
    """Pixel sizes that depend on how many contacts are in the picture."""

    label: float
    label_limit: float
    head: float
    line: float

    @classmethod
    def of(cls, count: int, text_scale: float) -> _Sizes:
        label, limit, head, line = (
            (13.5, 170.0, 11.0, 1.0)
            if count <= 30
            else (12.5, 120.0, 9.0, 0.85)
            if count <= 80
            else (10.5, 84.0, 6.5, 0.6)
        )
        return cls(label=label * text_scale, label_limit=limit * text_scale, head=head, line=line)


class Scene:
    """One view at one size in pixels; `drawn()` is the picture, `moving()` one node on its way."""

    def __init__(self, view: MapView, width: float, height: float) -> None:
        self.view = view
        self.width, self.height = width, height
        self.colours = palette.of(view.theme)
        self._contacts = {each.id: each for each in view.shown}
        self._placement = view.placed()
        self._places = {id_: place for id_, place in self._placement.places.items() if id_ in self._contacts}
        hoped = view.show_hoped or any(each.ring is Ring.HOPED for each in self._contacts.values())
        self.frame = frame.frame(view, self.colours, width, height, hoped=hoped)
        self._radius = min(self._placement.radius * self.frame.scale, 34.0)
        self._sizes = _Sizes.of(self._in_sight(), view.text_scale)

    def drawn(self, lifted: str | None = None) -> Drawn:
        """The whole picture; without the contact `lifted` and all that hangs on it."""
        nodes = tuple(node for node in self.nodes if node.contact_id != lifted)
        layers = [*self.frame.layers, *self._tie_layers(nodes), *self._line_layers(nodes)]
        layers += [*self._node_layers(nodes), *self.frame.me_layers, *self._label_layers(nodes)]
        written = tuple(node.label for node in nodes if node.label_box is not None and node.label)
        ids = {node.contact_id for node in nodes}
        return Drawn(
            width=self.width,
            height=self.height,
            scale=self.frame.scale,
            me=self.frame.me,
            me_radius=self.frame.me_radius,
            nodes=nodes,
            drawn_ties=tuple(tie.id for tie in self._ties if {tie.a, tie.b} <= ids),
            texts=(*self.frame.words, *written),
            layers=tuple(layers),
        )

    def moving(self, contact_id: str, x: float, y: float) -> tuple[Node, tuple[Layer, ...]]:
        """One contact held at pixel (x, y), with its line, ties and label."""
        old = self._by_id[contact_id]
        dx, dy = x - old.x, y - old.y
        box = old.label_box
        node = replace(
            old,
            x=x,
            y=y,
            box=_moved(old.box, dx, dy),
            label_box=None if box is None else _moved(box, dx, dy),
        )
        others = {**self._by_id, contact_id: node}
        ties = [tie for tie in self._ties if contact_id in (tie.a, tie.b)]
        layers = [*self._curves(ties, others), *self._line_layers([node])]
        layers += [*self._node_layers([node]), *self._label_layers([node])]
        return node, tuple(layers)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every contact that is drawn, in map order, with its label where one fits."""
        bare = [self._bare(self._contacts[id_], self._places[id_]) for id_ in in_map_order(self._places)]
        if self.view.names.value == "none":
            return tuple(bare)
        boxes = self._label_boxes(bare)
        return tuple(replace(node, label_box=boxes.get(node.contact_id)) for node in bare)

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.contact_id: node for node in self.nodes}

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        return self.view.shown_ties if self.view.preset in _WITH_TIES else ()

    def _in_sight(self) -> int:
        spots = (self.frame.to_pixels(place.x, place.y) for place in self._places.values())
        return sum(0 <= x <= self.width and 0 <= y <= self.frame.bottom for x, y in spots)

    def _bare(self, contact: Contact, place: Place) -> Node:
        x, y = self.frame.to_pixels(place.x, place.y)
        reach = self._radius
        to_me, to_them = arrows(contact)
        gone = contact.id in self.view.without
        has_line = contact.ring is not Ring.HOPED and not gone
        full = self.view.preset in _FULL_LINES and has_line
        limit = self._sizes.label_limit
        name = " ".join(written_name(contact, self.view.names).split())
        return Node(
            contact_id=contact.id,
            place=place,
            x=x,
            y=y,
            radius=reach,
            box=Box(left=x - reach, top=y - reach, right=x + reach, bottom=y + reach),
            shape=marks.shape_of(contact.kind),
            marks=self._marks(contact) if not gone else (),
            quiet=self._stands_back(contact),
            line=contact.line if has_line else None,
            stressful=contact.stressful and self.view.show_stressful and full,
            arrow_to_me=to_me and full,
            arrow_to_them=to_them and full,
            label=glyphs.fitted(name, self._sizes.label, limit),
            label_box=None,
        )

    def _marks(self, contact: Contact) -> tuple[SupportType, ...]:
        if self.view.preset not in _WITH_MARKS:
            return ()
        types = [each for each in SupportType if contact.gives_me(each)]
        wanted = self.view.highlight
        return tuple(types if wanted is None else [each for each in types if each is wanted])

    def _stands_back(self, contact: Contact) -> bool:
        wanted = self.view.highlight
        return (
            is_quiet(contact)
            or contact.id in self.view.dimmed
            or contact.id in self.view.without
            or (wanted is not None and not contact.gives_me(wanted))
        )

    def _label_boxes(self, nodes: Sequence[Node]) -> dict[str, Box]:
        """The boxes of the labels that found room, chosen contacts and inner rings first."""
        size = self._sizes.label
        sight = Box(left=0, top=0, right=self.width, bottom=self.frame.bottom)
        seen = [node for node in nodes if node.label and sight.holds(node.x, node.y)]
        order = {id_: index for index, id_ in enumerate((*self.view.chosen, self.view.selected or ""))}
        seen.sort(
            key=lambda node: (order.get(node.contact_id, len(order)), self._ring_rank(node), node.label)
        )
        wanted = [
            Wanted(
                x=node.x,
                y=node.y,
                reach=node.radius,
                width=glyphs.width(node.label, size) + 2,
                height=size * (glyphs.ASCENT + glyphs.DESCENT) + 1,
                prefers_right=node.x >= self.frame.me[0] - 1,
            )
            for node in seen
        ]
        obstacles = [(node.box.left, node.box.top, node.box.right, node.box.bottom) for node in nodes]
        everything = np.array([*obstacles, *self.frame.obstacles], dtype=float).reshape(-1, 4)
        area = (self.width, self.frame.bottom)
        found = arrange_labels(wanted, everything, self._density(nodes, area), area)
        return {
            node.contact_id: Box(left=box[0], top=box[1], right=box[2], bottom=box[3])
            for node, box in zip(seen, found, strict=True)
            if box is not None
        }

    def _ring_rank(self, node: Node) -> int:
        return _RING_ORDER[node.place.ring]

    def _density(self, nodes: Sequence[Node], area: tuple[float, float]) -> Density:
        ends = np.array([(node.x, node.y) for node in nodes if node.line is not None], dtype=float)
        if not len(ends) or self.view.preset is Preset.TIES:
            return Density(area, np.empty((0, 2)))
        starts = np.broadcast_to(np.array(self.frame.me), ends.shape)
        return Density(area, sampled(starts, ends, 64))

    # ---- layers ----

    def _line_layers(self, nodes: Sequence[Node]) -> list[Layer]:
        if self.view.preset is Preset.TIES:
            return []
        if self.view.preset not in _FULL_LINES:
            return self._faint_lines(nodes)
        layers: list[Layer] = []
        for quiet in (True, False):
            ink = self.colours.quiet_edge if quiet else self.colours.line
            for value in (Line.TENUOUS, Line.ORDINARY, Line.STRONG):
                some = [node for node in nodes if node.line is value and node.quiet is quiet]
                if some:
                    layers.append(self._shafts(some, value, ink))
            heads = [tip for node in nodes if node.quiet is quiet for tip in self._heads(node)]
            if heads:
                layers.append(Layer(name="arrowheads", outline=marks.merged(heads), fill=ink))
        return [*layers, *self._zigzags(nodes)]

    def _faint_lines(self, nodes: Sequence[Node]) -> list[Layer]:
        shafts = [marks.polyline(self._shaft(node)) for node in nodes if node.line is not None]
        if not shafts:
            return []
        ink = self.colours.ring_line
        return [Layer(name="faint lines", outline=marks.merged(shafts), stroke=ink, width=1.0)]

    def _shafts(self, nodes: Sequence[Node], value: Line, ink: str) -> Layer:
        return Layer(
            name=f"lines {value}",
            outline=marks.merged([marks.polyline(self._shaft(node)) for node in nodes]),
            stroke=ink,
            width=lines.WIDTHS[value] * self._sizes.line,
            dashes=lines.DASHES[value],
        )

    def _head_size(self, node: Node) -> float:
        return self._sizes.head * (1.3 if node.line is Line.STRONG else 1.0)

    def _shaft(self, node: Node) -> tuple[marks.Point, marks.Point]:
        head = self._head_size(node) * 0.8
        return lines.between(
            self.frame.me,
            (node.x, node.y),
            self.frame.me_radius + 2.5 + (head if node.arrow_to_me else 0),
            node.radius * 1.04 + 2.5 + (head if node.arrow_to_them else 0),
        )

    def _heads(self, node: Node) -> list[marks.Outline]:
        me, them, found = self.frame.me, (node.x, node.y), []
        near, far = lines.between(me, them, self.frame.me_radius + 2.5, node.radius * 1.04 + 2.5)
        if node.arrow_to_me:
            found.append(lines.head(near, lines.direction(them, me), self._head_size(node)))
        if node.arrow_to_them:
            found.append(lines.head(far, lines.direction(me, them), self._head_size(node)))
        return found

    def _zigzags(self, nodes: Sequence[Node]) -> list[Layer]:
        found = [lines.zigzag(*self._shaft(node)) for node in nodes if node.stressful]
        if not found:
            return []
        outline = marks.merged(found)
        halo = Layer(name="zigzag halo", outline=outline, stroke=self.colours.background, width=4.5)
        return [halo, Layer(name="zigzag", outline=outline, stroke=self.colours.stress, width=1.8)]

    def _tie_layers(self, nodes: Sequence[Node]) -> list[Layer]:
        ids = {node.contact_id for node in nodes}
        ties = [tie for tie in self._ties if {tie.a, tie.b} <= ids]
        return self._curves(ties, self._by_id)

    def _curves(self, ties: Sequence[Tie], nodes: dict[str, Node]) -> list[Layer]:
        """Ties as thin curves, each bowed the way that meets the fewest labels and not Me."""
        if not ties:
            return []
        starts = np.array([(nodes[tie.a].x, nodes[tie.a].y) for tie in ties])
        ends = np.array([(nodes[tie.b].x, nodes[tie.b].y) for tie in ties])
        controls = lines.bows(starts, ends)
        best = self._clearest(lines.along_bows(starts, controls, ends), nodes)
        layers = []
        main = self.view.preset is Preset.TIES
        ink = self.colours.tie_strong if main else self.colours.tie
        for close, width in ((False, 1.2), (True, 2.6 if main else 2.0)):
            some = [index for index, tie in enumerate(ties) if tie.close is close]
            if some:
                outline = marks.merged([lines.curve(starts[i], controls[i, best[i]], ends[i]) for i in some])
                name = "ties close" if close else "ties"
                layers.append(Layer(name=name, outline=outline, stroke=ink, width=width))
        return layers

    def _clearest(self, points: np.ndarray, nodes: dict[str, Node]) -> np.ndarray:
        """For each tie the index of its best bow; points are shaped (ties, bows, count, 2)."""
        busy = self._busy(nodes)
        columns = np.clip((points[..., 0] / 4).astype(int), 0, busy.shape[1] - 1)
        rows = np.clip((points[..., 1] / 4).astype(int), 0, busy.shape[0] - 1)
        away = np.hypot(points[..., 0] - self.frame.me[0], points[..., 1] - self.frame.me[1])
        cost = busy[rows, columns].sum(axis=-1) + 6.0 * (away < self.frame.me_radius + 6).sum(axis=-1)
        return np.asarray(np.argmin(cost + 4.0 * np.abs(lines.BOWS)[None, :], axis=1))

    def _busy(self, nodes: dict[str, Node]) -> np.ndarray:
        grid = np.zeros((int(self.height / 4) + 2, int(self.width / 4) + 2))
        for node in nodes.values():
            for box, weight in ((node.label_box, 1.0), (node.box, 0.6)):
                if box is not None:
                    top, bottom = (max(0, int(edge / 4)) for edge in (box.top, box.bottom + 4))
                    left, right = (max(0, int(edge / 4)) for edge in (box.left, box.right + 4))
                    grid[top:bottom, left:right] = weight
        return grid

    def _node_layers(self, nodes: Sequence[Node]) -> list[Layer]:
        layers: list[Layer] = []
        width = max(1.4, min(2.4, self._radius * 0.14))
        for quiet in (True, False):
            for gone in (True, False):
                some = [
                    node for node in nodes
                    if node.quiet is quiet and (node.contact_id in self.view.without) is gone
                ]  # fmt: skip
                if some:
                    layers.append(self._shapes(some, quiet=quiet, gone=gone, width=width))
        chosen = [node for node in nodes if node.contact_id == self.view.selected]
        if chosen:
            ring = marks.moved(
                marks.Outline.circle((0, 0), 1.0), self._radius * 1.1 + 4, chosen[0].x, chosen[0].y
            )
            layers.append(Layer(name="focus ring", outline=ring, stroke=self.colours.focus, width=2.4))
        return [*layers, *self._mark_layers(nodes), *self._energy_layer(nodes)]

    def _shapes(self, nodes: Sequence[Node], *, quiet: bool, gone: bool, width: float) -> Layer:
        shapes = [
            marks.moved(marks.node(node.shape), node.radius - width / 2, node.x, node.y) for node in nodes
        ]
        return Layer(
            name="nodes quiet" if quiet else "nodes",
            outline=marks.merged(shapes),
            fill=self.colours.node,
            stroke=self.colours.quiet_edge if quiet else self.colours.node_edge,
            width=width,
            dashes=(3.0, 3.0) if gone else (),
        )

    def _mark_layers(self, nodes: Sequence[Node]) -> list[Layer]:
        signs: dict[SupportType, list[marks.Outline]] = {}
        for node in nodes:
            if not node.marks:
                continue
            size, places = marks.spots(node.shape, len(node.marks))
            for support, (x, y) in zip(node.marks, places, strict=True):
                spot = (node.x + x * node.radius, node.y + y * node.radius)
                sign = marks.moved(marks.mark(support), size * node.radius, *spot)
                signs.setdefault(support, []).append(sign)
        return [
            Layer(name=f"marks {support}", outline=marks.merged(found), fill=self.colours.marks[support])
            for support, found in signs.items()
        ]

    def _energy_layer(self, nodes: Sequence[Node]) -> list[Layer]:
        if self.view.preset is not Preset.ENERGY:
            return []
        signs = []
        for node in nodes:
            value = self._contacts[node.contact_id].leaves_me
            if value is not None:
                signs.append(marks.moved(marks.energy(value), node.radius * 0.5, node.x, node.y))
        if not signs:
            return []
        return [Layer(name="energy", outline=marks.merged(signs), fill=self.colours.text)]

    def _label_layers(self, nodes: Sequence[Node]) -> list[Layer]:
        size = self._sizes.label
        layers = []
        for quiet in (True, False):
            pieces = [
                (glyphs.shape(node.label), size, node.label_box.left + 1, node.label_box.top + 0.5 + size * glyphs.ASCENT)
                for node in nodes
                if node.label_box is not None and node.quiet is quiet
            ]  # fmt: skip
            ink = glyphs.compound(pieces)
            if ink is not None:
                halo = max(2.0, size * 0.24)
                layers.append(Layer(name="halo", outline=ink, stroke=self.colours.background, width=halo))
                fill = self.colours.quiet_text if quiet else self.colours.text
                layers.append(Layer(name="labels", outline=ink, fill=fill))
        return layers


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(left=box.left + dx, top=box.top + dy, right=box.right + dx, bottom=box.bottom + dy)
