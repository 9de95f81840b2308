"""A card for one supporter: only what concerns them, and nobody else unless the person chooses so."""

from __future__ import annotations

from typing import Any

from supportdesk.domain.contact import Asked, Contact
from supportdesk.domain.plan import Part, Plan
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, NameStyle, Section, Topic, section_label
from supportdesk.report.names import Names
from supportdesk.report.reach import numbers
from supportdesk.words import _, dates, labels


def supporters(snapshot: Snapshot) -> tuple[Contact, ...]:
    """Who may get a card: active people, those of the plan first, then those who agreed, then the rest."""
    planned = {item.contact_id for part in snapshot.plan.parts if not part.hidden for item in part.items}
    people = [each for each in snapshot.active if each.is_person]
    return tuple(
        sorted(people, key=lambda each: (each.id not in planned, each.asked is not Asked.AGREED, each.name))
    )


def supporter_of(snapshot: Snapshot, choices: Choices) -> Contact | None:
    """Whom the card is for: the chosen one while they may be printed, else the first who suits."""
    people = supporters(snapshot)
    found = next((each for each in people if each.id == choices.supporter), None)
    return found or next(iter(people), None)


def card(snapshot: Snapshot, choices: Choices, names: Names, owner: str) -> dict[str, Any]:
    """What the card says, in reading order."""
    contact = supporter_of(snapshot, choices)
    if contact is None:
        return {"for": "", "blocks": [], "others": None}
    blocks = [
        _block(_("If I call you"), _if_i_call(snapshot.plan, contact)),
        _block(_("Good to do together"), _beside(snapshot.plan, contact, together=True)),
        _block(_("What helps"), _words(snapshot, choices, Part.PLEASE_DO)),
        _block(_("What does not help"), _words(snapshot, choices, Part.PLEASE_DO_NOT)),
        _block(section_label(Section.NOTICE), _words(snapshot, choices, Part.SIGNS, Section.NOTICE)),
        _block(_("What you said yes to"), _agreed(contact)),
        *(_boundaries(contact) if choices.has(Section.BOUNDARIES) else ()),
    ]
    return {
        "for": own_words.line(contact.short_name)
        if choices.names is NameStyle.FULL
        else names.of(contact.id),
        "from": _("From {name}").format(name=owner) if owner else "",
        "blocks": [each for each in blocks if each["items"]],
        "others": _others(snapshot, choices, names, contact) if choices.has(Section.OTHERS) else None,
        "thanks": _("Thank you for being there."),
        "room": _("Room for notes"),
    }


def _block(title: str, items: list[str]) -> dict[str, Any]:
    return {"title": title, "items": items}


def _beside(plan: Plan, contact: Contact, *, together: bool) -> list[str]:
    """What the person wrote beside this contact in the plan: what to do together, or else when I call."""
    return [
        own_words.ready(item.text)
        for part in plan.parts
        if not part.hidden and (part.part is Part.DISTRACTION) is together
        for item in part.items
        if item.contact_id == contact.id and own_words.is_filled(item.text)
    ]


def _if_i_call(plan: Plan, contact: Contact) -> list[str]:
    return [
        *_beside(plan, contact, together=False),
        _("Listening is enough. You do not have to fix anything."),
        _("Ask me plainly how I am, and what would help right now."),
        _("If you cannot talk, tell me when you can."),
    ]


def _words(snapshot: Snapshot, choices: Choices, part: Part, topic: Topic | None = None) -> list[str]:
    """The own words of a part; a line about another contact stays out."""
    if not choices.has(topic or part):
        return []
    found = [each for each in snapshot.plan.parts if each.part is part and not each.hidden]
    return [
        own_words.ready(item.text)
        for each in found
        for item in each.items
        if item.contact_id is None and own_words.is_filled(item.text)
    ]


def _agreed(contact: Contact) -> list[str]:
    if contact.asked is not Asked.AGREED:
        return []
    words = own_words.line(contact.asked_what) or labels.asked(contact.asked)
    if contact.asked_on:
        words = _("{words} ({day})").format(words=words, day=dates.long(contact.asked_on))
    return [words, _("You can change your mind. Just tell me.")]


def _boundaries(contact: Contact) -> list[dict[str, Any]]:
    return [
        _block(title, [own_words.ready(text)] if own_words.is_filled(text) else [])
        for title, text in (
            (_("My boundaries"), contact.my_boundaries),
            (_("Your boundaries"), contact.their_boundaries),
        )
    ]


def _others(snapshot: Snapshot, choices: Choices, names: Names, contact: Contact) -> dict[str, Any] | None:
    """The other people of the plan, with their numbers."""
    wanted = Choices(sections=(Part.PEOPLE, Part.PROFESSIONALS))
    ids = [
        item.contact_id
        for part in snapshot.plan.parts
        if not part.hidden and wanted.has(part.part)
        for item in part.items
    ]
    people = [
        {
            "name": names.of(each.id),
            "role": names.role(each),
            "words": "",
            "details": [],
            "numbers": numbers(each) if choices.include_phones else [],
        }
        for each in (names.contact(id_) for id_ in dict.fromkeys(ids) if id_ and id_ != contact.id)
        if each is not None
    ]
    if not people:
        return None
    run = {"kind": "people", "items": people, "who": _("Who"), "number": _("Number")}
    return {"title": section_label(Section.OTHERS), "run": run}
