"""A damaged, cut, foreign or missing data file: a named error, never wrong data, never a new file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from vault_doubles import code_of, digest

from supportdesk.vault import VaultError, connect, datafile

ID = "ab" * 16
KEY = bytes(range(32))
DEK = "cd" * 8
PAGE = 4096


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with 100 rows of 1,000 characters, closed and without a log."""
    path = tmp_path / "data-1.db"
    datafile.create(path, KEY, profile_id=ID, dek_id=DEK)
    with closing(connect(path, KEY, profile_id=ID)) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table rows (number integer primary key, text text)")
        connection.executemany("insert into rows values (?, ?)", [(n, f"{n:05}" * 200) for n in range(100)])
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("data")] == ["data-1.db"]
    return path


def read(path: Path, *, read_only: bool = False) -> list[int]:
    with closing(connect(path, KEY, profile_id=ID, read_only=read_only)) as connection, datafile.translated():
        rows = connection.execute("select number, text from rows order by number").fetchall()
    assert all(text == f"{number:05}" * 200 for number, text in rows)
    return [number for number, _text in rows]


def test_the_file_tells_nothing(data: Path) -> None:
    raw = data.read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    assert b"identity" not in raw
    assert ID.encode() not in raw
    assert b"0000500005" not in raw
    assert read(data) == list(range(100))


def test_one_bit_in_any_page_is_found_and_never_read_as_data(data: Path) -> None:
    whole = data.read_bytes()
    pages = len(whole) // PAGE
    assert pages > 25
    for place in [page * PAGE + at for page in range(pages) for at in (40, PAGE - 70, PAGE - 20)]:
        raw = bytearray(whole)
        raw[place] ^= 1 << place % 8
        data.write_bytes(raw)
        try:
            with closing(connect(data, KEY, profile_id=ID)) as connection, datafile.translated():
                found = connection.execute("pragma cipher_integrity_check").fetchall()
                assert found, f"nothing noticed at {place}"
                rows = connection.execute("select text from rows order by number").fetchall()
                assert rows == [(f"{n:05}" * 200,) for n in range(100)]
        except VaultError as error:
            assert error.code == "data_damaged"  # noqa: PT017


@pytest.mark.parametrize("cut", [0, 1, 15, 16, 4095, 4096, 4097, -1, -4096])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_cut_file_is_refused_and_left_alone(data: Path, cut: int, read_only: bool) -> None:
    data.write_bytes(data.read_bytes()[: cut or None] if cut else b"")
    before = digest(data.parent)
    told = code_of(lambda: connect(data, KEY, profile_id=ID, read_only=read_only))
    assert told == ("data_empty" if cut == 0 else "data_damaged")
    assert digest(data.parent) == before


@pytest.mark.parametrize(
    "kind", ["random", "plain", "zeros", "swapped", "other key", "other profile", "no identity"]
)
def test_a_foreign_file_is_refused_and_left_alone(data: Path, tmp_path: Path, kind: str) -> None:
    raw = data.read_bytes()
    profile_id = ID
    if kind == "random":
        data.write_bytes(os.urandom(len(raw)))
    elif kind == "plain":
        data.unlink()
        with closing(sqlite3.connect(data)) as plain:
            plain.execute("create table identity (profile_id, dek_id)")
            plain.execute("insert into identity values (?, ?)", (ID, DEK))
            plain.commit()
    elif kind == "zeros":
        data.write_bytes(bytes(len(raw)))
    elif kind == "swapped":
        data.write_bytes(raw[:PAGE] + raw[2 * PAGE : 3 * PAGE] + raw[PAGE : 2 * PAGE] + raw[3 * PAGE :])
    elif kind == "other key":
        data.unlink()
        datafile.create(data, bytes(32), profile_id=ID, dek_id=DEK)
    elif kind == "other profile":
        profile_id = "00" * 16
    else:
        with closing(connect(data, KEY, profile_id=ID)) as connection:
            connection.execute("delete from identity")
    before = digest(tmp_path)
    assert code_of(lambda: connect(data, KEY, profile_id=profile_id)) == "data_damaged"
    assert code_of(lambda: connect(data, KEY, profile_id=profile_id, read_only=True)) == "data_damaged"
    assert digest(tmp_path) == before


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "data-1.db"
    assert code_of(lambda: connect(path, KEY, profile_id=ID)) == "data_missing"
    assert code_of(lambda: connect(path, KEY, profile_id=ID, read_only=True)) == "data_missing"
    assert not path.exists()


def test_a_file_there_already_is_not_made_anew(data: Path) -> None:
    before = digest(data.parent)
    assert code_of(lambda: datafile.create(data, KEY, profile_id=ID, dek_id=DEK)) == "io_failed"
    assert digest(data.parent) == before


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"x" * 33])
def test_a_malformed_key_is_never_taken_for_a_passphrase(data: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(data, key, profile_id=ID)


@pytest.mark.parametrize("name", ["a?mode=memory", "a%3f", "a#b", "ü ñ", "a'b"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    path = tmp_path / name / "data-1.db"
    datafile.create(path, KEY, profile_id=ID, dek_id=DEK)
    assert datafile.identity(path, KEY, profile_id=ID) == DEK
    assert [each.name for each in path.parent.iterdir()] == ["data-1.db"]


def test_extensions_cannot_be_loaded(data: Path) -> None:
    with closing(connect(data, KEY, profile_id=ID)) as connection, pytest.raises(dbapi2.OperationalError):
        connection.execute("select load_extension('libm.so.6')")


def test_a_read_only_connection_writes_nothing(data: Path) -> None:
    with closing(connect(data, KEY, profile_id=ID, read_only=True)) as connection:
        assert connection.execute("select count(*) from rows").fetchone() == (100,)
        with pytest.raises(dbapi2.OperationalError) as caught:
            connection.execute("delete from rows")
    assert datafile.from_sqlite(caught.value).code == "read_only"
    assert read(data) == list(range(100))


def test_a_locked_file_is_busy(data: Path) -> None:
    with (
        closing(connect(data, KEY, profile_id=ID)) as first,
        closing(connect(data, KEY, profile_id=ID)) as second,
    ):
        first.execute("begin immediate")
        second.execute("pragma busy_timeout=0")
        with pytest.raises(dbapi2.OperationalError) as caught:
            second.execute("begin immediate")
    assert datafile.from_sqlite(caught.value).code == "busy"


def test_a_damaged_log_loses_only_the_end(data: Path, tmp_path: Path) -> None:
    """A flipped byte or a lost log gives a prefix of the commits, as SQLite promises."""
    copy = tmp_path / "copy" / "data-1.db"
    copy.parent.mkdir()
    with closing(connect(data, KEY, profile_id=ID)) as connection:
        connection.execute("pragma wal_autocheckpoint=0")
        for number in range(100, 120):
            connection.execute("insert into rows values (?, ?)", (number, f"{number:05}" * 200))
        log = data.with_name("data-1.db-wal").read_bytes()
        whole = data.read_bytes()
    lengths = set()
    for place in [*range(0, len(log), 9973), None]:
        for old in copy.parent.iterdir():
            old.unlink()
        copy.write_bytes(whole)
        if place is not None:
            bad = bytearray(log)
            bad[place] ^= 1
            copy.with_name("data-1.db-wal").write_bytes(bad)
        numbers = read(copy)
        assert numbers == list(range(len(numbers)))
        lengths.add(len(numbers))
    assert min(lengths) == 100
    assert len(lengths) > 3


def test_a_change_cut_short_is_undone(data: Path, tmp_path: Path) -> None:
    """The journal of a file that is not in WAL mode yet, as a crash in its first minute leaves it."""
    copy = tmp_path / "copy" / "data-1.db"
    copy.parent.mkdir()
    with closing(connect(data, KEY, profile_id=ID)) as connection:
        connection.execute("pragma journal_mode=delete")
        connection.execute("pragma cache_size=5")
        connection.execute("begin")
        connection.execute("update rows set text = 'changed'")
        for name in ("data-1.db", "data-1.db-journal"):
            (copy.parent / name).write_bytes(data.with_name(name).read_bytes())
    assert copy.read_bytes() != data.read_bytes()
    assert code_of(lambda: read(copy, read_only=True)) == "read_only"
    assert read(copy) == list(range(100))
    assert read(copy, read_only=True) == list(range(100))


def test_copying_under_a_new_key_keeps_everything(data: Path) -> None:
    with closing(connect(data, KEY, profile_id=ID)) as connection:
        connection.execute("pragma user_version=12")
        connection.execute("pragma application_id=34")
        connection.execute("create table loose (word text primary key)")
        connection.executemany("insert into loose values (?)", [(f"w{n}",) for n in range(20)])
        connection.execute("delete from loose where rowid % 2")
        connection.execute("create virtual table found using fts5 (text)")
        connection.execute("insert into found values ('the river')")
        loose = connection.execute("select rowid, word from loose").fetchall()
    new, new_key = data.with_name("data-2.db"), bytes(32)
    datafile.copy_with_new_key(data, KEY, new, new_key, profile_id=ID, dek_id="ef" * 8)
    assert datafile.identity(new, new_key, profile_id=ID) == "ef" * 8
    assert datafile.identity(data, KEY, profile_id=ID) == DEK
    assert code_of(lambda: connect(new, KEY, profile_id=ID)) == "data_damaged"
    with closing(connect(new, new_key, profile_id=ID)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (12,)
        assert connection.execute("pragma application_id").fetchone() == (34,)
        assert connection.execute("select rowid, word from loose").fetchall() == loose
        assert connection.execute("select text from found where found match 'river'").fetchall() == [
            ("the river",)
        ]
        assert connection.execute("select count(*) from rows").fetchone() == (100,)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert data.read_bytes()[:16] != new.read_bytes()[:16]


def test_copying_takes_what_is_still_in_the_log(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    with closing(connect(data, KEY, profile_id=ID)) as connection:
        connection.execute("pragma wal_autocheckpoint=0")
        connection.execute("insert into rows values (100, ?)", ("00100" * 200,))
        for name in ("data-1.db", "data-1.db-wal"):
            shutil.copy(data.with_name(name), folder / name)
    new_key = bytes(32)
    datafile.copy_with_new_key(
        folder / "data-1.db", KEY, folder / "data-2.db", new_key, profile_id=ID, dek_id=DEK
    )
    with closing(connect(folder / "data-2.db", new_key, profile_id=ID)) as connection:
        assert connection.execute("select count(*) from rows").fetchone() == (101,)


def test_nothing_is_printed_about_a_damaged_file(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    raw = bytearray(data.read_bytes())
    raw[100] ^= 1
    data.write_bytes(raw)
    assert code_of(lambda: connect(data, KEY, profile_id=ID)) == "data_damaged"
    assert capfd.readouterr() == ("", "")
