"""A document as plain text in its reading order, for those who hear the page instead of seeing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from supportdesk.report.choices import Edition
from supportdesk.report.document import Document

_Data = Mapping[str, Any]
_UNSEEN = str.maketrans("", "", "\u200b")


def words_of(document: Document) -> str:
    """The text that stands on paper, one piece a line; an empty line before each heading."""
    return "\n".join(_lines(document)).translate(_UNSEEN).strip()


def _lines(document: Document) -> Iterator[str]:
    data = document.data
    brief = document.edition is Edition.ONE_PAGE
    yield data["title"]
    yield from _filled((" · ".join(_filled((data["owner"], data["sample"]))), *data["made"]))
    yield ""
    yield from _emergency(data["emergency"])
    if data["empty"]:
        yield ""
        yield from (*data["empty"]["words"], *data["empty"]["spaces"])
    for part in data["parts"]:
        yield from _part(part)
    if brief:
        yield from _helplines(data["helplines"], brief=True)
        yield from _map(data["map"], brief=True)
        yield from _goals(data["goals"], brief=True)
    else:
        yield from _helplines(data["helplines"], brief=False)
        yield from _map(data["map"], brief=False)
        yield from _coverage(data["coverage"])
        yield from _goals(data["goals"], brief=False)
        yield from _contacts(data["contacts"])
        yield from _about(data)
    if brief:
        yield ""
    yield f"{data['printed']} {data['not_care']}"


def _filled(texts: Sequence[str]) -> list[str]:
    return [each for each in texts if each]


def _emergency(box: _Data) -> Iterator[str]:
    yield f"{box['before']}{box['number']}{box['after']}"
    yield " ".join(box["calm"])


def _part(part: _Data) -> Iterator[str]:
    yield ""
    yield f"{part['number']}. {part['title']}"
    for run in part["runs"]:
        for item in run["items"]:
            if run["kind"] == "people":
                yield from _person(item)
            else:
                yield item


def _person(person: _Data) -> Iterator[str]:
    yield ", ".join(_filled((person["name"], person["role"])))
    yield from _filled((person["words"], " · ".join(person["details"])))
    yield from (" ".join(_filled((each["number"], each["label"]))) for each in person["numbers"])


def _helplines(lines: _Data | None, *, brief: bool) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield from _filled((lines["title"], lines["note"]))
    for each in lines["lines"]:
        yield each["name"]
        if not brief:
            yield from _filled((each["purpose"],))
        yield from _filled((" · ".join(each["details"]),))
        if not brief:
            yield from _filled((" · ".join(each["extra"]),))
        yield from each["numbers"]


def _map(picture: _Data | None, *, brief: bool) -> Iterator[str]:
    if not picture:
        return
    yield ""
    if not brief:
        yield picture["title"]
    yield picture["alt"]
    if not brief:
        yield from picture["summary"]


def _coverage(of: _Data | None) -> Iterator[str]:
    if not of:
        return
    yield ""
    yield of["title"]
    for row in of["rows"]:
        told = [f"{head}: {cell}" for head, cell in zip(of["heads"][1:], row[1:], strict=True) if cell]
        yield f"{row[0]}. {'. '.join(told)}"
    for need in of["needs"]:
        yield f"{need['text']}: {need['people'] or of['open']}"


def _goals(goals: _Data | None, *, brief: bool) -> Iterator[str]:
    if not goals:
        return
    yield ""
    yield goals["title"]
    for each in goals["content"]:
        if brief:
            more = ", ".join(_filled((each["often"], each["progress"])))
            yield f"{each['what']}: {more}" if more else each["what"]
        else:
            yield from _goal(each)


def _goal(each: _Data) -> Iterator[str]:
    yield each["what"]
    yield from _filled((each["progress"], " · ".join(_filled((each["often"], each["with"])))))
    yield from (f"{line['label']}: {line['text']}" for line in each["lines"])
    for step in each["steps"]:
        yield f"{step['text']} ({each['done']})" if step["done"] else step["text"]


def _contacts(groups: _Data | None) -> Iterator[str]:
    if not groups:
        return
    yield ""
    yield groups["title"]
    for group in groups["content"]:
        yield group["title"]
        for card in group["cards"]:
            yield from _filled((card["name"], card["role"]))
            yield from (" ".join(_filled((each["number"], each["label"]))) for each in card["numbers"])
            yield from card["supports"]
            yield from (f"{line['label']}: {line['text']}" for line in card["lines"])


def _about(data: _Data) -> Iterator[str]:
    yield ""
    if data["about"]["lines"]:
        yield data["about"]["title"]
        yield from data["about"]["lines"]
