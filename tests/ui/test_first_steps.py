"""The first steps through their real widgets: what is asked, what is kept, and where one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from supportdesk.content import starters
from supportdesk.domain.contact import Contact, Kind, State, SupportType
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.store import Store
from supportdesk.ui import first_plan
from supportdesk.ui.desk import Clock, Desk
from supportdesk.ui.first_sheets import (
    CallSheet,
    CalmSheet,
    DoneSheet,
    HelpersSheet,
    SmallStepSheet,
    YouSheet,
)
from supportdesk.ui.first_steps import FirstSteps
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.first_steps import FirstStepsScreen


@pytest.fixture
def desk(settings: AppSettings, clock: Clock) -> Iterator[Desk]:
    """A desk over a profile that was made this moment."""
    made = Desk(Store.in_memory(clock.today), settings=settings, clock=clock)
    yield made
    made.close()


def shown(qtbot: QtBot, desk: Desk, theme: Theme) -> FirstStepsScreen:
    steps = FirstSteps(desk, theme)
    qtbot.addWidget(steps)
    steps.resize(900, 700)
    with qtbot.waitActive(steps):
        steps.show()
        steps.activateWindow()
    return FirstStepsScreen(qtbot, steps)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> FirstStepsScreen:
    return shown(qtbot, desk, theme)


def option(screen: FirstStepsScreen, words: str) -> QAbstractButton:
    """The radio button or tick with these words, on however many lines."""
    assert screen.frame.sheet is not None
    found = screen.frame.sheet.findChildren(QAbstractButton)
    return next(each for each in found if each.text().replace("\n", " ") == words)


def test_the_whole_way_leaves_a_first_plan(screen: FirstStepsScreen, desk: Desk, qtbot: QtBot) -> None:
    assert screen.step == "Step 1 of 5"
    you = screen.on(YouSheet)
    screen.type(you.name, "Robin")
    you.country.setCurrentIndex(you.country.findData("GB"))
    screen.enter()

    helpers = screen.on(HelpersSheet)
    screen.type(helpers.name, "Sam")
    screen.press("Friend")
    screen.press("Listens and cares (emotional)")
    screen.press("Add another")
    screen.type(helpers.name, "Choir")
    screen.enter()

    call = screen.on(CallSheet)
    option(screen, "Sam").click()
    screen.type(call.number, "020 7946 0123")
    screen.enter()

    calm = screen.on(CalmSheet)
    screen.press("Listen to music")
    screen.type(calm.own, "The garden")
    screen.enter()

    screen.on(SmallStepSheet)
    option(screen, "Call Sam").click()
    screen.enter()

    screen.on(DoneSheet)
    assert "2 contacts are on your map." in screen.words
    assert "On a bad day you would call Sam first." in screen.words
    assert "Your small step: Call Sam." in screen.words

    now = desk.snapshot
    sam, choir = now.contacts
    assert (now.me.name, now.me.country, now.me.first_steps_done) == ("Robin", "GB", True)
    assert desk.settings.country == "GB"
    assert (sam.kinds, sam.in_hard_times) == ((Kind.FRIEND,), True)
    assert sam.gives_me(SupportType.EMOTIONAL)
    assert [phone.number for phone in sam.phones] == ["020 7946 0123"]
    assert (choir.name, choir.in_hard_times) == ("Choir", False)
    people, alone = now.plan.part(Part.PEOPLE), now.plan.part(Part.ON_MY_OWN)
    assert people is not None
    assert alone is not None
    assert [item.contact_id for item in people.items] == [sam.id]
    assert [item.text for item in alone.items] == ["Listen to music", "The garden"]
    assert [(goal.what, goal.contact_ids) for goal in now.goals] == [("Call Sam", (sam.id,))]
    with qtbot.waitSignal(screen.frame.finished) as gone:
        screen.press("Go to Today")
    assert gone.args == ["today"]


def test_every_step_may_be_skipped_and_leaves_nothing(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk(*["Skip this"] * 5)
    screen.on(DoneSheet)
    now = desk.snapshot
    assert (now.contacts, now.goals, now.plan.parts) == ((), (), ())
    assert now.me == Me(first_steps_done=True)
    assert "Nothing is written yet, and that is fine." in screen.words


def test_next_without_an_answer_goes_on_too(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk(*["Next"] * 5)
    screen.on(DoneSheet)
    assert (desk.snapshot.contacts, desk.snapshot.goals) == ((), ())


def test_back_shows_what_was_kept(screen: FirstStepsScreen) -> None:
    screen.type(screen.on(YouSheet).name, "Robin")
    screen.walk("Next", "Back")
    assert screen.on(YouSheet).name.value == "Robin"
    assert "Back" not in screen.buttons


def test_the_country_is_asked_and_not_assumed(screen: FirstStepsScreen, desk: Desk) -> None:
    assert screen.on(YouSheet).country.currentData() == ""
    screen.walk("Next", "Next")
    assert [words for words in screen.buttons if ":" in words] == []


def test_a_country_chosen_under_get_help_now_is_not_asked_away_again(
    screen: FirstStepsScreen, desk: Desk
) -> None:
    desk.store.save_me(replace(desk.snapshot.me, country="IE"))
    assert screen.on(YouSheet).country.currentData() == "IE"
    screen.walk("Next")
    assert desk.snapshot.me.country == "IE"


def test_a_helpline_of_the_chosen_country_may_be_the_first_to_call(
    screen: FirstStepsScreen, desk: Desk
) -> None:
    you = screen.on(YouSheet)
    you.country.setCurrentIndex(you.country.findData("GB"))
    screen.walk("Next", "Next")
    (line, *_rest) = first_plan.callable_lines("GB")
    option(screen, first_plan.line_words(line)).click()
    screen.walk("Next")
    part = desk.snapshot.plan.part(Part.PROFESSIONALS)
    assert part is not None
    assert [item.text for item in part.items] == [f"{line.name}: {line.phone}"]


def test_a_name_is_asked_for_where_another_is_added(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk("Next", "Add another")
    assert "Type a name first." in screen.words
    assert desk.snapshot.contacts == ()


def test_the_way_on_stays_in_view_when_some_were_added(screen: FirstStepsScreen, qtbot: QtBot) -> None:
    screen.walk("Skip this")
    screen.frame.resize(1100, 714)  # the window as it first opens, without its menu
    sheet = screen.frame.sheet
    for name in ("Sam", "Mina"):
        sheet.name.value = name
        screen.press("Add another")
    view = screen.frame.area.viewport()

    def below() -> int:
        return sheet.main.mapTo(view, sheet.main.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: 0 < below() < view.height())


def test_added_contacts_can_be_removed_again(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk("Next")
    helpers = screen.on(HelpersSheet)
    for name in ("Sam", "Ana"):
        screen.type(helpers.name, name)
        screen.press("Add another")
    assert {"Sam", "Ana"} <= set(screen.buttons)
    screen.press("Sam")
    assert [each.name for each in desk.snapshot.contacts] == ["Ana"]
    assert helpers.name.edit.hasFocus()


def test_the_prompt_asks_for_a_type_of_support_that_is_missing(screen: FirstStepsScreen) -> None:
    first, second, *_rest = starters.prompts()
    screen.walk("Next")
    helpers = screen.on(HelpersSheet)
    assert first.question in screen.words
    screen.type(helpers.name, "Sam")
    screen.press("Listens and cares (emotional)")
    screen.press("Add another")
    assert first.question not in screen.words
    assert second.question in screen.words


def test_one_who_is_not_safe_is_never_offered(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    desk.store.contacts.save(Contact(name="Kim", kinds=(Kind.FRIEND,), state=State.NOT_SAFE))
    desk.store.contacts.save(Contact(name="Sam", kinds=(Kind.FRIEND,)))
    screen = shown(qtbot, desk, theme)
    screen.on(CallSheet)
    assert "Sam" in screen.buttons
    assert "Kim" not in " ".join(screen.buttons)
    screen.walk("Next", "Next")
    screen.on(SmallStepSheet)
    assert "Sam" in " ".join(screen.buttons)
    assert "Kim" not in " ".join(screen.buttons)


def test_the_same_step_again_changes_the_goal_and_adds_none(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk("Next")
    screen.type(screen.on(HelpersSheet).name, "Sam")
    screen.press("Friend")
    screen.walk("Next", "Next", "Next")
    option(screen, "Call Sam").click()
    sheet = screen.on(SmallStepSheet)
    assert sheet.save()
    option(screen, "Send Sam a short message").click()
    screen.walk("Next")
    assert [goal.what for goal in desk.snapshot.goals] == ["Send Sam a short message"]


def test_what_is_half_typed_is_kept_when_the_window_hides(screen: FirstStepsScreen, desk: Desk) -> None:
    screen.walk("Next")
    screen.type(screen.on(HelpersSheet).name, "Sam")
    screen.frame.flush()
    screen.frame.flush()
    assert [each.name for each in desk.snapshot.contacts] == ["Sam"]


def test_going_to_the_app_keeps_the_answer_and_does_not_ask_again(
    screen: FirstStepsScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.type(screen.on(YouSheet).name, "Robin")
    with qtbot.waitSignal(screen.frame.finished):
        screen.press("Go to the app now")
    assert (desk.snapshot.me.name, desk.snapshot.me.first_steps_done) == ("Robin", True)


@pytest.mark.parametrize(
    ("snapshot", "step"),
    [
        (Snapshot(), 0),
        (Snapshot(me=Me(country="GB")), 1),
        (Snapshot(contacts=(Contact(name="Sam"),)), 2),
        (Snapshot(contacts=(Contact(name="Sam", state=State.NOT_SAFE),)), 0),
        (Snapshot(plan=Plan(parts=(PlanPart(part=Part.PEOPLE, items=(PlanItem(text="Sam"),)),))), 3),
        (Snapshot(plan=Plan(parts=(PlanPart(part=Part.ON_MY_OWN, items=(PlanItem(text="Tea"),)),))), 4),
        (Snapshot(plan=Plan(parts=(PlanPart(part=Part.ON_MY_OWN),))), 0),
        (Snapshot(goals=(starters.starter_goals()[0].goal(Clock().today()),)), 5),
    ],
)
def test_one_goes_on_after_the_last_answer(snapshot: Snapshot, step: int) -> None:
    assert first_plan.left_off(snapshot) == step


def test_after_closing_midway_the_window_goes_on_there(shell: Shell, clock: Clock) -> None:
    store = Store.in_memory(clock.today)
    store.contacts.save(Contact(name="Sam"))
    shell.open_store(store)
    steps = shell.centralWidget()
    assert isinstance(steps, FirstSteps)
    assert steps.place.text() == "Step 3 of 5"


_texts = st.lists(st.sampled_from(["Tea", "Walk", "Music", "Garden"]), unique=True)


@given(offered=_texts, ticked=_texts, own=st.sampled_from(["", "Garden", "Choir"]), there=_texts)
def test_ticks_and_own_words_stand_in_the_plan_once(
    offered: list[str], ticked: list[str], own: str, there: list[str]
) -> None:
    ticked = [each for each in ticked if each in offered]
    items = tuple(PlanItem(text=text) for text in there)
    before = Plan(parts=(PlanPart(part=Part.ON_MY_OWN, items=items),) if items else ())
    words = first_plan.calm_words(first_plan.with_calm(before, offered, ticked, own))
    kept = {each for each in there if each not in offered}
    assert set(words) == kept | set(ticked) | ({own} - {""})
    assert len(words) == len(set(words))


def test_new_parts_take_their_place_in_the_order_of_the_plan() -> None:
    plan = Plan(parts=(PlanPart(part=Part.PEOPLE), PlanPart(part=Part.OWN)))
    parts = first_plan.with_calm(plan, ("Tea",), ("Tea",), "").parts
    assert [each.part for each in parts] == [Part.ON_MY_OWN, Part.PEOPLE, Part.OWN]


def test_the_one_to_call_first_comes_first_and_keeps_their_words() -> None:
    sam, ana = Contact(name="Sam"), Contact(name="Ana")
    plan = first_plan.with_first_person(first_plan.with_first_person(Plan(), sam), ana)
    part = plan.part(Part.PEOPLE)
    assert part is not None
    said = replace(part, items=tuple(replace(item, text="Ask for tea") for item in part.items))
    again = first_plan.with_first_person(replace(plan, parts=(said,)), sam).part(Part.PEOPLE)
    assert again is not None
    assert [(item.contact_id, item.text) for item in again.items] == [
        (sam.id, "Ask for tea"),
        (ana.id, "Ask for tea"),
    ]


def test_help_and_hide_are_there(screen: FirstStepsScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.frame.help_wanted):
        qtbot.mouseClick(screen.frame.help_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.frame.hide_wanted):
        qtbot.mouseClick(screen.frame.hide_button, Qt.MouseButton.LeftButton)
