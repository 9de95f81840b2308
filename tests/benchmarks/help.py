"""Get help now: from the key to the painted page, open and locked; and the list of helplines."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from supportdesk.sample import sample_store
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.benchmarks.data import TODAY
from tests.benchmarks.ruler import head, reference, show


def run(rounds: int, folder: Path) -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication(["benchmark"])
    theme = Theme(app, choice="light")  # type: ignore[arg-type]
    settings = AppSettings(str(folder / "s.ini"))
    settings.country = "GB"
    shell = Shell(settings=settings, theme=theme, restart=lambda _arguments: None)
    shell.resize(1024, 700)
    shell.cover(QWidget())
    shell.show()
    QTest.qWait(200)
    unit = reference()
    head("Get help now", unit)
    show("first time, locked, straight after the start", [_open(shell)], unit, "100")
    show("again, locked", [_open(shell) for _round in range(rounds)], unit, "100")
    shell.open_store(sample_store(lambda: TODAY))
    QTest.qWait(500)
    show("with the person's own people", [_open(shell) for _round in range(rounds)], unit, "100")
    _visits(shell, unit)
    shell.close()


def _open(shell: Shell) -> float:
    began = time.perf_counter()
    shell.show_help()
    shell.window().repaint()
    QApplication.processEvents()
    took = (time.perf_counter() - began) * 1000
    window = QApplication.activeModalWidget()
    assert window is not None
    window.close()
    QTest.qWait(30)
    return took


def _visits(shell: Shell, unit: float) -> None:
    for view in ("write", "helplines", "versions", "after"):
        began = time.perf_counter()
        shell.show_workspace("plan", view)
        shell.repaint()
        QApplication.processEvents()
        first = (time.perf_counter() - began) * 1000
        QTest.qWait(400)
        show(f"first visit of My plan, {view}", [first], unit, "50")
