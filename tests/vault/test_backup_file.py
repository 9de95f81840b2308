"""The backup file: what it holds comes back, and nothing else is ever taken for a backup."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vault_doubles import CHEAP, code_of, opened, read_rows, write_rows

from supportdesk.vault import OpenVault, Profiles, VaultError, backup
from supportdesk.vault import folder as folders
from supportdesk.vault import header as headers

ANY_SCHEMA = 2**31 - 1
FLIPS = 560


class Made:
    """One backup of a small profile, its bytes and the key to it."""

    def __init__(self, place: Path) -> None:
        profiles = Profiles(place / "data", keystore=None, kdf=CHEAP)
        with profiles.create("Profile 1", "river") as vault:
            write_rows(vault, range(12))
            self.path = place / "b.supportdesk"
            backup.save(vault.backup_source(), self.path)
            self.sheet, self.profile_id = vault.recovery_key, vault.profile_id
        self.raw = self.path.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("made"))


class Try:
    """Takes bytes for a backup on an empty computer: the code it is refused with, or what came back."""

    def __init__(self, place: Path, sheet: str) -> None:
        self.file, self.root, self.sheet = place / "f.supportdesk", place / "here", sheet
        self.profiles = Profiles(self.root, keystore=None, kdf=CHEAP)

    def __call__(self, raw: bytes) -> str | list[int]:
        self.file.write_bytes(raw)
        code = code_of(self._restored)
        if code:
            assert not list(self.root.glob("profiles/*"))
            return code
        [info] = self.profiles.list()
        with self.profiles.open_with_recovery_key(info.id, self.sheet) as vault:
            rows = read_rows(vault)
        self.profiles.delete(info.id)
        return rows

    def _restored(self) -> OpenVault:
        found = backup.read(self.file)
        return self.profiles.restore(found, recovery_key=self.sheet, newest_schema=ANY_SCHEMA)


@pytest.fixture
def take(tmp_path: Path, made: Made) -> Try:
    return Try(tmp_path, made.sheet)


# ---- there and back


@settings(max_examples=12, deadline=None)
@given(
    label=st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=40),
    password=st.text(min_size=1, max_size=40),
    texts=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))), max_size=8),
    schema=st.integers(0, 2**31 - 1),
)
def test_there_and_back(
    label: str, password: str, texts: list[str], schema: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("round")
    old = Profiles(place / "old", keystore=None, kdf=CHEAP)
    with old.create(label, password) as vault:
        with closing(opened(vault)) as data:
            data.execute("create table words (number integer primary key, text text)")
            data.executemany("insert into words(text) values (?)", [(text,) for text in texts])
            data.execute(f"pragma user_version={schema}")
        backup.save(vault.backup_source(), place / "b.supportdesk")
        kept, sheet = vault.label, vault.recovery_key
    found = backup.read(place / "b.supportdesk")
    assert (found.label, found.schema, found.has_password) == (kept, schema, True)
    fresh = Profiles(place / "new", keystore=None, kdf=CHEAP)
    with fresh.restore(found, password=password, newest_schema=schema) as vault:
        assert (vault.label, vault.recovery_key) == (kept, sheet)
        with closing(opened(vault)) as data:
            rows = data.execute("select text from words order by number").fetchall()
        assert [row[0] for row in rows] == texts
    fresh.open_with_password(found.profile_id, password).close()


def test_the_file_is_three_stored_members_without_a_readable_word(made: Made) -> None:
    with zipfile.ZipFile(made.path) as packed:
        assert packed.namelist() == ["header.json", "data.db", "manifest.json"]
        assert {each.compress_type for each in packed.infolist()} == {zipfile.ZIP_STORED}
        header = json.loads(packed.read("header.json"))
        manifest = json.loads(packed.read("manifest.json"))
        data = packed.read("data.db")
    assert [slot["type"] for slot in header["slots"]] == ["password"]
    assert manifest["data"] == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert b"00005" * 3 not in made.raw  # a row of the data
    assert b"SQLite format 3" not in made.raw
    assert made.path.stat().st_mode & 0o077 == 0
    assert [path.name for path in made.path.parent.iterdir() if path.suffix != ""] == ["b.supportdesk"]


def test_the_slot_of_the_key_store_stays_at_home(profiles: Profiles, tmp_path: Path) -> None:
    with profiles.create("Open", None) as vault:
        backup.save(vault.backup_source(), tmp_path / "b.supportdesk")
        sheet = vault.recovery_key
    found = backup.read(tmp_path / "b.supportdesk")
    assert found.header.slots == ()
    elsewhere = Profiles(tmp_path / "elsewhere", keystore=None, kdf=CHEAP)
    ways = ({"password": "river"}, {})
    for way in ways:
        code = code_of(lambda way=way: elsewhere.restore(found, newest_schema=9, **way))
        assert code == "backup_needs_key"
    with elsewhere.restore(found, recovery_key=sheet, newest_schema=9) as vault:
        assert (vault.has_password, vault.has_keystore_slot) == (False, False)
        vault.set_password("lake")
    elsewhere.open_with_password(found.profile_id, "lake").close()


def test_others_may_write_while_it_is_made(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault, closing(opened(vault)) as writer:
        writer.execute("pragma journal_mode=wal")
        write_rows(vault, range(5))
        writer.execute("begin immediate")
        writer.execute("insert into rows values (5, 'not yet')")
        backup.save(vault.backup_source(), tmp_path / "b.supportdesk")
        writer.execute("rollback")
    found = backup.read(tmp_path / "b.supportdesk")
    elsewhere = Profiles(tmp_path / "elsewhere", keystore=None, kdf=CHEAP)
    with elsewhere.restore(found, password="river", newest_schema=9) as vault:
        assert read_rows(vault) == list(range(5))


def test_rows_keep_their_numbers(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    """The store puts people in the order of their row ids, and the search index goes on from one."""
    with profiles.open_with_password(folder.name, "river") as vault:
        with closing(opened(vault)) as data:
            data.execute("create table people (id text not null primary key)")
            data.executemany("insert into people values (?)", [(f"{97 * n % 101}",) for n in range(60)])
            data.execute("delete from people where rowid % 3 = 0")
            before = data.execute("select rowid, id from people order by rowid").fetchall()
        backup.save(vault.backup_source(), tmp_path / "b.supportdesk")
    found = backup.read(tmp_path / "b.supportdesk")
    back = profiles.restore(found, password="river", newest_schema=9, may_replace=True)
    with back as vault, closing(opened(vault)) as data:
        assert data.execute("select rowid, id from people order by rowid").fetchall() == before


# ---- where it goes


def test_a_file_that_is_there_is_replaced_only_when_asked(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.supportdesk"
    target.write_bytes(b"mine")
    with profiles.open_with_password(folder.name, "river") as vault:
        source = vault.backup_source()
        assert code_of(lambda: backup.save(source, target)) == "file_there"
        assert target.read_bytes() == b"mine"
        backup.save(source, target, may_replace=True)
        backup.read(target)
        assert code_of(lambda: backup.save(source, tmp_path / "no" / "b.supportdesk")) == "folder_missing"
        assert code_of(lambda: backup.save(source, tmp_path, may_replace=True)) == "name_not_allowed"
        long = tmp_path / ("x" * 254 + ".supportdesk")
        assert code_of(lambda: backup.save(source, long)) == "name_not_allowed"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["b.supportdesk"]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_who_watches_may_stop_it_and_nothing_is_left(
    profiles: Profiles, folder: Path, tmp_path: Path, made: Made
) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(_done: int, _of_all: int) -> None:
        raise Stop

    with profiles.open_with_password(folder.name, "river") as vault, pytest.raises(Stop):
        backup.save(vault.backup_source(), tmp_path / "b.supportdesk", moved=stop)
    with pytest.raises(Stop):
        profiles.restore(backup.read(made.path), password="river", newest_schema=9, moved=stop)
    assert not list(tmp_path.glob("b.*"))
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_damaged_profile_makes_no_backup(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(40))
        raw = bytearray(vault.database_path.read_bytes())
        raw[len(raw) - 6_000] ^= 1
        vault.database_path.write_bytes(raw)
        assert (
            code_of(lambda: backup.save(vault.backup_source(), tmp_path / "b.supportdesk")) == "data_damaged"
        )
    assert not list(tmp_path.glob("b.*"))


# ---- what is no backup, or no longer one


def test_single_bytes_that_flipped(made: Made, take: Try) -> None:
    """Every byte outside the data, and some inside of it: refused by name, or the same content comes back."""
    size = len(made.raw)
    start = made.raw.index(b"data.db") + len(b"data.db")
    end = made.raw.index(b"manifest.json") - 40
    outside = [*range(start), *range(end, size)]
    inside = range(start, end, max((end - start) // 60, 1))
    places = sorted({*outside[:: max(len(outside) // (FLIPS - 60), 1)], *inside})
    assert len(places) >= 500
    outcomes: dict[str, int] = {}
    for place in places:
        raw = bytearray(made.raw)
        raw[place] ^= 1 << (place % 8)
        outcome = take(bytes(raw))
        name = outcome if isinstance(outcome, str) else "same"
        assert isinstance(outcome, str) or outcome == list(range(12)), place
        outcomes[name] = outcomes.get(name, 0) + 1
    assert outcomes["backup_damaged"] > 400
    assert set(outcomes) <= {"backup_damaged", "not_a_backup", "backup_newer", "backup_wrong_key", "same"}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_cut_short_or_grown(
    made: Made, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("cut")
    size = len(made.raw)
    cut = data.draw(st.integers(0, size - 1))
    more = data.draw(st.binary(min_size=1, max_size=64))
    take = Try(place, made.sheet)
    assert take(made.raw[:cut]) in ("not_a_backup", "backup_damaged")
    grown = take(made.raw + more)
    assert grown in ("backup_damaged", list(range(12)))
    shutil.rmtree(place)


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=400), ours=st.booleans())
def test_any_bytes_are_refused_by_name(
    raw: bytes, ours: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.supportdesk"
    path.write_bytes((b"PK\x03\x04" if ours else b"") + raw)
    assert code_of(lambda: backup.read(path)) in ("not_a_backup", "backup_damaged")


def packed(members: dict[str, bytes], *, how: int = zipfile.ZIP_STORED) -> bytes:
    """A ZIP of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as into:
        for name, raw in members.items():
            into.writestr(zipfile.ZipInfo(name), raw, compress_type=how)
    return held.getvalue()


@pytest.fixture
def members(made: Made) -> dict[str, bytes]:
    with zipfile.ZipFile(made.path) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


def _with(members: dict[str, bytes], **changed: object) -> dict[str, bytes]:
    manifest = json.loads(members["manifest.json"]) | changed
    return members | {"manifest.json": json.dumps(manifest).encode()}


Change = Callable[[dict[str, bytes]], bytes]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda m: packed({**m, "../../evil": b"x"}), "backup_damaged"),
        (lambda m: packed({"../header.json": m["header.json"], **m}), "backup_damaged"),
        (lambda m: packed({n: m[n] for n in reversed(m)}), "backup_damaged"),
        (lambda m: packed({n: m[n] for n in list(m)[:2]}), "backup_damaged"),
        (lambda m: packed(m, how=zipfile.ZIP_DEFLATED), "backup_damaged"),
        (lambda m: packed({"word/document.xml": b"<a/>"}), "not_a_backup"),
        (lambda m: packed({**m, "manifest.json": b"[" * 100_000}), "backup_damaged"),
        (lambda m: packed({**m, "manifest.json": b"[" * 4_000}), "backup_damaged"),
        (lambda m: packed({**m, "manifest.json": b"[]"}), "backup_damaged"),
        (lambda m: packed({**m, "header.json": b"x" * 70_000}), "backup_damaged"),
        (lambda m: packed({**m, "data.db": m["data.db"] + b"x"}), "backup_damaged"),
        (lambda m: packed({**m, "data.db": b"x" * len(m["data.db"])}), "backup_damaged"),
        (lambda m: packed(_with(m, format="other")), "not_a_backup"),
        (lambda m: packed(_with(m, version=2)), "backup_newer"),
        (lambda m: packed(_with(m, version="1")), "not_a_backup"),
        (lambda m: packed(_with(m, made="2026-11-02T00:00:00Z")), "backup_damaged"),
        (lambda m: packed(_with(m, made="2026-13-02T00:00:00Z")), "backup_damaged"),
        (lambda m: packed(_with(m, schema=7)), "backup_damaged"),
        (lambda m: packed(_with(m, schema=True)), "backup_damaged"),
        (lambda m: packed(_with(m, more=1)), "backup_damaged"),
        (lambda m: packed(_with(m, mac="ab" * 32)), "backup_damaged"),
    ],
)
def test_what_an_enemy_may_write(members: dict[str, bytes], take: Try, change: Change, code: str) -> None:
    assert take(packed(members)) == list(range(12))
    assert take(change(members)) == code


def test_data_of_another_profile_under_a_list_that_fits_it(members: dict[str, bytes], take: Try) -> None:
    data = b"x" * 8_192
    told = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert take(packed(_with({**members, "data.db": data}, data=told))) == "backup_damaged"


def test_a_file_that_claims_to_be_huge_costs_nothing(members: dict[str, bytes], take: Try) -> None:
    raw = bytearray(packed(members))
    at = raw.rindex(b"data.db") - 46  # its entry in the list at the end
    for place in (at + 20, at + 24):
        raw[place : place + 4] = (2**31 + 1).to_bytes(4, "little")
    assert take(bytes(raw)) == "backup_damaged"


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    assert code_of(lambda: backup.read(tmp_path / "none.supportdesk")) == "file_unreadable"
    assert code_of(lambda: backup.read(tmp_path)) == "file_unreadable"
    assert code_of(lambda: backup.read(tmp_path / "a\0b")) == "file_unreadable"


def test_a_newer_header_and_a_newer_schema(members: dict[str, bytes], made: Made, tmp_path: Path) -> None:
    header = json.loads(members["header.json"]) | {"version": 2}
    raw = headers.canonical(header)
    told = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    path = tmp_path / "b.supportdesk"
    path.write_bytes(packed(_with({**members, "header.json": raw}, header=told)))
    assert code_of(lambda: backup.read(path)) == "backup_newer"
    profiles = Profiles(tmp_path / "here", keystore=None, kdf=CHEAP)
    with profiles.create("New", "x") as vault:
        with closing(opened(vault)) as data:
            data.execute("pragma user_version=8")
        backup.save(vault.backup_source(), tmp_path / "n.supportdesk")
    profiles.delete(vault.profile_id)
    found = backup.read(tmp_path / "n.supportdesk")
    assert found.schema == 8
    assert code_of(lambda: profiles.restore(found, password="x", newest_schema=7)) == "backup_newer"
    assert profiles.list() == ()


def test_a_file_that_changes_after_it_was_looked_at(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "b.supportdesk"
    shutil.copy(made.path, path)
    found = backup.read(path)
    raw = bytearray(made.raw)
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(VaultError) as refused:
        backup.extract(found, tmp_path / folders.leftover(tmp_path).name)
    assert refused.value.code == "backup_damaged"
