"""What was done between two days: counted by hand."""

from __future__ import annotations

from datetime import date

from supportdesk.domain.between import Between, GoalDid, Logged, Met, between
from supportdesk.domain.checkin import LookBack
from supportdesk.domain.contact import Contact, State, Way
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, Per

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
ana, ben = Contact(id="a", name="Ana Lopez"), Contact(id="b", name="Ben")
cleo = Contact(id="c", name="Cleo Marsh", nickname="Cle", state=State.NOT_SAFE)


def call(who: str, day: int, *, month: int = 5, mine: bool = True, way: Way = Way.CALL) -> Logged:
    return Logged(who, date(2026, month, day), way, mine)


def did(*logged: Logged, goals: tuple[Goal, ...] = (), keeps: tuple[LookBack, ...] = ()) -> Between:
    return between(logged, goals, keeps, (ana, ben, cleo), unsafe=(cleo,), first={"b"}, after=MAY, until=JUNE)


def test_the_first_day_does_not_count_and_the_last_does() -> None:
    found = did(call("a", 1), call("a", 2), call("a", 1, month=6), call("a", 2, month=6))
    assert found.met == (Met(contact_id="a", way=Way.CALL, count=2, mine=True),)


def test_who_changed_is_told_first_then_who_was_met_most() -> None:
    found = did(
        call("a", 3), call("a", 4, mine=False), call("b", 5), call("a", 6, way=Way.TEXT), call("c", 7)
    )
    assert [(each.contact_id, each.way, each.count, each.mine) for each in found.met] == [
        ("b", Way.CALL, 1, True),
        ("a", Way.CALL, 2, False),
        ("a", Way.TEXT, 1, True),
    ]
    assert found.more == 0


def test_many_ways_end_in_one_count() -> None:
    logged = [call("a", day, way=way) for day, way in enumerate(Way, start=2)]
    found = did(*logged)
    assert (len(found.met), found.more) == (6, 2)


def test_goals_that_began_were_met_and_were_finished() -> None:
    weekly = Goal(id="g", what="Call Ana", contact_ids=("a",), cadence=Cadence(per=Per.WEEK), start=MAY)
    new = Goal(
        id="h",
        what="A walk",
        start=date(2026, 5, 20),
        state=GoalState.DONE,
        state_since=date(2026, 5, 30),
        marks=(GoalMark(day=date(2026, 5, 25)), GoalMark(day=date(2026, 7, 1))),
    )
    quiet = Goal(id="i", what="Nothing here", start=date(2026, 4, 1))
    found = did(call("a", 3), call("a", 3, way=Way.TEXT), call("a", 9), goals=(weekly, new, quiet))
    assert found.goals == (
        GoalDid(goal=weekly, days=2),
        GoalDid(goal=new, began=True, days=1, finished=True),
    )


def test_no_goal_and_no_word_names_whoever_is_not_safe() -> None:
    goals = (
        Goal(what="See her", contact_ids=("c",), start=date(2026, 5, 9)),
        Goal(what="Write to Cle", start=date(2026, 5, 9)),
        Goal(what="Clear the shed", start=date(2026, 5, 9)),
    )
    keeps = (
        LookBack(week_end=date(2026, 5, 10), keep="tea with cleo"),
        LookBack(week_end=date(2026, 5, 17), keep="clean kitchen"),
        LookBack(week_end=date(2026, 5, 24), keep="  "),
        LookBack(week_end=date(2026, 7, 24), keep="later"),
    )
    found = did(goals=goals, keeps=keeps)
    assert [each.goal.what for each in found.goals] == ["Clear the shed"]
    assert found.kept == ("clean kitchen",)
