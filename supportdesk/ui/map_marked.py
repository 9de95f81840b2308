"""The picture of the map with what lies over it: the chosen one, names, a tie being drawn, a drag."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import Sector
from supportdesk.records import dataclass
from supportdesk.ui import map_overlay
from supportdesk.ui.map_surface import MapSurface
from supportdesk.ui.pages.map_words import where
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map a contact may be put to."""

    ring: Ring
    sector: Sector
    angle: float
    distance: float


class MapMarked(MapSurface):
    """Who is chosen, under the pointer or in hand. With `tie_from` a tie is being drawn from there."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(theme, worker)
        self.tie_from = ""
        self._candidate = ""
        self._pointer = QPointF(-1, -1)
        self._over = ""
        self._spot: Spot | None = None

    def _place(self, contact_id: str) -> tuple[float, float] | None:
        found = self.view.placed().places.get(contact_id) if self.view is not None else None
        return None if found is None else (found.x, found.y)

    @property
    def _here(self) -> str:
        """The contact the keys are at."""
        if self.tie_from and self._candidate:
            return self._candidate
        return (self.view.selected or "") if self.view is not None else ""

    def _paint_over(self, painter: QPainter) -> None:
        geometry, sheet, view = self.geometry_, self._sheet, self.view
        if geometry is None or sheet is None or view is None or self._drag is not None:
            if self._spot is not None:
                self._paint_tag(painter, self._spot)
            return
        painter.save()
        painter.setClipRect(self.map_room)
        radius = sheet.drawn.nodes[0].radius if sheet.drawn.nodes else 0.0
        if self.tie_from:
            self._paint_tie(painter, radius)
        for contact_id in dict.fromkeys((view.selected or "", self._candidate if self.tie_from else "")):
            place = self._place(contact_id)
            if place is not None:
                at = geometry.to_pixels(self.lens, *place)
                map_overlay.ring(painter, at, radius, self._theme.tokens.focus)
        for contact_id in dict.fromkeys((self._here, self._over)):
            self._paint_name(painter, contact_id, radius)
        painter.restore()

    def _paint_name(self, painter: QPainter, contact_id: str, radius: float) -> None:
        """The name of whoever is chosen or under the pointer and has no label."""
        drawn, geometry = self.drawn, self.geometry_
        node = drawn.by_id.get(contact_id) if drawn is not None and contact_id else None
        if node is None or geometry is None or node.label_box is not None or not node.label:
            return
        box = QRectF(node.x - radius, node.y - radius, radius * 2, radius * 2)
        map_overlay.name(painter, node.label, box, self._theme.tokens, self.map_room)

    def _paint_tie(self, painter: QPainter, radius: float) -> None:
        geometry, start = self.geometry_, self._place(self.tie_from)
        if geometry is None or start is None:
            return
        over = self._candidate or self._over
        end = self._place(over)
        to = self._pointer if end is None else geometry.to_pixels(self.lens, *end)
        if to.x() < 0 or over == self.tie_from:
            return
        from_ = geometry.to_pixels(self.lens, *start)
        way = to - from_
        length = math.hypot(way.x(), way.y())
        short = radius * (1 if end is None else 2)
        if length > short:
            step = way * (radius / length)
            stop = to if end is None else to - step
            map_overlay.tie(painter, from_ + step, stop, self._theme.tokens.focus)

    def _tag(self) -> QRect:
        """Where it is written into which ring and sector a dragged contact would go."""
        height = self.fontMetrics().height() + 14
        return QRect(0, 0, self.width(), height + 20)

    def _paint_tag(self, painter: QPainter, spot: Spot) -> None:
        words = where(spot.ring, spot.sector, self.view.sector_names if self.view is not None else {})
        size = self.fontMetrics().size(0, words) + QSize(24, 12)
        box = QRect(QPoint((self.width() - size.width()) // 2, 12), size)
        map_overlay.tag(painter, words, box, self._theme.tokens)
