"""Contact cards: vCard 2.1, 3.0 and 4.0 of phones, mail programs and clouds read, 3.0 written.

3.0 is written because every address book in use reads it; Outlook and older phones do not read 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from supportdesk.domain.contact import Contact, ImportantDate, Kind
from supportdesk.domain.errors import DomainError
from supportdesk.exchange.days import iso
from supportdesk.exchange.encodings import to_utf8
from supportdesk.exchange.incoming import (
    CARD_LIMIT,
    BadPart,
    Candidate,
    Incoming,
    Progress,
    check_count,
    check_size,
    incoming,
)
from supportdesk.exchange.lines import Line, escaped, folded, joined, parsed
from supportdesk.exchange.outgoing import carried, chosen
from supportdesk.exchange.vcard_fields import BINARY, OURS, Card
from supportdesk.records import dataclass
from supportdesk.words import labels
from supportdesk.words.exchange import birthday, number_words

_BEGIN = re.compile(rb"begin[ \t]*:[ \t]*vcard[ \t]*", re.IGNORECASE)
_END = re.compile(rb"end[ \t]*:[ \t]*vcard[ \t]*", re.IGNORECASE)
_OLD = re.compile(rb"version[ \t]*:[ \t]*2\.", re.IGNORECASE)
_AGENT = re.compile(rb"agent[^:]*:[ \t]*", re.IGNORECASE)
_STEP = 50  # cards between two words on how far it is
_COMPANIES = frozenset({Kind.SERVICE, Kind.GROUP, Kind.PLACE, Kind.ONLINE})


# ---- reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    lines: list[bytes]
    is_whole: bool
    end: int  # lines of the file up to here


def read_vcard(data: bytes, progress: Progress | None = None) -> Incoming:
    """The contacts in a file of cards; a card that cannot be read is named and the rest comes in.

    Pure and safe in a worker. `progress` gets (lines done, of all). Errors: DomainError "import_too_big",
    "import_too_many", "import_not_vcard"; `Stopped` if `progress` raises it.
    """
    check_size(len(data))
    lines = to_utf8(data).splitlines()
    good: list[Candidate] = []
    bad: list[BadPart] = []
    number = 0
    for number, raw in enumerate(_cards(lines), start=1):
        check_count(number)
        if progress is not None and number % _STEP == 1:
            progress(raw.end, len(lines))
        outcome = _read(number, raw)
        if isinstance(outcome, Candidate):
            good.append(outcome)
        else:
            bad.append(outcome)
    if not number:
        raise DomainError("import_not_vcard")
    return incoming(good, bad)


def _cards(lines: list[bytes]) -> Iterator[_Raw]:
    """The lines of each card; a card within a card (AGENT of vCard 2.1) is left out."""
    card: list[bytes] | None = None
    inner = 0
    for end, line in enumerate(lines, start=1):
        if _BEGIN.fullmatch(line):
            if card and _AGENT.fullmatch(card[-1]):
                inner += 1
                continue
            if card is not None:
                yield _Raw(lines=card, is_whole=False, end=end)
            card, inner = [], 0
        elif _END.fullmatch(line) and card is not None:
            if inner:
                inner -= 1
                continue
            yield _Raw(lines=card, is_whole=True, end=end)
            card = None
        elif card is not None and not inner:
            card.append(line)
    if card is not None:
        yield _Raw(lines=card, is_whole=False, end=len(lines))


def _read(number: int, raw: _Raw) -> Candidate | BadPart:
    old = any(_OLD.match(line) for line in raw.lines[:20])
    lines = [parsed(line) for line in joined(raw.lines, old=old)]
    try:
        return _candidate(number, raw, lines, old=old)
    except DomainError as error:
        return BadPart(number=number, name=_name(lines, old=old), code=error.code)


def _candidate(number: int, raw: _Raw, lines: list[Line | None], *, old: bool) -> Candidate:
    known = [line for line in lines if line is not None]
    if sum(len(line.raw) for line in known if line.name not in BINARY) > CARD_LIMIT:
        raise DomainError("import_card_too_big")
    card = Card(known, old=old)
    for line in known:
        card.take(line)
    if len(known) < len(lines):
        card.draft.leave_out("?")
    if not raw.is_whole:
        raise DomainError("import_card_cut")
    return card.draft.finish(number)


def _name(lines: list[Line | None], *, old: bool) -> str:
    """The name in a card that cannot come in, as far as it can be read."""
    card = Card([], old=old)
    for line in lines:
        if line is not None and line.name in ("FN", "N", "ORG", "NICKNAME"):
            card.take(line)
    return card.draft.called()[:80]


# ---- writing


def write_vcard(
    contacts: tuple[Contact, ...], *, include_not_safe: bool = False, with_notes: bool = True
) -> bytes:
    """The contacts as cards of vCard 3.0, in their order, the same bytes for the same contacts.

    What leaves is said by `outgoing`. What no program knows stands in X-SD- properties.
    """
    outgoing = (
        carried(each, with_notes=with_notes) for each in chosen(contacts, include_not_safe=include_not_safe)
    )
    return b"".join(folded(line) for contact in outgoing for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_name_parts(contact)}"
    yield f"FN:{escaped(contact.name)}"
    yield from _texts(contact)
    yield from _numbers(contact)
    yield from _days(contact)
    yield from _own(contact)
    yield "END:VCARD"


def _name_parts(contact: Contact) -> str:
    """Family name and given name: a guess, for programs that show these and not FN."""
    given, blank, family = contact.name.rpartition(" ")
    if not contact.is_person or not blank:
        given, family = contact.name, ""
    return f"{escaped(family)};{escaped(given)};;;"


def _texts(contact: Contact) -> Iterator[str]:
    if contact.nickname:
        yield f"NICKNAME:{escaped(contact.nickname)}"
    if contact.kind in _COMPANIES:
        yield f"ORG:{escaped(contact.name)}"
        yield "X-ABShowAs:COMPANY"
    if contact.role:
        yield f"TITLE:{escaped(contact.role)}"
    if contact.kinds:
        yield "CATEGORIES:" + ",".join(escaped(labels.kind(each)) for each in contact.kinds)
    for email in contact.emails:
        yield f"EMAIL;TYPE=INTERNET:{escaped(email)}"
    if contact.address:
        yield f"ADR;TYPE=HOME:;;{escaped(contact.address)};;;;"
    if contact.web:
        yield f"URL:{escaped(contact.web)}"
    if contact.time_zone:
        yield f"TZ;VALUE=text:{escaped(contact.time_zone)}"
    if contact.notes:
        yield f"NOTE:{escaped(contact.notes)}"


def _numbers(contact: Contact) -> Iterator[str]:
    types = {word: type_ for type_, word in number_words().items()}
    for position, phone in enumerate(contact.phones, start=1):
        number = escaped(phone.number)
        if phone.label in types:
            yield f"TEL;TYPE={types[phone.label]}:{number}"
        elif phone.label:
            yield f"tel{position}.TEL:{number}"
            yield f"tel{position}.X-ABLabel:{escaped(phone.label)}"
        else:
            yield f"TEL:{number}"


def _days(contact: Contact) -> Iterator[str]:
    """The first birthday as BDAY, all others as Apple writes them, with the person's word for them."""
    word = birthday()
    first = next((each for each in contact.important_dates if each.label == word), None)
    for position, day in enumerate(contact.important_dates, start=1):
        if day is first:
            yield f"BDAY:{iso(day)}"
            first = None
        else:
            yield f"day{position}.X-ABDATE{_apple(day)}"
            yield f"day{position}.X-ABLabel:{escaped(day.label)}"


def _apple(day: ImportantDate) -> str:
    if day.year is None:  # a year with a 29 February that everyone agreed to ignore
        return f";X-APPLE-OMIT-YEAR=1604:1604-{day.month:02d}-{day.day:02d}"
    return f":{iso(day)}"


def _own(contact: Contact) -> Iterator[str]:
    if contact.kinds:
        yield f"{OURS}KINDS:{','.join(contact.kinds)}"
    if contact.preferred_way:
        yield f"{OURS}WAY:{contact.preferred_way}"
    if contact.reachable_note:
        yield f"{OURS}REACHABLE:{escaped(contact.reachable_note)}"
    if contact.night_ok:
        yield f"{OURS}NIGHT:1"
    if contact.known_since:
        yield f"{OURS}SINCE:{iso(contact.known_since)}"
    if not contact.is_active:
        yield f"{OURS}STATE:{contact.state}"
