"""Undo and redo of every change, by triggers that write down the opposite of each statement.

The technique is SQLite's own (sqlite.org/undoredo.html). The log lives in a temporary table, in
memory only; a group is what one outermost `Store.writing` did.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from supportdesk.records import dataclass

LIMIT = 200


class Did(StrEnum):
    """What a change was, in the person's terms; the windows have the sentence."""

    CONTACT_ADDED = "contact_added"
    CONTACT_CHANGED = "contact_changed"
    CONTACT_REMOVED = "contact_removed"
    CONTACT_MOVED = "contact_moved"
    CONTACTS_MERGED = "contacts_merged"
    CONTACTS_IMPORTED = "contacts_imported"
    TIE_CHANGED = "tie_changed"
    GOAL_ADDED = "goal_added"
    GOAL_CHANGED = "goal_changed"
    GOAL_REMOVED = "goal_removed"
    CHECKIN_LOGGED = "checkin_logged"
    CHECKIN_CHANGED = "checkin_changed"
    CHECKIN_REMOVED = "checkin_removed"
    PLAN_CHANGED = "plan_changed"
    NOTE_CHANGED = "note_changed"
    RESTORED = "restored"
    SETTINGS_CHANGED = "settings_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One undoable change: what was done, to whom, and where to look for it.

    Changes with the same `merge` key that follow each other count as one (typing in one field).
    """

    did: Did
    name: str = ""
    id: str = ""
    merge: str = ""


class _Group:
    __slots__ = ("change", "statements", "tables")

    def __init__(self, change: Change, statements: list[str], tables: frozenset[str]) -> None:
        self.change = change
        self.statements = statements
        self.tables = tables


class Undo:
    """The two stacks of a connection; `execute` runs SQL on it."""

    def __init__(self, execute: Any) -> None:
        self.execute = execute
        self.done: list[_Group] = []
        self.undone: list[_Group] = []

    def watch(self, tables: tuple[str, ...]) -> None:
        """Start to write down what happens to `tables` on this connection."""
        self.execute(
            "CREATE TEMP TABLE undo_log "
            "(seq INTEGER PRIMARY KEY, touched TEXT NOT NULL, statement TEXT NOT NULL)"
        )
        for table in tables:
            columns = [row[1] for row in self.execute(f"PRAGMA table_info({table})").fetchall()]
            for statement in _triggers(table, columns):
                self.execute(statement)

    def take(self) -> _Group | None:
        """What was written down since the last time, newest first; empties the log."""
        rows = self.execute("SELECT touched, statement FROM undo_log ORDER BY seq DESC").fetchall()
        if not rows:
            return None
        self.execute("DELETE FROM undo_log")
        return _Group(Change(did=Did.RESTORED), [row[1] for row in rows], frozenset(row[0] for row in rows))

    def keep(self, group: _Group, change: Change) -> None:
        """Put a committed group on the stack; what was undone before is gone then."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last and change.merge and last.change.merge == change.merge:
            last.statements[:0] = group.statements
            last.tables |= group.tables
            return
        group.change = change
        self.done.append(group)
        del self.done[:-LIMIT]

    def play(self, source: list[_Group], target: list[_Group]) -> tuple[Change, frozenset[str]]:
        """Run the newest group of `source` (inside a transaction); its opposite goes onto `target`."""
        group = source.pop()
        self.execute("PRAGMA defer_foreign_keys=1")
        for statement in group.statements:
            self.execute(statement)
        opposite = self.take()
        if opposite is not None:
            opposite.change = group.change
            target.append(opposite)
        return group.change, group.tables


def _triggers(table: str, columns: list[str]) -> tuple[str, str, str]:
    names = ",".join(f'"{name}"' for name in columns)
    values = "||','||".join(f'quote(old."{name}")' for name in columns)
    settings = "||','||".join(f'\'"{name}"=\'||quote(old."{name}")' for name in columns)
    back = f"'UPDATE {table} SET '||{settings}||' WHERE rowid='||new.rowid"  # noqa: S608
    again = f"'INSERT INTO {table}(rowid,{names}) VALUES('||old.rowid||','||{values}||')'"
    gone = f"'DELETE FROM {table} WHERE rowid='||new.rowid"  # noqa: S608
    return (
        _trigger(table, "AFTER INSERT", gone),
        _trigger(table, "AFTER UPDATE", back),
        _trigger(table, "BEFORE DELETE", again),
    )


def _trigger(table: str, when: str, opposite: str) -> str:
    name = f"undo_{table}_{when.split()[1].lower()}"
    log = f"INSERT INTO undo_log(touched, statement) VALUES ('{table}', {opposite})"  # noqa: S608
    return f"CREATE TEMP TRIGGER {name} {when} ON main.{table} BEGIN {log}; END"
