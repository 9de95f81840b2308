"""What changed between two days of the map: hand-worked, and for any two maps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.contact import (
    Contact,
    Direction,
    Line,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Tie,
)
from supportdesk.domain.story import Changed, Past, Turn, changes, seen

MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 1)
E, S = SupportType.EMOTIONAL, SupportType.SOCIAL
ana = Contact(id="a", name="Ana", ring=Ring.OUTER)
ben = Contact(id="b", name="Ben", ring=Ring.OUTER)


def past(*contacts: Contact, ties: tuple[Tie, ...] = (), day: date = MAY) -> Past:
    return Past(day=day, contacts=contacts, ties=ties)


def turns(before: Past, after: Past) -> list[Turn]:
    return [each.turn for each in changes(before, after)]


def test_who_came_moved_and_left() -> None:
    before = past(ana, ben)
    after = past(replace(ana, ring=Ring.INNER), Contact(id="c", name="Cleo", ring=Ring.MIDDLE))
    assert changes(before, after) == (
        Changed(turn=Turn.CAME, contact_id="c", now=Ring.MIDDLE),
        Changed(turn=Turn.CLOSER, contact_id="a", now=Ring.INNER),
        Changed(turn=Turn.LEFT, contact_id="b"),
    )
    assert turns(past(ana), past(replace(ana, ring=Ring.HOPED))) == [Turn.HOPED]
    assert turns(past(replace(ana, ring=Ring.HOPED)), past(ana)) == [Turn.REACHED]
    assert turns(past(replace(ana, ring=Ring.INNER)), past(ana)) == [Turn.FURTHER]


def test_supports_that_begin_grow_turn_and_end() -> None:
    def with_(*supports: Support) -> Past:
        return past(replace(ana, supports=supports))

    often = Support(type=E, strength=Strength.OFTEN)
    gives = Support(type=E, direction=Direction.GIVE)
    assert changes(past(ana), with_(often)) == (Changed(turn=Turn.GETS, contact_id="a", type=E),)
    assert turns(with_(Support(type=E)), with_(often)) == [Turn.GETS_OFTENER]
    assert turns(with_(often), with_(Support(type=E))) == [Turn.GETS_LESS]
    assert turns(with_(Support(type=E)), with_(gives)) == [Turn.GIVES, Turn.GETS_NO_MORE]
    assert turns(with_(gives), with_(replace(gives, strength=Strength.OFTEN))) == [Turn.GIVES_OFTENER]
    both = replace(often, direction=Direction.BOTH)
    assert turns(with_(Support(type=E)), with_(both)) == [Turn.GETS_OFTENER, Turn.GIVES]
    assert turns(with_(both, Support(type=S)), with_()) == [
        Turn.GETS_NO_MORE,
        Turn.GETS_NO_MORE,
        Turn.GIVES_NO_MORE,
    ]


def test_lines_states_and_the_stressful_mark() -> None:
    after = replace(ana, line=Line.STRONG, stressful=True, state=State.SEEING_LESS)
    assert turns(past(ana), past(after)) == [Turn.FIRMER, Turn.STRESSFUL, Turn.SEEING_LESS]
    assert turns(past(after), past(ana)) == [Turn.EASED, Turn.AGAIN, Turn.LOOSER]
    assert turns(past(ana), past(replace(ana, state=State.REMEMBERED))) == [Turn.REMEMBERED]
    assert turns(past(ana), past(replace(ana, state=State.ARCHIVED))) == [Turn.LEFT]


def test_ties_that_begin_grow_and_end() -> None:
    tie = Tie.between("a", "b")
    close = replace(tie, close=True)
    assert changes(past(ana, ben), past(ana, ben, ties=(tie,))) == (
        Changed(turn=Turn.KNOW, contact_id="a", other_id="b"),
    )
    assert turns(past(ana, ben, ties=(tie,)), past(ana, ben, ties=(close,))) == [Turn.KNOW_WELL]
    assert turns(past(ana, ben, ties=(close,)), past(ana, ben, ties=(tie,))) == [Turn.KNOW_LESS]
    assert turns(past(ana, ben, ties=(tie,)), past(ana, ben)) == [Turn.KNOW_NO_MORE]
    assert turns(past(ana, ben, ties=(tie,)), past(ana)) == [Turn.LEFT]


def test_whoever_is_not_safe_on_either_day_is_in_no_change() -> None:
    tie = Tie.between("a", "b")
    unsafe = replace(ana, state=State.NOT_SAFE)
    moved = replace(ana, ring=Ring.INNER)
    assert changes(past(unsafe, ben), past(moved, ben, ties=(tie,))) == ()
    assert changes(past(moved, ben, ties=(tie,)), past(unsafe, ben)) == ()
    then = past(ana, ben, ties=(tie,))
    assert seen(then, (unsafe, ben)) == past(ben)
    assert seen(then, (ana, ben)) == then


# ---- any two maps

supports = st.lists(
    st.builds(
        Support,
        type=st.sampled_from(SupportType),
        strength=st.sampled_from(Strength),
        direction=st.sampled_from(Direction),
    ),
    unique_by=lambda each: each.type,
    max_size=4,
).map(tuple)


def contact(id_: str) -> st.SearchStrategy[Contact]:
    return st.builds(
        Contact,
        id=st.just(id_),
        name=st.just(f"Name {id_}"),
        ring=st.sampled_from(Ring),
        line=st.sampled_from(Line),
        stressful=st.booleans(),
        state=st.sampled_from(State),
        supports=supports,
    )


@st.composite
def maps(draw: st.DrawFn) -> Past:
    there = draw(st.lists(st.sampled_from("abcd"), unique=True))
    contacts = tuple(draw(contact(each)) for each in sorted(there))
    pairs = [(a, b) for a in there for b in there if a < b and draw(st.booleans())]
    ties = tuple(Tie(id=f"{a}{b}", a=a, b=b, close=draw(st.booleans())) for a, b in pairs)
    return Past(day=MAY, contacts=contacts, ties=ties)


def facts(past: Past, hidden: set[str]) -> set[tuple[object, ...]]:
    """Everything the map of a day tells, as single facts."""
    found: set[tuple[object, ...]] = set()
    shown = {id_: each for id_, each in past.shown.items() if id_ not in hidden}
    for id_, each in shown.items():
        found |= {(id_, "ring", each.ring), (id_, "line", each.line), (id_, "state", each.state)}
        found.add((id_, "stress", each.stressful))
        for support in each.supports:
            found |= {(id_, "gets", support.type)} if support.received else set()
            found |= {(id_, "gives", support.type)} if support.given else set()
    found |= {("tie", tie.a, tie.b, tie.close) for tie in past.ties if {tie.a, tie.b} <= set(shown)}
    return found


@given(maps())
def test_a_map_and_itself_differ_in_nothing(one: Past) -> None:
    assert changes(one, one) == ()


@given(maps(), maps())
def test_every_change_is_told_once_and_nothing_else(before: Past, after: Past) -> None:
    hidden = {each.id for each in (*before.contacts, *after.contacts) if each.state is State.NOT_SAFE}
    found = changes(before, after)
    assert max(Counter(found).values(), default=0) <= 1
    assert not hidden & {id_ for each in found for id_ in (each.contact_id, each.other_id)}
    same = {id_: each.supports for id_, each in before.shown.items()} == {
        id_: each.supports for id_, each in after.shown.items()
    }
    if facts(before, hidden) != facts(after, hidden):
        assert found
    elif same:
        assert found == ()


@given(maps(), maps())
def test_the_changes_are_enough_to_get_from_one_map_to_the_other(before: Past, after: Past) -> None:
    hidden = {each.id for each in (*before.contacts, *after.contacts) if each.state is State.NOT_SAFE}
    had, have = set(before.shown) - hidden, set(after.shown) - hidden
    rings = {id_: before.shown[id_].ring for id_ in had}
    gets = {(id_, each.type) for id_ in had for each in before.shown[id_].supports if each.received}
    for each in changes(before, after):
        id_ = each.contact_id
        if each.turn is Turn.LEFT:
            del rings[id_]
            gets = {one for one in gets if one[0] != id_}
        elif isinstance(each.now, Ring):
            rings[id_] = each.now
        elif each.turn is Turn.GETS and each.type is not None:
            gets.add((id_, each.type))
        elif each.turn is Turn.GETS_NO_MORE and each.type is not None:
            gets.remove((id_, each.type))
    assert rings == {id_: after.shown[id_].ring for id_ in have}
    assert gets == {(id_, each.type) for id_ in have for each in after.shown[id_].supports if each.received}
