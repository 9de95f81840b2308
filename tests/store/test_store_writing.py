"""Writing: one transaction that speaks once, or nothing at all; the trash; and deleting for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, Ring, SupportType, Tie
from supportdesk.domain.errors import DomainError
from supportdesk.domain.growth import (
    Ladder,
    Need,
    Practice,
    Prediction,
    Question,
    Resource,
    Rung,
    Skill,
    TrustStep,
)
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Notes
from supportdesk.store import Change, Did, Store
from tests.store.conftest import Calendar
from tests.store.test_store_undo import filled, whole

DAY = date(2026, 3, 1)


class StopError(Exception):
    """Something that goes wrong in the middle of a change."""


def test_nested_writing_speaks_once_and_is_one_step(store: Store) -> None:
    calls: list[int] = []
    store.changed = lambda: calls.append(len(store.contacts.all()))
    with store.writing(Change(did=Did.CONTACTS_IMPORTED)):
        store.contacts.save(Contact(name="Ana"))
        with store.writing(Change(did=Did.CONTACT_ADDED)):
            store.contacts.save(Contact(name="Ben"))
        assert calls == []
    assert calls == [2]
    assert store.undo() == Change(did=Did.CONTACTS_IMPORTED)
    assert store.contacts.all() == ()


def test_a_change_that_breaks_leaves_nothing_behind(store: Store) -> None:
    ana, _ben = filled(store)
    before, seen = whole(store), store.snapshot()
    calls: list[int] = []
    store.changed = lambda: calls.append(1)
    with pytest.raises(StopError), store.writing(Change(did=Did.CONTACT_CHANGED)):  # noqa: PT012
        store.contacts.save(replace(ana, notes="half"))
        store.contacts.save(Contact(name="New"))
        raise StopError
    assert (whole(store), store.snapshot(), calls) == (before, seen, [])
    assert store.can_undo is None
    store.contacts.save(replace(ana, notes="whole"))
    store.undo()
    assert whole(store) == before


def test_an_inner_change_that_breaks_takes_the_outer_with_it(store: Store) -> None:
    filled(store)
    before = whole(store)
    with pytest.raises(StopError), store.writing(Change(did=Did.CONTACT_CHANGED)):  # noqa: PT012
        store.contacts.save(Contact(name="New"))
        with store.writing(None):
            raise StopError
    assert whole(store) == before


def test_saving_the_same_again_is_silent_in_the_past(store: Store) -> None:
    ana, _ben = filled(store)
    before = whole(store)
    store.contacts.save(ana)
    assert whole(store) == before


def test_a_snapshot_sees_each_change_at_once(store: Store) -> None:
    ana, ben = filled(store)
    first = store.snapshot()
    assert store.snapshot() == first
    store.checkins.log(CheckIn(when=datetime(2026, 3, 1, 20), people=(CheckInPerson(contact_id=ben.id),)))
    assert store.snapshot().last_seen[ben.id] == datetime(2026, 3, 1, 20)
    assert store.snapshot().past == first.past + 1
    store.contacts.remove(ana.id)
    found = store.snapshot()
    assert found.contacts == (ben,)
    assert found.ties == ()


def test_a_new_day_moves_the_window_of_recent_checkins(store: Store, calendar: Calendar) -> None:
    filled(store)
    assert len(store.snapshot().recent) == 1
    calendar.day += timedelta(days=400)
    assert store.snapshot().recent == ()
    assert store.snapshot().past == 1


@pytest.mark.parametrize("act", ["remove", "place", "set_photo"])
def test_what_is_not_there_cannot_be_changed(store: Store, act: str) -> None:
    calls = {
        "remove": lambda: store.contacts.remove("nobody"),
        "place": lambda: store.contacts.place("nobody", angle=1.0, distance=1.0, ring=Ring.INNER),
        "set_photo": lambda: store.contacts.set_photo("nobody", b"x"),
    }
    with pytest.raises(DomainError) as error:
        calls[act]()
    assert error.value.code == "contact_unknown"


# ---- the trash


def test_the_trash_keeps_all_for_30_days(store: Store, calendar: Calendar) -> None:
    ana, ben = filled(store)
    full = store.snapshot()
    store.contacts.remove(ana.id)
    assert store.contacts.trash() == ((ana, DAY),)
    calendar.day += timedelta(days=30)
    store.sweep_trash()
    store.contacts.restore(ana.id)
    assert store.contacts.all() == (ana, ben)
    assert store.snapshot().ties == full.ties
    assert store.contacts.photo(ana.id) == b"\x00'\xff"


def test_after_30_days_the_trash_is_emptied(store: Store, calendar: Calendar) -> None:
    ana, ben = filled(store)
    store.contacts.remove(ana.id)
    calendar.day += timedelta(days=31)
    store.sweep_trash()
    assert store.contacts.trash() == ()
    assert store.contacts.all() == (ben,)


def test_check_ins_and_goals_stay_in_the_trash_as_long(store: Store, calendar: Calendar) -> None:
    ana, _ben = filled(store)
    logged, goal = store.checkins.all()[0], store.goals.all()[0]
    missed = replace(logged, id="missed", outcome=Outcome.DID_NOT_GO)
    store.checkins.log(missed)
    seen = store.checkins.last_seen()
    for each in (logged.id, missed.id):
        store.checkins.remove(each)
    store.goals.remove(goal.id)
    assert {each.id for each, _day in store.checkins.trash()} == {logged.id, missed.id}
    assert {day for _each, day in store.checkins.trash()} == {DAY}
    assert ana.id not in store.checkins.last_seen()
    calendar.day += timedelta(days=30)
    store.sweep_trash()
    store.checkins.restore(logged.id)
    store.checkins.restore(missed.id)
    assert store.checkins.trash() == ()
    assert store.checkins.all() == (logged, missed)
    assert store.checkins.last_seen() == seen
    store.undo()
    calendar.day += timedelta(days=1)
    store.sweep_trash()
    assert store.checkins.trash() == store.goals.trash() == ()
    assert store.checkins.all() == (logged,)


def test_a_check_in_can_be_deleted_for_good(store: Store) -> None:
    ana, _ben = filled(store)
    logged = store.checkins.all()[0]
    store.checkins.remove(logged.id)
    store.checkins.erase(logged.id)
    assert store.checkins.trash() == ()
    assert store.undo() is None
    assert store.database.execute_sql("SELECT count(*) FROM checkin_person").fetchone()[0] == 0
    assert ana.id not in store.checkins.last_seen()


def test_several_are_changed_and_removed_in_one_step(store: Store) -> None:
    ana, ben = filled(store)
    store.contacts.save_many(
        (replace(ana, ring=Ring.INNER), replace(ben, ring=Ring.INNER)), name="2 contacts"
    )
    assert {each.ring for each in store.contacts.all()} == {Ring.INNER}
    change = store.undo()
    assert change is not None
    assert change.name == "2 contacts"
    assert store.contacts.all() == (ana, ben)
    store.contacts.remove_many((ana.id, ben.id), name="2 contacts")
    assert store.contacts.all() == ()
    assert len(store.contacts.trash()) == 2
    store.undo()
    assert store.contacts.all() == (ana, ben)


def test_delete_for_good_takes_the_past_and_every_mention(store: Store, calendar: Calendar) -> None:
    ana, ben = filled(store)
    calendar.day += timedelta(days=9)
    store.contacts.save(replace(ana, ring=Ring.INNER))
    both = tuple(CheckInPerson(contact_id=each.id) for each in (ana, ben))
    store.checkins.log(CheckIn(id="both", when=datetime(2026, 3, 9, 9), people=both))
    store.notes.add_many(_mentions(ana.id), change=None)
    store.plans.save(
        Plan(parts=(PlanPart(part=Part.PEOPLE, items=(PlanItem(text="Call", contact_id=ana.id),)),))
    )
    store.contacts.remove(ana.id)
    store.contacts.erase(ana.id)
    assert ana.id not in repr(whole(store))
    assert store.undo() is None
    assert [each.id for each in store.checkins.all()] == ["both"]
    assert store.goals.all()[0].contact_ids == ()
    assert store.goals.all()[0].helper_id == ben.id
    assert store.contacts.on(DAY) == (ben,)


def test_what_was_written_about_somebody_else_stays(store: Store) -> None:
    ana, ben = filled(store)
    store.notes.add_many(_mentions(ben.id), change=None)
    before = store.snapshot().notes
    store.contacts.erase(ana.id)
    after = store.snapshot().notes
    assert after.ladders == before.ladders
    assert after.questions == before.questions
    assert after.needs[1:] == before.needs[1:]


def _mentions(contact_id: str) -> Notes:
    """One of each small note that can name a contact."""
    return Notes(
        needs=(Need(text="Lift", type=SupportType.PRACTICAL, contact_ids=(contact_id,)),),
        ladders=(Ladder(title="Phone", rungs=(Rung(text="Call", contact_id=contact_id),)),),
        predictions=(Prediction(day=DAY, what="Ask", feared="No", contact_id=contact_id),),
        trust_steps=(TrustStep(text="Share", contact_id=contact_id),),
        practices=(Practice(day=DAY, skill=Skill.LISTENING, contact_id=contact_id),),
        resources=(Resource(title="Leaflet", contact_id=contact_id),),
        questions=(Question(text="Why?", contact_id=contact_id),),
    )


def test_goals_have_a_trash_of_their_own(store: Store) -> None:
    filled(store)
    (goal,) = store.goals.all()
    store.goals.remove(goal.id)
    assert store.goals.all() == ()
    assert store.goals.trash() == ((goal, DAY),)
    store.goals.restore(goal.id)
    assert store.goals.all() == (goal,)
    store.goals.erase(goal.id)
    assert store.goals.trash() == ()
    assert store.can_undo is None


def test_ties_of_the_trash_come_back_with_the_contact(store: Store) -> None:
    ana, ben = filled(store)
    store.contacts.remove(ben.id)
    assert store.ties.all() == ()
    store.contacts.restore(ben.id)
    assert store.ties.all()[0].a == Tie.between(ana.id, ben.id).a
