"""The one helpline beside a person's own contacts."""

from __future__ import annotations

import pytest

from supportdesk.content.helplines import load
from supportdesk.content.one_helpline import one_helpline
from supportdesk.domain.contact import SupportType
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.reach import Hardness

KINDS_FOR_SOME = {HelpKind.DOMESTIC_ABUSE, HelpKind.LGBTQ, HelpKind.VETERANS, HelpKind.YOUTH}
TYPES = (None, *SupportType)


@pytest.mark.parametrize("country", load().countries)
@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("hard", list(Hardness))
def test_every_country_has_a_number_for_everybody(
    country: str, type_: SupportType | None, hard: Hardness
) -> None:
    line = one_helpline(load(), country, type_, hard)
    assert line is not None
    assert line.serves(country)
    assert line.phone or line.sms
    assert not KINDS_FOR_SOME.intersection(line.kinds)


@pytest.mark.parametrize("country", load().countries)
def test_when_it_is_very_hard_it_answers_day_and_night_where_one_does(country: str) -> None:
    line = one_helpline(load(), country, SupportType.PRACTICAL, Hardness.A_LOT)
    assert line is not None
    listening = {HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT}
    assert listening.intersection(line.kinds)
    there = [
        each
        for each in load().for_country(country, listening)
        if each.day_and_night and each.phone and not KINDS_FOR_SOME.intersection(each.kinds)
    ]
    assert line.day_and_night or not there


def test_without_a_country_a_page_that_lists_lines() -> None:
    line = one_helpline(load(), "", None, Hardness.EASY)
    assert line is not None
    assert line.country == "ZZ"
    assert line.web


@pytest.mark.parametrize(
    ("country", "type_", "hard", "number"),
    [
        ("GB", None, Hardness.EASY, "116 123"),
        ("US", SupportType.EMOTIONAL, Hardness.A_LOT, "988"),
        ("US", SupportType.INFORMATIONAL, Hardness.EASY, "1-800-662-4357"),
        ("US", SupportType.INFORMATIONAL, Hardness.A_LOT, "988"),
        ("FR", SupportType.EMOTIONAL, Hardness.EASY, "3114"),
    ],
)
def test_by_hand(country: str, type_: SupportType | None, hard: Hardness, number: str) -> None:
    line = one_helpline(load(), country, type_, hard)
    assert line is not None
    assert line.phone == number
