"""Earlier versions through the real page: listed, compared, brought back, all by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact, Phone, State
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.plan_versions import VersionsView
from supportdesk.ui.theme import Theme
from tests.screens.plan import PlanScreen, words

EARLIER = date(2026, 3, 1)
RUTH = Contact(id="r" * 32, name="Ruth Unsafe", state=State.NOT_SAFE, phones=(Phone(number="01632 960666"),))


def plan(*texts: str) -> Plan:
    items = (*(PlanItem(id=text, text=text) for text in texts), PlanItem(id="ruth", contact_id=RUTH.id))
    return Plan(parts=(PlanPart(id="p", part=Part.ON_MY_OWN, items=items),))


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> PlanScreen:
    """A plan of March that was changed in November."""
    store = empty_desk.store
    today, now = store.today, store.now
    store.today, store.now = lambda: EARLIER, lambda: datetime.combine(EARLIER, time(9, 5))
    store.contacts.save(RUTH)
    store.plans.save(plan("tea", "walk"))
    store.today, store.now = today, now
    store.plans.save(plan("tea", "bath"))
    return PlanScreen(qtbot, empty_desk, theme)


def versions(screen: PlanScreen) -> VersionsView:
    screen.page.show_view("versions")
    found = screen.page.others["versions"]
    assert isinstance(found, VersionsView)
    return found


def test_a_version_is_listed_and_what_differs_is_told(screen: PlanScreen) -> None:
    seen = words(versions(screen))
    assert "1 March 2026, 09:05" in seen
    assert "Added to “What I can do on my own”: bath" in seen
    assert "Taken out of “What I can do on my own”: walk" in seen
    assert "Taken out: walk" in seen
    assert "Added: bath" in seen


def test_who_is_not_safe_is_in_no_version_that_is_shown(screen: PlanScreen) -> None:
    assert "Ruth" not in words(versions(screen))


def test_a_look_names_the_day_and_with_whom(screen: PlanScreen) -> None:
    screen.page.write.about.with_whom.value = "Ben"
    screen.click(screen.page.write.about.look)
    seen = words(versions(screen))
    assert "1 November 2026, looked over with Ben" in seen
    assert "Both say the same." in seen


def test_by_keys_one_is_compared_and_brought_back_and_undone(screen: PlanScreen) -> None:
    view = versions(screen)
    back = next(
        one
        for one in view.findChildren(QPushButton)
        if one.accessibleName() == "Bring back: 1 March 2026, 09:05"
    )
    back.setFocus()
    screen.press(Qt.Key.Key_Space)
    assert screen.lines(Part.ON_MY_OWN) == ["tea", "walk"]
    assert "Both say the same." in words(view)
    assert "1 November 2026" in words(view)  # what was there before is kept as well
    assert QApplication.focusWidget() is view.older
    screen.desk.undo()
    assert screen.lines(Part.ON_MY_OWN) == ["tea", "bath"]


def test_two_earlier_ones_are_compared(screen: PlanScreen) -> None:
    store = screen.desk.store
    store.plans.save(replace(plan("tea", "bath", "music")))
    store.versions.bring_back(store.versions.all()[0])
    view = versions(screen)
    view.older.setCurrentIndex(view.older.count() - 1)
    view.newer.setCurrentIndex(1)
    view.newer.activated.emit(1)
    seen = words(view)
    assert "Added to “What I can do on my own”: bath" in seen
    assert "Added to “What I can do on my own”: music" in seen


def test_without_a_version_the_page_says_so_calmly(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    screen = PlanScreen(qtbot, empty_desk, theme)
    view = versions(screen)
    assert "There are none yet. The first one comes by itself." in words(view)
    assert not view.differs.isVisible()
