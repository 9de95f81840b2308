"""An open profile: it holds the lock and the keys, and changes the ways in."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from supportdesk.vault import datafile, folder, kdf, keys, keystore
from supportdesk.vault.errors import VaultError
from supportdesk.vault.header import Header, KeyStoreSlot, PasswordSlot, Slot, check_label
from supportdesk.vault.lock import FolderLock

if TYPE_CHECKING:
    from supportdesk.vault import backup


@dataclass(slots=True, kw_only=True)
class Held:
    """What an open profile has in hand. `kek` is the key of the slot it came in by; None after a sheet."""

    header: Header
    root: bytes = field(repr=False)
    kek: bytes | None = field(default=None, repr=False)


class OpenVault:
    """One unlocked profile; the lock on its folder is held until `close`.

    Not to be used by two threads at once. Before `rotate`, and before `set_password` while `has_password`
    is False, the caller closes its database connection: afterwards `database_path`, `database_key` and
    `recovery_key` are new. Both refuse with "busy" otherwise.
    """

    def __init__(
        self,
        *,
        path: Path,
        held: Held,
        lock: FolderLock,
        store: keystore.KeyStore | None,
        policy: kdf.KdfPolicy,
        read_only: bool,
    ) -> None:
        self._path = path
        self._held: Held | None = held
        self._lock = lock
        self._keystore = store
        self._policy = policy
        self._read_only = read_only
        self._at_work = threading.Lock()

    def __enter__(self) -> OpenVault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<OpenVault {'closed' if self._held is None else 'open'}>"

    @property
    def profile_id(self) -> str:
        """32 hex digits: the folder's name and the account in the key store. Known after `close` too."""
        return self._path.name

    @property
    def label(self) -> str:
        """The name on the lock screen; empty after both headers were lost, until `rename`."""
        return self._open.header.label

    @property
    def database_path(self) -> Path:
        """The data file now in force."""
        return self._path / self._open.header.data_name

    @property
    def database_key(self) -> bytes:
        """The 32-byte raw key for `connect`."""
        return keys.database_key(self._open.root)

    def backup_source(self) -> backup.Source:
        """What a worker needs to make a backup while the profile stays open."""
        from supportdesk.vault import backup

        held = self._open
        return backup.Source(
            data=self.database_path,
            read_only=self._read_only,
            header=held.header,
            root=held.root,
            at_work=self._at_work,
        )

    @property
    def dek_id(self) -> str:
        """16 hex digits that change with every new root key."""
        return self._open.header.dek_id

    @property
    def read_only(self) -> bool:
        """True where the folder takes no writing: open the database with `read_only=True`."""
        return self._read_only

    @property
    def recovery_key(self) -> str:
        """What the recovery sheet shows: 8 groups of 4 characters."""
        return keys.recovery_key(self._open.root)

    @property
    def has_password(self) -> bool:
        """Whether a password opens this profile."""
        return self._open.header.password_slot is not None

    @property
    def has_keystore_slot(self) -> bool:
        """Whether the system's key store opens it. Neither of both after both headers were lost."""
        return self._open.header.keystore_slot is not None

    def copies(self) -> tuple[backup.Backup, ...]:
        """The backups that were made by themselves, the newest first."""
        from supportdesk.vault import copies

        return copies.readable(self._path)

    def remove_copies(self) -> None:
        """Delete those for good. Errors: VaultError "read_only", "io_failed"."""
        from supportdesk.vault import copies

        copies.remove_all(self._path)

    @property
    def has_aside(self) -> bool:
        """Whether a restore moved an earlier state of this profile aside."""
        from supportdesk.vault import restore

        return bool(restore.asides(self._path.parent, self.profile_id))

    def remove_asides(self) -> None:
        """Delete that for good. Errors: VaultError "read_only", "io_failed"."""
        from supportdesk.vault import restore

        restore.remove_asides(self._path.parent, self.profile_id)

    def check(self) -> None:
        """Look at every page and row of the data file; for a worker. Errors: "data_damaged", ..."""
        datafile.check_whole(
            self.database_path, self.database_key, profile_id=self.profile_id, read_only=self._read_only
        )

    def check_backup(self, found: backup.Backup) -> None:
        """Whether a backup of this profile would come back whole; for a worker.

        Errors: "backup_other_key", "backup_damaged", "disk_full", "read_only", "file_unreadable".
        """
        from supportdesk.vault import restore

        restore.check(found, self._open.root, self._path)

    def close(self) -> None:
        """Forget the keys and let go of the lock. Calling it again does nothing."""
        self._held = None
        self._lock.release()

    def rename(self, label: str) -> None:
        """Change the label. Errors: "name_empty", "name_not_storable", "name_too_long", "read_only", ..."""
        label = check_label(label)
        self._write(replace(self._open.header, label=label))

    def is_password(self, password: str) -> bool:
        """Whether this is the password. Takes about a second. Errors: "password_...", "no_memory"."""
        slot = self._open.header.password_slot
        if slot is None:
            return False
        kek = kdf.derive(kdf.password_bytes(password), slot.salt, slot.cost)
        return keys.unwrap(slot.wrapped, kek, slot.nonce, self._open.header.aad(slot)) is not None

    def set_password(self, password: str) -> None:
        """Let this password, and no other way but the sheet, open the profile. Takes about a second.

        Coming from the key store the root is changed too, because the store and old backups know the old one.
        Errors: "password_needed", "password_too_long", "no_memory", "read_only", "disk_full", "busy".
        """
        self._require_writable()
        slot, kek = fresh_password_slot(kdf.password_bytes(password), self._policy)
        had_keystore = self.has_keystore_slot
        if had_keystore:
            self._change_root(slot, kek)
        else:
            self._change_slot(slot, kek)
        if had_keystore and self._keystore is not None:
            self._keystore.delete(
                self.profile_id
            )  # no header wraps with it any more: a left entry opens nothing

    def remove_password(self) -> None:
        """Let the system's key store open the profile instead; also mends an entry that was lost there.

        Errors: "keystore_unavailable" (also without any key store), "keystore_locked", "read_only",
        "disk_full".
        """
        self._require_writable()
        store = self._required_keystore()
        old = self._open.header.keystore_slot
        if old is not None and self._kek_in_store(store, old) is not None:
            return
        slot, kek = fresh_keystore_slot(store, self.profile_id)
        self._change_slot(slot, kek)

    def rotate(self) -> None:
        """A new root key and a rewritten data file: old sheets, old backups' keys and old copies fit no more.

        The ways in stay. Errors: "busy" (a connection is open), "password_needed" (opened by the sheet: set a
        password first), "read_only", "disk_full", "keystore_...".
        """
        self._require_writable()
        header = self._open.header
        old = header.password_slot or header.keystore_slot
        if old is None:
            raise VaultError("password_needed")
        kek = self._open.kek
        if isinstance(old, KeyStoreSlot):
            # The secret stays and its salt changes: were the secret replaced first, a crash would lock out.
            slot: Slot = replace(old, id=_slot_id(), salt=os.urandom(kdf.SALT_BYTES), nonce=_nonce())
            kek = keys.keystore_kek(self._secret_in_store(), slot.salt)
        else:
            slot = replace(old, id=_slot_id(), nonce=_nonce())
        if kek is None:
            raise VaultError("password_needed")
        self._change_root(slot, kek)

    @property
    def _open(self) -> Held:
        if self._held is None:
            raise RuntimeError("the profile is closed")
        return self._held

    def _require_writable(self) -> None:
        if self._read_only:
            raise VaultError("read_only")

    def _required_keystore(self) -> keystore.KeyStore:
        if self._keystore is None:
            raise VaultError("keystore_unavailable")
        return self._keystore

    def _secret_in_store(self) -> bytes:
        answer = self._required_keystore().get(self.profile_id)
        keystore.raise_unless_ok(answer.state)
        return answer.secret

    def _kek_in_store(self, store: keystore.KeyStore, slot: KeyStoreSlot) -> bytes | None:
        """The slot's key if the store has it; None if the entry is gone or another's; else a VaultError."""
        answer = store.get(self.profile_id)
        if answer.state in (keystore.KeyStoreState.LOCKED, keystore.KeyStoreState.UNAVAILABLE):
            keystore.raise_unless_ok(answer.state)
        if answer.state is not keystore.KeyStoreState.OK:
            return None
        kek = keys.keystore_kek(answer.secret, slot.salt)
        root = keys.unwrap(slot.wrapped, kek, slot.nonce, self._open.header.aad(slot))
        return kek if root is not None else None

    def _change_slot(self, slot: Slot, kek: bytes) -> None:
        from supportdesk.vault import restore

        header = with_slot(self._open.header, slot, kek, self._open.root)
        self._write(header)
        self._open.kek = kek
        restore.close_asides(self._path.parent, self.profile_id)

    def _write(self, header: Header) -> None:
        self._require_writable()
        header = replace(header, generation=self._open.header.generation + 1)
        folder.write_header(self._path, header.sealed(self._open.root))
        self._open.header = header

    def _change_root(self, slot: Slot, kek: bytes) -> None:
        """New data file under a new root, then the header that names it, then the old file goes."""
        old, root = self._open.header, keys.new_root()
        newest = max((folder.data_number(name) for name in folder.data_names(self._path)), default=0)
        header = replace(
            old,
            generation=old.generation + 1,
            data_name=f"data-{newest + 1}.db",
            dek_id=new_dek_id(),
        )
        header = with_slot(header, slot, kek, root)
        with self._at_work:  # a backup that is being made reads the file
            self._rewrite_data(header, root)
            self._held = Held(header=header, root=root, kek=kek)
            self._forget_the_old_root()

    def _forget_the_old_root(self) -> None:
        """Nothing in the data folder opens any more with the sheet or password of before."""
        from supportdesk.vault import restore

        header = self._open.header
        folder.sweep(self._path, header.data_name)
        folder.sweep_copies(self._path, header.dek_id)
        with contextlib.suppress(VaultError):
            restore.remove_asides(self._path.parent, self.profile_id)
        with contextlib.suppress(OSError):
            (self._path / folder.UPGRADE_COPY).unlink(missing_ok=True)

    def _rewrite_data(self, header: Header, root: bytes) -> None:
        raw = header.sealed(root)
        try:
            datafile.copy_with_new_key(
                self.database_path,
                self.database_key,
                self._path / header.data_name,
                keys.database_key(root),
                profile_id=self.profile_id,
                dek_id=header.dek_id,
            )
            with datafile.translated():
                folder.sync_folder(self._path)
            folder.write_header(self._path, raw)
        except BaseException:
            # The header's replacement is the commit point, even where something failed right after it.
            if folder.is_in_force(self._path, raw):
                return
            folder.sweep(self._path, self._open.header.data_name)
            raise


def with_slot(header: Header, slot: Slot, kek: bytes, root: bytes) -> Header:
    """The header with this slot, wrapped, as its only one."""
    wrapped = keys.wrap(root, kek, slot.nonce, header.aad(slot))
    return replace(header, slots=(replace(slot, wrapped=wrapped),))


def unwrapped(header: Header, slot: Slot, kek: bytes) -> Held | None:
    """The profile in hand, or None where this key does not open the slot."""
    root = keys.unwrap(slot.wrapped, kek, slot.nonce, header.aad(slot))
    return None if root is None else Held(header=header, root=root, kek=kek)


def fresh_keystore_slot(store: keystore.KeyStore, profile_id: str) -> tuple[KeyStoreSlot, bytes]:
    """Put a new secret into the store, look that it is there, and give the slot and its key."""
    secret, salt = os.urandom(keys.SECRET_BYTES), os.urandom(kdf.SALT_BYTES)
    keystore.keep(store, profile_id, secret)
    slot = KeyStoreSlot(id=_slot_id(), backend=store.name, account=profile_id, salt=salt, nonce=_nonce())
    return slot, keys.keystore_kek(secret, salt)


def fresh_password_slot(password: bytes, policy: kdf.KdfPolicy) -> tuple[PasswordSlot, bytes]:
    """A slot for a new password, and its key."""
    salt = os.urandom(kdf.SALT_BYTES)
    cost, kek = kdf.derive_new(password, salt, policy)
    return PasswordSlot(id=_slot_id(), cost=cost, salt=salt, nonce=_nonce()), kek


def new_dek_id() -> str:
    """A new random name for a root key: 16 hex digits that say nothing about it."""
    return os.urandom(8).hex()


def _slot_id() -> str:
    return os.urandom(8).hex()


def _nonce() -> bytes:
    return os.urandom(keys.NONCE_BYTES)
