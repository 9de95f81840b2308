"""Today through its real widgets: what it offers, in which order, and all that it must not do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Kind, RecoveryEffect, State, Support, SupportType
from supportdesk.domain.coverage import coverage
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, Pause, Per
from supportdesk.domain.rhythm import nice_key
from supportdesk.store import Store
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.offer_row import OfferRow
from supportdesk.ui.pages.today import TodayPage, put_off_until
from supportdesk.ui.pages.today_cards import NEXT_WEEK, TOMORROW, WEEKEND
from supportdesk.ui.pages.today_view import greet, today_view
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import coverage as coverage_words
from tests.screens.goals import words
from tests.screens.today import TodayScreen
from tests.ui.conftest import FixedClock

NOON = datetime(2026, 11, 1, 12, 0)
TODAY = NOON.date()
Open = Callable[[Desk], TodayScreen]


@pytest.fixture
def open_today(qtbot: QtBot, theme: Theme) -> Open:
    return lambda desk: TodayScreen(qtbot, desk, theme)


@pytest.fixture
def today(desk: Desk, open_today: Open) -> TodayScreen:
    """The page over the sample profile."""
    return open_today(desk)


# ---- greeting and order


@pytest.mark.parametrize(
    ("name", "hour", "said"),
    [
        ("Jordan Avery", 8, "Good morning, Jordan"),
        ("", 12, "Good afternoon"),
        ("  ", 19, "Good evening"),
        ("ليلى", 3, "Good evening, ليلى"),
    ],
)
def test_greeting_by_time_of_day(name: str, hour: int, said: str) -> None:
    assert greet(name, hour) == said


def test_sample_offers_strength_then_the_cat_and_nothing_more(today: TodayScreen) -> None:
    assert today.page.heading.text() == "Good afternoon, Jordan"
    assert "Several people give you emotional support, some of them often." in today.card("strengths")
    assert "Practical help rests mostly on Mina." in today.card("steps")
    assert "Someone to feed Biscuit while I am away." in today.card("steps")
    keys = [offer.key for offer in (*today.page.view.strengths, *today.page.view.steps)]  # type: ignore[union-attr]
    assert keys == ["strength:emotional", "rests_on:practical:c01"]
    today.press("steps", "Open the goal")
    assert today.went == [("goals", "g3")]


def test_at_most_three_names_and_one_primary_button(today: TodayScreen) -> None:
    assert today.card("nice").count("Ready when you are.") == 3
    assert "It has been a while since Quiet Corner." in today.card("nice")
    primary = [
        each
        for each in today.page.findChildren(QAbstractButton)
        if each.isVisible() and each.property("look") == "primary"
    ]
    assert len(primary) == 1


def test_a_name_is_not_asked_twice_on_one_page(desk: Desk, open_today: Open) -> None:
    away = ("strength:emotional", "strength:informational", "strength:social", "strength:hard_times")
    me = desk.store.me()
    desk.store.save_me(replace(me, dismissed=(*away, "rests_on:practical:c01")))
    for each in today_view(desk.snapshot, NOON).strengths:
        desk.store.save_me(replace(desk.snapshot.me, dismissed=(*desk.snapshot.me.dismissed, each.key)))
    while today_view(desk.snapshot, NOON).strengths:
        more = tuple(each.key for each in today_view(desk.snapshot, NOON).strengths)
        desk.store.save_me(replace(desk.snapshot.me, dismissed=(*desk.snapshot.me.dismissed, *more)))
    screen = open_today(desk)
    assert "Would you like to say hello?" in screen.card("steps")
    assert "Quiet Corner" not in screen.card("nice")
    assert screen.card("nice").count("Ready when you are.") <= 2


def test_marcus_and_people_not_safe_are_never_mentioned(desk: Desk, open_today: Open) -> None:
    mina, ruth = desk.snapshot.contact("c01"), desk.snapshot.contact("c03")
    assert mina is not None
    assert ruth is not None
    desk.store.contacts.save(replace(ruth, state=State.NOT_SAFE, next_meeting=NOON + timedelta(days=1)))
    screen = open_today(desk)
    assert "Marcus" not in screen.text
    assert "Ruth" not in screen.text
    for weeks in range(1, 20):
        view = today_view(desk.snapshot, NOON + timedelta(weeks=weeks))
        assert "Marcus" not in repr((view.nice, view.steps, view.strengths, view.meetings))
        assert "Ruth" not in repr((view.nice, view.steps, view.strengths, view.meetings))


def test_who_makes_recovery_harder_is_not_suggested(empty_desk: Desk, open_today: Open) -> None:
    store = empty_desk.store
    for name, effect in (("Ana", RecoveryEffect.EASIER), ("Ben", RecoveryEffect.HARDER)):
        store.contacts.save(Contact(id=name, name=name, kinds=(Kind.FRIEND,), recovery=effect))
        long_ago = NOON - timedelta(days=90)
        store.checkins.log(CheckIn(when=long_ago, people=(CheckInPerson(contact_id=name),)))
    screen = open_today(empty_desk)
    assert "Ana" in screen.text
    assert "Ben" not in screen.text


# ---- putting away


def test_not_now_is_for_good_can_be_undone_and_stays_after_reopening(
    today: TodayScreen, desk: Desk, qtbot: QtBot, open_today: Open
) -> None:
    with qtbot.waitSignal(desk.noticed) as said:
        today.press("steps", "Not now")
    assert (said.args[0].text, said.args[0].undo) == ("You will not be asked this again.", True)
    assert "rests mostly on Mina" not in today.card("steps")
    assert desk.store.me().dismissed == ("rests_on:practical:c01",)
    again = open_today(desk)
    assert "rests mostly on Mina" not in again.card("steps")
    later = today_view(desk.snapshot, NOON + timedelta(days=300))
    assert all(each.key != "rests_on:practical:c01" for each in later.steps)
    desk.undo()
    assert "rests mostly on Mina" in today.card("steps")


def test_each_not_now_is_undone_alone(today: TodayScreen, desk: Desk) -> None:
    today.press("strengths", "Not now")
    today.press("steps", "Not now")
    desk.undo()
    assert desk.store.me().dismissed == ("strength:emotional",)
    assert "rests mostly on Mina" in today.card("steps")


def test_putting_off_brings_the_name_back_later(today: TodayScreen, desk: Desk, clock: FixedClock) -> None:
    today.put_off("Quiet Corner", "Until next week")
    assert "Quiet Corner" not in today.text
    before = NOON + timedelta(days=6)
    assert "Quiet Corner" not in repr(today_view(desk.snapshot, before).nice)
    assert "Quiet Corner" in repr(today_view(desk.snapshot, NOON + timedelta(days=7)).nice)
    today.put_off("Yuki", "Do not ask again")
    assert nice_key("c12") in desk.store.me().dismissed
    assert "Yuki" not in repr(today_view(desk.snapshot, NOON + timedelta(days=60)).nice)


def test_until_tonight_is_offered_by_day_and_comes_back_in_the_evening(
    today: TodayScreen, desk: Desk
) -> None:
    today.put_off("Quiet Corner", "Until tonight")
    assert "Quiet Corner" not in today.text
    evening = datetime(2026, 11, 1, 18, 0)
    assert "Quiet Corner" in repr(today_view(desk.snapshot, evening).nice)
    assert not today_view(desk.snapshot, evening).before_evening


@pytest.mark.parametrize(
    ("until", "today_", "day"),
    [
        (TOMORROW, date(2026, 11, 1), date(2026, 11, 2)),
        (WEEKEND, date(2026, 11, 2), date(2026, 11, 7)),
        (WEEKEND, date(2026, 11, 7), date(2026, 11, 14)),
        (WEEKEND, date(2026, 11, 1), date(2026, 11, 7)),
        (NEXT_WEEK, date(2026, 11, 1), date(2026, 11, 8)),
    ],
)
def test_put_off_days(until: str, today_: date, day: date) -> None:
    assert put_off_until(until, today_)[0] == day


# ---- support


def test_coverage_is_said_as_the_rules_have_it(today: TodayScreen, desk: Desk) -> None:
    said = today.card("support")
    for each in coverage(desk.snapshot, TODAY):
        assert coverage_words.count(each) in said
    assert "Emotional: seven, five of them often" in said
    assert "Practical: one, often" in said
    today.press("support", "See what could help")
    assert today.went == [("goals", "g3")]


def test_what_rests_on_one_is_said_once(today: TodayScreen) -> None:
    assert today.text.count("rests mostly on Mina") == 1
    today.press("steps", "Not now")
    assert "Practical help rests mostly on Mina." in today.card("support")


def test_nothing_thin_needs_no_button(empty_desk: Desk, open_today: Open) -> None:
    types = tuple(Support(type=each) for each in SupportType)
    for name in ("Ana", "Ben"):
        empty_desk.store.contacts.save(Contact(name=name, kinds=(Kind.FRIEND,), supports=types))
    screen = open_today(empty_desk)
    assert "See what could help" not in screen.buttons


# ---- this week


def test_goals_of_the_week_are_marked_at_once(today: TodayScreen, desk: Desk) -> None:
    said = today.card("week")
    assert "Call Deniz. Done this week." in said
    assert "Go to Thursday Circle, once a month" in said
    assert "Harbour Striders: Saturday at 09:00" in said
    assert "Marcus" not in said
    first = today.button("week", "Mark done")
    assert first.accessibleDescription() == "Go to Thursday Circle"
    today.press("week", "Mark done")
    goal = next(each for each in desk.store.goals.all() if each.id == "g2")
    assert goal.marks == (GoalMark(day=TODAY),)
    assert "Go to Thursday Circle. Done this month." in today.card("week")
    assert today.focus is today.button("week", "Mark done"), "the next one that is open"
    desk.undo()
    assert "Go to Thursday Circle, once a month" in today.card("week")


def test_a_goal_of_twice_a_week_rests_for_today_once_marked(empty_desk: Desk, open_today: Open) -> None:
    twice = Cadence(per=Per.WEEK, times=2)
    empty_desk.store.goals.save(Goal(id="g", what="Walk", cadence=twice, start=TODAY - timedelta(days=20)))
    screen = open_today(empty_desk)
    assert "Walk, twice a week" in screen.card("week")
    screen.press("week", "Mark done")
    assert "Walk. Done today." in screen.card("week")
    assert today_view(empty_desk.snapshot, NOON + timedelta(days=1)).goals[0].met is False


def test_a_goal_takes_the_place_where_no_suggestion_wants_it(empty_desk: Desk, open_today: Open) -> None:
    empty_desk.store.goals.save(
        Goal(
            id="g",
            what="Call Sam",
            cadence=Cadence(per=Per.WEEK),
            start=TODAY,
            if_moment="it is six",
            then_action="I ring",
        )
    )
    screen = open_today(empty_desk)
    assert "Call Sam. If it is six, then I ring." in screen.card("steps")
    screen.press("steps", "Open the goal")
    assert screen.went == [("goals", "g")]
    screen.press("steps", "Not today")
    assert "Nothing planned for today. That is fine." in screen.card("steps")
    assert today_view(empty_desk.snapshot, NOON).steps == ()
    assert today_view(empty_desk.snapshot, NOON + timedelta(days=1)).steps != ()


@pytest.mark.parametrize(
    ("goal", "there"),
    [
        (Goal(what="x", by=TODAY + timedelta(days=7)), True),
        (Goal(what="x", by=TODAY + timedelta(days=8)), False),
        (Goal(what="x", by=TODAY - timedelta(days=30)), True),
        (Goal(what="x"), False),
        (Goal(what="x", cadence=Cadence(per=Per.WEEK), start=TODAY + timedelta(days=1)), False),
        (Goal(what="x", cadence=Cadence(per=Per.WEEK), end=TODAY - timedelta(days=1)), False),
        (Goal(what="x", cadence=Cadence(per=Per.WEEK), state=GoalState.PAUSED), False),
        (Goal(what="x", cadence=Cadence(per=Per.DAYS, days=30), start=date(2026, 9, 1)), True),
    ],
)
def test_which_goals_belong_to_this_week(empty_desk: Desk, goal: Goal, there: bool) -> None:
    empty_desk.store.goals.save(goal)
    assert bool(today_view(empty_desk.snapshot, NOON).goals) is there


# ---- a hard week


def test_hard_week_hides_every_prompt_and_shows_plan_and_one_tiny_step(
    today: TodayScreen, desk: Desk
) -> None:
    today.page.begin_hard.setFocus()
    today.page.begin_hard.click()
    assert desk.store.me().hard_week_since == TODAY
    assert today.buttons == ["Open my plan", "This week is easier", "After a hard time"]
    for contact in desk.snapshot.contacts:
        assert contact.short_name not in today.text
    assert "One tiny step, if you like:" in today.card("hard")
    assert today.page.isAncestorOf(today.focus)  # type: ignore[arg-type]
    today.press("hard", "Open my plan")
    assert today.went == [("plan", "")]


def test_after_a_hard_week_all_is_back_and_its_days_are_neutral(
    today: TodayScreen, desk: Desk, clock: FixedClock
) -> None:
    today.page.begin_hard.click()
    clock.moment = NOON + timedelta(days=5)
    today.press("hard", "This week is easier")
    assert desk.store.me().hard_week_since is None
    assert "rests mostly on Mina" in today.text
    goals = {each.id: each for each in desk.store.goals.all()}
    assert goals["g1"].pauses == (Pause(since=TODAY, until=TODAY + timedelta(days=4)),)
    assert len(goals["g6"].pauses) == 1, "a goal that rests already is left alone"
    desk.undo()
    assert desk.store.me().hard_week_since == TODAY
    assert all(not each.pauses for each in desk.store.goals.all() if each.id != "g6")


def test_tiny_step_is_ours_where_the_plan_has_none(empty_desk: Desk) -> None:
    empty_desk.store.save_me(replace(empty_desk.store.me(), hard_week_since=TODAY))
    view = today_view(empty_desk.snapshot, NOON)
    assert view.tiny_step
    assert (view.steps, view.nice, view.support, view.goals) == ((), (), (), ())


# ---- empty, still, words


def test_empty_profile_has_one_sentence_and_one_button(empty_desk: Desk, open_today: Open) -> None:
    screen = open_today(empty_desk)
    assert "Nothing planned for today. That is fine." in screen.text
    assert screen.buttons == ["Add a contact"]
    screen.page.add_contact.click()
    assert screen.went == [("contacts", "new")]


def test_nothing_is_built_anew_when_nothing_changed(today: TodayScreen, desk: Desk) -> None:
    button = today.button("steps", "Open the goal")
    button.setFocus()
    desk.store.contacts.save(replace(desk.snapshot.contact("c01"), notes="likes tea"))  # type: ignore[type-var]
    assert today.button("steps", "Open the goal") is button
    assert today.focus is button


def test_the_greeting_follows_the_clock(today: TodayScreen, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 2, 20, 0)
    today.page._clock.timeout.emit()
    assert today.page.heading.text() == "Good evening, Jordan"


def test_words_have_no_blame_and_no_shouting(today: TodayScreen) -> None:
    said = today.text
    assert "!" not in said
    for word in ("overdue", "should", "missed", "failed", "streak", "score", "risk", "reach out"):
        assert word not in said.lower()
    for sentence in re.split(r"[.?:\n]", said):
        assert len(sentence.split()) <= 20


def test_long_names_stay_inside_the_page(
    empty_store: Store, settings: AppSettings, clock: FixedClock, open_today: Open
) -> None:
    long = "Wolfeschlegelstein" * 11
    gives = (Support(type=SupportType.EMOTIONAL),)
    empty_store.contacts.save(Contact(id="a", name=long, kinds=(Kind.FRIEND,), supports=gives))
    empty_store.goals.save(Goal(what=long, cadence=Cadence(per=Per.WEEK), start=TODAY))
    desk = Desk(empty_store, settings=settings, clock=clock)
    screen = open_today(desk)
    inside = screen.page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= screen.page.viewport().width()
    desk.close()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_button_has_a_name_and_is_large_enough(today: TodayScreen, theme: Theme, percent: int) -> None:
    theme.resize(percent)
    today.page.resize(690, 600)
    assert today.text
    for each in today.page.findChildren(QAbstractButton):
        if each.isVisible():
            assert each.text() or each.accessibleName()
            assert min(each.width(), each.height()) >= 24
    inside = today.page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= today.page.viewport().width()
    theme.resize(100)


def test_the_ways_to_keep_in_touch_stand_in_columns(today: TodayScreen) -> None:
    today.page.resize(1200, 800)
    rows = today.page.nice.findChildren(OfferRow)
    assert len(rows) == 3
    places = {
        tuple(each.mapTo(today.page, each.rect().topLeft()).x() for each in row.buttons) for row in rows
    }
    assert len(places) == 1


def test_the_time_of_day_is_looked_at_again_when_the_page_comes_back(
    today: TodayScreen, clock: FixedClock
) -> None:
    today.page.hide()
    clock.moment = datetime(2026, 11, 2, 20, 0)
    today.page.show()
    assert today.page.heading.text() == "Good evening, Jordan"


def test_drawn_ahead_it_is_the_same_page_and_is_not_drawn_twice(
    desk: Desk, theme: Theme, qtbot: QtBot, today: TodayScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TodayPage(desk, theme)
    qtbot.addWidget(page)
    page.draw_ahead()
    assert not any(part.isVisible() for part in page.parts.values())
    monkeypatch.setattr(page, "show_snapshot", lambda _snapshot: pytest.fail("it was drawn already"))
    page.resize(880, 900)
    page.show()
    QApplication.processEvents()
    assert words(page) == words(today.page)
    seen = [
        [each.geometry() for each in there.findChildren(QPushButton) if each.isVisible()]
        for there in (page, today.page)
    ]
    assert len(seen[0]) > 5
    assert seen[0] == seen[1]
