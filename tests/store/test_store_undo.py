"""Undo and redo of every kind of change: back to the start, forth to the end, and nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Ring, Support, SupportType, Tie
from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Need
from supportdesk.domain.plan import Part, PlanItem, PlanPart
from supportdesk.domain.snapshot import Me
from supportdesk.store import Change, Did, Store
from supportdesk.store.changing import TABLES
from tests.store.conftest import Calendar
from tests.store.records import contacts, goals, words

AWKWARD = "it's \"quoted\"; '||x||' 🐕 %s ?\n\\"


def whole(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the hidden columns too."""
    return {
        table: sorted(store.database.execute_sql(f"SELECT rowid, * FROM {table}").fetchall(), key=repr)
        for table in TABLES
    }


def filled(store: Store) -> tuple[Contact, Contact]:
    ana = Contact(id="a" * 32, name="Ana", supports=(Support(type=SupportType.SOCIAL),))
    ben = Contact(id="b" * 32, name="Ben")
    store.contacts.add_many((ana, ben), change=None)
    store.ties.save(Tie.between(ana.id, ben.id))
    store.checkins.log(checkin(ana))
    store.goals.save(Goal(id="g", what="Walk", contact_ids=(ana.id,), helper_id=ben.id))
    store.notes.save(Need(id="n", text="Lift", type=SupportType.PRACTICAL, contact_ids=(ana.id,)))
    store.plans.save_part(PlanPart(id="p", part=Part.PEOPLE, items=(PlanItem(id="i", contact_id=ana.id),)))
    store.contacts.set_photo(ana.id, b"\x00'\xff")
    store.forget_undo()
    return ana, ben


def checkin(who: Contact, number: int = 0) -> CheckIn:
    people = (CheckInPerson(contact_id=who.id, note=AWKWARD),)
    return CheckIn(id=f"c{number}", when=datetime(2026, 3, 1, 9, number), people=people)


CHANGES: dict[str, Callable[[Store, Contact, Contact], None]] = {
    "add": lambda store, _a, _b: store.contacts.save(Contact(name=AWKWARD, notes=AWKWARD)),
    "change": lambda store, a, _b: store.contacts.save(replace(a, notes=AWKWARD, night_ok=True)),
    "map fields": lambda store, a, _b: store.contacts.save(replace(a, ring=Ring.INNER, angle=0.1 + 0.2)),
    "supports": lambda store, a, _b: store.contacts.save(replace(a, supports=())),
    "place": lambda store, a, _b: store.contacts.place(a.id, angle=1e-17, distance=1 / 3, ring=Ring.OUTER),
    "remove": lambda store, a, _b: store.contacts.remove(a.id),
    "photo": lambda store, a, _b: store.contacts.set_photo(a.id, bytes(range(256))),
    "no photo": lambda store, a, _b: store.contacts.set_photo(a.id, None),
    "tie": lambda store, a, b: store.ties.save(Tie.between(a.id, b.id, close=True)),
    "no tie": lambda store, a, b: store.ties.remove(a.id, b.id),
    "check-in": lambda store, a, _b: store.checkins.log(checkin(a, 1)),
    "check-in changed": lambda store, a, b: store.checkins.save(replace(checkin(b), note=AWKWARD)),
    "check-in removed": lambda store, _a, _b: store.checkins.remove("c0"),
    "goal": lambda store, _a, _b: store.goals.save(Goal(what=AWKWARD)),
    "goal changed": lambda store, _a, _b: store.goals.save(Goal(id="g", what=AWKWARD)),
    "goal removed": lambda store, _a, _b: store.goals.remove("g"),
    "note": lambda store, _a, _b: store.notes.save(Need(text=AWKWARD, type=SupportType.SOCIAL)),
    "note removed": lambda store, _a, _b: store.notes.remove("n"),
    "plan part": lambda store, _a, _b: store.plans.save_part(PlanPart(id="p", part=Part.PEOPLE)),
    "plan": lambda store, _a, _b: store.plans.save(replace(store.plans.now(), parts=(), made_with=AWKWARD)),
    "me": lambda store, _a, _b: store.save_me(Me(name=AWKWARD)),
}


@pytest.mark.parametrize("days_later", [0, 9])
@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_taken_back_and_done_again(
    store: Store, calendar: Calendar, name: str, days_later: int
) -> None:
    ana, ben = filled(store)
    calendar.day += timedelta(days=days_later)
    before, seen_before = whole(store), store.snapshot()
    CHANGES[name](store, ana, ben)
    after, seen_after = whole(store), store.snapshot()
    assert before != after
    assert store.undo() is not None
    assert whole(store) == before
    assert store.snapshot() == seen_before
    assert store.redo() is not None
    assert whole(store) == after
    assert store.snapshot() == seen_after
    assert store.can_redo is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_course_of_changes_goes_back_to_the_start_and_forth_to_the_end(data: st.DataObject) -> None:
    calendar = Calendar()
    store = Store.in_memory(calendar.today)
    ana, ben = filled(store)
    states = [whole(store)]
    for _step in range(data.draw(st.integers(1, 7))):
        calendar.day += timedelta(days=data.draw(st.integers(0, 3)))
        kind = data.draw(st.sampled_from([*CHANGES, "any contact", "any goal", "restore"]))
        if kind == "check-in" and any(each.id == "c1" for each in store.checkins.all()):
            continue
        count = len(store._undo.done)
        try:
            if kind == "any contact":
                fresh = replace(
                    data.draw(contacts), id=data.draw(st.sampled_from([ana.id, ben.id, "z" * 32]))
                )
                store.contacts.save(fresh, merge=data.draw(st.sampled_from(["", "m"])))
            elif kind == "any goal":
                store.goals.save(replace(data.draw(goals), id="g"))
            elif kind == "restore":
                store.contacts.restore(ana.id)
            else:
                CHANGES[kind](store, ana, ben)
        except DomainError:
            continue
        if len(store._undo.done) > count:
            states.append(whole(store))
        else:
            states[-1] = whole(store)
    for state in reversed(states[:-1]):
        assert store.undo() is not None
        assert whole(store) == state
    assert store.undo() is None
    for state in states[1:]:
        assert store.redo() is not None
        assert whole(store) == state
    assert store.redo() is None
    store.close()


def test_typing_in_one_field_is_one_step(store: Store) -> None:
    ana, _ben = filled(store)
    before = whole(store)
    for text in ("H", "He", "Hel"):
        store.contacts.save(replace(ana, notes=text), merge="ana:notes")
    store.contacts.save(replace(ana, notes="Hel", role="R"), merge="ana:role")
    store.undo()
    assert store.contacts.all()[0].notes == "Hel"
    store.undo()
    assert whole(store) == before
    store.redo()
    assert store.contacts.all()[0].notes == "Hel"


def test_the_same_field_after_something_else_is_a_step_of_its_own(store: Store) -> None:
    ana, ben = filled(store)
    store.contacts.save(replace(ana, notes="1"), merge="ana:notes")
    store.contacts.save(replace(ben, notes="x"), merge="ben:notes")
    store.contacts.save(replace(ana, notes="2"), merge="ana:notes")
    store.undo()
    assert [each.notes for each in store.contacts.all()] == ["1", "x"]


def test_a_new_change_ends_redo(store: Store) -> None:
    ana, _ben = filled(store)
    store.contacts.save(replace(ana, notes="1"))
    store.undo()
    store.contacts.save(replace(ana, role="2"))
    assert store.can_redo is None
    assert store.redo() is None


def test_undo_tells_what_was_done_and_to_whom(store: Store) -> None:
    ana, _ben = filled(store)
    store.contacts.remove(ana.id)
    assert store.undo() == Change(did=Did.CONTACT_REMOVED, name="Ana", id=ana.id)


def test_many_at_once_are_one_step(store: Store) -> None:
    store.contacts.add_many(
        tuple(Contact(name=str(number)) for number in range(20)), change=Change(did=Did.CONTACTS_IMPORTED)
    )
    store.undo()
    assert store.contacts.all() == ()


@settings(max_examples=50, deadline=None)
@given(text=words, number=st.floats(allow_nan=False, allow_infinity=False), image=st.binary(max_size=40))
def test_text_numbers_and_bytes_survive_undo(text: str, number: float, image: bytes) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    contact = Contact(name="Ana", notes=text, angle=number)
    store.contacts.save(contact)
    store.contacts.set_photo(contact.id, image)
    state = whole(store)
    store.contacts.save(replace(contact, notes="other", angle=None))
    store.contacts.set_photo(contact.id, None)
    store.undo()
    store.undo()
    assert whole(store) == state
    store.close()


def test_what_is_undone_is_written_down_nowhere(store: Store) -> None:
    filled(store)
    left = store.database.execute_sql("SELECT count(*) FROM undo_log").fetchone()
    assert left[0] == 0
    where = store.database.execute_sql("PRAGMA temp_store").fetchone()
    assert where[0] == 2, "the log of undo is in memory only"
