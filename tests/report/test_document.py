"""What goes on paper and what never does, whatever the person filled in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import (
    Asked,
    Contact,
    Energy,
    ImportantDate,
    Kind,
    Phone,
    RecoveryEffect,
    State,
    Support,
    SupportType,
)
from supportdesk.domain.goal import Cadence, Goal, GoalState, GoalStep, Per
from supportdesk.domain.growth import Need
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.report.choices import (
    Choices,
    Edition,
    NameStyle,
    Section,
    Topic,
    section_label,
    sections_at_first,
    sections_offered,
)
from supportdesk.report.document import Document, names_note, neutral_name
from tests.report.make import TODAY, document, snapshot


def _words(made: Document) -> str:
    return json.dumps(made.data, ensure_ascii=False)


def _only(section: Topic, **more: object) -> Choices:
    return Choices(sections=(section,), **more)  # type: ignore[arg-type]


def test_every_part_of_a_plan_can_be_chosen() -> None:
    assert set(Part) <= set(sections_offered(Edition.FULL))
    assert set(Part) <= set(sections_offered(Edition.ONE_PAGE))
    assert all(section_label(each) for each in (*Part, *Section))


def test_boundaries_are_in_only_when_asked_for() -> None:
    assert Section.BOUNDARIES not in sections_at_first(Edition.FULL)
    snap = Snapshot(contacts=(Contact(name="Ana", my_boundaries="no lending", their_boundaries="no calls"),))
    assert "no lending" not in _words(document(snap))
    chosen = Choices(sections=(*sections_at_first(Edition.FULL), Section.BOUNDARIES))
    assert "no lending" in _words(document(snap, chosen))
    assert "no calls" in _words(document(snap, chosen))


def test_private_marks_do_not_change_a_single_letter() -> None:
    plain = Contact(id="a", name="Ana")
    marked = replace(plain, leaves_me=Energy.TAKES, recovery=RecoveryEffect.HARDER, stressful=True)
    assert _words(document(Snapshot(contacts=(plain,)))) == _words(document(Snapshot(contacts=(marked,))))


def test_the_stressful_mark_is_printed_only_when_chosen() -> None:
    snap = Snapshot(contacts=(Contact(name="Ana", stressful=True),))
    assert "stressful" not in _words(document(snap))
    assert "stressful" in _words(document(snap, Choices(show_stressful=True)))


@pytest.mark.parametrize("state", [each for each in State if each not in (State.ACTIVE, State.CHANGING)])
@pytest.mark.parametrize("edition", list(Edition))
def test_only_active_contacts_go_in(state: State, edition: Edition) -> None:
    gone = Contact(
        id="g", name="Zquirrel", role="zrole", phones=(Phone(number="0999"),), state=state,
        supports=(Support(type=SupportType.SOCIAL),), notes="znote",
    )  # fmt: skip
    snap = Snapshot(
        contacts=(gone, Contact(id="a", name="Ana", members=("g",), kinds=(Kind.GROUP,))),
        plan=Plan(parts=(PlanPart(part=Part.PEOPLE, items=(PlanItem(contact_id="g", text="zfor"),)),)),
        goals=(Goal(what="Walk", contact_ids=("g",), helper_id="g"),),
        notes=Notes(needs=(Need(text="A lift", type=SupportType.PRACTICAL, contact_ids=("g",)),)),
    )
    words = _words(document(snap, Choices(edition=edition, include_notes=True, show_stressful=True)))
    for mark in ("Zquirrel", "zrole", "0999", "zfor", "znote"):
        assert mark not in words


def test_a_goal_with_someone_not_safe_stays_out() -> None:
    snap = Snapshot(
        contacts=(Contact(id="n", name="Nobody", state=State.NOT_SAFE), Contact(name="Ana")),
        goals=(Goal(what="zgoal", helper_id="n"), Goal(what="Walk")),
    )
    assert "zgoal" not in _words(document(snap))
    assert "Walk" in _words(document(snap))


def test_done_goals_are_left_out_and_paused_ones_say_so() -> None:
    snap = Snapshot(
        goals=(
            Goal(what="zdone", state=GoalState.DONE),
            Goal(what="zdropped", state=GoalState.DROPPED),
            Goal(what="Walk", state=GoalState.PAUSED),
        )
    )
    goals = document(snap).data["goals"]["content"]
    assert [(each["what"], each["progress"]) for each in goals] == [("Walk", "Paused")]


@pytest.mark.parametrize("edition", [each for each in Edition if not each.is_blank])
@pytest.mark.parametrize("style", [NameStyle.INITIALS, NameStyle.ROLES])
def test_hidden_names_are_hidden_everywhere_a_contact_is_mentioned(
    style: NameStyle, edition: Edition
) -> None:
    ana = Contact(
        id="a", name="Zana Zquill", nickname="Zani", role="sister", kinds=(Kind.FAMILY,),
        emails=("zana@example.org",), address="1 Zana Street", web="zana.example",
        phones=(Phone(number="01632 960101"),), supports=(Support(type=SupportType.EMOTIONAL),),
    )  # fmt: skip
    group = Contact(id="g", name="Zgroup", kinds=(Kind.GROUP,), members=("a", "Zfree Zname"))
    snap = Snapshot(
        me=Me(name="Zme Zself"),
        contacts=(ana, group),
        plan=Plan(parts=(PlanPart(part=Part.PEOPLE, items=(PlanItem(contact_id="a"),)),)),
        goals=(Goal(what="Walk", contact_ids=("a",), helper_id="a"),),
        notes=Notes(needs=(Need(text="A lift", type=SupportType.PRACTICAL, contact_ids=("a",)),)),
    )
    words = _words(document(snap, Choices(edition=edition, names=style)))
    for name in ("Zana", "Zquill", "Zani", "zana", "Zgroup", "Zfree", "Zme"):
        assert name not in words
    assert ("Z. Z." if style is NameStyle.INITIALS else "sister") in words
    told = edition not in (Edition.THERAPIST, Edition.SUPPORTER)
    assert ("01632 960101" in words) == told
    assert names_note(style)


def test_names_are_told_apart_where_they_would_be_the_same() -> None:
    people = tuple(Contact(id=str(n), name=name, role="friend") for n, name in enumerate(("Mina A", "Max A")))
    for style, first in ((NameStyle.INITIALS, "M. A. (1)"), (NameStyle.ROLES, "friend (1)")):
        words = _words(document(Snapshot(contacts=people), Choices(names=style)))
        assert first in words
        assert first.replace("1", "2") in words


def test_numbers_can_be_left_out_but_help_never_is() -> None:
    words = _words(document(choices=Choices(include_phones=False)))
    assert "01632 960101" not in words
    assert "116 123" in words
    assert "999" in words


def test_a_number_is_only_named_with_its_country() -> None:
    box = document().data["emergency"]
    assert box["number"] == "999"
    assert any("United Kingdom" in each for each in box["calm"])
    nowhere = document(emergency=None).data["emergency"]
    assert nowhere["number"] == ""
    assert "your local emergency number" in nowhere["before"]


def test_helplines_say_whether_anybody_checked_them() -> None:
    assert "Not yet checked by a person" in _words(document())
    assert "Checked 3 May 2026" in _words(document(helplines_checked=date(2026, 5, 3)))


def test_parts_keep_the_persons_order_headings_and_numbers() -> None:
    parts = (
        PlanPart(part=Part.MATTERS, items=(PlanItem(text="cat"),)),
        PlanPart(part=Part.SIGNS, items=(PlanItem(text="  "),)),
        PlanPart(part=Part.SAFER, items=(PlanItem(text="walk"),), hidden=True),
        PlanPart(part=Part.OWN, title="My own heading", items=(PlanItem(text="song"),)),
    )
    made = document(Snapshot(plan=Plan(parts=parts))).data["parts"]
    assert [(each["number"], each["title"]) for each in made] == [
        (1, "What matters to me"),
        (2, "My own heading"),
    ]


def test_items_with_and_without_a_contact_keep_their_order() -> None:
    items = (PlanItem(text="library"), PlanItem(contact_id="a", text="films"), PlanItem(text="harbour"))
    snap = Snapshot(
        contacts=(Contact(id="a", name="Ana"),),
        plan=Plan(parts=(PlanPart(part=Part.DISTRACTION, items=items),)),
    )
    assert [run["kind"] for run in document(snap).data["parts"][0]["runs"]] == ["words", "people", "words"]


def test_an_empty_profile_gets_kind_words_and_room_to_write() -> None:
    empty = document(Snapshot()).data["empty"]
    assert len(empty["spaces"]) == 3
    assert document().data["empty"] is None
    assert document(Snapshot()).svg == ""


def test_the_file_name_is_neutral() -> None:
    assert neutral_name(TODAY) == "plan-2026-11-22.pdf"


def test_it_is_said_once_that_this_is_not_medical_care() -> None:
    for edition in Edition:
        assert _words(document(choices=Choices(edition=edition))).count("not medical care") == 1


def test_no_sentence_of_ours_scolds_or_cheers() -> None:
    words = _words(document(Snapshot())) + _words(document(snapshot()))
    for never in ("overdue", "streak", "failed", "should", "!"):
        assert never not in words


_TOPICS: list[Topic] = list(sections_offered(Edition.FULL))
_CANARY = st.integers(0, 10**6).map(lambda number: f"Qx{number:06}z")


@settings(max_examples=40, deadline=None)
@given(st.lists(_CANARY, min_size=30, max_size=30, unique=True), st.sets(st.sampled_from(_TOPICS)))
def test_every_filled_field_is_in_where_its_section_is_chosen(marks: list[str], chosen: set[Topic]) -> None:
    take = iter(marks)
    where: dict[Topic, list[str]] = {each: [] for each in _TOPICS}

    def mark(section: Topic) -> str:
        where[section].append(next(take))
        return where[section][-1]

    card = Section.CONTACTS
    contact = Contact(
        id="a", name=mark(card), nickname=mark(card), role=mark(card), kinds=(Kind.FRIEND,),
        phones=(Phone(number=mark(card), label=mark(card)),), emails=(mark(card),), address=mark(card),
        web=mark(card), reachable_note=mark(card), night_ok=True, time_zone=mark(card),
        next_meeting=datetime(2026, 12, 1, 18), members=(mark(card),), asked=Asked.AGREED,
        asked_what=mark(card), learned=mark(card), notes=mark(card),
        my_boundaries=mark(Section.BOUNDARIES), their_boundaries=mark(Section.BOUNDARIES),
        important_dates=(ImportantDate(label=mark(card), month=5, day=4),),
        supports=(Support(type=SupportType.PRACTICAL, details=(mark(card),)),),
    )  # fmt: skip
    steps = Section.GOALS
    goal = Goal(
        what=mark(steps), contact_ids=("a",), cadence=Cadence(per=Per.WEEK), smallest=mark(steps),
        if_moment=mark(steps), then_action=mark(steps), if_obstacle=mark(steps), plan_b=mark(steps),
        steps=(GoalStep(text=mark(steps)),), note=mark(steps),
    )  # fmt: skip
    parts = (PlanPart(part=Part.SIGNS, items=(PlanItem(text=mark(Part.SIGNS)),)),)
    need = Need(text=mark(Section.COVERAGE), type=SupportType.SOCIAL)
    plan = Plan(parts=parts, made_on=TODAY, made_with="Qmade", reviews=(Review(day=TODAY, with_whom="Qrev"),),
                shared_with="Qshare", next_review=date(2027, 1, 2))  # fmt: skip
    snap = Snapshot(contacts=(contact,), goals=(goal,), plan=plan, notes=Notes(needs=(need,)))
    words = _words(document(snap, Choices(sections=tuple(chosen), include_notes=True)))
    for always in ("Qmade", "Qrev", "Qshare", "2 January 2027"):
        assert always in words
    for section, found in where.items():
        # Boundaries stand on the cards; a card's name stands wherever the contact is mentioned.
        there = section in chosen and (section is not Section.BOUNDARIES or Section.CONTACTS in chosen)
        for each in found:
            if each != contact.name:
                assert (each in words) == there, section
