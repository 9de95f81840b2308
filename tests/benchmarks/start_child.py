"""One start of a window; tells on standard output when it was painted, and waits to be killed.

Modes: bare (an empty PySide6 window), lock (the gate with a password profile), today (a passwordless
profile opened into Today).
"""

from __future__ import annotations

import sys
import time


def tell_when_painted(window: object) -> object:
    """Print the monotonic time of the first paint of `window` (a QWidget)."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Teller(QObject):
        told = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.told and ready(window):
                self.told = True
                QTimer.singleShot(0, lambda: print(time.monotonic(), flush=True))
            return False

    teller = Teller()
    from PySide6.QtWidgets import QApplication

    QApplication.instance().installEventFilter(teller)
    return teller


def ready(window: object) -> bool:
    """Whether what is painted is what the mode waits for."""
    return sys.argv[1] != "today" or getattr(window, "workspace", None) is not None


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
    from pathlib import Path

    import supportdesk.app
    from supportdesk.vault import Profiles
    from supportdesk.vault.guard import protect_process

    protect_process()
    if sys.argv[1] == "today":
        from tests.benchmarks.keys import FileKeyStore

        store = FileKeyStore(Path(folder) / "keys")
        supportdesk.app._profiles = lambda where: Profiles(where, keystore=store)
    from PySide6.QtWidgets import QMainWindow

    from supportdesk.ui import shell

    show = shell.Shell.show
    keep: list[object] = []

    def show_and_tell(self: QMainWindow) -> None:
        keep.append(tell_when_painted(self))
        show(self)

    shell.Shell.show = show_and_tell  # type: ignore[method-assign]
    return supportdesk.app.run(["--data-dir", folder])


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else ours(sys.argv[2]))
