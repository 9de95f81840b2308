"""Timing in milliseconds, and a reference measured in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any


def each(rounds: int, work: Callable[[], Any]) -> list[float]:
    """Milliseconds of `rounds` calls, after one that is not counted."""
    work()
    found = []
    for _round in range(rounds):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def reference() -> float:
    """Milliseconds for a fixed piece of pure Python, so that tables of different machines compare."""
    return statistics.median(each(5, lambda: sum(number * number for number in range(200_000))))


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, round(len(values) * 0.95))]


def show(name: str, values: list[float], unit: float, budget: str = "") -> None:
    """One line: median, p95, worst, and the median as a multiple of the reference."""
    middle = statistics.median(values)
    print(f"{name:44}{middle:>9.1f}{p95(values):>9.1f}{max(values):>9.1f}{middle / unit:>9.2f}   {budget}")


def head(title: str, unit: float) -> None:
    """The heading of a table."""
    print(f"{title} (ms; reference {unit:.1f} ms)")
    print(f"{'':44}{'median':>9}{'p95':>9}{'worst':>9}{'x ref':>9}   budget")
