"""What can be done to a plan, as pure steps from one record to the next; lines and people keep their ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import takewhile

from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review

NEXT_LOOK = timedelta(days=91)
_ORDER = {part: number for number, part in enumerate(Part)}


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of what was typed, empty ones left out."""
    return tuple(line for each in text.split("\n") if (line := each.strip()))


def own_words(part: PlanPart) -> str:
    """The lines of a part that are words only, one below the other."""
    return "\n".join(item.text for item in part.items if item.contact_id is None)


def people_of(part: PlanPart) -> tuple[PlanItem, ...]:
    """The lines of a part that name a contact."""
    return tuple(item for item in part.items if item.contact_id is not None)


def with_words(part: PlanPart, text: str) -> PlanPart:
    """The part with these lines as its words; a line that is still there keeps its id and its place."""
    lines = lines_of(text)
    if lines == lines_of(own_words(part)):
        return part
    old = tuple(item for item in part.items if item.contact_id is None)
    return replace(part, items=_woven(part.items, _kept(old, lines), people_of(part)))


def with_people(part: PlanPart, people: Sequence[PlanItem]) -> PlanPart:
    """The part with these contacts; its words stay where they are."""
    words = tuple(item for item in part.items if item.contact_id is None)
    return replace(part, items=_woven(part.items, words, tuple(people)))


def _kept(old: Sequence[PlanItem], lines: Sequence[str]) -> tuple[PlanItem, ...]:
    """An item for each line: the one that had it before, else one that was replaced, else a new one."""
    texts = [item.text.strip() for item in old]
    start = _alike(texts, lines)
    end = _alike(texts[start:][::-1], lines[start:][::-1])
    middle, fresh = old[start : len(old) - end], lines[start : len(lines) - end]
    found: list[PlanItem] = list(old[:start])
    matcher = SequenceMatcher(None, texts[start : len(old) - end], fresh, autojunk=False)
    for what, there, last, first, after in matcher.get_opcodes():
        for number, line in enumerate(fresh[first:after]):
            known = middle[there + number] if what != "insert" and there + number < last else None
            found.append(replace(known, text=line) if known else PlanItem(text=line))
    return (*found, *old[len(old) - end :])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first lines are the same."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _woven(
    old: Sequence[PlanItem], words: Sequence[PlanItem], people: Sequence[PlanItem]
) -> tuple[PlanItem, ...]:
    """Words and people in the order in which they stood before; new ones go after the last of their sort."""
    waiting = {False: list(words), True: list(people)}
    left = {sort: sum((item.contact_id is not None) is sort for item in old) for sort in waiting}
    found: list[PlanItem] = [] if left[True] else waiting[True][:]
    if not left[True]:
        waiting[True].clear()
    for item in old:
        sort = item.contact_id is not None
        left[sort] -= 1
        count = 1 if left[sort] else len(waiting[sort])
        found += waiting[sort][:count]
        del waiting[sort][:count]
    return (*found, *waiting[False])


def with_part(plan: Plan, part_id: str, change: Callable[[PlanPart], PlanPart]) -> Plan:
    """The plan with one part changed; a part that is gone changes nothing."""
    parts = tuple(change(each) if each.id == part_id else each for each in plan.parts)
    return plan if parts == plan.parts else replace(plan, parts=parts)


def added(plan: Plan, part: PlanPart) -> Plan:
    """The plan with a new part: in the offered order while the person keeps it, else at the end."""
    order = [_ORDER[each.part] for each in plan.parts]
    at = len(order)
    if order == sorted(order):
        at = sum(each <= _ORDER[part.part] for each in order)
    return replace(plan, parts=(*plan.parts[:at], part, *plan.parts[at:]))


def with_lines(plan: Plan, part: Part, text: str) -> Plan:
    """The plan with these lines at the end of a part, which is added where there is none; no line twice."""
    known = plan.part(part)
    if known is None:
        known = PlanPart(part=part)
        plan = added(plan, known)
    there = {item.text.strip() for item in known.items}
    fresh = tuple(PlanItem(text=line) for line in dict.fromkeys(lines_of(text)) if line not in there)
    return with_part(plan, known.id, lambda each: replace(each, items=(*each.items, *fresh)))


def without(plan: Plan, part_id: str) -> Plan:
    """The plan without a part."""
    return replace(plan, parts=tuple(each for each in plan.parts if each.id != part_id))


def moved(plan: Plan, part_id: str, shown: Sequence[str], step: int) -> Plan:
    """The plan with a part one place further (1) or back (-1) among the parts that are shown."""
    at = shown.index(part_id) + step
    if not 0 <= at < len(shown):
        return plan
    part = next(each for each in plan.parts if each.id == part_id)
    rest = [each for each in plan.parts if each.id != part_id]
    there = next(number for number, each in enumerate(rest) if each.id == shown[at])
    rest.insert(there + (step > 0), part)
    return replace(plan, parts=tuple(rest))


def looked_over(plan: Plan, today: date, with_whom: str) -> Plan:
    """The plan looked over today; a next look that was due moves on by a season."""
    reviews = tuple(each for each in plan.reviews if each.day != today)
    due = plan.next_review is not None and plan.next_review <= today
    return replace(
        plan,
        reviews=(*reviews, Review(day=today, with_whom=with_whom)),
        next_review=today + NEXT_LOOK if due else plan.next_review,
    )


def without_review(plan: Plan, review: Review) -> Plan:
    """The plan without one of its reviews."""
    return replace(plan, reviews=tuple(each for each in plan.reviews if each != review))
