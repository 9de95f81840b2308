"""A stand-in for the system's key store that two processes of a benchmark can share."""

from __future__ import annotations

from pathlib import Path

from supportdesk.vault.keystore import KeyStoreAnswer, KeyStoreState


class FileKeyStore:
    """A stand-in for the system's key store that two processes of a benchmark can share."""

    name = "SecretService"

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, account: str) -> KeyStoreAnswer:
        file = self._path / account
        if not file.exists():
            return KeyStoreAnswer(state=KeyStoreState.MISSING)
        return KeyStoreAnswer(state=KeyStoreState.OK, secret=file.read_bytes())

    def set(self, account: str, secret: bytes) -> KeyStoreState:
        self._path.mkdir(parents=True, exist_ok=True)
        (self._path / account).write_bytes(secret)
        return KeyStoreState.OK

    def delete(self, account: str) -> KeyStoreState:
        (self._path / account).unlink(missing_ok=True)
        return KeyStoreState.OK
