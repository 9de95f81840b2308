"""The goals page through its real widgets: what the person sees, and what the store holds then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Kind, State
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, GoalStep, Pause, Per
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages import goal_changes
from supportdesk.ui.theme import Theme
from tests.screens.goals import GoalsScreen, words

TODAY = date(2026, 11, 1)
Open = Callable[[Desk], GoalsScreen]


@pytest.fixture
def open_goals(qtbot: QtBot, theme: Theme) -> Open:
    return lambda desk: GoalsScreen(qtbot, desk, theme)


@pytest.fixture
def goals(desk: Desk, open_goals: Open) -> GoalsScreen:
    """The page over the sample profile."""
    return open_goals(desk)


# ---- what is shown


def test_sample_goal_has_its_dots_and_says_them_in_words(goals: GoalsScreen) -> None:
    assert goals.card("g1").dots.dots == (True, False, True, True)
    assert "3 of the last 4 weeks" in goals.text("g1")
    assert "Once a week, with Deniz" in goals.text("g1")
    assert "Week of 12 October 2026: not this time" in goals.card("g1").dots.accessibleName()


def test_every_dot_is_told_apart_by_shape_not_by_colour_alone(goals: GoalsScreen) -> None:
    dots = goals.card("g1").dots
    picture = dots.grab().toImage()
    step = dots.width() // 4
    cut = [picture.copy(at * step, 0, step, picture.height()) for at in range(4)]
    filled = [_inked(each) for each in cut]
    assert filled[0] == pytest.approx(filled[2], rel=0.2)
    assert filled[1] < filled[0] * 0.8, "a ring has less ink than a disc"


def _inked(image: object) -> int:
    ground = image.pixelColor(0, 0)  # type: ignore[attr-defined]
    across, down = image.width(), image.height()  # type: ignore[attr-defined]
    return sum(image.pixelColor(x, y) != ground for x in range(across) for y in range(down))  # type: ignore[attr-defined]


def test_a_goal_not_met_lately_shows_no_row_of_empty_dots(empty_desk: Desk, open_goals: Open) -> None:
    start = TODAY - timedelta(weeks=6)
    empty_desk.store.goals.save(Goal(id="g", what="Call", cadence=Cadence(per=Per.WEEK), start=start))
    screen = open_goals(empty_desk)
    assert not screen.card("g").dots.isVisible()
    assert "Ready when you are." in screen.text("g")
    assert "0" not in screen.text("g")


def test_linked_check_in_fills_the_goal_by_itself(empty_desk: Desk, open_goals: Open) -> None:
    store = empty_desk.store
    store.contacts.save(Contact(id="c", name="Sam"))
    store.goals.save(
        Goal(id="g", what="Call Sam", contact_ids=("c",), cadence=Cadence(per=Per.WEEK), start=TODAY)
    )
    screen = open_goals(empty_desk)
    assert screen.card("g").mark.isVisible()
    store.checkins.log(CheckIn(when=datetime(2026, 11, 1, 10), people=(CheckInPerson(contact_id="c"),)))
    assert screen.card("g").done_row.isVisible()
    assert not screen.card("g").mark.isVisible()
    assert not screen.card("g").unmark.isVisible(), "a check-in is not taken back here"


def test_passed_wish_is_a_question_and_can_be_moved(empty_desk: Desk, open_goals: Open) -> None:
    empty_desk.store.goals.save(Goal(id="g", what="Ask Priya", by=date(2026, 10, 15)))
    screen = open_goals(empty_desk)
    assert "Planned for 15 October. Move it?" in screen.text("g")
    assert "overdue" not in screen.page_text().lower()
    move = screen.card("g").move_button
    screen.choose(move, "To next week")
    assert screen.goal("g").by == date(2026, 11, 8)
    assert "You hope to do this by 8 November." in screen.text("g")
    assert not move.isVisible()


def test_removed_and_unsafe_contacts_are_not_named_but_stay_in_the_goal(
    empty_desk: Desk, open_goals: Open
) -> None:
    store = empty_desk.store
    for name in ("Ana", "Ben", "Cleo"):
        store.contacts.save(Contact(id=name, name=name))
    store.goals.save(Goal(id="g", what="Meet", contact_ids=("Ana", "Ben", "Cleo")))
    store.contacts.save(replace(empty_desk.snapshot.contact("Cleo"), state=State.NOT_SAFE))  # type: ignore[type-var]
    store.contacts.remove("Ben")
    screen = open_goals(empty_desk)
    assert "Once, with Ana" in screen.text("g")
    assert "Ben" not in screen.text("g")
    assert "Cleo" not in screen.text("g")
    screen.press(screen.card("g").open_button)
    screen.editor.lines["what"].setFocus()
    screen.type(" soon")
    screen.page.flush()
    assert screen.goal("g").contact_ids == ("Ana", "Ben", "Cleo")
    empty_desk.undo()
    empty_desk.undo()
    screen.editor.close_editor()
    assert "Ben" in screen.text("g")


def test_long_and_right_to_left_words_stay_inside_the_page(empty_desk: Desk, open_goals: Open) -> None:
    long, turned = "Wolfeschlegelstein" * 12, "اتصل بليلى حداد"
    empty_desk.store.goals.save(
        Goal(id="g", what=long[:200], steps=(GoalStep(text="x" * 300),), smallest="y" * 300)
    )
    empty_desk.store.goals.save(Goal(id="h", what=turned))
    screen = open_goals(empty_desk)
    assert long[:200] in screen.text("g")
    assert screen.card("g").what.accessibleName() == long[:200]
    assert turned in screen.text("h")
    inside = screen.page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= screen.page.viewport().width()


def test_nothing_is_built_anew_when_nothing_changed(goals: GoalsScreen) -> None:
    card = goals.card("g3")
    box = card.step_rows[1].box
    box.setFocus()
    goals.desk.store.contacts.save(Contact(name="Somebody new"))
    assert goals.card("g3") is card
    assert card.step_rows[1].box is box
    assert goals.focus() is box


def test_many_goals_come_a_few_at_a_time(empty_desk: Desk, open_goals: Open) -> None:
    empty_desk.store.goals.add_many(
        tuple(Goal(id=f"g{at}", what=f"Goal {at}") for at in range(45)), change=None
    )
    screen = open_goals(empty_desk)
    screen.settle()
    assert len(screen.shown()) == 20
    screen.press(screen.page.rows[GoalState.ACTIVE].more)
    assert screen.card("g20").isAncestorOf(screen.focus())
    screen.settle()
    assert len(screen.shown()) == 40
    screen.page.open_target("g44")
    assert screen.card("g44").isAncestorOf(screen.focus())


def test_empty_page_says_one_thing_to_do(empty_desk: Desk, open_goals: Open) -> None:
    screen = open_goals(empty_desk)
    assert "No goals yet. Pick one small thing you can do this month." in screen.page_text()
    assert [each.text() for each in _primary(screen.page)] == ["Add a goal"]
    screen.press(screen.page.empty_button)
    assert "No goals yet" not in screen.page_text()
    screen.key(Qt.Key.Key_Escape)
    assert "No goals yet" in screen.page_text()
    assert screen.focus() is screen.page.empty_button


def _primary(page: QWidget) -> list[QAbstractButton]:
    return [
        each
        for each in page.findChildren(QAbstractButton)
        if each.isVisible() and each.property("look") == "primary"
    ]


# ---- adding and editing


def test_whoever_begins_to_type_writes_a_goal_of_their_own(goals: GoalsScreen) -> None:
    goals.page.add_new()
    start = goals.page.start
    assert start is not None
    assert goals.focus() is start.buttons[0]
    for letter in "Have tea":
        goals.type(letter)
    assert start.own.value == "Have tea"
    goals.key(Qt.Key.Key_Return)
    assert goals.newest().what == "Have tea"


def test_add_own_goal_by_keyboard_only(goals: GoalsScreen, qtbot: QtBot) -> None:
    goals.page.heading.setFocus()
    goals.tab_to("Add a goal")
    goals.key(Qt.Key.Key_Space)
    goals.tab_to("Or write your own")
    goals.key(Qt.Key.Key_Return)
    start = goals.page.start
    assert start is not None
    assert start.own.below.text() == "Type a few words for your goal."
    goals.type("Have tea with Priya")
    assert start.own.below.text() == ""
    goals.key(Qt.Key.Key_Return)
    assert goals.newest().what == "Have tea with Priya"
    assert goals.focus_name() == "What would you like to do?"
    goals.tab_to("How often?: Once")
    goals.key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert goals.focus_name() == "How often?: Each month"
    goals.tab_to("How many times? One more")
    goals.key(Qt.Key.Key_Space)
    goals.tab_to("The smallest version, for a low day")
    goals.type("Say hello")
    goals.tab_to("Add a small step")
    goals.type("Ask when she is in")
    goals.key(Qt.Key.Key_Return)
    goals.tab_to("Close")
    goals.key(Qt.Key.Key_Space)
    goal = goals.newest()
    assert (goal.cadence, goal.smallest) == (Cadence(per=Per.MONTH, times=2), "Say hello")
    assert [each.text for each in goal.steps] == ["Ask when she is in"]
    assert "Twice a month" in goals.text(goal.id)
    assert goals.card(goal.id).isAncestorOf(goals.focus())


def test_the_articles_two_beginnings_come_first_and_one_can_be_taken(
    empty_desk: Desk, open_goals: Open
) -> None:
    empty_desk.store.contacts.save(Contact(id="s", name="Sam", kinds=(Kind.FRIEND,)))
    screen = open_goals(empty_desk)
    screen.page.open_target("new")
    start = screen.page.start
    assert start is not None
    assert [each.text() for each in start.buttons[:2]] == [
        "Go to one support group near me, once a month",
        "Call Sam, once a week",
    ]
    screen.press(start.buttons[1])
    goal = screen.newest()
    assert (goal.what, goal.contact_ids, goal.start) == ("Call Sam", ("s",), TODAY)
    assert screen.page.start is None
    empty_desk.undo()
    assert empty_desk.store.goals.all() == ()
    assert screen.page.editor is None


def test_typing_saves_by_itself_and_counts_as_one_change(goals: GoalsScreen, qtbot: QtBot) -> None:
    goals.page.edit("g1")
    goals.type(" on Tuesdays")
    assert goals.goal("g1").what == "Call Deniz"
    qtbot.waitUntil(lambda: goals.goal("g1").what == "Call Deniz on Tuesdays", timeout=3000)
    goals.type(" at 7")
    goals.page.flush()
    assert goals.goal("g1").what == "Call Deniz on Tuesdays at 7"
    assert goals.editor.saved.text() == "Saved"
    goals.desk.undo()
    assert goals.goal("g1").what == "Call Deniz"
    assert goals.editor.lines["what"].value == "Call Deniz"


def test_half_typed_words_stay_when_something_else_changes(goals: GoalsScreen) -> None:
    goals.page.edit("g1")
    field = goals.editor.lines["smallest"].edit
    field.setFocus()
    goals.type("one li")
    goals.desk.store.contacts.save(Contact(name="Somebody new"))
    assert field.text() == "one li"
    assert goals.focus() is field
    goals.type("ne")
    goals.page.flush()
    assert goals.goal("g1").smallest == "one line"


def test_an_emptied_goal_is_refused_in_words_and_keeps_what_it_was(goals: GoalsScreen) -> None:
    goals.page.edit("g1")
    goals.editor.lines["what"].edit.selectAll()
    goals.key(Qt.Key.Key_Delete, Qt.Key.Key_Tab)
    assert goals.editor.lines["what"].below.text() == "Type a few words for your goal."
    assert goals.goal("g1").what == "Call Deniz"
    goals.editor.close_editor()
    assert "Call Deniz" in goals.text("g1")


def test_escape_closes_the_editor_and_the_card_has_the_focus(goals: GoalsScreen) -> None:
    goals.page.edit("g2")
    goals.type(" again")
    goals.key(Qt.Key.Key_Escape)
    assert goals.goal("g2").what == "Go to Thursday Circle again"
    assert goals.card("g2").isAncestorOf(goals.focus())


def test_if_then_plan_and_helper_are_kept_and_said(goals: GoalsScreen) -> None:
    goals.page.edit("g7")
    goals.editor.plan.open(True)
    for name, text in (("if_moment", "it is Monday"), ("then_action", "I ask Ben")):
        goals.editor.lines[name].setFocus()
        goals.type(text)
    goals.editor.close_editor()
    assert "If it is Monday, then I ask Ben." in goals.text("g7")
    assert "Ben can help you keep to it." in goals.text("g7")


def test_only_active_contacts_are_offered_and_those_chosen_stay(goals: GoalsScreen) -> None:
    goals.page.edit("g1")
    goals.press(goals.editor.people.more)
    lines = [goals.editor.people.list.item(at).text() for at in range(goals.editor.people.list.count())]
    assert "Mina" in lines
    assert "Marcus" not in lines
    goals.page.edit("g4")
    assert [each.text() for each in goals.editor.people.buttons] == ["Marcus"]


def test_many_contacts_are_found_by_typing_and_ticked_by_keyboard(goals: GoalsScreen) -> None:
    goals.page.edit("g1")
    people = goals.editor.people
    goals.tab_to("Choose from your contacts")
    goals.key(Qt.Key.Key_Space)
    goals.type("soFI")
    shown = [
        people.list.item(at).text()
        for at in range(people.list.count())
        if not people.list.item(at).isHidden()
    ]
    assert shown == ["Sofía"]
    goals.key(Qt.Key.Key_Tab)
    goals.key(Qt.Key.Key_Down) if people.list.currentItem() is None else None
    people.list.setCurrentRow(
        [people.list.item(at).text() for at in range(people.list.count())].index("Sofía")
    )
    goals.key(Qt.Key.Key_Space)
    assert goals.goal("g1").contact_ids == ("c02", "c09")
    assert [each.text() for each in people.buttons] == ["Deniz", "Sofía"]
    goals.press(people.buttons[0])
    assert goals.goal("g1").contact_ids == ("c09",)


# ---- steps


def test_steps_are_ticked_on_the_card_by_box_and_by_words(goals: GoalsScreen) -> None:
    assert "1 of 2 steps done" in goals.text("g3")
    rows = goals.card("g3").step_rows
    goals.page.ensureWidgetVisible(rows[1])
    goals.press_box(rows[1].box)
    assert goals.goal("g3").steps[1].done_on == TODAY
    assert "2 of 2 steps done" in goals.text("g3")
    goals.qtbot.mouseClick(rows[0].words, Qt.MouseButton.LeftButton)
    assert goals.goal("g3").steps[0].done_on is None
    goals.desk.undo()
    assert rows[0].box.isChecked()


def test_steps_are_worded_moved_and_removed_by_keyboard(goals: GoalsScreen) -> None:
    goals.page.edit("g3")
    editor = goals.editor
    editor.steps.rows[0].edit.setFocus()
    goals.alt(Qt.Key.Key_Down)
    assert [each.id for each in goals.goal("g3").steps] == ["s32", "s31"]
    assert goals.focus() is editor.steps.rows[1].edit
    editor.steps.rows[1].edit.end(False)
    goals.type(" soon")
    goals.page.flush()
    assert goals.goal("g3").steps[1].text == "Tell Priya I will be away soon"
    goals.tab_to("Remove: Tell Priya I will be away soon")
    goals.key(Qt.Key.Key_Space)
    assert [each.id for each in goals.goal("g3").steps] == ["s32"]
    assert goals.focus() is editor.steps.rows[0].edit
    goals.desk.undo()
    assert [each.step.id for each in editor.steps.rows] == ["s32", "s31"]


def test_tab_goes_through_the_page_as_it_is_seen(goals: GoalsScreen) -> None:
    goals.page.edit("g2")
    goals.settle()
    goals.page.heading.setFocus()
    seen = []
    for _each in range(80):
        goals.key(Qt.Key.Key_Tab)
        seen.append(goals.focus().mapTo(goals.page.widget(), QPoint(0, 0)).y())
        if goals.focus_name() == "Paused (1)":
            break
    assert goals.focus_name() == "Paused (1)"
    assert all(later >= earlier - 30 for earlier, later in pairwise(seen)), "a row may be a little uneven"


# ---- what can happen to a goal


def test_mark_done_today_is_said_and_can_be_undone(goals: GoalsScreen, qtbot: QtBot) -> None:
    card = goals.card("g2")
    card.mark.setFocus()
    with qtbot.waitSignal(goals.desk.noticed) as said:
        goals.key(Qt.Key.Key_Space)
    assert (said.args[0].text, said.args[0].undo) == ("Written down for today.", True)
    assert goals.goal("g2").marks == (GoalMark(day=TODAY),)
    assert "Done today" in goals.text("g2")
    assert goals.focus() is card.unmark
    goals.desk.undo()
    assert goals.goal("g2").marks == ()
    assert card.mark.isVisible()


def test_a_mark_of_today_can_be_taken_back_later(goals: GoalsScreen) -> None:
    goals.press(goals.card("g2").mark)
    goals.press(goals.card("g2").unmark)
    assert goals.goal("g2").marks == ()


def test_a_goal_done_once_goes_to_done_and_the_next_has_the_focus(goals: GoalsScreen) -> None:
    goals.card("g3").mark.setFocus()
    goals.key(Qt.Key.Key_Space)
    assert goals.goal("g3").state is GoalState.DONE
    assert "g3" not in goals.shown()
    assert goals.card("g4").isAncestorOf(goals.focus())
    assert goals.fold_title(GoalState.DONE) == "Done (1)"
    goals.open_fold(GoalState.DONE)
    assert "Done on 1 November." in goals.text("g3")
    goals.press(goals.card("g3").carry_on)
    assert goals.goal("g3").state is GoalState.ACTIVE
    assert goals.fold_title(GoalState.DONE) == ""


def test_pause_is_neutral_takes_a_reason_and_ends_without_a_loss(goals: GoalsScreen) -> None:
    before = goals.card("g1").dots.dots
    goals.press(goals.card("g1").pause)
    assert goals.goal("g1").pauses == (Pause(since=TODAY),)
    assert goals.fold_title(GoalState.PAUSED) == "Paused (2)"
    card = goals.card("g1")
    assert "Paused since 1 November. Paused weeks take nothing away." in goals.text("g1")
    assert card.why is not None
    card.why.setFocus()
    goals.type("tired")
    goals.key(Qt.Key.Key_Tab)
    assert goals.goal("g1").pauses == (Pause(since=TODAY, why="tired"),)
    goals.press(card.carry_on)
    assert goals.goal("g1").state is GoalState.ACTIVE
    assert goals.goal("g1").pauses == ()
    assert goals.card("g1").dots.dots == before


def test_paused_weeks_are_drawn_as_neither(empty_desk: Desk, open_goals: Open) -> None:
    weeks = [TODAY - timedelta(weeks=back, days=2) for back in range(4)]
    empty_desk.store.goals.save(
        Goal(
            id="g",
            what="Walk",
            cadence=Cadence(per=Per.WEEK),
            start=TODAY - timedelta(weeks=10),
            marks=tuple(GoalMark(day=day) for at, day in enumerate(weeks) if at != 2),
            pauses=(Pause(since=weeks[2], until=weeks[2]),),
        )
    )
    screen = open_goals(empty_desk)
    assert screen.card("g").dots.dots == (True, None, True, True)
    assert "3 of the last 3 weeks" in screen.text("g")


def test_let_go_and_remove_are_undone(goals: GoalsScreen) -> None:
    goals.choose_more("g1", "Let go")
    assert goals.goal("g1").state is GoalState.DROPPED
    assert goals.card("g2").isAncestorOf(goals.focus())
    goals.desk.undo()
    assert goals.goal("g1").state is GoalState.ACTIVE
    goals.choose_more("g7", "Remove")
    assert "g7" not in [each.id for each in goals.desk.store.goals.all()]
    assert goals.card("g5").isAncestorOf(goals.focus())
    goals.desk.undo()
    assert "g7" in goals.shown()


def test_open_target_shows_a_folded_goal_and_focuses_it(goals: GoalsScreen) -> None:
    goals.page.open_target("g6")
    assert goals.page.folds[GoalState.PAUSED].is_open
    assert goals.card("g6").isAncestorOf(goals.focus())
    why = goals.card("g6").why
    assert why is not None
    assert why.value == "felt forced"
    goals.page.open_target("gone")
    assert goals.card("g6").isAncestorOf(goals.focus())


def test_leaving_the_page_keeps_what_is_being_typed(goals: GoalsScreen) -> None:
    goals.page.edit("g1")
    goals.type(" tonight")
    goals.page.hide()
    assert goals.goal("g1").what == "Call Deniz tonight"


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_and_is_large_enough(goals: GoalsScreen, theme: Theme, percent: int) -> None:
    theme.resize(percent)
    goals.page.edit("g3")
    goals.editor.plan.open(True)
    goals.editor.rest.open(True)
    goals.settle()
    inside = goals.page.widget()
    assert inside is not None
    controls = [
        each
        for each in inside.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(each, QAbstractButton | QLineEdit)
    ]
    assert len(controls) > 40
    for each in controls:
        inner = isinstance(each, QLineEdit) and each.objectName().startswith("qt_spinbox")
        name = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        assert name or inner
        assert inner or min(each.width(), each.height()) >= 24, name
    assert inside.minimumSizeHint().width() <= goals.page.viewport().width()
    theme.resize(100)


# ---- the pure steps


def test_carrying_on_ends_the_pause_the_day_before() -> None:
    resting = Goal(
        what="Walk", state=GoalState.PAUSED, pauses=(Pause(since=date(2026, 10, 1), why="ill"),), start=TODAY
    )
    going = goal_changes.carry_on(resting, TODAY)
    assert going.pauses == (Pause(since=date(2026, 10, 1), until=date(2026, 10, 31), why="ill"),)
    assert (going.state, going.state_since) == (GoalState.ACTIVE, TODAY)


def test_marking_twice_on_a_day_is_one_mark() -> None:
    goal = Goal(what="Walk", cadence=Cadence(per=Per.WEEK))
    assert goal_changes.mark(goal_changes.mark(goal, TODAY), TODAY).marks == (GoalMark(day=TODAY),)


@pytest.mark.parametrize(("by", "order"), [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb")])
def test_a_step_moves_within_the_ends(by: int, order: str) -> None:
    steps = tuple(GoalStep(id=each, text=each) for each in "abc")
    assert "".join(each.id for each in goal_changes.move_step(steps, "b", by)) == order


# ---- the trash


def test_a_removed_goal_waits_below_and_can_be_put_back(goals: GoalsScreen) -> None:
    removed = goals.page.removed
    assert not removed.isVisible()
    what = goals.goal("g1").what
    goals.choose_more("g1", "Remove")
    assert removed.head.text() == "Removed (1)"
    goals.press(removed.head)
    goals.settle()
    assert removed.view is not None
    assert what in words(removed.view)
    back = next(each for each in removed.view.findChildren(QAbstractButton) if each.text() == "Put back")
    goals.press(back)
    assert not removed.isVisible()
    assert goals.goal("g1").what == what


def test_a_goal_is_deleted_for_good_after_a_second_press(goals: GoalsScreen) -> None:
    goals.choose_more("g1", "Remove")
    removed = goals.page.removed
    goals.press(removed.head)
    goals.settle()
    assert removed.view is not None
    gone = next(
        each for each in removed.view.findChildren(QAbstractButton) if each.text() == "Delete for good"
    )
    goals.press(gone)
    assert "It cannot be undone." in words(removed.view)
    assert len(goals.desk.store.goals.trash()) == 1
    goals.press(gone)
    assert goals.desk.store.goals.trash() == ()
    assert not removed.isVisible()
