"""Looking back: three answers a week, the line and its table, give and receive, and the card on Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact, State
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.contact_card import ContactCard
from supportdesk.ui.pages.history import HistoryPage
from supportdesk.ui.pages.looking_back import LookingBack
from supportdesk.ui.pages.today import TodayPage
from supportdesk.ui.theme import Theme
from tests.ui.conftest import FixedClock

SUNDAY = date(2026, 11, 1)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[HistoryPage]:
    made = HistoryPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.open_target("look-back")
    yield made
    qtbot.waitUntil(lambda: not desk.worker.is_busy, timeout=60_000)


def back(page: HistoryPage) -> LookingBack:
    assert page.back is not None
    return page.back


def counted(page: HistoryPage) -> None:
    """Give and receive is counted in turns of the event loop."""
    while back(page)._left:
        QApplication.processEvents()
    QApplication.processEvents()  # and what was made is put in place


def words(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def chip(widget: QWidget, text: str) -> QAbstractButton:
    return next(each for each in widget.findChildren(QAbstractButton) if each.text() == text)


def test_the_week_in_hand_is_the_one_that_ended(page: HistoryPage) -> None:
    form = back(page).form
    assert form.week.text() == "The week to Sunday, 1 November 2026"
    assert (form.supported.value, form.energy.value) == (7, 4)
    assert form.keep.value == "feels less like a rescue, more like a life"
    assert not form.later.isEnabled()


def test_a_past_week_can_be_changed_and_undone(page: HistoryPage, desk: Desk) -> None:
    form = back(page).form
    before = desk.snapshot.notes.look_backs
    form.earlier.click()
    assert form.end == SUNDAY - timedelta(days=7)
    chip(form.supported, "2").click()
    changed = desk.snapshot.notes.look_backs
    assert [each.supported for each in changed][-2:] == [2, 7]
    assert len(changed) == len(before)
    chip(form.supported, "No answer").click()
    assert desk.snapshot.notes.look_backs[-2].supported is None
    desk.undo()
    assert desk.snapshot.notes.look_backs == before


def test_a_new_week_all_optional_and_empty_again_is_gone(
    page: HistoryPage, desk: Desk, qtbot: QtBot, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 11, 8, 12, 0)
    page.show_snapshot(desk.snapshot)
    form = back(page).form
    assert (form.supported.value, form.energy.value, form.keep.value) == (None, None, "")
    count = len(desk.snapshot.notes.look_backs)
    qtbot.keyClicks(form.keep.edit, "tea")
    page.flush()
    assert desk.snapshot.notes.look_backs[-1].keep == "tea"
    assert desk.snapshot.notes.look_backs[-1].week_end == date(2026, 11, 8)
    form.keep.edit.setPlainText("")
    page.flush()
    assert len(desk.snapshot.notes.look_backs) == count


def test_a_week_can_be_taken_away(page: HistoryPage, desk: Desk) -> None:
    form = back(page).form
    form.gone.click()
    assert all(each.week_end != SUNDAY for each in desk.snapshot.notes.look_backs)
    assert form.keep.value == ""
    desk.undo()
    assert form.keep.value == "feels less like a rescue, more like a life"


def test_typing_is_kept_when_the_page_is_left(page: HistoryPage, desk: Desk, qtbot: QtBot) -> None:
    form = back(page).form
    form.keep.edit.setPlainText("a walk by the harbour")
    page.show_view("log")
    assert desk.snapshot.notes.look_backs[-1].keep == "a walk by the harbour"


def test_the_line_and_its_twin_say_the_same(page: HistoryPage, qtbot: QtBot) -> None:
    line = back(page).line
    qtbot.waitUntil(lambda: line.picture.is_drawn, timeout=60_000)
    assert not line.picture.image.isNull()
    assert len(line.picture.spots) == 52
    assert line.picture.accessibleDescription() == (
        "Your weeks from 10 May 2026 to 1 November 2026. 26 weeks have an answer. "
        "The table has the same in words."
    )
    line.as_table.click()
    assert line.table.isVisible()
    assert not line.picture.isVisible()
    assert line.table.rowCount() == 26
    cells = [line.table.item(14, column) for column in range(4)]
    assert [each.text() for each in cells if each] == ["26 July 2026", "3", "1", "hard week, rang Kwame"]
    line.table.cellActivated.emit(14, 0)
    assert back(page).form.end == date(2026, 7, 26)


def test_kept_words_lead_to_their_week(page: HistoryPage) -> None:
    kept = back(page).kept
    assert "breakfast invitation" in words(kept)
    chip(kept, "26 July 2026").click()
    assert back(page).form.keep.value == "hard week, rang Kwame"


def test_give_and_receive_without_a_number(page: HistoryPage) -> None:
    card = back(page).give_take
    counted(page)
    said = words(card)
    assert "Both of you gave Mina, Deniz" in said
    assert "They gave more" in said
    assert "nobody owes anything" in said
    assert "Marcus" not in said
    assert "%" not in said
    months = {"October 2026", "June 2026"}
    assert months <= {each.text() for each in card.findChildren(QLabel)}


def test_only_active_contacts_are_named(page: HistoryPage, desk: Desk) -> None:
    from dataclasses import replace

    mina = next(each for each in desk.snapshot.contacts if each.short_name == "Mina")
    counted(page)
    assert "Mina" in words(back(page).give_take)
    desk.store.contacts.save(replace(mina, state=State.NOT_SAFE))
    counted(page)
    assert "Mina" not in words(back(page).give_take)


def test_the_day_can_be_chosen_or_none(page: HistoryPage, desk: Desk) -> None:
    box = back(page).day
    assert box.currentText() == "Sunday"
    box.setCurrentIndex(box.findText("No day"))
    box.activated.emit(box.currentIndex())
    assert desk.snapshot.me.look_back_day is None
    desk.undo()
    assert desk.snapshot.me.look_back_day == 6
    assert box.currentText() == "Sunday"


def test_every_control_has_a_name(page: HistoryPage) -> None:
    for each in page.findChildren(QWidget):
        reached = each.isVisibleTo(page) and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and each.focusProxy() is None:
            assert each.accessibleName() or getattr(each, "text", str)(), type(each).__name__


def test_on_the_card_of_a_contact(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    card = ContactCard(desk, theme)
    qtbot.addWidget(card)
    card.resize(800, 900)
    card.show()
    ben = next(each for each in desk.snapshot.contacts if each.short_name == "Ben")
    card.show_contact(ben, desk.snapshot)
    group = card.groups["give_take"]
    form = group.open()
    group.show_contact(ben, desk.snapshot, anew=True)
    said = words(form)
    assert "That is what they are there for." in said
    assert "October 2026" in said


# ---- Today


def test_today_offers_it_on_the_chosen_day_and_not_when_it_is_there(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    empty_desk.store.contacts.save(Contact(name="Ana"))
    today = TodayPage(empty_desk, theme)
    qtbot.addWidget(today)
    today.show()
    card = today.look_back
    assert card.isVisible()
    with qtbot.waitSignal(today.goes) as gone:
        chip(card, "Look back").click()
    assert gone.args == ["check-ins", "look-back"]
    chip(card, "Not this week").click()
    assert not card.isVisible()
    empty_desk.undo()
    assert card.isVisible()
    today._begin_hard_week()
    assert not card.isVisible()


def test_there_is_one_way_to_scroll(page: HistoryPage) -> None:
    """In a low window the page scrolls, and nothing inside it beside that."""
    page.resize(700, 300)
    QApplication.sendPostedEvents()
    assert page.verticalScrollBar().maximum() > 0
    assert not isinstance(back(page), QScrollArea)
    assert not back(page).findChildren(QScrollArea)
