"""Everything of a profile as one JSON file, and back without loss."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import field
from itertools import islice
from typing import Any

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Contact, Tie
from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal
from supportdesk.domain.placement import KeptPlace
from supportdesk.domain.plain import from_plain, to_plain
from supportdesk.domain.plan import Plan
from supportdesk.domain.plan_versions import PlanVersion
from supportdesk.domain.snapshot import Me, Notes
from supportdesk.domain.text import is_storable
from supportdesk.exchange.parsing import parse
from supportdesk.records import dataclass

FORMAT = "supportdesk-export"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole profile: every record outside the trash; `photos` is contact id to picture bytes."""

    me: Me = field(default_factory=Me)
    contacts: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    goals: tuple[Goal, ...] = ()
    plan: Plan = field(default_factory=Plan)
    versions: tuple[PlanVersion, ...] = ()
    notes: Notes = field(default_factory=Notes)
    photos: tuple[tuple[str, bytes], ...] = ()
    places: tuple[KeptPlace, ...] = ()


_PARTS: dict[str, Any] = {
    "me": Me,
    "contacts": tuple[Contact, ...],
    "ties": tuple[Tie, ...],
    "checkins": tuple[CheckIn, ...],
    "goals": tuple[Goal, ...],
    "plan": Plan,
    "versions": tuple[PlanVersion, ...],
    "notes": Notes,
    "places": tuple[KeptPlace, ...],
}


def to_json(whole: Whole) -> bytes:
    """The file: readable, UTF-8, the same bytes for the same profile."""
    body: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    body |= {name: to_plain(getattr(whole, name)) for name in _PARTS}
    body["photos"] = {contact: b64encode(image).decode("ascii") for contact, image in whole.photos}
    return b"".join(_in_parts(body)) + b"\n"


def _in_parts(body: dict[str, Any]) -> Iterator[bytes]:
    """The text of it in parts: put together at once, millions of signs would hold up every other thread."""
    signs = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(body)
    while few := list(islice(signs, 20_000)):
        yield "".join(few).encode("utf-8")


def from_json(data: bytes) -> Whole:
    """The profile in a file of `to_json`.

    Errors: DomainError "export_format" for another kind of file, "export_newer" for a newer one,
    "record_shape" for a part that does not fit, "text_not_storable", and what the records refuse.
    """
    try:
        body = parse(data, deep=2)
        is_storable = _is_storable(body)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise DomainError("export_format") from None
    if not is_storable:
        raise DomainError("text_not_storable")
    if not isinstance(body, dict) or body.get("format") != FORMAT or not isinstance(body.get("version"), int):
        raise DomainError("export_format")
    if body["version"] > VERSION:
        raise DomainError("export_newer")
    parts = {name: from_plain(wanted, body[name]) for name, wanted in _PARTS.items() if name in body}
    return Whole(**parts, photos=_photos(body.get("photos", {})))


def _is_storable(plain: Any) -> bool:
    """Whether every text in it can be kept, names of fields too."""
    if isinstance(plain, str):
        return is_storable(plain)
    if isinstance(plain, dict):
        return all(is_storable(name) and _is_storable(value) for name, value in plain.items())
    return not isinstance(plain, list) or all(_is_storable(each) for each in plain)


def _photos(plain: Any) -> tuple[tuple[str, bytes], ...]:
    if not isinstance(plain, dict):
        raise DomainError("record_shape", type="photos")
    try:
        return tuple((contact, b64decode(image, validate=True)) for contact, image in plain.items())
    except (TypeError, ValueError):
        raise DomainError("record_shape", type="photos") from None
