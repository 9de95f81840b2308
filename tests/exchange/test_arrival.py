"""What an import does with each contact of a file, and which kind a file is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, ImportantDate, Kind, Phone, State
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import NOTE_LIMIT
from supportdesk.exchange.arrival import Arrival, Fate, arrivals, filled, news, settle
from supportdesk.exchange.incoming import FILE_LIMIT, Candidate
from supportdesk.exchange.opening import FileKind, kind_of, read_file
from tests.exchange.cards import ALL, contacts

MINA = Contact(
    name="Mina Avery",
    kinds=(Kind.FAMILY,),
    phones=(Phone(number="01632 960101", label="home"),),
    emails=("mina@example.org",),
    notes="My sister.",
    important_dates=(ImportantDate(label="Birthday", month=5, day=13),),
)


def card(number: int, contact: Contact, photo: bytes | None = None) -> Candidate:
    return Candidate(number=number, contact=contact, photo=photo)


def test_only_what_is_new_is_given_and_nothing_is_changed() -> None:
    new = Contact(
        name="Mina A.",
        nickname="Min",
        kinds=(Kind.FRIEND,),
        role="nurse",
        phones=(Phone(number="+44 1632 960101"), Phone(number="07700 900101", label="mobile")),
        emails=("MINA@example.org", "mina@example.com"),
        notes="Rings back late.",
        important_dates=(
            ImportantDate(label="birthday", month=5, day=13, year=1980),
            ImportantDate(label="Anniversary", month=6, day=1),
        ),
    )
    both = filled(MINA, new)
    assert both == replace(
        MINA,
        nickname="Min",
        role="nurse",
        phones=(*MINA.phones, Phone(number="07700 900101", label="mobile")),
        emails=("mina@example.org", "mina@example.com"),
        notes="My sister.\n\nRings back late.",
        important_dates=(*MINA.important_dates, ImportantDate(label="Anniversary", month=6, day=1)),
    )
    assert news(MINA, new) == ("nickname", "role", "phones", "emails", "important_dates", "notes")


def test_notes_are_never_cut_and_never_doubled() -> None:
    full = replace(MINA, notes="x" * NOTE_LIMIT)
    assert filled(full, replace(MINA, notes="more")).notes == full.notes
    assert filled(MINA, replace(MINA, notes="sister")).notes == "My sister."


@given(contacts(), contacts())
def test_giving_the_same_twice_gives_nothing_more(known: Contact, new: Contact) -> None:
    once = filled(known, new)
    assert filled(once, new) == once
    assert filled(known, known) == known
    assert once.id == known.id
    assert once.name == known.name
    assert set(known.phones) <= set(once.phones)
    assert once.state is known.state


def test_who_is_there_is_left_out_until_the_person_chooses() -> None:
    twin = replace(MINA, id="f" * 32, role="nurse")
    other = Contact(name="Somebody Else")
    listed = arrivals((card(1, twin, b"photo"), card(2, other)), (MINA,))
    assert [each.first_fate for each in listed] == [Fate.SKIP, Fate.ADD]
    assert settle(listed, {}).new == (other,)
    assert settle(listed, {}).filled == ()
    gives = settle(listed, {1: Fate.FILL, 2: Fate.SKIP})
    assert gives.new == ()
    assert gives.filled == (replace(MINA, role="nurse"),)
    assert gives.pictures == ((MINA.id, b"photo"),)
    assert settle(listed, {1: Fate.ADD}).new == (twin, other)


def test_who_is_not_safe_does_not_come_back_as_somebody_new() -> None:
    [arrival] = arrivals((card(1, replace(MINA, id="f" * 32)),), (replace(MINA, state=State.NOT_SAFE),))
    assert arrival.fates == (Fate.SKIP, Fate.FILL)
    [filled_] = settle([arrival], {1: Fate.FILL}).filled
    assert filled_.state is State.NOT_SAFE


def test_a_second_card_of_somebody_goes_to_the_first() -> None:
    first = Contact(name="Zoë", emails=("zoe@example.org",))
    second = Contact(name="Zoë W.", emails=("zoe@example.org",), role="baker")
    third = Contact(name="zoe", web="https://example.org")
    listed = arrivals((card(1, first), card(2, second), card(3, third)), ())
    done = settle(listed, {2: Fate.FILL, 3: Fate.FILL})
    assert done.new == (replace(first, role="baker", web="https://example.org"),)
    alone = settle(listed, {1: Fate.SKIP, 2: Fate.FILL})
    assert alone.new == (second,)


@pytest.mark.parametrize("name", sorted(ALL))
def test_cards_are_known_by_what_is_in_them(name: str) -> None:
    assert kind_of("contacts.txt", ALL[name]) is FileKind.CARDS


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("a.vcf", "﻿BEGIN:VCARD".encode("utf-16"), FileKind.CARDS),
        ("a.vcf", b"nothing", FileKind.CARDS),
        ("a.csv", b"Name,Phone\n", FileKind.TABLE),
        ("a", b"Name;Phone\n", FileKind.TABLE),
        ("a.txt", b'{\n "format": "supportdesk-export",', FileKind.WHOLE),
        ("a.json", b"[]", FileKind.WHOLE),
        ("a.csv", b"{odd},x\n", FileKind.TABLE),
    ],
)
def test_the_kind_of_a_file(name: str, start: bytes, kind: FileKind) -> None:
    assert kind_of(name, start) is kind


@given(st.binary(max_size=200), st.sampled_from(["a.vcf", "b.csv", "c", "d.json"]))
def test_any_start_has_a_kind(start: bytes, name: str) -> None:
    assert kind_of(name, start) in FileKind


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.vcf"
    with huge.open("wb") as file:
        file.write(b"BEGIN:VCARD\r\n")
        file.truncate(100_000_001)  # no such room is taken on the disk
    with pytest.raises(DomainError) as error:
        read_file(huge)
    assert (error.value.code, error.value.values["limit"]) == ("import_too_big", FILE_LIMIT // 1_000_000)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.vcf"):
        with pytest.raises(DomainError) as error:
            read_file(path)
        assert error.value.code == "file_unreadable"


def test_arrival_without_a_match_may_only_be_added_or_left() -> None:
    assert Arrival(candidate=card(1, MINA)).fates == (Fate.ADD, Fate.SKIP)
