"""The one way to choose files: no trace of it, never a silent replacement, and covered by Hide."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.save_file import choose_file, choose_place
from supportdesk.ui.shell import Shell
from tests.screens.sample import sample_store

KINDS = (("Cards", "vcf"), ("Table", "csv"))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setWindowTitle("Notes")
    qtbot.addWidget(made)
    made.show()
    return made


def accept(dialog: QFileDialog, folder: Path, name: str) -> None:
    dialog.setDirectory(str(folder))
    dialog.selectFile(name)
    dialog.accept()


def question(parent: QWidget) -> QMessageBox:
    return next(each for each in parent.findChildren(QMessageBox) if each.isVisible())


def press(box: QMessageBox, words: str) -> None:
    next(each for each in box.buttons() if each.text() == words).click()


def test_qts_own_dialog_keeps_nothing(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    found: list[Path] = []
    (tmp_path / "secret-folder").mkdir()
    (tmp_path / "secret-folder" / "a.vcf").write_text("x")
    dialog = choose_file(parent, "Choose", "Cards", ("vcf", "csv"), found.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.windowTitle() == "Notes"
    assert dialog.nameFilters() == ["Cards (*.vcf *.csv)", "All files (*)"]
    accept(dialog, tmp_path / "secret-folder", "a.vcf")
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert found == [tmp_path / "secret-folder" / "a.vcf"]
    assert not list(tmp_path.rglob("QtProject.conf"))
    assert not QSettings("QtProject").value("FileDialog/history")


def test_a_file_that_is_there_is_replaced_only_after_a_question(
    parent: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    found: list[Path] = []
    (tmp_path / "mine.vcf").write_text("x")
    accept(choose_place(parent, "Save", "list.vcf", KINDS, found.append), tmp_path, "mine")
    qtbot.waitUntil(lambda: bool(parent.findChildren(QMessageBox)))
    box = question(parent)
    assert "mine.vcf" in box.text()
    assert not found
    press(box, "Replace it")
    assert found == [tmp_path / "mine.vcf"]


def test_another_name_may_be_chosen_instead(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    found: list[Path] = []
    (tmp_path / "mine.vcf").write_text("x")
    first = choose_place(parent, "Save", "list.vcf", KINDS, found.append)
    accept(first, tmp_path, "mine.vcf")
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    press(question(parent), "Choose another name")
    again = parent.findChild(QFileDialog)
    assert again is not None
    assert Path(again.selectedFiles()[0]) == tmp_path / "mine.vcf"
    accept(again, tmp_path, "other")
    qtbot.waitUntil(lambda: bool(found))
    assert found == [tmp_path / "other.vcf"]


def test_leaving_the_chooser_changes_nothing(parent: QWidget, qtbot: QtBot) -> None:
    found: list[Path] = []
    dialog = choose_place(parent, "Save", "list.vcf", KINDS, found.append)
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert not found


@pytest.mark.parametrize("asks", [False, True])
def test_hide_takes_the_chooser_and_its_question_away(
    shell: Shell, restarts: list[list[str]], qtbot: QtBot, tmp_path: Path, asks: bool
) -> None:
    (tmp_path / "mine.vcf").write_text("x")
    shell.open_store(sample_store(shell.clock.today))
    shell.show()
    found: list[Path] = []
    dialog = choose_place(shell, "Save", "list.vcf", KINDS, found.append)
    if asks:
        accept(dialog, tmp_path, "mine.vcf")
        qtbot.waitUntil(lambda: bool(shell.findChildren(QMessageBox)))
    front = QApplication.activeModalWidget() or dialog
    shell.hide_now()
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not shell]
    assert seen == []
    qtbot.waitUntil(lambda: bool(restarts))
    qtbot.waitUntil(lambda: not shiboken6.isValid(front) or not front.isVisible())
    assert not found
    assert not shell.findChildren(QFileDialog, options=Qt.FindChildOption.FindChildrenRecursively)
