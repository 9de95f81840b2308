"""What the tests of the store share: a clock that is set by hand, and a file under a real key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from supportdesk.store.connection import Connection
from supportdesk.store.database import KeyedDatabase
from supportdesk.store.store import Store

KEY = "11" * 32


@dataclass
class Calendar:
    """Today and now, as a test says."""

    day: date = field(default_factory=lambda: date(2026, 3, 1))
    time: time = time(9)

    def now(self) -> datetime:
        return datetime.combine(self.day, self.time)

    def today(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def store(calendar: Calendar) -> Iterator[Store]:
    made = Store.in_memory(calendar.today, calendar.now)
    yield made
    made.close()


def connected(path: Path) -> Connection:
    """A connection to an encrypted file."""

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None)
        connection.execute("pragma cipher_log_level=none")
        connection.execute(f"pragma key=\"x'{KEY}'\"")
        return connection

    return Connection(str(path), connect)


def keyed(path: Path) -> KeyedDatabase:
    """peewee on an encrypted file."""
    return KeyedDatabase(connected(path))


@pytest.fixture
def open_file(calendar: Calendar) -> Iterator[Callable[[Path], Store]]:
    """Opens a store on a file; every one of them is closed after the test."""
    opened: list[Store] = []

    def open_(path: Path) -> Store:
        made = Store(connected(path), calendar.today, copies=path.parent, now=calendar.now)
        opened.append(made)
        return made

    yield open_
    for each in opened:
        each.close()
