"""Stand-ins for the vault's tests: a key store that is a dict, a cheap cost, and shorthand for errors."""

from __future__ import annotations

from supportdesk.vault import KdfPolicy, KeyStoreAnswer, KeyStoreState

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
