"""The still part of a picture: rings, sectors with their names, Me, title, date and legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from matplotlib.path import Path as Outline

from supportdesk.charts import blank, glyphs, marks
from supportdesk.charts.circles import gaps
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Box, Layer
from supportdesk.charts.legend import Legend, all_entries, legend, legend_column, narrow
from supportdesk.charts.legend_entries import Entry
from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import BANDS, ME_RADIUS, SECTORS, Sector, point
from supportdesk.records import dataclass
from supportdesk.words import _
from supportdesk.words import dates as date_words

_EDGE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where Me stands (pixels), how many pixels a map unit takes, and all that does not move.

    `layers` lie under the contacts, `name_layers` over them, `me_layers` over the contacts' lines,
    `top_layers` over everything. `room` is what the legend leaves to the map, `legend` and `heading` are
    the boxes of legend and of title and day; `obstacles` are the boxes no label may touch, `sectors`
    those of each sector's name.
    """

    me: tuple[float, float]
    me_radius: float
    scale: float
    room: Box
    legend: Box
    layers: tuple[Layer, ...]
    name_layers: tuple[Layer, ...]
    me_layers: tuple[Layer, ...]
    top_layers: tuple[Layer, ...]
    obstacles: tuple[tuple[float, float, float, float], ...]
    heading: Box
    sectors: Mapping[Sector, tuple[Box, ...]]
    words: tuple[str, ...]

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a spot in map units."""
        return self.me[0] + x * self.scale, self.me[1] + y * self.scale


def frame(view: MapView, colours: Colours, width: float, height: float, *, hoped: bool) -> Frame:
    """The still part for a picture of this size; with the "hoped for" ring where `hoped`."""
    where = _setting(view, colours, width, height)
    room, key = where.room, where.key
    reach = BANDS[Ring.HOPED][1] if hoped else BANDS[Ring.OUTER][1]
    scale = where.side / 2 / reach * view.zoom
    middle = where.middle
    me = (middle[0] - view.centre[0] * scale, middle[1] - view.centre[1] * scale)
    sectors, sector_boxes, sector_words = _sector_names(view, colours, me, reach * scale)
    heading, heading_boxes, heading_words = _heading(view, colours, width)
    cover = _cover(colours, where.legend)
    still = [*_rings(colours, me, scale, hoped=hoped), *_dividers(colours, me, scale, reach)]
    below = [_put(layer, where.legend.left, where.key_top) for layer in key.layers]
    by_hand, by_hand_words = blank.layers(view, colours, me, scale, (width, where.legend.top))
    me_radius = ME_RADIUS * scale
    me_layers, my_name = _me(view, colours, me, me_radius)
    me_layers += gaps(view.lost, colours, me, me_radius)
    return Frame(
        me=me,
        me_radius=me_radius,
        scale=scale,
        room=room,
        legend=where.legend,
        layers=tuple(still),
        name_layers=tuple(sectors),
        me_layers=tuple(me_layers),
        top_layers=(*cover, *below, *heading, *by_hand),
        obstacles=(
            (me[0] - me_radius, me[1] - me_radius, me[0] + me_radius, me[1] + me_radius),
            *(_edges(box) for boxes in sector_boxes.values() for box in boxes),
            *heading_boxes,
            *view.reserved,
        ),
        heading=_round(heading_boxes),
        sectors=sector_boxes,
        words=(*heading_words, *sector_words, my_name, *by_hand_words, *key.words),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """Where map and legend go: the map's room, its middle and its side, the legend's box and first row."""

    room: Box
    middle: tuple[float, float]
    side: float
    key: Legend
    legend: Box
    key_top: float


def _setting(view: MapView, colours: Colours, width: float, height: float) -> _Setting:
    """The legend below the map, or beside it where that makes the map larger."""
    known = all_entries(view, colours) if view.show_legend else ()
    below = _below(view, colours, (width, height), known)
    if not view.show_legend or view.write_lines:
        return below
    beside = _beside(view, colours, (width, height), known)
    return beside if beside is not None and beside.side > below.side * 1.04 else below


def _below(view: MapView, colours: Colours, size: tuple[float, float], known: tuple[Entry, ...]) -> _Setting:
    width, height = size
    key = legend(view, colours, width, known)
    if key.height > height * 0.6:
        # A thumbnail: a map without a legend says more than a legend without a map.
        key = legend(replace(view, show_legend=False), colours, width)
    bottom = height - key.height
    top = _title_height(view) if bottom > width * 1.08 else _EDGE
    top += blank.HEAD if view.write_lines else 0.0
    foot = bottom - (blank.ROOM if view.write_lines else 0.0)
    return _Setting(
        room=Box(left=0, top=0, right=width, bottom=bottom),
        middle=(width / 2, top + (foot - top) / 2),
        side=max(40.0, min(width - 2 * _EDGE, foot - top) - 2 * _names(view)),
        key=key,
        legend=Box(left=0, top=bottom, right=width, bottom=height),
        key_top=bottom,
    )


def _beside(
    view: MapView, colours: Colours, size: tuple[float, float], known: tuple[Entry, ...]
) -> _Setting | None:
    """The legend in a column at the lower left, under the title; None where it is too tall."""
    width, height = size
    key = legend_column(view, colours, known)
    if key.height + _title_height(view) > height:
        return None
    return _Setting(
        room=Box(left=key.width, top=0, right=width, bottom=height),
        middle=((width + key.width) / 2, height / 2),
        side=max(40.0, min(width - key.width - _EDGE, height - 2 * _EDGE) - 2 * _names(view)),
        key=key,
        legend=Box(left=0, top=0, right=key.width, bottom=height),
        key_top=height - key.height,
    )


def _names(view: MapView) -> float:
    """The room that the sectors' names take."""
    return 25.0 * view.small_text_scale


def _rings(colours: Colours, me: tuple[float, float], scale: float, *, hoped: bool) -> list[Layer]:
    layers = []
    for ring in (Ring.OUTER, Ring.MIDDLE, Ring.INNER):
        outline = marks.moved(Outline.circle((0, 0), 1.0), BANDS[ring][1] * scale, *me)
        layers.append(
            Layer(
                name=f"ring {ring}",
                outline=outline,
                fill=colours.rings[ring],
                stroke=colours.ring_line,
                width=1.0,
            )
        )
    if hoped:
        outline = marks.moved(Outline.circle((0, 0), 1.0), BANDS[Ring.HOPED][1] * scale, *me)
        layers.append(
            Layer(name="ring hoped", outline=outline, stroke=colours.ring_line, width=1.0, dashes=(4.0, 5.0))
        )
    return layers


def _dividers(colours: Colours, me: tuple[float, float], scale: float, reach: float) -> list[Layer]:
    spokes = []
    for start, _end in SECTORS.values():
        inside, outside = point(start, ME_RADIUS), point(start, reach)
        spokes.append(marks.polyline([(me[0] + x * scale, me[1] + y * scale) for x, y in (inside, outside)]))
    return [Layer(name="dividers", outline=marks.merged(spokes), stroke=colours.divider, width=2.0)]


def _sector_names(
    view: MapView, colours: Colours, me: tuple[float, float], edge: float
) -> tuple[list[Layer], dict[Sector, tuple[Box, ...]], list[str]]:
    """The sectors' names along the outside of the map, and a box round each letter."""
    size = 13.0 * view.small_text_scale
    radius = edge + 5 + size * 0.6
    pieces, boxes, words = [], {}, []
    for sector, (start, end) in SECTORS.items():
        word = view.sector_name(sector)
        arc = math.radians(end - start) * radius * 0.96
        text = glyphs.shape(glyphs.fitted(word, size, arc))
        bent = glyphs.along_circle(text, size, radius, (start + end) / 2, me)
        pieces.append((bent, 1.0, 0.0, 0.0))
        boxes[sector] = tuple(_letter_boxes(bent))
        words.append(word)
    ink = glyphs.compound(pieces)
    layers = [] if ink is None else [Layer(name="sector names", outline=ink, fill=colours.muted)]
    return layers, boxes, words


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _round(boxes: Sequence[tuple[float, float, float, float]]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(left=min(left), top=min(top), right=max(right), bottom=max(bottom))


def _letter_boxes(text: glyphs.Text) -> list[Box]:
    bounds = [*text.starts, len(text.vertices)]
    boxes = []
    for start, end in pairwise(bounds):
        if end > start:
            part = text.vertices[start:end]
            left, top = part.min(axis=0)
            right, bottom = part.max(axis=0)
            boxes.append(
                Box(
                    left=float(left) - 2,
                    top=-float(bottom) - 2,
                    right=float(right) + 2,
                    bottom=-float(top) + 2,
                )
            )
    return boxes


def _title_height(view: MapView) -> float:
    return 70.0 * view.small_text_scale


def _heading(
    view: MapView, colours: Colours, width: float
) -> tuple[list[Layer], list[tuple[float, float, float, float]], list[str]]:
    """Title, day and "Sample" in the top left corner."""
    title = view.title or _("My support map")
    day = date_words.long(view.day)
    under = _("{day} · Sample").format(day=day) if view.sample else day
    under = "" if view.to_fill_in else under
    scale = view.small_text_scale * narrow(width)
    big, small = 21.0 * scale, 13.0 * scale
    limit = max(120.0, width * 0.34)
    title = glyphs.fitted(title, big, limit, bold=True)
    spots = ((title, big, 22.0 + big * 0.5, True), (under, small, 22.0 + big * 0.5 + small * 1.7, False))
    layers: list[Layer] = []
    boxes = []
    for words, size, base, bold in spots:
        shaped = glyphs.shape(words, bold)
        ink = glyphs.compound([(shaped, size, 24.0, base)])
        if ink is not None:
            fill = colours.text if bold else colours.muted
            name = "title" if bold else "day"
            layers.append(Layer(name=name, outline=ink, fill=fill))
        boxes.append((18.0, base - size, 30.0 + shaped.width * size, base + size * 0.4))
    if view.zoom > 1.0:
        ground = marks.merged(_rectangle(*box) for box in boxes)
        layers.insert(0, Layer(name="heading ground", outline=ground, fill=colours.background))
    return layers, boxes, [title, under]


def _me(view: MapView, colours: Colours, me: tuple[float, float], radius: float) -> tuple[list[Layer], str]:
    word = view.my_name or _("Me")
    size = min(17.0 * view.text_scale, radius * 0.75)
    room = radius * 1.7
    wide = glyphs.width(word, size, bold=True)
    if wide > room:
        size = max(size * room / wide, size * 0.62)
        word = glyphs.fitted(word, size, room, bold=True)
    shaped = glyphs.shape(word, bold=True)
    disc = marks.moved(Outline.circle((0, 0), 1.0), radius, *me)
    layers = [
        Layer(name="me", outline=disc, fill=colours.me, stroke=colours.background, width=2.0),
    ]
    ink = glyphs.compound([(shaped, size, me[0] - shaped.width * size / 2, me[1] + size * 0.34)])
    if ink is not None:
        layers.append(Layer(name="my name", outline=ink, fill=colours.on_me))
    return layers, word


def _cover(colours: Colours, box: Box) -> Sequence[Layer]:
    """A plain ground under the legend, so that a zoomed map does not run through it."""
    ground = _rectangle(*_edges(box))
    return [Layer(name="legend ground", outline=ground, fill=colours.background)]


def _rectangle(left: float, top: float, right: float, bottom: float) -> Outline:
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return Outline(corners, [Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY])


def _put(layer: Layer, x: float, y: float) -> Layer:
    return replace(layer, outline=marks.moved(layer.outline, 1.0, x, y))
