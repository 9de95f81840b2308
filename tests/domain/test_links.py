"""Circles and bridges among the contacts: worked out by hand, and checked against their definition."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import Contact, Kind, Ring, State, Tie
from supportdesk.domain.links import Bridge, Links, components, links, neighbours
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words.links import bridge, circles, formality, sentences


def people(names: str, **fields: object) -> tuple[Contact, ...]:
    return tuple(Contact(id=each, name=each.upper(), **fields) for each in names)  # type: ignore[arg-type]


def ties(*pairs: str) -> tuple[Tie, ...]:
    return tuple(Tie.between(*pair) for pair in pairs)


def of(names: str, *pairs: str) -> Links:
    return links(Snapshot(contacts=people(names), ties=ties(*pairs)))


def test_a_chain_has_its_inner_ones_as_bridges() -> None:
    found = of("abcd", "ab", "bc", "cd")
    assert found.circles == (("a", "b", "c", "d"),)
    assert found.bridges == (
        Bridge(contact_id="b", parts=(("c", "d"), ("a",))),
        Bridge(contact_id="c", parts=(("a", "b"), ("d",))),
    )
    assert [each.pairs for each in found.bridges] == [2, 2]


def test_a_ring_has_no_bridge_and_a_star_has_one() -> None:
    assert of("abc", "ab", "bc", "ca").bridges == ()
    (found,) = of("abcd", "ab", "ac", "ad").bridges
    assert (found.contact_id, len(found.parts), found.pairs) == ("a", 3, 3)


def test_who_does_not_count_links_nobody() -> None:
    away = people("b", state=State.SEEING_LESS) + people("d", ring=Ring.HOPED)
    found = links(Snapshot(contacts=people("ac") + away, ties=ties("ab", "bc", "cd", "da")))
    assert (found.circles, found.alone, found.bridges) == ((), ("a", "c"), ())


def test_the_sample() -> None:
    found = links(sample.load_as_written().snapshot())
    assert found.circles == (
        ("c01", "c02", "c03", "c05"),
        ("c06", "c07", "c13"),
        ("c10", "c11", "c12"),
        ("c04", "c14"),
    )
    assert found.alone == ("c09", "c15", "c16")
    assert [each.contact_id for each in found.bridges] == ["c01", "c03"]
    assert (found.formal, found.informal) == (3, 12)


@st.composite
def maps(draw: st.DrawFn) -> Snapshot:
    names = draw(st.sampled_from(["", "a", "ab", "abcdef", "abcdefgh"]))
    pairs = [a + b for a in names for b in names if a < b and draw(st.booleans())]
    return Snapshot(contacts=people(names), ties=ties(*pairs))


@given(maps())
def test_a_bridge_is_who_parts_others_by_going(snapshot: Snapshot) -> None:
    found = links(snapshot)
    near = neighbours(snapshot.contacts, snapshot.ties)
    whole = len(components(near))
    parting = {id_ for id_ in near if len(components(near, without=id_)) > whole - (0 if near[id_] else 1)}
    assert {each.contact_id for each in found.bridges} == parting
    everyone = sorted([*found.alone, *(id_ for circle in found.circles for id_ in circle)])
    assert everyone == sorted(near)


# ---- in words


def test_the_sample_in_words() -> None:
    snapshot = sample.load_as_written().snapshot()
    assert sentences(links(snapshot), snapshot) == (
        "Your map has four circles of people who are linked. Each is a world of its own.",
        "Mina is the one link from Ruth and Priya to Deniz.",
        "Three support you as their work; twelve are part of your everyday life.",
    )


def test_sparse_maps_are_left_in_peace() -> None:
    for names, pairs in (("", ()), ("a", ()), ("ab", ()), ("ab", ("ab",)), ("abcdef", ())):
        snapshot = Snapshot(contacts=people(names), ties=ties(*pairs))
        assert sentences(links(snapshot), snapshot) == ()


def test_one_circle_all_linked_and_large_parts() -> None:
    ring = Snapshot(contacts=people("abc"), ties=ties("ab", "bc", "ac"))
    assert circles(links(ring), ring) == "Everyone on your map is linked with the others in some way."
    some = Snapshot(contacts=people("abcd"), ties=ties("ab"))
    assert circles(links(some), some) == "These are linked with each other: A and B."
    long = Snapshot(contacts=people("abcdef"), ties=ties("ab", "bc", "cd", "de", "ef"))
    told = [bridge(each, long) for each in links(long).bridges]
    assert "C is the one link from D, E and F to A and B." in told
    assert "B is the one link from C, D and two others to A." in told
    star = Snapshot(contacts=people("abcd"), ties=ties("ab", "ac", "ad"))
    assert bridge(links(star).bridges[0], star) == "A is the one link between three circles."


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    named = [replace(each, name=f"Kurt {each.name}.") for each in people("abc")]
    chain = Snapshot(contacts=tuple(named), ties=ties("ab", "bc"))
    found = links(chain)
    assert not any(each.endswith("..") for each in sentences(found, chain))
    assert sentences(found, chain)[-1].endswith("to Kurt C.")


def test_formality_is_said_where_both_are_there() -> None:
    doctor = Contact(id="d", name="Dr", kinds=(Kind.PROFESSIONAL,))
    both = links(Snapshot(contacts=(*people("a"), doctor)))
    assert formality(both).startswith("One supports you as their work; one")
    assert formality(links(Snapshot(contacts=(doctor,)))) == ""
