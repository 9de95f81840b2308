"""What can happen to a goal, as pure steps from one record to the next; nothing is ever reset."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from supportdesk.domain.goal import Goal, GoalMark, GoalState, GoalStep, Pause


def mark(goal: Goal, today: date) -> Goal:
    """The goal met today; one that is done once is done with it."""
    marks = (
        goal.marks if any(each.day == today for each in goal.marks) else (*goal.marks, GoalMark(day=today))
    )
    marked = replace(goal, marks=marks)
    return marked if goal.cadence else _into(marked, GoalState.DONE, today)


def unmark(goal: Goal, today: date) -> Goal:
    """The goal without today's mark."""
    return replace(goal, marks=tuple(each for each in goal.marks if each.day != today))


def pause(goal: Goal, today: date) -> Goal:
    """The goal resting from today on; every span it touches is neutral."""
    return _into(replace(goal, pauses=(*goal.pauses, Pause(since=today))), GoalState.PAUSED, today)


def carry_on(goal: Goal, today: date) -> Goal:
    """The goal active again; an open pause ended yesterday, one of today is as if it had not been."""
    pauses = tuple(_ended(each, today) for each in goal.pauses if each.until or each.since < today)
    return _into(replace(goal, pauses=pauses), GoalState.ACTIVE, today)


def rested(goal: Goal, since: date, today: date) -> Goal:
    """The goal after a hard week: the days from `since` up to yesterday are neutral for it."""
    if goal.state is not GoalState.ACTIVE or since >= today:
        return goal
    return replace(goal, pauses=(*goal.pauses, Pause(since=since, until=today - timedelta(days=1))))


def finish(goal: Goal, today: date) -> Goal:
    """The goal done for good."""
    return _into(goal, GoalState.DONE, today)


def let_go(goal: Goal, today: date) -> Goal:
    """The goal dropped, without any penalty."""
    return _into(goal, GoalState.DROPPED, today)


def reason(goal: Goal, why: str) -> Goal:
    """The goal with the reason of its open pause."""
    pauses = tuple(replace(each, why=why) if each.until is None else each for each in goal.pauses)
    return replace(goal, pauses=pauses)


def open_pause(goal: Goal) -> Pause | None:
    """The pause that still runs, or None."""
    return next((each for each in reversed(goal.pauses) if each.until is None), None)


def tick(goal: Goal, step_id: str, today: date, *, done: bool) -> Goal:
    """The goal with one step done today, or not done."""
    return replace(goal, steps=tuple(_ticked(each, step_id, today if done else None) for each in goal.steps))


def move_step(steps: tuple[GoalStep, ...], step_id: str, by: int) -> tuple[GoalStep, ...]:
    """The steps with one of them `by` places further down, within the ends."""
    at = next((number for number, each in enumerate(steps) if each.id == step_id), None)
    if at is None:
        return steps
    rest = steps[:at] + steps[at + 1 :]
    to = min(max(at + by, 0), len(rest))
    return (*rest[:to], steps[at], *rest[to:])


def _into(goal: Goal, state: GoalState, today: date) -> Goal:
    return replace(goal, state=state, state_since=today)


def _ended(pause_: Pause, today: date) -> Pause:
    return pause_ if pause_.until else replace(pause_, until=today - timedelta(days=1))


def _ticked(step: GoalStep, step_id: str, day: date | None) -> GoalStep:
    return replace(step, done_on=day) if step.id == step_id else step
