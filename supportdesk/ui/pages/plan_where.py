"""Asking where a file is to go, so that nothing remembers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from supportdesk.words import _


def ask_where(parent: QWidget, start: Path, answered: Callable[[Path], None]) -> QFileDialog:
    """Open Qt's own file chooser at `start`; neither desktop nor Qt keeps a list of what was chosen.

    `answered` gets the path; nothing happens when the person leaves the chooser.
    """
    from supportdesk.ui.photo import leave_no_history

    leave_no_history()
    # Its title is the window's own: neutral, and the person's choice.
    dialog = QFileDialog(parent, parent.window().windowTitle(), str(start.parent))
    dialog.setStyleSheet("QToolButton { padding: 3px; }")  # else its small icons have no room
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(_("PDF files (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save here"))
    dialog.selectFile(start.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: answered(Path(path)))
    dialog.open()
    return dialog
