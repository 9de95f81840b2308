"""A check-in in words: with whom and how, when, and how it felt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Contact, Way
from supportdesk.words import _, dates
from supportdesk.words.sentences import listed

FEELINGS = (-2, -1, 0, 1, 2)


def feeling(value: int) -> str:
    """ "very low" (-2) to "very good" (2)."""
    return {
        -2: _("Very low"),
        -1: _("Low"),
        0: _("In between"),
        1: _("Good"),
        2: _("Very good"),
    }[value]


def what(checkin: CheckIn, contacts: Iterable[Contact | None]) -> str:
    """ "call with Sam", "time with Sam and Ana"; None is a contact that was removed."""
    names = [each.short_name if each is not None else _("a removed contact") for each in contacts]
    return _with(checkin.way).format(names=listed(names))


def _with(way: Way) -> str:
    return {
        Way.IN_PERSON: _("time with {names}"),
        Way.CALL: _("call with {names}"),
        Way.VIDEO: _("video call with {names}"),
        Way.TEXT: _("text with {names}"),
        Way.LETTER: _("letter with {names}"),
        Way.ONLINE: _("online with {names}"),
        Way.GROUP: _("group with {names}"),
        Way.APPOINTMENT: _("appointment with {names}"),
    }[way]


def written(checkin: CheckIn, contacts: Iterable[Contact | None]) -> str:
    """ "Written down: call with Sam."."""
    return _("Written down: {what}.").format(what=what(checkin, contacts))


def day_heading(day: date, today: date) -> str:
    """ "Today", "Yesterday", "Thursday, 29 October 2026"."""
    if day == today:
        return _("Today")
    if (today - day).days == 1:
        return _("Yesterday")
    return _("{weekday}, {day}").format(weekday=dates.weekday(day.weekday()), day=dates.long(day))
