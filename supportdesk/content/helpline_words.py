"""A helpline in words: how to reach it, what it does, when, in which languages, and who checked it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from supportdesk.content.helplines import EUROPE, EVERYWHERE, Directory, Helpline
from supportdesk.domain.growth import HelplineCall
from supportdesk.domain.helpline import HelpKind
from supportdesk.words import _, countries, dates, ngettext
from supportdesk.words.sentences import listed


def kind(value: HelpKind) -> str:
    """What a line is for, in a word or two."""
    return {
        HelpKind.CRISIS: _("Crisis"),
        HelpKind.EMOTIONAL_SUPPORT: _("Someone to listen"),
        HelpKind.SUBSTANCE_USE: _("Substance use"),
        HelpKind.PEER: _("Peers"),
        HelpKind.FAMILY: _("Family and friends"),
        HelpKind.DOMESTIC_ABUSE: _("Domestic abuse"),
        HelpKind.LGBTQ: _("LGBTQ+"),
        HelpKind.VETERANS: _("Veterans"),
        HelpKind.YOUTH: _("Young people"),
        HelpKind.INFORMATION: _("Information"),
    }[value]


def how(line: Helpline) -> str:
    """The first way to reach it: a number, a text, or a web address."""
    if line.phone:
        return f"{line.phone} ({line.phone_menu})" if line.phone_menu else line.phone
    return texts(line) or site(line.web)


def texts(line: Helpline) -> str:
    """How to send it a text, or ""."""
    return texts_to(line.sms, line.sms_text)


def texts_to(number: str, word: str) -> str:
    """How to send a text to a number, with the word they ask for, or ""."""
    if not number:
        return ""
    if word:
        return _("Text {word} to {number}").format(word=word, number=number)
    return _("Text {number}").format(number=number)


def ways(line: Helpline) -> list[tuple[str, str]]:
    """Every way to reach it but the first, as words and what is copied of each."""
    found = []
    if line.phone_alt:
        found.append((line.phone_alt, line.phone_alt))
    if line.phone and line.sms:
        found.append((texts(line), line.sms))
    if line.whatsapp:
        found.append((_("WhatsApp {number}").format(number=line.whatsapp), line.whatsapp))
    if line.email:
        found.append((line.email, line.email))
    return found


def site(web: str) -> str:
    """A web address without what every address begins with."""
    return web.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def where(code: str) -> str:
    """The country of a line; a number is never named without it."""
    special = {EUROPE: _("Many countries of the European Union"), EVERYWHERE: _("Many countries")}
    return special.get(code) or (countries.country(code) if code else "")


def does(line: Helpline) -> str:
    """Whether it listens, or refers to others."""
    if line.listens:
        return _("They listen.")
    return _("They give information and name other places. They do not counsel.") if line.refers else ""


def open_now(line: Helpline, moment: datetime) -> str:
    """Whether its hours hold now; where that is not certain, to look at them."""
    opened = line.is_open(moment)
    if opened is None:
        return _("Check the hours before you rely on them.")
    return _("Open now, by these hours.") if opened else _("Closed now, by these hours.")


def languages(codes: Sequence[str]) -> str:
    """The languages spoken, or "" where they are not known."""
    names = _languages()
    return listed([names.get(code, code) for code in codes]) if codes else ""


def checked(line: Helpline, directory: Directory, today: date) -> str:
    """Who looked at the entry last, and in plain words when that is too long ago."""
    if line.mine:
        day = line.written
        return _("Written by you on {date}.").format(date=dates.long(day)) if day else _("Written by you.")
    last = directory.last_check(line)
    if last is None:
        return _("Not yet checked by a person.")
    told = _("Checked by a person on {date}.").format(date=dates.long(last))
    if directory.is_stale(today, line):
        return told + " " + _("That is a while ago. Look at the web address before you rely on it.")
    return told


def collected(directory: Directory) -> str:
    """The day the list was put together, while no person has checked it."""
    day = dates.long(directory.compiled)
    return _("Collected {date} from public pages. Not yet checked by a person.").format(date=day)


def checked_list(directory: Directory, today: date) -> str:
    """Who looked at the whole list last, in few words, and in plain ones when that is too long ago."""
    if directory.checked is not None:
        told = _("Checked by a person on {date}.").format(date=dates.long(directory.checked))
        return f"{told} {_('That is a while ago.')}" if directory.is_stale(today) else told
    day = dates.long(directory.compiled)
    return _("Collected {date}. Not yet checked by a person.").format(date=day)


def source(line: Helpline) -> str:
    """Where to check it: the web address of the service."""
    return _("Source: {source}").format(source=site(line.web)) if line.web else ""


def ended(text: str) -> str:
    """A text of the directory as a sentence of its own."""
    return f"{text}." if text and text[-1] not in ".?" else text


def call(note: HelplineCall, name: str) -> str:
    """One call that was noted: the day, the line, how long, and whether again."""
    pieces = [dates.long(note.day), name]
    if note.minutes is not None:
        minutes = ngettext("{count} minute", "{count} minutes", note.minutes)
        pieces.append(minutes.format(count=note.minutes))
    if note.again is not None:
        pieces.append(_("would ring again") if note.again else _("would not ring again"))
    return " · ".join(each for each in pieces if each)


def call_list() -> str:
    """What a call leaves behind."""
    return _("A call can show in the phone's own call list.")


def _languages() -> dict[str, str]:
    return {
        "ar": _("Arabic"),
        "cr": _("Cree"),
        "de": _("German"),
        "en": _("English"),
        "es": _("Spanish"),
        "fa": _("Persian"),
        "fr": _("French"),
        "hi": _("Hindi"),
        "it": _("Italian"),
        "iu": _("Inuktitut"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "nl": _("Dutch"),
        "oj": _("Ojibwe"),
        "pl": _("Polish"),
        "pt": _("Portuguese"),
        "ru": _("Russian"),
        "sq": _("Albanian"),
        "th": _("Thai"),
        "tl": _("Tagalog"),
        "uk": _("Ukrainian"),
        "vi": _("Vietnamese"),
        "zh": _("Chinese"),
    }
