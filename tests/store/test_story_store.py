"""The past as the story asks for it, and a past that is brought in as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.between import Logged
from supportdesk.domain.checkin import Began, CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, Ring, State, Support, SupportType, Tie, Way
from supportdesk.domain.story import Past, Stage, changes
from supportdesk.store import Change, Did, Store
from tests.store.conftest import Calendar

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
ana, ben = Contact(id="a", name="Ana", ring=Ring.OUTER), Contact(id="b", name="Ben")


def test_stages_become_a_dated_past_in_one_step(store: Store, calendar: Calendar) -> None:
    calendar.day = JULY
    tie = Tie.between("a", "b")
    stages = (
        Stage(day=MAY, contacts=(ana,)),
        Stage(day=JUNE, contacts=(ben, replace(ana, ring=Ring.INNER)), ties=(tie,)),
        Stage(day=date(2026, 6, 15), contacts=(replace(ben, state=State.ARCHIVED),), untied=(("b", "a"),)),
    )
    store.add_stages(stages, change=Change(did=Did.CONTACTS_IMPORTED))
    assert [each.ring for each in store.past(MAY).contacts] == [Ring.OUTER]
    assert store.past(JUNE).ties == (tie,)
    assert (store.past(JULY).ties, set(store.past(JULY).shown)) == ((), {"a"})
    assert store.today() == JULY
    store.undo()
    assert (store.past(JUNE).contacts, store.contacts.past_days()) == ((), ())
    store.redo()
    assert store.past(JUNE).ties == (tie,)


def test_the_past_of_today_is_now(store: Store, calendar: Calendar) -> None:
    store.contacts.add_many((ana, ben), change=None)
    store.ties.save(Tie.between("a", "b"))
    now = store.past(calendar.day)
    assert (now.contacts, now.ties) == (store.snapshot().contacts, store.snapshot().ties)
    assert now.contacts == store.contacts.on(calendar.day)


def test_who_is_not_safe_now_is_in_no_past(store: Store, calendar: Calendar) -> None:
    store.contacts.add_many((ana, ben), change=None)
    store.ties.save(Tie.between("a", "b"))
    first = calendar.day
    calendar.day = JULY
    store.contacts.save(replace(ana, state=State.NOT_SAFE))
    assert [each.name for each in store.past(first).contacts] == ["Ben"]
    assert store.past(first).ties == ()
    assert [each.name for each in store.past(JULY).contacts] == ["Ben"]


def test_who_was_not_safe_for_a_while_is_in_no_change_of_that_time(store: Store, calendar: Calendar) -> None:
    store.contacts.add_many((ana, ben), change=None)
    first = calendar.day
    calendar.day = JUNE
    store.contacts.save(replace(ana, state=State.NOT_SAFE))
    calendar.day = JULY
    store.contacts.save(ana)
    assert "a" not in store.past(JUNE).shown
    assert changes(store.past(first), store.past(JUNE)) == ()
    assert changes(store.past(JUNE), store.past(JULY)) == ()


def test_a_move_within_the_ring_and_other_details_are_no_step(store: Store, calendar: Calendar) -> None:
    helps = Support(type=SupportType.PRACTICAL)
    store.contacts.save(replace(ana, supports=(helps,)))
    first = calendar.day
    calendar.day = JUNE
    store.contacts.place("a", angle=12.0, distance=88.0, ring=Ring.OUTER)
    moved = store.contacts.all()[0]
    calendar.day = date(2026, 6, 2)
    store.contacts.save(replace(moved, supports=(replace(helps, details=("lifts",)),)))
    calendar.day = JULY
    store.contacts.save(replace(moved, ring=Ring.MIDDLE))
    assert store.story_days() == (first, JULY)
    assert len(store.contacts.past_days()) == 4


def test_whoever_is_hidden_makes_no_step(store: Store, calendar: Calendar) -> None:
    store.contacts.save(ana)
    first = calendar.day
    for day, state in ((MAY, State.ACTIVE), (JUNE, State.NOT_SAFE)):
        calendar.day = day
        store.contacts.save(replace(ben, state=state))
    assert store.story_days() == (first,)
    calendar.day = JULY
    store.contacts.remove("a")
    assert store.story_days() == ()


@cache
def shared() -> tuple[Store, Calendar]:
    """One store for all courses of a run; each is taken back."""
    calendar = Calendar()
    return Store.in_memory(calendar.today), calendar


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from("abc"),
            st.sampled_from([Ring.INNER, Ring.OUTER]),
            st.sampled_from([State.ACTIVE, State.SEEING_LESS, State.ARCHIVED]),
            st.sampled_from([None, 20.0]),
            st.sets(st.sampled_from([SupportType.SOCIAL, SupportType.PRACTICAL])),
            st.sampled_from(["", "ab", "bc"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_the_steps_are_the_days_with_something_to_tell(course: list[Any]) -> None:
    store, calendar = shared()
    calendar.day = date(2026, 3, 1)
    for wait, id_, ring, state, angle, types, pair in course:
        calendar.day += timedelta(days=wait)
        supports = tuple(Support(type=each) for each in types)
        contact = Contact(id=id_, name=id_, ring=ring, state=state, angle=angle, supports=supports)
        store.contacts.save(contact)
        there = {each.id for each in store.contacts.all()}
        if pair and there.issuperset(pair):
            tied = any({tie.a, tie.b} == set(pair) for tie in store.ties.all())
            if tied:
                store.ties.remove(*pair)
            else:
                store.ties.save(Tie.between(*pair))
        now = store.past(calendar.day)
        assert (now.contacts, now.ties) == (store.contacts.on(calendar.day), store.ties.on(calendar.day))
    days = store.story_days()
    last = Past(day=date(2000, 1, 1))
    for offset in range((calendar.day - date(2026, 3, 1)).days + 2):
        day = date(2026, 3, 1) + timedelta(days=offset)
        then = store.past(day)
        assert bool(changes(last, then)) == (day in days)
        last = then
    while store.undo() is not None:
        pass
    assert store.contacts.past_days() == ()


def checkin(id_: str, when: datetime, *who: str, outcome: Outcome = Outcome.CONNECTED) -> CheckIn:
    people = tuple(CheckInPerson(contact_id=each) for each in who)
    return CheckIn(id=id_, when=when, people=people, way=Way.CALL, outcome=outcome, began=Began.ME)


def test_the_log_between_two_days(store: Store) -> None:
    store.contacts.add_many((ana, ben), change=None)
    store.checkins.add_many(
        (
            checkin("1", datetime(2026, 5, 1, 23, 59), "a"),
            checkin("2", datetime(2026, 5, 2, 0, 0), "a", "b"),
            checkin("3", datetime(2026, 6, 1, 23, 59), "a", outcome=Outcome.TRIED),
            checkin("4", datetime(2026, 5, 9, 9, 0), "a", outcome=Outcome.DID_NOT_GO),
            checkin("5", datetime(2026, 5, 10, 9, 0), "a"),
            checkin("6", datetime(2026, 6, 2, 0, 0), "a"),
        ),
        change=None,
    )
    store.checkins.remove("5")
    assert store.checkins.logged(MAY, JUNE) == (
        Logged("a", date(2026, 5, 2), Way.CALL, True),
        Logged("b", date(2026, 5, 2), Way.CALL, True),
        Logged("a", JUNE, Way.CALL, True),
    )
