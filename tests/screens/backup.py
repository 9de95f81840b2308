"""What a person can see and do with backups, in their own terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supportdesk.ui.backup.window import BackupWindow
from supportdesk.ui.shell import Shell


class SaveScreen:
    """The window that saves a backup, opened from the File menu."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot = qtbot
        shell.actions_.all["save_backup"].trigger()
        self.window = next(each for each in shell.findChildren(BackupWindow) if each.isVisible())
        self.asked: list[tuple[str, list[str]]] = []

    @property
    def words(self) -> str:
        """All that can be read now."""
        found = [each for each in self.window.findChildren(QLabel) if each.isVisibleTo(self.window)]
        return " ".join(each.text() for each in found)

    def press(self, words: str) -> None:
        """Click a button or a tick."""
        kinds = [*self.window.findChildren(QPushButton), *self.window.findChildren(QCheckBox)]
        target = next(each for each in kinds if each.text() == words and each.isVisibleTo(self.window))
        target.click()

    def save_to(self, path: Path) -> None:
        """Choose this place, and wait for the end of it."""

        def chosen(
            _parent: Any,
            _title: str,
            name: str,
            kinds: Sequence[tuple[str, str]],
            done: Callable[[Path], None],
        ) -> None:
            self.asked.append((name, [ending for _words, ending in kinds]))
            done(path)

        self.window.choose_place = chosen
        self.press("Choose a place…")
        self.qtbot.waitUntil(lambda: not self.window.errand.is_running, timeout=20_000)

    def close(self) -> None:
        """Leave the window."""
        self.qtbot.mouseClick(
            next(each for each in self.window.findChildren(QPushButton) if each.text() == "Close"),
            Qt.MouseButton.LeftButton,
        )


def chooses(path: Path) -> Callable[..., None]:
    """Stands for the dialog in which a person chooses this file."""

    def choose(_parent: Any, _title: str, _words: str, endings: tuple[str, ...], chosen: Any) -> None:
        assert endings == ("supportdesk",)
        chosen(path)

    return choose
