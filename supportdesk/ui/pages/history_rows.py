"""The rows of the check-ins page: made in pieces, folded once for finding, filtered in one go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from supportdesk.domain.checkin import CheckIn, Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.records import dataclass
from supportdesk.words import _, checkins, dates, labels
from supportdesk.words.sentences import capital

NOTE_SHOWN = 300  # letters of a note that a row may need


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in as it is shown and found: `hay` is what is searched, folded."""

    checkin: CheckIn
    title: str
    outcome: str
    note: str
    hay: str
    day: date

    @property
    def id(self) -> str:
        """The id of the check-in."""
        return self.checkin.id

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        when = dates.long(self.day)
        return ". ".join(part for part in (self.title, when, self.outcome, self.note) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the person wants to see; None and "" let everything through."""

    words: tuple[str, ...] = ()
    way: Way | None = None
    outcome: Outcome | None = None
    contact_id: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()

    def among(self, entries: list[Entry]) -> list[Entry]:
        """The entries that have all that is asked for; a few milliseconds for ten thousand."""
        found = entries
        if self.way is not None:
            found = [each for each in found if each.checkin.way is self.way]
        if self.outcome is not None:
            found = [each for each in found if each.checkin.outcome is self.outcome]
        if self.contact_id:
            found = [each for each in found if self.contact_id in each.checkin.contact_ids]
        for word in self.words:
            found = [each for each in found if word in each.hay]
        return found


class Maker:
    """Makes entries; one that was made before is used again while check-in and names are the same."""

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}
        self._names: object = None

    def entries(self, found: Iterable[CheckIn], snapshot: Snapshot) -> list[Entry]:
        """An entry for each check-in."""
        if self._names is not snapshot.contacts:
            names = {each.id: (each.name, each.nickname) for each in snapshot.contacts}
            if names != getattr(self, "_last_names", None):
                self._known.clear()
            self._last_names, self._names = names, snapshot.contacts
            self._contacts = {each.id: each for each in snapshot.contacts}
        return [self._entry(each) for each in found]

    def _entry(self, checkin: CheckIn) -> Entry:
        known = self._known.get(checkin.id)
        if known is None or known.checkin != checkin:
            contacts = [self._contacts.get(each) for each in checkin.contact_ids]
            title = " ".join(capital(checkins.what(checkin, contacts)).split())
            outcome = labels.outcome(checkin.outcome)
            names = [f"{each.name} {each.nickname}" for each in contacts if each is not None]
            notes = [note for note in (checkin.note, *(each.note for each in checkin.people)) if note]
            hay = fold("\n".join((title, outcome, *names, *notes)))
            note = " ".join("  ".join(each[:NOTE_SHOWN] for each in notes)[:NOTE_SHOWN].split())
            known = self._known[checkin.id] = Entry(checkin, title, outcome, note, hay, checkin.day)
        return known


def time_of(entry: Entry) -> str:
    """The hour, or nothing where only the day was written down."""
    when = entry.checkin.when
    return f"{when:%H:%M}" if when.hour or when.minute else ""


def nothing(wanted: Wanted) -> str:
    """What an empty list says."""
    if wanted.is_all:
        return _(
            "Nothing written down yet. After a call, a text or a visit you can note it here. "
            "It helps to see who is there for you."
        )
    return _("Nothing matches that. Try a shorter word, or show everything.")
