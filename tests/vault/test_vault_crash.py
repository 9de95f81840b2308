"""Killed at any moment: nothing acknowledged is lost and nobody is locked out."""

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
    script = Path(__file__).with_name("vault_kill_loop.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data"), str(KILLS), "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    bad = ("locked out", "unsound", "gaps", "lost", "leftovers", "sheets wrong")
    assert {name: told[name] for name in bad} == dict.fromkeys(bad, 0)
    assert told["acknowledged"] > 4 * KILLS
