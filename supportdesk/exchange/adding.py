"""What a JSON file adds to a profile: whatever is new by its id, and never a change to what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Tie
from supportdesk.domain.goal import Goal
from supportdesk.domain.plan import Plan
from supportdesk.domain.plan_versions import PlanVersion, without_contact
from supportdesk.domain.snapshot import Me, Notes
from supportdesk.exchange.whole import Whole


def only_new(whole: Whole, present: Whole, taken: frozenset[str]) -> Whole:
    """The part of `whole` that a profile does not have yet.

    `present` is what the profile holds, `taken` every id in its file, those in the trash too: what was
    removed does not come back by an import. Records come in by their id, once each. The person's own
    page and the plan come in only where the profile has none. Ties and check-ins with somebody who is
    in neither of the two are left out.
    """
    contacts = _fresh(whole.contacts, taken)
    new = {each.id for each in contacts}
    there = new | {each.id for each in present.contacts}
    return Whole(
        me=whole.me if present.me == Me() else present.me,
        contacts=contacts,
        ties=_ties(whole.ties, present.ties, there),
        checkins=tuple(_known(each, there) for each in _fresh(whole.checkins, taken) if _met(each, there)),
        goals=tuple(_goal(each, there | taken) for each in _fresh(whole.goals, taken)),
        plan=_plan(whole.plan, taken, there | taken) if present.plan == Plan() else present.plan,
        versions=tuple(_version(each, there | taken) for each in _fresh(whole.versions, taken)),
        notes=_notes(whole.notes, taken),
        places=tuple(each for each in whole.places if each.contact_id in new),
        photos=tuple((id_, image) for id_, image in whole.photos if id_ in new and image),
    )


def count(whole: Whole, present: Whole) -> int:
    """How many records `only_new` found, besides the contacts."""
    notes = sum(len(getattr(whole.notes, each.name)) for each in fields(Notes))
    pages = int(whole.me != present.me) + int(whole.plan != present.plan)
    rest = len(whole.checkins) + len(whole.goals) + len(whole.versions)
    return len(whole.ties) + rest + notes + pages


def _fresh(records: Iterable[Any], taken: frozenset[str]) -> tuple[Any, ...]:
    found: dict[str, Any] = {}
    for each in records:
        if each.id not in taken:
            found.setdefault(each.id, each)
    return tuple(found.values())


def _met(checkin: CheckIn, there: set[str]) -> bool:
    return any(each.contact_id in there for each in checkin.people)


def _known(checkin: CheckIn, there: set[str]) -> CheckIn:
    return replace(checkin, people=tuple(each for each in checkin.people if each.contact_id in there))


def _ties(ties: Iterable[Tie], present: Iterable[Tie], there: set[str]) -> tuple[Tie, ...]:
    """One tie at most between any two, and only between those who are there."""
    known = {(each.a, each.b) for each in present}
    found: dict[tuple[str, str], Tie] = {}
    for each in ties:
        if each.a in there and each.b in there and (each.a, each.b) not in known:
            found.setdefault((each.a, each.b), each)
    return tuple(found.values())


def _goal(goal: Goal, known: set[str]) -> Goal:
    helper = goal.helper_id if goal.helper_id in known else None
    return replace(
        goal, contact_ids=tuple(each for each in goal.contact_ids if each in known), helper_id=helper
    )


def _plan(plan: Plan, taken: frozenset[str], known: set[str]) -> Plan:
    return _with_known(replace(plan, parts=_fresh(plan.parts, taken)), known)


def _version(version: PlanVersion, known: set[str]) -> PlanVersion:
    return replace(version, plan=_with_known(version.plan, known))


def _with_known(plan: Plan, known: set[str]) -> Plan:
    """The plan without the lines that name somebody who is nowhere."""
    names = {item.contact_id for part in plan.parts for item in part.items if item.contact_id}
    return without_contact(plan, names - known)


def _notes(notes: Notes, taken: frozenset[str]) -> Notes:
    """Each note once, also across the kinds, which share one table."""
    seen = set(taken)
    found: dict[str, tuple[Any, ...]] = {}
    for kind in fields(Notes):
        found[kind.name] = _fresh(getattr(notes, kind.name), frozenset(seen))
        seen |= {each.id for each in found[kind.name]}
    return Notes(**found)
