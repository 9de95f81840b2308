"""A quiet look over the plan: what may not work on the day. Never about what is missing (domain.md 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from supportdesk.domain.contact import FORMAL, Asked, Contact, State
from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass


class HealthCode(StrEnum):
    """What the note is about; the sentence stands in `words`."""

    NO_NUMBER = "no_number"
    NOT_ASKED = "not_asked"
    NOT_ACTIVE = "not_active"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthNote:
    """One thing to look at, with the contacts it is about (in plan order)."""

    code: HealthCode
    contact_ids: tuple[str, ...] = ()
    since: date | None = None


_REACHED = (Part.PEOPLE, Part.PROFESSIONALS)


def plan_health(snapshot: Snapshot, today: date) -> tuple[HealthNote, ...]:
    """What may be worth a look, each sort at most once. An empty plan has nothing to say.

    Numbers: people and professionals of the plan without any phone. Asked: the people to be asked
    for help who were not asked yet. Contacts that are not safe are never named.
    """
    people = _named(snapshot, (Part.PEOPLE,))
    reached = _named(snapshot, _REACHED)
    in_plan = _named(snapshot, Part)
    notes = (
        _note(HealthCode.NOT_ACTIVE, (each for each in in_plan if not each.is_active)),
        _note(HealthCode.NO_NUMBER, (each for each in reached if each.is_active and not each.phones)),
        _note(HealthCode.NOT_ASKED, (each for each in people if _is_to_ask(each))),
        _review(snapshot, today),
    )
    return tuple(each for each in notes if each is not None)


def _named(snapshot: Snapshot, parts: Iterable[Part]) -> tuple[Contact, ...]:
    """The contacts that the visible parts of these sorts name, once each."""
    wanted = frozenset(parts)
    names = dict.fromkeys(
        item.contact_id
        for part in snapshot.plan.parts
        if part.part in wanted and not part.hidden
        for item in part.items
    )
    found = (snapshot.contact(name) for name in names if name is not None)
    return tuple(each for each in found if each is not None and each.state is not State.NOT_SAFE)


def _is_to_ask(contact: Contact) -> bool:
    return contact.is_active and contact.kind not in FORMAL and contact.asked is Asked.NOT_YET


def _note(code: HealthCode, contacts: Iterable[Contact]) -> HealthNote | None:
    names = tuple(each.id for each in contacts)
    return HealthNote(code=code, contact_ids=names) if names else None


def _review(snapshot: Snapshot, today: date) -> HealthNote | None:
    due = snapshot.plan.next_review
    return HealthNote(code=HealthCode.REVIEW, since=due) if due is not None and due <= today else None
