"""One start at the gate as after Lock: a password is given, and it tells when the page was usable.

Prints milliseconds: of the KDF, from its end to the painted page, the longest work in one turn of the event
loop until then, the longest in the three seconds after it; and the memory (PSS, MiB) at the end.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

PASSWORD = "correct horse"
TYPED_AFTER = 1_500  # milliseconds from the first paint: nobody types a password faster
stamps: dict[str, float] = {}


def main(folder: str, name: str, wait: int) -> int:
    """Run the app at its gate, with a clock that stands at the day of the made-up year."""
    import supportdesk.app
    from supportdesk.vault.guard import protect_process

    protect_process()
    keep: list[object] = []
    tell_bugs = supportdesk.app._tell_bugs

    def begin(shell: Any) -> None:
        from PySide6.QtCore import QTimer

        tell_bugs(shell)
        shell.settings.page = name
        _stop_the_clock()
        _stamp_the_kdf()
        _watch_the_opening(type(shell), wait, keep)
        QTimer.singleShot(TYPED_AFTER, shell, lambda: shell.centralWidget().sheet.wanted.emit(PASSWORD))

    supportdesk.app._tell_bugs = begin
    return supportdesk.app.run(["--locked", "--data-dir", folder])


def _stop_the_clock() -> None:
    from supportdesk.ui.clock import Clock
    from tests.benchmarks.data import TODAY

    noon = datetime.combine(TODAY, datetime.min.time().replace(hour=12))
    Clock.now = lambda _self: noon  # type: ignore[method-assign]


def _stamp_the_kdf() -> None:
    from supportdesk.vault import kdf

    derive = kdf.derive

    def stamped(*arguments: Any) -> bytes:
        stamps["begin"] = time.perf_counter()
        key = derive(*arguments)
        stamps["end"] = time.perf_counter()
        return key

    kdf.derive = stamped


def _watch_the_opening(shell_class: Any, wait: int, keep: list[object]) -> None:
    """The event loop is watched from the moment on at which the UI thread has the open profile."""
    open_vault = shell_class._open_vault

    def watched(shell: Any, vault: Any) -> None:
        from PySide6.QtCore import QTimer

        from tests.benchmarks.heart import Heartbeat

        beat = Heartbeat()
        open_vault(shell, vault)
        look = QTimer(shell)
        look.timeout.connect(lambda: _look(shell, look, beat, wait))
        look.start(0)
        keep.extend((beat, look))

    shell_class._open_vault = watched


def _look(shell: Any, look: Any, beat: Any, wait: int) -> None:
    """Asked in every turn of the event loop: the page is there when what it shows was painted."""
    from PySide6.QtCore import QTimer

    if shell.workspace is None or shell.workspace.stack.currentWidget() is None:
        return
    look.stop()
    shell.repaint()
    until = time.perf_counter()
    beat.beat()
    first = beat.worked
    beat.restart()

    def tell() -> None:
        kdf, page = (stamps["end"] - stamps["begin"]) * 1000, (until - stamps["end"]) * 1000
        words = f"{kdf:.1f} {page:.1f} {first:.1f} {beat.worked:.1f}"
        QTimer.singleShot(wait, shell, lambda: _say(words))

    QTimer.singleShot(3_000, shell, tell)


def _say(words: str) -> None:
    pss = 0.0
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            pss = int(line.split()[1]) / 1024
    sys.stdout.write(f"{words} {pss:.1f}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
