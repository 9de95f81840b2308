"""What became of saving or printing, as one sentence in the page: where the file is, or what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from supportdesk.ui.desktop import Printed
from supportdesk.ui.kit import Flow, announce, button, column, copyable, label
from supportdesk.words import _
from supportdesk.words.errors import sentence


class SavedNotice(QFrame):
    """A calm notice.

    retry         the person wants to save (again, or elsewhere)
    shown(Path)   they want to see the file in its folder
    closed        they are done reading
    """

    retry = Signal()
    shown = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.words = label("", "strong")
        self.folder = copyable("", "muted")
        self.folder.setWordWrap(True)
        self._path = Path()
        self.show_file = button(_("Show in folder"), clicked=lambda: self.shown.emit(self._path))
        self.other = button(_("Choose another folder"), clicked=self.retry.emit)
        self.close_button = button(_("Close"), "link", clicked=self._close)
        box = column(
            self.words, self.folder, Flow(self.show_file, self.other, self.close_button, gap=8), gap=6
        )
        box.setContentsMargins(18, 12, 18, 12)
        self.setLayout(box)
        self.hide()

    def saving(self) -> None:
        """Say that the file is being made."""
        self._say(_("Saving your plan…"))

    def saved(self, path: Path) -> None:
        """Say where the file is."""
        folder = path.parent.name or str(path.parent)
        self._path = path
        self._say(_("Saved as {file} in {folder}.").format(file=path.name, folder=folder), str(path.parent))
        self.show_file.show()
        self.close_button.show()

    def not_shown(self) -> None:
        """Say that no program here shows folders; the place of the file stays to be read."""
        self.words.setText(_("No file manager was found here. The file is in this folder:"))
        self.setAccessibleName(self.words.text())
        self.show_file.hide()
        announce(self, self.words.text())

    def printing(self) -> None:
        """Say what happens now."""
        self._say(_("Your desktop opens its print window. No file is saved."))

    def to_print_from(self) -> None:
        """Say that a file is needed here."""
        self._say(_("Choose where the file goes. Then your computer opens it to print."))

    def opened_to_print(self, path: Path, opened: bool) -> None:
        """Say where the file is that was opened to print, or that it has to be opened by hand."""
        self.saved(path)
        if not opened:
            self._say(_("Open the file with your PDF viewer, and print it there."), str(path.parent))
            self.close_button.show()

    def printed(self, printed: Printed) -> None:
        """Say what became of printing."""
        said = {
            Printed.DONE: _("The pages are on their way to the printer."),
            Printed.LEFT: _("Nothing was printed."),
            Printed.NO_WINDOW: _(
                "This desktop has no print window. Save the PDF, then print it from your viewer."
            ),
            Printed.FAILED: _(
                "The pages could not be printed. Save the PDF, then print it from your viewer."
            ),
        }[printed]
        self._say(said)
        if printed in (Printed.NO_WINDOW, Printed.FAILED):
            self.other.setText(_("Save as PDF"))
            self.other.show()
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
        self.other.setText(_("Choose another folder"))
        for each in (self.show_file, self.other, self.close_button):
            each.hide()
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
