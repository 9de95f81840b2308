"""Days and hours on somebody's own clock: open or not, and until when, across changes of the clock.

A span holds by what the clock on their wall shows, so an hour that comes twice in autumn counts twice
and one that is left out in spring is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from supportdesk.domain.contact import Reachable

NIGHT = (22, 7)  # hours between which a call may wake somebody
OFFICE = (8, 18)
_DAY = 24 * 60
_LOOKED_AHEAD = 8  # days: every pattern of a week has come round by then
_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])(\d{1,2})(?::([0-5]\d))?")


def zone(name: str) -> tzinfo | None:
    """The time zone of that name ("Europe/Berlin", "UTC+2"); None where there is no such zone."""
    wanted = name.strip()
    found = _OFFSET.fullmatch(wanted.upper())
    if found and int(found[2]) < 24:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (
            timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)) if minutes < _DAY else None
        )
    try:
        return ZoneInfo(wanted) if wanted else None
    except (ValueError, OSError, KeyError):  # odd characters; a folder of the zone list; no such zone
        return None


def wall(moment: datetime, where: tzinfo | None) -> datetime:
    """What the clock there shows at an aware moment, without a zone; None is the zone of this computer."""
    return moment.astimezone(where).replace(tzinfo=None)


def is_open(spans: Sequence[Reachable], shown: datetime) -> bool:
    """Whether a clock that shows this lies within one of the spans; a span does not hold its end."""
    today, minute = shown.weekday(), shown.hour * 60 + shown.minute
    for span in spans:
        start, end = _minutes(span)
        if today in span.days and start <= minute < end:
            return True
        if (today - 1) % 7 in span.days and start <= minute + _DAY < end:
            return True
    return False


def next_change(spans: Sequence[Reachable], moment: datetime, where: tzinfo | None) -> datetime | None:
    """When it opens or closes next after an aware moment (in UTC); None where it always is as now."""
    now = is_open(spans, wall(moment, where))
    after = sorted(each for each in _edges(spans, moment, where) if each > moment)
    return next((each for each in after if is_open(spans, wall(each, where)) is not now), None)


def is_night(shown: datetime) -> bool:
    """Whether a clock that shows this says night."""
    return shown.hour >= NIGHT[0] or shown.hour < NIGHT[1]


def is_office_time(shown: datetime) -> bool:
    """Whether an office is likely to be staffed: Monday to Friday by day."""
    return shown.weekday() < 5 and OFFICE[0] <= shown.hour < OFFICE[1]


def _minutes(span: Reachable) -> tuple[int, int]:
    """Start and end in minutes from the midnight the day begins with; equal ends mean all day round."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (span.start, span.end))
    return start, end if end > start else end + _DAY


def _edges(spans: Sequence[Reachable], moment: datetime, where: tzinfo | None) -> Iterator[datetime]:
    """Every moment of the days around at which a span may begin or end, in no order."""
    today = datetime.combine(wall(moment, where).date(), time())
    marks = {minute for span in spans for minute in _minutes(span)}
    for number in range(-1, _LOOKED_AHEAD + 1):
        midnight = today + timedelta(days=number)
        for minute in marks:
            shown = midnight + timedelta(minutes=minute)
            yield from (_moment(shown.replace(fold=fold), where) for fold in (0, 1))
        yield from _clock_change(
            _moment(midnight, where), _moment(midnight + timedelta(days=1), where), where
        )


def _moment(shown: datetime, where: tzinfo | None) -> datetime:
    return shown.replace(tzinfo=where).astimezone(UTC)


def _clock_change(first: datetime, last: datetime, where: tzinfo | None) -> Iterator[datetime]:
    """The moment between the two at which the clock is put forward or back, if there is one."""
    before = first.astimezone(where).utcoffset()
    if before == last.astimezone(where).utcoffset():
        return
    early, late = int(first.timestamp()), int(last.timestamp())
    while late - early > 1:
        middle = (early + late) // 2
        if datetime.fromtimestamp(middle, UTC).astimezone(where).utcoffset() == before:
            early = middle
        else:
            late = middle
    yield datetime.fromtimestamp(late, UTC)
