"""Killed while a backup is made or restored: what is called a backup is whole, and no profile is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("SUPPORTDESK_TEST_KILLS", "25"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_kill_9_at_any_moment(tmp_path: Path) -> None:
    script = Path(__file__).with_name("vault_backup_kills.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(KILLS), "11"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120 + 10 * KILLS,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("torn", "leftovers", "other")} == {
        "torn": 0,
        "leftovers": 0,
        "other": 0,
    }
    assert told["old"] + told["new"] == KILLS
    assert told["looked at"] > KILLS
