"""An easyNWK map as contacts with a dated past; and what of it finds no place here.

The format, read off the data model of the public repository fhstp/easynwk-web (no code of it is used):

- A file is one JSON object. New files hold `versions`, a list of {id, title, date "YYYY-MM-DD", nwk}, and
  `currentVersion`; old files are one bare `nwk`.
- A `nwk` is {ego, alteri, connections}. `ego` is the person: name, age, currentGender, note.
- Each of `alteri` has an `id` (a number; in old files a text) that stays the same from version to version,
  `name`, `role` (a German word of a list, or the person's own), `human`, `deceased`, `currentGender` (for
  what is not human: its kind), `age`, `note`, `emoji`, and `edgeType` (0 no relation now, 1 one, 2 of more
  than one kind).
- `angle` runs anticlockwise from the right, -180 to 180: the quarters are family (top right), friends and
  acquaintances (top left), colleagues (bottom left), professional helpers (bottom right). `distance` is 0 in
  the middle and 100 at the outermost of three rings, which are equally wide; more lies outside.
- `conflict` marks a difficult relation. `supportEmotional`, `supportCognitive` (information),
  `supportSocial`, `supportMaterial` and `supportPractical` (both practical help) are 0 for none, 1 where I
  support them, 2 where they support me, 3 for both; a number or its text.
- `connections` is a list of {id1, id2} of two alteri who know each other, in any order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from supportdesk.domain.contact import Contact, Direction, Kind, Ring, State, Support, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.map_space import BANDS, SECTORS
from supportdesk.domain.placement import sector_of
from supportdesk.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, fold, new_id, tidy, tidy_line
from supportdesk.exchange.easynwk_roles import kind_of_role, kind_of_thing
from supportdesk.exchange.incoming import BadPart, Candidate, check_count
from supportdesk.exchange.parsing import parse

VERSION_LIMIT = 500
_RINGS = (Ring.INNER, Ring.MIDDLE, Ring.OUTER)
_WIDE = 100 / 3  # of one of their rings
_QUARTERS = (Kind.FAMILY, Kind.FRIEND, Kind.WORK, Kind.PROFESSIONAL)
_GIVEN, _GOT = (1, 3), (2, 3)
_SUPPORTS = (
    (SupportType.EMOTIONAL, ("supportEmotional",)),
    (SupportType.INFORMATIONAL, ("supportCognitive",)),
    (SupportType.PRACTICAL, ("supportMaterial", "supportPractical")),
    (SupportType.SOCIAL, ("supportSocial",)),
)
_NO_GENDER = ("", "nicht festgelegt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The map on one day: contacts by their ids, and pairs of ids who know each other."""

    day: date
    contacts: Mapping[str, Contact]
    ties: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyMap:
    """What the file brings: everybody as they are last, and the versions, oldest first.

    Somebody whom a later version leaves out is archived from its day on. `left_out` names what finds no
    place, by code.
    """

    contacts: tuple[Candidate, ...] = ()
    bad: tuple[BadPart, ...] = ()
    left_out: tuple[str, ...] = ()
    versions: tuple[Version, ...] = field(default=(), repr=False)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that become a dated past."""
        return tuple(each.day for each in self.versions)


def is_easynwk(body: Any) -> bool:
    """Whether a parsed JSON file looks like an easyNWK map."""
    if not isinstance(body, dict):
        return False
    versions = body.get("versions")
    if isinstance(versions, list) and versions:
        return all(isinstance(each, dict) and "nwk" in each for each in versions)
    return isinstance(body.get("alteri"), list) and "ego" in body


def read_easynwk(data: bytes, today: date) -> EasyMap:
    """The map in a file.

    Versions without a day that is a day, and those in the future, count as of today; of several of one
    day the last in the file counts. Errors: DomainError "import_not_easynwk", "import_too_many".
    """
    try:
        body = parse(data, deep=5)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise DomainError("import_not_easynwk") from None
    if not is_easynwk(body):
        raise DomainError("import_not_easynwk")
    return _Reader(today).read(body)


class _Reader:
    """Reads the versions one after the other and knows again who was there before."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._left: dict[str, None] = {}
        self._bad: dict[str, BadPart] = {}
        self._seen: dict[str, list[_Person]] = {}

    def read(self, body: dict[str, Any]) -> EasyMap:
        found = sorted(self._dated(body), key=lambda each: each[0])
        by_day = dict(found)
        if len(by_day) < len(found):
            self._left["NWK-SAME-DAY"] = None
        versions = tuple(self._version(day, nwk) for day, nwk in by_day.items())
        people = [person for several in self._seen.values() for person in several]
        check_count(len(people))
        people.sort(key=lambda each: each.number)
        last = versions[-1].contacts if versions else {}
        return EasyMap(
            contacts=tuple(
                Candidate(number=each.number, contact=_as_now(each.contact, last)) for each in people
            ),
            bad=tuple(self._bad.values()),
            left_out=tuple(self._left),
            versions=versions,
        )

    def _dated(self, body: dict[str, Any]) -> Iterator[tuple[date, dict[str, Any]]]:
        versions = body.get("versions")
        if not isinstance(versions, list) or not versions:
            yield self._today, body
            return
        if len(versions) > VERSION_LIMIT:
            raise DomainError("import_too_many", limit=VERSION_LIMIT)
        for each in versions:
            if tidy_line(_text(each.get("title"))):
                self._left["NWK-TITLE"] = None
            nwk = each.get("nwk")
            if isinstance(nwk, dict):
                yield self._day(each.get("date")), nwk

    def _day(self, text: Any) -> date:
        try:
            day = date.fromisoformat(_text(text).strip()[:10])
        except ValueError:
            self._left["NWK-DAY"] = None
            return self._today
        return min(day, self._today)

    def _version(self, day: date, nwk: dict[str, Any]) -> Version:
        ego = nwk.get("ego")
        if isinstance(ego, dict) and any(tidy_line(_text(each)) for each in ego.values()):
            self._left["NWK-EGO"] = None
        contacts: dict[str, Contact] = {}
        ids: dict[str, str] = {}
        alteri = _list(nwk.get("alteri"))
        check_count(len(alteri))
        for alter in alteri:
            contact = self._contact(alter, contacts)
            if contact is not None:
                contacts[contact.id] = contact
                ids.setdefault(_text(alter.get("id")), contact.id)
        return Version(day=day, contacts=contacts, ties=frozenset(_pairs(nwk.get("connections"), ids)))

    def _contact(self, alter: Any, here: Mapping[str, Contact]) -> Contact | None:
        if not isinstance(alter, dict):
            return None
        name = tidy_line(_text(alter.get("name")))
        if not name:
            key = _text(alter.get("id"))
            self._bad.setdefault(key, BadPart(number=len(self._bad) + 1, name="", code="import_no_name"))
            return None
        if len(name) > NAME_LIMIT:
            self._left["FN"] = None
            name = name[:NAME_LIMIT].strip()
        place = _number(alter.get("angle")), _number(alter.get("distance"))
        person = self._known(_text(alter.get("id")), name, place, here)
        person.contact = replace(self._made(alter, name, place), id=person.contact.id)
        person.place = place
        return person.contact

    def _known(self, key: str, name: str, place: tuple[float, float], here: Mapping[str, Contact]) -> _Person:
        """Who it was before: the same id and name, or the same id on the very same spot (a new name)."""
        several = self._seen.setdefault(key, [])
        for person in several:
            if person.contact.id in here:
                continue
            if fold(person.contact.name) == fold(name) or person.place == place:
                return person
        number = sum(map(len, self._seen.values())) + 1
        check_count(number)
        made = _Person(number=number, contact=Contact(id=new_id(), name=name), place=place)
        several.append(made)
        return made

    def _made(self, alter: dict[str, Any], name: str, place: tuple[float, float]) -> Contact:
        self._name_what_is_left(alter)
        kind = self._kind(alter, place[0])
        ring, inside = _ring(place[1])
        start, end = SECTORS[sector_of(kind)]
        low, high = BANDS[ring]
        return Contact(
            name=name,
            kinds=(kind,),
            role=self._line(alter.get("role")),
            notes=self._note(alter.get("note")),
            ring=ring,
            angle=round((start + _share(place[0]) * (end - start)) % 360, 2),
            distance=round(low + inside * (high - low), 2),
            stressful=alter.get("conflict") is True,
            state=_state(alter),
            supports=tuple(_supports(alter)),
        )

    def _kind(self, alter: dict[str, Any], angle: float) -> Kind:
        if alter.get("human") is False:
            return kind_of_thing(_text(alter.get("currentGender")))
        known = kind_of_role(_text(alter.get("role")))
        return known or _QUARTERS[int(angle % 360 // 90) % 4]

    def _name_what_is_left(self, alter: dict[str, Any]) -> None:
        human = alter.get("human") is not False
        found = {
            "NWK-GENDER": human and tidy_line(_text(alter.get("currentGender"))) not in _NO_GENDER,
            "NWK-AGE": bool(tidy_line(_text(alter.get("age")))),
            "NWK-EMOJI": bool(tidy_line(_text(alter.get("emoji")))),
            "NWK-MULTIPLEX": _whole(alter.get("edgeType")) == 2,
            "NWK-OUTSIDE": _number(alter.get("distance")) > 100,
        }
        self._left |= dict.fromkeys(code for code, there in found.items() if there)

    def _line(self, value: Any) -> str:
        line = tidy_line(_text(value))
        if len(line) <= LINE_LIMIT:
            return line
        self._left["TITLE"] = None
        return ""

    def _note(self, value: Any) -> str:
        note = tidy(_text(value)).strip()
        if len(note) <= NOTE_LIMIT:
            return note
        self._left["NOTE"] = None
        return ""


@dataclass(slots=True, kw_only=True)
class _Person:
    number: int
    contact: Contact
    place: tuple[float, float]


def _as_now(contact: Contact, last: Mapping[str, Contact]) -> Contact:
    return contact if contact.id in last else replace(contact, state=State.ARCHIVED)


def _ring(distance: float) -> tuple[Ring, float]:
    """Our ring, and how far out in it (0 to 1). What lies outside of theirs goes to the edge."""
    distance = min(max(distance, 0.0), 100.0)
    index = min(int(distance / _WIDE), 2)
    return _RINGS[index], min(max(distance / _WIDE - index, 0.0), 1.0)


def _share(angle: float) -> float:
    """How far round their quarter, clockwise, from 0 to 1: the same share of our sector is used."""
    return 1.0 - angle % 90 / 90


def _state(alter: dict[str, Any]) -> State:
    if alter.get("deceased") is True:
        return State.REMEMBERED
    human = alter.get("human") is not False
    return State.ON_A_BREAK if human and _whole(alter.get("edgeType")) == 0 else State.ACTIVE


def _supports(alter: dict[str, Any]) -> Iterator[Support]:
    for type_, names in _SUPPORTS:
        ways = [_whole(alter.get(name)) for name in names]
        given, got = any(way in _GIVEN for way in ways), any(way in _GOT for way in ways)
        if given and got:
            yield Support(type=type_, direction=Direction.BOTH)
        elif given or got:
            yield Support(type=type_, direction=Direction.GIVE if given else Direction.RECEIVE)


def _pairs(connections: Any, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for each in _list(connections):
        if not isinstance(each, dict):
            continue
        one, other = (ids.get(_text(each.get(name))) for name in ("id1", "id2"))
        if one is not None and other is not None and one != other:
            yield min(one, other), max(one, other)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """A text or a whole number as text; everything else is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _whole(value: Any) -> int | None:
    """A small whole number, or its text."""
    text = _text(value).strip()
    return int(text) if len(text) == 1 and text in "0123456789" else None


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    try:
        number = float(value)
    except OverflowError:
        return 0.0
    return number if math.isfinite(number) else 0.0
