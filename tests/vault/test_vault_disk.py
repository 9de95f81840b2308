"""A full disk and a read-only disk, on real file systems mounted in a name space of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def on_a_disk_of_its_own(script: str, size: str, place: Path) -> dict[str, Any]:
    """What the script printed, run on a fresh tmpfs of this size at `place`."""
    if shutil.which("unshare") is None or sys.platform != "linux":
        pytest.skip("needs Linux and unshare")
    place.mkdir()
    mount = f'mount -t tmpfs -o size={size} tmpfs "$1" || exit 77; exec "$2" "$3" "$1"'
    ways = [["unshare", "-m"]] if os.geteuid() == 0 else []
    for way in [*ways, ["unshare", "-rm"]]:
        done = subprocess.run(
            [*way, "sh", "-c", mount, "sh", str(place), sys.executable, str(HERE / script)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return dict(json.loads(done.stdout))
        if done.returncode not in (1, 77) or "Traceback" in done.stderr:
            pytest.fail(done.stderr)
    return pytest.skip("no file system can be mounted here")


def test_a_full_disk_loses_nothing_and_keeps_nobody_out(tmp_path: Path) -> None:
    told = on_a_disk_of_its_own("vault_full_disk.py", "2m", tmp_path / "disk")
    assert told["acknowledged"] > 50
    assert told["kept"] == told["acknowledged"]
    assert [told[name] for name in ("write", "set_password", "rotate", "create")] == ["disk_full"] * 4
    assert told["new password"] == "wrong_password"
    assert set(told["files"]) <= {
        "data-1.db",
        "data-1.db-wal",
        "data-1.db-shm",
        "header.json",
        "header.bak.json",
        "lock",
    }
    assert told["profiles"]
    assert told["freed"] == ""


def test_a_read_only_disk_opens_for_reading(tmp_path: Path) -> None:
    told = on_a_disk_of_its_own("vault_read_only.py", "20m", tmp_path / "disk")
    assert told["read_only"] is True
    assert told["rows"] == 5
    assert told["second"] == "busy"
    assert told["log"] in (6, "read_only")
    refused = [told[name] for name in ("set_password", "rename", "rotate", "writing", "create", "delete")]
    assert refused == ["read_only"] * 6
    assert told["list"] == [None, None]
    assert told["unchanged"]
