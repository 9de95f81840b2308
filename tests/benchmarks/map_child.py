"""A cold process that opens the map once and again, and prints: first, again, longest block (ms).

"bare" instead of a number of contacts prints what matplotlib's import and an empty Agg draw take.
"""

from __future__ import annotations

import itertools
import sys
import time

import supportdesk.charts  # noqa: F401 (keeps matplotlib off the computer's fonts)


def bare() -> None:
    """The yardstick."""
    began = time.perf_counter()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 7))
    figure.text(0.5, 0.5, "Me")
    FigureCanvasAgg(figure).draw()
    print((time.perf_counter() - began) * 1000)


def ours(people: int) -> None:
    """Contacts first, as a person would; then the map, Contacts, and the map again."""
    from pathlib import Path

    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from supportdesk.store import Store
    from supportdesk.ui.settings import AppSettings
    from supportdesk.ui.shell import Shell
    from supportdesk.ui.theme import Theme
    from tests.benchmarks.data import TODAY, fill

    app = QApplication(["map"])
    store = Store.in_memory(lambda: TODAY)
    fill(store, people=people, links=people * 2)
    shell = Shell(settings=AppSettings(str(Path("/nowhere/settings.ini"))), theme=Theme(app), restart=print)
    shell.resize(1280, 900)
    shell.open_store(store)
    shell.show()
    shell.show_workspace("contacts")
    _wait(300)

    beats = [time.perf_counter()]
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    began = time.perf_counter()
    shell.show_workspace("map")
    built = time.perf_counter()
    beats[:] = [built]
    heart.start(2)
    canvas = shell.workspace.page.canvas
    loop = QEventLoop()
    canvas.painted.connect(loop.quit)
    loop.exec()
    first = time.perf_counter() - began
    heart.stop()
    block = max(built - began, *(after - before for before, after in itertools.pairwise(beats)))

    shell.show_workspace("contacts")
    _wait(100)
    store.contacts.place(canvas.drawn.nodes[0].contact_id if canvas.drawn else "", **_spot())
    _wait(50)
    began = time.perf_counter()
    shell.show_workspace("map")
    loop.exec()
    again = time.perf_counter() - began
    print(first * 1000, again * 1000, block * 1000)
    if shell.desk is not None:
        shell.desk.close()
    sys.stdout.flush()


def _spot() -> dict[str, object]:
    from supportdesk.domain.contact import Ring

    return {"angle": 200.0, "distance": 60.0, "ring": Ring.MIDDLE}


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(int(sys.argv[1]))
