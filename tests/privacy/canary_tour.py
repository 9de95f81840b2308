"""A tour of the real app in a process of its own, with marked text in every record and every field.

    python -m tests.privacy.canary_tour DATA_FOLDER

It makes a profile with a password, opens it at the gate, fills it, visits every page, types into every
field it finds, and prints one JSON line that says what no file may hold. Then it stays open, with text
half typed and a search begun, until it is killed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any

from supportdesk.vault.guard import protect_process

MARK = "Käsefüße"  # stands in no source and holds letters beyond ASCII
PASSWORD = f"Passwort {MARK} ñ 1"
_NOT_TEXT = {
    "id", "contact_id", "helper_id", "goal_id", "helpline_id", "a", "b", "contact_ids", "country", "paper",
    "start", "end", "time_zone", "dismissed", "days",
}  # fmt: skip
_SAID_IN_CLEAR = {"Name of this profile", "Title of the window", "Window title", "Folder of this profile"}
_ROUNDS = 40


def marked(thing: Any, numbers: Iterator[int]) -> Any:
    """The same record with a mark in each text that a person could have written."""
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    fresh = {}
    for each in fields(thing):
        value = getattr(thing, each.name)
        if each.name in _NOT_TEXT or isinstance(value, Enum):
            continue
        if isinstance(value, str):
            fresh[each.name] = f"{MARK}{next(numbers)} {value}".strip()
        elif isinstance(value, tuple):
            fresh[each.name] = tuple(
                f"{MARK}{next(numbers)}"
                if isinstance(one, str) and not isinstance(one, Enum)
                else marked(one, numbers)
                for one in value
            )
        else:
            fresh[each.name] = marked(value, numbers)
    return replace(thing, **fresh)


def fill_store(store: Any) -> int:
    """The sample with a mark in every text, as a profile of one's own; gives how many marks there are."""
    from datetime import date

    from supportdesk.content.sample import load
    from supportdesk.sample import fill

    numbers = count(1)
    fill(store, marked(load(date.today()), numbers))
    store.save_me(replace(store.me(), is_sample=False, country="GB"), undoable=False)
    return next(numbers)


class Tour:
    """Fingers on the keys of the running window."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.typed = 0

    def until(self, true: Callable[[], object], what: str) -> None:
        """Let the app run until something is so."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop
        from PySide6.QtWidgets import QApplication

        end = QDeadlineTimer(30_000)
        while not true():
            if end.hasExpired():
                raise TimeoutError(what)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def run(self, milliseconds: int) -> None:
        """Let the app run for a while."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def unlock(self) -> None:
        """Type the password at the gate."""
        from PySide6.QtCore import Qt

        from tests.screens.window import press

        gate = self.shell.centralWidget()
        gate.sheet.password.edit.setFocus()
        press(self.shell, PASSWORD, Qt.Key.Key_Return)
        self.until(lambda: self.shell.workspace is not None, "the profile opens")

    def visit(self, page: str) -> None:
        """Open a page and all that is folded in it, and type into each field once."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractButton
        from shiboken6 import isValid

        self.shell.show_workspace(page)
        self.run(60)
        here = self.shell.workspace.page
        here.add_new()
        self.run(20)
        card = getattr(here, "card", None)
        for group in list(getattr(card, "groups", {}).values()):
            if isValid(group) and not group.is_open:
                QTest.mouseClick(group.title, Qt.MouseButton.LeftButton)
        for fold in here.findChildren(QAbstractButton):
            if (
                isValid(fold)
                and fold.isVisible()
                and fold.text().startswith(("More", "Add a detail", "Change"))
            ):
                fold.click()
        self.run(20)
        self._type_everywhere(here)
        self.shell.flush()

    def _type_everywhere(self, inside: Any) -> None:
        from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

        from tests.screens.window import press

        done: set[int] = set()
        for _ in range(_ROUNDS):
            left = [
                each
                for kind in (QLineEdit, QPlainTextEdit, QTextEdit)
                for each in inside.findChildren(kind)
                if each.isVisible() and each.isEnabled() and not each.isReadOnly() and id(each) not in done
                if not isinstance(each.parent(), QAbstractSpinBox)
                and each.accessibleName() not in _SAID_IN_CLEAR
                and getattr(each, "echoMode", lambda: QLineEdit.EchoMode.Normal)()
                == QLineEdit.EchoMode.Normal
            ]
            if not left:
                return
            done.add(id(left[0]))
            left[0].setFocus()
            if QApplication.focusWidget() is left[0]:
                press(self.shell, f"{MARK} {self.typed}")
                self.typed += 1

    def add_contact(self) -> None:
        """One contact through the box of quick adding, which says when it is saved."""
        from PySide6.QtCore import Qt

        from tests.screens.window import press

        self.shell.show_workspace("contacts")
        self.run(60)
        self.shell.workspace.page.quick.edit.setFocus()
        press(self.shell, f"{MARK} quick", Qt.Key.Key_Return)
        self.until(
            lambda: any(each.name == f"{MARK} quick" for each in self.shell.desk.snapshot.contacts),
            "a contact is saved",
        )

    def back_up(self, target: Path) -> None:
        """A backup by itself and one to a file, as the window makes them."""
        from supportdesk.ui.backup.window import BackupWindow

        desk = self.shell.desk
        self.shell.backups.make_if_due()
        self.until(desk.vault.copies, "a backup is made by itself")
        self.shell.backups.save()
        window = self.shell.findChild(BackupWindow)
        window.save_at(target)
        self.until(lambda: not window.errand.is_running, "a backup is saved")
        window.accept()
        self.shell.activateWindow()
        self.until(self.shell.isActiveWindow, "the window of backups closes")

    def leave_half_typed(self) -> None:
        """A search with results, a number on the clipboard, help open once, and words nobody saved."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication

        from supportdesk.ui.clipboard import copy_text
        from tests.screens.window import ctrl, press

        copy_text(f"{MARK} copied")
        press(self.shell, Qt.Key.Key_F1)
        self.until(lambda: QApplication.activeModalWidget() is not None, "help opens")
        press(self.shell, Qt.Key.Key_Escape)
        self.shell.activateWindow()  # what a window manager does when a dialog closes
        self.until(self.shell.isActiveWindow, "help closes")
        ctrl(self.shell, Qt.Key.Key_K)
        press(self.shell, MARK)
        search = self.shell.workspace.search
        self.until(lambda: search.list is not None and search.list.isVisible(), "results are there")


def main(folder: Path) -> None:
    """Go round, report, and wait to be killed."""
    protect_process()
    from PySide6.QtWidgets import QApplication

    from supportdesk.app import _tell_bugs
    from supportdesk.folders import settings_file
    from supportdesk.store import Store
    from supportdesk.ui.settings import AppSettings
    from supportdesk.ui.shell import Shell
    from supportdesk.ui.theme import Theme
    from supportdesk.vault import KdfPolicy, Profiles

    profiles = Profiles(folder, keystore=None, kdf=KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False))
    with profiles.create("Profile 1", PASSWORD) as vault:
        store = Store.open(vault)
        marks = fill_store(store)
        store.close()
        secrets = {"recovery": vault.recovery_key, "database": vault.database_key.hex()}
    app = QApplication(["supportdesk"])
    settings = AppSettings(str(settings_file()))
    shell = Shell(settings=settings, theme=Theme(app), restart=lambda _arguments: None, profiles=profiles)
    _tell_bugs(shell)
    shell.show_gate(locked=True)
    shell.show()
    shell.activateWindow()
    tour = Tour(shell)
    tour.until(shell.isActiveWindow, "the window is in front")
    tour.unlock()
    tour.add_contact()
    for page in [name for name in shell.workspace.nav if name != "settings"]:
        tour.visit(page)
    shell.show_workspace("settings")
    shell.show_workspace("plan")
    shell.workspace.page.show_view("page")
    paper = shell.workspace.page.paper
    tour.until(lambda: paper is not None and not shell.desk.worker.is_busy, "the page is drawn")
    tour.back_up(folder / "kept.supportdesk")
    tour.leave_half_typed()
    settings.keep()
    sys.stdout.write(json.dumps({"marks": marks, "typed": tour.typed, **secrets}) + "\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
