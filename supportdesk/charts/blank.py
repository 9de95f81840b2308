"""A map to fill in by hand: rings with their names, and lines for name, day and what one notices."""

from __future__ import annotations

from datetime import date

from supportdesk.charts import glyphs, marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer
from supportdesk.charts.view import MapView, Theme
from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import BANDS
from supportdesk.words import _, labels

_LEFT = 24.0
_APART = 30.0  # pixels between two lines to write on
_LINES = 3
HEAD = 16.0  # pixels more at the top, for name and day
ROOM = _APART * (_LINES + 1)  # pixels that the lines take above the legend


def blank_view(*, grey: bool = False) -> MapView:
    """The view without anybody. `day` is not written on it."""
    return MapView(
        day=date.min,
        theme=Theme.BLACK_AND_WHITE if grey else Theme.PRINT,
        text_scale=1.15,
        show_stressful=True,
        show_hoped=True,
        to_fill_in=True,
        write_lines=True,
    )


def layers(
    view: MapView, colours: Colours, me: tuple[float, float], scale: float, area: tuple[float, float]
) -> tuple[list[Layer], tuple[str, ...]]:
    """What a map to fill in has more than others, and its words; `area` is what the legend leaves."""
    found: list[Layer] = []
    words: tuple[str, ...] = ()
    if view.to_fill_in:
        found.append(_ring_names(view, colours, me, scale))
        words += tuple(labels.ring(each) for each in Ring)
    if view.write_lines:
        more, said = _to_write_on(view, colours, *area)
        found, words = [*found, *more], (*words, *said)
    return found, words


def _ring_names(view: MapView, colours: Colours, me: tuple[float, float], scale: float) -> Layer:
    """Each ring's name, small, at the top of the ring."""
    size = 11.0 * view.small_text_scale
    pieces = []
    for ring in Ring:
        shaped = glyphs.shape(labels.ring(ring))
        base = me[1] - BANDS[ring][1] * scale + size * 1.5
        pieces.append((shaped, size, me[0] - shaped.width * size / 2, base))
    return _written(pieces, "ring names", colours.muted)


def _to_write_on(
    view: MapView, colours: Colours, width: float, bottom: float
) -> tuple[list[Layer], tuple[str, ...]]:
    """Name and day beside the title; above the legend some lines for what one notices."""
    size = 13.0 * view.small_text_scale
    name, day, notice = _("Name"), _("Date"), _("What I notice, and who else comes to mind")
    top = bottom - ROOM + size
    pieces = [(glyphs.shape(notice), size, _LEFT, top)]
    rules = []
    for number, word in enumerate((name, day)):
        shaped, base = glyphs.shape(word), 40.0 + _APART * 1.1 * number
        pieces.append((shaped, size, width / 2, base))
        rules.append([(width / 2 + shaped.width * size + 8, base + 3), (width - _LEFT, base + 3)])
    for number in range(1, _LINES + 1):
        y = top + _APART * number
        rules.append([(_LEFT, y), (width - _LEFT, y)])
    lines = marks.merged(marks.polyline(each) for each in rules)
    ruled = Layer(name="lines to write on", outline=lines, stroke=colours.muted, width=0.8)
    return [ruled, _written(pieces, "words to fill in", colours.text)], (name, day, notice)


def _written(pieces: list[tuple[glyphs.Text, float, float, float]], name: str, fill: str) -> Layer:
    ink = glyphs.compound(pieces)
    assert ink is not None  # no word here is empty
    return Layer(name=name, outline=ink, fill=fill)
