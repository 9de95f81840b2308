"""The window around the pages: what it remembers, its keys, trouble, bugs, and new processes."""

from __future__ import annotations

import configparser
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.store import Store, StoreError
from supportdesk.ui import clipboard
from supportdesk.ui import workspace as workspace_module
from supportdesk.ui.desk import Desk
from supportdesk.ui.sections import sections
from supportdesk.ui.settings import ALLOWED, AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.ui.workspace import QUIET
from tests.screens.sample import sample_store
from tests.screens.window import ctrl, press
from tests.screens.xserver import screen

PAGES = tuple(each.name for each in sections())


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> Shell:
    """The window over the sample, on Today."""
    shell.open_store(sample_store(shell.clock.today))
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


# ---- what is remembered outside the file


def test_size_and_page_come_back(
    window: Shell, qtbot: QtBot, tmp_path: Path, theme: Theme, restarts: list[list[str]]
) -> None:
    window.resize(733, 611)
    window.show_workspace("goals")
    window.lock()
    qtbot.waitUntil(lambda: bool(restarts))
    again = Shell(settings=AppSettings(str(tmp_path / "settings.ini")), theme=theme, restart=restarts.append)
    qtbot.addWidget(again)
    again.open_store(sample_store(window.clock.today))
    again.show()
    assert (again.width(), again.height()) == (733, 611)
    assert again.workspace.page_name == "goals"
    again.close()
    again.watch.blockSignals(True)


def test_a_page_that_is_no_more_opens_today(shell: Shell, settings: AppSettings) -> None:
    settings.page = "practice"
    shell.open_store(sample_store(shell.clock.today))
    assert shell.workspace.page_name == "today"


def test_damaged_settings_are_as_none(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    path = tmp_path / "damaged.ini"
    path.write_text("[General]\ngeometry=@ByteArray(\\x1)\ntext_percent=lots\nlock_minutes=-4\ntheme=\n")
    settings = AppSettings(str(path))
    assert settings.text_percent == 100
    assert settings.lock_minutes == 0
    window = Shell(settings=settings, theme=theme, restart=lambda _arguments: None)
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1100, 740)
    window.watch.blockSignals(True)


def test_only_keys_of_the_list_are_ever_written(settings: AppSettings, tmp_path: Path) -> None:
    settings.theme, settings.text_percent, settings.country = "dark", 125, "GB"
    settings.window_title, settings.profile, settings.page = "Notes", "0" * 32, "goals"
    settings.lock_minutes, settings.shift_hides = 10, False
    settings.geometry = QByteArray(b"where")
    settings.keep()
    file = configparser.ConfigParser()
    file.read(tmp_path / "settings.ini", encoding="utf-8")
    assert file.sections() == ["General"]
    assert set(file["General"]) <= ALLOWED
    assert len(file["General"]) == 9
    with pytest.raises(KeyError):
        settings._set("last_contact", "Ana")
    with pytest.raises(KeyError):
        settings._get("last_contact", "")


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_settings_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o077)  # what the entry sets first of all
    try:
        settings = AppSettings(str(tmp_path / "new" / "settings.ini"))
        settings.page = "goals"
        settings.keep()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / "settings.ini").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


# ---- keys and menus


def test_each_page_has_its_key_and_takes_the_focus(window: Shell) -> None:
    assert PAGES[-1] == "settings"
    for number, name in enumerate(PAGES[:-1], start=1):
        ctrl(window, Qt.Key(ord(str(number))))
        assert window.workspace.page_name == name
        assert window.workspace.nav[name].isChecked()
        assert QApplication.focusWidget() is not None
        assert window.workspace.page.isAncestorOf(QApplication.focusWidget())
    ctrl(window, Qt.Key.Key_Comma)
    assert window.workspace.page_name == "settings"


def test_back_goes_the_way_one_came(window: Shell) -> None:
    for name in ("contacts", "goals", "plan"):
        window.workspace.go(name)
    for name in ("goals", "contacts", "today"):
        press(window, Qt.Key.Key_Left, modifiers=Qt.KeyboardModifier.AltModifier)
        assert window.workspace.page_name == name
    press(window, Qt.Key.Key_Left, modifiers=Qt.KeyboardModifier.AltModifier)
    assert window.workspace.page_name == "today"


def test_f6_goes_round_rail_search_and_page_both_ways(window: Shell) -> None:
    window.show_workspace("goals")
    space = window.workspace

    def where() -> str:
        focus = QApplication.focusWidget()
        if space.rail.isAncestorOf(focus):
            return "rail"
        return "search" if focus is space.search.edit else "page" if space.page.isAncestorOf(focus) else "?"

    seen = []
    for _ in range(3):
        press(window, Qt.Key.Key_F6)
        seen.append(where())
    assert sorted(seen) == ["page", "rail", "search"]
    press(window, Qt.Key.Key_F6, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert where() == seen[1]


def test_text_size_by_keys_is_kept(window: Shell, settings: AppSettings) -> None:
    ctrl(window, Qt.Key.Key_Equal)
    assert (window.theme.percent, settings.text_percent) == (125, 125)
    ctrl(window, Qt.Key.Key_Minus)
    ctrl(window, Qt.Key.Key_Minus)
    assert settings.text_percent == 90
    ctrl(window, Qt.Key.Key_0)
    assert settings.text_percent == 100


def test_what_needs_a_profile_is_off_without_one(shell: Shell) -> None:
    for name, action in shell.actions_.all.items():
        always = {"quit", "hide", "help", "larger", "smaller", "normal", "light", "dark", "system"}
        assert action.isEnabled() is (name in always), name
    shell.open_store(sample_store(shell.clock.today))
    off = {name for name, action in shell.actions_.all.items() if not action.isEnabled()}
    assert off == {"save_backup", "open_backup"}  # the sample is saved nowhere


def test_lock_is_there_during_the_first_steps(shell: Shell, clock: object) -> None:
    shell.open_store(Store.in_memory(clock.today))  # type: ignore[attr-defined]
    assert shell.workspace is None
    assert shell.actions_.all["lock"].isEnabled()
    assert not shell.actions_.all["goals"].isEnabled()


def test_no_two_commands_share_a_key(window: Shell) -> None:
    keys = [key.toString() for action in window.actions_.all.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys)) > 15
    assert not {"Ctrl+H", "F1"} & set(keys)  # those work everywhere, through the watch


def test_undo_and_redo_by_keys_say_what_they_did(window: Shell) -> None:
    someone = window.desk.snapshot.contacts[0]
    window.desk.do(lambda: window.desk.store.contacts.remove(someone.id), said="Removed.")
    assert window.workspace.toast.isVisible()
    ctrl(window, Qt.Key.Key_Z)
    assert window.desk.snapshot.contact(someone.id) == someone
    assert window.workspace.toast.words.text().startswith("Undone: ")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_Z, modifiers=held)
    assert window.desk.snapshot.contact(someone.id) is None


def test_the_toast_undoes_by_its_button(window: Shell) -> None:
    someone = window.desk.snapshot.contacts[0]
    window.desk.do(lambda: window.desk.store.contacts.remove(someone.id), said="Removed.")
    QTest.mouseClick(window.workspace.toast.undo, Qt.MouseButton.LeftButton)
    assert window.desk.snapshot.contact(someone.id) == someone


def test_a_change_of_title_shows_at_once(window: Shell, settings: AppSettings) -> None:
    settings.window_title = "Kitchen"
    window.desk.settings_changed.emit()
    assert window.windowTitle() == "Kitchen"
    window.show_help()
    assert {one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()} == {"Kitchen"}


# ---- trouble with the file


class FullDisk:
    """An action that fails as long as there is no room."""

    def __init__(self, store: Store, contact: Contact) -> None:
        self.full = True
        self._store = store
        self._contact = contact

    def __call__(self) -> None:
        if self.full:
            raise StoreError("disk_full")
        self._store.contacts.save(self._contact)


@pytest.fixture
def disk(window: Shell) -> FullDisk:
    made = FullDisk(window.desk.store, Contact(name="Wilhelmine"))
    assert not window.desk.do(made, said="Saved.")
    return made


def test_trouble_is_told_and_try_again_saves(window: Shell, disk: FullDisk) -> None:
    bar = window.workspace.trouble
    assert bar.isVisible()
    assert bar.words.text().startswith("We could not save this. Your disk is full.")
    assert not window.workspace.toast.isVisible()
    QTest.mouseClick(bar.again, Qt.MouseButton.LeftButton)
    assert bar.isVisible()
    disk.full = False
    QTest.mouseClick(bar.again, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert "Wilhelmine" in [each.name for each in window.desk.snapshot.contacts]


def test_trouble_is_tried_again_by_itself(window: Shell, disk: FullDisk, qtbot: QtBot) -> None:
    bar = window.workspace.trouble
    assert bar._timer.isActive()
    assert bar._timer.interval() == 30_000
    disk.full = False
    bar._timer.setInterval(1)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert not bar._timer.isActive()


def test_trouble_keeps_what_is_being_typed(window: Shell, disk: FullDisk) -> None:
    window.show_workspace("contacts")
    edit = window.workspace.page.quick.edit
    edit.setFocus()
    press(window, "half a name")
    window.desk.do(disk)
    assert edit.text() == "half a name"
    assert QApplication.focusWidget() is edit


def test_the_next_change_that_is_saved_clears_it(window: Shell, disk: FullDisk) -> None:
    window.desk.do(lambda: window.desk.store.contacts.save(Contact(name="Otto")))
    assert not window.workspace.trouble.isVisible()
    assert not window.workspace.trouble.is_unsaved


def test_a_failed_undo_is_told_and_can_be_tried_again(window: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = window.desk.snapshot.contacts[0]
    window.desk.do(lambda: window.desk.store.contacts.remove(someone.id))
    with monkeypatch.context() as broken:

        def fail(_self: Store) -> None:
            raise StoreError("disk_trouble")

        broken.setattr(Store, "begin_undo", fail)
        window.desk.undo()
    assert "The disk gave an error" in window.workspace.trouble.words.text()


# ---- bugs


def test_a_bug_is_shown_by_its_place_and_the_app_lives(
    window: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from supportdesk.app import _tell_bugs
    from supportdesk.vault.guard import quiet_tracebacks

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    quiet_tracebacks()
    _tell_bugs(window)

    def slot() -> None:
        raise ValueError("Wilhelmine, 01632 960101")

    window.actions_.all["find"].triggered.connect(slot)
    window.actions_.all["find"].trigger()
    bar = window.workspace.trouble
    qtbot.waitUntil(bar.isVisible)
    told = capsys.readouterr().err
    assert told.splitlines()[0] == "ValueError"
    assert "test_shell.py:" in told
    assert "Wilhelmine" not in told + bar.words.text()
    assert bar.words.text().startswith(
        "Something went wrong in the app. Your saved work is safe. (ValueError"
    )
    ctrl(window, Qt.Key.Key_2)
    assert window.workspace.page_name == "contacts"


# ---- the clipboard


def test_a_secret_is_marked_and_goes_alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    later: list[object] = []
    monkeypatch.setattr(clipboard.QTimer, "singleShot", lambda _time, call: later.append(call))
    clipboard.copy_secret("ABCD-EFGH")
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint")) == b"secret"
    assert data.hasFormat("ExcludeClipboardContentFromMonitorProcessing")
    clipboard.copy_text("116 123")
    later[0]()  # type: ignore[operator]
    assert QGuiApplication.clipboard().text() == "116 123"
    clipboard.copy_secret("ABCD-EFGH")
    later[1]()  # type: ignore[operator]
    assert QGuiApplication.clipboard().text() == ""


# ---- the desk closes whole


def test_a_worker_that_hangs_does_not_keep_the_file_open(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    release = threading.Event()
    empty_desk.worker.run(release.wait, lambda _done: None, lambda _error: None)
    monkeypatch.setattr(empty_desk.worker.stop.__func__, "__defaults__", (0.01,))
    empty_desk.close()
    assert empty_desk.store.connection.is_closed
    release.set()


# ---- real processes


def _started(pid: int) -> list[str]:
    """The arguments with which the process runs now."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")


def _until(true: object, *, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc and needs an X server")
def test_lock_and_hide_replace_the_process_on_a_real_screen(tmp_path: Path) -> None:
    with screen() as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        app = subprocess.Popen(
            [sys.executable, "-m", "supportdesk", "--demo"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

        def x(*arguments: str) -> str:
            done = subprocess.run(
                ["xdotool", *arguments],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=30,
            )
            return done.stdout.strip()

        def window(title: str) -> str:
            return x("search", "--onlyvisible", "--name", f"^{title}$").split("\n")[0]

        try:
            assert _until(lambda: x("get_num_desktops"))  # the window manager is at work
            assert _until(lambda: window("SupportDesk"))
            first = window("SupportDesk")
            x("windowactivate", "--sync", first)
            x("key", "ctrl+l")
            assert _until(lambda: "--locked" in _started(app.pid))
            assert _until(lambda: window("SupportDesk"))
            assert app.poll() is None  # the same process, with another program image
            assert _started(app.pid)[1:] == ["-m", "supportdesk", "--locked", "--demo"]

            x("windowactivate", "--sync", window("SupportDesk"))
            x("key", "Shift_L", "Shift_L", "Shift_L")
            assert _until(lambda: "--hidden" in _started(app.pid))
            assert _until(lambda: window("Notes"))
            assert window("SupportDesk") == ""
            x("windowactivate", "--sync", window("Notes"))
            x("key", "space")
            assert _until(lambda: _started(app.pid)[1:] == ["-m", "supportdesk", "--demo"])
            assert _until(lambda: window("SupportDesk"))
            x("windowactivate", "--sync", window("SupportDesk"))
            x("key", "ctrl+q")
            assert _until(lambda: app.poll() is not None)
            assert app.returncode == 0
        finally:
            app.kill()
            said = app.communicate(timeout=10)[0].decode()
        assert "Error" not in said
        assert "Traceback" not in said


def test_pages_are_made_ahead_in_a_quiet_moment_and_not_shown(shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace = shell.workspace
    shown = workspace.page
    for _step in range(40):
        workspace._go_on_ahead()
    assert workspace.stack.count() == 1, "whoever only reads is spared the memory of other pages"
    workspace.touched()
    for _step in range(40):
        workspace._go_on_ahead()
    assert workspace.page is shown
    assert workspace.stack.count() == 3  # with the two largest, contacts and support
    workspace.go("support")
    assert workspace.page_name == "support"
    assert workspace.stack.count() == 3


def test_what_is_made_ahead_waits_until_the_hands_are_still(shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    quiet = shell.workspace._quiet
    quiet.start(5)  # the next page is about to be made
    shell.watch.touched.emit()
    assert quiet.interval() == QUIET
    quiet.stop()
    shell.watch.touched.emit()
    assert not quiet.isActive(), "nothing starts again once all is made"


def test_a_page_not_yet_seen_comes_in_turns_and_at_once_for_whoever_asks(qtbot: QtBot, shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace = shell.workspace
    workspace.nav["contacts"].click()
    assert workspace.stack.count() == 1, "made in a later turn"
    qtbot.waitUntil(lambda: workspace.stack.currentWidget() is workspace._pages.get("contacts"))
    workspace.nav["goals"].click()
    assert workspace.page_name == "goals"


def test_of_two_pages_asked_for_the_last_one_comes(qtbot: QtBot, shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace = shell.workspace
    workspace.nav["support"].click()
    workspace.nav["goals"].click()
    qtbot.waitUntil(lambda: not workspace._turns)
    assert workspace.page_name == "goals"
    workspace.nav["support"].click()
    workspace.go("today")
    QApplication.processEvents()
    assert workspace.page_name == "today"
    assert workspace.nav["today"].isChecked()


def test_a_link_to_a_page_not_yet_seen_opens_what_it_names_in_its_turn(qtbot: QtBot, shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace = shell.workspace
    contact = shell.desk.snapshot.contacts[2]
    workspace.search.goes.emit("contacts", contact.id)
    assert workspace.stack.count() == 1, "made in a later turn"
    qtbot.waitUntil(lambda: not workspace._turns)
    assert workspace.page_name == "contacts"
    assert workspace.page.card.contact.id == contact.id


def test_back_from_a_page_that_is_on_its_way(shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace = shell.workspace
    workspace.visit("goals")
    workspace.back()
    assert workspace.page_name == "today"
    assert [workspace.stack.count(), workspace.nav["today"].isChecked()] == [2, True]


def test_after_the_gate_the_first_page_comes_in_turns(qtbot: QtBot, shell: Shell) -> None:
    shell.cover(QWidget())
    with qtbot.waitExposed(shell):
        shell.show()
    shell.settings.page = "goals"
    shell.open_store(sample_store(shell.clock.today))
    assert shell.workspace.stack.count() == 0, "made in a later turn"
    qtbot.waitUntil(lambda: not shell.workspace._turns)
    assert shell.workspace.page_name == "goals"


def test_nothing_is_made_any_more_once_the_pages_are_covered(qtbot: QtBot, shell: Shell) -> None:
    shell.open_store(sample_store(shell.clock.today))
    with qtbot.waitExposed(shell):
        shell.show()
    workspace = shell.workspace
    workspace.visit("goals")
    shell.cover(QWidget())
    QApplication.processEvents()
    assert workspace._turns == []
    assert not workspace._quiet.isActive()


def test_a_page_waits_for_what_takes_long_to_import(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.open_store(sample_store(shell.clock.today))
    workspace, ready = shell.workspace, threading.Event()
    monkeypatch.setattr(workspace_module, "is_warm", lambda: False)
    monkeypatch.setattr(workspace_module, "warm_up", lambda: ready.wait(10))
    workspace.visit("check-ins")
    for _turn in range(5):
        QApplication.processEvents()
    assert workspace.stack.count() == 1, "the window goes on meanwhile"
    ready.set()
    qtbot.waitUntil(lambda: not workspace._turns)
    assert workspace.page_name == "check-ins"
