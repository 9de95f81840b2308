"""The map of today, its list, and what stands around them, laid out for the room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import button, column, empty_state, label
from supportdesk.ui.map_canvas import MapCanvas
from supportdesk.ui.map_zoom import MapBoard
from supportdesk.ui.pages.map_controls import MapControls
from supportdesk.ui.pages.map_list import MapList
from supportdesk.ui.pages.map_side import MapSide
from supportdesk.ui.row_list import is_low
from supportdesk.ui.theme import Theme
from supportdesk.words import _

BOTH_FROM = 88  # characters of width from which the card stands beside the map
SIDE = 34  # characters of width of the card beside it
SHORT = 34  # lines of height below which the sentences make room for the map
LEGEND = 3  # lines of height for what stands below the map in a low window


class MapToday(QWidget):
    """The pieces; what they do is the page's."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.narrow: bool | None = None
        self.sentences = label("")
        self.sentences.setMaximumWidth(900)
        self.controls = MapControls(theme)
        self.trouble = label("", "error")
        self.trouble.hide()
        self.empty_button = button(_("Add a contact"), "primary")
        self.empty = empty_state(
            _(
                "Your map is empty. Add one person and they will show up here. "
                "The closer to the middle, the closer you feel to them."
            ),
            self.empty_button,
        )
        self.empty.hide()
        self.canvas = MapCanvas(theme, desk.worker)
        self.board = MapBoard(self.canvas, theme)
        self.list = MapList(theme)
        self.list.hide()
        self.side = MapSide(desk, theme)
        left = QWidget()
        left.setLayout(column(self.board, self.list, gap=0))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(14)
        self._both.addWidget(left, 1)
        self._both.addWidget(self.side.beside)
        self._column = column(self.sentences, self.trouble, self.empty, self.controls, gap=14)
        self._column.addLayout(self._both, 1)
        self.setLayout(self._column)

    def recolour(self) -> None:
        """Paint the icons in the colours and sizes of the theme."""
        dress(self.empty_button, "plus", self._theme.tokens.on_primary, round(self._theme.points * 1.5))
        self.controls.recolour()
        self.board.zoom.recolour()

    def show_shape(self) -> None:
        """The picture or the list, as the person chose."""
        as_list = self.controls.shape.as_list
        self.board.setVisible(not as_list)
        self.list.setVisible(as_list)

    # ---- room

    def fit(self, page: QScrollArea) -> None:
        """Make the best of the room in the page."""
        letter, room = self.fontMetrics().averageCharWidth(), page.viewport().size()
        self.side.beside.setFixedWidth(letter * SIDE)
        narrow = room.width() < letter * BOTH_FROM
        # As tall as what is in view, and the legend below that.
        least = min(room.height(), room.width()) if narrow else 0
        if narrow and is_low(page):
            least += self.fontMetrics().lineSpacing() * LEGEND
        self.list.whole = narrow and is_low(page)
        if least != self.canvas.least_height:
            self.canvas.least_height = least
            self.canvas.updateGeometry()
        self._place_sentences(aside=not narrow and room.height() < self.fontMetrics().height() * SHORT)
        if narrow != self.narrow:
            self.narrow = narrow
            self.side.put(self._both, below=narrow)
            self.show_side()

    def _place_sentences(self, *, aside: bool) -> None:
        """In a low window they stand beside the map, which needs the height more."""
        if aside != (self.sentences.parentWidget() is self.side):
            self.side.lead(self.sentences) if aside else self._column.insertWidget(0, self.sentences)

    def show_side(self) -> None:
        """Beside an empty map there is nothing to say: it gets the room."""
        wanted = self.side.is_wanted
        self.side.beside.setVisible(wanted and not self.narrow)
        if self.narrow:
            self.side.setVisible(wanted)
