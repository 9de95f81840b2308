"""Dates in long form and in words; never a short form that mixes up day and month."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.words import _, ngettext


def month(number: int) -> str:
    """The name of month 1 to 12."""
    return [
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    ][number - 1]  # fmt: skip


def weekday(number: int) -> str:
    """The name of weekday 0 (Monday) to 6."""
    return [
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    ][number]  # fmt: skip


def long(day: date) -> str:
    """1 November 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=month(day.month), year=day.year)


def at(moment: datetime) -> str:
    """1 November 2026, 14:05."""
    return _("{day}, {time}").format(day=long(moment.date()), time=f"{moment:%H:%M}")


def ago(day: date, today: date) -> str:
    """In words how long ago `day` was: "today", "12 days ago", "in 3 days", "1 November 2026" when far."""
    days = (today - day).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if 1 < days < 14:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    if 14 <= days < 60:
        weeks = days // 7
        return ngettext("{count} week ago", "{count} weeks ago", weeks).format(count=weeks)
    if 60 <= days < 365:
        months = days // 30
        return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
    if days == -1:
        return _("tomorrow")
    if -14 < days < -1:
        return ngettext("in {count} day", "in {count} days", -days).format(count=-days)
    return long(day)
