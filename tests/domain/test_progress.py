"""Progress: the last four spans, neutral pauses, no streak; the sample's values are domain facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, GoalStep, Pause, Per
from supportdesk.domain.progress import Progress, days_met, progress

TODAY = date(2026, 11, 1)  # a Sunday
MONDAY = date(2026, 10, 5)
WRITTEN = sample.load_as_written()
GOALS = {each.id: each for each in WRITTEN.goals}
WEEKLY = Cadence(per=Per.WEEK)


def of(goal_id: str) -> Progress:
    return progress(GOALS[goal_id], WRITTEN.checkins, TODAY)


def goal(
    *days: date, cadence: Cadence | None = WEEKLY, start: date | None = MONDAY, **fields: object
) -> Goal:
    marks = tuple(GoalMark(day=each) for each in days)
    return Goal(what="a", cadence=cadence, start=start, marks=marks, **fields)  # type: ignore[arg-type]


def dots(of_goal: Goal, today: date = TODAY, hard_week_since: date | None = None) -> str:
    shown = progress(of_goal, (), today, hard_week_since=hard_week_since).dots
    return "".join({True: "x", False: ".", None: "-"}[each] for each in shown)


# ---- the sample


def test_call_deniz_three_of_the_last_four_weeks() -> None:
    found = of("g1")
    assert found.dots == (True, False, True, True)
    assert (found.met, found.counted) == (3, 4)
    assert (found.met_in_all, found.counted_in_all) == (21, 25)
    assert found.is_steady
    october = [each for each in found.days if each.month == 10]
    assert october == [date(2026, 10, day) for day in (6, 20, 27)]


def test_thursday_circle_was_met_in_every_month() -> None:
    found = of("g2")
    assert [(each.start.month, each.times) for each in found.spans[:6]] == [
        (5, 2),
        (6, 2),
        (7, 1),
        (8, 2),
        (9, 1),
        (10, 3),
    ]
    assert (found.met_in_all, found.counted_in_all) == (6, 6)
    assert found.is_open  # November has begun and there is time


def test_repair_cafe_five_visits() -> None:
    found = of("g5")
    assert found.days == tuple(
        date(2026, month, day) for month, day in ((6, 7), (7, 5), (8, 2), (9, 6), (10, 4))
    )
    assert found.dots == (True, True, True, True)


def test_harbour_striders_three_of_the_last_four_saturdays() -> None:
    striders = Goal(what="Run", contact_ids=("c14",), cadence=WEEKLY, start=date(2026, 5, 9))
    assert progress(striders, WRITTEN.checkins, TODAY).met == 3


def test_asking_priya_is_begun_and_a_chat_does_not_fill_it() -> None:
    found = of("g3")
    assert (found.steps_done, found.steps, found.days) == (1, 2, ())


def test_marcus_one_coffee_and_no_rhythm_that_asks_for_more() -> None:
    found = of("g4")
    assert found.days == (date(2026, 9, 13),)
    assert found.spans == ()


def test_the_paused_goal_loses_nothing() -> None:
    found = of("g6")
    assert found.dots == (None,) * 4
    assert found.met_in_all == 4
    assert progress(GOALS["g6"], (), TODAY + timedelta(weeks=30)).counted_in_all == found.counted_in_all


def test_the_plan_with_ben_comes_round_again_in_december() -> None:
    found = of("g7")
    assert found.days == (date(2026, 6, 17), date(2026, 9, 23))
    assert found.next_about == date(2026, 12, 23)


def test_every_appointment_is_not_a_review() -> None:
    assert len(of("g7").days) == 2


# ---- by hand


def test_the_present_week_counts_only_once_it_is_met() -> None:
    met = [MONDAY + timedelta(weeks=n) for n in range(3)]
    assert dots(goal(*met)) == "-xxx"
    assert dots(goal(*met, TODAY)) == "xxxx"
    assert dots(goal(*met), TODAY + timedelta(days=1)) == "xxx."


def test_before_the_start_there_are_no_empty_dots() -> None:
    assert dots(goal(TODAY, start=TODAY)) == "---x"
    assert dots(goal(start=TODAY)) == "----"


def test_a_first_week_begun_midway_is_neutral() -> None:
    saturday = MONDAY + timedelta(days=5)
    assert dots(goal(start=saturday)) == "--.."  # the first week neutral, the present one still open
    assert dots(goal(saturday, start=saturday)) == "-x.."


def test_paused_weeks_are_neutral_and_a_met_one_still_counts() -> None:
    since, until = date(2026, 10, 14), date(2026, 10, 22)
    pause = Pause(since=since, until=until)
    assert dots(goal(MONDAY, pauses=(pause,))) == "-x--"
    assert dots(goal(MONDAY, date(2026, 10, 13), pauses=(pause,))) == "-xx-"
    found = progress(goal(MONDAY, pauses=(pause,)), (), TODAY)
    assert (found.met, found.counted) == (1, 1)


def test_paused_without_a_noted_pause() -> None:
    paused = goal(MONDAY, state=GoalState.PAUSED, state_since=date(2026, 10, 12))
    assert dots(paused) == "x---"
    assert not progress(paused, (), TODAY).is_open


def test_a_hard_week_is_neutral() -> None:
    monday = date(2026, 10, 26)
    asked = goal(MONDAY)
    assert dots(asked, date(2026, 11, 4)) == "x..."
    assert dots(asked, date(2026, 11, 4), hard_week_since=monday) == "..--"


def test_several_times_a_week() -> None:
    twice = Cadence(per=Per.WEEK, times=2)
    days = (MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=7))
    assert dots(goal(*days, cadence=twice)) == "-x.."
    assert dots(goal(MONDAY, MONDAY, cadence=twice)) == "-..."  # one day is one time


def test_every_ten_days() -> None:
    ten = Cadence(per=Per.DAYS, days=10)
    found = progress(goal(date(2026, 10, 7), date(2026, 10, 16), cadence=ten), (), TODAY)
    assert [(each.start.day, each.met) for each in found.spans] == [(5, True), (15, True), (25, None)]
    assert found.next_about == date(2026, 10, 26)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_try_is_a_full_success(outcome: Outcome) -> None:
    checkin = CheckIn(when=datetime(2026, 10, 6, 9), people=(CheckInPerson(contact_id="a"),), outcome=outcome)
    asked = goal(contact_ids=("a",))
    assert bool(days_met(asked, (checkin,), TODAY)) == (outcome is not Outcome.DID_NOT_GO)
    assert days_met(replace(asked, counts_checkins=False), (checkin,), TODAY) == ()
    assert days_met(replace(asked, contact_ids=("b",)), (checkin,), TODAY) == ()


def test_days_outside_the_goal_do_not_count() -> None:
    asked = goal(MONDAY - timedelta(days=1), MONDAY, TODAY + timedelta(days=1), end=TODAY)
    assert days_met(asked, (), TODAY + timedelta(days=9)) == (MONDAY,)
    let_go = goal(MONDAY, TODAY, state=GoalState.DROPPED, state_since=MONDAY + timedelta(days=7))
    assert days_met(let_go, (), TODAY) == (MONDAY,)
    assert not progress(let_go, (), TODAY).is_open


def test_a_goal_done_once_counts_its_steps() -> None:
    steps = (GoalStep(text="a", done_on=MONDAY), GoalStep(text="b"))
    found = progress(goal(cadence=None, steps=steps), (), TODAY)
    assert (found.per, found.spans, found.steps_done, found.steps) == (None, (), 1, 2)


def test_no_start_begins_with_the_first_day() -> None:
    assert progress(goal(start=None), (), TODAY).spans == ()
    assert len(progress(goal(date(2026, 10, 27), start=None), (), TODAY).spans) == 1


# ---- whatever the days

days_ = st.lists(st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)), max_size=40)
cadences_ = st.sampled_from(
    [WEEKLY, Cadence(per=Per.MONTH), Cadence(per=Per.WEEK, times=2), Cadence(per=Per.DAYS, days=9)]
)
pauses_ = st.lists(
    st.builds(
        lambda since, length: Pause(since=since, until=since + timedelta(days=length)),
        st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)),
        st.integers(0, 60),
    ),
    max_size=3,
)


@settings(max_examples=50)
@given(days_, cadences_, pauses_)
def test_spans_have_no_gap_and_no_overlap(days: list[date], cadence: Cadence, pauses: list[Pause]) -> None:
    found = progress(goal(*days, cadence=cadence, start=date(2026, 1, 1), pauses=tuple(pauses)), (), TODAY)
    for one, two in zip(found.spans, found.spans[1:], strict=False):
        assert two.start - one.end == timedelta(days=1)
    assert found.spans[0].start <= date(2026, 1, 1)
    assert found.spans[-1].start <= TODAY <= found.spans[-1].end
    assert sum(each.times for each in found.spans) == len(found.days)
    assert len(found.dots) == 4
    assert Counter(found.dots)[True] == found.met


@settings(max_examples=50)
@given(days_, cadences_, pauses_)
def test_a_pause_never_takes_anything_away(days: list[date], cadence: Cadence, pauses: list[Pause]) -> None:
    plain = progress(goal(*days, cadence=cadence, start=date(2026, 1, 1)), (), TODAY)
    paused = progress(goal(*days, cadence=cadence, start=date(2026, 1, 1), pauses=tuple(pauses)), (), TODAY)
    assert paused.met_in_all == plain.met_in_all
    assert paused.counted_in_all <= plain.counted_in_all
    for one, two in zip(plain.spans, paused.spans, strict=True):
        assert two.met is one.met or (two.met is None and one.met is False)


@settings(max_examples=50)
@given(days_, cadences_, st.dates(min_value=date(2026, 1, 1), max_value=TODAY))
def test_one_more_day_never_lowers_anything(days: list[date], cadence: Cadence, extra: date) -> None:
    before = progress(goal(*days, cadence=cadence, start=date(2026, 1, 1)), (), TODAY)
    after = progress(goal(*days, extra, cadence=cadence, start=date(2026, 1, 1)), (), TODAY)
    assert after.met_in_all >= before.met_in_all
