"""What the rules say in words: the sample's sentences, sparse maps, and no shame anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import Contact, Kind, State, Support, SupportType
from supportdesk.domain.coverage import Cover, coverage, needs_cover, without
from supportdesk.domain.goal import Cadence, Goal, GoalMark, GoalState, Pause, Per
from supportdesk.domain.growth import Need
from supportdesk.domain.health import HealthCode, HealthNote
from supportdesk.domain.network import GiveAndTake, numbers
from supportdesk.domain.network import give_and_take as counted
from supportdesk.domain.progress import progress
from supportdesk.domain.rhythm import Pace, Rhythm, Touch, touches
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.domain.suggestions import suggestions
from supportdesk.words import coverage as of_coverage
from supportdesk.words import health as of_health
from supportdesk.words import network as of_network
from supportdesk.words import progress as of_progress
from supportdesk.words import rhythm as of_rhythm
from supportdesk.words import suggestions as of_suggestions
from supportdesk.words.sentences import in_words, joined, listed

TODAY = date(2026, 11, 1)
WRITTEN = sample.load_as_written()
NOW = WRITTEN.snapshot()
COVER = {each.type: each for each in coverage(NOW, TODAY)}
GOALS = {each.id: each for each in WRITTEN.goals}


def said(goal_id: str, today: date = TODAY) -> str:
    goal = GOALS[goal_id]
    return of_progress.line(goal, progress(goal, WRITTEN.checkins, today))


# ---- the small parts


def test_names_in_a_row() -> None:
    assert [listed(["A", "B", "C"][:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_small_numbers_are_words() -> None:
    assert [in_words(n) for n in (1, 12, 13, -1)] == ["one", "twelve", "13", "-1"]


# ---- coverage


def test_lines_of_the_sample() -> None:
    practical, emotional = COVER[SupportType.PRACTICAL], COVER[SupportType.EMOTIONAL]
    assert of_coverage.line(practical, NOW) == (
        "One on your map gives you practical help. Practical help rests mostly on Mina."
    )
    assert of_coverage.line(emotional, NOW) == (
        "Seven on your map give you emotional support. Five of them do so often."
    )
    assert of_coverage.count(emotional) == "Emotional: seven, five of them often"
    assert of_coverage.count(practical) == "Practical: one, often"
    assert of_coverage.formality(emotional) == "One of them is a professional or a service."
    assert of_coverage.formality(practical) == ""


def test_nobody_yet_is_all_that_is_said() -> None:
    empty = Cover(type=SupportType.SOCIAL)
    assert of_coverage.line(empty, NOW) == "Nobody yet for company."
    assert of_coverage.count(empty) == "Social: nobody yet"


def test_needs_and_what_if() -> None:
    held = {each.need.id: of_coverage.need(each, NOW) for each in needs_cover(NOW)}
    assert held["n1"] == "Mina"
    assert held["n2"] == "Nobody yet"
    assert held["n3"] == "Kwame and Mina: held by more than one"
    assert of_coverage.loss(without(NOW, "c01"), NOW) == (
        "Without Mina, nobody is left for practical help. "
        "These needs would be open: A lift to the clinic on Wednesdays."
    )
    assert of_coverage.loss(without(NOW, "c02"), NOW) == (
        "Without Deniz, every kind of support still has someone."
    )


def test_what_if_says_of_no_kind_that_nobody_gave_that_it_still_has_someone() -> None:
    def helper(id_: str, *types: SupportType) -> Contact:
        return Contact(id=id_, name=id_.upper(), supports=tuple(Support(type=each) for each in types))

    emotional, social = SupportType.EMOTIONAL, SupportType.SOCIAL
    held = Snapshot(contacts=(helper("a", emotional, social), helper("b", social, emotional), helper("c")))
    assert of_coverage.loss(without(held, "a"), held) == (
        "Without A, there is still someone for emotional support and company."
    )
    bare = Snapshot(contacts=(helper("a"), helper("b")))
    assert of_coverage.loss(without(bare, "a"), bare) == "Without A, the kinds of support stay as they are."


def test_a_name_with_a_full_stop_brings_no_second_one() -> None:
    assert joined(["Company rests mostly on Kurt B..", "", "And so on..."]) == (
        "Company rests mostly on Kurt B. And so on..."
    )


# ---- suggestions


def test_the_sample_suggestions() -> None:
    found = suggestions(NOW, TODAY, limit=9)
    assert [of_suggestions.sentence(each, NOW) for each in found] == [
        "Several people give you emotional support, some of them often.",
        (
            "Practical help rests mostly on Mina. Would you like to think about who else could help? "
            "One thing you noted: Someone to feed Biscuit while I am away."
        ),
        "45 days since you were in touch with Quiet Corner. Would you like to say hello?",
    ]
    assert [of_suggestions.action(each, NOW) for each in found] == [
        "See my support",
        "Open the goal",
        "Open Quiet Corner",
    ]


def _strip(contacts: tuple[Contact, ...], types: tuple[SupportType, ...]) -> tuple[Contact, ...]:
    return tuple(
        replace(each, supports=tuple(one for one in each.supports if one.type in types)) for each in contacts
    )


@given(
    st.sets(st.sampled_from(range(16))),
    st.sets(st.sampled_from(SupportType)).map(lambda found: tuple(sorted(found))),
    st.integers(0, 200),
    st.booleans(),
)
def test_after_a_strength_every_suggestion_asks_or_offers(
    kept: set[int], types: tuple[SupportType, ...], later: int, with_needs: bool
) -> None:
    contacts = _strip(tuple(NOW.contacts[n] for n in sorted(kept)), types)
    snapshot = replace(NOW, contacts=contacts, notes=NOW.notes if with_needs else Notes())
    for each in suggestions(snapshot, TODAY + timedelta(days=later), limit=9):
        text = of_suggestions.sentence(each, snapshot)
        assert "{" not in text
        assert "Marcus" not in text
        assert each.key.startswith("strength:") != ("?" in text)
        assert of_suggestions.action(each, snapshot).strip("{}")


@pytest.mark.parametrize("kind", Kind)
def test_one_kind_of_tie(kind: Kind) -> None:
    supports = tuple(Support(type=each) for each in SupportType)
    both = tuple(Contact(id=name, name=name, kinds=(kind,), supports=supports) for name in "ab")
    (*_others, last) = suggestions(Snapshot(contacts=both), TODAY, limit=9)
    text = of_suggestions.sentence(last, Snapshot(contacts=both))
    assert text.startswith("Your support comes from ")
    assert text.endswith("?")


def test_a_stop_at_the_end_of_a_need_is_not_doubled() -> None:
    lone = Contact(id="a", name="Ana", supports=(Support(type=SupportType.PRACTICAL),))
    need = Need(text="A lift. ", type=SupportType.PRACTICAL)
    snapshot = Snapshot(contacts=(lone,), notes=Notes(needs=(need,)))
    texts = [of_suggestions.sentence(each, snapshot) for each in suggestions(snapshot, TODAY, limit=9)]
    assert any(text.endswith("One thing you noted: A lift.") for text in texts)


# ---- rhythm


def test_how_long_it_has_been() -> None:
    deniz, circle = NOW.contact("c02"), NOW.contact("c13")
    assert deniz is not None
    assert circle is not None

    def ago(days: int | None, contact: Contact = deniz) -> str:
        return of_rhythm.since(Touch(contact_id="x", pace=Pace.NICE, days=days), contact)

    assert ago(12) == "12 days since you talked."
    assert ago(12, circle) == "12 days since last time."
    assert [ago(0), ago(1)] == ["You were in touch today.", "You were in touch yesterday."]
    assert ago(None) == "Nothing written down yet."


def test_offers_of_the_sample() -> None:
    offers = {each.contact_id: each for each in touches(NOW, TODAY)}

    def offer(name: str) -> str:
        contact = NOW.contact(name)
        assert contact is not None
        return of_rhythm.offer(offers[name], contact)

    assert offer("c02") == "A word with Deniz would be nice."
    assert offer("c15") == "Time with Repair Café would be nice."
    assert offer("c04") == "It has been a while since Tomasz. Ready when you are."
    assert [of_rhythm.pace(offers[name]) for name in ("c01", "c02", "c04", "c16")] == [
        "",
        "would be nice",
        "it has been a while",
        "it has been a while",
    ]


@pytest.mark.parametrize(
    ("days", "text"),
    [(7, "once a week"), (14, "every 2 weeks"), (30, "once a month"), (10, "every 10 days")],
)
def test_about_how_often(days: int, text: str) -> None:
    assert of_rhythm.about_every(Rhythm.about(days)) == f"about {text}"


# ---- goals


def test_goals_of_the_sample() -> None:
    assert said("g1") == "3 of the last 4 weeks"
    assert said("g2") == "4 of the last 4 months"
    assert said("g3") == "1 of 2 steps done"
    assert said("g6") == "Paused. It waits for you."
    assert said("g7") == "Last done on 23 September 2026. Next around 23 December 2026."
    deniz = progress(GOALS["g1"], WRITTEN.checkins, TODAY)
    assert of_progress.in_all(deniz) == "21 of 25 weeks since it began"
    assert of_progress.if_then(GOALS["g1"]) == (
        "If it is Tuesday and I have washed up, then I ring Deniz. If he is busy, then I send a voice note."
    )
    assert of_progress.if_then(GOALS["g7"]) == ""


def test_nothing_met_lately_is_an_open_door() -> None:
    assert said("g1", TODAY + timedelta(weeks=20)) == "Ready when you are."
    assert said("g5", TODAY + timedelta(weeks=40)) == "Ready when you are."


@given(
    st.sets(st.dates(min_value=date(2026, 9, 1), max_value=TODAY), max_size=12),
    st.sampled_from([None, Cadence(per=Per.WEEK), Cadence(per=Per.MONTH), Cadence(per=Per.DAYS, days=10)]),
    st.sampled_from(GoalState),
)
def test_there_is_never_a_nought(days: set[date], cadence: Cadence | None, state: GoalState) -> None:
    marks = tuple(GoalMark(day=each) for each in days)
    goal = Goal(
        what="a", cadence=cadence, start=date(2026, 9, 1), marks=marks, state=state, state_since=TODAY
    )
    found = progress(goal, (), TODAY)
    text = of_progress.line(goal, found)
    assert text
    assert not text.startswith(("0", "none"))
    assert not of_progress.in_all(found).startswith("0")


def test_the_first_week_back_after_a_pause() -> None:
    pause = Pause(since=date(2026, 10, 12), until=date(2026, 10, 25))
    marks = (GoalMark(day=date(2026, 10, 6)), GoalMark(day=date(2026, 10, 27)))
    goal = Goal(what="a", cadence=Cadence(per=Per.WEEK), start=date(2026, 10, 5), marks=marks)
    back = progress(replace(goal, pauses=(pause,)), (), TODAY)
    assert of_progress.welcome_back(back) == "Good to see you."
    assert of_progress.welcome_back(progress(goal, (), TODAY)) == ""


def test_what_a_dot_stands_for() -> None:
    spans = progress(GOALS["g1"], WRITTEN.checkins, TODAY).shown
    assert [of_progress.dot(each, Per.WEEK) for each in spans][:2] == [
        "Week of 5 October 2026: done",
        "Week of 12 October 2026: not this time",
    ]
    month = progress(GOALS["g2"], WRITTEN.checkins, TODAY).shown[-1]
    assert of_progress.dot(month, Per.MONTH) == "October 2026: done"


def test_how_often_a_goal_is() -> None:
    spoken = [
        of_progress.cadence(each)
        for each in (
            None,
            Cadence(per=Per.WEEK),
            Cadence(per=Per.MONTH, times=2),
            Cadence(per=Per.WEEK, times=3),
            Cadence(per=Per.DAYS, days=10),
        )
    ]
    assert spoken == ["once", "once a week", "twice a month", "3 times a week", "every 10 days"]


# ---- the whole map


def test_summary_of_the_sample() -> None:
    assert of_network.summary(NOW, TODAY) == (
        "15 are part of your support, from eight parts of your life. "
        "More than one gives you emotional support, advice and company. "
        "Practical help rests mostly on Mina."
    )


def test_sparse_maps_are_beginnings() -> None:
    lone = Contact(id="a", name="Ana", supports=(Support(type=SupportType.SOCIAL),))
    assert of_network.summary(Snapshot(), TODAY) == (
        "Your map is ready for a first name. One is plenty to begin with."
    )
    assert of_network.summary(Snapshot(contacts=(lone,)), TODAY) == (
        "Ana is on your map. You can add others whenever you like."
    )
    away = replace(lone, id="x", name="Xavier", state=State.NOT_SAFE)
    assert "Xavier" not in of_network.summary(Snapshot(contacts=(lone, away)), TODAY)


@given(st.sets(st.sampled_from(range(16))), st.sets(st.sampled_from(SupportType)))
def test_a_summary_has_two_or_three_sentences_and_no_lack_first(
    kept: set[int], types: set[SupportType]
) -> None:
    contacts = _strip(tuple(NOW.contacts[n] for n in sorted(kept)), tuple(types))
    text = of_network.summary(replace(NOW, contacts=contacts), TODAY)
    assert 1 <= text.count(".") <= 3
    for lack in ("only", "nobody", "no one", "lack", "missing", "few ", "not enough"):
        assert lack not in text.casefold()


def test_numbers_come_with_what_they_do_not_mean() -> None:
    lines = of_network.number_lines(numbers(NOW))
    assert [each.value for each in lines] == ["16", "8", "12\u202f%", "3 of 15"]
    assert all(each.name and each.meaning for each in lines)
    assert len(of_network.number_lines(numbers(Snapshot()))) == 3  # no density of nobody


def test_give_and_take_is_no_balance_sheet() -> None:
    assert of_network.give_and_take(counted(WRITTEN.checkins)) == (
        "In 101 check-ins, help went both ways. In 53 you received. In 1 you gave. "
        "One way is usual with professionals and in hard times."
    )
    assert of_network.give_and_take(GiveAndTake()) == ""


# ---- the plan


def test_the_quiet_look_over_the_plan() -> None:
    def note(code: HealthCode, *names: str) -> str:
        return of_health.sentence(HealthNote(code=code, contact_ids=names, since=TODAY), NOW)

    assert note(HealthCode.NO_NUMBER, "c01") == "Mina has no number here yet."
    assert note(HealthCode.NO_NUMBER, "c01", "c02") == "Two people here have no number: Mina and Deniz."
    assert note(HealthCode.NOT_ASKED, "c03") == "You could ask Ruth about being in your plan."
    assert "Is that still right?" in note(HealthCode.NOT_ACTIVE, "c03")
    assert "1 November 2026" in note(HealthCode.REVIEW)
