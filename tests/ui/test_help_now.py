"""Get help now: open from everywhere, gated by nothing, free of all it must not do (domain.md 3.4)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from profile_doubles import CHEAP, DictKeyStore
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.content.helplines import load
from supportdesk.domain.contact import Asked, Contact, Phone, State
from supportdesk.domain.helpline import HiddenLine, OwnLine
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.store import Store
from supportdesk.ui.help_now import SHOWN_AT_ONCE, HelpNow
from supportdesk.ui.pages.helplines_form import correction
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import Profiles
from supportdesk.words.countries import country as country_name
from tests.screens.sample import sample_store
from tests.screens.window import ctrl, press

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "supportdesk"
COUNTRIES = load().countries


def seen(widget: QWidget) -> str:
    """Every word in view."""
    shown = [one for kind in (QLabel, QPushButton) for one in widget.findChildren(kind)]
    return "\n".join(one.text() for one in shown if one.isVisibleTo(widget))


@pytest.fixture
def window(shell: Shell, qtbot: QtBot, settings: AppSettings) -> Shell:
    """The empty window in front, with the United Kingdom chosen."""
    settings.country = "GB"
    shell.resize(1100, 740)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def opened(qtbot: QtBot) -> HelpNow:
    """The page of help that is in front now."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HelpNow))
    found = QApplication.activeModalWidget()
    assert isinstance(found, HelpNow)
    return found


def alone(qtbot: QtBot, settings: AppSettings, theme: Theme, snapshot: object = None) -> HelpNow:
    """The page by itself, at the size of an ordinary window."""
    page = HelpNow(settings, theme, snapshot)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1100, 740)
    with qtbot.waitExposed(page):
        page.show()
    return page


# ---- open from anywhere


@pytest.mark.parametrize("way", ["F1", "button", "menu"])
def test_it_opens_over_a_page(window: Shell, qtbot: QtBot, way: str) -> None:
    window.open_store(sample_store(window.clock.today))
    window.show_workspace("goals")
    if way == "F1":
        press(window, Qt.Key.Key_F1)
    elif way == "button":
        QTest.mouseClick(window.workspace.help_button, Qt.MouseButton.LeftButton)
    else:
        window.actions_.all["help"].trigger()
    page = opened(qtbot)
    assert "call 999" in seen(page)
    assert "Samaritans" in seen(page)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.workspace.page_name == "goals"


def test_it_opens_on_the_gate_and_over_a_locked_profile_without_its_people(
    window: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    profiles = Profiles(tmp_path / "data", keystore=DictKeyStore(), kdf=CHEAP)
    with profiles.create("Profile 1", "river") as vault:
        store = Store.open(vault)
        mine = Contact(name="Wilhelmine", in_hard_times=True, phones=(Phone(number="0000 111"),))
        store.contacts.save(mine)
        store.close()
    window.profiles = profiles
    window.show_gate(locked=True)
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    assert "call 999" in seen(page)
    assert "Samaritans" in seen(page)
    assert "Your people" not in seen(page)
    assert "Wilhelmine" not in seen(page)


def test_it_opens_over_a_dialog_and_gives_it_back(window: Shell, qtbot: QtBot) -> None:
    window.open_store(sample_store(window.clock.today))
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    line = QLineEdit(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    line.setFocus()
    press(window, "half a ")
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    assert "call 999" in seen(page)
    page.accept()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    assert line.text() == "half a "
    dialog.close()


def test_it_leads_to_all_helplines_but_never_out_of_a_dialog(window: Shell, qtbot: QtBot) -> None:
    window.open_store(sample_store(window.clock.today))
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    QTest.mouseClick(page.to_lines, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.workspace.page_name == "plan"
    assert window.workspace.page.view == "helplines"
    dialog = QDialog(window)
    with qtbot.waitActive(dialog):
        dialog.open()
    press(window, Qt.Key.Key_F1)
    assert not opened(qtbot).to_lines.isVisible()
    opened(qtbot).accept()
    dialog.close()


def test_a_dialog_that_goes_takes_help_with_it_and_help_opens_again(window: Shell, qtbot: QtBot) -> None:
    window.open_store(sample_store(window.clock.today))
    dialog = QDialog(window)
    with qtbot.waitActive(dialog):
        dialog.open()
    press(window, Qt.Key.Key_F1)
    opened(qtbot)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    window.show_help()
    assert "call 999" in seen(opened(qtbot))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_pressed_twice_it_stays_one_page(window: Shell, qtbot: QtBot) -> None:
    window.open_store(sample_store(window.clock.today))
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    press(window, Qt.Key.Key_F1)
    assert opened(qtbot) is page


# ---- what it says


@pytest.mark.parametrize("country", COUNTRIES)
def test_emergency_number_and_lines_are_those_of_the_country_and_say_so(
    country: str, qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    settings.country = country
    page = alone(qtbot, settings, theme)
    words = seen(page)
    found = load().emergency(country)
    assert found is not None
    assert f"call {found.number}." in words
    assert f"Emergency number in {country_name(country)}." in words
    assert f"Helplines in {country_name(country)}" in words
    wrong = [
        other.number
        for code, other in load().emergencies.items()
        if code != country and f"call {other.number}." in words and other.number != found.number
    ]
    assert wrong == []


@pytest.mark.parametrize("country", ["GB", "US", "DE"])
def test_the_first_line_is_in_view_without_scrolling(
    country: str, qtbot: QtBot, settings: AppSettings, theme: Theme, window: Shell
) -> None:
    settings.country = country
    window.open_store(sample_store(window.clock.today))
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    qtbot.waitUntil(lambda: page.lines.viewport().height() > 300)
    near = load().for_country(country)[0]
    for text in (f"call {load().emergency(country).number}.", near.name):  # type: ignore[union-attr]
        shown = next(one for one in page.findChildren(QLabel) if text in one.text())
        bottom = shown.mapTo(page.lines.viewport(), QPoint(0, shown.height())).y()
        assert 0 < bottom <= page.lines.viewport().height()


def test_without_a_country_it_asks_and_names_no_number(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    page = alone(qtbot, settings, theme)
    words = seen(page)
    assert "call your local emergency number" in words
    assert "Choose your country" in words
    numbers = {each.number for each in load().emergencies.values()}
    assert not [number for number in numbers if re.search(rf"\b{number}\b", words)]
    assert page.focusWidget() is page.country


def test_an_empty_profile_has_help_too(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    settings.country = "US"
    words = seen(alone(qtbot, settings, theme, empty_store.snapshot()))
    assert "call 911" in words
    assert "988" in words
    assert "You have not added anyone to call yet." in words
    empty_store.close()


def test_own_people_are_there_when_open_but_never_who_is_not_safe(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    numbers = (Phone(number="0000 111"),)
    for name, state in (("Ada", State.ACTIVE), ("Otto", State.NOT_SAFE), ("Ines", State.REMEMBERED)):
        empty_store.contacts.save(Contact(name=name, state=state, in_hard_times=True, phones=numbers))
    words = seen(alone(qtbot, settings, theme, empty_store.snapshot()))
    assert "Ada" in words
    assert "Otto" not in words
    assert "Ines" not in words
    empty_store.close()


def test_own_lines_corrections_and_hidden_ones_show_as_the_person_wants(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    settings.country = "GB"
    line = load().helpline("gb-samaritans")
    assert line is not None
    empty_store.notes.save(OwnLine(name="Harbour night line", country="GB", phone="01632 960000"))
    empty_store.notes.save(correction(replace(line, phone="116 124"), date(2026, 11, 1)))
    empty_store.notes.save(HiddenLine(helpline_id="gb-shout"))
    words = seen(alone(qtbot, settings, theme, empty_store.snapshot()))
    for wanted in ("Harbour night line", "01632 960000", "116 124", "Written by you"):
        assert wanted in words
    assert "Shout" not in words
    assert "Shout" in seen(alone(qtbot, settings, theme))
    empty_store.close()


def test_those_who_said_yes_come_first_with_their_words_and_the_steps_below(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    numbers = (Phone(number="0000 111"),)
    ada = Contact(name="Ada", phones=numbers)
    bo = Contact(name="Bo", phones=numbers, asked=Asked.AGREED, asked_what="to be rung at night")
    for each in (ada, bo):
        empty_store.contacts.save(each)
    people = (PlanItem(contact_id=ada.id, text="mornings"), PlanItem(contact_id=bo.id))
    safer = PlanPart(part=Part.SAFER, items=(PlanItem(text="not alone on Fridays"),))
    empty_store.plans.save(Plan(parts=(PlanPart(part=Part.PEOPLE, items=people), safer)))
    words = seen(alone(qtbot, settings, theme, empty_store.snapshot()))
    assert words.index("Bo\n") < words.index("Ada\n")
    for wanted in (
        "Has said yes: to be rung at night",
        "mornings",
        "Making things safer",
        "not alone on Fridays",
    ):
        assert wanted in words
    empty_store.close()


def test_the_sample_is_marked_and_its_numbers_cannot_be_copied(
    qtbot: QtBot, settings: AppSettings, theme: Theme, window: Shell
) -> None:
    page = alone(qtbot, settings, theme, sample_store(window.clock.today).snapshot())
    assert "Your people (sample)" in seen(page)
    names = [one.accessibleName() for one in page.findChildren(QPushButton)]
    assert not [name for name in names if "01632" in name or "07700" in name]


def test_a_number_is_copied_by_a_button(qtbot: QtBot, settings: AppSettings, theme: Theme) -> None:
    settings.country = "GB"
    page = alone(qtbot, settings, theme)
    copy = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "Copy 116 123")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "116 123"
    assert copy.text() == "Copied"


def test_all_lines_are_one_press_away(qtbot: QtBot, settings: AppSettings, theme: Theme) -> None:
    settings.country = "GB"
    page = alone(qtbot, settings, theme)
    lines = load().for_country("GB")
    assert len(lines) > SHOWN_AT_ONCE
    more = next(one for one in page.findChildren(QPushButton) if one.text().startswith("Show "))
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    words = seen(page)
    assert [line.name for line in lines if line.name not in words] == []


# ---- the country


def test_a_chosen_country_is_kept_here_and_in_the_profile(
    window: Shell, qtbot: QtBot, settings: AppSettings, empty_store: Store, tmp_path: Path
) -> None:
    window.open_store(empty_store)
    press(window, Qt.Key.Key_F1)
    page = opened(qtbot)
    page.country.setCurrentIndex(page.country.findData("DE"))
    page.country.activated.emit(page.country.currentIndex())
    QApplication.processEvents()
    assert "call 112" in seen(page)
    page.accept()
    assert empty_store.me().country == "DE"
    settings.keep()
    assert AppSettings(str(tmp_path / "settings.ini")).country == "DE"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_neither_wheel_nor_arrow_keys_change_the_country_by_accident(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    settings.country = "GB"
    page = alone(qtbot, settings, theme)
    assert page.focusWidget() is page.heading
    page.country.setFocus()
    here = QPointF(page.country.rect().center())
    wheel = QWheelEvent(
        here, page.country.mapToGlobal(here), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.country, wheel)
    QTest.keyClick(page.country, "f")
    QTest.keyClick(page.country, Qt.Key.Key_Down)
    assert page.country.currentData() == "GB"
    assert page.country.view().isVisible()
    page.country.hidePopup()


def test_a_country_in_the_profile_is_used_where_this_computer_has_none(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store, window: Shell
) -> None:
    settings.country = ""
    empty_store.save_me(replace(empty_store.me(), country="IE"), undoable=False)
    window.open_store(empty_store)
    assert settings.country == "IE"
    ctrl(window, Qt.Key.Key_L)
    window.show_help()
    assert "call 112" in seen(opened(qtbot)) or "call 999" in seen(opened(qtbot))
