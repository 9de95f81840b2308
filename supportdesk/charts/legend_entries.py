"""What the legend explains: every sign that is in the picture, in groups, each with its word.

Signs that nobody on the map has are left out, so that the map keeps the room; an empty map shows all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from matplotlib.path import Path as Outline

from supportdesk.charts import circles, lines, marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer
from supportdesk.charts.marks import Shape
from supportdesk.charts.view import MapView, Preset, Trait, arrows, has_trait, is_quiet
from supportdesk.domain.contact import Energy, Line, Ring, SupportType
from supportdesk.domain.groups import groups
from supportdesk.records import dataclass
from supportdesk.words import _, labels, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sign, drawn by layers round (0, 0), and its word; `reach` is half the sign's width.

    Entries of one `group` stand together.
    """

    layers: tuple[Layer, ...]
    word: str
    reach: float
    group: int = 0


def entries(view: MapView, colours: Colours) -> tuple[Entry, ...]:
    """All entries for this view."""
    groups_ = (_supports, _shapes, _lines_and_ties, _sentences)
    return tuple(
        replace(entry, group=number) for number, part in enumerate(groups_) for entry in part(view, colours)
    )


def _supports(view: MapView, colours: Colours) -> Iterator[Entry]:
    if view.preset is Preset.ENERGY:
        felt = {each.leaves_me for each in view.shown} if view.shown else set(Energy)
        yield from (_energy(value, colours) for value in Energy if value in felt)
    elif view.preset is not Preset.TIES:
        yield from (_mark(each, colours) for each in SupportType if _has_mark(view, each))
    yield from _lost(view, colours)


def _shapes(view: MapView, colours: Colours) -> Iterator[Entry]:
    shapes = {marks.shape_of(each.kind) for each in view.shown} or set(Shape)
    yield from (_shape(shape, colours) for shape in Shape if shape in shapes)
    yield from _quiet(view, colours)
    if view.marked:
        yield _changed(colours)
    yield from _groups(view, colours)


def _lines_and_ties(view: MapView, colours: Colours) -> Iterator[Entry]:
    if view.preset in (Preset.CLOSENESS, Preset.WHAT_IF):
        yield from _lines(view, colours)
    with_ties = view.preset in (Preset.CLOSENESS, Preset.WHAT_IF, Preset.TIES)
    if with_ties and (view.ties_in_sight or not view.shown):
        yield from _ties(view, colours)


def _has_mark(view: MapView, support: SupportType) -> bool:
    """Whether anybody drawn wears the mark; on an empty map all are explained."""
    if isinstance(view.highlight, SupportType) and view.highlight is not support:
        return False
    here = [each for each in view.shown if each.id not in view.without]
    return not view.shown or any(each.gives_me(support) for each in here)


def _lost(view: MapView, colours: Colours) -> Iterator[Entry]:
    """The signs of a "what if": who is taken out, and what nobody gives then."""
    for support in view.lost:
        word = _("{support}: no one else yet").format(support=labels.support_type(support))
        yield Entry(layers=tuple(circles.gap(support, colours, 0, 0, 8.0)), word=word, reach=9.0)
    if any(each.id in view.without for each in view.shown):
        entry = _shape(Shape.PERSON, colours, colours.quiet_edge)
        dashed = tuple(replace(layer, dashes=(3.0, 3.0)) for layer in entry.layers)
        yield replace(entry, layers=dashed, word=_("Left out for now"))


def _groups(view: MapView, colours: Colours) -> Iterator[Entry]:
    outlined = [each for each in groups(view.shown) if each in view.outlined]
    if not outlined:
        return
    bar = marks.polyline([(-9, 0), (9, 0)])
    edge = Layer(name="legend sign", outline=bar, stroke=colours.group_edge, width=13.2)
    inside = Layer(name="legend sign", outline=bar, stroke=colours.group, width=10.0)
    word = ngettext("A group and its members", "Groups and their members", len(outlined))
    yield Entry(layers=(edge, inside), word=word, reach=16.0)


def _mark(support: SupportType, colours: Colours) -> Entry:
    sign = marks.moved(marks.mark(support), 6.5, 0, 0)
    layer = Layer(name="legend sign", outline=sign, fill=colours.marks[support])
    return Entry(layers=(layer,), word=labels.support_type(support), reach=7.0)


def _energy(value: Energy, colours: Colours) -> Entry:
    sign = marks.moved(marks.energy(value), 6.5, 0, 0)
    return Entry(
        layers=(Layer(name="legend sign", outline=sign, fill=colours.text),),
        word=labels.energy(value),
        reach=7.0,
    )


def _shape(shape: Shape, colours: Colours, edge: str | None = None) -> Entry:
    layer = Layer(
        name="legend sign",
        outline=marks.moved(marks.node(shape), 7.0, 0, 0),
        fill=colours.node,
        stroke=edge or colours.node_edge,
        width=1.6,
    )
    return Entry(layers=(layer,), word=shape_word(shape), reach=8.0)


def _quiet(view: MapView, colours: Colours) -> list[Entry]:
    """What grey stands for; where one trait is lifted out, that everybody else is grey."""
    if view.highlight is not None:
        word = _("Grey: not “{trait}”").format(trait=trait_word(view.highlight))
        if all(has_trait(each, view.highlight) for each in view.shown):
            return []
    elif any(is_quiet(each) for each in view.shown):
        word = _("Grey: less contact, or remembered")
    else:
        return []
    return [replace(_shape(Shape.PERSON, colours, colours.quiet_edge), word=word)]


def _changed(colours: Colours) -> Entry:
    ring = marks.moved(Outline.circle((0, 0), 1.0), 7.0, 0, 0)
    layer = Layer(name="legend sign", outline=ring, stroke=colours.text, width=1.6, dashes=(3.0, 2.6))
    return Entry(layers=(layer,), word=_("Different on the other day"), reach=8.0)


def _lines(view: MapView, colours: Colours) -> Iterator[Entry]:
    lined = [each for each in view.shown if each.ring is not Ring.HOPED and each.id not in view.without]
    drawn = {each.line for each in lined} if view.shown else set(Line)
    for value in (each for each in Line if each in drawn):
        yield Entry(
            layers=(
                Layer(
                    name="legend sign",
                    outline=marks.polyline([(-16, 0), (16, 0)]),
                    stroke=colours.line,
                    width=lines.WIDTHS[value],
                    dashes=lines.DASHES[value],
                ),
            ),
            word=line_word(value),
            reach=16.0,
        )
    if view.show_stressful and (not view.shown or any(each.stressful for each in lined)):
        zigzag = lines.zigzag((-18.0, 0.0), (18.0, 0.0))
        sign = Layer(name="legend sign", outline=zigzag, stroke=colours.stress, width=1.5)
        yield Entry(layers=(sign,), word=_("Stressful"), reach=18.0)
    if not view.shown or any(any(arrows(each)) for each in lined):
        yield _arrow(colours)


def _arrow(colours: Colours) -> Entry:
    head = Outline(lines.head((16.0, 0.0), (1.0, 0.0), 9.0), lines.HEAD)
    shaft = Layer(
        name="legend sign", outline=marks.polyline([(-16, 0), (9, 0)]), stroke=colours.line, width=1.8
    )
    tip = Layer(name="legend sign", outline=head, fill=colours.line)
    return Entry(layers=(shaft, tip), word=_("The arrow points to the one who gets support"), reach=16.0)


def _ties(view: MapView, colours: Colours) -> Iterator[Entry]:
    bow = Outline([(-16, 4), (0, -8), (16, 4)], [Outline.MOVETO, Outline.CURVE3, Outline.CURVE3])
    main = view.preset is Preset.TIES
    ink = colours.tie_strong if main else colours.tie
    curve = Layer(name="legend sign", outline=bow, stroke=ink, width=1.3)
    yield Entry(layers=(curve,), word=_("They know each other"), reach=16.0)
    if main and (not view.shown or any(tie.close for tie in view.ties_in_sight)):
        thick = Layer(name="legend sign", outline=bow, stroke=ink, width=2.6)
        yield Entry(layers=(thick,), word=_("They are close"), reach=16.0)


def _sentences(view: MapView, _colours: Colours) -> Iterator[Entry]:
    yield Entry(layers=(), word=_("The nearer to the middle, the closer to me."), reach=0.0)
    if view.preset is Preset.ENERGY:
        yield Entry(layers=(), word=_("This view is private. It is never printed."), reach=0.0)


def shape_word(shape: Shape) -> str:
    """The word for a shape."""
    return {
        Shape.PERSON: _("Person"),
        Shape.GROUP: _("Group or online"),
        Shape.PROFESSIONAL: _("Professional"),
        Shape.SERVICE: _("Service or helpline"),
        Shape.PLACE: _("Place or activity"),
        Shape.PET: _("Pet"),
    }[shape]


def trait_word(trait: SupportType | Trait) -> str:
    """The name of what may be lifted out."""
    if isinstance(trait, SupportType):
        return labels.support_type(trait)
    return {
        Trait.OFTEN: _("often"),
        Trait.HARD_TIMES: _("in hard times"),
        Trait.DAILY_LIFE: _("in daily life"),
        Trait.I_GIVE: _("I support them"),
    }[trait]


def line_word(value: Line) -> str:
    """The word for a line."""
    return {Line.STRONG: _("Strong"), Line.ORDINARY: _("Ordinary"), Line.TENUOUS: _("Tenuous")}[value]
