"""One card for each contact that may be printed, in the five groups of the map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from supportdesk.domain.contact import Asked, Contact, ImportantDate, Kind, Ring, Support
from supportdesk.domain.rhythm import Rhythm
from supportdesk.domain.snapshot import Snapshot
from supportdesk.report import own_words
from supportdesk.report.choices import Choices, NameStyle, Section
from supportdesk.report.names import Names
from supportdesk.report.reach import hours_and_nights, numbers, ways
from supportdesk.words import _, dates, labels, ngettext

_LONG = 700
_RINGS = tuple(Ring)
_GROUPS: tuple[tuple[Kind, ...], ...] = (
    (Kind.FAMILY,),
    (Kind.FRIEND, Kind.NEIGHBOUR),
    (Kind.PEER, Kind.GROUP, Kind.ONLINE, Kind.PLACE),
    (Kind.PROFESSIONAL, Kind.SERVICE),
    (Kind.WORK,),
    (Kind.PET, Kind.OTHER),
)


def contact_groups(snapshot: Snapshot, choices: Choices, names: Names) -> list[dict[str, Any]]:
    """The filled groups, each with its cards: nearest ring first, then by name."""
    groups = []
    for kinds in _GROUPS:
        members = [each for each in snapshot.active if each.kind in kinds]
        members.sort(key=lambda each: (_RINGS.index(each.ring), names.of(each.id).casefold(), each.id))
        cards = [_card(each, choices, names) for each in members]
        if cards:
            groups.append({"title": _group_title(kinds), "cards": cards})
    return groups


def _group_title(kinds: tuple[Kind, ...]) -> str:
    return {
        Kind.FAMILY: _("Family"),
        Kind.FRIEND: _("Friends and neighbours"),
        Kind.PEER: _("Peers, groups, places and online"),
        Kind.PROFESSIONAL: _("Professionals and services"),
        Kind.WORK: _("Work and school"),
        Kind.PET: _("Pets and others"),
    }[kinds[0]]


def _card(contact: Contact, choices: Choices, names: Names) -> dict[str, Any]:
    lines = [
        {"label": label, "text": text}
        for label, text in _fields(contact, choices, names)
        if own_words.is_filled(text)
    ]
    return {
        "name": names.of(contact.id),
        "role": ", ".join(each for each in _who(contact, names) if each),
        "numbers": numbers(contact) if choices.include_phones else [],
        "supports": [_support(each) for each in contact.supports],
        "lines": lines,
        "long": sum(len(each["text"]) for each in lines) > _LONG,
    }


def _who(contact: Contact, names: Names) -> tuple[str, ...]:
    return names.role(contact), _other_kinds(contact, names), labels.ring(contact.ring).lower()


def _other_kinds(contact: Contact, names: Names) -> str:
    """The kinds, unless the role line already says them or the name is the kind."""
    if names.style is NameStyle.ROLES or not own_words.is_filled(contact.role):
        return ""
    return ", ".join(labels.kind(each).lower() for each in contact.kinds)


def _fields(contact: Contact, choices: Choices, names: Names) -> Iterator[tuple[str, str]]:
    """Label and text of what is printable; empty texts are left out by the caller."""
    yield from _open_fields(contact, names)
    if choices.has(Section.BOUNDARIES):
        yield _("My boundaries"), own_words.ready(contact.my_boundaries)
        yield _("Their boundaries"), own_words.ready(contact.their_boundaries)
    if choices.show_stressful and contact.stressful:
        yield _("To know"), _("Contact can be stressful for me")
    if choices.include_notes:
        yield _("What I learned"), own_words.ready(contact.learned)
        yield _("Notes"), own_words.ready(contact.notes)


def _open_fields(contact: Contact, names: Names) -> Iterator[tuple[str, str]]:
    named = names.style is NameStyle.FULL
    if named:
        yield _("Called"), "" if contact.nickname in contact.name else own_words.line(contact.nickname)
    yield _("To reach"), " · ".join([*hours_and_nights(contact), *ways(contact)])
    if named:
        # These tell who it is, so they only go where names do.
        yield _("E-mail"), "\n".join(own_words.line(each) for each in contact.emails)
        yield _("Address"), own_words.ready(contact.address)
        yield _("Web"), own_words.line(contact.web)
    yield _("Good for"), _good_for(contact)
    yield _("In my plan"), _asked(contact)
    yield _("Next meeting"), _moment(contact.next_meeting)
    yield _("In touch"), _rhythm(contact.rhythm)
    yield _("Known since"), dates.long(contact.known_since) if contact.known_since else ""
    yield _("Days to remember"), "\n".join(_important(each) for each in contact.important_dates)
    yield _("Members"), ", ".join(_members(contact, names))


def _support(support: Support) -> str:
    words = _("{type}: {strength}, {direction}").format(
        type=labels.support_type(support.type),
        strength=labels.strength(support.strength),
        direction=labels.direction(support.direction),
    )
    details = ", ".join(own_words.line(each) for each in support.details if own_words.is_filled(each))
    return f"{words} ({details})" if details else words


def _good_for(contact: Contact) -> str:
    marks = []
    if contact.in_hard_times:
        marks.append(_("hard times"))
    if contact.in_daily_life:
        marks.append(_("daily life"))
    return ", ".join(marks)


def _asked(contact: Contact) -> str:
    if contact.asked is Asked.NOT_YET and not own_words.is_filled(contact.asked_what):
        return ""
    words = labels.asked(contact.asked)
    if own_words.is_filled(contact.asked_what):
        words = _("{words}: {what}").format(words=words, what=own_words.line(contact.asked_what))
    if contact.asked_on:
        words = _("{words} ({day})").format(words=words, day=dates.long(contact.asked_on))
    return words


def _moment(when: datetime | None) -> str:
    if when is None:
        return ""
    clock = f"{when:%H:%M}"
    return _("{weekday}, {day}, {clock}").format(
        weekday=dates.weekday(when.weekday()), day=dates.long(when.date()), clock=clock
    )


def _rhythm(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return ""
    if rhythm.at_least == rhythm.at_most:
        return ngettext("About every day", "About every {count} days", rhythm.at_most).format(
            count=rhythm.at_most
        )
    return _("About every {least} to {most} days").format(least=rhythm.at_least, most=rhythm.at_most)


def _important(each: ImportantDate) -> str:
    day = _("{day} {month}").format(day=each.day, month=dates.month(each.month))
    when = f"{day} {each.year}" if each.year else day
    label = own_words.line(each.label)
    return _("{label}: {day}").format(label=label, day=when) if label else when


def _members(contact: Contact, names: Names) -> list[str]:
    """Members of a group: a contact by their printed name, a free name only where names are printed."""
    found = []
    for member in contact.members:
        if names.of(member):
            found.append(names.of(member))
        elif names.style is NameStyle.FULL and not _is_id(member):
            found.append(own_words.line(member))
    return found


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)
