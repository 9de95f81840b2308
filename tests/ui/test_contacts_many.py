"""Several contacts at once: marked by keys and clicks, changed, removed, put together, told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.domain.bulk import change_to, changed, values
from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Asked, Contact, Kind, Phone, Ring, State, Support, SupportType
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.contact_model import row_of, shape_of
from supportdesk.ui.pages.contacts import ContactsPage
from supportdesk.ui.theme import Theme
from tests.screens.contacts import ContactsScreen
from tests.ui.test_contacts import shown

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NAMES = ("Ana", "Ben", "Cem", "Dora", "Eli")


@pytest.fixture
def five(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> ContactsScreen:
    """The page with five contacts."""
    made = tuple(Contact(id=each.lower(), name=each, kinds=(Kind.FRIEND,)) for each in NAMES)
    empty_desk.store.contacts.add_many(made, change=None)
    return shown(qtbot, empty_desk, theme)


def marked(screen: ContactsScreen) -> list[str]:
    return sorted(screen.page.list.rows.marked)


def click(screen: ContactsScreen, name: str, keys: Qt.KeyboardModifier) -> None:
    view = screen.page.list
    place = view.visualRect(view.rows.index(screen.names.index(name))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)


# ---- marking


def test_marking_by_keys_alone(five: ContactsScreen) -> None:
    five.page.list.setFocus()
    five.key(Qt.Key.Key_Space)
    assert marked(five) == ["ana"]
    assert five.page.bulk.bar.count.text() == "1 contact marked"
    five.key(Qt.Key.Key_Down, SHIFT)
    five.key(Qt.Key.Key_Down, SHIFT)
    assert marked(five) == ["ana", "ben", "cem"]
    five.key(Qt.Key.Key_Space)
    assert marked(five) == ["ana", "ben"]
    five.key(Qt.Key.Key_A, CTRL)
    assert marked(five) == ["ana", "ben", "cem", "dora", "eli"]
    five.key(Qt.Key.Key_Escape)
    assert marked(five) == []
    assert not five.page.bulk.bar.isVisible()
    assert five.focus is five.page.list


def test_marking_with_ctrl_and_shift_clicks(five: ContactsScreen) -> None:
    five.choose("Ben")
    click(five, "Dora", CTRL)
    assert marked(five) == ["ben", "dora"]
    click(five, "Dora", CTRL)
    assert marked(five) == ["ben"]
    five.key(Qt.Key.Key_Escape)
    five.choose("Ben")
    click(five, "Eli", SHIFT)
    assert marked(five) == ["ben", "cem", "dora", "eli"]


def test_select_lets_a_plain_click_or_tap_mark(five: ContactsScreen) -> None:
    five.press("Select")
    assert "Mark contacts with Space, a click or a tap." in five.words
    click(five, "Cem", Qt.KeyboardModifier.NoModifier)
    click(five, "Eli", Qt.KeyboardModifier.NoModifier)
    assert marked(five) == ["cem", "eli"]
    five.press("Select")
    assert not five.page.list.rows.marking


def test_a_row_says_whether_it_is_marked(five: ContactsScreen) -> None:
    rows = five.page.list.rows
    said = lambda row: rows.data(rows.index(row), Qt.ItemDataRole.AccessibleTextRole)  # noqa: E731
    assert not said(0).startswith(("Marked", "Not marked"))
    five.page.list.start_marking(frozenset({"ana"}))
    assert said(0).startswith("Marked. Ana")
    assert said(1).startswith("Not marked. Ben")


def test_marks_stay_while_the_list_is_filtered(five: ContactsScreen) -> None:
    five.page.list.start_marking(frozenset({"ana", "eli"}))
    five.find("dora")
    five.page.finding.filter.setFocus()
    five.key(Qt.Key.Key_Down)
    five.key(Qt.Key.Key_Space)
    five.find("")
    assert marked(five) == ["ana", "dora", "eli"]
    assert "3 contacts marked" in five.words


# ---- one change for all


def test_a_change_for_all_is_one_step(five: ContactsScreen, empty_desk: Desk) -> None:
    said: list[Notice] = []
    empty_desk.noticed.connect(said.append)
    before = empty_desk.snapshot.contacts
    five.page.list.start_marking(frozenset({"ana", "ben", "cem"}))
    five.page.bulk.bar.changed.emit("ring", Ring.INNER)
    rings = [each.ring for each in empty_desk.snapshot.contacts]
    assert rings == [Ring.INNER] * 3 + [Ring.MIDDLE] * 2
    assert said[-1].text == "3 contacts were changed."
    five.page.bulk.bar.changed.emit("ring", Ring.INNER)
    assert said[-1].text == "They are like that already."
    assert marked(five) == ["ana", "ben", "cem"], "the next change is for the same"
    empty_desk.undo()
    assert said[-1].text == "Undone: the change to 3 contacts."
    assert empty_desk.snapshot.contacts == before


def test_every_menu_entry_makes_its_change(five: ContactsScreen, empty_desk: Desk) -> None:
    five.page.list.start_marking(frozenset({"ana"}))
    chosen: list[tuple[str, object]] = []
    five.page.bulk.bar.changed.disconnect()
    five.page.bulk.bar.changed.connect(lambda what, value: chosen.append((what, value)))
    for sub in five.page.bulk.bar.change.menu().actions():
        for action in sub.menu().actions():
            action.trigger()
    assert chosen == [(what, value) for what, all_ in values().items() for value in all_]


def test_what_each_change_does(clock: object) -> None:
    today = datetime(2026, 11, 1).date()
    who = Contact(
        name="Ana",
        kinds=(Kind.FRIEND,),
        angle=3.0,
        distance=50.0,
        supports=(Support(type=SupportType.SOCIAL),),
    )
    for what, value, after in (
        ("ring", Ring.OUTER, replace(who, ring=Ring.OUTER, angle=None, distance=None)),
        ("ring", Ring.MIDDLE, who),
        ("state", State.ON_A_BREAK, replace(who, state=State.ON_A_BREAK)),
        ("add_kind", Kind.PEER, replace(who, kinds=(Kind.FRIEND, Kind.PEER))),
        ("add_kind", Kind.FRIEND, who),
        ("take_kind", Kind.FRIEND, replace(who, kinds=())),
        ("support", SupportType.SOCIAL, who),
        ("asked", Asked.AGREED, replace(who, asked=Asked.AGREED, asked_on=today)),
        ("asked", Asked.NOT_YET, who),
    ):
        assert change_to(what, value, today)(who) == after, what
    fresh = change_to("support", SupportType.PRACTICAL, today)(who)
    assert {each.type for each in fresh.supports} == {SupportType.SOCIAL, SupportType.PRACTICAL}
    assert changed((who,), change_to("support", SupportType.SOCIAL, today)) == ()


def test_several_are_removed_by_del_and_come_back(five: ContactsScreen, empty_desk: Desk) -> None:
    five.page.list.start_marking(frozenset({"ana", "ben"}))
    five.page.list.setFocus()
    five.key(Qt.Key.Key_Delete)
    assert five.names == ["Cem", "Dora", "Eli"]
    assert not five.page.list.rows.marking
    empty_desk.undo()
    assert five.names == list(NAMES)


# ---- facets and order


def test_facets_are_shown_as_chips_and_taken_away(five: ContactsScreen, empty_desk: Desk) -> None:
    store = empty_desk.store.contacts
    ana, ben, *_rest = empty_desk.snapshot.contacts
    store.save(replace(ana, ring=Ring.INNER, state=State.ON_A_BREAK))
    store.save(replace(ben, ring=Ring.INNER))
    menu = five.page.finding.more.menu()

    def choose(words: str) -> None:
        for sub in menu.actions():
            for action in sub.menu().actions():
                if action.text() == words:
                    action.trigger()
        QApplication.processEvents()

    choose("Inner ring")
    assert five.names == ["Ana", "Ben"]
    choose("On a break")
    assert five.names == ["Ana"]
    five.press("Only On a break. Press to take it away.")
    assert five.names == ["Ana", "Ben"]
    assert five.focus.accessibleName() == "Only Inner ring. Press to take it away."  # type: ignore[union-attr]
    five.press("Only Inner ring. Press to take it away.")
    assert five.names == list(NAMES)
    assert five.focus is five.page.finding.more


def test_sorting_by_next_time(five: ContactsScreen, empty_desk: Desk) -> None:
    for name, day, ring in (("ana", 20, Ring.OUTER), ("ben", 25, Ring.INNER), ("cem", 1, Ring.MIDDLE)):
        contact = empty_desk.snapshot.contact(name)
        assert contact is not None
        empty_desk.store.contacts.save(replace(contact, ring=ring))
        met = (CheckInPerson(contact_id=name),)
        empty_desk.store.checkins.log(CheckIn(when=datetime(2026, 10, day, 9), people=met))
    empty_desk.store.checkins.log(
        CheckIn(when=datetime(2026, 10, 1), people=(CheckInPerson(contact_id="dora"),))
    )
    dora = empty_desk.snapshot.contact("dora")
    assert dora is not None
    empty_desk.store.contacts.save(replace(dora, state=State.ON_A_BREAK))
    sort = five.page.finding.sort
    sort.setCurrentIndex(3)
    sort.activated.emit(3)
    assert five.names == ["Cem", "Ben", "Ana", "Dora", "Eli"]


# ---- doubles and putting together


@pytest.fixture
def twins(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> ContactsScreen:
    """Ana twice, by one number; and Ben."""
    empty_desk.store.contacts.add_many(
        (
            Contact(id="1", name="Ana Ruiz", phones=(Phone(number="01632 960101"),), notes="tea"),
            Contact(id="2", name="Annie", phones=(Phone(number="+44 1632 960101"),), ring=Ring.INNER),
            Contact(id="3", name="Ben"),
        ),
        change=None,
    )
    met = (CheckInPerson(contact_id="2"),)
    empty_desk.store.checkins.log(CheckIn(id="c", when=datetime(2026, 10, 1), people=met))
    screen = shown(qtbot, empty_desk, theme)
    qtbot.waitUntil(screen.page.links.doubles.isVisible)
    return screen


def test_doubles_are_found_shown_and_put_together(twins: ContactsScreen, empty_desk: Desk) -> None:
    twins.press("Possible doubles (1)")
    assert "They share a phone number." in twins.words
    assert not twins.page.add_button.isVisible()
    twins.press("Look and put together")
    assert "Choose where they differ" in twins.words
    assert "So is 1 check-in." in twins.words
    merge = twins.page.views.merge
    assert merge is not None
    assert set(merge.choices) == {"name", "ring"}
    merge.choices["ring"].value = 1
    merge.choices["ring"].chosen.emit(1)
    assert "Inner ring · Active" in twins.words
    assert "Also name: Annie" in twins.words
    twins.press("Put together")
    assert twins.names == ["Ana Ruiz", "Ben"]
    assert twins.in_hand == "Ana Ruiz"
    one = empty_desk.snapshot.contact("1")
    assert one is not None
    assert (one.ring, one.notes) == (Ring.INNER, "tea\nAlso name: Annie")
    assert empty_desk.store.checkins.all()[0].contact_ids == ("1",)
    twins.qtbot.waitUntil(lambda: not twins.page.links.doubles.isVisible())
    empty_desk.undo()
    assert twins.names == ["Ana Ruiz", "Annie", "Ben"]
    assert empty_desk.store.checkins.all()[0].contact_ids == ("2",)


def test_those_who_are_different_are_not_asked_about_again(twins: ContactsScreen, empty_desk: Desk) -> None:
    twins.press("Possible doubles (1)")
    twins.press("They are different")
    assert "Nothing here." in twins.words
    twins.key(Qt.Key.Key_Escape)
    assert twins.page.list.isVisible()
    twins.qtbot.waitUntil(lambda: not twins.page.links.doubles.isVisible())
    empty_desk.undo()
    twins.qtbot.waitUntil(twins.page.links.doubles.isVisible)


def test_nobody_who_is_not_safe_is_brought_up(twins: ContactsScreen, empty_desk: Desk) -> None:
    annie = empty_desk.snapshot.contact("2")
    assert annie is not None
    empty_desk.store.contacts.save(replace(annie, state=State.NOT_SAFE))
    twins.qtbot.waitUntil(lambda: not twins.page.links.doubles.isVisible())
    twins.page.show_merge(("1", "2"))
    assert "How it is now" in twins.words, "the person may put them together on their own"


def test_esc_goes_from_the_preview_to_the_doubles_and_changes_nothing(
    twins: ContactsScreen, empty_desk: Desk
) -> None:
    before = empty_desk.snapshot
    twins.press("Possible doubles (1)")
    twins.press("Look and put together")
    twins.key(Qt.Key.Key_Escape)
    assert "They share a phone number." in twins.words
    twins.key(Qt.Key.Key_Escape)
    assert twins.names == ["Ana Ruiz", "Annie", "Ben"]
    assert empty_desk.snapshot == before


def test_any_that_are_marked_can_be_put_together(five: ContactsScreen, empty_desk: Desk) -> None:
    five.page.list.start_marking(frozenset({"ana"}))
    assert not five.page.bulk.bar.merge.isEnabled()
    five.page.list.start_marking(frozenset({"ana", "cem", "eli"}))
    five.press("Put together")
    assert "Ana · Cem · Eli" in five.words
    five.press("Put together")
    assert five.names == ["Ana", "Ben", "Dora"]
    assert "Also name: Cem\nAlso name: Eli" in empty_desk.snapshot.contact("ana").notes  # type: ignore[union-attr]
    assert isinstance(five.page, ContactsPage)
    assert not five.page.list.rows.marking


def test_how_tall_a_row_is_follows_from_the_row(desk: Desk) -> None:
    first = desk.snapshot.contacts[0]
    odd = [replace(first, id=role, role=role, kinds=()) for role in ("", "  ", "x")]
    for contact in (*desk.snapshot.contacts, *odd):
        row = row_of(contact, {}, desk.today)
        assert shape_of(contact) == (bool(row.words), row.types)
