"""The helpline directory is safety-critical: its shape, its order, and the misprints in circulation."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportdesk.content import helplines
from supportdesk.content.helplines import Confidence, load
from supportdesk.content.resources import read, resources_folder
from supportdesk.domain.helpline import HelpKind
from supportdesk.words import countries

TODAY = date(2026, 12, 1)
DIRECTORY = load()
TEXT = read("helplines.toml").decode("utf-8")


def shown(country: str) -> list[str]:
    """What a person in `country` could read as a number, digits only."""
    return [
        re.sub(r"\D", "", number)
        for each in DIRECTORY.for_country(country)
        for number in (each.phone, each.phone_alt, each.sms, each.whatsapp)
        if number
    ]


def test_the_whole_list_is_there() -> None:
    assert len(DIRECTORY.helplines) == 100
    assert len({each.id for each in DIRECTORY.helplines}) == 100
    assert sum(each.verified for each in DIRECTORY.helplines) == 96
    assert sum(each.confidence is Confidence.HIGH for each in DIRECTORY.helplines) == 93
    assert len(DIRECTORY.countries) == 20
    assert DIRECTORY.compiled == date(2026, 11, 22)


def test_nothing_held_back_ships() -> None:
    raw = tomllib.loads(TEXT)
    assert set(raw) == {
        "schema_version",
        "compiled",
        "checked",
        "review_after_days",
        "helpline",
        "emergency",
    }
    names = " ".join(each.name for each in DIRECTORY.helplines)
    held_back = ("TELL Lifeline", "Ligue 132", "Trans Lifeline", "Veterans' Gateway", "Switchboard")
    assert not [name for name in held_back if name in names]
    assert "1933" not in shown("IN")


@pytest.mark.parametrize("line", DIRECTORY.helplines, ids=lambda each: each.id)
def test_shape_of_an_entry(line: helplines.Helpline) -> None:
    assert re.fullmatch(r"[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*", line.id)
    assert line.id[:2].upper() == line.country
    assert line.kinds
    assert len(set(line.kinds)) == len(line.kinds)
    assert line.name
    assert line.hours
    assert line.purpose
    assert line.source
    assert line.languages
    assert line.web.startswith("https://")
    assert re.fullmatch(r"[0-9 -]*", line.phone)
    assert re.fullmatch(r"[0-9 -]*", line.sms)
    assert re.fullmatch(r"(20\d\d(-\d\d){0,2})?", line.source_date)
    assert line.source_date <= DIRECTORY.compiled.isoformat()
    assert line.verified <= bool(line.phone or line.sms)


def test_only_four_have_no_number() -> None:
    without = {each.id for each in DIRECTORY.helplines if not each.phone and not each.sms}
    assert without == {"us-naranon", "zz-findahelpline", "ca-sheltersafe", "br-podefalar"}


@pytest.mark.parametrize("country", DIRECTORY.countries)
def test_every_country_has_an_emergency_number_and_a_crisis_line(country: str) -> None:
    emergency = DIRECTORY.emergency(country)
    assert emergency is not None
    assert emergency.number.isdecimal()
    assert emergency.seen
    crisis = DIRECTORY.for_country(country, kinds=(HelpKind.CRISIS,))
    assert any(each.country == country and (each.phone or each.sms) for each in crisis)
    assert HelpKind.CRISIS in DIRECTORY.for_country(country)[0].kinds
    assert countries.country(country) != country


def test_the_names_are_those_of_the_list() -> None:
    assert tuple(sorted(countries.names())) == DIRECTORY.countries


# ---- the seven misprints and dead lines met while compiling


def test_frank_is_0300_not_0330() -> None:
    assert "03001236600" in shown("GB")
    assert "03301236600" not in shown("GB")


def test_the_german_childrens_line_is_116111_not_166111() -> None:
    assert "116111" in shown("DE")
    assert "166111" not in shown("DE")


def test_the_japanese_line_is_0570_064_556_not_046() -> None:
    assert "0570064556" in shown("JP")
    assert "0570046556" not in shown("JP")


def test_uk_switchboard_with_its_three_numbers_is_left_out() -> None:
    assert not [each for each in DIRECTORY.helplines if "switchboard" in each.name.casefold()]


def test_uk_military_line_printed_two_ways_is_left_out() -> None:
    assert not {"08003234444", "0800323444"} & set(shown("GB"))


def test_south_african_line_relaunched_in_december_2024_says_so() -> None:
    line = DIRECTORY.helpline("za-gbvcc")
    assert line is not None
    assert line.phone == "0800 428 428"
    assert "18 December 2024" in line.caution


def test_us_988_offers_no_press_three() -> None:
    line = DIRECTORY.helpline("us-988")
    assert line is not None
    assert "3" not in line.purpose + line.hours + line.phone_menu + line.note
    assert "do not print it" in line.caution


@pytest.mark.parametrize(
    ("country", "old"),
    [
        ("NL", "09000113"),
        ("IT", "199284284"),
        ("DE", "01805"),
        ("PT", "217931617"),
        ("JP", "0570078310"),
        ("ZA", "0800055555"),
    ],
)
def test_replaced_numbers_are_not_shown(country: str, old: str) -> None:
    assert not [number for number in shown(country) if number.startswith(old)]


# ---- the order for one country


@pytest.mark.parametrize("country", [*DIRECTORY.countries, "SE", "NO", ""])
def test_own_country_first_then_europe_then_everywhere(country: str) -> None:
    found = [each.country for each in DIRECTORY.for_country(country)]
    order = [country, "EU", "ZZ"]
    assert found == sorted(found, key=order.index)
    assert found[-1] == "ZZ"
    assert set(found) <= {country, "EU", "ZZ"}


def test_european_lines_only_where_they_run() -> None:
    def european(country: str) -> set[str]:
        return {each.id for each in DIRECTORY.for_country(country) if each.country == "EU"}

    assert european("GB") == european("CH") == european("US") == european("NO") == set()
    assert european("SE") == {"eu-116111"}
    assert european("FR") == {"eu-116111"}
    # Germany's and Portugal's own entries are that very number; 116 006 is confirmed for Portugal alone.
    assert european("DE") == set()
    assert european("PT") == {"eu-116006"}


def test_kinds_choose() -> None:
    found = DIRECTORY.for_country("US", kinds={HelpKind.VETERANS, HelpKind.SUBSTANCE_USE})
    assert {each.id for each in found} >= {"us-veterans", "us-samhsa"}
    assert all({HelpKind.VETERANS, HelpKind.SUBSTANCE_USE} & set(each.kinds) for each in found)


def test_day_and_night() -> None:
    samaritans, calm = DIRECTORY.helpline("gb-samaritans"), DIRECTORY.helpline("gb-calm")
    assert samaritans is not None
    assert calm is not None
    assert samaritans.day_and_night
    assert not calm.day_and_night


# ---- age


def test_never_checked_is_stale() -> None:
    assert DIRECTORY.checked is None
    assert DIRECTORY.is_stale(TODAY)
    assert len(helplines.stale_lines(DIRECTORY, TODAY)) == 100


def test_stale_from_the_day_after_the_review_span() -> None:
    checked = replace(DIRECTORY, checked=TODAY)
    last = TODAY + timedelta(days=checked.review_after_days)
    assert not checked.is_stale(last)
    assert checked.is_stale(last + timedelta(days=1))
    assert helplines.stale_lines(checked, last) == []


def test_an_entry_checked_alone_is_fresh_alone() -> None:
    first, *rest = DIRECTORY.helplines
    mixed = replace(DIRECTORY, helplines=(replace(first, checked=TODAY), *rest))
    assert not mixed.is_stale(TODAY, mixed.helplines[0])
    assert mixed.is_stale(TODAY, mixed.helplines[1])
    assert mixed.last_check(mixed.helplines[0]) == TODAY


def test_the_command_lists_what_waits_for_a_check() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "supportdesk.content.helplines"],
        capture_output=True,
        text=True,
        check=False,
        cwd=resources_folder().parent,
    )
    assert "gb-frank\tnever checked\thttps://" in run.stdout
    assert run.returncode == 1
    assert run.stderr == ""


def test_no_number_without_its_country() -> None:
    assert all(each.country for each in DIRECTORY.helplines)
    assert DIRECTORY.for_country("", kinds=(HelpKind.SUBSTANCE_USE,)) == ()


def test_notes_are_for_the_person_and_carry_no_wrong_number() -> None:
    wrong = (
        "0330 123",
        "166 111",
        "046-556",
        "0900-0113",
        "199 284",
        "833-456",
        "press 3",
        "888-825",
        "1933",
    )
    assert not [(each.id, each.note) for each in DIRECTORY.helplines if any(w in each.note for w in wrong)]
    assert "refer" in DIRECTORY.helpline("us-samhsa").note  # type: ignore[union-attr]


def test_every_abuse_line_says_that_a_call_can_show() -> None:
    lines = [each for each in DIRECTORY.helplines if HelpKind.DOMESTIC_ABUSE in each.kinds and each.phone]
    assert len(lines) > 20
    assert all("call list" in each.note for each in lines)
