"""Goals and meetings as a calendar file (RFC 5545), with titles that tell nobody anything.

A calendar may be synchronised and shown on a locked phone, so neither the titles, the ids nor the
name of the program in the file say what it is about, unless the person wants their own words.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from supportdesk.domain.contact import Contact, ImportantDate
from supportdesk.domain.goal import Cadence, Goal, GoalState, Per
from supportdesk.domain.plan import Plan
from supportdesk.exchange.lines import escaped, folded
from supportdesk.records import dataclass
from supportdesk.words import _

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SAFE_DAYS = 28  # every month has as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event: a whole day, or a moment of local time; `rule` is an RRULE value, "" for once."""

    uid: str
    start: date | datetime
    rule: str = ""
    title: str


def goal_entries(
    goals: Iterable[Goal], contacts: Iterable[Contact], today: date, *, own_words: bool = False
) -> tuple[Entry, ...]:
    """The active goals from today on, in their order; a goal with neither rhythm nor day has no entry.

    Left out are goals that are paused or over, and those of which nobody is active any more: nobody is
    prompted to call them. A rhythm is counted from the start of the goal, or from today where it has none.
    """
    active = {each.id for each in contacts if each.is_active}
    entries = []
    for goal in goals:
        if goal.state is not GoalState.ACTIVE or (goal.contact_ids and active.isdisjoint(goal.contact_ids)):
            continue
        if any(pause.covers(today) for pause in goal.pauses):
            continue
        found = _when(goal, today)
        if found is not None:
            title = goal.what if own_words else _("Reminder")
            entries.append(Entry(uid=_uid("goal", goal.id), start=found[0], rule=found[1], title=title))
    return tuple(entries)


def meeting_entries(
    contacts: Iterable[Contact], today: date, *, own_words: bool = False
) -> tuple[Entry, ...]:
    """The next meeting of every active contact that has one, from today on."""
    return tuple(
        Entry(
            uid=_uid("meeting", each.id),
            start=each.next_meeting,
            title=each.short_name if own_words else _("Reminder"),
        )
        for each in contacts
        if each.is_active and each.next_meeting is not None and each.next_meeting.date() >= today
    )


def day_entries(contacts: Iterable[Contact], today: date, *, own_words: bool = False) -> tuple[Entry, ...]:
    """The important dates of every active contact, each year from today on; the id is the `uid`."""
    return tuple(
        Entry(
            uid=_uid("day", f"{each.id} {day.label} {day.month}-{day.day}"),
            start=start,
            rule=_yearly(day),
            title=_day_title(each, day) if own_words else _("Reminder"),
        )
        for each in contacts
        if each.is_active
        for day in each.important_dates
        if (start := _next(day, today)) is not None
    )


def review_entries(plan: Plan, today: date, *, own_words: bool = False) -> tuple[Entry, ...]:
    """The day on which the plan is to be looked over, if it is not past."""
    if plan.next_review is None or plan.next_review < today:
        return ()
    title = _("Look over my plan") if own_words else _("Reminder")
    return (Entry(uid=_uid("review", "plan"), start=plan.next_review, title=title),)


def _day_title(contact: Contact, day: ImportantDate) -> str:
    return f"{day.label}: {contact.short_name}" if day.label else contact.short_name


def _yearly(day: ImportantDate) -> str:
    if (day.month, day.day) == (2, 29):  # in most years the last day of the month
        return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    return "FREQ=YEARLY"


def _next(day: ImportantDate, today: date) -> date | None:
    """The first time from today on; None where the calendar ends before it."""
    for year in (today.year, today.year + 1):
        if year > date.max.year:
            break
        last = monthrange(year, day.month)[1]
        found = date(year, day.month, min(day.day, last))
        if found >= today:
            return found
    return None


def write_ics(entries: Iterable[Entry], *, stamp: datetime) -> bytes:
    """The calendar: the same bytes for the same entries and `stamp` (an aware moment).

    Read again by a calendar, an entry takes the place of the one with its id.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminders//EN", "CALSCALE:GREGORIAN"]
    at = _moment(stamp.astimezone(UTC)) + "Z"
    for entry in entries:
        lines += ["BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{at}", _start(entry.start)]
        if entry.rule:
            lines.append(f"RRULE:{entry.rule}")
        lines += [f"SUMMARY:{escaped(entry.title)}", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def _uid(what: str, id_: str) -> str:
    """Always the same for the same thing, and nothing can be told from it."""
    return hashlib.sha256(f"calendar entry of {what} {id_}".encode()).hexdigest()[:40]


def _start(start: date | datetime) -> str:
    if isinstance(start, datetime):
        return f"DTSTART:{_moment(start)}"  # local time wherever the calendar is, as the person wrote it
    return f"DTSTART;VALUE=DATE:{_day(start)}"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}T{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"


# ---- rhythm


def _when(goal: Goal, today: date) -> tuple[date, str] | None:
    """First day from today on and rule of a goal; None where there is none, or none before its end."""
    if goal.cadence is None:
        once = goal.by or goal.start
        return None if once is None or once < today else (once, "")
    start = goal.start or today
    rule, fits = _rule(goal.cadence, start)
    first = _first(max(start, today), start, goal.cadence, fits)
    if first is None or (goal.end is not None and first > goal.end):
        return None
    return first, rule if goal.end is None else f"{rule};UNTIL={_day(goal.end)}"


def _rule(cadence: Cadence, start: date) -> tuple[str, Callable[[date], bool]]:
    """The rule, and whether a day is one of it."""
    if cadence.per is Per.DAYS:
        return f"FREQ=DAILY;INTERVAL={cadence.days}", lambda day: (day - start).days % cadence.days == 0
    if cadence.times >= (7 if cadence.per is Per.WEEK else _SAFE_DAYS):
        return "FREQ=DAILY", lambda _day: True
    if cadence.per is Per.WEEK:
        days = _spread(start.weekday(), cadence.times, 7)
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_DAYS[day] for day in days), lambda day: day.weekday() in days
    if cadence.times == 1 and start.day > _SAFE_DAYS:  # not every month has that day, but each has a last
        return "FREQ=MONTHLY;BYMONTHDAY=-1", lambda day: day.day == monthrange(day.year, day.month)[1]
    days = _spread(start.day - 1, cadence.times, _SAFE_DAYS)
    listed = ",".join(str(day + 1) for day in days)
    return f"FREQ=MONTHLY;BYMONTHDAY={listed}", lambda day: day.day - 1 in days


def _spread(first: int, times: int, length: int) -> list[int]:
    """So many places of a round of `length`, as even as can be, one of them `first`."""
    return sorted((first + length * number // times) % length for number in range(times))


def _first(since: date, start: date, cadence: Cadence, fits: Callable[[date], bool]) -> date | None:
    """The first day from `since` on that fits; None where the calendar ends before it."""
    wait = -(since - start).days % cadence.days if cadence.per is Per.DAYS else 0
    try:
        return next(day for number in range(wait, wait + 63) if fits(day := since + timedelta(days=number)))
    except OverflowError:
        return None
