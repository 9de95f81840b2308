"""Choosing files, the one way for the whole app: neutral names by default, and no trace of it left.

Qt's own dialog and not the system's: the dialogs of GTK, KDE and Windows, and the portals before them,
write what was chosen into the computer's list of recent files, where nobody can take it away again, and
they run outside this process, where Hide cannot cover them and neither Ctrl+H nor Shift three times is
heard. Qt's keeps its folders in QtProject.conf, which `leave_no_history` leads nowhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from supportdesk.words import _

# A kind of file: its words and its ending without the dot, ("PNG picture", "png").
FileKind = tuple[str, str]
# Asks for a place: parent, title, name, kinds, and what to call with it (never after Cancel).
Chooser = Callable[[QWidget, str, str, Sequence[FileKind], Callable[[Path], None]], object]


def neutral_name(what: str, day: date, ending: str) -> str:
    """A file name that tells nothing about anybody: "picture-2026-11-01.png"."""
    return f"{what}-{day.isoformat()}.{ending}"


# ---- a file to write


def choose_place(
    parent: QWidget,
    title: str,
    name: str,
    kinds: Sequence[FileKind],
    chosen: Callable[[Path], None],
    *,
    folder: Path | None = None,
) -> QFileDialog:
    """Ask where a file is to go; `chosen` gets a path that ends as one of the kinds do.

    A file that is there already is replaced only after a question.
    """
    dialog = _dialog(parent, title, folder or documents())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked below, in words of our own
    dialog.setNameFilters([f"{words} (*.{ending})" for words, ending in kinds])
    dialog.setDefaultSuffix(kinds[0][1])
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(_ending_of(text, kinds)))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save here"))
    dialog.selectFile(name)

    def taken(text: str) -> None:
        path = with_ending(Path(text), kinds, _ending_of(dialog.selectedNameFilter(), kinds))
        if not path.exists():
            chosen(path)
            return

        def again() -> None:
            choose_place(parent, title, path.name, kinds, chosen, folder=path.parent)

        _ask_to_replace(parent, path, lambda: chosen(path), again)

    dialog.fileSelected.connect(taken)
    dialog.open()
    return dialog


def _ask_to_replace(
    parent: QWidget, path: Path, replace: Callable[[], None], again: Callable[[], None]
) -> None:
    """Never a loop of its own, so that Hide and lock find no window in the middle of a question."""
    box = QMessageBox(parent)
    box.setWindowTitle(parent.window().windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("There is a file with this name already: {name}").format(name=path.name))
    box.setInformativeText(_("If you replace it, what is in it now is gone."))
    yes = box.addButton(_("Replace it"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(_("Choose another name"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda pressed: replace() if pressed is yes else again())
    box.open()


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


# ---- a file to read


def choose_file(
    parent: QWidget, title: str, words: str, endings: Sequence[str], chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that is there; `words` say what kind, `endings` ("vcf") are shown first."""
    dialog = _dialog(parent, title, documents())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    first = f"{words} ({' '.join(f'*.{each}' for each in endings)})"
    dialog.setNameFilters([first, _("All files") + " (*)"])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Choose this file"))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


# ---- no trace


def _dialog(parent: QWidget, title: str, folder: Path) -> QFileDialog:
    leave_no_history()
    # What the task bar shows is the window's own title: neutral, and the person's choice.
    dialog = QFileDialog(parent, parent.window().windowTitle(), str(folder))
    dialog.setAccessibleName(title)
    dialog.setStyleSheet("QToolButton { padding: 3px; }")  # else its small icons have no room
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _result: forget_folders())
    return dialog


def leave_no_history() -> None:
    """Keep Qt's file chooser from writing visited folders into QtProject.conf when it closes.

    It does so with QSettings of its own in the user's scope, so that scope is led nowhere. The
    program's settings are opened by path and are not touched.
    """
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(Path(os.devnull) / "none")
    )


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
