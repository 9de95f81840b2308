"""Unlocking a busy profile after Lock: from the end of the KDF to the page, and the longest block."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

from supportdesk.store import Store
from supportdesk.vault import KdfPolicy, Profiles
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.unlock_child import PASSWORD

PAGES = ("today", "contacts", "check-ins", "map", "support", "goals", "plan", "settings")


def run(rounds: int, folder: Path) -> None:
    """Print one line for each start page."""
    place = folder / "unlock"
    make(place, people=500, log=50_000)
    print("unlock after Lock, in a new process: 500 contacts and 50,000 check-ins (ms, medians)")
    names = f"{'start page':12}{'KDF':>8}{'to page':>10}{'block':>8}{'then':>8}{'PSS MiB':>9}"
    print(f"{names}   budget: to page 200, block 50")
    for name in PAGES:
        found = [once(place, name) for _round in range(max(rounds // 3, 3))]
        cells = [statistics.median(column) for column in zip(*found, strict=True)]
        kdf, page, block, then, pss = cells
        print(f"{name:12}{kdf:>8.0f}{page:>10.0f}{block:>8.0f}{then:>8.0f}{pss:>9.0f}")


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


if __name__ == "__main__":
    run(9, Path(sys.argv[1]))
