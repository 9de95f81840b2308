"""The weeks as a gentle line, and the same as a table: one of the two is in view."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from shiboken6 import isValid

from supportdesk.domain.look_back import Week
from supportdesk.ui.kit import Card, Flow, button, label
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker
from supportdesk.words import _, dates
from supportdesk.words import look_back as words

HALF_YEAR = 26
ALL = 520
PAUSE = 90  # milliseconds without a change of size before the picture is drawn anew
PER_INCH = 96.0
_REACH = 14.0  # pixels from a point at which a click still means it


class LineCard(Card):
    """Draws in the worker; `chosen(date)` asks for a week."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(title=_("Your weeks"), gap=10)
        self._weeks: tuple[Week, ...] = ()
        self.picture = _Picture(theme, worker)
        self.picture.chosen.connect(self.chosen)
        self.table = _table()
        self.table.cellActivated.connect(self._activated)
        self.table.hide()
        self.note = label(_("A ring marks a week with words you kept."), "muted")
        self.half = button(_("Half a year"), "chip", clicked=lambda: self._span(HALF_YEAR))
        self.all = button(_("All of it"), "chip", clicked=lambda: self._span(ALL))
        self.as_table = button(_("Show as a table"), "chip", clicked=self._turn)
        for each in (self.half, self.all, self.as_table):
            each.setCheckable(True)
        self.most = HALF_YEAR
        self.half.setChecked(True)
        self.body.addLayout(Flow(self.half, self.all, self.as_table, gap=8))
        self.body.addWidget(self.picture)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table)

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        """Show the weeks, oldest first; at most `most` of them."""
        self._weeks = weeks
        self.all.setVisible(len(weeks) > HALF_YEAR)
        self.half.setVisible(len(weeks) > HALF_YEAR)
        shown = weeks[-self.most :]
        self.picture.show_weeks(shown)
        _fill(self.table, shown)
        self.note.setVisible(
            self.table.isHidden() and any(each.look_back and each.look_back.keep.strip() for each in shown)
        )

    def _span(self, most: int) -> None:
        self.most = most
        self.half.setChecked(most == HALF_YEAR)
        self.all.setChecked(most == ALL)
        self.show_weeks(self._weeks)

    def _turn(self) -> None:
        as_table = self.as_table.isChecked()
        self.table.setVisible(as_table)
        self.picture.setVisible(not as_table)
        self.show_weeks(self._weeks)

    def _activated(self, row: int, _column: int) -> None:
        item = self.table.item(row, 0)
        if item is not None:
            self.chosen.emit(date.fromisoformat(item.data(Qt.ItemDataRole.UserRole)))


def _table() -> QTableWidget:
    made = QTableWidget(0, 4)
    made.setHorizontalHeaderLabels([_("Week to"), _("Supported"), _("Energy"), _("Kept")])
    made.setAccessibleName(_("Your weeks as a table"))
    made.verticalHeader().hide()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
    made.setTabKeyNavigation(False)
    made.setWordWrap(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    made.setMinimumHeight(made.fontMetrics().height() * 16)
    return made


def _fill(table: QTableWidget, weeks: tuple[Week, ...]) -> None:
    """Newest first, weeks without a word too."""
    table.setRowCount(len(weeks))
    for row, each in enumerate(reversed(weeks)):
        found = each.look_back
        cells = [dates.long(each.end), words.gap(), "", ""]
        if found is not None:
            cells[1:] = [
                words.value(found.supported),
                words.value(found.energy),
                " ".join(found.keep.split()),
            ]
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, each.end.isoformat())
            item.setToolTip(text)
            table.setItem(row, column, item)
    table.resizeRowsToContents()


class _Picture(QWidget):
    """matplotlib's picture of the weeks; a click on a point asks for its week, arrow keys walk along."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self._weeks: tuple[Week, ...] = ()
        self._shown: object = None
        self._drawing = False
        self.image = QImage()
        self.spots: tuple[object, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        theme.changed.connect(self._restyle)  # a method, which goes with the widget
        self.setAccessibleName(_("Your weeks as a line"))

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        self._weeks = weeks
        self.setAccessibleDescription(words.picture(weeks))
        self.setToolTip("")
        self._soon.start(0)

    def _restyle(self) -> None:
        self._soon.start(0)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture in view is the one that is wanted."""
        return self._shown is not None and self._shown == self._wanted()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 30, line * 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() * 16)

    def _wanted(self) -> tuple[object, ...]:
        look = (self._theme.is_dark, self._theme.percent)
        return (self._weeks, self.width(), self.height(), self.devicePixelRatioF(), look)

    def _draw(self) -> None:
        if not self.isVisible() or self._drawing or not self._weeks or self.is_drawn or self.width() < 60:
            return
        wanted, weeks = self._wanted(), self._weeks
        size, ratio = (self.width(), self.height()), self.devicePixelRatioF()
        look = (self._theme.is_dark, self._theme.percent / 100, self._theme.tokens.surface)
        self._drawing = True

        def done(made: tuple[bytes, int, int, tuple[object, ...]]) -> None:
            if not isValid(self):
                return  # the page went away meanwhile
            self._drawing = False
            data, width, height, self.spots = made
            image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888).copy()
            image.setDevicePixelRatio(ratio)
            self.image, self._shown = image, wanted
            self.update()
            self._soon.start(0)

        def failed(error: Exception) -> None:
            self._drawing = False
            raise error

        self._worker.run(lambda: _drawn(weeks, size, ratio, look), done, failed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.image.isNull():
            painter = QPainter(self)
            painter.drawImage(0, 0, self.image)
            painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start(PAUSE if not self.image.isNull() else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        near = [
            ((each.x - spot.x()) ** 2 + (each.y - spot.y()) ** 2, each.week)  # type: ignore[attr-defined]
            for each in self.spots
        ]
        if near and min(near)[0] <= _REACH**2:
            self.chosen.emit(min(near)[1])
        else:
            super().mousePressEvent(event)


def _drawn(
    weeks: tuple[Week, ...], size: tuple[int, int], ratio: float, look: tuple[bool, float, str]
) -> tuple[bytes, int, int, tuple[object, ...]]:
    """The dots of the picture; in the worker, where matplotlib may be imported."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from supportdesk.charts.view import Theme as Look
    from supportdesk.charts.weeks import WeeksView, draw

    width, height = size
    figure = Figure(figsize=((width + 0.01) / PER_INCH, (height + 0.01) / PER_INCH), dpi=PER_INCH * ratio)
    agg: Any = FigureCanvasAgg(figure)
    is_dark, scale, ground = look
    theme = Look.DARK if is_dark else Look.LIGHT
    spots = draw(figure, WeeksView(weeks=weeks, theme=theme, text_scale=scale, ground=ground))
    agg.draw()
    buffer = agg.buffer_rgba()
    tall, wide = buffer.shape[:2]
    return bytes(buffer), wide, tall, spots
