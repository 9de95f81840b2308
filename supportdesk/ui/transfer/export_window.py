"""Export: which kind of file, who and what goes out, and where the file is to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Contact, State
from supportdesk.domain.goal import Goal
from supportdesk.exchange.csv_write import write_csv
from supportdesk.exchange.ics import (
    Entry,
    day_entries,
    goal_entries,
    meeting_entries,
    review_entries,
    write_ics,
)
from supportdesk.exchange.vcard import write_vcard
from supportdesk.exchange.whole import Whole, to_json
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.kit import Choices, button, clear, column, label
from supportdesk.ui.save_file import Chooser, choose_place, neutral_name, saved_in
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer import export_words as words
from supportdesk.ui.transfer.errand import Errand
from supportdesk.ui.transfer.export_rows import Item, TickList
from supportdesk.ui.transfer.export_words import Format
from supportdesk.ui.transfer.window import Step, TransferWindow, Waiting, reading_width
from supportdesk.ui.turns import Pieces, Turns
from supportdesk.words import _
from supportdesk.words.errors import sentence

PART = 200  # check-ins read between two looks at keys and pointer


class ExportWindow(TransferWindow):
    """The choice stays while the file is made, so that another place can be tried at once."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, parent)
        self.choose_place: Chooser = choose_place  # tests bring their own
        self.errand = Errand(desk.worker, self)
        self.reading = Turns(self)
        self.reading.progressed.connect(self._reached)
        self.kind = Format.CARDS
        self.notes = False
        self.own_words = False
        self.people: set[str] = {each.id for each in self._may_leave()}
        self.dates: set[str] = {each.id for each in self._may_be_dated()}
        self._start()

    # ---- what there is

    def _may_leave(self) -> tuple[Contact, ...]:
        return tuple(each for each in self.desk.snapshot.contacts if each.state is not State.NOT_SAFE)

    def _goals(self) -> tuple[Goal, ...]:
        now, today = self.desk.snapshot, self.desk.today
        return tuple(each for each in now.goals if goal_entries((each,), now.contacts, today))

    def _meetings(self) -> tuple[Contact, ...]:
        return tuple(
            each for each in self.desk.snapshot.contacts if meeting_entries((each,), self.desk.today)
        )

    def _other_days(self, *, own_words: bool) -> tuple[Entry, ...]:
        """The look over the plan and the days of contacts: offered, and out only where they are ticked."""
        now, today = self.desk.snapshot, self.desk.today
        return (
            *review_entries(now.plan, today, own_words=own_words),
            *day_entries(now.contacts, today, own_words=own_words),
        )

    def _may_be_dated(self) -> tuple[Goal | Contact, ...]:
        return (*self._goals(), *self._meetings())

    # ---- choosing

    def _start(self, wrong: str = "") -> None:
        self.errand.give_up()
        step = Step(_("Export"))
        kinds = Choices(
            _("What kind of file"), [(each, words.name(each)) for each in Format], self.kind, down=True
        )
        kinds.chosen.connect(self._choose_kind)
        self._part = column(gap=10)
        open_ = label(words.open_to_all(), "strong")
        reading_width(open_)
        self.save_button = button(_("Save the file"), "primary", clicked=self._ask)
        step.lay(
            kinds,
            self._part,
            open_,
            buttons=[button(_("Close"), clicked=self.reject), self.save_button],
            first=kinds,
        )
        self.put(step)
        self.kinds = kinds
        kinds.focus_first()
        self._fill()
        self.say(wrong)

    def _choose_kind(self, kind: Format) -> None:
        self.kind = Format(kind)
        self.say("")
        self._fill()

    def _fill(self) -> None:
        """What belongs to this kind of file."""
        clear(self._part)
        self.list: TickList | None = None
        goals, meetings = self._goals(), self._meetings()
        about = label(words.about(self.kind))
        left = label(words.left_out(self.kind, self.desk.snapshot, len(goals)), "muted")
        reading_width(about, left)
        self._part.addWidget(about)
        if self.kind is Format.CALENDAR:
            offered = _dated(goals, meetings) + _days(self._other_days(own_words=True))
            self._list(_("Which goals and dates"), offered, self.dates)
            self._tick(
                _("Use my own words as titles. A calendar may show them on a locked screen."),
                self.own_words,
                self._set_own_words,
            )
        elif self.kind is not Format.WHOLE:
            self._list(_("Which contacts"), _people(self._may_leave()), self.people)
            self._tick(_("With my notes about them"), self.notes, self._set_notes)
        if left.text():
            self._part.addWidget(left)
        for at in range(self._part.count()):
            item = self._part.itemAt(at)
            if item is not None and (piece := item.widget()) is not None:
                piece.show()  # at once, and not in a later event
        self._count()

    def _list(self, title: str, items: list[Item], ids: set[str]) -> None:
        if not items:
            self._part.addWidget(label(words.nothing(self.kind), "muted"))
            return
        self.list = TickList(title, items, [each.id for each in items if each.id in ids])
        self.list.chosen.connect(self._listed)
        self._part.addWidget(self.list)

    def _tick(self, text: str, value: bool, changed: Callable[[bool], None]) -> None:
        box = QCheckBox(text)
        box.setChecked(value)
        box.clicked.connect(changed)
        self._part.addWidget(box)

    def _set_notes(self, wanted: bool) -> None:
        self.notes = wanted

    def _set_own_words(self, wanted: bool) -> None:
        self.own_words = wanted

    def _listed(self) -> None:
        if self.list is not None:
            if self.kind is Format.CALENDAR:
                self.dates = self.list.ids
            else:
                self.people = self.list.ids
        self._count()

    def _count(self) -> None:
        self.save_button.setEnabled(self.kind is Format.WHOLE or bool(self.list and self.list.ids))

    # ---- making

    def _ask(self) -> None:
        kind = self.kind
        name = neutral_name(words.file_name(kind), self.desk.today, kind.value)
        self.choose_place(
            self, _("Save the file"), name, ((words.kind_of_file(kind), kind.value),), self.save_at
        )

    def save_at(self, path: Path) -> None:
        """Make the file in the background."""
        if self.kind is Format.WHOLE:
            self._read_all(path)
            return
        make, count = self._calendar() if self.kind is Format.CALENDAR else self._contacts()
        self._write(path, make, count)

    def _contacts(self) -> tuple[Callable[[], bytes], int]:
        chosen = tuple(each for each in self._may_leave() if each.id in self.people)
        write, notes = (write_csv if self.kind is Format.TABLE else write_vcard), self.notes
        return lambda: write(chosen, with_notes=notes), len(chosen)

    def _calendar(self) -> tuple[Callable[[], bytes], int]:
        now, today = self.desk.snapshot, self.desk.today
        goals = [each for each in now.goals if each.id in self.dates]
        people = [each for each in now.contacts if each.id in self.dates]
        entries = (
            *goal_entries(goals, now.contacts, today, own_words=self.own_words),
            *meeting_entries(people, today, own_words=self.own_words),
            *(each for each in self._other_days(own_words=self.own_words) if each.uid in self.dates),
        )
        stamp = self.desk.clock.now().astimezone(UTC)
        return lambda: write_ics(entries, stamp=stamp), len(entries)

    def _read_all(self, path: Path) -> None:
        """Read the check-ins in pieces: thousands of them at once would hold the window."""
        store, now = self.desk.store, self.desk.snapshot
        rest = store.whole_without_log()
        found: list[CheckIn] = []
        photos: list[tuple[str, bytes]] = []
        self.put(Waiting(_("Making the file"), self._stop))

        parts = store.checkins.parts(PART)

        def read() -> None:
            found.extend(next(parts, ()))

        def look(contact_id: str) -> None:
            image = store.contacts.photo(contact_id)
            if image:
                photos.append((contact_id, image))

        pieces: list[Callable[[], object]] = [read] * (now.past // PART + 1)
        here = sorted(store.contacts.photos() & {each.id for each in now.contacts})
        pieces += [lambda each=each: look(each) for each in here]  # type: ignore[misc]

        def make() -> bytes:
            return to_json(Whole(**rest, checkins=tuple(reversed(found)), photos=tuple(photos)))

        self.reading.run(Pieces(pieces), lambda: self._write(path, make, 0), self._refused)

    def _write(self, path: Path, make: Callable[[], bytes], count: int) -> None:
        kind = self.kind
        self.put(Waiting(_("Making the file"), self._stop))

        def work() -> None:
            from supportdesk.report.save import save_atomically

            save_atomically(path, make())

        def said(_none: object) -> None:
            self.desk.noticed.emit(Notice(text=words.done(count, kind, saved_in(path))))
            self.accept()

        self.errand.run(lambda _progress: work(), said, self._refused)

    def _refused(self, error: Exception) -> None:
        code = getattr(error, "code", "")
        self._start(sentence(code or "cannot_save", getattr(error, "values", {})))

    def _reached(self, done: int, of_all: int) -> None:
        if isinstance(self.step, Waiting):
            self.step.reached(done, of_all)

    def _stop(self) -> None:
        self.reading.stop()
        self._start()

    def reject(self) -> None:
        self.errand.give_up()
        self.reading.stop()
        super().reject()


def _people(contacts: tuple[Contact, ...]) -> list[Item]:
    from supportdesk.domain.text import fold

    listed = sorted(contacts, key=lambda each: (fold(each.name), each.id))
    return [Item(id=each.id, name=each.name, about=words.standing(each)) for each in listed]


def _dated(goals: tuple[Goal, ...], meetings: tuple[Contact, ...]) -> list[Item]:
    from supportdesk.words import progress

    found = [Item(id=each.id, name=each.what, about=progress.cadence(each.cadence)) for each in goals]
    found += [Item(id=each.id, name=each.short_name, about=_("next meeting")) for each in meetings]
    return found


def _days(entries: tuple[Entry, ...]) -> list[Item]:
    from supportdesk.words import dates

    return [Item(id=each.uid, name=each.title, about=_when(each, dates.long(each.start))) for each in entries]


def _when(entry: Entry, day: str) -> str:
    return _("every year, next on {day}").format(day=day) if entry.rule else day
