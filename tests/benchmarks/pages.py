"""Page switches, the contact filter and the longest block of the UI thread, with 500 contacts."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from supportdesk.store import Store
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.ruler import head, reference, show


class Heartbeat:
    """The longest gap between two beats of the event loop, in ms."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, (now - self._last) * 1000)
        self._last = now

    def restart(self) -> None:
        """Forget what was."""
        self.worst, self._last = 0.0, time.perf_counter()


def run(rounds: int, folder: Path) -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication(["benchmark"])
    theme = Theme(app, choice="light")  # type: ignore[arg-type]
    shell = Shell(settings=AppSettings(str(folder / "s.ini")), theme=theme, restart=lambda _arguments: None)
    store = Store.in_memory(lambda: TODAY)
    fill(store, people=500, links=1000, log=10_000)
    shell.resize(1100, 740)
    shell.open_store(store)
    shell.show()
    QTest.qWait(500)
    unit = reference()
    head("500 contacts, 10,000 check-ins", unit)
    beat = Heartbeat()
    workspace = shell.workspace
    names = [name for name in workspace.nav if name != "map"]
    for name in names:
        beat.restart()
        first = _switch(shell, name)
        QTest.qWait(800)
        show(f"first visit of {name} (longest block {beat.worst:.0f})", [first], unit, "50, block 50")
    for name in names:
        _switch(shell, "today" if name != "today" else "goals")
        again = []
        for _round in range(rounds):
            again.append(_switch(shell, name))
            _switch(shell, "today" if name != "today" else "goals")
        show(f"switch to {name} again", again, unit, "50")
    _filter(shell, rounds, unit)
    shell.close()


def _switch(shell: Shell, name: str) -> float:
    began = time.perf_counter()
    shell.show_workspace(name)
    shell.repaint()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def _filter(shell: Shell, rounds: int, unit: float) -> None:
    _switch(shell, "contacts")
    page = shell.workspace.page
    page.find_here()
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit):
        print("no filter line found")
        return
    strokes = []
    for _round in range(max(rounds // 3, 1)):
        for letter in "haddad":
            began = time.perf_counter()
            QTest.keyClicks(field, letter)
            QApplication.processEvents()
            strokes.append((time.perf_counter() - began) * 1000)
        field.clear()
        field.textEdited.emit("")
        QApplication.processEvents()
    show("a keystroke in the contact filter", strokes, unit, "16 median, 50 p95")
