"""The key store against a real Secret Service: every state that a desktop can be in."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.screens.xserver import screen

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
pytestmark = [
    pytest.mark.keystore,
    pytest.mark.skipif(
        any(shutil.which(name) is None for name in PROGRAMS), reason=f"needs {' and '.join(PROGRAMS)}"
    ),
]

SCRIPT = Path(__file__).with_name("vault_secret_service.py")
UNLOCKED = 'printf %s "$LOGIN" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
NO_COLLECTION = "gnome-keyring-daemon --start --foreground --components=secrets >/dev/null 2>&1 & "
NOTHING_THERE = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


class Desktop:
    """A home folder in which sessions can be started one after the other."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "run").mkdir(mode=0o700, parents=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "LOGIN": "login password",
        }

    def run(self, *command: str, **environment: str) -> list[Any]:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**self.environment, **environment},
        )
        try:
            told, trouble = process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        assert process.returncode == 0, trouble
        return list(json.loads(told.splitlines()[-1]))  # daemons of the bus may have talked before

    def session(
        self, *steps: str, before: str = UNLOCKED, bus: tuple[str, ...] = (), **environment: str
    ) -> list[Any]:
        script = f'{before} exec "$0" "$@"'
        return self.run(
            "dbus-run-session",
            *bus,
            "--",
            "bash",
            "-c",
            script,
            sys.executable,
            str(SCRIPT),
            *steps,
            **environment,
        )

    def without_session(self, *steps: str, **environment: str) -> list[Any]:
        return self.run(sys.executable, str(SCRIPT), *steps, **environment)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path / "desktop")


def test_a_secret_is_kept_over_sessions_and_forgotten(desktop: Desktop) -> None:
    told = desktop.session("get", "set", "get", "set", "get", "labels", "children")
    assert told[:5] == [["missing", False], "ok", ["ok", True], "ok", ["ok", True]]
    assert told[5] == [f"Password for '{'ab' * 16}' on 'org.supportdesk.SupportDesk'"]
    assert told[6] == []
    assert desktop.session("get", "delete", "get", "delete") == [
        ["ok", True],
        "ok",
        ["missing", False],
        "missing",
    ]


def test_a_profile_lives_in_it(desktop: Desktop) -> None:
    assert desktop.session("create", "open") == ["open", ["open"]]
    assert desktop.session("open") == [["open"]]
    assert desktop.session("open", LOGIN="another password") == [["keystore_locked"]]
    assert desktop.without_session("open", "create") == [["keystore_unavailable"], "keystore_unavailable"]
    assert desktop.session("remove", "labels") == [[True], []]


def test_a_locked_collection(desktop: Desktop) -> None:
    told = desktop.session("set", "create", "lock", "get", "set", "delete", "open", "create")
    assert told[:3] == ["ok", "open", "done"]
    assert told[3:] == [["locked", False], "locked", "locked", ["keystore_locked"], "keystore_locked"]


@pytest.mark.parametrize(
    ("answer", "came"), [("prompt-refused", ["locked", False]), ("prompt-answered", ["ok", True])]
)
def test_a_locked_collection_and_a_prompt_on_the_screen(
    desktop: Desktop, answer: str, came: list[object]
) -> None:
    """The call waits as long as the prompt is open (so it is only ever made in a worker)."""
    with screen() as display:
        told = desktop.session("set", "lock", answer, DISPLAY=display)
    assert told == ["ok", "done", [True, came]]


def test_an_entry_that_is_not_ours(desktop: Desktop) -> None:
    assert desktop.session("foreign", "get") == ["done", ["wrong", False]]


def test_no_session_bus(desktop: Desktop) -> None:
    assert desktop.without_session("get", "set", "delete") == [
        ["unavailable", False],
        "unavailable",
        "unavailable",
    ]


def test_a_stale_session_bus(desktop: Desktop) -> None:
    told = desktop.without_session("get", "set", DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
    assert told == [["unavailable", False], "unavailable"]


def test_a_bus_without_a_key_store(desktop: Desktop, tmp_path: Path) -> None:
    config = tmp_path / "bus.conf"
    config.write_text(NOTHING_THERE)
    told = desktop.session("get", "set", "create", before="", bus=(f"--config-file={config}",))
    assert told == [["unavailable", False], "unavailable", "keystore_unavailable"]


def test_no_collection_and_nobody_to_make_one(desktop: Desktop) -> None:
    told = desktop.session("get", "set", "create", before=NO_COLLECTION)
    assert told == [["locked", False], "locked", "keystore_locked"]


def test_a_key_store_that_dies(desktop: Desktop) -> None:
    told = desktop.session("set", "create", "kill", "get", "open", "create")
    assert told[:3] == ["ok", "open", "done"]
    # D-Bus starts it again, locked; asked in the moment between, it is not there. Either way: no key.
    (state, found), (opening,), creating = told[3:]
    assert not found
    assert state in ("locked", "unavailable")
    assert {opening, creating} <= {"keystore_locked", "keystore_unavailable"}


def test_another_backend_in_the_environment_is_ignored(desktop: Desktop) -> None:
    null = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    config = desktop.home / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    assert desktop.session("set", "get", **null) == ["ok", ["ok", True]]
    assert desktop.session("get") == [["ok", True]]
