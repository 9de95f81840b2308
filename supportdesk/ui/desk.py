"""The open desk: one unlocked profile with its store, its snapshot, a worker and a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.store import Change, Store, StoreError
from supportdesk.ui.clock import Clock
from supportdesk.ui.filling import Filling
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.worker import Worker


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

    def undo(self) -> None:
        """Take back the newest change and say so."""
        self._play(self.store.undo, undone=True)

    def redo(self) -> None:
        """Do again what was undone and say so."""
        self._play(self.store.redo, undone=False)

    def _play(self, play: Callable[[], Change | None], *, undone: bool) -> None:
        from supportdesk.words.changes import nothing_to_undo, redone_sentence, undone_sentence

        try:
            change = play()
        except StoreError as error:
            self.failed.emit(error.code, error.values, play)
            return
        if change is None:
            self.noticed.emit(Notice(text=nothing_to_undo(undone=undone)))
        else:
            sentence = undone_sentence if undone else redone_sentence
            self.noticed.emit(Notice(text=sentence(change.did.value, change.name)))

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
            self.store.close()
        finally:
            if self.vault is not None:
                self.vault.close()


__all__ = ["Clock", "Desk", "DomainError", "Notice"]
