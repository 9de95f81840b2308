"""The sample profile holds what it is said to hold, and moves as a whole."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.content import sample
from supportdesk.domain.contact import Asked, Energy, RecoveryEffect, Ring, State
from supportdesk.domain.plain import from_plain, to_plain
from supportdesk.domain.plan import Part

WRITTEN = sample.load_as_written()
LAST = {
    "c01": (11, 1), "c02": (10, 27), "c03": (10, 18), "c04": (10, 17), "c05": (10, 25), "c06": (10, 30),
    "c07": (10, 22), "c08": (9, 13), "c09": (10, 8), "c10": (9, 9), "c11": (10, 21), "c12": (9, 29),
    "c13": (10, 29), "c14": (10, 31), "c15": (10, 4), "c16": (9, 17),
}  # fmt: skip
ENTRIES = {
    "c01": 24, "c02": 21, "c03": 11, "c04": 4, "c05": 3, "c06": 25, "c07": 5, "c08": 5, "c09": 2, "c10": 2,
    "c11": 13, "c12": 4, "c13": 11, "c14": 19, "c15": 5, "c16": 2,
}  # fmt: skip


def test_the_log_has_156_entries_oldest_first() -> None:
    assert len(WRITTEN.checkins) == 156
    assert Counter(each.id[0] == "x" for each in WRITTEN.checkins) == {False: 120, True: 36}
    assert list(WRITTEN.checkins) == sorted(WRITTEN.checkins, key=lambda each: (each.when, each.id))
    assert len({each.id for each in WRITTEN.checkins}) == 156


def test_entries_and_last_contact_of_each_contact() -> None:
    counted = Counter(name for each in WRITTEN.checkins for name in each.contact_ids)
    assert counted == ENTRIES
    seen = WRITTEN.snapshot().last_seen
    assert {name: (when.month, when.day) for name, when in seen.items()} == LAST


def test_contacts_ties_and_private_marks() -> None:
    by_id = {each.id: each for each in WRITTEN.contacts}
    assert sorted(by_id) == [f"c{n:02}" for n in range(1, 17)]
    assert sum(each.is_person for each in WRITTEN.contacts) == 12
    assert len(WRITTEN.ties) == 11
    marcus = by_id["c08"]
    assert (marcus.state, marcus.stressful, marcus.leaves_me, marcus.recovery) == (
        State.SEEING_LESS,
        True,
        Energy.TAKES,
        RecoveryEffect.HARDER,
    )
    assert {each.id for each in WRITTEN.contacts if each.asked is Asked.AGREED} == {"c01", "c02", "c06"}
    assert by_id["c10"].short_name == "Dr Lindqvist"
    assert {each.id for each in WRITTEN.contacts if each.ring is Ring.INNER} == {"c01", "c02"}
    hard = {each.id for each in WRITTEN.contacts if each.in_hard_times}
    assert hard == {"c01", "c02", "c06", "c07", "c10", "c11", "c12", "c13", "c16"}
    daily = {each.id for each in WRITTEN.contacts if each.in_daily_life}
    assert daily == {"c01", "c02", "c03", "c04", "c05", "c07", "c09", "c13", "c14", "c15"}


def test_every_number_is_of_the_ranges_kept_for_drama() -> None:
    numbers = [phone.number for each in WRITTEN.contacts for phone in each.phones]
    assert len(numbers) == 12
    assert all(number.startswith(("01632 960", "07700 900")) for number in numbers)
    assert not any(each.emails for each in WRITTEN.contacts)


def test_the_rest_of_the_profile_is_there() -> None:
    notes = WRITTEN.notes
    assert [len(getattr(notes, name)) for name in ("ladders", "predictions", "trust_steps", "practices")] == [
        1,
        4,
        4,
        10,
    ]
    assert [len(rung.tries) for rung in notes.ladders[0].rungs] == [2, 2, 2, 2, 1, 1, 2, 1, 0]
    assert [goal.id for goal in WRITTEN.goals] == [f"g{n}" for n in range(1, 8)]
    assert len(notes.look_backs) == 26
    assert notes.look_backs[-1].week_end == date(2026, 11, 1)
    assert notes.look_backs[11].supported == 3
    assert notes.look_backs[11].keep == "hard week, rang Kwame"
    assert [each.contact_id for each in WRITTEN.plan.part(Part.PEOPLE).items] == ["c01", "c02", "c06"]
    assert WRITTEN.plan.made_on == date(2026, 5, 20)
    assert (notes.ahead[0].since, notes.ahead[0].until) == (date(2026, 11, 16), date(2026, 11, 19))
    assert WRITTEN.me.is_sample
    assert WRITTEN.me.country == ""


def test_every_id_named_anywhere_is_a_contact_or_goal() -> None:
    contacts = {each.id for each in WRITTEN.contacts}
    named = {end for tie in WRITTEN.ties for end in (tie.a, tie.b)}
    named |= {name for goal in WRITTEN.goals for name in (*goal.contact_ids, goal.helper_id) if name}
    named |= {item.contact_id for part in WRITTEN.plan.parts for item in part.items if item.contact_id}
    for group in ("predictions", "trust_steps", "practices", "resources", "questions"):
        named |= {each.contact_id for each in getattr(WRITTEN.notes, group) if each.contact_id}
    named |= {name for need in WRITTEN.notes.needs for name in need.contact_ids}
    assert named <= contacts
    goals = {goal.id for goal in WRITTEN.goals}
    assert {need.goal_id for need in WRITTEN.notes.needs if need.goal_id} == {"g3"} <= goals


def test_how_marcus_felt_before_and_after_the_fourteenth_of_august() -> None:
    felt = [(each.day, each.felt_after) for each in WRITTEN.checkins if "c08" in each.contact_ids]
    before = [mood for day, mood in felt if day < date(2026, 8, 14)]
    after = [mood for day, mood in felt if day >= date(2026, 8, 14)]
    assert (round(mean(before), 1), len(before)) == (-1.7, 3)
    assert (mean(after), len(after)) == (0, 2)


@given(st.dates(min_value=date(2026, 11, 1), max_value=date(2060, 1, 1)))
def test_the_last_sunday_is_the_one_on_or_before_today(today: date) -> None:
    moved = sample.load(today)
    assert moved.as_of.weekday() == 6
    assert timedelta() <= today - moved.as_of < timedelta(days=7)
    by = moved.as_of - WRITTEN.as_of
    assert [each.when - by for each in moved.checkins] == [each.when for each in WRITTEN.checkins]
    assert moved.notes.ahead[0].since - by == WRITTEN.notes.ahead[0].since
    assert moved.plan.next_review - by == WRITTEN.plan.next_review
    assert moved.contacts[0].known_since - by == WRITTEN.contacts[0].known_since


def test_moving_changes_nothing_but_dates() -> None:
    moved = sample.load(date(2031, 1, 2))
    assert [each.id for each in moved.checkins] == [each.id for each in WRITTEN.checkins]
    assert [each.supports for each in moved.contacts] == [each.supports for each in WRITTEN.contacts]


@pytest.mark.parametrize("field", ["contacts", "ties", "checkins", "goals"])
def test_every_record_survives_the_codec(field: str) -> None:
    for record in getattr(WRITTEN, field):
        assert from_plain(type(record), to_plain(record)) == record


def test_the_stages_end_with_the_profile_as_it_is() -> None:
    standing = {}
    for stage in WRITTEN.stages:
        standing.update({each.id: each for each in stage.contacts})
    assert standing == {each.id: each for each in WRITTEN.contacts}
    assert "c15" not in {each.id for each in WRITTEN.stages[0].contacts}
    assert [stage.day for stage in WRITTEN.stages] == sorted(stage.day for stage in WRITTEN.stages)
