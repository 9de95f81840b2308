"""Reads a profile in the thread that unlocked it, on a connection of its own.

A file from an earlier program is brought up to date there too: with many records that takes a second or more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Protocol, TypeVar

from supportdesk.store.ahead import keep
from supportdesk.store.store import OpenProfile, Store


class UnlockedProfile(OpenProfile, Protocol):
    """An open vault that can be let go of."""

    def close(self) -> None: ...


P = TypeVar("P", bound=UnlockedProfile)


def read_ahead(profile: P, today: Callable[[], date]) -> P:
    """The same profile, read as `Store.snapshot` will want it; its store is then opened without a pause.

    Also brings it up to date. Errors: StoreError, VaultError (of `vault.connect`); then it is closed.
    """
    try:
        with closing(Store.open(profile, today)) as store:
            store.snapshot()
            keep(profile, store)
    except BaseException:
        profile.close()
        raise
    return profile
