"""A check-in while it is being written: what stands in the fields, and what they start with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from supportdesk.domain.checkin import Began, CheckIn, Outcome
from supportdesk.domain.contact import Contact, Kind, State, SupportType, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.plain import from_plain, to_plain
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import new_id
from supportdesk.records import dataclass
from supportdesk.store import Store
from supportdesk.ui.pages.contact_fields import day_raw

Moment = tuple[str, int, str, str]  # day, month, year and hour as typed
_BY_KIND = {
    Kind.GROUP: Way.GROUP,
    Kind.ONLINE: Way.ONLINE,
    Kind.SERVICE: Way.CALL,
    Kind.PROFESSIONAL: Way.APPOINTMENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields as they stand. `when` is None for now (or for the time it had); `typed` is half a name."""

    id: str
    original: CheckIn | None = None
    typed: str = ""
    people: tuple[str, ...] = ()
    way: Way = Way.IN_PERSON
    outcome: Outcome = Outcome.CONNECTED
    when: Moment | None = None
    began: Began | None = None
    got: tuple[SupportType, ...] = ()
    gave: tuple[SupportType, ...] = ()
    felt_before: int | None = None
    felt_after: int | None = None
    thanked: bool = False
    minutes: str = ""
    note: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def shows_more(self) -> bool:
        """Whether there is something in the folded part."""
        more = (self.when, self.began, self.felt_before, self.felt_after)
        return any(each is not None for each in more) or bool(
            self.got or self.gave or self.thanked or self.minutes or self.note or self.notes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as the profile remembers it: `key` is the contact it was begun for, or nothing.

    Of a correction it is the check-in, which is not kept a second time.
    """

    key: str
    draft: Draft
    when: tuple[str, ...] = ()  # the day and hour of the draft, all as text
    corrects: bool = False


def to_keep(drafts: Mapping[str, Draft]) -> Any:
    """All of them, as plain values."""
    return [
        to_plain(
            KeptDraft(
                key=key,
                draft=replace(each, when=None, original=None),
                when=tuple(str(one) for one in each.when or ()),
                corrects=each.original is not None,
            )
        )
        for key, each in drafts.items()
    ]


def kept(
    plain: Any, snapshot: Snapshot, checkin: Callable[[str], CheckIn | None] = lambda _id: None
) -> dict[str, Draft]:
    """The same back; whoever is gone from the profile is gone from them."""
    try:
        found: tuple[KeptDraft, ...] = from_plain(tuple[KeptDraft, ...], plain or [])
    except DomainError:
        return {}
    corrected = {each.key: checkin(each.key) for each in found if each.corrects}
    return {
        each.key: replace(
            each.draft,
            original=corrected.get(each.key),
            when=_moment(each.when),
            people=tuple(one for one in each.draft.people if snapshot.contact(one)),
            notes=tuple(note for note in each.draft.notes if snapshot.contact(note[0])),
        )
        for each in found
        if (corrected[each.key] if each.corrects else not each.key or snapshot.contact(each.key))
    }


def _moment(kept: tuple[str, ...]) -> Moment | None:
    if len(kept) != 4 or not kept[1].isdecimal():
        return None
    return kept[0], int(kept[1]), kept[2], kept[3]


def fresh(way: Way = Way.IN_PERSON, people: tuple[str, ...] = ()) -> Draft:
    """What an empty panel starts with."""
    return Draft(id=new_id(), people=people, way=way)


def of(checkin: CheckIn) -> Draft:
    """The fields of one that was written down before."""
    return Draft(
        id=checkin.id,
        original=checkin,
        people=checkin.contact_ids,
        way=checkin.way,
        outcome=checkin.outcome,
        began=checkin.began,
        got=checkin.got,
        gave=checkin.gave,
        felt_before=checkin.felt_before,
        felt_after=checkin.felt_after,
        thanked=checkin.thanked,
        minutes="" if checkin.minutes is None else str(checkin.minutes),
        note=checkin.note,
        notes=tuple((each.contact_id, each.note) for each in checkin.people if each.note),
    )


def moment(draft: Draft, now: datetime) -> Moment:
    """What the fields of the day show."""
    if draft.when is not None:
        return draft.when
    return day_raw(draft.original.when if draft.original is not None else now)


def usual_way(contact: Contact, snapshot: Snapshot, store: Store) -> Way:
    """The way of the last check-in with the contact, else the preferred one, else one that suits the kind."""
    last = next((each for each in reversed(snapshot.recent) if contact.id in each.contact_ids), None)
    if last is None and contact.id in snapshot.last_seen:
        last = next(iter(store.checkins.of(contact.id, limit=1)), None)
    if last is not None:
        return last.way
    return contact.preferred_way or _BY_KIND.get(contact.kind, Way.IN_PERSON)


def may_be_logged(contact: Contact | None) -> bool:
    """Whether the app itself may offer to write down a check-in with the contact."""
    return contact is not None and contact.state not in (State.NOT_SAFE, State.REMEMBERED)
