"""A table of contacts (CSV) cell by cell, as any spreadsheet or mail program writes it.

A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) is written with an
apostrophe before it, and so is one that begins with apostrophes before such a sign (`csv_write`). Reading
takes one apostrophe away again, so nothing is lost and nothing is run.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import tidy_line
from supportdesk.exchange.csv_columns import Column, Field, guess_columns
from supportdesk.exchange.encodings import to_text
from supportdesk.exchange.incoming import BadPart, check_count, check_size
from supportdesk.records import dataclass
from supportdesk.words import _

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20  # rows from which the delimiter and columns without a header are guessed
_MOST_COLUMNS = 1_000
_EMAIL_LENGTH = 320
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"\+?[\d\s().\-/]{5,}")
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
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


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
