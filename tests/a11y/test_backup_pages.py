"""Backups in light and dark, at 100% and 200%: every sheet and window named, large enough and whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supportdesk.store import Store
from supportdesk.ui.backup.window import BackupWindow
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import Profiles, make_if_due, save_backup
from tests.a11y import checker
from tests.a11y.test_pages import SIZE, clear_of_problems, look  # noqa: F401 (a fixture)
from tests.ui.profile_doubles import CHEAP, DictKeyStore


@pytest.fixture(params=[100, 200])
def door(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    look: Theme,  # noqa: F811
    tmp_path: Path,
) -> Iterator[Shell]:
    """The window at the gate, over a profile with a backup of each kind."""
    look.resize(request.param)
    look.choose("dark" if request.param == 200 else "light")
    profiles = Profiles(tmp_path / "data", keystore=DictKeyStore(), kdf=CHEAP)
    with profiles.create("Profile 1", None) as vault:
        Store.open(vault).close()
        save_backup(vault.backup_source(), tmp_path / "b.supportdesk")
        make_if_due(vault.backup_source(), date(2026, 1, 1))
    shell = Shell(
        settings=AppSettings(str(tmp_path / "settings.ini")),
        theme=look,
        restart=lambda _arguments: None,
        profiles=profiles,
    )
    qtbot.addWidget(shell)
    shell.resize(*SIZE)
    shell.show_gate(locked=True)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    yield shell
    shell.watch.blockSignals(True)
    if shell.desk is not None:
        shell.desk.close()
        shell.desk = None


@pytest.mark.parametrize("state", ["trouble", "copies", "copy", "sheet", "wrong", "busy", "refused"])
def test_each_sheet_on_the_way_to_a_backup(door: Shell, qtbot: QtBot, tmp_path: Path, state: str) -> None:
    [info] = door.profiles.list()
    gate = door.gate
    if state == "trouble":
        gate._pick(info, locked=True)
        gate.show_error("data_damaged", {})
    elif state in ("copies", "copy"):
        gate.door.show_copies(info.id)
    elif state == "refused":
        (tmp_path / "x.supportdesk").write_bytes(b"x")
        gate.door.open_file(tmp_path / "x.supportdesk")
    else:
        door.profiles.delete(info.id)
        gate.door.open_file(tmp_path / "b.supportdesk")
    if state == "copy":
        gate.sheet.rows[0].click()
    elif state == "wrong":
        gate.sheet.refuse("backup_wrong_key", {})
    elif state == "busy":
        gate.sheet.begin()
        gate.sheet.reached(3_000_000, 9_000_000)
    clear_of_problems(qtbot, gate)
    way = checker.way_of_tab(door, backwards=False)
    assert checker.unreached(gate, way) == []


def test_the_window_that_saves_and_the_card_in_settings(door: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    [info] = door.profiles.list()
    door._open_vault(door.profiles.open_with_keystore(info.id))
    door.show_workspace("settings", "Backups")
    door.workspace.page.backup.rest()
    clear_of_problems(qtbot, door.centralWidget())
    door.backups.save()
    window = door.findChild(BackupWindow)
    assert isinstance(window, BackupWindow)
    clear_of_problems(qtbot, window)
    window.save_at(tmp_path / "out.supportdesk")
    clear_of_problems(qtbot, window)
    qtbot.waitUntil(lambda: not window.errand.is_running, timeout=20_000)
    clear_of_problems(qtbot, window)
    window.accept()
