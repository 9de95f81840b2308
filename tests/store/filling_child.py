"""Fills the index of an older file piece by piece, changes records between the pieces, and is killed.

    python -m tests.store.filling_child FILE SEED PIECES

The system kills it in the middle of a transaction, when so many pieces are kept. After each change it says
"note ID TEXT": a check-in that says TEXT from now on.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from supportdesk.store import Store
from tests.store.conftest import connected


def main(path: Path, seed: int, pieces: int) -> None:
    chance = random.Random(seed)
    store = Store(connected(path), lambda: date(2026, 3, 1), copies=None)
    add_new = store.finding.add_new
    kept = 0

    def add_and_die(kind: str, records: list[str]) -> None:
        add_new(kind, records)
        if kept >= pieces:
            os.kill(os.getpid(), signal.SIGKILL)

    store.finding.add_new = add_and_die  # type: ignore[method-assign]
    while not store.filling.more(0.0):
        kept += 1
        one = store.checkins.get(f"c{chance.randrange(600)}")
        if one is not None:
            text = f"changed{seed}x{kept}end"
            store.checkins.save(replace(one, note=text))
            sys.stdout.write(f"note {one.id} {text}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
