"""The map in words beside it: sentences at once, numbers only when asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact, State
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.map_reading import MapReading
from supportdesk.ui.theme import Theme
from tests.screens.map import MapScreen


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> MapScreen:
    return MapScreen(qtbot, desk, theme)


def reading(screen: MapScreen) -> MapReading:
    return screen.page.side.reading


def seen(screen: MapScreen) -> str:
    found = reading(screen).findChildren(QLabel)
    return " ".join(each.text().replace("\u200b", "") for each in found if each.isVisible())


def test_the_sample_is_read_in_words(screen: MapScreen) -> None:
    assert "Mina is the one link from Ruth and Priya to Deniz." in reading(screen).lines
    assert "twelve are part of your everyday life" in seen(screen)
    screen.click("Kwame")
    assert not reading(screen).isVisible()
    screen.page.select("")
    assert reading(screen).isVisible()


def test_numbers_come_only_when_asked_for_and_with_what_they_mean(screen: MapScreen) -> None:
    assert "Parts of your life" not in seen(screen)
    QTest.mouseClick(reading(screen).ask, Qt.MouseButton.LeftButton)
    assert "Parts of your life: 8" in seen(screen)
    assert "More is not better by itself." in seen(screen)
    QTest.mouseClick(reading(screen).ask, Qt.MouseButton.LeftButton)
    assert "Parts of your life" not in seen(screen)


def test_the_words_follow_the_map(screen: MapScreen) -> None:
    mina = screen.contact("Mina")
    screen.desk.store.contacts.save(replace(mina, state=State.NOT_SAFE))
    assert not any("Mina" in each for each in reading(screen).lines)


def test_a_sparse_map_is_left_in_peace(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    empty_desk.store.contacts.save(Contact(name="Ana"))
    screen = MapScreen(qtbot, empty_desk, theme)
    assert reading(screen).lines == ()
    assert not reading(screen).isVisible()
    assert screen.page.keys.isVisible()
    empty_desk.store.contacts.remove(empty_desk.snapshot.contacts[0].id)
    assert not reading(screen).isVisible()
