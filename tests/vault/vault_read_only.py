"""Run on a file system of its own by test_vault_disk.py, which becomes read-only; prints JSON."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from vault_doubles import CHEAP, code_of, digest, opened, write_rows

from supportdesk.vault import Profiles, connect


def crash_with_a_log(profiles: Profiles, profile_id: str) -> None:
    """In a child: write into the log and die without closing."""
    if os.fork() == 0:
        vault = profiles.open_with_password(profile_id, "river")
        connection = opened(vault)
        connection.execute("pragma wal_autocheckpoint=0")
        connection.execute("insert into rows values (5, 'in the log')")
        os._exit(0)
    os.wait()


def count(vault) -> int:
    connection = connect(
        vault.database_path, vault.database_key, profile_id=vault.profile_id, read_only=vault.read_only
    )
    with contextlib.closing(connection):
        return connection.execute("select count(*) from rows").fetchone()[0]


def main(root: Path) -> dict:
    told: dict = {}
    profiles = Profiles(root / "data", keystore=None, kdf=CHEAP)
    ids = []
    for label in "AB":
        with profiles.create(label, "river") as vault:
            with contextlib.closing(opened(vault)) as connection:
                connection.execute("pragma journal_mode=wal")
            write_rows(vault, range(5))
            ids.append(vault.profile_id)
            sheet = vault.recovery_key
    crash_with_a_log(profiles, ids[1])
    (root / "data" / "profiles" / ids[0] / "header.bak.json").unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
    before = digest(root)
    with profiles.open_with_password(ids[0], "river") as vault:
        told["read_only"] = vault.read_only
        told["rows"] = count(vault)
        told["second"] = code_of(lambda: profiles.open_with_password(ids[0], "river"))
        told["set_password"] = code_of(lambda: vault.set_password("lake"))
        told["rename"] = code_of(lambda: vault.rename("C"))
        told["rotate"] = code_of(vault.rotate)
        told["writing"] = code_of(lambda: opened(vault))
    with profiles.open_with_recovery_key(ids[1], sheet) as vault:
        told["log"] = count(vault)
    told["create"] = code_of(lambda: profiles.create("C", "x"))
    told["delete"] = code_of(lambda: profiles.delete(ids[0]))
    told["list"] = [info.damaged for info in profiles.list()]
    told["unchanged"] = digest(root) == before
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
