"""What needs the profile closed for a moment: a new root key, deleting it, leaving the sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from supportdesk.ui.attempts import Attempts
from supportdesk.ui.kit import button, label
from supportdesk.ui.quiet_frame import QuietFrame, Sheet
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.desk import Desk
    from supportdesk.ui.shell import Shell


class KeyWork(QObject):
    """Takes the pages away, runs the work in a thread, and brings the profile (or the gate) back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._attempts = Attempts()

    def change(self, work: Callable[[Any], object], said: str) -> None:
        """Save, close the store, run `work(vault)`, open the store again and show the new recovery key.

        Where the work fails the old file is still in force: it is opened again and the trouble is told.
        """
        desk = self._shell.desk
        if desk is None or desk.vault is None:
            return
        vault = desk.vault
        self._wait(_("Changing the lock of your profile"))
        desk.store.changed = lambda: None
        desk.store.close()
        desk.worker.run(
            lambda: work(vault),
            lambda _done: self._reopen(desk, said, None),
            lambda error: self._reopen(desk, "", error),
        )

    def _reopen(self, old: Desk, said: str, error: Exception | None) -> None:
        from supportdesk.store import Store, StoreError
        from supportdesk.ui.desk import Notice
        from supportdesk.vault import VaultError
        from supportdesk.words.errors import sentence

        shell = self._shell
        try:
            store = Store.open(old.vault, shell.clock.today)
        except (StoreError, VaultError):
            shell.start_again()  # the gate tells what is wrong with the file
            return
        old.deleteLater()
        shell.open_store(store, old.vault)
        shell.show_workspace("settings", "" if error else "new-key")
        if error is None and shell.desk is not None:
            fresh = shell.desk
            QTimer.singleShot(0, fresh, lambda: fresh.noticed.emit(Notice(text=said)))
        elif shell.workspace is not None:
            values = getattr(error, "values", {})
            shell.workspace.trouble.show_trouble(sentence(getattr(error, "code", ""), values), None)

    def delete(self) -> None:
        """Close the profile, remove its files for good, and begin at the gate."""
        shell = self._shell
        desk, profiles = shell.desk, shell.profiles
        if desk is None or desk.vault is None or profiles is None:
            return
        profile_id = desk.vault.profile_id
        self._wait(_("Deleting this profile"), flush=False)
        desk.close()
        shell.desk = None
        shell.settings.profile = ""
        shell.settings.page = "today"
        self._attempts.run(
            lambda: profiles.delete(profile_id), lambda _done: shell.start_again(), self._not_deleted
        )

    def _not_deleted(self, error: Exception) -> None:
        from supportdesk.words.errors import sentence

        words = sentence(getattr(error, "code", ""), getattr(error, "values", {}))
        on = button(_("Go on"), "primary", clicked=self._shell.start_again)
        self._show(Sheet(_("This profile was not deleted"), label(words), main=on))

    def close_sample(self) -> None:
        """Leave the sample for the person's own profiles."""
        desk = self._shell.desk
        if desk is None:
            return
        self._shell.cover(QWidget())
        desk.close()
        self._shell.desk = None
        self._shell.start_again()

    def _wait(self, title: str, *, flush: bool = True) -> None:
        if flush:
            self._shell.flush()
        sheet = Sheet(title)
        self._show(sheet)
        sheet.say(_("This takes a second or two."))

    def _show(self, sheet: Sheet) -> None:
        frame = QuietFrame(self._shell.theme)
        frame.help_wanted.connect(self._shell.show_help)
        frame.hide_wanted.connect(self._shell.hide_now)
        frame.put(sheet)
        self._shell.cover(frame)
