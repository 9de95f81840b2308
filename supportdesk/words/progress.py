"""How a goal goes, in words: what was done, never what was not."""

from __future__ import annotations

from supportdesk.domain.goal import Cadence, Goal, GoalState, Per
from supportdesk.domain.progress import Progress, Span
from supportdesk.words import _, dates, ngettext
from supportdesk.words.sentences import joined


def line(goal: Goal, progress: Progress) -> str:
    """The one line under a goal: "3 of the last 4 weeks"; steps for a goal that is done once."""
    if goal.state is GoalState.PAUSED:
        return _("Paused. It waits for you.")
    if goal.state is GoalState.DONE:
        return _("Done.")
    if goal.state is GoalState.DROPPED:
        return _("Let go.")
    if progress.per is None:
        return _once(progress)
    if progress.per is Per.DAYS:
        return _every_days(progress)
    return recent(progress)


def recent(progress: Progress) -> str:
    """ "3 of the last 4 weeks". With nothing met lately: an open door, never a nought."""
    if not progress.met:
        return _("Done this time.") if _is_met_now(progress) else _("Ready when you are.")
    if progress.counted == 1:
        return _once_in(progress.per)
    text = (
        ngettext("{met} of the last {count} month", "{met} of the last {count} months", progress.counted)
        if progress.per is Per.MONTH
        else ngettext("{met} of the last {count} week", "{met} of the last {count} weeks", progress.counted)
    )
    return text.format(met=progress.met, count=progress.counted)


def in_all(progress: Progress) -> str:
    """ "21 of 25 weeks since it began", for a person who asks for more; nothing before the first."""
    if not progress.met_in_all or progress.per is None or progress.per is Per.DAYS:
        return ""
    text = (
        ngettext(
            "{met} of {count} month since it began", "{met} of {count} months since it began",
            progress.counted_in_all,
        )
        if progress.per is Per.MONTH
        else ngettext(
            "{met} of {count} week since it began", "{met} of {count} weeks since it began",
            progress.counted_in_all,
        )
    )  # fmt: skip
    return text.format(met=progress.met_in_all, count=progress.counted_in_all)


def welcome_back(progress: Progress) -> str:
    """ "Good to see you." in the first span after a pause; else nothing."""
    if len(progress.spans) < 2 or progress.met_in_all < 2:
        return ""
    before, now = progress.spans[-2:]
    return _("Good to see you.") if before.met is None and now.met else ""


def dot(span: Span, per: Per) -> str:
    """What one dot stands for, for screen readers and pointers."""
    what = {
        True: _("done"),
        False: _("not this time"),
        None: _("does not count"),
    }[span.met]
    if per is Per.MONTH:
        return _("{month} {year}: {what}").format(
            month=dates.month(span.start.month), year=span.start.year, what=what
        )
    if per is Per.WEEK:
        return _("Week of {day}: {what}").format(day=dates.long(span.start), what=what)
    return _("From {day}: {what}").format(day=dates.long(span.start), what=what)


def cadence(rhythm: Cadence | None) -> str:
    """How often: "once", "once a week", "twice a month", "every 10 days"."""
    if rhythm is None:
        return _("once")
    if rhythm.per is Per.DAYS:
        return ngettext("every {count} day", "every {count} days", rhythm.days).format(count=rhythm.days)
    if rhythm.per is Per.WEEK:
        text = {1: _("once a week"), 2: _("twice a week")}.get(rhythm.times, _("{count} times a week"))
    else:
        text = {1: _("once a month"), 2: _("twice a month")}.get(rhythm.times, _("{count} times a month"))
    return text.format(count=rhythm.times)


def if_then(goal: Goal) -> str:
    """Both if-then sentences of a goal, as far as they are written."""
    first = _("If {moment}, then {action}.").format(
        moment=_bare(goal.if_moment), action=_bare(goal.then_action)
    )
    second = _("If {obstacle}, then {plan}.").format(
        obstacle=_bare(goal.if_obstacle), plan=_bare(goal.plan_b)
    )
    return joined(
        (
            first if goal.if_moment and goal.then_action else "",
            second if goal.if_obstacle and goal.plan_b else "",
        )
    )


def _bare(text: str) -> str:
    return text.strip().rstrip(".,")


def _is_met_now(progress: Progress) -> bool:
    return bool(progress.spans) and progress.spans[-1].met is True


def _once_in(per: Per | None) -> str:
    return _("Done in its first month") if per is Per.MONTH else _("Done in its first week")


def _once(progress: Progress) -> str:
    if progress.steps_done:
        return ngettext("{done} of {count} step done", "{done} of {count} steps done", progress.steps).format(
            done=progress.steps_done, count=progress.steps
        )
    if progress.last is not None:
        return _("Last done on {day}.").format(day=dates.long(progress.last))
    return _("Ready when you are.")


def _every_days(progress: Progress) -> str:
    if progress.last is None:
        return _("Ready when you are.")
    last = _("Last done on {day}.").format(day=dates.long(progress.last))
    if progress.next_about is None:
        return last
    return joined((last, _("Next around {day}.").format(day=dates.long(progress.next_about))))
