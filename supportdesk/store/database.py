"""peewee on the open connection, and the steps that bring a file to today's schema."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peewee

from supportdesk.store import migrations
from supportdesk.store.connection import Connection
from supportdesk.store.errors import StoreError, told

# At DEBUG peewee writes parameters, which are the person's words, into the log.
logging.getLogger("peewee").setLevel(logging.WARNING)


class KeyedDatabase(peewee.SqliteDatabase):
    """A peewee database on a connection that is open and has its key already."""

    def __init__(self, connection: Connection) -> None:
        self._ready = connection.raw
        super().__init__(connection.name)

    def _connect(self) -> Any:
        self._add_conn_hooks(self._ready)  # type: ignore[attr-defined]
        return self._ready


def migrate(database: KeyedDatabase, *, copy_to: Path | None = None, steps: Any = migrations.STEPS) -> None:
    """Bring the file to the newest schema, step by step, each together with its number.

    Before the first step on a file that has a schema already, a whole copy is written to `copy_to`.
    Errors: StoreError "newer_version" when the file is ahead of this program; nothing is written then.
    """
    version = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
    if version > len(steps):
        raise StoreError("newer_version", file=version, program=len(steps))
    if version == len(steps):
        return
    with told():
        if version and copy_to is not None:
            copy_whole(database, copy_to)
        database.execute_sql("PRAGMA foreign_keys=0")
        try:
            for number, step in enumerate(steps[version:], start=version + 1):
                _one_step(database, number, step)
        finally:
            database.execute_sql("PRAGMA foreign_keys=1")


def _one_step(database: KeyedDatabase, number: int, step: Callable[[Any], None]) -> None:
    with database.atomic("EXCLUSIVE"):
        step(database.execute_sql)
        if database.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise StoreError("data_damaged")
        database.execute_sql(f"PRAGMA user_version={number:d}")


def copy_whole(database: KeyedDatabase, path: Path) -> None:
    """A consistent copy under the same key (vault.md 2.6: never copy the file of a WAL database)."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with told():
        database.execute_sql("VACUUM INTO ?", (str(part),))
    part.chmod(0o600)
    part.replace(path)
