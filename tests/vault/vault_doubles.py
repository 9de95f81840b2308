"""Stand-ins for the vault's tests: a key store that is a dict, a cheap cost, and shorthand for errors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from supportdesk.vault import (
    CODES,
    KdfPolicy,
    KeyStoreAnswer,
    KeyStoreState,
    OpenVault,
    VaultError,
    connect,
)

CHEAP = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)


class DictKeyStore:
    """A key store in memory. `state` is what it answers to everything; `forgets` loses what is set."""

    name = "dict"

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.state = KeyStoreState.OK
        self.forgets = False

    def get(self, account: str) -> KeyStoreAnswer:
        if self.state is not KeyStoreState.OK:
            return KeyStoreAnswer(state=self.state)
        if account not in self.entries:
            return KeyStoreAnswer(state=KeyStoreState.MISSING)
        return KeyStoreAnswer(state=KeyStoreState.OK, secret=self.entries[account])

    def set(self, account: str, secret: bytes) -> KeyStoreState:
        if self.state is KeyStoreState.OK and not self.forgets:
            self.entries[account] = secret
        return self.state

    def delete(self, account: str) -> KeyStoreState:
        if self.state is not KeyStoreState.OK:
            return self.state
        known = self.entries.pop(account, None)
        return KeyStoreState.MISSING if known is None else KeyStoreState.OK


def code_of(call: Callable[[], object]) -> str:
    """The code of the VaultError that the call raises; "" when it raises none."""
    try:
        result = call()
    except VaultError as error:
        if error.code in CODES:
            return error.code
        raise
    if isinstance(result, OpenVault):
        result.close()
    return ""


def opened(vault: OpenVault) -> Connection:
    """A connection to an open profile's data file."""
    return connect(vault.database_path, vault.database_key, profile_id=vault.profile_id)


def write_rows(vault: OpenVault, numbers: range) -> None:
    """Put rows into the data file, each number with 1,000 characters."""
    with closing(opened(vault)) as connection:
        connection.execute("create table if not exists rows (number integer primary key, text text)")
        for number in numbers:
            connection.execute("insert into rows values (?, ?)", (number, f"{number:05}" * 200))


def read_rows(vault: OpenVault) -> list[int]:
    """The numbers again, each with its text compared."""
    with closing(opened(vault)) as connection:
        rows = connection.execute("select number, text from rows order by number").fetchall()
    assert all(text == f"{number:05}" * 200 for number, text in rows)
    return [number for number, _text in rows]


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below the folder, by name; lock files aside, which are empty."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }
