"""The map in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from supportdesk.charts.alt import alt_text, contact_words, in_words
from supportdesk.charts.view import Names, Preset
from supportdesk.content import sample
from supportdesk.domain.contact import Contact, Energy, Kind, State, SupportType
from tests.charts.views import view

SAMPLE = sample.load_as_written()
SEEN = view(*SAMPLE.contacts, ties=SAMPLE.ties, sample=True)


def test_the_summary_counts_as_the_sample_profile_says() -> None:
    words = alt_text(SEEN)
    assert words.startswith("Sample. A support map of 1 November 2026 with 16 contacts around me.")
    # Marcus is seen less, so he is drawn and not counted as help (domain.md 8.9).
    assert "Emotional: 7, Informational: 6, Practical: 1, Social: 8" in words
    assert "11 pairs know each other." in words
    assert "Work and school: 1" in words


def test_kinds_of_support_come_before_places() -> None:
    words = alt_text(SEEN)
    assert words.index("Kinds of support") < words.index("Inner ring") < words.index("By part of life")


def test_an_empty_map_is_said_without_a_number() -> None:
    words = alt_text(view())
    assert "three rings" in words
    assert not re.search(r"\b(no|none|nobody|0|only|empty|missing)\b", words)


def test_a_sparse_map_names_nothing_that_is_missing() -> None:
    words = alt_text(view(Contact(name="Ana", kinds=(Kind.PET,))))
    assert "1 contact around me" in words
    assert "0" not in words.replace("2026", "")
    assert "Outer ring" not in words


@pytest.mark.parametrize("state", [State.NOT_SAFE, State.ARCHIVED])
def test_who_must_not_be_seen_is_not_said_or_counted(state: State) -> None:
    hidden = Contact(name="Zyxcanary", state=state)
    seen = replace(SEEN, contacts=(*SAMPLE.contacts, hidden))
    assert alt_text(seen) == alt_text(SEEN)
    assert in_words(seen) == in_words(SEEN)


def test_initials_and_no_names_hold_in_words_too() -> None:
    for names in (Names.INITIALS, Names.NONE, Names.ROLES):
        assert "Mina" not in alt_text(replace(SEEN, names=names))
        assert not any("Mina" in words for _id, words in in_words(replace(SEEN, names=names)))


def test_the_twin_list_says_each_contact_in_map_order() -> None:
    lines = in_words(SEEN)
    assert len(lines) == 16
    said = dict(lines)
    assert said["c01"] == "Inner ring: Mina, Emotional, Practical, gives and receives"
    rings = [words.split(":")[0] for _id, words in lines]
    assert rings == sorted(rings, key=["Inner ring", "Middle ring", "Outer ring"].index)
    assert said["c08"].endswith("Seeing less")


def test_private_marks_are_said_only_in_the_private_view() -> None:
    tiring = Contact(name="Ana", leaves_me=Energy.TAKES, stressful=True)
    assert contact_words(tiring, view(tiring)) == "Middle ring: Ana"
    assert "Takes energy" in contact_words(tiring, view(tiring, preset=Preset.ENERGY))
    assert "stressful" in contact_words(tiring, view(tiring, show_stressful=True))
    assert "Takes energy" not in alt_text(view(tiring, preset=Preset.ENERGY))


def test_types_are_words_a_person_knows() -> None:
    assert all(word in alt_text(SEEN) for word in ("Emotional", "Practical"))
    assert not any(f"{each!r}" in alt_text(SEEN) for each in SupportType)
