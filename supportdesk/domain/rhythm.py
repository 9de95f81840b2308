"""How long it has been, and when contact would be nice again: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from supportdesk.domain.checkin import CheckIn, Outcome
from supportdesk.domain.contact import FORMAL, Contact, RecoveryEffect, Ring
from supportdesk.domain.dismissed import is_dismissed
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.window import Rhythm as Rhythm  # noqa: PLC0414 (this module is its door)
from supportdesk.records import dataclass

QUIET_FACTOR = 1.5  # domain.md 2.6: someone they have not been in touch with for 1.5 times the rhythm
RING_RHYTHM: Mapping[Ring, Rhythm | None] = {
    Ring.INNER: Rhythm(at_least=7, at_most=14),
    Ring.MIDDLE: Rhythm(at_least=14, at_most=30),
    Ring.OUTER: Rhythm(at_least=30, at_most=60),
    Ring.HOPED: None,
}


class Pace(StrEnum):
    """Where today lies in a contact's rhythm."""

    NEW = "new"  # no contact written down yet
    FINE = "fine"  # before the window
    NICE = "nice"  # in the window: contact would be nice
    WHILE = "while"  # past the window: it has been a while
    QUIET = "quiet"  # more than 1.5 times the rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """How it stands with one contact: `days` since the last contact (None: never), and the next window."""

    contact_id: str
    pace: Pace
    days: int | None = None
    opens: date | None = None
    closes: date | None = None


def rhythm_of(contact: Contact) -> Rhythm | None:
    """The contact's own rhythm, or for a person that of the ring.

    None where nothing is ever due: "hoped for", and groups, professionals and the like without their own.
    """
    if contact.rhythm or not contact.is_person or contact.kind in FORMAL:
        return contact.rhythm
    return RING_RHYTHM[contact.ring]


def last_seen(checkins: Iterable[CheckIn]) -> dict[str, datetime]:
    """Contact id to its last contact, of any way and in either direction; "did not go" is none."""
    seen: dict[str, datetime] = {}
    for checkin in checkins:
        if checkin.outcome is Outcome.DID_NOT_GO:
            continue
        for contact_id in checkin.contact_ids:
            seen[contact_id] = max(seen.get(contact_id, checkin.when), checkin.when)
    return seen


def touch(contact: Contact, seen: datetime | None, today: date) -> Touch | None:
    """How it stands with this contact on `today`; None where nothing is ever due.

    That is: not active, or without a rhythm (domain.md 2.6: no prompt for anyone who is not active).
    """
    rhythm = rhythm_of(contact)
    if not contact.is_active or rhythm is None:
        return None
    if seen is None:
        return Touch(contact_id=contact.id, pace=Pace.NEW)
    days = max(0, (today - seen.date()).days)
    return Touch(
        contact_id=contact.id,
        pace=_pace(days, rhythm),
        days=days,
        opens=seen.date() + timedelta(days=rhythm.at_least),
        closes=seen.date() + timedelta(days=rhythm.at_most),
    )


def _pace(days: int, rhythm: Rhythm) -> Pace:
    if days > QUIET_FACTOR * rhythm.at_most:
        return Pace.QUIET
    if days > rhythm.at_most:
        return Pace.WHILE
    return Pace.NICE if days >= rhythm.at_least else Pace.FINE


def touches(snapshot: Snapshot, today: date) -> tuple[Touch, ...]:
    """Every active contact with a rhythm, most days beyond their window first, never met last."""
    each = (touch(contact, snapshot.last_seen.get(contact.id), today) for contact in snapshot.contacts)
    return tuple(sorted((one for one in each if one is not None), key=lambda one: _order(one, today)))


def would_be_nice(
    snapshot: Snapshot, today: date, limit: int = 3, *, now: datetime | None = None
) -> tuple[Touch, ...]:
    """At most `limit` contacts for "Today" whose window is open or past, longest beyond it first.

    Empty in a hard week, and while no check-in was ever written down: a new profile is not nagged.
    Left out are contacts put off (`nice_key`) and those who make recovery harder. `now` tells tonight from
    the day, for what was put off until then.
    """
    open_ = (one for one in _askable(snapshot, today) if one.pace in (Pace.NICE, Pace.WHILE, Pace.QUIET))
    kept = (one for one in open_ if not _is_put_off(snapshot, one.contact_id, now or today))
    return tuple(kept)[:limit]


def nice_key(contact_id: str) -> str:
    """The key under which "Today" puts off or dismisses a contact."""
    return f"nice:{contact_id}"


def quiet_key(contact_id: str) -> str:
    """The key under which the suggestion to get in touch with a contact is dismissed."""
    return f"quiet:{contact_id}"


def quiet(snapshot: Snapshot, today: date, *, now: datetime | None = None) -> tuple[Touch, ...]:
    """Who to offer getting in touch with: out of touch for over 1.5 times the rhythm, longest first."""
    return tuple(
        one
        for one in _askable(snapshot, today)
        if one.pace is Pace.QUIET and not _is_put_off(snapshot, one.contact_id, now or today)
    )


def _is_put_off(snapshot: Snapshot, contact_id: str, now: date) -> bool:
    """One "not now" goes for both ways in which a contact is offered."""
    return any(is_dismissed(snapshot.me, key(contact_id), now) for key in (nice_key, quiet_key))


def _askable(snapshot: Snapshot, today: date) -> tuple[Touch, ...]:
    if snapshot.me.hard_week_since is not None:
        return ()
    harder = {each.id for each in snapshot.contacts if each.recovery is RecoveryEffect.HARDER}
    return tuple(one for one in touches(snapshot, today) if one.contact_id not in harder)


def _order(one: Touch, today: date) -> tuple[bool, int, str]:
    beyond = (today - one.closes).days if one.closes else 0
    return (one.closes is None, -beyond, one.contact_id)
