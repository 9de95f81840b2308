"""Maps of easyNWK: read by hand-worked values, turned into a dated past, and never a crash for any file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Direction, Kind, Ring, State, Support, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.story import Stage, changes
from supportdesk.exchange.easynwk import EasyMap, is_easynwk, read_easynwk
from supportdesk.exchange.easynwk_course import here_already, map_arrivals, stages
from supportdesk.exchange.easynwk_roles import kind_of_role, kind_of_thing
from supportdesk.exchange.json_file import read_json
from supportdesk.exchange.whole import Whole, to_json
from supportdesk.store import Change, Did, Store
from tests.exchange.nwk import IDA, TWO, alter, nwk, record, version

TODAY = date(2026, 11, 1)
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
E, N, P, S = SupportType


def people(found: EasyMap) -> dict[str, Contact]:
    return {each.contact.name: each.contact for each in found.contacts}


def only(**fields: Any) -> Contact:
    """The one contact of a map with one person."""
    (found,) = read_easynwk(json.dumps(nwk(alter(1, "Ana", **fields))).encode(), TODAY).contacts
    return found.contact


# ---- what a person becomes


@pytest.mark.parametrize(
    ("distance", "ring", "ours"),
    [(0.0, Ring.INNER, 18.0), (20.0, Ring.INNER, 38.4), (50.0, Ring.MIDDLE, 65.0), (90.0, Ring.OUTER, 93.4)],
)
def test_the_three_rings_become_ours(distance: float, ring: Ring, ours: float) -> None:
    made = only(distance=distance)
    assert (made.ring, made.distance) == (ring, pytest.approx(ours, abs=0.01))


@pytest.mark.parametrize(
    ("angle", "kind", "ours"),
    [
        (89.9, Kind.FAMILY, 322.08),
        (45.0, Kind.FAMILY, 0.0),
        (135.0, Kind.FRIEND, 285.0),
        (-135.0, Kind.WORK, 223.0),
        (-45.0, Kind.PROFESSIONAL, 162.0),
    ],
)
def test_a_person_without_a_role_is_of_the_kind_of_the_quarter(angle: float, kind: Kind, ours: float) -> None:
    made = only(angle=angle)
    assert (made.kind, made.angle) == (kind, pytest.approx(ours, abs=0.01))


def test_a_role_counts_more_than_the_quarter() -> None:
    made = only(angle=45.0, role="Psychotherapeut*in")
    assert (made.kind, made.role, made.angle) == (Kind.PROFESSIONAL, "Psychotherapeut*in", 162.0)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Mutter", Kind.FAMILY), ("Stiefbruder", Kind.FAMILY), ("Lebensgefährt*in", Kind.FAMILY),
        ("son-in-law", Kind.FAMILY), ("Freund*in", Kind.FRIEND), ("Bekannte*r", Kind.FRIEND),
        ("Nachbar*in", Kind.NEIGHBOUR), ("Studienkolleg*in", Kind.WORK), ("Ärzt*in", Kind.PROFESSIONAL),
        ("prof. Helfer*in", Kind.PROFESSIONAL), ("contact person", None), ("", None),
    ],
)  # fmt: skip
def test_roles_and_kinds(role: str, kind: Kind | None) -> None:
    assert kind_of_role(role) is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Hund", Kind.PET), ("Kater und Katze", Kind.PET), ("Sportverein", Kind.GROUP), ("Sport", Kind.OTHER)],
)
def test_what_is_no_human_being(word: str, kind: Kind) -> None:
    assert kind_of_thing(word) is kind
    assert only(human=False, currentGender=word, edgeType=0).state is State.ACTIVE


def test_supports_with_their_direction() -> None:
    made = only(
        supportEmotional=1, supportCognitive="2", supportMaterial=1, supportPractical=2, supportSocial=3
    )
    assert made.supports == (
        Support(type=E, direction=Direction.GIVE),
        Support(type=N, direction=Direction.RECEIVE),
        Support(type=P, direction=Direction.BOTH),
        Support(type=S, direction=Direction.BOTH),
    )
    assert only(supportEmotional=7, supportSocial="often", supportCognitive=None).supports == ()


def test_conflict_death_no_relation_and_notes() -> None:
    assert only(conflict=True).stressful
    assert only(deceased=True, edgeType=0).state is State.REMEMBERED
    assert only(edgeType=0).state is State.ON_A_BREAK
    assert only(note=" met at\r\nchoir ").notes == "met at\nchoir"


# ---- versions


def test_two_versions() -> None:
    found = read_easynwk(TWO, TODAY)
    assert found.days == (MARCH, JUNE)
    now = people(found)
    assert {name: each.state for name, each in now.items()} == {
        "Ida": State.ACTIVE, "Jon": State.ACTIVE, "Dr Kel": State.ARCHIVED, "Nel": State.ACTIVE,
    }  # fmt: skip
    assert (now["Jon"].ring, now["Jon"].stressful, now["Nel"].kind) == (Ring.OUTER, True, Kind.PROFESSIONAL)
    assert found.left_out == ("NWK-TITLE", "NWK-EGO", "NWK-AGE")
    assert found.versions[-1].ties == {tuple(sorted((now["Ida"].id, now["Jon"].id)))}


def test_versions_become_a_dated_past_in_one_step() -> None:
    found = read_easynwk(TWO, TODAY)
    store = Store.in_memory(lambda: TODAY)
    course = stages(found, {each.contact.id for each in found.contacts}, {})
    store.add_stages(course, change=Change(did=Did.CONTACTS_IMPORTED))
    first, now = store.past(MARCH), store.past(TODAY)
    assert sorted(each.name for each in first.shown.values()) == ["Dr Kel", "Ida", "Jon"]
    assert sorted(each.name for each in now.shown.values()) == ["Ida", "Jon", "Nel"]
    assert {each.contact.id: replace(each.contact) for each in found.contacts} == {
        each.id: each for each in store.contacts.all()
    }
    assert (len(first.ties), len(now.ties)) == (0, 1)
    told = [(each.turn.value, each.type) for each in changes(first, now)]
    assert told == [
        ("came", None), ("gets", N), ("gives", S), ("know", None), ("further", None), ("stressful", None),
        ("left", None),
    ]  # fmt: skip
    store.undo()
    assert store.contacts.all() == ()
    store.close()


def test_who_is_here_already_stays_and_is_tied_to_who_comes_in() -> None:
    found = read_easynwk(TWO, TODAY)
    known = Contact(name="ida")
    listed = map_arrivals(found, (known,))
    assert [each.match is not None for each in listed] == [True, False, False, False]
    now = people(found)
    course = stages(found, {now["Jon"].id}, here_already(listed))
    assert [[each.name for each in stage.contacts] for stage in course] == [["Jon"], ["Jon"]]
    assert [{tie.a, tie.b} for tie in course[-1].ties] == [{known.id, now["Jon"].id}]
    hidden = map_arrivals(found, (replace(known, state=State.NOT_SAFE),))
    assert here_already(hidden) == {}


def test_two_of_one_name_on_one_map_are_two() -> None:
    found = read_easynwk(record(version(1, "2026-03-01", nwk(alter(1, "Ana"), alter(2, "Ana")))), TODAY)
    assert len(found.contacts) == 2
    assert [each.match for each in map_arrivals(found, ())] == [None, None]


def test_a_new_name_on_the_same_spot_is_the_same_and_a_used_id_is_not() -> None:
    def last(**fields: Any) -> dict[str, State]:
        old, new = nwk(alter(1, "Susi", angle=10.0)), nwk(alter(1, **fields))
        found = read_easynwk(record(version(1, "2026-03-01", old), version(2, "2026-06-01", new)), TODAY)
        return {each.contact.name: each.contact.state for each in found.contacts}

    assert last(name="Susanne", angle=10.0) == {"Susanne": State.ACTIVE}
    assert last(name="Bert", angle=20.0) == {"Susi": State.ARCHIVED, "Bert": State.ACTIVE}
    assert last(name="SUSI", angle=20.0) == {"SUSI": State.ACTIVE}


def test_days_that_are_none_lie_ahead_or_come_twice() -> None:
    data = record(
        version(3, "2027-01-01", nwk(alter(1, "Late"))),
        version(1, "2026-03-01", nwk(alter(1, "Old"))),
        version(2, "2026-03-01", nwk(alter(1, "New"))),
        version(4, "", nwk(alter(1, "Last"))),
    )
    found = read_easynwk(data, TODAY)
    assert found.days == (MARCH, TODAY)
    assert {"NWK-SAME-DAY", "NWK-DAY"} <= set(found.left_out)
    assert people(found)["Last"].state is State.ACTIVE
    assert "Old" not in people(found)


def test_the_oldest_files_and_other_json() -> None:
    old = {
        "ego": {"name": "R"},
        "alteri": [{"id": "8e88", "name": "Susi", "edgeWeight": 0, "angle": -131.1, "distance": 42.3}],
        "relations": [],
    }
    found = read_easynwk(json.dumps(old).encode(), TODAY)
    assert people(found)["Susi"].kind is Kind.WORK
    assert found.days == (TODAY,)
    assert not is_easynwk({"versions": []})
    assert not is_easynwk([nwk()])
    with pytest.raises(DomainError, match="import_not_easynwk"):
        read_easynwk(b'{"versions": [{"id": 1}]}', TODAY)
    with pytest.raises(DomainError, match="export_format"):
        read_json(b'{"contacts": []}', TODAY)
    assert isinstance(read_json(to_json(Whole()), TODAY), Whole)
    assert isinstance(read_json(TWO, TODAY), EasyMap)


def test_nobody_without_a_name_comes_in_and_long_texts_are_named() -> None:
    data = json.dumps(nwk(alter(1, " "), alter(2, "A" * 300, role="r" * 2_000, note="n" * 200_000))).encode()
    found = read_easynwk(data, TODAY)
    assert [each.code for each in found.bad] == ["import_no_name"]
    assert [len(each.contact.name) for each in found.contacts] == [200]
    assert {"FN", "TITLE", "NOTE"} <= set(found.left_out)


def test_too_many_are_refused() -> None:
    data = json.dumps({"ego": {}, "alteri": [{}] * 10_001}).encode()
    with pytest.raises(DomainError, match="import_too_many"):
        read_easynwk(data, TODAY)
    with pytest.raises(DomainError, match="import_too_many"):
        read_easynwk(record(*[version(1, "2026-01-01", nwk())] * 501), TODAY)


# ---- any file

leaf = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)
thing = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner))
field = st.sampled_from(sorted(alter(1, "x")))
person = st.dictionaries(field, thing | st.sampled_from(["1", "2", "Ana", "Hund", 3, 100.5]), max_size=8)
tied = st.fixed_dictionaries({"id1": st.integers(0, 3), "id2": st.integers(0, 3)})
some_map = st.fixed_dictionaries(
    {"ego": thing, "alteri": st.lists(person | thing, max_size=4)},
    optional={"connections": st.lists(tied | thing, max_size=4)},
)
dated = st.fixed_dictionaries(
    {"nwk": some_map | thing}, optional={"date": thing | st.dates().map(str), "title": thing, "id": thing}
)
file = some_map | st.fixed_dictionaries({"versions": st.lists(dated, min_size=1, max_size=4)})


@cache
def shared_store() -> Store:
    """One store for all the files of a run; each takes back what it brought."""
    return Store.in_memory(lambda: TODAY)


@settings(max_examples=60, deadline=None)
@given(file)
def test_any_map_is_read_and_can_be_kept(body: Any) -> None:
    found = read_easynwk(json.dumps(body).encode(), TODAY)
    assert list(found.days) == sorted(set(found.days))
    assert all(day <= TODAY for day in found.days)
    course = stages(found, {each.contact.id for each in found.contacts}, {})
    store = shared_store()
    store.add_stages(course, change=Change(did=Did.CONTACTS_IMPORTED))
    kept = {each.id: each for each in store.contacts.all()}
    assert kept == {each.contact.id: each.contact for each in found.contacts}
    for version_ in found.versions:
        assert store.past(version_.day).shown.keys() == {
            id_ for id_, each in version_.contacts.items() if each.is_on_map
        }
    if course:
        store.undo()
    assert store.contacts.all() == ()


@given(st.binary(max_size=60) | thing.map(lambda each: json.dumps(each).encode()))
def test_any_other_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DomainError, match="import_not_easynwk"):
        read_easynwk(data, TODAY)


def test_cutting_and_breaking_a_file_is_told() -> None:
    for at in range(1, len(TWO), 37):
        with pytest.raises(DomainError):
            read_json(TWO[:at], TODAY)
    assert stages(read_easynwk(record(version(1, "2026-03-01", nwk())), TODAY), set(), {}) == ()
    assert Stage(day=MARCH).contacts == ()
    assert IDA["name"] == "Ida"
