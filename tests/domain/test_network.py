"""The numbers of the whole map, as the sample has them and as they are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import Contact, Kind, Ring, State, Tie
from supportdesk.domain.network import (
    counted,
    entries,
    give_and_take,
    mean_feeling,
    numbers,
    with_contact,
)
from supportdesk.domain.snapshot import Snapshot

WRITTEN = sample.load_as_written()
NOW = WRITTEN.snapshot()


def person(name: str, state: State = State.ACTIVE, kind: Kind = Kind.FRIEND) -> Contact:
    return Contact(id=name, name=name, kinds=(kind,), state=state)


def test_the_sample() -> None:
    found = numbers(NOW)
    assert (found.size, found.people, found.groups) == (16, 12, 4)
    assert [found.rings[ring] for ring in Ring] == [2, 7, 7, 0]
    assert found.kinds == {
        Kind.FAMILY: 2,
        Kind.FRIEND: 3,
        Kind.NEIGHBOUR: 1,
        Kind.PEER: 2,
        Kind.WORK: 1,
        Kind.PROFESSIONAL: 3,
        Kind.GROUP: 3,
        Kind.ONLINE: 1,
    }
    assert found.diversity == 8
    assert (found.ties, found.pairs) == (8, 66)
    assert found.density is not None
    assert round(found.density * 100) == 12
    assert (found.formal, found.informal) == (3, 12)


def test_give_and_take_of_the_sample() -> None:
    found = give_and_take(WRITTEN.checkins)
    assert (found.both, found.only_got, found.only_gave, found.neither) == (101, 53, 1, 1)


def test_entries_of_the_sample() -> None:
    found = entries(WRITTEN.checkins)
    named = [found[f"c{n:02}"] for n in range(1, 17)]
    assert named == [
        24,
        21,
        11,
        4,
        3,
        25,
        5,
        5,
        2,
        2,
        13,
        4,
        11,
        19,
        5,
        2,
    ]


def test_how_contact_with_marcus_felt() -> None:
    cut = date(2026, 8, 14)
    before = with_contact(WRITTEN.checkins, "c08", before=cut)
    after = with_contact(WRITTEN.checkins, "c08", since=cut)
    assert (len(before), len(after)) == (3, 2)
    assert round(mean_feeling(before) or 0, 1) == -1.7
    assert mean_feeling(after) == 0


def test_no_feeling_noted_is_not_nought() -> None:
    assert mean_feeling(()) is None
    assert mean_feeling([replace(WRITTEN.checkins[0], felt_after=None)]) is None


def test_an_empty_map_has_no_density() -> None:
    assert numbers(Snapshot()).density is None
    assert numbers(Snapshot(contacts=(person("a"),))).density is None
    assert numbers(Snapshot(contacts=(person("a"), person("b")))).density == 0


def test_by_hand() -> None:
    contacts = (person("a"), person("b"), person("c"), person("g", kind=Kind.GROUP))
    ties = (Tie.between("a", "b"), Tie.between("c", "g"))
    found = numbers(Snapshot(contacts=contacts, ties=ties))
    assert (found.ties, found.pairs, found.people, found.groups) == (1, 3, 3, 1)


def test_not_safe_and_archived_are_in_no_number() -> None:
    shown = (person("a"), person("b"))
    hidden = (person("x", State.NOT_SAFE, Kind.WORK), person("y", State.ARCHIVED, Kind.PEER))
    ties = (Tie.between("a", "b"),)
    hidden_ties = (*ties, Tie.between("a", "x"), Tie.between("x", "y"))
    assert numbers(Snapshot(contacts=shown + hidden, ties=hidden_ties)) == numbers(
        Snapshot(contacts=shown, ties=ties)
    )


def test_check_ins_with_them_alone_are_not_counted() -> None:
    snapshot = replace(
        NOW,
        contacts=tuple(
            replace(each, state=State.NOT_SAFE) if each.id == "c08" else each for each in NOW.contacts
        ),
    )
    assert len(counted(snapshot, WRITTEN.checkins)) == 156 - 5


@given(st.permutations(NOW.contacts), st.permutations(NOW.ties))
def test_the_order_does_not_matter(contacts: Sequence[Contact], ties: Sequence[Tie]) -> None:
    assert numbers(replace(NOW, contacts=tuple(contacts), ties=tuple(ties))) == numbers(NOW)
