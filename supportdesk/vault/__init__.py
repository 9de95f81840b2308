"""Keys, header, key store, profile folders, OS lock and the process guard. No Qt, no domain.

Importing this loads nothing heavy: cryptography, keyring and sqlcipher3 come in with their first use.
"""

from __future__ import annotations

from supportdesk.vault.datafile import connect
from supportdesk.vault.errors import CODES, VaultError

__all__ = ["CODES", "VaultError", "connect"]
