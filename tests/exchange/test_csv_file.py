"""Tables of contacts: those of three programs and of people come in, ours come back, formulas stay text."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, Energy, ImportantDate, Kind, Phone, State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.exchange.csv_columns import Column, Field, guess_columns
from supportdesk.exchange.csv_rows import read_csv, read_rows
from supportdesk.exchange.csv_table import read_table
from supportdesk.exchange.csv_write import write_csv
from supportdesk.exchange.incoming import CONTACT_LIMIT, FILE_LIMIT, Incoming, Stopped
from supportdesk.exchange.outgoing import carried
from supportdesk.words.errors import codes
from tests.exchange import cards
from tests.exchange.cards import outcome

GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
    "Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Website 1 - Label,Website 1 - Value,Event 1 - Label,"
    "Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\r\n"
    'Leila,,Haddad,Dr,,Lulu,,City Clinic,Nurse,--07-13,"Likes tea,\nnot coffee",,* myContacts ::: Friends,'
    "* Home,leila@example.org,Mobile,+447700900107 ::: 01632 960107,Gran,01632 960108,Home,"
    '"12 Mill Lane\nAnytown",12 Mill Lane,Anytown,Profile,https://example.org,Anniversary,2015-06-20,Size,M\r\n'
)
OUTLOOK = (
    '"Title","First Name","Middle Name","Last Name","Suffix","Company","Job Title","Business Street",'
    '"Business City","Business Postal Code","Business Country/Region","Home Street","Business Fax",'
    '"Business Phone","Home Phone","Home Phone 2","Mobile Phone","Anniversary","Birthday","Categories",'
    '"E-mail Address","E-mail Type","E-mail 2 Address","Gender","Notes","Web Page"\r\n'
    '"Mr.","J\xfcrgen","","M\xfcller","","B\xe4ckerei","B\xe4cker","Hauptstr. 1","Berlin","10115","Germany",'
    '"","030 1","030 2","030 3","030 4","0170 5","0/0/00","5/13/1990","Friends;Customers","j@example.org",'
    '"SMTP","jm@example.org","Unspecified","","http://example.org"\r\n'
).encode("cp1252")
THUNDERBIRD = (
    "First Name;Last Name;Display Name;Primary Email;Secondary Email;Work Phone;Fax Number;Mobile Number;"
    "Home Address;Home Address 2;Home City;Home ZipCode;Birth Year;Birth Month;Birth Day;Web Page 1;Notes\n"
    "Priya;Nair;Priya N;p@example.org;pn@example.com;1;2;3;1 High St;Flat 2;Anytown;AB1;1985;11;2;"
    "https://example.org;x\n"
)


def only(data: bytes) -> Contact:
    found = read_csv(data)
    assert found.bad == ()
    assert len(found.contacts) == 1
    return found.contacts[0].contact


def test_google() -> None:
    found = read_csv(GOOGLE.encode())
    leila = found.contacts[0].contact
    assert (leila.name, leila.nickname, leila.role) == ("Dr Leila Haddad", "Lulu", "Nurse, City Clinic")
    assert leila.phones == (
        Phone(number="+447700900107", label="Mobile"),
        Phone(number="01632 960107", label="Mobile"),
        Phone(number="01632 960108", label="Gran"),
    )
    assert leila.address == "12 Mill Lane\nAnytown"
    assert leila.important_dates == (
        ImportantDate(label="Anniversary", year=2015, month=6, day=20),
        ImportantDate(label="Birthday", month=7, day=13),
    )
    assert leila.notes == "Likes tea,\nnot coffee"
    assert leila.kinds == (Kind.FRIEND,)
    assert leila.web == "https://example.org"
    assert leila.emails == ("leila@example.org",)
    assert found.left_out == ("Custom Field 1 - Value",)


def test_outlook() -> None:
    found = read_csv(OUTLOOK)
    juergen = found.contacts[0].contact
    assert (juergen.name, juergen.role) == ("Mr. Jürgen Müller", "Bäcker, Bäckerei")
    assert juergen.phones == (
        Phone(number="030 1", label="work fax"),
        Phone(number="030 2", label="work"),
        Phone(number="030 3", label="home"),
        Phone(number="030 4", label="home"),
        Phone(number="0170 5", label="mobile"),
    )
    assert juergen.address == "Hauptstr. 1\nBerlin 10115\nGermany"
    assert juergen.important_dates == (ImportantDate(label="Birthday", year=1990, month=5, day=13),)
    assert juergen.emails == ("j@example.org", "jm@example.org")
    assert found.left_out == ("CATEGORIES",)


def test_thunderbird() -> None:
    priya = only(THUNDERBIRD.encode())
    assert priya.name == "Priya N"
    assert [each.label for each in priya.phones] == ["work", "fax", "mobile"]
    assert priya.address == "1 High St\nFlat 2\nAnytown AB1"
    assert priya.important_dates == (ImportantDate(label="Birthday", year=1985, month=11, day=2),)


def test_title_is_a_job_where_no_column_is_one() -> None:
    assert only(b"Name,Title\nAna,Nurse\n").role == "Nurse"
    assert only(b"Title,First name,Suffix\nDr,Ana,\n").name == "Dr Ana"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_any_delimiter_encoding_and_line_end(delimiter: str, encoding: str, ends: str) -> None:
    text = ends.join([delimiter.join(each) for each in (("Name", "Telephone"), ("Zoë “Z”", "01632 960150"))])
    contact = only(text.encode(encoding))
    assert (contact.name, contact.phones) == ("Zoë “Z”", (Phone(number="01632 960150"),))


def test_one_line_in_another_encoding_spoils_no_other() -> None:
    found = read_csv("Name\nZoë\n".encode() + b"J\xfcrgen\n")
    assert [each.contact.name for each in found.contacts] == ["Zoë", "Jürgen"]


def test_excel_says_the_delimiter_itself() -> None:
    contact = only(b'sep=;\r\nName;Notes\r\nAna;"a,b,c,d"\r\n')
    assert (contact.name, contact.notes) == ("Ana", "a,b,c,d")


def test_without_a_header_the_cells_say_what_they_are() -> None:
    table = read_table(b"Ana,ana@example.org,01632 960150\nBo,bo@example.org,+44 1632 960151\n")
    assert [each.field for each in table.columns] == [Field.NAME, Field.EMAIL, Field.PHONE]
    found = read_rows(table, table.columns)
    assert [(each.number, each.contact.name) for each in found.contacts] == [(1, "Ana"), (2, "Bo")]


def test_the_person_may_choose_the_columns() -> None:
    table = read_table(b"Who,What,Else\nAna,lifts,x\n")
    assert [each.field for each in table.columns] == [Field.NAME, Field.LEFT_OUT, Field.LEFT_OUT]
    columns = (table.columns[0], Column(field=Field.NOTES), Column(field=Field.LEFT_OUT))
    found = read_rows(table, columns)
    assert found.contacts[0].contact.notes == "lifts"
    assert found.left_out == ("Else",)
    with pytest.raises(DomainError, match="import_no_columns"):
        read_rows(table, (Column(field=Field.NOTES),) * 3)


def test_a_bad_row_is_named_and_the_rest_comes_in() -> None:
    data = (
        b'Name,Notes,Phone\nAna,"two\nlines ""quoted""",1\n,nobody,\n\n,,\nBo,x\x00y,\nCy,'
        + b"z" * 140_000
        + b",1\nDi,,1,extra\n"
    )
    found = read_csv(data)
    assert [(each.number, each.contact.name) for each in found.contacts] == [(2, "Ana"), (6, "Bo"), (8, "Di")]
    assert found.contacts[0].contact.notes == 'two\nlines "quoted"'
    assert found.contacts[1].contact.notes == "xy"
    assert [(each.number, each.code) for each in found.bad] == [(3, "import_no_name"), (7, "import_row_torn")]
    assert found.left_out == ("?",)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("0001-01-01", (1, 1, 1)),
        ("9999-12-31", (9999, 12, 31)),
        ("13/05/1990", (1990, 5, 13)),
        ("5/13/1990", (1990, 5, 13)),
        ("7/7/1990", (1990, 7, 7)),
        ("5.6.1990", (1990, 6, 5)),
        ("5/6/1990", None),  # a day in May in one land, in June in another
        ("31/02/1990", None),
        ("5/13/90", None),
    ],
)
def test_a_day_is_read_only_where_there_is_one_way(written: str, day: tuple[int, int, int] | None) -> None:
    found = read_csv(f"Name,Birthday\nAna,{written}\n".encode())
    dates = found.contacts[0].contact.important_dates
    assert [(each.year, each.month, each.day) for each in dates] == ([] if day is None else [day])
    assert found.left_out == (("BDAY",) if day is None else ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_not_csv"),
        (b"\n\n ,\n", "import_not_csv"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "import_not_csv"),
        (b"Name" + b"," * 1_001, "import_not_csv"),
        (b"Notes\nx\n", "import_no_columns"),
        (bytes(FILE_LIMIT + 1), "import_too_big"),
        (b"Name\n" + b"Ana\n" * (CONTACT_LIMIT + 1), "import_too_many"),
    ],
)
def test_what_is_no_table_of_contacts_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as told:
        read_csv(data)
    assert told.value.code == code
    assert code in codes()


def test_progress_may_stop_it() -> None:
    def stop(done: int, of: int) -> None:
        assert of == 100
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        read_csv(b"Name\n" + b"Ana\n" * 100, stop)


def test_columns_are_guessed_from_their_words() -> None:
    wanted = {
        "FULL NAME": Column(field=Field.NAME),
        "Surname": Column(field=Field.FAMILY),
        "E-Mail": Column(field=Field.EMAIL),
        "email_address": Column(field=Field.EMAIL),
        "Cell": Column(field=Field.PHONE, group="cell", label="mobile"),
        "Work phone": Column(field=Field.PHONE, group="work phone", label="work"),
        "Tel.": Column(field=Field.PHONE, group="tel"),
        "Address 2 - City": Column(field=Field.TOWN, group="address 2"),
        "Favourite colour": Column(field=Field.LEFT_OUT),
        "": Column(field=Field.LEFT_OUT),
    }
    assert guess_columns(tuple(wanted)) == tuple(wanted.values())


# ---- ours, there and back


@given(st.lists(cards.contacts(), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
@example([Contact(name="=1+1", notes="'=1", phones=(Phone(number="+1", label="''@"),))])
@example([Contact(name="0", notes="0\n;\n0", phones=(Phone(number=";"),), reachable_note=";")])
@example([Contact(name="'", notes="''", address="a\u2028'=", web="'a")])
def test_what_is_written_is_read_again(contacts: list[Contact]) -> None:
    data = write_csv(tuple(contacts), include_not_safe=True)
    found = read_csv(data)
    assert (found.bad, found.left_out) == ((), ())
    assert [replace(each.contact, id=one.id) for each, one in zip(found.contacts, contacts, strict=True)] == [
        carried(each) for each in contacts
    ]
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_formulas_of_any_field_are_text() -> None:
    evil = '=HYPERLINK("http://example.org")'
    data = write_csv(
        (Contact(name=evil, notes="@SUM(1)", emails=("-2+3",), phones=(Phone(number="+44 7"),)),)
    )
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1]
    assert {f"'{evil}", "'@SUM(1)", "'-2+3", "'+44 7"} <= set(cells)
    assert only(data).phones == (Phone(number="+44 7"),)


def test_private_marks_and_unsafe_contacts_stay() -> None:
    ana = Contact(
        name="Ana", leaves_me=Energy.TAKES, stressful=True, learned="LEARNED", my_boundaries="MINE", notes="N"
    )
    bo = Contact(name="Bo", state=State.NOT_SAFE)
    text = write_csv((ana, bo), with_notes=False).decode("utf-8-sig")
    assert text.splitlines()[1:] == ["Ana" + "," * 12]
    asked = read_csv(write_csv((ana, bo), include_not_safe=True))
    assert [each.contact.state for each in asked.contacts] == [State.ACTIVE, State.ARCHIVED]


def test_a_sheet_for_people() -> None:
    ana = Contact(
        name="Ana Lopez",
        kinds=(Kind.FRIEND, Kind.WORK),
        preferred_way=Way.CALL,
        night_ok=True,
        known_since=date(1, 2, 3),
        important_dates=(ImportantDate(label="Birthday", month=2, day=29),),
    )
    rows = list(csv.DictReader(io.StringIO(write_csv((ana,)).decode("utf-8-sig"))))
    assert {name: cell for name, cell in rows[0].items() if cell} == {
        "Name": "Ana Lopez",
        "Kinds": "Friend, Work or school",
        "Preferred way": "Call",
        "Fine at night": "yes",
        "Known since": "0001-02-03",
        "Important date 1": "'--0229",
        "Important date label 1": "Birthday",
    }


# ---- what nobody wrote by hand


def fine(data: bytes) -> Incoming | None:
    found = outcome(read_csv, data, {"import_not_csv", "import_no_columns", "import_too_many"})
    if found is None:
        return None
    assert {each.code for each in found.bad} <= {"import_no_name", "import_row_torn"}
    write_csv(tuple(each.contact for each in found.contacts))
    return found


@pytest.mark.parametrize(
    "data", [GOOGLE.encode(), OUTLOOK, THUNDERBIRD.encode("utf-16")], ids=["google", "outlook", "utf-16"]
)
def test_a_mutant_brings_contacts_or_a_named_trouble(data: bytes) -> None:
    chance = random.Random(11)
    read = []
    for _each in range(250):
        text = bytearray(data * 2)
        for _time in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            text[at : at + chance.choice((0, 1, 9))] = chance.choice(
                (b"", b'"', b"\n", b",", b"\x00", b"\xff", b"\r")
            )
        read.append(fine(bytes(text)))
    assert sum(found is not None and bool(found.contacts) for found in read) > 100


@given(st.binary(max_size=300) | st.text('Name,;"\n\t x=1@.', max_size=200).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    fine(data)
    fine(b"Name,Phone\n" + data)


@pytest.mark.parametrize(
    "data",
    [
        b"a@" + b"." * 120_000 + b"@\nb\n",
        b"Name\n" + b'"' * 500_001,
        b"Name\n" + b'"a\n' * 300_000,
        b"Name,Groups\nAna," + b"a;" * 60_000,
        b"sep=;\n" + b";" * 900_000,
        b"Name\n" + b"\n" * 900_000,
    ],
    ids=["dots", "quotes", "torn", "groups", "columns", "blank"],
)
def test_a_hostile_table_ends(data: bytes) -> None:
    fine(data)
