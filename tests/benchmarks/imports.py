"""Import, export and changes of many contacts: the longest block of the UI thread in each step."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sqlcipher3 import dbapi2 as sqlcipher

from supportdesk.domain.contact import Asked, Kind, Ring, State, SupportType
from supportdesk.store import Change, Did, Store
from supportdesk.store.connection import Connection
from supportdesk.ui.garbage import Garbage
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer.export_words import Format
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.files import FILES
from tests.benchmarks.heart import Heartbeat, Watcher
from tests.benchmarks.ruler import reference

SIZES = tuple(map(int, os.environ.get("SIZES", "100 1000 10000").split()))  # contacts of a file
MANY = tuple(map(int, os.environ.get("MANY", "5 50 500").split()))  # contacts of one change
PEOPLE, LOG = int(os.environ.get("PEOPLE", "500")), int(os.environ.get("LOG", "50000"))
BUDGET = 50
SETTLE = 1_500  # milliseconds in which the pages follow


def run(_rounds: int, folder: Path) -> None:
    """Print the longest block of each step at three sizes, beside the budget.

    In the environment: PARTS (import bulk export), KINDS of files, SIZES of files, MANY for one change,
    PEOPLE and LOG of the profile, and WATCH=1 to see who held the thread.
    """
    QApplication.instance() or QApplication(["benchmark"])
    print(f"profile of {PEOPLE} contacts and {LOG} check-ins; reference {reference():.1f} ms")
    parts = {"import": _imports, "bulk": _changes, "export": _exports}
    for name in os.environ.get("PARTS", "import bulk export").split():
        parts[name](folder, Table())


def _imports(folder: Path, table: Table) -> None:
    table.head("longest block of an import", SIZES)
    for ending in os.environ.get("KINDS", " ".join(FILES)).split():
        for size in SIZES:
            _import(folder, table, ending, FILES[ending](size))
        table.tell(ending)


def _changes(folder: Path, table: Table) -> None:
    table.head("longest block of one change of many", MANY)
    for size in MANY:
        _bulk(folder, table, size)
    table.tell("")


def _exports(folder: Path, table: Table) -> None:
    table.head("longest block of an export", (PEOPLE,))
    _export(folder, table)
    table.tell("")


class Table:
    """Rows of steps, columns of sizes."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[float, float, float]]] = {}
        self.watch = bool(os.environ.get("WATCH"))

    def head(self, title: str, sizes: tuple[int, ...]) -> None:
        """Begin a table."""
        print(f"\n{title} (ms, budget {BUDGET}): work of one turn, wait on this machine, seconds until done")
        print(f"{'':38}" + "".join(f"{each:>21}" for each in sizes))

    def add(self, step: str, block: float, worked: float, seconds: float) -> None:
        """One cell."""
        self.rows.setdefault(step, []).append((block, worked, seconds))

    def tell(self, name: str) -> None:
        """Print what was gathered, and begin anew."""
        for step, cells in self.rows.items():
            title = f"{name} {step}".strip()
            print(
                f"{title:38}"
                + "".join(f"{worked:>8.0f}{wait:>6.0f} ({seconds:4.1f})" for wait, worked, seconds in cells)
            )
        self.rows = {}


class Bench:
    """The window over a fresh encrypted file, with a heartbeat."""

    def __init__(self, folder: Path, table: Table) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.table = table
        self.garbage = Garbage()
        settings = AppSettings(str(folder / f"{time.monotonic_ns()}.ini"))
        self.shell = Shell(
            settings=settings, theme=Theme(app, choice="light"), restart=lambda _arguments: None
        )
        self.shell.clock.now = lambda: datetime(2026, 11, 1, 12)  # type: ignore[method-assign]
        self.store = Store(_keyed(folder / f"{time.monotonic_ns()}.db"), lambda: TODAY, copies=None)
        fill(self.store, people=PEOPLE, links=PEOPLE * 2, log=LOG)
        self.store.checkpoint()
        self.shell.resize(1100, 740)
        self.shell.open_store(self.store)
        self.shell.show_workspace("contacts")
        self.shell.show()
        QTest.qWait(2_500)
        for name in ("map", "support", "contacts"):
            self.shell.show_workspace(name)
            QTest.qWait(1_500)
        self.beat = Heartbeat()
        self.watcher = Watcher(self.beat) if table.watch else None
        QTest.qWait(200)

    def step(self, name: str, start: Callable[[], object], done: Callable[[], object]) -> None:
        """Start something, wait until it is done, then until the pages follow."""
        if self.watcher is not None:
            self.watcher.places.clear()
        QTest.qWait(50)
        self.beat.restart()
        began = time.perf_counter()
        start()
        while not done() and time.perf_counter() - began < 300:
            QApplication.processEvents()
            time.sleep(0.0005)
        seconds = time.perf_counter() - began
        QTest.qWait(20)
        first = self.beat.worst, self.beat.own
        QTest.qWait(SETTLE)
        after = f" then {self.beat.worst:.0f}" if self.beat.worst > first[0] else ""
        self.table.add(name, self.beat.worst, self.beat.worked, seconds)
        if self.watcher is not None:
            print(f"   {name}: {first[0]:.0f} (own {first[1]:.0f}){after}, {seconds:.1f} s", flush=True)
            self.watcher.tell()

    @property
    def window(self) -> Any:
        """The open dialog."""
        return next(each for each in self.shell.findChildren(QDialog) if each.isVisible())

    @property
    def is_still(self) -> bool:
        """Whether nothing is under way in the store."""
        return self.store.long is None

    def close(self) -> None:
        """Let go of everything."""
        self.beat._timer.stop()
        self.garbage._timer.stop()
        desk, self.shell.desk = self.shell.desk, None
        if desk is not None:
            desk.close()
        self.shell.close()
        self.shell.deleteLater()
        QTest.qWait(100)


def _keyed(path: Path) -> Connection:
    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None)
        connection.execute("pragma cipher_log_level=none")
        connection.execute(f"pragma key=\"x'{'11' * 32}'\"")
        return connection

    return Connection(str(path), connect)


def _import(folder: Path, table: Table, ending: str, data: bytes) -> None:
    bench = Bench(folder, table)
    path = folder / f"file.{ending}"
    path.write_bytes(data)
    shell: Any = bench.shell
    shell.workspace.transfer("import")
    QTest.qWait(500)
    _take_in(bench, bench.window, path, ending)
    bench.step("undo", shell.desk.undo, lambda: bench.is_still)
    bench.step("redo", shell.desk.redo, lambda: bench.is_still)
    for page in os.environ.get("VISIT", "today support check-ins map").split():
        bench.step(f"visit {page}", lambda page=page: shell.workspace.visit(page), lambda: True)
    bench.close()
    path.unlink()


def _take_in(bench: Bench, window: Any, path: Path, ending: str) -> None:
    """The window of an import, from the file to the end."""

    def title() -> str:
        return window.step.title if window.step is not None else ""

    first = "What the columns hold" if ending == "csv" else "What comes in"
    bench.step("read and show", lambda: window.open_file(path), lambda: title() == first)
    if ending == "csv":
        bench.step("rows read and shown", window.step.main.click, lambda: title() == "What comes in")
    if ending != "json":
        bench.step("choose none", window.step.none.click, lambda: True)
        bench.step("choose all", window.step.all.click, lambda: True)
    bench.step("add", window.step.main.click, lambda: not window.isVisible() and bench.is_still)


CHANGES: dict[str, Any] = {
    "ring": Ring.HOPED,
    "add_kind": Kind.ONLINE,
    "support": SupportType.EMOTIONAL,
    "asked": Asked.ASKED,
    "state": State.SEEING_LESS,
}


def _bulk(folder: Path, table: Table, size: int) -> None:
    bench = Bench(folder, table)
    desk: Any = bench.shell.desk
    page: Any = bench.shell.workspace.page
    page.list.start_marking()
    page.list.rows.marked |= {each.id for each in page.list.rows.rows[:size]}
    for what, value in CHANGES.items():
        bench.step(what, partial(page.bulk.change, what, value), lambda: bench.is_still)
        bench.step(f"{what} undone", desk.undo, lambda: bench.is_still)
    bench.step("state redone", desk.redo, lambda: bench.is_still)
    bench.step("state undone again", desk.undo, lambda: bench.is_still)
    bench.step("remove", page.bulk.remove, lambda: bench.is_still)
    bench.step("remove undone", desk.undo, lambda: bench.is_still)
    bench.step("merge (10 at most)", lambda: _merge(bench, min(size, 10)), lambda: bench.is_still)
    bench.step("merge undone", desk.undo, lambda: bench.is_still)
    bench.step("delete for good", lambda: _for_good(bench, size), lambda: bench.is_still)
    bench.close()


def _merge(bench: Bench, size: int) -> None:
    desk, store = bench.shell.desk, bench.store
    one, *others = store.snapshot().contacts[:size]
    ids = tuple(each.id for each in others)
    if desk is not None:
        desk.do_many(lambda: store.merging(one, ids), Change(did=Did.CONTACTS_MERGED, name=one.name))


def _for_good(bench: Bench, size: int) -> None:
    desk, store = bench.shell.desk, bench.store
    ids = [each.id for each in store.snapshot().contacts[:size]]
    if desk is not None:
        desk.do_many(lambda: store.contacts.erasing(ids), None)


def _export(folder: Path, table: Table) -> None:
    bench = Bench(folder, table)
    for kind in Format:
        bench.shell.workspace.transfer("export")
        QTest.qWait(500)
        window = bench.window
        window.kind, window.notes = kind, True
        path = folder / f"out.{kind.value}"
        bench.step(kind.value, partial(window.save_at, path), lambda window=window: not window.isVisible())
        print(f"   {kind.value}: {path.stat().st_size / 1_000_000:.1f} MB")
    bench.close()
