"""Choosing where a file is saved: neutral names by default, and no trace of the folders visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from supportdesk.ui.photo import leave_no_history
from supportdesk.words import _

# A kind of file: its words and its ending without the dot, ("PNG picture", "png").
FileKind = tuple[str, str]
# Asks for a place: parent, title, name, kinds, and what to call with it (never after Cancel).
Chooser = Callable[[QWidget, str, str, Sequence[FileKind], Callable[[Path], None]], object]


def neutral_name(what: str, day: date, ending: str) -> str:
    """A file name that tells nothing about anybody: "picture-2026-11-01.png"."""
    return f"{what}-{day.isoformat()}.{ending}"


def choose_place(
    parent: QWidget, title: str, name: str, kinds: Sequence[FileKind], chosen: Callable[[Path], None]
) -> QFileDialog:
    """Open the computer's own save dialog; `chosen` gets a path that ends as one of the kinds do."""
    leave_no_history()
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{words} (*.{ending})" for words, ending in kinds])
    dialog.setDefaultSuffix(kinds[0][1])
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(_ending_of(text, kinds)))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(with_ending(Path(path), kinds, _chosen(dialog, kinds))))
    dialog.finished.connect(lambda _result: forget_folders())
    dialog.open()
    return dialog


def with_ending(path: Path, kinds: Sequence[FileKind], otherwise: str) -> Path:
    """The path as it is where it ends as one of the kinds, else with the ending `otherwise`."""
    known = {ending for _words, ending in kinds}
    if path.suffix.lower().removeprefix(".") in known or not path.name:
        return path
    return path.with_name(f"{path.name}.{otherwise}")


def saved_in(path: Path) -> str:
    """The folder of a saved file as a person calls it: "Documents", "your home folder"."""
    folder = path.parent
    if folder == Path.home():
        return _("your home folder")
    return folder.name or str(folder)


def forget_folders() -> None:
    """Take away what Qt's file dialog keeps where `leave_no_history` does not reach (Windows, macOS)."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("FileDialog/history", "FileDialog/lastVisited"):
        if kept.contains(key):
            kept.remove(key)


def documents() -> Path:
    """The person's folder for documents, or their home where there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else Path.home()
    return folder if folder.is_dir() else Path.home()


def _ending_of(filter_: str, kinds: Sequence[FileKind]) -> str:
    return next((ending for _words, ending in kinds if f"(*.{ending})" in filter_), kinds[0][1])


def _chosen(dialog: QFileDialog, kinds: Sequence[FileKind]) -> str:
    return _ending_of(dialog.selectedNameFilter(), kinds)
