"""The one way to write: a transaction at a time, each of them a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from supportdesk.store.connection import Connection
from supportdesk.store.errors import told
from supportdesk.store.long import Long, Piece
from supportdesk.store.parts import Parts
from supportdesk.store.reading import Reading
from supportdesk.store.snapshots import Snapshots
from supportdesk.store.undo import Change, Group, Undo

TABLES = (
    "contact", "standing", "support", "tie", "photo", "goal", "checkin", "checkin_person",
    "plan_part", "page", "note",
)  # fmt: skip


class Changing(Parts):
    """What a store does when something is changed; `changed` is called after each commit."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.changed: Callable[[], None] = lambda: None
        self.depth = 0
        self.long: Long | None = None
        self.reading = Reading(connection)
        self._snapshots = Snapshots(self._store)
        self._undo = Undo(connection.execute)
        self._is_watched = False

    def _watch(self) -> None:
        """Before the first change: write down from now on what is changed, for Undo and for the index."""
        if not self._is_watched:
            with told():
                self._undo.watch(TABLES)
                self.finding.watch()
            self._is_watched = True

    @contextmanager
    def writing(self, change: Change | None) -> Iterator[None]:
        """One transaction; nested ones join the outermost, which alone speaks.

        After the outermost commit the change can be undone (None: not undoable, for filling a new
        profile) and `changed` is called. Errors: StoreError; the file is then as it was before.
        """
        outermost = self.depth == 0
        if outermost:
            self.settle()
        self._watch()
        self.depth += 1
        try:
            if not outermost:
                yield
                return
            with told(), self.database.atomic("IMMEDIATE"):
                yield
                self.finding.keep_up()
                group = self._undo.take()
        finally:
            self.depth -= 1
        self._written(group, change)

    def taking_written(self) -> Iterator[Group | None]:
        """What the open transaction wrote since the last time, in steps of which the last one has it."""
        return self._undo.taking()

    def reading_ahead(self, group: Group) -> Iterator[int]:
        """Read what the next snapshot needs after this group, in steps, before its transaction ends."""
        return self._snapshots.reading_ahead(group)

    def _written(self, group: Group | None, change: Change | None) -> None:
        if group is None:
            return
        if change is not None:
            self._undo.keep(group, change)
        self._snapshots.forget(group)
        self.changed()

    def nothing_written(self) -> None:
        """What was read ahead is not so: its transaction is taken back."""
        self._snapshots.taken_back()

    def begin(self, pieces: Sequence[Piece], change: Change | None) -> Long:
        """Start much work in one transaction: `writing` a piece at a time. Errors: StoreError.

        What has no `change` is deleting for good: nothing can be undone afterwards.
        """

        def ended(group: Group | None) -> None:
            if change is None:
                self.forget_undo()
            self._written(group, change)

        return self._begin(pieces, ended)

    def _begin(self, pieces: Sequence[Piece], ended: Callable[[Group | None], object]) -> Long:
        self.settle()
        self._watch()
        self._store.snapshot()  # whoever asks for it half way is told of the profile as it was
        self.long = Long(self._store, pieces, ended)
        return self.long

    def settle(self) -> None:
        """Have the long work that is under way done, if there is any: nobody else writes before."""
        if self.long is not None and self.depth == 0:
            self.long.finish()

    def undo(self) -> Change | None:
        """Take back the newest change; None when there is nothing to take back."""
        return self._play(self.begin_undo(), self._undo.undone)

    def redo(self) -> Change | None:
        """Do again what was last undone; None when there is nothing."""
        return self._play(self.begin_redo(), self._undo.done)

    def begin_undo(self) -> Long | None:
        """Start `undo`, to be done a piece at a time; None when there is nothing to take back."""
        return self._begin_play(self._undo.done, self._undo.undone)

    def begin_redo(self) -> Long | None:
        """Start `redo`, to be done a piece at a time; None when there is nothing."""
        return self._begin_play(self._undo.undone, self._undo.done)

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

    def _begin_play(self, source: list[Group], target: list[Group]) -> Long | None:
        self.settle()
        if not source:
            return None

        def ended(opposite: Group | None) -> None:
            group = source[-1]
            self._undo.played(source, target, opposite)
            self._snapshots.forget(group)
            self.changed()

        return self._begin(self._undo.playing(source[-1]), ended)

    def _play(self, long: Long | None, target: list[Group]) -> Change | None:
        if long is None:
            return None
        long.finish()
        if long.error is not None:
            raise long.error
        return target[-1].change if target else None
