"""A backup becomes a profile: built aside, looked through, put in place by renaming; and the way back."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

from supportdesk.vault import backup, copies, datafile, folder, keys
from supportdesk.vault.backup import Backup, Moved
from supportdesk.vault.errors import VaultError
from supportdesk.vault.header import Header
from supportdesk.vault.lock import FolderLock

_ASIDE = re.compile(r"([0-9a-f]{32})\.replaced-([0-9a-f]{8})")


def build(
    parent: Path, found: Backup, root: bytes, header: Header, *, newest_schema: int, moved: Moved
) -> tuple[Path, FolderLock]:
    """A whole profile in a locked folder of its own, made from a backup; nothing else is touched yet.

    Errors: VaultError "backup_damaged", "backup_newer", "disk_full", "read_only", "io_failed", ...
    """
    with datafile.translated():
        folder.make_private(parent)
        folder.sweep_abandoned(parent)
        staged, lock = folder.stage(parent)
    try:
        backup.extract(found, staged / header.data_name, moved)
        schema = _looked_through(staged / header.data_name, root, header)
        _refuse_newer(schema, newest_schema)
        folder.write_header(staged, header.sealed(root))
    except BaseException:
        drop(staged, lock)
        raise
    return staged, lock


def check(found: Backup, root: bytes, scratch: Path) -> None:
    """Whether a backup would come back whole; `scratch` is a folder for an encrypted copy, taken away again.

    Errors: VaultError "backup_other_key", "backup_damaged", "disk_full", "read_only", ...
    """
    if not found.is_sealed_with(root):
        raise VaultError("backup_other_key")
    copy = folder.leftover(scratch)
    try:
        backup.extract(found, copy)
        _looked_through(copy, root, found.header)
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def _refuse_newer(schema: int, newest: int) -> None:
    if schema > newest:
        raise VaultError("backup_newer")


def _looked_through(data: Path, root: bytes, header: Header) -> int:
    key = keys.database_key(root)
    try:
        schema = datafile.check_whole(data, key, profile_id=header.profile_id, read_only=True)
        dek_id = datafile.identity(data, key, profile_id=header.profile_id, read_only=True)
    except VaultError as error:
        if error.code in ("data_damaged", "data_empty", "data_missing"):
            raise VaultError("backup_damaged") from None
        raise
    if dek_id != header.dek_id:
        raise VaultError("backup_damaged")
    return schema


def put_in_place(parent: Path, staged: Path, lock: FolderLock, profile_id: str) -> tuple[Path, Path | None]:
    """Rename the built folder to its place; a profile that is there is moved aside and never overwritten.

    Gives the place, and where the old one lies now. Errors: VaultError "busy", "read_only", "io_failed".
    """
    path, aside, old_lock = parent / profile_id, None, None
    try:
        if path.exists():
            old_lock = FolderLock(path)
            aside = _free_aside(parent, profile_id)
            folder.move(path, aside, old_lock)
        try:
            folder.move(staged, path, lock)
        except BaseException:
            if aside is not None:
                folder.rename(aside, path)
            raise
    except BaseException:
        if old_lock is not None:
            old_lock.release()
        raise
    if old_lock is not None:
        old_lock.release()
    return path, aside


def drop(staged: Path, lock: FolderLock) -> None:
    """Give up what was built."""
    if sys.platform == "win32":
        lock.release()
    with contextlib.suppress(OSError):
        folder.remove(staged)
    lock.release()


def asides(parent: Path, profile_id: str) -> tuple[Path, ...]:
    """What was moved aside for this profile, the latest first."""
    try:
        paths = [path for path in parent.iterdir() if _is_aside(path, profile_id)]
    except OSError:
        return ()
    return tuple(sorted(paths, key=lambda path: path.name, reverse=True))


def heal(parent: Path, names: set[str]) -> bool:
    """Where a restore was cut between its two renamings, put back what was moved aside; whether it was so.

    `names` are those in the folder. Whoever is restoring now holds the lock, and is left alone.
    """
    lost = {name[1] for each in names if (name := _ASIDE.fullmatch(each)) and name[1] not in names}
    healed = [_healed(parent, asides(parent, profile_id)[0]) for profile_id in sorted(lost)]
    return any(healed)


def _healed(parent: Path, aside: Path) -> bool:
    place = parent / aside.name.partition(".")[0]
    with contextlib.suppress(VaultError):
        lock = FolderLock(aside)
        try:
            if not place.exists():
                folder.move(aside, place, lock)
            return True
        finally:
            lock.release()
    return False


def put_back(parent: Path, profile_id: str) -> None:
    """Change places: what was moved aside last is the profile again, and the profile lies aside.

    Errors: VaultError "not_found", "busy", "read_only", "io_failed".
    """
    for aside in asides(parent, profile_id)[:1]:
        lock = FolderLock(aside)
        try:
            path, now_aside = put_in_place(parent, aside, lock, profile_id)
        finally:
            lock.release()
        if now_aside is not None:
            _each_key(now_aside, path)
        return
    raise VaultError("not_found")


def remove_asides(parent: Path, profile_id: str) -> None:
    """Delete for good all that was moved aside. Errors: VaultError "read_only", "io_failed"."""
    for aside in asides(parent, profile_id):
        with datafile.translated():
            folder.remove(aside)


def close_asides(parent: Path, profile_id: str) -> None:
    """Take the headers out of all that was moved aside: only the recovery key opens it from now on."""
    for aside in asides(parent, profile_id):
        for name in (folder.COPY_NAME, folder.HEADER_NAME):
            with contextlib.suppress(OSError):
                (aside / name).unlink(missing_ok=True)


def _each_key(old: Path, new: Path) -> None:
    for copy in folder.read_copies(new):
        if copy.header is not None:
            copies.bring_over(old, new, copy.header.dek_id)
            return


def _is_aside(path: Path, profile_id: str) -> bool:
    name = _ASIDE.fullmatch(path.name)
    return name is not None and name[1] == profile_id


def _free_aside(parent: Path, profile_id: str) -> Path:
    """The numbers go up, so that the latest is known whatever the clock says."""
    numbers = [int(name[2], 16) for path in parent.iterdir() if (name := _ASIDE.fullmatch(path.name))]
    return parent / f"{profile_id}.replaced-{max(numbers, default=0) + 1:08x}"
