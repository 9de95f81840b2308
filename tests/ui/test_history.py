"""The check-ins page: read again, found, corrected, removed; a handful and ten thousand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, Way
from supportdesk.store import Store
from supportdesk.ui.shell import Shell
from tests.screens.checkin import CheckInScreen, click
from tests.screens.history import HistoryScreen
from tests.screens.window import ctrl, press

SAM = Contact(id="a" * 32, name="Sam Reed", nickname="Sam")
ANA = Contact(id="b" * 32, name="Ana Peña")
NOW = datetime(2026, 11, 1, 12, 0)


def made(days: int, *people: Contact, **values: Any) -> CheckIn:
    return CheckIn(
        when=NOW - timedelta(days=days),
        people=tuple(CheckInPerson(contact_id=each.id) for each in people or (SAM,)),
        **values,
    )


TODAY = made(0, SAM, way=Way.CALL, note="Über the news")
YESTERDAY = made(1, SAM, ANA, way=Way.TEXT, outcome=Outcome.TRIED)
LONG_AGO = made(900, ANA, way=Way.CALL, note="Talked of the café")


@pytest.fixture
def screen(shell: Shell, empty_store: Store, qtbot: QtBot) -> HistoryScreen:
    """The window over three check-ins."""
    for contact in (SAM, ANA):
        empty_store.contacts.save(contact)
    for checkin in (LONG_AGO, TODAY, YESTERDAY):
        empty_store.checkins.log(checkin)
    return shown(shell, empty_store, qtbot)


def shown(shell: Shell, store: Store, qtbot: QtBot) -> HistoryScreen:
    shell.open_store(store)
    shell.resize(1200, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return HistoryScreen(shell, qtbot)


def store(screen: HistoryScreen) -> Store:
    assert screen.window.desk is not None
    return screen.window.desk.store


def test_newest_first_by_day(screen: HistoryScreen) -> None:
    screen.open()
    assert screen.titles == ["Call with Sam", "Text with Sam and Ana Peña", "Call with Ana Peña"]
    assert screen.days == ["Today", "Yesterday", "Wednesday, 15 May 2024"]
    assert screen.page.list.rows.entries[1].outcome == "I tried"
    spoken = screen.page.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Call with Sam. 1 November 2026. We connected. Über the news"


def test_one_heading_for_all_of_a_day(screen: HistoryScreen) -> None:
    store(screen).checkins.log(made(0, ANA))
    screen.open()
    rows = screen.page.list.rows
    assert [rows.heading(row) for row in range(3)] == ["Today", "", "Yesterday"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pena", ["Text with Sam and Ana Peña", "Call with Ana Peña"]),
        ("PEÑA cafe", ["Call with Ana Peña"]),
        ("uber", ["Call with Sam"]),
        ("reed", ["Call with Sam", "Text with Sam and Ana Peña"]),
    ],
)
def test_names_and_notes_are_found_without_their_accents(
    screen: HistoryScreen, typed: str, found: list[str]
) -> None:
    screen.open()
    screen.find(typed)
    assert screen.titles == found
    assert screen.days[0]
    press(screen.window, Qt.Key.Key_Escape)
    assert len(screen.titles) == 3


def test_a_note_about_one_person_is_found(screen: HistoryScreen) -> None:
    people = (CheckInPerson(contact_id=ANA.id, note="has a new cat"),)
    store(screen).checkins.log(CheckIn(when=NOW - timedelta(days=3), people=people))
    screen.open()
    screen.find("new cat")
    assert screen.titles == ["Time with Ana Peña"]


def test_nothing_found_offers_everything(screen: HistoryScreen) -> None:
    screen.open()
    screen.find("zebra")
    assert screen.page.nothing.text() == "Nothing matches that. Try a shorter word, or show everything."
    screen.press("Show everything")
    assert len(screen.titles) == 3
    assert screen.page.list.isVisible()


def test_way_and_outcome_narrow_it(screen: HistoryScreen) -> None:
    screen.open()
    screen.choose(screen.page.way, "Call")
    assert screen.titles == ["Call with Sam", "Call with Ana Peña"]
    screen.choose(screen.page.outcome, "I tried")
    assert screen.titles == []
    screen.choose(screen.page.way, "Any way")
    assert screen.titles == ["Text with Sam and Ana Peña"]


def test_from_the_card_only_with_one(screen: HistoryScreen) -> None:
    screen.open(ANA.id)
    assert screen.titles == ["Text with Sam and Ana Peña", "Call with Ana Peña"]
    screen.press("Only with Ana Peña. Press to show everyone.")
    assert len(screen.titles) == 3


def test_the_card_leads_here_when_there_are_many(screen: HistoryScreen) -> None:
    for days in range(20, 40):
        store(screen).checkins.log(made(days, ANA))
    screen.window.show_workspace("contacts", ANA.id)
    form = screen.window.workspace.page.card.groups["history"].open()
    click(form, "See all check-ins with Ana Peña")
    screen.qtbot.waitUntil(lambda: screen.window.workspace.page_name == "check-ins")
    assert len(screen.titles) == 22


def test_today_leads_here(screen: HistoryScreen) -> None:
    screen.window.show_workspace("today")
    click(screen.window.workspace.page, "See what you wrote")
    assert screen.window.workspace.page_name == "check-ins"
    assert screen.titles[0] == "Call with Sam"


def test_a_row_is_corrected_and_shown_anew(screen: HistoryScreen) -> None:
    screen.open()
    screen.click_row(2)
    panel = CheckInScreen(screen.window)
    assert panel.is_open
    assert panel.panel.people.value == (ANA.id,)
    panel.press("How?: Letter")
    panel.save()
    assert screen.titles[2] == "Letter with Ana Peña"
    press(screen.window, Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert screen.titles[2] == "Call with Ana Peña"


def test_by_keys_alone(screen: HistoryScreen) -> None:
    screen.open()
    ctrl(screen.window, Qt.Key.Key_F)
    press(screen.window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert screen.in_hand == "Text with Sam and Ana Peña"
    press(screen.window, Qt.Key.Key_Return)
    panel = CheckInScreen(screen.window)
    assert panel.is_open
    press(screen.window, Qt.Key.Key_Escape)
    assert screen.page.list.hasFocus()
    press(screen.window, Qt.Key.Key_Delete)
    assert screen.titles == ["Call with Sam", "Call with Ana Peña"]
    assert screen.in_hand == "Call with Ana Peña"
    press(screen.window, Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert len(screen.titles) == 3
    press(screen.window, Qt.Key.Key_Tab)
    assert not screen.page.list.hasFocus()


def test_a_new_one_stands_on_top(screen: HistoryScreen) -> None:
    screen.open()
    ctrl(screen.window, Qt.Key.Key_N)
    panel = CheckInScreen(screen.window)
    panel.take("ana")
    panel.save()
    assert screen.titles[0] == "Text with Ana Peña"
    assert len(screen.titles) == 4


def test_a_new_name_is_shown(screen: HistoryScreen) -> None:
    from dataclasses import replace

    screen.open()
    screen.window.show_workspace("today")
    store(screen).contacts.save(replace(SAM, nickname="Sammy"))
    screen.open()
    assert screen.titles[0] == "Call with Sammy"


def test_nothing_yet(shell: Shell, empty_store: Store, qtbot: QtBot) -> None:
    screen = shown(shell, empty_store, qtbot)
    screen.open()
    assert screen.page.nothing.text().startswith("Nothing written down yet.")
    assert not screen.page.list.isVisible()
    assert not screen.page.filter.isVisible()


def test_ten_thousand(shell: Shell, empty_store: Store, qtbot: QtBot) -> None:
    for contact in (SAM, ANA):
        empty_store.contacts.save(contact)
    many = tuple(
        CheckIn(
            when=NOW - timedelta(hours=8 * number),
            people=(CheckInPerson(contact_id=(ANA if number % 1000 == 7 else SAM).id),),
            note=f"entry {number}",
        )
        for number in range(10_000)
    )
    empty_store.checkins.add_many(many, change=None)
    screen = shown(shell, empty_store, qtbot)
    screen.open()
    assert screen.titles[0] == "Time with Sam", "the newest are there at once"
    assert not screen.is_whole
    screen.find("pena")
    assert len(screen.titles) == 10
    screen.find("entry 9999")
    assert len(screen.titles) == 1
    screen.find("")
    view = screen.page.list
    view.setFocus()
    press(screen.window, Qt.Key.Key_End)
    screen.qtbot.waitUntil(lambda: view.currentIndex().row() == 9_999, timeout=20_000)
    assert screen.is_whole
    assert [each.checkin for each in screen.page.list.rows.entries] == list(many)
    in_view = lambda: view.viewport().rect().intersects(view.visualRect(view.currentIndex()))  # noqa: E731
    screen.qtbot.waitUntil(in_view, timeout=20_000)
    empty_store.checkins.remove(many[0].id)
    assert screen.page.list.rows.entry(0).checkin == many[1]  # type: ignore[union-attr]
    assert len(screen.page.list.rows.keys) == 9_999
    screen.qtbot.waitUntil(in_view, timeout=20_000)
    assert screen.in_hand == "Time with Sam"


def test_scrolling_down_reads_on(shell: Shell, empty_store: Store, qtbot: QtBot) -> None:
    empty_store.contacts.save(SAM)
    many = tuple(made(days, SAM, note=f"entry {days}") for days in range(700))
    empty_store.checkins.add_many(many, change=None)
    screen = shown(shell, empty_store, qtbot)
    screen.open()
    rows = screen.page.list.rows
    first = len(rows.keys)
    assert first < 700
    bar = screen.page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(rows.keys) == 700)
    assert [each.checkin for each in rows.entries] == list(many)
    assert rows.heading(first), "the day stands above the first of each day, also where reading went on"


def test_a_check_in_far_down_is_opened_at_its_day(shell: Shell, empty_store: Store, qtbot: QtBot) -> None:
    empty_store.contacts.save(SAM)
    many = tuple(made(days, SAM, note=f"entry {days}") for days in range(2_500))
    empty_store.checkins.add_many(many, change=None)
    screen = shown(shell, empty_store, qtbot)
    screen.open(many[600].id)
    view = screen.page.list
    assert view.chosen_id == many[600].id
    assert view.currentIndex().row() == 600
    in_view = lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())  # noqa: E731
    qtbot.waitUntil(in_view)
    assert not screen.page.facets.days.isVisible()
    screen.open(many[2_400].id)
    assert screen.page.list.chosen_id == many[2_400].id
    assert screen.page.list.currentIndex().row() == 0
    assert screen.page.facets.days.isVisible()
    screen.choose(screen.page.facets.when, "Any time")
    assert screen.page.list.rows.keys[0][1] == many[0].id


# ---- when, and with whom


def test_spans_of_time_narrow_it(screen: HistoryScreen) -> None:
    store(screen).checkins.log(made(6, ANA, way=Way.VIDEO))
    store(screen).checkins.log(made(7, ANA, way=Way.LETTER))
    screen.open()
    screen.choose(screen.page.facets.when, "The last 7 days")
    assert screen.titles == ["Call with Sam", "Text with Sam and Ana Peña", "Video call with Ana Peña"]
    screen.choose(screen.page.facets.when, "The last 30 days")
    assert len(screen.titles) == 4
    screen.page.facets.between(LONG_AGO.day, LONG_AGO.day)
    screen.page.facets.changed.emit()
    assert screen.titles == ["Call with Ana Peña"]
    screen.page.facets.until.setDate(QDate(2026, 10, 25))
    assert screen.titles == ["Letter with Ana Peña", "Call with Ana Peña"]
    screen.page.facets.since.setDate(QDate(2030, 1, 1))
    assert screen.titles[0] == "Call with Sam", "the days may stand in any order"


def test_anyone_can_be_chosen_by_name(screen: HistoryScreen) -> None:
    screen.open()
    who = screen.page.facets.who
    who.setFocus()
    press(screen.window, "ana")
    assert who.currentText() == "Ana Peña"
    assert screen.titles == ["Text with Sam and Ana Peña", "Call with Ana Peña"]
    assert who.hasFocus(), "the next letter or arrow key goes on from here"
    screen.press("Only with Ana Peña. Press to show everyone.")
    assert len(screen.titles) == 3
    assert who.hasFocus()
    assert who.currentText() == "With anyone"


def test_ways_and_outcomes_are_found_by_their_words(screen: HistoryScreen) -> None:
    screen.open()
    for typed, count in (("call", 2), ("call sam", 1), ("tried", 1), ("text ana", 1), ("letter", 0)):
        screen.find(typed)
        assert len(screen.titles) == count, typed


def test_all_conditions_hold_together(screen: HistoryScreen) -> None:
    screen.open(ANA.id)
    screen.choose(screen.page.way, "Call")
    screen.choose(screen.page.facets.when, "The last 12 months")
    assert screen.titles == []
    screen.choose(screen.page.facets.when, "Any time")
    assert screen.titles == ["Call with Ana Peña"]
    screen.find("cafe")
    assert screen.titles == ["Call with Ana Peña"]
    screen.press("Show everything") if screen.page.everything.isVisible() else screen.page.show_everything()
    assert len(screen.titles) == 3


# ---- the trash


def test_a_removed_check_in_waits_in_the_trash(screen: HistoryScreen) -> None:
    screen.open()
    screen.page.list.setFocus()
    press(screen.window, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert len(screen.titles) == 2
    screen.press("Removed (1)")
    assert screen.page.trash is not None
    assert screen.page.trash.isVisible()
    assert not screen.page.list.isVisible()
    screen.press("Put back Call with Sam, 1 November 2026")
    press(screen.window, Qt.Key.Key_Escape)
    assert len(screen.titles) == 3
    assert not screen.page.removed.isVisible()
    press(screen.window, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    screen.press("Removed (1)")
    name = "Call with Sam, 1 November 2026"
    screen.press(f"Delete {name} for good")
    assert len(store(screen).checkins.trash()) == 1, "the first press only asks"
    screen.press(f"Press again to delete {name} for good. This cannot be undone.")
    assert store(screen).checkins.trash() == ()
