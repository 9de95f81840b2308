"""The map as a file or on the clipboard: made in the worker, with nothing private on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from supportdesk.charts.view import MapView, Names, Preset, written_name
from supportdesk.ui.clipboard import copy_image
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.map_controls import MapControls
from supportdesk.ui.pages.map_look import for_paper
from supportdesk.ui.save_file import Chooser, FileKind, choose_place, neutral_name, saved_in
from supportdesk.words import _
from supportdesk.words.errors import sentence
from supportdesk.words.sentences import joined

Make = Callable[[], bytes]


class MapPicture(QObject):
    """Saves and copies the map. `choose` asks for a place; tests bring their own.

    With `grey` pictures are black and white.
    """

    def __init__(self, desk: Desk, parent: QWidget, choose: Chooser = choose_place) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self.choose = choose
        self.grey = False

    def serve(self, controls: MapControls, view: Callable[[], MapView | None]) -> None:
        """Do what the row above the map asks for, with the view that is shown then."""

        def with_view(do: Callable[[MapView], None]) -> None:
            now = view()
            if now is not None:
                do(now)

        controls.save_wanted.connect(lambda: with_view(self.save))
        controls.copy_wanted.connect(lambda: with_view(self.copy))
        controls.data_wanted.connect(lambda: with_view(self.save_data))
        controls.blank_wanted.connect(self.save_blank)
        controls.grey.toggled.connect(self._be_grey)

    def _be_grey(self, on: bool) -> None:
        self.grey = on

    def save(self, view: MapView) -> None:
        """Ask where, then make the file."""
        paper = for_paper(view, grey=self.grey)
        self._save(_("Save picture"), "picture", lambda ending: self._draw(ending, paper), view)

    def save_blank(self) -> None:
        """The same for an empty map to fill in by hand."""
        from supportdesk.charts.blank import blank_view

        view = blank_view(grey=self.grey)
        self._save(_("Save an empty map"), "empty-map", lambda ending: self._draw(ending, view), view)

    def _save(self, title: str, what: str, make: Callable[[str], Make], view: MapView) -> None:
        name = neutral_name(what, self._desk.today, "pdf" if view.to_fill_in else "png")
        kinds = sorted(_kinds(), key=lambda kind: kind[1] != "pdf") if view.to_fill_in else _kinds()
        said = _("The picture was saved in {folder}.")

        def chosen(path: Path) -> None:
            self._write(
                path, make(_ending(path)), lambda: self._say(said.format(folder=saved_in(path)), view)
            )

        self.choose(self._parent, title, name, kinds, chosen)

    def _draw(self, ending: str, view: MapView) -> Make:
        paper = self._desk.snapshot.me.paper

        def make() -> bytes:
            from supportdesk.report.map_file import map_file

            return map_file(ending, view, paper)

        return make

    def save_data(self, view: MapView) -> None:
        """Ask where, then write the map as data; it holds what the picture shows."""
        name = neutral_name("map", self._desk.today, "graphml")
        kinds = (
            (_("Network (GraphML)"), "graphml"),
            (_("Two tables, nodes and ties, in a zip"), "zip"),
        )
        named = view.names not in (Names.INITIALS, Names.NONE, Names.ROLES)
        warning = _("It holds the names of the map, and it is not encrypted.") if named else ""

        def chosen(path: Path) -> None:
            said = _("The map was saved as data in {folder}.").format(folder=saved_in(path))
            ending = _ending(path)
            self._write(path, lambda: data_of(view, ending), lambda: self._tell(joined((said, warning))))

        self.choose(self._parent, _("Save as data for network programs"), name, kinds, chosen)

    def _write(self, path: Path, make: Make, done: Callable[[], None]) -> None:
        def work() -> None:
            from supportdesk.report.save import save_atomically

            save_atomically(path, make())

        self._desk.worker.run(work, lambda _none: done(), self._refused)

    def copy(self, view: MapView) -> None:
        """Put the map on the clipboard as an image."""

        def done(data: bytes) -> None:
            copy_image(QImage.fromData(data))
            self._say(_("The picture was copied."), view)

        self._desk.worker.run(self._draw("png", for_paper(view, grey=self.grey)), done, self._refused)

    def _say(self, said: str, view: MapView) -> None:
        private = {
            Preset.ENERGY: _("It shows closeness, because energy stays on this screen."),
            Preset.WHAT_IF: _("It shows everyone, because “what if” stays on this screen."),
        }.get(view.preset, "")
        self._tell(joined((said, private)))

    def _tell(self, words: str) -> None:
        self._desk.noticed.emit(Notice(text=words))

    def _refused(self, error: Exception) -> None:
        code = getattr(error, "code", "")
        values = getattr(error, "values", {})
        words = sentence(code, values) if code else _("We could not draw the picture. The list has it all.")
        self._tell(words)


def data_of(view: MapView, ending: str) -> bytes:
    """The map as GraphML, or as tables in a zip."""
    from supportdesk.exchange.graph import graph, to_graphml, to_tables

    found = graph(
        view.shown,
        view.ties,
        view.day,
        name=lambda contact: written_name(contact, view.names),
        places=view.placed().places,
        stressful=view.show_stressful,
    )
    return to_tables(found) if ending == "zip" else to_graphml(found)


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _kinds() -> tuple[FileKind, ...]:
    return ((_("Picture"), "png"), (_("Drawing that can be enlarged"), "svg"), (_("Page to print"), "pdf"))
