"""Pictures as bytes: the same every time, in every theme and script, and without what is private."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontManager

from supportdesk.charts import PAGES, engine, glyphs
from supportdesk.charts import colours as palette
from supportdesk.charts.drag import Drag
from supportdesk.charts.picture import draw, png, svg
from supportdesk.charts.view import Names, Preset, Theme
from supportdesk.content import sample
from supportdesk.domain.contact import Contact, Energy, Kind, State, SupportType, Tie
from supportdesk.domain.placement import Sector
from supportdesk.report.map_page import map_page as pdf
from tests.charts.views import DAY, crowd, view

SIZE = (640.0, 480.0)
SAMPLE = sample.load_as_written()
SAMPLE_VIEW = view(*SAMPLE.contacts, ties=SAMPLE.ties, sample=True)


@pytest.mark.parametrize("write", [svg, png, pdf])
def test_same_view_same_bytes(write: object) -> None:
    assert write(SAMPLE_VIEW, SIZE) == write(SAMPLE_VIEW, SIZE)  # type: ignore[operator]


def test_the_order_of_the_contacts_does_not_matter() -> None:
    turned = replace(SAMPLE_VIEW, contacts=SAMPLE_VIEW.contacts[::-1])
    assert svg(turned, SIZE) == svg(SAMPLE_VIEW, SIZE)


def test_files_carry_no_time_and_no_program() -> None:
    for written in (svg(SAMPLE_VIEW, SIZE), png(SAMPLE_VIEW, SIZE), pdf(SAMPLE_VIEW, SIZE)):
        assert b"atplotlib" not in written.replace(b"dc:title", b"")
        assert b"CreationDate" not in written
        assert b"dc:date" not in written


def test_svg_says_itself_in_words_and_is_well_formed() -> None:
    root = ET.fromstring(svg(replace(SAMPLE_VIEW, title="Ours & mine"), SIZE))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title") == "Ours & mine"
    assert "Inner ring: " in (root.findtext(f"{space}desc") or "")
    assert not root.findall(f".//{space}text")


def test_svg_has_the_asked_size() -> None:
    root = ET.fromstring(svg(SAMPLE_VIEW, PAGES["a4"]))
    assert (root.get("width"), root.get("height")) == ("595.5pt", "842.25pt")


@pytest.mark.parametrize("theme", list(Theme))
def test_every_theme_draws_on_its_own_ground(theme: Theme) -> None:
    figure = Figure(figsize=(4, 3), dpi=50)
    canvas = FigureCanvasAgg(figure)
    draw(figure, replace(SAMPLE_VIEW, theme=theme))
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    ground = tuple(int(palette.of(theme).background[index : index + 2], 16) for index in (1, 3, 5))
    assert tuple(pixels[1, -2, :3]) == ground
    assert len(np.unique(pixels.reshape(-1, 4), axis=0)) > 50


def test_black_and_white_has_no_colour() -> None:
    figure = Figure(figsize=(8, 6), dpi=96)
    canvas = FigureCanvasAgg(figure)
    draw(figure, replace(SAMPLE_VIEW, theme=Theme.BLACK_AND_WHITE, show_stressful=True))
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba()).astype(int)
    assert np.ptp(pixels[..., :3], axis=-1).max() == 0


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", list(Theme))
def test_text_and_signs_have_the_contrast_they_need(theme: Theme) -> None:
    colours = palette.of(theme)
    grounds = (colours.background, *colours.rings.values())
    for ground in grounds:
        assert _contrast(colours.text, ground) >= 7
        assert _contrast(colours.quiet_text, ground) >= 4.5
        assert _contrast(colours.line, ground) >= 3
        assert _contrast(colours.stress, ground) >= 3
    assert _contrast(colours.muted, colours.background) >= 4.5
    assert _contrast(colours.on_me, colours.me) >= 4.5
    for mark in colours.marks.values():
        assert _contrast(mark, colours.node) >= 4.5
    assert _contrast(colours.node_edge, colours.node) >= 3
    assert _contrast(colours.quiet_edge, colours.node) >= 3


@pytest.mark.parametrize("state", [State.NOT_SAFE, State.ARCHIVED])
def test_who_must_not_be_seen_is_nowhere(state: State) -> None:
    hidden = Contact(id="f" * 32, name="Zyxcanary", nickname="Zyxcanary", state=state, kinds=(Kind.FRIEND,))
    with_ties = (*SAMPLE.ties, Tie.between(hidden.id, SAMPLE.contacts[0].id))
    seen = replace(SAMPLE_VIEW, contacts=(*SAMPLE.contacts, hidden), ties=with_ties)
    picture = draw(Figure(figsize=(8, 6)), seen)
    assert not any("Zyx" in text for text in picture.texts)
    assert hidden.id not in picture.by_id
    assert set(picture.drawn_ties) == {tie.id for tie in SAMPLE.ties}
    # Not even a gap or a shift gives away that somebody was left out.
    assert svg(seen, SIZE) == svg(SAMPLE_VIEW, SIZE)
    assert png(seen, SIZE) == png(SAMPLE_VIEW, SIZE)
    assert pdf(seen, SIZE) == pdf(SAMPLE_VIEW, SIZE)


@pytest.mark.parametrize("preset", [Preset.ENERGY, Preset.WHAT_IF])
def test_private_views_are_never_written(preset: Preset) -> None:
    for write in (svg, png, pdf):
        with pytest.raises(ValueError, match="private"):
            write(replace(SAMPLE_VIEW, preset=preset), SIZE)


def test_energy_and_stress_leave_no_trace_in_a_file() -> None:
    bare = tuple(replace(each, leaves_me=None, recovery=None, stressful=False) for each in SAMPLE.contacts)
    full = tuple(replace(each, leaves_me=Energy.TAKES, stressful=True) for each in SAMPLE.contacts)
    assert svg(replace(SAMPLE_VIEW, contacts=full), SIZE) == svg(replace(SAMPLE_VIEW, contacts=bare), SIZE)


def test_initials_leave_no_name_in_the_file() -> None:
    named = view(Contact(name="Zyxcanary Person", kinds=(Kind.FRIEND,)), names=Names.INITIALS)
    assert b"Zyxcanary" not in svg(named, SIZE)
    assert b"Zyxcanary" not in pdf(named, SIZE)


@pytest.mark.parametrize(
    "name",
    [
        "שלום כהן",
        "مريم الحسن",
        "山田 太郎",
        "김민준",
        "🐈‍⬛ Biscuit 👩🏽‍🚀❤️",
        "Zoë D’Arcy-O’Néill",
        "\u202eevil\u202c \u2066x\u2069",
        "a\u0301\u0323\u0489",
        "name\nwith\ttabs",
        "$x^2$ \\frac",
        "🇩🇪" * 40,
        "ﷺ" * 100,
        "x" * 200,
    ],
)
def test_any_script_is_drawn_without_a_warning(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        figure = Figure(figsize=(6, 4))
        picture = draw(figure, view(Contact(name=name), title=name, my_name=name))
        FigureCanvasAgg(figure).draw()
    assert picture.nodes[0].label_box is not None
    assert not caplog.records


def test_right_to_left_names_are_set_in_the_order_of_sight() -> None:
    alef_bet = glyphs.shape("אב")
    alef = glyphs.shape("א")
    first, _second = np.split(alef_bet.vertices, [alef_bet.starts[1]])
    # The letter written first stands on the right, so the shape on the left is not alef's.
    assert len(first) != len(alef.vertices) or not np.allclose(first, alef.vertices)
    assert glyphs.shape("").width == 0


@pytest.mark.parametrize("count", [0, 1, 5])
def test_sparse_maps_are_drawn_whole(count: int) -> None:
    few = view(*SAMPLE.contacts[:count])
    picture = draw(Figure(figsize=(8, 6)), few)
    assert len(picture.nodes) == count
    assert {"ring inner", "ring middle", "ring outer", "me"} <= {layer.name for layer in picture.layers}
    assert svg(few, SIZE)


def test_a_tiny_figure_does_not_fail() -> None:
    assert draw(Figure(figsize=(0.5, 0.4)), SAMPLE_VIEW).nodes


def test_drawing_uses_few_artists_however_many_contacts() -> None:
    figure = Figure(figsize=(10, 7))
    draw(figure, view(**crowd(150, 400), show_stressful=True))
    assert len(figure.get_children()) < 70


def test_the_same_figure_can_be_drawn_again() -> None:
    figure = Figure(figsize=(10, 7))
    draw(figure, SAMPLE_VIEW)
    count = len(figure.get_children())
    draw(figure, SAMPLE_VIEW)
    assert len(figure.get_children()) == count


def test_zooming_to_a_sector_brings_it_into_the_middle() -> None:
    near = draw(Figure(figsize=(10, 7)), SAMPLE_VIEW.zoomed_to(Sector.PROFESSIONALS))
    far = draw(Figure(figsize=(10, 7)), SAMPLE_VIEW)
    assert near.scale > far.scale
    ben = next(node for node in near.nodes if node.place.sector is Sector.PROFESSIONALS)
    assert 0 < ben.x < near.width
    assert 0 < ben.y < near.height
    assert SAMPLE_VIEW.zoomed_to(Sector.WORK).zoomed_to(None) == SAMPLE_VIEW


def _canvas() -> FigureCanvasAgg:
    figure = Figure(figsize=(1000 / 96, 700 / 96), dpi=96)
    canvas = FigureCanvasAgg(figure)
    draw(figure, SAMPLE_VIEW)
    canvas.draw()
    return canvas


def test_a_dragged_node_moves_with_its_line_and_leaves_nothing_behind() -> None:
    canvas = _canvas()
    kwame = SAMPLE.contacts[5]
    drag = Drag(canvas, SAMPLE_VIEW, kwame.id)
    drag.to(300, 520)
    drag.to(760, 120)
    moved = np.asarray(canvas.buffer_rgba()).copy()
    other = _canvas()
    straight = Drag(other, SAMPLE_VIEW, kwame.id)
    changed = straight.to(760, 120)
    assert np.array_equal(moved, np.asarray(other.buffer_rgba()))
    assert straight.node.x == 760
    assert changed.holds(760, 120)
    assert changed.holds(*straight.drawn.me, slack=straight.drawn.me_radius + 10)


def test_all_that_changes_while_dragging_lies_in_the_box_that_is_given() -> None:
    canvas = _canvas()
    drag = Drag(canvas, SAMPLE_VIEW, SAMPLE.contacts[0].id)
    drag.to(300, 300)
    before = np.asarray(canvas.buffer_rgba()).copy()
    box = drag.to(350, 320)
    rows, columns = np.nonzero((np.asarray(canvas.buffer_rgba()) != before).any(axis=-1))
    assert len(rows)
    assert box.left <= columns.min() <= columns.max() <= box.right
    assert box.top <= rows.min() <= rows.max() <= box.bottom


def test_highlight_and_ties_views_can_be_written() -> None:
    assert svg(replace(SAMPLE_VIEW, preset=Preset.TIES), SIZE)
    assert svg(replace(SAMPLE_VIEW, preset=Preset.SUPPORT, highlight=SupportType.SOCIAL), SIZE)


def test_our_font_list_is_the_one_matplotlib_reads() -> None:
    assert FontManager.__version__ == engine.FONT_LIST_VERSION
    assert mpl.rcParams["svg.hashsalt"] == "supportdesk"


def test_matplotlib_writes_only_into_our_cache_and_runs_no_program(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.addaudithook(lambda event, args: sys.exit(3) if event == 'subprocess.Popen' else None)\n"
        "import supportdesk.charts.picture, matplotlib\n"
        "assert not [name for name in sys.modules if name == 'matplotlib.pyplot' or 'PySide6' in name]\n"
    )
    home = {name: str(tmp_path / name.lower()) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **home}, check=False)
    assert done.returncode == 0
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    cache = [path for path in files if path.suffix == ".json"]
    assert [path.name for path in cache] == [f"fontlist-v{engine.FONT_LIST_VERSION}.json"]
    assert "supportdesk" in cache[0].parts
    assert not (tmp_path / "xdg_config_home").exists()


def test_the_day_is_on_every_picture() -> None:
    day = SAMPLE_VIEW.day
    assert day == DAY
    for preset in Preset:
        picture = draw(Figure(figsize=(8, 6)), replace(SAMPLE_VIEW, preset=preset, show_legend=False))
        assert "1 November 2026 · Sample" in picture.texts
