"""Finding while typing: every text counts, case and accents do not, and all words have to be there."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Kind, Phone, Ring, State, Support, SupportType
from supportdesk.domain.find import Facets, Sort, haystack, hits, in_order, namesakes, texts, words
from supportdesk.domain.text import fold
from tests.store.records import contacts


def _all_texts(value: Any) -> list[str]:
    """Every text in a record that is not an id, an enum or a time, however deep."""
    if isinstance(value, str):
        return [] if isinstance(value, Enum) else [value]
    if isinstance(value, tuple):
        return [text for each in value for text in _all_texts(each)]
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in ("id", "start", "end")]
        return [text for name in names for text in _all_texts(getattr(value, name))]
    return []


@given(contact=contacts)
def test_every_text_of_a_contact_is_searched(contact: Contact) -> None:
    hay = haystack(contact)
    for text in _all_texts(contact):
        assert hits(hay, words(text)), text
    assert contact.id not in texts(contact)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alvarez", True),
        ("ÁLVAREZ", True),
        ("álv jos", True),
        ("josé smith", False),
        ("strasse", True),
        ("5550100", True),
        ("555 01", True),
        ("", True),
        ("   ", True),
    ],
)
def test_case_accents_and_blanks_do_not_matter(typed: str, found: bool) -> None:
    contact = Contact(name="José Álvarez", address="Lange Straße 5", phones=(Phone(number="+1 (555) 01-00"),))
    assert hits(haystack(contact), words(typed)) is found


@given(text=st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) or not text.isascii()


def test_facets_have_to_fit_all_together() -> None:
    ana = Contact(
        name="Ana",
        kinds=(Kind.PEER, Kind.FRIEND),
        ring=Ring.INNER,
        supports=(Support(type=SupportType.SOCIAL),),
    )
    assert Facets(type=SupportType.SOCIAL, kind=Kind.FRIEND, ring=Ring.INNER, state=State.ACTIVE).fit(ana)
    assert not Facets(type=SupportType.PRACTICAL).fit(ana)
    assert not Facets(kind=Kind.FAMILY).fit(ana)
    assert not Facets(kind=Kind.FRIEND, ring=Ring.OUTER).fit(ana)
    assert not Facets(state=State.ARCHIVED).fit(ana)
    assert Facets(kind=Kind.OTHER).fit(Contact(name="Ben"))
    assert Facets().fit(ana)
    assert not Facets().any
    assert Facets(ring=Ring.INNER).any


def test_orders() -> None:
    ana = Contact(id="1", name="Ána", ring=Ring.OUTER)
    ben = Contact(id="2", name="ben", ring=Ring.INNER)
    caro = Contact(id="3", name="Caro", ring=Ring.HOPED)
    seen = {"3": datetime(2026, 1, 2), "1": datetime(2026, 1, 1)}
    mixed = (caro, ben, ana)
    assert in_order(mixed, Sort.NAME, seen) == (ana, ben, caro)
    assert in_order(mixed, Sort.RING, seen) == (ben, ana, caro)
    assert in_order(mixed, Sort.LAST_CONTACT, seen) == (caro, ana, ben)


def test_namesakes_are_found_however_they_are_written() -> None:
    sam, ana = Contact(name="Sam  Lee"), Contact(name="Ana")
    assert namesakes((sam, ana), " sàm lee") == (sam,)
    assert namesakes((sam, ana), "Sam") == ()
    assert namesakes((sam, ana), "") == ()
