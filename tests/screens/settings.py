"""What a person can see and do on the Settings page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.pages.settings import SettingsPage


class SettingsScreen:
    """The page as a person meets it; a card is named by its title."""

    def __init__(self, qtbot: QtBot, page: SettingsPage) -> None:
        self.qtbot = qtbot
        self.page = page

    @property
    def cards(self) -> list[str]:
        """The titles of the cards."""
        return [label.text() for label in self._labels(self.page) if label.property("look") == "section"]

    @property
    def words(self) -> str:
        """Everything that can be read."""
        return "\n".join(label.text() for label in self._labels(self.page))

    def _labels(self, inside: QWidget) -> list[QLabel]:
        return [each for each in inside.findChildren(QLabel) if each.isVisibleTo(self.page)]

    def buttons(self, card: QWidget | None) -> list[str]:
        """The words on the buttons of a card."""
        assert card is not None
        return [each.text() for each in card.findChildren(QAbstractButton) if each.isVisibleTo(self.page)]

    def press(self, card: QWidget | None, words: str) -> None:
        """Click a button of a card, once it is there."""
        assert card is not None
        self.qtbot.waitUntil(lambda: words in self.buttons(card))
        there = [each for each in card.findChildren(QAbstractButton) if each.isVisibleTo(self.page)]
        target = next(each for each in there if each.text() == words)
        place = QPoint(12, target.height() // 2)
        if isinstance(target, QCheckBox | QRadioButton):
            self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)
        else:
            self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)

    def type(self, edit: QLineEdit, text: str) -> None:
        """Type over what stands in a line."""
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def leave(self, edit: QLineEdit) -> None:
        """Leave the line with Tab."""
        QTest.keyClick(edit, Qt.Key.Key_Tab)

    def choose(self, box: QComboBox, data: object) -> None:
        """Choose an entry of a box with the keys, as a person would."""
        box.setFocus()
        steps = box.findData(data) - box.currentIndex()
        for _step in range(abs(steps)):
            QTest.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
