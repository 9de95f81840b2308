"""The one error of the vault, and how SQLite's and the system's own errors become it."""

from __future__ import annotations

import errno

CODES = frozenset(
    {
        "wrong_password",
        "wrong_recovery_key",
        "recovery_key_typo",
        "header_damaged",
        "data_missing",
        "data_empty",
        "data_damaged",
        "newer_version",
        "busy",
        "disk_full",
        "read_only",
        "io_failed",
        "no_memory",
        "keystore_locked",
        "keystore_unavailable",
        "keystore_missing",
        "keystore_wrong",
        "password_needed",
        "password_too_long",
        "name_empty",
        "name_not_storable",
        "name_too_long",
        "not_found",
        "not_a_backup",
        "backup_damaged",
        "backup_newer",
        "backup_wrong_password",
        "backup_wrong_key",
        "backup_needs_key",
        "backup_other_key",
        "profile_there",
        "file_there",
        "file_unreadable",
        "folder_missing",
        "folder_unwritable",
        "name_not_allowed",
        "is_open_elsewhere",
    }
)
"""Every code a `VaultError` may carry; the sentence for each stands with the windows."""

_BY_ERRNO = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "not_found",
    errno.ENOMEM: "no_memory",
}

# Only NOTADB and CORRUPT mean damage; a full disk or a read-only folder never does.
_BY_SQLITE_NAME = {
    "SQLITE_NOTADB": "data_damaged",
    "SQLITE_CORRUPT": "data_damaged",
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_NOMEM": "no_memory",
}

# The backup call of sqlcipher3 raises without an error name: SQLite's fixed texts stand in for it.
_NAME_BY_TEXT = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


class VaultError(Exception):
    """Something the vault refuses or cannot do: `code` names the sentence, `values` fill it in.

    Neither ever holds a key, a password, a name or a path.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def from_os(error: OSError) -> VaultError:
    """The named error for a failed file operation; unknown ones are "io_failed" with `reason`."""
    if error.errno in _BY_ERRNO:
        return VaultError(_BY_ERRNO[error.errno])
    return VaultError("io_failed", reason=errno.errorcode.get(error.errno or 0, "unknown"))


def from_sqlite(error: BaseException) -> VaultError:
    """The named error for an exception of sqlcipher3; unknown ones are "io_failed" with `reason`."""
    name = str(getattr(error, "sqlite_errorname", "") or _NAME_BY_TEXT.get(str(error), ""))
    for prefix, code in _BY_SQLITE_NAME.items():
        if name == prefix or name.startswith(prefix + "_"):
            return VaultError(code)
    return VaultError("io_failed", reason=name or type(error).__name__)
