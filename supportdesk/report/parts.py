"""The parts of the plan on paper: own words as a list, contacts as a small table with numbers."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from supportdesk.domain.contact import Asked, Contact
from supportdesk.domain.plan import PlanItem, PlanPart
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, Edition
from supportdesk.report.names import Names
from supportdesk.report.reach import hours_and_nights, numbers
from supportdesk.words import _, labels


def plan_parts(snapshot: Snapshot, choices: Choices, names: Names) -> list[dict[str, Any]]:
    """The chosen, filled parts in the person's own order, numbered from 1."""
    parts: list[dict[str, Any]] = []
    for part in snapshot.plan.parts:
        if part.hidden or not choices.has(part.part):
            continue
        runs = _runs(part, choices, names)
        if runs:
            parts.append({"number": len(parts) + 1, "title": part_title(part), "runs": runs})
    return parts


def part_title(part: PlanPart) -> str:
    """The person's own heading, or ours."""
    return own_words.line(part.title) or labels.part(part.part)


def _runs(part: PlanPart, choices: Choices, names: Names) -> list[dict[str, Any]]:
    """Neighbouring items of one sort together, so that the person's order is kept."""
    items = [item for item in part.items if _is_printed(item, names)]
    runs: list[dict[str, Any]] = []
    for with_people, group in groupby(items, key=lambda item: item.contact_id is not None):
        if with_people:
            people = [_person(item, choices, names) for item in group]
            heads = {"who": _("Who"), "number": _("Number") if any(p["numbers"] for p in people) else ""}
            runs.append({"kind": "people", "items": people, **heads})
        else:
            runs.append({"kind": "words", "items": [own_words.ready(item.text) for item in group]})
    return runs


def _is_printed(item: PlanItem, names: Names) -> bool:
    """A line about a contact goes with the contact: out of the plan when they may not be printed."""
    if item.contact_id is not None:
        return names.contact(item.contact_id) is not None
    return own_words.is_filled(item.text)


def _person(item: PlanItem, choices: Choices, names: Names) -> dict[str, Any]:
    contact = names.contact(item.contact_id)
    assert contact is not None  # _is_printed
    brief = choices.edition in (Edition.ONE_PAGE, Edition.WALLET)
    return {
        "name": names.of(contact.id),
        "role": names.role(contact),
        "words": own_words.ready(item.text),
        "details": [*_agreed(contact, brief), *hours_and_nights(contact, brief=brief)],
        "numbers": numbers(contact) if choices.include_phones else [],
    }


def _agreed(contact: Contact, brief: bool) -> list[str]:
    if contact.asked is not Asked.AGREED:
        return []
    words = labels.asked(contact.asked)
    if brief or not own_words.is_filled(contact.asked_what):
        return [words]
    return [_("{words}: {what}").format(words=words, what=own_words.line(contact.asked_what))]
