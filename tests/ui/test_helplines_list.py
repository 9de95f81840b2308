"""The list of helplines through its real widgets: read, add, correct, hide, note a call, by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.content.helplines import load
from supportdesk.content.my_helplines import printed
from supportdesk.domain.helpline import HelpKind, OwnLine
from supportdesk.store import Store
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.helplines_calls import CallForm
from supportdesk.ui.pages.helplines_form import OwnLineForm
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from tests.screens.helplines import HelplinesScreen, has_focus
from tests.screens.plan import words


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, settings: AppSettings, theme: Theme) -> HelplinesScreen:
    settings.country = "GB"
    return HelplinesScreen(qtbot, empty_desk, theme)


# ---- reading


def test_a_line_says_all_that_is_known_of_it(screen: HelplinesScreen) -> None:
    said = screen.text("gb-samaritans")
    for wanted in ("116 123", "24 hours, every day.", "Open now", "They listen.", "Languages: English."):
        assert wanted in said
    for wanted in ("Not yet checked by a person.", "Source: samaritans.org", "jo@samaritans.org"):
        assert wanted in said
    assert "Emergency number in United Kingdom: 999." in words(screen.view.top)
    assert "phone's own call list" in words(screen.view.top)


def test_every_line_of_the_country_is_there_and_no_other(screen: HelplinesScreen) -> None:
    assert sorted(screen.names()) == sorted(each.name for each in load().for_country("GB"))


def test_the_kind_filters(screen: HelplinesScreen) -> None:
    screen.view.kind.value = HelpKind.SUBSTANCE_USE
    screen.view.kind.chosen.emit(HelpKind.SUBSTANCE_USE)
    assert screen.names()
    assert set(screen.names()) == {
        each.name for each in load().for_country("GB", kinds=(HelpKind.SUBSTANCE_USE,))
    }


def test_another_country_is_chosen_here_and_kept(
    screen: HelplinesScreen, settings: AppSettings, empty_store: Store
) -> None:
    screen.view.country.setCurrentIndex(screen.view.country.findData("DE"))
    screen.view.country.activated.emit(0)
    assert "112" in words(screen.view.top)
    assert "gb-samaritans" not in screen.view.cards
    assert settings.country == "DE"
    assert empty_store.me().country == "DE"


def test_without_a_country_it_asks_and_shows_what_is_for_everywhere(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    screen = HelplinesScreen(qtbot, empty_desk, theme)
    assert screen.names() == ["Find A Helpline"]
    assert "Choose your country to see its helplines." in words(screen.view.top)
    assert "call your local emergency number" in words(screen.view.top)


def test_a_number_is_copied(screen: HelplinesScreen) -> None:
    screen.do("Copy 116 123")
    assert QGuiApplication.clipboard().text() == "116 123"


# ---- one's own


def test_an_own_line_is_written_by_keys_and_stands_first(screen: HelplinesScreen) -> None:
    screen.page.add_new()  # Ctrl+N
    screen.fill("Harbour night line", "01632 960000")
    screen.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    (own,) = screen.notes.own_lines
    assert (own.name, own.phone, own.country, own.day) == (
        "Harbour night line", "01632 960000", "GB", date(2026, 11, 1),
    )  # fmt: skip
    assert screen.names()[0] == "Harbour night line"
    assert "Written by you on 1 November 2026." in screen.text(own.id)
    assert screen.view.form is None
    screen.desk.undo()
    assert "Harbour night line" not in screen.names()


def test_a_line_needs_a_name_and_a_way_and_loses_nothing(screen: HelplinesScreen) -> None:
    screen.do("Add a line of my own")
    form = screen.view.form
    assert isinstance(form, OwnLineForm)
    screen.do("Keep this line")
    assert "Type a name first." in words(form)
    screen.fill("Night line")
    screen.do("Keep this line")
    assert "Type a number, a number for texts, or a web address." in words(form)
    assert form._fields["name"].value == "Night line"
    assert screen.notes.own_lines == ()


def test_what_is_typed_is_kept_when_the_page_is_left(screen: HelplinesScreen) -> None:
    screen.do("Add a line of my own")
    screen.fill("Night line", "01632 960000")
    screen.page.flush()
    assert [each.name for each in screen.notes.own_lines] == ["Night line"]


def test_a_form_that_is_left_keeps_nothing(screen: HelplinesScreen) -> None:
    screen.do("Add a line of my own")
    screen.fill("Night line", "01632 960000")
    screen.do("Leave it")
    screen.page.flush()
    assert screen.notes.own_lines == ()
    assert screen.view.adding.hasFocus()


def test_an_own_line_is_deleted_and_taken_back(screen: HelplinesScreen) -> None:
    screen.desk.store.notes.save(OwnLine(name="Night line", country="GB", phone="1"))
    screen.names()
    screen.do("Delete: Night line")
    assert screen.notes.own_lines == ()
    screen.desk.undo()
    assert "Night line" in screen.names()


# ---- corrections


def test_a_correction_says_whose_it_is_and_can_be_taken_back(screen: HelplinesScreen) -> None:
    screen.do("Correct: Samaritans")
    focus = QApplication.focusWidget()
    assert focus is not None
    screen.qtbot.keyClicks(focus, " ext 4")
    screen.do("Keep this line")
    assert "116 123 ext 4" in screen.text("gb-samaritans")
    assert "Written by you" in screen.text("gb-samaritans")
    assert has_focus(screen.view.cards["gb-samaritans"])
    screen.do("Use the directory's words: Samaritans")
    assert screen.notes.own_lines == ()
    assert "ext 4" not in screen.text("gb-samaritans")


def test_where_the_directory_changed_since_both_are_shown(screen: HelplinesScreen) -> None:
    line = load().helpline("gb-samaritans")
    assert line is not None
    was = replace(printed(line), phone="116 000")
    screen.desk.store.notes.save(
        OwnLine(helpline_id=line.id, name=line.name, country="GB", phone="116 000 ext 4", was=was)
    )
    said = screen.text("gb-samaritans")
    assert "116 000 ext 4" in said
    assert "The directory says now: Samaritans · 116 123" in said


# ---- hiding


def test_one_is_hidden_by_keys_and_shown_again(screen: HelplinesScreen) -> None:
    second = screen.names()[1]
    screen.do("Hide: Samaritans")
    assert "Samaritans" not in screen.names()
    assert has_focus(
        next(each for each in screen.view.cards.values() if each.row and each.row.name == second)
    )
    assert "They still show while your profile is locked." in words(screen.view.hidden)
    screen.do("Show again: Samaritans")
    assert "Samaritans" in screen.names()
    assert not screen.view.hidden.isVisible()


# ---- calls


def test_a_call_is_noted_by_keys(screen: HelplinesScreen) -> None:
    screen.do("Note a call: Samaritans")
    assert isinstance(screen.view.form, CallForm)
    assert "phone's own call list" in words(screen.view.form)
    screen.fill("They listened.", "12")
    screen.do("Would you ring them again?: Yes")
    screen.do("Keep this note")
    (call,) = screen.notes.helpline_calls
    assert (call.note, call.minutes, call.again, call.helpline_id) == (
        "They listened.", 12, True, "gb-samaritans",
    )  # fmt: skip
    said = words(screen.view.calls)
    assert "1 November 2026 · Samaritans · 12 minutes · would ring again" in said
    assert "They listened." in said


def test_minutes_that_are_no_number_are_said_at_the_field(screen: HelplinesScreen) -> None:
    screen.do("Note a call: Samaritans")
    screen.fill("They listened.", "long")
    screen.do("Keep this note")
    assert screen.view.form is not None
    assert "Type a number of minutes." in words(screen.view.form)
    assert screen.notes.helpline_calls == ()


def test_a_call_is_changed_and_taken_out(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    screen = HelplinesScreen(qtbot, desk, theme)
    (call,) = screen.notes.helpline_calls
    title = words(screen.view.calls).split("\n")[1]
    screen.do(f"Change the note: {title}")
    screen.fill("Again: ")
    screen.do("Keep this note")
    assert (
        screen.notes.helpline_calls[0].note.endswith(call.note)
        or "Again" in screen.notes.helpline_calls[0].note
    )
    screen.do(f"Take out the note: {title}")
    assert screen.notes.helpline_calls == ()
    screen.desk.undo()
    assert len(screen.notes.helpline_calls) == 1
