"""The panel that writes down a check-in as a person meets it: keys and clicks in, words out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.ui.checkin_panel import CheckInPanel
from supportdesk.ui.shell import Shell
from tests.screens.window import ctrl, press


class CheckInScreen:
    """The panel in the real window."""

    def __init__(self, window: Shell) -> None:
        self.window = window

    @property
    def panel(self) -> CheckInPanel:
        """The panel, once it was opened."""
        panel = self.window.workspace.panel
        assert isinstance(panel, CheckInPanel)
        return panel

    # ---- seeing

    @property
    def is_open(self) -> bool:
        """Whether the panel can be seen."""
        panel = self.window.workspace.panel
        return panel is not None and panel.isVisible()

    @property
    def words(self) -> str:
        """Every word of the panel that can be seen."""
        shown = [one for one in self.panel.findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.text() for one in shown if isinstance(one, QLabel | QAbstractButton))

    @property
    def offered(self) -> list[str]:
        """The names below the line."""
        matches = self.panel.people.matches
        return [each.name for each in self.panel.people.found] if matches.isVisible() else []

    @property
    def notice(self) -> str:
        """What the quiet notice says, "" without one."""
        toast = self.window.workspace.toast
        return toast.words.text() if toast.isVisible() else ""

    @property
    def focus(self) -> QWidget | None:
        """What has the focus."""
        return QApplication.focusWidget()

    def contact(self, name: str) -> Contact:
        """The contact with this name."""
        assert self.window.desk is not None
        return next(each for each in self.window.desk.snapshot.contacts if each.name == name)

    # ---- doing

    def open(self, target: str = "") -> None:
        """By key; with a target as a button of a page does it."""
        if target:
            self.window.workspace.go("check-in", target)
        else:
            ctrl(self.window, Qt.Key.Key_J)
        assert self.is_open

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        press(self.window, text)

    def key(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        press(self.window, *keys)

    def take(self, typed: str) -> None:
        """Type the start of a name and press Enter."""
        self.panel.people.edit.setFocus()
        press(self.window, typed, Qt.Key.Key_Return)

    def save(self) -> None:
        """Ctrl+Enter."""
        ctrl(self.window, Qt.Key.Key_Return)

    def press(self, words: str) -> None:
        """Click the visible button of the panel with these words or this name."""
        click(self.panel, words)

    def more(self) -> None:
        """Unfold the rest."""
        if not self.panel.fold.is_open:
            self.press("More")


def click(inside: QWidget, words: str) -> None:
    """Click the visible button with these words or this name."""
    found = [
        one
        for one in inside.findChildren(QAbstractButton)
        if one.isVisible() and words in (one.text(), one.accessibleName())
    ]
    assert found, f"no button {words!r}"
    QApplication.processEvents()
    found[0].click() if found[0].visibleRegion().isEmpty() else QTest.mouseClick(
        found[0], Qt.MouseButton.LeftButton
    )
    QApplication.processEvents()
