"""One profile's folder: its header copies, their atomic replacement, and what a crash left behind."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from supportdesk.vault import header as headers
from supportdesk.vault.datafile import translated
from supportdesk.vault.errors import VaultError
from supportdesk.vault.lock import LOCK_NAME, FolderLock

HEADER_NAME = "header.json"
COPY_NAME = "header.bak.json"
UPGRADE_COPY = "before-upgrade.db"  # made by the store; opens with the key of its time
_DATA_FILE = re.compile(r"(data-[0-9]{1,9}\.db)(-wal|-shm|-journal)?")
_LEFTOVER = re.compile(r"\.header.*\.tmp|\.backup-.*\.db(-wal|-shm|-journal)?")
BACKUPS = "backups"  # the folder of those that are made by themselves
COPY = re.compile(r"([0-9a-f]{16})-([0-9]{1,9})\.supportdesk")
_PART = re.compile(r"[0-9a-f]{16}-[0-9]{1,9}\.supportdesk\.part")
ASIDE = ".replaced-"  # in the name of what a restore moved aside
_ON_WINDOWS = os.name == "nt"
_REPLACE_TRIES = 20
_REPLACE_PAUSE = 0.1


def read_copies(folder: Path) -> tuple[headers.HeaderCopy, ...]:
    """Every header copy that can be read, the highest generation first; those of a newer version last.

    Errors: VaultError "io_failed" where none is left because the system refused to read: that is no damage.
    """
    found, refused = [], None
    for name in (HEADER_NAME, COPY_NAME):
        try:
            with (folder / name).open("rb") as file:
                found.append(headers.parse(file.read(headers.SIZE_LIMIT + 1), folder.name))
        except (FileNotFoundError, headers.NotAHeader):
            continue
        except OSError as error:
            refused = errno.errorcode.get(error.errno or 0, "unknown")
    if refused and not found:
        raise VaultError("io_failed", reason=refused)
    found.sort(key=lambda copy: copy.header.generation if copy.header else 0, reverse=True)
    return tuple(found)


def write_header(folder: Path, raw: bytes) -> None:
    """Replace the header: the first replacement is the commit point, the copy follows.

    Errors: VaultError "disk_full", "read_only", "io_failed"; then the old header is still in force.
    """
    with translated():
        _replace(folder, HEADER_NAME, raw)
    write_copy(folder, raw)


def write_copy(folder: Path, raw: bytes) -> None:
    """Bring the second copy up to the first. Where that fails no copy is better than one of the past:
    an old one may still open with an old password, or name a data file that is no longer written to.
    """
    try:
        _replace(folder, COPY_NAME, raw)
    except OSError:
        with contextlib.suppress(OSError):
            (folder / COPY_NAME).unlink()


def has_both(folder: Path, raw: bytes) -> bool:
    """Whether both header files hold exactly these bytes."""
    try:
        return all((folder / name).read_bytes() == raw for name in (HEADER_NAME, COPY_NAME))
    except OSError:
        return False


def is_in_force(folder: Path, raw: bytes) -> bool:
    """Whether the first header file holds exactly these bytes."""
    try:
        return (folder / HEADER_NAME).read_bytes() == raw
    except OSError:
        return False


def data_names(folder: Path) -> tuple[str, ...]:
    """The data files in the folder, the newest number first."""
    names = [path.name for path in folder.iterdir() if (m := _DATA_FILE.fullmatch(path.name)) and not m[2]]
    return tuple(sorted(names, key=data_number, reverse=True))


def data_number(name: str) -> int:
    """The n of "data-n.db"."""
    return int(name[len("data-") : -len(".db")])


def sweep(folder: Path, data_name: str) -> None:
    """Take away what a crash left, by our own patterns only; after the unlock, while holding the lock."""
    for path in list(folder.iterdir()):
        data = _DATA_FILE.fullmatch(path.name)
        if _LEFTOVER.fullmatch(path.name) or (data and data[1] != data_name):
            with contextlib.suppress(OSError):
                path.unlink()


def remove(folder: Path) -> None:
    """Delete a folder of ours with everything in it; the lock file goes last."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name == LOCK_NAME):
        if path.is_dir() and not path.is_symlink():
            remove(path)
        else:
            path.unlink(missing_ok=True)
    folder.rmdir()


def make_private(folder: Path) -> None:
    """Make a folder that only this user can enter, with the ones above it where they are missing."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def stage(parent: Path) -> tuple[Path, FolderLock]:
    """A new, locked folder to build a profile in; it becomes one by being renamed."""
    for _attempt in range(5):
        folder = parent / f".new-{os.urandom(8).hex()}"
        folder.mkdir(mode=0o700)
        # Somebody's sweep may take the folder away before it is locked.
        with contextlib.suppress(VaultError):
            return folder, FolderLock(folder)
    raise VaultError("busy")


def move(folder: Path, target: Path, lock: FolderLock) -> None:
    """Rename a locked folder and have that on the disk."""
    if _ON_WINDOWS:
        lock.release()  # Windows moves no folder with an open file in it
    rename(folder, target)


def sweep_abandoned(parent: Path) -> None:
    """Delete half-made and half-deleted profiles whose maker is gone."""
    for folder in _abandoned(parent):
        try:
            lock = FolderLock(folder, may_create=False)
        except VaultError as error:
            if error.code == "not_found":
                with contextlib.suppress(OSError):
                    folder.rmdir()  # empty: a crash before its lock file was made
            continue
        if _ON_WINDOWS:
            lock.release()
        with contextlib.suppress(OSError):
            remove(folder)
        lock.release()


def rename(folder: Path, target: Path) -> None:
    """Rename a folder that holds no open file of ours, and have that on the disk."""
    with translated():
        _persistently(folder, target)
        sync_folder(target.parent)


def leftover(folder: Path) -> Path:
    """A name for an encrypted copy that lives for a moment; what a crash leaves of it is swept."""
    return folder / f".backup-{os.urandom(8).hex()}.db"


def sync_folder(folder: Path) -> None:
    """Have a renaming in this folder on the disk; Windows offers no such call and needs none."""
    if _ON_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _abandoned(parent: Path) -> Iterator[Path]:
    for path in list(parent.iterdir()):
        if re.fullmatch(r"\.(new|deleted)-[0-9a-f]{16}", path.name):
            yield path


def _replace(folder: Path, name: str, raw: bytes) -> None:
    # A fixed name for the new file would block every later change after one crash.
    fresh = folder / f".header-{os.urandom(8).hex()}.tmp"
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _persistently(fresh, folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(folder)


def _persistently(source: Path, target: Path) -> None:
    """Rename, tried again where a virus scanner holds the file for a moment (Windows)."""
    for attempt in range(_REPLACE_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if not _ON_WINDOWS or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


def sweep_copies(folder: Path, dek_id: str) -> None:
    """Delete automatic backups that a crash left half made or only an older root opens; hold the lock."""
    with contextlib.suppress(OSError):
        for path in list((folder / BACKUPS).iterdir()):
            name = COPY.fullmatch(path.name)
            if _PART.fullmatch(path.name) or (name and name[1] != dek_id):
                with contextlib.suppress(OSError):
                    path.unlink()
