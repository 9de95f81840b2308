"""The goals on paper: what, with whom, how often, the smallest version and what if it gets hard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from supportdesk.domain.contact import State
from supportdesk.domain.goal import Cadence, Goal, GoalState, Per
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report import own_words
from supportdesk.report.choices import Choices
from supportdesk.report.names import Names
from supportdesk.words import _, dates, labels, ngettext


def goal_cards(
    snapshot: Snapshot, choices: Choices, names: Names, progress: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Active goals, then paused ones. A goal with someone who is not safe to contact stays out."""
    open_goals = [each for each in snapshot.goals if each.state in (GoalState.ACTIVE, GoalState.PAUSED)]
    open_goals.sort(key=lambda each: each.state is GoalState.PAUSED)
    return [_card(each, choices, names, progress) for each in open_goals if _is_printed(each, snapshot)]


def _is_printed(goal: Goal, snapshot: Snapshot) -> bool:
    people = [snapshot.contact(each) for each in (*goal.contact_ids, goal.helper_id)]
    return not any(each is not None and each.state is State.NOT_SAFE for each in people)


def _card(goal: Goal, choices: Choices, names: Names, progress: Mapping[str, str]) -> dict[str, Any]:
    people = [names.of(each) for each in goal.contact_ids if names.of(each)]
    often = cadence_words(goal.cadence)
    if goal.cadence is None and goal.by:
        often = _("Once, by about {day}").format(day=dates.long(goal.by))
    paused = labels.goal_state(goal.state) if goal.state is GoalState.PAUSED else ""
    return {
        "what": own_words.line(goal.what),
        "with": _("with {people}").format(people=", ".join(people)) if people else "",
        "often": often,
        "progress": paused or own_words.line(progress.get(goal.id, "")),
        "lines": [
            {"label": label, "text": text}
            for label, text in _fields(goal, choices, names)
            if own_words.is_filled(text)
        ],
        "steps": [
            {"text": own_words.line(step.text), "done": step.done_on is not None}
            for step in goal.steps
            if own_words.is_filled(step.text)
        ],
        "done": _("done"),
    }


def _fields(goal: Goal, choices: Choices, names: Names) -> Iterator[tuple[str, str]]:
    yield _("Smallest version"), own_words.line(goal.smallest)
    yield _("If"), own_words.line(goal.if_moment)
    yield _("Then"), own_words.line(goal.then_action)
    yield _("If it gets hard"), own_words.line(goal.if_obstacle)
    yield _("Plan B"), own_words.line(goal.plan_b)
    yield _("Who knows"), names.of(goal.helper_id)
    if goal.cadence is not None and goal.by:
        yield _("By about"), dates.long(goal.by)
    if goal.start:
        yield _("Since"), dates.long(goal.start)
    if goal.end:
        yield _("Until"), dates.long(goal.end)
    if choices.include_notes:
        yield _("Notes"), own_words.ready(goal.note)


def cadence_words(cadence: Cadence | None) -> str:
    """ "Once", "2 times a week", "Every 3 days"."""
    if cadence is None:
        return _("Once")
    if cadence.per is Per.WEEK:
        return ngettext("Once a week", "{count} times a week", cadence.times).format(count=cadence.times)
    if cadence.per is Per.MONTH:
        return ngettext("Once a month", "{count} times a month", cadence.times).format(count=cadence.times)
    return ngettext("Every day", "Every {count} days", cadence.days).format(count=cadence.days)
