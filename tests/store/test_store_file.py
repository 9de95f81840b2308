"""The file: its schema, a newer one, a copy before an upgrade, and a full disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from supportdesk.domain.contact import Contact
from supportdesk.store import Store, StoreError
from supportdesk.store.database import migrate
from supportdesk.store.migrations import NEWEST, STEPS
from tests.store.conftest import Calendar, keyed
from tests.store.test_store_undo import whole


def version(store: Store) -> int:
    return int(store.database.execute_sql("PRAGMA user_version").fetchone()[0])


def test_a_fresh_file_has_the_newest_schema(store: Store) -> None:
    assert version(store) == NEWEST == len(STEPS)
    assert store.database.execute_sql("PRAGMA foreign_keys").fetchone()[0] == 1


def test_opening_again_runs_no_step_and_makes_no_copy(
    tmp_path: Path, open_file: Callable[[Path], Store]
) -> None:
    path = tmp_path / "data.db"
    open_file(path).close()
    before = path.read_bytes()
    open_file(path).close()
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["data.db"]


def test_a_newer_file_is_refused_and_not_touched(
    tmp_path: Path, calendar: Calendar, open_file: Callable[[Path], Store]
) -> None:
    path = tmp_path / "data.db"
    first = open_file(path)
    first.contacts.save(Contact(name="Ana"))
    first.database.execute_sql(f"PRAGMA user_version={NEWEST + 1}")
    first.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreError) as error:
        open_file(path)
    assert (error.value.code, error.value.values) == (
        "newer_version",
        {"file": NEWEST + 1, "program": NEWEST},
    )
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not (tmp_path / "before-upgrade.db").exists()


def _second(execute: Callable[[str], object]) -> None:
    execute("ALTER TABLE contact ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def _broken(execute: Callable[[str], object]) -> None:
    execute("ALTER TABLE contact ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    raise RuntimeError("a step that breaks")


def _orphan(execute: Callable[[str], object]) -> None:
    execute("INSERT INTO photo(contact_id, image) VALUES ('nobody', x'00')")


def _with_one_contact(path: Path, open_file: Callable[[Path], Store]) -> Contact:
    store = open_file(path)
    contact = Contact(name="Ana")
    store.contacts.save(contact)
    store.close()
    return contact


def test_an_upgrade_keeps_a_whole_copy_first(
    tmp_path: Path, calendar: Calendar, open_file: Callable[[Path], Store]
) -> None:
    path, copy = tmp_path / "data.db", tmp_path / "before-upgrade.db"
    contact = _with_one_contact(path, open_file)
    database = keyed(path)
    database.connect()
    migrate(database, copy_to=copy, steps=(*STEPS, _second))
    assert int(database.execute_sql("PRAGMA user_version").fetchone()[0]) == NEWEST + 1
    assert database.execute_sql("PRAGMA foreign_keys").fetchone()[0] == 1
    database.close()
    assert copy.stat().st_mode & 0o777 == 0o600
    kept = open_file(copy)
    assert version(kept) == NEWEST
    assert kept.contacts.all() == (contact,)


@pytest.mark.parametrize(("step", "error"), [(_broken, RuntimeError), (_orphan, StoreError)])
def test_an_upgrade_that_breaks_changes_nothing(
    tmp_path: Path, open_file: Callable[[Path], Store], step: Any, error: type[Exception]
) -> None:
    path = tmp_path / "data.db"
    contact = _with_one_contact(path, open_file)
    database = keyed(path)
    database.connect()
    with pytest.raises(error):
        migrate(database, copy_to=tmp_path / "copy.db", steps=(*STEPS, step))
    database.close()
    store = open_file(path)
    assert version(store) == NEWEST
    assert store.contacts.all() == (contact,)


def test_an_upgrade_whose_copy_cannot_be_made_does_not_begin(
    tmp_path: Path, open_file: Callable[[Path], Store]
) -> None:
    path = tmp_path / "data.db"
    _with_one_contact(path, open_file)
    database = keyed(path)
    database.connect()
    with pytest.raises(StoreError):
        migrate(database, copy_to=tmp_path / "nowhere" / "copy.db", steps=(*STEPS, _second))
    assert int(database.execute_sql("PRAGMA user_version").fetchone()[0]) == NEWEST
    database.close()


def test_two_windows_on_one_file_are_told_apart(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    path = tmp_path / "data.db"
    one, two = open_file(path), open_file(path)
    two.database.execute_sql("PRAGMA busy_timeout=1")
    with one.writing(None):
        one.contacts.save(Contact(name="Ana"))
        with pytest.raises(StoreError) as error:
            two.contacts.save(Contact(name="Ben"))
    assert error.value.code == "busy"
    assert [each.name for each in one.contacts.all()] == ["Ana"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def test_a_full_disk_is_told_and_nothing_is_lost(tiny_disk: Path, open_file: Callable[[Path], Store]) -> None:
    path = tiny_disk / "data.db"
    store = open_file(path)
    ana = Contact(name="Ana")
    store.contacts.save(ana)
    codes = []
    saved = [ana]
    for number in range(60):
        more = Contact(name=f"Contact {number}", notes=os.urandom(40_000).hex())
        before = whole(store)
        try:
            store.contacts.save(more)
            saved.append(more)
        except StoreError as error:
            codes.append(error.code)
            assert whole(store) == before
            break
    assert codes == ["disk_full"]
    assert store.contacts.all() == tuple(saved)
    store.close()
    again = open_file(path)
    assert again.contacts.all() == tuple(saved)
    assert again.database.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_after_a_full_disk_saving_goes_on(tiny_disk: Path, open_file: Callable[[Path], Store]) -> None:
    store = open_file(tiny_disk / "data.db")
    ana = Contact(name="Ana")
    store.contacts.save(ana)
    stuffing = tiny_disk / "stuffing"
    room = os.statvfs(tiny_disk)
    stuffing.write_bytes(b"\0" * (room.f_bavail * room.f_frsize))
    big = replace(ana, notes=os.urandom(40_000).hex())
    with pytest.raises(StoreError):
        store.contacts.save(big)
    stuffing.unlink()
    store.contacts.save(big)
    assert store.contacts.all() == (big,)
    assert store.undo() is not None
    assert store.contacts.all() == (ana,)


def test_a_contact_that_goes_makes_no_table_be_read_whole(store: Store) -> None:
    """Each table that points to contacts has an index for it, or Undo of a large import takes minutes."""

    def ask(text: str) -> list[tuple[object, ...]]:
        return store.database.execute_sql(text).fetchall()  # type: ignore[no-any-return, no-untyped-call]

    pointing = [
        (table, key[3])
        for (table,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")
        for key in ask(f"PRAGMA foreign_key_list({table})")
    ]
    assert ("standing", "contact_id") in pointing
    for table, column in pointing:
        plan = ask(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 'x'")
        assert all("SCAN" not in str(step[-1]) for step in plan), (table, column)
