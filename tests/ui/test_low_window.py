"""Low windows with large letters: one page scrolls, what opens comes into view, nothing hides the map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.ui.desk import Desk
from supportdesk.ui.find_line import FindLine
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.contact_rows import Lines, PhoneRow
from supportdesk.ui.pages.contacts import ContactsPage
from supportdesk.ui.pages.history import HistoryPage
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


def in_view(page: DeskPage, piece: QWidget) -> bool:
    top = piece.mapTo(page.viewport(), QPoint()).y()
    return top >= 0 and top + piece.height() <= page.viewport().height()


def test_the_card_does_not_scroll_inside_the_page(qtbot: QtBot, desk: Desk, large: Theme) -> None:
    page, _rows = listed(qtbot, desk, large, "contacts", LOW)
    page.open_target(desk.snapshot.contacts[0].id)
    assert isinstance(page, ContactsPage)
    assert page.card is not None
    bar = page.card.verticalScrollBar()
    qtbot.waitUntil(lambda: page.card.groups["about"].is_open and bar.maximum() == 0)  # type: ignore[union-attr]
    assert page.verticalScrollBar().maximum() > 500
    large.resize(100)
    page.resize(*ROOMY)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)
    assert bar.maximum() > 0


def test_the_box_that_adds_on_the_map_comes_into_view(qtbot: QtBot, desk: Desk, large: Theme) -> None:
    page, _rows = listed(qtbot, desk, large, "map", LOW)
    assert isinstance(page, MapPage)
    for as_list in (False, True):
        page.shape.as_list = as_list
        page._shape_chosen(as_list)
        page.verticalScrollBar().setValue(0)
        page.add_button.click()
        qtbot.waitUntil(lambda: in_view(page, page.add))
        QTest.keyClick(page.add.edit, Qt.Key.Key_Escape)


def test_the_zoom_buttons_lie_on_no_narrow_map(qtbot: QtBot, desk: Desk, large: Theme) -> None:
    page, _rows = listed(qtbot, desk, large, "map", LOW)
    assert isinstance(page, MapPage)
    page.shape.as_list = False
    page._shape_chosen(False)
    zoom, canvas = page.board.zoom, page.canvas
    qtbot.waitUntil(lambda: not zoom.geometry().intersects(canvas.geometry()))
    assert zoom.larger.y() == zoom.parts.y()
    large.resize(100)
    page.resize(*ROOMY)
    qtbot.waitUntil(lambda: canvas.geometry().contains(zoom.geometry()))
    assert zoom.larger.y() < zoom.parts.y()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the heading of the picture stays on the left
    qtbot.waitUntil(page.board.isRightToLeft)
    assert zoom.x() > page.board.width() / 2


@pytest.mark.parametrize("size", [LOW, ROOMY])
def test_the_day_of_the_story_stands_above_a_map_that_fills_the_page(
    qtbot: QtBot, desk: Desk, theme: Theme, size: tuple[int, int]
) -> None:
    page, _rows = listed(qtbot, desk, theme, "map", size)
    assert isinstance(page, MapPage)
    page.show_story()
    assert page.story is not None
    for pane in (page.story.before, page.story.after):
        if size == LOW:
            qtbot.waitUntil(lambda pane=pane: pane.picture.height() >= pane.picture.width())  # type: ignore[misc]
            assert pane.day.y() < pane.picture.y()
        else:
            qtbot.waitUntil(lambda pane=pane: pane.day.y() > pane.picture.y())  # type: ignore[misc]


def test_the_list_of_check_ins_fills_a_low_window_and_comes_into_view(
    qtbot: QtBot, desk: Desk, large: Theme
) -> None:
    page = HistoryPage(desk, large)
    qtbot.addWidget(page)
    page.resize(*LOW)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page._into_list()
    qtbot.waitUntil(lambda: page.list.height() > page.viewport().height() * 0.9 and in_view(page, page.list))
    large.resize(100)
    page.resize(*ROOMY)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


# ---- empty pages


@pytest.mark.parametrize("name", ["contacts", "map"])
def test_an_empty_page_offers_to_add_a_contact_once(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, name: str
) -> None:
    page = ContactsPage(empty_desk, theme) if name == "contacts" else MapPage(empty_desk, theme)
    qtbot.addWidget(page)
    page.resize(*ROOMY)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()

    def offered() -> list[QPushButton]:
        return [
            one for one in page.findChildren(QPushButton) if one.text() == "Add a contact" and one.isVisible()
        ]

    assert offered() == [page.empty_button]
    empty_desk.store.contacts.save(Contact(name="Sam"))
    assert offered() == [page.add_button]


def test_esc_in_the_first_name_goes_back_to_the_empty_page(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    page = ContactsPage(empty_desk, theme)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.empty_button.click()
    assert page.empty.isHidden()
    QTest.keyClick(page.quick.edit, Qt.Key.Key_Escape)
    assert page.empty.isVisible()
    assert QApplication.focusWidget() is page.empty_button


# ---- a line to find with


def test_the_cross_grows_with_the_letters_and_empties_the_line(qtbot: QtBot, theme: Theme) -> None:
    line = FindLine("Find")
    qtbot.addWidget(line)
    line.resize(300, line.sizeHint().height())
    line.show()
    assert line.cross.isHidden()
    QTest.keyClicks(line, "sam")
    sides = []
    for percent in (100, 200):
        theme.resize(percent)
        line.resize(300, line.sizeHint().height())
        assert line.rect().contains(line.cross.geometry())
        sides.append(line.cross.iconSize().width())
        assert line.cross.width() >= 24
    theme.resize(100)
    assert sides[1] >= sides[0] * 1.8
    QTest.mouseClick(line.cross, Qt.MouseButton.LeftButton)
    assert line.text() == ""
    assert line.cross.isHidden()


@pytest.mark.parametrize("percent", [100, 200])
def test_what_removes_a_number_stands_level_with_it(qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.resize(percent)
    rows = Lines("Phone", PhoneRow, ("", ""), add="Add a number")
    qtbot.addWidget(rows)
    rows.resize(900 * percent // 100, 200)
    rows.show_value((("555", ""),))
    rows.show()
    line = rows.rows[0].one
    middles = {
        piece.mapTo(line, piece.rect().center()).y() for piece in (line.number, line.copy, rows.rows[0].gone)
    }
    theme.resize(100)
    assert max(middles) - min(middles) <= 1
