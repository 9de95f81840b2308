"""Undo and redo of every change, by triggers that write down the opposite of each statement.

The technique is SQLite's own (sqlite.org/undoredo.html). The log lives in a temporary table, in
memory only; a group is what one outermost `Store.writing` did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from supportdesk.records import dataclass

LIMIT = 200
MANY = 1_000  # statements that are read at a time
FEW = 20  # statements of a long Undo between two looks at the clock
# Whose row it is, for what is read anew after a change: of the other tables all is read.
_CONTACT = {"contact": "id", "standing": "contact_id", "support": "contact_id"}


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


class Group:
    """What one change did: how it is taken back, newest first, in which tables, and to which contacts."""

    __slots__ = ("change", "contacts", "statements", "tables")

    def __init__(
        self, change: Change, statements: list[str], tables: frozenset[str], contacts: frozenset[str]
    ) -> None:
        self.change = change
        self.statements = statements
        self.tables = tables
        self.contacts = contacts

    def take_in(self, later: Group) -> None:
        """Make what was done later a part of this."""
        self.statements[:0] = later.statements
        self.tables |= later.tables
        self.contacts |= later.contacts


class Undo:
    """The two stacks of a connection; `execute` runs SQL on it."""

    def __init__(self, execute: Any) -> None:
        self.execute = execute
        self.done: list[Group] = []
        self.undone: list[Group] = []

    def watch(self, tables: tuple[str, ...]) -> None:
        """Start to write down what happens to `tables` on this connection."""
        self.execute(
            "CREATE TEMP TABLE undo_log "
            "(seq INTEGER PRIMARY KEY, touched TEXT NOT NULL, contact TEXT, statement TEXT NOT NULL)"
        )
        for table in tables:
            columns = [row[1] for row in self.execute(f"PRAGMA table_info({table})").fetchall()]
            for statement in _triggers(table, columns):
                self.execute(statement)

    def take(self) -> Group | None:
        """What was written down since the last time, newest first; empties the log."""
        return [None, *self.taking()][-1]

    def taking(self) -> Iterator[Group | None]:
        """The same in small steps; the last one gives what was found."""
        rows: list[tuple[str, str | None, str]] = []
        query = (
            "SELECT seq, touched, contact, statement FROM undo_log WHERE seq < ? ORDER BY seq DESC LIMIT ?"
        )
        few = self.execute(query, (1 << 62, MANY)).fetchall()
        while few:
            rows += [each[1:] for each in few]
            yield None
            few = self.execute(query, (few[-1][0], MANY)).fetchall()
        if rows:
            self.execute("DELETE FROM undo_log")
            yield Group(
                Change(did=Did.RESTORED),
                [row[2] for row in rows],
                frozenset(row[0] for row in rows),
                frozenset(row[1] for row in rows if row[1] is not None),
            )

    def keep(self, group: Group, change: Change) -> None:
        """Put a committed group on the stack; what was undone before is gone then."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last and change.merge and last.change.merge == change.merge:
            last.take_in(group)
            return
        group.change = change
        self.done.append(group)
        del self.done[:-LIMIT]

    def playing(self, group: Group) -> list[Callable[[], object]]:
        """Pieces that take the changes of `group` back, one after the other, inside a transaction."""
        few = [group.statements[at : at + FEW] for at in range(0, len(group.statements), FEW)]
        return [lambda: self.execute("PRAGMA defer_foreign_keys=1"), *(self._run(each) for each in few)]

    def _run(self, statements: list[str]) -> Callable[[], object]:
        def run() -> None:
            for statement in statements:
                self.execute(statement)

        return run

    def played(self, source: list[Group], target: list[Group], opposite: Group | None) -> Change:
        """Note that the newest group of `source` was taken back, and how that is undone."""
        group = source.pop()
        if opposite is not None:
            opposite.change = group.change
            target.append(opposite)
        return group.change


def _triggers(table: str, columns: list[str]) -> tuple[str, str, str]:
    names = ",".join(f'"{name}"' for name in columns)
    values = "||','||".join(f'quote(old."{name}")' for name in columns)
    settings = "||','||".join(f'\'"{name}"=\'||quote(old."{name}")' for name in columns)
    back = f"'UPDATE {table} SET '||{settings}||' WHERE rowid='||new.rowid"  # noqa: S608
    again = f"'INSERT INTO {table}(rowid,{names}) VALUES('||old.rowid||','||{values}||')'"
    gone = f"'DELETE FROM {table} WHERE rowid='||new.rowid"  # noqa: S608
    return (
        _trigger(table, "AFTER INSERT", "new", gone),
        _trigger(table, "AFTER UPDATE", "new", back),
        _trigger(table, "BEFORE DELETE", "old", again),
    )


def _trigger(table: str, when: str, row: str, opposite: str) -> str:
    name = f"undo_{table}_{when.split()[1].lower()}"
    contact = f"{row}.{_CONTACT[table]}" if table in _CONTACT else "NULL"
    values = f"('{table}', {contact}, {opposite})"
    log = f"INSERT INTO undo_log(touched, contact, statement) VALUES {values}"  # noqa: S608
    return f"CREATE TEMP TRIGGER {name} {when} ON main.{table} BEGIN {log}; END"
