"""A person's own helplines, their corrections of the directory, and what they chose not to see."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import LINE_LIMIT, check_name, check_text, new_id
from supportdesk.records import dataclass


class HelpKind(StrEnum):
    """What a helpline is for."""

    CRISIS = "crisis"
    EMOTIONAL_SUPPORT = "emotional_support"
    SUBSTANCE_USE = "substance_use"
    PEER = "peer"
    FAMILY = "family"
    DOMESTIC_ABUSE = "domestic_abuse"
    LGBTQ = "lgbtq"
    VETERANS = "veterans"
    YOUTH = "youth"
    INFORMATION = "information"


_TEXTS = ("phone", "sms", "sms_text", "web", "hours", "purpose", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What an entry of the directory said, to tell later whether it says something else."""

    name: str = ""
    phone: str = ""
    sms: str = ""
    sms_text: str = ""
    web: str = ""
    hours: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line of the person's own, or their correction of the entry `helpline_id`, written on `day`.

    `country` is ISO 3166-1 alpha-2, "" for a line that belongs to none. `was` is what the entry said
    when it was corrected: the correction outlives every change of the directory, and both can be shown.
    """

    id: str = field(default_factory=new_id)
    helpline_id: str = ""
    name: str
    country: str = ""
    kinds: tuple[HelpKind, ...] = ()
    phone: str = ""
    sms: str = ""
    sms_text: str = ""
    web: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    purpose: str = ""
    note: str = ""
    day: date | None = None
    was: Printed | None = None

    def __post_init__(self) -> None:
        check_name(self.name)
        for name in _TEXTS:
            check_text(getattr(self, name), LINE_LIMIT, field=name)
        for each in self.languages:
            check_text(each, LINE_LIMIT, field="languages")
        if not any(each.strip() for each in (self.phone, self.sms, self.web)):
            raise DomainError("line_without_way", field="phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenLine:
    """An entry of the directory that the person does not want to see while their profile is open."""

    id: str = field(default_factory=new_id)
    helpline_id: str
