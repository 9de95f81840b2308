"""The map as a file or on the clipboard: made in the worker, with nothing private on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from supportdesk.charts.view import MapView, Preset
from supportdesk.ui.clipboard import copy_image
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.map_look import for_paper
from supportdesk.ui.save_file import Chooser, FileKind, choose_place, neutral_name, saved_in
from supportdesk.words import _
from supportdesk.words.errors import sentence
from supportdesk.words.sentences import joined

DOTS = 2.0  # to a pixel, in a PNG


class MapPicture(QObject):
    """Saves and copies the map. `choose` asks for a place; tests bring their own."""

    def __init__(self, desk: Desk, parent: QWidget, choose: Chooser = choose_place) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self.choose = choose

    def save(self, view: MapView) -> None:
        """Ask where, then make the file."""
        name = neutral_name("picture", self._desk.today, "png")
        self.choose(self._parent, _("Save picture"), name, _kinds(), lambda path: self._make(view, path))

    def _make(self, view: MapView, path: Path) -> None:
        paper = for_paper(view)

        def work() -> None:
            from supportdesk.report.save import save_atomically

            save_atomically(path, drawn_as(path.suffix.lower().removeprefix("."), paper))

        said = _("The picture was saved in {folder}.").format(folder=saved_in(path))
        self._desk.worker.run(work, lambda _none: self._say(said, view), self._refused)

    def copy(self, view: MapView) -> None:
        """Put the map on the clipboard as an image."""
        paper = for_paper(view)

        def done(data: bytes) -> None:
            copy_image(QImage.fromData(data))
            self._say(_("The picture was copied."), view)

        self._desk.worker.run(lambda: drawn_as("png", paper), done, self._refused)

    def _say(self, said: str, view: MapView) -> None:
        private = {
            Preset.ENERGY: _("It shows closeness, because energy stays on this screen."),
            Preset.WHAT_IF: _("It shows everyone, because “what if” stays on this screen."),
        }.get(view.preset, "")
        self._desk.noticed.emit(Notice(text=joined((said, private))))

    def _refused(self, error: Exception) -> None:
        code = getattr(error, "code", "")
        values = getattr(error, "values", {})
        words = sentence(code, values) if code else _("We could not draw the picture. The list has it all.")
        self._desk.noticed.emit(Notice(text=words))


def drawn_as(ending: str, view: MapView) -> bytes:
    """The bytes of a picture file; every other ending than svg and pdf makes a PNG."""
    from supportdesk.charts import PAGES, picture

    size = PAGES["a4_landscape"]
    if ending == "svg":
        return picture.svg(view, size)
    if ending == "pdf":
        return picture.pdf(view, size)
    return picture.png(view, size, DOTS)


def _kinds() -> tuple[FileKind, ...]:
    return ((_("Picture"), "png"), (_("Drawing that can be enlarged"), "svg"), (_("Page to print"), "pdf"))
