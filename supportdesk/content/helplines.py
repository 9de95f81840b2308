"""The helpline directory that comes with the program: read lazily, ordered for one country.

`python -m supportdesk.content.helplines` lists the entries nobody has checked lately.
What a person changed of it for themselves is laid over it by `my_helplines`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from supportdesk.content.resources import read
from supportdesk.domain.contact import Reachable
from supportdesk.domain.helpline import HelpKind
from supportdesk.domain.hours import is_open, wall, zone
from supportdesk.records import dataclass

EUROPE = "EU"
EVERYWHERE = "ZZ"
_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_MEMBERS = frozenset(_MEMBERS.split())


class SourceKind(StrEnum):
    OFFICIAL = "official"
    GOVERNMENT = "government"
    NEWS = "news"
    OTHER = "other"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """One service. Numbers are text to read and copy, spaced for the eye; "" where there is none.

    `note` is for the person who may ring; `caution` is for whoever checks the entry. `open` are the hours
    on the line's own clock (`time_zone`), only where the printed hours leave no doubt. `mine` marks the
    person's words, `own` a line of theirs that stands in no directory, `written` the day they wrote it.
    """

    id: str
    country: str
    name: str
    kinds: tuple[HelpKind, ...]
    phone: str
    phone_alt: str = ""
    phone_menu: str = ""
    sms: str
    sms_text: str = ""
    whatsapp: str = ""
    email: str = ""
    web: str
    hours: str
    languages: tuple[str, ...]
    purpose: str
    note: str = ""
    caution: str
    source: str
    source_kind: SourceKind
    source_date: str
    confidence: Confidence
    verified: bool
    only_in: tuple[str, ...] = ()
    checked: date | None = None
    time_zone: str = ""
    open: tuple[Reachable, ...] = ()
    mine: bool = False
    own: bool = False
    written: date | None = None

    @property
    def day_and_night(self) -> bool:
        """Whether someone answers at any hour."""
        return self.hours.startswith(("24 hours", "Phone and email 24 hours"))

    @property
    def listens(self) -> bool:
        """Whether the line is for talking about how you are."""
        return bool(self.phone or self.sms) and not _LISTENING.isdisjoint(self.kinds)

    @property
    def refers(self) -> bool:
        """Whether it gives facts or names other places, and does not listen."""
        return HelpKind.INFORMATION in self.kinds and not self.listens

    def is_open(self, moment: datetime) -> bool | None:
        """Whether the hours of the line hold at an aware moment; None where they do not say for sure."""
        if not self.mine and self.hours.startswith("24 hours, every day") and "check" not in self.hours:
            return True
        where = zone(self.time_zone)
        if not self.open or where is None:
            return None
        return is_open(self.open, wall(moment, where))

    def serves(self, country: str) -> bool:
        """Whether the line may be shown to someone in `country` (ISO 3166-1 alpha-2)."""
        if self.country == EVERYWHERE or self.own:
            return True
        if self.country == EUROPE:
            return country in EU_MEMBERS and (not self.only_in or country in self.only_in)
        return self.country == country


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """The emergency number of a country, and others beside it ("101 police")."""

    country: str
    number: str
    also: str = ""
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All helplines, the day they were collected, and the day a person last checked the whole list."""

    compiled: date
    checked: date | None
    review_after_days: int
    helplines: tuple[Helpline, ...]
    emergencies: Mapping[str, Emergency]

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries the list covers, sorted."""
        return tuple(sorted(self.emergencies))

    def emergency(self, country: str) -> Emergency | None:
        """The emergency number of `country`, or None where the list does not have it."""
        return self.emergencies.get(country)

    def helpline(self, helpline_id: str) -> Helpline | None:
        """The entry with this id, or None."""
        return next((each for each in self.helplines if each.id == helpline_id), None)

    def for_country(self, country: str, kinds: Collection[HelpKind] = ()) -> tuple[Helpline, ...]:
        """The lines for someone in `country`: its own, then EU-wide ones, then those for everywhere.

        With `kinds` only the lines for at least one of them. A number is listed once: an EU-wide line
        that is the national one as well shows under its national name. "" gives the last group only.
        """
        near = sorted((each for each in self.helplines if each.serves(country)), key=_nearness)
        own = {_digits(each.phone) for each in near if each.country == country and each.phone}
        once = (each for each in near if each.country == country or _digits(each.phone) not in own)
        return tuple(each for each in once if not kinds or any(kind in kinds for kind in each.kinds))

    def last_check(self, helpline: Helpline) -> date | None:
        """The day a person last checked this entry, alone or with the whole list."""
        return max(filter(None, (helpline.checked, self.checked)), default=None)

    def is_stale(self, today: date, helpline: Helpline | None = None) -> bool:
        """Whether the list (or one entry) was never checked, or longer ago than `review_after_days`."""
        checked = self.last_check(helpline) if helpline else self.checked
        return checked is None or (today - checked).days > self.review_after_days


@cache
def load() -> Directory:
    """The directory, read from the program's files the first time it is asked for."""
    return parse(read("helplines.toml").decode("utf-8"))


def parse(text: str) -> Directory:
    """The directory in `text` (TOML). Errors: TypeError, KeyError or ValueError for a wrong shape."""
    raw = tomllib.loads(text)
    return Directory(
        compiled=date.fromisoformat(raw["compiled"]),
        checked=_day(raw["checked"]),
        review_after_days=raw["review_after_days"],
        helplines=tuple(_helpline(each) for each in raw["helpline"]),
        emergencies={
            country: Emergency(country=country, **entry) for country, entry in raw["emergency"].items()
        },
    )


def _helpline(raw: dict[str, Any]) -> Helpline:
    fields = dict(raw)
    fields["kinds"] = tuple(HelpKind(each) for each in raw["kinds"])
    fields["languages"] = tuple(raw["languages"])
    fields["only_in"] = tuple(raw.get("only_in", ()))
    fields["source_kind"] = SourceKind(raw["source_kind"])
    fields["confidence"] = Confidence(raw["confidence"])
    fields["checked"] = _day(raw.get("checked", ""))
    fields["open"] = tuple(
        Reachable(days=tuple(each["days"]), start=each["start"], end=each["end"])
        for each in raw.get("open", ())
    )
    return Helpline(**fields)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_LISTENING = frozenset({HelpKind.CRISIS, HelpKind.EMOTIONAL_SUPPORT})


def _nearness(helpline: Helpline) -> int:
    return {EUROPE: 1, EVERYWHERE: 2}.get(helpline.country, 0)


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def stale_lines(directory: Directory, today: date) -> list[str]:
    """One line for each entry that waits for a human check: id, day of the last one, web address."""
    return [
        f"{each.id}\t{directory.last_check(each) or 'never checked'}\t{each.web}"
        for each in directory.helplines
        if directory.is_stale(today, each)
    ]


if __name__ == "__main__":
    waiting = stale_lines(load(), date.today())
    sys.stdout.write("".join(f"{each}\n" for each in waiting))
    sys.exit(1 if waiting else 0)
