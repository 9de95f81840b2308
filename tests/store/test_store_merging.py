"""Merging record by record: everything that spoke of the others speaks of the one, and undo is exact."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Line, Ring, State, Strength, Support, SupportType, Tie
from supportdesk.domain.duplicates import pair_key
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Ladder, Need, Question, Rung
from supportdesk.domain.lookup import mentioned
from supportdesk.domain.merge import merged
from supportdesk.domain.plan import Part, PlanItem, PlanPart
from supportdesk.domain.rhythm import nice_key
from supportdesk.domain.snapshot import Notes
from supportdesk.store import Store
from supportdesk.store.listing import Word
from tests.store.conftest import Calendar
from tests.store.records import checkins, contacts, words
from tests.store.test_store_undo import whole

A, B, C = "a" * 32, "b" * 32, "c" * 32
WHEN = datetime(2026, 3, 1, 9, 0)


def into_first(store: Store, *ids: str, **settings: Any) -> Contact:
    sources = tuple(next(each for each in store.contacts.all() if each.id == id_) for id_ in ids)
    one = merged(sources)
    store.merge(one, tuple(ids[1:]), **settings)
    return one


@pytest.fixture
def three(store: Store) -> Store:
    store.contacts.add_many(
        (Contact(id=A, name="Ana"), Contact(id=B, name="Ana R"), Contact(id=C, name="Cem")), change=None
    )
    return store


def test_check_ins_are_with_the_one_and_keep_every_note(three: Store) -> None:
    both = (CheckInPerson(contact_id=B, note="hers"), CheckInPerson(contact_id=A, note="mine"))
    three.checkins.log(CheckIn(id="both", when=WHEN, people=(*both, CheckInPerson(contact_id=C))))
    three.checkins.log(CheckIn(id="one", when=WHEN, people=(CheckInPerson(contact_id=B, note="alone"),)))
    into_first(three, A, B)
    found = {each.id: each.people for each in three.checkins.all()}
    assert found["both"] == (CheckInPerson(contact_id=A, note="hers\nmine"), CheckInPerson(contact_id=C))
    assert found["one"] == (CheckInPerson(contact_id=A, note="alone"),)
    assert [each.id for each in three.contacts.all()] == [A, C]
    assert three.checkins.last_seen()[A] == WHEN


def test_goals_needs_notes_and_plan_lines_speak_of_the_one(three: Store) -> None:
    three.goals.save(Goal(id="g", what="Call", contact_ids=(B, A), helper_id=B))
    three.goals.save(Goal(id="gone", what="Walk", contact_ids=(B,)))
    three.goals.remove("gone")
    three.notes.save(Need(id="n", text="lift", type=SupportType.PRACTICAL, contact_ids=(C, B, A)))
    three.notes.save(Question(id="q", text="dose", contact_id=B))
    three.notes.save(Ladder(id="l", title="Steps", rungs=(Rung(id="r", text="hello", contact_id=B),)))
    items = (
        PlanItem(id="1", text="to talk", contact_id=B),
        PlanItem(id="2", contact_id=A),
        PlanItem(id="3", text="to laugh", contact_id=A),
        PlanItem(id="4", text="to talk", contact_id=A),
        PlanItem(id="5", text="tea"),
    )
    three.plans.save_part(PlanPart(id="p", part=Part.PEOPLE, items=items))
    three.save_me(replace(three.me(), dismissed=(f"{nice_key(B)}@2026-05-01", nice_key(C), pair_key(A, B))))
    into_first(three, A, B)
    (goal,) = three.goals.all()
    assert (goal.contact_ids, goal.helper_id) == ((A,), A)
    assert three.goals.trash()[0][0].contact_ids == (A,)
    notes = three.snapshot().notes
    assert notes.needs[0].contact_ids == (C, A)
    assert notes.questions[0].contact_id == A
    assert notes.ladders[0].rungs[0].contact_id == A
    lines = three.plans.now().parts[0].items
    assert [(each.text, each.contact_id) for each in lines] == [
        ("to talk", A),
        ("to laugh", A),
        ("tea", None),
    ]
    assert three.me().dismissed == (f"{nice_key(A)}@2026-05-01", nice_key(C), f"twins:{A}:{A}")


def test_a_bare_plan_line_takes_the_words_of_the_other(three: Store) -> None:
    items = (PlanItem(id="1", contact_id=A), PlanItem(id="2", text="to talk", contact_id=B))
    three.plans.save_part(PlanPart(id="p", part=Part.PEOPLE, items=items))
    into_first(three, A, B)
    assert three.plans.now().parts[0].items == (PlanItem(id="1", text="to talk", contact_id=A),)


def test_ties_are_joined_and_a_tie_between_the_two_goes(three: Store, calendar: Calendar) -> None:
    three.ties.save(Tie.between(A, B))
    three.ties.save(Tie.between(B, C, close=True))
    calendar.day = date(2026, 4, 1)
    three.ties.save(Tie.between(A, C))
    calendar.day = date(2026, 5, 1)
    three.ties.remove(B, C)
    calendar.day = date(2026, 6, 1)
    into_first(three, A, B)
    assert [(each.a, each.b, each.close) for each in three.ties.all()] == [(A, C, False)]
    for day, close in ((date(2026, 3, 1), [True]), (date(2026, 4, 15), [True]), (date(2026, 5, 1), [False])):
        assert [each.close for each in three.ties.on(day)] == close
    assert three.ties.on(date(2026, 2, 1)) == ()


def test_the_past_of_the_other_fills_the_days_before(store: Store, calendar: Calendar) -> None:
    support = Support(type=SupportType.SOCIAL)
    store.contacts.save(Contact(id=B, name="Ana R", ring=Ring.OUTER, supports=(support,)))
    calendar.day = date(2026, 4, 1)
    store.contacts.save(Contact(id=B, name="Ana R", ring=Ring.MIDDLE, supports=(support,)))
    calendar.day = date(2026, 5, 1)
    store.contacts.save(Contact(id=A, name="Ana", ring=Ring.INNER, line=Line.STRONG))
    calendar.day = date(2026, 6, 1)
    into_first(store, A, B)
    (now,) = store.contacts.all()
    assert (now.ring, now.line, now.supports) == (Ring.INNER, Line.STRONG, (support,))
    rings = {
        month: [each.ring for each in store.contacts.on(date(2026, month, 15))] for month in (2, 3, 4, 5)
    }
    assert rings == {2: [], 3: [Ring.OUTER], 4: [Ring.MIDDLE], 5: [Ring.INNER]}
    for month in (3, 4, 5):
        assert store.contacts.on(date(2026, month, 15))[0].supports == (support,)
    created = store.database.execute_sql("SELECT created_on FROM contact").fetchone()[0]
    assert created == "2026-03-01"


def test_a_support_that_both_gave_keeps_its_first_day(store: Store, calendar: Calendar) -> None:
    for id_, day, strength in ((B, 1, Strength.OFTEN), (A, 10, Strength.SOMETIMES)):
        calendar.day = date(2026, 3, day)
        support = Support(type=SupportType.SOCIAL, strength=strength)
        store.contacts.save(Contact(id=id_, name="Ana", supports=(support,)))
    calendar.day = date(2026, 3, 20)
    into_first(store, A, B)
    strengths = {
        day: [each.supports[0].strength for each in store.contacts.on(date(2026, 3, day))]
        for day in (5, 15, 25)
    }
    assert strengths == {5: [Strength.OFTEN], 15: [Strength.SOMETIMES], 25: [Strength.OFTEN]}


@pytest.mark.parametrize(
    ("photos", "wanted", "kept"),
    [
        ({A: b"1", B: b"2"}, None, b"1"),
        ({A: b"1", B: b"2"}, B, b"2"),
        ({B: b"2"}, None, b"2"),
        ({}, None, None),
    ],
)
def test_a_photo_is_kept(
    three: Store, photos: dict[str, bytes], wanted: str | None, kept: bytes | None
) -> None:
    for id_, image in photos.items():
        three.contacts.set_photo(id_, image)
    into_first(three, A, B, photo_of=wanted)
    assert three.contacts.photo(A) == kept
    assert three.contacts.photos() == (frozenset({A}) if kept else frozenset())


def test_not_safe_wins_and_the_index_follows(three: Store) -> None:
    three.contacts.save(Contact(id=B, name="Zebra", state=State.NOT_SAFE))
    three.checkins.log(CheckIn(id="c", when=WHEN, people=(CheckInPerson(contact_id=B),)))
    into_first(three, A, B)
    assert three.contacts.all()[0].state is State.NOT_SAFE
    assert three.finding.find((Word(text="zebra"),))["contact"] == (A,)
    assert three.finding.find((Word(text="x", contact_ids=(A,)),))["checkin"] == ("c",)
    assert three.finding.find((Word(text="x", contact_ids=(B,)),))["checkin"] == ()


def everything(store: Store) -> dict[str, Any]:
    now = store.snapshot()
    return {
        "notes": [each for kind in fields(Notes) for each in getattr(now.notes, kind.name)],
        "goals": list(now.goals),
        "checkins": list(store.checkins.all()),
        "lines": [item for part in now.plan.parts for item in part.items],
    }


some_ids = st.lists(st.sampled_from((A, B, C)), max_size=3, unique=True).map(tuple)


@given(st.lists(contacts, min_size=3, max_size=3), st.data())
@settings(deadline=None, max_examples=30)
def test_nothing_is_lost_and_undo_brings_all_back(made: list[Contact], data: st.DataObject) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    people = [replace(each, id=id_) for each, id_ in zip(made, (A, B, C), strict=True)]
    store.contacts.add_many(tuple(people), change=None)
    store.checkins.add_many(tuple(data.draw(st.lists(checkins((A, B, C)), max_size=4))), change=None)
    for number, ids in enumerate(data.draw(st.lists(some_ids, max_size=3))):
        store.goals.save(Goal(id=f"g{number}", what="Walk", contact_ids=ids, helper_id=B))
        store.notes.save(Need(id=f"n{number}", text="lift", type=SupportType.SOCIAL, contact_ids=ids))
    lines = data.draw(st.lists(st.tuples(words, st.sampled_from((A, B, C, None))), max_size=5))
    items = tuple(PlanItem(id=str(n), text=text, contact_id=id_) for n, (text, id_) in enumerate(lines))
    store.plans.save_part(PlanPart(id="p", part=Part.PEOPLE, items=items))
    pairs = data.draw(st.lists(st.sampled_from(((A, B), (A, C), (B, C))), unique=True))
    for pair in pairs:
        store.ties.save(Tie.between(*pair))
    before, rows = everything(store), whole(store)
    into_first(store, A, B)
    after = everything(store)

    def moved(ids: tuple[str, ...]) -> set[str]:
        return {A if each == B else each for each in ids}

    for kind in ("notes", "goals", "checkins"):
        assert [each.id for each in after[kind]] == [each.id for each in before[kind]]
        for old, new in zip(before[kind], after[kind], strict=True):
            assert set(mentioned(new)) == moved(mentioned(old))
    for old, new in zip(before["checkins"], after["checkins"], strict=True):
        assert replace(new, people=old.people) == old
        assert all(any(one.note in other.note for other in new.people) for one in old.people)
    said = {(each.text, each.contact_id) for each in after["lines"]}
    assert {
        (each.text, A if each.contact_id == B else each.contact_id) for each in before["lines"]
    } <= said | {("", A)}
    ends = {frozenset(A if each == B else each for each in pair) for pair in pairs}
    assert {frozenset((each.a, each.b)) for each in store.ties.all()} == {
        each for each in ends if len(each) == 2
    }
    assert store.undo() is not None
    assert whole(store) == rows
    store.redo()
    assert everything(store) == after
    store.close()
