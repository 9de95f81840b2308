"""A file from an earlier program is brought up to date where it was unlocked, before the store is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import pytest

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact
from supportdesk.store import Store, StoreError, database, read_ahead
from supportdesk.store.listing import CONTACT
from supportdesk.store.migrations import NEWEST
from supportdesk.vault import OpenVault, Profiles, VaultError
from tests.store.test_store_finding import found
from tests.vault.vault_doubles import CHEAP

WHEN = datetime(2026, 2, 27, 9, 0)


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(tmp_path / "data", keystore=None, kdf=CHEAP)


@pytest.fixture
def vault(profiles: Profiles) -> Iterator[OpenVault]:
    """An open profile whose file is as the first program left it."""
    made = profiles.create("Mine", "a password")
    store = opened(made)
    store.contacts.save(Contact(id="a", name="Søren"))
    run = store.database.execute_sql
    for each in ("finding_words", "finding", "finding_rule"):
        run(f"DROP TABLE {each}")
    for each in ("checkin_trash", "standing_contact", "support_contact", "tie_a"):
        run(f"DROP INDEX {each}")
    run("PRAGMA user_version=1")
    store.close()
    yield made
    made.close()


def today() -> date:
    return date(2026, 3, 1)


def opened(vault: OpenVault) -> Store:
    return Store.open(vault, today)


def test_the_steps_are_taken_in_another_thread(vault: OpenVault) -> None:
    thread = threading.Thread(target=read_ahead, args=(vault, today))
    thread.start()
    thread.join()
    with mock.patch.object(database, "_one_step", side_effect=AssertionError):
        store = opened(vault)
    assert store.database.execute_sql("PRAGMA user_version").fetchone() == (NEWEST,)
    assert found(store, "soren") == {(CONTACT, "a")}
    store.close()


def test_a_file_of_today_is_not_touched(vault: OpenVault) -> None:
    read_ahead(vault, today)
    before = vault.database_path.read_bytes()
    assert read_ahead(vault, today) is vault
    assert vault.database_path.read_bytes() == before


def test_a_new_profile_can_be_read_ahead_too(profiles: Profiles) -> None:
    with profiles.create("New", "a password") as made:
        read_ahead(made, today)
        opened(made).close()


def test_where_it_fails_the_profile_is_let_go_of(profiles: Profiles, vault: OpenVault) -> None:
    profile_id = vault.profile_id
    with (
        mock.patch.object(database, "migrate", side_effect=StoreError("disk_full")),
        pytest.raises(StoreError),
    ):
        read_ahead(vault, today)
    again = profiles.open_with_password(profile_id, "a password")  # else it would be busy
    again.close()


def test_a_damaged_file_is_told(profiles: Profiles, vault: OpenVault) -> None:
    vault.database_path.write_bytes(b"x" * 8192)
    with pytest.raises(VaultError) as told:
        read_ahead(vault, today)
    assert told.value.code == "data_damaged"


# ---- reading ahead


def test_what_the_thread_has_read_is_not_read_again(vault: OpenVault) -> None:
    day = date(2026, 3, 1)
    store = opened(vault)
    store.checkins.log(CheckIn(id="c", when=WHEN, people=(CheckInPerson(contact_id="a"),)))
    store.close()
    thread = threading.Thread(target=read_ahead, args=(vault, lambda: day))
    thread.start()
    thread.join()
    store = opened(vault)
    with mock.patch.object(store._snapshots, "_part", side_effect=lambda name: store._snapshots._read[name]):
        ahead = store.snapshot()
    assert ahead.contacts[0].name == "Søren"
    assert [each.id for each in ahead.recent] == ["c"]
    store._snapshots.clear()
    assert store.snapshot() == ahead
    store.close()
    assert opened_parts(vault) == {}, "handed over once"


def opened_parts(vault: OpenVault) -> dict[str, object]:
    with closing(opened(vault)) as store:
        return dict(store._snapshots._read)


def test_changes_after_it_are_seen(vault: OpenVault) -> None:
    read_ahead(vault, lambda: date(2026, 3, 1))
    with closing(opened(vault)) as store:
        store.checkins.log(CheckIn(id="c", when=WHEN, people=(CheckInPerson(contact_id="a"),)))
        store.checkins.log(CheckIn(id="d", when=WHEN, people=(CheckInPerson(contact_id="a"),)))
        store.contacts.save(replace(store.contacts.all()[0], name="Sören"))
        seen = store.snapshot()
        store._snapshots.clear()
        assert seen == store.snapshot()
        assert [each.id for each in seen.recent] == ["c", "d"]
        assert seen.contacts[0].name == "Sören"


def test_on_another_day_it_is_read_again(vault: OpenVault) -> None:
    read_ahead(vault, lambda: date(2026, 2, 28))
    assert opened_parts(vault) == {}


def test_where_reading_fails_the_profile_is_let_go_of(profiles: Profiles, vault: OpenVault) -> None:
    profile_id = vault.profile_id
    with (
        mock.patch.object(Store, "snapshot", side_effect=StoreError("disk_trouble")),
        pytest.raises(StoreError),
    ):
        read_ahead(vault, lambda: date(2026, 3, 1))
    profiles.open_with_password(profile_id, "a password").close()
