"""Backups at three sizes of a profile: saved, made by itself, restored; and what the window feels of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from supportdesk.store import NEWEST_SCHEMA, Store
from supportdesk.ui.worker import Worker
from supportdesk.vault import KdfPolicy, Profiles, make_if_due, read_backup, save_backup
from supportdesk.vault.datafile import check_whole
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.pages import Heartbeat
from tests.benchmarks.ruler import head, reference, show

SIZES = ((20, 500), (200, 5_000), (500, 50_000))
CHEAP = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)
DAYS = count(date(2026, 1, 1).toordinal())


def run(rounds: int, folder: Path) -> None:
    """Print one table per size."""
    app = QApplication.instance() or QApplication(["benchmark"])
    unit = reference()
    for people, log in SIZES:
        place = folder / f"backup-{log}"
        profiles = Profiles(place, keystore=None, kdf=CHEAP)
        with profiles.create("Profile 1", "river") as vault:
            with closing(Store.open(vault, lambda: TODAY)) as store:
                fill(store, people=people, links=people * 2, log=log)
            size = vault.database_path.stat().st_size / 1e6
            head(f"backup: {people} contacts, {log} check-ins, {size:.1f} MB", unit)
            _measure(app, vault, place / "b.supportdesk", max(rounds // 3, 3), unit)
        _restore(profiles, place / "b.supportdesk", max(rounds // 3, 3), unit)


def _measure(app: Any, vault: Any, target: Path, rounds: int, unit: float) -> None:
    source, worker = vault.backup_source(), Worker()
    blocks: list[float] = []
    budget = "400"
    show(
        "saved to a file",
        [
            _in_worker(app, blocks, worker, lambda: save_backup(source, target, may_replace=True))
            for _ in range(rounds)
        ],
        unit,
        budget,
    )

    def by_itself() -> None:
        with closing(Store.open(vault, lambda: TODAY)) as store, store.writing(None):
            store.write_page("x", next(DAYS))
        _in_worker(app, blocks, worker, lambda: make_if_due(source, date.fromordinal(next(DAYS))))

    show("made by itself, after a change", [_timed(by_itself) for _ in range(rounds)], unit)
    show("longest block of the window, of each", blocks, unit, "50")
    key = vault.database_key
    looked = [
        _timed(lambda: check_whole(vault.database_path, key, profile_id=vault.profile_id))
        for _ in range(rounds)
    ]
    show("looked at page by page and row by row", looked, unit)


def _restore(profiles: Profiles, file: Path, rounds: int, unit: float) -> None:
    def once() -> None:
        found = read_backup(file)
        profiles.restore(found, password="river", newest_schema=NEWEST_SCHEMA, may_replace=True).close()

    taken = []
    for _round in range(rounds):
        taken.append(_timed(once))
        profiles.remove_asides(read_backup(file).profile_id)
    show("restored, with a cheap password", taken, unit)


def _in_worker(app: Any, blocks: list[float], worker: Worker, work: Callable[[], object]) -> float:
    """Milliseconds from the click to the answer, with the window alive."""
    done: list[object] = []
    beat = Heartbeat()
    began = time.perf_counter()
    worker.run(work, done.append, done.append)
    while not done:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    blocks.append(beat.worst)
    if isinstance(done[0], Exception):
        raise done[0]
    return (time.perf_counter() - began) * 1000


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
