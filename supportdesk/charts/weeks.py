"""The gentle line of the look-backs: two calm panels, the same in every theme; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from supportdesk.charts import colours as palette
from supportdesk.charts import engine, glyphs, picture
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer
from supportdesk.charts.view import Theme
from supportdesk.domain.look_back import Week
from supportdesk.records import dataclass
from supportdesk.words import _, dates

engine.settle()

_TEXT = 12.5
_POINT = 3.4
_RIGHT = 26.0
_TOP = 30.0
_BETWEEN = 44.0
_FOOT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksView:
    """What the picture shows; `text_scale` makes its words larger, `ground` is the colour behind it."""

    weeks: tuple[Week, ...]
    theme: Theme
    text_scale: float = 1.0
    ground: str = ""

    @property
    def colours(self) -> Colours:
        """The colours of the theme on this ground."""
        colours = palette.of(self.theme)
        return replace(colours, background=self.ground) if self.ground else colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One answer: its place in pixels, and whether words were kept of that week."""

    week: date
    x: float
    y: float
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    title: str
    low: int
    high: int
    name: str


def draw(figure: Figure, view: WeeksView) -> tuple[Spot, ...]:
    """Put the picture on the figure; the spots say what stands where."""
    width, height = picture.size_of(figure)
    spots: list[Spot] = []
    layers = list(_layers(view, width, height, spots))
    figure.clear()
    figure.set_facecolor(view.colours.background)
    ground = picture.pixels(figure)
    for layer in layers:
        figure.add_artist(picture.artist(layer, ground))
    return tuple(spots)


def _layers(view: WeeksView, width: float, height: float, spots: list[Spot]) -> Iterator[Layer]:
    colours = view.colours
    size = _TEXT * view.text_scale
    left = 20.0 + glyphs.width("10", size) + 12.0
    panels = (
        _Panel(title=_("How supported you felt, 0 to 10"), low=0, high=10, name="supported"),
        _Panel(title=_("Your energy, 1 to 5"), low=1, high=5, name="energy"),
    )
    top, between, foot = _TOP * view.text_scale, _BETWEEN * view.text_scale, _FOOT * view.text_scale
    room = height - top - between - foot
    texts: list[tuple[glyphs.Text, float, float, float]] = []
    for panel, upper, tall in (
        (panels[0], top, room * 0.6),
        (panels[1], top + room * 0.6 + between, room * 0.4),
    ):
        frame = _Frame(left, upper, width - _RIGHT - left, tall)
        texts.append((glyphs.shape(panel.title), size, 20.0, upper - 12.0 * view.text_scale))
        yield from _scale(panel, frame, colours, size, texts)
        yield from _line(panel, frame, view.weeks, colours, spots)
    _months(view.weeks, _Frame(left, 0, width - _RIGHT - left, 0), height - foot / 3, size, texts)
    ink = glyphs.compound(texts)
    if ink is not None:
        yield Layer(name="week words", outline=ink, fill=colours.muted)


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    top: float
    width: float
    height: float

    def x(self, place: int, count: int) -> float:
        return self.left + self.width * (place / (count - 1) if count > 1 else 0.5)

    def y(self, value: int, low: int, high: int) -> float:
        return self.top + self.height * (1 - (value - low) / (high - low))


def _scale(
    panel: _Panel,
    frame: _Frame,
    colours: Colours,
    size: float,
    texts: list[tuple[glyphs.Text, float, float, float]],
) -> Iterator[Layer]:
    """Three thin lines with their numbers: the ends and the middle, none of them a mark to reach."""
    middle = (panel.low + panel.high) // 2
    points: list[tuple[float, float]] = []
    for value in (panel.low, middle, panel.high):
        y = frame.y(value, panel.low, panel.high)
        points += [(frame.left - 6, y), (frame.left + frame.width + 6, y)]
        word = glyphs.shape(str(value))
        texts.append((word, size, frame.left - 14 - word.width * size, y + size * 0.35))
    codes = [Outline.MOVETO, Outline.LINETO] * 3
    yield Layer(
        name=f"{panel.name} scale", outline=Outline(points, codes), stroke=colours.ring_line, width=1.0
    )


def _line(
    panel: _Panel, frame: _Frame, weeks: Sequence[Week], colours: Colours, spots: list[Spot]
) -> Iterator[Layer]:
    """Weeks that follow each other are joined; where nothing was written the line stops."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    found: list[Spot] = []
    goes_on = False
    for place, week in enumerate(weeks):
        value = getattr(week.look_back, panel.name) if week.look_back is not None else None
        if value is None:
            goes_on = False
            continue
        spot = (frame.x(place, len(weeks)), frame.y(value, panel.low, panel.high))
        points.append(spot)
        codes.append(int(Outline.LINETO if goes_on else Outline.MOVETO))
        kept = week.look_back is not None and bool(week.look_back.keep.strip())
        found.append(Spot(week=week.end, x=spot[0], y=spot[1], kept=kept))
        goes_on = True
    if not points:
        return
    spots += found
    yield Layer(name=f"{panel.name} line", outline=Outline(points, codes), stroke=colours.me, width=2.0)
    plain = _circles([each for each in found if not each.kept], _POINT)
    ringed = _circles([each for each in found if each.kept], _POINT * 1.7)
    if plain is not None:
        yield Layer(name=f"{panel.name} points", outline=plain, fill=colours.me)
    if ringed is not None:
        yield Layer(
            name=f"{panel.name} kept",
            outline=ringed,
            fill=colours.background,
            stroke=colours.me,
            width=2.0,
        )


def _circles(spots: Sequence[Spot], radius: float) -> Outline | None:
    unit = Outline.unit_circle()
    round_ = np.asarray(unit.vertices, dtype=np.float64) * radius
    rings = [Outline(round_ + np.array((each.x, each.y)), unit.codes) for each in spots]
    return Outline.make_compound_path(*rings) if rings else None


def _months(
    weeks: Sequence[Week],
    frame: _Frame,
    base: float,
    size: float,
    texts: list[tuple[glyphs.Text, float, float, float]],
) -> None:
    """The month under its first week, where there is room."""
    free, last = 0.0, (0, 0)
    for place, week in enumerate(weeks):
        now = (week.end.year, week.end.month)
        if now == last:
            continue
        last = now
        name = dates.month(week.end.month)
        if week.end.month == 1 or place == 0:
            name = f"{name} {week.end.year}"
        word = glyphs.shape(name)
        x = frame.x(place, len(weeks))
        if x >= free and x + word.width * size <= frame.left + frame.width + _RIGHT:
            texts.append((word, size, x, base))
            free = x + word.width * size + 16
