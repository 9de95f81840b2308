"""Places on the map: never on each other, never on a ring line, and no jumps."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Kind, Ring, State
from supportdesk.domain.placement import (
    BANDS,
    ME_RADIUS,
    RADII,
    SECTORS,
    Placement,
    Sector,
    Step,
    arrange,
    in_map_order,
    kept_places,
    place,
    ring_at,
    sector_at,
    sector_of,
    settle,
    snap,
    step,
    to_keep,
)


def crowd(count: int, seed: int = 1) -> tuple[Contact, ...]:
    draw = random.Random(seed)
    return tuple(
        Contact(
            id=f"{draw.getrandbits(128):032x}",
            name="A",
            kinds=(draw.choice(list(Kind)),),
            ring=draw.choice([Ring.INNER, Ring.MIDDLE, Ring.MIDDLE, Ring.OUTER, Ring.OUTER, Ring.HOPED]),
        )
        for _ in range(count)
    )


contacts = st.builds(
    Contact,
    id=st.uuids().map(lambda each: each.hex),
    name=st.just("A"),
    kinds=st.sampled_from(Kind).map(lambda kind: (kind,)),
    ring=st.sampled_from(Ring),
)
groups = st.lists(contacts, max_size=40, unique_by=lambda each: each.id)


def assert_sound(found: Placement) -> None:
    reach = found.radius * 1.1
    for where in found.places.values():
        start, end = BANDS[where.ring]
        assert start + reach <= where.distance + 1e-6
        assert where.distance <= end - reach + 1e-6
        assert where.distance - reach > ME_RADIUS
    for one, other in combinations(found.places.values(), 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * reach - 1e-6


@pytest.mark.parametrize("count", [1, 16, 30, 31, 60, 150, 220])
def test_no_node_lies_on_another_or_on_a_ring_line(count: int) -> None:
    found = arrange(crowd(count))
    assert len(found.places) == count
    assert_sound(found)


def test_even_150_in_one_ring_of_one_sector_find_room() -> None:
    everybody = tuple(replace(each, kinds=(Kind.WORK,), ring=Ring.INNER) for each in crowd(150))
    found = arrange(everybody)
    assert len(found.places) == 150
    assert_sound(found)


def test_nodes_shrink_by_fixed_steps_of_the_count() -> None:
    spread = [
        Contact(id=f"{index:032x}", name="A", kinds=(kind,), ring=ring)
        for index, (kind, ring) in enumerate(
            (list(Kind)[index % 12], (Ring.MIDDLE, Ring.OUTER)[index % 2]) for index in range(100)
        )
    ]
    assert arrange(spread[:30]).radius == RADII[0]
    assert arrange(spread[:31]).radius <= RADII[1]
    assert arrange(spread[:81]).radius <= RADII[2]


@settings(max_examples=40, deadline=None)
@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_contacts_does_not_matter(group: list[Contact], shuffle: random.Random) -> None:
    mixed = list(group)
    shuffle.shuffle(mixed)
    assert arrange(group) == arrange(mixed)


@settings(max_examples=40, deadline=None)
@given(groups, contacts)
def test_one_more_contact_moves_nobody_of_another_sector(group: list[Contact], newcomer: Contact) -> None:
    before, after = arrange(group), arrange([*group, newcomer])
    if before.radius != after.radius:
        return
    moved = [id_ for id_ in before.places if after.places[id_] != before.places[id_]]
    assert all(before.places[id_].sector is sector_of(newcomer.kind) for id_ in moved)


@settings(max_examples=40, deadline=None)
@given(groups, contacts)
def test_while_the_map_is_open_one_more_moves_nobody(group: list[Contact], newcomer: Contact) -> None:
    before = arrange(group)
    after = arrange([*group, newcomer], keep=before.places)
    if before.radius == after.radius:
        assert all(after.places[id_] == before.places[id_] for id_ in before.places)
    assert_sound(after)


@settings(max_examples=30, deadline=None)
@given(groups.filter(bool))
def test_taking_one_away_moves_nobody_while_the_map_is_open(group: list[Contact]) -> None:
    before = arrange(group)
    after = arrange(group[1:], keep=before.places)
    assert all(after.places[each.id] == before.places[each.id] for each in group[1:])


def test_one_more_moves_few_even_from_a_cold_start() -> None:
    moved = []
    for seed in range(30):
        group = crowd(16, seed)
        before = place(group)
        after = place((*group, *crowd(1, 1000 + seed)))
        moved.append(sum(after[id_] != before[id_] for id_ in before))
    assert sum(moved) / len(moved) < 1.5


people = st.builds(
    Contact,
    id=st.uuids().map(lambda each: each.hex),
    name=st.just("A"),
    kinds=st.sampled_from(Kind).map(lambda kind: (kind,)),
    ring=st.sampled_from(Ring),
    state=st.sampled_from(State),
    angle=st.none() | st.floats(0, 359.9),
)
networks = st.integers(0, 2**32).flatmap(
    lambda seed: st.lists(people, max_size=20, unique_by=lambda each: each.id).map(
        lambda some: [*crowd(seed % 60, seed), *some]
    )
)
HAIR = 0.05


def moved_most(before: Placement, after: Placement) -> float:
    both = before.places.keys() & after.places.keys()
    return max((math.dist(_at(before, id_), _at(after, id_)) for id_ in both), default=0.0)


def _at(found: Placement, contact_id: str) -> tuple[float, float]:
    return found.places[contact_id].x, found.places[contact_id].y


@settings(max_examples=25, deadline=None)
@given(networks, people)
def test_adding_one_and_taking_one_away_move_nobody_by_more_than_a_hair(
    network: list[Contact], newcomer: Contact
) -> None:
    before = arrange(network)
    more = arrange([*network, newcomer], keep=kept_places(to_keep(before)))
    assert moved_most(before, more) < HAIR
    assert_sound(more)
    for gone in network[:1]:
        fewer = arrange([each for each in network if each is not gone], keep=kept_places(to_keep(before)))
        assert moved_most(before, fewer) < HAIR
        assert_sound(fewer)


@pytest.mark.parametrize("count", [30, 31, 80, 81, 160, 161])
def test_nobody_jumps_where_nodes_change_their_size(count: int) -> None:
    group = crowd(count, seed=count)
    before = arrange(group)
    newcomer = crowd(1, seed=9_999)
    more = arrange((*group, *newcomer), keep=before.places)
    assert moved_most(before, more) == 0.0
    assert_sound(more)
    back = arrange(group, keep=more.places)
    assert moved_most(before, back) == 0.0
    assert_sound(back)


def test_a_drop_settles_on_the_nearest_free_spot_of_its_ring() -> None:
    group = crowd(60)
    placed = arrange(group)
    one, other = list(placed.places)[:2]
    there = placed.places[other]
    ring, _sector, angle, distance = settle(placed, one, there.angle, there.distance)
    assert ring is there.ring
    moved = tuple(
        replace(each, ring=ring, angle=angle, distance=distance) if each.id == one else each for each in group
    )
    after = arrange(moved, keep=placed.places)
    assert_sound(after)
    assert all(after.places[id_] == placed.places[id_] for id_ in placed.places if id_ != one)
    assert math.dist(_at(after, one), (there.x, there.y)) < 8 * placed.radius


@given(st.floats(-120, 120), st.floats(-120, 120))
def test_a_dropped_node_keeps_off_the_borders_of_its_sector(x: float, y: float) -> None:
    _ring, sector, angle, distance = snap(x, y)
    for border in SECTORS[sector]:
        apart = math.radians(min((angle - border) % 360, (border - angle) % 360))
        assert distance * math.sin(min(apart, math.pi / 2)) > RADII[0]


def test_unsafe_and_archived_contacts_have_no_place_and_take_none() -> None:
    group = crowd(12)
    hidden = tuple(
        replace(each, id=f"{index:032x}", state=state)
        for index, (each, state) in enumerate(zip(group, [State.NOT_SAFE, State.ARCHIVED] * 6, strict=True))
    )
    assert place((*group, *hidden)) == place(group)


def test_hand_set_places_hold_and_the_others_keep_off() -> None:
    group = list(crowd(20))
    group[3] = replace(group[3], ring=Ring.OUTER, angle=200.0, distance=88.0)
    found = arrange(group)
    where = found.places[group[3].id]
    assert (where.angle, where.distance) == (pytest.approx(200.0), pytest.approx(88.0))
    assert where.sector is Sector.WORK
    assert_sound(found)


def test_two_set_on_the_same_spot_stand_side_by_side_in_their_ring() -> None:
    one, other, third = (replace(each, ring=Ring.MIDDLE, angle=40.0, distance=65.0) for each in crowd(3))
    found = arrange((one, other, third))
    assert {where.ring for where in found.places.values()} == {Ring.MIDDLE}
    assert_sound(found)


def test_a_hand_set_distance_outside_the_ring_is_brought_into_it() -> None:
    (contact,) = crowd(1)
    found = place((replace(contact, ring=Ring.INNER, angle=10.0, distance=95.0),))
    assert ring_at(found[contact.id].distance) is Ring.INNER


def test_every_kind_has_a_sector_and_pets_sit_with_family() -> None:
    assert {sector_of(kind) for kind in Kind} == set(Sector)
    assert sector_of(Kind.PET) is Sector.FAMILY
    assert sector_of(Kind.OTHER) is Sector.FRIENDS


def test_sectors_fill_the_circle_in_their_order_with_family_on_top() -> None:
    assert sum(end - start for start, end in SECTORS.values()) == 360
    assert sector_at(0) is sector_at(359.9) is sector_at(-20) is Sector.FAMILY
    assert [sector_at(angle) for angle in (90, 160, 220, 280)] == list(Sector)[1:]


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_a_dropped_node_snaps_into_a_ring_and_stays_where_it_was_dropped(x: float, y: float) -> None:
    ring, sector, angle, distance = snap(x, y)
    start, end = BANDS[ring]
    assert start + RADII[0] < distance < end - RADII[0]
    assert sector is sector_at(angle)
    assert (
        snap(distance * math.sin(math.radians(angle)), -distance * math.cos(math.radians(angle)))[0] is ring
    )


def test_dropping_outside_is_hoped_for_only() -> None:
    assert snap(0, -300)[:2] == (Ring.HOPED, Sector.FAMILY)
    assert snap(0, 0)[0] is Ring.INNER


def test_a_step_in_and_out_changes_the_ring_and_round_keeps_it() -> None:
    (contact,) = crowd(1)
    where = place((replace(contact, ring=Ring.MIDDLE, angle=100.0, distance=65.0),))[contact.id]
    assert step(where, Step.IN)[0] is Ring.INNER
    assert step(where, Step.OUT)[0] is Ring.OUTER
    assert step(where, Step.CLOCKWISE)[2] > 100 > step(where, Step.ANTICLOCKWISE)[2]
    assert step(where, Step.CLOCKWISE)[0] is Ring.MIDDLE
    inner = place((replace(contact, ring=Ring.INNER),))[contact.id]
    assert step(inner, Step.IN)[0] is Ring.INNER


def test_map_order_runs_from_the_inner_ring_outwards_and_clockwise() -> None:
    places = place(crowd(40))
    order = [places[id_] for id_ in in_map_order(places)]
    keys = [(list(Ring).index(where.ring), where.angle) for where in order]
    assert keys == sorted(keys)
