"""What leaves the map page: the same as on the screen, in colour or ink, empty sheets, and data."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supportdesk.charts import PAGES
from supportdesk.charts.layer import Drawn
from supportdesk.charts.scene import Scene
from supportdesk.charts.view import Theme
from supportdesk.domain.contact import Energy, State
from supportdesk.domain.snapshot import Snapshot
from supportdesk.sample import sample_store
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.map_look import for_paper
from supportdesk.ui.theme import Theme as Look
from tests.screens.map import MapScreen


@cache
def sample(day: date) -> Snapshot:
    return sample_store(lambda: day).snapshot()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    people = sample(empty_desk.today)
    with empty_desk.store.writing(None):
        empty_desk.store.contacts.add_many(people.contacts, change=None)
        for tie in people.ties:
            empty_desk.store.ties.write(tie)
    return empty_desk


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Look) -> MapScreen:
    return MapScreen(qtbot, desk, theme)


def told(drawn: Drawn) -> tuple[object, ...]:
    """All that a picture says, whatever its size and colours."""
    nodes = {
        node.contact_id: (
            node.place,
            node.shape,
            node.marks,
            node.quiet,
            node.line,
            node.stressful,
            node.arrow_to_me,
            node.arrow_to_them,
        )
        for node in drawn.nodes
    }
    signs = {layer.name for layer in drawn.layers if layer.name.startswith("lines ")}
    return nodes, set(drawn.drawn_ties), signs


@pytest.mark.parametrize("grey", [False, True])
def test_the_file_tells_the_same_as_the_screen(screen: MapScreen, grey: bool) -> None:
    controls = screen.page.controls
    controls.stressful.setChecked(True)
    screen.wait()
    view, on_screen = screen.page.canvas.view, screen.page.canvas.drawn
    assert view is not None
    assert on_screen is not None
    on_paper = Scene(for_paper(view, grey=grey), *PAGES["a4_landscape"]).drawn()
    assert told(on_paper) == told(on_screen)
    assert len(on_paper.nodes) == 16
    assert not on_paper.unlabelled


def saved(screen: MapScreen, path: Path) -> Path:
    screen.page.picture.choose = lambda _parent, _title, _name, _kinds, chosen: chosen(path)
    return path


def test_black_and_white_reaches_the_file(screen: MapScreen, tmp_path: Path) -> None:
    screen.page.controls.grey.setChecked(True)
    path = saved(screen, tmp_path / "a.svg")
    screen.page.controls.save.trigger()
    screen.qtbot.waitUntil(path.exists, timeout=15_000)
    assert "#1f6f64" not in path.read_text().lower()
    view = screen.page.canvas.view
    assert view is not None
    assert for_paper(view, grey=True).theme is Theme.BLACK_AND_WHITE


def test_an_empty_sheet_is_offered_as_a_page_first(screen: MapScreen, tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []
    path = tmp_path / "empty.pdf"

    def choose(_parent: object, _title: str, name: str, kinds: object, chosen: object) -> None:
        asked.append((name, kinds[0][1]))  # type: ignore[index]
        chosen(path)  # type: ignore[operator]

    screen.page.picture.choose = choose
    screen.page.controls.blank.trigger()
    screen.qtbot.waitUntil(path.exists, timeout=15_000)
    assert asked == [("empty-map-2026-11-01.pdf", "pdf")]
    assert path.read_bytes().startswith(b"%PDF-")


def test_data_has_the_names_of_the_map_and_says_so(screen: MapScreen, tmp_path: Path) -> None:
    marked = replace(screen.contact("Mina"), leaves_me=Energy.TAKES, notes="canary")
    screen.desk.store.contacts.save(marked)
    screen.desk.store.contacts.save(replace(screen.contact("Deniz"), state=State.NOT_SAFE))
    screen.wait()
    path = saved(screen, tmp_path / "a.graphml")
    screen.page.controls.data.trigger()
    screen.qtbot.waitUntil(lambda: bool(screen.said), timeout=15_000)
    text = path.read_text()
    assert "Mina" in text
    assert "Deniz" not in text
    assert "canary" not in text
    assert "energy" not in text
    assert screen.said[-1].text.endswith("It holds the names of the map, and it is not encrypted.")


def test_data_without_names(screen: MapScreen, tmp_path: Path) -> None:
    screen.choose(screen.page.controls.names, "Initials")
    screen.wait()
    path = saved(screen, tmp_path / "a.zip")
    screen.page.controls.data.trigger()
    screen.qtbot.waitUntil(lambda: bool(screen.said), timeout=15_000)
    with zipfile.ZipFile(path) as pack:
        nodes = pack.read("nodes.csv").decode()
    assert "M.A." in nodes
    assert "Mina" not in nodes
    assert "encrypted" not in screen.said[-1].text
