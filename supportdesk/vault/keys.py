"""The root key of a profile: what is derived from it, how a slot wraps it, and how it is written on paper."""

from __future__ import annotations

import os
import unicodedata
import zlib
from typing import TYPE_CHECKING

from supportdesk.vault.errors import VaultError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hmac import HMAC

ROOT_BYTES = 16
SECRET_BYTES = 32
NONCE_BYTES = 12
WRAPPED_BYTES = ROOT_BYTES + 16

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_SHEET_CHARACTERS = 32
_CHECK_BYTES = 4


def new_root() -> bytes:
    """A fresh random root key: 16 bytes, the same that the recovery sheet shows."""
    return os.urandom(ROOT_BYTES)


def database_key(root: bytes) -> bytes:
    """The 32-byte raw key of SQLCipher."""
    return _derived(root, b"supportdesk/v1/db")


def backup_mac_key(root: bytes) -> bytes:
    """The key that seals a backup's list of contents."""
    return _derived(root, b"supportdesk/v1/backup-mac")


def header_mac_key(root: bytes) -> bytes:
    """The key that seals a header: nobody changes a slot, label or file name unnoticed."""
    return _derived(root, b"supportdesk/v1/header-mac")


def mac(key: bytes, text: bytes) -> bytes:
    """HMAC-SHA256, by the library that wraps the keys: Python's own loads a second OpenSSL at each start."""
    return _keyed(key, text).finalize()


def is_mac(key: bytes, text: bytes, mac_: bytes) -> bool:
    """Whether it is the HMAC of this text; the time it takes tells nothing."""
    from cryptography.exceptions import InvalidSignature

    try:
        _keyed(key, text).verify(mac_)
    except InvalidSignature:
        return False
    return True


def _keyed(key: bytes, text: bytes) -> HMAC:
    from cryptography.hazmat.primitives import hashes, hmac

    made = hmac.HMAC(key, hashes.SHA256())
    made.update(text)
    return made


def keystore_kek(secret: bytes, salt: bytes) -> bytes:
    """The key that wraps the root for the system's key store, from the 32-byte secret kept there."""
    return _derived(secret, b"supportdesk/v1/keystore", salt)


def wrap(root: bytes, kek: bytes, nonce: bytes, aad: bytes) -> bytes:
    """The root under a slot's key (AES-256-GCM), bound to the slot's own parameters in `aad`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(kek).encrypt(nonce, root, aad)


def unwrap(wrapped: bytes, kek: bytes, nonce: bytes, aad: bytes) -> bytes | None:
    """The root again, or None when the key is not the right one or something was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(kek).decrypt(nonce, wrapped, aad)
    except InvalidTag:
        return None


def recovery_key(root: bytes) -> str:
    """The root for the printed sheet: 32 characters in 8 groups of 4, the last 32 bits a check sum."""
    number = int.from_bytes(root + _check_sum(root), "big")
    digits = [_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_SHEET_CHARACTERS - 1), -1, -5)]
    return " ".join("".join(digits[i : i + 4]) for i in range(0, _SHEET_CHARACTERS, 4))


def root_from_recovery_key(text: str) -> bytes:
    """The root from what a person typed; case, blanks, dashes and O for 0, I or L for 1 are forgiven.

    Errors: VaultError "recovery_key_typo". One wrong character or two swapped neighbours are always found.
    """
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
    typed = "".join(c for c in typed if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf"))
    if len(typed) != _SHEET_CHARACTERS or not set(typed) <= set(_ALPHABET):
        raise VaultError("recovery_key_typo")
    number = 0
    for character in typed:
        number = number << 5 | _ALPHABET.index(character)
    whole = number.to_bytes(ROOT_BYTES + _CHECK_BYTES, "big")
    root, check = whole[:ROOT_BYTES], whole[ROOT_BYTES:]
    if check != _check_sum(root):
        raise VaultError("recovery_key_typo")
    return root


def _check_sum(root: bytes) -> bytes:
    # A CRC, not a hash: it finds every run of wrong bits shorter than 32, so every single
    # mistyped character and every swap of neighbours. Its bit order wants little-endian.
    return zlib.crc32(root).to_bytes(_CHECK_BYTES, "little")


def _derived(key: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    """HKDF-SHA256 (RFC 5869) for one block, which is all that 32 bytes need."""
    return mac(mac(salt or bytes(SECRET_BYTES), key), purpose + b"\x01")
