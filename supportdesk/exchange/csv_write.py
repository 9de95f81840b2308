"""Contacts as a table (CSV), for a spreadsheet; what `csv_table` and `csv_rows` read again without loss."""

from __future__ import annotations

import csv
import io

from supportdesk.domain.contact import Contact
from supportdesk.exchange.csv_columns import Field, field_words
from supportdesk.exchange.csv_table import FORMULA
from supportdesk.exchange.days import iso
from supportdesk.exchange.outgoing import carried, chosen
from supportdesk.records import dataclass
from supportdesk.words import _, labels


def write_csv(
    contacts: tuple[Contact, ...], *, include_not_safe: bool = False, with_notes: bool = True
) -> bytes:
    """The contacts as a table with a header, one row each: UTF-8 with a mark, as spreadsheets want it.

    What leaves is said by `outgoing`; formulas are made harmless as `csv_table` says.
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
    return f"'{cell}" if FORMULA.match(cell) else cell
