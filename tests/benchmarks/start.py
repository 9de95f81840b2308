"""Start-up: exec to painted, to settled, and memory, as ratios to a bare PySide6 window in the same run."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from supportdesk.store import Store
from supportdesk.vault import KdfPolicy, Profiles
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.keys import FileKeyStore

BUDGETS = {"lock": "painted 1.4, PSS 2.0", "today": "painted 1.8, settled 2.0, PSS 2.0"}
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds to painted, seconds of the processor until then, seconds to settled; PSS in MiB."""

    painted: float
    used: float
    settled: float
    pss: float


def run(rounds: int, folder: Path) -> None:
    """Print the table; needs a display (DISPLAY) or prints what an offscreen start gives."""
    compileall.compile_dir("supportdesk", quiet=1)  # as the set-up does
    lock, today = folder / "lock", folder / "today"
    _make(lock, password="correct horse", people=5, log=0)
    _make(today, password=None, people=200, log=10_000)
    places = {"bare": "", "lock": str(lock), "today": str(today)}
    found: dict[str, list[Start]] = {name: [] for name in places}
    for number in range(rounds + 1):
        for name, place in places.items():
            start = _once(name, place)
            if number:  # the first round warms the disk cache
                found[name].append(start)
    bare = found["bare"]
    print(f"start-up, n={rounds}, medians ({os.environ.get('QT_QPA_PLATFORM', 'xcb')})")
    names = ("painted s", "x bare", "cpu s", "x bare", "settled s", "x bare", "PSS MiB", "x bare")
    print(f"{'':8}{''.join(f'{name:>10}' for name in names)}   budgets")
    for name, starts in found.items():
        cells = []
        for field in ("painted", "used", "settled", "pss"):
            value = statistics.median(getattr(each, field) for each in starts)
            unit = statistics.median(getattr(each, field) for each in bare)
            cells.append(f"{value:>10.2f}{value / unit:>10.2f}")
        print(f"{name:8}{''.join(cells)}   {BUDGETS.get(name, '')}")


def _make(folder: Path, *, password: str | None, people: int, log: int) -> None:
    profiles = Profiles(folder, keystore=FileKeyStore(folder / "keys"), kdf=KdfPolicy(m_kib=8192, t=1, p=1))
    with profiles.create("Profile 1", password) as vault:
        store = Store.open(vault, lambda: TODAY)
        fill(store, people=people, log=log)
        store.close()


def _once(name: str, folder: str) -> Start:
    command = [sys.executable, "-m", "tests.benchmarks.start_child", name, *([folder] if folder else [])]
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        when, used = (float(each) for each in child.stdout.readline().split())
        painted = when - began
        settled = _settled(child.pid) - began
        return Start(painted, used, max(settled, painted), _pss(child.pid))
    finally:
        child.kill()
        child.wait()


def _settled(pid: int) -> float:
    """When the process last used the processor before half a second of rest."""
    last, used = time.monotonic(), _ticks(pid)
    while time.monotonic() - last < 0.5:
        time.sleep(0.01)
        now = _ticks(pid)
        if now != used:
            last, used = time.monotonic(), now
    return last


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
