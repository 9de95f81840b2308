"""The map through the real bridge: what a screen reader finds, presses and hears (AT-SPI under Xvfb)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.screens.xserver import screen

CLIENT = Path(__file__).with_name("atspi_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
# A reader is there before the program starts.
BOTH = (
    '"$SYSTEM_PYTHON" "$CLIENT" on; "$SYSTEM_PYTHON" "$CLIENT" & reader=$!; '
    '"$PYTHON" -m supportdesk --demo & program=$!; '
    "wait $reader; found=$?; kill $program; wait $program; exit $found"
)


def _client_can_run() -> bool:
    look = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if shutil.which("dbus-run-session") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", look], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's own")
def test_a_screen_reader_hears_map_list_and_moves(tmp_path: Path) -> None:
    if not _client_can_run():
        pytest.skip("python3-gi, gir1.2-atspi-2.0 or dbus is not installed")
    with screen() as display:
        folders = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        runtime = tmp_path / "run"
        runtime.mkdir(mode=0o700)
        names = {"PYTHON": sys.executable, "SYSTEM_PYTHON": SYSTEM_PYTHON, "CLIENT": str(CLIENT)}
        done = subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", BOTH],
            env={
                **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
                **dict.fromkeys(folders, str(tmp_path)),
                **names,
                "XDG_RUNTIME_DIR": str(runtime),
                "DISPLAY": display,
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert len(found["names"]) == 16
    assert found["names"][0].startswith("Inner ring: Mina. Emotional often, practical often.")
    assert found["names"] == found["listed"]
    assert found["roles"] == ["list item"]
    assert all(width > 10 and height > 10 for width, height in found["sizes"])
    assert "The list has the same facts: choose List." in found["description"]
    assert any(each.startswith("Mina, inner ring, emotional support") for each in found["announced"])
    assert "Mina moved to the middle ring." in " ".join(found["announced"])
