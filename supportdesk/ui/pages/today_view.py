"""What Today says, computed from the snapshot and the time alone, so that it can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from supportdesk.content.starters import kind_sentence
from supportdesk.domain.contact import Contact, SupportType
from supportdesk.domain.coverage import Cover, coverage, sources
from supportdesk.domain.dismissed import is_dismissed
from supportdesk.domain.goal import Goal, GoalState, Per
from supportdesk.domain.look_back import is_offered
from supportdesk.domain.plan import Part
from supportdesk.domain.progress import Progress
from supportdesk.domain.rhythm import nice_key, would_be_nice
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.suggestions import Code, Page, Suggestion, suggestions
from supportdesk.records import dataclass
from supportdesk.ui.pages.goal_view import by_contact, goal_progress
from supportdesk.words import _, dates, network
from supportdesk.words import coverage as coverage_words
from supportdesk.words import look_back as look_back_words
from supportdesk.words import progress as progress_words
from supportdesk.words import rhythm as rhythm_words
from supportdesk.words import suggestions as suggestion_words
from supportdesk.words.sentences import joined

NAMES_AT_MOST = 3
GOALS_AT_MOST = 4
MEETINGS_AT_MOST = 3
SOON = 7  # days
EVENING = 18  # the hour at which "tonight" begins
_STRENGTH = "strength:"  # how the keys of the suggestions that name a strength begin
_THIN = (Code.RESTS_ON_ONE, Code.NOBODY_YET, Code.ASK_PROFESSIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A sentence, a button that leads somewhere, and the key under which it can be put away.

    One that is `daily` (a goal) is only put off until tomorrow.
    """

    key: str
    text: str
    action: str
    page: str
    target: str = ""
    daily: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """One type of support in words."""

    type: SupportType
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekGoal:
    """A goal of this week; `met` once there is nothing left to do for it."""

    id: str
    what: str
    said: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The whole page. In a hard week only greeting, `tiny_step` and the way to the plan are there."""

    greeting: str
    headline: str = ""
    is_empty: bool = False
    hard_week: str = ""
    tiny_step: str = ""
    strengths: tuple[Offer, ...] = ()
    steps: tuple[Offer, ...] = ()
    kind_words: str = ""
    nice: tuple[Offer, ...] = ()
    support: tuple[SupportLine, ...] = ()
    support_notes: tuple[str, ...] = ()
    help_page: tuple[str, str] | None = None
    goals: tuple[WeekGoal, ...] = ()
    meetings: tuple[str, ...] = ()
    look_back: str = ""
    before_evening: bool = False


def today_view(snapshot: Snapshot, now: datetime) -> TodayView:
    """What the page shows at this moment."""
    today = now.date()
    greeting = greet(snapshot.me.name, now.hour)
    since = snapshot.me.hard_week_since
    if since is not None:
        return TodayView(
            greeting=greeting, hard_week=_hard_week(since, today), tiny_step=tiny_step(snapshot, today)
        )
    if not snapshot.contacts and not snapshot.goals:
        return TodayView(greeting=greeting, is_empty=True)
    covers = coverage(snapshot, today)
    offered = suggestions(snapshot, today, now=now, covers=covers)
    counted = bool(sources(snapshot.contacts))
    goals = _week_goals(snapshot, today)
    steps = tuple(_offer(each, snapshot) for each in offered if not each.key.startswith(_STRENGTH))
    steps = steps or _goal_of_the_day(goals, snapshot, now)
    return TodayView(
        greeting=greeting,
        headline=network.headline(snapshot, today),
        strengths=tuple(_offer(each, snapshot) for each in offered if each.key.startswith(_STRENGTH)),
        steps=steps,
        kind_words=kind_sentence(today),
        nice=_nice(snapshot, offered, now),
        before_evening=now.hour < EVENING,
        support=tuple(SupportLine(type=each.type, text=coverage_words.count(each)) for each in covers)
        if counted
        else (),
        support_notes=_notes(covers, offered, snapshot) if counted else (),
        help_page=_help_page(covers, offered) if counted else None,
        goals=goals,
        meetings=tuple(_meetings(snapshot, now)),
        look_back=look_back_words.offer() if is_offered(snapshot, today) else "",
    )


def greet(name: str, hour: int) -> str:
    """ "Good evening, Jordan" by the hour of the day."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    if 5 <= hour < 12:
        return _("Good morning, {name}").format(name=first) if first else _("Good morning")
    if 12 <= hour < 18:
        return _("Good afternoon, {name}").format(name=first) if first else _("Good afternoon")
    return _("Good evening, {name}").format(name=first) if first else _("Good evening")


# ---- offers


def _offer(suggestion: Suggestion, snapshot: Snapshot) -> Offer:
    page, target = _way(suggestion)
    action = suggestion_words.action(suggestion, snapshot)
    if suggestion.target.page is Page.NEED:
        action = _("Plan a small step")
    return Offer(
        key=suggestion.key,
        text=suggestion_words.sentence(suggestion, snapshot),
        action=action,
        page=page,
        target=target,
    )


def _goal_of_the_day(goals: tuple[WeekGoal, ...], snapshot: Snapshot, now: datetime) -> tuple[Offer, ...]:
    """The first goal of the week that is still open, where no suggestion wants the place."""
    for each in goals:
        key = f"goal:{each.id}"
        goal = next(goal for goal in snapshot.goals if goal.id == each.id)
        if not each.met and not is_dismissed(snapshot.me, key, now):
            plan = joined((goal.what.rstrip(".") + ".", progress_words.if_then(goal)))
            return (
                Offer(
                    key=key, text=plan, action=_("Open the goal"), page="goals", target=goal.id, daily=True
                ),
            )
    return ()


def _way(suggestion: Suggestion) -> tuple[str, str]:
    """The page and target that a suggestion leads to."""
    target = suggestion.target
    return {
        Page.COVERAGE: ("map", ""),
        Page.GOAL: ("goals", target.id),
        Page.NEED: ("goals", "new"),
        Page.CONTACT: ("contacts", target.id),
        Page.GROWING: ("goals", "new"),
        Page.PROFESSIONALS: ("contacts", ""),
    }[target.page]


def _nice(snapshot: Snapshot, offered: tuple[Suggestion, ...], now: datetime) -> tuple[Offer, ...]:
    """With whom a word would be nice; with the suggestions at most three names on the page."""
    named = {each.contact_id for each in offered if each.code is Code.QUIET}
    found = []
    for touch in would_be_nice(snapshot, now.date(), NAMES_AT_MOST, now=now):
        contact = snapshot.contact(touch.contact_id)
        if contact is not None and contact.id not in named:
            action = _("Open {name}").format(name=contact.short_name)
            text = rhythm_words.offer(touch, contact)
            found.append(
                Offer(key=nice_key(contact.id), text=text, action=action, page="contacts", target=contact.id)
            )
    return tuple(found[: NAMES_AT_MOST - len(named)])


# ---- support


def _notes(covers: tuple[Cover, ...], offered: tuple[Suggestion, ...], snapshot: Snapshot) -> tuple[str, ...]:
    """What rests mostly on one; not what a suggestion says already."""
    said = {each.type for each in offered if each.code is Code.RESTS_ON_ONE}
    each = (coverage_words.rests_on(cover, snapshot) for cover in covers if cover.type not in said)
    return tuple(text for text in each if text)


def _help_page(covers: tuple[Cover, ...], offered: tuple[Suggestion, ...]) -> tuple[str, str] | None:
    """Where "See what could help" leads; None when nothing is thin."""
    if not any(each.is_nobody_yet or each.rests_on for each in covers):
        return None
    return next((_way(each) for each in offered if each.code in _THIN), ("contacts", ""))


# ---- this week


def _week_goals(snapshot: Snapshot, today: date) -> tuple[WeekGoal, ...]:
    linked = by_contact(snapshot.recent)
    active = [each for each in snapshot.goals if each.state is GoalState.ACTIVE]
    found = [
        (each, goal_progress(each, snapshot, linked, today)) for each in active if _has_begun(each, today)
    ]
    kept = [(goal, stands) for goal, stands in found if _is_of_this_week(goal, stands, today)]
    kept.sort(key=lambda each: (_is_met(each[0], each[1], today), _order(each[0])))
    return tuple(_week_goal(goal, stands, today) for goal, stands in kept[:GOALS_AT_MOST])


def _has_begun(goal: Goal, today: date) -> bool:
    return (goal.start is None or goal.start <= today) and (goal.end is None or goal.end >= today)


def _is_of_this_week(goal: Goal, stands: Progress, today: date) -> bool:
    """Weekly ones always; monthly ones until met; others when their day is near."""
    if goal.cadence is None:
        return goal.by is not None and goal.by <= today + timedelta(days=SOON)
    if goal.cadence.per is Per.WEEK or _is_met(goal, stands, today):
        return goal.cadence.per is Per.WEEK or stands.last == today
    if goal.cadence.per is Per.MONTH:
        return True
    return stands.next_about is None or stands.next_about <= today + timedelta(days=SOON)


def _is_met(goal: Goal, stands: Progress, today: date) -> bool:
    if goal.cadence is None:
        return False
    if goal.cadence.per is Per.DAYS:
        return stands.last == today
    return bool(stands.spans) and stands.spans[-1].met is True


def _order(goal: Goal) -> int:
    return list(Per).index(goal.cadence.per) + 1 if goal.cadence else 0


def _week_goal(goal: Goal, stands: Progress, today: date) -> WeekGoal:
    if _is_met(goal, stands, today):
        return WeekGoal(id=goal.id, what=goal.what, said=_met_words(goal), met=True)
    if stands.last == today:
        return WeekGoal(id=goal.id, what=goal.what, said=_("Done today"), met=True)
    return WeekGoal(id=goal.id, what=goal.what, said=progress_words.cadence(goal.cadence), met=False)


def _met_words(goal: Goal) -> str:
    per = goal.cadence.per if goal.cadence else Per.DAYS
    return {
        Per.WEEK: _("Done this week"),
        Per.MONTH: _("Done this month"),
        Per.DAYS: _("Done today"),
    }[per]


def _meetings(snapshot: Snapshot, now: datetime) -> Iterator[str]:
    """The next meetings within a week, soonest first."""
    end = now + timedelta(days=SOON)
    coming = [
        (each.next_meeting, each)
        for each in snapshot.contacts
        if each.is_active and each.next_meeting is not None and now <= each.next_meeting <= end
    ]
    for when, contact in sorted(coming, key=lambda each: (each[0], each[1].id))[:MEETINGS_AT_MOST]:
        yield _meeting(when, contact, now.date())


def _meeting(when: datetime, contact: Contact, today: date) -> str:
    time, day = f"{when:%H:%M}", when.date()
    if day == today:
        return _("{name}: today at {time}").format(name=contact.short_name, time=time)
    if day == today + timedelta(days=1):
        return _("{name}: tomorrow at {time}").format(name=contact.short_name, time=time)
    return _("{name}: {weekday} at {time}").format(
        name=contact.short_name, weekday=dates.weekday(day.weekday()), time=time
    )


# ---- a hard week


def _hard_week(since: date, today: date) -> str:
    if since == today:
        return _("Everything is paused since today. Nothing counts against you.")
    return _("Everything is paused since {day}. Nothing counts against you.").format(day=dates.long(since))


def tiny_step(snapshot: Snapshot, today: date) -> str:
    """One tiny thing for a hard day: the person's own words from the plan, else one of ours."""
    part = snapshot.plan.part(Part.ON_MY_OWN)
    own = [each.text for each in part.items if each.text and not each.contact_id] if part else []
    if own:
        return own[today.toordinal() % len(own)]
    ours = (
        _("Drink a glass of water."),
        _("Open a window for a minute."),
        _("Sit down and rest for five minutes."),
        _("Breathe out slowly, three times."),
    )
    return ours[today.toordinal() % len(ours)]
