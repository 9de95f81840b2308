"""The emergency box and the helplines, with hours and the day each was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from supportdesk.report import own_words
from supportdesk.report.choices import Section, section_label
from supportdesk.words import _, dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """The emergency number of the chosen country, with the country's name in words."""

    number: str
    country: str = ""


class HelplineLike(Protocol):
    """What a helpline needs to be printed; a directory's own record has more.

    Where it also has `checked` (a date or None) or `country_name`, these are printed too.
    """

    @property
    def name(self) -> str: ...
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


def emergency_box(emergency: Emergency | None) -> dict[str, Any]:
    """The first thing on paper. A number is only named together with its country."""
    calm = _("You can ask for help even if you are not sure.")
    if emergency is None or not emergency.number:
        sentence = _("If you might be in danger now, call your local emergency number.")
        return {"before": sentence, "number": "", "after": "", "calm": calm}
    sentence = _("If you might be in danger now, call {number}.")
    before, _number, after = sentence.partition("{number}")
    if emergency.country:
        where = _("This is the emergency number in {country}.").format(country=emergency.country)
        calm = f"{where} {calm}"
    return {"before": before, "number": own_words.line(emergency.number), "after": after, "calm": calm}


def helpline_box(helplines: Sequence[HelplineLike], checked: date | None) -> dict[str, Any] | None:
    """The helplines in the caller's order, or None without any."""
    if not helplines:
        return None
    return {
        "title": section_label(Section.HELPLINES),
        "who": _("Who"),
        "number": _("Number"),
        "lines": [_helpline(each, checked) for each in helplines],
    }


def _helpline(helpline: HelplineLike, checked: date | None) -> dict[str, Any]:
    day = getattr(helpline, "checked", None) or checked
    mark = (
        _("Checked {day}").format(day=dates.long(day))
        if isinstance(day, date)
        else _("Not yet checked by a person")
    )
    country = getattr(helpline, "country_name", "") or getattr(helpline, "country", "")
    details = [helpline.hours, country, mark]
    return {
        "name": own_words.line(helpline.name),
        "numbers": _numbers(helpline),
        "details": [own_words.line(each) for each in details if own_words.is_filled(each)],
        "purpose": own_words.line(helpline.purpose),
        "web": own_words.line(helpline.web),
    }


def _numbers(helpline: HelplineLike) -> list[str]:
    numbers = []
    if own_words.is_filled(helpline.phone):
        menu = getattr(helpline, "phone_menu", "")
        numbers.append(own_words.line(f"{helpline.phone}, {menu}" if menu else helpline.phone))
    if own_words.is_filled(helpline.sms):
        sentence = _("text {words} to {number}") if helpline.sms_text else _("text {number}")
        numbers.append(own_words.line(sentence.format(words=helpline.sms_text, number=helpline.sms)))
    return numbers
