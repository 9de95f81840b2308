"""The parts of a store, each made when it is first asked for.

Most are built on peewee, which takes as long to import as a quarter of a bare window. A start only reads
(`reading`), so it goes without.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from supportdesk.store.errors import told

if TYPE_CHECKING:
    from supportdesk.store.checkins import CheckIns
    from supportdesk.store.connection import Connection
    from supportdesk.store.contacts import Contacts
    from supportdesk.store.database import KeyedDatabase
    from supportdesk.store.drafts import Drafts
    from supportdesk.store.finding import Finding
    from supportdesk.store.give_take import GiveTake
    from supportdesk.store.goals import Goals
    from supportdesk.store.notes import NoteBook
    from supportdesk.store.plan_versions import PlanVersions
    from supportdesk.store.plans import Plans
    from supportdesk.store.store import Store
    from supportdesk.store.ties import Ties


class Parts:
    """What a store is made of."""

    connection: Connection

    @property
    def _store(self) -> Store:
        return cast("Store", self)

    @cached_property
    def database(self) -> KeyedDatabase:
        """peewee on the connection."""
        from supportdesk.store.database import KeyedDatabase

        made = KeyedDatabase(self.connection)
        with told():
            made.connect()
        return made

    @cached_property
    def contacts(self) -> Contacts:
        """Who is there, and their past."""
        from supportdesk.store.contacts import Contacts

        return Contacts(self._store)

    @cached_property
    def ties(self) -> Ties:
        """Who knows whom."""
        from supportdesk.store.ties import Ties

        return Ties(self._store)

    @cached_property
    def goals(self) -> Goals:
        """The goals."""
        from supportdesk.store.goals import Goals

        return Goals(self._store)

    @cached_property
    def checkins(self) -> CheckIns:
        """The check-ins."""
        from supportdesk.store.checkins import CheckIns

        return CheckIns(self._store)

    @cached_property
    def give_take(self) -> GiveTake:
        """Give and receive, counted."""
        from supportdesk.store.give_take import GiveTake

        return GiveTake(self._store)

    @cached_property
    def plans(self) -> Plans:
        """The plan."""
        from supportdesk.store.plans import Plans

        return Plans(self._store)

    @cached_property
    def versions(self) -> PlanVersions:
        """Earlier versions of the plan."""
        from supportdesk.store.plan_versions import PlanVersions

        return PlanVersions(self._store)

    @cached_property
    def notes(self) -> NoteBook:
        """The small notes."""
        from supportdesk.store.notes import NoteBook

        return NoteBook(self._store)

    @cached_property
    def finding(self) -> Finding:
        """The search index."""
        from supportdesk.store.finding import Finding

        return Finding(self._store)

    @cached_property
    def drafts(self) -> Drafts:
        """What is half written."""
        from supportdesk.store.drafts import Drafts

        return Drafts(self._store)
