"""Which key opens a backup, and with which ways in the profile comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from supportdesk.vault import kdf, keys
from supportdesk.vault.backup import Backup
from supportdesk.vault.errors import VaultError
from supportdesk.vault.header import Header, HeaderCopy
from supportdesk.vault.opened import Held, unwrapped

Kek = Callable[[kdf.Cost, bytes], bytes]


def by_password(found: Backup, here: Iterable[HeaderCopy], password: str) -> Held:
    """By the password it was saved with, or by the one of today where the profile is here with the same root.

    Errors: VaultError "backup_needs_key", "backup_wrong_password", "backup_damaged", "no_memory",
    "password_needed", "password_too_long".
    """
    secret = kdf.password_bytes(password)
    slots = [(each, each.password_slot) for each in _headers(found, here)]
    known: dict[tuple[kdf.Cost, bytes], bytes] = {}
    for header, slot in slots:
        if slot is None:
            continue
        where = (slot.cost, slot.salt)
        if where not in known:
            known[where] = kdf.derive(secret, slot.salt, slot.cost)
        held = unwrapped(header, slot, known[where])
        if held is not None:
            return _proven(found, held)
    raise VaultError("backup_wrong_password" if known else "backup_needs_key")


def by_keystore(found: Backup, here: Iterable[HeaderCopy], secret: Callable[[], bytes]) -> Held:
    """By the key store, where the profile is here with the same root and opens by it.

    Errors: VaultError "backup_needs_key", "keystore_...", "backup_damaged".
    """
    for header in _headers(found, here):
        slot = header.keystore_slot
        held = unwrapped(header, slot, keys.keystore_kek(secret(), slot.salt)) if slot else None
        if held is not None:
            return _proven(found, held)
    raise VaultError("backup_needs_key")


def by_recovery_key(found: Backup, here: Iterable[HeaderCopy], key_text: str) -> Held:
    """By the sheet; the ways into the profile that is here stay, where it has the same root.

    Errors: VaultError "recovery_key_typo", "backup_wrong_key", "backup_damaged".
    """
    root = keys.root_from_recovery_key(key_text)
    if not found.copy.is_sealed_with(root):
        raise VaultError("backup_wrong_key")
    mine = [copy.header for copy in here if copy.header and copy.is_sealed_with(root)]
    return _proven(found, Held(header=mine[0] if mine else found.header, root=root))


def opens_here(found: Backup, here: Iterable[HeaderCopy]) -> Header | None:
    """The header by whose ways in this backup opens on this computer, its own if it has one."""
    return next((each for each in _headers(found, here) if each.slots), None)


def _headers(found: Backup, here: Iterable[HeaderCopy]) -> list[Header]:
    same = [copy.header for copy in here if copy.header and copy.header.dek_id == found.header.dek_id]
    return [found.header, *same]


def _proven(found: Backup, held: Held) -> Held:
    if not found.is_sealed_with(held.root):
        raise VaultError("backup_damaged")
    return held
