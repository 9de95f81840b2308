"""One start of a window; tells on standard output when it was painted, and waits to be killed.

Modes: bare (an empty PySide6 window), lock (the gate with a password profile), today (a passwordless
profile opened into Today).
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def tell_when_painted(window: QWidget) -> object:
    """Print the monotonic time when `window` has first been painted with what the mode waits for.

    The paint event of a window comes before those of its pieces, in one go; the timer fires after them.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Teller(QObject):
        told = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.told and ready(window):
                self.told = True
                QTimer.singleShot(0, lambda: print(time.monotonic(), time.process_time(), flush=True))
            return False

    teller = Teller()
    window.installEventFilter(teller)
    return teller


def ready(window: Any) -> bool:
    """Whether what is painted is what the mode waits for: Today with what it has to say, not its frame."""
    if sys.argv[1] != "today":
        return True
    page = window.workspace.page if window.workspace is not None else None
    return page is not None and page.view is not None and page.support.isVisible()


def bare() -> int:
    """The yardstick."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(1100, 740)
    window.show()
    keep = tell_when_painted(window)
    return app.exec() if keep else 1


def ours(folder: str) -> int:
    """The app as `python -m supportdesk --data-dir` starts it, with the benchmark's key store."""
    import gc

    gc.disable()
    from pathlib import Path

    import supportdesk.app
    from supportdesk.vault import Profiles
    from supportdesk.vault.guard import protect_process

    protect_process()
    if sys.argv[1] == "today":
        from tests.benchmarks.keys import FileKeyStore

        store = FileKeyStore(Path(folder) / "keys")
        supportdesk.app._profiles = lambda where: Profiles(where, keystore=store)
    # Called with the window before it is shown. Nothing of Qt is imported here: the order is the app's.
    tell_bugs = supportdesk.app._tell_bugs
    keep: list[object] = []

    def tell_both(shell: Any) -> None:
        tell_bugs(shell)
        keep.append(tell_when_painted(shell))

    supportdesk.app._tell_bugs = tell_both
    return supportdesk.app.run(["--data-dir", folder])


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else ours(sys.argv[2]))
