"""The map as a page, and as a sheet to fill in: tagged, in words, on both papers, in black and white."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest

from supportdesk.charts import PAGES
from supportdesk.charts.alt import alt_text
from supportdesk.charts.blank import blank_view
from supportdesk.charts.picture import svg
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import Names, Preset, Theme
from supportdesk.content import sample
from supportdesk.domain.contact import Contact
from supportdesk.report.map_file import map_file
from supportdesk.report.map_page import map_page
from tests.charts.views import view

SAMPLE = sample.load_as_written()
SAMPLE_VIEW = view(*SAMPLE.contacts, ties=SAMPLE.ties, sample=True)


def figure_words(data: bytes) -> list[str]:
    """The alternative texts in the file's structure."""
    reader = pypdf.PdfReader(BytesIO(data))
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_page_has_the_size_of_the_paper_and_its_words(paper: str, points: tuple[int, int]) -> None:
    data = map_file("pdf", SAMPLE_VIEW, paper)
    box = pypdf.PdfReader(BytesIO(data)).pages[0].mediabox
    assert (round(box.height), round(box.width)) == pytest.approx(points, abs=1)
    assert figure_words(data) == [alt_text(SAMPLE_VIEW)]
    assert "Mina" in alt_text(SAMPLE_VIEW)


def test_the_title_names_nobody_and_nothing_tells_when_it_was_made() -> None:
    reader = pypdf.PdfReader(BytesIO(map_page(SAMPLE_VIEW, (640, 480))))
    metadata = dict(reader.metadata or {})
    assert metadata.pop("/Title") == "Picture"
    assert set(metadata) <= {"/Creator"}
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_letter_that_no_pdf_may_hold_costs_names_not_words() -> None:
    odd = view(Contact(name="Ana \ue000\ufffe"))
    assert figure_words(map_page(odd, (640, 480)))[0].startswith("A support map of 1 November 2026")


def test_a_private_view_makes_no_page() -> None:
    with pytest.raises(ValueError, match="private"):
        map_page(replace(SAMPLE_VIEW, preset=Preset.ENERGY), (640, 480))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("grey", [False, True])
def test_an_empty_map_has_rings_sectors_legend_and_room_to_write(paper: str, grey: bool) -> None:
    scene = Scene(blank_view(grey=grey), *PAGES[paper])
    drawn = scene.drawn()
    assert {"Inner ring", "Middle ring", "Outer ring", "Hoped for", "Name", "Date"} <= set(drawn.texts)
    assert {"Family", "Work and school", "Stressful", "Pet", "Emotional"} <= set(drawn.texts)
    assert not drawn.nodes
    by_name = {layer.name: layer for layer in drawn.layers}
    box = by_name["lines to write on"].outline.get_extents()
    outer = by_name["ring outer"].outline.get_extents()
    hoped = by_name["ring hoped"].outline.get_extents()
    assert (box.x0, box.x1) == (pytest.approx(24), pytest.approx(PAGES[paper][0] - 24))
    words = by_name["words to fill in"].outline
    between = [y for _x, y in words.vertices if hoped.y0 < y < hoped.y1]
    assert between == []
    assert outer.width > 500
    assert not any("2026" in text or text == "1 January 1" for text in drawn.texts)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_an_empty_map_is_a_tagged_page_that_stands_upright(paper: str) -> None:
    data = map_file("pdf", blank_view(), paper)
    box = pypdf.PdfReader(BytesIO(data)).pages[0].mediabox
    assert box.height > box.width
    assert figure_words(data)[0].startswith("An empty map to write on")


def test_black_and_white_is_without_colour() -> None:
    text = svg(replace(SAMPLE_VIEW, theme=Theme.BLACK_AND_WHITE), (640, 480)).decode()
    found = {part[:6] for part in text.split("#")[1:] if len(part) > 6}
    hexes = [each for each in found if all(letter in "0123456789abcdefABCDEF" for letter in each)]
    assert len(hexes) > 3
    assert all(each[:2] == each[2:4] == each[4:6] for each in hexes)


def test_a_png_describes_itself_without_a_name() -> None:
    data = map_file("png", replace(SAMPLE_VIEW, names=Names.FULL))
    assert b"Description" in data
    assert b"16 contacts around me" in data
    assert b"Mina" not in data
