"""What a value of a record is in SQLite, and back: simple values as they are, the rest as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from supportdesk.domain.plain import from_plain, hints

_TRUTH = {None: None, 0: False, 1: True}
AFFINITY = {bool: "INTEGER", int: "INTEGER", float: "REAL", bytes: "BLOB"}
Reader = Callable[[Any], Any]


@cache
def reader(wanted: Any) -> Reader | None:
    """What makes a value of this type of SQLite's; None where they are the same."""
    inner = without_none(wanted)
    if inner is bool:
        return _TRUTH.__getitem__
    if inner in (str, int, float, bytes):
        return None
    if isinstance(inner, type) and issubclass(inner, Enum):
        return _Members(inner).__getitem__
    if inner is datetime:
        return lambda text: None if text is None else datetime.fromisoformat(text)
    return _shared(wanted, as_json=is_json(inner))


class _Members(dict[Any, Any]):
    """The members of an enum by their values, and None."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__({each.value: each for each in kind} | {None: None})
        self._kind = kind

    def __missing__(self, value: Any) -> Any:
        return from_plain(self._kind, value)  # raises what says that it fits no record


def _shared(wanted: Any, *, as_json: bool) -> Reader:
    """What a text stands for never changes and is frozen, so it is read once and shared."""

    @lru_cache(maxsize=4096)
    def read(text: str | None) -> Any:
        return None if text is None else from_plain(wanted, json.loads(text) if as_json else text)

    return read


def values_of(record: type, names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], list[Any]]:
    """What makes the values of a record of these columns as SQLite gives them (for thousands)."""
    types = hints(record)
    readers = [(place, reader(types[name])) for place, name in enumerate(names)]
    needed = [(place, read) for place, read in readers if read is not None]
    count = len(names)

    def values(raw: tuple[Any, ...]) -> list[Any]:
        made = list(raw[:count])
        for place, read in needed:
            made[place] = read(made[place])
        return made

    return values


def is_json(inner: Any) -> bool:
    """Whether values of this type lie in the file as JSON text."""
    return not (inner in AFFINITY or _is_text(inner))


def without_none(wanted: Any) -> Any:
    """The type itself where it may be None too."""
    if get_origin(wanted) in (Union, UnionType):
        return next(each for each in get_args(wanted) if each is not NoneType)
    return wanted


def _is_text(inner: Any) -> bool:
    return isinstance(inner, type) and (inner in (str, date, datetime) or issubclass(inner, Enum))
