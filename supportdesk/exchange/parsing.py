"""JSON read value by value, so that a thread that reads megabytes of it lets others go on in between.

Python's own reader of a whole text holds the interpreter until the last bracket.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

_BLANK = re.compile(r"[ \t\n\r]*")


def parse(data: bytes, *, deep: int) -> Any:
    """What `json.loads` gives, read bit by bit down to `deep` brackets. NaN and Infinity are refused.

    Errors: UnicodeDecodeError, ValueError, RecursionError.
    """
    text = data.decode("utf-8-sig")
    value, end = _Reader(text).value(_BLANK.match(text).end(), deep)  # type: ignore[union-attr]
    if _BLANK.match(text, end).end() != len(text):  # type: ignore[union-attr]
        raise ValueError
    return value


class _Reader:
    """Every method begins at a place and gives what stands there and where it ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
            parse_constant=_refused
        ).raw_decode

    def value(self, at: int, deep: int) -> tuple[Any, int]:
        begins = self._text[at : at + 1]
        if deep and begins == "{":
            return self._object(at + 1, deep - 1)
        if deep and begins == "[":
            return self._array(at + 1, deep - 1)
        return self._scan(self._text, at)

    def _object(self, at: int, deep: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self._blank(at)
        while self._text[at : at + 1] != "}":
            if self._text[at : at + 1] != '"':
                raise ValueError
            name, at = self._scan(self._text, at)
            found[name], at = self.value(self._blank(self._past(":", self._blank(at))), deep)
            at = self._next(at, "}")
        return found, at + 1

    def _array(self, at: int, deep: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self._blank(at)
        while self._text[at : at + 1] != "]":
            value, at = self.value(at, deep)
            found.append(value)
            at = self._next(at, "]")
        return found, at + 1

    def _next(self, at: int, end: str) -> int:
        """The place of what follows a comma, or of the end; a comma before the end is an error."""
        at = self._blank(at)
        if self._text[at : at + 1] == end:
            return at
        at = self._blank(self._past(",", at))
        if self._text[at : at + 1] == end:
            raise ValueError
        return at

    def _past(self, sign: str, at: int) -> int:
        if self._text[at : at + 1] != sign:
            raise ValueError
        return at + 1

    def _blank(self, at: int) -> int:
        return _BLANK.match(self._text, at).end()  # type: ignore[union-attr]


def _refused(_name: str) -> NoReturn:
    raise ValueError  # NaN and Infinity are no JSON, and no place on a map
