"""Ready-made beginnings: complete, unique, and never naming someone who is not active."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportdesk.content import sample, starters
from supportdesk.domain.contact import Contact, Kind, State, SupportType
from supportdesk.domain.goal import Cadence, Per

TODAY = date(2026, 11, 1)
CONTACTS = sample.load_as_written().contacts


def test_the_two_goals_of_the_article_come_first() -> None:
    group, call = starters.starter_goals()[:2]
    assert (group.id, group.cadence) == ("group_month", Cadence(per=Per.MONTH))
    assert (call.id, call.cadence) == ("weekly_call", Cadence(per=Per.WEEK))


@pytest.mark.parametrize("starter", starters.starter_goals(), ids=lambda each: each.id)
def test_each_starter_makes_a_whole_goal(starter: starters.StarterGoal) -> None:
    goal = starter.goal(TODAY)
    assert goal.what
    assert goal.smallest
    assert goal.if_moment
    assert goal.then_action
    assert goal.if_obstacle
    assert goal.plan_b
    assert goal.start == TODAY
    assert goal.contact_ids == ()
    named = starter.goal(TODAY, Contact(id="a", name="Ana", kinds=starter.for_kinds[:1]))
    assert "Ana" in named.what
    assert "{" not in named.what
    assert named.contact_ids == ("a",)


def test_ids_are_unique() -> None:
    ids = [each.id for each in starters.starter_goals()]
    assert len(ids) == len(set(ids))


def test_first_choices_use_the_names_given() -> None:
    chosen = starters.choices(CONTACTS)
    assert [(each.id, contact.id if contact else None) for each, contact in chosen] == [
        ("group_month", "c13"),
        ("weekly_call", "c01"),
        ("short_message", "c02"),
        ("one_thing", "c03"),
    ]


def test_first_choices_with_nobody_and_with_one() -> None:
    assert [contact for _each, contact in starters.choices(())] == [None] * 4
    ana = Contact(id="a", name="Ana", kinds=(Kind.FRIEND,))
    assert [contact for _each, contact in starters.choices((ana,))] == [None, ana, ana, ana]


@pytest.mark.parametrize("state", [each for each in State if each not in (State.ACTIVE, State.CHANGING)])
def test_who_is_not_active_is_never_named(state: State) -> None:
    away = tuple(replace(each, state=state) for each in CONTACTS)
    assert [contact for _each, contact in starters.choices(away)] == [None] * 4


def test_needs_prompts_and_calm_things() -> None:
    assert all(len(starters.needs(type_)) >= 4 for type_ in SupportType)
    assert [each.type for each in starters.prompts()] == list(SupportType)
    assert all(each.question.endswith("?") for each in starters.prompts())
    assert len(set(starters.calm())) == len(starters.calm()) >= 12


def test_one_kind_sentence_a_day() -> None:
    fortnight = [starters.kind_sentence(TODAY + timedelta(days=n)) for n in range(14)]
    assert len(set(fortnight)) == 14
    assert starters.kind_sentence(TODAY) == fortnight[0]


def test_all_texts_are_offered_for_translation() -> None:
    texts = set(starters.texts())
    assert set(starters.calm()) <= texts
    assert {each.question for each in starters.prompts()} <= texts
    assert {each.plan_b for each in starters.starter_goals()} <= texts
    assert {starters.kind_sentence(TODAY + timedelta(days=n)) for n in range(14)} <= texts
