"""The page about one's support through its real widgets and the keyboard: who now, needs, who gives what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Asked, Contact, Kind, Phone, Reachable, State, Support, SupportType
from supportdesk.domain.growth import Need
from supportdesk.store import Store
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.support import MINUTE, SupportPage
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.support import ENTER, ESC, SPACE, TAB, SupportScreen
from tests.ui.conftest import FixedClock

ALL_WEEK = (0, 1, 2, 3, 4, 5, 6)
A_LIFT = "A lift to the clinic on Wednesdays"


def shown(qtbot: QtBot, desk: Desk, theme: Theme, size: tuple[int, int] = (900, 700)) -> SupportScreen:
    page = SupportPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.heading.setFocus()
    screen = SupportScreen(qtbot, page)
    screen.settle()
    return screen


@pytest.fixture
def own(desk: Desk) -> Desk:
    """The sample as if it were the person's own profile: numbers may be copied."""
    desk.store.save_me(replace(desk.store.me(), is_sample=False), undoable=False)
    desk.settings.country = "GB"
    return desk


@pytest.fixture
def screen(qtbot: QtBot, own: Desk, theme: Theme) -> SupportScreen:
    return shown(qtbot, own, theme)


def add(store: Store, name: str, **fields: object) -> Contact:
    contact = Contact(name=name, kinds=(Kind.FRIEND,), phones=(Phone(number="555 0100"),))
    contact = replace(contact, **fields)
    store.contacts.save(contact)
    return contact


def needs_of(desk: Desk) -> dict[str, Need]:
    return {each.text: each for each in desk.snapshot.notes.needs}


# ---- who can I reach now?


def test_three_names_with_number_why_and_first_words(screen: SupportScreen) -> None:
    assert screen.names == ["Ruth", "Kwame", "Deniz"]
    assert "01632 960103" in screen.answer
    assert "Fine to ring now, until 20:00. They like a call best." in screen.answer
    assert "You noted: Prefers calls before 8pm." in screen.answer
    assert "“Hi Ruth, do you have ten minutes? I would like to talk.”" in screen.answer


def test_one_helpline_with_its_number_and_hours(screen: SupportScreen) -> None:
    assert "Samaritans" in screen.answer
    assert "116 123" in screen.answer
    assert "24 hours, every day" in screen.answer
    assert "Not yet checked by a person." in screen.answer


def test_the_answer_changes_at_once_with_each_choice(screen: SupportScreen) -> None:
    screen.pick("What kind of support?: Emotional")
    screen.key(SPACE)
    assert screen.names == ["Ruth", "Kwame", "Deniz"]
    assert "“Hi Ruth, do you have ten minutes to listen? I would like to talk.”" in screen.answer
    screen.pick("How?: Text")
    screen.key(SPACE)
    assert screen.names[0] == "Kwame"
    screen.choose("Only those who agreed")
    assert screen.names == ["Kwame", "Deniz", "Mina"]


def test_when_it_is_very_hard_the_helpline_is_first_and_words_fit(screen: SupportScreen) -> None:
    screen.pick("How hard does it feel?: Very hard")
    screen.key(SPACE)
    assert screen.answer.index("Samaritans") < screen.answer.index("Open ")
    assert "I am having a very hard time" in screen.answer
    assert "You turn to them in hard times." in screen.answer


def test_the_choice_keeps_the_focus_when_the_answer_changes(screen: SupportScreen) -> None:
    screen.pick("How?: Video")
    screen.key(SPACE)
    assert screen.focused == "How?: Video"


def test_a_number_is_copied_by_key_and_said(screen: SupportScreen) -> None:
    screen.choose("Copy 01632 960103")
    assert QApplication.clipboard().text() == "01632 960103"
    assert isinstance(screen.focus, QPushButton)
    assert screen.focus.text() == "Copied"


def test_the_first_words_are_copied(screen: SupportScreen) -> None:
    screen.choose("Copy these words")
    assert QApplication.clipboard().text() == "Hi Ruth, do you have ten minutes? I would like to talk."


def test_numbers_of_the_sample_are_not_copied(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    screen = shown(qtbot, desk, theme)
    assert "01632 960103" in screen.answer
    copies = [one for one in screen.page.findChildren(QPushButton) if "960103" in one.accessibleName()]
    assert copies == []


def test_open_goes_to_the_contact(screen: SupportScreen, own: Desk) -> None:
    ruth = next(each for each in own.snapshot.contacts if each.short_name == "Ruth")
    with screen.qtbot.waitSignal(screen.page.goes) as going:
        screen.choose("Open Ruth")
    assert going.args == ["contacts", ruth.id]


def test_nobody_fits_is_said_kindly_and_anyone_is_one_key_away(screen: SupportScreen) -> None:
    screen.pick("What kind of support?: Practical")
    screen.key(SPACE)
    screen.pick("How?: Online")
    screen.key(SPACE)
    assert screen.names == []
    assert "Nobody on your list fits this right now. That happens, and it is not your fault." in screen.answer
    assert "111" in screen.answer
    screen.choose("Show anyone I can reach")
    assert len(screen.names) == 3
    assert screen.focused == "What kind of support?: Any"


def test_who_can_be_reached_next_is_told(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, clock: FixedClock
) -> None:
    add(empty_desk.store, "Ana", reachable=(Reachable(days=ALL_WEEK, start="09:00", end="11:00"),))
    screen = shown(qtbot, empty_desk, theme)
    assert screen.names == []
    assert "Ana can be reached from tomorrow at 09:00." in screen.answer
    assert "Choose your country to see its helplines." in screen.answer


def test_a_minute_later_the_answer_is_another_one(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, clock: FixedClock
) -> None:
    add(empty_desk.store, "Ana", reachable=(Reachable(days=ALL_WEEK, start="09:00", end="12:01"),))
    screen = shown(qtbot, empty_desk, theme)
    assert screen.names == ["Ana"]
    assert screen.page._clock.isActive()
    assert screen.page._clock.interval() == MINUTE
    clock.moment = datetime(2026, 11, 1, 12, 1)
    screen.page._clock.timeout.emit()
    assert screen.names == []
    screen.page.hide()
    assert not screen.page._clock.isActive()


def test_the_focus_stays_on_a_name_that_is_still_there(
    qtbot: QtBot, own: Desk, theme: Theme, clock: FixedClock
) -> None:
    screen = shown(qtbot, own, theme)
    screen.tab_to("Open Kwame")
    clock.moment = datetime(2026, 11, 1, 20, 30)  # Ruth is not rung after eight
    screen.page._clock.timeout.emit()
    assert "Ruth" not in screen.names
    assert screen.focused == "Open Kwame"


def test_one_who_is_not_safe_appears_nowhere(qtbot: QtBot, own: Desk, theme: Theme) -> None:
    ruth = next(each for each in own.snapshot.contacts if each.short_name == "Ruth")
    own.store.notes.save(Need(text="A quiet evening", type=SupportType.SOCIAL, contact_ids=(ruth.id,)))
    own.store.contacts.save(replace(ruth, state=State.NOT_SAFE))
    screen = shown(qtbot, own, theme)
    row = screen.page.needs.row_of(needs_of(own)["A quiet evening"].id)
    assert row is not None
    row.open()
    assert "Ruth" not in screen.words
    assert all("Ruth" not in name for _id, name in screen.page.who._view.choices)  # type: ignore[union-attr]
    assert screen.needs["A quiet evening"] == "Nobody yet"


# ---- what I need


def test_each_need_says_who_covers_it(screen: SupportScreen) -> None:
    assert screen.needs == {
        "Someone to ring on a hard Friday night": "Kwame and Mina: held by more than one",
        "Someone to ask about my medication": "Dr Lindqvist: one source",
        A_LIFT: "Mina: one source",
        "Someone to feed Biscuit while I am away": "Nobody yet",
        "Company on Saturday mornings": "Tomasz and Harbour Striders: held by more than one",
    }


def test_enter_adds_and_the_box_stays_open(screen: SupportScreen, own: Desk) -> None:
    screen.page.add_new()
    for text in ("Help with letters", "A walk on Sundays"):
        screen.type(text)
        screen.key(ENTER)
        assert needs_of(own)[text].type is SupportType.EMOTIONAL
        assert screen.needs[text] == "Nobody yet"
    assert screen.focus is screen.page.needs.box.line.edit
    assert screen.page.needs.box.line.value == ""


def test_a_need_goes_under_the_type_that_is_chosen(screen: SupportScreen, own: Desk) -> None:
    screen.page.add_new()
    box = screen.page.needs.box
    box.type.focus_first()
    screen.pick("What kind of support?: Social")
    screen.key(SPACE)
    assert "Company and belonging" in screen.words
    screen.tab_to("What would help?")
    screen.type("A choir")
    screen.key(ENTER)
    assert needs_of(own)["A choir"].type is SupportType.SOCIAL
    assert needs_of(own)["A choir"].id in screen.page.needs.groups[SupportType.SOCIAL].rows


def test_an_example_is_added_with_one_key_and_leaves_the_row_of_examples(
    screen: SupportScreen, own: Desk
) -> None:
    screen.page.add_new()
    screen.choose("Add: Someone to tell good news")
    assert "Someone to tell good news" in needs_of(own)
    offered = [one.accessibleName() for one in screen.page.needs.box.examples]
    assert "Add: Someone to tell good news" not in offered
    assert len(offered) == 3
    assert screen.focused == offered[-1]


def test_nothing_typed_is_told_and_escape_closes_the_box(screen: SupportScreen, own: Desk) -> None:
    before = len(needs_of(own))
    screen.page.add_new()
    screen.key(ENTER)
    assert "Type a few words, or press Esc to leave this out." in screen.words
    screen.key(ESC)
    assert not screen.page.needs.box.isVisible()
    assert screen.focus is screen.page.add_button
    assert len(needs_of(own)) == before


def test_a_text_that_is_too_long_is_told_and_stays(screen: SupportScreen, own: Desk) -> None:
    screen.page.add_new()
    screen.page.needs.box.line.edit.setText("n" * 1500)
    screen.key(ENTER)
    assert "That text is too long. Keep it under 1000 characters." in screen.words
    assert len(screen.page.needs.box.line.value) == 1500
    assert len(needs_of(own)) == 5


def test_changing_the_words_is_saved_by_itself_and_undone_as_one(screen: SupportScreen, own: Desk) -> None:
    screen.choose(f"Change: {A_LIFT}")
    screen.type(" and")
    screen.page.flush()
    screen.type(" Fridays")
    screen.key(ENTER)
    assert f"{A_LIFT} and Fridays" in needs_of(own)
    assert screen.focused == f"Change: {A_LIFT} and Fridays"
    own.undo()
    assert A_LIFT in needs_of(own)
    assert screen.needs[A_LIFT] == "Mina: one source"


def test_what_is_being_typed_stays_when_something_else_changes(screen: SupportScreen, own: Desk) -> None:
    screen.choose(f"Change: {A_LIFT}")
    screen.type(" X")
    add(own.store, "Newcomer")
    row = screen.page.needs.row_of(needs_of(own)[A_LIFT].id)
    assert row is not None
    assert row.editor is not None
    assert row.editor.text.value == f"{A_LIFT} X"
    assert screen.focus is row.editor.text.edit
    screen.page.flush()
    assert f"{A_LIFT} X" in needs_of(own)


def test_an_emptied_need_is_told_and_keeps_its_words(screen: SupportScreen, own: Desk) -> None:
    screen.choose(f"Change: {A_LIFT}")
    screen.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    screen.key(Qt.Key.Key_Delete)
    screen.page.flush()
    assert "Type a few words, or remove this need." in screen.words
    assert A_LIFT in needs_of(own)


def test_choosing_a_second_contact_holds_the_need_by_more_than_one(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    ana, bo = add(empty_desk.store, "Ana"), add(empty_desk.store, "Bo")
    add(empty_desk.store, "Far", state=State.ON_A_BREAK)
    empty_desk.store.notes.save(Need(text="A lift", type=SupportType.PRACTICAL, contact_ids=(ana.id,)))
    screen = shown(qtbot, empty_desk, theme)
    screen.choose("Change: A lift")
    row = screen.page.needs.row_of(needs_of(empty_desk)["A lift"].id)
    assert row is not None
    assert row.editor is not None
    assert [one.text() for one in row.editor.people.buttons] == ["Ana", "Bo"]
    screen.choose("Bo")
    assert needs_of(empty_desk)["A lift"].contact_ids == (ana.id, bo.id)
    assert screen.needs["A lift"] == "Ana and Bo: held by more than one"
    screen.choose("Ana")
    screen.choose("Bo")
    assert screen.needs["A lift"] == "Nobody yet"


def test_another_type_moves_the_need_and_it_stays_open(screen: SupportScreen, own: Desk) -> None:
    screen.choose(f"Change: {A_LIFT}")
    screen.type(" soon")
    screen.pick("What kind of support is it?: Social")
    screen.key(SPACE)
    need = needs_of(own)[f"{A_LIFT} soon"]
    assert need.type is SupportType.SOCIAL
    row = screen.page.needs.groups[SupportType.SOCIAL].rows[need.id]
    assert row.is_open
    assert screen.focused == "What kind of support is it?: Social"


def test_a_removed_need_can_be_put_back_and_the_focus_goes_on(screen: SupportScreen, own: Desk) -> None:
    notices: list[Notice] = []
    own.noticed.connect(notices.append)
    screen.choose(f"Change: {A_LIFT}")
    screen.choose("Remove this need")
    assert A_LIFT not in needs_of(own)
    assert A_LIFT not in screen.needs
    assert notices == [Notice(text=f"“{A_LIFT}” was removed.", undo=True)]
    assert screen.focused == "Change: Someone to feed Biscuit while I am away"
    own.undo()
    assert screen.needs[A_LIFT] == "Mina: one source"


def test_a_need_taken_back_by_undo_is_not_saved_again(screen: SupportScreen, own: Desk) -> None:
    screen.page.add_new()
    screen.type("Short")
    screen.key(ENTER)
    screen.choose("Change: Short")
    screen.type("er")
    own.undo()
    screen.page.flush()
    assert "Short" not in needs_of(own)
    assert "Shorter" not in needs_of(own)


def test_sixty_needs_are_folded_and_each_can_be_found(qtbot: QtBot, own: Desk, theme: Theme) -> None:
    for number in range(60):
        own.store.notes.save(Need(id=f"n-{number}", text=f"Thing {number}", type=SupportType.SOCIAL))
    screen = shown(qtbot, own, theme)
    assert "Show 56 more" in screen.words
    assert "Thing 59" not in screen.words
    screen.page.open_target("n-59")
    assert screen.focused == "Change: Thing 59"
    qtbot.waitUntil(lambda: screen.page.viewport().rect().intersects(_place(screen, screen.focus)))


def _place(screen: SupportScreen, widget: QWidget) -> object:
    from PySide6.QtCore import QPoint, QRect

    return QRect(widget.mapTo(screen.page.viewport(), QPoint()), widget.size())


# ---- who gives what


def test_each_type_names_who_gives_it(screen: SupportScreen) -> None:
    assert "Often: Mina, Deniz, Kwame, Ben and Thursday Circle" in screen.who
    assert "Sometimes: Ruth and Leila" in screen.who
    assert "From your own circle: six. Professionals and services: one." in screen.who
    assert "Practical help rests mostly on Mina." in screen.who
    assert "Marcus" not in screen.words


def test_what_if_somebody_were_away(screen: SupportScreen) -> None:
    screen.tab_to("What if someone were away for a while?")
    screen.type("Mina")
    screen.key(ENTER)
    away = screen.page.who.away
    assert away.who.currentText() == "Mina"
    said = f"Without Mina, nobody is left for practical help. These needs would be open: {A_LIFT}."
    assert said in screen.who
    screen.key(Qt.Key.Key_End)
    assert "Without Yuki, every kind of support still has someone." in screen.who


def test_what_rests_on_whom_lists_only_those_with_something(screen: SupportScreen) -> None:
    assert [each.name for each in screen.page.who._view.rests] == ["Dr Lindqvist", "Mina"]  # type: ignore[union-attr]
    assert "Mina: The only one so far for practical help." in screen.who


def test_numbers_are_folded_until_asked_for(screen: SupportScreen) -> None:
    assert "None of them has a best value" not in screen.words
    screen.choose("Numbers, if you want them")
    assert "On your map: 16" in screen.words
    assert "More is not better by itself." in screen.words


def test_a_new_support_shows_at_once(screen: SupportScreen, own: Desk) -> None:
    add(own.store, "Nia", supports=(Support(type=SupportType.PRACTICAL),), asked=Asked.AGREED)
    assert "Sometimes: Nia" in screen.who


# ---- the page as a whole


def test_an_empty_profile_has_one_button(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    screen = shown(qtbot, empty_desk, theme)
    buttons = [one for one in screen.page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons] == ["Add a contact"]
    assert "No one here yet." in screen.words
    with qtbot.waitSignal(screen.page.goes) as going:
        screen.choose("Add a contact")
    assert going.args == ["contacts", "new"]


def test_a_need_may_come_before_any_contact(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    screen = shown(qtbot, empty_desk, theme)
    screen.page.add_new()
    screen.type("A lift")
    screen.key(ENTER)
    assert screen.needs == {"A lift": "Nobody yet"}
    screen.key(ESC)
    assert screen.focus is screen.page.add_contact


def test_tab_goes_through_the_whole_page_from_top_to_bottom(screen: SupportScreen) -> None:
    stops: list[int] = []
    for _step in range(120):
        screen.key(TAB)
        place = screen.focus.mapTo(screen.page.widget(), screen.focus.rect().topLeft()).y()
        if stops and place < stops[0]:
            break
        stops.append(place)
        if screen.focused == "Numbers, if you want them":
            break
    assert screen.focused == "Numbers, if you want them"
    assert all(later >= earlier - 40 for earlier, later in pairwise(stops))


def test_every_control_has_a_name(screen: SupportScreen) -> None:
    screen.page.add_new()
    screen.choose(f"Change: {A_LIFT}")
    for one in screen.page.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert one.accessibleName() or getattr(one, "text", str)(), one


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, own: Desk, theme: Theme, percent: int) -> None:
    theme.resize(percent)
    word = "Donaudampfschifffahrtsgesellschaft" * 5
    add(own.store, word, phones=(Phone(number="0" * 300),), in_daily_life=True, role=word)
    own.store.notes.save(Need(text=word * 4, type=SupportType.SOCIAL))
    screen = shown(qtbot, own, theme, (690, 600))
    screen.page.add_new()
    screen.settle()
    assert screen.page.widget().width() <= screen.page.viewport().width()


def test_the_window_leads_here_by_search_and_by_a_link_on_today(qtbot: QtBot, shell: Shell) -> None:
    from supportdesk.sample import sample_store

    shell.open_store(sample_store(FixedClock.moment.date))
    shell.show_workspace("today")
    shell.show()
    assert shell.workspace is not None
    today = shell.workspace.page
    assert today is not None
    [link] = [one for one in today.findChildren(QPushButton) if one.text() == "Who can I reach now?"]
    link.setFocus()
    qtbot.keyClick(link, SPACE)
    page = shell.workspace.page
    assert isinstance(page, SupportPage)
    assert shell.workspace.page_name == "support"
    assert page.now.type.value is None
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "What kind of support?: Any"
    shell.actions_.all["new"].trigger()
    assert page.focusWidget() is page.needs.box.line.edit
    shell.workspace.search.edit.setFocus()
    hits = shell.workspace.search.looker.find("lift clinic")
    assert [(hit.page, hit.title) for hit in hits] == [("support", A_LIFT)]


def test_the_first_part_comes_first_and_a_target_below_it_is_made_at_once(
    qtbot: QtBot, own: Desk, theme: Theme
) -> None:
    page = SupportPage(own, theme)
    qtbot.addWidget(page)
    page.show()
    assert page.now.isVisible()
    assert page._needs is None, "what is below the fold waits for a later turn"
    need = needs_of(own)[A_LIFT]
    page.open_target(need.id)
    row = page.needs.row_of(need.id)
    assert row is not None
    assert row.isVisible()
    assert page.who.isVisible()


def test_the_parts_below_the_fold_follow_by_themselves(qtbot: QtBot, own: Desk, theme: Theme) -> None:
    page = SupportPage(own, theme)
    qtbot.addWidget(page)
    page.show()
    own.store.notes.save(Need(text="A choir", type=SupportType.SOCIAL))  # a change meanwhile
    qtbot.waitUntil(lambda: page._who is not None and page._who.isVisible() and not page._room.isVisible())
    assert needs_of(own)["A choir"].id in page.needs.groups[SupportType.SOCIAL].rows
