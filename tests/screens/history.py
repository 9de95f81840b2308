"""The check-ins page as a person meets it: keys and clicks in, words out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from supportdesk.ui.pages.history import HistoryPage
from supportdesk.ui.shell import Shell
from tests.screens.checkin import click
from tests.screens.window import press


class HistoryScreen:
    """The page in the real window."""

    def __init__(self, window: Shell, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def page(self) -> HistoryPage:
        """The page in view."""
        page = self.window.workspace.page
        assert isinstance(page, HistoryPage)
        return page

    # ---- seeing

    @property
    def titles(self) -> list[str]:
        """The rows, from the top."""
        return [each.title for each in self.page.list.rows.entries]

    @property
    def days(self) -> list[str]:
        """The headings, from the top."""
        rows = self.page.list.rows
        return [rows.heading(row) for row in range(len(rows.entries)) if rows.is_first(row)]

    @property
    def in_hand(self) -> str:
        """The row in hand."""
        index = self.page.list.currentIndex()
        return str(index.data()) if index.isValid() else ""

    @property
    def is_whole(self) -> bool:
        """Whether every key was read."""
        return not self.page.list.rows.more

    # ---- doing

    def open(self, target: str = "") -> None:
        """Go to the page."""
        self.window.workspace.go("check-ins", target)

    def find(self, words: str) -> None:
        """Type over what stands in the filter line."""
        self.page.find_here()
        if words:
            press(self.window, words)
        else:
            press(self.window, Qt.Key.Key_Delete)

    def choose(self, box: QComboBox, words: str) -> None:
        """Choose an entry of one of the boxes by keys."""
        box.setFocus()
        for _ in range(box.count()):
            press(self.window, Qt.Key.Key_Up)
        while box.currentText() != words:
            before = box.currentIndex()
            press(self.window, Qt.Key.Key_Down)
            assert box.currentIndex() != before, f"no entry {words!r}"

    def click_row(self, number: int) -> None:
        """Click a row."""
        view = self.page.list
        QApplication.processEvents()
        spot = view.visualRect(view.rows.index(number)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def press(self, words: str) -> None:
        """Click a button of the page."""
        click(self.page, words)
