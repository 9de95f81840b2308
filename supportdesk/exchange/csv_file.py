"""Tables of contacts (CSV): read from any spreadsheet or mail program, written for a spreadsheet.

A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) is written with an
apostrophe before it, and so is one that begins with apostrophes before such a sign. Reading takes one
apostrophe away again, so nothing is lost and nothing is run.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from supportdesk.domain.contact import Contact, State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import tidy_line
from supportdesk.exchange.csv_columns import Column, Field, field_words, guess_columns
from supportdesk.exchange.days import day_of, iso
from supportdesk.exchange.draft import Draft
from supportdesk.exchange.encodings import to_text
from supportdesk.exchange.incoming import (
    CARD_LIMIT,
    BadPart,
    Candidate,
    Incoming,
    Progress,
    check_count,
    check_size,
    incoming,
)
from supportdesk.exchange.outgoing import carried, chosen
from supportdesk.exchange.vcard_fields import GOOGLES, WORDS
from supportdesk.records import dataclass
from supportdesk.words import _, labels
from supportdesk.words.exchange import anniversary, birthday

_T = TypeVar("_T")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20  # rows from which the delimiter and columns without a header are guessed
_STEP = 50
_MOST_COLUMNS = 1_000
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_EMAIL_LENGTH = 320
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"\+?[\d\s().\-/]{5,}")
_MANY = " ::: "  # between several values in one cell of Google's
_Numbered = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file with their numbers as a spreadsheet counts them (the header is row 1).

    `columns` is the first guess of what they hold. Without a header the names are "Column 1" and so on.
    """

    header: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[_Numbered, ...]
    torn: tuple[BadPart, ...] = ()
    delimiter: str = ","
    has_header: bool = True


# ---- reading


def read_csv(data: bytes, progress: Progress | None = None) -> Incoming:
    """The contacts in a table, by the columns as they are guessed. Errors as `read_table` and `read_rows`."""
    table = read_table(data)
    return read_rows(table, table.columns, progress)


def read_table(data: bytes) -> Table:
    """The cells of a file, whatever its delimiter, encoding and line ends.

    Errors: DomainError "import_too_big", "import_too_many", "import_not_csv" where there is no table.
    """
    check_size(len(data))
    text = to_text(data)
    delimiter, text = _delimiter(text)
    rows: list[_Numbered] = []
    torn: list[BadPart] = []
    for number, cells in _cells(text, delimiter):
        if cells is None:
            torn.append(BadPart(number=number, name="", code="import_row_torn"))
        elif any(cell.strip() for cell in cells):
            rows.append((number, tuple(_bare(cell) for cell in cells)))
            check_count(len(rows) - 1)
    if not rows or max(len(cells) for _number, cells in rows) > _MOST_COLUMNS:
        raise DomainError("import_not_csv")
    return _table(rows, tuple(torn), delimiter)


def _table(rows: list[_Numbered], torn: tuple[BadPart, ...], delimiter: str) -> Table:
    first = rows[0][1]
    columns = guess_columns(first)
    is_header = any(each.field not in (Field.LEFT_OUT, Field.NOT_NEEDED) for each in columns)
    if is_header and not any(_is_email(cell.strip()) for cell in first):
        return _headed(rows, torn, delimiter)
    return _unheaded(rows, torn, delimiter)


def with_header(table: Table, has_header: bool) -> Table:
    """The same table with its first row taken for headings, or for one like the others."""
    if has_header is table.has_header or (has_header and not table.rows):
        return table
    if has_header:
        return _headed(list(table.rows), table.torn, table.delimiter)
    first = (max(table.rows[0][0] - 1 if table.rows else 1, 1), table.header)
    return _unheaded([first, *table.rows], table.torn, table.delimiter)


def _headed(rows: list[_Numbered], torn: tuple[BadPart, ...], delimiter: str) -> Table:
    header = tuple(tidy_line(each) for each in rows[0][1])
    columns = guess_columns(header)
    return Table(header=header, columns=columns, rows=tuple(rows[1:]), torn=torn, delimiter=delimiter)


def _unheaded(rows: list[_Numbered], torn: tuple[BadPart, ...], delimiter: str) -> Table:
    width = max(len(cells) for _number, cells in rows[:_SAMPLE])
    if any(
        ord(c) < 32 and c not in "\t\r\n" for _number, cells in rows[:_SAMPLE] for cell in cells for c in cell
    ):
        raise DomainError("import_not_csv")  # a picture or another file of bytes
    header = tuple(_("Column {number}").format(number=number + 1) for number in range(width))
    columns = _by_content([cells for _number, cells in rows[:_SAMPLE]], width)
    return Table(
        header=header, columns=columns, rows=tuple(rows), torn=torn, delimiter=delimiter, has_header=False
    )


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without the line in which Excel says it."""
    said = re.match(r'"?sep=(.)"?\r?\n', text)
    if said:
        return said[1], "\n" + text[said.end() :]
    best, most = ",", (0, 0, 0)
    for delimiter in _DELIMITERS:
        rows = [cells for number, cells in _cells(text[:100_000], delimiter) if cells and number <= _SAMPLE]
        width, times = max(
            Counter(map(len, rows)).items(), key=lambda each: (each[1], each[0]), default=(1, 0)
        )
        if width > 1 and (_headings(rows[0]), times, width) > most:
            best, most = delimiter, (_headings(rows[0]), times, width)
    return best, text


def _headings(first: list[str]) -> int:
    """How many cells of a first row are headings we know; one alone may be chance."""
    known = sum(each.field not in (Field.LEFT_OUT, Field.NOT_NEEDED) for each in guess_columns(tuple(first)))
    return known if known > 1 else 0


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with its number from 1; None for a row that has no end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, None


def _bare(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from counting."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _is_email(cell: str) -> bool:
    return len(cell) <= _EMAIL_LENGTH and _EMAIL.fullmatch(cell) is not None


def _by_content(rows: list[tuple[str, ...]], width: int) -> tuple[Column, ...]:
    """Columns of a table without a header: e-mail addresses, numbers, and the first other text as name."""
    found: list[Column] = []
    for position in range(width):
        cells = [cell for row in rows if len(row) > position and (cell := row[position].strip())]
        if cells and all(_is_email(cell) for cell in cells):
            found.append(Column(field=Field.EMAIL))
        elif cells and all(_NUMBER.fullmatch(cell) for cell in cells):
            found.append(Column(field=Field.PHONE, group=f"phone {position}"))
        elif cells and not any(each.field is Field.NAME for each in found):
            found.append(Column(field=Field.NAME))
        else:
            found.append(Column(field=Field.LEFT_OUT))
    return tuple(found)


_NAMING = frozenset(
    {Field.NAME, Field.GIVEN, Field.FAMILY, Field.NICKNAME, Field.ORGANISATION, Field.PHONE, Field.EMAIL}
)


def read_rows(table: Table, columns: tuple[Column, ...], progress: Progress | None = None) -> Incoming:
    """The contacts in the rows, by what the columns hold (one for each header).

    Pure and safe in a worker. `progress` gets (rows done, of all). A row without any name, number or
    address is named and the rest comes in. Errors: DomainError "import_no_columns"; `Stopped`.
    """
    if not any(each.field in _NAMING for each in columns):
        raise DomainError("import_no_columns")
    good: list[Candidate] = []
    bad: list[BadPart] = list(table.torn)
    for done, (number, cells) in enumerate(table.rows):
        if progress is not None and done % _STEP == 0:
            progress(done, len(table.rows))
        row = _Row(cells, columns, table.header)
        try:
            good.append(row.draft().finish(number))
        except DomainError as error:
            bad.append(BadPart(number=number, name=row.name()[:80], code=error.code))
    return incoming(good, sorted(bad, key=lambda each: each.number))


class _Row:
    """The cells of one row by what they hold."""

    def __init__(self, cells: tuple[str, ...], columns: tuple[Column, ...], header: tuple[str, ...]) -> None:
        self.by_field: dict[Field, list[tuple[Column, str]]] = defaultdict(list)
        self.left: list[str] = []
        self.is_too_big = sum(map(len, cells)) > CARD_LIMIT
        for position, cell in enumerate(cells):
            if not cell.strip():
                continue
            column = columns[position] if position < len(columns) else Column(field=Field.LEFT_OUT)
            self.by_field[column.field].append((column, cell))
            if column.field is Field.LEFT_OUT:
                self.left.append(header[position] if position < len(header) else "?")

    def _all(self, field: Field) -> list[str]:
        return [cell for _column, cell in self.by_field.get(field, [])]

    def _one(self, field: Field) -> str:
        return next(iter(self._all(field)), "")

    def name(self) -> str:
        """What the row calls its contact, as far as it can be read."""
        parts = (Field.PREFIX, Field.GIVEN, Field.MIDDLE, Field.FAMILY)
        joined = " ".join(each for field in parts for each in self._all(field))
        suffix = self._one(Field.SUFFIX)
        options = (self._one(Field.NAME), f"{joined}, {suffix}" if joined and suffix else joined or suffix)
        return next((name for each in options if (name := tidy_line(each))), "")

    def draft(self) -> Draft:
        """The row as a contact in the making. Errors: DomainError "import_row_torn"."""
        if self.is_too_big:
            raise DomainError("import_row_torn")
        draft = Draft(
            name=self.name(),
            nicknames=self._all(Field.NICKNAME)[:1],
            organisation=self._one(Field.ORGANISATION),
            jobs=self._all(Field.JOB),
            phones=self._phones(),
            emails=[each for cell in self._all(Field.EMAIL) for each in cell.split(_MANY)],
            addresses=self._addresses(),
            webs=[("", each) for cell in self._all(Field.WEB) for each in cell.split(_MANY)],
            notes=self._all(Field.NOTES),
            reachable_note=self._one(Field.REACHABLE_NOTE),
            time_zone=self._one(Field.TIME_ZONE),
            night_ok=self._one(Field.NIGHT).strip().casefold() in ("yes", "x", "1", "true", _("yes")),
            way=_value(self._one(Field.WAY), {labels.way(each): each for each in Way}),
            state=_value(self._one(Field.STATE), {labels.state(each): each for each in State})
            or State.ACTIVE,
            left=dict.fromkeys(self.left),
        )
        self._kinds(draft)
        self._days(draft)
        return draft

    def _labels(self, field: Field) -> dict[str, str]:
        return {column.group: cell for column, cell in self.by_field.get(field, [])}

    def _phones(self) -> list[tuple[str, str]]:
        labels_ = self._labels(Field.PHONE_LABEL)
        return [
            (number, column.label or labels_.get(column.group, ""))
            for column, cell in self.by_field.get(Field.PHONE, [])
            for number in cell.split(_MANY)
        ]

    def _addresses(self) -> list[tuple[str, str]]:
        """One address a group: as the file puts it together, else street, town and country in lines."""
        whole = self._labels(Field.ADDRESS)
        labels_ = self._labels(Field.ADDRESS_LABEL)
        lines: dict[str, dict[Field, list[str]]] = defaultdict(lambda: defaultdict(list))
        names: dict[str, str] = {}
        for field in (Field.STREET, Field.TOWN, Field.COUNTRY):
            for column, cell in self.by_field.get(field, []):
                lines[column.group][field].append(cell)
                names[column.group] = column.label
        found = [(labels_.get(group, ""), text) for group, text in whole.items()]
        for group, parts in lines.items():
            if group not in whole:
                block = [*parts[Field.STREET], " ".join(parts[Field.TOWN]), *parts[Field.COUNTRY]]
                text = "\n".join(each for each in block if each.strip())
                found.append((names[group] or labels_.get(group, ""), text))
        return found

    def _kinds(self, draft: Draft) -> None:
        for cell in self._all(Field.KINDS):
            for word in re.split(r" ::: |[;,|\n]", cell)[:WORDS]:
                bare = word.strip().lstrip("* ")
                if bare and not draft.add_kind(bare) and bare.casefold() not in GOOGLES:
                    draft.leave_out("CATEGORIES")

    def _days(self, draft: Draft) -> None:
        labels_ = self._labels(Field.DATE_LABEL)
        dated = [(labels_.get(column.group, ""), cell) for column, cell in self.by_field.get(Field.DATE, [])]
        dated += [(birthday(), cell) for cell in (*self._all(Field.BIRTHDAY), *self._birth())]
        dated += [(anniversary(), cell) for cell in self._all(Field.ANNIVERSARY)]
        for label, cell in dated:
            found = day_of(cell)
            if found is not None:
                draft.days.append((label, found))
            elif re.search("[1-9]", cell):  # Outlook writes 0/0/00 for none
                draft.leave_out("BDAY")
        since = day_of(self._one(Field.SINCE))
        if since is not None and since[0] is not None:
            draft.since = date(since[0], since[1], since[2])

    def _birth(self) -> list[str]:
        """The day of birth that stands in three columns (Thunderbird)."""
        parts = {column.label: cell.strip() for column, cell in self.by_field.get(Field.BIRTH_PART, [])}
        month, day = parts.get("month", ""), parts.get("day", "")
        if not (month.isdecimal() and day.isdecimal()):
            return []
        year = parts.get("year", "")
        start = f"{int(year):04d}-" if year.isdecimal() and len(year) <= 4 else "--"
        return [f"{start}{month[-2:]:0>2}-{day[-2:]:0>2}"]


def _value(cell: str, known: dict[str, _T]) -> _T | None:
    wanted = cell.strip().casefold()
    return next((value for word, value in known.items() if wanted in (word.casefold(), str(value))), None)


def _state(cell: str) -> State:
    return _value(cell, {labels.state(each): each for each in State}) or State.ACTIVE


# ---- writing


def write_csv(
    contacts: tuple[Contact, ...], *, include_not_safe: bool = False, with_notes: bool = True
) -> bytes:
    """The contacts as a table with a header, one row each: UTF-8 with a mark, as spreadsheets want it.

    What leaves is said by `outgoing`; formulas are made harmless as the module says.
    """
    leaving = [
        carried(each, with_notes=with_notes) for each in chosen(contacts, include_not_safe=include_not_safe)
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    most = _Most(
        phones=max((len(each.phones) for each in leaving), default=0),
        emails=max((len(each.emails) for each in leaving), default=0),
        days=max((len(each.important_dates) for each in leaving), default=0),
    )
    writer.writerow(_header(most))
    writer.writerows([_safe(cell) for cell in _written(each, most)] for each in leaving)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Most:
    """The most numbers, addresses and days that any of the contacts has."""

    phones: int
    emails: int
    days: int


_SINGLE = (
    Field.NAME, Field.NICKNAME, Field.KINDS, Field.JOB, Field.ADDRESS, Field.WEB, Field.WAY,
    Field.REACHABLE_NOTE, Field.NIGHT, Field.TIME_ZONE, Field.SINCE, Field.STATE, Field.NOTES,
)  # fmt: skip


def _header(most: _Most) -> list[str]:
    words = field_words()
    cells = [words[each] for each in _SINGLE]
    for number in range(1, most.phones + 1):
        cells += [f"{words[Field.PHONE]} {number}", f"{words[Field.PHONE_LABEL]} {number}"]
    cells += [f"{words[Field.EMAIL]} {number}" for number in range(1, most.emails + 1)]
    for number in range(1, most.days + 1):
        cells += [f"{words[Field.DATE]} {number}", f"{words[Field.DATE_LABEL]} {number}"]
    return cells


def _written(contact: Contact, most: _Most) -> list[str]:
    cells = [
        contact.name,
        contact.nickname,
        ", ".join(labels.kind(each) for each in contact.kinds),
        contact.role,
        contact.address,
        contact.web,
        labels.way(contact.preferred_way) if contact.preferred_way else "",
        contact.reachable_note,
        _("yes") if contact.night_ok else "",
        contact.time_zone,
        iso(contact.known_since) if contact.known_since else "",
        "" if contact.is_active else labels.state(contact.state),
        contact.notes,
    ]
    for phone in contact.phones:
        cells += [phone.number, phone.label]
    cells += [""] * (2 * (most.phones - len(contact.phones)))
    cells += [*contact.emails, *[""] * (most.emails - len(contact.emails))]
    for day in contact.important_dates:
        cells += [iso(day), day.label]
    return [*cells, *[""] * (2 * (most.days - len(contact.important_dates)))]


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
