"""How a goal goes: the last four spans as dots, never a streak, and a pause takes nothing away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from supportdesk.domain.checkin import CheckIn, Outcome
from supportdesk.domain.goal import Cadence, Goal, GoalState, Per
from supportdesk.records import dataclass

DOTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One week, month or run of days; `times` days on which the goal was met in it.

    `met` is None where the span counts neither way: paused, the first one if it began midway, or the
    present one while there is still time (`is_open`).
    """

    start: date
    end: date
    times: int
    met: bool | None
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a goal stands on a day.

    `spans` run from the start to today, oldest first; `days` are all days on which it was met.
    Goals that are done once have no spans; theirs are `steps_done` of `steps`.
    """

    goal_id: str
    per: Per | None = None
    spans: tuple[Span, ...] = ()
    days: tuple[date, ...] = ()
    steps: int = 0
    steps_done: int = 0
    next_about: date | None = None

    @property
    def shown(self) -> tuple[Span, ...]:
        """The last four spans; the present one is left out while it is still open."""
        closed = self.spans[:-1] if self.is_open else self.spans
        return closed[-DOTS:]

    @property
    def dots(self) -> tuple[bool | None, ...]:
        """Always four, oldest first: met, not this time, or None (paused, or before the start)."""
        met = tuple(span.met for span in self.shown)
        return (None,) * (DOTS - len(met)) + met

    @property
    def met(self) -> int:
        """How many of the dots are met."""
        return self.dots.count(True)

    @property
    def counted(self) -> int:
        """How many of the dots count at all."""
        return DOTS - self.dots.count(None)

    @property
    def met_in_all(self) -> int:
        """Spans met since it began."""
        return sum(span.met is True for span in self.spans)

    @property
    def counted_in_all(self) -> int:
        """Spans since it began that count."""
        return sum(span.met is not None for span in self.spans)

    @property
    def is_open(self) -> bool:
        """Whether the present span is neither met nor over: there is still time."""
        return bool(self.spans) and self.spans[-1].is_open

    @property
    def is_steady(self) -> bool:
        """Three of four is steady: there is slack built in."""
        return self.counted > 0 and self.met * 4 >= self.counted * 3

    @property
    def last(self) -> date | None:
        """The last day on which it was met."""
        return self.days[-1] if self.days else None


def progress(
    goal: Goal, checkins: Iterable[CheckIn], today: date, *, hard_week_since: date | None = None
) -> Progress:
    """Where the goal stands on `today`, from its marks and (if it counts them) the linked check-ins."""
    days = days_met(goal, checkins, today)
    done = sum(step.done_on is not None for step in goal.steps)
    if goal.cadence is None:
        return Progress(goal_id=goal.id, days=days, steps=len(goal.steps), steps_done=done)
    return Progress(
        goal_id=goal.id,
        per=goal.cadence.per,
        spans=tuple(_spans(goal, goal.cadence, days, today, hard_week_since)),
        days=days,
        steps=len(goal.steps),
        steps_done=done,
        next_about=_next_about(goal, goal.cadence, days),
    )


def days_met(goal: Goal, checkins: Iterable[CheckIn], today: date) -> tuple[date, ...]:
    """The days on which the goal was met, oldest first, each once.

    A linked check-in counts when it happened or was tried ("did not go" does not), from the start to
    the end of the goal.
    """
    return days_of(goal, (each.day for each in checkins if _counts(goal, each)), today)


def days_of(goal: Goal, linked: Iterable[date], today: date) -> tuple[date, ...]:
    """The same from the days of the check-ins that count (`linked`) and the goal's own marks."""
    marked = {mark.day for mark in goal.marks}
    return tuple(sorted(day for day in marked | set(linked) if _within(goal, day, today)))


def _counts(goal: Goal, checkin: CheckIn) -> bool:
    if not goal.counts_checkins or checkin.outcome is Outcome.DID_NOT_GO:
        return False
    return not set(goal.contact_ids).isdisjoint(checkin.contact_ids)


def _within(goal: Goal, day: date, today: date) -> bool:
    ends = (end for end in (today, goal.end, _closed_on(goal)) if end is not None)
    return (goal.start is None or day >= goal.start) and day <= min(ends)


def _closed_on(goal: Goal) -> date | None:
    return goal.state_since if goal.state in (GoalState.DONE, GoalState.DROPPED) else None


def _spans(
    goal: Goal, cadence: Cadence, days: tuple[date, ...], today: date, hard_week_since: date | None
) -> Iterator[Span]:
    start = goal.start or (days[0] if days else None)
    if start is None:
        return
    last = min(end for end in (today, goal.end, _closed_on(goal)) if end is not None)
    for first, end in _cut(cadence, start, last):
        times = sum(first <= day <= end for day in days)
        reached = times >= cadence.times
        paused = _paused(goal, first, end, hard_week_since)
        is_neutral = paused or end >= last or first < start
        yield Span(
            start=first,
            end=end,
            times=times,
            met=True if reached else (None if is_neutral else False),
            is_open=not reached and not paused and first <= today <= end and last == today,
        )


def _cut(cadence: Cadence, start: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each span from the one with `start` to the one with `last`."""
    first = start
    if cadence.per is Per.WEEK:
        first = start - timedelta(days=start.weekday())
    elif cadence.per is Per.MONTH:
        first = start.replace(day=1)
    while first <= last:
        following = _next(cadence, first)
        yield first, following - timedelta(days=1)
        first = following


def _next(cadence: Cadence, first: date) -> date:
    if cadence.per is Per.MONTH:
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=7 if cadence.per is Per.WEEK else cadence.days)


def _paused(goal: Goal, first: date, end: date, hard_week_since: date | None) -> bool:
    """Whether a pause (or the hard week now) touches the span, both ends included."""
    pauses = [(pause.since, pause.until) for pause in goal.pauses]
    if goal.state is GoalState.PAUSED and goal.state_since is not None:
        pauses.append((goal.state_since, None))
    if hard_week_since is not None:
        pauses.append((hard_week_since, None))
    return any(since <= end and (until is None or first <= until) for since, until in pauses)


def _next_about(goal: Goal, cadence: Cadence, days: tuple[date, ...]) -> date | None:
    if cadence.per is not Per.DAYS or goal.state is not GoalState.ACTIVE or not days:
        return None
    return days[-1] + timedelta(days=cadence.days)
