"""Brings a file from an earlier program up to date before its store is opened: with many records it takes
a second or more, so it is done in the thread that unlocked the profile, on a connection of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from typing import Protocol, TypeVar

from supportdesk.store.ahead import keep
from supportdesk.store.migrations import NEWEST
from supportdesk.store.rules import INDEX_RULE
from supportdesk.store.store import OpenProfile, Store


class UnlockedProfile(OpenProfile, Protocol):
    """An open vault that can be let go of."""

    def close(self) -> None: ...


P = TypeVar("P", bound=UnlockedProfile)


def up_to_date(profile: P) -> P:
    """The same profile with its data file as this program has it; closed where that fails.

    Errors: StoreError, VaultError (of `vault.connect`).
    """
    try:
        if not profile.read_only and _is_older(profile):
            Store.open(profile).close()
    except BaseException:
        profile.close()
        raise
    return profile


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


def _is_older(profile: OpenProfile) -> bool:
    """Whether a step, or the emptying of the index, is still to come; a new file has nothing to take along.

    What is wrong with the file is told when the store is opened.
    """
    from sqlcipher3 import dbapi2 as sqlcipher

    from supportdesk.vault import connect

    path, key = profile.database_path, profile.database_key
    with suppress(sqlcipher.Error), closing(connect(path, key, profile_id=profile.profile_id)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version != NEWEST:
            return 0 < version < NEWEST
        rule = connection.execute("SELECT version FROM finding_rule").fetchone()
        return rule is None or abs(rule[0]) != INDEX_RULE
    return False
