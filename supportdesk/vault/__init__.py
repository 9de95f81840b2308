"""Keys, header, key store, profile folders, OS lock and the process guard. No Qt, no domain.

Importing the package loads nothing. Its rooms open with the first use of a name, and cryptography, keyring
and sqlcipher3 only when a profile is really opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportdesk.vault.backup import ENDING as BACKUP_ENDING
    from supportdesk.vault.backup import Backup, Source
    from supportdesk.vault.backup import read as read_backup
    from supportdesk.vault.backup import save as save_backup
    from supportdesk.vault.copies import make_if_due, newest_day
    from supportdesk.vault.datafile import connect
    from supportdesk.vault.errors import CODES, VaultError
    from supportdesk.vault.guard import Protection, is_network_blocked, protect_process
    from supportdesk.vault.kdf import KdfPolicy
    from supportdesk.vault.keystore import KeyStore, KeyStoreAnswer, KeyStoreState, system_keystore
    from supportdesk.vault.opened import OpenVault
    from supportdesk.vault.profiles import ProfileInfo, Profiles
    from supportdesk.vault.warm import warm_up

__all__ = [
    "BACKUP_ENDING",
    "CODES",
    "Backup",
    "KdfPolicy",
    "KeyStore",
    "KeyStoreAnswer",
    "KeyStoreState",
    "OpenVault",
    "ProfileInfo",
    "Profiles",
    "Protection",
    "Source",
    "VaultError",
    "connect",
    "is_network_blocked",
    "make_if_due",
    "newest_day",
    "protect_process",
    "read_backup",
    "save_backup",
    "system_keystore",
    "warm_up",
]


_OTHER_NAMES = {
    "Backup": "Backup",
    "Source": "Source",
    "BACKUP_ENDING": "ENDING",
    "make_if_due": "make_if_due",
    "newest_day": "newest_day",
    "read_backup": "read",
    "save_backup": "save",
}


def __getattr__(name: str) -> Any:
    """Find an exported name in its room. Written out, so that a checker sees every import."""
    if name not in __all__:
        raise AttributeError(name)
    if name in ("CODES", "VaultError"):
        from supportdesk.vault import errors

        return getattr(errors, name)
    if name == "connect":
        from supportdesk.vault import datafile

        return datafile.connect
    if name in ("Protection", "is_network_blocked", "protect_process"):
        from supportdesk.vault import guard

        return getattr(guard, name)
    if name == "warm_up":
        from supportdesk.vault import warm

        return warm.warm_up
    if name in _OTHER_NAMES:
        from supportdesk.vault import backup, copies

        return getattr(copies if name in ("make_if_due", "newest_day") else backup, _OTHER_NAMES[name])
    from supportdesk.vault import kdf, keystore, opened, profiles

    return next(getattr(room, name) for room in (profiles, opened, kdf, keystore) if hasattr(room, name))
