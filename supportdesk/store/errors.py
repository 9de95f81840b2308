"""What can go wrong with the file, told apart by a code; sentences belong to the windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


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
    except Exception as error:
        code = _code(error) if _is_database_error(error) else None
        if code is None:
            raise
        raise StoreError(code) from None


def _is_database_error(error: Exception) -> bool:
    """Whether peewee or SQLCipher says so; both give the class the name that Python's DB-API asks for."""
    return any(kind.__name__ == "DatabaseError" for kind in type(error).__mro__)


def _code(error: BaseException) -> str | None:
    """The code of the error or of one it came from.

    On a full disk SQLite rolls back by itself; peewee's own roll-back then fails and hides the reason.
    """
    waiting: list[object] = [error]
    seen: list[object] = []
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or cause in seen:
            continue
        seen.append(cause)
        name = getattr(cause, "sqlite_errorname", None) or ""
        for start, code in _BY_SQLITE_NAME:
            if name.startswith(start):
                return code
        waiting += [*cause.args[:1], cause.__cause__, cause.__context__]
    return None
