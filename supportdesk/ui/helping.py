"""Get help now, over whatever is in the window: at the gate as well as in an open profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from supportdesk.ui.shell import Shell

READY = 1_500  # milliseconds after the start until the helplines are read


class Helping(QObject):
    """Opens the window of helplines, one at a time, and keeps the country that is chosen in it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._window: Any = None
        QTimer.singleShot(READY, self, _ready)

    def show(self) -> None:
        """Emergency number, helplines and, when unlocked, the person's own people."""
        from supportdesk.ui.help_now import HelpNow

        shell = self._shell
        if self._window is not None and isValid(self._window) and self._window.isVisible():
            self._window.raise_()
            self._window.activateWindow()
            return
        parent = QApplication.activeModalWidget() or shell
        snapshot = shell.desk.snapshot if shell.desk else None
        self._window = HelpNow(shell.settings, shell.theme, snapshot, parent, today=shell.clock.today())
        self._window.country_chosen.connect(self._keep_country)
        self._window.goes.connect(shell.visit)
        self._window.finished.connect(self._closed)
        self._window.open()

    def show_line(self, helpline_id: str) -> None:
        """Go to one helpline, where the window is open."""
        if self._window is not None:
            self._window.show_line(helpline_id)

    def forget(self) -> None:
        """The window was destroyed with all others."""
        self._window = None

    def _closed(self) -> None:
        if self._window is not None and isValid(self._window):
            self._window.deleteLater()
        self._window = None

    def _keep_country(self, country: str) -> None:
        self._shell.settings.country = country
        desk = self._shell.desk
        if desk is not None and not desk.snapshot.me.is_sample:
            me = replace(desk.snapshot.me, country=country)
            desk.do(lambda: desk.store.save_me(me))


def _ready() -> None:
    """Read the directory of helplines in a quiet moment, so that help opens at once, also while locked."""
    import supportdesk.ui.help_now  # noqa: F401
    from supportdesk.content.helplines import load

    load()
