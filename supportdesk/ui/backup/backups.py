"""The backups of the open profile: saved on request, made by themselves, and the ways back to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.desk import Desk
    from supportdesk.ui.shell import Shell

FIRST = 5_000  # milliseconds after the opening until the first look: a visit may last for half a minute
QUIET = 60_000  # milliseconds without a change before a backup is made


class Backups(QObject):
    """Belongs to the window. While a profile is open, one backup a day is made in a quiet moment."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.choose_file: Callable[..., object] | None = None  # tests bring their own
        self._shell = shell
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.make_if_due)

    # ---- by themselves

    def follow(self, desk: Desk) -> None:
        """Make one after the opening, if something changed since the last, and after changes."""
        desk.backup_wanted.connect(self.save)
        desk.backups_wanted.connect(self.show_copies)
        desk.put_back_wanted.connect(self.put_back)
        self._timer.stop()
        if desk.vault is not None and not desk.vault.read_only:
            desk.changed.connect(lambda _snapshot: self._timer.start(QUIET))
            self._timer.start(FIRST)

    def make_if_due(self) -> None:
        """Make one in the worker, where none was made today. What fails is tried again after the next change:
        nobody who writes is troubled by it, and Settings says of when the last one is.
        """
        desk = self._shell.desk
        if desk is None or desk.vault is None or desk.vault.read_only:
            return
        from supportdesk.vault import make_if_due

        desk.store.checkpoint()
        source, today, look_up = desk.vault.backup_source(), desk.today, desk.worker.look_up
        desk.worker.run(
            lambda: make_if_due(source, today, look_up),
            lambda is_made: desk.backup_made.emit() if is_made else None,
            _unless_named,
        )

    # ---- by hand

    def save(self) -> None:
        """The window that saves one to a file."""
        desk, workspace = self._shell.desk, self._shell.workspace
        if desk is None or desk.vault is None or workspace is None:
            return
        from supportdesk.ui.backup.window import BackupWindow

        workspace.flush()
        window = BackupWindow(desk, self._shell.theme, workspace)
        window.hide_wanted.connect(self._shell.hide_now)
        window.goes.connect(workspace.go)
        window.open()

    def open_file(self) -> None:
        """Choose a backup and open it at the gate; an open profile is closed for it, once one is chosen."""
        from supportdesk.ui.save_file import choose_file

        gate = self._shell.gate
        if gate is not None:
            gate.door.choose()
        elif self._shell.profiles is not None:
            (self.choose_file or choose_file)(
                self._shell,
                _("Open a backup"),
                _("Backups of SupportDesk"),
                ("supportdesk",),
                lambda path: self._at_gate(lambda door: door.open_file(path)),
            )

    def show_copies(self) -> None:
        """Close the profile, and let one of its backups be chosen at the gate; a file, if it has none."""
        desk = self._shell.desk
        if desk is None or desk.vault is None:
            return
        profile_id = desk.vault.profile_id
        if desk.vault.copies():
            self._at_gate(lambda door: door.show_copies(profile_id))
        else:
            self.open_file()

    def put_back(self) -> None:
        """Let the profile and what was moved aside for a backup change places, and begin at the gate."""
        desk, profiles = self._shell.desk, self._shell.profiles
        if desk is None or desk.vault is None:
            return
        profile_id = desk.vault.profile_id

        def go_on() -> None:
            from supportdesk.vault import VaultError

            try:
                profiles.put_back(profile_id)
            except VaultError as error:
                self._shell.gate.show_error(error.code, error.values)
            else:
                self._shell.start_again()

        self._shell.leave_for_gate(go_on)

    def _at_gate(self, then: Callable[[Any], None]) -> None:
        def go_on() -> None:
            gate = self._shell.gate
            if gate is not None:
                gate.door.lead_back(self._shell.start_again)
                then(gate.door)

        self._shell.leave_for_gate(go_on)


def _unless_named(error: Exception) -> None:
    if not hasattr(error, "code"):
        raise error
