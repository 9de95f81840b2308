"""The buttons on the map: larger, smaller, the whole map, one part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QToolButton, QWidget

from supportdesk.domain.placement import Sector
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import column
from supportdesk.ui.map_surface import MapSurface
from supportdesk.ui.theme import Theme
from supportdesk.words import _

_EDGE = 10


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
        grid = QGridLayout()
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setSpacing(0)
        for place, each in enumerate((self.larger, self.smaller, self.whole, self.parts)):
            grid.addWidget(each, place // 2, place % 2)
        self.setLayout(grid)
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
    """The canvas with the zoom buttons on its upper right corner."""

    def __init__(self, canvas: MapSurface, theme: Theme) -> None:
        super().__init__()
        self._canvas = canvas
        layout = column(canvas, gap=0)
        self.setLayout(layout)
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
        size = self.zoom.sizeHint()
        self.zoom.resize(size)
        self.zoom.move(self.width() - size.width() - _EDGE, _EDGE)
        self._canvas.reserve(self.zoom.geometry())
