"""The words of the import window: what a contact holds, what would be new, and what is going to happen."""

from __future__ import annotations

from supportdesk.domain.contact import Contact, ImportantDate, State
from supportdesk.exchange.arrival import Arrival, Fate, news
from supportdesk.exchange.incoming import CONTACT_LIMIT, FILE_LIMIT, MB, WHOLE_LIMIT, BadPart
from supportdesk.words import _, dates, labels, ngettext
from supportdesk.words import exchange as words
from supportdesk.words.sentences import joined, listed

LEFT_SHOWN = 8  # names of what is not carried over


def limits() -> str:
    """What may come in at once."""
    return _("A file may have up to {mb} MB and {count} contacts, a JSON file up to {whole} MB.").format(
        mb=FILE_LIMIT // MB, count=f"{CONTACT_LIMIT:,}", whole=WHOLE_LIMIT // MB
    )


def ways() -> tuple[str, ...]:
    """Where a file of contacts comes from."""
    return (
        _("On a phone, open Contacts and look for Export or Share. Then bring the file to this computer."),
        _("In Google Contacts, choose Export and then vCard."),
        _("In Outlook or Thunderbird, choose Export and then CSV or vCard."),
        _("In SupportDesk, choose Export in the File menu."),
    )


def facts(contact: Contact) -> tuple[tuple[str, str], ...]:
    """What a contact holds of the things that files carry, each with its word."""
    rows = [
        (field_word("nickname"), contact.nickname),
        (field_word("kinds"), listed([labels.kind(each) for each in contact.kinds])),
        (field_word("role"), contact.role),
        *((each.label or _("Phone"), each.number) for each in contact.phones),
        *((_("E-mail"), each) for each in contact.emails),
        (field_word("address"), contact.address),
        (field_word("web"), contact.web),
        (field_word("reachable_note"), contact.reachable_note),
        (field_word("time_zone"), contact.time_zone),
        *((each.label or _("Important date"), day(each)) for each in contact.important_dates),
        (field_word("notes"), contact.notes),
        *_on_the_map(contact),
    ]
    return tuple((word, text) for word, text in rows if text)


def _on_the_map(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Where a contact of a map stands, and what is given and got."""
    if contact.distance is None:
        return ()
    helps = [
        _("{type} ({way})").format(type=labels.support_type(each.type), way=labels.direction(each.direction))
        for each in contact.supports
    ]
    state = "" if contact.state is State.ACTIVE else labels.state(contact.state)
    return (
        (_("On the map"), labels.ring(contact.ring)),
        (_("Support"), "; ".join(helps)),
        (_("Line"), _("stressful at times") if contact.stressful else ""),
        (_("Now"), state),
    )


def day(each: ImportantDate) -> str:
    """ "13 May 1980", or "13 May" where the year is not known."""
    if each.year is None:
        return _("{day} {month}").format(day=each.day, month=dates.month(each.month))
    return _("{day} {month} {year}").format(day=each.day, month=dates.month(each.month), year=each.year)


def field_word(name: str) -> str:
    """The word for a field of a contact."""
    return {
        "nickname": _("Nickname"),
        "kinds": _("Kinds"),
        "role": _("Role"),
        "address": _("Address"),
        "web": _("Web address"),
        "preferred_way": _("Preferred way"),
        "reachable_note": _("When to reach them"),
        "time_zone": _("Time zone"),
        "known_since": _("Known since"),
        "phones": _("Phone"),
        "emails": _("E-mail"),
        "important_dates": _("Important date"),
        "notes": _("Notes"),
    }[name]


def would_add(arrival: Arrival) -> str:
    """What the file has that the one who is there has not."""
    if arrival.match is None:
        return ""
    new = [field_word(name).lower() for name in news(arrival.match.known, arrival.candidate.contact)]
    if arrival.candidate.photo is not None:
        new.append(_("a photo, if there is none yet"))
    return _("New in the file: {what}.").format(what=listed(new)) if new else _("Nothing in it is new.")


def fate(what: Fate, arrival: Arrival) -> str:
    """The choice for one of the file."""
    if what is Fate.SKIP:
        return _("Leave it out")
    if what is Fate.ADD:
        return _("Add it") if arrival.match is None else _("Add it as another contact")
    return _("Add what is new to {name}").format(name=arrival.match.known.short_name if arrival.match else "")


def short_fate(what: Fate) -> str:
    """The same in the list."""
    return {Fate.SKIP: _("left out"), Fate.ADD: _("added"), Fate.FILL: _("adds what is new")}[what]


def why_known(arrival: Arrival) -> str:
    """Why it may be somebody who is there; "" for somebody new."""
    if arrival.match is None:
        return ""
    same = words.same(arrival.match.why, arrival.match.known.short_name)
    return _("{same}, earlier in this file").format(same=same) if arrival.match.in_file else same


def bad(part: BadPart, *, is_table: bool) -> str:
    """Which part cannot come in, and why."""
    make = words.bad_row if is_table else words.bad_card
    return make(part.number, part.name, part.code)


def outlook(new: int, filled: int) -> str:
    """What the button is going to do."""
    return joined(
        (
            ngettext("{count} contact comes in.", "{count} contacts come in.", new).format(count=new),
            ngettext("{count} gets what is new.", "{count} get what is new.", filled).format(count=filled)
            if filled
            else "",
        )
    )


def press(new: int, filled: int) -> str:
    """The words on the button."""
    if new and not filled:
        return ngettext("Add {count} contact", "Add {count} contacts", new).format(count=new)
    return _("Add what is chosen")


def done(new: int, filled: int) -> str:
    """What is said afterwards."""
    got = ngettext("{count} contact got what was new.", "{count} contacts got what was new.", filled)
    return joined(
        (words.came_in(new) if new or not filled else "", got.format(count=filled) if filled else "")
    )


def whole_done(contacts: int, checkins: int) -> str:
    """What is said after a file with everything came in."""
    also = ngettext("{count} check-in came with it.", "{count} check-ins came with it.", checkins)
    first = words.came_in(contacts) if contacts or checkins else _("What was chosen is in.")
    return joined((first, also.format(count=checkins) if checkins else ""))


def left_behind(names: tuple[str, ...]) -> str:
    """What of the file finds no place, in one line that stays short."""
    said = list(dict.fromkeys(words.left_out(name) for name in names))
    if not said:
        return ""
    more = len(said) - LEFT_SHOWN
    text = _(", ").join(said[:LEFT_SHOWN])
    if more > 0:
        text = ngettext("{names} and {count} more", "{names} and {count} more", more).format(
            names=text, count=more
        )
    return _("Not taken from the file: {names}.").format(names=text)
