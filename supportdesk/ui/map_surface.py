"""The picture of the map on the screen: matplotlib's own dots, painted by a widget.

matplotlib is imported in the worker when the first picture is wanted, together with that picture.
What changes often (who is chosen, zoom, a drag) is painted over the picture or with it, so that the
map is drawn anew only when what is on it has changed.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from supportdesk.charts.view import MapView
from supportdesk.ui import map_overlay
from supportdesk.ui.map_lens import WHOLE, Geometry, Lens
from supportdesk.ui.map_sheet import Sheet, first_sheet
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.charts.drag import Drag
    from supportdesk.charts.layer import Box, Drawn

RESIZE_PAUSE = 90  # milliseconds without a change of size before the map is drawn anew
ZOOM_PAUSE = 70  # the same for zoom and pan of a map that takes longer than QUICK seconds to draw
QUICK = 0.022


class MapSurface(QWidget):
    """Shows a `MapView` through a `Lens`.

    failed()   the picture could not be drawn
    painted()  a new picture is in place
    zoomed()   another part of the map is in view
    """

    failed = Signal()
    painted = Signal()
    zoomed = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self.view: MapView | None = None
        self.lens = WHOLE
        # Where the page scrolls anyway the map may ask for more.
        self.least_height = 0
        self._wanted: MapView | None = None
        self._reserved: tuple[tuple[float, float, float, float], ...] = ()
        self._sheet: Sheet | None = None
        self._shown: MapView | None = None
        self._shown_lens = WHOLE
        self._bare: QImage | None = None
        self._loading = False
        self._ready = False
        self._took = 0.0
        self._drag: Drag | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)

    # ---- what is shown

    @property
    def drawn(self) -> Drawn | None:
        """What stands where, while the picture shows the view that is wanted."""
        if self._sheet is None or self._shown != self._wanted or not self._fits(self._sheet):
            return None
        return self._sheet.drawn

    @property
    def is_drawn(self) -> bool:
        """Whether the picture in view is the one that is wanted."""
        return self.drawn is not None

    @property
    def image(self) -> QImage | None:
        """The dots of the picture in view; they change with the next one."""
        return self._sheet.image if self._sheet is not None else None

    @property
    def geometry_(self) -> Geometry | None:
        """How map and pixels belong together, at any lens."""
        return None if self._sheet is None else Geometry.of(self._sheet.drawn, self._shown_lens)

    def _set_view(self, view: MapView) -> None:
        self.view = view
        wanted = replace(self.lens.on(view), reserved=self._reserved)
        if wanted != self._wanted:
            self._wanted = wanted
            self._plan(0)

    def reserve(self, box: QRect) -> None:
        """Keep labels off a box that something else lies on."""
        edges = tuple(float(each) for each in (box.left(), box.top(), box.right() + 1, box.bottom() + 1))
        self._reserved = ((edges[0], edges[1], edges[2], edges[3]),)
        if self.view is not None:
            self._set_view(self.view)

    def look_through(self, lens: Lens) -> None:
        """Show another part of the map."""
        if lens == self.lens or self.view is None:
            return
        self.lens = lens
        self._wanted = replace(lens.on(self.view), reserved=self._reserved)
        self._plan(0 if self._took < QUICK else ZOOM_PAUSE)
        self.update()
        self.zoomed.emit()

    # ---- drawing

    def _plan(self, pause: int) -> None:
        if self.isVisible() and not self._loading:
            self._soon.start(pause)

    def _fits(self, sheet: Sheet) -> bool:
        return sheet.fits(self.width(), self.height(), self.devicePixelRatioF())

    def _draw(self) -> None:
        view = self._wanted
        if view is None or self._loading or not self.isVisible() or self._drag is not None:
            return
        if self.width() < 40 or self.height() < 40 or self.is_drawn:
            return
        size = self.width(), self.height(), self.devicePixelRatioF()
        if not self._ready:
            self._loading, lens = True, self.lens
            self._worker.run(
                lambda: (view, lens, first_sheet(*size, view)),
                self._first_drawn,
                lambda _error: self._give_up(),
            )
            return
        began = time.thread_time()
        try:
            if self._sheet is None or not self._sheet.fits(*size):
                self._sheet = Sheet(*size)
            self._sheet.draw(view)
        except Exception:  # whatever goes wrong in a picture, the list has the same facts
            self._give_up()
            return
        self._took = time.thread_time() - began
        self._show(view, self.lens)

    def _first_drawn(self, found: tuple[MapView, Lens, Sheet]) -> None:
        view, lens, self._sheet = found
        self._loading, self._ready = False, True
        self._show(view, lens)
        self._plan(0)

    def _show(self, view: MapView, lens: Lens) -> None:
        self._shown, self._shown_lens, self._bare = view, lens, None
        self.update()
        self.painted.emit()

    def _give_up(self) -> None:
        self._loading = False
        self._shown = None
        self.failed.emit()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, sheet = self._theme.tokens, self._sheet
        if sheet is None:
            painter.fillRect(self.rect(), QColor(tokens.window))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing your map…"))
        elif not self._fits(sheet):
            # While the size changes: the picture of before, in the middle.
            painter.fillRect(self.rect(), QColor(tokens.window))
            spot = QPointF((self.width() - sheet.width) // 2, (self.height() - sheet.height) // 2)
            painter.drawImage(spot, sheet.image)
        elif self.lens != self._shown_lens and self._drag is None:
            painter.fillRect(event.rect(), QColor(tokens.window))
            self._paint_preview(painter, sheet)
        elif self.devicePixelRatioF() == 1.0:
            painter.drawImage(event.rect(), sheet.image, event.rect())
        else:
            painter.fillRect(event.rect(), QColor(tokens.window))
            painter.drawImage(QPointF(0, 0), sheet.image)
        if sheet is not None and self._fits(sheet):
            self._paint_over(painter)
        if self.hasFocus():
            map_overlay.frame(painter, self.rect(), tokens.focus)
        painter.end()

    def _paint_preview(self, painter: QPainter, sheet: Sheet) -> None:
        drawn, geometry = sheet.drawn, self.geometry_
        if geometry is None:
            return
        if self._bare is None:
            self._bare = _without_heading(sheet, self._theme.tokens.window)
        larger = self.lens.zoom / self._shown_lens.zoom
        corner = geometry.to_pixels(self.lens, *drawn.to_map(0, 0))
        fixed = (_rect(drawn.legend), _rect(drawn.heading))
        before = map_overlay.Before(image=sheet.image, bare=self._bare, room=_rect(drawn.room), fixed=fixed)
        map_overlay.preview(painter, before, corner, larger)

    def _paint_over(self, painter: QPainter) -> None:
        """What lies over the picture; for subclasses."""

    @property
    def map_room(self) -> QRect:
        """The part of the picture that the legend leaves to the map."""
        return self.rect() if self._sheet is None else _rect(self._sheet.drawn.room).toRect()

    # ---- size and focus

    def sizeHint(self) -> QSize:
        """No more than the least: it takes all the room there is, and the page scrolls for nothing else."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(min(letter * 36, 420), max(self.least_height, min(letter * 44, 560)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plan(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plan(RESIZE_PAUSE if self._ready else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._plan(0)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _without_heading(sheet: Sheet, ground: str) -> QImage:
    """The picture without its title, to be moved about under the title that stays."""
    bare = sheet.image.copy()
    bare.setDevicePixelRatio(sheet.ratio)
    painter = QPainter(bare)
    painter.fillRect(_rect(sheet.drawn.heading), QColor(ground))
    painter.end()
    return bare


def _rect(box: Box) -> QRectF:
    return QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))
