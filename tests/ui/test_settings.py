"""The Settings page through its real widgets: what is chosen works at once, and keys change for real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.store import Store
from supportdesk.ui.desk import Clock, Desk
from supportdesk.ui.kit import Card
from supportdesk.ui.pages.settings import SettingsPage
from supportdesk.ui.pages.settings_places import places
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import KeyStoreState, Profiles
from supportdesk.words.errors import sentence
from tests.screens.settings import SettingsScreen
from tests.ui.profile_doubles import CHEAP, DictKeyStore


@pytest.fixture
def keystore() -> DictKeyStore:
    return DictKeyStore()


@pytest.fixture
def profiles(tmp_path: Path, keystore: DictKeyStore) -> Profiles:
    return Profiles(tmp_path / "supportdesk", keystore=keystore, kdf=CHEAP)


class _Open:
    """Opens the real window on Settings, over a new profile with one contact."""

    def __init__(self, qtbot: QtBot, shell: Shell, profiles: Profiles, clock: Clock) -> None:
        self.qtbot, self.shell, self.profiles, self.clock = qtbot, shell, profiles, clock
        self.profile_id = ""

    def __call__(self, password: str | None) -> SettingsScreen:
        shell = self.shell
        shell.profiles = self.profiles
        shell.settings.page = "settings"
        vault = self.profiles.create("Profile 1", password)
        self.profile_id = vault.profile_id
        store = Store.open(vault, self.clock.today)
        store.save_me(replace(store.me(), first_steps_done=True), undoable=False)
        store.contacts.save(Contact(name="Sam"))
        shell.open_store(store, vault)
        with self.qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return self.screen

    @property
    def screen(self) -> SettingsScreen:
        """The page that is in the window now."""
        page = self.shell.workspace.page
        assert isinstance(page, SettingsPage)
        return SettingsScreen(self.qtbot, page)

    def wait_for_new_key(self) -> SettingsScreen:
        """Wait until the profile is open again and the new recovery key is shown."""
        self.qtbot.waitUntil(lambda: self.shell.workspace is not None)
        screen = self.screen
        self.qtbot.waitUntil(
            lambda: screen.page.recovery is not None and screen.page.recovery.key is not None
        )
        return screen

    def close(self) -> None:
        """Close the profile, so that a test can open it in its own way."""
        assert self.shell.desk is not None
        self.shell.desk.close()
        self.shell.desk = None


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, profiles: Profiles, clock: Clock) -> _Open:
    return _Open(qtbot, shell, profiles, clock)


@pytest.fixture
def sample(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[SettingsScreen]:
    """The page over the sample profile."""
    page = SettingsPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield SettingsScreen(qtbot, page)
    theme.resize(100)
    theme.choose("light")


# ---- the sample


def test_the_sample_has_no_keys_and_nobody_to_change(sample: SettingsScreen) -> None:
    files = "Files from and for other programs"
    assert sample.cards == ["This is sample data", "Look", files, "Privacy", "About SupportDesk"]


def test_the_sample_can_be_closed(sample: SettingsScreen, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.sample_closed):
        sample.press(sample.page, "Close the sample")


def test_closing_the_sample_leads_to_the_own_profiles(
    shell: Shell, desk: Desk, restarts: list[list[str]], qtbot: QtBot
) -> None:
    shell.open_store(desk.store)
    assert shell.desk is not None
    shell.desk.sample_closed.emit()
    qtbot.waitUntil(lambda: bool(restarts))
    assert all("--demo" not in each for each in restarts)


# ---- look and privacy


def test_the_look_changes_at_once_and_is_kept(
    sample: SettingsScreen, theme: Theme, settings: AppSettings
) -> None:
    sample.press(sample.page.look, "Dark")
    assert (theme.is_dark, settings.theme) == (True, "dark")
    sample.press(sample.page.look, "Larger")
    assert (theme.percent, settings.text_percent) == (150, 150)


def test_a_size_chosen_by_keys_is_shown(sample: SettingsScreen, theme: Theme) -> None:
    theme.resize(125)
    assert sample.page.look.text_size.value == 125


def test_the_window_takes_its_new_title(opened: _Open, settings: AppSettings) -> None:
    screen = opened(None)
    edit = screen.page.privacy.title_field.edit
    screen.type(edit, "Notes")
    screen.leave(edit)
    assert (settings.window_title, opened.shell.windowTitle()) == ("Notes", "Notes")
    screen.type(edit, " ")
    screen.leave(edit)
    assert (settings.window_title, opened.shell.windowTitle()) == ("SupportDesk", "SupportDesk")


def test_lock_and_shift_are_kept(opened: _Open, settings: AppSettings) -> None:
    screen = opened(None)
    screen.choose(screen.page.privacy.minutes, 30)
    screen.press(screen.page.privacy, "Press Shift three times to hide")
    assert (settings.lock_minutes, settings.shift_hides) == (30, False)
    screen.choose(screen.page.privacy.minutes, 0)
    assert settings.lock_minutes == 0


def test_locking_by_itself_says_that_it_needs_a_password(opened: _Open) -> None:
    assert "This works once the profile has a password." in opened(None).words


# ---- the person


def test_name_country_and_paper_are_saved(opened: _Open, settings: AppSettings) -> None:
    screen = opened(None)
    you = screen.page.you
    assert you is not None
    screen.type(you.name.edit, "Robin")
    screen.leave(you.name.edit)
    screen.choose(you.country, "NZ")
    screen.press(you, "Letter")
    desk = opened.shell.desk
    assert desk is not None
    me = desk.store.me()
    assert (me.name, me.country, me.paper, settings.country) == ("Robin", "NZ", "letter", "NZ")


def test_half_typed_words_survive_another_change(opened: _Open) -> None:
    screen = opened(None)
    you, desk = screen.page.you, opened.shell.desk
    assert you is not None
    assert desk is not None
    screen.type(you.pronouns.edit, "they")
    desk.store.contacts.save(Contact(name="Ana"))
    assert you.pronouns.edit.text() == "they"
    screen.page.flush()
    assert desk.store.me().pronouns == "they"


# ---- the password


def test_a_first_password_locks_the_profile_with_a_new_key(
    opened: _Open, profiles: Profiles, keystore: DictKeyStore
) -> None:
    screen = opened(None)
    before = opened.shell.desk.vault.recovery_key  # type: ignore[union-attr]
    card = screen.page.password
    screen.press(card, "Set a password")
    assert card is not None
    screen.type(card.fields[0].edit, "green river")
    QTest.keyClick(card.fields[0].edit, Qt.Key.Key_Return)
    screen = opened.wait_for_new_key()
    desk = opened.shell.desk
    assert desk is not None
    assert desk.vault.recovery_key != before
    assert [each.name for each in desk.snapshot.contacts] == ["Sam"]
    key = screen.page.recovery.key  # type: ignore[union-attr]
    assert key is not None
    assert " ".join(key.groups) == desk.vault.recovery_key
    assert "Change the password" in screen.buttons(screen.page.password)
    assert keystore.entries == {}
    opened.close()
    profiles.open_with_password(opened.profile_id, "green river").close()


def test_an_empty_password_is_not_set(opened: _Open) -> None:
    screen = opened(None)
    screen.press(screen.page.password, "Set a password")
    screen.press(screen.page.password, "Set this password")
    assert sentence("password_empty") in screen.words
    screen.press(screen.page.password, "Cancel")
    assert "Set a password" in screen.buttons(screen.page.password)


def test_the_password_is_changed_only_with_the_present_one(opened: _Open, profiles: Profiles) -> None:
    screen = opened("green river")
    card = screen.page.password
    assert card is not None
    screen.press(card, "Change the password")
    now, new = card.fields
    screen.type(now.edit, "wrong")
    screen.type(new.edit, "blue lake")
    QTest.keyClick(new.edit, Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: now.below.text() == sentence("wrong_password"))
    screen.type(now.edit, "green river")
    screen.press(card, "Change the password")
    screen.qtbot.waitUntil(lambda: not card.busy and card.fields == ())
    opened.close()
    profiles.open_with_password(opened.profile_id, "blue lake").close()


def test_the_password_can_be_taken_away(opened: _Open, profiles: Profiles, keystore: DictKeyStore) -> None:
    screen = opened("green river")
    card = screen.page.password
    assert card is not None
    screen.press(card, "Take the password away")
    screen.type(card.fields[0].edit, "green river")
    QTest.keyClick(card.fields[0].edit, Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: "Set a password" in screen.buttons(card))
    assert list(keystore.entries) == [opened.profile_id]
    opened.close()
    profiles.open_with_keystore(opened.profile_id).close()


def test_without_a_key_store_the_password_stays(
    opened: _Open, profiles: Profiles, keystore: DictKeyStore
) -> None:
    screen = opened("green river")
    keystore.state = KeyStoreState.UNAVAILABLE
    card = screen.page.password
    assert card is not None
    screen.press(card, "Take the password away")
    screen.type(card.fields[0].edit, "green river")
    QTest.keyClick(card.fields[0].edit, Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: "The password stays." in screen.words)
    opened.close()
    profiles.open_with_password(opened.profile_id, "green river").close()


# ---- the recovery key


def test_the_recovery_key_is_shown_after_the_password(opened: _Open) -> None:
    screen = opened("green river")
    card, vault = screen.page.recovery, opened.shell.desk.vault  # type: ignore[union-attr]
    assert card is not None
    screen.press(card, "Show the recovery key")
    assert card.key is None
    screen.type(card.fields[0].edit, "wrong")
    screen.press(card, "Show the recovery key")
    screen.qtbot.waitUntil(lambda: sentence("wrong_password") in screen.words)
    assert card.key is None
    screen.type(card.fields[0].edit, "green river")
    screen.press(card, "Show the recovery key")
    screen.qtbot.waitUntil(lambda: card.key is not None)
    screen.press(card, "Copy")
    assert QGuiApplication.clipboard().text() == vault.recovery_key
    screen.press(card, "Cover it again")
    assert card.key is None


def test_leaving_the_page_covers_the_key(opened: _Open) -> None:
    screen = opened(None)
    card = screen.page.recovery
    screen.press(card, "Show the recovery key")
    group = opened.shell.desk.vault.recovery_key.split()[0]  # type: ignore[union-attr]
    assert group in screen.words
    screen.page.hide()
    screen.page.show()
    assert group not in screen.words
    assert "Show the recovery key" in screen.buttons(card)


def test_a_new_recovery_key_makes_the_old_one_useless(opened: _Open, profiles: Profiles) -> None:
    screen = opened("green river")
    desk = opened.shell.desk
    assert desk is not None
    old = desk.vault.recovery_key
    card = screen.page.recovery
    assert card is not None
    card.show_key()
    screen.press(card, "Make a new one")
    screen.press(card, "Make a new recovery key")
    opened.wait_for_new_key()
    new = opened.shell.desk.vault.recovery_key  # type: ignore[union-attr]
    opened.close()
    assert new != old
    profiles.open_with_recovery_key(opened.profile_id, new).close()
    profiles.open_with_password(opened.profile_id, "green river").close()


def test_a_change_that_fails_leaves_the_profile_open_and_says_so(
    opened: _Open, keystore: DictKeyStore
) -> None:
    screen = opened(None)
    keystore.state = KeyStoreState.LOCKED
    card = screen.page.recovery
    assert card is not None
    card.show_key()
    screen.press(card, "Make a new one")
    screen.press(card, "Make a new recovery key")
    screen.qtbot.waitUntil(lambda: opened.shell.workspace is not None)
    workspace, desk = opened.shell.workspace, opened.shell.desk
    assert workspace.trouble.words.text() == sentence("keystore_locked")
    assert desk is not None
    assert desk.do(lambda: desk.store.contacts.save(Contact(name="Ana")))


# ---- the profile


def test_the_profile_is_renamed(opened: _Open, profiles: Profiles) -> None:
    screen = opened(None)
    card = screen.page.profile
    assert card is not None
    screen.type(card.name.edit, "Blue")
    screen.leave(card.name.edit)
    assert [info.label for info in profiles.list()] == ["Blue"]
    screen.type(card.name.edit, " ")
    screen.leave(card.name.edit)
    assert sentence("name_empty") in screen.words
    assert [info.label for info in profiles.list()] == ["Blue"]


def test_the_folder_of_the_data_is_told(opened: _Open, profiles: Profiles) -> None:
    screen = opened(None)
    card = screen.page.profile
    assert card is not None
    assert card.folder.text() == str(profiles.folder / opened.profile_id)
    assert card.folder.isReadOnly()


def test_every_place_that_search_names_is_a_card_of_the_page(opened: _Open) -> None:
    screen = opened(None)
    cards = [card.title.text() for card in screen.page.findChildren(Card) if card.title is not None]
    assert [each.title for each in places() if each.title not in cards] == []
    for place in places():
        screen.page.open_target(place.title)
        focus = screen.page.focusWidget()
        card = next(
            each for each in screen.page.findChildren(Card) if each.title and each.title.text() == place.title
        )
        assert card.isAncestorOf(focus) or place.title == "About SupportDesk"


def test_deleting_asks_once_and_deletes_for_real(
    opened: _Open,
    profiles: Profiles,
    keystore: DictKeyStore,
    settings: AppSettings,
    restarts: list[list[str]],
) -> None:
    screen = opened(None)
    folder = profiles.folder / opened.profile_id
    card = screen.page.delete
    screen.press(card, "Delete this profile…")
    assert card is not None
    assert card.typed is not None
    screen.type(card.typed.edit, "profile")
    screen.press(card, "Delete this profile")
    assert folder.exists()
    screen.type(card.typed.edit, "profile 1")
    screen.press(card, "Delete this profile")
    screen.qtbot.waitUntil(lambda: bool(restarts))
    assert not folder.exists()
    assert profiles.list() == ()
    assert keystore.entries == {}
    assert settings.profile == ""
    assert opened.shell.desk is None


def test_keeping_the_profile_closes_the_question(opened: _Open) -> None:
    screen = opened(None)
    card = screen.page.delete
    screen.press(card, "Delete this profile…")
    screen.press(card, "Keep my profile")
    screen.qtbot.waitUntil(lambda: "Delete this profile…" in screen.buttons(card))
    assert card is not None
    assert card.typed is None


# ---- about


def test_about_says_what_the_app_is_not(sample: SettingsScreen) -> None:
    assert "It is not medical care." in sample.words
    assert "GNU GPL 3" in sample.words


def test_what_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    first = AppSettings(str(path))
    first.page = "map"
    first.keep()
    again = AppSettings(str(path))
    assert again.page == "map"
    path.unlink()
    again.page = "map"
    again.keep()
    assert not path.exists()
    again.page = "goals"
    again.keep()
    assert path.exists()
