"""What the first steps write: pure changes of plan and contacts, and where someone left off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from supportdesk.content.helplines import Helpline, load
from supportdesk.domain.contact import Contact, Phone
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _

STEPS = 5
_FIRST = (HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT)
_ORDER = {part: number for number, part in enumerate(Part)}


def left_off(snapshot: Snapshot) -> int:
    """The step to go on with, 0 to STEPS: the one after the last that left something."""
    done = (
        bool(snapshot.me.name or snapshot.me.country),
        bool(snapshot.active),
        bool(_items(snapshot.plan, Part.PEOPLE) or _items(snapshot.plan, Part.PROFESSIONALS)),
        bool(_items(snapshot.plan, Part.ON_MY_OWN)),
        bool(snapshot.goals),
    )
    return max((number + 1 for number, there in enumerate(done) if there), default=0)


def callable_lines(country: str, limit: int = 3) -> tuple[Helpline, ...]:
    """The helplines of a country that listen, those first that are for a crisis or for feelings."""
    if not country:
        return ()
    lines = [line for line in load().for_country(country) if line.phone or line.sms]
    return tuple(sorted(lines, key=lambda line: not any(kind in line.kinds for kind in _FIRST))[:limit])


def line_words(line: Helpline) -> str:
    """A helpline as one line of the plan."""
    if line.phone:
        return _("{name}: {number}").format(name=line.name, number=line.phone)
    if line.sms_text:
        return _("{name}: text {word} to {number}").format(
            name=line.name, word=line.sms_text, number=line.sms
        )
    return _("{name}: text {number}").format(name=line.name, number=line.sms)


def with_first_person(plan: Plan, contact: Contact) -> Plan:
    """The plan with this contact first among the people to ask."""
    others = [item for item in _items(plan, Part.PEOPLE) if item.contact_id != contact.id]
    mine = next((item for item in _items(plan, Part.PEOPLE) if item.contact_id == contact.id), None)
    return _with_items(plan, Part.PEOPLE, (mine or PlanItem(contact_id=contact.id), *others))


def with_line(plan: Plan, line: Helpline) -> Plan:
    """The plan with this helpline among the professionals and helplines."""
    items = _items(plan, Part.PROFESSIONALS)
    words = line_words(line)
    if any(item.text == words for item in items):
        return plan
    return _with_items(plan, Part.PROFESSIONALS, (*items, PlanItem(text=words)))


def calm_words(plan: Plan) -> tuple[str, ...]:
    """What the person does on their own, as it stands in the plan."""
    return tuple(item.text for item in _items(plan, Part.ON_MY_OWN) if item.text)


def with_calm(plan: Plan, offered: Sequence[str], ticked: Sequence[str], own: str) -> Plan:
    """The plan with what was ticked, without what was unticked; own words stay."""
    items = [item for item in _items(plan, Part.ON_MY_OWN) if item.text not in offered or item.text in ticked]
    there = {item.text for item in items}
    fresh = dict.fromkeys((*ticked, own))
    items += [PlanItem(text=text) for text in fresh if text and text not in there]
    return _with_items(plan, Part.ON_MY_OWN, tuple(items))


def to_call(contact: Contact, number: str) -> Contact:
    """The contact as one to turn to in hard times, with a number where one was given."""
    known = any(phone.number == number for phone in contact.phones)
    phones = contact.phones if known or not number else (*contact.phones, Phone(number=number))
    return replace(contact, in_hard_times=True, phones=phones)


def _items(plan: Plan, part: Part) -> tuple[PlanItem, ...]:
    found = plan.part(part)
    return found.items if found else ()


def _with_items(plan: Plan, part: Part, items: tuple[PlanItem, ...]) -> Plan:
    old = plan.part(part)
    if old is not None:
        fresh = replace(old, items=items)
        return replace(plan, parts=tuple(fresh if each is old else each for each in plan.parts))
    if not items:
        return plan
    before = [each for each in plan.parts if _ORDER[each.part] <= _ORDER[part]]
    after = [each for each in plan.parts if _ORDER[each.part] > _ORDER[part]]
    return replace(plan, parts=(*before, PlanPart(part=part, items=items), *after))
