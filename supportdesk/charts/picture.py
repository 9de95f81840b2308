"""Paints a scene with matplotlib (Figure and Agg only) and writes it as SVG or PNG in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import Affine2D, Transform

from supportdesk.charts import colours as palette
from supportdesk.charts import engine
from supportdesk.charts.alt import alt_text
from supportdesk.charts.layer import Drawn, Layer
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import PRINTABLE, MapView, Names

engine.settle()

PIXELS_PER_INCH = 96.0
_POINTS = 72.0 / PIXELS_PER_INCH
Size = tuple[float, float]
# Characters that no XML file may hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def size_of(figure: Figure) -> Size:
    """Width and height of a figure in pixels of 1/96 inch, whatever its dpi."""
    width, height = figure.get_size_inches()
    return float(width) * PIXELS_PER_INCH, float(height) * PIXELS_PER_INCH


def draw(figure: Figure, view: MapView) -> Drawn:
    """Put the picture on the figure in place of what was on it; `Drawn` says what stands where."""
    drawn = Scene(view, *size_of(figure)).drawn()
    paint(figure, view, drawn.layers)
    return drawn


def paint(figure: Figure, view: MapView, layers: Iterable[Layer]) -> None:
    """Replace all artists of the figure by these layers, one artist each."""
    figure.clear()
    figure.set_facecolor(palette.of(view.theme).background)
    ground = pixels(figure)
    for layer in layers:
        figure.add_artist(artist(layer, ground))


def pixels(figure: Figure) -> Transform:
    """From pixels with the origin at the top left to the figure's own space, at any dpi."""
    height = size_of(figure)[1]
    flip = Affine2D().scale(1 / PIXELS_PER_INCH, -1 / PIXELS_PER_INCH)
    return flip.translate(0, height / PIXELS_PER_INCH) + figure.dpi_scale_trans


def artist(layer: Layer, ground: Transform) -> PathPatch:
    """The one artist of a layer."""
    dashes: Any = "solid"
    if layer.dashes:
        dashes = (0, tuple(dash / max(layer.width, 0.1) for dash in layer.dashes))
    patch = PathPatch(
        layer.outline,
        facecolor=layer.fill or "none",
        edgecolor=layer.stroke or "none",
        linewidth=layer.width * _POINTS,
        linestyle=dashes,
        capstyle="butt" if layer.dashes or layer.plain else "round",
        joinstyle="bevel" if layer.plain else "round",
    )
    patch.set_transform(ground)
    patch.set_gid(layer.name.replace(" ", "-"))
    return patch


def svg(view: MapView, size: Size) -> bytes:
    """The picture as SVG, its text as outlines and its words as title and description.

    Errors: ValueError for a view that is private.
    """
    # Here and below: what only a file needs is not imported for the screen.
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    figure = _figure(view, size)
    out = BytesIO()
    plain = {"Date": None, "Creator": None, "Format": None, "Type": None}
    FigureCanvasSVG(figure).print_svg(out, metadata=plain)  # type: ignore[no-untyped-call]
    head, tag, rest = out.getvalue().partition(b"<svg ")
    inside, end, body = rest.partition(b">")
    title, words = (escape(_NOT_XML.sub("", each)) for each in (view.title or "", alt_text(view)))
    told = f"<title>{title}</title><desc>{words}</desc>" if title else f"<desc>{words}</desc>"
    return head + tag + b'role="img" ' + inside + end + told.encode() + body


def png(view: MapView, size: Size, scale: float = 2.0) -> bytes:
    """The picture as PNG, `scale` dots to a pixel, with a description that names nobody.

    Errors: ValueError for a view that is private.
    """
    figure = _figure(view, size, dpi=PIXELS_PER_INCH * scale)
    out = BytesIO()
    told = {"Software": None, "Description": alt_text(replace(view, names=Names.NONE))}
    FigureCanvasAgg(figure).print_png(out, metadata=told)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _figure(view: MapView, size: Size, dpi: float = PIXELS_PER_INCH) -> Figure:
    if view.preset not in PRINTABLE:
        raise ValueError("this view is private and is never saved or printed")
    figure = Figure(figsize=(size[0] / PIXELS_PER_INCH, size[1] / PIXELS_PER_INCH), dpi=dpi)
    draw(figure, view)
    return figure
