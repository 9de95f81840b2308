"""The whole app by keys alone, as somebody meets it who has no pointer: find it with Tab, use it, read it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.sections import sections
from supportdesk.ui.shell import Shell
from tests.screens.window import ctrl, press

_FARTHEST = 250


def name_of(widget: QWidget | None) -> str:
    """What a widget is called: its accessible name, else the words on it."""
    if widget is None:
        return ""
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return (widget.accessibleName() or words).replace("\n", " ").replace("&&", "&")


class Journey:
    """Hands on the keyboard. Every method fails when the keys do not lead there."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot = qtbot
        self.shell = shell

    # ---- seeing

    @property
    def focus(self) -> str:
        """What has the focus, by its name."""
        return name_of(QApplication.focusWidget())

    @property
    def words(self) -> str:
        """Every word in view in the window in front."""
        window = QApplication.activeModalWidget() or self.shell
        shown = [each for kind in (QLabel, QAbstractButton) for each in window.findChildren(kind)]
        return "\n".join(each.text().replace("\n", " ") for each in shown if each.isVisible())

    def until(self, true: Callable[[], object], *, within: int = 10_000) -> None:
        """Let the app go on until something is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=within)

    # ---- doing

    def press(self, *keys: Qt.Key | str) -> None:
        """Keys, or text to type, to whatever has the focus."""
        press(self.shell, *keys)

    def ctrl(self, key: Qt.Key) -> None:
        """One key with Ctrl."""
        ctrl(self.shell, key)

    def shift(self, key: Qt.Key) -> None:
        """One key with Shift."""
        press(self.shell, key, modifiers=Qt.KeyboardModifier.ShiftModifier)

    def come_back(self) -> None:
        """The window in front again after a dialog, as a window manager does and the test screen does not."""
        self.shell.activateWindow()
        self.until(self.shell.isActiveWindow)

    def go(self, page: str) -> None:
        """Open a page by its key."""
        number = [each.name for each in sections()].index(page) + 1
        self.ctrl(Qt.Key(ord(str(number))))
        self.until(lambda: self.shell.workspace.page_name == page)

    def tab_to(self, name: str, *, backwards: bool = False) -> None:
        """Press Tab until something with this name (or beginning with it) has the focus."""
        seen: list[str] = []
        for _ in range(_FARTHEST):
            if self.focus == name or self.focus.startswith(f"{name} "):
                return
            seen.append(self.focus)
            self.press(Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name!r}, only to {sorted(set(seen))}")

    def use(self, name: str) -> None:
        """Go to a button, tick or choice and press it with Space."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def choose(self, name: str) -> None:
        """Go to a group of choices, and with the arrow keys to the one with this name."""
        for _ in range(_FARTHEST):
            if isinstance(QApplication.focusWidget(), QRadioButton) and self._arrow_to(name):
                self.press(Qt.Key.Key_Space)
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"the keys never came to {name!r}")

    def _arrow_to(self, name: str) -> bool:
        """From the end of the group to its top, until the name is met."""
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            before = ""
            while self.focus != before:
                if self.focus == name:
                    return True
                before = self.focus
                self.press(key)
        return False
