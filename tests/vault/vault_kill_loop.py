"""Write to a profile in a child, kill it at any moment, look what is left; again and again.

    python tests/vault/vault_kill_loop.py FOLDER KILLS SEED

Prints the counts as JSON. test_vault_crash.py runs it with few kills; a longer run is this by hand.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vault_doubles import CHEAP, opened

from supportdesk.vault import OpenVault, Profiles, VaultError

_FILES = re.compile(r"lock|header(\.bak)?\.json|data-[0-9]+\.db(-wal|-shm)?")


@dataclass
class Known:
    """What the parent was told before the kill."""

    passwords: list[str] = field(default_factory=lambda: ["p0"])
    sheet: str = ""
    rotating: bool = False
    last: int = -1


def write_until_killed(profiles: Profiles, profile_id: str, known: Known, pipe: int, seed: int) -> None:
    """The child: rows, each told after its commit, and now and then another password or another root."""
    chance = random.Random(seed)
    number, count = known.last, 0
    vault = profiles.open_with_password(profile_id, known.passwords[-1])
    connection = connect_for_rows(vault)
    while True:
        for _row in range(chance.randrange(1, 12)):
            number += 1
            connection.execute("insert into rows values (?, ?)", (number, f"{number:06}" * 100))
            os.write(pipe, f"row {number}\n".encode())
        connection.close()
        count += 1
        if chance.random() < 0.5:
            password = f"p{seed}-{count}"
            os.write(pipe, f"trying {password}\n".encode())
            vault.set_password(password)
            os.write(pipe, f"password {password}\n".encode())
        else:
            os.write(pipe, b"rotating\n")
            vault.rotate()
            os.write(pipe, f"sheet {vault.recovery_key}\n".encode())
        connection = connect_for_rows(vault)


def connect_for_rows(vault: OpenVault) -> Any:
    connection = opened(vault)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table if not exists rows (number integer primary key, text text)")
    return connection


def listen(pipe: int, known: Known, seconds: float, child: int) -> None:
    """The parent: wait for the first word, then for the time given, then kill; take in all that was said."""
    select.select([pipe], [], [], 30)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(pipe) as words:
        for line in words:
            what, _blank, value = line.rstrip("\n").partition(" ")
            if what == "row":
                known.last = int(value)
            elif what == "trying":
                known.passwords.append(value)
            elif what == "password":
                known.passwords = [value]
            elif what == "rotating":
                known.rotating = True
            elif what == "sheet":
                known.sheet, known.rotating = value, False


def look(profiles: Profiles, profile_id: str, known: Known, told: dict[str, int]) -> None:
    """Everything acknowledged is there, nothing is torn, and every way in that was promised opens."""
    vault = None
    for password in known.passwords:
        with contextlib.suppress(VaultError):
            vault = profiles.open_with_password(profile_id, password)
            known.passwords = [password]
            break
    if vault is None:
        told["locked out"] += 1
        return
    with contextlib.closing(connect_for_rows(vault)) as connection:
        numbers = [row[0] for row in connection.execute("select number from rows order by number")]
        sound = connection.execute("pragma cipher_integrity_check").fetchall() == []
        sound = sound and connection.execute("pragma integrity_check").fetchone() == ("ok",)
    told["unsound"] += not sound
    told["gaps"] += numbers != list(range(len(numbers)))
    told["lost"] += max(0, known.last + 1 - len(numbers))
    told["acknowledged"] = known.last + 1
    told["leftovers"] += sum(not _FILES.fullmatch(path.name) for path in vault.database_path.parent.iterdir())
    told["leftovers"] += len(list(vault.database_path.parent.glob("data-*.db"))) - 1
    told["rotations cut"] += known.rotating
    if known.sheet and not known.rotating:
        told["sheets wrong"] += vault.recovery_key != known.sheet
    known.last, known.sheet, known.rotating = len(numbers) - 1, vault.recovery_key, False
    vault.close()
    try:
        profiles.open_with_recovery_key(profile_id, known.sheet).close()
    except VaultError:
        told["sheets wrong"] += 1


def main(root: Path, kills: int, seed: int) -> dict[str, int]:
    bad = ("locked out", "unsound", "gaps", "lost", "leftovers", "sheets wrong")
    told = dict.fromkeys((*bad, "acknowledged", "rotations cut"), 0)
    profiles, known, chance = Profiles(root, keystore=None, kdf=CHEAP), Known(), random.Random(seed)
    with profiles.create("A", "p0") as vault:
        profile_id, known.sheet = vault.profile_id, vault.recovery_key
    for number in range(kills):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            write_until_killed(profiles, profile_id, known, writing, seed + number)
        os.close(writing)
        listen(reading, known, chance.uniform(0, 0.1), child)
        look(profiles, profile_id, known, told)
    told["kills"] = kills
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
