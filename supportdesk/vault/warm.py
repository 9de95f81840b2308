"""Loads what opening a profile needs, so that it is there when the person presses Open."""

from __future__ import annotations

import contextlib
import sys


def warm_up(*, keystore: bool = True) -> None:
    """Import the ciphers, the database and, where it will be asked, this system's key store.

    For a thread behind the first paint. The key store is large and slow, and of no use to a password.
    """
    import sqlcipher3.dbapi2  # noqa: F401
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401
    from cryptography.hazmat.primitives.kdf import argon2  # noqa: F401

    if keystore and sys.platform.startswith("linux"):
        with contextlib.suppress(ImportError):
            import keyring.backends.SecretService  # noqa: F401
