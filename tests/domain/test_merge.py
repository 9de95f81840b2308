"""Contacts become one: together what can be together, chosen what cannot, and no word lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import (
    Asked,
    Contact,
    Direction,
    Kind,
    Phone,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
)
from supportdesk.domain.duplicates import Why, pair_key, twins
from supportdesk.domain.lookup import written
from supportdesk.domain.merge import conflicts, merged
from tests.store.records import contacts

ANA = Contact(
    id="a",
    name="Ana Ruiz",
    kinds=(Kind.FRIEND,),
    phones=(Phone(number="01632 960101"), Phone(number="555")),
    emails=("Ana@example.org",),
    notes="Likes tea.",
    ring=Ring.INNER,
    angle=10.0,
    distance=40.0,
    supports=(Support(type=SupportType.EMOTIONAL, details=("listens",)),),
)
OTHER = Contact(
    id="b",
    name="A. Ruiz",
    nickname="Annie",
    role="neighbour",
    kinds=(Kind.NEIGHBOUR, Kind.FRIEND),
    phones=(Phone(number="+44 1632 960101", label="home"), Phone(number="777")),
    emails=("ana@example.org", "work@example.org"),
    notes="Has a van.",
    in_hard_times=True,
    ring=Ring.OUTER,
    supports=(
        Support(type=SupportType.EMOTIONAL, strength=Strength.OFTEN, direction=Direction.GIVE),
        Support(type=SupportType.PRACTICAL),
    ),
)


def test_lists_marks_and_texts_are_kept_together() -> None:
    one = merged((ANA, OTHER))
    assert one.id == "a"
    assert one.kinds == (Kind.FRIEND, Kind.NEIGHBOUR)
    assert one.phones == (
        Phone(number="+44 1632 960101", label="home"),
        Phone(number="555"),
        Phone(number="777"),
    )
    assert one.emails == ("Ana@example.org", "work@example.org")
    assert one.in_hard_times
    assert one.nickname == "Annie"
    assert one.role == "neighbour"
    assert one.supports == (
        Support(
            type=SupportType.EMOTIONAL,
            strength=Strength.OFTEN,
            direction=Direction.BOTH,
            details=("listens",),
        ),
        Support(type=SupportType.PRACTICAL),
    )


def test_what_differs_is_chosen_and_what_was_not_chosen_stays_in_the_notes() -> None:
    asked = {each.field: each.options for each in conflicts((ANA, OTHER))}
    assert asked == {"name": (0, 1), "ring": (0, 1)}
    one = merged((ANA, OTHER), said=lambda field, value: f"Also {field}: {value}")
    assert (one.name, one.ring, one.angle) == ("Ana Ruiz", Ring.INNER, 10.0)
    assert one.notes == "Likes tea.\n\nHas a van.\nAlso name: A. Ruiz"
    turned = merged((ANA, OTHER), {"name": 1, "ring": 1})
    assert (turned.name, turned.ring, turned.angle, turned.distance) == ("A. Ruiz", Ring.OUTER, None, None)
    assert "Ana Ruiz" in turned.notes


def test_not_safe_is_offered_first_wherever_it_stands() -> None:
    for states in ((State.ACTIVE, State.NOT_SAFE), (State.NOT_SAFE, State.ACTIVE)):
        pair = tuple(replace(ANA, id=each.value, state=each) for each in states)
        (asked,) = conflicts(pair)
        assert asked.field == "state"
        assert merged(pair).state is State.NOT_SAFE
    assert merged((ANA, replace(OTHER, state=State.NOT_SAFE)), {"state": 0}).state is State.ACTIVE


def test_whether_they_were_asked_goes_with_what_and_when() -> None:
    agreed = replace(OTHER, asked=Asked.AGREED, asked_what="to ring", asked_on=date(2026, 1, 2))
    one = merged((ANA, agreed))
    assert (one.asked, one.asked_what, one.asked_on) == (Asked.AGREED, "to ring", date(2026, 1, 2))
    assert "asked" not in {each.field for each in conflicts((ANA, agreed))}


def test_two_labels_for_one_number_are_both_kept() -> None:
    home, work = Phone(number="01632 960101", label="home"), Phone(number="+441632960101", label="work")
    pair = (replace(ANA, phones=(home,)), replace(OTHER, phones=(work,)))
    assert merged(pair).phones == (home, work)


def test_a_text_that_stands_in_the_other_is_not_repeated() -> None:
    assert (
        merged((replace(ANA, notes="tea"), replace(ANA, id="b", notes="tea and toast"))).notes
        == "tea and toast"
    )
    assert merged((ANA, replace(ANA, id="b"))) == ANA


def kept(one: Contact, sources: tuple[Contact, ...]) -> bool:
    whole = "\n".join(written(one))
    return all(
        text.strip().casefold() in whole.casefold()
        for source in sources
        for text in written(replace(source, phones=()))
    )


@given(st.lists(contacts, min_size=2, max_size=4), st.data())
@settings(deadline=None, max_examples=80)
def test_no_word_no_number_and_no_support_is_lost(sources: list[Contact], data: st.DataObject) -> None:
    parts = tuple(replace(each, id=f"id{number}") for number, each in enumerate(sources))
    picks = {each.field: data.draw(st.sampled_from(each.options)) for each in conflicts(parts)}
    one = merged(parts, picks)
    assert kept(one, parts)
    for each in parts:
        assert {support.type for support in each.supports} <= {support.type for support in one.supports}
        assert set(each.kinds) <= set(one.kinds)
        assert set(each.reachable) <= set(one.reachable)
        assert set(each.important_dates) <= set(one.important_dates)
        numbers = {"".join(c for c in phone.number if c.isdigit())[-9:] for phone in one.phones}
        assert {"".join(c for c in phone.number if c.isdigit())[-9:] for phone in each.phones} <= numbers | {
            ""
        }
    assert {field: getattr(one, field) for field in picks} == {
        field: getattr(parts[number], field) for field, number in picks.items()
    }


# ---- who may be one


def test_twins_are_linked_by_mail_number_or_name_and_through_each_other() -> None:
    people = (
        Contact(id="1", name="Ana Ruiz", emails=("ana@x.org",)),
        Contact(id="2", name="Ruiz, Ana", phones=(Phone(number="+44 1632 960 101"),)),
        Contact(id="3", name="Mum", phones=(Phone(number="01632 960101"),)),
        Contact(id="4", name="Søren"),
        Contact(id="5", name="SOREN "),
        Contact(id="6", name="Ben"),
    )
    found = twins(people)
    assert [[each.id for each in group.contacts] for group in found] == [["1", "2", "3"], ["4", "5"]]
    assert [group.why for group in found] == [Why.PHONE, Why.NAME]


def test_those_who_are_known_to_be_two_are_not_asked_about_again() -> None:
    pair = (Contact(id="1", name="Ana"), Contact(id="2", name="ana"))
    assert twins(pair, {pair_key("2", "1")}) == ()
    assert len(twins((*pair, Contact(id="3", name="ANA")), {pair_key("1", "2")})) == 1


def test_many_who_share_one_number_are_found_in_no_time() -> None:
    many = tuple(
        Contact(id=str(n), name=f"N {n}", phones=(Phone(number="01632 960 000"),)) for n in range(3000)
    )
    (group,) = twins(many)
    assert len(group.contacts) == 3000
