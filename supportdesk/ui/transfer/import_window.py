"""Import: choose a file, see what is in it, choose what comes in, and take it in as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.errors import DomainError
from supportdesk.domain.story import Stage
from supportdesk.exchange.adding import only_new
from supportdesk.exchange.arrival import Settled, arrivals
from supportdesk.exchange.csv_columns import Column
from supportdesk.exchange.csv_rows import read_rows
from supportdesk.exchange.csv_table import Table, read_table
from supportdesk.exchange.easynwk import EasyMap
from supportdesk.exchange.easynwk_course import map_arrivals
from supportdesk.exchange.incoming import Incoming, Progress
from supportdesk.exchange.json_file import read_json
from supportdesk.exchange.opening import ENDINGS, FileKind, read_file
from supportdesk.exchange.vcard import read_vcard
from supportdesk.exchange.whole import Whole
from supportdesk.store import Piece, StoreError
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.kit import Card, button, label
from supportdesk.ui.photo import PhotoError, shrunk_bytes
from supportdesk.ui.save_file import choose_file
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer import import_words as words
from supportdesk.ui.transfer.errand import Errand
from supportdesk.ui.transfer.import_columns import ColumnsStep
from supportdesk.ui.transfer.import_map import MapStep
from supportdesk.ui.transfer.import_map import pieces as map_pieces
from supportdesk.ui.transfer.import_people import PeopleStep
from supportdesk.ui.transfer.import_rows import Listed, listed
from supportdesk.ui.transfer.import_whole import WholeStep
from supportdesk.ui.transfer.keeping import IMPORTED, settled_pieces, whole_pieces
from supportdesk.ui.transfer.window import Step, TransferWindow, Waiting, reading_width
from supportdesk.ui.turns import Turns
from supportdesk.words import _
from supportdesk.words.errors import sentence


class ImportWindow(TransferWindow):
    """Reading is done in the worker; writing in small pieces here, and Undo takes back all of it."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, parent)
        self.choose_file = choose_file  # tests bring their own
        self.errand = Errand(desk.worker, self)
        self.errand.progressed.connect(self._reached)
        self.keeping = Turns(self)
        self.keeping.progressed.connect(self._reached)
        self._said = ""
        self._start()

    # ---- choosing

    def _start(self, wrong: str = "") -> None:
        self.errand.give_up()
        about = label(
            _("Take contacts in from a phone, a mail program or another profile. You see them first.")
        )
        kinds = label(_("It reads contact cards (.vcf), tables (.csv), and what this app exported (.json)."))
        maps = label(_("It also reads maps from easyNWK (.json), with their earlier versions."))
        limits = label(words.limits(), "muted")
        reading_width(about, kinds, maps, limits)
        ways = Card(*(label(each) for each in words.ways()), title=_("Where such a file comes from"))
        step = Step(_("Import"))
        close = button(_("Close"), clicked=self.reject)
        choose = button(_("Choose a file"), "primary", clicked=self._ask)
        step.lay(about, kinds, maps, limits, ways, buttons=[close, choose])
        self.put(step)
        self.say(wrong)

    def _ask(self) -> None:
        self.choose_file(self, _("Choose a file"), _("Contacts"), ENDINGS, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a file in the background and show what it holds."""
        self.put(Waiting(_("Reading the file"), self._start))
        known, today = self.desk.store.contacts.all(), self.desk.today
        self.errand.run(lambda progress: _read(path, known, today, progress), self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError | StoreError):
            self._start(sentence(error.code, error.values))
            return
        self._start(sentence("file_unreadable"))
        raise error

    # ---- looking

    def _show(self, found: Any) -> None:
        if isinstance(found, Table):
            self.put(ColumnsStep(found, self._read_rows, self._start))
        elif isinstance(found, Whole):
            self._show_whole(found)
        elif isinstance(found[0], EasyMap):
            self.put(MapStep(*found, keep=self._keep_map, back=self._start))
        else:
            incoming, rows = found
            self._show_people(incoming, rows, is_table=False)

    def _show_people(self, incoming: Incoming, listed: Listed, *, is_table: bool) -> None:
        self.put(PeopleStep(incoming, listed, is_table=is_table, keep=self._keep_people, back=self._start))

    def _read_rows(self) -> None:
        step = self.step
        assert isinstance(step, ColumnsStep)
        table, columns = step.table, step.columns
        known = self.desk.store.contacts.all()
        self.put(Waiting(_("Reading the file"), lambda: self._columns_again(table, columns, "")))
        self.errand.run(
            lambda progress: _rows(table, columns, known, progress),
            lambda found: self._show_people(*found, is_table=True),
            lambda error: self._rows_refused(table, columns, error),
        )

    def _rows_refused(self, table: Table, columns: tuple[Column, ...], error: Exception) -> None:
        if not isinstance(error, DomainError):
            self._refused(error)
            return
        self._columns_again(table, columns, sentence(error.code, error.values))

    def _columns_again(self, table: Table, columns: tuple[Column, ...], wrong: str) -> None:
        self.errand.give_up()
        self.put(ColumnsStep(table, self._read_rows, self._start, columns))
        self.say(wrong)

    # ---- everything of a profile

    def _present(self) -> Whole:
        return Whole(**self.desk.store.whole_without_log())

    def _show_whole(self, whole: Whole) -> None:
        present, taken = self._present(), self.desk.store.taken()

        def show(new: Whole) -> None:
            self.put(WholeStep(whole, new, present, keep=self._keep_whole, back=self._start))

        self.errand.run(lambda _progress: only_new(whole, present, taken), show, self._refused)

    def _keep_whole(self) -> None:
        step = self.step
        assert isinstance(step, WholeStep)
        wanted, present, taken = step.wanted(), self._present(), self.desk.store.taken()
        self.put(Waiting(_("Adding"), None))

        def keep(new: Whole) -> None:
            self._said = words.whole_done(len(new.contacts), len(new.checkins))
            self._keep(whole_pieces(self.desk.store, new))

        self.errand.run(lambda _progress: only_new(wanted, present, taken), keep, self._refused)

    # ---- keeping

    def _keep_people(self) -> None:
        step = self.step
        assert isinstance(step, PeopleStep)
        chosen = step.chosen()

        def keep(ready: Settled) -> None:
            self._said = words.done(len(ready.new), len(ready.filled))
            self._keep(settled_pieces(self.desk.store, ready))

        self.put(Waiting(_("Adding"), self._start))
        self.errand.run(lambda progress: _with_small_pictures(chosen(), progress), keep, self._refused)

    def _keep_map(self) -> None:
        step = self.step
        assert isinstance(step, MapStep)
        course = step.course()

        def keep(ready: tuple[Settled, tuple[Stage, ...]]) -> None:
            self._said = words.done(len(ready[0].new), len(ready[0].filled))
            self._keep(map_pieces(self.desk.store, *ready))

        self.put(Waiting(_("Adding"), self._start))
        self.errand.run(lambda _progress: course(), keep, self._refused)

    def _keep(self, pieces: list[Piece]) -> None:
        self.put(Waiting(_("Adding"), self._stop_keeping))
        try:
            long = self.desk.store.begin(pieces, IMPORTED)
        except StoreError as error:
            self._refused(error)
            return
        self.keeping.run(long, self._kept, self._refused)

    def _stop_keeping(self) -> None:
        self.keeping.stop()
        self._start()

    def _reached(self, done: int, of_all: int) -> None:
        if isinstance(self.step, Waiting):
            self.step.reached(done, of_all)

    def _kept(self) -> None:
        self.desk.noticed.emit(Notice(text=self._said, undo=True))
        self.accept()

    # ---- leaving

    def flush(self) -> None:
        """What the person has said yes to is finished, also when the app locks in the middle of it."""
        self.errand.give_up()
        self.keeping.finish()

    def reject(self) -> None:
        self.errand.give_up()
        self.keeping.stop()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go_on():
            return
        super().keyPressEvent(event)

    def _go_on(self) -> bool:
        """Enter anywhere but on a button goes on."""
        main = self.step.main if self.step is not None else None
        if main is None or not main.isEnabled() or main.hasFocus():
            return False
        main.click()
        return True


# ---- in the worker


def _read(path: Path, known: tuple[Contact, ...], today: date, progress: Progress) -> Any:
    kind, data = read_file(path)
    if kind is FileKind.WHOLE:
        whole = read_json(data, today)
        return whole if isinstance(whole, Whole) else (whole, listed(map_arrivals(whole, known), whole.bad))
    if kind is FileKind.TABLE:
        return read_table(data)
    found = read_vcard(data, progress)
    return found, listed(arrivals(found.contacts, known), found.bad)


def _rows(table: Table, columns: tuple[Column, ...], known: tuple[Contact, ...], progress: Progress) -> Any:
    found = read_rows(table, columns, progress)
    return found, listed(arrivals(found.contacts, known), found.bad)


def _with_small_pictures(settled: Settled, progress: Progress) -> Settled:
    """The pictures as the app keeps them: small, and without what they carried along; others are left out."""
    made = []
    for done, (contact_id, data) in enumerate(settled.pictures):
        progress(done, len(settled.pictures))
        try:
            made.append((contact_id, shrunk_bytes(data)))
        except PhotoError:
            continue
    return replace(settled, pictures=tuple(made))
