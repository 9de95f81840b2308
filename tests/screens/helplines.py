"""What a person can see and do in the list of helplines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.snapshot import Notes
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.helplines_view import HelplinesView
from supportdesk.ui.theme import Theme
from tests.screens.plan import PlanScreen, words


class HelplinesScreen(PlanScreen):
    """The plan page with its list of helplines open."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        super().__init__(qtbot, desk, theme)
        self.page.open_target("helplines")
        found = self.page.others["helplines"]
        assert isinstance(found, HelplinesView)
        self.view = found
        self.view.complete()
        QApplication.processEvents()

    @property
    def notes(self) -> Notes:
        """The notes as the store has them."""
        return self.desk.store.snapshot().notes

    def names(self) -> list[str]:
        """The lines from the top of the list to its foot."""
        self.view.complete()
        QApplication.processEvents()
        cards = sorted(self.view.cards.values(), key=lambda each: each.y())
        return [each.row.name for each in cards if each.row is not None]

    def text(self, line: str) -> str:
        """Every word on the card of a line."""
        return words(self.view.cards[line])

    def do(self, name: str) -> None:
        """Press the button that is called so, with the keyboard."""
        one = self.find(name)
        one.setFocus()
        self.press(Qt.Key.Key_Space)
        QApplication.processEvents()

    def find(self, name: str) -> QPushButton:
        """The button with this name."""
        QApplication.processEvents()
        return next(
            each
            for each in self.view.findChildren(QPushButton)
            if name in (each.accessibleName(), each.text()) and each.isVisibleTo(self.view)
        )

    def fill(self, *texts: str) -> None:
        """Type into one field after the other, with Tab between."""
        for number, text in enumerate(texts):
            if number:
                self.press(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            self.qtbot.keyClicks(focus, text)


def has_focus(widget: QWidget) -> bool:
    """Whether the focus is in a widget."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
