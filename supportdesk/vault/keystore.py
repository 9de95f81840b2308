"""The system's key store: one secret for each profile without a password, five answers and no other."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from typing import Any, Protocol

from supportdesk.records import dataclass
from supportdesk.vault.errors import VaultError
from supportdesk.vault.header import SERVICE
from supportdesk.vault.keys import SECRET_BYTES

_SECRET = re.compile(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}")


class KeyStoreState(StrEnum):
    """How the key store answered; only OK lets anything be written."""

    OK = "ok"
    LOCKED = "locked"
    UNAVAILABLE = "unavailable"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStoreAnswer:
    """A state, and with OK the secret that was asked for."""

    state: KeyStoreState
    secret: bytes = field(default=b"", repr=False)


class KeyStore(Protocol):
    """Where the secrets of profiles without a password lie. Any call may wait for the person to unlock it."""

    @property
    def name(self) -> str:
        """The kind of store, as the header notes it."""

    def get(self, account: str) -> KeyStoreAnswer:
        """The 32-byte secret kept for a profile id."""

    def set(self, account: str, secret: bytes) -> KeyStoreState:
        """Keep a secret for a profile id."""

    def delete(self, account: str) -> KeyStoreState:
        """Forget the secret of a profile id; MISSING when there was none."""


class SystemKeyStore:
    """One key-store class of `keyring`, made directly: its own search would start compilers, and would obey
    an environment variable that makes it lose keys.
    """

    def __init__(self, name: str, make: Callable[[], Any]) -> None:
        self.name = name
        self._make = make

    def get(self, account: str) -> KeyStoreAnswer:
        """The secret kept for a profile id; WRONG when what is there was not written by us."""
        state, text = self._asked(lambda store: store.get_password(SERVICE, account))
        if state is not KeyStoreState.OK:
            return KeyStoreAnswer(state=state)
        if text is None:
            return KeyStoreAnswer(state=KeyStoreState.MISSING)
        if not _SECRET.fullmatch(text):
            return KeyStoreAnswer(state=KeyStoreState.WRONG)
        return KeyStoreAnswer(state=state, secret=bytes.fromhex(text))

    def set(self, account: str, secret: bytes) -> KeyStoreState:
        """Keep a secret; whether it was really kept only a `get` tells."""
        return self._asked(lambda store: store.set_password(SERVICE, account, secret.hex()))[0]

    def delete(self, account: str) -> KeyStoreState:
        """Forget a secret."""
        return self._asked(lambda store: store.delete_password(SERVICE, account))[0]

    def _asked(self, question: Callable[[Any], Any]) -> tuple[KeyStoreState, Any]:
        """The answer, or the state that an exception means. Backends raise a dozen unrelated types
        (KeyringError, SecretStorageException, DBusErrorResponse, OSError, pywintypes.error ...), and
        a key store that fails in a way nobody thought of is unavailable too.
        """
        try:
            return KeyStoreState.OK, question(self._make())
        except Exception as error:
            return _state(error), None


def system_keystore() -> KeyStore | None:
    """The key store of this system, or None where we know none. Asks nothing and imports nothing yet."""
    system: str = sys.platform
    if system == "win32":
        return SystemKeyStore("Windows", _windows)
    if system == "darwin":
        return SystemKeyStore("macOS", _macos)
    if system.startswith("linux"):
        return SystemKeyStore("SecretService", _secret_service)
    return None


def raise_unless_ok(state: KeyStoreState) -> None:
    """Errors: VaultError "keystore_locked", "keystore_unavailable", "keystore_missing", "keystore_wrong"."""
    if state is not KeyStoreState.OK:
        raise VaultError(f"keystore_{state.value}")


def keep(store: KeyStore, account: str, secret: bytes) -> None:
    """Set, get and compare: only what comes back the same may be relied on.

    Errors: VaultError "keystore_locked", and "keystore_unavailable" for a store that keeps nothing.
    """
    import hmac

    raise_unless_ok(store.set(account, secret))
    answer = store.get(account)
    if answer.state is KeyStoreState.LOCKED:
        raise VaultError("keystore_locked")
    if answer.state is not KeyStoreState.OK or not hmac.compare_digest(answer.secret, secret):
        raise VaultError("keystore_unavailable")


def _state(error: Exception) -> KeyStoreState:
    names = {kind.__name__ for each in _chain(error) for kind in type(each).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return KeyStoreState.LOCKED
    if names & {"PasswordDeleteError", "ItemNotFoundException"}:
        return KeyStoreState.MISSING
    return KeyStoreState.UNAVAILABLE


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (cause := chain[-1].__cause__) is not None:
        chain.append(cause)
    return chain


def _secret_service() -> Any:
    from keyring.backends.SecretService import Keyring

    return Keyring()  # type: ignore[no-untyped-call]


def _macos() -> Any:
    from keyring.backends.macOS import Keyring

    return Keyring()  # type: ignore[no-untyped-call]


def _windows() -> Any:
    from keyring.backends.Windows import WinVaultKeyring

    return WinVaultKeyring()  # type: ignore[no-untyped-call]
