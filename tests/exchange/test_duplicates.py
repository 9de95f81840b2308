"""Who may be known already: by address, number or name, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Phone, State
from supportdesk.exchange.duplicates import Match, Why, matches, plain_name, plain_number
from supportdesk.exchange.incoming import Candidate


def person(name: str, *numbers: str, email: str = "", state: State = State.ACTIVE) -> Contact:
    phones = tuple(Phone(number=each) for each in numbers)
    return Contact(name=name, phones=phones, emails=(email,) if email else (), state=state)


def found(candidates: list[Contact], existing: list[Contact]) -> tuple[Match, ...]:
    numbered = [Candidate(number=number, contact=each) for number, each in enumerate(candidates, start=1)]
    return matches(numbered, existing)


@pytest.mark.parametrize(
    ("candidate", "known", "why"),
    [
        (person("A", email="Ana@Example.org "), person("B", email="ana@example.org"), Why.EMAIL),
        (person("A", "+44 (0)1632 960101"), person("B", "01632 960101"), Why.PHONE),
        (person("A", "0044-1632-960101"), person("B", "1", "+441632960101"), Why.PHONE),
        (person("A", "01632 960101 ext. 5"), person("B", "01632 960101"), Why.PHONE),
        (person("A", "116 123"), person("B", "116123"), Why.PHONE),
        (person("Zoë  MÜLLER"), person("zoe muller"), Why.NAME),
        (person("Avery, Mina"), person("Mina Avery"), Why.NAME),
        (person("Ana", "1", email="a@example.org"), person("Ana", email="a@example.org"), Why.EMAIL),
    ],
)
def test_the_same(candidate: Contact, known: Contact, why: Why) -> None:
    assert found([candidate], [known]) == (Match(number=1, known=known, why=why),)


@pytest.mark.parametrize(
    ("candidate", "known"),
    [
        (person("Ana", "01632 960101"), person("Bo", "01632 960102")),
        (person("Ana", "12"), person("Bo", "12")),
        (person("Ana", "none yet"), person("Bo", "none yet")),
        (person("Ana Lopez"), person("Ana")),
        (person("Ana", email=" "), person("Bo", email=" ")),
    ],
)
def test_not_the_same(candidate: Contact, known: Contact) -> None:
    assert found([candidate], [known]) == ()


def test_twice_in_one_file_only_the_first_is_new() -> None:
    first, other = person("Ana", "01632 960101"), person("Bo")
    again, third = person("Ana L", "01632 960101", email="a@example.org"), person("Cy", email="a@example.org")
    told = found([first, other, again, third], [])
    assert told == (Match(number=3, known=first, why=Why.PHONE, in_file=True),)


def test_who_is_not_safe_is_known_and_comes_not_back() -> None:
    known = person("Rex", state=State.NOT_SAFE)
    assert [each.known for each in found([person("rex")], [known])] == [known]


@given(st.lists(st.text("abÄ ,.", min_size=1, max_size=3).filter(str.strip), max_size=8))
def test_without_the_matches_every_name_is_there_once(names: list[str]) -> None:
    told = {each.number for each in found([person(each) for each in names], [])}
    left = [plain_name(name) for number, name in enumerate(names, start=1) if number not in told]
    named = [each for each in left if each]
    assert len(named) == len(set(named))
    assert {plain_name(each) for each in names} == set(left)


@given(st.text("0123456789", min_size=9, max_size=12), st.sampled_from([" ", "-", "/", ".", " (0) "]))
def test_signs_and_country_make_no_difference(digits: str, sign: str) -> None:
    assert plain_number(f"+49{sign}{digits[:4]}{sign}{digits[4:]}")[-9:] == plain_number(digits)
