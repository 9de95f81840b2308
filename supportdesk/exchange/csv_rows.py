"""The rows of a table as contacts, by what the person says the columns hold."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TypeVar

from supportdesk.domain.contact import State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import tidy_line
from supportdesk.exchange.csv_columns import Column, Field
from supportdesk.exchange.csv_table import Table, read_table
from supportdesk.exchange.days import day_of
from supportdesk.exchange.draft import Draft
from supportdesk.exchange.incoming import CARD_LIMIT, BadPart, Candidate, Incoming, Progress, incoming
from supportdesk.exchange.vcard_fields import GOOGLES, WORDS
from supportdesk.words import _, labels
from supportdesk.words.exchange import anniversary, birthday

_T = TypeVar("_T")
_STEP = 50  # rows between two words on how far it is
_MANY = " ::: "  # between several values in one cell of Google's
_NAMING = frozenset(
    {Field.NAME, Field.GIVEN, Field.FAMILY, Field.NICKNAME, Field.ORGANISATION, Field.PHONE, Field.EMAIL}
)


def read_csv(data: bytes, progress: Progress | None = None) -> Incoming:
    """The contacts in a table, by the columns as they are guessed. Errors as `read_table` and `read_rows`."""
    table = read_table(data)
    return read_rows(table, table.columns, progress)


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
