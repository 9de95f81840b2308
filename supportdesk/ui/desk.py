"""The open desk: one unlocked profile with its store, its snapshot, a worker and a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.store import Change, Long, Piece, Store, StoreError
from supportdesk.ui.clock import Clock
from supportdesk.ui.filling import Filling
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.turns import Turns
from supportdesk.ui.worker import Worker

FOLD = 300  # milliseconds after much was changed until it is folded into the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A quiet sentence for the person, with Undo where there is something to take back."""

    text: str
    undo: bool = False


class Desk(QObject):
    """What every page gets in its constructor. Made at unlock, closed at lock.

    changed(Snapshot)  after each commit; a page compares and redraws only what differs
    noticed(Notice)    something to say quietly (toast and announcement)
    failed(str code, dict values, object retry)  a change that could not be saved
    settings_changed   a setting of this computer was changed that the window obeys
    key_change_wanted(work, said)  run work(vault), which rewrites the data file, while the store is closed
    delete_wanted      the person said twice that this profile is to be deleted
    backup_wanted      a backup is to be saved to a file
    backups_wanted     the person wants to go back to a backup
    put_back_wanted    the profile and what was moved aside for a backup are to change places
    backup_made        a backup was made by itself
    sample_closed      the sample is to make way for the person's own profiles
    """

    changed = Signal(object)
    noticed = Signal(object)
    failed = Signal(str, dict, object)
    settings_changed = Signal()
    key_change_wanted = Signal(object, str)
    delete_wanted = Signal()
    sample_closed = Signal()
    backup_wanted = Signal()
    backups_wanted = Signal()
    put_back_wanted = Signal()
    backup_made = Signal()

    def __init__(
        self,
        store: Store,
        *,
        settings: AppSettings,
        clock: Clock,
        vault: Any = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.settings = settings
        self.clock = clock
        self.vault = vault
        self.worker = Worker(self)
        self.turns = Turns(self)
        self.turns.ended.connect(lambda: QTimer.singleShot(FOLD, self, self._fold))
        self.filling = Filling(self)
        self.half_written = HalfWritten(store)
        self.snapshot: Snapshot = store.snapshot()
        store.changed = self._after_commit

    @property
    def today(self) -> date:
        """The local day now."""
        return self.clock.today()

    def do(self, action: Callable[[], Any], *, said: str = "", undo: bool = True) -> bool:
        """Run a change of the store; say `said` afterwards. Returns whether it was saved.

        What the environment does to the file is told through `failed`, with the action to try again;
        a value the domain refuses passes through as DomainError for the form to show.
        """
        try:
            action()
        except StoreError as error:
            self.failed.emit(error.code, error.values, action)
            return False
        if said:
            self.noticed.emit(Notice(text=said, undo=undo))
        return True

    def do_many(
        self,
        pieces: Callable[[], Sequence[Piece]],
        change: Change | None,
        *,
        said: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Run a change of many in turns, as one step; `then`, and say `said`, once it is saved."""

        def done() -> None:
            if then is not None:
                then()
            if said:
                self.noticed.emit(Notice(text=said, undo=change is not None))

        self._in_turns(lambda: self.store.begin(pieces(), change), done)

    def _in_turns(self, begin: Callable[[], Long | None], done: Callable[[], object]) -> bool:
        """Begin something long and do it in turns; False when there was nothing to begin."""

        def failed(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            self.failed.emit(error.code, error.values, again)

        def again() -> None:
            long = begin()
            if long is not None:
                long.finish()
                if long.error is not None:
                    raise long.error
                done()

        try:
            long = begin()
        except StoreError as error:
            failed(error)
            return True
        if long is not None:
            self.turns.run(long, done, failed)
        return long is not None

    def _fold(self) -> None:
        """What was much is folded into the file in a turn of its own."""
        if not self.store.connection.is_closed and self.store.long is None:
            self.store.checkpoint()

    def undo(self) -> None:
        """Take back the newest change and say so."""
        self._play(undone=True)

    def redo(self) -> None:
        """Do again what was undone and say so."""
        self._play(undone=False)

    def _play(self, *, undone: bool) -> None:
        from supportdesk.words.changes import nothing_to_undo, redone_sentence, undone_sentence

        if self.store.long is not None:
            return  # one after the other: whoever presses twice means one step
        change = self.store.can_undo if undone else self.store.can_redo

        def begin() -> Long | None:
            return self.store.begin_undo() if undone else self.store.begin_redo()

        def done() -> None:
            if change is not None:
                sentence = undone_sentence if undone else redone_sentence
                self.noticed.emit(Notice(text=sentence(change.did.value, change.name)))

        if not self._in_turns(begin, done):
            self.noticed.emit(Notice(text=nothing_to_undo(undone=undone)))

    def _after_commit(self) -> None:
        fresh = self.store.snapshot()
        if fresh != self.snapshot:
            self.snapshot = fresh
            self.changed.emit(fresh)

    def close(self) -> None:
        """Stop the worker, fold the log into the file and close it; release the profile's lock."""
        self.store.changed = lambda: None
        try:
            self.worker.stop()
            self.turns.finish()
            self.store.close()
        finally:
            if self.vault is not None:
                self.vault.close()


__all__ = ["Clock", "Desk", "DomainError", "Notice"]
