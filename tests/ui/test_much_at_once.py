"""Much at once in the real window: given up at any step it leaves nothing, hidden it loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from supportdesk.domain.contact import Ring, State
from supportdesk.store import Store
from supportdesk.ui.shell import Shell
from supportdesk.ui.transfer.import_window import ImportWindow
from tests.benchmarks.files import cards, easynwk, table, whole
from tests.screens.sample import sample_store
from tests.screens.window import ctrl

COUNT = 60
FILES: dict[str, Callable[[int], bytes]] = {
    "vcf": cards,
    "csv": table,
    "json": whole,
    "easynwk.json": easynwk,
}


class Much:
    """The open window with the page of the contacts, and a file of many contacts."""

    def __init__(self, qtbot: QtBot, shell: Shell, folder: Path) -> None:
        self.qtbot, self.shell, self.folder = qtbot, shell, folder
        self.store: Store = sample_store(shell.clock.today)
        shell.open_store(self.store)
        shell.resize(1100, 740)
        shell.show_workspace("contacts")
        shell.show()
        self.before = self.store.whole()

    def open(self, ending: str) -> Any:
        """The window of the import, with the file read."""
        path = self.folder / f"a.{ending}"
        path.write_bytes(FILES[ending](COUNT))
        self.shell.workspace.transfer("import")
        window = self.shell.findChild(ImportWindow)
        assert window is not None
        window.open_file(path)
        return window

    def until(self, window: Any, title: str) -> None:
        self.qtbot.waitUntil(lambda: window.heading.text() == title, timeout=20_000)

    def at_the_preview(self, ending: str) -> Any:
        window = self.open(ending)
        if ending == "csv":
            self.until(window, "What the columns hold")
            window.step.main.click()
        self.until(window, "What comes in")
        return window

    def until_added(self) -> None:
        self.qtbot.waitUntil(lambda: len(self.here) == len(self.before["contacts"]) + COUNT, timeout=20_000)

    @property
    def here(self) -> tuple[Any, ...]:
        return self.shell.desk.snapshot.contacts if self.shell.desk is not None else ()

    @property
    def is_untouched(self) -> bool:
        return self.store.whole() == self.before and self.store.long is None


@pytest.fixture
def much(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Much:
    return Much(qtbot, shell, tmp_path)


def cancel(window: Any) -> None:
    found = [each for each in window.findChildren(QPushButton) if each.text() == "Cancel"]
    found[-1].click()


@pytest.mark.parametrize("ending", FILES)
def test_an_import_is_one_step_for_undo(much: Much, ending: str, in_turns: None) -> None:
    window = much.at_the_preview(ending)
    window.step.main.click()
    much.until_added()
    much.qtbot.waitUntil(lambda: much.shell.findChild(ImportWindow) is None, timeout=20_000)
    much.shell.actions_.all["undo"].trigger()
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    assert much.is_untouched
    much.shell.actions_.all["redo"].trigger()
    much.until_added()


@pytest.mark.parametrize("ending", FILES)
def test_given_up_while_the_file_is_read(much: Much, ending: str) -> None:
    window = much.open(ending)
    cancel(window)
    assert window.heading.text() == "Import"
    assert much.is_untouched


@pytest.mark.parametrize("ending", FILES)
def test_given_up_at_the_preview(much: Much, ending: str) -> None:
    window = much.at_the_preview(ending)
    much.qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert much.is_untouched


@pytest.mark.parametrize("after", [1, 2, 4])
@pytest.mark.parametrize("ending", FILES)
def test_given_up_while_it_is_added(much: Much, ending: str, after: int, in_turns: None) -> None:
    window = much.at_the_preview(ending)
    window.keeping.progressed.connect(lambda done, _all: cancel(window) if done == after else None)
    window.step.main.click()
    much.until(window, "Import")
    assert much.is_untouched
    assert much.store.can_undo is None


@pytest.mark.parametrize("ending", FILES)
def test_closed_by_escape_while_it_is_added(much: Much, ending: str, in_turns: None) -> None:
    window = much.at_the_preview(ending)
    window.keeping.progressed.connect(lambda done, _all: window.reject() if done == 2 else None)
    window.step.main.click()
    much.qtbot.waitUntil(lambda: not isValid(window) or not window.isVisible(), timeout=20_000)
    assert much.is_untouched


@pytest.mark.parametrize("way", ["hide_now", "lock", "_lock_now"])
@pytest.mark.parametrize("ending", FILES)
def test_hidden_or_locked_while_it_is_added_all_of_it_is_in(
    much: Much, restarts: list[list[str]], ending: str, way: str, in_turns: None
) -> None:
    window = much.at_the_preview(ending)
    counts: list[int] = []
    close = much.store.close

    def look_and_close() -> None:
        much.store.settle()
        counts.append(len(much.store.contacts.all()))
        close()

    much.store.close = look_and_close  # type: ignore[method-assign]
    window.keeping.progressed.connect(
        lambda done, _all: QTimer.singleShot(0, getattr(much.shell, way)) if done == 1 else None
    )
    window.step.main.click()
    much.qtbot.waitUntil(lambda: bool(restarts), timeout=20_000)
    assert counts == [len(much.before["contacts"]) + COUNT]


# ---- changes of many, and Undo, while something else happens


def mark_all(much: Much) -> Any:
    page: Any = much.shell.workspace.page
    page.list.start_marking()
    page.list.mark_all()
    return page


def test_keys_and_pointer_wait_while_many_are_changed(much: Much, in_turns: None) -> None:
    page = mark_all(much)
    page.bulk.change("ring", Ring.HOPED)
    assert much.store.long is not None
    much.qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    much.qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    assert all(each.ring is Ring.HOPED for each in much.here)
    assert len(much.here) == len(much.before["contacts"])
    assert page.list.rows.marking
    much.shell.desk.undo()
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    assert much.is_untouched


def test_the_sign_shows_while_it_lasts_and_goes(much: Much, in_turns: None) -> None:
    busy = much.shell.workspace.busy
    mark_all(much).bulk.change("state", State.ARCHIVED)
    busy._show()  # what its timer does a little later
    assert busy.isVisible()
    assert busy.words.text() == "One moment"
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    assert not busy.isVisible()


def test_undo_pressed_twice_while_it_is_under_way_is_one_step(much: Much, in_turns: None) -> None:
    page = mark_all(much)
    page.bulk.change("ring", Ring.HOPED)
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    page.bulk.change("state", State.ARCHIVED)
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    much.shell.desk.undo()
    much.shell.desk.undo()
    much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
    assert all(each.ring is Ring.HOPED for each in much.here)
    states = {each.id: each.state for each in much.before["contacts"]}
    assert {each.id: each.state for each in much.here} == states


def test_what_is_written_meanwhile_comes_after_it(much: Much, in_turns: None) -> None:
    mark_all(much).bulk.change("ring", Ring.HOPED)
    me = much.store.me()
    much.store.save_me(replace(me, name="Someone else"))
    assert much.store.long is None
    assert all(each.ring is Ring.HOPED for each in much.store.snapshot().contacts)


@pytest.mark.parametrize("what", ["change", "undo"])
def test_hidden_half_way_through_a_change_or_its_undo(
    much: Much, restarts: list[list[str]], what: str, in_turns: None
) -> None:
    page = mark_all(much)
    page.bulk.change("ring", Ring.HOPED)
    if what == "undo":
        much.qtbot.waitUntil(lambda: much.store.long is None, timeout=20_000)
        much.shell.desk.undo()
    assert much.store.long is not None
    rings: list[set[Ring]] = []
    close = much.store.close

    def look_and_close() -> None:
        much.store.settle()
        rings.append({each.ring for each in much.store.contacts.all()})
        close()

    much.store.close = look_and_close  # type: ignore[method-assign]
    ctrl(much.shell, Qt.Key.Key_H)
    much.qtbot.waitUntil(lambda: bool(restarts), timeout=20_000)
    wanted = {Ring.HOPED} if what == "change" else {each.ring for each in much.before["contacts"]}
    assert rings == [wanted]
