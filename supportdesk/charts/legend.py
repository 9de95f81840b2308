"""The legend set in rows below the map or in a column beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.path import Path as Outline

from supportdesk.charts import glyphs, marks
from supportdesk.charts.colours import Colours
from supportdesk.charts.layer import Layer
from supportdesk.charts.legend_entries import Entry, entries
from supportdesk.charts.view import MapView
from supportdesk.records import dataclass

_GAP = 18.0
_LEFT = 24.0
_SIGN = 36.0  # the widest sign
_COLUMN = 12.0  # the widest line of a column, in heights of a letter
_NOTHING = Outline([(0.0, 0.0)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A legend: its size in pixels, its layers from (0, 0), and all its words."""

    width: float
    height: float
    layers: tuple[Layer, ...]
    words: tuple[str, ...]


def legend(view: MapView, colours: Colours, width: float, known: tuple[Entry, ...] | None = None) -> Legend:
    """The legend for this view in rows, for a picture this wide; `known` are its entries."""
    if not view.show_legend:
        return Legend(width=width, height=10.0, layers=(), words=())
    size = 12.0 * view.small_text_scale * narrow(width)
    row = size * 1.75
    setting = _Setting(size)
    x, y = _LEFT, row / 2 + 4
    for entry in known or all_entries(view, colours):
        rows = wrapped(entry.word, size, width - 2 * _LEFT - entry.reach * 2)
        sign = entry.reach * 2 + 6 if entry.reach else 0.0
        wide = sign + max(glyphs.width(line, size) for line in rows)
        if x > _LEFT and x + wide > width - _LEFT / 2:
            x, y = _LEFT, y + row
        setting.sign(entry, x + entry.reach, y)
        for index, line in enumerate(rows):
            y += row if index else 0
            setting.line(line, x + sign, y)
        x += wide + _GAP
    return setting.done(colours, width, y + row / 2 + 6)


def legend_column(view: MapView, colours: Colours, known: tuple[Entry, ...] | None = None) -> Legend:
    """The same in one column, words under words, with a little room between the groups."""
    size = 12.0 * view.small_text_scale
    row = size * 1.62
    setting = _Setting(size)
    y, widest, group = row / 2, 0.0, -1
    for entry in known or all_entries(view, colours):
        y += size * 0.75 if entry.group != group >= 0 else 0.0
        group = entry.group
        left = _LEFT + (_SIGN + 8 if entry.reach else 0.0)
        rows = wrapped(entry.word, size, size * _COLUMN + (0.0 if entry.reach else _SIGN + 8))
        setting.sign(entry, _LEFT + _SIGN / 2, y)
        for index, line in enumerate(rows):
            y += size * 1.3 if index else 0.0
            setting.line(line, left, y)
            widest = max(widest, left + glyphs.width(line, size))
        y += row
    return setting.done(colours, widest + 12.0, y - row / 2 + 14.0)


class _Setting:
    """Signs and words as they are set."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._layers: list[Layer] = []
        self._texts: list[tuple[glyphs.Text, float, float, float]] = []
        self._words: list[str] = []

    def sign(self, entry: Entry, x: float, y: float) -> None:
        """The sign of an entry, its middle at (x, y)."""
        self._layers += [_shifted(layer, x, y) for layer in entry.layers]
        self._words.append(entry.word)

    def line(self, words: str, x: float, y: float) -> None:
        """A line of words whose middle height is y."""
        self._texts.append((glyphs.shape(words), self._size, x, y + self._size * 0.27))

    def done(self, colours: Colours, width: float, height: float) -> Legend:
        """The whole."""
        layers = _by_ink(self._layers)
        ink = glyphs.compound(self._texts)
        if ink is not None:
            layers.append(Layer(name="legend words", outline=ink, fill=colours.muted))
        return Legend(width=width, height=height, layers=tuple(layers), words=tuple(self._words))


def all_entries(view: MapView, colours: Colours) -> tuple[Entry, ...]:
    """What this view's legend explains."""
    both = replace(view, contacts=(*view.contacts, *view.like)) if view.like else view
    return entries(both, colours)


def narrow(width: float) -> float:
    """How much smaller legend and heading are set in a narrow picture."""
    return min(1.0, max(0.84, width / 720))


def wrapped(sentence: str, size: float, limit: float) -> list[str]:
    rows = [""]
    for word in sentence.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and glyphs.width(longer, size) > limit:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _shifted(layer: Layer, x: float, y: float) -> Layer:
    return replace(layer, outline=marks.moved(layer.outline, 1.0, x, y))


def _by_ink(layers: Sequence[Layer]) -> list[Layer]:
    """The same with all signs of one ink in one layer, fills before lines."""
    same: dict[Layer, list[Outline]] = {}
    for layer in layers:
        same.setdefault(replace(layer, outline=_NOTHING), []).append(layer.outline)
    return [replace(ink, outline=marks.merged(outlines)) for ink, outlines in same.items()]
