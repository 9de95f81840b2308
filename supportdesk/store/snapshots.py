"""The snapshot of a profile, of which only what changed is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from supportdesk.domain.goal import Goal
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store.undo import Group

if TYPE_CHECKING:
    from supportdesk.store.store import Store

_MADE_OF = {
    "me": {"page"},
    "contacts": {"contact", "standing", "support"},
    "ties": {"tie"},
    "goals": {"goal"},
    "plan": {"plan_part", "page"},
    "notes": {"note"},
    "places": {"page"},
    "recent": {"checkin", "checkin_person", "goal"},
    "last_seen": {"checkin", "checkin_person"},
    "past": {"checkin", "checkin_person"},
}


class Snapshots:
    """What was read, by the names of `Snapshot`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, Any] = {}
        self._ahead: dict[str, Any] = {}
        self._day = store.today()

    def snapshot(self) -> Snapshot:
        """The profile as it is now."""
        if self._day != self._store.today():
            self._day = self._store.today()
            self._read.pop("recent", None)
        return Snapshot(**{name: self._part(name) for name in _MADE_OF})

    def reading_ahead(self, group: Group) -> Iterator[int]:
        """Read what a change touched in small steps, before the end of its transaction."""
        read = self._store.reading
        self.drop_ahead()
        yield from read.contacts_ahead(group.contacts)
        stale = _stale(group)
        if "ties" not in stale and read.has_moved(group.contacts):
            stale.append("ties")
        if "recent" in stale:
            yield from read.recent_ahead(self._day, _linked(read.goals()))
        for name in stale:
            if name != "contacts":
                self._ahead[name] = self._now(name)
                yield 1

    def forget(self, group: Group) -> None:
        """Read again what a change touched when it is wanted next."""
        ahead = self._ahead
        for part in _stale(group):
            self._read.pop(part, None)
        if group.contacts and self._store.reading.touched(group.contacts):
            self._read.pop("ties", None)
        self._read |= ahead
        self.drop_ahead()

    def drop_ahead(self) -> None:
        """Forget what was read ahead: it is in use now, or its transaction came to nothing."""
        self._ahead = {}
        self._store.reading.drop_ahead()

    def taken_back(self) -> None:
        """The transaction came to nothing; what a new day had read in the middle of it is read again."""
        self.drop_ahead()
        self._read.pop("recent", None)

    def clear(self) -> None:
        """Read everything again."""
        self._read.clear()
        self._store.reading.forget_contacts()

    @property
    def known(self) -> Any:
        """What was read so far, for another store of the same file."""
        return self._day, dict(self._read), self._store.reading.known

    @known.setter
    def known(self, known: Any) -> None:
        """Take it, unless the day has changed since."""
        if known[0] == self._day:
            _day, self._read, self._store.reading.known = known

    def _part(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = self._now(name)
        return self._read[name]

    def _now(self, name: str) -> Any:
        read = self._store.reading
        reads: dict[str, Callable[[], Any]] = {
            "me": read.me,
            "contacts": read.contacts,
            "ties": read.ties,
            "goals": read.goals,
            "plan": read.plan,
            "notes": read.notes,
            "places": read.places,
            "recent": lambda: read.recent(self._day, _linked(self._part("goals"))),
            "last_seen": read.last_seen,
            "past": read.count,
        }
        return reads[name]()


def _linked(goals: tuple[Goal, ...]) -> frozenset[str]:
    return frozenset(each for goal in goals for each in goal.contact_ids)


def _stale(group: Group) -> list[str]:
    return [part for part, made_of in _MADE_OF.items() if group.tables & made_of]
