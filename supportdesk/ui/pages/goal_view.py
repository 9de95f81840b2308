"""What a goal's card says, computed from the snapshot alone, so that equal things are not drawn twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.goal import Goal, GoalState
from supportdesk.domain.progress import Progress, progress
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.ui.pages import goal_words as words
from supportdesk.words import progress as progress_words
from supportdesk.words.sentences import joined

Linked = Mapping[str, list[CheckIn]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal as its card shows it; `done_today` by hand or by a check-in, `marked_today` by hand."""

    goal: Goal
    progress: Progress
    rhythm: str
    going: str
    wish: str
    wish_passed: bool
    since: str
    helper: str
    done_today: bool
    marked_today: bool

    @property
    def has_dots(self) -> bool:
        """Whether there is something to draw: no row of empty dots, no nought."""
        return self.progress.per is not None and self.progress.met > 0


def goal_views(snapshot: Snapshot, today: date, state: GoalState) -> tuple[GoalView, ...]:
    """The goals in one state, oldest first; those that are over newest first."""
    linked = by_contact(snapshot.recent)
    goals = [each for each in snapshot.goals if each.state is state]
    if state in (GoalState.DONE, GoalState.DROPPED):
        goals.sort(key=lambda each: each.state_since or date.min, reverse=True)
    return tuple(goal_view(each, snapshot, linked, today) for each in goals)


def goal_view(goal: Goal, snapshot: Snapshot, linked: Linked, today: date) -> GoalView:
    """One goal; `linked` holds the recent check-ins by contact id."""
    stands = goal_progress(goal, snapshot, linked, today)
    return GoalView(
        goal=goal,
        progress=stands,
        rhythm=words.rhythm_with(goal.cadence, words.names(words.shown_contacts(goal, snapshot))),
        going=_going(goal, stands),
        wish=words.wish(goal, today),
        wish_passed=goal.by is not None and goal.by < today,
        since=words.since(goal, today),
        helper=words.helper(goal, snapshot),
        done_today=stands.last == today,
        marked_today=any(each.day == today for each in goal.marks),
    )


def _going(goal: Goal, stands: Progress) -> str:
    if goal.state is not GoalState.ACTIVE:
        return ""
    return joined((progress_words.line(goal, stands), progress_words.welcome_back(stands)))


def goal_progress(goal: Goal, snapshot: Snapshot, linked: Linked, today: date) -> Progress:
    """Where the goal stands, looking only at check-ins with its own contacts."""
    checkins = [each for contact_id in goal.contact_ids for each in linked.get(contact_id, ())]
    return progress(goal, checkins, today, hard_week_since=snapshot.me.hard_week_since)


def by_contact(checkins: Iterable[CheckIn]) -> dict[str, list[CheckIn]]:
    """The check-ins of each contact id."""
    found: dict[str, list[CheckIn]] = defaultdict(list)
    for each in checkins:
        for person in each.people:
            found[person.contact_id].append(each)
    return dict(found)
