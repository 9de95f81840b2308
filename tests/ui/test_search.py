"""Search everything with the keyboard alone: what is found, what is said, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from supportdesk.content.helplines import load
from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Phone, State, SupportType
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Need, Question
from supportdesk.domain.helpline import HiddenLine, OwnLine
from supportdesk.domain.plan import Part, PlanItem, PlanPart
from supportdesk.ui.desk import Desk
from supportdesk.ui.found_note import FoundNote
from supportdesk.ui.kit import Card
from supportdesk.ui.pages.settings_places import places
from supportdesk.ui.search import SearchBox
from supportdesk.ui.search_hits import SHOWN, Hit, Looker
from supportdesk.ui.shell import Shell
from tests.screens.sample import sample_store
from tests.screens.window import ctrl, press

NOON = datetime(2026, 10, 1, 12, 0)


def look(desk: Desk, typed: str) -> tuple[Hit, ...]:
    return Looker(desk).find(typed)


def titles(desk: Desk, typed: str, group: str = "contacts") -> list[str]:
    return [hit.title for hit in look(desk, typed) if hit.group == group]


def people(desk: Desk, *contacts: Contact) -> None:
    desk.store.contacts.add_many(contacts, change=None)


# ---- what is found


@pytest.mark.parametrize("typed", ["zoe", "Zoë", "ZOE", "  zoe  ", "zo", "zoe lee", "lee z"])
def test_a_name_is_found_however_it_is_typed(empty_desk: Desk, typed: str) -> None:
    people(empty_desk, Contact(name="Zoë Lee"), Contact(name="Ada"))
    assert titles(empty_desk, typed) == ["Zoë Lee"]


@pytest.mark.parametrize("typed", ["strasse", "straße", "STRASSE", "königstr"])
def test_the_middle_of_a_long_name_is_found_too(empty_desk: Desk, typed: str) -> None:
    people(empty_desk, Contact(name="Treff Königstraße"))
    assert titles(empty_desk, typed) == ["Treff Königstraße"]


def test_every_word_has_to_fit(empty_desk: Desk) -> None:
    people(empty_desk, Contact(name="Sam Lee"), Contact(name="Sam Ortiz"))
    assert titles(empty_desk, "sam xyz") == []
    assert look(empty_desk, "  ") == look(empty_desk, '"*') == look(empty_desk, "\x00\ud800") == ()


def test_names_that_begin_with_it_come_first(empty_desk: Desk) -> None:
    people(empty_desk, Contact(name="Group with Ana"), Contact(name="Liliana"), Contact(name="Ana"))
    assert titles(empty_desk, "ana") == ["Ana", "Group with Ana", "Liliana"]


def test_a_contact_shows_the_line_that_was_found(empty_desk: Desk) -> None:
    who = Contact(
        name="Lee", role="lodger", phones=(Phone(number="01632 960 101"),), notes="Tall.\nHas a van."
    )
    people(empty_desk, who)
    for typed, line in (("van", "Has a van."), ("960 101", "01632 960 101"), ("lee", "lodger")):
        assert [hit.line for hit in look(empty_desk, typed) if hit.group == "contacts"] == [line]


def test_all_that_was_written_is_found_and_leads_to_itself(empty_desk: Desk) -> None:
    store = empty_desk.store
    people(empty_desk, Contact(id="a", name="Ana"))
    met = (CheckInPerson(contact_id="a", note="her knee hurts"),)
    store.checkins.log(CheckIn(id="c", when=NOON, people=met, note="a walk"))
    store.goals.save(Goal(id="g", what="Visit the choir", note="bring a scarf"))
    store.plans.save_part(PlanPart(id="p", part=Part.SIGNS, items=(PlanItem(text="no appetite"),)))
    store.notes.save(Need(id="n", text="a lift to the clinic", type=SupportType.PRACTICAL))
    store.notes.save(Question(id="q", text="is the dose right"))
    for typed, group, page, id_, line in (
        ("knee", "check-ins", "check-ins", "c", "1 October 2026 · her knee hurts"),
        ("scarf", "goals", "goals", "g", "bring a scarf"),
        ("appetite", "plan", "plan", "p", "no appetite"),
        ("clinic", "support", "support", "n", "Practical"),
        ("dose", "notes", "note", "q", "A question to ask"),
    ):
        (hit,) = look(empty_desk, typed)
        assert (hit.group, hit.page, hit.target, hit.line) == (group, page, id_, line)


def test_a_name_finds_the_check_ins_goals_and_needs_with_that_contact(empty_desk: Desk) -> None:
    store = empty_desk.store
    people(empty_desk, Contact(id="a", name="Ana"), Contact(id="b", name="Ben"))
    for number, who in enumerate("ab"):
        store.checkins.log(
            CheckIn(
                id=f"c{who}",
                when=NOON + timedelta(days=number),
                people=(CheckInPerson(contact_id=who),),
                note="cinema",
            )
        )
    store.goals.save(Goal(id="g", what="Call more often", contact_ids=("a",)))
    store.notes.save(Need(id="n", text="a lift", type=SupportType.PRACTICAL, contact_ids=("a",)))
    store.plans.save_part(PlanPart(id="p", part=Part.PEOPLE, items=(PlanItem(contact_id="a"),)))
    found = {hit.group: hit.target for hit in look(empty_desk, "ana") if hit.page != "check-in"}
    assert found == {"contacts": "a", "check-ins": "ca", "goals": "g", "support": "n", "plan": "p"}
    assert [hit.target for hit in look(empty_desk, "ana cine")] == ["ca"]
    assert [hit.line for hit in look(empty_desk, "ana") if hit.group == "plan"] == ["Ana"]


def test_check_ins_come_newest_first_and_the_rest_is_offered(empty_desk: Desk) -> None:
    people(empty_desk, Contact(id="a", name="Ana"))
    met = (CheckInPerson(contact_id="a"),)
    for day in range(6):
        when = NOON + timedelta(days=day)
        empty_desk.store.checkins.log(CheckIn(id=f"c{day}", when=when, people=met, note="tea"))
    hits = [hit for hit in look(empty_desk, "tea") if hit.group == "check-ins"]
    assert [hit.target for hit in hits] == ["c5", "c4", "c3", "c2", "find:tea"]
    people(empty_desk, *(Contact(name=f"Tea {number}") for number in range(40)))
    contacts = [hit for hit in look(empty_desk, "tea") if hit.group == "contacts"]
    assert len(contacts) == SHOWN["contacts"] + 1
    assert (contacts[-1].page, contacts[-1].target) == ("contacts", "find:tea")


def test_only_somebody_who_may_be_prompted_is_offered_for_a_check_in(empty_desk: Desk) -> None:
    people(empty_desk, *(Contact(name=f"Sam {each.value}", state=each) for each in State))
    offered = [hit.title for hit in look(empty_desk, "sam") if hit.page == "check-in"]
    assert offered == ["Log a check-in with Sam active", "Log a check-in with Sam changing"]
    assert "Sam not_safe" in titles(empty_desk, "sam not")
    assert [hit.page for hit in look(empty_desk, "log check sam act")] == ["check-in"]
    assert not [hit for hit in look(empty_desk, "log sam not_safe") if hit.page == "check-in"]


def test_helplines_of_the_chosen_country_are_found(empty_desk: Desk) -> None:
    empty_desk.settings.country = "GB"
    line = load().for_country("GB")[0]
    hits = [hit for hit in look(empty_desk, line.name) if hit.group == "helplines"]
    assert (hits[0].page, hits[0].target) == ("help", line.id)
    assert hits[0].line.startswith(line.phone or line.sms or line.web)
    empty_desk.settings.country = "FR"
    assert all(
        load().helpline(hit.target).serves("FR") for hit in look(empty_desk, "24") if hit.page == "help"
    )
    empty_desk.settings.country = ""
    assert not [hit for hit in look(empty_desk, line.name) if hit.group == "helplines"]


def test_own_helplines_are_found_and_hidden_ones_are_not(empty_desk: Desk) -> None:
    empty_desk.settings.country = "GB"
    line = load().for_country("GB")[0]
    empty_desk.store.notes.save(OwnLine(id="own", name="Zebra night line", phone="555"))
    (hit,) = look(empty_desk, "zebra")
    assert (hit.group, hit.page, hit.target, hit.line) == ("helplines", "help", "own", "555")
    empty_desk.store.notes.save(HiddenLine(helpline_id=line.id))
    assert line.id not in {hit.target for hit in look(empty_desk, line.name)}


def test_the_group_with_the_best_title_comes_first(empty_desk: Desk) -> None:
    people(empty_desk, Contact(name="Ana", notes="locksmith"))
    empty_desk.store.goals.save(Goal(what="Lock the shed"))
    assert [hit.group for hit in look(empty_desk, "lock")][:2] == ["goals", "contacts"]


def test_what_is_in_the_trash_is_not_found(empty_desk: Desk) -> None:
    who = Contact(name="Wilhelmine")
    people(empty_desk, who)
    assert titles(empty_desk, "wilh") == titles(empty_desk, "helm") == ["Wilhelmine"]
    empty_desk.do(lambda: empty_desk.store.contacts.remove(who.id))
    assert look(empty_desk, "wilh") == look(empty_desk, "helm") == ()
    empty_desk.undo()
    assert titles(empty_desk, "wilh") == ["Wilhelmine"]


def test_a_renamed_contact_is_found_by_its_new_name_at_once(empty_desk: Desk) -> None:
    who = Contact(name="Wilhelmine")
    people(empty_desk, who)
    looker = Looker(empty_desk)
    assert looker.find("wilh")
    empty_desk.do(lambda: empty_desk.store.contacts.save(replace(who, name="Minna")))
    assert [hit.title for hit in looker.find("minna") if hit.group == "contacts"] == ["Minna"]
    assert looker.find("wilh") == ()


# ---- the box in the window


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> Shell:
    shell.open_store(sample_store(shell.clock.today))
    shell.resize(1100, 740)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.show_workspace("today")
    return shell


def box(window: Shell) -> SearchBox:
    return window.workspace.search


def rows(window: Shell) -> list[str]:
    list_ = box(window).list
    if list_ is None or not list_.isVisible():
        return []
    return [hit.title for hit in list_.rows.hits]


def test_by_keys_alone_from_any_page_to_a_contact(window: Shell, qtbot: QtBot) -> None:
    name = window.desk.snapshot.contacts[3].name
    ctrl(window, Qt.Key.Key_K)
    assert QApplication.focusWidget() is box(window).edit
    press(window, name)
    assert rows(window)[0].startswith(name)
    press(window, Qt.Key.Key_Return)
    assert rows(window) == []
    assert window.workspace.page_name == "contacts"
    page = window.workspace.page
    qtbot.waitUntil(lambda: page.card is not None and page.card.contact.name == name)


def test_arrow_keys_choose_and_come_round(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "go")
    list_ = box(window).list
    count = len(rows(window))
    press(window, Qt.Key.Key_Up)
    assert list_.currentIndex().row() == count - 1
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert list_.currentIndex().row() == 1
    while list_.chosen.title != "Goals":
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "goals"


@pytest.mark.parametrize(
    "name", ["dark", "larger", "lock", "save_pdf", "undo", "add_goal", "reach", "check_in"]
)
def test_commands_are_the_actions_of_the_menus(window: Shell, name: str) -> None:
    action = window.actions_.all[name]
    ctrl(window, Qt.Key.Key_K)
    press(window, action.text())
    hit = next(hit for hit in box(window).hits if hit.group == "commands")
    assert hit.command is action
    assert hit.line == action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)


def test_a_command_is_done(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "dark", Qt.Key.Key_Return)
    assert window.theme.is_dark
    assert box(window).edit.text() == ""


def test_a_check_in_with_somebody_begins_here(window: Shell) -> None:
    name = next(each for each in window.desk.snapshot.contacts if each.is_active).short_name
    ctrl(window, Qt.Key.Key_K)
    press(window, f"log check-in {name}", Qt.Key.Key_Return)
    assert window.workspace.panel.isVisible()
    assert window.workspace.panel.people.value != ()


def open_first(window: Shell, typed: str, group: str) -> Hit:
    ctrl(window, Qt.Key.Key_K)
    press(window, typed)
    hit = next(hit for hit in box(window).hits if hit.group == group)
    while box(window).list.chosen is not hit:
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    return hit


def test_a_check_in_opens_at_that_entry(window: Shell) -> None:
    hit = open_first(window, "coffee", "check-ins")
    assert window.workspace.page_name == "check-ins"
    assert window.workspace.page.list.chosen_id == hit.target
    assert window.workspace.page.list.hasFocus()


def test_a_plan_line_opens_the_plan_at_that_part(window: Shell) -> None:
    part = next(each for each in window.desk.snapshot.plan.parts if each.items and each.items[0].text)
    hit = open_first(window, part.items[0].text, "plan")
    assert (window.workspace.page_name, hit.target) == ("plan", part.id)
    assert window.workspace.page.write.cards[part.id].isAncestorOf(QApplication.focusWidget())


def test_a_helpline_opens_get_help_now_at_that_line(window: Shell, qtbot: QtBot) -> None:
    window.settings.country = "GB"
    line = load().for_country("GB")[-1]
    open_first(window, line.name, "helplines")
    help_ = window.findChild(QDialog)
    shown = help_.findChild(object, f"helpline-{line.id}")
    assert shown.isVisible()
    assert shown.isAncestorOf(help_.focusWidget())
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty())
    help_.accept()


def test_a_small_note_is_shown_by_itself(window: Shell) -> None:
    question = window.desk.snapshot.notes.questions[0]
    open_first(window, question.text, "notes")
    shown = window.findChild(FoundNote)
    assert question.text in shown.accessibleDescription()
    assert shown.close_button.hasFocus()
    shown.accept()


def test_every_setting_leads_to_its_card(window: Shell) -> None:
    window.show_workspace("settings")
    cards = {card.title.text() for card in window.workspace.page.findChildren(Card) if card.title}
    named = [each.title for each in places() if each.title in cards]
    assert named == ["Look", "Privacy", "About SupportDesk"]  # all that the sample has
    for title in named[:2]:
        open_first(window, f"settings {title}", "settings")
        focus = QApplication.focusWidget()
        while not isinstance(focus, Card):
            focus = focus.parentWidget()
        assert focus.title.text() == title


def test_the_rest_is_shown_on_its_page(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "th")
    while box(window).list.chosen.title != "See all in Check-ins":
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "check-ins"
    assert window.workspace.page.filter.text() == "th"
    window.workspace.go("contacts", "find:marc")
    assert window.workspace.page.finding.filter.text() == "marc"


def test_a_contact_far_down_is_brought_into_view(window: Shell, qtbot: QtBot) -> None:
    last = sorted(window.desk.snapshot.contacts, key=lambda each: each.name)[-1]
    ctrl(window, Qt.Key.Key_K)
    press(window, last.name, Qt.Key.Key_Return)
    list_ = window.workspace.page.list
    assert list_.chosen_id == last.id
    qtbot.waitUntil(lambda: list_.viewport().rect().contains(list_.visualRect(list_.currentIndex()).center()))


def test_a_goal_leads_to_the_goals(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, window.desk.snapshot.goals[0].what[:12])
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "goals"


def test_nothing_found_says_so_and_offers_to_add(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "Qqqq")
    assert rows(window) == ["No match for that word.", "Add a contact named Qqqq"]
    press(window, Qt.Key.Key_Return)
    assert window.workspace.page_name == "today"
    assert box(window).edit.text() == "Qqqq"
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.workspace.page_name == "contacts"
    assert window.workspace.page.quick.edit.text() == "Qqqq"
    assert window.workspace.page.quick.edit.hasFocus()


def test_escape_clears_and_closes(window: Shell) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "ad")
    assert rows(window)
    press(window, Qt.Key.Key_Escape)
    assert rows(window) == []
    assert box(window).edit.text() == ""


@pytest.mark.parametrize("way", ["tab", "page"])
def test_leaving_by_keys_takes_the_results_away(window: Shell, way: str) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "a")
    assert rows(window)
    if way == "tab":
        press(window, Qt.Key.Key_Tab)
    else:
        ctrl(window, Qt.Key.Key_2)
        assert window.workspace.page_name == "contacts"
        assert QApplication.focusWidget() is not box(window).edit
    assert rows(window) == []


def test_a_result_can_be_clicked(window: Shell, qtbot: QtBot) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "goals")
    list_ = box(window).list
    spot = list_.visualRect(list_.rows.index(0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.workspace.page_name == "goals"


def test_the_results_lie_under_the_line_at_every_size(window: Shell, qtbot: QtBot) -> None:
    ctrl(window, Qt.Key.Key_K)
    press(window, "a")
    for size in ((1100, 740), (820, 600), (1400, 900)):
        window.resize(*size)
        QApplication.processEvents()
        list_, edit = box(window).list, box(window).edit
        top = edit.mapToGlobal(edit.rect().bottomLeft())
        assert list_.mapToGlobal(list_.rect().topLeft()).x() == top.x()
        assert abs(list_.mapToGlobal(list_.rect().topLeft()).y() - top.y()) <= 8
        assert list_.width() == edit.width()


def test_with_large_letters_the_results_are_wider_than_the_line_and_leave_hide_alone(
    window: Shell, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    window.theme.resize(200)
    ctrl(window, Qt.Key.Key_K)
    press(window, "a")
    QApplication.processEvents()
    list_, edit, hide = box(window).list, box(window).edit, window.workspace.hide_button
    assert list_.width() > edit.width()
    place = QRect(list_.mapToGlobal(QPoint()), list_.size())
    assert not place.intersects(QRect(hide.mapToGlobal(QPoint()), hide.size()))
    assert place.right() <= window.mapToGlobal(window.rect().topRight()).x()
    window.theme.resize(100)
