"""What "Search everything" finds: records from the index, and what the program itself offers, in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtGui import QAction, QKeySequence

from supportdesk.domain.afterwards import Afterwards
from supportdesk.domain.contact import Contact, State
from supportdesk.domain.growth import HelplineCall, Need
from supportdesk.domain.helpline import OwnLine
from supportdesk.domain.lookup import line_with, words_in, written
from supportdesk.domain.plan import PlanPart
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.domain.text import fold, tidy_line
from supportdesk.records import dataclass
from supportdesk.store import Word
from supportdesk.ui.desk import Desk
from supportdesk.ui.names import Names
from supportdesk.words import _, checkins, dates, labels, notes
from supportdesk.words.sentences import capital

SHOWN = {"contacts": 5, "check-ins": 4, "commands": 4}
SHOWN_ELSE = 3
NAMED = 12  # contacts of a name whose check-ins, goals and notes are looked through for it
HELP, NOTE, LOG = "help", "note", "check-in"  # no pages of the rail: helplines, a note by itself, the panel
NAMED_NEW, FIND = "new:", "find:"  # how a target begins that carries what was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: its group, what it says in two lines, and where it leads (or what it does)."""

    group: str
    title: str
    line: str = ""
    icon: str
    page: str = ""
    target: str = ""
    command: QAction | None = None

    @property
    def leads(self) -> bool:
        """Whether it opens or does anything."""
        return bool(self.page or self.command)

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        return ". ".join(part for part in (self.title, self.line, group_words(self.group)) if part)


def group_words(group: str) -> str:
    """The heading of a group."""
    return {
        "": "",
        "contacts": _("Contacts"),
        "check-ins": _("Check-ins"),
        "goals": _("Goals"),
        "plan": _("My plan"),
        "support": _("My support"),
        "notes": _("Notes"),
        "helplines": _("Helplines"),
        "commands": _("Commands"),
        "settings": _("Settings"),
    }[group]


_ORDER = ("contacts", "check-ins", "goals", "plan", "support", "notes", "commands", "helplines", "settings")


class Looker:
    """Finds things in an open profile; `commands` gives the actions of the menus."""

    def __init__(self, desk: Desk, commands: Callable[[], Iterable[QAction]] = tuple) -> None:
        self._desk = desk
        self.commands = commands
        self._names = Names()
        self._helplines: tuple[object, tuple[tuple[tuple[str, ...], Hit], ...]] = (None, ())

    def find(self, typed: str) -> tuple[Hit, ...]:
        """The hits in groups; the group with the best title first."""
        words = words_in(typed)
        if not words:
            return ()
        self._names.follow(self._desk.snapshot)
        ask = _Ask(words, typed, self._desk, self._names)
        groups = {
            **ask.records(),
            "commands": [*ask.offers(), *_matching(words, self._actions())],
            "helplines": _matching(words, self._lines()),
            "settings": _matching(words, _settings()),
        }
        ranked = sorted(_ORDER, key=lambda group: _best(groups[group], words))
        return tuple(hit for group in ranked for hit in _shown(group, groups[group], typed))

    def warm(self) -> None:
        """Read the helplines before the first letter is typed."""
        self._lines()

    def _actions(self) -> list[tuple[tuple[str, ...], Hit]]:
        return [
            (words_in(each.text()), _command(each))
            for each in self.commands()
            if each.isEnabled() and each.isVisible()
        ]

    def _lines(self) -> tuple[tuple[tuple[str, ...], Hit], ...]:
        """The person's own helplines, and those of the country that was chosen."""
        from supportdesk.content.helplines import load
        from supportdesk.content.my_helplines import with_mine

        country = self._desk.settings.country or self._desk.snapshot.me.country
        notes_ = self._desk.snapshot.notes
        key = (country, notes_.own_lines, notes_.hidden_lines)
        if self._helplines[0] != key:
            lines = with_mine(load(), notes_).for_country(country)
            shown = (each for each in lines if country or each.own)
            self._helplines = (key, tuple(_helpline(each) for each in shown))
        return self._helplines[1]


class _Ask:
    """One question to the records of the profile."""

    def __init__(self, words: tuple[str, ...], typed: str, desk: Desk, names: Names) -> None:
        self.words = words
        self.typed = fold(tidy_line(typed))
        self.desk = desk
        self.snapshot: Snapshot = desk.snapshot
        self.names = names.words
        self.named = {word: names.called(word, NAMED) for word in words}

    def records(self) -> dict[str, list[Hit]]:
        """What the person wrote, by group, the best of each group first."""
        asked = [Word(text=word, contact_ids=self.named[word]) for word in self.words]
        found = self.desk.store.finding.find(asked, checkins=SHOWN["check-ins"] + 1)
        notes_ = self._notes(frozenset(found["note"]))
        return {
            "contacts": self._contacts(found["contact"]),
            "check-ins": self._checkins(found["checkin"]),
            "goals": self._goals(frozenset(found["goal"])),
            "plan": self._plan(frozenset(found["plan"])),
            "support": [self._need(each) for each in notes_ if isinstance(each, Need)],
            "notes": [self._note(each) for each in notes_ if not isinstance(each, Need | OwnLine)],
        }

    def offers(self) -> list[Hit]:
        """ "Log a check-in with Sam", for somebody who may be prompted."""
        ids = dict.fromkeys(id_ for word in self.words for id_ in self.named[word])
        found = []
        for contact in filter(None, map(self.snapshot.contact, ids)):
            title = _("Log a check-in with {name}").format(name=contact.short_name)
            if contact.is_active and _has(words_in(title), self.words):
                found.append(Hit(group="commands", title=title, icon="plus", page=LOG, target=contact.id))
        return found[:2]

    # ---- groups

    def _contacts(self, ids: tuple[str, ...]) -> list[Hit]:
        hits = set(ids)
        long = all(len(word) > 2 for word in self.words)
        found = [
            each
            for each in self.snapshot.contacts
            if each.id in hits or (long and all(word in fold(each.name) for word in self.words))
        ]
        found.sort(key=lambda each: (self._rank(each), fold(each.name)))
        return [
            self._contact(each) if number < SHOWN["contacts"] else _BARE for number, each in enumerate(found)
        ]

    def _rank(self, contact: Contact) -> int:
        if fold(contact.name).startswith(self.typed) or fold(contact.nickname).startswith(self.typed):
            return 0
        return 1 if any(each.startswith(self.words[0]) for each in self.names[contact.id]) else 2

    def _contact(self, contact: Contact) -> Hit:
        about = contact.role or ", ".join(labels.kind(each) for each in contact.kinds)
        state = "" if contact.state is State.ACTIVE else labels.state(contact.state)
        line = "" if _has(self.names[contact.id], self.words) else self._line(contact)
        said = " · ".join(part for part in (state, line or about) if part)
        return Hit(
            group="contacts", title=contact.name, line=said, icon="person", page="contacts", target=contact.id
        )

    def _checkins(self, ids: tuple[str, ...]) -> list[Hit]:
        found = {each.id: each for each in self.desk.store.checkins.some(ids)}
        return [
            Hit(
                group="check-ins",
                title=capital(checkins.what(each, map(self.snapshot.contact, each.contact_ids))),
                line=" · ".join(
                    part
                    for part in (dates.long(each.day), self._line(each) or tidy_line(each.note)[:90])
                    if part
                ),
                icon="check-ins",
                page="check-ins",
                target=each.id,
            )
            for each in (found[id_] for id_ in ids if id_ in found)
        ]

    def _goals(self, ids: frozenset[str]) -> list[Hit]:
        return [
            Hit(
                group="goals",
                title=each.what,
                line="" if _has(words_in(each.what), self.words) else self._line(each),
                icon="goals",
                page="goals",
                target=each.id,
            )
            for each in self.snapshot.goals
            if each.id in ids
        ]

    def _plan(self, ids: frozenset[str]) -> list[Hit]:
        found = []
        for part in self.snapshot.plan.parts:
            title = part.title or labels.part(part.part)
            if part.id in ids or _has(words_in(title), self.words):
                line = self._line(part) or self._in_part(part)
                hit = Hit(group="plan", title=title, line=line, icon="plan", page="plan", target=part.id)
                found.append(hit)
        return found

    def _in_part(self, part: PlanPart) -> str:
        """The people of a part whose names were typed."""
        named = {id_ for ids in self.named.values() for id_ in ids}
        people = (self.snapshot.contact(each.contact_id) for each in part.items if each.contact_id in named)
        return ", ".join(each.short_name for each in people if each is not None)

    def _notes(self, ids: frozenset[str]) -> list[Any]:
        kinds = (getattr(self.snapshot.notes, name) for name in Notes.__dataclass_fields__)
        return [each for kind in kinds for each in kind if each.id in ids]

    def _need(self, need: Need) -> Hit:
        return Hit(
            group="support",
            title=need.text,
            line=labels.support_type(need.type),
            icon="support",
            page="support",
            target=need.id,
        )

    def _note(self, note: Any) -> Hit:
        texts = [tidy_line(each) for each in written(note)]
        line = self._line(note)
        title = next(iter(texts), "") or notes.kind(note)
        said = " · ".join(part for part in (notes.kind(note), "" if line in title else line) if part)
        page, target = _PLACES.get(type(note), (NOTE, note.id))
        return Hit(group="notes", title=title, line=said, icon="edit", page=page, target=target)

    def _line(self, record: Any) -> str:
        return line_with(written(record), self.words)


_PLACES: dict[type, tuple[str, str]] = {
    Afterwards: ("plan", "after"),
    HelplineCall: ("plan", "helplines"),
    OwnLine: ("plan", "helplines"),
}
_BARE = Hit(group="contacts", title="", icon="")  # counted, never shown


def _shown(group: str, hits: list[Hit], typed: str) -> list[Hit]:
    """As many of a group as have room, and the way to the rest."""
    most = SHOWN.get(group, SHOWN_ELSE)
    if len(hits) <= most or group not in ("contacts", "check-ins"):
        return hits[:most]
    title = _("See all in Contacts") if group == "contacts" else _("See all in Check-ins")
    rest = Hit(group=group, title=title, icon="search", page=group, target=f"{FIND}{tidy_line(typed)}")
    return [*hits[:most], rest]


def _has(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in wanted)


def _best(hits: list[Hit], words: tuple[str, ...]) -> int:
    """How well the best title of a group fits: begins with it, has it, or only its text does."""
    if not hits:
        return 3
    ranks = []
    for hit in hits[:2]:
        title = words_in(hit.title)
        ranks.append(0 if title and title[0].startswith(words[0]) else 1 if _has(title, words) else 2)
    return min(ranks)


def _matching(words: tuple[str, ...], offered: Iterable[tuple[tuple[str, ...], Hit]]) -> list[Hit]:
    """What is offered under these words, the titles that begin with them first."""
    fits = [hit for said, hit in offered if _has(said, words)]
    return sorted(fits, key=lambda hit: not fold(hit.title).startswith(words[0]))


def _command(action: QAction) -> Hit:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Hit(group="commands", title=action.text(), line=keys, icon="forward", command=action)


def _helpline(line: Any) -> tuple[tuple[str, ...], Hit]:
    number = line.phone or line.sms or line.web
    said = " · ".join(part for part in (number, line.purpose) if part)
    hit = Hit(group="helplines", title=line.name, line=said, icon="phone", page=HELP, target=line.id)
    return words_in(f"{line.name}\n{number}\n{line.purpose}\n{line.note}"), hit


def _settings() -> list[tuple[tuple[str, ...], Hit]]:
    from supportdesk.ui.pages.settings_places import places

    return [
        (
            words_in(f"{_('Settings')} {each.title} {each.also}"),
            Hit(
                group="settings",
                title=each.title,
                line=each.also,
                icon="settings",
                page="settings",
                target=each.title,
            ),
        )
        for each in places()
    ]
