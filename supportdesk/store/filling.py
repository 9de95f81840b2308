"""The search index of a file from an earlier program, filled in small pieces while the app is in use.

Each piece is a transaction of its own, and what a record needs is either there whole or not at all, so the
work may end anywhere (lock, close, a crash) and goes on at the next opening. A record that is changed
meanwhile is indexed by that change (`finding.py`), and is passed over here. Undo knows nothing of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from supportdesk.store.errors import told
from supportdesk.store.listing import CHECKIN, CONTACT, GOAL, NOTE, PLAN
from supportdesk.store.rules import INDEX_RULE

if TYPE_CHECKING:
    from supportdesk.store.store import Store

FEW = 200  # records of a file that is filled at once, when it is opened
AT_ONCE = 40  # records between two looks at the clock
_LAST = 1 << 62
_TABLES = {CONTACT: "contact", GOAL: "goal", PLAN: "plan_part", NOTE: "note"}
_LEFT = "SELECT id, '' , rowid FROM {table} WHERE rowid < ?2 AND '' <= ?1 ORDER BY rowid DESC LIMIT ?3"
_CHECKINS_LEFT = (
    'SELECT id, "when", rowid FROM checkin WHERE deleted_on IS NULL AND ("when", rowid) < (?1, ?2) '
    'ORDER BY "when" DESC, rowid DESC LIMIT ?3'
)


class Filling:
    """Goes through all records once: what is few first, then the check-ins, newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run: Callable[..., Any] = store.connection.execute
        self._left = [CHECKIN, *reversed(_TABLES)]
        self._reached: tuple[str, int] = ("~", _LAST)
        with told():
            rule = self._run("SELECT version FROM finding_rule").fetchone()
            self.is_done = rule is not None and rule[0] == INDEX_RULE
            if not (self.is_done or store.connection.is_read_only):
                self._begin()

    def _begin(self) -> None:
        """What was filled by another rule goes at once: from now on the index says only what is true."""
        if self._store.finding.rule != -INDEX_RULE:
            with self._store.database.atomic("IMMEDIATE"):
                self._store.finding.clear()
                self._store.finding.rule = -INDEX_RULE
        tables = " UNION ALL ".join(f"SELECT 1 FROM {each}" for each in (*_TABLES.values(), "checkin"))  # noqa: S608
        if self._run(f"SELECT count(*) FROM ({tables} LIMIT {FEW + 1})").fetchone()[0] <= FEW:  # noqa: S608
            self.finish()

    def finish(self) -> None:
        """Fill all that is left in one go."""
        while not self.more(1.0):
            pass

    def more(self, seconds: float) -> bool:
        """Fill on for about so long, in one transaction; True when nothing is left. Errors: StoreError.

        Nothing is lost where the power fails before the disk has it, so the disk is not waited for.
        """
        if self.is_done or self._store.long is not None:  # nobody else writes while much work is under way
            return self.is_done
        before = list(self._left), self._reached
        until = time.monotonic() + seconds
        with told():
            self._run("PRAGMA synchronous=1")
            try:
                with self._store.database.atomic("IMMEDIATE"):
                    while self._piece() and time.monotonic() < until:
                        pass
            except BaseException:
                self._left, self._reached = before
                raise
            finally:
                self._run("PRAGMA synchronous=2")
        self.is_done = not self._left
        return self.is_done

    def hurry(self, kind: str, record: str) -> None:
        """Index one record before the others, as somebody wants to see it. Errors: StoreError."""
        if not (self.is_done or self._store.connection.is_read_only):
            self._store.settle()
            with told(), self._store.database.atomic("IMMEDIATE"):
                self._store.finding.add_new(kind, [record])

    def _piece(self) -> bool:
        """Index the next few records; False when these were the last."""
        kind = self._left[-1]
        found = self._run(_query(kind), (*self._reached, AT_ONCE)).fetchall()
        if found:
            self._reached = found[-1][1:]
            self._store.finding.add_new(kind, [each[0] for each in found])
            return True
        self._left.pop()
        self._reached = ("~", _LAST)
        if not self._left:
            self._store.finding.rule = INDEX_RULE
        return bool(self._left)


def _query(kind: str) -> str:
    return _CHECKINS_LEFT if kind == CHECKIN else _LEFT.format(table=_TABLES[kind])
