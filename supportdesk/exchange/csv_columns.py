"""What the columns of a table hold, guessed from their headers.

Known are our own, plain English ones, and those of Google, Outlook and Thunderbird.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from supportdesk.domain.text import fold
from supportdesk.records import dataclass
from supportdesk.words import _
from supportdesk.words.exchange import number_words


class Field(StrEnum):
    """What a column may be chosen to hold."""

    NAME = "name"
    PREFIX = "prefix"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    ORGANISATION = "organisation"
    JOB = "job"
    KINDS = "kinds"
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    EMAIL = "email"
    ADDRESS = "address"
    ADDRESS_LABEL = "address_label"
    STREET = "street"
    TOWN = "town"
    COUNTRY = "country"
    WEB = "web"
    NOTES = "notes"
    BIRTHDAY = "birthday"
    BIRTH_PART = "birth_part"  # year, month or day of birth, as `label` says
    ANNIVERSARY = "anniversary"
    DATE = "date"
    DATE_LABEL = "date_label"
    WAY = "way"
    REACHABLE_NOTE = "reachable_note"
    NIGHT = "night"
    TIME_ZONE = "time_zone"
    SINCE = "since"
    STATE = "state"
    LEFT_OUT = "left_out"
    NOT_NEEDED = "not_needed"  # says nothing to a person, so nobody is told that it stays behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column holds. Columns of one `group` belong together (a number and its label).

    `label` is the label of every number or address in the column ("home").
    """

    field: Field
    group: str = ""
    label: str = ""


def field_words() -> dict[Field, str]:
    """The word for each field a person may choose, in the order they are offered."""
    return {
        Field.NAME: _("Name"),
        Field.GIVEN: _("First name"),
        Field.MIDDLE: _("Middle name"),
        Field.FAMILY: _("Last name"),
        Field.PREFIX: _("Title before the name"),
        Field.SUFFIX: _("Part after the name"),
        Field.NICKNAME: _("Nickname"),
        Field.KINDS: _("Kinds"),
        Field.JOB: _("Role"),
        Field.ORGANISATION: _("Organisation"),
        Field.PHONE: _("Phone"),
        Field.PHONE_LABEL: _("Phone label"),
        Field.EMAIL: _("E-mail"),
        Field.ADDRESS: _("Address"),
        Field.ADDRESS_LABEL: _("Address label"),
        Field.STREET: _("Street"),
        Field.TOWN: _("Town and postcode"),
        Field.COUNTRY: _("Country"),
        Field.WEB: _("Web address"),
        Field.NOTES: _("Notes"),
        Field.BIRTHDAY: _("Birthday"),
        Field.ANNIVERSARY: _("Anniversary"),
        Field.DATE: _("Important date"),
        Field.DATE_LABEL: _("Important date label"),
        Field.WAY: _("Preferred way"),
        Field.REACHABLE_NOTE: _("When to reach them"),
        Field.NIGHT: _("Fine at night"),
        Field.TIME_ZONE: _("Time zone"),
        Field.SINCE: _("Known since"),
        Field.STATE: _("How it stands"),
        Field.LEFT_OUT: _("Leave out"),
    }


def choose(columns: tuple[Column, ...], position: int, field: Field) -> tuple[Column, ...]:
    """The columns after the person said what one of them holds; a label belongs to the value before it."""
    group = f"{_PAIRS[field]} {position}" if field in _PAIRS else ""
    if field in _LABELLED:
        before = [each.group for each in columns[:position] if each.field is _LABELLED[field]]
        group = before[-1] if before else group
    elif field in (Field.STREET, Field.TOWN, Field.COUNTRY):
        group = "address"
    return (*columns[:position], Column(field=field, group=group), *columns[position + 1 :])


_EXACT = {
    Field.NAME: "name, full name, display name, contact name, contact, formatted name, fn, who, person",
    Field.PREFIX: "title, name prefix, prefix, salutation",
    Field.GIVEN: "first name, given name, forename, firstname, first, christian name",
    Field.MIDDLE: "middle name, additional name, middle",
    Field.FAMILY: "last name, family name, surname, lastname, last",
    Field.SUFFIX: "suffix, name suffix",
    Field.NICKNAME: "nickname, nick name, known as, alias",
    Field.ORGANISATION: "company, organization, organisation, organization name, organization 1 name, "
    "employer, org",
    Field.JOB: "job title, role, job, position, occupation, profession, relationship, relation, "
    "relation to me, organization title, organization 1 title",
    Field.KINDS: "kinds, kind, type, category, categories, group, groups, labels, group membership, tags",
    Field.WEB: "web, web page, website, url, web address, homepage, web page 1, web page 2, "
    "personal web page, site",
    Field.NOTES: "notes, note, comment, comments, remarks, description",
    Field.BIRTHDAY: "birthday, birth date, birthdate, date of birth, dob, born",
    Field.ANNIVERSARY: "anniversary",
    Field.ADDRESS: "address, full address, postal address",
    Field.STREET: "street, street address, address line 1, address line 2",
    Field.TOWN: "city, town, town or city, state, region, county, province, zip, zip code, postcode, "
    "postal code",
    Field.COUNTRY: "country",
    Field.WAY: "preferred way",
    Field.REACHABLE_NOTE: "when to reach them, best time",
    Field.NIGHT: "fine at night",
    Field.TIME_ZONE: "time zone, timezone",
    Field.SINCE: "known since",
    Field.NOT_NEEDED: "file as, yomi name, given name yomi, family name yomi, additional name yomi, "
    "initials, gender, phonetic first name, phonetic middle name, phonetic last name, short name, "
    "maiden name, photo, email type, email display name, priority, sensitivity, private, user 1, user 2, "
    "user 3, user 4, mileage, language, billing information, account, directory server, "
    "internet free busy, keywords, location, subject, id, uid, number",
}
_BY_WORD = {word: field for field, words in _EXACT.items() for word in words.split(", ")}
_PLACES = {
    "street": Field.STREET, "extended": Field.STREET, "po": Field.STREET, "city": Field.TOWN,
    "state": Field.TOWN, "region": Field.TOWN, "postal": Field.TOWN, "zip": Field.TOWN, "zipcode": Field.TOWN,
    "postcode": Field.TOWN, "country": Field.COUNTRY, "formatted": Field.ADDRESS, "": Field.ADDRESS,
    "label": Field.ADDRESS_LABEL, "type": Field.ADDRESS_LABEL,
}  # fmt: skip
_PAIRS = {
    Field.PHONE: "phone", Field.PHONE_LABEL: "phone", Field.DATE: "date", Field.DATE_LABEL: "date",
    Field.ADDRESS: "address", Field.ADDRESS_LABEL: "address",
}  # fmt: skip
_LABELLED = {
    Field.PHONE_LABEL: Field.PHONE, Field.DATE_LABEL: Field.DATE, Field.ADDRESS_LABEL: Field.ADDRESS,
}  # fmt: skip
_LABELS = {
    "mobile": "CELL", "cell": "CELL", "home": "HOME", "work": "WORK", "business": "WORK",
    "company main": "MAIN",
    "main": "MAIN", "primary": "", "other": "OTHER", "car": "CAR", "pager": "PAGER", "fax": "FAX",
}  # fmt: skip
_LABEL = "|".join(_LABELS)
_NUMBERED = re.compile(r"(phone|email|address|website|event|date|im|relation|custom field) (\d+) ?(.*)")
_PHONE = re.compile(
    rf"(?:({_LABEL}) )?(?:phone|telephone|tel|mobile|cell|cellphone|fax|pager)(?: (?:number|no|phone))?"
    r"(?: (\d+))?"
)
_EMAIL = re.compile(
    rf"(?:({_LABEL}|personal|secondary) )?email(?: (\d+))?(?: address)?(?: (\d+))?(?: value)?|mail"
)
_BIRTH = re.compile(r"birth (year|month|day)")
_EMAIL_EXTRA = re.compile(r"email (\d+ )?(display name|type|label)")
_ADDRESS = re.compile(rf"({_LABEL}) (?:address ?)?(.*)")


def guess_columns(header: tuple[str, ...]) -> tuple[Column, ...]:
    """One column for each header; what no word tells is LEFT_OUT. The person may change any of them."""
    known = {plain_header(each) for each in header}
    ours = {plain_header(word): field for field, word in field_words().items()}
    guessed = tuple(_guess(each, ours) for each in header)
    if known & {"job title", "suffix", "middle name"}:
        return guessed
    # "Title" stands before a name in Outlook; in any other table it is what someone does.
    return tuple(Column(field=Field.JOB) if each.field is Field.PREFIX else each for each in guessed)


def plain_header(header: str) -> str:
    """The header in small letters, without signs, "e-mail" and "email" alike."""
    words = re.sub(r"[\W_]+", " ", fold(header)).strip()
    return re.sub(r"\be mail\b", "email", words)


def _guess(header: str, ours: dict[str, Field]) -> Column:
    words = plain_header(header)
    if words in ours:
        return Column(field=ours[words])
    base, _blank, number = words.rpartition(" ")
    if number.isdecimal() and base in ours:
        return Column(field=ours[base], group=f"{_PAIRS.get(ours[base], '')} {number}".strip())
    if words in _BY_WORD:
        return Column(field=_BY_WORD[words])
    for pattern, column in _PATTERNS:
        found = pattern.fullmatch(words)
        if found is not None and (guessed := column(found)) is not None:
            return guessed
    return Column(field=Field.LEFT_OUT)


def _numbered(found: re.Match[str]) -> Column | None:
    """ "Phone 1 - Value", "Address 2 - City", "Event 1 - Label" (Google)."""
    what, number, part = found[1], found[2], found[3]
    is_label = part in ("label", "type")
    if what == "phone" and part in ("", "value", "label", "type"):
        return Column(field=Field.PHONE_LABEL if is_label else Field.PHONE, group=f"phone {number}")
    if what == "email" and part in ("", "value", "address", "label", "type"):
        return Column(field=Field.NOT_NEEDED if is_label else Field.EMAIL)
    if what == "website" and part in ("", "value", "label", "type"):
        return Column(field=Field.NOT_NEEDED if is_label else Field.WEB)
    if what in ("event", "date") and part in ("", "value", "label", "type"):
        return Column(field=Field.DATE_LABEL if is_label else Field.DATE, group=f"date {number}")
    if what == "address" and (field := _PLACES.get(part.split(" ")[0])):
        return Column(field=field, group=f"address {number}")
    return Column(field=Field.NOT_NEEDED) if is_label else None


def _word(label: str | None) -> str:
    return number_words().get(_LABELS.get(label or "", ""), "")


def _phone(found: re.Match[str]) -> Column:
    words = found[0].split()
    label = next((each for each in ("mobile", "cell", "cellphone", "pager", "fax") if each in words), "")
    label = "mobile" if label == "cellphone" else label
    both = " ".join(dict.fromkeys(each for each in (_word(found[1]), _word(label)) if each))
    return Column(field=Field.PHONE, group=found[0], label=both)


def _email(_found: re.Match[str]) -> Column:
    return Column(field=Field.EMAIL)


def _birth(found: re.Match[str]) -> Column:
    return Column(field=Field.BIRTH_PART, label=found[1])


def _not_needed(_found: re.Match[str]) -> Column:
    return Column(field=Field.NOT_NEEDED)


def _address(found: re.Match[str]) -> Column | None:
    """ "Home Street", "Business Postal Code", "Work City" (Outlook, Thunderbird), "Home Address 2"."""
    first = found[2].split(" ")[0] if found[2] else ""
    group = f"address {found[1]}"
    if first in _PLACES and first not in ("", "label", "type"):
        return Column(field=_PLACES[first], group=group, label=_word(found[1]))
    if found[0].startswith(f"{found[1]} address") and (not first or first.isdigit()):
        return Column(field=Field.STREET, group=group, label=_word(found[1]))
    return None


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Column | None]], ...] = (
    (_NUMBERED, _numbered),
    (_EMAIL_EXTRA, _not_needed),
    (_EMAIL, _email),
    (_BIRTH, _birth),
    (_PHONE, _phone),
    (_ADDRESS, _address),
)
