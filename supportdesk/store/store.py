"""The store of one open profile: every read and write of it, one snapshot, one way to write."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.placement import KeptPlace
from supportdesk.domain.plain import to_plain
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.store import ahead
from supportdesk.store.changing import Changing
from supportdesk.store.connection import Connection, memory_connection
from supportdesk.store.errors import StoreError, told
from supportdesk.store.filling import Filling
from supportdesk.store.long import Piece
from supportdesk.store.migrations import NEWEST
from supportdesk.store.rules import TRASH_DAYS
from supportdesk.store.undo import Change, Did

if TYPE_CHECKING:
    from supportdesk.domain.story import Past, Stage


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


class Store(Changing):
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
        self.today = today
        self.now = now or (lambda: datetime.combine(self.today(), datetime.now().time()))
        super().__init__(connection)
        with told():
            if connection.version != NEWEST:
                self._upgrade(copies)
        self.filling = Filling(self)

    def _upgrade(self, copies: Path | None) -> None:
        from supportdesk.store.database import migrate

        migrate(self.database, copy_to=copies / "before-upgrade.db" if copies else None)

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

    # ---- reading

    def snapshot(self) -> Snapshot:
        """The profile as it is now; only what changed since the last time is read again."""
        with told():
            return self._snapshots.snapshot()

    @property
    def known(self) -> Any:
        """What was read so far, for another store of the same file."""
        return self._snapshots.known

    def know(self, known: Any) -> None:
        """Take what another store has read, unless the day has changed since."""
        self._snapshots.known = known

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
        self.contacts.write(stage.contacts, self.contacts.by_ids([each.id for each in stage.contacts]))
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
        with self.writing(Change(did=Did.CONTACTS_MERGED, name=contact.short_name, id=contact.id)):
            for piece in self.merging(contact, others, photo_of=photo_of):
                piece()

    def merging(
        self, contact: Contact, others: tuple[str, ...], *, photo_of: str | None = None
    ) -> list[Piece]:
        """`merge` in pieces."""
        from supportdesk.store.merging import merging

        return merging(self, contact, others, photo_of=photo_of)

    def sweep_trash(self) -> None:
        """Delete for good what has been in the trash for more than TRASH_DAYS days."""
        limit = self.today() - timedelta(days=TRASH_DAYS)
        if not self._has_trash_before(limit):
            return
        for part in (self.contacts, self.goals, self.checkins):
            gone = [each.id for each, day in part.trash() if day < limit]
            if gone:
                part.erase_many(gone)

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
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except StoreError:
            return  # the log stays and is read at the next opening: nothing is lost

    def close(self) -> None:
        """Checkpoint and close; the store is of no use afterwards."""
        if not self.connection.is_closed:
            self.settle()
            self.checkpoint()
            if "database" in self.__dict__:
                self.database.close()
            self.connection.close()


def _same(day: date) -> date:
    return day
