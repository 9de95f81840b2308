"""The search box with the keyboard alone: what is found, what is said, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact, Kind, Phone
from supportdesk.domain.goal import Goal
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import Store
from supportdesk.ui.search import SHOWN, SearchBox, find
from supportdesk.ui.shell import Shell
from tests.screens.sample import sample_store
from tests.screens.window import ctrl, press


def found(words: str, *contacts: Contact, goals: tuple[Goal, ...] = ()) -> list[str]:
    return [hit.text for hit in find(Snapshot(contacts=contacts, goals=goals), words)]


# ---- what is found


@pytest.mark.parametrize("typed", ["zoe", "Zoë", "ZOE", "  zoe  ", "zo"])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert found(typed, Contact(name="Zoë"), Contact(name="Ada")) == ["Zoë"]


@pytest.mark.parametrize("typed", ["strasse", "straße", "STRASSE"])
def test_sharp_s_and_ss_are_one(typed: str) -> None:
    assert found(typed, Contact(name="Treff Königstraße")) == ["Treff Königstraße"]


def test_every_word_has_to_fit_in_any_order() -> None:
    people = (Contact(name="Sam Lee"), Contact(name="Sam Ortiz"))
    assert found("lee sam", *people) == ["Sam Lee"]
    assert found("sam xyz", *people) == []


def test_names_that_begin_with_it_come_first() -> None:
    people = (Contact(name="Group with Ana", notes=""), Contact(name="Liliana"), Contact(name="Ana"))
    assert found("ana", *people) == ["Ana", "Group with Ana", "Liliana"]


def test_notes_numbers_and_kinds_are_searched_too() -> None:
    who = Contact(
        name="Lee", kinds=(Kind.NEIGHBOUR,), phones=(Phone(number="01632 960 101"),), notes="has a van"
    )
    for typed in ("van", "960 101", "neighbour"):
        assert [text.split(" · ")[0] for text in found(typed, who)] == ["Lee"]


def test_goals_and_pages_are_found() -> None:
    assert found("choir", goals=(Goal(what="Visit the choir once"),)) == ["Visit the choir once"]
    assert found("settings") == ["Go to Settings"]
    assert "Add a contact" in found("add")


def test_no_more_than_a_short_list_is_shown() -> None:
    assert len(found("p", *(Contact(name=f"P{number}") for number in range(40)))) == SHOWN


def test_blanks_find_nothing() -> None:
    assert found("   ", Contact(name="Ana")) == []


# ---- the box in the window


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> Shell:
    shell.open_store(sample_store(shell.clock.today))
    shell.resize(1100, 740)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.show_workspace("today")
    return shell


def box(window: Shell) -> SearchBox:
    return window.workspace.search


def rows(window: Shell) -> list[str]:
    list_ = box(window).list
    if list_ is None or not list_.isVisible():
        return []
    return [list_.item(row).text() for row in range(list_.count())]


def test_by_keys_alone_from_any_page_to_a_contact(window: Shell, qtbot: QtBot) -> None:
    name = window.desk.snapshot.contacts[3].name
    ctrl(window, Qt.Key.Key_K)
    assert QApplication.focusWidget() is box(window).edit
    press(window, name)
    assert rows(window)[0].startswith(name)
    press(window, Qt.Key.Key_Return)
    assert rows(window) == []
    assert window.workspace.page_name == "contacts"
    page = window.workspace.page
    qtbot.waitUntil(lambda: page.card is not None and page.card.contact.name == name)


def test_arrow_keys_choose_and_come_round(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "go to")
    count = len(rows(window))
    assert {"Go to Today", "Go to Contacts", "Go to Goals"} < set(rows(window))
    list_ = box(window).list
    press(window, Qt.Key.Key_Up)
    assert list_.currentRow() == count - 1
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert list_.currentRow() == 1
    while list_.currentItem().text() != "Go to Goals":
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "goals"


def test_a_goal_leads_to_the_goals(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, window.desk.snapshot.goals[0].what[:12])
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "goals"


def test_nothing_found_says_so_and_enter_stays(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "qqqq")
    assert rows(window) == ["No match for that word. Try a shorter word, or check the spelling."]
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.workspace.page_name == "today"
    assert box(window).edit.text() == "qqqq"


def test_escape_clears_and_closes(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "ad")
    assert rows(window)
    press(window, Qt.Key.Key_Escape)
    assert rows(window) == []
    assert box(window).edit.text() == ""


@pytest.mark.parametrize("way", ["tab", "page"])
def test_leaving_by_keys_takes_the_results_away(window: Shell, way: str) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "a")
    assert rows(window)
    if way == "tab":
        press(window, Qt.Key.Key_Tab)
    else:
        ctrl(window, Qt.Key.Key_2)
        assert window.workspace.page_name == "contacts"
        assert QApplication.focusWidget() is not box(window).edit
    assert rows(window) == []


def test_a_result_can_be_clicked(window: Shell, qtbot: QtBot) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "goals")
    list_ = box(window).list
    spot = list_.visualItemRect(list_.item(0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.workspace.page_name == "goals"


def test_the_results_lie_under_the_line_at_every_size(window: Shell, qtbot: QtBot) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "a")
    for size in ((1100, 740), (820, 600), (1400, 900)):
        window.resize(*size)
        QApplication.processEvents()
        list_, edit = box(window).list, box(window).edit
        top = edit.mapToGlobal(edit.rect().bottomLeft())
        assert list_.mapToGlobal(list_.rect().topLeft()).x() == top.x()
        assert abs(list_.mapToGlobal(list_.rect().topLeft()).y() - top.y()) <= 8
        assert list_.width() == edit.width()


def test_what_is_in_the_trash_is_not_found(shell: Shell, empty_store: Store, qtbot: QtBot) -> None:
    kept = Contact(name="Wilhelmine")
    empty_store.contacts.save(kept)
    shell.open_store(empty_store)
    assert [hit.target for hit in find(shell.desk.snapshot, "wilh")] == [kept.id]
    shell.desk.do(lambda: empty_store.contacts.remove(kept.id))
    assert find(shell.desk.snapshot, "wilh") == ()
    shell.desk.undo()
    assert [hit.target for hit in find(shell.desk.snapshot, "wilh")] == [kept.id]


def test_a_renamed_contact_is_found_by_its_new_name_at_once(shell: Shell, empty_store: Store) -> None:
    who = Contact(name="Wilhelmine")
    empty_store.contacts.save(who)
    shell.open_store(empty_store)
    shell.desk.do(lambda: empty_store.contacts.save(replace(who, name="Minna")))
    assert [hit.text for hit in find(shell.desk.snapshot, "minna")] == ["Minna"]
    assert find(shell.desk.snapshot, "wilh") == ()
