"""A new root key: everything stays, nothing of the old fits, and a failure on the way changes nothing."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from vault_doubles import DictKeyStore, code_of, opened, read_rows, write_rows

from supportdesk.vault import Profiles, VaultError, datafile
from supportdesk.vault import folder as folders


def test_rotation_keeps_the_data_and_the_password_but_not_the_sheet(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(50))
        before = (vault.recovery_key, vault.database_key, vault.dek_id, vault.database_path)
        vault.rotate()
        after = (vault.recovery_key, vault.database_key, vault.dek_id, vault.database_path)
        assert not set(before) & set(after)
        assert read_rows(vault) == list(range(50))
    assert not list(folder.glob("data-1*"))
    with profiles.open_with_password(folder.name, "river") as vault:
        assert vault.recovery_key == after[0]
        assert read_rows(vault) == list(range(50))
    assert code_of(lambda: profiles.open_with_recovery_key(folder.name, before[0])) == "wrong_recovery_key"
    profiles.open_with_recovery_key(folder.name, after[0]).close()


def test_rotation_without_a_password_needs_the_key_store(profiles: Profiles, keystore: DictKeyStore) -> None:
    with profiles.create("A", None) as vault:
        profile_id, sheet = vault.profile_id, vault.recovery_key
        entry = keystore.entries.pop(profile_id)
        assert code_of(vault.rotate) == "keystore_missing"
        assert vault.recovery_key == sheet
        keystore.entries[profile_id] = entry
        vault.rotate()
        assert vault.recovery_key != sheet
    profiles.open_with_keystore(profile_id).close()


def test_after_the_sheet_a_password_comes_first(profiles: Profiles, profile_id: str) -> None:
    with profiles.open_with_password(profile_id, "river") as vault:
        sheet = vault.recovery_key
    with profiles.open_with_recovery_key(profile_id, sheet) as vault:
        assert code_of(vault.rotate) == "password_needed"
        vault.set_password("lake")
        vault.rotate()
        assert vault.recovery_key != sheet
    profiles.open_with_password(profile_id, "lake").close()


def test_an_open_connection_makes_it_busy_and_nothing_changes(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        sheet = vault.recovery_key
        with closing(opened(vault)) as connection:
            connection.execute("pragma journal_mode=wal")
            connection.execute("create table t (x)")
            assert code_of(vault.rotate) == "busy"
        assert vault.recovery_key == sheet
        assert not (folder / "data-2.db").exists()
        vault.rotate()


@pytest.mark.parametrize("where", ["copy_with_new_key", "write_header"])
def test_a_failure_before_the_commit_changes_nothing(
    profiles: Profiles, folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = datafile if where == "copy_with_new_key" else folders
    real = getattr(room, where)

    def fails(*args: object, **values: object) -> None:
        if where == "copy_with_new_key":
            real(*args, **values)
        raise VaultError("disk_full")

    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(5))
        sheet = vault.recovery_key
        monkeypatch.setattr(room, where, fails)
        assert code_of(vault.rotate) == "disk_full"
        monkeypatch.undo()
        assert vault.recovery_key == sheet
        assert not list(folder.glob("data-2*"))
        assert read_rows(vault) == list(range(5))
    profiles.open_with_password(folder.name, "river").close()


def test_a_failure_right_after_the_commit_is_no_failure(
    profiles: Profiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = folders.write_header

    def fails(*args: Path) -> None:
        real(*args)
        raise VaultError("io_failed")

    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(5))
        monkeypatch.setattr(folders, "write_header", fails)
        vault.rotate()
        monkeypatch.undo()
        assert vault.database_path.name == "data-2.db"
        assert read_rows(vault) == list(range(5))
    with profiles.open_with_password(folder.name, "river") as vault:
        assert read_rows(vault) == list(range(5))


def test_no_copy_of_the_past_stays_where_the_second_cannot_be_written(
    profiles: Profiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = folders._replace

    def fails(where: Path, name: str, raw: bytes) -> None:
        if name == folders.COPY_NAME:
            raise OSError(28, "")
        real(where, name, raw)

    with profiles.open_with_password(folder.name, "river") as vault:
        monkeypatch.setattr(folders, "_replace", fails)
        vault.rotate()
        assert not (folder / folders.COPY_NAME).exists()
        monkeypatch.undo()
    profiles.open_with_password(folder.name, "river").close()
    assert (folder / folders.COPY_NAME).read_bytes() == (folder / folders.HEADER_NAME).read_bytes()
    assert json.loads((folder / folders.COPY_NAME).read_bytes())["db"] == "data-2.db"


def test_a_rotation_killed_between_the_two_headers_opens_the_new_file(
    profiles: Profiles, folder: Path
) -> None:
    old_header, old_data = (folder / "header.json").read_bytes(), (folder / "data-1.db").read_bytes()
    with profiles.open_with_password(folder.name, "river") as vault:
        old_sheet = vault.recovery_key
        vault.rotate()
        new_sheet = vault.recovery_key
    (folder / "header.bak.json").write_bytes(old_header)
    (folder / "data-1.db").write_bytes(old_data)
    with profiles.open_with_password(folder.name, "river") as vault:
        assert vault.recovery_key == new_sheet
    assert not (folder / "data-1.db").exists()
    assert code_of(lambda: profiles.open_with_recovery_key(folder.name, old_sheet)) == "wrong_recovery_key"


def test_a_rotation_killed_before_the_header_opens_the_old_file(profiles: Profiles, folder: Path) -> None:
    (folder / "data-2.db").write_bytes((folder / "data-1.db").read_bytes()[:4096])
    with profiles.open_with_password(folder.name, "river") as vault:
        assert vault.database_path.name == "data-1.db"
    assert not (folder / "data-2.db").exists()
