"""The store at 1x, 10x and 100x of a year's use: snapshot, one change, history of a contact."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from supportdesk.store import Store
from tests.benchmarks.data import TODAY, fill
from tests.benchmarks.ruler import each, head, reference, show

TURNS = count()
SIZES = ((20, 500), (200, 5_000), (500, 50_000))


def run(rounds: int, _folder: Path) -> None:
    """Print one table per size."""
    unit = reference()
    for people, log in SIZES:
        store = Store.in_memory(lambda: TODAY)
        fill(store, people=people, links=people * 2, log=log)
        head(f"store with {people} contacts and {log} check-ins", unit)
        first = store.snapshot().contacts[0]

        def read_all(store: Store = store) -> None:
            store._snapshots.clear()
            store.snapshot()

        def change_one(store: Store = store, first: object = first) -> None:
            store.contacts.save(replace(first, role=f"role {next(TURNS)}"))  # type: ignore[type-var]
            store.snapshot()

        show("snapshot, everything read again", each(rounds, read_all), unit)
        show("one contact changed and snapshot", each(rounds, change_one), unit)
        show("history of one contact", each(rounds, lambda s=store, f=first: s.checkins.of(f.id)), unit)
        store.close()
