"""The newer pieces of the plan editor: agreements beside the names, leaving out, dragging, what is known."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Asked, Contact, Kind, Phone, Reachable
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.plan import PlanPage
from supportdesk.ui.pages.plan_card import PartCard
from supportdesk.ui.pages.plan_people import PersonRow
from supportdesk.ui.theme import Theme
from supportdesk.words.agreed import agreed
from supportdesk.words.hours import reachable
from tests.screens.plan import PlanScreen, words

ANA = Contact(id="a" * 32, name="Ana Ruiz", kinds=(Kind.FAMILY,), phones=(Phone(number="01632 960777"),))
SORTS = (Part.SIGNS, Part.ON_MY_OWN, Part.PEOPLE, Part.SAFER)


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> PlanScreen:
    store = empty_desk.store
    store.contacts.save(ANA)
    items = {Part.PEOPLE: (PlanItem(id="ana", contact_id=ANA.id),)}
    parts = tuple(
        PlanPart(id=each.value, part=each, items=items.get(each, (PlanItem(text="one"),))) for each in SORTS
    )
    store.plans.save(Plan(parts=parts))
    return PlanScreen(qtbot, empty_desk, theme)


def row(screen: PlanScreen) -> PersonRow:
    return screen.card(Part.PEOPLE).people.rows["ana"]


def kept(screen: PlanScreen) -> Contact:
    found = screen.desk.store.snapshot().contact(ANA.id)
    assert found is not None
    return found


# ---- what they agreed to


def test_what_somebody_agreed_to_is_noted_beside_their_name_by_keys(screen: PlanScreen) -> None:
    person = row(screen)
    person.ask.setFocus()
    screen.press(Qt.Key.Key_Space)
    assert person.agreed is not None
    assert person.agreed.isAncestorOf(QApplication.focusWidget())
    screen.press(Qt.Key.Key_Right, 2)
    screen.press(Qt.Key.Key_Space)
    screen.tab_to(person.agreed.what.edit)
    screen.type("calls at night")
    screen.page.flush()
    contact = kept(screen)
    assert (contact.asked, contact.asked_what, contact.asked_on) == (
        Asked.AGREED, "calls at night", date(2026, 11, 1),
    )  # fmt: skip
    assert "Asked, said yes on 1 November 2026: calls at night" in words(person)


def test_typing_is_kept_half_a_second_later_and_taken_back_as_one(screen: PlanScreen) -> None:
    person = row(screen)
    person._open_agreed()
    assert person.agreed is not None
    person.agreed.what.edit.setFocus()
    screen.type("rides")
    screen.qtbot.waitUntil(lambda: kept(screen).asked_what == "rides", timeout=3000)
    screen.desk.undo()
    assert kept(screen).asked_what == ""
    assert person.agreed.what.value == ""


def test_agreement_and_hours_in_words() -> None:
    assert agreed(Contact(name="A")) == ""
    assert agreed(Contact(name="A", asked=Asked.ASKED, asked_on=date(2026, 5, 3))) == "Asked on 3 May 2026"
    assert agreed(Contact(name="A", asked=Asked.AGREED, asked_what="rides.")) == "Asked, said yes: rides"
    spans = (Reachable(days=(0, 1, 2, 3, 4), start="09:00", end="17:00"),)
    told = reachable(Contact(name="A", reachable=spans, night_ok=True))
    assert told == "Monday to Friday, 09:00 to 17:00 · Fine at night in an emergency"
    assert reachable(Contact(name="A", reachable=spans, reachable_note="evenings")) == "evenings"


def test_tab_goes_from_the_list_to_choose_from_back_to_the_people_above(screen: PlanScreen) -> None:
    """Qt leaves a hidden field with a proxy out of every order; fields have none."""
    people = screen.card(Part.PEOPLE).people
    screen.desk.store.contacts.save(Contact(name="Bo"))
    people.start_choosing()
    screen.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert people.picker is not None
    assert people.picker.isAncestorOf(focus)
    last = list(people.rows.values())[-1]
    screen.qtbot.keyClick(focus, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is last.ask


# ---- leaving out


def test_a_part_that_is_still_empty_can_be_left_out_again(screen: PlanScreen) -> None:
    card = screen.add(Part.MATTERS)
    assert card.leave.isVisible()
    assert not screen.card(Part.SIGNS).leave.isVisible()
    card.leave.setFocus()
    screen.press(Qt.Key.Key_Space)
    assert screen.plan.part(Part.MATTERS) is None
    assert screen.page.write.adding.buttons[Part.MATTERS].isVisible()


# ---- dragging


def drag(card: PartCard, *ys: int) -> None:
    """Press on the grip, move to these heights of the screen, let go at the last."""
    grip = card.grip
    start = grip.mapToGlobal(QPoint(4, 4))
    steps = [(QEvent.Type.MouseButtonPress, start.y()), *((QEvent.Type.MouseMove, y) for y in ys)]
    for kind, y in (*steps, (QEvent.Type.MouseButtonRelease, ys[-1])):
        where = QPointF(start.x(), y)
        left = Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            grip, QMouseEvent(kind, QPointF(4, 4), where, left, left, Qt.KeyboardModifier.NoModifier)
        )


def middle(card: PartCard) -> int:
    return card.mapToGlobal(QPoint(0, card.height() // 2)).y()


def test_a_part_is_dragged_below_another_and_back(screen: PlanScreen) -> None:
    cards = screen.cards()
    drag(cards[0], middle(cards[1]) - 20, middle(cards[1]) + 20)
    assert [each.part for each in screen.plan.parts] == [Part.ON_MY_OWN, Part.SIGNS, Part.PEOPLE, Part.SAFER]
    screen.desk.undo()
    assert [each.part for each in screen.plan.parts] == list(SORTS)
    cards = screen.cards()
    drag(cards[3], middle(cards[0]) - 20)
    assert [each.part for each in screen.plan.parts] == [Part.SAFER, *SORTS[:3]]


def test_a_short_pull_or_one_that_comes_back_moves_nothing(screen: PlanScreen) -> None:
    cards = screen.cards()
    here = cards[0].grip.mapToGlobal(QPoint(4, 4)).y()
    drag(cards[0], here + 3)
    drag(cards[0], middle(cards[2]) + 20, here)
    assert [each.part for each in screen.plan.parts] == list(SORTS)
    line = screen.page.write._drop_line
    assert line is not None
    assert not line.isVisible()


def test_a_part_asked_for_at_the_first_visit_comes_into_view(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    page = PlanPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.open_target(Part.PEOPLE)
    part = desk.snapshot.plan.part(Part.PEOPLE)
    assert part is not None
    card = page.write.cards[part.id]

    def is_seen() -> bool:
        top = card.mapTo(page.viewport(), QPoint(0, 0)).y()
        return page.verticalScrollBar().value() > 0 and 0 <= top < page.viewport().height() // 2

    qtbot.waitUntil(is_seen, timeout=3000)


# ---- what is known


def test_what_is_known_is_folded_away_and_honest(screen: PlanScreen) -> None:
    more = screen.page.write.more
    assert "clinician" not in words(more)
    more.head.setFocus()
    screen.press(Qt.Key.Key_Space)
    said = words(more)
    assert "It is best made with someone" in said
    assert "They did not change the thoughts." in said
    assert "only tested for being easy to use" in said
