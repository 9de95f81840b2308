"""Backups through the real window: saved, opened at the gate, gone back to, and made by themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.store import Store
from supportdesk.ui.backup.backups import FIRST, QUIET
from supportdesk.ui.backup.copies_sheet import CopiesSheet
from supportdesk.ui.backup.key_sheet import BackupKeySheet
from supportdesk.ui.gate_create import NewPasswordSheet, WelcomeSheet
from supportdesk.ui.gate_unlock import PasswordSheet, TroubleSheet
from supportdesk.ui.pages.settings import SettingsPage
from supportdesk.ui.shell import Shell
from supportdesk.ui.worker import Unwanted, Worker
from supportdesk.vault import Profiles, make_if_due, read_backup, save_backup
from supportdesk.words.errors import sentence
from tests.screens.backup import SaveScreen, chooses
from tests.screens.gate import GateScreen
from tests.screens.settings import SettingsScreen
from tests.screens.window import every_text
from tests.ui.conftest import FixedClock
from tests.ui.profile_doubles import CHEAP, DictKeyStore

PASSWORD = "green river"


@pytest.fixture
def keystore() -> DictKeyStore:
    return DictKeyStore()


@pytest.fixture
def profiles(tmp_path: Path, keystore: DictKeyStore) -> Profiles:
    return Profiles(tmp_path / "supportdesk", keystore=keystore, kdf=CHEAP)


class Mine:
    """A profile with one contact after the other, a saved backup of it, and its recovery key."""

    def __init__(self, profiles: Profiles, file: Path, password: str | None) -> None:
        self.profiles, self.file = profiles, file
        with profiles.create("Profile 1", password) as vault:
            self.id, self.key, self.data = vault.profile_id, vault.recovery_key, vault.database_path
            with closing(Store.open(vault)) as store:
                store.save_me(replace(store.me(), first_steps_done=True), undoable=False)
                store.contacts.save(Contact(name="Sam"))
            save_backup(vault.backup_source(), file)
            make_if_due(vault.backup_source(), date(2026, 1, 1))
            with closing(Store.open(vault)) as store:
                store.contacts.save(Contact(name="Toni"))


def mine_at(profiles: Profiles, tmp_path: Path, password: str | None = PASSWORD) -> Mine:
    return Mine(profiles, tmp_path / "b.supportdesk", password)


@pytest.fixture
def window(shell: Shell, profiles: Profiles, qtbot: QtBot) -> Shell:
    """The window with profiles, in front."""
    shell.profiles = profiles
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def at_gate(window: Shell, qtbot: QtBot) -> GateScreen:
    """The gate in view; after the profile that was open is closed."""
    if window.desk is not None:
        qtbot.waitUntil(lambda: window.gate is not None)
    elif window.gate is None:
        window.show_gate(locked=True)
    return GateScreen(qtbot, window.gate)


def names(window: Shell, qtbot: QtBot) -> set[str]:
    """Who is in the profile that opens."""
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
    assert window.desk is not None
    return {each.name for each in window.desk.snapshot.contacts}


def open_profile(window: Shell, mine: Mine, password: str | None = PASSWORD) -> None:
    vault = (
        mine.profiles.open_with_password(mine.id, password)
        if password
        else mine.profiles.open_with_keystore(mine.id)
    )
    window._open_vault(vault)


def settings_of(window: Shell, qtbot: QtBot) -> SettingsScreen:
    window.show_workspace("settings")
    page = window.workspace.page
    assert isinstance(page, SettingsPage)
    return SettingsScreen(qtbot, page)


# ---- saving


def test_a_backup_is_saved_and_says_what_opens_it(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    open_profile(window, mine_at(profiles, tmp_path))
    screen = SaveScreen(qtbot, window)
    assert "the password you have now, and with your recovery key" in screen.words
    assert "You have not saved a backup yet." in screen.words
    target = tmp_path / "out.supportdesk"
    screen.save_to(target)
    assert screen.asked == [("backup-2026-11-01.supportdesk", ["supportdesk"])]
    assert "as out.supportdesk" in screen.words
    assert read_backup(target).has_password
    screen.close()
    assert "You saved the last one on " in settings_of(window, qtbot).words


def test_a_place_that_takes_no_file_is_told_and_another_can_be_chosen(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    open_profile(window, mine_at(profiles, tmp_path))
    screen = SaveScreen(qtbot, window)
    screen.save_to(tmp_path / "no" / "out.supportdesk")
    assert sentence("folder_missing") in screen.words
    screen.save_to(tmp_path / "out.supportdesk")
    assert (tmp_path / "out.supportdesk").exists()
    screen.close()


def test_without_a_password_the_paper_is_asked_about_until_it_is_there(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    open_profile(window, mine_at(profiles, tmp_path, None), None)
    screen = SaveScreen(qtbot, window)
    assert "opens only with your recovery key" in screen.words
    screen.press("Show the recovery key")
    assert window.workspace.page_name == "settings"
    screen = SaveScreen(qtbot, window)
    screen.press("My recovery key is on paper")
    screen.close()
    screen = SaveScreen(qtbot, window)
    assert "which you have on paper" in screen.words
    assert "Without the key nobody can open it" not in screen.words
    screen.close()


def test_the_sample_is_saved_nowhere(window: Shell, desk: Any) -> None:
    window.open_store(desk.store)
    assert not window.actions_.all["save_backup"].isEnabled()
    assert not window.actions_.all["open_backup"].isEnabled()


# ---- opening a file


def test_on_a_new_computer_a_backup_opens_from_the_first_page(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    profiles.delete(mine.id)
    screen = at_gate(window, qtbot)
    screen.on(WelcomeSheet)
    window.gate.door.choose_file = chooses(mine.file)
    screen.press("Open a backup…")
    sheet = screen.on(BackupKeySheet)
    assert "Profile 1, as it was on" in screen.words
    assert "kept beside it" not in screen.words
    screen.press("Open this backup")
    assert sentence("password_empty") in screen.words
    screen.type(sheet.field, "blue lake")  # type: ignore[arg-type]
    screen.enter()
    qtbot.waitUntil(lambda: sentence("backup_wrong_password") in screen.words)
    assert profiles.list() == ()
    screen.type(sheet.field, PASSWORD)  # type: ignore[arg-type]
    screen.enter()
    assert names(window, qtbot) == {"Sam"}
    assert [each.label for each in profiles.list()] == ["Profile 1"]


def test_what_was_typed_of_the_recovery_key_stays(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    profiles.delete(mine.id)
    screen = at_gate(window, qtbot)
    window.gate.door.open_file(mine.file)
    screen.press("Use the recovery key")
    sheet = screen.on(BackupKeySheet)
    assert sheet.field is not None
    wrong = mine.key[:-1] + ("2" if mine.key[-1] != "2" else "3")
    screen.type(sheet.field, wrong)
    screen.enter()
    qtbot.waitUntil(lambda: sentence("recovery_key_typo") in screen.words)
    assert sheet.field.value == wrong
    screen.type(sheet.field, mine.key)
    screen.enter()
    screen.on(NewPasswordSheet)
    screen.press("Keep the old password")
    assert names(window, qtbot) == {"Sam"}


@pytest.mark.parametrize("has_store", [True, False])
def test_the_key_of_a_key_store_is_made_anew_here(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path, keystore: DictKeyStore, has_store: bool
) -> None:
    mine = mine_at(profiles, tmp_path, None)
    profiles.delete(mine.id)
    keystore.forgets = not has_store
    screen = at_gate(window, qtbot)
    window.gate.door.open_file(mine.file)
    sheet = screen.on(BackupKeySheet)
    assert "Use the recovery key" not in screen.buttons
    screen.type(sheet.field, mine.key)  # type: ignore[arg-type]
    screen.enter()
    fresh = screen.on(NewPasswordSheet)
    screen.press("Go on without a password")
    if not has_store:
        qtbot.waitUntil(lambda: sentence("password_needed") in screen.words)
        screen.type(fresh.password, "blue lake")
        screen.enter()
    assert names(window, qtbot) == {"Sam"}
    [info] = profiles.list()
    assert (info.has_password, info.has_keystore_slot) == (not has_store, has_store)


def test_what_is_no_backup_is_one_sentence_and_back_leads_back(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine_at(profiles, tmp_path)
    screen = at_gate(window, qtbot)
    screen.on(PasswordSheet)
    (tmp_path / "x.supportdesk").write_text("words")
    window.gate.door.choose_file = chooses(tmp_path / "x.supportdesk")
    window.actions_.all["open_backup"].trigger()
    assert sentence("not_a_backup") in screen.words
    screen.press("Back")
    screen.on(PasswordSheet)


def test_an_open_profile_is_closed_once_a_backup_is_chosen(
    window: Shell,
    profiles: Profiles,
    qtbot: QtBot,
    tmp_path: Path,
    restarts: list[list[str]],
) -> None:
    mine = mine_at(profiles, tmp_path)
    open_profile(window, mine)
    window.backups.choose_file = chooses(mine.file)
    window.actions_.all["open_backup"].trigger()
    screen = at_gate(window, qtbot)
    screen.on(BackupKeySheet)
    assert window.desk is None
    assert "You can put it back in Settings." in screen.words
    profiles.open_with_password(mine.id, PASSWORD).close()
    screen.press("Back")
    assert restarts == [["--locked"]]


class _Slow:
    """Profiles whose restore waits to be let on, and then looks whether it is still wanted."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self.on, self.ended = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._profiles, name)

    def restore(self, found: Any, *, moved: Callable[[int, int], None], **ways: Any) -> Any:
        try:
            self.on.wait(10)
            moved(1, 2)
            return self._profiles.restore(found, **ways)
        finally:
            self.ended.set()


def test_back_gives_up_what_is_being_opened(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    slow = window.profiles = _Slow(profiles)
    screen = at_gate(window, qtbot)
    window.gate.door.open_file(mine.file)
    sheet = screen.on(BackupKeySheet)
    screen.type(sheet.field, PASSWORD)  # type: ignore[arg-type]
    screen.enter()
    assert "Opening the backup." in screen.words
    screen.press("Back")
    screen.on(PasswordSheet)
    slow.on.set()
    qtbot.waitUntil(slow.ended.is_set)
    assert not profiles.has_aside(mine.id)
    profiles.open_with_password(mine.id, PASSWORD).close()
    assert window.workspace is None


def test_hide_is_faster_than_a_backup_that_was_chosen(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path, restarts: list[list[str]]
) -> None:
    mine = mine_at(profiles, tmp_path)
    open_profile(window, mine)
    window.backups.choose_file = chooses(mine.file)
    window.actions_.all["open_backup"].trigger()
    window.hide_now()
    qtbot.waitUntil(lambda: restarts == [["--hidden"]])
    qtbot.waitUntil(lambda: window.desk is None)
    assert window.gate is None
    assert "Profile 1" not in every_text()


# ---- going back


def test_a_profile_that_will_not_open_goes_back_to_a_backup(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path, restarts: list[list[str]]
) -> None:
    mine = mine_at(profiles, tmp_path)
    whole = mine.data.read_bytes()
    mine.data.write_bytes(b"")
    screen = at_gate(window, qtbot)
    screen.on(TroubleSheet)
    screen.press("Go back to a backup…")
    sheet = screen.on(CopiesSheet)
    assert len(sheet.rows) == 1
    screen.press("Back")
    screen.on(TroubleSheet)
    screen.press("Go back to a backup…")
    screen.on(CopiesSheet).rows[0].click()
    key = screen.on(BackupKeySheet)
    screen.type(key.field, "no")  # type: ignore[arg-type]
    screen.enter()
    qtbot.waitUntil(lambda: sentence("wrong_password") in screen.words)
    screen.type(key.field, PASSWORD)  # type: ignore[arg-type]
    screen.enter()
    assert names(window, qtbot) == {"Sam"}
    [aside] = mine.data.parent.parent.glob("*.replaced-*")
    (aside / mine.data.name).write_bytes(whole)
    settings = settings_of(window, qtbot)
    assert "What was here before is kept." in settings.words
    settings.press(settings.page.backup, "Change back to it")
    qtbot.waitUntil(lambda: restarts == [["--locked"]])
    open_profile(window, mine)
    assert names(window, qtbot) == {"Sam", "Toni"}


def test_settings_lead_back_to_a_backup_of_the_open_profile(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    open_profile(window, mine_at(profiles, tmp_path, None), None)
    settings = settings_of(window, qtbot)
    settings.press(settings.page.backup, "Go back to a backup…")
    screen = at_gate(window, qtbot)
    screen.on(CopiesSheet).rows[0].click()
    key = screen.on(BackupKeySheet)
    assert key.field is None  # the key store opens it
    screen.press("Go back to this backup")
    assert names(window, qtbot) == {"Sam"}
    settings = settings_of(window, qtbot)
    settings.press(settings.page.backup, "Remove it…")
    settings.press(settings.page.backup, "Cancel")
    settings.press(settings.page.backup, "Remove it…")
    settings.press(settings.page.backup, "Remove it for good")
    qtbot.waitUntil(lambda: "What was here before" not in settings.words)
    assert window.desk is not None
    assert not profiles.has_aside(window.desk.vault.profile_id)


def test_without_a_backup_of_its_own_a_file_is_asked_for(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    for copy in profiles.copies(mine.id):
        copy.path.unlink()
    open_profile(window, mine)
    settings = settings_of(window, qtbot)
    assert "The first one comes soon." in settings.words
    window.backups.choose_file = chooses(mine.file)
    settings.press(settings.page.backup, "Go back to a backup…")
    at_gate(window, qtbot).on(BackupKeySheet)


def test_backups_that_hold_what_was_deleted_can_be_removed(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    open_profile(window, mine)
    settings = settings_of(window, qtbot)
    settings.press(settings.page.backup, "Remove backups…")
    assert "still hold what you deleted" in settings.words
    settings.press(settings.page.backup, "Remove them for good")
    qtbot.waitUntil(lambda: "The first one comes soon." in settings.words)
    assert profiles.copies(mine.id) == ()
    assert mine.file.exists()


# ---- by themselves


def test_one_is_made_soon_after_the_opening_if_the_last_day_left_a_change(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    [before] = profiles.copies(mine.id)
    before.path.unlink()
    open_profile(window, mine)
    timer, desk = window.backups._timer, window.desk
    assert desk is not None
    assert (timer.isActive(), timer.interval()) == (True, FIRST)
    with qtbot.waitSignal(desk.backup_made):
        timer.timeout.emit()
    assert len(profiles.copies(mine.id)) == 1


def test_one_is_made_in_a_quiet_moment_after_a_change(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    mine = mine_at(profiles, tmp_path)
    before = profiles.copies(mine.id)
    open_profile(window, mine)
    desk = window.desk
    assert desk is not None
    desk.store.contacts.save(Contact(name="Uma"))
    timer = window.backups._timer
    assert (timer.isActive(), timer.interval()) == (True, QUIET)
    settings = settings_of(window, qtbot)
    with qtbot.waitSignal(desk.backup_made):
        timer.timeout.emit()
    after = profiles.copies(mine.id)
    assert len(after) == len(before) + 1
    assert "The last one is from " in settings.words
    clock.moment = clock.moment.replace(day=2)
    timer.timeout.emit()
    qtbot.waitUntil(lambda: not desk.worker.is_busy)
    assert len(profiles.copies(mine.id)) == len(after)  # nothing changed since


def test_a_backup_that_cannot_be_made_troubles_nobody(
    window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = mine_at(profiles, tmp_path)
    open_profile(window, mine)
    desk = window.desk
    assert desk is not None
    desk.store.contacts.save(Contact(name="Uma"))
    copies = mine.data.parent / "backups"
    for path in copies.iterdir():
        path.unlink()
    copies.rmdir()
    copies.write_bytes(b"in the way")
    window.backups.make_if_due()
    qtbot.waitUntil(lambda: not desk.worker.is_busy)
    assert not window.workspace.trouble.isVisible()


def test_a_lock_ends_a_backup_that_is_being_made(profiles: Profiles, tmp_path: Path) -> None:
    mine = mine_at(profiles, tmp_path)
    before = profiles.copies(mine.id)
    worker = Worker()
    worker.stop()
    with profiles.open_with_password(mine.id, PASSWORD) as vault:
        source = vault.backup_source()
        with pytest.raises(Unwanted):
            make_if_due(source, date(2030, 1, 1), worker.look_up)
        with pytest.raises(Unwanted):
            save_backup(source, tmp_path / "out.supportdesk", moved=worker.look_up)
    assert profiles.copies(mine.id) == before
    assert [path.name for path in tmp_path.glob("out*")] == []
    assert not [path for path in mine.data.parent.iterdir() if path.name.startswith(".")]


def test_search_finds_the_commands(window: Shell, profiles: Profiles, qtbot: QtBot, tmp_path: Path) -> None:
    open_profile(window, mine_at(profiles, tmp_path))
    qtbot.waitUntil(lambda: window.workspace is not None)
    titles = [hit.title for hit in window.workspace.search.looker.find("backup")]
    assert {"Save a backup…", "Open a backup…", "Backups"} <= set(titles)
