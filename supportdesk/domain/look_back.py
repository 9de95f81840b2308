"""The weekly look-back: which week it is about, when it is offered, and the weeks in a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.dismissed import is_dismissed
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.records import dataclass

KEY = "look-back"
WEEK = timedelta(days=7)
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of the line: the day it ends, and what was written of it, if anything."""

    end: date
    look_back: LookBack | None = None


def weekday(me: Me) -> int:
    """The weekday on which a week ends for this person; Sunday where none is chosen."""
    chosen = me.look_back_day
    return chosen if chosen is not None and 0 <= chosen <= 6 else SUNDAY


def week_end(me: Me, today: date) -> date:
    """The end of the week that can be looked back on: today on the chosen weekday, else the last one."""
    back = (today.weekday() - weekday(me)) % 7
    return _before(today, timedelta(days=back))


def written(look_backs: Iterable[LookBack], end: date) -> LookBack | None:
    """What was written of the week that ends on `end`, also where weeks ended on another day then."""
    found = [each for each in look_backs if 0 <= (end - each.week_end).days < 7 and not is_empty(each)]
    return max(found, key=lambda each: each.week_end, default=None)


def is_empty(look_back: LookBack) -> bool:
    """Whether nothing was answered."""
    return look_back.supported is None and look_back.energy is None and not look_back.keep.strip()


def is_offered(snapshot: Snapshot, today: date) -> bool:
    """Whether Today offers it: on the chosen weekday, not in a hard week, and not when it is there."""
    me = snapshot.me
    if me.look_back_day is None or me.hard_week_since is not None or today.weekday() != weekday(me):
        return False
    if not snapshot.contacts or is_dismissed(me, KEY, today):
        return False
    return written(snapshot.notes.look_backs, today) is None


def weeks(look_backs: Iterable[LookBack], end: date, most: int) -> tuple[Week, ...]:
    """The weeks up to the one that ends on `end`, oldest first, from the first that was written of.

    Each week is there, those without a word too, so that gaps stay gaps; at most `most` of them.
    """
    kept = [each for each in look_backs if not is_empty(each) and each.week_end <= end]
    if not kept:
        return ()
    first = min(each.week_end for each in kept)
    count = min((end - first).days // 7 + 1, most)
    by_week = {(end - each.week_end).days // 7: each for each in sorted(kept, key=lambda one: one.week_end)}
    back = range(count - 1, -1, -1)
    return tuple(Week(end=end - WEEK * number, look_back=by_week.get(number)) for number in back)


def _before(day: date, span: timedelta) -> date:
    try:
        return day - span
    except OverflowError:
        return day
