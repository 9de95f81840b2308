"""A JSON file brings what is new, changes nothing, and fits into the store as one step."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal
from supportdesk.domain.growth import Need, Question
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Me, Notes
from supportdesk.exchange.adding import count, only_new
from supportdesk.exchange.whole import Whole, from_json, to_json
from supportdesk.sample import sample_store
from supportdesk.store import Change, Did, Store
from tests.exchange import cards

TODAY = date(2026, 11, 1)


def put(store: Store, whole: Whole) -> Whole:
    """Add what is new, as the windows and the command line do."""
    new = only_new(whole, Whole(**store.whole()), store.taken())
    parts = {each.name: getattr(new, each.name) for each in fields(new)}
    store.add_whole(parts, change=Change(did=Did.CONTACTS_IMPORTED))
    return new


@pytest.fixture
def store() -> Store:
    return Store.in_memory(lambda: TODAY)


def test_an_empty_profile_becomes_the_one_that_was_written(store: Store) -> None:
    sample = sample_store(lambda: TODAY)
    sample.contacts.set_photo("c01", b"\xff\xd8\xff picture")
    whole = from_json(to_json(Whole(**sample.whole())))
    put(store, whole)
    assert Whole(**store.whole()) == whole
    assert store.undo() == Change(did=Did.CONTACTS_IMPORTED)
    assert Whole(**store.whole()) == Whole()
    store.redo()
    assert Whole(**store.whole()) == whole


def test_twice_adds_nothing(store: Store) -> None:
    whole = Whole(**sample_store(lambda: TODAY).whole())
    put(store, whole)
    before = Whole(**store.whole())
    new = put(store, whole)
    assert (new.contacts, count(new, before)) == ((), 0)
    assert Whole(**store.whole()) == before


def test_what_is_there_and_what_was_removed_stays_as_it_is(store: Store) -> None:
    mine = Contact(id="a", name="Ana as I know her")
    gone = Contact(id="b", name="Bo")
    store.save_me(Me(name="Me"))
    store.contacts.add_many((mine, gone), change=None)
    store.contacts.remove("b")
    store.plans.save(Plan(made_with="Kim"))
    visit = CheckIn(id="v", when=datetime(2026, 1, 1), people=(CheckInPerson(contact_id="a"),))
    store.checkins.log(visit)
    store.checkins.remove("v")
    whole = Whole(
        me=Me(name="Other"),
        contacts=(
            replace(mine, name="Ana"),
            gone,
            Contact(id="c", name="Cy"),
            Contact(id="c", name="Cy twice"),
        ),
        checkins=(visit,),
        plan=Plan(made_with="Lee"),
        photos=(("a", b"x"), ("c", b"y"), ("nobody", b"z")),
    )
    put(store, whole)
    now = store.snapshot()
    assert [each.name for each in now.contacts] == ["Ana as I know her", "Cy"]
    assert (now.me.name, now.plan.made_with, now.past) == ("Me", "Kim", 0)
    assert (store.contacts.photos(), store.contacts.photo("c")) == (frozenset({"c"}), b"y")


def test_nothing_points_to_nobody(store: Store) -> None:
    ana, bo = Contact(id="a", name="Ana"), Contact(id="b", name="Bo")
    lost = CheckInPerson(contact_id="nobody")
    items = tuple(PlanItem(id=id_, contact_id=who) for id_, who in (("i", "a"), ("j", "nobody"), ("k", None)))
    whole = Whole(
        contacts=(ana, bo),
        ties=(
            Tie(id="1", a="a", b="b"),
            Tie(id="2", a="a", b="b", close=True),
            Tie(id="3", a="a", b="nobody"),
        ),
        checkins=(
            CheckIn(id="x", when=datetime(2026, 1, 1), people=(CheckInPerson(contact_id="a"), lost)),
            CheckIn(id="y", when=datetime(2026, 1, 1), people=(lost,)),
        ),
        goals=(Goal(id="g", what="x", contact_ids=("a", "nobody"), helper_id="nobody"),),
        plan=Plan(parts=(PlanPart(id="p", part=Part.PEOPLE, items=items),)),
        notes=Notes(questions=(Question(id="q", text="x"),), needs=(Need(id="q", text="y", type="social"),)),
    )
    put(store, whole)
    now = store.snapshot()
    assert now.ties == (Tie(id="1", a="a", b="b"),)
    assert [(each.id, each.contact_ids) for each in store.checkins.all()] == [("x", ("a",))]
    assert [(each.contact_ids, each.helper_id) for each in now.goals] == [(("a",), None)]
    assert [each.id for each in now.plan.parts[0].items] == ["i", "k"]
    assert len(now.notes.questions) + len(now.notes.needs) == 1


@given(cards.contacts())
@settings(max_examples=40, deadline=None)
def test_a_contact_goes_through_json_whole(contact: Contact) -> None:
    whole = Whole(contacts=(contact,))
    assert from_json(to_json(whole)) == whole


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ('{"name": "Ana", "angle": NaN}', "export_format"),
        ('{"name": "Ana", "angle": 1e999}', "record_shape"),
        ('{"name": "Ana", "angle": 1' + "0" * 400 + "}", "record_shape"),
        ('{"name": "Ana", "next_meeting": "2026-01-01T10:00:00+01:00"}', "record_shape"),
        ('{"name": "Ana", "members": ["\\ud800"]}', "text_not_storable"),
        ('{"name": "Ana", "id": "\\u0000"}', "text_not_storable"),
        ('{"name": ' + "[" * 5_000 + "]" * 5_000 + "}", "export_format"),
    ],
)
def test_what_the_file_of_a_profile_could_not_keep_is_refused(contact: str, code: str) -> None:
    data = '{"format": "supportdesk-export", "version": 1, "contacts": [' + contact + "]}"
    with pytest.raises(DomainError) as told:
        from_json(data.encode())
    assert told.value.code == code
