"""What a person can see and do at the gate, in their own terms."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from supportdesk.ui.quiet_frame import QuietFrame, Sheet

S = TypeVar("S", bound=Sheet)


class SheetScreen:
    """One sheet after the other: words to read, buttons to press, lines to type in."""

    def __init__(self, qtbot: QtBot, frame: QuietFrame) -> None:
        self.qtbot = qtbot
        self.frame = frame

    @property
    def title(self) -> str:
        """The heading of the sheet, as a screen reader says it."""
        assert self.frame.sheet is not None
        return self.frame.sheet.heading.accessibleName()

    @property
    def words(self) -> str:
        """Everything that can be read on the sheet."""
        assert self.frame.sheet is not None
        labels = self.frame.sheet.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisibleTo(self.frame))

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons of the sheet."""
        assert self.frame.sheet is not None
        found = self.frame.sheet.findChildren(QAbstractButton)
        return [each.text() for each in found if each.isVisibleTo(self.frame)]

    def on(self, kind: type[S]) -> S:
        """Wait for a sheet of this kind."""
        self.qtbot.waitUntil(lambda: isinstance(self.frame.sheet, kind))
        assert isinstance(self.frame.sheet, kind)
        return self.frame.sheet

    def press(self, words: str) -> None:
        """Click a button of the sheet."""
        target = self.button(words)
        if isinstance(target, QCheckBox | QRadioButton):  # they answer to a click on box and words only
            self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(12, target.height() // 2))
        else:
            self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)

    def button(self, words: str) -> QAbstractButton:
        """The button with these words."""
        assert self.frame.sheet is not None
        found = [each for each in self.frame.sheet.findChildren(QAbstractButton) if each.text() == words]
        assert found, (words, self.buttons)
        return found[0]

    def type(self, into: QWidget, text: str) -> None:
        """Put the focus on a field and type over what is there."""
        edit = into if isinstance(into, QLineEdit) else getattr(into, "edit", None) or into.focusProxy()
        assert isinstance(edit, QLineEdit)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def enter(self) -> None:
        """Press Enter where the focus is."""
        target = QApplication.focusWidget() or self.frame
        QTest.keyClick(target, Qt.Key.Key_Return)


class GateScreen(SheetScreen):
    """The gate; what it opened is kept and closed by the test."""
