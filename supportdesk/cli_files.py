"""The commands `import` and `export`: the same choices as in the windows, and the same words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.text import fold
from supportdesk.words import _

Say = Callable[[str], None]


# ---- usage


def add_import(commands: Any) -> argparse.ArgumentParser:
    """The arguments of `import`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "import", help=_("take contacts from a file into a profile")
    )
    parser.add_argument("file", metavar="FILE.(vcf|csv|json)")
    parser.add_argument("--profile", metavar="NAME", required=True, help=_("use this profile"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would come in; nothing is saved"))
    parser.add_argument(
        "--known",
        choices=("skip", "fill", "add"),
        default="skip",
        help=_("whoever may be here already: leave out, add what is new to them, or add anyway"),
    )
    parser.add_argument(
        "--column",
        metavar="HEADING=FIELD",
        action="append",
        default=[],
        help=_("what a column of a table holds, such as Vorname=given (given many times if need be)"),
    )
    return parser


def add_export(commands: Any) -> argparse.ArgumentParser:
    """The arguments of `export`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "export",
        help=_(
            "write contacts (vcf, csv), goals and meetings (ics), the map as data (graphml, zip) "
            "or everything (json)"
        ),
    )
    parser.add_argument("out", metavar="OUT.(vcf|csv|json|ics|graphml|zip)")
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        default=[],
        help=_("only this contact, goal or meeting (given many times if need be)"),
    )
    parser.add_argument("--without-notes", action="store_true", help=_("leave the notes out (vcf, csv)"))
    parser.add_argument(
        "--with-dates",
        action="store_true",
        help=_("also the days of contacts and the look over the plan (ics)"),
    )
    parser.add_argument("--own-words", action="store_true", help=_("my own words as titles (ics)"))
    return parser


# ---- export


def exported(store: Any, ending: str, options: argparse.Namespace) -> bytes:
    """The bytes of a file. Errors: Refused where a name of `--only` is not there."""
    if ending == ".json":
        from supportdesk.exchange.whole import Whole, to_json

        return to_json(Whole(**store.whole()))
    if ending == ".ics":
        return _calendar(store.snapshot(), options)
    return _contacts(store.snapshot().contacts, ending, options)


def _contacts(contacts: Sequence[Contact], ending: str, options: argparse.Namespace) -> bytes:
    from supportdesk.exchange.csv_write import write_csv
    from supportdesk.exchange.vcard import write_vcard

    may_leave = [each for each in contacts if each.state is not State.NOT_SAFE]
    chosen = tuple(_named(may_leave, lambda each: (each.name, each.nickname), options.only))
    write = write_csv if ending == ".csv" else write_vcard
    return write(chosen, with_notes=not options.without_notes)


def _calendar(now: Any, options: argparse.Namespace) -> bytes:
    from supportdesk.exchange.ics import (
        Entry,
        day_entries,
        goal_entries,
        meeting_entries,
        review_entries,
        write_ics,
    )

    today = date.today()
    kept = {each.id for each in _named([*now.goals, *now.contacts], _titles, options.only)}
    entries: tuple[Entry, ...] = (
        *goal_entries(
            [each for each in now.goals if each.id in kept], now.contacts, today, own_words=options.own_words
        ),
        *meeting_entries(
            [each for each in now.contacts if each.id in kept], today, own_words=options.own_words
        ),
    )
    if options.with_dates:
        people = [each for each in now.contacts if each.id in kept]
        entries += review_entries(now.plan, today, own_words=options.own_words)
        entries += day_entries(people, today, own_words=options.own_words)
    return write_ics(entries, stamp=datetime.now(UTC))


def _titles(each: Any) -> tuple[str, ...]:
    return (each.name, each.nickname) if isinstance(each, Contact) else (each.what,)


def _named(things: Iterable[Any], titles: Callable[[Any], Sequence[str]], names: Sequence[str]) -> list[Any]:
    """Those with one of the names, or all where none is given."""
    from supportdesk.cli import Refused

    listed = list(things)
    if not names:
        return listed
    found = []
    for name in names:
        here = [each for each in listed if fold(name) in [fold(title) for title in titles(each) if title]]
        if not here:
            raise Refused(_("Nothing here is called {name}.").format(name=name))
        found += here
    return [each for each in listed if each in found]


# ---- import


def importer(options: argparse.Namespace, say: Say) -> Callable[[Any], None]:
    """Read first, so that a file that cannot be read asks for no password; then add what is chosen."""
    from supportdesk.cli import Refused
    from supportdesk.exchange.opening import FileKind, read_file

    path = Path(options.file)
    if path.suffix.lower() not in (".vcf", ".csv", ".json"):
        raise Refused(_("The file name has to end in {endings}.").format(endings=".vcf / .csv / .json"))
    kind, data = read_file(path)
    if kind is FileKind.WHOLE:
        return _whole(data, options, say)
    return _people(kind is FileKind.TABLE, data, options, say)


def _people(is_table: bool, data: bytes, options: argparse.Namespace, say: Say) -> Callable[[Any], None]:
    from supportdesk.exchange.arrival import Fate, arrivals, settle
    from supportdesk.exchange.vcard import read_vcard
    from supportdesk.words import exchange as words

    found = _table(data, options.column) if is_table else read_vcard(data)
    bad_part = words.bad_row if is_table else words.bad_card
    fate = Fate(options.known)

    def use(store: Any) -> None:
        listed = arrivals(found.contacts, store.contacts.all())
        fates = {each.number: fate for each in listed if each.match is not None and fate in each.fates}
        settled = settle(listed, fates)
        unread = 0 if options.dry_run else _write(store, settled)
        count = len(settled.new)
        say(words.can_come_in(count) if options.dry_run else words.came_in(count))
        if settled.filled:
            say(words.got_more(len(settled.filled)))
        out = [each for each in listed if each.match and fates.get(each.number, Fate.SKIP) is Fate.SKIP]
        same = [
            f"{each.candidate.contact.name}: {words.same(each.match.why, each.match.known.name)}"
            for each in out
            if each.match is not None
        ]
        list_under(words.here_already(len(same)), same, say)
        bad = [bad_part(each.number, each.name, each.code) for each in found.bad]
        list_under(words.cannot_be_read(len(bad)), bad, say)
        left = (*found.left_out, *(["PHOTO"] if unread else []))
        if left:
            say(words.not_taken(left))

    return use


def _table(data: bytes, wanted: Sequence[str]) -> Any:
    """The rows, by the columns as guessed and then as `--column` says."""
    from supportdesk.cli import Refused
    from supportdesk.exchange.csv_columns import Field, choose, field_words
    from supportdesk.exchange.csv_rows import read_rows
    from supportdesk.exchange.csv_table import read_table

    table = read_table(data)
    columns = table.columns
    for each in wanted:
        heading, equals, word = each.rpartition("=")
        known = {field.value: field for field in field_words()}
        if not equals or word not in known:
            raise Refused(_("A column is one of these: {fields}.").format(fields=", ".join(known)))
        places = [at for at, name in enumerate(table.header) if fold(name) == fold(heading)]
        if not places:
            raise Refused(_("No column is called {name}.").format(name=heading))
        columns = choose(columns, places[0], Field(word))
    return read_rows(table, columns)


def _write(store: Any, settled: Any) -> int:
    """Keep it as one step; how many pictures could not be read."""
    from supportdesk.store import Change, Did
    from supportdesk.ui.photo import PhotoError, shrunk_bytes

    unread = 0
    with store.writing(Change(did=Did.CONTACTS_IMPORTED)):
        store.contacts.add_many(settled.new, change=None)
        for each in settled.filled:
            store.contacts.save(each)
        for contact_id, data in settled.pictures:
            try:
                image = shrunk_bytes(data)
            except PhotoError:
                unread += 1
                continue
            if store.contacts.photo(contact_id) is None:
                store.contacts.set_photo(contact_id, image)
    return unread


def list_under(title: str, lines: Sequence[str], say: Say) -> None:
    """The lines set in below their title; nothing where there is none."""
    for line in (title, *(f"  {line}" for line in lines)) if lines else ():
        say(line)


def _whole(data: bytes, options: argparse.Namespace, say: Say) -> Callable[[Any], None]:
    from supportdesk.exchange.adding import count, only_new
    from supportdesk.exchange.json_file import read_json
    from supportdesk.exchange.whole import Whole
    from supportdesk.store import Change, Did
    from supportdesk.words import exchange as words

    whole = read_json(data, date.today())
    if not isinstance(whole, Whole):
        return _map(whole, options, say)

    def use(store: Any) -> None:
        present = Whole(**store.whole_without_log())
        new = only_new(whole, present, store.taken())
        if not options.dry_run:
            parts = {each.name: getattr(new, each.name) for each in fields(new)}
            store.add_whole(parts, change=Change(did=Did.CONTACTS_IMPORTED))
        more = count(new, present)
        say(words.can_come_in(len(new.contacts)) if options.dry_run else words.came_in(len(new.contacts)))
        say(words.records(more))

    return use


def _map(found: Any, options: argparse.Namespace, say: Say) -> Callable[[Any], None]:
    """A map from easyNWK: whoever is new comes in, with the versions of the map as their past."""
    from supportdesk.exchange.easynwk_course import here_already, map_arrivals, stages
    from supportdesk.store import Change, Did
    from supportdesk.words import easynwk
    from supportdesk.words import exchange as words

    def use(store: Any) -> None:
        listed = map_arrivals(found, store.contacts.all())
        new = {each.candidate.contact.id for each in listed if each.match is None}
        if new and not options.dry_run:
            course = stages(found, new, here_already(listed))
            store.add_stages(course, change=Change(did=Did.CONTACTS_IMPORTED))
        say(easynwk.outlook(found.days, len(found.versions[-1].ties) if found.versions else 0))
        say(words.can_come_in(len(new)) if options.dry_run else words.came_in(len(new)))
        same = [
            f"{each.candidate.contact.name}: {words.same(each.match.why, each.match.known.name)}"
            for each in listed
            if each.match is not None
        ]
        list_under(words.here_already(len(same)), same, say)
        bad = [words.bad_card(each.number, each.name, each.code) for each in found.bad]
        list_under(words.cannot_be_read(len(bad)), bad, say)
        if found.left_out:
            say(words.not_taken(found.left_out))

    return use
