"""A view worked out to the last pixel: who stands where, where labels go, what has which ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from supportdesk.charts import circles, frame, glyphs, marks
from supportdesk.charts import colours as palette
from supportdesk.charts.ink import FULL_LINES, MARK_OUT, Ink, Sizes
from supportdesk.charts.labels import Boxes, Covered, Density, Ground, Wanted, arrange_labels, sampled
from supportdesk.charts.layer import Box, Drawn, Layer, Node
from supportdesk.charts.view import MapView, Preset, Trait, arrows, has_trait, is_quiet, written_name
from supportdesk.domain.contact import Contact, Ring, Strength, SupportType, Tie
from supportdesk.domain.placement import Place, in_map_order

_WITH_TIES = frozenset({Preset.CLOSENESS, Preset.TIES, Preset.WHAT_IF})
_WITH_MARKS = frozenset({Preset.CLOSENESS, Preset.SUPPORT, Preset.WHAT_IF})
# The widest label of the second chance, in heights of a letter.
_SHORT = 4.6
_RING_ORDER = {ring: index for index, ring in enumerate(Ring)}


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
        self._sizes = Sizes.of(self._in_sight(), self._radius, view.text_scale)
        self._ink = Ink(view, self.colours, self.frame, self._sizes)

    def drawn(self, lifted: str | None = None) -> Drawn:
        """The whole picture; without the contact `lifted` and all that hangs on it."""
        nodes = tuple(node for node in self.nodes if node.contact_id != lifted)
        ids = {node.contact_id for node in nodes}
        ties = [tie for tie in self._ties if {tie.a, tie.b} <= ids]
        by_id = {node.contact_id: node for node in nodes}
        around = circles.ribbons(self.view, self.colours, by_id, (self.frame.me, self.frame.me_radius))
        layers = [*self.frame.layers, *around]
        layers += [*self.frame.name_layers, *self._ink.ties(ties, self._by_id), *self._ink.lines(nodes)]
        layers += [*self._ink.leaders(nodes), *self._ink.nodes(nodes), *self.frame.me_layers]
        layers += self._ink.labels(nodes)
        layers += self.frame.top_layers
        written = tuple(node.label for node in nodes if node.label_box is not None and node.label)
        return Drawn(
            width=self.width,
            height=self.height,
            scale=self.frame.scale,
            me=self.frame.me,
            me_radius=self.frame.me_radius,
            nodes=nodes,
            room=self.frame.room,
            legend=self.frame.legend,
            heading=self.frame.heading,
            sectors=self.frame.sectors,
            drawn_ties=tuple(tie.id for tie in ties),
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
        layers = [*self._ink.ties(ties, others, avoid=False), *self._ink.lines([node])]
        # Who the ties lead to is drawn again, so that no tie lies over a shape.
        fellows = [self._by_id[id_] for tie in ties for id_ in (tie.a, tie.b) if id_ != contact_id]
        layers += [*self._ink.leaders([node]), *self._ink.nodes([*fellows, node])]
        layers += self._ink.labels([node])
        return node, tuple(layers)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every contact that is drawn, in map order, with its label where one fits."""
        bare = [self._bare(self._contacts[id_], self._places[id_]) for id_ in in_map_order(self._places)]
        if self.view.names.value == "none":
            return tuple(bare)
        labelled = self._labelled(bare)
        return tuple(labelled.get(node.contact_id, node) for node in bare)

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.contact_id: node for node in self.nodes}

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        return self.view.ties_in_sight if self.view.preset in _WITH_TIES else ()

    def _in_sight(self) -> int:
        spots = (self.frame.to_pixels(place.x, place.y) for place in self._places.values())
        return sum(self.frame.room.holds(x, y) for x, y in spots)

    def _bare(self, contact: Contact, place: Place) -> Node:
        x, y = self.frame.to_pixels(place.x, place.y)
        reach = self._radius
        to_me, to_them = arrows(contact)
        gone = contact.id in self.view.without
        has_line = contact.ring is not Ring.HOPED and not gone
        full = self.view.preset in FULL_LINES and has_line
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
            energy=contact.leaves_me if self.view.preset is Preset.ENERGY else None,
        )

    def _marks(self, contact: Contact) -> tuple[SupportType, ...]:
        if self.view.preset not in _WITH_MARKS:
            return ()
        types = [each for each in SupportType if contact.gives_me(each)]
        wanted = self.view.highlight
        if wanted is Trait.OFTEN:
            often = {each.type for each in contact.supports if each.strength is Strength.OFTEN}
            return tuple(each for each in types if each in often)
        if isinstance(wanted, SupportType):
            return tuple(each for each in types if each is wanted)
        return tuple(types)

    def _stands_back(self, contact: Contact) -> bool:
        wanted = self.view.highlight
        return (
            is_quiet(contact)
            or contact.id in self.view.dimmed
            or contact.id in self.view.without
            or (wanted is not None and not has_trait(contact, wanted))
        )

    def _labelled(self, nodes: Sequence[Node]) -> dict[str, Node]:
        """The nodes whose label found room, by id: chosen contacts first, then from the inner ring out.

        Who found none gets a second chance with a shorter label.
        """
        seen = [node for node in nodes if node.label and self.frame.room.holds(node.x, node.y)]
        first = {id_: index for index, id_ in enumerate((*self.view.chosen, self.view.selected or ""))}
        seen.sort(
            key=lambda node: (first.get(node.contact_id, len(first)), self._ring_rank(node), node.label)
        )
        obstacles = np.array([*map(self._kept_clear, nodes), *self.frame.obstacles], dtype=float)
        size = self.width, self.height
        ground = Ground(covered=Covered(size, obstacles), density=self._density(nodes, size))
        found = self._arranged(seen, ground)
        letter, short = self._sizes.label, self._sizes.label * _SHORT
        rest = [
            replace(node, label=glyphs.fitted(node.label, letter, short))
            for node in seen
            if node.contact_id not in found
        ]
        boxes = [node.label_box for node in found.values() if node.label_box is not None]
        others = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes]).reshape(-1, 4)
        return {**found, **self._arranged(rest, ground, others)}

    def _ring_out(self, node: Node) -> float:
        """How far the ring of one who is marked stands out."""
        return MARK_OUT if node.contact_id in self.view.marked else 0.0

    def _kept_clear(self, node: Node) -> tuple[float, float, float, float]:
        """The box that no label may touch."""
        box, out = node.box, self._ring_out(node)
        return box.left - out, box.top - out, box.right + out, box.bottom + out

    def _arranged(
        self, nodes: Sequence[Node], ground: Ground, others: Boxes | None = None
    ) -> dict[str, Node]:
        size = self._sizes.label
        wanted = [
            Wanted(
                x=node.x,
                y=node.y,
                reach=node.radius + self._ring_out(node),
                width=glyphs.width(node.label, size) + 2,
                height=size * glyphs.height(node.label) + 1,
                prefers_right=node.x >= self.frame.me[0] - 1,
            )
            for node in nodes
        ]
        room = self.frame.room
        edges = (room.left, room.top, room.right, room.bottom)
        boxes = arrange_labels(wanted, ground, edges, others)
        return {
            node.contact_id: replace(
                node, label_box=Box(left=box[0], top=box[1], right=box[2], bottom=box[3])
            )
            for node, box in zip(nodes, boxes, strict=True)
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


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(left=box.left + dx, top=box.top + dy, right=box.right + dx, bottom=box.bottom + dy)
