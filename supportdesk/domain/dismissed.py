"""What the person does not want to be asked: for good, or until a day. Kept as keys in `Me.dismissed`.

A key alone is for good; "key@2026-11-08" is put off until that day, and "key@2026-11-01T18:00:00" until
that moment.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from supportdesk.domain.snapshot import Me

LONGEST = timedelta(days=14)  # nothing is put off for longer: beyond it the clock was wrong


def is_dismissed(me: Me, key: str, now: date) -> bool:
    """Whether the prompt with this key is not to be shown now (a day, or a moment of it)."""
    if key in me.dismissed:
        return True
    this, last = now.isoformat(), _last(now)
    return any(this < until and until[:10] <= last for each in me.dismissed if (until := _until(each, key)))


def dismiss(me: Me, key: str) -> Me:
    """`me`, never to be asked this again."""
    return replace(me, dismissed=(*_others(me, key), key))


def put_off(me: Me, key: str, until: date) -> Me:
    """`me`, not to be asked this before `until` (a day, or a moment)."""
    return replace(me, dismissed=(*_others(me, key), f"{key}@{until.isoformat()}"))


def _last(now: date) -> str:
    try:
        return (now + LONGEST).isoformat()[:10]
    except OverflowError:
        return date.max.isoformat()


def _others(me: Me, key: str) -> tuple[str, ...]:
    return tuple(each for each in me.dismissed if each != key and not _until(each, key))


def _until(dismissed: str, key: str) -> str:
    name, at, day = dismissed.rpartition("@")
    return day if at and name == key else ""
