"""The tables as peewee sees them: the same field names as the records, made from the records' types.

A row is a way in and out, never an object that travels: queries end in `.dicts()` and a record.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

import peewee

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import DATED_FIELDS, Contact, Support, Tie
from supportdesk.domain.goal import Goal
from supportdesk.domain.plain import hints
from supportdesk.domain.plan import PlanPart
from supportdesk.store.fields import ValueField
from supportdesk.store.reading import STANDING_FIELDS


class Row(peewee.Model):
    """A row without a database of its own: every query is told where to run."""


def _columns(record: type, *, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    types = hints(record)
    names = [each.name for each in fields(record) if each.name not in leave_out]
    return {name: ValueField(types[name], primary_key=name == "id") for name in names}


def _table(name: str, columns: dict[str, Any]) -> Any:
    meta = type("Meta", (), {"table_name": name, "legacy_table_names": False})
    return type(f"{name.title().replace('_', '')}Row", (Row,), {**columns, "Meta": meta})


def table_of(row: Any) -> str:
    """The name of the table."""
    return str(row._meta.table_name)  # noqa: SLF001 (there is no other way to it)


def key_of(row: Any) -> str:
    """The column that tells its rows apart."""
    return str(row._meta.primary_key.column_name)  # noqa: SLF001


def _span() -> dict[str, Any]:
    return {
        "row": ValueField(int, primary_key=True),
        "valid_from": ValueField(date),
        "valid_to": ValueField(date | None),
    }


def _dated(record: type, *, leave_out: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> dict[str, Any]:
    types = hints(record)
    names = only or tuple(each.name for each in fields(record) if each.name not in leave_out)
    return _span() | {name: ValueField(types[name]) for name in names}


ContactRow = _table(
    "contact",
    _columns(Contact, leave_out=DATED_FIELDS)
    | {"created_on": ValueField(date), "deleted_on": ValueField(date | None)},
)
StandingRow = _table("standing", {"contact_id": ValueField(str)} | _dated(Contact, only=STANDING_FIELDS))
SupportRow = _table("support", {"contact_id": ValueField(str)} | _dated(Support))
TieRow = _table("tie", _dated(Tie))
PhotoRow = _table("photo", {"contact_id": ValueField(str, primary_key=True), "image": ValueField(bytes)})
GoalRow = _table(
    "goal", _columns(Goal) | {"created_on": ValueField(date), "deleted_on": ValueField(date | None)}
)
CheckInRow = _table(
    "checkin", _columns(CheckIn, leave_out=("people",)) | {"deleted_on": ValueField(date | None)}
)
PersonRow = _table(
    "checkin_person",
    {
        "row": ValueField(int, primary_key=True),
        "checkin_id": ValueField(str),
        "contact_id": ValueField(str),
        "note": ValueField(str),
        # Copies that make "last seen" one look into an index: when it was, and whether they met
        # (not removed, and not "did not go").
        "when": ValueField(datetime),
        "met": ValueField(bool),
    },
)
PlanPartRow = _table("plan_part", _columns(PlanPart) | {"position": ValueField(int)})
PageRow = _table("page", {"name": ValueField(str, primary_key=True), "body": ValueField(str)})
NoteRow = _table(
    "note",
    {
        "id": ValueField(str, primary_key=True),
        "kind": ValueField(str),
        "body": ValueField(str),
        "position": ValueField(int),
    },
)
