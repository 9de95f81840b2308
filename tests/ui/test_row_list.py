"""Lists in a low window with large letters: no list scrolls inside a page that scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.ui.desk import Desk
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.contacts import ContactsPage
from supportdesk.ui.pages.map import MapPage
from supportdesk.ui.row_list import RowList
from supportdesk.ui.theme import Theme

LOW, ROOMY = (680, 540), (1200, 1000)


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    theme.resize(200)
    yield theme
    theme.resize(100)


def listed(
    qtbot: QtBot, desk: Desk, theme: Theme, name: str, size: tuple[int, int]
) -> tuple[DeskPage, RowList]:
    page = ContactsPage(desk, theme) if name == "contacts" else MapPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    if isinstance(page, MapPage):
        page.shape.as_list = True
        page._shape_chosen(True)
    QApplication.processEvents()
    assert isinstance(page.list, RowList)
    return page, page.list


def seen(page: DeskPage, rows: RowList) -> bool:
    """Whether the row in hand is in view, as a whole."""
    row = rows.visualRect(rows.currentIndex())
    top = rows.viewport().mapTo(page.viewport(), QPoint(0, row.top())).y()
    return top >= 0 and top + row.height() <= page.viewport().height()


@pytest.mark.parametrize("name", ["contacts", "map"])
def test_in_a_low_window_only_the_page_scrolls(qtbot: QtBot, desk: Desk, large: Theme, name: str) -> None:
    page, rows = listed(qtbot, desk, large, name, LOW)
    assert rows.whole
    last = rows.model().index(rows.model().rowCount() - 1, 0)
    # The layout settles in several turns.
    qtbot.waitUntil(lambda: 0 < rows.visualRect(last).bottom() <= rows.viewport().height())
    assert rows.verticalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("name", ["contacts", "map"])
def test_the_page_follows_the_row_in_hand(qtbot: QtBot, desk: Desk, large: Theme, name: str) -> None:
    page, rows = listed(qtbot, desk, large, name, LOW)
    rows.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        QTest.keyClick(rows, key)
        assert rows.currentIndex().isValid()
        assert seen(page, rows), key
    # A page is what can be seen, not the whole list.
    assert 0 < rows.currentIndex().row() < rows.model().rowCount() - 1


@pytest.mark.parametrize("name", ["contacts", "map"])
def test_where_there_is_room_the_list_scrolls(qtbot: QtBot, desk: Desk, theme: Theme, name: str) -> None:
    page, rows = listed(qtbot, desk, theme, name, ROOMY)
    assert not rows.whole
    assert page.verticalScrollBar().maximum() == 0
    page.resize(1200, 620)
    QApplication.processEvents()
    assert rows.verticalScrollBar().maximum() > 0
