"""What became of saving, as one sentence in the page: where the file is, or what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from supportdesk.ui.kit import Flow, announce, button, column, copyable, label
from supportdesk.words import _
from supportdesk.words.errors import sentence


class SavedNotice(QFrame):
    """A calm notice. `retry` asks for another folder, `closed` says the person is done reading."""

    retry = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.words = label("", "strong")
        self.folder = copyable("", "muted")
        self.folder.setWordWrap(True)
        self.other = button(_("Choose another folder"), clicked=self.retry.emit)
        self.close_button = button(_("Close"), "link", clicked=self._close)
        box = column(self.words, self.folder, Flow(self.other, self.close_button, gap=8), gap=6)
        box.setContentsMargins(18, 12, 18, 12)
        self.setLayout(box)
        self.hide()

    def saving(self) -> None:
        """Say that the file is being made."""
        self._say(_("Saving your plan…"))

    def saved(self, path: Path) -> None:
        """Say where the file is."""
        folder = path.parent.name or str(path.parent)
        self._say(_("Saved as {file} in {folder}.").format(file=path.name, folder=folder), str(path.parent))
        self.close_button.show()

    def failed(self, error: Exception) -> None:
        """Say what went wrong and offer another folder."""
        self._say(sentence(getattr(error, "code", "cannot_save"), getattr(error, "values", None)))
        self.other.show()
        self.close_button.show()
        self.other.setFocus()

    def _say(self, words: str, folder: str = "") -> None:
        self.words.setText(words)
        self.folder.setText(folder)
        self.folder.setAccessibleName(_("The folder: {folder}").format(folder=folder))
        self.folder.setVisible(bool(folder))
        self.other.hide()
        self.close_button.hide()
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
