"""What can go wrong with the file, told apart by a code; sentences belong to the windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee


class StoreError(Exception):
    """A named failure of the file: `code` is one of the values of CODES, never with data."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_BY_SQLITE_NAME = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "read_only"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_NOTADB", "data_damaged"),
    ("SQLITE_CORRUPT", "data_damaged"),
    ("SQLITE_IOERR", "disk_trouble"),
)
CODES = frozenset({code for _name, code in _BY_SQLITE_NAME} | {"newer_version"})


@contextmanager
def told() -> Iterator[None]:
    """Turn what the environment does to the file into StoreError; a bug passes through unchanged."""
    try:
        yield
    except peewee.DatabaseError as error:
        code = _code(error)
        if code is None:
            raise
        raise StoreError(code) from None


def _code(error: peewee.DatabaseError) -> str | None:
    cause: BaseException | None = error
    while cause is not None:
        name = getattr(cause, "sqlite_errorname", None)
        if name:
            return next((code for start, code in _BY_SQLITE_NAME if name.startswith(start)), None)
        nested = cause.args[0] if cause.args else None
        cause = nested if isinstance(nested, BaseException) else cause.__cause__ or cause.__context__
    return None
