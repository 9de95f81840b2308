"""The ten things the app must not do (domain.md 3.4), each with a test that fails when it does it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from profile_doubles import CHEAP, DictKeyStore
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.content.helplines import load
from supportdesk.content.resources import resources_folder
from supportdesk.domain import goal, growth, helpline, plan, snapshot
from supportdesk.domain.health import plan_health
from supportdesk.domain.helpline import OwnLine
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.store import Store
from supportdesk.ui.desk import Desk
from supportdesk.ui.gate_create import WelcomeSheet
from supportdesk.ui.help_now import SHOWN_AT_ONCE, HelpNow
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import DARK, LIGHT, Theme
from supportdesk.vault import Profiles
from supportdesk.words.countries import country as country_name
from tests.screens.plan import PlanScreen, words
from tests.screens.sample import sample_store
from tests.screens.window import press

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "supportdesk"
COUNTRIES = load().countries
SMALLEST = (1024, 700)


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


@cache
def _texts() -> tuple[tuple[str, str, bool], ...]:
    """File, text, and whether it is a sentence for the person: each text of the source, read once."""
    found = []
    for path, tree in _trees():
        said = {
            id(each)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext", "pgettext"}
            for each in node.args
        }
        found += [
            (path, node.value, id(node) in said)
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


def _said(pattern: str) -> list[tuple[str, str]]:
    """Where a sentence of the app has what it must not have."""
    wrong = re.compile(pattern, re.IGNORECASE)
    return [(path, match.group()) for path, text in _spoken() if (match := wrong.search(text))]


def seen(widget: QWidget) -> str:
    """Every word in view."""
    shown = [one for kind in (QLabel, QPushButton) for one in widget.findChildren(kind)]
    return "\n".join(one.text() for one in shown if one.isVisibleTo(widget))


def alone(qtbot: QtBot, settings: AppSettings, theme: Theme, store: Store | None = None) -> HelpNow:
    """Get help now by itself; with a store the profile is open."""
    page = HelpNow(settings, theme, store.snapshot() if store else None)
    qtbot.addWidget(page)
    page.resize(*SMALLEST)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_search_for_wrong_words_sees_them() -> None:
    assert _said(r"\bCountry\b")
    assert len({path for path, _text in _spoken()}) > 50


# ---- 1


SCORING = (
    r"\b(high|medium|low|at|your) risk\b|risk (score|level)|PHQ|C-SSRS|GAD-7|severity|\b(scores?|grades?)\b"
)


def test_1_nobody_is_scored_graded_or_coloured_by_risk() -> None:
    assert _said(SCORING) == []
    names = {
        each.name
        for module in (plan, snapshot, growth, goal, helpline)
        for record in vars(module).values()
        if is_dataclass(record)
        for each in fields(record)
    }
    assert "helpline_id" in names
    assert not [name for name in names if re.search(r"risk|score|severity|danger|level|grade", name)]


def test_1_red_is_for_a_mistake_in_a_form_and_for_nothing_else() -> None:
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


# ---- 2


def test_2_nothing_asks_about_suicide_and_no_question_stands_before_help(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    about = r"(thoughts?|thinking) (of|about) (suicide|killing|ending)"
    assert _said(about + r"|are you (safe|suicidal)\?|want to die\?") == []
    for store in (None, empty_store):
        page = alone(qtbot, settings, theme, store)
        assert not [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
        assert "?" not in seen(page)
        assert "Find A Helpline" in seen(page)  # even before a country is chosen
    empty_store.close()


# ---- 3


def test_3_nothing_promises_safety() -> None:
    assert _said(r"\b(prevents?|guarantee[sd]?|keeps? you safe|you (are|will be) safe|proven)\b") == []


# ---- 4


@pytest.mark.parametrize("is_open", [False, True])
def test_4_emergency_number_and_lines_show_without_unlock_and_without_scrolling(
    is_open: bool, qtbot: QtBot, settings: AppSettings, theme: Theme, shell: Shell
) -> None:
    store = sample_store(shell.clock.today) if is_open else None
    for country in COUNTRIES:
        settings.country = country
        page = alone(qtbot, settings, theme, store)
        found = load().emergency(country)
        assert found is not None
        near = sorted(load().for_country(country), key=lambda each: not each.listens)[:SHOWN_AT_ONCE]
        for text in (f"call {found.number}.", *(each.name for each in near)):
            shown = next(one for one in page.findChildren(QLabel) if text in one.text())
            bottom = shown.mapTo(page.lines.viewport(), QPoint(0, shown.height())).y()
            assert 0 < bottom <= page.lines.viewport().height(), (country, text)
        page.close()
    if store is not None:
        store.close()


def test_4_a_locked_profile_keeps_no_line_back(
    qtbot: QtBot, settings: AppSettings, shell: Shell, tmp_path: Path
) -> None:
    settings.country = "GB"
    profiles = Profiles(tmp_path / "data", keystore=DictKeyStore(), kdf=CHEAP)
    with profiles.create("Profile 1", "river") as vault:
        store = Store.open(vault)
        store.notes.save(OwnLine(name="Private line", phone="0000 111"))
        store.notes.save(helpline.HiddenLine(helpline_id="gb-samaritans"))
        store.close()
    shell.profiles = profiles
    shell.resize(1100, 740)
    shell.show_gate(locked=True)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    press(shell, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HelpNow))
    page = QApplication.activeModalWidget()
    assert page is not None
    assert "Samaritans" in seen(page)
    assert "Private line" not in seen(page)


def test_4_who_hid_every_line_still_finds_the_directory(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    settings.country = "GB"
    for line in load().for_country("GB"):
        empty_store.notes.save(helpline.HiddenLine(helpline_id=line.id))
    assert "Samaritans" in seen(alone(qtbot, settings, theme, empty_store))
    empty_store.close()


def test_4_help_reads_neither_the_vault_nor_a_file_of_the_person() -> None:
    tree = next(tree for path, tree in _trees() if path == "ui/help_now.py")
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert "supportdesk.content.helplines" in imported
    assert not [each for each in imported if each.startswith(("supportdesk.vault", "supportdesk.store"))]


# ---- 5


def test_5_nobody_is_contacted_and_nothing_looks_like_it(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    done = r"(called|calls|alerted|alerts|notified|notifies|told|contacts)"
    assert _said(rf"\b(we|the app|it) (will |has |have )?{done} ") == []
    dialling = re.compile(r"\b(tel|sms|mailto|callto):|<a\s+href|xdg-open", re.IGNORECASE)
    here = [(path, text) for path, text, _said in _texts() if not path.startswith("exchange/")]
    assert [each for each in here if dialling.search(each[1])] == []
    assert "does not call or message anyone" in seen(alone(qtbot, settings, theme))


# ---- 6


def test_6_no_list_of_risk_words_stands_anywhere() -> None:
    risk = {"suicide", "suicidal", "kill", "overdose", "self-harm", "hurt myself", "want to die", "end it"}
    assert [(path, text) for path, text, _said in _texts() if text.strip().lower() in risk] == []
    patterns = re.compile(r"suicid|kill my|self.?harm|overdos", re.IGNORECASE)
    assert [(path, text) for path, text, said in _texts() if not said and patterns.search(text)] == []


@pytest.mark.parametrize("typed", ["I want to die.", "tea and a blanket"])
def test_6_whatever_is_typed_the_app_does_the_same(
    typed: str, qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    said: list[object] = []
    empty_desk.noticed.connect(said.append)
    screen = PlanScreen(qtbot, empty_desk, theme)
    screen.add(Part.SIGNS)
    screen.type(typed)
    screen.page.flush()
    QApplication.processEvents()
    assert screen.lines(Part.SIGNS) == [typed]
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)] == []
    assert said == []
    assert not screen.page.write.health.isVisible()


# ---- 7


def test_7_no_method_is_named_or_asked_for() -> None:
    things = r"noose|razor|pills|firearms?|guns?|blades?|overdos\w*|poison\w*"
    assert _said(rf"\b({things}|hang(ing)? yourself|jump(ing)? from)\b") == []


# ---- 8


def test_8_an_unfinished_plan_is_never_brought_up_and_a_finished_one_never_celebrated() -> None:
    nagging = (
        r"\b(unfinished|incomplete|not (finished|complete)|\d+ ?% (done|complete)|\d+ points"
        r"|plan is complete|parts? left|still (empty|missing)|finish your plan)\b"
    )
    assert _said(nagging) == []


def test_8_the_look_over_the_plan_has_nothing_to_say_of_what_is_not_written(empty_desk: Desk) -> None:
    started = Plan(parts=(PlanPart(part=Part.SIGNS), PlanPart(part=Part.PEOPLE, items=(PlanItem(text="x"),))))
    for each in (Plan(), started):
        empty_desk.store.plans.save(each)
        assert plan_health(empty_desk.store.snapshot(), empty_desk.today) == ()


# ---- 9


def test_9_every_number_belongs_to_the_country_that_is_named_or_says_its_own(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_store: Store
) -> None:
    for country in COUNTRIES:
        settings.country = country
        page = alone(qtbot, settings, theme)
        assert f"Helplines in {country_name(country)}" in seen(page)
        assert f"Emergency number in {country_name(country)}." in seen(page)
        copies = {
            one.accessibleName().removeprefix("Copy ")
            for one in page.findChildren(QPushButton)
            if one.accessibleName().startswith("Copy ")
        }
        assert copies <= {each.phone or each.sms or each.web for each in load().for_country(country)}
        page.close()
    empty_store.notes.save(OwnLine(name="Far line", country="ES", phone="0000 111"))
    settings.country = "GB"
    assert "Spain" in seen(alone(qtbot, settings, theme, empty_store))
    empty_store.close()


def test_9_without_a_country_no_emergency_number_is_named(
    qtbot: QtBot, settings: AppSettings, theme: Theme
) -> None:
    said = seen(alone(qtbot, settings, theme))
    assert "call your local emergency number" in said
    assert not [each.number for each in load().emergencies.values() if re.search(rf"\b{each.number}\b", said)]


# ---- 10


def test_10_set_up_and_pages_say_that_it_is_not_medical_care(
    qtbot: QtBot, settings: AppSettings, theme: Theme, empty_desk: Desk
) -> None:
    said = "not medical care"
    welcome = WelcomeSheet(settings, theme)
    qtbot.addWidget(welcome)
    assert said in seen(welcome)
    assert said in seen(alone(qtbot, settings, theme))
    screen = PlanScreen(qtbot, empty_desk, theme)
    assert words(screen.page).count(said) == 1


def test_nothing_held_back_is_in_the_directory() -> None:
    assert "[[held_back]]" not in (resources_folder() / "helplines.toml").read_text(encoding="utf-8")
