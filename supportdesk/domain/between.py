"""What was done between two days: check-ins with each contact, and what became of goals. No score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.contact import Contact, Way
from supportdesk.domain.goal import Goal, GoalState
from supportdesk.domain.progress import days_of
from supportdesk.domain.text import fold
from supportdesk.records import dataclass

MET_MOST = 6  # ways of being in touch that are told one by one; the rest is counted together
KEPT_MOST = 3


class Logged(NamedTuple):
    """One contact of one check-in; `mine` where I began it."""

    contact_id: str
    day: date
    way: Way
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How often one contact was met one way; `mine` where I began every time."""

    contact_id: str
    way: Way
    count: int
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDid:
    """What became of one goal in the time: whether it began or was finished, and the days it was met."""

    goal: Goal
    began: bool = False
    days: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What was done between two days: `more` counts what `met` leaves out; `kept` are words of look-backs."""

    met: tuple[Met, ...] = ()
    more: int = 0
    goals: tuple[GoalDid, ...] = ()
    kept: tuple[str, ...] = ()


def between(
    logged: Iterable[Logged],
    goals: Iterable[Goal],
    look_backs: Iterable[LookBack],
    contacts: Sequence[Contact],
    *,
    unsafe: Sequence[Contact] = (),
    first: Collection[str] = (),
    after: date,
    until: date,
) -> Between:
    """What was done after the day `after` and up to `until`, with the `contacts` that may be named.

    `first` are the ids to be told first (those who changed). Whoever is in `unsafe` is in no count, and
    no goal and no word that names them is told.
    """
    names = {each.id for each in contacts} - {each.id for each in unsafe}
    some = [each for each in logged if each.contact_id in names and after < each.day <= until]
    counted = Counter((each.contact_id, each.way) for each in some)
    theirs = {(each.contact_id, each.way) for each in some if not each.mine}
    order = sorted(counted, key=lambda one: (one[0] not in first, -counted[one], one))
    return Between(
        met=tuple(
            Met(contact_id=one[0], way=one[1], count=counted[one], mine=one not in theirs)
            for one in order[:MET_MOST]
        ),
        more=sum(counted[one] for one in order[MET_MOST:]),
        goals=tuple(_goals(goals, some, unsafe, after, until)),
        kept=tuple(_kept(look_backs, unsafe, after, until)),
    )


def _goals(
    goals: Iterable[Goal], logged: Sequence[Logged], unsafe: Sequence[Contact], after: date, until: date
) -> Iterable[GoalDid]:
    gone = {each.id for each in unsafe}
    for goal in goals:
        if not gone.isdisjoint(goal.contact_ids) or _names(goal.what, unsafe):
            continue
        linked = (each.day for each in logged if goal.counts_checkins and each.contact_id in goal.contact_ids)
        closed = goal.state is GoalState.DONE and goal.state_since is not None
        did = GoalDid(
            goal=goal,
            began=goal.start is not None and after < goal.start <= until,
            days=sum(after < day for day in days_of(goal, linked, until)),
            finished=closed and goal.state_since is not None and after < goal.state_since <= until,
        )
        if did.began or did.days or did.finished:
            yield did


def _kept(
    look_backs: Iterable[LookBack], unsafe: Sequence[Contact], after: date, until: date
) -> Iterable[str]:
    """The newest words kept from weeks that lie in the time, oldest of them first."""
    weeks = [each for each in look_backs if after < each.week_end <= until + timedelta(days=6)]
    some = [each for each in weeks if each.keep.strip() and not _names(each.keep, unsafe)]
    some.sort(key=lambda each: each.week_end)
    return (each.keep.strip() for each in some[-KEPT_MOST:])


def _names(text: str, unsafe: Sequence[Contact]) -> bool:
    """Whether the text has a name of one of these as a word."""
    words = fold(text).replace("’", "'")
    return any(_has(words, name) for each in unsafe for name in _called(each))


def _called(contact: Contact) -> set[str]:
    """Every name of theirs that could stand in a text; very short ones only whole."""
    whole = {contact.name, contact.nickname}
    return {fold(part) for name in whole for part in (name, *name.split()) if len(part) > 1}


def _has(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False
