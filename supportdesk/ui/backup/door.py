"""How a backup is opened at the gate: a file or a copy, then its key, then the profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from supportdesk.ui.attempts import Attempts
from supportdesk.ui.backup.copies_sheet import CopiesSheet
from supportdesk.ui.backup.key_sheet import KEY_STORE, PASSWORD, RECOVERY_KEY, BackupKeySheet
from supportdesk.ui.kit import button, label
from supportdesk.ui.progress import LOOK, Mark
from supportdesk.ui.quiet_frame import QuietFrame, Sheet, actions
from supportdesk.ui.save_file import choose_file
from supportdesk.words import _
from supportdesk.words.errors import sentence

if TYPE_CHECKING:
    from supportdesk.vault import Backup, OpenVault


class GivenUp(Exception):  # noqa: N818 (a wish, not a bug)
    """The person does not want it any more."""


class Chooser(Protocol):
    """Asks for a file, as `choose_file` does; tests bring their own."""

    def __call__(
        self, parent: Any, title: str, words: str, endings: tuple[str, ...], chosen: Callable[[Path], None], /
    ) -> object: ...


class BackupDoor(QObject):
    """Shows its sheets in `frame`. `opened(vault, by_sheet)` ends it, `left()` gives it up."""

    opened = Signal(object, bool)
    left = Signal()

    def __init__(self, frame: QuietFrame, profiles: Any, today: Callable[[], date]) -> None:
        super().__init__(frame)
        self._today = today
        self.choose_file: Chooser = choose_file
        self._frame = frame
        self._profiles = profiles
        self._attempts = Attempts()
        self._mark = Mark(GivenUp)
        self._copies_of = ""
        self._way_back: Callable[[], None] = self.left.emit
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)
        self.destroyed.connect(self._attempts.give_up)

    def choose(self) -> None:
        """Ask for a file, and go on with it."""
        self.choose_file(
            self._frame, _("Open a backup"), _("Backups of SupportDesk"), ("supportdesk",), self.open_file
        )

    def lead_back(self, back: Callable[[], None]) -> None:
        """Let Back lead there, and not to the page before."""
        self._way_back = back

    def open_file(self, path: Path) -> None:
        """Go on with this file."""
        from supportdesk.vault import VaultError, read_backup

        self._stop()
        try:
            found = read_backup(path)
        except VaultError as error:
            self._refuse_file(sentence(error.code, error.values))
        else:
            self._ask(found, self._way(found))

    def show_copies(self, profile_id: str) -> None:
        """The backups that were made by themselves."""
        self._stop()
        self._copies_of = profile_id
        others = actions((_("Open a backup from a file…"), self.choose), (_("Back"), self._leave))
        sheet = CopiesSheet(self._profiles.copies(profile_id), others=others)
        sheet.chosen.connect(lambda found: self._ask(found, self._way(found)))
        self._frame.put(sheet)

    def _refuse_file(self, words: str) -> None:
        again = button(_("Choose another file"), "primary", clicked=self.choose)
        sheet = Sheet(
            _("This backup did not open"),
            label(words),
            label(_("Nothing was changed."), "muted"),
            main=again,
            others=actions((_("Back"), self._leave)),
        )
        sheet.first = again
        self._frame.put(sheet)

    def _way(self, found: Backup) -> str:
        return str(self._profiles.way_of(found))

    def _ask(self, found: Backup, way: str) -> None:
        is_here = any(each.id == found.profile_id for each in self._profiles.list())
        sheet = BackupKeySheet(found, way=way, is_here=is_here, is_copy=not found.header.slots)
        sheet.wanted.connect(partial(self._open, sheet, found))
        sheet.other_way.connect(lambda: self._ask(found, RECOVERY_KEY))
        sheet.left.connect(self._back)
        self._stop()
        self._frame.put(sheet)

    def _open(self, sheet: BackupKeySheet, found: Backup, typed: str) -> None:
        mark = self._mark = Mark(GivenUp)
        password = typed if sheet.way == PASSWORD else None
        key = typed if sheet.way == RECOVERY_KEY else None

        def work() -> OpenVault:
            from supportdesk.store import read_ahead

            return read_ahead(_restored(self._profiles, found, password, key, mark), self._today)

        def done(vault: OpenVault) -> None:
            self._timer.stop()
            self.opened.emit(vault, key is not None)

        if self._attempts.run(work, done, partial(self._refused, sheet)):
            sheet.begin()
            self._timer.start()

    def _refused(self, sheet: BackupKeySheet, error: Exception) -> None:
        self._timer.stop()
        if self._frame.sheet is sheet:
            sheet.refuse(getattr(error, "code", ""), getattr(error, "values", {}))
        if not hasattr(error, "code"):
            raise error

    def _look(self) -> None:
        if isinstance(self._frame.sheet, BackupKeySheet):
            self._frame.sheet.reached(*self._mark.place)

    def _stop(self) -> None:
        """Give up what runs: before the last step it leaves everything as it was."""
        self._mark.given_up = True
        self._timer.stop()
        self._attempts.give_up()

    def _back(self) -> None:
        self._stop()
        if self._copies_of:
            self.show_copies(self._copies_of)
        else:
            self._leave()

    def _leave(self) -> None:
        self._stop()
        self._copies_of = ""
        self._way_back()


def _restored(profiles: Any, found: Backup, password: str | None, key: str | None, mark: Mark) -> OpenVault:
    from supportdesk.store import NEWEST_SCHEMA

    vault: OpenVault = profiles.restore(
        found,
        password=password,
        recovery_key=key,
        newest_schema=NEWEST_SCHEMA,
        may_replace=True,
        moved=mark.reached,
    )
    return vault


__all__ = ["KEY_STORE", "BackupDoor", "GivenUp"]
