"""Get help now: open from everywhere, gated by nothing, free of all it must not do (domain.md 3.4)."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from profile_doubles import CHEAP, DictKeyStore
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.content.helplines import load
from supportdesk.content.resources import resources_folder
from supportdesk.domain.contact import Contact, Phone, State
from supportdesk.store import Store
from supportdesk.ui.help_now import SHOWN_AT_ONCE, HelpNow
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import DARK, LIGHT, Theme
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


# ---- the ten must-nots


@cache
def _texts() -> tuple[tuple[str, str, bool], ...]:
    """File, text, and whether it is a sentence for the person: each text of the source, read once."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {
            id(each)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext", "pgettext"}
            for each in node.args
        }
        found += [
            (path.relative_to(PACKAGE).as_posix(), node.value, id(node) in said)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return tuple(found)


def _spoken() -> Iterator[tuple[str, str]]:
    """File and text of every sentence of the app, and every text of the shipped lists but the helplines."""
    yield from ((path, text) for path, text, said in _texts() if said)
    for path in sorted(resources_folder().rglob("*.toml")):
        if path.name != "helplines.toml":
            yield path.name, path.read_text(encoding="utf-8")


MUST_NOT = {
    1: r"\b(high|medium|low|at|your) risk\b|risk (score|level)|PHQ|C-SSRS|GAD-7|severity",
    2: r"(thoughts?|thinking) (of|about) (suicide|killing|ending)|are you (safe|suicidal)\?|want to die\?",
    3: r"\b(prevents?|guarantee[sd]?|keeps? you safe|you (are|will be) safe)\b",
    5: r"\b(we|the app|it) (will |has |have )?(called|calls|alerted|alerts|notified|notifies|told|contacts) ",
    7: r"\b(overdos|noose|hang(ing)? yourself|razor|pills|jump(ing)? from|firearm|gun)\w*",
    8: r"\b(unfinished|incomplete|not finished|\d+ ?% (done|complete)|\d+ points|plan is complete)\b",
}  # fmt: skip


@pytest.mark.parametrize("number", sorted(MUST_NOT))
def test_no_sentence_does_what_it_must_not(number: int) -> None:
    wrong = re.compile(MUST_NOT[number], re.IGNORECASE)
    assert [(path, match.group()) for path, text in _spoken() if (match := wrong.search(text))] == []


def test_help_stands_behind_no_question(qtbot: QtBot, settings: AppSettings, theme: Theme) -> None:
    """Rules 2 and 4: nothing is asked but the country, and lines show even without it."""
    page = alone(qtbot, settings, theme)
    assert not page.findChildren(QLineEdit)
    assert "?" not in seen(page)
    assert "Find A Helpline" in seen(page)


def test_nothing_dials_or_opens_anything() -> None:
    """Rule 5: no link of any kind leads out of the program."""
    wrong = re.compile(r"\b(tel|sms|mailto|callto):|<a\s+href|xdg-open", re.IGNORECASE)
    here = [(path, text) for path, text, _said in _texts() if not path.startswith("exchange/")]
    assert [each for each in here if wrong.search(each[1])] == []


def test_no_text_is_read_for_words_of_risk() -> None:
    """Rule 6: no list of such words stands anywhere in the program."""
    words = {"suicide", "kill", "overdose", "self-harm", "hurt myself", "want to die"}
    assert [(path, text) for path, text, _said in _texts() if text.strip().lower() in words] == []


def test_no_badge_is_red() -> None:
    """Rule 1 and the tone: red is for a mistake in a form, and for nothing else."""

    def is_red(colour: str) -> bool:
        hue, strong, _light, _alpha = QColor(colour).getHslF()
        return strong > 0.5 and (hue < 0.05 or hue > 0.95)

    for tokens in (LIGHT, DARK):
        red = {name for name in type(tokens).__slots__ if is_red(getattr(tokens, name))}
        assert red == {"error"}
    painted = [
        (path, colour)
        for path, text, _said in _texts()
        if path.startswith(("ui/", "charts/", "report/")) and path != "ui/theme.py"
        for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", text)
    ]
    assert painted
    assert [each for each in painted if is_red(each[1])] == []


def test_it_says_that_it_is_no_care_and_calls_nobody(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    """Rules 5 and 10."""
    words = seen(alone(qtbot, settings, theme))
    assert "does not call or message anyone" in words
    assert "not medical care" in words


def test_each_number_of_help_comes_from_the_list_for_the_country(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    """Rule 9: whatever can be copied belongs to the country that is named."""
    for country in COUNTRIES:
        settings.country = country
        page = alone(qtbot, settings, theme)
        copies = {
            one.accessibleName().removeprefix("Copy ")
            for one in page.findChildren(QPushButton)
            if one.accessibleName().startswith("Copy ")
        }
        allowed = {each.phone or each.sms or each.web for each in load().for_country(country)}
        assert copies <= allowed
        page.close()


def test_nothing_held_back_is_in_the_directory() -> None:
    raw = tomllib.loads((resources_folder() / "helplines.toml").read_text(encoding="utf-8"))
    assert "held_back" not in raw


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
