"""The store of one open profile: every read and write of it, one snapshot, one way to write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.placement import KeptPlace
from supportdesk.domain.plain import to_plain
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.store import ahead
from supportdesk.store.connection import Connection, memory_connection
from supportdesk.store.errors import StoreError, told
from supportdesk.store.filling import Filling
from supportdesk.store.migrations import NEWEST
from supportdesk.store.parts import Parts
from supportdesk.store.reading import Reading
from supportdesk.store.rules import TRASH_DAYS
from supportdesk.store.undo import Change, Did, Undo

if TYPE_CHECKING:
    from supportdesk.domain.story import Past, Stage

TABLES = (
    "contact", "standing", "support", "tie", "photo", "goal", "checkin", "checkin_person",
    "plan_part", "page", "note",
)  # fmt: skip


class OpenProfile(Protocol):
    """What the store needs of an open vault."""

    @property
    def profile_id(self) -> str: ...
    @property
    def database_path(self) -> Path: ...
    @property
    def database_key(self) -> bytes: ...
    @property
    def read_only(self) -> bool: ...


class Store(Parts):
    """One open profile. All methods belong to the thread that made it.

    Errors of every method: StoreError (disk_full, read_only, busy, data_damaged, disk_trouble).
    """

    def __init__(
        self,
        connection: Connection,
        today: Callable[[], date],
        *,
        copies: Path | None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.connection = connection
        self.today = today
        self.now = now or (lambda: datetime.combine(self.today(), datetime.now().time()))
        self.changed: Callable[[], None] = lambda: None
        self._depth = 0
        self._parts: dict[str, Any] = {}
        self._seen_day = today()
        self.reading = Reading(connection)
        self._undo = Undo(connection.execute)
        self._is_watched = False
        with told():
            if connection.version != NEWEST:
                self._upgrade(copies)
        self.filling = Filling(self)

    def _upgrade(self, copies: Path | None) -> None:
        from supportdesk.store.database import migrate

        migrate(self.database, copy_to=copies / "before-upgrade.db" if copies else None)

    def _watch(self) -> None:
        """Before the first change: write down from now on what is changed, for Undo and for the index."""
        if not self._is_watched:
            with told():
                self._undo.watch(TABLES)
                self.finding.watch()
            self._is_watched = True

    @classmethod
    def open(cls, profile: OpenProfile, today: Callable[[], date] = date.today) -> Store:
        """Open the data file of an unlocked profile. Errors: StoreError, VaultError (of `vault.connect`)."""
        from supportdesk.vault import connect

        path, read_only = profile.database_path, profile.read_only
        with told():
            connection = Connection(
                str(path),
                lambda: connect(
                    path, profile.database_key, profile_id=profile.profile_id, read_only=read_only
                ),
                read_only=read_only,
            )
        store = cls._on(connection, today, path.parent)
        ahead.take(profile, store)
        return store

    @classmethod
    def in_memory(
        cls, today: Callable[[], date] = date.today, now: Callable[[], datetime] | None = None
    ) -> Store:
        """A store that leaves nothing behind (sample profile, tests)."""
        return cls._on(Connection(":memory:", memory_connection), today, None, now)

    @classmethod
    def _on(
        cls,
        connection: Connection,
        today: Callable[[], date],
        copies: Path | None,
        now: Callable[[], datetime] | None = None,
    ) -> Store:
        try:
            return cls(connection, today, copies=copies, now=now)
        except BaseException:
            connection.close()
            raise

    # ---- writing

    @contextmanager
    def writing(self, change: Change | None) -> Iterator[None]:
        """One transaction; nested ones join the outermost, which alone speaks.

        After the outermost commit the change can be undone (None: not undoable, for filling a new
        profile) and `changed` is called. Errors: StoreError; the file is then as it was before.
        """
        outermost = self._depth == 0
        self._watch()
        self._depth += 1
        try:
            if not outermost:
                yield
                return
            with told(), self.database.atomic("IMMEDIATE"):
                yield
                self.finding.keep_up()
                group = self._undo.take()
        finally:
            self._depth -= 1
        if group is None:
            return
        if change is not None:
            self._undo.keep(group, change)
        self._forget(group.tables)
        self.changed()

    def undo(self) -> Change | None:
        """Take back the newest change; None when there is nothing to take back."""
        return self._play(self._undo.done, self._undo.undone)

    def redo(self) -> Change | None:
        """Do again what was last undone; None when there is nothing."""
        return self._play(self._undo.undone, self._undo.done)

    @property
    def can_undo(self) -> Change | None:
        """The change that `undo` would take back."""
        return self._undo.done[-1].change if self._undo.done else None

    @property
    def can_redo(self) -> Change | None:
        """The change that `redo` would do again."""
        return self._undo.undone[-1].change if self._undo.undone else None

    def forget_undo(self) -> None:
        """Empty both stacks, for changes that must not come back (delete for good)."""
        self._undo.done.clear()
        self._undo.undone.clear()

    def _play(self, source: list[Any], target: list[Any]) -> Change | None:
        if not source:
            return None
        kept, had = list(source), list(target)
        try:
            with told(), self.database.atomic("IMMEDIATE"):
                change, tables = self._undo.play(source, target)
                self.finding.keep_up()
        except BaseException:
            source[:], target[:] = kept, had
            raise
        self._forget(tables)
        self.changed()
        return change

    # ---- reading

    def snapshot(self) -> Snapshot:
        """The profile as it is now; only what changed since the last time is read again."""
        if self._seen_day != self.today():
            self._seen_day = self.today()
            self._parts.pop("recent", None)
        read = self.reading
        with told():
            goals = self._part("goals", read.goals)
            linked = frozenset(each for goal in goals for each in goal.contact_ids)
            return Snapshot(
                me=self._part("me", read.me),
                contacts=self._part("contacts", read.contacts),
                ties=self._part("ties", read.ties),
                goals=goals,
                plan=self._part("plan", read.plan),
                notes=self._part("notes", read.notes),
                recent=self._part("recent", lambda: read.recent(self._seen_day, linked)),
                last_seen=self._part("last_seen", read.last_seen),
                past=self._part("past", read.count),
                places=self._part("places", read.places),
            )

    @property
    def known(self) -> Any:
        """What was read so far, for another store of the same file."""
        return self._seen_day, dict(self._parts), self.reading.known

    def know(self, known: Any) -> None:
        """Take what another store has read, unless the day has changed since."""
        if known[0] == self._seen_day:
            _day, self._parts, self.reading.known = known

    def _part(self, name: str, read: Callable[[], Any]) -> Any:
        if name not in self._parts:
            self._parts[name] = read()
        return self._parts[name]

    def _forget(self, tables: frozenset[str]) -> None:
        for part, made_of in _MADE_OF.items():
            if tables & made_of:
                self._parts.pop(part, None)

    def whole(self) -> dict[str, Any]:
        """Every record outside the trash, by the names of `exchange.whole.Whole`."""
        rest = self.whole_without_log()
        photos = sorted(self.contacts.photos() & {each.id for each in rest["contacts"]})
        kept = tuple((each, self.contacts.photo(each) or b"") for each in photos)
        return {**rest, "checkins": self.checkins.all(), "photos": kept}

    def whole_without_log(self) -> dict[str, Any]:
        """The same without check-ins and photos, which may be many and can be read in pieces."""
        now = self.snapshot()
        return {
            "me": now.me,
            "contacts": now.contacts,
            "ties": now.ties,
            "goals": now.goals,
            "plan": now.plan,
            "versions": self.versions.all(),
            "notes": now.notes,
            "places": now.places,
        }

    def past(self, day: date) -> Past:
        """The map as it stood at the end of a day, today and later as it is now.

        Whoever is not safe to contact now is in no past either; who was not safe then is not in `shown`.
        """
        from supportdesk.domain.story import Past, seen

        if day >= self.today():
            now = self.snapshot()
            return seen(Past(day=day, contacts=now.contacts, ties=now.ties), now.contacts)
        with told():
            then = Past(day=day, contacts=self.contacts.on(day), ties=self.ties.on(day))
        return seen(then, self.snapshot().contacts)

    def story_days(self) -> tuple[date, ...]:
        """The days on which the map tells of a change, oldest first, of whoever may be shown now."""
        from supportdesk.store.turning import turning_days

        with told():
            unsafe = {each.id for each in self.snapshot().contacts if each.state is State.NOT_SAFE}
            gone = {each.id for each, _day in self.contacts.trash()}
            return turning_days(self, frozenset(unsafe | gone))

    def add_stages(self, stages: tuple[Stage, ...], *, change: Change | None) -> None:
        """Add contacts together with their past, as one step (sample, import); stages oldest first.

        The last day of a stage is the day before the next one, and none of them may lie in the future.
        """
        now = self.today
        with self.writing(change):
            try:
                for stage in stages:
                    self.today = partial(_same, stage.day)
                    self._add_stage(stage)
            finally:
                self.today = now

    def _add_stage(self, stage: Stage) -> None:
        for contact in stage.contacts:
            self.contacts.save(contact)
        for one, other in stage.untied:
            self.ties.remove(one, other)
        for tie in stage.ties:
            self.ties.write(tie)

    def taken(self) -> frozenset[str]:
        """Every id in the file, those in the trash too: no second record may have one of them."""
        tables = ("contact", "goal", "checkin", "plan_part", "note")
        query = " UNION ".join(f"SELECT id FROM {table}" for table in tables)  # noqa: S608 (names of our own)
        with told():
            return frozenset(row[0] for row in self.connection.execute(query).fetchall())

    def add_whole(self, parts: dict[str, Any], *, change: Change | None) -> None:
        """Add many new records as one step, by the names of `whole` (import).

        None of them may be there already (`taken`); "me" and "plan" take the place of what was there.
        """
        with self.writing(change):
            self.contacts.add_many(parts["contacts"], change=None)
            for tie in parts["ties"]:
                self.ties.write(tie)
            self.checkins.add_many(parts["checkins"], change=None)
            self.goals.add_many(parts["goals"], change=None)
            self.notes.add_many(parts["notes"], change=None)
            self.plans.save(parts["plan"], undoable=False)
            self.versions.add(parts["versions"])
            if parts.get("places") and not self.places():
                self.write_page("places", to_plain(parts["places"]))
            if parts["me"] != self.me():
                self.save_me(parts["me"], undoable=False)
            for contact_id, image in parts["photos"]:
                self.contacts.set_photo(contact_id, image)

    def merge(self, contact: Contact, others: tuple[str, ...], *, photo_of: str | None = None) -> None:
        """Put other contacts into `contact` (`domain.merge`), and all that speaks of them: one step."""
        from supportdesk.store.merging import merge

        merge(self, contact, others, photo_of=photo_of)

    def sweep_trash(self) -> None:
        """Delete for good what has been in the trash for more than TRASH_DAYS days."""
        limit = self.today() - timedelta(days=TRASH_DAYS)
        if not self._has_trash_before(limit):
            return
        for part in (self.contacts, self.goals, self.checkins):
            for each, day in part.trash():
                if day < limit:
                    part.erase(each.id)

    def _has_trash_before(self, day: date) -> bool:
        tables = ("contact", "goal", "checkin")
        query = " OR ".join(f"EXISTS (SELECT 1 FROM {each} WHERE deleted_on < ?1)" for each in tables)  # noqa: S608
        with told():
            return bool(self.connection.execute(f"SELECT {query}", (day.isoformat(),)).fetchone()[0])

    # ---- the person

    def me(self) -> Me:
        """The person the profile belongs to."""
        return self.reading.me()

    def save_me(self, me: Me, *, undoable: bool = True) -> None:
        """Keep what the profile says of its person."""
        with self.writing(Change(did=Did.SETTINGS_CHANGED, merge="me") if undoable else None):
            self.write_page("me", to_plain(me))

    # ---- the map

    def places(self) -> tuple[KeptPlace, ...]:
        """Where the map put each contact last."""
        return self.reading.places()

    def keep_places(self, places: tuple[KeptPlace, ...]) -> None:
        """Remember where the map put everybody. This is no change of the person's: nothing to undo."""
        with self.writing(None):
            self.write_page("places", to_plain(places))

    # ---- single pages

    def page(self, name: str) -> Any:
        """One of the single pages, as plain values; None where it is not there."""
        return self.reading.page(name)

    def write_page(self, name: str, body: Any) -> None:
        """Keep one of the single pages (inside `writing`)."""
        from supportdesk.store.rows import PageRow

        text = json.dumps(body, separators=(",", ":"))
        changed = PageRow.update(body=text).where(PageRow.name == name).execute(self.database)
        if not changed:
            PageRow.insert(name=name, body=text).execute(self.database)

    # ---- the file

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file (vault.md 3: when idle, at lock and at quit)."""
        try:
            with told():
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        except StoreError:
            return  # the log stays and is read at the next opening: nothing is lost

    def close(self) -> None:
        """Checkpoint and close; the store is of no use afterwards."""
        if not self.connection.is_closed:
            self.checkpoint()
            if "database" in self.__dict__:
                self.database.close()
            self.connection.close()


def _same(day: date) -> date:
    return day


_MADE_OF = {
    "me": {"page"},
    "contacts": {"contact", "standing", "support"},
    "ties": {"tie", "contact"},
    "goals": {"goal"},
    "plan": {"plan_part", "page"},
    "notes": {"note"},
    "places": {"page"},
    "recent": {"checkin", "checkin_person", "goal"},
    "last_seen": {"checkin", "checkin_person"},
    "past": {"checkin", "checkin_person"},
}
