"""The one window: gate, first steps, workspace, or the plain page of Hide."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from supportdesk.ui.actions import Actions
from supportdesk.ui.backup.backups import Backups
from supportdesk.ui.clock import Clock
from supportdesk.ui.helping import Helping
from supportdesk.ui.hiding import Idle, Watch
from supportdesk.ui.icons import app_icon, icon
from supportdesk.ui.keywork import KeyWork
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _, ngettext
from supportdesk.words.errors import sentence

IDLE_CHECKPOINT = 60_000  # milliseconds after the last change until the log is folded into the file

if TYPE_CHECKING:
    from supportdesk.store import Store
    from supportdesk.ui.desk import Desk


class Shell(QMainWindow):
    """The window of the program.

    `restart(arguments)` replaces the process, so that nothing of the profile stays in memory; it is
    called after lock and hide, when everything is saved, closed and destroyed. Where it cannot, the
    window goes on at the gate.
    """

    def __init__(
        self,
        *,
        settings: AppSettings,
        theme: Theme,
        restart: Callable[[list[str]], None],
        profiles: Any = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.theme = theme
        self.profiles = profiles
        self.clock = clock or Clock()
        self.desk: Desk | None = None
        self._workspace: Any = None
        self._gate: Any = None
        self._restart = restart
        self._keys = KeyWork(self)
        self._helping = Helping(self)
        self.backups = Backups(self)
        self._covered = False
        self._leaving = False
        self._show_title()
        self.setMinimumSize(480, 400)
        self.actions_ = Actions(self)
        self.watch = Watch(self, shift_hides=lambda: settings.shift_hides)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.watch.follow(app)
        self.watch.hide_wanted.connect(self.hide_now)
        self.watch.help_wanted.connect(self.show_help)
        self.watch.tapped.connect(self._say_taps)
        self.idle = Idle(self._idle_minutes, self.clock)
        self.watch.touched.connect(self.idle.touch)
        self.idle.passed.connect(self._lock_now)
        self._fold = QTimer(self)
        self._fold.setSingleShot(True)
        self._fold.setInterval(IDLE_CHECKPOINT)
        self._fold.timeout.connect(self._fold_log)
        self._restore_geometry(settings.geometry)

    # ---- what is in the window

    @property
    def workspace(self) -> Any:
        """The workspace while a profile is open, else None."""
        return self._workspace if self._workspace is self.centralWidget() else None

    @property
    def gate(self) -> Any:
        """The gate while no profile is open, else None."""
        return self._gate if self._gate is not None and self._gate is self.centralWidget() else None

    @property
    def can_open_backup(self) -> bool:
        """Whether a backup may be opened now: at the gate, or in place of the profile that is open."""
        has_profile = self.desk is not None and self.desk.vault is not None
        return self.profiles is not None and (has_profile or self.gate is not None)

    def leave_for_gate(self, then: Callable[[], None]) -> None:
        """Save, close the profile, and call `then` at the gate; what cannot be saved keeps it open."""
        self.flush()
        if not self._keeps_unsaved(_("Go on without saving"), lambda: self._leave_pages(then)):
            self._leave_pages(then)

    def _leave_pages(self, then: Callable[[], None]) -> None:
        def go() -> None:
            if self.desk is None or self._leaving:
                return  # hidden or locked meanwhile
            self._close_profile()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # private widgets go now
            self.show_gate(locked=True)
            then()

        self._put(QWidget())
        QTimer.singleShot(0, self, go)  # the button that led here is still at work

    def show_gate(self, *, locked: bool = False) -> None:
        """Choose, open or make a profile; after Lock (`locked`) none opens without a click."""
        from supportdesk.ui.gate import Gate

        gate = Gate(self.profiles, settings=self.settings, theme=self.theme, today=self.clock.today)
        gate.opened.connect(self._open_vault)
        self._gate = gate
        gate.help_wanted.connect(self.show_help)
        gate.hide_wanted.connect(self.hide_now)
        self._put(gate)
        gate.start(locked=locked)

    def open_ahead(self, vault: Any) -> bool:
        """Open a profile that is unlocked already; False where the gate has to take over."""
        if vault is None:
            return False
        self._open_vault(vault)
        return self.desk is not None

    def _open_vault(self, vault: Any) -> None:
        from supportdesk.store import Store, StoreError
        from supportdesk.vault import VaultError

        store, said = None, getattr(self.gate, "said_after", "")
        try:
            store = Store.open(vault, self.clock.today)
            self.open_store(store, vault)
        except Exception as error:
            self._not_opened(store, vault, error)
            if not isinstance(error, StoreError | VaultError):
                raise
        else:
            self.settings.profile = vault.profile_id
            self._say_soon(said)

    def _say_soon(self, words: str) -> None:
        desk = self.desk
        if words and desk is not None:
            from supportdesk.ui.desk import Notice

            QTimer.singleShot(0, desk, lambda: desk.noticed.emit(Notice(text=words)))

    def _not_opened(self, store: Store | None, vault: Any, error: Exception) -> None:
        """Let go of a profile that cannot be shown, and say why at the gate."""
        self.desk = None
        if store is not None:
            store.close()
        vault.close()
        gate = self.centralWidget()
        if gate is not None and hasattr(gate, "show_error"):
            gate.show_error(getattr(error, "code", ""), getattr(error, "values", {}))

    def open_store(self, store: Store, vault: Any = None) -> None:
        """Open the desk over a store and show the first steps or the workspace."""
        from supportdesk.ui.desk import Desk

        if vault is None or not vault.read_only:
            store.sweep_trash()
        self.desk = Desk(store, settings=self.settings, clock=self.clock, vault=vault)
        self.desk.changed.connect(lambda _snapshot: self._fold.start())
        self.desk.settings_changed.connect(self._obey_settings)
        self.desk.key_change_wanted.connect(self._keys.change)
        self.desk.delete_wanted.connect(self._keys.delete)
        self.desk.sample_closed.connect(self._keys.close_sample)
        self.backups.follow(self.desk)
        if self.desk.snapshot.me.country and not self.settings.country:
            self.settings.country = self.desk.snapshot.me.country
        if self.desk.snapshot.me.first_steps_done or self.desk.snapshot.me.is_sample:
            # The first page of all is painted together with the window.
            self.show_workspace(self.settings.page, in_turns=self.isVisible())
        else:
            self._show_first_steps()
        self.idle.start()

    def _show_first_steps(self) -> None:
        from supportdesk.ui.first_steps import FirstSteps

        assert self.desk is not None
        steps = FirstSteps(self.desk, self.theme)
        steps.finished.connect(self.visit)
        steps.help_wanted.connect(self.show_help)
        steps.hide_wanted.connect(self.hide_now)
        self._put(steps)

    def visit(self, page: str = "today", target: str = "") -> None:
        """Like `show_workspace`, in turns of the event loop that hold nothing up."""
        self.show_workspace(page, target, in_turns=True)

    def show_workspace(self, page: str = "today", target: str = "", *, in_turns: bool = False) -> None:
        """The pages of the open profile."""
        from supportdesk.ui.workspace import Workspace

        if self.desk is None:
            return
        workspace = self.workspace
        if workspace is None:
            workspace = self._workspace = Workspace(self.desk, self.theme)
            workspace.help_wanted.connect(self.show_help)
            workspace.helpline_wanted.connect(self.show_helpline)
            workspace.search.looker.commands = self.actions_.offered
            workspace.hide_wanted.connect(self.hide_now)
            self.watch.touched.connect(workspace.touched)
            self._put(workspace)
        go = workspace.visit if in_turns else workspace.go
        go(page if page in workspace.nav else "today", target)
        if self.desk.vault is not None and self.desk.vault.read_only:
            workspace.trouble.show_trouble(
                _("This profile is open for reading only. The folder does not allow changes."), None
            )

    def flush(self) -> None:
        """Save what is being typed anywhere."""
        if self.desk is not None:
            self._flush(self.centralWidget())

    def cover(self, widget: QWidget) -> None:
        """Show something that is no page of the profile; the pages are destroyed."""
        self.idle.stop()
        self._fold.stop()
        self._put(widget)

    def start_again(self) -> None:
        """Leave the profile and begin at the gate, in a new process."""
        self._leave(["--locked"])

    def _put(self, widget: QWidget) -> None:
        old = self._exchange(widget)
        if old is not None:
            old.deleteLater()

    def _exchange(self, widget: QWidget) -> QWidget | None:
        """Show a widget in the window and give back the one before, hidden."""
        if widget is not self._workspace:
            self._workspace = None
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
        self.setCentralWidget(widget)
        self.actions_.refresh()
        return old

    def _show_title(self) -> None:
        self.setWindowTitle(_("Notes") if self._covered else self.settings.window_title)
        self.setWindowIcon(icon("edit", "#55626A") if self._covered else app_icon())

    # ---- help, hide, lock

    def show_help(self) -> None:
        """Emergency number, helplines and, when unlocked, the person's own people."""
        if not (self._covered or self._leaving):
            self._helping.show()

    def show_helpline(self, helpline_id: str) -> None:
        """Get help now, at one helpline."""
        self.show_help()
        self._helping.show_line(helpline_id)

    def hide_now(self) -> None:
        """Cover every window in this very event; save, close and lock in the next."""
        from supportdesk.ui.plain_page import PlainPage

        if self._covered:
            return
        self._save_geometry()
        self._covered = self._leaving = True
        self.menuBar().hide()
        self._show_title()
        self._cover(PlainPage(), ["--hidden"])

    def lock(self) -> None:
        """Save, close, destroy, and start again at the gate. Without a profile nothing happens.

        What could not be saved is not thrown away: then the window stays, and says so.
        """
        if self.desk is None or self._leaving:
            return
        self.flush()
        if not self._keeps_unsaved(_("Lock without saving"), self._lock_now):
            self._lock_now()

    def _lock_now(self) -> None:
        if not self._leaving:
            self._save_geometry()
            self._cover(QWidget(), ["--locked"])

    def _cover(self, page: QWidget, arguments: list[str]) -> None:
        """Show `page` and nothing else now; save and leave in the next event."""
        self._leaving = True
        others = [each for each in QApplication.topLevelWidgets() if each is not self and each.isVisible()]
        for window in others:
            window.hide()
        old = self._exchange(page)
        page.show()
        self.repaint()
        dialogs = [each for each in others if isinstance(each, QDialog)]
        QTimer.singleShot(0, self, lambda: self._leave(arguments, (*dialogs, old)))

    def _flush(self, widget: Any) -> None:
        """Save what is half typed. No bug in a page may keep the window from hiding or closing."""
        if not hasattr(widget, "flush"):
            return
        try:
            widget.flush()
        except Exception:
            sys.excepthook(*sys.exc_info())

    def _leave(self, arguments: list[str], covered: tuple[QWidget | None, ...] = ()) -> None:
        sample = self.desk is not None and self.desk.snapshot.me.is_sample
        for each in covered:
            if each is not None and isValid(each):
                self._flush(each)
                each.deleteLater()
        try:
            self._close_profile()
        finally:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # private widgets go now
            self._helping.forget()
            self._leaving = False
            try:
                self._restart([*arguments, "--demo"] if sample else arguments)
            except OSError:
                self.show_plain_page() if self._covered else self.show_gate(locked=True)

    def _close_profile(self) -> None:
        self.idle.stop()
        self._fold.stop()
        desk, self.desk = self.desk, None
        try:
            self._clear_clipboard()
            if desk is not None:
                desk.close()
        finally:
            self.settings.keep()

    def _keeps_unsaved(self, words: str, leave: Callable[[], None]) -> bool:
        """Whether something waits for being saved; then the way out without it is offered beside it."""
        trouble = getattr(self.centralWidget(), "trouble", None)
        if trouble is None or not trouble.is_unsaved:
            return False
        trouble.offer(words, leave)
        return True

    def _clear_clipboard(self) -> None:
        from supportdesk.ui.clipboard import clear_ours

        clear_ours()

    def show_plain_page(self) -> None:
        """Start under cover after Hide; a click or a key leads to the gate."""
        from supportdesk.ui.plain_page import PlainPage

        page = PlainPage()
        page.left.connect(self._leave_plain_page)
        self._covered = True
        self.menuBar().hide()
        self._show_title()
        self._put(page)
        page.show()  # now and not in a later event: what is not shown yet takes no key
        page.setFocus()

    def _leave_plain_page(self) -> None:
        if self.profiles is None:
            self._restart(["--demo"])  # the sample was hidden, and comes back as it was
            return
        self._covered = False
        self.menuBar().show()
        self._show_title()
        self.show_gate(locked=True)

    def show_bug(self, place: str) -> None:
        """Tell of a bug: its type and place, never what the person wrote."""
        trouble = getattr(self.centralWidget(), "trouble", None)
        if trouble is not None and not trouble.is_unsaved:
            trouble.show_trouble(f"{sentence('')} ({place})", None)

    # ---- time and the window

    def _idle_minutes(self) -> int:
        """Only a profile with a password locks by itself: without one a lock would keep nobody out."""
        vault = self.desk.vault if self.desk is not None else None
        return self.settings.lock_minutes if vault is not None and vault.has_password else 0

    def _obey_settings(self) -> None:
        """A setting of this computer was changed in Settings."""
        self._show_title()

    def _fold_log(self) -> None:
        if self.desk is not None:
            self.desk.store.checkpoint()

    def _say_taps(self, left: int) -> None:
        from supportdesk.ui.kit import announce

        if self._covered:
            return
        words = ngettext(
            "Press Shift {count} more time to hide.", "Press Shift {count} more times to hide.", left
        )
        announce(self, words.format(count=left))

    def _restore_geometry(self, geometry: QByteArray | None) -> None:
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1100, 740)

    def _save_geometry(self) -> None:
        self.settings.geometry = self.saveGeometry()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._save_geometry()
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        for each in dialogs:  # the end of a session closes the window under them
            self._flush(each)
        self.flush()
        if self._keeps_unsaved(_("Close without saving"), self._close_now):
            event.ignore()
            return
        for each in dialogs:
            if isValid(each):
                each.hide()
        self._put(QWidget())  # no page may ask the closed store for anything
        self._close_profile()
        event.accept()

    def _close_now(self) -> None:
        self._put(QWidget())
        self.close()
