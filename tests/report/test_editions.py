"""The editions: what each holds, for whom, and that nothing else gets in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import LookBack
from supportdesk.domain.contact import (
    Asked,
    Contact,
    Energy,
    Kind,
    Phone,
    RecoveryEffect,
    Ring,
    State,
    Support,
    SupportType,
)
from supportdesk.domain.goal import Cadence, Goal, GoalState, GoalStep, Per
from supportdesk.domain.growth import Need, Question
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.domain.story import Past
from supportdesk.report import compile as press
from supportdesk.report.choices import (
    Audience,
    Choices,
    Edition,
    NameStyle,
    Paper,
    Section,
    Topic,
    sections_offered,
    start_for,
)
from supportdesk.report.network import map_picture
from supportdesk.report.supporter import supporters
from supportdesk.report.therapist import last_review
from supportdesk.report.whole import for_supporters, whole_document
from tests.report.make import TODAY, document, reader, snapshot, text_of

FROM_PROFILE = [each for each in Edition if not each.is_blank]
BEFORE = date(2026, 9, 23)


@pytest.fixture(autouse=True, scope="module")
def _press_of_this_module() -> Iterator[None]:
    yield
    press.forget()


def _words(snap: Snapshot, choices: Choices, **more: object) -> str:
    return json.dumps(document(snap, choices, **more).data, ensure_ascii=False)


# ---- nothing that is private, unsafe or left out


def _canaries() -> Snapshot:
    """The sample with a canary in everything that never goes on paper."""
    snap = snapshot()
    first = replace(
        snap.contacts[0], leaves_me=Energy.TAKES, recovery=RecoveryEffect.HARDER, notes="Zqnote",
        learned="Zqlearned", my_boundaries="Zqmine", their_boundaries="Zqtheirs", stressful=True,
    )  # fmt: skip
    unsafe = Contact(
        id="unsafe", name="Zqunsafe Name", nickname="Zqnick", role="Zqrole", address="Zqaddress",
        phones=(Phone(number="0999 777 555"),), emails=("zq@example.org",), state=State.NOT_SAFE,
        asked=Asked.AGREED, asked_what="Zqasked", kinds=(Kind.FAMILY,), stressful=True,
    )  # fmt: skip
    gone = replace(unsafe, id="gone", name="Zqgone Person", state=State.SEEING_LESS)
    never = tuple(PlanItem(contact_id=id_, text="Zqfor") for id_ in ("unsafe", "gone"))
    parts = tuple(replace(part, items=(*part.items, *never)) for part in snap.plan.parts)
    hidden = PlanPart(part=Part.OWN, title="Zqtitle", hidden=True, items=(PlanItem(text="Zqhidden"),))
    notes = replace(
        snap.notes,
        questions=(*snap.notes.questions, Question(text="Zqquestion", contact_id="unsafe")),
        needs=(*snap.notes.needs, Need(text="A lift", type=SupportType.PRACTICAL, contact_ids=("unsafe",))),
        look_backs=(LookBack(week_end=TODAY, supported=3, keep="Zqlook"),),
    )
    goals = (*snap.goals, Goal(what="Zqgoal", contact_ids=("unsafe",), note="Zqgoalnote"))
    return replace(
        snap, contacts=(first, *snap.contacts[1:], unsafe, gone), goals=goals, notes=notes,
        plan=replace(snap.plan, parts=(*parts, hidden)),
    )  # fmt: skip


def _tag_texts(node: Any) -> str:
    """Every text that hangs on a tag: what stands in for a picture, or is said in place of letters."""
    node = node.get_object()
    if isinstance(node, list):
        return "".join(_tag_texts(each) for each in node)
    if not isinstance(node, dict):
        return ""
    own = "".join(str(node.get(key, "")) for key in ("/Alt", "/ActualText", "/E", "/T"))
    return own + (_tag_texts(node["/K"]) if "/K" in node else "")


@pytest.mark.parametrize("edition", list(Edition))
def test_no_canary_is_in_text_metadata_tags_or_pictures(edition: Edition) -> None:
    snap = _canaries()
    for choices in (Choices(edition=edition), Choices(edition=edition, names=NameStyle.ROLES)):
        picture = map_picture(snap, choices, TODAY)
        plan = document(snap, choices, map=picture, before=Past(day=BEFORE, contacts=snap.contacts[:3]))
        made = press.pdf(plan)
        file = reader(made)
        root: Any = file.trailer["/Root"]
        everything = text_of(made) + plan.svg + json.dumps(plan.data) + str(file.metadata)
        everything += root["/Metadata"].get_object().get_data().decode() + _tag_texts(root["/StructTreeRoot"])
        everything += "".join(str(each) for each in file.outline)
        assert "Zq" not in everything
        assert "0999 777 555" not in everything
        assert "tressful" not in everything


@pytest.mark.parametrize("edition", list(Edition))
def test_private_marks_and_people_left_out_change_no_pixel_and_no_byte(edition: Edition) -> None:
    plain = snapshot()
    marked = replace(
        plain,
        contacts=(
            *(
                replace(each, leaves_me=Energy.TAKES, recovery=RecoveryEffect.HARDER, stressful=True)
                for each in plain.contacts
            ),
            Contact(id="u", name="Zq", state=State.NOT_SAFE, ring=Ring.INNER),
        ),
    )
    choices = Choices(edition=edition)
    one, two = (document(snap, choices, map=map_picture(snap, choices, TODAY)) for snap in (plain, marked))
    assert press.pdf(one) == press.pdf(two)
    assert press.pages_png(one, 40) == press.pages_png(two, 40)


@pytest.mark.parametrize("edition", [Edition.FULL, Edition.THERAPIST])
def test_the_stressful_mark_is_there_where_it_was_chosen(edition: Edition) -> None:
    ana = Contact(id="a", name="Ana", stressful=True)
    snap = Snapshot(contacts=(ana,))
    assert "stressful" not in _words(snap, Choices(edition=edition))
    assert "stressful" in _words(snap, Choices(edition=edition, show_stressful=True))
    drawn = [
        map_picture(snap, Choices(edition=edition, show_stressful=shown), TODAY) for shown in (True, False)
    ]
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("edition", [Edition.BLANK_MAP, Edition.BLANK_PLAN])
def test_a_blank_sheet_is_the_same_for_everybody(edition: Edition) -> None:
    choices = Choices(edition=edition)
    sheets = [
        press.pdf(document(snap, choices, map=map_picture(snap, choices, TODAY), summary=(), progress={}))
        for snap in (snapshot(), Snapshot(me=Me(name="Zq", is_sample=True)))
    ]
    assert sheets[0] == sheets[1]


# ---- everything that was filled in


_MARK = st.integers(0, 10**6).map(lambda number: f"Qx{number:06}z")
_SHEETS = {
    Edition.WALLET: (Part.SIGNS, Part.ON_MY_OWN, Part.PEOPLE, Part.MATTERS),
    Edition.ONE_PAGE: (Part.SIGNS, Part.PEOPLE, Part.HELPS, Part.OWN, Section.GOALS),
    Edition.THERAPIST: (Section.QUESTIONS, Section.GOALS, Section.COVERAGE, Section.LOOK_BACKS),
    Edition.SUPPORTER: (
        Part.PLEASE_DO, Part.PLEASE_DO_NOT, Section.NOTICE, Section.BOUNDARIES, Section.OTHERS,
    ),
    Edition.FULL: (Part.SIGNS, Part.PEOPLE, Section.GOALS, Section.COVERAGE, Section.CONTACTS),
}  # fmt: skip


def _profile(marks: dict[str, str], people: int) -> Snapshot:
    """A small profile with one mark in each field that some edition holds."""
    ana = Contact(
        id="ana", name="Ana", kinds=(Kind.FAMILY,), asked=Asked.AGREED, asked_what=marks["agreed"],
        my_boundaries=marks["mine"], their_boundaries=marks["theirs"],
        phones=(Phone(number=marks["number"]),),
    )  # fmt: skip
    others = tuple(
        Contact(id=f"p{n}", name=f"{marks['other']}{n}", kinds=(Kind.FRIEND,)) for n in range(people)
    )
    items = {part: (PlanItem(text=marks[part]),) for part in Part}
    items[Part.PEOPLE] = (
        PlanItem(contact_id="ana", text=marks[Part.PEOPLE]),
        *(PlanItem(contact_id=each.id) for each in others),
    )
    goal = Goal(
        what=marks["what"], smallest=marks["smallest"], if_moment=marks["if"], then_action=marks["then"],
        plan_b=marks["b"], cadence=Cadence(per=Per.WEEK), steps=(GoalStep(text=marks["step"]),),
    )  # fmt: skip
    return Snapshot(
        contacts=(ana, *others),
        goals=(goal,),
        plan=Plan(parts=tuple(PlanPart(part=part, items=items[part]) for part in Part)),
        notes=Notes(
            needs=(Need(text=marks["need"], type=SupportType.SOCIAL),),
            questions=(Question(text=marks["question"]),),
            look_backs=(LookBack(week_end=TODAY, keep=marks["keep"]),),
        ),
    )


_FIELDS: dict[Topic, tuple[str, ...]] = {
    **{part: (part,) for part in Part},
    Part.PEOPLE: (Part.PEOPLE, "number"),
    Section.GOALS: ("what",),
    Section.COVERAGE: ("need",),
    Section.QUESTIONS: ("question",),
    Section.LOOK_BACKS: ("keep",),
    Section.BOUNDARIES: ("mine", "theirs"),
    Section.NOTICE: (Part.SIGNS,),
    Section.OTHERS: ("other",),
    Section.CONTACTS: ("agreed", "number"),
}
_NAMES = [
    *Part, "agreed", "mine", "theirs", "number", "other", "what", "smallest", "if", "then", "b", "step",
    "need", "question", "keep",
]  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(
    st.lists(_MARK, min_size=len(_NAMES), max_size=len(_NAMES), unique=True),
    st.sampled_from(FROM_PROFILE),
    st.integers(1, 3),
    st.booleans(),
    st.sampled_from(list(Paper)),
    st.data(),
)
def test_what_is_filled_and_not_left_out_can_be_read_in_the_file(
    values: list[str], edition: Edition, people: int, large: bool, paper: Paper, data: Any
) -> None:
    marks = dict(zip(_NAMES, values, strict=True))
    chosen = data.draw(st.sets(st.sampled_from(_SHEETS[edition])))
    choices = Choices(
        edition=edition, sections=tuple(chosen), large_print=large and edition.can_be_large, paper=paper
    )
    text = text_of(press.pdf(document(_profile(marks, people), choices, helplines=(), map=None)))
    for topic in _SHEETS[edition]:
        if topic is Section.OTHERS or (topic is Section.CONTACTS and Part.PEOPLE in chosen):
            continue
        for name in _FIELDS[topic]:
            if name == "number" and {Part.PEOPLE, Section.CONTACTS} & chosen:
                continue
            assert (marks[name] in text) == (topic in chosen), (topic, name)
    if Section.GOALS in chosen and edition in (Edition.FULL, Edition.THERAPIST):
        assert all(marks[name] in text for name in ("smallest", "if", "then", "b", "step"))
    if Section.OTHERS in chosen:
        assert all(f"{marks['other']}{n}" in text for n in range(people))
    if edition is Edition.SUPPORTER:
        assert marks["agreed"] in text
        assert marks["number"] not in text


# ---- who it is for


def test_who_will_see_it_sets_choices_that_suit() -> None:
    assert start_for(Audience.ME).names is NameStyle.FULL
    assert start_for(Audience.THERAPIST).edition is Edition.THERAPIST
    assert start_for(Audience.TRUSTED).edition is Edition.SUPPORTER
    wall = start_for(Audience.WALL)
    assert wall.names is NameStyle.INITIALS
    assert {Part.SAFER, Part.SETS_OFF, Part.CANNOT_DECIDE, Section.BOUNDARIES} <= wall.left_out
    for audience in Audience:
        assert {Section.BOUNDARIES, Section.LOOK_BACKS, Section.OTHERS} <= start_for(audience).left_out


def test_a_card_is_for_active_people_those_of_the_plan_first() -> None:
    people = (
        Contact(id="z", name="Zoe"),
        Contact(id="b", name="Bo", asked=Asked.AGREED),
        Contact(id="a", name="Ana"),
        Contact(id="g", name="A group", kinds=(Kind.GROUP,)),
        Contact(id="n", name="Nobody", state=State.NOT_SAFE),
        Contact(id="r", name="Resting", state=State.ON_A_BREAK),
    )
    plan = Plan(parts=(PlanPart(part=Part.PEOPLE, items=(PlanItem(contact_id="z"),)),))
    snap = Snapshot(contacts=people, plan=plan)
    assert [each.name for each in supporters(snap)] == ["Zoe", "Bo", "Ana"]
    for asked_for in ("n", "r", "g", "nobody", None):
        made = document(snap, Choices(edition=Edition.SUPPORTER, supporter=asked_for))
        assert made.data["card"]["for"] == "Zoe"
    assert document(snap, Choices(edition=Edition.SUPPORTER, supporter="b")).data["card"]["for"] == "Bo"


def _part(part: Part, *items: PlanItem) -> PlanPart:
    return PlanPart(part=part, items=items)


def test_a_card_holds_what_concerns_that_person_and_no_one_else() -> None:
    ana = Contact(id="a", name="Ana", asked=Asked.AGREED, asked_what="ring before ten", asked_on=BEFORE,
                  my_boundaries="no money", phones=(Phone(number="0777 1"),))  # fmt: skip
    bo = Contact(id="b", name="Bo Other", asked=Asked.AGREED, asked_what="feed the cat")
    plan = Plan(
        parts=(
            _part(
                Part.PEOPLE,
                PlanItem(contact_id="a", text="say it plainly"),
                PlanItem(contact_id="b", text="films"),
            ),
            _part(Part.DISTRACTION, PlanItem(contact_id="a", text="swim")),
            _part(Part.PLEASE_DO, PlanItem(text="make tea"), PlanItem(contact_id="b", text="with Bo")),
        )
    )
    snap = Snapshot(contacts=(ana, bo), plan=plan)
    words = _words(snap, Choices(edition=Edition.SUPPORTER, supporter="a"))
    for wanted in (
        "ring before ten (23 September 2026)",
        "say it plainly",
        "swim",
        "make tea",
        "I am in danger",
    ):
        assert wanted in words
    for never in ("Bo", "feed the cat", "films", "no money", "0777 1"):
        assert never not in words
    chosen = (*sections_offered(Edition.SUPPORTER),)
    words = _words(snap, Choices(edition=Edition.SUPPORTER, supporter="a", sections=chosen))
    assert "Bo Other" in words
    assert "no money" in words


def test_a_line_for_those_who_support_is_not_one_for_a_few() -> None:
    from supportdesk.content.helplines import load
    from supportdesk.domain.helpline import HelpKind

    first = for_supporters(load().for_country("GB"))[0]
    assert HelpKind.FAMILY in first.kinds
    assert HelpKind.YOUTH not in first.kinds
    assert HelpKind.VETERANS not in first.kinds


# ---- for a therapist


def test_what_changed_is_told_since_the_last_review() -> None:
    ana = Contact(id="a", name="Ana", ring=Ring.OUTER)
    bo = Contact(id="b", name="Bo")
    closer = replace(ana, ring=Ring.INNER, supports=(Support(type=SupportType.SOCIAL),))
    done = Goal(what="Ask Bo", state=GoalState.DONE, state_since=date(2026, 10, 1))
    early = Goal(what="Zearly", state=GoalState.DONE, state_since=date(2026, 1, 1))
    step = Goal(what="Walk", steps=(GoalStep(text="Buy shoes", done_on=date(2026, 10, 2)),))
    snap = Snapshot(contacts=(closer, bo), goals=(done, early, step))
    made = document(snap, Choices(edition=Edition.THERAPIST), before=Past(day=BEFORE, contacts=(ana,))).data
    told = {each["label"]: each["text"] for each in made["changes"]["content"]}
    assert made["changes"]["title"] == "What has changed since 23 September 2026"
    assert told == {
        "New on my map": "Bo",
        "Closer to me": "Ana",
        "Support I did not get before": "Ana",
        "Small steps I finished": "Ask Bo",
        "On the way": "Buy shoes",
    }


def test_the_last_review_is_the_newest_before_today() -> None:
    def at(*days: date, made: date | None = None) -> date | None:
        plan = Plan(made_on=made, reviews=tuple(Review(day=day) for day in days))
        return last_review(Snapshot(plan=plan), TODAY)

    assert at() is None
    assert at(made=date(2026, 5, 1)) == date(2026, 5, 1)
    assert at(date(2026, 9, 1), date(2026, 8, 1), TODAY) == date(2026, 9, 1)


def test_look_backs_are_in_only_when_chosen() -> None:
    choices = Choices(edition=Edition.THERAPIST)
    assert "feels less like a rescue" not in _words(snapshot(), choices)
    every = replace(choices, sections=sections_offered(Edition.THERAPIST))
    assert "feels less like a rescue" in _words(snapshot(), every)


# ---- one and the same sheet, or the right size


def test_a_wallet_card_is_as_large_as_a_bank_card_on_one_sheet() -> None:
    for paper in Paper:
        file = reader(press.pdf(document(choices=Choices(edition=Edition.WALLET, paper=paper))))
        assert len(file.pages) == 1
        drawn = file.pages[0].get_contents()
        assert drawn is not None
        text = drawn.get_data().decode("latin-1")
        # Two panels of 85.6 mm beside each other, two of 54 mm one above the other, in points.
        assert f"{2 * 85.6 * 72 / 25.4:.2f}"[:6] in text
        assert f"{2 * 54 * 72 / 25.4:.2f}"[:6] in text


@pytest.mark.parametrize("edition", FROM_PROFILE)
@pytest.mark.parametrize("profile", ["empty", "one", "long", "many"])
def test_any_profile_can_be_set(edition: Edition, profile: str) -> None:
    word = PlanItem(text="word " * 2000)
    long = Snapshot(
        contacts=(Contact(id="a", name="N" * 200, asked=Asked.AGREED, asked_what="x" * 1000),),
        plan=Plan(parts=tuple(PlanPart(part=part, items=(word,) * 3) for part in Part)),
        notes=Notes(questions=(Question(text="why " * 250),) * 9),
        goals=(Goal(what="w" * 1000),) * 9,
    )
    many = replace(
        snapshot(),
        contacts=tuple(Contact(id=f"c{n}", name=f"Person {n}", kinds=(Kind.FRIEND,)) for n in range(150)),
    )
    snap = {
        "empty": Snapshot(),
        "one": Snapshot(contacts=(Contact(name="Ana"),)),
        "long": long,
        "many": many,
    }[profile]
    made = press.pdf(whole_document(snap, Choices(edition=edition), TODAY))
    pages = reader(made).pages
    assert (len(pages) == 1) >= (edition in (Edition.WALLET, Edition.ONE_PAGE))
    if profile == "empty":
        assert "not medical care" in text_of(made) or edition is Edition.SUPPORTER
