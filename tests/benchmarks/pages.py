"""Page switches, the contact filter and the longest block of the UI thread, with 500 contacts."""

from __future__ import annotations

import statistics
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QApplication

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import SupportType, Way
from supportdesk.store import Store
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.ui.workspace import BETWEEN, QUIET
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.heart import Heartbeat
from tests.benchmarks.ruler import head, reference, show

GOT = (SupportType.EMOTIONAL,)


SIZES = {"1x": (20, 500), "10x": (200, 5_000), "100x": (500, 50_000)}  # contacts and check-ins of a year
BUSY = SIZES["100x"]


def run(rounds: int, folder: Path) -> None:
    """Print the busy profile (500 contacts, 50,000 check-ins), then the growth from 1x to 100x."""
    QApplication.instance() or QApplication(["benchmark"])
    unit = reference()
    head("500 contacts, 50,000 check-ins: a click before the quiet moment", unit)
    shell, _store = _open(folder, *BUSY)
    _first_visits(shell, unit)
    _close(shell)
    head("the same after the quiet moment, in which pages are made", unit)
    shell, store = _open(folder, *BUSY)
    beat = Heartbeat()
    _quiet_moment(shell)
    print(f"longest work in one turn while pages are made: {beat.worked:.0f} (budget 50)")
    _first_visits(shell, unit)
    for name in _names(shell):
        show(f"switch to {name} again", _again(shell, name, rounds), unit, "50")
    _filter(shell, rounds, unit)
    for name in ("today", "contacts", "check-ins", "support"):
        show(f"log a check-in with {name} in view", _logged(shell, store, name, rounds), unit, "60")
    _scroll(shell, rounds, unit)
    _long_lists(shell, unit)
    _close(shell)
    _growth(folder, rounds)


def _open(folder: Path, people: int, log: int) -> tuple[Shell, Store]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = AppSettings(str(folder / f"{people}-{log}-{time.monotonic_ns()}.ini"))
    shell = Shell(settings=settings, theme=Theme(app, choice="light"), restart=lambda _arguments: None)
    store = Store.in_memory(lambda: TODAY)
    fill(store, people=people, links=people * 2, log=log)
    shell.clock.now = lambda: datetime.combine(TODAY, datetime.min.time().replace(hour=12))  # type: ignore[method-assign]
    shell.resize(1100, 740)
    shell.open_store(store)
    shell.show()
    QTest.qWait(500)
    return shell, store


def _close(shell: Shell) -> None:
    if shell.desk is not None:
        shell.desk.close()
        shell.desk = None
    shell.close()
    shell.deleteLater()
    QTest.qWait(50)


def _names(shell: Shell) -> list[str]:
    return [name for name in shell.workspace.nav if name != "map"]


def _quiet_moment(shell: Shell) -> None:
    """Wait until every page is imported, and those made that are made ahead."""
    QTest.qWait(QUIET + BETWEEN * 15)


def _first_visits(shell: Shell, unit: float) -> None:
    """Each page and view of a page, until it is painted; the longest work of one turn until it is whole."""
    beat = Heartbeat()
    for name, target in _places(shell):
        beat.restart()
        first = _visit(shell, name, target)
        QTest.qWait(800)
        title = f"first visit of {name} {target[:9]}"
        show(f"{title:34}(turn {beat.worked:3.0f})", [first], unit, "turn 50")
    _windows(shell, beat, unit)


def _windows(shell: Shell, beat: Heartbeat, unit: float) -> None:
    """What opens over a page, the first time."""
    workspace = shell.workspace
    opens = {
        "the panel of a check-in": lambda: workspace.visit("check-in"),
        "the window of import": lambda: workspace.visit("import"),
        "the window of export": lambda: workspace.visit("export"),
        "get help now": shell.show_help,
        "the story of the map": workspace.page.show_story,
    }
    for name, work in opens.items():
        beat.restart()
        began = time.perf_counter()
        work()
        QApplication.processEvents()
        took = (time.perf_counter() - began) * 1000
        QTest.qWait(800)
        show(f"first {name:28}(turn {beat.worked:3.0f})", [took], unit, "turn 50")
        for window in QApplication.topLevelWidgets():
            if window is not shell and window.isVisible():
                window.close()


def _places(shell: Shell) -> list[tuple[str, str]]:
    """Every page, and what is opened in it from elsewhere."""
    contact = shell.desk.snapshot.contacts[7].id if shell.desk is not None else ""
    pages = [(name, "") for name in _names(shell)]
    views = [
        ("contacts", contact), ("contacts", "trash"), ("check-ins", "look-back"), ("support", "now"),
        ("plan", "write"), ("plan", "helplines"), ("plan", "versions"), ("plan", "after"),
        ("settings", "new-key"), ("map", ""),
    ]  # fmt: skip
    return [*pages, *views]


def _long_lists(shell: Shell, unit: float) -> None:
    """What is done with 50,000 check-ins: the longest work of one turn, and how long it takes in all."""
    beat = Heartbeat()
    _switch(shell, "check-ins")
    page = shell.workspace.page
    page.show_everything()
    QTest.qWait(300)
    doings = {
        "to the end of the check-ins": lambda: QTest.keyClick(page.list, Qt.Key.Key_End),
        "to their top": lambda: QTest.keyClick(page.list, Qt.Key.Key_Home),
        "a name typed in their filter": lambda: QTest.keyClicks(page.filter, "haddad"),
        "a word typed in their filter": lambda: QTest.keyClicks(page.filter, "walk"),
        "everything again": page.show_everything,
        "looking back": lambda: page.show_view("back"),
        "the check-ins again": lambda: page.show_view("log"),
    }
    for name, work in doings.items():
        beat.restart()
        began = time.perf_counter()
        work()
        QApplication.processEvents()
        took = (time.perf_counter() - began) * 1000
        QTest.qWait(1_500)
        show(f"{name:34}(turn {beat.worked:3.0f})", [took], unit, "turn 50")
        if "typed" in name:
            page.filter.clear()
            QTest.qWait(200)


def _again(shell: Shell, name: str, rounds: int) -> list[float]:
    other = "today" if name != "today" else "goals"
    _switch(shell, other)
    found = []
    for _round in range(rounds):
        found.append(_switch(shell, name))
        _switch(shell, other)
    return found


def _logged(shell: Shell, store: Store, name: str, rounds: int) -> list[float]:
    """A new check-in, from its commit until the page in view is painted with it."""
    _switch(shell, name)
    people = store.snapshot().contacts
    found = []
    for number in range(rounds):
        person = CheckInPerson(contact_id=people[number % len(people)].id)
        made = CheckIn(when=datetime(2026, 11, 1, 9, number % 60), people=(person,), way=Way.CALL, got=GOT)
        began = time.perf_counter()
        store.checkins.log(made)
        shell.repaint()
        QApplication.processEvents()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _scroll(shell: Shell, rounds: int, unit: float) -> None:
    """A page down in the two long lists, until it is painted."""
    for name in ("contacts", "check-ins"):
        _switch(shell, name)
        QTest.qWait(300)
        lists = [each for each in shell.workspace.page.findChildren(QAbstractItemView) if each.isVisible()]
        if not lists:
            continue
        longest = max(lists, key=lambda each: each.verticalScrollBar().maximum())
        found = []
        for _round in range(rounds * 2):
            began = time.perf_counter()
            longest.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
            longest.viewport().repaint()
            QApplication.processEvents()
            found.append((time.perf_counter() - began) * 1000)
        show(f"a page down in {name}", found, unit, "16")


def _growth(folder: Path, rounds: int) -> None:
    """Switches at three sizes; contacts grow 25 times, check-ins 100 times: no page may grow faster."""
    found: dict[str, list[float]] = {}
    for people, log in SIZES.values():
        shell, store = _open(folder, people, log)
        _quiet_moment(shell)
        for name in _names(shell):
            _switch(shell, name)
            found.setdefault(name, []).append(statistics.median(_again(shell, name, rounds)))
        logged = _logged(shell, store, "today", rounds)
        found.setdefault("log a check-in", []).append(statistics.median(logged))
        _close(shell)
    sizes = ", ".join(f"{name} = {people} contacts, {log} check-ins" for name, (people, log) in SIZES.items())
    print(f"\nswitch to a page again, medians in ms at {sizes}")
    for name, values in found.items():
        print(
            f"{name:20}" + "".join(f"{value:>9.1f}" for value in values) + f"   x{values[-1] / values[0]:.1f}"
        )


def _switch(shell: Shell, name: str) -> float:
    began = time.perf_counter()
    shell.show_workspace(name)
    shell.repaint()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def _visit(shell: Shell, name: str, target: str) -> float:
    """A press in the rail or a link, until the page is painted: several turns of the event loop."""
    began = time.perf_counter()
    shell.workspace.visit(name, target)
    while shell.workspace._turns:
        QApplication.processEvents()
    shell.repaint()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def _filter(shell: Shell, rounds: int, unit: float) -> None:
    _switch(shell, "contacts")
    page = shell.workspace.page
    page.find_here()
    field = page.finding.filter
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
