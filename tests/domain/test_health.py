"""The quiet look over the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supportdesk.content import sample
from supportdesk.domain.contact import Asked, Contact, Kind, Phone, State
from supportdesk.domain.health import HealthCode, plan_health
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Snapshot

TODAY = date(2026, 11, 1)


def plan(*ids: str, part: Part = Part.PEOPLE, hidden: bool = False, review: date | None = None) -> Plan:
    items = tuple(PlanItem(contact_id=each) for each in ids)
    return Plan(parts=(PlanPart(part=part, items=items, hidden=hidden),), next_review=review)


def found(plan_: Plan, *contacts: Contact) -> dict[HealthCode, tuple[str, ...]]:
    notes = plan_health(Snapshot(contacts=contacts, plan=plan_), TODAY)
    return {each.code: each.contact_ids for each in notes}


ANA = Contact(id="ana", name="Ana", asked=Asked.AGREED, phones=(Phone(number="1"),))
SAM = replace(ANA, id="sam", name="Sam")


def test_the_sample_plan_is_well() -> None:
    assert plan_health(sample.load_as_written().snapshot(), TODAY) == ()


def test_an_empty_plan_is_not_nagged_about() -> None:
    assert found(Plan(), ANA) == {}


def test_no_number() -> None:
    assert found(plan("ana", "sam"), replace(ANA, phones=()), replace(SAM, phones=())) == {
        HealthCode.NO_NUMBER: ("ana", "sam")
    }


def test_a_number_does_not_matter_for_company() -> None:
    assert found(plan("ana", part=Part.DISTRACTION), replace(ANA, phones=())) == {}


@pytest.mark.parametrize(("asked", "is_told"), [(Asked.NOT_YET, True), (Asked.ASKED, False)])
def test_not_asked(asked: Asked, is_told: bool) -> None:
    expected = {HealthCode.NOT_ASKED: ("ana",)} if is_told else {}
    assert found(plan("ana"), replace(ANA, asked=asked)) == expected


def test_professionals_need_not_be_asked() -> None:
    doctor = replace(ANA, kinds=(Kind.PROFESSIONAL,), asked=Asked.NOT_YET)
    assert found(plan("ana"), doctor) == {}


@pytest.mark.parametrize("state", [State.SEEING_LESS, State.ON_A_BREAK, State.REMEMBERED, State.ARCHIVED])
def test_someone_who_is_not_active_any_more(state: State) -> None:
    away = replace(ANA, state=state, phones=(), asked=Asked.NOT_YET)
    assert found(plan("ana", "sam"), away, SAM) == {HealthCode.NOT_ACTIVE: ("ana",)}


def test_someone_not_safe_is_never_named() -> None:
    assert found(plan("ana"), replace(ANA, state=State.NOT_SAFE, phones=())) == {}


def test_hidden_parts_are_left_alone() -> None:
    assert found(plan("ana", hidden=True), replace(ANA, phones=())) == {}


def test_a_review_the_person_wanted() -> None:
    assert found(plan("ana", review=TODAY), ANA) == {HealthCode.REVIEW: ()}
    assert found(plan("ana", review=date(2026, 11, 2)), ANA) == {}


def test_each_contact_once_and_unknown_ones_left_out() -> None:
    both = Plan(parts=(*plan("ana", "gone").parts, *plan("ana", part=Part.PROFESSIONALS).parts))
    assert found(both, replace(ANA, phones=())) == {HealthCode.NO_NUMBER: ("ana",)}
