"""--selfcheck: whether a copy of the program is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supportdesk import selfcheck
from supportdesk.cli import main

PARTS = len(selfcheck.checks())


def test_a_checkout_is_whole(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "supportdesk", "--selfcheck"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=80)
    lines = done.stdout.splitlines()
    assert [line for line in lines[:-1] if not line.endswith(": works")] == []
    assert len(lines) == PARTS + 1
    assert lines[-1].startswith("Network: ")
    assert (done.returncode, done.stderr) == (0, "")
    # It makes no profile and no settings.
    assert [path.name for path in tmp_path.rglob("*") if path.suffix in {".db", ".ini", ".json"}] in (
        [],
        ["fontlist-v3.11.0.json"],
    )


def test_a_part_that_is_missing_is_named_and_the_rest_is_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def lacks() -> None:
        raise ModuleNotFoundError("No module named 'typst'")

    parts = {"One": lambda: tried.append(1), "Plan": lacks, "Three": lambda: tried.append(3)}
    monkeypatch.setattr(selfcheck, "checks", lambda: parts)
    said: list[str] = []
    assert selfcheck.run(said.append) == 1
    assert said[:3] == [
        "One: works",
        "Plan: does not work (ModuleNotFoundError: No module named 'typst')",
        "Three: works",
    ]
    assert tried == [1, 3]


def test_a_missing_library_of_the_system_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks() -> None:
        raise ImportError("not found when frozen") from OSError("libxcb-cursor.so.0: cannot open")

    monkeypatch.setattr(selfcheck, "checks", lambda: {"Screen": lacks})
    said: list[str] = []
    assert selfcheck.run(said.append) == 1
    assert said[0] == "Screen: does not work (OSError: libxcb-cursor.so.0: cannot open)"


@pytest.mark.parametrize(("sound", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_tells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sound: bool, code: int
) -> None:
    monkeypatch.setattr(selfcheck, "checks", lambda: {"One": lambda: selfcheck._need(sound, "a file")})
    with pytest.raises(SystemExit) as stop:
        main(["--selfcheck"])
    assert stop.value.code == code
    assert ("One: works" in capsys.readouterr().out) is sound


def test_it_is_not_among_what_a_person_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "selfcheck" not in capsys.readouterr().out


def test_a_wrong_key_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    selfcheck._argon2id()
    monkeypatch.setattr(selfcheck, "_RIVER", "00" * 32)
    with pytest.raises(selfcheck.Lacking):
        selfcheck._argon2id()
