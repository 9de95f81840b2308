"""What the person does not want to be asked: for good, or until a day. Kept as keys in `Me.dismissed`.

A key alone is for good; "key@2026-11-08" is put off until that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supportdesk.domain.snapshot import Me


def is_dismissed(me: Me, key: str, today: date) -> bool:
    """Whether the prompt with this key is not to be shown on `today`."""
    return key in me.dismissed or any(_until(each, key) > today.isoformat() for each in me.dismissed)


def dismiss(me: Me, key: str) -> Me:
    """`me`, never to be asked this again."""
    return replace(me, dismissed=(*_others(me, key), key))


def put_off(me: Me, key: str, until: date) -> Me:
    """`me`, not to be asked this before `until`."""
    return replace(me, dismissed=(*_others(me, key), f"{key}@{until.isoformat()}"))


def ask_again(me: Me, key: str) -> Me:
    """`me`, ready to be asked this again."""
    return replace(me, dismissed=_others(me, key))


def _others(me: Me, key: str) -> tuple[str, ...]:
    return tuple(each for each in me.dismissed if each != key and not _until(each, key))


def _until(dismissed: str, key: str) -> str:
    name, at, day = dismissed.rpartition("@")
    return day if at and name == key else ""
