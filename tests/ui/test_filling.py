"""While the index of an older file is filled, what is searched says so and shows what it has."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest import mock

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact
from supportdesk.store import Listing, Store, StoreError
from supportdesk.store.filling import Filling as StoreFilling
from supportdesk.ui import filling
from supportdesk.ui.shell import Shell
from tests.screens.history import HistoryScreen
from tests.screens.window import ctrl, press
from tests.store.test_store_filling import make_old

NOW = datetime(2026, 11, 1, 12, 0)
NOT_YET = "Still getting ready after an update. Older check-ins come last."
COUNT = 400


@pytest.fixture
def window(shell: Shell, empty_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The window over an older file of which nothing is indexed yet; it waits for the test to fill on."""
    monkeypatch.setattr(filling, "BEGIN", 10_000_000)
    monkeypatch.setattr(filling, "PAUSE", 10_000_000)
    monkeypatch.setattr(filling, "PIECE", 0.0)
    empty_store.contacts.save(Contact(id="a", name="Ana"))
    made = (
        CheckIn(
            id=f"c{n}",
            when=NOW - timedelta(days=n),
            people=(CheckInPerson(contact_id="a"),),
            note="harbour" if n in (3, COUNT - 1) else "tea",
        )
        for n in range(COUNT)
    )
    empty_store.checkins.add_many(tuple(made), change=None)
    make_old(empty_store)
    empty_store.filling = StoreFilling(empty_store)
    shell.open_store(empty_store)
    shell.resize(1100, 740)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def go_on(window: Shell) -> Store:
    """Fill until some check-ins are there."""
    assert window.desk is not None
    store = window.desk.store
    while not store.finding.checkins(Listing(), 1):
        window.desk.filling.go_on()
    return store


def rows(window: Shell) -> list[str]:
    list_ = window.workspace.search.list
    return [] if list_ is None or not list_.isVisible() else [hit.title for hit in list_.rows.hits]


def finish(window: Shell) -> None:
    assert window.desk is not None
    while not window.desk.store.filling.is_done:
        window.desk.filling.go_on()


def test_search_says_that_it_is_getting_ready_and_then_shows_the_rest(window: Shell) -> None:
    go_on(window)
    ctrl(window, Qt.Key.Key_K)
    press(window, "harbour")
    before = rows(window)
    assert before[-1] == NOT_YET
    assert len(before) == 2
    finish(window)
    after = rows(window)
    assert NOT_YET not in after
    assert len(after) == 2
    assert after[0] == before[0]


def test_nothing_found_so_far_is_not_said_as_nothing_at_all(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "harbour")
    assert rows(window)[0] == "No match so far."
    hits = window.workspace.search.hits
    assert hits[0].line == NOT_YET
    press(window, "qq")
    finish(window)
    assert rows(window)[0] == "No match for that word."


def test_a_row_in_hand_is_not_taken_away(window: Shell) -> None:
    go_on(window)
    ctrl(window, Qt.Key.Key_K)
    press(window, "ana", Qt.Key.Key_Down)
    list_ = window.workspace.search.list
    chosen = list_.chosen
    finish(window)
    assert list_.chosen == chosen


def test_the_list_of_check_ins_says_so_and_grows(window: Shell, qtbot: QtBot) -> None:
    window.show_workspace("check-ins")
    screen = HistoryScreen(window, qtbot)
    assert screen.page.not_yet.text() == NOT_YET
    assert screen.page.not_yet.isVisible()
    assert not screen.page.nothing.isVisible()
    go_on(window)
    screen.open()
    screen.page.show_snapshot(window.desk.snapshot)
    some = len(screen.page.list.rows.keys)
    assert 0 < some < COUNT
    finish(window)
    assert not screen.page.not_yet.isVisible()
    assert len(screen.page.list.rows.keys) > some


def test_an_old_check_in_opens_before_its_turn(window: Shell, qtbot: QtBot) -> None:
    go_on(window)
    window.show_workspace("check-ins", f"c{COUNT - 1}")
    screen = HistoryScreen(window, qtbot)
    assert screen.page.list.chosen_id == f"c{COUNT - 1}"


def test_a_full_disk_is_no_end_of_it(window: Shell) -> None:
    store = go_on(window)
    with mock.patch.object(store.filling, "more", side_effect=StoreError("disk_full")):
        window.desk.filling.go_on()
    assert not window.workspace.trouble.isVisible()
    finish(window)
    assert store.filling.is_done


def test_nothing_is_filled_into_a_closed_file(window: Shell) -> None:
    filler, store = window.desk.filling, go_on(window)
    window.start_again()
    filler.go_on()
    assert not store.filling.is_done
