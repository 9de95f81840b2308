"""Run on a mounted file system of 2 MB by test_vault_disk.py; prints what happened as JSON."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from sqlcipher3 import dbapi2
from vault_doubles import CHEAP, code_of, opened

from supportdesk.vault import Profiles
from supportdesk.vault.datafile import from_sqlite


def fill_with_rows(vault, told: dict) -> None:
    with contextlib.closing(opened(vault)) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table rows (number integer primary key, data blob)")
        connection.execute("pragma wal_autocheckpoint=0")
        for number in range(10_000):
            try:
                connection.execute("insert into rows values (?, ?)", (number, os.urandom(8_000)))
            except dbapi2.Error as error:
                told["write"] = from_sqlite(error).code
                return
            told["acknowledged"] = number + 1


def fill_the_rest(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 512)


def main(root: Path) -> dict:
    told: dict = {}
    profiles = Profiles(root, keystore=None, kdf=CHEAP)
    vault = profiles.create("A", "river")
    folder = vault.database_path.parent
    spare = root / "spare"
    spare.write_bytes(b"x" * 100_000)
    fill_with_rows(vault, told)
    fill_the_rest(root / "filler")
    told["set_password"] = code_of(lambda: vault.set_password("lake"))
    told["rotate"] = code_of(vault.rotate)
    told["create"] = code_of(lambda: profiles.create("B", "x"))
    vault.close()
    fill_the_rest(root / "filler2")
    told["new password"] = code_of(lambda: profiles.open_with_password(folder.name, "lake"))
    with profiles.open_with_password(folder.name, "river") as again:
        told["files"] = sorted(path.name for path in folder.iterdir())
        told["profiles"] = [path.name for path in folder.parent.iterdir()] == [folder.name]
        with contextlib.closing(opened(again)) as connection:
            told["kept"] = connection.execute("select count(*) from rows").fetchone()[0]
        spare.unlink()
        again.set_password("lake")
    told["freed"] = code_of(lambda: profiles.open_with_password(folder.name, "lake"))
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
