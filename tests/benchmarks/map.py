"""The map: whole draws, drag frames, and the first map after the click, beside what bare Agg takes."""

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
    """Print the tables; `rounds` draws, rounds * 20 drag frames, and a few cold processes."""
    print(f"map, {PICTURE[0]}x{PICTURE[1]}, n={rounds}, medians in ms")
    print(
        f"{'contacts':>8}{'ties':>6}{'draw':>8}{'Agg alone':>11}{'again after a change':>22}{'drag p95':>10}"
    )
    for ratio in (1.0, 2.0):
        for people, links in SIZES:
            print(f"{people:>8}{links:>6}{_draws(people, links, rounds, ratio)}   at {ratio:.0f}x")
    print(f"budgets: {DRAWN}")
    for people in (16, 150):
        _cold(people, max(min(rounds, 5), 1))


def _draws(people: int, links: int, rounds: int, ratio: float) -> str:
    from dataclasses import replace

    from supportdesk.charts.drag import Drag
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
    drag = Drag(sheet.agg, view, made[0].id)
    frames = [_once(lambda n=n: drag.to(300.0 + n % 200, 200.0 + n % 150)) for n in range(rounds * 20)]
    return f"{whole:>8.1f}{bare:>11.1f}{after:>22.1f}{statistics.quantiles(frames, n=20)[-1]:>10.1f}"


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_once(work) for _round in range(rounds))


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
