"""The emergency box and the helplines, with hours, country and the day each was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from supportdesk.report import own_words
from supportdesk.report.choices import Section, section_label
from supportdesk.words import _, countries, dates


class EmergencyLike(Protocol):
    """The emergency number of a country (ISO 3166-1 alpha-2), and others beside it ("101 police")."""

    @property
    def country(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def also(self) -> str: ...


class HelplineLike(Protocol):
    """What a helpline needs to be printed; a directory's own record has more.

    Where it also has `checked` (a date), `phone_alt`, `phone_menu`, `whatsapp`, `email` or `note`,
    these are printed too.
    """

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def sms(self) -> str: ...
    @property
    def sms_text(self) -> str: ...
    @property
    def web(self) -> str: ...
    @property
    def hours(self) -> str: ...
    @property
    def purpose(self) -> str: ...


def emergency_box(emergency: EmergencyLike | None, *, for_me: bool = True) -> dict[str, Any]:
    """The first thing on paper. A number is only named together with its country.

    `for_me` False speaks to someone who supports me.
    """
    calm = _("You can ask for help even if you are not sure.")
    if emergency is None or not emergency.number:
        mine = _("If you might be in danger now, call your local emergency number.")
        theirs = _("If you think I am in danger now, call the local emergency number.")
        return {"before": mine if for_me else theirs, "number": "", "after": "", "calm": [calm]}
    said = (
        _("If you might be in danger now, call {number}.")
        if for_me
        else _("If you think I am in danger now, call {number}.")
    )
    before, _number, after = said.partition("{number}")
    where = _("Emergency number for: {country}.").format(country=countries.country(emergency.country))
    also = _("Also: {numbers}.").format(numbers=own_words.line(emergency.also)) if emergency.also else ""
    return {
        "before": before,
        "number": own_words.line(emergency.number),
        "after": after,
        "calm": [each for each in (where, also, calm) if each],
    }


def helpline_box(helplines: Sequence[HelplineLike], checked: date | None) -> dict[str, Any] | None:
    """The helplines in the caller's order, or None without any. What holds for all is said once."""
    if not helplines:
        return None
    shared = _shared([_marks(each, checked) for each in helplines])
    return {
        "title": section_label(Section.HELPLINES),
        "note": " · ".join(shared),
        "who": _("Who"),
        "number": _("Number"),
        "lines": [_helpline(each, checked, shared) for each in helplines],
    }


def _shared(marks: Sequence[Sequence[str]]) -> list[str]:
    return [each for each in marks[0] if all(each in others for others in marks)]


def _marks(helpline: HelplineLike, checked: date | None) -> list[str]:
    """The country and when a person last checked the entry."""
    if getattr(helpline, "mine", False):
        written = getattr(helpline, "written", None)
        own = _("Own entry, {day}").format(day=dates.long(written)) if written else _("Own entry")
        return [_country(helpline.country), own] if helpline.country else [own]
    day = getattr(helpline, "checked", None) or checked
    mark = _("Checked {day}").format(day=dates.long(day)) if day else _("Not yet checked by a person")
    return [_country(helpline.country), mark] if helpline.country else [mark]


def _country(code: str) -> str:
    return {"EU": _("All of the European Union"), "ZZ": _("Many countries")}.get(
        code, countries.country(code)
    )


def _helpline(helpline: HelplineLike, checked: date | None, shared: Sequence[str]) -> dict[str, Any]:
    marks = [each for each in _marks(helpline, checked) if each not in shared]
    extra = [getattr(helpline, "note", ""), getattr(helpline, "email", ""), helpline.web]
    return {
        "name": own_words.line(helpline.name),
        "numbers": _numbers(helpline),
        "details": [own_words.line(each) for each in (helpline.hours, *marks) if own_words.is_filled(each)],
        "purpose": own_words.line(helpline.purpose),
        "extra": [own_words.line(each) for each in extra if own_words.is_filled(each)],
    }


def _numbers(helpline: HelplineLike) -> list[str]:
    menu = getattr(helpline, "phone_menu", "")
    phone = f"{helpline.phone}, {menu}" if menu else helpline.phone
    sms = ""
    if helpline.sms:
        sentence = _("text {words} to {number}") if helpline.sms_text else _("text {number}")
        sms = sentence.format(words=helpline.sms_text, number=helpline.sms)
    chat = getattr(helpline, "whatsapp", "")
    whatsapp = _("WhatsApp {number}").format(number=chat) if chat else ""
    all_ways = (phone, getattr(helpline, "phone_alt", ""), sms, whatsapp)
    return [own_words.line(each) for each in all_ways if own_words.is_filled(each)]
