"""Write a finished file so that it is there whole or not at all, for PDF, PNG, SVG, JSON and the rest."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from supportdesk.report.errors import ReportError

_CODES_BY_NAME = {
    "disk_full": ("ENOSPC", "EDQUOT", "EFBIG"),
    "folder_unwritable": ("EACCES", "EPERM", "EROFS"),
    "folder_missing": ("ENOENT", "ENOTDIR"),
    "name_not_allowed": ("EISDIR", "ENAMETOOLONG", "EINVAL"),
    "is_open_elsewhere": ("EBUSY", "ETXTBSY"),
}
# Not every system has every one of them.
_CODES = {
    getattr(errno, name): code
    for code, all_names in _CODES_BY_NAME.items()
    for name in all_names
    if hasattr(errno, name)
}
_SHARING = (32, 33)  # Windows: another program holds the file


def save_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, readable by its owner only; what was there stays until the new file is whole.

    The bytes go to a new file in the same folder, to the disk, and then into place. On failure nothing
    is left behind. Errors: ReportError "folder_missing", "folder_unwritable", "disk_full",
    "is_open_elsewhere" (Windows), "name_not_allowed", "cannot_save".
    """
    if not path.name:
        raise ReportError("name_not_allowed")
    # The name is short and neutral, whatever the person calls the file.
    waiting = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        _write(waiting, data)
        _into_place(waiting, path)
    except OSError as error:
        # The system's own message holds the path, which may hold a name.
        raise ReportError(_code(error)) from None
    except ValueError:
        raise ReportError("name_not_allowed") from None
    finally:
        with suppress(OSError, ValueError):
            waiting.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _into_place(waiting: Path, path: Path) -> None:
    try:
        # Windows calls this a refused right; here it has the same name everywhere.
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        waiting.replace(path)
    except PermissionError as error:
        # Windows says so when the old file is open in another program.
        if path.exists() and getattr(error, "winerror", None) is not None:
            raise OSError(errno.EBUSY, "") from None
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself lasting, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _code(error: OSError) -> str:
    if getattr(error, "winerror", None) in _SHARING:
        return "is_open_elsewhere"
    return _CODES.get(error.errno or 0, "cannot_save")
