"""The dated past: what the map showed on any day, whatever was changed when, and by which clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Line, Ring, State, Strength, Support, SupportType, Tie
from supportdesk.store import Store
from tests.store.conftest import Calendar

START = date(2026, 3, 1)
E = SupportType.EMOTIONAL
P = SupportType.PRACTICAL


def on(store: Store, day: date) -> Contact:
    (found,) = store.contacts.on(day)
    return found


def test_each_day_keeps_what_it_ended_with(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana", ring=Ring.OUTER, supports=(Support(type=E),))
    store.contacts.save(ana)
    calendar.day = date(2026, 4, 1)
    store.contacts.save(replace(ana, ring=Ring.MIDDLE, line=Line.STRONG))
    calendar.day = date(2026, 5, 1)
    later = replace(ana, ring=Ring.INNER, state=State.CHANGING, stressful=True, supports=(Support(type=P),))
    store.contacts.save(later)
    assert on(store, date(2026, 3, 31)).ring is Ring.OUTER
    assert on(store, date(2026, 3, 31)).supports == (Support(type=E),)
    assert (on(store, date(2026, 4, 1)).ring, on(store, date(2026, 4, 30)).line) == (Ring.MIDDLE, Line.STRONG)
    assert on(store, date(2026, 5, 1)) == later == store.contacts.all()[0]
    assert store.contacts.on(date(2026, 2, 28)) == ()
    assert store.contacts.past_days() == (START, date(2026, 4, 1), date(2026, 5, 1))


def test_changes_of_one_day_leave_one_version(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana", ring=Ring.OUTER)
    store.contacts.save(ana)
    calendar.day = date(2026, 4, 1)
    for ring in (Ring.INNER, Ring.HOPED, Ring.MIDDLE):
        store.contacts.save(replace(ana, ring=ring))
    assert on(store, date(2026, 4, 1)).ring is Ring.MIDDLE
    assert on(store, date(2026, 3, 31)).ring is Ring.OUTER
    rows = store.database.execute_sql("SELECT count(*) FROM standing").fetchone()
    assert rows[0] == 2


def test_what_the_map_does_not_show_makes_no_past(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana")
    store.contacts.save(ana)
    calendar.day = date(2026, 4, 1)
    store.contacts.save(replace(ana, notes="New phone"))
    assert store.contacts.past_days() == (START,)


def test_a_support_that_goes_and_comes_back(store: Store, calendar: Calendar) -> None:
    with_, without = (Support(type=E, strength=Strength.OFTEN),), ()
    ana = Contact(name="Ana", supports=with_)
    store.contacts.save(ana)
    calendar.day = date(2026, 4, 1)
    store.contacts.save(replace(ana, supports=without))
    calendar.day = date(2026, 5, 1)
    store.contacts.save(replace(ana, supports=with_))
    seen = [on(store, day).supports for day in (START, date(2026, 4, 15), date(2026, 5, 1))]
    assert seen == [with_, without, with_]


def test_a_support_that_goes_on_the_day_it_came_leaves_no_past(store: Store) -> None:
    ana = Contact(name="Ana", supports=(Support(type=E),))
    store.contacts.save(ana)
    store.contacts.save(replace(ana, supports=()))
    assert on(store, START).supports == ()


def test_ties_have_a_past(store: Store, calendar: Calendar) -> None:
    ana, ben = Contact(name="Ana"), Contact(name="Ben")
    store.contacts.add_many((ana, ben), change=None)
    calendar.day = date(2026, 4, 1)
    tie = Tie.between(ana.id, ben.id)
    store.ties.save(tie)
    calendar.day = date(2026, 5, 1)
    store.ties.save(replace(tie, close=True))
    calendar.day = date(2026, 6, 1)
    store.ties.remove(ben.id, ana.id)
    assert store.ties.on(START) == ()
    assert store.ties.on(date(2026, 4, 30)) == (tie,)
    assert store.ties.on(date(2026, 5, 31)) == (replace(tie, close=True),)
    assert store.ties.all() == store.ties.on(date(2026, 6, 1)) == ()


def test_a_second_tie_between_two_takes_the_place_of_the_first(store: Store) -> None:
    ana, ben = Contact(name="Ana"), Contact(name="Ben")
    store.contacts.add_many((ana, ben), change=None)
    store.ties.save(Tie.between(ana.id, ben.id))
    close = Tie.between(ben.id, ana.id, close=True)
    store.ties.save(close)
    assert [each.close for each in store.ties.all()] == [True]


def test_a_clock_set_back_loses_nothing_of_now(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana", ring=Ring.OUTER)
    store.contacts.save(ana)
    calendar.day = date(2026, 5, 1)
    store.contacts.save(replace(ana, ring=Ring.MIDDLE))
    calendar.day = date(2026, 4, 1)
    now = replace(ana, ring=Ring.INNER, supports=(Support(type=P),))
    store.contacts.save(now)
    assert store.contacts.all() == (now,)
    assert on(store, date(2026, 3, 2)).ring is Ring.OUTER
    assert on(store, date(2026, 6, 1)) == now


@pytest.mark.parametrize("back", [0, 1, 40])
def test_a_clock_set_back_to_before_the_first_day(store: Store, calendar: Calendar, back: int) -> None:
    ana = Contact(name="Ana", supports=(Support(type=E),))
    store.contacts.save(ana)
    calendar.day = START - timedelta(days=back)
    now = replace(ana, ring=Ring.INNER, supports=())
    store.contacts.save(now)
    assert store.contacts.all() == (now,)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 9),
            st.sampled_from(list(Ring)),
            st.booleans(),
            st.sets(st.sampled_from(list(SupportType))),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_course_of_changes_can_be_looked_up_by_day(
    steps: list[tuple[int, Ring, bool, set[SupportType]]],
) -> None:
    calendar = Calendar()
    store = Store.in_memory(calendar.today)
    ana = Contact(name="Ana")
    ended: dict[date, Contact] = {}
    for wait, ring, stressful, types in steps:
        calendar.day += timedelta(days=wait)
        supports = tuple(Support(type=each) for each in types)
        now = replace(ana, ring=ring, stressful=stressful, supports=supports)
        store.contacts.save(now)
        ended[calendar.day] = now
    for offset in range((calendar.day - START).days + 3):
        day = START + timedelta(days=offset)
        known = [each for each in ended if each <= day]
        assert store.contacts.on(day) == ((ended[max(known)],) if known else ())
    store.close()


def test_a_contact_in_the_trash_is_in_no_past(store: Store, calendar: Calendar) -> None:
    ana = Contact(name="Ana")
    store.contacts.save(ana)
    calendar.day = date(2026, 4, 1)
    store.contacts.remove(ana.id)
    assert store.contacts.on(START) == ()
    store.contacts.restore(ana.id)
    assert store.contacts.on(START) == (ana,)
