"""One peewee field for every type a record may have: simple values as they are, the rest as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import peewee

from supportdesk.domain.plain import from_plain, to_plain

_TRUTH = {None: None, 0: False, 1: True}
_AFFINITY = {bool: "INTEGER", int: "INTEGER", float: "REAL", bytes: "BLOB"}


class ValueField(peewee.Field):
    """A column that carries values of the record type `wanted` both ways without loss."""

    def __init__(self, wanted: Any, **settings: Any) -> None:
        self.wanted = wanted
        self.inner = _without_none(wanted)
        self.as_json = not (self.inner in _AFFINITY or _is_text(self.inner))
        self.field_type = _AFFINITY.get(self.inner, "TEXT")  # type: ignore[misc]
        # What a text stands for never changes and is frozen, so it is read once and shared.
        self._read = lru_cache(maxsize=4096)(self._parse)
        super().__init__(null=self.inner is not wanted, **settings)

    def db_value(self, value: Any) -> Any:
        """The value SQLite stores."""
        if value is None or isinstance(value, bytes):
            return value
        plain = to_plain(value)
        return json.dumps(plain, separators=(",", ":")) if self.as_json else plain

    def python_value(self, value: Any) -> Any:
        """The value the record carries."""
        return value if self.reader is None else self.reader(value)

    @property
    def reader(self) -> Callable[[Any], Any] | None:
        """What makes the record's value of SQLite's; None where they are the same."""
        if self.inner is bool:
            return _TRUTH.__getitem__
        return None if self.inner in (str, int, float, bytes) else self._read

    def _parse(self, text: str | None) -> Any:
        return None if text is None else from_plain(self.wanted, json.loads(text) if self.as_json else text)


def values_of(row: Any, names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    """What makes the values of a record, by name, of these columns as SQLite gives them (for thousands)."""
    readers = [(name, getattr(row, name).reader) for name in names]
    needed = [(name, reader) for name, reader in readers if reader is not None]

    def values(raw: tuple[Any, ...]) -> dict[str, Any]:
        made = dict(zip(names, raw, strict=False))
        for name, read in needed:
            made[name] = read(made[name])
        return made

    return values


def _without_none(wanted: Any) -> Any:
    if get_origin(wanted) in (Union, UnionType):
        return next(each for each in get_args(wanted) if each is not NoneType)
    return wanted


def _is_text(inner: Any) -> bool:
    return isinstance(inner, type) and (inner in (str, date, datetime) or issubclass(inner, Enum))
