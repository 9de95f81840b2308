"""The work behind the gate: keys in a thread, the way to the window, and what is made ready meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent

from supportdesk.ui.attempts import Attempts
from supportdesk.ui.quiet_frame import QuietFrame, Sheet
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme

S = TypeVar("S", bound=Sheet)

if TYPE_CHECKING:
    from supportdesk.vault import OpenVault


class _Held:
    """The open profile between its unlock and `opened`; closed when the gate goes away with it."""

    def __init__(self) -> None:
        self.vault: OpenVault | None = None

    def close(self) -> None:
        vault, self.vault = self.vault, None
        if vault is not None:
            vault.close()


class GateWork(QuietFrame):
    """Runs one piece of key work at a time, and hands the open profile over: `opened(OpenVault)`."""

    opened = Signal(object)

    def __init__(self, *, settings: AppSettings, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(theme)
        self._settings = settings
        self._today = today
        self._attempts = Attempts()
        self._held = _Held()
        self._warm = False
        self.destroyed.connect(self._attempts.give_up)
        self.destroyed.connect(self._held.close)

    @property
    def _asks_password(self) -> bool:
        """Whether a password opens what is in view; then the key store is not asked."""
        return False

    def _front(self, kind: type[S]) -> S:
        """The sheet in view."""
        assert isinstance(self.sheet, kind)
        return self.sheet

    def _work(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str, dict[str, object]], None],
    ) -> bool:
        """Run key work in a thread; a second press of Enter starts nothing."""

        def tell(error: Exception) -> None:
            failed(getattr(error, "code", ""), getattr(error, "values", {}))
            if not hasattr(error, "code"):
                raise error

        return self._attempts.run(work, done, tell)

    def _opened(self, open_: Callable[..., OpenVault], *with_: str) -> OpenVault:
        """Unlock a profile and read it, both in the thread that runs this."""
        vault = open_(*with_)
        from supportdesk.store import read_ahead

        return read_ahead(vault, self._today)

    def _hand_over(self, vault: OpenVault | None = None) -> None:
        opened = vault or self._held.vault
        self._held.vault = None
        if opened is not None:
            self.opened.emit(opened)

    # ---- after the first paint

    def _look_ahead(self) -> None:
        """The window that comes next is imported while somebody reads or types here."""
        from supportdesk.ui.soon import Soon

        Soon(self._settings.page, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._warm:
            self._warm = True
            QTimer.singleShot(0, self, self._look_ahead)
            QTimer.singleShot(0, partial(_warm_up, keystore=not self._asks_password))


def _warm_up(*, keystore: bool) -> None:
    """Import what opening needs, in a thread behind the painted window."""
    import threading

    def body() -> None:
        slice_ = sys.getswitchinterval()
        sys.setswitchinterval(0.0005)  # keeps the window alive meanwhile
        from supportdesk.vault import warm_up

        warm_up(keystore=keystore)
        from supportdesk import store

        store.warm_up()
        sys.setswitchinterval(slice_)

    threading.Thread(target=body, daemon=True).start()
