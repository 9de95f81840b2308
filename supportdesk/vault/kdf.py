"""From a password to a key: Argon2id, its cost, and the limits on costs that a file may ask for."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from supportdesk.records import dataclass
from supportdesk.vault.errors import VaultError

SALT_BYTES = 16
PASSWORD_LIMIT = 1024
_LESS_MEMORY = (131_072, 65_536)
_FAST_SECONDS = 0.7
_AIM_SECONDS = 1.0
_MOST_PASSES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one derivation takes: memory in KiB, passes, lanes."""

    m_kib: int
    t: int
    p: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfPolicy:
    """How dear new passwords are made. `calibrate` adds passes on a fast machine; tests pass a cheap one."""

    m_kib: int = 262_144
    t: int = 3
    p: int = 4
    calibrate: bool = True
    clock: Callable[[], float] = time.perf_counter


def password_bytes(password: str) -> bytes:
    """The password as it is hashed: NFC, UTF-8. Errors: "password_needed" (empty), "password_too_long"."""
    if not password:
        raise VaultError("password_needed")
    # A lone surrogate cannot be typed, but a test or a script may send one: any text is a password.
    data = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    if len(data) > PASSWORD_LIMIT:
        raise VaultError("password_too_long", limit=PASSWORD_LIMIT)
    return data


def is_allowed(cost: Cost, salt: bytes) -> bool:
    """Whether a file's cost is within what we are ready to spend; checked before any memory is taken."""
    return (
        8_192 <= cost.m_kib <= 1_048_576
        and 1 <= cost.t <= 32
        and 1 <= cost.p <= 16
        and cost.m_kib * cost.t <= 8_388_608
        and 16 <= len(salt) <= 64
    )


def derive(password: bytes, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a password. Takes about a second: call it in a worker. Errors: "no_memory"."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    hasher = Argon2id(salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib)
    try:
        return hasher.derive(password)
    except MemoryError:
        raise VaultError("no_memory") from None


def derive_new(password: bytes, salt: bytes, policy: KdfPolicy) -> tuple[Cost, bytes]:
    """Choose the cost for a new password on this machine, and derive with it; the measuring is not wasted."""
    cost, key, seconds = _first(password, salt, policy)
    if not policy.calibrate or seconds >= _FAST_SECONDS:
        return cost, key
    passes = min(_MOST_PASSES, max(cost.t, round(cost.t * _AIM_SECONDS / max(seconds, 0.001))))
    if passes == cost.t:
        return cost, key
    cost = Cost(m_kib=cost.m_kib, t=passes, p=cost.p)
    return cost, derive(password, salt, cost)


def _first(password: bytes, salt: bytes, policy: KdfPolicy) -> tuple[Cost, bytes, float]:
    """The policy's cost, with less memory where the machine has not so much, and the seconds it took."""
    sizes = [policy.m_kib, *(size for size in _LESS_MEMORY if size < policy.m_kib)]
    for size in sizes:
        cost = Cost(m_kib=size, t=policy.t, p=policy.p)
        began = policy.clock()
        try:
            key = derive(password, salt, cost)
        except VaultError:
            continue
        return cost, key, policy.clock() - began
    raise VaultError("no_memory")
