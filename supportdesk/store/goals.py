"""Goals of a store, with trash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from peewee import SQL

from supportdesk.domain.goal import Goal
from supportdesk.store.contacts import rows_of
from supportdesk.store.long import Piece
from supportdesk.store.reading import GOAL_FIELDS
from supportdesk.store.rows import GoalRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store


class Goals:
    """The goals of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def all(self) -> tuple[Goal, ...]:
        """Every goal outside the trash, oldest first."""
        return self._store.reading.goals()

    def chosen(self, which: Any) -> tuple[Goal, ...]:
        """Those outside the trash that a condition of the store chooses (None: all)."""
        live = GoalRow.deleted_on.is_null()
        return self._read(live if which is None else live & which)

    def trash(self) -> tuple[tuple[Goal, date], ...]:
        """Removed goals with the day they were removed."""
        days = {
            each["id"]: each["deleted_on"]
            for each in rows_of(GoalRow.select(GoalRow.id, GoalRow.deleted_on), self._db)
        }
        return tuple((goal, days[goal.id]) for goal in self._read(GoalRow.deleted_on.is_null(False)))

    def save(self, goal: Goal, *, merge: str = "") -> None:
        """Add the goal, or keep its changes."""
        known = bool(rows_of(GoalRow.select(GoalRow.id).where(GoalRow.id == goal.id), self._db))
        did = Did.GOAL_CHANGED if known else Did.GOAL_ADDED
        with self._store.writing(Change(did=did, name=goal.what, id=goal.id, merge=merge)):
            self._write(goal, known=known)

    def add_many(self, goals: tuple[Goal, ...], *, change: Change | None) -> None:
        """Add new goals as one step (sample, import)."""
        with self._store.writing(change):
            for goal in goals:
                self._write(goal, known=False)

    def remove(self, goal_id: str) -> None:
        """Put a goal into the trash."""
        name = next((goal.what for goal in self.all() if goal.id == goal_id), "")
        with self._store.writing(Change(did=Did.GOAL_REMOVED, name=name, id=goal_id)):
            today = self._store.today()
            GoalRow.update(deleted_on=today).where(GoalRow.id == goal_id).execute(self._db)

    def restore(self, goal_id: str) -> None:
        """Take a goal out of the trash."""
        with self._store.writing(Change(did=Did.RESTORED, id=goal_id)):
            GoalRow.update(deleted_on=None).where(GoalRow.id == goal_id).execute(self._db)

    def erase(self, goal_id: str) -> None:
        """Delete for good. This cannot be undone."""
        self.erase_many((goal_id,))

    def erase_many(self, goal_ids: Sequence[str]) -> None:
        """Delete several for good."""
        with self._store.writing(None):
            GoalRow.delete().where(GoalRow.id.in_(goal_ids)).execute(self._db)
        self._store.forget_undo()

    def erasing(self, goal_ids: Sequence[str]) -> list[Piece]:
        """`erase_many` in pieces, for `Store.begin`."""
        return [lambda: self.erase_many(goal_ids)]

    def forget_contacts(self, gone: frozenset[str]) -> None:
        """Take contacts that were deleted for good out of every goal (inside `writing`)."""
        for goal in self._read(None):
            left = tuple(each for each in goal.contact_ids if each not in gone)
            helper = None if goal.helper_id in gone else goal.helper_id
            if (left, helper) != (goal.contact_ids, goal.helper_id):
                self._write(replace(goal, contact_ids=left, helper_id=helper), known=True)

    def rename_contacts(self, kept: str, others: tuple[str, ...]) -> None:
        """Let every goal, in the trash too, speak of `kept` instead of `others` (inside `writing`)."""
        for goal in self._read(None):
            ids = tuple(dict.fromkeys(kept if each in others else each for each in goal.contact_ids))
            helper = kept if goal.helper_id in others else goal.helper_id
            if (ids, helper) != (goal.contact_ids, goal.helper_id):
                self._write(replace(goal, contact_ids=ids, helper_id=helper), known=True)

    def _write(self, goal: Goal, *, known: bool) -> None:
        values = {name: getattr(goal, name) for name in GOAL_FIELDS}
        if known:
            GoalRow.update(**values).where(GoalRow.id == goal.id).execute(self._db)
        else:
            GoalRow.insert(**values, created_on=self._store.today(), deleted_on=None).execute(self._db)

    def _read(self, which: Any) -> tuple[Goal, ...]:
        query = GoalRow.select(*(getattr(GoalRow, name) for name in GOAL_FIELDS)).order_by(SQL("rowid"))
        if which is not None:
            query = query.where(which)
        return tuple(Goal(**each) for each in rows_of(query, self._db))
