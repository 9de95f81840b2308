"""What is drawn, dot by dot: no name on another name, on a node, or on the words of the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from supportdesk.charts import PAGES
from supportdesk.charts.layer import Layer
from supportdesk.charts.picture import artist, pixels
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import MapView, Names
from supportdesk.domain.placement import Sector
from tests.charts.views import crowd, view

Dots = NDArray[np.bool_]
SCREEN, A4 = (1024.0, 700.0), PAGES["a4"]
WORDS = ("title", "day", "sector names", "legend words", "legend sign", "my name", "me")
ODD = (
    "Maximiliane Charlotte von und zu Hohenstein-Weißenburg",
    "王小明的姐姐和她的朋友们都在这里",
    "أحمد بن عبد الرحمن",
    "שרה כהן לוי",
    "Nguyễn Thị Minh Khai",
    "👩‍👩‍👧 Familie",
)


class Sheet:
    """A blank picture that says which dots some layers touch."""

    def __init__(self, size: tuple[float, float]) -> None:
        figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
        self._canvas: Any = FigureCanvasAgg(figure)
        self._canvas.draw()
        self._ground = pixels(figure)

    def dots(self, layers: Sequence[Layer]) -> Dots:
        renderer = self._canvas.get_renderer()
        renderer.clear()
        for layer in layers:
            ink = artist(replace(layer, fill="#000000" if layer.fill else None), self._ground)
            ink.set_figure(self._canvas.figure)
            ink.draw(renderer)
        # Less than a third of a dot is the soft edge of a letter.
        return np.asarray(self._canvas.buffer_rgba())[..., 3] > 85


def assert_nothing_overlaps(shown: MapView, size: tuple[float, float]) -> int:
    """The number of names drawn."""
    scene, sheet = Scene(shown, *size), Sheet(size)
    picture = scene.drawn()
    nodes = sheet.dots(scene._ink.nodes(picture.nodes))
    words = sheet.dots([each for each in picture.layers if each.name in WORDS])
    names = np.zeros(nodes.shape, dtype=np.int16)
    written = [node for node in picture.nodes if node.label_box is not None and node.label]
    for node in written:
        mine = sheet.dots([each for each in scene._ink.labels([node]) if each.name == "labels"])
        box = node.label_box
        rows, columns = np.nonzero(mine)
        assert len(rows), node.label
        assert box is not None
        assert box.left - 1 <= columns.min() <= columns.max() <= box.right + 1
        assert box.top - 1 <= rows.min() <= rows.max() <= box.bottom + 1
        names += mine
    assert names.max() <= 1
    assert not (nodes & (names > 0)).any()
    assert not (words & (names > 0)).any()
    return len(written)


def odd_names(people: dict[str, Any]) -> dict[str, Any]:
    renamed = tuple(
        replace(each, name=ODD[index % len(ODD)] if index % 3 else each.name)
        for index, each in enumerate(people["contacts"])
    )
    return {**people, "contacts": renamed}


@pytest.mark.parametrize("size", [SCREEN, A4], ids=["screen", "a4"])
@pytest.mark.parametrize(("count", "ties", "at_least"), [(16, 11, 16), (60, 60, 55), (150, 400, 110)])
def test_no_name_lies_on_anything(count: int, ties: int, at_least: int, size: tuple[float, float]) -> None:
    assert assert_nothing_overlaps(view(**crowd(count, ties)), size) >= at_least


@pytest.mark.parametrize("zoom", [1.6, 3.0])
def test_nor_after_zooming_in(zoom: float) -> None:
    assert assert_nothing_overlaps(view(**crowd(60, 60), zoom=zoom, centre=(20.0, -30.0)), SCREEN)


@pytest.mark.parametrize("sector", list(Sector))
def test_nor_in_one_part_of_the_map(sector: Sector) -> None:
    assert_nothing_overlaps(view(**crowd(60, 60)).zoomed_to(sector), SCREEN)


@pytest.mark.parametrize("count", [16, 60, 150])
@pytest.mark.parametrize("size", [SCREEN, A4], ids=["screen", "a4"])
def test_nor_with_long_names_and_other_scripts(count: int, size: tuple[float, float]) -> None:
    people = odd_names(crowd(count, count))
    assert assert_nothing_overlaps(view(**people, names=Names.FULL), size) >= min(count, 16) * 0.8


def test_nor_at_twice_the_text_or_under_something_that_lies_on_the_map() -> None:
    corner = (820.0, 10.0, 1014.0, 300.0)
    shown = view(**crowd(30, 20), text_scale=2.0, reserved=(corner,))
    assert assert_nothing_overlaps(shown, SCREEN)
    for node in Scene(shown, *SCREEN).drawn().nodes:
        box = node.label_box
        assert box is None or box.right <= corner[0] or box.top >= corner[3]
