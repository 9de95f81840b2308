"""The recent check-ins of a snapshot are always those of the file, also where one more was only added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Way
from supportdesk.store import Store

TODAY = date(2026, 11, 1)


@pytest.fixture
def store() -> Store:
    made = Store.in_memory(lambda: TODAY)
    made.contacts.add_many((Contact(id="a" * 32, name="Ana"), Contact(id="b" * 32, name="Bo")), change=None)
    made.changed = lambda: seen.append(made.snapshot().recent)  # as the desk does
    seen: list[tuple[CheckIn, ...]] = []
    return made


def _checkin(days_ago: int, who: str = "a") -> CheckIn:
    when = datetime(2026, 11, 1, 9) - timedelta(days=days_ago)
    return CheckIn(
        when=when, people=(CheckInPerson(contact_id=who * 32, note="n"),), way=Way.CALL, note="tea"
    )


def _again(store: Store) -> tuple[CheckIn, ...]:
    """The same from the file alone."""
    store._snapshots.clear()
    store.reading._recent = type(store.reading._recent)()
    return store.snapshot().recent


def test_one_more_stands_in_its_place(store: Store) -> None:
    for days in (3, 1, 2, 2, 0, 400, 5):
        store.checkins.log(_checkin(days))
        shown = store.snapshot().recent
        assert shown == _again(store)
    assert [each.when.day for each in store.snapshot().recent] == [27, 29, 30, 30, 31, 1]


def test_other_changes_between_are_never_lost(store: Store) -> None:
    first, second = _checkin(2), _checkin(1, "b")
    store.checkins.log(first)
    store.checkins.log(second)
    store.checkins.save(replace(first, note="changed"))
    store.checkins.log(_checkin(0))
    assert store.snapshot().recent == _again(store)
    store.checkins.remove(second.id)
    store.checkins.log(_checkin(4))
    assert store.snapshot().recent == _again(store)
    store.undo()
    assert store.snapshot().recent == _again(store)
    store.undo()
    store.redo()
    assert store.snapshot().recent == _again(store)


def test_one_logged_within_a_larger_change_is_seen_with_the_rest(store: Store) -> None:
    first = _checkin(2)
    store.checkins.log(first)
    with store.writing(None):
        store.checkins.log(_checkin(1))
        store.checkins.save(replace(first, note="changed"))
    assert store.snapshot().recent == _again(store)
    store.checkins.log(_checkin(0))
    assert store.snapshot().recent == _again(store)
    assert len(store.snapshot().recent) == 3
