"""The story of change in the window: days, pictures and words, by mouse and by keys, and nothing to edit."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supportdesk.charts.view import Preset
from supportdesk.domain.contact import Contact, Ring, State
from supportdesk.ui.desk import Desk
from supportdesk.ui.theme import Theme
from tests.a11y import checker
from tests.screens.story import StoryScreen
from tests.ui.conftest import FixedClock

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> StoryScreen:
    return StoryScreen(qtbot, desk, theme)


def test_the_first_day_stands_beside_today(screen: StoryScreen) -> None:
    assert (screen.before.day.day, screen.after.day.day) == (date(2026, 5, 4), NOVEMBER)
    assert "Repair Café" not in screen.names(screen.before)
    assert {"Repair Café", "Mina"} <= screen.names(screen.after)
    assert screen.changed[0] == "New in your outer ring: Quiet Corner and Repair Café."
    assert screen.changed[-1] == "You see less of Marcus."
    assert "You began “Call Deniz”, and did it on 21 days." in screen.did
    assert screen.before.day.words.text() == "4 May 2026, 6 months ago"
    assert screen.after.day.words.text() == "1 November 2026, today"


def test_whoever_did_not_move_stands_on_the_same_spot(screen: StoryScreen) -> None:
    before, after = screen.before.picture.view, screen.after.picture.view
    assert before is not None
    assert after is not None
    then, now = before.placed().places, after.placed().places
    moved = {"c04", "c07", "c13"}
    assert {id_ for id_ in then if then[id_] != now[id_]} == moved
    assert before.placed().radius == after.placed().radius
    screen.wait()
    sheets = screen.before.picture.sheet, screen.after.picture.sheet
    assert all(sheet is not None for sheet in sheets)
    assert len({sheet.drawn.scale for sheet in sheets if sheet is not None}) == 1
    assert before.marked == after.marked >= moved | {"c15", "c08"}
    assert "c01" not in after.marked


def test_nobody_stands_on_another_with_the_rings_of_what_is_different(screen: StoryScreen) -> None:
    then = screen.before.picture.view
    assert then is not None
    found = then.placed()
    nearest = min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(found.places.values(), 2))
    assert nearest >= 3.2 * found.radius


def test_the_slider_stops_where_something_changed_and_obeys_the_keys(screen: StoryScreen) -> None:
    screen.key(screen.before, Qt.Key.Key_Right)
    assert screen.before.day.day == date(2026, 5, 28)
    assert screen.before.day.slider.accessibleDescription() == "28 May 2026, 5 months ago"
    assert screen.changed[0] == "New in your outer ring: Repair Café."
    screen.key(screen.before, Qt.Key.Key_End)
    assert screen.before.day.day == screen.after.day.day == NOVEMBER
    assert screen.changed == ("Both are the same day. Choose an earlier one to see what changed.",)
    screen.key(screen.after, Qt.Key.Key_Home)
    assert screen.before.day.day == screen.after.day.day == date(2026, 5, 4)
    QTest.mouseClick(screen.after.day.later, Qt.MouseButton.LeftButton)
    screen.wait()
    assert screen.after.day.day == date(2026, 5, 28)
    assert screen.changed[0] == "New in your outer ring: Quiet Corner."
    QTest.mouseClick(screen.story.today, Qt.MouseButton.LeftButton)
    screen.wait()
    assert screen.after.day.day == NOVEMBER
    assert not screen.story.today.isEnabled()


def test_one_day_is_told_against_today(screen: StoryScreen) -> None:
    screen.story.one.setChecked(True)
    screen.after.day.go(date(2026, 8, 14))
    screen.wait()
    assert not screen.before.isVisible()
    assert "Company comes more often from Tomasz and Leila." in screen.changed
    assert screen.after.picture.view is not None
    assert screen.after.picture.view.day == date(2026, 8, 14)
    screen.story.one.setChecked(False)
    assert screen.before.isVisible()


def test_nobody_who_is_not_safe_is_drawn_or_named(screen: StoryScreen) -> None:
    marcus = screen.desk.snapshot.contact("c08")
    assert marcus is not None
    screen.desk.store.contacts.save(replace(marcus, state=State.NOT_SAFE))
    screen.wait()
    told = " ".join([*screen.changed, *screen.did])
    seen = screen.names(screen.before) | screen.names(screen.after)
    alt = screen.before.picture.accessibleDescription()
    assert "Marcus" not in told + " ".join(seen) + alt
    assert "Mina" in alt


def test_a_private_view_is_no_part_of_the_story(qtbot: QtBot, screen: StoryScreen) -> None:
    screen.story.left.emit()
    screen.page.look = replace(screen.page.look, preset=Preset.ENERGY)
    screen.page.show_story()
    screen.wait()
    assert screen.after.picture.view is not None
    assert screen.after.picture.view.preset is Preset.CLOSENESS


def test_escape_goes_back_to_the_map(screen: StoryScreen) -> None:
    assert not screen.page.whole.isVisible()
    assert screen.page.heading.text() == "Story of change"
    QTest.keyClick(screen.before.day.slider, Qt.Key.Key_Escape)
    assert screen.page.whole.isVisible()
    assert not screen.story.isVisible()
    assert screen.page.heading.text() == "Map"
    assert screen.page.add_button.isVisible()


def test_nothing_of_the_past_changes_by_looking(screen: StoryScreen) -> None:
    before = screen.desk.snapshot, screen.desk.store.contacts.past_days()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Return):
        screen.key(screen.before, key)
    assert (screen.desk.snapshot, screen.desk.store.contacts.past_days()) == before


def test_the_picture_of_a_day_can_be_saved(screen: StoryScreen, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "then.svg"
    screen.wait()
    screen.story.picture.choose = lambda _parent, _title, _name, _kinds, chosen: chosen(path)
    screen.before.save.click()
    qtbot.waitUntil(path.exists, timeout=15_000)
    text = path.read_text()
    assert "A support map of 4 May 2026" in text
    assert "Repair" not in text


def test_a_map_without_a_past_says_so_kindly(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, clock: FixedClock
) -> None:
    empty_desk.store.contacts.save(Contact(name="Ana", ring=Ring.OUTER))
    screen = StoryScreen(qtbot, empty_desk, theme)
    assert screen.story.none.isVisible()
    assert not screen.before.isVisible()
    assert not screen.story.words.isVisible()
    assert screen.story.back.hasFocus() or not screen.page.isActiveWindow()


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_is_named_large_enough_and_whole(
    qtbot: QtBot, desk: Desk, theme: Theme, percent: int
) -> None:
    theme.resize(percent)
    screen = StoryScreen(qtbot, desk, theme)
    screen.wait()
    inside = screen.page
    for look_at in (checker.without_name, checker.without_role, checker.small_targets, checker.cut_text):
        qtbot.waitUntil(lambda look_at=look_at: not look_at(inside), timeout=3_000)
