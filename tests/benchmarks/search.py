"""Search everything: each keystroke from the key to the painted list, with a year of a busy profile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from supportdesk.domain.checkin import CheckIn
from supportdesk.store import Store
from supportdesk.store.filling import Filling
from supportdesk.ui.filling import PIECE
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.benchmarks.data import TODAY, checkins, contacts, fill
from tests.benchmarks.ruler import head, reference, show

TYPED = ("haddad", "tea and", "walk ana", "library", "xylophone", "set", "e", "01632 960")
SAYING = ("walk", "tea", "talk", "week", "rain", "bus", "call", "film", "lunch", "garden", "choir", "sleep")


def _said(one: CheckIn) -> CheckIn:
    dice = random.Random(one.id)
    return replace(one, note=f"{one.note} {' '.join(dice.choices(SAYING, k=dice.randint(0, 12)))}")


def run(rounds: int, folder: Path) -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication(["benchmark"])
    unit = reference()
    for people, log in ((50, 500), (160, 5_000), (500, 50_000)):
        head(f"search everything: {people} contacts, {log} check-ins", unit)
        _measure(app, people, log, rounds, unit, folder)


def _history(shell: Shell, rounds: int, unit: float) -> None:
    """The list of check-ins: letters in its filter, a facet, and the way to its end."""
    shell.show_workspace("check-ins")
    page = shell.workspace.page
    QTest.qWait(300)
    strokes, facets = [], []
    for _round in range(max(rounds // 3, 1)):
        strokes += [_once(lambda one=one: QTest.keyClicks(page.filter, one)) for one in "walk ana"]
        page.filter.clear()
        for number in (2, 0):
            page.way.setCurrentIndex(number)
            facets.append(_once(lambda number=number: page.way.activated.emit(number)))
    show("a keystroke in the filter of the check-ins", strokes, unit, "16 median, 50 p95")
    show("another way of the check-ins", facets, unit, "50")


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def _measure(app: object, people: int, log: int, rounds: int, unit: float, folder: Path) -> None:
    theme = Theme(app, choice="light")  # type: ignore[arg-type]
    settings = AppSettings(str(folder / f"{log}.ini"))
    settings.country = "GB"
    shell = Shell(settings=settings, theme=theme, restart=lambda _arguments: None)
    store = Store.in_memory(lambda: TODAY)
    fill(store, people=people, links=people * 2)
    store.checkins.add_many(tuple(map(_said, checkins(contacts(people), log))), change=None)
    shell.resize(1100, 740)
    shell.open_store(store)
    shell.show()
    QTest.qWait(6_000)  # the pages not yet seen are made meanwhile
    shell.actions_.all["search"].trigger()
    QTest.qWait(200)
    box = shell.workspace.search
    strokes, asked = [], []
    for _round in range(max(rounds // 3, 1)):
        for typed in TYPED:
            for letter in typed:
                began = time.perf_counter()
                QTest.keyClicks(box.edit, letter)
                QApplication.processEvents()
                strokes.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            box.looker.find(typed)
            asked.append((time.perf_counter() - began) * 1000)
            box.leave()
            QApplication.processEvents()
    show("a keystroke, painted", strokes, unit, "16 median, 50 p95")
    show("the question alone", asked, unit, "")
    _history(shell, rounds, unit)
    show("a piece of filling the index of an older file", _pieces(store), unit, "16 median, 50 p95")
    shell.close()


def _pieces(store: Store) -> list[float]:
    store.finding.rule = 0
    began = time.perf_counter()
    filling, pieces, is_done = Filling(store), [], False
    print(f"emptying the index of an older file: {(time.perf_counter() - began) * 1000:.0f}, while opening")
    while not is_done:
        began = time.perf_counter()
        is_done = filling.more(PIECE)
        pieces.append((time.perf_counter() - began) * 1000)
    print(f"filling it: {sum(pieces):.0f} in {len(pieces)} pieces")
    return pieces
