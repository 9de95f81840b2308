"""One node on its way over the map: the rest is drawn once and kept, so that a frame costs little."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.path import Path as Outline

from supportdesk.charts.layer import Box, Drawn, Layer, Node
from supportdesk.charts.picture import artist, paint, pixels, size_of
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import MapView


class Drag:
    """Lifts one contact from the picture and moves it with its line, ties, marks and label.

    `canvas` is any Agg canvas (the Qt one too) whose figure shows `view`. All spots are pixels of
    1/96 inch from the top left, as in `Drawn`. Errors: KeyError for a contact that is not drawn.
    """

    def __init__(self, canvas: FigureCanvasAgg, view: MapView, contact_id: str) -> None:
        # matplotlib's canvases carry no types.
        self._canvas = cast("Any", canvas)
        self._contact_id = contact_id
        self._scene = Scene(view, *size_of(canvas.figure))
        # The picture as it was before the node was lifted.
        self.drawn: Drawn = self._scene.drawn()
        start = self.drawn.by_id[contact_id]
        paint(canvas.figure, view, self._scene.drawn(lifted=contact_id).layers)
        self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
        self._ground = pixels(canvas.figure)
        self.node: Node = start
        self._touched: Box | None = None
        self.to(start.x, start.y)

    def to(self, x: float, y: float) -> Box:
        """Draw the node at this spot into the canvas's buffer; gives the part that has changed."""
        self.node, layers = self._scene.moving(self._contact_id, x, y)
        self._canvas.restore_region(self._still)
        renderer = self._canvas.get_renderer()
        for layer in layers:
            patch = artist(layer, self._ground)
            patch.set_figure(self._canvas.figure)
            patch.draw(renderer)
        now = _round(layers)
        changed = now if self._touched is None else _both(now, self._touched)
        self._touched = now
        return changed


def _round(layers: tuple[Layer, ...]) -> Box:
    """The box round all ink of these layers."""
    boxes = [_ink(layer.outline, layer.width) for layer in layers]
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def _ink(outline: Outline, width: float) -> Box:
    """The box round an outline's points, control points too: never too small, and quick."""
    points, spread = np.asarray(outline.vertices), width + 1
    left, top = (float(edge) - spread for edge in points.min(axis=0))
    right, bottom = (float(edge) + spread for edge in points.max(axis=0))
    return Box(left=left, top=top, right=right, bottom=bottom)


def _both(one: Box, other: Box) -> Box:
    return Box(
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
    )
