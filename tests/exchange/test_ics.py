"""The calendar file: another reader understands it, its days are right, and it tells nobody anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, ImportantDate, State
from supportdesk.domain.goal import Cadence, Goal, GoalState, Pause, Per
from supportdesk.domain.plan import Plan
from supportdesk.exchange.ics import (
    Entry,
    day_entries,
    goal_entries,
    meeting_entries,
    review_entries,
    write_ics,
)

TODAY = date(2026, 11, 1)
STAMP = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
ANA = Contact(id="a", name="Ana Lopez", nickname="Ana", next_meeting=datetime(2026, 11, 4, 18, 30))


def read(entries: tuple[Entry, ...]) -> list[Any]:
    return list(icalendar.Calendar.from_ical(write_ics(entries, stamp=STAMP)).walk("VEVENT"))


def days(goal: Goal, count: int, today: date = TODAY) -> list[date]:
    """The first days of a goal's entry, as a calendar works them out."""
    (entry,) = goal_entries((goal,), (), today)
    start = datetime.combine(entry.start, datetime.min.time())
    if not entry.rule:
        return [start.date()]
    found = []
    for moment in rrulestr(entry.rule, dtstart=start):
        found.append(moment.date())
        if len(found) == count:
            break
    return found


def test_it_tells_nobody_anything() -> None:
    goal = Goal(id="g1", what="Call Ana about the clinic", contact_ids=("a",), cadence=Cadence(per=Per.WEEK))
    entries = (*goal_entries((goal,), (ANA,), TODAY), *meeting_entries((ANA,), TODAY))
    data = write_ics(entries, stamp=STAMP)
    for word in (b"Ana", b"clinic", b"Call", b"g1", b"SupportDesk", b"supportdesk", b"goal", b"meeting"):
        assert word not in data
    assert [str(each["SUMMARY"]) for each in read(entries)] == ["Reminder", "Reminder"]
    assert {str(each["CLASS"]) for each in read(entries)} == {"PRIVATE"}


def test_own_words_only_where_they_are_wanted() -> None:
    goal = Goal(what="Tea; with Ana, " + "slowly " * 20, by=TODAY)
    entries = (
        *goal_entries((goal,), (), TODAY, own_words=True),
        *meeting_entries((ANA,), TODAY, own_words=True),
    )
    assert [str(each["SUMMARY"]) for each in read(entries)] == [goal.what, "Ana"]
    assert all(len(line) <= 75 for line in write_ics(entries, stamp=STAMP).split(b"\r\n"))


def test_the_same_is_the_same_and_ids_stay() -> None:
    goal = Goal(id="g1", what="x", cadence=Cadence(per=Per.WEEK))
    entries = goal_entries((goal,), (), TODAY)
    assert write_ics(entries, stamp=STAMP) == write_ics(entries, stamp=STAMP)
    later = goal_entries((goal,), (), TODAY + timedelta(days=40))
    assert [each.uid for each in later] == [each.uid for each in entries]
    assert len({each.uid for each in (*entries, *meeting_entries((ANA,), TODAY))}) == 2
    other = datetime(2026, 11, 1, 14, 30, tzinfo=UTC) - timedelta(hours=2)
    assert write_ics(entries, stamp=other) == write_ics(entries, stamp=STAMP)


def test_a_meeting_is_at_the_time_the_person_wrote() -> None:
    (event,) = read(meeting_entries((ANA,), TODAY))
    assert event["DTSTART"].dt == datetime(2026, 11, 4, 18, 30)
    assert event["DTSTART"].dt.tzinfo is None
    assert event["DTSTAMP"].dt == STAMP
    assert meeting_entries((ANA,), date(2026, 11, 5)) == ()


@pytest.mark.parametrize("state", [each for each in State if each not in (State.ACTIVE, State.CHANGING)])
def test_nobody_who_is_not_active(state: State) -> None:
    gone = Contact(id="b", name="Bo", state=state, next_meeting=datetime(2026, 12, 1, 9))
    both = Goal(what="x", contact_ids=("a", "b"), cadence=Cadence(per=Per.WEEK))
    alone = Goal(what="x", contact_ids=("b",), cadence=Cadence(per=Per.WEEK))
    assert meeting_entries((gone,), TODAY) == ()
    assert goal_entries((alone,), (ANA, gone), TODAY) == ()
    assert len(goal_entries((both,), (ANA, gone), TODAY)) == 1


@pytest.mark.parametrize(
    "goal",
    [
        *(
            Goal(what="x", cadence=Cadence(per=Per.WEEK), state=each)
            for each in GoalState
            if each is not GoalState.ACTIVE
        ),
        Goal(what="x", cadence=Cadence(per=Per.WEEK), pauses=(Pause(since=TODAY),)),
        Goal(what="x", cadence=Cadence(per=Per.WEEK), end=TODAY - timedelta(days=1)),
        Goal(what="x"),
        Goal(what="x", by=TODAY - timedelta(days=1)),
    ],
)
def test_what_is_over_or_resting_has_no_entry(goal: Goal) -> None:
    assert goal_entries((goal,), (), TODAY) == ()


@pytest.mark.parametrize(
    ("cadence", "start", "wanted"),
    [
        (Cadence(per=Per.WEEK), date(2026, 11, 4), ["2026-11-04", "2026-11-11", "2026-11-18"]),
        (Cadence(per=Per.WEEK), date(2026, 5, 4), ["2026-11-02", "2026-11-09", "2026-11-16"]),
        (Cadence(per=Per.WEEK, times=2), date(2026, 11, 2), ["2026-11-02", "2026-11-05", "2026-11-09"]),
        (Cadence(per=Per.WEEK, times=9), date(2026, 11, 2), ["2026-11-02", "2026-11-03", "2026-11-04"]),
        (Cadence(per=Per.MONTH), date(2026, 11, 15), ["2026-11-15", "2026-12-15", "2027-01-15"]),
        (Cadence(per=Per.MONTH), date(2026, 10, 31), ["2026-11-30", "2026-12-31", "2027-01-31"]),
        (Cadence(per=Per.MONTH, times=2), date(2026, 11, 20), ["2026-11-20", "2026-12-06", "2026-12-20"]),
        (Cadence(per=Per.DAYS, days=10), date(2026, 10, 28), ["2026-11-07", "2026-11-17", "2026-11-27"]),
        (Cadence(per=Per.DAYS, days=3660), date(1, 1, 1), ["2035-03-19"]),
    ],
)
def test_the_days_of_a_rhythm(cadence: Cadence, start: date, wanted: list[str]) -> None:
    found = days(Goal(what="x", cadence=cadence, start=start), 3)
    assert [each.isoformat() for each in found][: len(wanted)] == wanted


def test_it_ends_with_the_goal() -> None:
    goal = Goal(what="x", cadence=Cadence(per=Per.WEEK), start=TODAY, end=TODAY + timedelta(days=14))
    assert len(days(goal, 99)) == 3
    (event,) = read(goal_entries((goal,), (), TODAY))
    assert event["RRULE"]["UNTIL"] == [date(2026, 11, 15)]


cadences = st.one_of(
    st.builds(Cadence, per=st.sampled_from([Per.WEEK, Per.MONTH]), times=st.integers(1, 31)),
    st.builds(Cadence, per=st.just(Per.DAYS), days=st.integers(1, 400)),
)


@given(cadences, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_the_first_day_is_one_of_the_rule_and_none_lies_in_the_past(
    cadence: Cadence, start: date, today: date
) -> None:
    goal = Goal(what="x", cadence=cadence, start=start)
    (entry,) = goal_entries((goal,), (), today)
    found = days(goal, 20, today)
    assert found[0] == entry.start
    assert found[0] >= max(start, today)
    assert all(one < other for one, other in pairwise(found))
    (event,) = read((entry,))
    assert event["DTSTART"].dt == entry.start
    if cadence.per is Per.WEEK and cadence.times <= 7:
        assert sum(each < found[0] + timedelta(days=7) for each in found) == cadence.times


def test_the_ends_of_the_calendar() -> None:
    old = Goal(what="x", cadence=Cadence(per=Per.MONTH), start=date.min)
    last = Goal(what="y", cadence=Cadence(per=Per.DAYS, days=7), start=date.max)
    far = Contact(name="Ana", next_meeting=datetime(9999, 12, 31, 23, 59, 59))
    (first, end) = goal_entries((old, last), (), date.min)
    assert (first.start, end.start) == (date.min, date.max)
    data = write_ics((first, end, *meeting_entries((far,), TODAY)), stamp=datetime.min.replace(tzinfo=UTC))
    for line in (b"DTSTART;VALUE=DATE:00010101\r\n", b"DTSTART;VALUE=DATE:99991231\r\n"):
        assert line in data
    assert b"DTSTART:99991231T235959\r\n" in data
    assert b"DTSTAMP:00010101T000000Z\r\n" in data
    late = Goal(what="z", cadence=Cadence(per=Per.DAYS, days=3660), start=date.max - timedelta(days=1))
    assert goal_entries((late,), (), date.max) == ()


def test_days_come_each_year_and_the_29th_of_february_always() -> None:
    days = (
        ImportantDate(label="Birthday", month=2, day=29, year=1980),
        ImportantDate(label="", month=11, day=1),
    )
    ana = Contact(id="a", name="Ana", important_dates=days)
    leap, today = day_entries((ana,), date(2026, 11, 1), own_words=True)
    assert (leap.start, leap.rule) == (date(2027, 2, 28), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
    assert (today.start, today.rule) == (date(2026, 11, 1), "FREQ=YEARLY")
    assert (leap.title, today.title) == ("Birthday: Ana", "Ana")
    assert {each.title for each in day_entries((ana,), date(2026, 11, 1))} == {"Reminder"}
    assert day_entries((replace(ana, state=State.NOT_SAFE),), date(2026, 11, 1)) == ()
    assert [each.start for each in day_entries((ana,), date(9999, 12, 1))] == []


def test_the_look_over_the_plan_is_there_until_its_day() -> None:
    plan = Plan(next_review=date(2026, 12, 1))
    [entry] = review_entries(plan, date(2026, 12, 1))
    assert (entry.start, entry.title) == (date(2026, 12, 1), "Reminder")
    assert review_entries(plan, date(2026, 12, 2)) == review_entries(Plan(), date(2026, 1, 1)) == ()
