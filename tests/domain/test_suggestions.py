"""Suggestions: the order of domain.md 2.6, two at most, never about anyone who is not active."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import (
    Contact,
    Direction,
    Kind,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
)
from supportdesk.domain.dismissed import dismiss, put_off
from supportdesk.domain.goal import Goal, GoalState
from supportdesk.domain.growth import Need
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.domain.suggestions import Code, Page, Suggestion, Target, suggestions

TODAY = date(2026, 11, 1)
NOW = sample.load_as_written().snapshot()
PRACTICAL, EMOTIONAL = SupportType.PRACTICAL, SupportType.EMOTIONAL


def gives(name: str, *types: SupportType, kind: Kind = Kind.FRIEND, **fields: object) -> Contact:
    return Contact(
        id=name,
        name=name,
        kinds=(kind,),
        supports=tuple(Support(type=each) for each in types),
        **fields,  # type: ignore[arg-type]
    )


def codes(snapshot: Snapshot, limit: int = 9) -> list[Code]:
    return [each.code for each in suggestions(snapshot, TODAY, limit=limit)]


def one(snapshot: Snapshot, code: Code) -> Suggestion:
    (found,) = (each for each in suggestions(snapshot, TODAY, limit=9) if each.code is code)
    return found


def test_the_sample_in_its_order() -> None:
    first, second, third = suggestions(NOW, TODAY, limit=9)
    assert (first.code, first.type, first.some_often) == (Code.SEVERAL_GIVE, EMOTIONAL, True)
    assert (second.code, second.type, second.contact_id) == (Code.RESTS_ON_ONE, PRACTICAL, "c01")
    assert (second.need_id, second.target) == ("n2", Target(page=Page.GOAL, id="g3"))
    assert (third.code, third.contact_id, third.days) == (Code.QUIET, "c16", 45)
    assert suggestions(NOW, TODAY) == (first, second)


def test_dismissed_for_good_makes_room_for_the_next() -> None:
    gone = replace(NOW, me=dismiss(NOW.me, "rests_on:practical:c01"))
    assert [each.code for each in suggestions(gone, TODAY)] == [Code.SEVERAL_GIVE, Code.QUIET]
    later = replace(NOW, me=put_off(NOW.me, "rests_on:practical:c01", TODAY + timedelta(days=7)))
    assert Code.RESTS_ON_ONE not in codes(later)
    assert Code.RESTS_ON_ONE in [each.code for each in suggestions(later, TODAY + timedelta(days=7))]


def test_every_suggestion_can_be_dismissed_for_good() -> None:
    snapshot = NOW
    for _turn in range(60):
        found = suggestions(snapshot, TODAY)
        if not found:
            break
        snapshot = replace(snapshot, me=dismiss(snapshot.me, found[0].key))
    assert suggestions(snapshot, TODAY) == ()


def test_nothing_in_a_hard_week() -> None:
    assert suggestions(replace(NOW, me=replace(NOW.me, hard_week_since=TODAY)), TODAY) == ()


def test_an_empty_map_is_left_in_peace() -> None:
    assert suggestions(Snapshot(), TODAY) == ()
    assert suggestions(Snapshot(contacts=(gives("x", EMOTIONAL, state=State.NOT_SAFE),)), TODAY) == ()
    assert suggestions(Snapshot(contacts=(gives("x", EMOTIONAL, ring=Ring.HOPED),)), TODAY) == ()


def test_the_strongest_true_strength() -> None:
    three = tuple(gives(name, EMOTIONAL) for name in "abc")
    assert codes(Snapshot(contacts=three))[0] is Code.SEVERAL_GIVE
    assert not suggestions(Snapshot(contacts=three), TODAY)[0].some_often
    assert codes(Snapshot(contacts=three[:2]))[0] is Code.TWO_GIVE
    assert codes(Snapshot(contacts=(gives("a", EMOTIONAL, in_hard_times=True),)))[0] is Code.HARD_TIMES
    alone = suggestions(Snapshot(contacts=(gives("a", EMOTIONAL),)), TODAY)[0]
    assert (alone.code, alone.contact_id) == (Code.ONE_GIVES, "a")


def test_nobody_yet_and_the_need_it_would_meet() -> None:
    both = (gives("a", *SupportType), gives("b", *SupportType))
    without_practical = tuple(
        replace(each, supports=tuple(s for s in each.supports if s.type is not PRACTICAL)) for each in both
    )
    assert Code.NOBODY_YET not in codes(Snapshot(contacts=both))
    snapshot = Snapshot(contacts=without_practical)
    found = one(snapshot, Code.NOBODY_YET)
    assert (found.type, found.target) == (PRACTICAL, Target(page=Page.COVERAGE, id="practical"))
    need = Need(id="n", text="a lift", type=PRACTICAL)
    with_need = replace(snapshot, notes=Notes(needs=(need,)))
    assert one(with_need, Code.NOBODY_YET).target == Target(page=Page.NEED, id="n")


@pytest.mark.parametrize(
    ("state", "page"),
    [(GoalState.ACTIVE, Page.GOAL), (GoalState.PAUSED, Page.NEED), (GoalState.DONE, Page.NEED)],
)
def test_only_a_goal_under_way_is_opened(state: GoalState, page: Page) -> None:
    need = Need(id="n", text="a lift", type=PRACTICAL, goal_id="g")
    goal = Goal(id="g", what="Ask", state=state)
    snapshot = Snapshot(contacts=(gives("a", PRACTICAL),), goals=(goal,), notes=Notes(needs=(need,)))
    assert one(snapshot, Code.RESTS_ON_ONE).target.page is page


def test_practical_help_from_someone_who_makes_it_harder_leads_to_a_professional() -> None:
    snapshot = Snapshot(contacts=(gives("a", PRACTICAL, recovery=RecoveryEffect.HARDER),))
    assert Code.RESTS_ON_ONE not in codes(snapshot)
    found = one(snapshot, Code.ASK_PROFESSIONAL)
    assert (found.target.page, found.contact_id) == (Page.PROFESSIONALS, None)


def test_practical_help_from_someone_not_safe_leads_to_a_professional_and_names_nobody() -> None:
    contacts = (
        gives("a", EMOTIONAL, SupportType.INFORMATIONAL, SupportType.SOCIAL),
        gives("b", EMOTIONAL, SupportType.INFORMATIONAL, SupportType.SOCIAL),
        gives("x", PRACTICAL, state=State.NOT_SAFE),
    )
    found = one(Snapshot(contacts=contacts), Code.ASK_PROFESSIONAL)
    assert found.contact_id is None
    assert "x" not in found.key


def test_names_alone_do_not_mean_that_nobody_helps() -> None:
    assert suggestions(Snapshot(contacts=(gives("a"), gives("b", kind=Kind.PEER))), TODAY) == ()


def test_what_i_give_is_a_strength_too() -> None:
    support = Support(type=EMOTIONAL, direction=Direction.GIVE)
    found = suggestions(Snapshot(contacts=(replace(gives("a"), supports=(support,)),)), TODAY)
    assert [each.code for each in found] == [Code.YOU_GIVE, Code.NOBODY_YET]


def test_only_one_kind_of_tie() -> None:
    family = tuple(gives(name, *SupportType, kind=Kind.FAMILY) for name in "ab")
    assert one(Snapshot(contacts=family), Code.ONE_KIND).kind is Kind.FAMILY
    mixed = (*family, gives("c", EMOTIONAL, kind=Kind.PEER))
    assert Code.ONE_KIND not in codes(Snapshot(contacts=mixed))
    assert Code.ONE_KIND not in codes(Snapshot(contacts=family[:1]))


# ---- whatever the map

RANK = {
    Code.SEVERAL_GIVE: 0, Code.TWO_GIVE: 0, Code.HARD_TIMES: 0, Code.ONE_GIVES: 0, Code.YOU_GIVE: 0,
    Code.RESTS_ON_ONE: 1, Code.NOBODY_YET: 2, Code.QUIET: 3, Code.ONE_KIND: 4,
}  # fmt: skip

contact_ = st.builds(
    lambda name, kind, state, ring, recovery, hard, types, strength, direction: Contact(
        id=name,
        name=name,
        kinds=(kind,),
        state=state,
        ring=ring,
        recovery=recovery,
        in_hard_times=hard,
        supports=tuple(Support(type=each, strength=strength, direction=direction) for each in types),
    ),
    st.sampled_from([f"c{n}" for n in range(8)]),
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.sampled_from(Ring),
    st.sampled_from((None, *RecoveryEffect)),
    st.booleans(),
    st.sets(st.sampled_from(SupportType)),
    st.sampled_from(Strength),
    st.sampled_from(Direction),
)
maps_ = st.builds(
    lambda contacts, ages, dismissed: Snapshot(
        me=Me(dismissed=dismissed),
        contacts=tuple(contacts),
        last_seen={f"c{n}": datetime(2026, 11, 1) - timedelta(days=age) for n, age in enumerate(ages)},
    ),
    st.lists(contact_, unique_by=lambda each: each.id, max_size=8),
    st.lists(st.integers(0, 400), max_size=8),
    st.sampled_from([(), ("one_kind",), ("quiet:c1", "nobody:social")]),
)


@settings(max_examples=50)
@given(maps_)
def test_whatever_the_map(snapshot: Snapshot) -> None:
    found = suggestions(snapshot, TODAY)
    active = {each.id for each in snapshot.active}
    assert len(found) <= 2
    assert {each.contact_id for each in found if each.contact_id} <= active
    assert {each.target.id for each in found if each.target.page is Page.CONTACT} <= active
    assert not {each.key for each in found} & set(snapshot.me.dismissed)
    order = [RANK.get(each.code, 1.5) for each in found]
    assert order == sorted(order)
    if found:
        noted = any(each.supports for each in snapshot.active if each.ring is not Ring.HOPED)
        assert order[0] == 0 or not noted


@settings(max_examples=50)
@given(maps_, st.data())
def test_the_order_of_the_contacts_does_not_matter(snapshot: Snapshot, data: st.DataObject) -> None:
    other = replace(snapshot, contacts=tuple(data.draw(st.permutations(snapshot.contacts))))
    assert suggestions(other, TODAY, limit=9) == suggestions(snapshot, TODAY, limit=9)
