"""The buttons on the map: larger, smaller, the whole map, one part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QToolButton, QWidget

from supportdesk.domain.placement import Sector
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import column
from supportdesk.ui.map_surface import MapSurface
from supportdesk.ui.theme import Theme
from supportdesk.words import _

_EDGE = 10
_ABOVE = 50  # characters of width below which the buttons stand above the map


class MapZoom(QFrame):
    """Four buttons in a square, which leaves the most room to the round map.

    asked(int)     1 larger, -1 smaller, 0 the whole map
    part(Sector)   one part of the map
    rename_wanted  the person wants own words for the parts
    """

    asked = Signal(int)
    part = Signal(object)
    rename_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: object = None
        self.setObjectName("card")
        self.setAccessibleName(_("Zoom"))
        self.larger = self._button("plus", _("Zoom in (+)"), lambda: self.asked.emit(1))
        self.smaller = self._button("minus", _("Zoom out (−)"), lambda: self.asked.emit(-1))
        self.whole = self._button("fit", _("Whole map (0)"), lambda: self.asked.emit(0))
        self.parts = self._button("zoom-in", _("One part of the map (1 to 5)"), None)
        self.parts.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_ = QMenu(self.parts)
        self.parts.setMenu(self.menu_)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setSpacing(0)
        self.setLayout(self._grid)
        self._across = 0
        self.arrange(across=2)
        self.recolour()

    def _button(self, sign: str, words: str, clicked: Callable[[], None] | None) -> QToolButton:
        made = QToolButton()
        made.setProperty("look", "plain")
        made.setProperty("sign", sign)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if clicked is not None:
            made.clicked.connect(clicked)
        return made

    def arrange(self, *, across: int) -> None:
        """So many buttons in a row."""
        if across != self._across:
            self._across = across
            for place, each in enumerate((self.larger, self.smaller, self.whole, self.parts)):
                self._grid.addWidget(each, place // across, place % across)

    def show_state(self, *, is_whole: bool, names: Mapping[Sector, str]) -> None:
        """Switch off what does nothing now, and name the parts as the person does."""
        back = is_whole and self.focusWidget() in (self.smaller, self.whole)
        self.smaller.setDisabled(is_whole)
        self.whole.setDisabled(is_whole)
        if back:
            self.larger.setFocus(Qt.FocusReason.OtherFocusReason)
        if names != self._names:
            self._names = dict(names)
            self.menu_.clear()
            for number, (sector, words) in enumerate(names.items(), start=1):
                action = self.menu_.addAction(f"{number}   " + words.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, sector=sector: self.part.emit(sector))
            self.menu_.addSeparator()
            rename = self.menu_.addAction(_("Your own words for the parts…"))
            rename.triggered.connect(lambda _on=False: self.rename_wanted.emit())

    def recolour(self) -> None:
        """Paint the signs in the colour of the text."""
        side = round(self._theme.points * 1.6)
        for each in (self.larger, self.smaller, self.whole, self.parts):
            dress(each, each.property("sign"), self._theme.tokens.text, side)
        self.adjustSize()


class MapBoard(QWidget):
    """The canvas with the zoom buttons on its upper corner, or above it where they would hide the map."""

    def __init__(self, canvas: MapSurface, theme: Theme) -> None:
        super().__init__()
        self._canvas = canvas
        self._column = column(canvas, gap=0)
        self.setLayout(self._column)
        self.zoom = MapZoom(theme, self)
        self.zoom.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "zoom"):
            self._put()
        return super().event(event)

    def _put(self) -> None:
        above = self.width() < self.fontMetrics().averageCharWidth() * _ABOVE
        self.zoom.arrange(across=4 if above else 2)
        size = self.zoom.sizeHint()
        self.zoom.resize(size)
        edge = 0 if above else _EDGE
        # On the right from right to left too: the picture has its heading on the left.
        self.zoom.move(self.width() - size.width() - edge, edge)
        self._column.setContentsMargins(0, size.height() + 6 if above else 0, 0, 0)
        self._canvas.reserve(QRect() if above else self.zoom.geometry())
