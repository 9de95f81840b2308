"""One profile in one file, still encrypted: a ZIP of three stored members. Read as if an enemy wrote it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from supportdesk.records import dataclass
from supportdesk.vault import datafile, folder, keys
from supportdesk.vault import header as headers
from supportdesk.vault.errors import VaultError, from_os

if TYPE_CHECKING:  # takes ten milliseconds that no start should pay
    from zipfile import ZipFile, ZipInfo

ENDING = "supportdesk"
KIND = "supportdesk-backup"
VERSION = 1
DATA_LIMIT = 2**31

HEADER_MEMBER, DATA_MEMBER, MANIFEST_MEMBER = MEMBERS = ("header.json", "data.db", "manifest.json")
_MANIFEST_LIMIT = 4_096
_OVERHEAD_LIMIT = 4_096  # what a ZIP of three short names takes beside its members, with room to spare
_BEGINS = b"PK\x03\x04"
_PIECE = 1 << 20
_SHA = re.compile(r"[0-9a-f]{64}")
_MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_OF = re.compile(r"[0-9]{0,20}\.?[0-9]{0,20}")

Moved = Callable[[int, int], None]
"""Told how many bytes of how many are done; what it raises ends the work, which then leaves nothing."""


def unwatched(_done: int, _of_all: int) -> None:
    """For work that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What of an open profile a backup needs: plain values, for a worker. `at_work` keeps rotation away."""

    data: Path
    read_only: bool
    header: headers.Header
    root: bytes = field(repr=False)
    at_work: Lock = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as it was found. Nothing that it says is proven until `is_sealed_with` holds.

    `made` is UTC; `schema` numbers the tables inside; `of` says which state of the data file an automatic
    one was made of.
    """

    path: Path
    copy: headers.HeaderCopy
    header: headers.Header
    made: datetime
    schema: int
    of: str
    size: int
    sha: str
    mac: bytes
    document: dict[str, Any] = field(repr=False)

    @property
    def profile_id(self) -> str:
        """The profile that it is of."""
        return self.header.profile_id

    @property
    def label(self) -> str:
        """The name that the profile had."""
        return self.header.label

    @property
    def has_password(self) -> bool:
        """Whether a password opens it; the recovery key always does."""
        return self.header.password_slot is not None

    def is_sealed_with(self, root: bytes) -> bool:
        """Whether list and header were written by whoever holds this root."""
        key = keys.backup_mac_key(root)
        is_whole = keys.is_mac(key, headers.canonical(self.document), self.mac)
        return is_whole and self.copy.is_sealed_with(root)


# ---- writing


def save(source: Source, target: Path, *, may_replace: bool = False, moved: Moved = unwatched) -> None:
    """Write a backup that the profile's password (if it has one) and its recovery key open.

    What was at `target` stays until the new file is whole and on the disk. For a worker.
    Errors: VaultError "file_there", "folder_missing", "folder_unwritable", "name_not_allowed", "disk_full",
    "data_damaged", "io_failed", and those of `connect`.
    """
    with on_target():
        _check_place(target, may_replace=may_replace)
    password = source.header.password_slot
    header = replace(source.header, data_name="data-1.db", slots=(password,) if password else ())
    write(source, header, target, moved=moved)


def write(
    source: Source, header: headers.Header, target: Path, *, of: str = "", moved: Moved = unwatched
) -> None:
    """Write a backup with this header: `X.part` first, then in one renaming `X`."""
    # A profile that cannot be written to has no room for the copy either.
    near = target.parent if source.read_only else source.data.parent
    copy = folder.leftover(near)
    with source.at_work:
        try:
            schema = _copied(source, header.profile_id, copy)
            with on_target():
                _pack(_Contents(copy, header, source.root, _first_words(schema, of)), target, moved)
        finally:
            with contextlib.suppress(OSError):
                copy.unlink(missing_ok=True)


def _first_words(schema: int, of: str) -> dict[str, Any]:
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"format": KIND, "version": VERSION, "made": made, "schema": schema, "of": of}


def _copied(source: Source, profile_id: str, copy: Path) -> int:
    key = keys.database_key(source.root)
    try:
        return datafile.copy_whole(source.data, key, copy, profile_id=profile_id, read_only=source.read_only)
    except VaultError as error:
        if source.read_only and error.code == "read_only":
            raise VaultError("folder_unwritable") from None  # the copy lies in the person's folder then
        raise


class _Contents(NamedTuple):
    copy: Path
    header: headers.Header
    root: bytes
    words: dict[str, Any]


def _pack(contents: _Contents, target: Path, moved: Moved) -> None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o600), "w+b") as file:
            _members(file, contents, moved)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):
        folder.sync_folder(target.parent)  # some disks of cameras and phones offer no such call


def _members(file: IO[bytes], contents: _Contents, moved: Moved) -> None:
    from zipfile import ZIP_STORED, ZipFile

    raw = contents.header.sealed(contents.root)
    with ZipFile(file, "w", ZIP_STORED, allowZip64=False) as packed:
        packed.writestr(_member(HEADER_MEMBER), raw)
        with contents.copy.open("rb") as data, packed.open(_member(DATA_MEMBER), "w") as into:
            size, sha = _poured(data, into.write, contents.copy.stat().st_size, moved)
        document = {
            **contents.words,
            "header": {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()},
            "data": {"size": size, "sha256": sha},
        }
        mac = _mac(contents.root, document).hex()
        packed.writestr(_member(MANIFEST_MEMBER), headers.canonical({**document, "mac": mac}))


def _mac(root: bytes, document: dict[str, Any]) -> bytes:
    return keys.mac(keys.backup_mac_key(root), headers.canonical(document))


def _member(name: str) -> ZipInfo:
    from zipfile import ZipInfo

    made = ZipInfo(name)  # dated 1980: when it was made stands under the MAC
    made.external_attr = 0o600 << 16
    return made


def _poured(data: IO[bytes], write_: Callable[[bytes], object], of_all: int, moved: Moved) -> tuple[int, str]:
    """Move everything over in pieces; gives its size and its SHA-256."""
    sha, done = hashlib.sha256(), 0
    while piece := data.read(_PIECE):
        sha.update(piece)
        write_(piece)
        done += len(piece)
        moved(done, of_all)
    return done, sha.hexdigest()


def _check_place(target: Path, *, may_replace: bool) -> None:
    """Find out before the work whether the place can take a file."""
    if target.is_file() and not may_replace:
        raise VaultError("file_there")
    if not target.name or target.is_dir():
        raise VaultError("name_not_allowed")
    if not target.parent.is_dir():
        raise VaultError("folder_missing")


_SHARED = (32, 33)  # Windows: another program holds the file
_ON_TARGET = {
    "ENOENT": "folder_missing",
    "ENOTDIR": "folder_missing",
    "EACCES": "folder_unwritable",
    "EPERM": "folder_unwritable",
    "EROFS": "folder_unwritable",
    "EISDIR": "name_not_allowed",
    "ENAMETOOLONG": "name_not_allowed",
    "EINVAL": "name_not_allowed",
    "EFBIG": "disk_full",
}


@contextlib.contextmanager
def on_target() -> Iterator[None]:
    """Turn the system's errors at a place that the person chose into VaultError."""
    try:
        yield
    except OSError as error:
        code = _ON_TARGET.get(errno.errorcode.get(error.errno or 0, ""))
        if getattr(error, "winerror", None) in _SHARED:
            code = "is_open_elsewhere"
        raise (VaultError(code) if code else from_os(error)) from None
    except ValueError:
        raise VaultError("name_not_allowed") from None  # a NUL in it


# ---- reading


def read(path: Path) -> Backup:
    """What a file says of itself, looked at but not yet proven.

    Errors: VaultError "file_unreadable", "not_a_backup", "backup_damaged", "backup_newer".
    """
    with _opened(path) as packed:
        raw = _small(packed, MANIFEST_MEMBER, _MANIFEST_LIMIT)
        document = _document(raw)
        found = _small(packed, HEADER_MEMBER, headers.SIZE_LIMIT)
    return _understood(path, document, found)


def extract(backup: Backup, target: Path, moved: Moved = unwatched) -> None:
    """Write the data file to a new file `target`, which is whole and on the disk on return.

    Errors: VaultError "backup_damaged" (also where it changed since it was read), "file_unreadable",
    "disk_full", "read_only", "io_failed".
    """
    with _opened(backup.path) as packed, datafile.translated():
        info = packed.getinfo(DATA_MEMBER)
        if info.file_size != backup.size:
            raise VaultError("backup_damaged")
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
            with _as_damage(), packed.open(info) as data:
                found = _poured(data, _telling(file.write), backup.size, moved)
            if found != (backup.size, backup.sha):
                raise VaultError("backup_damaged")
            file.flush()
            os.fsync(file.fileno())


def _telling(write_: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """A disk that is full while we write is not a file that cannot be read."""

    def tell(piece: bytes) -> None:
        with datafile.translated():
            write_(piece)

    return tell


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    """The container, once it is plain that it is one of ours."""
    from zipfile import ZipFile

    try:
        file = path.open("rb")
    except (OSError, ValueError):
        raise VaultError("file_unreadable") from None
    with file:
        with _as_damage():
            if file.read(len(_BEGINS)) != _BEGINS:
                raise VaultError("not_a_backup")
            packed = ZipFile(file)
            _check_members(packed.infolist(), os.fstat(file.fileno()).st_size)
        with packed:
            yield packed


def _check_members(members: list[ZipInfo], size: int) -> None:
    from zipfile import ZIP_STORED

    names = [each.filename for each in members]
    if not set(names) & set(MEMBERS):
        raise VaultError("not_a_backup")
    limits = {HEADER_MEMBER: headers.SIZE_LIMIT, DATA_MEMBER: DATA_LIMIT, MANIFEST_MEMBER: _MANIFEST_LIMIT}
    whole = names == list(MEMBERS) and all(
        each.compress_type == ZIP_STORED and each.compress_size == each.file_size <= limits[each.filename]
        for each in members
    )
    if not whole or size - sum(each.file_size for each in members) > _OVERHEAD_LIMIT:
        raise VaultError("backup_damaged")


@contextlib.contextmanager
def _as_damage() -> Iterator[None]:
    """Whatever a file of unknown origin makes `zipfile` raise is damage; a disk that fails is not."""
    from zipfile import BadZipFile

    try:
        yield
    except VaultError:
        raise
    except OSError as error:
        # A torn file sends it to places before its beginning.
        raise VaultError("backup_damaged" if error.errno == errno.EINVAL else "file_unreadable") from None
    except (
        BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, LookupError,
        ArithmeticError, MemoryError, struct.error,
    ):  # fmt: skip
        raise VaultError("backup_damaged") from None


def _small(packed: ZipFile, name: str, limit: int) -> bytes:
    with _as_damage(), packed.open(name) as member:
        return member.read(limit + 1)


def _document(raw: bytes) -> dict[str, Any]:
    try:
        document: dict[str, Any] = headers.strict_json(raw)
        kind, version = document["format"], document["version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise VaultError("backup_damaged") from None
    if kind != KIND or type(version) is not int:
        raise VaultError("not_a_backup")
    if version > VERSION:
        raise VaultError("backup_newer")
    return document


def _understood(path: Path, document: dict[str, Any], raw: bytes) -> Backup:
    try:
        mac = bytes.fromhex(_matching(document.pop("mac"), _SHA))
        _only(document, "format", "version", "made", "schema", "of", "header", "data")
        _only(document["header"], "size", "sha256")
        _only(document["data"], "size", "sha256")
        if document["header"] != {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}:
            raise VaultError("backup_damaged")
        copy = headers.parse(raw, _profile_of(raw))
        made = datetime.strptime(_matching(document["made"], _MADE), "%Y-%m-%dT%H:%M:%SZ")
        schema, size = document["schema"], document["data"]["size"]
        if type(schema) is not int or not 0 <= schema < 2**31 or type(size) is not int:
            raise VaultError("backup_damaged")
        sha, of = _matching(document["data"]["sha256"], _SHA), _matching(document["of"], _OF)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise VaultError("backup_damaged") from None
    if copy.header is None:
        raise VaultError("backup_newer")
    return Backup(
        path=path, copy=copy, header=copy.header, made=made.replace(tzinfo=UTC), schema=schema, of=of,
        size=size, sha=sha, mac=mac, document=document,
    )  # fmt: skip


def _profile_of(raw: bytes) -> str:
    return _matching(headers.strict_json(raw)["profile_id"], re.compile(r"[0-9a-f]{32}"))


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise ValueError
    return value


def _only(document: Any, *names: str) -> None:
    if not isinstance(document, dict) or set(document) != set(names):
        raise ValueError
