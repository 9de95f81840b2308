"""What a person can see and do on Today."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.goal_card import MenuButton
from supportdesk.ui.pages.today import TodayPage
from supportdesk.ui.theme import Theme
from tests.screens.goals import words


class TodayScreen:
    """The real page in a window of its own; `went` are the pages it asked for."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.went: list[tuple[str, str]] = []
        self.page = TodayPage(desk, theme)
        self.page.goes.connect(lambda page, target: self.went.append((page, target)))
        qtbot.addWidget(self.page)
        self.page.resize(880, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    @property
    def text(self) -> str:
        """Every word of the page, buttons included."""
        QApplication.processEvents()
        return words(self.page) + "\n" + "\n".join(self.buttons)

    @property
    def buttons(self) -> list[str]:
        """The words of the buttons, in order."""
        return [each.text() for each in self.page.findChildren(QPushButton) if each.isVisible()]

    def card(self, name: str) -> str:
        """What one card says; "" when it is not there."""
        QApplication.processEvents()
        part = self.page.parts[name]
        return words(part) if part.isVisible() else ""

    def button(self, name: str, text: str) -> QPushButton:
        """A button of a card by its words."""
        there = self.page.parts[name].buttons()
        return next(each for each in there if each.text() == text and each.isVisible())

    def press(self, name: str, text: str) -> None:
        """Press a button of a card by keyboard."""
        button = self.button(name, text)
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    def put_off(self, words_: str, entry: str) -> None:
        """Put off keeping in touch, where the offer has these words."""
        buttons = self.page.nice.findChildren(MenuButton)
        menu = next(each for each in buttons if each.isVisible() and words_ in each.accessibleDescription())
        next(each for each in menu.choices.actions() if each.text() == entry).trigger()
        QApplication.processEvents()

    @property
    def focus(self) -> QWidget | None:
        """What has the focus."""
        return QApplication.focusWidget()
