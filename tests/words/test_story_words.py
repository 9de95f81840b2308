"""The story of change in words: each change once, strengths first, plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from supportdesk.content import sample
from supportdesk.domain.between import Between, GoalDid, Met
from supportdesk.domain.contact import Contact, Line, Ring, State, SupportType, Tie, Way
from supportdesk.domain.goal import Goal
from supportdesk.domain.story import Past, Turn, changes
from supportdesk.sample import sample_store
from supportdesk.words.story import _of_ring, _of_support, _plain, done, told
from tests.domain.test_story import maps

MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 1)


def words(before: Past, after: Past, *, stressful: bool = True) -> list[str]:
    return [each.text for each in told(before, after, stressful=stressful)]


@given(maps(), maps())
def test_every_change_stands_in_one_sentence_strengths_first(before: Past, after: Past) -> None:
    found = told(before, after)
    assert [each for sentence in found for each in sentence.changes] == sorted(
        (each for each in changes(before, after)),
        key=[each for sentence in found for each in sentence.changes].index,
    )
    strong = [each.is_strength for each in found]
    assert strong == sorted(strong, reverse=True)
    for sentence in found:
        for change in sentence.changes:
            assert f"Name {change.contact_id}" in sentence.text


def test_every_turn_has_its_words() -> None:
    with_type = [each for each in Turn if each.value.startswith(("gets", "gives"))]
    assert all(_of_support(turn, type_) for turn in with_type for type_ in SupportType)
    with_ring = {Turn.CAME, Turn.REACHED, Turn.CLOSER, Turn.FURTHER, Turn.HOPED}
    assert all("{names}" in _of_ring(Turn.CAME, ring) for ring in Ring)
    assert all("{names}" in _plain(turn) for turn in Turn if turn not in with_ring.union(with_type))


def test_many_names_are_told_in_short_sentences() -> None:
    crowd = [Contact(id=f"{n:02}", name=f"P{n}", ring=Ring.OUTER) for n in range(7)]
    assert words(Past(day=MAY), Past(day=NOVEMBER, contacts=tuple(crowd))) == [
        "New in your outer ring: P0, P1, P2, P3 and P4.",
        "New in your outer ring: P5 and P6.",
    ]


def test_ties_lines_and_stress_in_words() -> None:
    ana, ben = Contact(id="a", name="Ana"), Contact(id="b", name="Ben", stressful=True)
    before = Past(day=MAY, contacts=(ana, ben))
    after = Past(
        day=NOVEMBER,
        contacts=(replace(ana, line=Line.STRONG), replace(ben, stressful=False, state=State.REMEMBERED)),
        ties=(Tie.between("b", "a"),),
    )
    assert words(before, after) == [
        "A firmer line now: Ana.",
        "Less stressful now: Ben.",
        "They know each other now: Ana and Ben.",
        "You remember Ben.",
    ]
    assert "Less stressful now: Ben." not in words(before, after, stressful=False)


def test_the_sample_from_may_to_november() -> None:
    store = sample_store(lambda: NOVEMBER)
    assert words(store.past(MAY), store.past(NOVEMBER), stressful=False) == [
        "New in your outer ring: Quiet Corner and Repair Café.",
        "Closer to you, in the middle ring: Tomasz, Leila and Thursday Circle.",
        "Emotional support is new from Leila.",
        "Advice and facts are new from Sofía and Quiet Corner.",
        "Company is new from Priya, Quiet Corner and Repair Café.",
        "Emotional support comes more often from Thursday Circle.",
        "Company comes more often from Tomasz and Leila.",
        "You now give emotional support to Leila, Thursday Circle and Quiet Corner.",
        "You now give practical help to Repair Café.",
        "A firmer line now: Tomasz and Kwame.",
        "You see less of Marcus.",
    ]
    store.close()


def test_the_sample_stands_as_it_did_on_each_of_its_days() -> None:
    store = sample_store(lambda: NOVEMBER)
    told_of = "5-4 5-28 6-7 6-11 6-13 6-25 7-2 7-14 7-25 8-14 8-22 8-29 9-17"
    days = [date(2026, *map(int, each.split("-"))) for each in told_of.split()]
    assert list(store.contacts.past_days()) == days
    assert {each.id for each in store.past(date(2026, 6, 6)).contacts} == {
        each.id for each in sample.load_as_written().contacts
    } - {"c15"}
    assert len(store.past(MAY).ties) == 11
    assert words(store.past(date(2026, 8, 13)), store.past(date(2026, 8, 14))) == ["You see less of Marcus."]
    assert words(store.past(NOVEMBER), store.past(date(2030, 1, 1))) == []
    store.close()


def test_what_was_done_in_words() -> None:
    found = Between(
        met=(
            Met(contact_id="d", way=Way.CALL, count=9, mine=True),
            Met(contact_id="d", way=Way.TEXT, count=1, mine=False),
            Met(contact_id="g", way=Way.GROUP, count=2, mine=True),
        ),
        more=1,
        goals=(GoalDid(goal=Goal(what="Call Deniz"), began=True, days=9, finished=True),),
        kept=("first\nRepair Café",),
    )
    assert done(found, {"d": "Deniz", "g": "Thursday Circle"}.__getitem__) == (
        "You called Deniz 9 times.",
        "You and Deniz wrote to each other once.",
        "You were at Thursday Circle 2 times.",
        "And 1 more time.",
        "You began “Call Deniz”, and did it on 9 days.",
        "You finished a goal: “Call Deniz”.",
        "You kept: “first Repair Café”.",
    )
