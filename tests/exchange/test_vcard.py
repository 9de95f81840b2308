"""Contact cards: those of six programs come in whole, ours come back as they were, bad ones are named."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import (
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
from supportdesk.domain.errors import DomainError
from supportdesk.exchange.incoming import (
    CARD_LIMIT,
    CONTACT_LIMIT,
    FILE_LIMIT,
    PHOTO_LIMIT,
    Candidate,
    Incoming,
    Stopped,
)
from supportdesk.exchange.outgoing import carried
from supportdesk.exchange.vcard import read_vcard, write_vcard
from supportdesk.words.errors import codes
from tests.exchange import cards
from tests.exchange.cards import outcome


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(data: bytes) -> Contact:
    found = read_vcard(data)
    assert found.bad == ()
    assert len(found.contacts) == 1
    return found.contacts[0].contact


# ---- the programs


def test_iphone() -> None:
    found = read_vcard(cards.IPHONE)
    leila, taxis = (each.contact for each in found.contacts)
    assert leila.name == "Dr. Leila Nour Haddad"
    assert leila.nickname == "Lulu"
    assert leila.role == "Nurse, City Clinic, Ward 4"
    assert leila.emails == ("leila@example.org", "lh@example.com")
    assert leila.phones == (
        Phone(number="+44 7700 900107", label="mobile"),
        Phone(number="01632 960107", label="at her mother's"),
        Phone(number="01632 960108", label="home fax"),
    )
    assert leila.address == "12 Mill Lane\nFlat 3\nAnytown Shire AB1 2CD\nUnited Kingdom"
    assert leila.web == "https://example.org/leila"
    assert leila.important_dates == (
        ImportantDate(label="Birthday", month=2, day=29),
        ImportantDate(label="Anniversary", month=6, day=20, year=2015),
    )
    assert leila.notes == "Likes tea, not coffee.\nRing twice; wait.\n\nSignal: +447700900107"
    assert leila.kinds == (Kind.PEER,)
    assert found.contacts[0].photo == cards.JPEG
    assert found.left_out == ("CATEGORIES",)
    assert (taxis.name, taxis.kinds, taxis.role) == ("Anytown Taxis", (Kind.SERVICE,), "")
    assert taxis.phones == (Phone(number="01632 960111", label="main"),)


def test_android() -> None:
    found = read_vcard(cards.ANDROID)
    ihor = found.contacts[0].contact
    assert (ihor.name, ihor.nickname) == ("Ігор Загорський", "Ihor")
    assert ihor.phones == (
        Phone(number="07700 900120", label="mobile"),
        Phone(number="01632960121", label="work fax"),
        Phone(number="123,456"),
    )
    assert ihor.address == "Вул. 1\nЛьвів 79000"
    assert ihor.notes == "Line one\nLine two = 2"
    assert ihor.important_dates == (
        ImportantDate(label="First met", month=9, day=1, year=2012),
        ImportantDate(label="Birthday", month=2, day=29, year=1984),
    )
    assert found.contacts[0].photo == cards.JPEG
    assert found.left_out == ("X-ANDROID-CUSTOM",)


def test_google() -> None:
    found = read_vcard(cards.GOOGLE)
    kwame = found.contacts[0].contact
    assert kwame.phones[1] == Phone(number="+441632960106", label="evenings")
    assert kwame.important_dates == (ImportantDate(label="Birthday", month=7, day=13),)
    assert kwame.notes.endswith("characters, so that it goes on here.")
    assert kwame.kinds == (Kind.FRIEND,)
    assert kwame.web == "https://example.org/profile"
    assert found.contacts[0].photo is None
    assert found.left_out == ("PHOTO",)


def test_outlook() -> None:
    found = read_vcard(cards.OUTLOOK)
    juergen = found.contacts[0].contact
    assert juergen.name == "Herr Jürgen Müller"
    assert juergen.role == "Bäcker, Bäckerei Müller, Verkauf"
    assert juergen.address == "Hauptstraße 1\nHinterhof\nBerlin 10115\nDeutschland"
    assert juergen.notes == "Für “immer”\nbis 18 Uhr € 5"
    assert [each.label for each in juergen.phones] == ["work", "mobile"]
    assert found.contacts[0].photo == cards.JPEG
    assert (found.bad, found.left_out) == ((), ())


def test_thunderbird() -> None:
    found = read_vcard(cards.THUNDERBIRD)
    priya = found.contacts[0].contact
    assert priya.nickname == "Pri, Pip"
    assert priya.emails == ("priya@example.org", "pn@example.com")
    assert priya.phones == (
        Phone(number="+44-7700-900105 ext. 7", label="mobile"),
        Phone(number="01632 960105", label="work"),
    )
    assert priya.address == "1 High St\nAnytown AB1 2CD\nUK"
    assert priya.time_zone == "Europe/London"
    assert priya.web == "https://example.org/a;b,c"
    assert priya.notes == "See https://example.org: it is \\ there\n\nfriend: Deniz"
    assert [each.label for each in priya.important_dates] == ["Birthday", "Anniversary"]
    assert found.contacts[0].photo == cards.JPEG
    assert found.left_out == ("RELATED", "GENDER")


def test_nextcloud() -> None:
    found = read_vcard(cards.NEXTCLOUD)
    zoe = found.contacts[0].contact
    assert zoe.name == "Zoë Wójcik"
    assert zoe.notes == "żółw\n\nmastodon: https://example.org/@zoe"
    assert zoe.kinds == (Kind.FAMILY,)
    assert found.left_out == ("CATEGORIES",)


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_any_encoding_and_any_line_end(encoding: str, ends: str) -> None:
    text = card("FN:Zoë “Zo” Müller", "TEL:01632 960150").decode().replace("\r\n", ends)
    assert only(text.encode(encoding)).name == "Zoë “Zo” Müller"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen", "Jürgen"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen", "Jürgen"),
        (b"FN;QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen", "Jürgen"),
        (b"FN;CHARSET=UTF-8:J\xfcrgen", "Jürgen"),
        (b"FN;CHARSET=KOI8-R:\xc9\xc7\xcf\xd2\xd8", "игорь"),
        (b"FN;CHARSET=zlib:Ana", "Ana"),
        (b"FN;CHARSET=iso-8859-99:Ana", "Ana"),
        (b"FN;CHARSET=:Ana", "Ana"),
        (b'FN;X="a:b;c":Ana', "Ana"),
        (b'FN;X="a:Ana', "Ana"),
        (b"item1.fn:Ana", "Ana"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:A=\r\nna", "Ana"),
        (b"FN;ENCODING=B:QW5h", "Ana"),
    ],
)
def test_a_name_however_it_is_coded(line: bytes, name: str) -> None:
    assert only(b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + line + b"\r\nEND:VCARD\r\n").name == name


def test_old_cards_have_no_sign_for_a_new_line_and_keep_the_blank_of_a_fold() -> None:
    old = only(card("FN:Ana", "NOTE:C:\\new", "ADR:;;one\\;two;;;;", "TITLE:a", " b", version="2.1"))
    assert (old.notes, old.address, old.role) == ("C:\\new", "one;two", "a b")
    new = only(card("FN:Ana", "NOTE:C:\\new", "TITLE:a", " b"))
    assert (new.notes, new.role) == ("C:\new", "ab")


# ---- what a card lacks


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:Doe;Jane;;;",), "Jane Doe"),
        (("FN:", "N:Doe;Jane;Q;Dr;MD"), "Dr Jane Q Doe, MD"),
        (("FN: ", "N:;;;;", "ORG:City Clinic;"), "City Clinic"),
        (("NICKNAME:Jo",), "Jo"),
        (("EMAIL:jo@example.org",), "jo@example.org"),
        (("TEL:01632 960160",), "01632 960160"),
    ],
)
def test_a_card_without_a_formatted_name_is_still_a_contact(lines: tuple[str, ...], name: str) -> None:
    assert only(card(*lines)).name == name


def test_a_bad_card_is_named_and_the_rest_comes_in() -> None:
    data = (
        card("FN:Ana")
        + card("NOTE:nobody")
        + b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut Short\r\n"
        + card("FN:Bo", "no colon here", "BDAY:circa 1800")
        + card("FN:Book club", "X-ADDRESSBOOKSERVER-KIND:group")
        + card("FN:Too Big", "NOTE:" + "x" * (CARD_LIMIT + 1))
        + card("N:;Cy;;;", "PHOTO;ENCODING=b:" + "A" * 5)
    )
    found = read_vcard(data)
    assert [(each.number, each.contact.name) for each in found.contacts] == [(1, "Ana"), (4, "Bo"), (7, "Cy")]
    assert [(each.number, each.name, each.code) for each in found.bad] == [
        (2, "", "import_no_name"),
        (3, "Cut Short", "import_card_cut"),
        (5, "Book club", "import_is_list"),
        (6, "Too Big", "import_card_too_big"),
    ]
    assert found.contacts[1].left_out == ("BDAY", "?")
    assert found.left_out == ("BDAY", "?", "PHOTO")


def test_a_card_within_a_card_is_not_a_contact() -> None:
    inner = card("FN:Secretary", "TEL:1", version="2.1").decode().rstrip()
    boss = only(card("FN:Boss", "AGENT:", inner, "TEL:01632 960161", version="2.1"))
    assert boss.name == "Boss"
    assert boss.phones == (Phone(number="01632 960161"),)


def test_a_begin_in_a_note_begins_nothing() -> None:
    assert only(card("FN:Ana", "NOTE:one", " BEGIN:VCARD")).notes == "oneBEGIN:VCARD"


def test_too_long_is_left_out_and_said() -> None:
    found = read_vcard(card("FN:" + "n" * 300, "TITLE:" + "t" * 1001, "NOTE:" + "x" * 100_001, "URL:a"))
    contact = found.contacts[0].contact
    assert (contact.name, contact.role, contact.notes, contact.web) == ("n" * 200, "", "", "a")
    assert set(found.left_out) == {"FN", "TITLE", "NOTE"}


def test_a_picture_that_is_too_large_or_none_is_left_out() -> None:
    from base64 import b64encode

    for image in (cards.JPEG + bytes(PHOTO_LIMIT), b"MZ not a picture"):
        found = read_vcard(card("FN:Ana", "PHOTO;ENCODING=b:" + b64encode(image).decode()))
        assert found.contacts[0].photo is None
        assert found.left_out == ("PHOTO",)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("0001-01-01", ImportantDate(label="Birthday", year=1, month=1, day=1)),
        ("99991231", ImportantDate(label="Birthday", year=9999, month=12, day=31)),
        ("1990-05-13T00:00:00Z", ImportantDate(label="Birthday", year=1990, month=5, day=13)),
        ("--02-29", ImportantDate(label="Birthday", month=2, day=29)),
        ("0000-01-01", None),
        ("1990-02-30", None),
        ("--1301", None),
        ("1604", None),
    ],
)
def test_days_at_the_edges(written: str, day: ImportantDate | None) -> None:
    found = read_vcard(card("FN:Ana", f"BDAY:{written}"))
    assert found.contacts[0].contact.important_dates == (() if day is None else (day,))
    assert found.left_out == (("BDAY",) if day is None else ())


# ---- limits


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_not_vcard"),
        (b"name,phone\nAna,1\n", "import_not_vcard"),
        (b"\x00" * 100, "import_not_vcard"),
        (bytes(FILE_LIMIT + 1), "import_too_big"),
        (b"BEGIN:VCARD\nEND:VCARD\n" * (CONTACT_LIMIT + 1), "import_too_many"),
    ],
)
def test_what_is_no_file_of_cards_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as told:
        read_vcard(data)
    assert told.value.code == code
    assert code in codes()


def test_progress_goes_forward_and_may_stop_it() -> None:
    steps: list[tuple[int, int]] = []
    data = card("FN:Ana") * 200
    read_vcard(data, lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert len(steps) == 4
    assert all(0 < done <= of for done, of in steps)

    def stop(done: int, of: int) -> None:
        if done * 2 > of:
            raise Stopped

    with pytest.raises(Stopped):
        read_vcard(data, stop)


# ---- ours, there and back


def back(data: bytes, wanted: list[Contact]) -> list[Contact]:
    found = read_vcard(data)
    assert (found.bad, found.left_out) == ((), ())
    return [replace(each.contact, id=one.id) for each, one in zip(found.contacts, wanted, strict=True)]


@given(st.lists(cards.contacts(), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
@example([Contact(name="=1+1", role="=1+1", kinds=(Kind.GROUP,), phones=(Phone(number="1", label="home"),))])
def test_what_is_written_is_read_again(contacts: list[Contact]) -> None:
    data = write_vcard(tuple(contacts), include_not_safe=True)
    assert back(data, contacts) == [carried(each) for each in contacts]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.decode("utf-8").count("\r\nEND:VCARD\r\n") == len(contacts)


def test_private_marks_stay_and_unsafe_contacts_stay_unless_asked_for() -> None:
    ana = Contact(
        name="Ana",
        leaves_me=Energy.TAKES,
        recovery=RecoveryEffect.HARDER,
        stressful=True,
        my_boundaries="MINE",
        their_boundaries="THEIRS",
        learned="LEARNED",
        asked_what="ASKED",
        notes="a note",
        supports=(Support(type=SupportType.EMOTIONAL, details=("DETAIL",)),),
        in_hard_times=True,
    )
    bo = Contact(name="Bo", state=State.NOT_SAFE)
    text = write_vcard((ana, bo), with_notes=False).decode()
    assert text == "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Ana;;;\r\nFN:Ana\r\nEND:VCARD\r\n"
    asked = write_vcard((ana, bo), include_not_safe=True)
    assert b"NOTE:a note" in asked
    assert b"not_safe" not in asked
    assert [each.contact.state for each in read_vcard(asked).contacts] == [State.ACTIVE, State.ARCHIVED]


def test_the_same_contacts_are_the_same_bytes() -> None:
    ana = Contact(name="Ana", important_dates=(ImportantDate(label="x", month=1, day=2, year=date.max.year),))
    assert write_vcard((ana,)) == write_vcard((ana,))


# ---- what nobody wrote by hand


def mutants(data: bytes, count: int, seed: int) -> list[bytes]:
    """Copies with bytes changed, cut out, doubled, or swapped with signs that mean something."""
    chance = random.Random(seed)
    signs = [
        b"\r\n", b"\n ", b"=", b"=\r\n", b";", b":", b'"', b"\\", b",", b"\x00", b"\xff", b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n", b"AGENT:\r\n", b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=utf-16",
    ]  # fmt: skip
    made = []
    for _each in range(count):
        text = bytearray(data)
        for _time in range(chance.randint(1, 8)):
            at = chance.randrange(len(text) + 1)
            end = min(len(text), at + chance.choice((1, 1, 3, 40)))
            any_byte = bytes([chance.randrange(256)])
            text[at:end] = chance.choice((b"", any_byte, chance.choice(signs), bytes(text[at:end]) * 2))
        made.append(bytes(text))
    return made


def fine(data: bytes) -> Incoming | None:
    """What comes of a file: contacts and named troubles, or one named refusal."""
    found = outcome(read_vcard, data, {"import_not_vcard", "import_too_many"})
    if found is None:
        return None
    assert {each.code for each in found.bad} <= {
        "import_no_name", "import_card_cut", "import_is_list", "import_card_too_big",
    }  # fmt: skip
    write_vcard(tuple(each.contact for each in found.contacts))
    return found


@pytest.mark.parametrize("name", cards.ALL)
def test_a_mutant_brings_contacts_or_a_named_trouble(name: str) -> None:
    read = [fine(each) for each in mutants(cards.ALL[name], 250, seed=7)]
    assert sum(found is not None and bool(found.contacts) for found in read) > 125


@given(st.binary(max_size=400))
def test_any_bytes_in_a_card(data: bytes) -> None:
    fine(b"BEGIN:VCARD\r\nFN:Ana\r\n" + data + b"\r\nEND:VCARD\r\n")
    fine(data)


@pytest.mark.parametrize(
    "line",
    [
        b'NOTE;X="' + b':"' * 400_000,
        b"NOTE" + b";a=" * 300_000 + b":x",
        b"NOTE:" + b"\\" * 900_000,
        b"NOTE:" + b"\\;," * 300_000,
        b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\r\n" * 200_000,
        b"NOTE:x" + b"\r\n " * 200_000,
        b"\r\n".join(b"X-%d:1" % number for number in range(40_000)),
        b"NICKNAME:ab\r\n" * 40_000,
        b"TEL:1\r\n" * 50_000,
        b"a." * 450_000 + b"!:x",
        b"CATEGORIES:" + b"a," * 450_000,
        b"ADR:" + b";" * 900_000,
        b"AGENT:\r\nBEGIN:VCARD\r\n" * 40_000,
        b"TEL;TYPE=" + b"a," * 400_000 + b":1",
        b"PHOTO;VALUE=URI:" + b"data:" * 150_000,
    ],
    ids=lambda line: line[:12].decode(),
)
def test_a_hostile_card_ends(line: bytes) -> None:
    found = fine(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n" + line + b"\r\nEND:VCARD\r\n" + card("FN:Bo"))
    assert found is not None
    if b"BEGIN" not in line:
        assert found.contacts[-1].contact.name == "Bo"


# ---- more programs, each with what it does in its own way


def the_one(data: bytes) -> Candidate:
    found = read_vcard(data)
    assert found.bad == ()
    [candidate] = found.contacts
    return candidate


def test_a_messenger_writes_its_own_number_beside_the_number() -> None:
    card = the_one(
        b"BEGIN:VCARD\nVERSION:3.0\nN:;Ana;;;\nFN:Ana\nitem1.TEL;waid=447700900107:+44 7700 900107\n"
        b"item1.X-ABLabel:Mobil\nEND:VCARD\n"
    )
    assert card.contact.phones == (Phone(number="+44 7700 900107", label="Mobil"),)


def test_icloud_names_things_between_signs_and_links_its_photos() -> None:
    card = the_one(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Sofía;;;\r\nFN:Sofía Ruiz\r\nitem1.TEL:123456\r\n"
        "item1.X-ABLabel:_$!<Mobile>!$_\r\nitem2.X-ABRELATEDNAMES:Jo\r\nitem2.X-ABLabel:_$!<Sister>!$_\r\n"
        "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&640&640&a==;VALUE=uri:https://example.org/x\r\n"
        "END:VCARD\r\n".encode()
    )
    assert card.contact.phones == (Phone(number="123456", label="mobile"),)
    assert card.contact.notes == "sister: Jo"
    assert card.photo is None
    assert card.left_out == ("PHOTO",)


def test_a_line_that_is_none_spoils_no_other() -> None:
    card = the_one(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=C3=96mer=20=E2=9D=A4;;;\r\n"
        b"X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=4D=65):1\r\nTEL;CELL:+905321112233\r\nEND:VCARD\r\n"
    )
    assert card.contact.name == "Ömer ❤"
    assert card.contact.phones == (Phone(number="+905321112233", label="mobile"),)
    assert card.left_out == ("?",)


def test_small_letters_and_no_version_first() -> None:
    card = the_one(
        b"begin:vcard\r\nfn:Priya Nair\r\nn:Nair;Priya\r\norg;quoted-printable:B=C3=BCro;Abt\r\n"
        b"email;internet:p@example.org\r\nx-mozilla-html:TRUE\r\nversion:2.1\r\nend:vcard\r\n\r\n"
    )
    assert (card.contact.name, card.contact.role) == ("Priya Nair", "Büro, Abt")
    assert card.contact.emails == ("p@example.org",)


def test_a_picture_under_outlooks_own_name() -> None:
    from base64 import b64encode

    data = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Jo\r\nX-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\r\n "
    card = the_one(data + b64encode(cards.JPEG) + b"\r\n\r\nEND:VCARD\r\n")
    assert card.photo == cards.JPEG


def test_lines_that_end_with_a_carriage_return_alone() -> None:
    assert the_one(b"BEGIN:VCARD\rVERSION:3.0\rFN:Cara\rTEL:1234\rEND:VCARD\r").contact.name == "Cara"
