"""Records and rows are the same thing: the same columns, and nothing lost on the way in and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import DATED_FIELDS, Contact, Support, Tie
from supportdesk.domain.goal import Goal
from supportdesk.domain.plan import Plan, PlanPart
from supportdesk.domain.snapshot import Me, Notes
from supportdesk.store import Store
from supportdesk.store import rows as tables
from tests.store.records import checkins, contacts, field_names, goals, notes, plans

DAY = date(2026, 3, 1)
SPAN = {"row", "valid_from", "valid_to"}
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (tables.ContactRow, (field_names(Contact) - set(DATED_FIELDS)) | {"created_on", "deleted_on"}),
        (tables.StandingRow, (set(DATED_FIELDS) - {"supports"}) | SPAN | {"contact_id"}),
        (tables.SupportRow, field_names(Support) | SPAN | {"contact_id"}),
        (tables.TieRow, field_names(Tie) | SPAN),
        (tables.GoalRow, field_names(Goal) | {"created_on", "deleted_on"}),
        (tables.CheckInRow, (field_names(CheckIn) - {"people"}) | {"deleted_on"}),
        (tables.PlanPartRow, field_names(PlanPart) | {"position"}),
    ],
)
def test_a_row_has_the_columns_of_its_record_and_so_has_the_file(
    store: Store, row: Any, wanted: set[str]
) -> None:
    assert set(row._meta.fields) == wanted
    in_file = store.database.execute_sql(f"PRAGMA table_info({row._meta.table_name})").fetchall()
    assert {each[1] for each in in_file} == wanted


@few
@given(contact=contacts)
def test_a_contact_comes_back_as_it_was(contact: Contact) -> None:
    store = Store.in_memory(lambda: DAY)
    store.contacts.save(contact)
    assert store.contacts.all() == (contact,)
    assert store.contacts.on(DAY) == (contact,)
    store.close()


@few
@given(before=contacts, after=contacts)
def test_every_field_of_a_contact_can_be_changed(before: Contact, after: Contact) -> None:
    from dataclasses import replace

    store = Store.in_memory(lambda: DAY)
    store.contacts.save(before)
    after = replace(after, id=before.id)
    store.contacts.save(after)
    assert store.contacts.all() == (after,)
    store.close()


@few
@given(goal=goals, plan=plans, small=notes)
def test_goals_plan_and_notes_come_back_as_they_were(goal: Goal, plan: Plan, small: Notes) -> None:
    store = Store.in_memory(lambda: DAY)
    store.goals.save(goal)
    store.plans.save(plan)
    store.notes.add_many(small, change=None)
    found = store.snapshot()
    assert found.goals == (goal,)
    assert found.plan == plan
    assert found.notes == small
    store.close()


@few
@given(data=st.data())
def test_checkins_come_back_as_they_were(data: st.DataObject) -> None:
    store = Store.in_memory(lambda: DAY)
    people = tuple(Contact(name=each) for each in ("Ana", "Ben", "Caro"))
    store.contacts.add_many(people, change=None)
    made = tuple(data.draw(st.lists(checkins(tuple(each.id for each in people)), max_size=3)))
    for each in made:
        store.checkins.log(each)
    assert store.checkins.all() == tuple(sorted(made, key=lambda each: each.when))
    for person in people:
        own = [each for each in made if person.id in each.contact_ids]
        assert sorted(store.checkins.of(person.id), key=lambda each: each.id) == sorted(
            own, key=lambda each: each.id
        )
    store.close()


def test_the_person_is_kept(store: Store) -> None:
    me = Me(name="Jo", country="DE", interests=("chess", "it's"), hard_week_since=DAY)
    store.save_me(me)
    assert store.me() == me


def test_a_photo_is_kept_byte_for_byte(store: Store) -> None:
    contact = Contact(name="Ana")
    store.contacts.save(contact)
    image = bytes(range(256)) * 3
    store.contacts.set_photo(contact.id, image)
    assert store.contacts.photo(contact.id) == image
    assert store.contacts.photos() == {contact.id}
    store.contacts.set_photo(contact.id, None)
    assert store.contacts.photo(contact.id) is None


def test_all_is_there_after_closing_and_opening(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    path = tmp_path / "data.db"
    first = open_file(path)
    contact = Contact(name="Ana", notes="secret words")
    first.contacts.save(contact)
    first.close()
    assert b"secret words" not in path.read_bytes()
    assert open_file(path).contacts.all() == (contact,)
