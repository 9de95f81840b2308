"""All profiles of one data folder: list, create, open by one of three ways, delete."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from supportdesk.records import dataclass
from supportdesk.vault import datafile, folder, kdf, keys, keystore, opened
from supportdesk.vault.errors import VaultError, from_os
from supportdesk.vault.header import Header, HeaderCopy, PasswordSlot, Slot, check_label
from supportdesk.vault.lock import FolderLock
from supportdesk.vault.opened import Held, OpenVault
from supportdesk.vault.unlocking import by_sheet, check_data, first_whole, refuse_newer, tidy

if TYPE_CHECKING:  # what is for backups is imported when there is one to make or to open
    from supportdesk.vault import backup

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileInfo:
    """What can be said of a profile without opening it; nothing of it is proven until it is opened.

    `damaged` is None or "header_damaged", "newer_version", "data_missing", "data_empty" or "io_failed"
    (the system refused to read it); the label of a damaged header is empty.
    """

    id: str
    label: str
    has_password: bool
    has_keystore_slot: bool
    damaged: str | None


class Profiles:
    """The profiles under `root`, the data folder. Opening and creating may take a second: use a worker."""

    def __init__(
        self, root: Path, *, keystore: keystore.KeyStore | None, kdf: kdf.KdfPolicy | None = None
    ) -> None:
        self._parent = root / "profiles"
        self._keystore = keystore
        self._policy = kdf or _DEFAULT_POLICY

    @property
    def folder(self) -> Path:
        """Where the profiles lie, one folder for each, named by its id."""
        return self._parent

    def list(self) -> tuple[ProfileInfo, ...]:
        """Every profile, by label and then by id. Errors: VaultError "io_failed", "read_only"."""
        try:
            paths = list(self._parent.iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise from_os(error) from None
        names = {path.name for path in paths}
        if any(folder.ASIDE in name for name in names):
            from supportdesk.vault import restore

            if restore.heal(self._parent, names):
                return self.list()
        infos = [_info(path) for path in paths if _ID.fullmatch(path.name)]
        return tuple(sorted(infos, key=lambda info: (info.label.casefold(), info.id)))

    def create(self, label: str, password: str | None) -> OpenVault:
        """A new, empty profile, open. Without a password its key lies in the system's key store.

        Errors: VaultError "name_...", "password_needed" (no password and no key store, or an empty one),
        "password_too_long", "keystore_locked", "keystore_unavailable", "disk_full", "read_only", "no_memory".
        """
        label = check_label(label)
        profile_id = os.urandom(16).hex()
        slot, kek = self._new_slot(profile_id, password)
        header = Header(
            profile_id=profile_id,
            label=label,
            generation=1,
            data_name="data-1.db",
            dek_id=opened.new_dek_id(),
        )
        root = keys.new_root()
        header = opened.with_slot(header, slot, kek, root)
        try:
            path, lock = self._build(header, root)
        except BaseException:
            if password is None and self._keystore is not None:
                self._keystore.delete(profile_id)
            raise
        return self._vault(path, Held(header=header, root=root, kek=kek), lock, read_only=False)

    def open_with_password(self, profile_id: str, password: str) -> OpenVault:
        """Errors: VaultError "wrong_password", "header_damaged", "data_missing", "data_empty",
        "data_damaged", "newer_version", "busy", "not_found", "no_memory", "password_too_long", "io_failed".
        """
        secret = kdf.password_bytes(password)
        known: dict[tuple[kdf.Cost, bytes], bytes] = {}

        def kek_for(slot: PasswordSlot) -> bytes:
            where = (slot.cost, slot.salt)
            if where not in known:
                known[where] = kdf.derive(secret, slot.salt, slot.cost)
            return known[where]

        def held(header: Header) -> Held | None:
            slot = header.password_slot
            return opened.unwrapped(header, slot, kek_for(slot)) if slot else None

        return self._open(profile_id, lambda copies: first_whole(copies, held, "wrong_password"))

    def open_with_keystore(self, profile_id: str) -> OpenVault:
        """Errors: VaultError "password_needed" (it has a password), "keystore_locked",
        "keystore_unavailable", "keystore_missing", "keystore_wrong", and those of the data file as in
        `open_with_password`.
        """

        def find(copies: tuple[HeaderCopy, ...]) -> Held:
            slots = [copy.header.keystore_slot for copy in copies if copy.header]
            if slots and not any(slots):
                raise VaultError("password_needed")
            secret = self._secret(profile_id) if slots else b""

            def held(header: Header) -> Held | None:
                slot = header.keystore_slot
                return opened.unwrapped(header, slot, keys.keystore_kek(secret, slot.salt)) if slot else None

            return first_whole(copies, held, "keystore_wrong")

        return self._open(profile_id, find)

    def open_with_recovery_key(self, profile_id: str, key_text: str) -> OpenVault:
        """Open with the sheet; works with the data file alone, and then writes a new header without a way in:
        where the result has neither password nor key-store slot, ask for a password.

        Errors: VaultError "recovery_key_typo", "wrong_recovery_key", and those of the data file.
        """
        root = keys.root_from_recovery_key(key_text)
        path = self._path(profile_id)
        return self._open(profile_id, lambda copies: by_sheet(path, copies, root))

    def restore(
        self,
        found: backup.Backup,
        *,
        newest_schema: int,
        password: str | None = None,
        recovery_key: str | None = None,
        label: str = "",
        may_replace: bool = False,
        moved: backup.Moved | None = None,
    ) -> OpenVault:
        """Make a backup a profile of this computer, open. Without password or recovery key the key store,
        or no one, opens it. A profile that is here already is moved aside, and only with `may_replace`.

        Opened by the sheet alone it may have no way in yet: ask for a password then.
        Errors: VaultError "profile_there", "backup_damaged", "backup_newer", "backup_wrong_password",
        "backup_wrong_key", "backup_needs_key", "recovery_key_typo", "file_unreadable", "busy", "disk_full",
        "read_only", "no_memory", "keystore_...", "name_...", "io_failed".
        """
        from supportdesk.vault import backup, backup_keys

        path = self._parent / found.profile_id
        here = folder.read_copies(path) if path.is_dir() else ()
        if path.exists() and not may_replace:
            raise VaultError("profile_there")
        if recovery_key is not None:
            held = backup_keys.by_recovery_key(found, here, recovery_key)
        elif password is not None:
            held = backup_keys.by_password(found, here, password)
        else:
            held = backup_keys.by_keystore(found, here, lambda: self._secret(found.profile_id))
        wanted = check_label(label) if label else self._free_label(held.header)
        newest = max((each.header.generation for each in here if each.header), default=0)
        held.header = replace(
            held.header,
            label=wanted,
            data_name="data-1.db",
            generation=max(newest, held.header.generation) + 1,
        )
        return self._put_in_place(found, held, newest_schema, moved or backup.unwatched)

    def _put_in_place(
        self, found: backup.Backup, held: Held, newest_schema: int, moved: backup.Moved
    ) -> OpenVault:
        from supportdesk.vault import copies, restore

        staged, lock = restore.build(
            self._parent, found, held.root, held.header, newest_schema=newest_schema, moved=moved
        )
        try:
            moved(found.size, found.size)  # the last moment to give it up
            path, aside = restore.put_in_place(self._parent, staged, lock, found.profile_id)
        except BaseException:
            restore.drop(staged, lock)
            raise
        if aside is not None:
            copies.bring_over(aside, path, held.header.dek_id)
        lock = FolderLock(path) if sys.platform == "win32" else lock
        return self._vault(path, held, lock, read_only=False)

    def _free_label(self, header: Header) -> str:
        """The name it had, with a number where another profile has that name already."""
        taken = {each.label for each in self.list() if each.id != header.profile_id}
        names = (header.label, *(f"{header.label} ({number})" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def copies(self, profile_id: str) -> tuple[backup.Backup, ...]:
        """The backups of a profile that were made by themselves, the newest first."""
        from supportdesk.vault import copies

        return copies.readable(self._parent / profile_id)

    def way_of(self, found: backup.Backup) -> str:
        """What opens a backup on this computer: "password", "keystore", or only the "recovery_key"."""
        from supportdesk.vault import backup_keys

        path = self._parent / found.profile_id
        here = folder.read_copies(path) if path.is_dir() else ()
        header = backup_keys.opens_here(found, here)
        if header is None:
            return "recovery_key"
        return "password" if header.password_slot else "keystore"

    def has_both_headers(self, profile_id: str) -> bool:
        """Whether both copies of the header are there and the same; opening the profile mends them."""
        copies = folder.read_copies(self._path(profile_id))
        return len(copies) == 2 and copies[0].raw == copies[1].raw

    def has_aside(self, profile_id: str) -> bool:
        """Whether a restore moved an earlier state of this profile aside."""
        from supportdesk.vault import restore

        return bool(restore.asides(self._parent, profile_id))

    def put_back(self, profile_id: str) -> None:
        """Let the profile and what was moved aside last change places.

        Errors: VaultError "not_found", "busy", "read_only", "io_failed".
        """
        from supportdesk.vault import restore

        restore.put_back(self._parent, profile_id)

    def remove_asides(self, profile_id: str) -> None:
        """Delete for good what was moved aside. Errors: VaultError "read_only", "io_failed"."""
        from supportdesk.vault import restore

        restore.remove_asides(self._parent, profile_id)

    def delete(self, profile_id: str) -> bool:
        """Remove the profile's files for good, with its backups and what was moved aside.

        Gives False where its entry stayed in the key store, which then opens nothing.
        Errors: VaultError "busy", "not_found", "read_only", "io_failed".
        """
        path = self._path(profile_id)
        lock = FolderLock(path)
        try:
            from supportdesk.vault import restore

            copies = folder.read_copies(path)
            restore.remove_asides(self._parent, profile_id)  # first: else one of them came back
            gone = self._parent / f".deleted-{os.urandom(8).hex()}"
            folder.move(path, gone, lock)
            with datafile.translated():
                folder.remove(gone)
        finally:
            lock.release()
        return self._forget(profile_id, copies)

    def _path(self, profile_id: str) -> Path:
        path = self._parent / profile_id
        if not _ID.fullmatch(profile_id) or not path.is_dir():
            raise VaultError("not_found")
        return path

    def _new_slot(self, profile_id: str, password: str | None) -> tuple[Slot, bytes]:
        if password is not None:
            return opened.fresh_password_slot(kdf.password_bytes(password), self._policy)
        if self._keystore is None:
            raise VaultError("password_needed")
        return opened.fresh_keystore_slot(self._keystore, profile_id)

    def _build(self, header: Header, root: bytes) -> tuple[Path, FolderLock]:
        """Make the profile aside and rename it whole, so that no half profile is ever listed."""
        with datafile.translated():
            folder.make_private(self._parent)
            folder.sweep_abandoned(self._parent)
            staged, lock = folder.stage(self._parent)
        path = self._parent / header.profile_id
        try:
            datafile.create(
                staged / header.data_name,
                keys.database_key(root),
                profile_id=header.profile_id,
                dek_id=header.dek_id,
            )
            folder.write_header(staged, header.sealed(root))
            folder.move(staged, path, lock)
        except BaseException:
            lock.release()
            folder.sweep_abandoned(self._parent)
            raise
        return path, FolderLock(path) if sys.platform == "win32" else lock

    def _open(self, profile_id: str, find: Callable[[tuple[HeaderCopy, ...]], Held]) -> OpenVault:
        path = self._path(profile_id)
        lock = FolderLock(path)
        try:
            copies = folder.read_copies(path)
            held = find(copies)
            refuse_newer(copies, held.root)
            read_only = not (lock.is_writable and os.access(path, os.W_OK))
            check_data(path, held, read_only=read_only)
            if not read_only:
                tidy(path, held)
        except BaseException:
            lock.release()
            raise
        return self._vault(path, held, lock, read_only=read_only)

    def _vault(self, path: Path, held: Held, lock: FolderLock, *, read_only: bool) -> OpenVault:
        return OpenVault(
            path=path, held=held, lock=lock, store=self._keystore, policy=self._policy, read_only=read_only
        )

    def _secret(self, profile_id: str) -> bytes:
        if self._keystore is None:
            raise VaultError("keystore_unavailable")
        answer = self._keystore.get(profile_id)
        keystore.raise_unless_ok(answer.state)
        return answer.secret

    def _forget(self, profile_id: str, copies: tuple[HeaderCopy, ...]) -> bool:
        headers = [copy.header for copy in copies if copy.header]
        if headers and not any(header.keystore_slot for header in headers):
            return True
        if self._keystore is None:
            return not headers
        state = self._keystore.delete(profile_id)
        return state in (keystore.KeyStoreState.OK, keystore.KeyStoreState.MISSING)


_DEFAULT_POLICY = kdf.KdfPolicy()


def _info(path: Path) -> ProfileInfo:
    code = "header_damaged"
    header = None
    try:
        copies = folder.read_copies(path)
        code = "newer_version" if copies else code
        header = next((copy.header for copy in copies if copy.header), None)
    except VaultError as error:
        code = error.code
    if header is None:
        return ProfileInfo(id=path.name, label="", has_password=False, has_keystore_slot=False, damaged=code)
    return ProfileInfo(
        id=path.name,
        label=header.label,
        has_password=header.password_slot is not None,
        has_keystore_slot=header.keystore_slot is not None,
        damaged=_data_fault(path / header.data_name),
    )


def _data_fault(data: Path) -> str | None:
    try:
        return None if data.stat().st_size else "data_empty"
    except FileNotFoundError:
        return "data_missing"
    except OSError:
        return "io_failed"
