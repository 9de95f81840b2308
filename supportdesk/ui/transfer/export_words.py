"""The words of the export window: what each kind of file is for, what stays here, and who is left out."""

from __future__ import annotations

from enum import StrEnum

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.snapshot import Snapshot
from supportdesk.words import _, labels, ngettext
from supportdesk.words.sentences import joined


class Format(StrEnum):
    """What kind of file; the value is its ending."""

    CARDS = "vcf"
    TABLE = "csv"
    CALENDAR = "ics"
    WHOLE = "json"


def name(kind: Format) -> str:
    """What is chosen."""
    return {
        Format.CARDS: _("Contact cards (.vcf), for a phone or a mail program"),
        Format.TABLE: _("A table (.csv), for a spreadsheet"),
        Format.CALENDAR: _("Goals and dates (.ics), for a calendar"),
        Format.WHOLE: _("Everything (.json), for another SupportDesk"),
    }[kind]


def kind_of_file(kind: Format) -> str:
    """The kind in the dialog that asks for a place."""
    return {
        Format.CARDS: _("Contact cards"),
        Format.TABLE: _("Table"),
        Format.CALENDAR: _("Calendar"),
        Format.WHOLE: _("Everything"),
    }[kind]


def file_name(kind: Format) -> str:
    """A name that tells nothing about anybody."""
    return {
        Format.CARDS: _("contacts"),
        Format.TABLE: _("contacts"),
        Format.CALENDAR: _("dates"),
        Format.WHOLE: _("copy"),
    }[kind]


def about(kind: Format) -> str:
    """What goes out with it, and what stays here."""
    if kind is Format.CALENDAR:
        return _("Each entry is called “Reminder”, so that a calendar tells nobody what it is about.")
    if kind is Format.WHOLE:
        return _("All of it goes out: private marks, notes, check-ins and the plan too.")
    return _(
        "Names, numbers, addresses and dates go out. Closeness, support, limits and private marks stay here."
    )


def open_to_all() -> str:
    """The sentence that an exported file is not locked."""
    return _("The file is not locked. Anyone who opens it can read it.")


def standing(contact: Contact) -> str:
    """How it stands with somebody who is not active, beside their name."""
    return "" if contact.state is State.ACTIVE else labels.state(contact.state)


def left_out(kind: Format, snapshot: Snapshot, goals: int) -> str:
    """Who or what is not offered, and why."""
    unsafe = sum(each.state is State.NOT_SAFE for each in snapshot.contacts)
    if kind is Format.WHOLE:
        return ""
    if kind is Format.CALENDAR:
        rest = len(snapshot.goals) - goals
        said = ngettext(
            "{count} goal is left out: it is paused, over, has no date, or is with nobody active.",
            "{count} goals are left out: they are paused, over, have no date, or are with nobody active.",
            rest,
        )
        return said.format(count=rest) if rest else ""
    said = ngettext(
        "{count} contact is left out, because it is marked not safe to contact.",
        "{count} contacts are left out, because they are marked not safe to contact.",
        unsafe,
    )
    return said.format(count=unsafe) if unsafe else ""


def nothing(kind: Format) -> str:
    """When there is nothing that could go out."""
    if kind is Format.CALENDAR:
        return _("No goal has a day or a rhythm, and no date is noted.")
    return _("There is no contact yet.")


def done(count: int, kind: Format, folder: str) -> str:
    """What is said afterwards."""
    saved = _("The file was saved in {folder}.").format(folder=folder)
    if kind is Format.WHOLE:
        return saved
    if kind is Format.CALENDAR:
        what = ngettext("{count} entry went out.", "{count} entries went out.", count)
    else:
        what = ngettext("{count} contact went out.", "{count} contacts went out.", count)
    return joined((what.format(count=count), saved))
