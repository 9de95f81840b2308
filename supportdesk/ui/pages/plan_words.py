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
    yield data["title"]
    yield from _filled((" · ".join(_filled((data["owner"], data["sample"]))), *data["made"]))
    yield from {
        Edition.FULL: _full,
        Edition.ONE_PAGE: _one_page,
        Edition.WALLET: _wallet,
        Edition.THERAPIST: _therapist,
        Edition.SUPPORTER: _supporter,
        Edition.BLANK_MAP: _blank_map,
        Edition.BLANK_PLAN: _blank_plan,
    }[document.edition](data)


def _full(data: _Data) -> Iterator[str]:
    yield ""
    yield from _emergency(data["emergency"])
    yield from _empty(data)
    for part in data["parts"]:
        yield from _part(part)
    yield from _helplines(data["helplines"], brief=False)
    yield from _coverage(data["coverage"])
    yield from _map(data["map"], brief=False)
    yield from _goals(data["goals"], brief=False)
    yield from _contacts(data["contacts"])
    yield from _about(data)
    yield f"{data['printed']} {data['not_care']}"


def _one_page(data: _Data) -> Iterator[str]:
    yield ""
    yield from _emergency(data["emergency"])
    yield from _empty(data)
    for part in data["parts"]:
        yield from _part(part)
    yield from _helplines(data["helplines"], brief=True)
    yield from _map(data["map"], brief=True)
    yield from _goals(data["goals"], brief=True)
    yield from ("", f"{data['printed']} {data['not_care']}")


def _wallet(data: _Data) -> Iterator[str]:
    yield ""
    yield from _emergency(data["emergency"])
    yield data["not_care"]
    yield from _empty(data)
    for part in data["parts"]:
        yield from _part(part)
    yield from _helplines(data["helplines"], brief=True)
    yield from ("", data["wallet"]["how"], data["wallet"]["ruler"])


def _therapist(data: _Data) -> Iterator[str]:
    yield from _empty(data)
    if data["questions"]:
        yield from ("", data["questions"]["title"])
        yield from (" ".join(_filled((each["text"], each["for"]))) for each in data["questions"]["content"])
    if data["changes"]:
        yield from ("", data["changes"]["title"])
        yield from (f"{each['label']}: {each['text']}" for each in data["changes"]["content"])
    yield from _map(data["map"], brief=False)
    yield from _goals(data["goals"], brief=False)
    yield from _coverage(data["coverage"])
    if data["look_backs"]:
        yield from ("", data["look_backs"]["title"])
        heads = data["look_backs"]["heads"]
        for row in data["look_backs"]["rows"]:
            yield ". ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True) if cell)
    yield from ("", f"{data['printed']} {data['not_care']}", data["notes"])


def _supporter(data: _Data) -> Iterator[str]:
    card = data["card"]
    if not card["for"]:
        yield from _empty(data)
        yield from _emergency(data["emergency"])
        return
    yield from _filled((card["for"], card["from"]))
    for each in card["blocks"]:
        yield from ("", each["title"], *each["items"])
    if card["others"]:
        yield from ("", card["others"]["title"])
        for person in card["others"]["run"]["items"]:
            yield from _person(person)
    yield from _helplines(data["helplines"], brief=True, purpose=True)
    yield ""
    yield from _emergency(data["emergency"])
    yield from ("", card["thanks"], f"{data['printed']} {data['not_care']}")


def _blank_map(data: _Data) -> Iterator[str]:
    yield from data["blank"]["steps"]
    yield from data["blank"]["facts"]
    if data["map"]:
        yield data["map"]["alt"]


def _blank_plan(data: _Data) -> Iterator[str]:
    yield from (data["blank"]["intro"], *data["blank"]["facts"])
    yield from _emergency(data["emergency"])
    for part in data["blank"]["parts"]:
        yield from ("", f"{part['number']}. {part['title']}", part["help"], *part["heads"])
    yield from _helplines(data["helplines"], brief=True)
    yield from ("", data["not_care"])


def _empty(data: _Data) -> Iterator[str]:
    if data["empty"]:
        yield ""
        yield from (*data["empty"]["words"], *data["empty"]["spaces"])


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


def _helplines(lines: _Data | None, *, brief: bool, purpose: bool = False) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield from _filled((lines["title"], lines["note"]))
    for each in lines["lines"]:
        yield each["name"]
        if purpose or not brief:
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
