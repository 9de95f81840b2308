"""The one connection to the file, as SQLCipher gives it: what a start needs before anything is written.

peewee works on the same connection (`database`); it is made with the first change, because making it takes
as long as a quarter of a bare window.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

_PRAGMAS = (
    "journal_mode=wal",
    "synchronous=2",
    "foreign_keys=1",
    "busy_timeout=5000",
    "temp_store=2",
    "wal_autocheckpoint=100",
)


class Connection:
    """An open connection; the key is kept nowhere in it. `name` is the file's, for peewee."""

    def __init__(self, name: str, connect: Callable[[], Any], *, read_only: bool = False) -> None:
        self.name = name
        self.is_read_only = read_only
        self.is_closed = False
        self.raw = connect()
        try:
            for pragma in _PRAGMAS:
                if not (read_only and pragma.startswith("journal_mode")):
                    self.raw.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            self.raw.close()
            raise

    def execute(self, sql: str, values: Any = ()) -> Any:
        """A cursor with the answer."""
        return self.raw.execute(sql, values)

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each of `rows`."""
        self.raw.executemany(sql, rows)

    @property
    def version(self) -> int:
        """The number of the newest schema step that the file has seen."""
        return int(self.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file; calling it again is harmless."""
        self.is_closed = True
        self.raw.close()


def memory_connection() -> Any:
    """A SQLCipher database in memory under a random key (sample profile and tests)."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute("pragma cipher_log_level=none")
    connection.execute(f"pragma key=\"x'{os.urandom(32).hex()}'\"")
    return connection
