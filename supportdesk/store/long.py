"""Much work in one transaction, a piece at a time, so that whoever waits may do something in between.

Until the last piece the file is as it was before: an end in the middle, of whatever kind, leaves nothing
behind. Nobody else writes meanwhile: whoever wants to has the rest done first (`Store.settle`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from supportdesk.domain.errors import DomainError
from supportdesk.store.errors import StoreError, told
from supportdesk.store.undo import Group

if TYPE_CHECKING:
    from supportdesk.store.store import Store

Piece = Callable[[], object]
_CACHE = 4_000  # KiB: what is written stays at hand until it is kept, and is not written twice


class _Stopped(Exception):  # noqa: N818 (a wish, not a fault)
    """Somebody gave it up."""


class Long:
    """The work: `step` until `is_over`; then all of it is in, or nothing and `error` says why."""

    def __init__(
        self, store: Store, pieces: Sequence[Piece], ended: Callable[[Group | None], object]
    ) -> None:
        self.is_over = False
        self.error: StoreError | DomainError | None = None
        self.done, self.of_all = 0, len(pieces)
        self._store = store
        self._run: Callable[..., Any] = store.connection.execute
        self._ended = ended
        self._group: Group | None = None
        self._turns = self._all(pieces)
        try:
            with told():
                self._run(f"PRAGMA cache_size=-{_CACHE}").fetchall()
                self._run("PRAGMA wal_autocheckpoint=0").fetchall()  # not in the turn that keeps all
                self._run("BEGIN IMMEDIATE")
        except BaseException:
            self._back_to_normal()
            raise

    def step(self, seconds: float = 0.0) -> bool:
        """Go on for about so long, one piece at least; True when it is over.

        What goes wrong with the file, or is refused by the domain, is found in `error`; a bug is raised.
        """
        until = time.monotonic() + seconds
        while not self.is_over and self._one() and time.monotonic() < until:
            pass
        return self.is_over

    def finish(self) -> None:
        """Do all that is left now."""
        while not self.step(1.0):
            pass

    def stop(self) -> None:
        """Take back what was written."""
        if not self.is_over:
            self._close(_Stopped())

    def _one(self) -> bool:
        """One piece inside the transaction; after the last one all is kept."""
        self._store.depth += 1
        try:
            with told():
                more = next(self._turns, self) is not self
        except (StoreError, DomainError) as error:
            self._close(error)
            return False
        except BaseException as error:
            self._close(error)
            raise
        finally:
            self._store.depth -= 1
        if not more:
            self._close(None)
        return more

    def _all(self, pieces: Sequence[Piece]) -> Iterator[None]:
        for piece in pieces:
            piece()
            self.done += 1
            yield
        # The index comes last: half way a contact may be there in one table and not yet in another.
        for left in chain(self._store.finding.steps(), self._take()):
            self.of_all = max(self.of_all, self.done + left)
            yield
            self.done += 1

    def _take(self) -> Iterator[int]:
        """Take down what was written, for Undo, and read what the next snapshot needs of it."""
        for group in self._store.taking_written():
            self._group = group
            yield 1
        if self._group is not None:
            yield from self._store.reading_ahead(self._group)

    def _close(self, error: BaseException | None) -> None:
        """Keep all, or nothing."""
        if error is None:
            try:
                with told():
                    self._run("COMMIT")
            except StoreError as trouble:
                error = trouble
        if error is not None:
            self._roll_back()
        self.is_over = True
        self._store.long = None
        self._back_to_normal()
        if error is None:
            self._ended(self._group)
        elif isinstance(error, StoreError | DomainError):
            self.error = error

    def _roll_back(self) -> None:
        self._store.nothing_written()
        if self._store.connection.raw.in_transaction:  # on a full disk SQLite has gone back by itself
            with suppress(StoreError), told():
                self._run("ROLLBACK")

    def _back_to_normal(self) -> None:
        with suppress(StoreError), told():
            self._run("PRAGMA cache_size=-2000").fetchall()
            self._run("PRAGMA wal_autocheckpoint=100").fetchall()
