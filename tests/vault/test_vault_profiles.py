"""Making, listing, opening, changing and deleting profiles."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from vault_doubles import CHEAP, DictKeyStore, code_of, digest, opened, read_rows, write_rows

from supportdesk.vault import KeyStoreState, Profiles, VaultError
from supportdesk.vault import folder as folders
from supportdesk.vault.lock import FolderLock


def test_nothing_is_there_at_first_and_listing_makes_nothing(profiles: Profiles, root: Path) -> None:
    assert profiles.list() == ()
    assert not root.exists()


def test_a_profile_with_a_password_opens_with_it_alone(profiles: Profiles, profile_id: str) -> None:
    assert code_of(lambda: profiles.open_with_password(profile_id, "lake")) == "wrong_password"
    assert code_of(lambda: profiles.open_with_password(profile_id, "River")) == "wrong_password"
    assert code_of(lambda: profiles.open_with_keystore(profile_id)) == "password_needed"
    with profiles.open_with_password(profile_id, "river") as vault:
        assert vault.profile_id == profile_id
        assert vault.label == "Profile 1"
        assert vault.has_password
        assert not vault.has_keystore_slot
        assert not vault.read_only
        assert len(vault.database_key) == 32
        with closing(opened(vault)) as connection:
            assert connection.execute("pragma user_version").fetchone() == (0,)
            assert connection.execute("select * from identity").fetchall() == [(profile_id, vault.dek_id)]


def test_data_stays_from_one_opening_to_the_next(profiles: Profiles, profile_id: str) -> None:
    with profiles.open_with_password(profile_id, "river") as vault:
        write_rows(vault, range(5))
    with profiles.open_with_password(profile_id, "river") as vault:
        assert read_rows(vault) == list(range(5))


def test_a_password_typed_in_nfd_is_the_same(profiles: Profiles) -> None:
    with profiles.create("A", "Zoe\u0308 \u1e9b\u0323") as vault:
        profile_id = vault.profile_id
    profiles.open_with_password(profile_id, "Zo\u00eb \u1e9b\u0323").close()
    assert code_of(lambda: profiles.open_with_password(profile_id, "Zoe \u1e9b\u0323")) == "wrong_password"


def test_the_sheet_opens_and_another_profiles_sheet_does_not(profiles: Profiles, profile_id: str) -> None:
    with profiles.open_with_password(profile_id, "river") as vault:
        sheet = vault.recovery_key
    with profiles.create("Profile 2", "lake") as vault:
        other = vault.recovery_key
    with profiles.open_with_recovery_key(profile_id, sheet.lower().replace(" ", "")) as vault:
        assert vault.has_password
        vault.set_password("a new one")
        assert vault.recovery_key == sheet
    profiles.open_with_password(profile_id, "a new one").close()
    assert code_of(lambda: profiles.open_with_password(profile_id, "river")) == "wrong_password"
    assert code_of(lambda: profiles.open_with_recovery_key(profile_id, other)) == "wrong_recovery_key"
    assert code_of(lambda: profiles.open_with_recovery_key(profile_id, sheet[:-1])) == "recovery_key_typo"


def test_changing_the_password_leaves_the_data_file_alone(profiles: Profiles, folder: Path) -> None:
    before = digest(folder)["data-1.db"]
    with profiles.open_with_password(folder.name, "river") as vault:
        connection = opened(vault)  # an open connection is no hindrance here
        vault.set_password("lake")
        connection.close()
    assert digest(folder)["data-1.db"] == before
    assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "wrong_password"
    profiles.open_with_password(folder.name, "lake").close()


def test_the_list_is_by_label_and_shows_what_is_damaged(profiles: Profiles, root: Path) -> None:
    ids = {}
    for label in ("Cleo", "ana", "Bo"):
        with profiles.create(label, None if label == "Bo" else "x") as vault:
            ids[label] = vault.profile_id
    (root / "profiles" / "not-a-profile").mkdir()
    infos = profiles.list()
    assert [info.label for info in infos] == ["ana", "Bo", "Cleo"]
    assert [(info.has_password, info.has_keystore_slot) for info in infos] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    data = root / "profiles" / ids["ana"] / "data-1.db"
    data.write_bytes(b"")
    assert [info.damaged for info in profiles.list()] == ["data_empty", None, None]
    data.unlink()
    assert [info.damaged for info in profiles.list()] == ["data_missing", None, None]
    assert code_of(lambda: profiles.open_with_password(ids["ana"], "x")) == "data_missing"
    assert not data.exists()


def test_labels_are_checked_and_tidied(profiles: Profiles) -> None:
    assert code_of(lambda: profiles.create(" \n ", "x")) == "name_empty"
    assert code_of(lambda: profiles.create("a\x00b", "x")) == "name_not_storable"
    assert code_of(lambda: profiles.create("a\ud800", "x")) == "name_not_storable"
    assert code_of(lambda: profiles.create("x" * 81, "x")) == "name_too_long"
    with profiles.create("  Zoe\u0308\n B ", "x") as vault:
        assert vault.label == "Zo\u00eb B"
        vault.rename("\u5c71" * 80)
        assert code_of(lambda: vault.rename("")) == "name_empty"
    assert profiles.list()[0].label == "\u5c71" * 80


def test_password_rules_at_creation(root: Path, profiles: Profiles) -> None:
    assert code_of(lambda: profiles.create("A", "")) == "password_needed"
    assert code_of(lambda: profiles.create("A", "x" * 1025)) == "password_too_long"
    bare = Profiles(root, keystore=None, kdf=CHEAP)
    assert code_of(lambda: bare.create("A", None)) == "password_needed"
    assert profiles.list() == ()


def test_unknown_and_hostile_ids_are_not_found(profiles: Profiles, profile_id: str) -> None:
    for name in ("00" * 16, "", "..", "../profiles/" + profile_id, profile_id.upper() + "/"):
        assert code_of(lambda name=name: profiles.open_with_password(name, "river")) == "not_found"
        assert code_of(lambda name=name: profiles.delete(name)) == "not_found"


def test_no_key_shows_in_any_text(profiles: Profiles, keystore: DictKeyStore) -> None:
    with profiles.create("Profile 1", None) as vault:
        held = repr(vault) + str(vault) + repr(vault._open) + repr(keystore.get(vault.profile_id))
        secrets = [vault.database_key, vault._open.root, vault._open.kek, keystore.entries[vault.profile_id]]
        assert not any(repr(secret) in held or secret.hex() in held for secret in secrets)
        assert vault.recovery_key not in held
    assert "closed" in repr(vault)
    with pytest.raises(RuntimeError):
        _ = vault.database_key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_the_owner_can_read_anything(root: Path, keystore: DictKeyStore) -> None:
    old = os.umask(0o000)
    try:
        vault = Profiles(root, keystore=keystore, kdf=CHEAP).create("A", "x")
        with closing(opened(vault)) as connection:
            connection.execute("pragma journal_mode=wal")
            connection.execute("create table t (x)")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")}
        vault.rotate()
        vault.close()
    finally:
        os.umask(old)
    modes |= {path.name: stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")}
    folders_ = {root.name: stat.S_IMODE(root.stat().st_mode), "profiles": 0o700, vault.profile_id: 0o700}
    assert {"data-1.db-wal", "data-1.db-shm", "data-2.db", "header.json", "lock"} <= set(modes)
    assert modes | folders_ == dict.fromkeys(modes, 0o600) | dict.fromkeys(folders_, 0o700)


def test_without_a_password_the_key_store_opens(profiles: Profiles, keystore: DictKeyStore) -> None:
    with profiles.create("A", None) as vault:
        profile_id, sheet = vault.profile_id, vault.recovery_key
        assert not vault.has_password
        assert vault.has_keystore_slot
    assert list(keystore.entries) == [profile_id]
    profiles.open_with_keystore(profile_id).close()
    assert code_of(lambda: profiles.open_with_password(profile_id, "x")) == "wrong_password"
    profiles.open_with_recovery_key(profile_id, sheet).close()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (KeyStoreState.LOCKED, "keystore_locked"),
        (KeyStoreState.UNAVAILABLE, "keystore_unavailable"),
        (KeyStoreState.MISSING, "keystore_missing"),
        (KeyStoreState.WRONG, "keystore_wrong"),
    ],
)
def test_a_key_store_that_does_not_answer_changes_nothing(
    profiles: Profiles, keystore: DictKeyStore, root: Path, state: KeyStoreState, code: str
) -> None:
    with profiles.create("A", None) as vault:
        profile_id = vault.profile_id
    before = digest(root)
    keystore.state = state
    assert code_of(lambda: profiles.open_with_keystore(profile_id)) == code
    assert code_of(lambda: profiles.create("B", None)) in (code, "keystore_unavailable")
    assert digest(root) == before
    keystore.state = KeyStoreState.OK
    profiles.open_with_keystore(profile_id).close()


def test_another_secret_in_the_key_store_is_wrong(profiles: Profiles, keystore: DictKeyStore) -> None:
    with profiles.create("A", None) as vault:
        profile_id, sheet = vault.profile_id, vault.recovery_key
    keystore.entries[profile_id] = b"x" * 32
    assert code_of(lambda: profiles.open_with_keystore(profile_id)) == "keystore_wrong"
    del keystore.entries[profile_id]
    assert code_of(lambda: profiles.open_with_keystore(profile_id)) == "keystore_missing"
    with profiles.open_with_recovery_key(profile_id, sheet) as vault:
        vault.remove_password()  # mends the entry
        assert vault.recovery_key == sheet
    profiles.open_with_keystore(profile_id).close()


def test_a_key_store_that_keeps_nothing_is_not_relied_on(
    profiles: Profiles, keystore: DictKeyStore, root: Path, profile_id: str
) -> None:
    keystore.forgets = True
    before = digest(root)
    assert code_of(lambda: profiles.create("B", None)) == "keystore_unavailable"
    with profiles.open_with_password(profile_id, "river") as vault:
        assert code_of(vault.remove_password) == "keystore_unavailable"
        assert vault.has_password
    assert digest(root) == before


def test_moving_to_the_key_store_and_back(
    profiles: Profiles, keystore: DictKeyStore, profile_id: str
) -> None:
    with profiles.open_with_password(profile_id, "river") as vault:
        write_rows(vault, range(3))
        sheet, old_key = vault.recovery_key, vault.database_key
        vault.remove_password()
        assert not vault.has_password
        assert vault.recovery_key == sheet
    assert code_of(lambda: profiles.open_with_password(profile_id, "river")) == "wrong_password"
    with profiles.open_with_keystore(profile_id) as vault:
        vault.set_password("lake")
        assert vault.has_password
        # The key store and old backups knew the old root: it is in force no longer.
        assert vault.recovery_key != sheet
        assert vault.database_key != old_key
        assert read_rows(vault) == [0, 1, 2]
    assert keystore.entries == {}
    assert code_of(lambda: profiles.open_with_recovery_key(profile_id, sheet)) == "wrong_recovery_key"
    with profiles.open_with_password(profile_id, "lake") as vault:
        assert read_rows(vault) == [0, 1, 2]


def test_without_a_key_store_a_password_cannot_be_removed(root: Path) -> None:
    with Profiles(root, keystore=None, kdf=CHEAP).create("A", "x") as vault:
        assert code_of(vault.remove_password) == "keystore_unavailable"
        assert vault.has_password


def test_delete_takes_the_files_and_the_entry(profiles: Profiles, keystore: DictKeyStore, root: Path) -> None:
    with profiles.create("A", None) as vault:
        profile_id = vault.profile_id
        assert code_of(lambda: profiles.delete(profile_id)) == "busy"
        assert vault.database_path.exists()
    assert profiles.delete(profile_id) is True
    assert keystore.entries == {}
    assert list((root / "profiles").iterdir()) == []
    assert code_of(lambda: profiles.delete(profile_id)) == "not_found"


def test_delete_says_when_the_entry_stayed(profiles: Profiles, keystore: DictKeyStore, root: Path) -> None:
    with profiles.create("A", None) as vault:
        profile_id = vault.profile_id
    keystore.state = KeyStoreState.LOCKED
    assert profiles.delete(profile_id) is False
    assert list((root / "profiles").iterdir()) == []


def test_a_profile_with_a_password_is_deleted_without_asking_the_key_store(
    profiles: Profiles, keystore: DictKeyStore, profile_id: str
) -> None:
    keystore.state = KeyStoreState.LOCKED
    assert profiles.delete(profile_id) is True


def test_leftovers_are_swept_and_nothing_else(profiles: Profiles, folder: Path) -> None:
    ours = [
        ".header-12ab.tmp",
        ".backup-1.db",
        ".backup-1.db-wal",
        "data-7.db",
        "data-7.db-wal",
        "data-10.db-journal",
    ]
    theirs = ["notes.txt", "data-x.db", "header.json.old", "my data-7.db", ".hidden"]
    for name in ours + theirs:
        (folder / name).write_bytes(b"x" * 5000)
    assert code_of(lambda: profiles.open_with_password(folder.name, "wrong")) == "wrong_password"
    assert (folder / "data-7.db").exists()
    profiles.open_with_password(folder.name, "river").close()
    left = {path.name for path in folder.iterdir()}
    assert left == {*theirs, "lock", "header.json", "header.bak.json", "data-1.db"}


def test_half_made_and_half_deleted_profiles_are_swept(
    profiles: Profiles, root: Path, profile_id: str
) -> None:
    parent = root / "profiles"
    for name in (".new-0011223344556677", ".deleted-0011223344556677"):
        (parent / name).mkdir()
        (parent / name / "lock").touch()
        (parent / name / "data-1.db").write_bytes(b"x")
    (parent / ".new-8811223344556677").mkdir()
    (parent / ".new-mine").mkdir()
    busy, lock = folders.stage(parent)
    with profiles.create("B", "x") as vault:
        names = {path.name for path in parent.iterdir()}
    lock.release()
    assert names == {".new-mine", busy.name, profile_id, vault.profile_id}


def test_a_failed_creation_leaves_nothing(
    profiles: Profiles, keystore: DictKeyStore, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object) -> None:
        raise VaultError("disk_full")

    monkeypatch.setattr(folders, "write_header", no_room)
    assert code_of(lambda: profiles.create("A", None)) == "disk_full"
    assert keystore.entries == {}
    assert list((root / "profiles").iterdir()) == []


def test_a_second_opening_is_busy_and_the_lock_goes_with_close(profiles: Profiles, profile_id: str) -> None:
    vault = profiles.open_with_password(profile_id, "river")
    assert code_of(lambda: profiles.open_with_password(profile_id, "river")) == "busy"
    assert code_of(lambda: profiles.open_with_recovery_key(profile_id, vault.recovery_key)) == "busy"
    vault.close()
    vault.close()
    profiles.open_with_password(profile_id, "river").close()


def test_a_failed_opening_lets_go_of_the_lock(profiles: Profiles, folder: Path) -> None:
    for _time in range(2):
        assert code_of(lambda: profiles.open_with_password(folder.name, "lake")) == "wrong_password"
    FolderLock(folder).release()
