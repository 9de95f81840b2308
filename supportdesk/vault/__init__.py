"""Keys, header, key store, profile folders, OS lock and the process guard. No Qt, no domain.

Importing this loads nothing heavy: cryptography, keyring and sqlcipher3 come in with their first use.
"""

from __future__ import annotations

from supportdesk.vault.datafile import connect
from supportdesk.vault.errors import CODES, VaultError
from supportdesk.vault.kdf import KdfPolicy
from supportdesk.vault.keystore import KeyStore, KeyStoreAnswer, KeyStoreState, system_keystore
from supportdesk.vault.opened import OpenVault
from supportdesk.vault.profiles import ProfileInfo, Profiles

__all__ = [
    "CODES",
    "KdfPolicy",
    "KeyStore",
    "KeyStoreAnswer",
    "KeyStoreState",
    "OpenVault",
    "ProfileInfo",
    "Profiles",
    "VaultError",
    "connect",
    "system_keystore",
]
