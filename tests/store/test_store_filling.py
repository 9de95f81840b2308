"""The index of an older file is filled in pieces: true at every moment, whole at the end, killed or not."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportdesk.domain.checkin import CheckIn
from supportdesk.domain.contact import Contact
from supportdesk.store import Store, StoreError
from supportdesk.store import filling as filling_module
from supportdesk.store.filling import Filling
from supportdesk.store.listing import CHECKIN, CONTACT, Word
from supportdesk.store.rules import INDEX_RULE
from tests.store.test_store_finding import WHEN, found, is_whole, person, scan, steps, take

ROOT = Path(__file__).parents[2]


def make_old(store: Store) -> None:
    """As a program with another rule left it: rows that say something else, and no index of their words."""
    run = store.database.execute_sql
    run("INSERT INTO finding_words(finding_words) VALUES('delete-all')")
    run("UPDATE finding SET text = 'outdated'")
    store.finding.rule = 1


def large(store: Store, count: int = 600) -> None:
    store.contacts.save(Contact(id="a", name="Ana"))
    made = (
        CheckIn(id=f"c{n}", when=WHEN - timedelta(days=n), people=(person(),), note=f"tea {n}")
        for n in range(count)
    )
    store.checkins.add_many(tuple(made), change=None)


def says_what_is_true(store: Store) -> bool:
    """Nothing is found that a plain scan does not find, and FTS5 finds the index sound."""
    store.database.execute_sql("INSERT INTO finding_words(finding_words, rank) VALUES('integrity-check', 1)")
    return all(found(store, typed, checkins=9999) <= scan(store, typed) for typed in ("tea", "outd", "chan"))


def test_a_large_old_file_opens_at_once_and_is_filled_from_the_newest(
    tmp_path: Path, open_file: Callable[[Path], Store]
) -> None:
    store = open_file(tmp_path / "data.db")
    large(store)
    make_old(store)
    store.close()
    again = open_file(tmp_path / "data.db")
    assert not again.filling.is_done
    assert found(again, "outdated") == found(again, "tea") == set()
    while not found(again, "tea"):
        again.filling.more(0.0)
    assert found(again, "ana") == {(CONTACT, "a")}
    newest = [id_ for _kind, id_ in found(again, "tea", checkins=9999)]
    assert sorted(newest, key=lambda id_: int(id_[1:])) == [f"c{n}" for n in range(len(newest))]
    assert len(newest) < 600
    again.filling.finish()
    assert again.filling.is_done
    assert found(again, "tea", checkins=9999) == scan(again, "tea")
    assert is_whole(again)


def test_it_goes_on_where_it_was_closed(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    store = open_file(tmp_path / "data.db")
    large(store)
    make_old(store)
    store.close()
    store = open_file(tmp_path / "data.db")
    while len(found(store, "tea", checkins=9999)) < 200:
        store.filling.more(0.0)
    had = found(store, "tea", checkins=9999)
    store.close()
    again = open_file(tmp_path / "data.db")
    assert not again.filling.is_done
    assert found(again, "tea", checkins=9999) == had
    again.filling.finish()
    assert found(again, "tea", checkins=9999) == scan(again, "tea")
    assert is_whole(again)
    again.close()
    assert open_file(tmp_path / "data.db").filling.is_done


def test_a_small_old_file_is_filled_at_once(tmp_path: Path, open_file: Callable[[Path], Store]) -> None:
    store = open_file(tmp_path / "data.db")
    large(store, 20)
    make_old(store)
    store.close()
    again = open_file(tmp_path / "data.db")
    assert again.filling.is_done
    assert len(found(again, "tea", checkins=99)) == 20


def test_filling_is_no_change_of_the_persons(store: Store) -> None:
    large(store)
    store.contacts.save(Contact(id="b", name="Ben"))
    told: list[None] = []
    store.changed = lambda: told.append(None)
    before = store.snapshot()
    make_old(store)
    store.filling = Filling(store)
    store.filling.finish()
    assert not told
    assert store.snapshot() == before
    change = store.undo()
    assert change is not None
    assert change.id == "b"
    assert store.snapshot().contact("b") is None
    assert is_whole(store)


def test_one_that_is_asked_for_comes_before_the_others(store: Store) -> None:
    large(store)
    make_old(store)
    store.filling = Filling(store)
    assert store.finding.checkin_row("c599") is not None
    assert store.finding.find((Word(text="599"),))[CHECKIN] == ("c599",)
    store.filling.finish()
    assert is_whole(store)


def test_a_piece_that_could_not_be_kept_is_filled_again(store: Store) -> None:
    large(store)
    make_old(store)
    store.filling = Filling(store)
    with (
        mock.patch.object(store.finding, "add_new", side_effect=StoreError("disk_full")),
        pytest.raises(StoreError),
    ):
        store.filling.more(0.0)
    store.filling.finish()
    assert found(store, "tea", checkins=9999) == scan(store, "tea")


@given(st.lists(steps, max_size=12), st.lists(st.none() | steps, max_size=25))
@settings(deadline=None, max_examples=40)
def test_changes_and_undo_between_the_pieces_leave_it_true(before: list, meanwhile: list) -> None:
    store = Store.in_memory(lambda: date(2026, 3, 1))
    for step in before:
        take(store, step)
    make_old(store)
    with mock.patch.object(filling_module, "FEW", -1), mock.patch.object(filling_module, "AT_ONCE", 1):
        store.filling = Filling(store)
        for step in meanwhile:
            store.filling.more(0.0) if step is None else take(store, step)
            assert says_what_is_true(store)
        store.filling.finish()
    for typed in ("t", "tea", "zo", "strasse", "x"):
        assert found(store, typed, checkins=99) == scan(store, typed)
    assert is_whole(store)
    store.close()


def killed(path: Path, seed: int, pieces: int) -> dict[str, str]:
    """Run the child until it is killed; what the check-ins say that it changed before."""
    command = [sys.executable, "-m", "tests.store.filling_child", str(path), str(seed), str(pieces)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    said = (line.split() for line in ended.stdout.splitlines())
    return {id_: text for _note, id_, text in said}


@pytest.mark.skipif(sys.platform == "win32", reason="another kill there")
def test_killed_in_the_middle_again_and_again_nothing_is_lost(
    tmp_path: Path, open_file: Callable[[Path], Store]
) -> None:
    path = tmp_path / "data.db"
    store = open_file(path)
    large(store)
    make_old(store)
    store.close()
    kept: dict[str, str] = {}
    for seed, pieces in enumerate((0, 2, 7, 12)):
        kept |= killed(path, seed, pieces)
        store = open_file(path)
        assert store.finding.rule == -INDEX_RULE
        assert says_what_is_true(store)
        for id_, text in kept.items():
            one = store.checkins.get(id_)
            assert one is not None
            assert one.note == text
            assert found(store, text) == {(CHECKIN, id_)}
        assert store.database.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)
        store.close()
    assert len(kept) > 10
    store = open_file(path)
    store.filling.finish()
    assert found(store, "tea", checkins=9999) == scan(store, "tea")
    assert is_whole(store)
