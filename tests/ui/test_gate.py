"""The gate through its real widgets: first start, passwords, key store, recovery key, trouble."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from supportdesk.ui.gate import PAUSES, Gate
from supportdesk.ui.gate_create import CreateSheet, NewPasswordSheet, SharedSheet, WelcomeSheet
from supportdesk.ui.gate_unlock import (
    ChooseSheet,
    ClosedSheet,
    PasswordSheet,
    RecoveryEntrySheet,
    TroubleSheet,
    WaitSheet,
)
from supportdesk.ui.recovery_sheet import RecoverySheet
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import KeyStoreState, OpenVault, Profiles, VaultError
from supportdesk.words.errors import sentence
from tests.screens.gate import GateScreen
from tests.ui.profile_doubles import CHEAP, DictKeyStore


@pytest.fixture
def keystore() -> DictKeyStore:
    return DictKeyStore()


@pytest.fixture
def profiles(tmp_path: Path, keystore: DictKeyStore) -> Profiles:
    return Profiles(tmp_path / "supportdesk", keystore=keystore, kdf=CHEAP)


@pytest.fixture
def opened() -> Iterator[list[OpenVault]]:
    """What the gate handed over."""
    vaults: list[OpenVault] = []
    yield vaults
    for vault in vaults:
        vault.close()


class _Make:
    """Makes a gate as the window does, without the waits."""

    def __init__(self, qtbot: QtBot, profiles: Profiles, settings: AppSettings, theme: Theme) -> None:
        self._parts = (qtbot, profiles, settings, theme)

    def __call__(
        self, opened: list[OpenVault], *, locked: bool = False, patience: int = 60_000
    ) -> GateScreen:
        qtbot, profiles, settings, theme = self._parts
        gate = Gate(profiles, settings=settings, theme=theme, pauses=(0, 1), patience=patience)
        gate.opened.connect(opened.append)
        qtbot.addWidget(gate)
        gate.resize(900, 700)
        with qtbot.waitActive(gate):
            gate.show()
            gate.activateWindow()
        gate.start(locked=locked)
        return GateScreen(qtbot, gate)


@pytest.fixture
def gate_over(qtbot: QtBot, profiles: Profiles, settings: AppSettings, theme: Theme) -> _Make:
    return _Make(qtbot, profiles, settings, theme)


def made(profiles: Profiles, name: str, password: str | None) -> tuple[str, str]:
    """A closed profile: its id and its recovery key."""
    with profiles.create(name, password) as vault:
        return vault.profile_id, vault.recovery_key


# ---- the first start


def test_the_first_start_leads_to_a_profile_with_a_password(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    screen = gate_over(opened)
    screen.on(WelcomeSheet)
    assert "not medical care" in screen.words
    screen.press("Start")
    screen.on(SharedSheet)
    screen.press("Go on")
    create = screen.on(CreateSheet)
    assert create.name.value == "Profile 1"
    assert profiles.list() == ()
    screen.type(create.password, "green river")
    screen.enter()
    sheet = screen.on(RecoverySheet)
    screen.press("Go on")
    assert [vault.has_password for vault in opened] == [True]
    assert " ".join(sheet.key.groups) == opened[0].recovery_key


def test_a_shared_computer_is_spoken_of_before_anything_is_kept(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    screen = gate_over(opened)
    screen.press("Start")
    sheet = screen.on(SharedSheet)
    assert "Hide cannot remove the app" not in screen.words
    screen.press("Yes, or I am not sure")
    assert "Hide cannot remove the app" in screen.words
    assert profiles.list() == ()
    screen.press("No, only me")
    assert not sheet.safety.isVisibleTo(sheet)


def test_without_a_password_the_key_store_keeps_the_key(
    gate_over: _Make, opened: list[OpenVault], keystore: DictKeyStore
) -> None:
    screen = gate_over(opened)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    screen.on(RecoverySheet)
    screen.press("Skip this")
    assert list(keystore.entries) == [opened[0].profile_id]


def test_without_a_key_store_a_password_is_asked_for(
    gate_over: _Make, opened: list[OpenVault], keystore: DictKeyStore, profiles: Profiles
) -> None:
    keystore.state = KeyStoreState.UNAVAILABLE
    screen = gate_over(opened)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    screen.qtbot.waitUntil(lambda: sentence("password_needed") in screen.words)
    assert profiles.list() == ()
    assert "your computer keeps the key" not in screen.words
    create = screen.on(CreateSheet)
    screen.type(create.password, "green river")
    screen.enter()
    screen.on(RecoverySheet)


def test_an_empty_name_is_told_at_the_name(gate_over: _Make, opened: list[OpenVault]) -> None:
    screen = gate_over(opened)
    for words in ("Start", "Skip this"):
        screen.press(words)
    create = screen.on(CreateSheet)
    screen.type(create.name, " ")
    screen.enter()
    screen.qtbot.waitUntil(lambda: create.name.below.text() == sentence("name_empty"))
    assert opened == []


def test_one_group_of_the_recovery_key_may_be_checked(gate_over: _Make, opened: list[OpenVault]) -> None:
    screen = gate_over(opened)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    sheet = screen.on(RecoverySheet)
    screen.type(sheet.check, "wrong")
    screen.enter()
    assert "That is not group" in screen.words
    assert opened == []
    screen.type(sheet.check, sheet.key.groups[sheet.asked].lower())
    screen.enter()
    assert "That is right" in screen.words
    screen.enter()
    assert len(opened) == 1


def test_the_recovery_key_can_be_copied(gate_over: _Make, opened: list[OpenVault]) -> None:
    screen = gate_over(opened)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    sheet = screen.on(RecoverySheet)
    screen.press("Copy")
    assert QGuiApplication.clipboard().text() == " ".join(sheet.key.groups)


def test_a_profile_that_waits_for_its_recovery_key_is_closed_with_the_window(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    screen = gate_over(opened)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    screen.on(RecoverySheet)
    screen.frame.deleteLater()
    QApplication.sendPostedEvents(screen.frame, 52)
    (info,) = profiles.list()
    profiles.open_with_keystore(info.id).close()


def test_the_text_size_is_chosen_at_once(
    gate_over: _Make, opened: list[OpenVault], settings: AppSettings, theme: Theme
) -> None:
    screen = gate_over(opened)
    screen.press("Largest")
    assert (theme.percent, settings.text_percent) == (200, 200)


# ---- passwords


def test_the_right_password_opens(gate_over: _Make, opened: list[OpenVault], profiles: Profiles) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    sheet = screen.on(PasswordSheet)
    assert screen.title == "Profile 1 is locked"
    assert sheet.password.edit.hasFocus()
    QTest.keyClicks(sheet.password.edit, "green river")
    screen.enter()
    screen.qtbot.waitUntil(lambda: bool(opened))


def test_a_wrong_password_is_told_and_may_be_tried_again_without_end(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    sheet = screen.on(PasswordSheet)
    for _try in range(3):
        screen.type(sheet.password, "no")
        assert sentence("wrong_password") not in screen.words
        screen.enter()
        screen.qtbot.waitUntil(lambda: sentence("wrong_password") in screen.words)
    screen.type(sheet.password, "green river")
    screen.enter()
    screen.qtbot.waitUntil(lambda: bool(opened))


def test_the_waits_grow_and_end_at_five_seconds() -> None:
    assert PAUSES == (0, 1_000, 2_000, 4_000, 5_000)


def test_enter_twice_opens_once(gate_over: _Make, opened: list[OpenVault], profiles: Profiles) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    sheet = screen.on(PasswordSheet)
    screen.type(sheet.password, "green river")
    screen.enter()
    screen.enter()
    screen.press("Open")
    screen.qtbot.waitUntil(lambda: bool(opened))
    QApplication.processEvents()
    assert len(opened) == 1
    assert screen.on(PasswordSheet) is sheet


def test_an_empty_password_is_asked_for(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    screen.press("Open")
    assert sentence("password_empty") in screen.words


def test_the_password_can_be_shown_and_covered(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    field = screen.on(PasswordSheet).password
    screen.press("Show")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    screen.press("Cover")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_capitals_without_shift_tell_of_caps_lock(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    field = screen.on(PasswordSheet).password
    field.edit.setFocus()
    QTest.keyClick(field.edit, "a")
    assert not field.caps.isVisibleTo(field)
    QTest.keyClick(field.edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps.isVisibleTo(field)
    QTest.keyClick(field.edit, "A", Qt.KeyboardModifier.NoModifier)
    assert field.caps.isVisibleTo(field)
    QTest.keyClick(field.edit, Qt.Key.Key_CapsLock)
    assert not field.caps.isVisibleTo(field)


# ---- several profiles


def test_the_last_profile_comes_first_and_others_can_be_chosen(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, settings: AppSettings
) -> None:
    made(profiles, "Blue", "green river")
    settings.profile, _key = made(profiles, "Red", "green river")
    screen = gate_over(opened)
    assert screen.title == "Red is locked"
    screen.press("Choose another profile")
    sheet = screen.on(ChooseSheet)
    assert [one.accessibleName() for one in sheet.names.values()] == ["Blue", "Red"]
    screen.press("Blue")
    assert screen.title == "Blue is locked"
    screen.press("New profile")
    assert screen.on(CreateSheet).name.value == "Profile 1"


def test_several_profiles_and_no_last_one_are_chosen_from(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Blue", "green river")
    made(profiles, "Red & green " + "x" * 60, "green river")
    screen = gate_over(opened)
    sheet = screen.on(ChooseSheet)
    long_one = list(sheet.names.values())[1]
    assert long_one.text().endswith("…")
    assert long_one.accessibleName().endswith("xxx")


def test_a_new_profile_has_a_name_of_its_own(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    screen.press("New profile")
    assert screen.on(CreateSheet).name.value == "Profile 2"
    screen.press("Back")
    screen.on(ChooseSheet)


# ---- the key store


def test_a_profile_without_a_password_opens_by_itself(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", None)
    gate_over(opened).qtbot.waitUntil(lambda: bool(opened))


def test_after_lock_it_opens_by_a_click(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, keystore: DictKeyStore
) -> None:
    made(profiles, "Profile 1", None)
    asked = keystore.gets
    screen = gate_over(opened, locked=True)
    screen.on(ClosedSheet)
    assert keystore.gets == asked
    screen.press("Open")
    screen.qtbot.waitUntil(lambda: bool(opened))


def test_a_key_store_that_waits_is_explained_and_can_be_left(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, keystore: DictKeyStore
) -> None:
    profile_id, _key = made(profiles, "Profile 1", None)
    keystore.asks.clear()
    screen = gate_over(opened, patience=1)
    screen.on(WaitSheet)
    screen.qtbot.waitUntil(lambda: "may be asking for its password" in screen.words)
    before = set(threading.enumerate())
    screen.press("Cancel")
    screen.on(ClosedSheet)
    keystore.asks.set()
    screen.qtbot.waitUntil(lambda: not before - {threading.main_thread()} & set(threading.enumerate()))
    screen.qtbot.waitUntil(lambda: _is_free(profiles, profile_id))
    assert opened == []


def _is_free(profiles: Profiles, profile_id: str) -> bool:
    try:
        profiles.open_with_keystore(profile_id).close()
    except VaultError:
        return False
    return True


@pytest.mark.parametrize("state", [KeyStoreState.LOCKED, KeyStoreState.UNAVAILABLE, KeyStoreState.MISSING])
def test_each_answer_of_the_key_store_has_its_words_and_ways(
    gate_over: _Make,
    opened: list[OpenVault],
    profiles: Profiles,
    keystore: DictKeyStore,
    state: KeyStoreState,
) -> None:
    made(profiles, "Profile 1", None)
    keystore.state = state
    screen = gate_over(opened)
    screen.on(TroubleSheet)
    assert sentence(f"keystore_{state.value}") in screen.words
    assert {"Try again", "Use the recovery key"} <= set(screen.buttons)
    keystore.state = KeyStoreState.OK
    screen.press("Try again")
    screen.qtbot.waitUntil(lambda: bool(opened))


def test_a_wrong_entry_in_the_key_store_is_told(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, keystore: DictKeyStore
) -> None:
    profile_id, _key = made(profiles, "Profile 1", None)
    keystore.entries[profile_id] = bytes(32)
    screen = gate_over(opened)
    screen.on(TroubleSheet)
    assert sentence("keystore_wrong") in screen.words


# ---- the recovery key


def test_a_forgotten_password_is_replaced_with_the_recovery_key(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    profile_id, key = made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    screen.press("I forgot my password")
    sheet = screen.on(RecoveryEntrySheet)
    assert "We can not reset your password" in screen.words
    screen.type(sheet.key, key.replace(" ", "").lower())
    screen.enter()
    fresh = screen.on(NewPasswordSheet)
    screen.type(fresh.password, "blue lake")
    screen.enter()
    screen.qtbot.waitUntil(lambda: bool(opened))
    opened[0].close()
    profiles.open_with_password(profile_id, "blue lake").close()


def test_a_typing_mistake_in_the_key_is_told_at_the_key(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", "green river")
    _other, foreign = made(profiles, "Profile 2", "green river")
    screen = gate_over(opened)
    screen.press("Profile 1")
    screen.press("I forgot my password")
    sheet = screen.on(RecoveryEntrySheet)
    screen.press("Open")
    assert "Type your recovery key first." in screen.words
    screen.type(sheet.key, "ABCD")
    screen.enter()
    screen.qtbot.waitUntil(lambda: sheet.key.below.text() == sentence("recovery_key_typo"))
    screen.type(sheet.key, foreign)
    screen.enter()
    screen.qtbot.waitUntil(lambda: sheet.key.below.text() == sentence("wrong_recovery_key"))


def test_a_lost_entry_is_mended_by_the_recovery_key(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, keystore: DictKeyStore
) -> None:
    profile_id, key = made(profiles, "Profile 1", None)
    keystore.entries.clear()
    screen = gate_over(opened)
    screen.on(TroubleSheet)
    screen.press("Use the recovery key")
    sheet = screen.on(RecoveryEntrySheet)
    screen.type(sheet.key, key)
    screen.enter()
    screen.qtbot.waitUntil(lambda: bool(opened))
    opened[0].close()
    profiles.open_with_keystore(profile_id).close()


# ---- trouble


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("missing", "data_missing"),
        ("empty", "data_empty"),
        ("damaged", "data_damaged"),
        ("header", "header_damaged"),
    ],
)
def test_a_file_that_is_not_whole_is_told_with_its_folder(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, harm: str, code: str
) -> None:
    profile_id, _key = made(profiles, "Profile 1", None)
    folder = profiles.folder / profile_id
    _harm(folder, harm)
    screen = gate_over(opened)
    sheet = screen.on(TroubleSheet)
    assert sentence(code) in screen.words
    assert sheet.folder.text() == str(folder)
    assert "Try again" in screen.buttons
    assert ("Use the recovery key" in screen.buttons) is (harm == "header")


def _harm(folder: Path, harm: str) -> None:
    data = folder / "data-1.db"
    if harm == "missing":
        data.unlink()
    elif harm == "empty":
        data.write_bytes(b"")
    elif harm == "damaged":
        data.write_bytes(bytes(8_192))
    else:
        for name in ("header.json", "header.bak.json"):
            (folder / name).write_bytes(b"{}")


def test_a_profile_that_is_open_elsewhere_opens_once_it_is_free(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    profile_id, _key = made(profiles, "Profile 1", "green river")
    other = profiles.open_with_password(profile_id, "green river")
    screen = gate_over(opened)
    sheet = screen.on(PasswordSheet)
    screen.type(sheet.password, "green river")
    screen.enter()
    screen.on(TroubleSheet)
    assert sentence("busy") in screen.words
    other.close()
    screen.press("Try again")
    sheet = screen.on(PasswordSheet)
    screen.type(sheet.password, "green river")
    screen.enter()
    screen.qtbot.waitUntil(lambda: bool(opened))


def test_a_store_that_does_not_open_is_told_by_the_window(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles
) -> None:
    made(profiles, "Profile 1", None)
    screen = gate_over(opened)
    screen.qtbot.waitUntil(lambda: bool(opened))
    gate = screen.frame
    assert isinstance(gate, Gate)
    gate.show_error("newer_version", {})
    assert sentence("newer_version") in screen.words


# ---- always there


def test_help_and_hide_are_on_every_sheet(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, qtbot: QtBot
) -> None:
    made(profiles, "Profile 1", "green river")
    screen = gate_over(opened)
    with qtbot.waitSignal(screen.frame.help_wanted):
        qtbot.mouseClick(screen.frame.help_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.frame.hide_wanted):
        qtbot.mouseClick(screen.frame.hide_button, Qt.MouseButton.LeftButton)


def test_in_a_low_window_with_large_text_all_can_still_be_reached(
    gate_over: _Make, opened: list[OpenVault], profiles: Profiles, theme: Theme
) -> None:
    made(profiles, "x" * 80, "green river")
    theme.resize(200)
    screen = gate_over(opened)
    screen.frame.resize(480, 400)
    screen.qtbot.waitUntil(lambda: screen.frame.area.verticalScrollBar().maximum() > 0)
    sheet = screen.on(PasswordSheet)
    inside = screen.frame.area.viewport().width()
    assert sheet.width() <= inside
    for each in (
        sheet.heading,
        sheet.password.edit,
        sheet.main,
        screen.frame.help_button,
        screen.frame.hide_button,
    ):
        assert each is not None
        right = each.mapTo(screen.frame, each.rect().topRight()).x()
        assert 0 < right <= screen.frame.width()
    theme.resize(100)


def test_through_the_window_to_the_first_question(
    qtbot: QtBot, shell: Shell, profiles: Profiles, settings: AppSettings
) -> None:
    shell.profiles = profiles
    with qtbot.waitActive(shell):
        shell.show_gate()
        shell.show()
        shell.activateWindow()
    frame = shell.centralWidget()
    assert isinstance(frame, Gate)
    screen = GateScreen(qtbot, frame)
    for words in ("Start", "Skip this", "Make this profile"):
        screen.press(words)
    screen.on(RecoverySheet)
    screen.press("Go on")
    assert shell.desk is not None
    assert settings.profile == shell.desk.vault.profile_id
