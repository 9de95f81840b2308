"""One profile, one process: the lock is right, and it goes with the process that held it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from vault_doubles import code_of

from supportdesk.vault import Profiles, VaultError
from supportdesk.vault.lock import LOCK_NAME, FolderLock

HOLDER = """
import sys
from pathlib import Path
from supportdesk.vault.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
sys.stdout.write("held\\n")
sys.stdout.flush()
sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_another_process_makes_it_busy_until_it_is_killed(profiles: Profiles, folder: Path) -> None:
    process = hold(folder)
    try:
        assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "busy"
        assert code_of(lambda: profiles.delete(folder.name)) == "busy"
    finally:
        end(process)
    profiles.open_with_password(folder.name, "river").close()


def test_the_lock_file_tells_nothing(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river"):
        assert (folder / LOCK_NAME).read_bytes() == b""


def test_a_lock_file_left_from_before_is_no_lock(profiles: Profiles, folder: Path) -> None:
    (folder / LOCK_NAME).write_text("1")  # whatever it holds, such as a number of a process
    profiles.open_with_password(folder.name, "river").close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file")
@pytest.mark.parametrize("made_again", [False, True])
def test_a_profile_deleted_meanwhile_is_not_found(
    made_again: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def and_then_it_is_deleted(path: Path, *args: int) -> int:
        descriptor = real(path, *args)
        path.unlink()
        if made_again:
            os.close(real(path, os.O_CREAT | os.O_RDWR, 0o600))
        return descriptor

    monkeypatch.setattr(os, "open", and_then_it_is_deleted)
    with pytest.raises(VaultError, match="not_found"):
        FolderLock(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="exec is otherwise there")
def test_the_lock_goes_when_the_process_is_replaced(folder: Path) -> None:
    """Locking the app replaces the process: the new one opens the profile at once."""
    take = (
        "import os, sys\nfrom pathlib import Path\nfrom supportdesk.vault.lock import FolderLock\n"
        f"lock = FolderLock(Path({str(folder)!r}))\n"
    )
    code = f"{take}os.execv(sys.executable, [sys.executable, '-c', {take!r}])\n"
    subprocess.run([sys.executable, "-c", code], check=True)
