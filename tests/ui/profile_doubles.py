"""Profiles for the tests of the windows: a cheap lock, and a key store that is a dict."""

from __future__ import annotations

import threading

from supportdesk.vault import KdfPolicy, KeyStoreAnswer, KeyStoreState

CHEAP = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)


class DictKeyStore:
    """A key store in memory. `state` is what it answers; while `asks` is clear, `get` waits for a person."""

    name = "dict"

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.state = KeyStoreState.OK
        self.gets = 0
        self.asks = threading.Event()
        self.asks.set()

    def get(self, account: str) -> KeyStoreAnswer:
        self.gets += 1
        self.asks.wait(10)
        if self.state is not KeyStoreState.OK:
            return KeyStoreAnswer(state=self.state)
        if account not in self.entries:
            return KeyStoreAnswer(state=KeyStoreState.MISSING)
        return KeyStoreAnswer(state=KeyStoreState.OK, secret=self.entries[account])

    def set(self, account: str, secret: bytes) -> KeyStoreState:
        if self.state is KeyStoreState.OK:
            self.entries[account] = secret
        return self.state

    def delete(self, account: str) -> KeyStoreState:
        if self.state is not KeyStoreState.OK:
            return self.state
        return KeyStoreState.OK if self.entries.pop(account, None) else KeyStoreState.MISSING
