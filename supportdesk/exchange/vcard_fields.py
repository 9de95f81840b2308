"""What each property of a card means for a contact."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Callable, Mapping
from datetime import date

from supportdesk.domain.contact import Kind, State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import tidy_line
from supportdesk.exchange.days import Day, day_of
from supportdesk.exchange.draft import Draft
from supportdesk.exchange.encodings import guessed
from supportdesk.exchange.incoming import PHOTO_LIMIT
from supportdesk.exchange.lines import Line, plain, split
from supportdesk.words.exchange import anniversary, birthday, number_words

OURS = "X-SD-"  # our own properties; the name says nothing of this app to whoever else reads the card
GOOGLES = frozenset({"mycontacts", "starred"})  # labels that Google gives by itself
BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"})

WORDS = 100  # categories of one line or cell; the rest is nobody's

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
_DATA = re.compile(rb"data:[^,]*;base64\\?,(.*)", re.IGNORECASE | re.DOTALL)

# What says nothing to a person, or is said by another property.
_SILENT = frozenset({
    "VERSION", "PRODID", "UID", "REV", "PROFILE", "SOURCE", "NAME", "MAILER", "CLASS", "SORT-STRING", "LABEL",
    "CLIENTPIDMAP", "LANG", "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABORDER", "X-IMAGEHASH", "X-IMAGETYPE",
    "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME", "X-PHONETIC-ORG",
    "X-EVOLUTION-FILE-AS", "X-MOZILLA-HTML", "X-ACTIVITY-ALERT", "X-SHARED-PHOTO-DISPLAY-PREF",
    "X-ADDRESSING-GRAMMAR", "AGENT",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN", "X-MS-IMADDRESS", "X-ACCOUNT", "X-GROUP-MEMBERSHIP",
})  # fmt: skip
_HANDLES = frozenset({
    "IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-SKYPE", "X-SKYPE-USERNAME", "X-JABBER", "X-AIM", "X-ICQ",
    "X-MSN", "X-YAHOO", "X-QQ", "X-SIGNAL", "X-TELEGRAM", "X-WHATSAPP", "X-GOOGLE-TALK", "X-MATRIX",
    "X-TWITTER",
})  # fmt: skip
_OTHERS = frozenset({"X-ABRELATEDNAMES", "RELATED", "X-SPOUSE", "X-EVOLUTION-SPOUSE"})
_ANNIVERSARIES = frozenset({
    "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY",
})  # fmt: skip


class Card:
    """The properties of one card on their way into a draft."""

    def __init__(self, lines: list[Line], *, old: bool) -> None:
        self.draft = Draft()
        self._old = old
        self._labels = {
            line.group: self._value(line) for line in lines if line.name == "X-ABLABEL" and line.group
        }
        self._has_kinds = any(line.name == f"{OURS}KINDS" for line in lines)

    def take(self, line: Line) -> None:
        """Put one property where it belongs, or among what is left out."""
        if not line.raw.strip() or line.name in _SILENT:
            return
        handler = _HANDLERS.get(line.name)
        if handler is not None:
            handler(self, line)
        elif line.name in _HANDLES or line.name in _OTHERS:
            self._also(line)
        elif line.name in _ANNIVERSARIES:
            self._day(line, anniversary())
        else:
            self.draft.leave_out(line.name)

    # ---- values

    def _value(self, line: Line) -> str:
        return plain(line.text, old=self._old)

    def _parts(self, line: Line) -> list[str]:
        return [plain(each, old=self._old) for each in split(line.text, ";")]

    def _label(self, line: Line) -> str:
        """The person's own word for it, or the words for its types."""
        own = self._labels.get(line.group, "") if line.group else ""
        if own.strip():
            found = _APPLE_LABEL.fullmatch(own.strip())
            return found[1].lower() if found else own
        words = number_words()
        return " ".join(dict.fromkeys(words[each.strip()] for each in line.types if each.strip() in words))

    # ---- names

    def formatted_name(self, line: Line) -> None:
        self.draft.name = self.draft.name if self.draft.name.strip() else self._value(line)

    def name_parts(self, line: Line) -> None:
        family, given, middle, before, after = [*self._parts(line), "", "", "", "", ""][:5]
        name = " ".join(each for each in (before, given, middle, family) if each.strip())
        self.draft.name_parts = ", ".join(each for each in (name, after) if each.strip())

    def nickname(self, line: Line) -> None:
        names = (plain(each, old=self._old) for each in split(line.text, ","))
        self.draft.nicknames += [each for each in names if each.strip()]

    def organisation(self, line: Line) -> None:
        self.draft.organisation = ", ".join(each for each in self._parts(line) if each.strip())

    def job(self, line: Line) -> None:
        self.draft.jobs.append(self._value(line))

    # ---- ways

    def phone(self, line: Line) -> None:
        number = self._value(line).strip()
        if number.lower().startswith("tel:"):
            number = _unquoted(number[4:]).replace(";ext=", " ext. ")
        self.draft.phones.append((number, self._label(line)))

    def email(self, line: Line) -> None:
        self.draft.emails.append(re.sub(r"^mailto:", "", self._value(line).strip(), flags=re.IGNORECASE))

    def address(self, line: Line) -> None:
        box, extra, street, town, region, code, country = [*self._parts(line), *[""] * 7][:7]
        place = " ".join(each.strip() for each in (town, region, code) if each.strip())
        lines = [each for each in (box, extra, street, place, country) if each.strip()]
        self.draft.addresses.append((self._label(line), "\n".join(lines)))

    def web(self, line: Line) -> None:
        self.draft.webs.append((self._label(line), self._value(line)))

    def _also(self, line: Line) -> None:
        value = self._value(line)
        if value.lower().startswith("urn:uuid:"):
            self.draft.leave_out("RELATED")
            return
        label = line.param("X-SERVICE-TYPE") or line.param("SERVICE-TYPE") or self._label(line)
        known = [each for each in line.types if each not in ("PREF", "INTERNET")]
        if not label and known:
            label = known[0].lower()
        if not label and line.name.startswith("X-"):
            label = line.name[2:].split("-")[0].title()
        service, colon, rest = value.partition(":")
        if line.name == "IMPP" and colon and not rest.startswith("//"):
            label, value = label or service, _unquoted(rest)
        self.draft.also.append((label, value))

    # ---- the rest

    def note(self, line: Line) -> None:
        self.draft.notes.append(self._value(line))

    def kinds(self, line: Line) -> None:
        if self._has_kinds:
            return
        for part in re.split("[,;]", line.text)[:WORDS]:
            word = tidy_line(plain(part, old=self._old)).lstrip("* ")
            if word and not self.draft.add_kind(word) and word.casefold() not in GOOGLES:
                self.draft.leave_out("CATEGORIES")

    def company(self, line: Line) -> None:
        word = self._value(line).strip().upper()
        if word == "GROUP":
            raise DomainError("import_is_list")
        if word in ("COMPANY", "ORG") and not self._has_kinds:
            self.draft.add_kind(Kind.SERVICE.value)

    def photo(self, line: Line) -> None:
        image = _image(line)
        if image is None or self.draft.photo is not None:
            self.draft.leave_out("PHOTO")
        else:
            self.draft.photo = image

    def birthday(self, line: Line) -> None:
        self._day(line, birthday())

    def dated(self, line: Line) -> None:
        self._day(line, self._labels.get(line.group, ""))

    def _day(self, line: Line, label: str) -> None:
        found = day_of(self._value(line))
        if found is None:
            self.draft.leave_out("BDAY")
            return
        year, month, day = found
        unknown = line.param("X-APPLE-OMIT-YEAR")
        self._add_day(label, (None if unknown and unknown == f"{year:04d}" else year, month, day))

    def _add_day(self, label: str, day: Day) -> None:
        found = _APPLE_LABEL.fullmatch(label.strip())
        self.draft.days.append((found[1] if found else label, day))

    def time_zone(self, line: Line) -> None:
        value = self._value(line).strip()
        if re.search("[A-Za-z]", value):  # a bare "+0100" says nothing of summer
            self.draft.time_zone = value

    def android(self, line: Line) -> None:
        what, value, type_, label = [*self._parts(line), "", "", "", ""][:4]
        what = what.rpartition("/")[2]
        day = day_of(value) if what == "contact_event" else None
        if what == "nickname":
            self.draft.nicknames += [value] if value.strip() else []
        elif day is not None:
            self._add_day({"1": anniversary(), "3": birthday()}.get(type_, label), day)
        else:
            self.draft.leave_out("X-ANDROID-CUSTOM")

    # ---- our own

    def own_kinds(self, line: Line) -> None:
        for word in self._value(line).split(","):
            self.draft.add_kind(word)

    def own_way(self, line: Line) -> None:
        self.draft.way = next((way for way in Way if way.value == self._value(line)), None)

    def own_reachable(self, line: Line) -> None:
        self.draft.reachable_note = self._value(line)

    def own_night(self, line: Line) -> None:
        self.draft.night_ok = self._value(line) == "1"

    def own_since(self, line: Line) -> None:
        found = day_of(self._value(line))
        self.draft.since = date(found[0], found[1], found[2]) if found and found[0] else None

    def own_state(self, line: Line) -> None:
        self.draft.state = next((each for each in State if each.value == self._value(line)), State.ACTIVE)


_HANDLERS: Mapping[str, Callable[[Card, Line], None]] = {
    "FN": Card.formatted_name,
    "N": Card.name_parts,
    "NICKNAME": Card.nickname,
    "ORG": Card.organisation,
    "TITLE": Card.job,
    "ROLE": Card.job,
    "TEL": Card.phone,
    "EMAIL": Card.email,
    "ADR": Card.address,
    "URL": Card.web,
    "NOTE": Card.note,
    "CATEGORIES": Card.kinds,
    "KIND": Card.company,
    "X-ABSHOWAS": Card.company,
    "X-ADDRESSBOOKSERVER-KIND": Card.company,
    "PHOTO": Card.photo,
    "X-MS-CARDPICTURE": Card.photo,  # Outlook of old
    "BDAY": Card.birthday,
    "X-ABDATE": Card.dated,
    "TZ": Card.time_zone,
    "X-ANDROID-CUSTOM": Card.android,
    f"{OURS}KINDS": Card.own_kinds,
    f"{OURS}WAY": Card.own_way,
    f"{OURS}REACHABLE": Card.own_reachable,
    f"{OURS}NIGHT": Card.own_night,
    f"{OURS}SINCE": Card.own_since,
    f"{OURS}STATE": Card.own_state,
}


def _unquoted(text: str) -> str:
    found = re.sub(rb"%([0-9A-Fa-f]{2})", lambda each: bytes([int(each[1], 16)]), text.encode("utf-8"))
    return guessed(found)


def _image(line: Line) -> bytes | None:
    """The bytes of a picture in the card; None for an address of one, and for what is none."""
    data = _DATA.match(line.raw)
    if data is None and line.encoding != "BASE64":
        return None
    try:
        image = a2b_base64(data[1]) if data else line.binary
    except Base64Error:
        return None
    if image is None or len(image) > PHOTO_LIMIT or not image.startswith(_PICTURES):
        return None
    return image
