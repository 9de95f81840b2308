"""The map: whole draws, frames in hand, and the first map after the click, beside what bare Agg takes.

Draws and frames are counted in the thread's own time, so that a busy machine says the same; what a
person waits for after a click is counted by the clock.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.data import TODAY, contacts, ties

SIZES = ((20, 40), (60, 120), (150, 400))
PICTURE = (1000, 700)
DRAWN = {"first": 1500, "again": 150, "block": 50, "draw": 60, "drag p95": 10}


def run(rounds: int, folder: Path) -> None:
    """Print the tables; `rounds` draws, rounds * 20 frames, and a few cold processes."""
    print(f"map, {PICTURE[0]}x{PICTURE[1]}, n={rounds}, medians of this thread's own time in ms")
    print(f"{'contacts':>8}{'ties':>6}{'draw':>8}{'Agg alone':>11}{'again after a change':>22}")
    for ratio in (1.0, 2.0):
        for people, links in SIZES:
            print(f"{people:>8}{links:>6}{_draws(people, links, rounds, ratio)}   at {ratio:.0f}x")
    print("frames in the window (pointer event and repaint, p95 of this thread's own time in ms)")
    print(f"{'contacts':>8}{'ties':>6}{'drag':>8}{'pan':>8}{'zoom':>8}{'walk':>8}")
    for people, links in SIZES:
        frames = _frames(people, links, rounds * 20)
        print(f"{people:>8}{links:>6}" + "".join(f"{_p95(found):>8.1f}" for found in frames))
    print(f"budgets: {DRAWN}")
    for people in (16, 150):
        _cold(people, max(min(rounds, 5), 1))


def _draws(people: int, links: int, rounds: int, ratio: float) -> str:
    from dataclasses import replace

    from supportdesk.charts.view import MapView
    from supportdesk.domain.placement import arrange
    from supportdesk.ui.map_sheet import Sheet

    made = contacts(people)
    placement = arrange(made)
    view = MapView(contacts=made, ties=ties(made, links), day=TODAY, placement=placement)
    sheet = Sheet(*PICTURE, ratio)
    sheet.draw(view)
    whole = _median(lambda: sheet.draw(view), rounds)
    bare = _median(sheet.agg.draw, rounds)
    other = replace(made[0], angle=200.0, distance=60.0)

    def changed() -> None:
        fresh = (other, *made[1:])
        sheet.draw(replace(view, contacts=fresh, placement=arrange(fresh, keep=placement.places)))

    after = _median(changed, rounds)
    return f"{whole:>8.1f}{bare:>11.1f}{after:>22.1f}"


def _frames(people: int, links: int, count: int) -> tuple[list[float], ...]:
    """Frames of a drag, a pan, a zoom, and of walking from contact to contact, in the real canvas."""
    from dataclasses import replace

    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from supportdesk.charts.view import MapView
    from supportdesk.domain.placement import arrange
    from supportdesk.ui.map_canvas import MapCanvas
    from supportdesk.ui.theme import Theme
    from supportdesk.ui.worker import Worker

    app = QApplication.instance() or QApplication(["map"])
    assert isinstance(app, QApplication)
    made = contacts(people)
    view = MapView(contacts=made, ties=ties(made, links), day=TODAY, placement=arrange(made))
    worker = Worker(app)
    canvas = MapCanvas(Theme(app, choice="light"), worker)
    canvas.resize(*PICTURE)
    canvas.show()
    canvas.show_view(view, {})
    while not canvas.is_drawn:
        app.processEvents()
    drawn = canvas.drawn
    assert drawn is not None
    left, node = Qt.MouseButton.LeftButton, drawn.nodes[0]

    def walk(n: int) -> None:
        canvas.show_view(replace(view, selected=made[n % people].id), {})
        canvas.repaint()

    walked = [_once(lambda n=n: walk(n)) for n in range(count)]
    canvas.show_view(view, {})
    start = QPointF(node.x, node.y).toPoint()
    QTest.mousePress(canvas, left, pos=start)

    def move(n: int) -> None:
        QTest.mouseMove(canvas, start + type(start)(n % 200 - 60, n % 150 - 40))
        canvas.repaint()

    move(50)
    dragged = [_once(lambda n=n: move(n)) for n in range(count)]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    canvas.zoom(1)
    canvas.zoom(1)
    while not canvas.is_drawn:
        app.processEvents()

    def shift(n: int) -> None:
        geometry = canvas.geometry_
        assert geometry is not None
        canvas.look_through(canvas.lens.shifted(3.0 if n % 40 < 20 else -3.0, 2.0, geometry))
        canvas.repaint()

    panned = [_once(lambda n=n: shift(n)) for n in range(count)]

    def zoom(n: int) -> None:
        geometry = canvas.geometry_
        assert geometry is not None
        canvas.look_through(canvas.lens.about(1.02 if n % 40 < 20 else 1 / 1.02, 400.0, 300.0, geometry))
        canvas.repaint()

    zoomed = [_once(lambda n=n: zoom(n)) for n in range(count)]
    canvas.close()
    worker.stop()
    return dragged, panned, zoomed, walked


def _once(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_once(work) for _round in range(rounds))


def _p95(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


def _cold(people: int, rounds: int) -> None:
    found = [_child(str(people)) for _round in range(rounds)]
    bare = statistics.median(_child("bare")[0] for _round in range(rounds))
    first, again, block = (statistics.median(column) for column in zip(*found, strict=True))
    print(
        f"{people} contacts, cold process, n={rounds}: first map {first:.0f} after the click "
        f"(matplotlib and a bare Agg draw alone: {bare:.0f}), again {again:.0f}, longest block {block:.0f}"
    )


def _child(mode: str) -> tuple[float, ...]:
    command = [sys.executable, "-m", "tests.benchmarks.map_child", mode]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return tuple(float(each) for each in told.split())
