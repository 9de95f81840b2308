"""The operating system's lock on one profile folder: it goes away by itself when the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from supportdesk.vault.errors import VaultError, from_os

LOCK_NAME = "lock"


class FolderLock:
    """An exclusive lock, held from construction to `release`. Errors: VaultError "busy", "not_found".

    `is_writable` is False where the lock file could be opened for reading only, or not be made at all.
    """

    def __init__(self, folder: Path, *, may_create: bool = True) -> None:
        self.is_writable = True
        self._descriptor = self._open(folder / LOCK_NAME, may_create=may_create)
        if self._descriptor is None:
            return
        try:
            _take(self._descriptor)
            self._check_still_there(folder / LOCK_NAME)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go. Calling it again does nothing."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def _open(self, path: Path, *, may_create: bool) -> int | None:
        create = os.O_CREAT if may_create else 0
        try:
            return os.open(path, os.O_RDWR | create, 0o600)
        except FileNotFoundError:
            raise VaultError("not_found") from None
        except OSError as error:
            if from_os(error).code != "read_only":
                raise from_os(error) from None
        self.is_writable = False
        try:
            return os.open(path, os.O_RDONLY)
        except OSError:
            # Nobody can write here, so there is nobody to keep out.
            return None

    def _check_still_there(self, path: Path) -> None:
        """The holder before us may have deleted the profile between our opening the file and locking it."""
        if sys.platform == "win32" or self._descriptor is None:
            return
        try:
            found = path.stat()
        except FileNotFoundError:
            raise VaultError("not_found") from None
        if not os.path.samestat(found, os.fstat(self._descriptor)):
            raise VaultError("not_found")


if sys.platform == "win32":

    def _take(descriptor: int) -> None:
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise VaultError("busy") from None

else:

    def _take(descriptor: int) -> None:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VaultError("busy") from None
        except OSError as error:
            raise from_os(error) from None
