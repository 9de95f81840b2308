"""Records to plain values (dict, list, str, number, None) and back, without loss.

One codec for the encrypted file and for the JSON export: dataclasses become dicts, tuples lists,
enums their value, dates ISO text. `from_plain(type, to_plain(record)) == record` for every record.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from supportdesk.domain.errors import DomainError


def to_plain(value: Any) -> Any:
    """What JSON can carry. Errors: TypeError for a type no record uses."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(type(value).__name__)


def from_plain(wanted: Any, plain: Any) -> Any:
    """The value of type `wanted` that `plain` stands for.

    Unknown keys are left out and missing ones take their default, so a record may grow.
    Errors: DomainError "record_shape" when the shape does not fit.
    """
    try:
        return _read(wanted, plain)
    except DomainError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
        raise DomainError("record_shape", type=getattr(wanted, "__name__", "value")) from None


@cache
def hints(record: type) -> dict[str, Any]:
    """The field types of a record, resolved once."""
    return get_type_hints(record)


def _read(wanted: Any, plain: Any) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return _read_optional(wanted, plain)
    if origin is tuple:
        return _read_tuple(wanted, plain)
    if wanted in _SIMPLE:
        return _SIMPLE[wanted](plain)
    if issubclass(wanted, Enum):
        return wanted(plain)
    return _read_record(wanted, plain)


def _read_optional(wanted: Any, plain: Any) -> Any:
    if plain is None:
        return None
    (inner,) = (each for each in get_args(wanted) if each is not NoneType)
    return _read(inner, plain)


def _read_tuple(wanted: Any, plain: Any) -> Any:
    if not isinstance(plain, list):
        raise TypeError
    return tuple(_read(get_args(wanted)[0], each) for each in plain)


def _read_record(wanted: type, plain: Any) -> Any:
    if not isinstance(plain, dict):
        raise TypeError
    types = hints(wanted)
    return wanted(**{name: _read(types[name], value) for name, value in plain.items() if name in types})


def _exactly(kind: type) -> Any:
    def check(plain: Any) -> Any:
        if type(plain) is not kind:
            raise TypeError
        return plain

    return check


def _number(plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, int | float) or not isfinite(plain):
        raise TypeError
    return float(plain)


def _moment(plain: Any) -> datetime:
    moment = datetime.fromisoformat(plain)
    if moment.tzinfo is not None:  # every moment of a record is local wall time
        raise ValueError
    return moment


_SIMPLE: dict[Any, Any] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    float: _number,
    date: date.fromisoformat,
    datetime: _moment,
}
