"""Words for files from and to other programs: kinds, numbers and days, and what is said of an import."""

from __future__ import annotations

from supportdesk.domain.contact import Kind
from supportdesk.words import _, easynwk, labels, ngettext
from supportdesk.words.errors import sentence

# What other programs and people call the kinds, in English; our own words are added to them.
_KINDS = {
    Kind.FAMILY: "family, relative, relatives, parents, siblings",
    Kind.FRIEND: "friend, friends",
    Kind.NEIGHBOUR: "neighbour, neighbours, neighbor, neighbors",
    Kind.WORK: "work, school, work or school, coworker, coworkers, colleague, colleagues, business, college",
    Kind.PEER: "peer, peers, sponsor, mentor, recovery",
    Kind.PROFESSIONAL: "professional, professionals, doctor, doctors, therapist, therapists, counsellor",
    Kind.SERVICE: "service, services, helpline, helplines",
    Kind.GROUP: "group, groups, support group",
    Kind.ONLINE: "online, online community, forum",
    Kind.PLACE: "place, places, activity, place or activity",
    Kind.PET: "pet, pets",
    Kind.OTHER: "other",
}


_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}


def kind_of(word: str) -> Kind | None:
    """The kind that a word stands for, in the person's language or in English as files write it."""
    wanted = " ".join(word.casefold().split())
    known = _BY_WORD.get(wanted)
    return known or next((kind for kind in Kind if labels.kind(kind).casefold() == wanted), None)


def number_words() -> dict[str, str]:
    """The word for each type of number that files know ("CELL"), as a person would write it."""
    return {
        "CELL": _("mobile"),
        "HOME": _("home"),
        "WORK": _("work"),
        "FAX": _("fax"),
        "PAGER": _("pager"),
        "MAIN": _("main"),
        "CAR": _("car"),
        "OTHER": _("other"),
    }


def birthday() -> str:
    return _("Birthday")


def anniversary() -> str:
    return _("Anniversary")


def labelled(label: str, text: str) -> str:
    """ "Signal: +44 1632 960101", or the text alone."""
    return _("{label}: {text}").format(label=label, text=text) if label else text


def left_out(name: str) -> str:
    """The word for something a file holds and a contact does not; an unknown name stays as it is."""
    return (
        {
            "PHOTO": _("photos"),
            "LOGO": _("pictures of a company"),
            "SOUND": _("sounds"),
            "KEY": _("keys"),
            "GEO": _("places on a map"),
            "RELATED": _("links to other cards"),
            "MEMBER": _("links to other cards"),
            "CATEGORIES": _("groups and labels"),
            "BDAY": _("days that are not clear"),
            "TEL": _("numbers that are too long"),
            "EMAIL": _("e-mail addresses that are too long"),
            "ADR": _("addresses that are too long"),
            "URL": _("web addresses that are too long"),
            "NOTE": _("notes that are too long"),
            "TITLE": _("jobs that are too long"),
            "NICKNAME": _("nicknames that are too long"),
            "FN": _("the end of long names"),
            "GENDER": _("gender"),
            "X-ANDROID-CUSTOM": _("details of Android"),
            "?": _("lines that cannot be read"),
        }.get(name)
        or easynwk.left_out(name)
        or name
    )


def bad_card(number: int, name: str, code: str) -> str:
    """Which card cannot come in, and why."""
    why = sentence(code)
    if name:
        return _("Card {number} ({name}): {why}").format(number=number, name=name, why=why)
    return _("Card {number}: {why}").format(number=number, why=why)


def bad_row(number: int, name: str, code: str) -> str:
    """Which row cannot come in, and why."""
    why = sentence(code)
    if name:
        return _("Row {number} ({name}): {why}").format(number=number, name=name, why=why)
    return _("Row {number}: {why}").format(number=number, why=why)


def same(why: str, other: str) -> str:
    """Why two contacts may be one: `why` is a value of `duplicates.Why`, `other` who is known."""
    return {
        "email": _("same e-mail address as {name}"),
        "phone": _("same number as {name}"),
        "name": _("same name as {name}"),
    }[why].format(name=other)


def can_come_in(count: int) -> str:
    return ngettext("{count} contact can be added.", "{count} contacts can be added.", count).format(
        count=count
    )


def came_in(count: int) -> str:
    if count == 0:
        return _("No contact was added.")
    return ngettext("{count} contact was added.", "{count} contacts were added.", count).format(count=count)


def got_more(count: int) -> str:
    """Of those who were here already."""
    return ngettext("{count} contact got what was new.", "{count} contacts got what was new.", count).format(
        count=count
    )


def records(count: int) -> str:
    """Of a JSON file: ties, check-ins, goals, notes and pages that are new."""
    return ngettext("{count} other entry is new.", "{count} other entries are new.", count).format(
        count=count
    )


def here_already(count: int) -> str:
    return ngettext(
        "{count} may be here already and is left out:", "{count} may be here already and are left out:", count
    ).format(count=count)


def cannot_be_read(count: int) -> str:
    return ngettext("{count} cannot be read:", "{count} cannot be read:", count).format(count=count)


def not_taken(names: tuple[str, ...]) -> str:
    """What stays behind, as one line."""
    return _("Not taken from the file: {names}.").format(
        names=", ".join(dict.fromkeys(left_out(name) for name in names))
    )
