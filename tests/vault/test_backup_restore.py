"""A backup beside what is there: moved aside, put back, healed after a crash; and which password opens it."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vault_doubles import CHEAP, DictKeyStore, code_of, digest, read_rows, write_rows

from supportdesk.vault import OpenVault, Profiles, backup, copies
from supportdesk.vault import folder as folders

DAY = date(2026, 11, 1)


def saved(profiles: Profiles, profile_id: str, target: Path, rows: int, password: str = "river") -> str:
    """A backup of the profile with this many rows; gives its recovery key."""
    with profiles.open_with_password(profile_id, password) as vault:
        write_rows(vault, range(rows))
        backup.save(vault.backup_source(), target)
        return vault.recovery_key


def rows_of(profiles: Profiles, profile_id: str, password: str = "river") -> list[int]:
    with profiles.open_with_password(profile_id, password) as vault:
        return read_rows(vault)


def back(profiles: Profiles, path: Path, **way: object) -> OpenVault:
    """Restore a file over what is there."""
    return profiles.restore(backup.read(path), newest_schema=9, may_replace=True, **way)  # type: ignore[arg-type]


def add_rows(profiles: Profiles, profile_id: str, numbers: range) -> None:
    with profiles.open_with_password(profile_id, "river") as vault:
        write_rows(vault, numbers)


# ---- beside what is there


def test_what_is_there_is_moved_aside_only_when_asked(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    add_rows(profiles, folder.name, range(3, 9))
    before = digest(folder)
    found = backup.read(file)
    assert code_of(lambda: profiles.restore(found, password="river", newest_schema=9)) == "profile_there"
    assert digest(folder) == before
    assert not profiles.has_aside(folder.name)
    back(profiles, file, password="river").close()
    assert rows_of(profiles, folder.name) == [0, 1, 2]
    [aside] = folder.parent.glob("*.replaced-*")
    assert digest(aside) == before
    assert [info.id for info in profiles.list()] == [folder.name]
    profiles.put_back(folder.name)
    assert rows_of(profiles, folder.name) == list(range(9))
    profiles.put_back(folder.name)
    assert rows_of(profiles, folder.name) == [0, 1, 2]
    profiles.remove_asides(folder.name)
    assert code_of(lambda: profiles.put_back(folder.name)) == "not_found"
    assert rows_of(profiles, folder.name) == [0, 1, 2]


def test_a_profile_in_use_is_left_alone(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    with profiles.open_with_password(folder.name, "river") as vault:
        assert code_of(lambda: back(profiles, file, password="river")) == "busy"
        assert read_rows(vault) == [0, 1, 2]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    back(profiles, file, password="river").close()
    with profiles.open_with_password(folder.name, "river"):
        assert code_of(lambda: profiles.put_back(folder.name)) == "busy"


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ({"password": "lake"}, "backup_wrong_password"),
        ({"password": ""}, "password_needed"),
        ({"recovery_key": "nonsense"}, "recovery_key_typo"),
        ({}, "backup_needs_key"),
    ],
)
def test_a_wrong_key_changes_nothing(
    profiles: Profiles, folder: Path, tmp_path: Path, way: dict[str, str], code: str
) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    before = digest(folder.parent)
    assert code_of(lambda: back(profiles, file, **way)) == code
    assert digest(folder.parent) == before


def test_the_sheet_of_another_profile(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    with profiles.create("Other", "x") as other:
        sheet = other.recovery_key
    assert code_of(lambda: back(profiles, file, recovery_key=sheet)) == "backup_wrong_key"


def test_a_name_that_is_taken_gets_a_number(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 1)
    elsewhere = Profiles(tmp_path / "elsewhere", keystore=None, kdf=CHEAP)
    for name in ("Profile 1", "Profile 1 (2)"):
        elsewhere.create(name, "x").close()
    with back(elsewhere, file, password="river") as vault:
        assert vault.label == "Profile 1 (3)"
    with back(elsewhere, file, password="river", label="Mine") as vault:
        assert vault.label == "Mine"
    assert {info.label for info in elsewhere.list()} == {"Profile 1", "Profile 1 (2)", "Mine"}


def test_both_the_old_and_the_new_password_open_an_old_backup_here(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 1)
    with profiles.open_with_password(folder.name, "river") as vault:
        vault.set_password("lake")
    back(profiles, file, password="lake").close()
    assert rows_of(profiles, folder.name, "lake") == [0]
    back(profiles, file, password="river").close()
    assert rows_of(profiles, folder.name, "river") == [0]
    assert code_of(lambda: profiles.open_with_password(folder.name, "lake")) == "wrong_password"


def test_a_profile_beyond_repair_comes_back(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    sheet = saved(profiles, folder.name, file, 4)
    for path in folder.iterdir():
        path.write_bytes(b"")
    assert profiles.list()[0].damaged == "header_damaged"
    back(profiles, file, recovery_key=sheet).close()
    assert rows_of(profiles, folder.name) == [0, 1, 2, 3]


# ---- a crash, and deleting


def test_a_crash_between_the_two_renamings_is_healed(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    back(profiles, file, password="river").close()
    add_rows(profiles, folder.name, range(3, 6))
    folder.rename(folder.with_name(f"{folder.name}.replaced-00000002"))
    assert [info.damaged for info in profiles.list()] == [None]
    assert rows_of(profiles, folder.name) == list(range(6))
    assert profiles.has_aside(folder.name)


def test_what_is_not_ours_is_never_healed_or_swept(profiles: Profiles, folder: Path) -> None:
    parent = folder.parent
    odd = (f"{'a' * 32}.replaced-1", f"{'A' * 32}.replaced-00000001", "notes", f"{'b' * 32}.replaced")
    for name in odd:
        (parent / name).mkdir()
        (parent / name / "keep.txt").write_text("x")
    assert [info.id for info in profiles.list()] == [folder.name]
    profiles.delete(folder.name)
    assert sorted(path.name for path in parent.iterdir()) == sorted(odd)


def test_deleting_a_profile_deletes_all_of_it(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    saved(profiles, folder.name, file, 3)
    with back(profiles, file, password="river") as vault:
        assert copies.make_if_due(vault.backup_source(), DAY)
    assert profiles.has_aside(folder.name)
    profiles.delete(folder.name)
    assert list(folder.parent.iterdir()) == []
    assert profiles.list() == ()


# ---- the backups that are made by themselves


def made_on(vault: OpenVault, day: date) -> bool:
    return copies.make_if_due(vault.backup_source(), day)


def test_one_a_day_and_only_after_a_change(profiles: Profiles, folder: Path) -> None:
    today = datetime.now(UTC).astimezone().date()
    tomorrow = today + timedelta(days=1)
    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(2))
        assert made_on(vault, today)
        write_rows(vault, range(2, 4))
        assert not made_on(vault, today)
        assert made_on(vault, tomorrow)
        assert not made_on(vault, tomorrow + timedelta(days=1))
    with profiles.open_with_password(folder.name, "river") as vault:
        assert not made_on(vault, tomorrow + timedelta(days=1))  # opening it is no change
        write_rows(vault, range(4, 5))
        assert made_on(vault, date(1970, 1, 1))  # a clock that fell back
        assert not made_on(vault, date(2099, 1, 1))
    assert [path.name.split("-")[1] for path in copies.found(folder)] == [
        f"{n}.supportdesk" for n in (3, 2, 1)
    ]
    assert profiles.copies(folder.name)[0].made.astimezone().date() == today


def test_they_open_with_the_password_of_today_and_never_with_an_old_one(
    profiles: Profiles, folder: Path
) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(3))
        made_on(vault, DAY)
        write_rows(vault, range(3, 6))
        vault.set_password("lake")
        sheet = vault.recovery_key
    [copy] = profiles.copies(folder.name)
    assert copy.header.slots == ()
    assert profiles.way_of(copy) == "password"
    assert code_of(lambda: back(profiles, copy.path, password="river")) == "backup_wrong_password"
    back(profiles, copy.path, password="lake").close()
    assert rows_of(profiles, folder.name, "lake") == [0, 1, 2]
    [brought] = profiles.copies(folder.name)
    for path in (folder / folders.HEADER_NAME, folder / folders.COPY_NAME):
        path.write_bytes(b"torn")
    assert profiles.way_of(brought) == "recovery_key"
    assert code_of(lambda: back(profiles, brought.path, password="lake")) == "backup_needs_key"
    with back(profiles, brought.path, recovery_key=sheet) as vault:
        assert read_rows(vault) == [0, 1, 2]


def test_the_key_store_opens_them_too(profiles: Profiles, keystore: DictKeyStore) -> None:
    with profiles.create("Open", None) as vault:
        write_rows(vault, range(3))
        made_on(vault, DAY)
        data = vault.database_path
    [copy] = profiles.copies(vault.profile_id)
    assert profiles.way_of(copy) == "keystore"
    data.write_bytes(b"\0" * 8_192)
    with back(profiles, copy.path) as again:
        assert read_rows(again) == [0, 1, 2]
        assert again.has_keystore_slot
    profiles.open_with_keystore(vault.profile_id).close()
    keystore.entries.clear()
    [copy] = profiles.copies(vault.profile_id)
    assert code_of(lambda: back(profiles, copy.path)) == "keystore_missing"


def test_a_new_root_leaves_nothing_that_the_old_sheet_opens(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.supportdesk"
    old = saved(profiles, folder.name, file, 3)
    back(profiles, file, password="river").close()
    with profiles.open_with_password(folder.name, "river") as vault:
        made_on(vault, DAY)
        (folder / folders.UPGRADE_COPY).write_bytes(b"x" * 4_096)
        vault.rotate()
        assert copies.found(folder) == ()
        assert made_on(vault, DAY)
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["backups", "data-2.db", "header.bak.json", "header.json", "lock"]
    )
    [fresh] = profiles.copies(folder.name)
    assert code_of(lambda: back(profiles, fresh.path, recovery_key=old)) == "backup_wrong_key"
    back(profiles, file, recovery_key=old).close()  # what the person keeps elsewhere is theirs
    assert rows_of(profiles, folder.name) == [0, 1, 2]


def test_a_new_password_closes_what_was_moved_aside(profiles: Profiles, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.supportdesk"
    sheet = saved(profiles, folder.name, file, 3)
    add_rows(profiles, folder.name, range(3, 5))
    with back(profiles, file, password="river") as vault:
        vault.set_password("lake")
    profiles.put_back(folder.name)
    assert code_of(lambda: profiles.open_with_password(folder.name, "river")) == "header_damaged"
    with profiles.open_with_recovery_key(folder.name, sheet) as vault:
        assert read_rows(vault) == list(range(5))


def test_a_new_root_waits_for_a_backup_that_is_being_made(
    profiles: Profiles, folder: Path, tmp_path: Path
) -> None:
    """Neither gets in the way of the other: rotating is never refused because of a backup."""
    ended: list[str] = []
    with profiles.open_with_password(folder.name, "river") as vault:
        write_rows(vault, range(20))
        for number in range(8):
            source, target = vault.backup_source(), tmp_path / f"{number}.supportdesk"
            work = partial(backup.save, source, target)
            thread = threading.Thread(target=lambda work=work: ended.append(code_of(work)))  # type: ignore[misc]
            thread.start()
            vault.rotate()
            thread.join()
        assert read_rows(vault) == list(range(20))
    assert len(ended) == 8
    assert set(ended) <= {"", "data_missing"}
    assert len(list(tmp_path.glob("*.supportdesk"))) == ended.count("")


def test_a_torn_one_is_passed_over_and_parts_are_swept(profiles: Profiles, folder: Path) -> None:
    with profiles.open_with_password(folder.name, "river") as vault:
        for rows in range(3):
            write_rows(vault, range(rows, rows + 1))
            made_on(vault, date(2030 + rows, 1, 1))
    newest = copies.found(folder)[0]
    newest.write_bytes(newest.read_bytes()[:5_000])
    part = newest.with_name(newest.name + ".part")
    part.write_bytes(b"half")
    (newest.parent / "mine.txt").write_text("not ours")
    foreign = newest.with_name(f"{'0' * 16}-9.supportdesk")
    foreign.write_bytes(b"of another key")
    assert len(profiles.copies(folder.name)) == 2
    with profiles.open_with_password(folder.name, "river") as vault:
        assert not part.exists()
        assert not foreign.exists()
        assert made_on(vault, date(2040, 1, 1))
    assert (newest.parent / "mine.txt").exists()
    assert len(profiles.copies(folder.name)) == 3 - 1


def test_few_are_kept_and_the_newest_always() -> None:
    assert copies.kept([]) == set()
    assert copies.kept([1, 2, 3]) == {1, 2, 3}
    assert copies.kept(range(1, 9)) == {8, 7, 6}
    assert copies.kept(range(1, 31)) == {30, 29, 28, 21}
    assert copies.kept(range(1, 200)) == {199, 198, 197, 196, 189, 168}


@given(st.integers(1, 400))
def test_thinned_as_they_come_they_reach_far_back(count: int) -> None:
    there: set[int] = set()
    for number in range(1, count + 1):
        there = set(copies.kept({*there, number}))
    assert len(there) <= 7
    assert there >= {each for each in (count, count - 1, count - 2) if each > 0}
    assert count < 60 or min(there) <= count - 28
