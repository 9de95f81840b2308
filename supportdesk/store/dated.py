"""Rows with a first and a last day: what is changed keeps its past. Many are written as quickly as few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from supportdesk.store.rows import key_of, table_of

if TYPE_CHECKING:
    from supportdesk.store.store import Store

Row = dict[str, Any]


def write_versions(store: Store, row: Any, changes: Iterable[tuple[Row | None, Row]]) -> None:
    """For each old version and what is wanted, make that the version of now.

    On one day the version is overwritten, else the old one ends; where there is no old one it begins.
    """
    today = store.today()
    fresh, again, over = [], [], []
    for old, wanted in changes:
        if old is not None and old["valid_from"] >= today:
            again.append((old["row"], wanted))
            continue
        if old is not None:
            over.append(old)
        fresh.append({**wanted, "valid_from": today, "valid_to": None})
    update_rows(store, row, again)
    update_rows(store, row, [(old["row"], {"valid_to": today}) for old in over])
    insert_rows(store, row, fresh)


def end_versions(store: Store, row: Any, olds: Sequence[Row]) -> None:
    """End versions today; one that began today leaves no past."""
    today = store.today()
    gone = [old["row"] for old in olds if old["valid_from"] >= today]
    if gone:
        row.delete().where(row.row.in_(gone)).execute(store.database)
    past = [old for old in olds if old["valid_from"] < today]
    update_rows(store, row, [(old["row"], {"valid_to": today}) for old in past])


def valid(row: Any, day: date | None) -> Any:
    """The versions of a day (None: now), as a condition."""
    if day is None:
        return row.valid_to.is_null()
    return (row.valid_from <= day) & (row.valid_to.is_null() | (row.valid_to > day))


# ---- rows by the hundred, without peewee's detours


def insert_rows(store: Store, row: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, all with the same columns."""
    if rows:
        columns = [getattr(row, name) for name in rows[0]]
        names = ", ".join(f'"{each.column_name}"' for each in columns)
        marks = ", ".join("?" for _each in columns)
        text = f"INSERT INTO {table_of(row)} ({names}) VALUES ({marks})"  # noqa: S608 (names of our own)
        pairs = [(each.name, each.db_value) for each in columns]
        store.connection.execute_many(text, [[make(each[name]) for name, make in pairs] for each in rows])


def update_rows(store: Store, row: Any, changes: Sequence[tuple[Any, Mapping[str, Any]]]) -> None:
    """Change rows by their primary key; each may change other columns."""
    by_names: dict[tuple[str, ...], list[list[Any]]] = {}
    for key, values in changes:
        made = [getattr(row, name).db_value(value) for name, value in values.items()]
        by_names.setdefault(tuple(values), []).append([*made, key])
    for names, rows in by_names.items():
        settings = ", ".join(f'"{getattr(row, name).column_name}" = ?' for name in names)
        text = f'UPDATE {table_of(row)} SET {settings} WHERE "{key_of(row)}" = ?'  # noqa: S608 (names of our own)
        store.connection.execute_many(text, rows)
