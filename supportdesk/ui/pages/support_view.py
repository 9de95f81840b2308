"""What the page about one's support shows, computed from the snapshot: who now, needs, who gives what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from supportdesk.content import helpline_words
from supportdesk.content.helplines import load
from supportdesk.content.my_helplines import with_mine
from supportdesk.content.one_helpline import one_helpline
from supportdesk.domain.contact import Contact, SupportType, Way
from supportdesk.domain.coverage import Cover, Loss, NeedCover, alone, coverage, needs_cover, sources, without
from supportdesk.domain.growth import Need
from supportdesk.domain.network import numbers
from supportdesk.domain.reach import Ask, Hardness, Reach, To, reach
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.domain.text import fold
from supportdesk.records import dataclass
from supportdesk.ui.pages.goal_words import names, own, shorten
from supportdesk.words import _, labels, ngettext
from supportdesk.words import coverage as coverage_words
from supportdesk.words import network as network_words
from supportdesk.words import reach as reach_words
from supportdesk.words.sentences import in_words, joined, listed

NAMES_SHOWN = 12


# ---- who can I reach now?


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One of the names: who, the number or address, why, what is noted of their hours, words to begin with.

    `number_gap` says that there is no number, for somebody who would have one.
    """

    id: str
    name: str
    role: str
    number: str
    number_gap: str
    why: str
    note: str
    first_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """The one helpline. `copied` is the bare number, "" where it is a page on the web."""

    name: str
    how: str
    copied: str
    about: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NowView:
    """The answer to "Who can I reach now?"; without people `nobody` says kind words.

    When it is very hard the helpline stands first, so that it is in view without scrolling.
    """

    people: tuple[PersonRow, ...]
    nobody: str
    line: LineRow | None
    line_first: bool
    asks_country: bool
    is_sample: bool


def now_view(snapshot: Snapshot, ask: Ask, country: str) -> NowView:
    """Who and which helpline."""
    answer = reach(snapshot, ask)
    soon = reach_words.opens(answer.next, ask) if answer.next else ""
    return NowView(
        people=tuple(_person(each, ask) for each in answer.reaches),
        nobody="" if answer.reaches else joined((reach_words.nobody(ask), soon)),
        line=_line(country, ask, snapshot.notes),
        line_first=ask.hard is Hardness.A_LOT,
        asks_country=not country,
        is_sample=snapshot.me.is_sample,
    )


def _person(each: Reach, ask: Ask) -> PersonRow:
    contact = each.contact
    return PersonRow(
        id=contact.id,
        name=contact.short_name,
        role=contact.role or (labels.kind(contact.kind) if contact.kinds else ""),
        number=_address(each, ask),
        number_gap=_("No number noted.") if each.to in (To.PERSON, To.OFFICE) else "",
        why=reach_words.why(each, ask),
        note=contact.reachable_note,
        first_words=reach_words.first_words(each, ask),
    )


def _address(each: Reach, ask: Ask) -> str:
    """The number, or where to write when it is about writing."""
    written = next((one for one in (*each.contact.emails, each.contact.web) if one.strip()), "")
    if each.to is To.ONLINE:
        return each.contact.web or written or each.number
    return written if ask.way is Way.ONLINE and written else each.number


def _line(country: str, ask: Ask, notes: Notes) -> LineRow | None:
    directory = with_mine(load(), notes)
    line = one_helpline(directory, country, ask.type, ask.hard)
    if line is None:
        return None
    web = line.web.removeprefix("https://").removeprefix("www.").rstrip("/")
    how = line.phone or (_("Text {number}").format(number=line.sms) if line.sms else web)
    return LineRow(
        name=line.name,
        how=f"{how} ({line.phone_menu})" if line.phone and line.phone_menu else how,
        copied=line.phone or line.sms,
        about=" · ".join(part for part in (line.hours, line.purpose) if part),
        checked=helpline_words.checked(line, directory, ask.moment.date()),
    )


# ---- what I need


class Held(StrEnum):
    """How many cover a need."""

    NOBODY = "nobody"
    ONE = "one"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One need as it is shown."""

    need: Need
    held: Held
    covered: str


def need_views(snapshot: Snapshot) -> dict[SupportType, tuple[NeedView, ...]]:
    """The needs under the four types, each in the order they were made."""
    found = [_need(each, snapshot) for each in needs_cover(snapshot)]
    return {type_: tuple(each for each in found if each.need.type is type_) for type_ in SupportType}


def _need(each: NeedCover, snapshot: Snapshot) -> NeedView:
    contacts = tuple(one for one in map(snapshot.contact, each.sources) if one is not None)
    if not contacts:
        return NeedView(need=each.need, held=Held.NOBODY, covered=_("Nobody yet"))
    if each.is_held_by_more:
        said = _("{names}: held by more than one").format(names=names(contacts))
        return NeedView(need=each.need, held=Held.MORE, covered=said)
    said = _("{name}: one source").format(name=names(contacts))
    return NeedView(need=each.need, held=Held.ONE, covered=said)


# ---- who gives what


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeView:
    """One type of support: who gives it, and what there is to say of it."""

    type: SupportType
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestView:
    """What rests on one contact alone."""

    id: str
    name: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoView:
    """Coverage in words, who may be thought away, what rests on whom, and the numbers."""

    summary: str
    types: tuple[TypeView, ...]
    choices: tuple[tuple[str, str], ...]
    rests: tuple[RestView, ...]
    numbers: tuple[tuple[str, str, str], ...]


def who_view(snapshot: Snapshot, today: date) -> WhoView:
    """Everything of the third part."""
    there = sorted(sources(snapshot.contacts), key=lambda each: (fold(each.short_name), each.id))
    lost = {each.contact_id: each for each in alone(snapshot)}
    rests = (_rest(each, lost[each.id], snapshot) for each in there if each.id in lost)
    lines = network_words.number_lines(numbers(snapshot))
    return WhoView(
        summary=network_words.summary(snapshot, today),
        types=tuple(_type(each, snapshot) for each in coverage(snapshot, today)),
        choices=tuple((each.id, each.short_name) for each in there),
        rests=tuple(rests),
        numbers=tuple((each.name, each.value, each.meaning) for each in lines),
    )


def what_if(snapshot: Snapshot, contact_id: str) -> str:
    """What would be without a source if this contact were away for a while."""
    return coverage_words.loss(without(snapshot, contact_id), snapshot)


def _type(cover: Cover, snapshot: Snapshot) -> TypeView:
    lines = [
        _("Often: {names}").format(names=_names(cover.often, snapshot)) if cover.often else "",
        _("Sometimes: {names}").format(names=_names(cover.sometimes, snapshot)) if cover.sometimes else "",
        _circle(cover),
        coverage_words.rests_on(cover, snapshot),
        coverage_words.nobody_yet(cover.type) if cover.is_nobody_yet else "",
    ]
    return TypeView(
        type=cover.type, title=labels.support_type(cover.type), lines=tuple(each for each in lines if each)
    )


def _circle(cover: Cover) -> str:
    """How many are from one's own circle and how many are there by profession."""
    if len(cover.sources) < 2:
        return ""
    if not cover.formal:
        return _("All from your own circle.")
    if not cover.informal:
        return _("All of them professionals or services.")
    return _("From your own circle: {informal}. Professionals and services: {formal}.").format(
        informal=in_words(cover.informal), formal=in_words(cover.formal)
    )


def _names(ids: tuple[str, ...], snapshot: Snapshot) -> str:
    """All names up to twelve, and how many more there are."""
    found = map(snapshot.contact, ids[:NAMES_SHOWN])
    said = [_short(each) for each in found if each is not None]
    rest = len(ids) - len(said)
    if not rest:
        return listed(said)
    more = ngettext("{names} and {count} more", "{names} and {count} more", rest)
    return more.format(names=_(", ").join(said), count=rest)


def _short(contact: Contact) -> str:
    return own(shorten(contact.short_name, 60))


def _rest(contact: Contact, lost: Loss, snapshot: Snapshot) -> RestView:
    types = listed([coverage_words.phrase(each) for each in lost.types])
    wanted = [each.text.rstrip(" .") for each in snapshot.notes.needs if each.id in lost.needs]
    said = joined(
        (
            _("The only one so far for {types}.").format(types=types) if types else "",
            _("The only one so far for this: {needs}.").format(needs="; ".join(wanted)) if wanted else "",
        )
    )
    return RestView(id=contact.id, name=contact.short_name, said=said)
