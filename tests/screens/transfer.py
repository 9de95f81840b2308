"""The windows of import and export as a person uses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.desk import Desk
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer.export_window import ExportWindow
from supportdesk.ui.transfer.import_people import PeopleStep
from supportdesk.ui.transfer.import_rows import Row, Rows
from supportdesk.ui.transfer.import_window import ImportWindow
from supportdesk.ui.transfer.window import TransferWindow


class Transfer:
    """Either window over a parent of its own; `said` holds the notices."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme, kind: type[TransferWindow]) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.parent = QWidget()
        self.parent.setWindowTitle("Notes")
        self.parent.resize(1200, 900)
        qtbot.addWidget(self.parent)
        self.parent.show()
        self.said: list[str] = []
        self.closed: list[int] = []
        desk.noticed.connect(lambda notice: self.said.append(notice.text))
        self.window: Any = kind(desk, theme, self.parent)
        self.window.finished.connect(self.closed.append)
        self.window.open()

    @property
    def words(self) -> str:
        """All that can be read now."""
        found = [each for each in self.window.findChildren(QLabel) if each.isVisibleTo(self.window)]
        return " ".join(each.text().replace("\u200b", "") for each in found)

    @property
    def title(self) -> str:
        return self.window.heading.text()

    def button(self, words: str) -> QPushButton:
        found = self.window.findChildren(QPushButton)
        return next(each for each in found if each.text() == words and each.isVisibleTo(self.window))

    def press(self, words: str) -> None:
        self.qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=20_000)


class ImportScreen(Transfer):
    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        super().__init__(qtbot, desk, theme, ImportWindow)

    def take(self, path: Path) -> None:
        """Choose a file and wait until there is something to see."""
        self.window.choose_file = lambda *arguments: arguments[-1](path)
        self.press("Choose a file")
        self.until(lambda: self.title not in ("Reading the file",) and not self.window.errand.is_running)

    @property
    def rows(self) -> Rows:
        assert isinstance(self.window.step, PeopleStep)
        return self.window.step.rows

    def row(self, name: str) -> Row:
        return next(each for each in self.rows.all if each.arrival and name in self.name(each))

    def name(self, row: Row) -> str:
        return row.arrival.candidate.contact.name if row.arrival else ""

    def in_hand(self, name: str) -> None:
        place = self.rows.rows.index(self.row(name))
        self.window.step.list.setCurrentIndex(self.rows.index(place, 0))

    def choose(self, name: str, words: str) -> None:
        """Choose for one of the file, beside the list."""
        self.in_hand(name)
        choices = self.window.step.side.choices
        found = choices.findChildren(QWidget)
        wanted = next(each for each in found if (each.accessibleName() or "").endswith(words))
        wanted.click()

    def add(self) -> None:
        """Press what adds, and wait until the window is gone."""
        self.qtbot.mouseClick(self.window.step.main, Qt.MouseButton.LeftButton)
        self.until(lambda: self.closed)


class ExportScreen(Transfer):
    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        super().__init__(qtbot, desk, theme, ExportWindow)
        self.asked: list[tuple[str, Sequence[tuple[str, str]]]] = []

    def save(self, path: Path) -> bytes:
        """Press Save, answer with `path` and wait for the file."""

        def answer(_parent: Any, _title: str, name: str, kinds: Any, chosen: Callable[[Path], None]) -> None:
            self.asked.append((name, kinds))
            chosen(path)

        self.window.choose_place = answer
        self.press("Save the file")
        self.until(lambda: self.closed or self.window.status.isVisible())
        return path.read_bytes() if path.is_file() else b""

    def kind(self, value: Any) -> None:
        self.window.kinds.value = value
        self.window.kinds.chosen.emit(value)
