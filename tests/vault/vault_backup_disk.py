"""Run on a mounted file system of 3 MB by test_backup_disk.py; prints what happened as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from vault_doubles import CHEAP, code_of, digest, read_rows, write_rows
from vault_full_disk import fill_the_rest

from supportdesk.vault import Profiles, backup, copies


def on_a_full_disk(root: Path, told: dict[str, object]) -> None:
    profiles = Profiles(root / "data", keystore=None, kdf=CHEAP)
    with profiles.create("A", "river") as vault:
        write_rows(vault, range(300))
        folder, source = vault.database_path.parent, vault.backup_source()
        target = root / "b.supportdesk"
        backup.save(source, target)
        copies.make_if_due(source, date(2026, 1, 1))
        kept = (target.read_bytes(), [path.name for path in copies.found(folder)])
        write_rows(vault, range(300, 301))
        fill_the_rest(root / "filler")
        told["save"] = code_of(lambda: backup.save(source, target, may_replace=True))
        told["copy"] = code_of(lambda: copies.make_if_due(source, date(2026, 1, 2)))
        told["kept"] = kept == (target.read_bytes(), [path.name for path in copies.found(folder)])
    found = backup.read(target)
    told["restore"] = code_of(
        lambda: profiles.restore(found, password="river", newest_schema=9, may_replace=True)
    )
    told["profiles"] = [path.name == folder.name for path in folder.parent.iterdir()]
    told["left"] = [
        path.name for path in root.rglob("*") if ".part" in path.name or path.name.startswith(".")
    ]
    with profiles.open_with_password(folder.name, "river") as vault:
        told["rows"] = len(read_rows(vault))
    (root / "filler").unlink()
    told["freed"] = code_of(
        lambda: profiles.restore(found, password="river", newest_schema=9, may_replace=True)
    )


def on_a_read_only_disk(root: Path, elsewhere: Path, told: dict[str, object]) -> None:
    profiles = Profiles(root / "data", keystore=None, kdf=CHEAP)
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
    before = digest(root)
    [info] = profiles.list()
    with profiles.open_with_password(info.id, "river") as vault:
        source = vault.backup_source()
        told["read only save"] = code_of(lambda: backup.save(source, root / "c.supportdesk"))
        told["saved elsewhere"] = code_of(lambda: backup.save(source, elsewhere / "d.supportdesk"))
    found = backup.read(elsewhere / "d.supportdesk")
    told["read only restore"] = code_of(
        lambda: profiles.restore(found, password="river", newest_schema=9, may_replace=True)
    )
    told["unchanged"] = digest(root) == before
    told["elsewhere"] = sorted(path.name for path in elsewhere.iterdir())
    fresh = Profiles(elsewhere / "data", keystore=None, kdf=CHEAP)
    with fresh.restore(found, password="river", newest_schema=9) as vault:
        told["rows elsewhere"] = len(read_rows(vault))


def main(root: Path) -> dict[str, object]:
    told: dict[str, object] = {}
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    on_a_full_disk(root, told)
    on_a_read_only_disk(root, elsewhere, told)
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
