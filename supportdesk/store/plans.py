"""The plan of a store: its parts as rows in the person's order, the rest as one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportdesk.domain.plain import to_plain
from supportdesk.domain.plan import Plan, PlanPart
from supportdesk.store.reading import PART_FIELDS
from supportdesk.store.rows import PlanPartRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store


class Plans:
    """The plan of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def now(self) -> Plan:
        """The plan as it is now."""
        return self._store.reading.plan()

    def save(self, plan: Plan, *, merge: str = "", undoable: bool = True) -> None:
        """Keep the whole plan; only the parts that changed are written.

        Earlier versions are kept by themselves, but not while a profile is filled (not `undoable`).
        """
        change = Change(did=Did.PLAN_CHANGED, merge=merge) if undoable else None
        with self._store.writing(change):
            old = self.now()
            if undoable:
                self._store.versions.keep(old, plan)
            if replace(old, parts=()) != replace(plan, parts=()):
                self._store.write_page("plan", to_plain(replace(plan, parts=())))
            self._write_parts(old.parts, plan.parts)

    def save_part(self, part: PlanPart, *, merge: str = "") -> None:
        """Keep one part, new or known."""
        plan = self.now()
        known = any(each.id == part.id for each in plan.parts)
        parts = tuple(part if each.id == part.id else each for each in plan.parts)
        self.save(replace(plan, parts=parts if known else (*parts, part)), merge=merge)

    def forget_contacts(self, gone: frozenset[str]) -> None:
        """Take contacts that were deleted for good out of the plan (inside `writing`)."""
        plan = self.now()
        parts = tuple(
            replace(part, items=tuple(item for item in part.items if item.contact_id not in gone))
            for part in plan.parts
        )
        self._write_parts(plan.parts, parts)
        self._store.versions.forget_contacts(gone)

    def _write_parts(self, old: tuple[PlanPart, ...], new: tuple[PlanPart, ...]) -> None:
        before = {part.id: (position, part) for position, part in enumerate(old)}
        for position, part in enumerate(new):
            values = {name: getattr(part, name) for name in PART_FIELDS} | {"position": position}
            known = before.pop(part.id, None)
            if known is None:
                PlanPartRow.insert(**values).execute(self._db)
            elif known != (position, part):
                PlanPartRow.update(**values).where(PlanPartRow.id == part.id).execute(self._db)
        for part_id in before:
            PlanPartRow.delete().where(PlanPartRow.id == part_id).execute(self._db)
