"""Much work a piece at a time is one change: all of it or nothing, and nobody else writes half way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Ring, State, Support, SupportType, Tie, Way
from supportdesk.domain.errors import DomainError
from supportdesk.store import Change, Did, Long, Store, StoreError, Word
from tests.store.conftest import Calendar
from tests.store.test_store_undo import whole

IMPORTED = Change(did=Did.CONTACTS_IMPORTED)


def people(count: int, first: int = 0) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            id=f"{n:032x}", name=f"Person {n}", notes=f"word{n}", supports=(Support(type=SupportType.SOCIAL),)
        )
        for n in range(first, first + count)
    )


def drive(long: Long) -> int:
    turns = 1
    while not long.step():
        turns += 1
    return turns


@pytest.fixture
def filled(store: Store) -> Store:
    store.contacts.add_many(people(3), change=IMPORTED)
    return store


def test_piece_by_piece_is_the_same_as_at_once(filled: Store) -> None:
    heard: list[int] = []
    filled.changed = lambda: heard.append(len(filled.snapshot().contacts))
    long = filled.begin(filled.contacts.adding(people(100, 50)), IMPORTED)
    assert drive(long) > 5
    assert long.error is None
    assert heard == [103]
    assert filled.snapshot().contacts == people(3) + people(100, 50)
    assert filled.finding.find((Word(text="word120"),))["contact"] == (f"{120:032x}",)


def test_until_the_end_nothing_is_to_be_seen_and_undo_takes_back_all(filled: Store) -> None:
    before = whole(filled)
    long = filled.begin(filled.contacts.adding(people(100, 50)), IMPORTED)
    long.step()
    assert filled.snapshot().contacts == people(3)
    drive(long)
    filled.undo()
    assert whole(filled) == before
    assert filled.finding.find((Word(text="word120"),))["contact"] == ()
    filled.redo()
    assert filled.snapshot().contacts == people(3) + people(100, 50)


@pytest.mark.parametrize("turns", [0, 1, 4, 8])
def test_given_up_at_any_moment_it_leaves_nothing(filled: Store, turns: int) -> None:
    before = whole(filled)
    could = filled.can_undo
    long = filled.begin(filled.contacts.adding(people(100, 50)), IMPORTED)
    for _turn in range(turns):
        assert not long.step()
    long.stop()
    assert long.is_over
    assert filled.long is None
    assert whole(filled) == before
    assert filled.can_undo is could
    filled.contacts.save(Contact(id="f" * 32, name="Later"))
    assert [each.name for each in filled.snapshot().contacts][3:] == ["Later"]


def test_a_piece_that_fails_takes_back_those_before_it(filled: Store) -> None:
    before = whole(filled)

    def fail() -> None:
        raise StoreError("disk_full")

    long = filled.begin([*filled.contacts.adding(people(60, 50)), fail], IMPORTED)
    drive(long)
    assert isinstance(long.error, StoreError)
    assert long.error.code == "disk_full"
    assert whole(filled) == before
    assert filled.snapshot().contacts == people(3)


def test_a_value_that_is_refused_takes_back_all_and_a_bug_is_raised(filled: Store) -> None:
    def refuse() -> None:
        raise DomainError("name_empty")

    def bug() -> None:
        raise ZeroDivisionError

    long = filled.begin([*filled.contacts.adding(people(20, 50)), refuse], IMPORTED)
    drive(long)
    assert isinstance(long.error, DomainError)
    with pytest.raises(ZeroDivisionError):
        drive(filled.begin([*filled.contacts.adding(people(20, 50)), bug], IMPORTED))
    assert filled.long is None
    assert filled.contacts.all() == people(3)


def test_whoever_writes_half_way_has_it_done_first(filled: Store) -> None:
    filled.begin(filled.contacts.adding(people(100, 50)), IMPORTED).step()
    filled.contacts.save(Contact(id="f" * 32, name="Later"))
    assert [each.name for each in filled.snapshot().contacts][-2:] == ["Person 149", "Later"]
    filled.undo()
    assert len(filled.snapshot().contacts) == 103
    filled.undo()
    assert filled.snapshot().contacts == people(3)


def test_undo_half_way_through_an_undo_takes_two_steps(filled: Store) -> None:
    filled.contacts.add_many(people(50, 50), change=IMPORTED)
    long = filled.begin_undo()
    assert long is not None
    long.step()
    filled.undo()
    assert filled.snapshot().contacts == ()
    assert filled.can_undo is None
    filled.redo()
    filled.redo()
    assert filled.snapshot().contacts == people(3) + people(50, 50)


def test_an_undo_that_is_given_up_can_be_done_later(filled: Store) -> None:
    filled.contacts.add_many(people(50, 50), change=IMPORTED)
    before = whole(filled)
    long = filled.begin_undo()
    assert long is not None
    long.step()
    long.stop()
    assert whole(filled) == before
    assert filled.can_redo is None
    filled.undo()
    assert filled.snapshot().contacts == people(3)


@pytest.mark.parametrize("turns", [1, 3])
def test_closing_half_way_finishes_and_a_lost_process_leaves_nothing(
    tmp_path: Path, open_file: Callable[[Path], Store], turns: int
) -> None:
    path = tmp_path / "data.db"
    store = open_file(path)
    store.contacts.add_many(people(3), change=None)
    long = store.begin(store.contacts.adding(people(100, 50)), IMPORTED)
    for _turn in range(turns):
        long.step()
    other = open_file(path)  # what a reader of the file would find after the power failed now
    assert other.contacts.all() == people(3)
    other.connection.close()
    store.close()
    assert len(open_file(path).contacts.all()) == 103


def test_a_read_only_file_says_so_and_nothing_is_under_way(filled: Store) -> None:
    filled.connection.execute("PRAGMA query_only=1")
    with pytest.raises(StoreError) as told:
        filled.begin(filled.contacts.adding(people(20, 50)), IMPORTED)
    assert told.value.code == "read_only"
    filled.connection.execute("PRAGMA query_only=0")
    assert filled.long is None
    assert filled.snapshot().contacts == people(3)


# ---- changes of many


def changed(each: Contact) -> Contact:
    from dataclasses import replace

    more = (*each.supports, Support(type=SupportType.EMOTIONAL))
    return replace(each, ring=Ring.OUTER, state=State.ARCHIVED, supports=more[1:], notes="changed")


def test_a_change_of_many_keeps_the_past_of_each(store: Store, calendar: Calendar) -> None:
    store.contacts.add_many(people(45), change=None)
    first = calendar.day
    calendar.day = first.replace(month=4)
    wanted = tuple(changed(each) for each in people(45))
    drive(store.begin(store.contacts.saving(wanted), Change(did=Did.CONTACT_CHANGED)))
    assert store.snapshot().contacts == wanted
    then = {each.id: each for each in store.contacts.on(first)}
    assert all(
        then[each.id].ring is Ring.MIDDLE and then[each.id].supports == each.supports for each in people(45)
    )
    again = tuple(changed(each) for each in wanted)  # on the same day the version is overwritten
    store.contacts.save_many(again, name="all")
    assert store.contacts.past_days() == (first, calendar.day)
    store.undo()
    store.undo()
    assert store.snapshot().contacts == people(45)


def test_many_go_to_the_trash_and_for_good(store: Store) -> None:
    store.contacts.add_many(people(45), change=None)
    keep, *gone = people(45)
    met = CheckIn(
        when=datetime(2026, 2, 1, 9),
        way=Way.CALL,
        people=tuple(CheckInPerson(contact_id=each.id) for each in gone[:2]),
    )
    both = CheckIn(
        when=datetime(2026, 2, 2, 9),
        way=Way.CALL,
        people=(CheckInPerson(contact_id=keep.id), CheckInPerson(contact_id=gone[0].id)),
    )
    store.checkins.add_many((met, both), change=None)
    store.ties.save(Tie.between(keep.id, gone[0].id))
    ids = [each.id for each in gone]
    drive(store.begin(store.contacts.removing(ids), Change(did=Did.CONTACT_REMOVED)))
    assert store.snapshot().contacts == (keep,)
    assert store.snapshot().ties == ()
    store.undo()
    assert len(store.snapshot().ties) == 1
    drive(store.begin(store.contacts.erasing(ids), None))
    assert store.snapshot().contacts == (keep,)
    assert [each.id for each in store.checkins.all()] == [both.id]
    assert store.can_undo is None
    assert store.can_redo is None


def test_the_trash_is_swept_in_one_go(store: Store, calendar: Calendar) -> None:
    store.contacts.add_many(people(10), change=None)
    store.contacts.remove_many([each.id for each in people(6)], name="six")
    calendar.day = calendar.day.replace(month=6)
    store.contacts.remove(people(10)[9].id)
    store.sweep_trash()
    assert [each.id for each, _day in store.contacts.trash()] == [people(10)[9].id]
    assert store.snapshot().contacts == people(10)[6:9]


def test_check_ins_in_parts_are_all_of_them_newest_first(store: Store) -> None:
    store.contacts.add_many(people(1), change=None)
    person = (CheckInPerson(contact_id=people(1)[0].id),)
    made = tuple(
        CheckIn(id=f"{n:032x}", when=datetime(2026, 2, 1 + n // 10, 9), way=Way.CALL, people=person)
        for n in range(45)
    )
    store.checkins.add_many(made, change=None)
    store.checkins.remove(made[7].id)
    parts = list(store.checkins.parts(4))
    assert [len(each) for each in parts] == [4] * 11
    assert tuple(reversed([each for part in parts for each in part])) == store.checkins.all()
