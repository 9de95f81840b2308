"""One person's first hour with the app, by keys alone and on a real encrypted file: from nothing to paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Ring, SupportType
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import KdfPolicy, Profiles
from tests.screens.journey import Journey

CHEAP = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)
PASSWORD = "the river is calm"
ENTER = Qt.Key.Key_Return


class Computer:
    """One computer with its profiles; starting the app again gives a fresh window, as a new process would."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self._qtbot, self._theme, self._folder = qtbot, theme, folder
        self.profiles = Profiles(folder / "data", keystore=None, kdf=CHEAP)
        self.restarts: list[list[str]] = []
        self.shells: list[Shell] = []

    def start(self, *, locked: bool = False) -> Journey:
        """A fresh window at the gate."""
        for old in self.shells:
            old.watch.blockSignals(True)
            old.close()
        shell = Shell(
            settings=AppSettings(str(self._folder / "settings.ini")),
            theme=self._theme,
            restart=self.restarts.append,
            profiles=self.profiles,
        )
        self.shells.append(shell)
        self._qtbot.addWidget(shell)
        shell.resize(1100, 760)
        with self._qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        shell.show_gate(locked=locked)
        QApplication.processEvents()
        return Journey(self._qtbot, shell)


@pytest.fixture
def computer(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Computer]:
    theme = Theme(qapp, choice="light")
    made = Computer(qtbot, theme, tmp_path)
    yield made
    for shell in made.shells:
        shell.watch.blockSignals(True)
        if shell.desk is not None:
            shell.desk.close()
            shell.desk = None
    theme.deleteLater()


def _make_a_profile(trip: Journey) -> None:
    trip.until(lambda: trip.focus == "Start")
    trip.press(ENTER)
    trip.until(lambda: "Does anyone else use this computer" in trip.words)
    trip.use("Go on")
    trip.until(lambda: "Make your profile" in trip.words)
    trip.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    trip.press(PASSWORD, ENTER)
    trip.until(lambda: "Write down your recovery key" in trip.words)
    trip.use("Go on")
    trip.until(lambda: "Step 1 of 5" in trip.words)


def _take_the_first_steps(trip: Journey) -> None:
    trip.until(lambda: trip.focus == "Your name or nickname")
    trip.press("Robin", ENTER)
    trip.until(lambda: "Who helps you, even a little?" in trip.words)
    for name, tick in (
        ("Samira", "Listens and cares (emotional)"),
        ("Dr Okafor", "Gives advice or facts (informational)"),
        ("Garden group", "Is good company (social)"),
    ):
        trip.until(lambda: trip.focus == "Name")
        trip.press(name)
        trip.use(f"How do they help?: {tick}")
        if name != "Garden group":
            trip.use("Add another")
    trip.use("Next")
    trip.until(lambda: "Who would you call first on a bad day?" in trip.words)
    trip.choose("Samira")
    trip.tab_to("Their phone number")
    trip.press("0000 111 222", ENTER)
    trip.until(lambda: "What helps you feel calmer?" in trip.words)
    trip.tab_to("Something else, in your own words")
    trip.press("feed the ducks", ENTER)
    trip.until(lambda: "Pick one small step for this week" in trip.words)
    trip.use("Skip this")
    trip.until(lambda: "This is your start" in trip.words)
    trip.until(lambda: trip.focus == "Go to Today")
    trip.press(ENTER)
    trip.until(lambda: trip.shell.workspace is not None)


def _place_on_the_map(trip: Journey) -> None:
    trip.go("map")
    trip.tab_to("Support map")
    trip.until(lambda: trip.shell.workspace.page.canvas.is_drawn, within=30_000)
    trip.press(Qt.Key.Key_Home)
    trip.shift(Qt.Key.Key_Up)


def _look_for_the_past(trip: Journey) -> None:
    """A new map has none, says so kindly, and Escape leads back to it."""
    trip.use("Story of change")
    trip.until(lambda: "Your map has no earlier day yet" in trip.words)
    trip.until(lambda: trip.focus == "Back to the map")
    trip.press(Qt.Key.Key_Escape)
    trip.until(lambda: trip.focus == "Story of change")


def _add_a_goal(trip: Journey) -> None:
    trip.go("goals")
    trip.ctrl(Qt.Key.Key_N)
    trip.tab_to("Or write your own")
    trip.press("Have tea with Samira", ENTER)
    trip.until(lambda: [goal.what for goal in trip.shell.desk.snapshot.goals] == ["Have tea with Samira"])


def _save_the_plan(trip: Journey, path: Path) -> str:
    trip.ctrl(Qt.Key.Key_E)
    trip.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    trip.ctrl(Qt.Key.Key_A)
    trip.press(str(path), ENTER)
    trip.until(path.is_file, within=30_000)
    trip.until(lambda: not trip.shell.desk.worker.is_busy, within=30_000)
    trip.come_back()
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_nothing_to_a_plan_on_paper_and_back_after_a_lock(computer: Computer, tmp_path: Path) -> None:
    trip = computer.start()
    _make_a_profile(trip)
    _take_the_first_steps(trip)
    now = trip.shell.desk.snapshot
    assert {each.name: each.supports[0].type for each in now.contacts} == {
        "Samira": SupportType.EMOTIONAL,
        "Dr Okafor": SupportType.INFORMATIONAL,
        "Garden group": SupportType.SOCIAL,
    }
    rings = {each.id: each.ring for each in now.contacts}
    _place_on_the_map(trip)
    moved = [each for each in trip.shell.desk.snapshot.contacts if each.ring is not rings[each.id]]
    assert len(moved) == 1
    assert moved[0].ring in (Ring.INNER, Ring.MIDDLE)
    _look_for_the_past(trip)
    _add_a_goal(trip)
    text = _save_the_plan(trip, tmp_path / "my-plan.pdf")
    assert "Samira" in text
    assert "0000 111 222" in text
    assert "feed the ducks" in text
    before = trip.shell.desk.snapshot

    trip.ctrl(Qt.Key.Key_L)
    trip.until(lambda: computer.restarts)
    assert computer.restarts == [["--locked"]]
    again = computer.start(locked=True)
    again.until(lambda: "is locked" in again.words)
    again.press("not the password", ENTER)
    again.until(lambda: "That password did not work." in again.words)
    again.press(PASSWORD, ENTER)
    again.until(lambda: again.shell.workspace is not None)
    after = again.shell.desk.snapshot
    assert (after.contacts, after.goals, after.plan, after.me) == (
        before.contacts,
        before.goals,
        before.plan,
        before.me,
    )
    assert again.shell.workspace.page_name == "plan"
