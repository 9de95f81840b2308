"""Export in the window: who and what goes out is chosen, the rest is named, and nothing private leaves."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact, ImportantDate, State
from supportdesk.exchange.vcard import read_vcard
from supportdesk.exchange.whole import Whole, from_json
from supportdesk.ui.desk import Desk
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer.export_words import Format
from tests.screens.transfer import ExportScreen


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> ExportScreen:
    return ExportScreen(qtbot, desk, theme)


def test_cards_of_those_that_are_ticked(screen: ExportScreen, tmp_path: Path) -> None:
    assert "The file is not locked. Anyone who opens it can read it." in screen.words
    screen.press("Choose none")
    assert not screen.window.save_button.isEnabled()
    listed = screen.window.list
    listed.list.setCurrentIndex(listed.model.index(1))
    screen.qtbot.keyClick(listed.list, Qt.Key.Key_Space)
    data = screen.save(tmp_path / "out.vcf")
    assert [each.contact.name for each in read_vcard(data).contacts] == ["Deniz Kaya"]
    assert screen.asked == [("contacts-2026-11-01.vcf", (("Contact cards", "vcf"),))]
    assert screen.said == [f"1 contact went out. The file was saved in {tmp_path.name}."]


def test_notes_go_out_only_where_that_is_ticked(screen: ExportScreen, tmp_path: Path) -> None:
    contact = Contact(name="Ana", notes="met at the clinic")
    screen.desk.store.contacts.save(contact)
    screen.window.people = {contact.id}
    assert b"clinic" not in screen.save(tmp_path / "out.vcf")
    again = ExportScreen(screen.qtbot, screen.desk, screen.window.theme)
    again.window.people = {contact.id}
    again.window._set_notes(True)
    assert b"clinic" in again.save(tmp_path / "more.vcf")


def test_a_table(screen: ExportScreen, tmp_path: Path) -> None:
    screen.kind(Format.TABLE)
    rows = list(csv.DictReader(io.StringIO(screen.save(tmp_path / "a.csv").decode("utf-8-sig"))))
    assert len(rows) == 16
    assert rows[0]["Name"] == "Mina Avery"


def test_who_is_not_safe_is_left_out_and_said(qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path) -> None:
    desk.store.contacts.save(Contact(name="Somebody Unsafe", state=State.NOT_SAFE))
    screen = ExportScreen(qtbot, desk, theme)
    assert "1 contact is left out, because it is marked not safe to contact." in screen.words
    assert b"Unsafe" not in screen.save(tmp_path / "a.vcf")


def test_chosen_goals_with_neutral_titles(screen: ExportScreen, tmp_path: Path) -> None:
    screen.kind(Format.CALENDAR)
    names = [each.name for each in screen.window.list.model.items]
    assert "Call Deniz" in names
    assert "Thank someone properly" not in names
    assert "goals are left out: they are paused, over" in screen.words
    wanted = next(each.id for each in screen.window.list.model.items if each.name == "Call Deniz")
    screen.window.list.model.set_all({wanted})
    data = screen.save(tmp_path / "a.ics")
    [event] = Calendar.from_ical(data).walk("VEVENT")
    assert event["SUMMARY"] == "Reminder"
    assert b"Deniz" not in data
    assert screen.asked[0][0] == "dates-2026-11-01.ics"


def test_own_words_where_they_are_wanted(screen: ExportScreen, tmp_path: Path) -> None:
    screen.kind(Format.CALENDAR)
    screen.window._set_own_words(True)
    titles = {
        str(each["SUMMARY"]) for each in Calendar.from_ical(screen.save(tmp_path / "a.ics")).walk("VEVENT")
    }
    assert "Call Deniz" in titles


def test_everything_comes_back_as_it_was(screen: ExportScreen, tmp_path: Path) -> None:
    screen.kind(Format.WHOLE)
    assert "private marks, notes, check-ins and the plan too" in screen.words
    data = screen.save(tmp_path / "a.json")
    assert from_json(data) == Whole(**screen.desk.store.whole())
    assert screen.asked[0][0] == "copy-2026-11-01.json"


def test_a_folder_that_is_gone_keeps_the_choice(screen: ExportScreen, tmp_path: Path) -> None:
    screen.press("Choose none")
    screen.window.list.model.set_all({screen.window.list.model.items[0].id})
    screen.save(tmp_path / "gone" / "a.vcf")
    assert "That folder is not there." in screen.words
    assert len(screen.window.list.ids) == 1
    assert screen.save(tmp_path / "a.vcf").startswith(b"BEGIN:VCARD")


def test_an_empty_profile_says_so(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    screen = ExportScreen(qtbot, empty_desk, theme)
    assert "There is no contact yet." in screen.words
    assert not screen.window.save_button.isEnabled()
    screen.kind(Format.CALENDAR)
    assert "No goal has a day or a rhythm, and no date is noted." in screen.words


def test_days_of_contacts_go_out_only_where_they_are_ticked(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    birthday = ImportantDate(label="Birthday", month=5, day=13)
    desk.store.contacts.save(Contact(name="Ana", important_dates=(birthday,)))
    screen = ExportScreen(qtbot, desk, theme)
    screen.kind(Format.CALENDAR)
    [item] = [each for each in screen.window.list.model.items if each.name == "Birthday: Ana"]
    assert item.about == "every year, next on 13 May 2027"
    assert item.id not in screen.window.list.ids
    screen.window.list.model.set_all({item.id})
    [event] = Calendar.from_ical(screen.save(tmp_path / "a.ics")).walk("VEVENT")
    assert event["SUMMARY"] == "Reminder"
    assert event["DTSTART"].dt == date(2027, 5, 13)
    assert event["RRULE"].to_ical() == b"FREQ=YEARLY"
