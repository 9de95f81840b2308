"""Unlocking a busy profile after Lock: from the end of the KDF to the page, and the longest block."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

from supportdesk.store import Store
from supportdesk.vault import KdfPolicy, Profiles
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.ruler import reference
from tests.benchmarks.unlock_child import PASSWORD

PAGES = ("today", "contacts", "check-ins", "map", "support", "goals", "plan", "settings")


def run(rounds: int, folder: Path) -> None:
    """Print one line for each start page: the busy profile, then one of an ordinary year."""
    unit = reference()
    for name, people, log, pages, budget in (
        ("busy", 500, 50_000, PAGES, 200),
        ("year", 200, 10_000, ("today",), 150),
    ):
        place = folder / name
        make(place, people=people, log=log)
        print(f"usable again after Lock: {people} contacts, {log} check-ins (ms; reference {unit:.1f} ms)")
        print(
            f"{'start page':12}{'KDF':>8}{'then to page':>14}{'longest turn':>14}{'later':>8}{'PSS MiB':>9}"
        )
        for page in pages:
            found = [once(place, page) for _round in range(max(rounds // 3, 3))]
            kdf, shown, turn, later, pss = (statistics.median(column) for column in zip(*found, strict=True))
            cells = f"{page:12}{kdf:>8.0f}{shown:>14.0f}{turn:>14.0f}{later:>8.0f}{pss:>9.0f}"
            print(f"{cells}   to page {budget}, turn 50")


def make(place: Path, *, people: int, log: int) -> None:
    """A profile with a password, of the cheapest cost that is allowed: the KDF is not what is measured."""
    profiles = Profiles(place, keystore=None, kdf=KdfPolicy(m_kib=8192, t=1, p=1))
    with profiles.create("Profile 1", PASSWORD) as vault:
        store = Store.open(vault, lambda: TODAY)
        fill(store, people=people, links=people * 2, log=log)
        store.close()


def once(place: Path, name: str, wait: int = 0) -> tuple[float, ...]:
    """One start; the five figures of `unlock_child`."""
    command = [sys.executable, "-m", "tests.benchmarks.unlock_child", str(place), name, str(wait)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    return tuple(float(each) for each in said.split())
