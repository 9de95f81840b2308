"""A file is there whole or not at all, and what went wrong has a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supportdesk.report.errors import ReportError
from supportdesk.report.save import save_atomically

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
POSIX = sys.platform != "win32"


def _code(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(ReportError) as caught:
        save_atomically(path, data)
    assert caught.value.__cause__ is None
    assert "plan" not in repr(caught.value)
    return caught.value.code


def test_the_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    save_atomically(path, b"one")
    save_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["plan.pdf"]
    if POSIX:
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert _code(tmp_path / "gone" / "plan.pdf") == "folder_missing"
    (tmp_path / "file").write_bytes(b"")
    assert _code(tmp_path / "file" / "plan.pdf") == "folder_missing"


def test_a_name_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    assert _code(tmp_path / "plan.pdf") == "name_not_allowed"
    assert _code(tmp_path / ("p" * 400)) == "name_not_allowed"
    assert _code(tmp_path / "p\0plan") == "name_not_allowed"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(AS_ROOT or not POSIX, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    assert _code(folder / "plan.pdf") == "folder_unwritable"


@pytest.mark.skipif(not POSIX, reason="/proc")
def test_a_place_that_takes_no_files() -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc")
    assert _code(Path("/proc/plan.pdf")) in ("folder_unwritable", "folder_missing")


def test_a_link_in_the_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"old")
    path = tmp_path / "plan.pdf"
    path.symlink_to(other)
    save_atomically(path, b"new")
    assert other.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from supportdesk.report.errors import ReportError
from supportdesk.report.save import save_atomically
folder = Path(sys.argv[1])
(folder / "plan.pdf").write_bytes(b"old")
try:
    save_atomically(folder / "plan.pdf", b"x" * 1_000_000)
except ReportError as error:
    print(error.code, (folder / "plan.pdf").read_bytes().decode(), [each.name for each in folder.iterdir()])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs tmpfs")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = f'mount -t tmpfs -o size=64k tmpfs "{small}" && "{sys.executable}" -c "$CODE" "{small}"'
    environ = {**os.environ, "CODE": _ON_A_FULL_DISK, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", mounted],
        capture_output=True, text=True, check=False, env=environ,
    )  # fmt: skip
    if done.returncode and "Traceback" not in done.stderr:
        pytest.skip("this machine mounts no small disk for a test")
    assert done.stdout.strip() == "disk_full old ['plan.pdf']", done.stderr
