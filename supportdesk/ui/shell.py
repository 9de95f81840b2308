"""The one window: gate, first steps, workspace, or the plain page of Hide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from supportdesk.ui.actions import Actions
from supportdesk.ui.clock import Clock
from supportdesk.ui.hiding import Watch
from supportdesk.ui.icons import app_icon
from supportdesk.ui.keywork import KeyWork
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _, ngettext

IDLE_CHECKPOINT = 60_000  # milliseconds after the last change until the log is folded into the file

if TYPE_CHECKING:
    from supportdesk.store import Store
    from supportdesk.ui.desk import Desk


class Shell(QMainWindow):
    """The window of the program.

    `restart(arguments)` replaces the process, so that nothing of the profile stays in memory; it is
    called after lock and hide, when everything is saved, closed and destroyed.
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
        self._restart = restart
        self._help: Any = None
        self._keys = KeyWork(self)
        self.setWindowTitle(settings.window_title)
        self.setWindowIcon(app_icon())
        self.setMinimumSize(480, 400)
        self.actions_ = Actions(self)
        self.watch = Watch(shift_hides=settings.shift_hides)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self.watch)
        self.watch.hide_wanted.connect(self.hide_now)
        self.watch.help_wanted.connect(self.show_help)
        self.watch.tapped.connect(self._say_taps)
        self.watch.touched.connect(self._touched)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
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

    def show_gate(self) -> None:
        """Choose, open or make a profile."""
        from supportdesk.ui.gate import Gate

        gate = Gate(self.profiles, settings=self.settings, theme=self.theme)
        gate.opened.connect(self._open_vault)
        gate.help_wanted.connect(self.show_help)
        gate.hide_wanted.connect(self.hide_now)
        self._put(gate)
        gate.start()

    def _open_vault(self, vault: Any) -> None:
        from supportdesk.store import Store, StoreError
        from supportdesk.vault import VaultError

        try:
            store = Store.open(vault, self.clock.today)
        except (StoreError, VaultError) as error:
            vault.close()
            gate = self.centralWidget()
            if gate is not None and hasattr(gate, "show_error"):
                gate.show_error(error.code, error.values)
            return
        self.settings.profile = vault.profile_id
        self.open_store(store, vault)

    def open_store(self, store: Store, vault: Any = None) -> None:
        """Open the desk over a store and show the first steps or the workspace."""
        from supportdesk.ui.desk import Desk

        if vault is None or not vault.read_only:
            store.contacts.sweep_trash()
        self.desk = Desk(store, settings=self.settings, clock=self.clock, vault=vault)
        self.desk.changed.connect(lambda _snapshot: self._fold.start())
        self.desk.settings_changed.connect(self._obey_settings)
        self.desk.key_change_wanted.connect(self._keys.change)
        self.desk.delete_wanted.connect(self._keys.delete)
        self.desk.sample_closed.connect(self._keys.close_sample)
        if self.desk.snapshot.me.country and not self.settings.country:
            self.settings.country = self.desk.snapshot.me.country
        if self.desk.snapshot.me.first_steps_done or self.desk.snapshot.me.is_sample:
            self.show_workspace(self.settings.page)
        else:
            self._show_first_steps()
        self._touched()

    def _show_first_steps(self) -> None:
        from supportdesk.ui.first_steps import FirstSteps

        assert self.desk is not None
        steps = FirstSteps(self.desk, self.theme)
        steps.finished.connect(self.show_workspace)
        steps.help_wanted.connect(self.show_help)
        steps.hide_wanted.connect(self.hide_now)
        self._put(steps)

    def show_workspace(self, page: str = "today", target: str = "") -> None:
        """The pages of the open profile."""
        from supportdesk.ui.workspace import Workspace

        if self.desk is None:
            return
        workspace = self.workspace
        if workspace is None:
            workspace = self._workspace = Workspace(self.desk, self.theme)
            workspace.help_wanted.connect(self.show_help)
            workspace.hide_wanted.connect(self.hide_now)
            workspace.lock_wanted.connect(self.lock)
            self._put(workspace)
        workspace.go(page if page in workspace.nav else "today", target)
        if self.desk.vault is not None and self.desk.vault.read_only:
            workspace.trouble.show_trouble(
                _("This profile is open for reading only. The folder does not allow changes."), None
            )

    def flush(self) -> None:
        """Save what is being typed anywhere."""
        inside: Any = self.centralWidget()
        if self.desk is not None and hasattr(inside, "flush"):
            inside.flush()

    def cover(self, widget: QWidget) -> None:
        """Show something that is no page of the profile; the pages are destroyed."""
        self._idle.stop()
        self._fold.stop()
        self._put(widget)

    def start_again(self) -> None:
        """Leave the profile and begin at the gate, in a new process."""
        self._leave([])

    def _put(self, widget: QWidget) -> None:
        if widget is not self._workspace:
            self._workspace = None
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setCentralWidget(widget)
        self.actions_.refresh()

    # ---- help, hide, lock

    def show_help(self) -> None:
        """Emergency number, helplines and, when unlocked, the person's own people."""
        from supportdesk.ui.help_now import HelpNow

        if self._help is not None and self._help.isVisible():
            self._help.raise_()
            self._help.activateWindow()
            return
        parent = QApplication.activeModalWidget() or self
        self._help = HelpNow(self.settings, self.theme, self.desk.snapshot if self.desk else None, parent)
        self._help.country_chosen.connect(self._keep_country)
        self._help.finished.connect(self._help_closed)
        self._help.open()

    def _help_closed(self) -> None:
        if self._help is not None:
            self._help.deleteLater()
            self._help = None

    def _keep_country(self, country: str) -> None:
        from dataclasses import replace

        self.settings.country = country
        if self.desk is not None and not self.desk.snapshot.me.is_sample:
            me = replace(self.desk.snapshot.me, country=country)
            self.desk.do(lambda: self.desk.store.save_me(me) if self.desk else None)

    def hide_now(self) -> None:
        """Cover every window at once, then save, close and lock."""
        from supportdesk.ui.plain_page import PlainPage

        self._save_geometry()
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible():
                window.hide()
        self.menuBar().hide()
        self.flush()
        self._put(PlainPage())
        self.setWindowTitle(_("Notes"))
        self.repaint()
        QTimer.singleShot(0, lambda: self._leave(["--hidden"]))

    def lock(self) -> None:
        """Save, close, destroy, and start again at the gate. Without a profile nothing happens."""
        if self.desk is None:
            return
        self._save_geometry()
        self.flush()
        self._put(QWidget())
        self._leave([])

    def _leave(self, arguments: list[str]) -> None:
        self._clear_clipboard()
        self._idle.stop()
        self._fold.stop()
        sample = self.desk is not None and self.desk.snapshot.me.is_sample
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete: the private widgets go now
        self.settings.keep()
        self._restart([*arguments, "--demo"] if sample else arguments)

    def _clear_clipboard(self) -> None:
        from supportdesk.ui.clipboard import clear_ours

        clear_ours()

    def show_plain_page(self) -> None:
        """Start under cover after Hide; a click or a key leads to the gate."""
        from supportdesk.ui.plain_page import PlainPage

        page = PlainPage()
        page.left.connect(self._leave_plain_page)
        self.menuBar().hide()
        self.setWindowTitle(_("Notes"))
        self._put(page)

    def _leave_plain_page(self) -> None:
        if self.profiles is None:
            self._restart(["--demo"])  # the sample was hidden, and comes back as it was
            return
        self.menuBar().show()
        self.setWindowTitle(self.settings.window_title)
        self.show_gate()

    # ---- time and the window

    def _touched(self) -> None:
        minutes = self.settings.lock_minutes
        has_password = self.desk is not None and self.desk.vault is not None and self.desk.vault.has_password
        if minutes and has_password:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def _obey_settings(self) -> None:
        self.watch.shift_hides = self.settings.shift_hides
        self.setWindowTitle(self.settings.window_title)
        self._touched()

    def _fold_log(self) -> None:
        if self.desk is not None:
            self.desk.store.checkpoint()

    def _say_taps(self, left: int) -> None:
        from supportdesk.ui.kit import announce

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
        self.flush()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self._clear_clipboard()
        self.settings.keep()
        event.accept()

    def under_cover(self) -> None:
        """Minimise where the desktop allows it."""
        self.setWindowState(Qt.WindowState.WindowMinimized)
