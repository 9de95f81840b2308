"""Profiles for the tests of the windows: a cheap lock, and a key store that is a dict."""

from __future__ import annotations

import threading

from supportdesk.vault import KeyStoreAnswer
from tests.vault.vault_doubles import CHEAP
from tests.vault.vault_doubles import DictKeyStore as VaultKeyStore

__all__ = ["CHEAP", "DictKeyStore"]


class DictKeyStore(VaultKeyStore):
    """Counts what it is asked; while `asks` is clear, `get` waits for a person."""

    def __init__(self) -> None:
        super().__init__()
        self.gets = 0
        self.asks = threading.Event()
        self.asks.set()

    def get(self, account: str) -> KeyStoreAnswer:
        self.gets += 1
        self.asks.wait(10)
        return super().get(account)
