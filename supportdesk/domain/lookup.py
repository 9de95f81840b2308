"""What can be found by its words: the texts of any record, the words in them, and the line to show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from supportdesk.domain.contact import Contact
from supportdesk.domain.plain import hints
from supportdesk.domain.text import fold

LONGEST = 64  # letters of a word that tell it from others
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without blanks: a word each
_WORD = rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+"  # compiled by `re` with the first search, not by every start
_ID = ("id", "contact_id", "contact_ids", "helper_id", "goal_id", "helpline_id")
_MENTIONS = ("contact_id", "contact_ids", "helper_id")


def words_in(text: str) -> tuple[str, ...]:
    """The different words of a text, folded, in their order; signs and blanks only part them."""
    return tuple(dict.fromkeys(each[:LONGEST] for each in re.findall(_WORD, fold(text))))


def written(record: Any) -> tuple[str, ...]:
    """Every text in a record that a person wrote, also in the records inside it; no ids, no choices."""
    if isinstance(record, Contact):
        numbers = (re.sub(r"\D", "", each.number) for each in record.phones)
        return (*_texts(record), *filter(None, numbers))
    return tuple(_texts(record))


def mentioned(record: Any) -> tuple[str, ...]:
    """The ids of the contacts a record speaks of."""
    return tuple(dict.fromkeys(_mentions(record)))


def _texts(record: Any) -> Iterator[str]:
    for name, is_text in _shape(record.__class__):
        for each in _each(getattr(record, name)):
            if is_dataclass(each):
                yield from _texts(each)
            elif is_text and each:
                yield each


def _mentions(record: Any) -> Iterator[str]:
    for name in (each.name for each in fields(record)):
        for each in _each(getattr(record, name)):
            if is_dataclass(each):
                yield from _mentions(each)
            elif name in _MENTIONS and each:
                yield each


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


@cache
def _shape(record: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a record but its ids, each with whether it holds text of a person's own."""
    types = hints(record)
    names = (each.name for each in fields(record) if each.name not in _ID)
    return tuple((name, types[name] is str or str in get_args(types[name])) for name in names)


def line_with(texts: Collection[str], wanted: Collection[str], *, room: int = 90) -> str:
    """The line of `texts` that has most of the folded words `wanted`, cut to about `room` letters."""
    lines = [" ".join(line.split()) for text in texts for line in text.splitlines()]
    best, most = "", 0
    for line in lines:
        found = sum(any(word.startswith(each) for word in words_in(line)) for each in wanted)
        if found > most:
            best, most = line, found
    return _cut(best, wanted, room)


def _cut(line: str, wanted: Collection[str], room: int) -> str:
    """So much of a line that the first word that was found stands in it."""
    if len(line) <= room:
        return line
    places = [
        found.start()
        for found in re.finditer(r"\w+", line)
        if any(part.startswith(each) for part in words_in(found.group()) for each in wanted)
    ]
    start = max(min((places[0] if places else 0) - room // 3, len(line) - room), 0)
    start = line.find(" ", start - 1) + 1 if start else 0
    end = start + room
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
