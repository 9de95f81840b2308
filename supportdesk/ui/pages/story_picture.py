"""A map to look at only: drawn in the worker, with its words for those who do not see it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from supportdesk.charts.alt import alt_text
from supportdesk.charts.view import MapView
from supportdesk.ui.map_sheet import Sheet, first_sheet
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker
from supportdesk.words import _

PAUSE = 60  # milliseconds without another wish before a picture is begun


class StoryPicture(QWidget):
    """Shows a `MapView` that nobody can change. `painted` once a picture is in place, `failed` for none."""

    painted = Signal()
    failed = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self.view: MapView | None = None
        self._sheet: Sheet | None = None
        self._shown: MapView | None = None
        self._drawing = False
        self.least_height = 0  # where the page scrolls anyway it may ask for more
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Support map"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)

    def show_view(self, view: MapView) -> None:
        """Show a view; the same again costs nothing."""
        if view == self.view:
            return
        self.view = view
        self.setAccessibleDescription(alt_text(view))
        self._plan()

    @property
    def is_drawn(self) -> bool:
        """Whether the picture in view is the one that is wanted."""
        sheet = self._sheet
        return sheet is not None and self._shown == self.view and self._fits(sheet)

    @property
    def sheet(self) -> Sheet | None:
        """The picture in view."""
        return self._sheet

    def _fits(self, sheet: Sheet) -> bool:
        return sheet.fits(self.width(), self.height(), self.devicePixelRatioF())

    def _plan(self) -> None:
        if self.isVisible() and not self._drawing:
            self._soon.start(PAUSE if self._sheet is not None else 0)

    def _draw(self) -> None:
        view = self.view
        if view is None or self._drawing or self.is_drawn or not self.isVisible():
            return
        if self.width() < 40 or self.height() < 40:
            return
        size = self.width(), self.height(), self.devicePixelRatioF()
        self._drawing = True
        self._worker.run(
            lambda: (view, first_sheet(*size, view)), self._drawn, lambda _error: self._give_up()
        )

    def _drawn(self, found: tuple[MapView, Sheet]) -> None:
        self._shown, self._sheet = found
        self._drawing = False
        self.update()
        if self.is_drawn:
            self.painted.emit()
        else:
            self._plan()

    def _give_up(self) -> None:
        self._drawing = False
        self.failed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(event.rect(), QColor(tokens.window))
        sheet = self._sheet
        if sheet is None:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing your map…"))
        else:
            left, top = (self.width() - sheet.width) / 2, (self.height() - sheet.height) / 2
            painter.drawImage(QPointF(left, top), sheet.image)
        painter.end()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(min(letter * 34, 380), max(min(letter * 62, 560), self.least_height))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plan()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plan()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._plan()
        return super().event(event)
