"""The encrypted data file as a whole: make it, open it only if it is there, copy it under a new key."""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from supportdesk.vault.errors import VaultError, from_os, from_sqlite

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection
else:
    Connection = Any

PAGE_SIZE = 4096
_RAW_KEY = re.compile(r"[0-9a-f]{64}")


def connect(path: Path, key: bytes, *, profile_id: str, read_only: bool = False) -> Connection:
    """Open an existing data file with its 32-byte key, having looked that it is this profile's own.

    Gives a connection in autocommit mode. Never creates or changes a file that is missing, empty or foreign.
    With `read_only` nobody may be writing meanwhile: hold the profile's lock.
    Errors: VaultError "data_missing", "data_empty", "data_damaged", "busy", "read_only", "disk_full",
    "io_failed".
    """
    _check_size(path)
    if not read_only:
        return _open_for_writing(path, key, profile_id)
    if not _has_log(path):
        # Without "immutable" a file in WAL mode wants an -shm beside it, and a read-only folder takes none.
        return _open(path, key, profile_id, "mode=ro&immutable=1")
    try:
        return _open(path, key, profile_id, "mode=ro")
    except VaultError as error:
        # What is in the log cannot be reached here, and the file without it would be the past.
        raise VaultError("read_only" if error.code == "io_failed" else error.code) from None


def create(path: Path, key: bytes, *, profile_id: str, dek_id: str) -> None:
    """Make a new data file (0600) with nothing in it but its identity row; it is on the disk on return."""
    _reserve(path)
    with translated(), closing(_keyed(path, key, "mode=rw")) as connection:
        connection.execute("create table identity (profile_id text not null, dek_id text not null)")
        connection.execute("insert into identity values (?, ?)", (profile_id, dek_id))
    _sync(path)


def copy_with_new_key(
    old: Path, old_key: bytes, new: Path, new_key: bytes, *, profile_id: str, dek_id: str
) -> None:
    """Write everything of `old` to the new file `new` under `new_key`: page by page, so that row ids stay.

    Errors: VaultError "busy" when somebody has `old` open, and what `connect` raises.
    """
    with closing(connect(old, old_key, profile_id=profile_id)) as source, translated():
        source.execute("pragma busy_timeout=0")
        source.execute("pragma locking_mode=exclusive")
        source.execute("begin exclusive")
        source.execute("commit")
        _reserve(new)
        with closing(_keyed(new, new_key, "mode=rw")) as target:
            source.backup(target)
            target.execute("update identity set dek_id = ?", (dek_id,))
            target.execute("pragma wal_checkpoint(truncate)")
            if target.execute("pragma cipher_integrity_check").fetchone() is not None:
                raise VaultError("io_failed", reason="copy")
    _sync(new)


def copy_whole(path: Path, key: bytes, new: Path, *, profile_id: str, read_only: bool = False) -> int:
    """Write all of `path`, as it is now, to the new file `new` under the same key; others may go on writing.

    Gives the number of its schema. Reads every page, so damage is found and not copied.
    Errors: those of `connect`, and "io_failed" where the copy did not come out whole.
    """
    with closing(connect(path, key, profile_id=profile_id, read_only=read_only)) as source, translated():
        _reserve(new)
        source.execute("vacuum into ?", (str(new),))
        schema = int(source.execute("pragma user_version").fetchone()[0])
    with translated(), closing(_keyed(new, key, "mode=ro&immutable=1")) as copy:
        if copy.execute("pragma cipher_integrity_check").fetchone() is not None:
            raise VaultError("io_failed", reason="copy")
    return schema


def check_whole(path: Path, key: bytes, *, profile_id: str, read_only: bool = False) -> int:
    """Look at every page, row and tie between rows; gives the number of its schema.

    Errors: "data_damaged", and those of `connect`.
    """
    connection = connect(path, key, profile_id=profile_id, read_only=read_only)
    with closing(connection), translated():
        sound = (
            connection.execute("pragma cipher_integrity_check").fetchone() is None
            and connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            and connection.execute("pragma foreign_key_check").fetchone() is None
        )
        if not sound:
            raise VaultError("data_damaged")
        return int(connection.execute("pragma user_version").fetchone()[0])


def identity(path: Path, key: bytes, *, profile_id: str, read_only: bool = False) -> str:
    """The dek_id that the data file carries; errors as in `connect`."""
    connection = connect(path, key, profile_id=profile_id, read_only=read_only)
    with closing(connection), translated():
        return str(connection.execute("select dek_id from identity").fetchone()[0])


class translated:  # noqa: N801 (reads as a word in a with statement)
    """Turn sqlcipher3's and the system's errors inside the block into VaultError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise from_os(error) from None
        if _is_sqlite_trouble(error):
            raise from_sqlite(error) from None


def _is_sqlite_trouble(error: BaseException | None) -> TypeGuard[Exception]:
    """Whether SQLite met the trouble; a wrong use of it is a bug and stays what it is."""
    kind = type(error)
    return kind.__module__.startswith("sqlcipher3") and kind.__name__ not in (
        "ProgrammingError",
        "InterfaceError",
    )


def _check_size(path: Path) -> None:
    """Refuse what SQLCipher would take for a new, empty database, and a file that ends within a page."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise VaultError("data_missing") from None
    except OSError as error:
        raise from_os(error) from None
    if size == 0:
        raise VaultError("data_empty")
    # After a full disk the last page may be short while the log still holds it whole.
    if size < PAGE_SIZE or (size % PAGE_SIZE and not _has_log(path)):
        raise VaultError("data_damaged")


def _has_log(path: Path) -> bool:
    """Whether a crash left something beside the file that belongs into it, or has to be undone in it."""
    logs = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return any(log.exists() and log.stat().st_size > 0 for log in logs)


def _open_for_writing(path: Path, key: bytes, profile_id: str) -> Connection:
    try:
        return _open(path, key, profile_id, "mode=rw")
    except VaultError as error:
        # In a read-only folder SQLite says "cannot open", for it can make no log there.
        if error.values.get("reason") == "SQLITE_CANTOPEN" and not os.access(path.parent, os.W_OK):
            raise VaultError("read_only") from None
        raise


def _open(path: Path, key: bytes, profile_id: str, how: str) -> Connection:
    with translated():
        connection = _keyed(path, key, how)
        try:
            _check_identity(connection, profile_id)
        except BaseException:
            connection.close()
            raise
        return connection


def _keyed(path: Path, key: bytes, how: str) -> Connection:
    """A connection with the key set; whether the key fits shows only at the first read."""
    from sqlcipher3 import dbapi2

    raw_key = key.hex()
    # SQLCipher silently takes a malformed raw key for a passphrase.
    if not _RAW_KEY.fullmatch(raw_key):
        raise ValueError("a data key is 32 bytes")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=5
    )
    try:
        connection.enable_load_extension(False)
        connection.execute("pragma cipher_log_level=none")
        connection.execute(f"pragma key=\"x'{raw_key}'\"")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_identity(connection: Connection, profile_id: str) -> None:
    tables = connection.execute("select count(*) from sqlite_master where name = 'identity'").fetchone()
    if tables[0] != 1:
        raise VaultError("data_damaged")
    rows = connection.execute("select profile_id from identity").fetchall()
    if [row[0] for row in rows] != [profile_id]:
        raise VaultError("data_damaged")


def _reserve(path: Path) -> None:
    """Make the empty file 0600 ourselves: SQLite's would be readable for others; its log copies the mode."""
    with translated():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _sync(path: Path) -> None:
    with translated(), path.open("rb+") as file:
        os.fsync(file.fileno())
