"""Loads what opening a profile needs, so that it is there when the person presses Open."""

from __future__ import annotations

import contextlib
import sys


def warm_up() -> None:
    """Import the ciphers, the database and this system's key store; for a thread behind the first paint."""
    import sqlcipher3.dbapi2  # noqa: F401
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401
    from cryptography.hazmat.primitives.kdf import argon2, hkdf  # noqa: F401

    if sys.platform.startswith("linux"):
        with contextlib.suppress(ImportError):
            import keyring.backends.SecretService  # noqa: F401
