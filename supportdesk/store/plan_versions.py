"""The earlier versions of the plan: small notes that no snapshot carries, read when they are looked at."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from supportdesk.domain.plain import from_plain, to_plain
from supportdesk.domain.plan import Plan
from supportdesk.domain.plan_versions import (
    PlanVersion,
    at_review,
    before_change,
    brought_back,
    is_same_sitting,
    moment,
    too_many,
    without_contact,
    written,
)
from supportdesk.store.contacts import rows_of
from supportdesk.store.rows import NoteRow, PageRow
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.store.store import Store

KIND = "plan_version"
CHANGED = "plan_changed"
FINE_ENOUGH = timedelta(minutes=1)  # the moment of the last change is not written with every letter


class PlanVersions:
    """Kept by themselves: at each look over the plan, and before the first change of a sitting."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.database

    def all(self) -> tuple[PlanVersion, ...]:
        """Every version, newest first."""
        query = NoteRow.select().where(NoteRow.kind == KIND).order_by(NoteRow.position.desc())
        found = (from_plain(PlanVersion, json.loads(each["body"])) for each in rows_of(query, self._db))
        return tuple(sorted(found, key=moment, reverse=True))

    def bring_back(self, version: PlanVersion) -> None:
        """Put the parts of an earlier version in place; the plan of now is kept as a version first."""
        with self._store.writing(Change(did=Did.PLAN_CHANGED)):
            now = self._store.plans.now()
            newest = self._newest()
            if written(now) and (newest is None or written(newest.plan) != written(now)):
                self._insert(PlanVersion(day=self._store.today(), at=self._changed_at(), plan=now))
            self._store.plans.save(brought_back(now, version))

    def add(self, versions: tuple[PlanVersion, ...]) -> None:
        """Add versions that came from elsewhere (inside `writing`)."""
        for version in sorted(versions, key=lambda each: each.day):
            self._insert(version)

    def keep(self, old: Plan, fresh: Plan) -> None:
        """What a change of the plan leaves behind (inside `writing`, before it is written)."""
        if written(old) != written(fresh):
            self._keep_sitting(old, fresh)
        looked_over = at_review(fresh, old, self._store.now())
        if looked_over is not None:
            self._replace_todays(looked_over)

    def _keep_sitting(self, old: Plan, fresh: Plan) -> None:
        now, changed_at = self._store.now(), self._changed_at()
        if not is_same_sitting(changed_at, now):
            before = before_change(old, fresh, changed_at=changed_at, newest=self._newest(), now=now)
            if before is not None:
                self._insert(before)
                self._thin_out(now.date())
        if changed_at is None or abs(now - changed_at) >= FINE_ENOUGH:
            self._store.write_page(CHANGED, to_plain(now))

    def _thin_out(self, today: date) -> None:
        for each in too_many(self.all(), today):
            NoteRow.delete().where(NoteRow.id == each).execute(self._db)

    def forget_contacts(self, gone: frozenset[str]) -> None:
        """Take contacts that were deleted for good out of every version (inside `writing`)."""
        for each in rows_of(NoteRow.select().where(NoteRow.kind == KIND), self._db):
            if not any(id_ in each["body"] for id_ in gone):
                continue
            version = from_plain(PlanVersion, json.loads(each["body"]))
            body = to_plain(version) | {"plan": to_plain(without_contact(version.plan, gone))}
            NoteRow.update(body=_text(body)).where(NoteRow.id == each["id"]).execute(self._db)

    def _newest(self) -> PlanVersion | None:
        """The one that was kept last."""
        query = NoteRow.select().where(NoteRow.kind == KIND).order_by(NoteRow.position.desc()).limit(1)
        found = rows_of(query, self._db)
        return from_plain(PlanVersion, json.loads(found[0]["body"])) if found else None

    def _changed_at(self) -> datetime | None:
        """When the plan was changed last; while only the day was kept, its first moment."""
        found = rows_of(PageRow.select().where(PageRow.name == CHANGED), self._db)
        return datetime.fromisoformat(json.loads(found[0]["body"])) if found else None

    def _replace_todays(self, version: PlanVersion) -> None:
        """A second look on the same day takes the place of the first."""
        for each in self.all():
            if each.looked_over and each.day == version.day:
                NoteRow.delete().where(NoteRow.id == each.id).execute(self._db)
        self._insert(version)

    def _insert(self, version: PlanVersion) -> None:
        self._store.notes.insert(KIND, version.id, to_plain(version))


def _text(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"))
