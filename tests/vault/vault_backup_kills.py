"""Kill a child that makes backups, then one that restores, at any moment; look what is left each time.

    python tests/vault/vault_backup_kills.py FOLDER KILLS SEED

Prints the counts as JSON. test_backup_crash.py runs it with few kills; a longer run is this by hand.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from vault_doubles import CHEAP, opened, read_rows, write_rows

from supportdesk.vault import OpenVault, Profiles, VaultError, backup, copies, restore

_PROFILE = re.compile(r"lock|header(\.bak)?\.json|data-1\.db(-wal|-shm|-journal)?|backups")
_COPY = re.compile(r"[0-9a-f]{16}-\d+\.supportdesk")


def killed(work: Callable[[], None], seconds: float) -> None:
    """Run this in a child, wait for it to begin, and kill it after so many seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, b"!")
        try:
            work()
        finally:
            os._exit(0)
    os.close(writing)
    select.select([reading], [], [], 30)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)


def rows_become(vault: OpenVault, numbers: range) -> None:
    """Let the table hold these rows and no others."""
    write_rows(vault, range(0))
    with closing(opened(vault)) as data:
        data.execute("delete from rows")
    write_rows(vault, numbers)


def save_for_ever(profiles: Profiles, profile_id: str, target: Path, seed: int) -> None:
    day = date(2030, 1, 1).toordinal() + 100 * seed
    with profiles.open_with_password(profile_id, "river") as vault:
        while True:
            backup.save(vault.backup_source(), target, may_replace=True)
            write_rows(vault, range(seed * 1000 + day % 100, seed * 1000 + day % 100 + 1))
            copies.make_if_due(vault.backup_source(), date.fromordinal(day))
            day += 1


def left_over(folder: Path, ours: re.Pattern[str]) -> int:
    found = [path.name for path in folder.iterdir() if not ours.fullmatch(path.name)]
    if found:
        sys.stderr.write(f"left over: {found}\n")
    return len(found)


def is_whole(found: backup.Backup, root: bytes, scratch: Path) -> bool:
    try:
        restore.check(found, root, scratch)
    except VaultError:
        return False
    return True


def look_at_backups(profiles: Profiles, profile_id: str, target: Path, told: dict[str, int]) -> None:
    """What is called a backup is one; the profile opens, and nothing of ours is left over in it."""
    with profiles.open_with_password(profile_id, "river") as vault:
        folder, root = vault.database_path.parent, vault.backup_source().root
        read_rows(vault)
        told["leftovers"] += left_over(folder, _PROFILE)
        if (folder / "backups").exists():
            told["leftovers"] += left_over(folder / "backups", _COPY)
        all_ = [*copies.found(folder), *([target] if target.exists() else [])]
        told["kept"] = max(told["kept"], len(copies.found(folder)))
        for path in all_:
            told["torn"] += not is_whole(backup.read(path), root, folder)
            told["looked at"] += 1


def look_at_restore(profiles: Profiles, profile_id: str, numbers: range, told: dict[str, int]) -> None:
    """Either all is as it was, or the backup is in its place and what was there lies aside, whole."""
    infos = profiles.list()
    if [(info.id, info.damaged) for info in infos] != [(profile_id, None)]:
        told["other"] += 1
        return
    with profiles.open_with_password(profile_id, "river") as vault:
        rows = read_rows(vault)
    if rows == list(numbers):
        told["old"] += 1
        return
    profiles.put_back(profile_id)
    with profiles.open_with_password(profile_id, "river") as vault:
        aside = read_rows(vault)
    told["new" if (rows, aside) == (list(range(5)), list(numbers)) else "other"] += 1


def main(root: Path, kills: int, seed: int) -> dict[str, int]:
    told = dict.fromkeys(("torn", "leftovers", "other", "old", "new", "looked at", "kept"), 0)
    profiles, chance = Profiles(root / "data", keystore=None, kdf=CHEAP), random.Random(seed)
    target = root / "b.supportdesk"
    with profiles.create("A", "river") as vault:
        profile_id = vault.profile_id
        write_rows(vault, range(5))
        backup.save(vault.backup_source(), root / "five.supportdesk")
    for number in range(kills):
        killed(
            lambda number=number: save_for_ever(profiles, profile_id, target, number), chance.uniform(0, 0.1)
        )  # type: ignore[misc]
        look_at_backups(profiles, profile_id, target, told)
    for number in range(kills):
        numbers = range(10, 12 + number % 7)
        with profiles.open_with_password(profile_id, "river") as vault:
            rows_become(vault, numbers)
        found = backup.read(root / "five.supportdesk")

        def work(found: backup.Backup = found) -> None:
            profiles.restore(found, password="river", newest_schema=9, may_replace=True)
            time.sleep(9)

        killed(work, chance.uniform(0, 0.06))
        look_at_restore(profiles, profile_id, numbers, told)
        profiles.remove_asides(profile_id)
    profiles.create("B", "x").close()  # takes away what was half built
    told["leftovers"] += left_over(root / "data" / "profiles", re.compile(r"[0-9a-f]{32}"))
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
