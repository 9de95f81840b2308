"""Every page in light and dark, at 100% and 200%: named, large enough, whole, and reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Ring, State
from supportdesk.store import Store
from supportdesk.ui.clock import Clock
from supportdesk.ui.sections import sections
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.a11y import checker
from tests.screens.sample import sample_store

PAGES = tuple(each.name for each in sections())
SIZE = (1024, 700)
PATIENCE = 100  # looks, 20 milliseconds apart, until the layouts have come to rest


class _Still(Clock):
    def now(self) -> datetime:
        return datetime(2026, 11, 1, 12, 0)


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.resize(100)
    made.choose("light")
    made.deleteLater()


@pytest.fixture(scope="module", params=[100, 200])
def window(
    request: pytest.FixtureRequest, look: Theme, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """One window over the sample for all looks at it: small text in light, large text in dark."""
    look.resize(request.param)
    look.choose("dark" if request.param == 200 else "light")
    clock = _Still()
    settings = AppSettings(str(tmp_path_factory.mktemp("a11y") / "settings.ini"))
    settings.country = "GB"
    shell = Shell(settings=settings, theme=look, restart=lambda _arguments: None, clock=clock)
    shell.resize(*SIZE)
    shell.open_store(sample_store(clock.today))
    shell.show()
    shell.activateWindow()
    yield shell
    shell.watch.blockSignals(True)
    shell.close()
    shell.deleteLater()


def settle(qtbot: QtBot, shell: Shell) -> QWidget:
    """Let layouts, delayed groups and the worker come to rest; gives the page."""
    desk = shell.desk
    assert desk is not None
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: not desk.worker.is_busy, timeout=30_000)
    page = shell.workspace.page
    qtbot.waitUntil(lambda: not getattr(getattr(page, "write", None), "is_building", False))
    qtbot.wait(60)
    return page


def clear_of_problems(qtbot: QtBot, inside: QWidget) -> None:
    """Nothing is silent, too small, cut or over the edge, once the layouts have come to rest."""
    checks = {
        "silent": checker.without_name,
        "no role": checker.without_role,
        "small": checker.small_targets,
        "cut": checker.cut_text,
        "over the edge": checker.outside,
    }

    def problems() -> dict[str, list[str]]:
        return {what: found for what, look_at in checks.items() if (found := look_at(inside))}

    for _ in range(PATIENCE):
        if not problems():
            break
        qtbot.wait(20)
    assert problems() == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_is_large_enough_and_whole(window: Shell, qtbot: QtBot, name: str) -> None:
    window.show_workspace(name)
    settle(qtbot, window)
    clear_of_problems(qtbot, window.centralWidget())


@pytest.mark.parametrize("view", ["helplines", "versions", "after"])
def test_a_view_of_the_plan_speaks_is_large_enough_and_whole(window: Shell, qtbot: QtBot, view: str) -> None:
    window.show_workspace("plan", view)
    page = settle(qtbot, window)
    other = page.others[view]
    if view == "helplines":
        other.complete()
        other.add_new()
    clear_of_problems(qtbot, window.centralWidget())
    page.show_view("write")


@pytest.mark.parametrize("name", ["contacts", "goals", "support", "map"])
def test_what_opens_on_a_page_is_whole_too(window: Shell, qtbot: QtBot, name: str) -> None:
    """All groups of a contact's card, and whatever Ctrl+N brings."""
    window.show_workspace(name)
    page = settle(qtbot, window)
    for group in getattr(getattr(page, "card", None), "groups", {}).values():
        group.open()
    if name != "contacts":
        page.add_new()
    settle(qtbot, window)
    clear_of_problems(qtbot, window.centralWidget())


@pytest.mark.parametrize("state", ["marking", "facets", "trash", "doubles", "merge"])
def test_what_is_done_with_many_contacts_is_whole(window: Shell, qtbot: QtBot, state: str) -> None:
    window.show_workspace("contacts")
    page = settle(qtbot, window)
    some = [each.id for each in window.desk.snapshot.contacts[:3]]  # type: ignore[union-attr]
    if state == "marking":
        page.list.start_marking(frozenset(some))
    elif state == "facets":
        page.finding._facet_chosen("ring", Ring.MIDDLE)
        page.finding._facet_chosen("state", State.ACTIVE)
    elif state == "merge":
        page.show_merge(some)
    else:
        page._open_view(state)
    settle(qtbot, window)
    clear_of_problems(qtbot, window.centralWidget())
    page.list.stop_marking()
    page.finding.show_everyone()
    page._find()
    page._close_views()


def test_search_results_lie_within_the_window(window: Shell, qtbot: QtBot) -> None:
    window.show_workspace("today")
    settle(qtbot, window)
    search = window.workspace.search
    search.edit.setFocus()
    search.edit.setText("a")
    search._search("a")
    QApplication.processEvents()
    list_, whole = search.list, window.centralWidget()
    assert whole.rect().contains(list_.geometry())
    assert list_.accessibleName()
    assert all(hit.spoken for hit in search.hits)
    assert min(list_.sizeHintForRow(row) for row in range(len(search.hits))) >= 24
    search.leave()


def test_the_days_and_the_trash_of_check_ins_are_whole(window: Shell, qtbot: QtBot) -> None:
    window.show_workspace("check-ins")
    page = settle(qtbot, window)
    page.facets.between(date(2026, 9, 1), date(2026, 11, 1))
    page.facets.changed.emit()
    settle(qtbot, window)
    clear_of_problems(qtbot, window.centralWidget())
    page.show_everything()
    page._open_trash()
    settle(qtbot, window)
    clear_of_problems(qtbot, window.centralWidget())
    page._leave_trash()


@pytest.mark.parametrize("name", PAGES)
def test_tab_comes_everywhere_and_round_both_ways(window: Shell, qtbot: QtBot, name: str) -> None:
    window.show_workspace(name)
    page = settle(qtbot, window)
    space = window.workspace
    for backwards in (False, True):
        page.heading.setFocus()
        way = checker.way_of_tab(window, backwards=backwards)
        assert checker.unreached(space, way) == []
        assert any(page.isAncestorOf(each) for each in way)
        assert {space.help_button, space.hide_button, space.search.edit} <= set(way)


@pytest.mark.parametrize("name", PAGES)
def test_the_first_tab_comes_to_what_stands_first(window: Shell, qtbot: QtBot, name: str) -> None:
    window.show_workspace(name)
    page = settle(qtbot, window)
    way = [each for each in checker.way_of_tab(window) if page.isAncestorOf(each)]

    def top(piece: QWidget) -> int:
        return piece.mapTo(page.widget(), QPoint()).y()

    above = [each for each in way if top(each) >= 0 and top(each) + each.height() <= top(way[0])]
    assert [checker.called(each) for each in above] == []


def test_help_speaks_and_is_whole(window: Shell, qtbot: QtBot) -> None:
    window.show_help()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    page = QApplication.activeModalWidget()
    assert page is not None
    clear_of_problems(qtbot, page)
    page.close()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_first_steps_speak_and_are_whole(qtbot: QtBot, look: Theme, tmp_path: Path, percent: int) -> None:
    look.resize(percent)
    look.choose("light")
    shell = Shell(
        settings=AppSettings(str(tmp_path / "settings.ini")),
        theme=look,
        restart=lambda _arguments: None,
    )
    qtbot.addWidget(shell)
    shell.resize(*SIZE)
    shell.open_store(Store.in_memory(date.today))
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    steps = shell.centralWidget()
    for _ in range(5):
        clear_of_problems(qtbot, steps)
        steps._forward()
    shell.watch.blockSignals(True)
    assert shell.desk is not None
    shell.desk.close()
    shell.desk = None


# ---- the control: the checker sees what it is to see


class _Silent(QWidget):
    """Takes the focus and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(30, 30)


class _Trap(QLineEdit):
    """Keeps Tab for itself."""

    def event(self, event: object) -> bool:
        if getattr(event, "key", lambda: 0)() == Qt.Key.Key_Tab:
            return True
        return super().event(event)  # type: ignore[arg-type]


def test_the_checker_sees_what_is_wrong(qtbot: QtBot, look: Theme) -> None:
    look.resize(100)
    page = QWidget()
    qtbot.addWidget(page)
    silent, small, cut, trap = _Silent(), QPushButton("x"), QPushButton("A rather long text"), _Trap()
    trap.setAccessibleName("Trap")
    small.setFixedSize(12, 12)
    cut.setFixedSize(40, 30)
    box = QVBoxLayout(page)
    for each in (silent, small, cut, trap):
        box.addWidget(each)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert len(checker.without_name(page)) == 1
    assert len(checker.without_role(page)) == 1
    assert [each.split()[-1] for each in checker.small_targets(page)] == ["12x12"]
    assert len([each for each in checker.cut_text(page) if "long text" in each]) == 1
    with pytest.raises(AssertionError, match="caught in"):
        checker.way_of_tab(page)
    cut.move(page.width() - 20, cut.y())
    assert [each for each in checker.outside(page) if "long text" in each]
