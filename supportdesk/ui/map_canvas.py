"""The map under the hand: pointer, fingers and keys reach every contact on it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import BANDS, Sector, point, snap
from supportdesk.ui.map_keys import WALK, next_of, sector_of_key, shift_of, step_of, zoom_of
from supportdesk.ui.map_lens import STEP, WHOLE, on_sector
from supportdesk.ui.map_marked import MapMarked, Spot
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.charts.layer import Drawn

DRAG_FROM = 4  # pixels a pressed spot has to be moved before it is taken along
PAN = 60.0  # pixels the map moves with Ctrl and an arrow


@dataclass(slots=True, kw_only=True)
class _Press:
    """What the pointer holds: a contact and where on it, or the map itself ("")."""

    contact_id: str
    at: QPointF
    moved: bool = False


class MapCanvas(MapMarked):
    """A map that can be worked with.

    chosen(id)        a contact was chosen, "" for none
    opened(id)        Enter or a double click on a contact
    dropped(id, Spot) a contact was dragged to a spot
    stepped(id, Step) Shift and an arrow
    wanted(Spot)      a double click on an empty spot
    considered(id)    keys came to a contact that a tie could lead to
    tied(id)          a tie is to lead from `tie_from` to this contact
    tie_asked, tie_left  T and Esc: a tie is to be drawn, or no longer
    """

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str, object)
    stepped = Signal(str, object)
    wanted = Signal(object)
    considered = Signal(str)
    tied = Signal(str)
    tie_asked = Signal()
    tie_left = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(theme, worker)
        self.words: Mapping[str, tuple[str, ...]] = {}
        self._press: _Press | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Support map"))
        self.grabGesture(Qt.GestureType.PinchGesture)

    def show_view(self, view: MapView, words: Mapping[str, tuple[str, ...]], tie_from: str = "") -> None:
        """Show a view; `words` are short sentences on each contact. The same view again costs nothing.

        With `tie_from` the next contact that is clicked is `tied` to that one.
        """
        self.words = words
        if tie_from != self.tie_from:
            self.tie_from, self._candidate = tie_from, ""
            self.update()
        if view == self.view:
            return
        newly = view.selected if self.view is None or view.selected != self.view.selected else None
        self._let_go()
        self._set_view(view)
        self.update()
        if newly:
            self._bring_near(newly)

    # ---- which part is in view

    def zoom(self, way: int) -> None:
        """Larger (1), smaller (-1) or the whole map (0), about the chosen contact or the middle."""
        if way == 0:
            self.look_through(WHOLE)
            return
        geometry, place = self.geometry_, self._place(self._here)
        if geometry is None:
            return
        at = QPointF(*geometry.middle)
        if place is not None:
            at = geometry.to_pixels(self.lens, *place)
        self._zoom_about(at, STEP**way)

    def zoom_to(self, sector: Sector) -> None:
        """One part of the map."""
        if self.view is not None:
            self.look_through(on_sector(self.view, sector))

    def _zoom_about(self, at: QPointF, factor: float) -> None:
        geometry = self.geometry_
        if geometry is not None and self._drag is None:
            self.look_through(self.lens.about(factor, at.x(), at.y(), geometry))

    def _bring_near(self, contact_id: str) -> None:
        """Bring a contact into view that lies outside it."""
        geometry, place = self.geometry_, self._place(contact_id)
        if geometry is None or place is None or self.lens.is_whole:
            return
        room = self.map_room.adjusted(30, 30, -30, -30)
        if not room.contains(geometry.to_pixels(self.lens, *place).toPoint()):
            self.look_through(self.lens.towards(*place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._let_go()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_about(event.position(), 1.0 + event.value())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = cast("QPinchGesture | None", event.gesture(Qt.GestureType.PinchGesture))
            if pinch is not None:
                at = self.mapFromGlobal(pinch.centerPoint())
                self._zoom_about(QPointF(at), pinch.scaleFactor())
                return True
        return super().event(event)

    # ---- the pointer

    def _tell(self, event: QHelpEvent) -> None:
        drawn = self.drawn
        found = drawn.hit(event.pos().x(), event.pos().y()) if drawn else None
        if drawn is None or found is None or found not in self.words:
            QToolTip.hideText()
            return
        box = drawn.by_id[found].box
        rect = QRect(QPoint(int(box.left), int(box.top)), QPoint(int(box.right), int(box.bottom)))
        QToolTip.showText(
            event.globalPos(), "\n".join(self.words[found]), self, rect.adjusted(-6, -6, 120, 6)
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; at the whole map a turn back scrolls the page as everywhere."""
        turn = event.angleDelta().y() / 120
        if turn == 0 or (turn < 0 and self.lens.is_whole) or not self._is_in_room(event.position()):
            super().wheelEvent(event)
            return
        self._zoom_about(event.position(), STEP**turn)
        event.accept()

    def _is_in_room(self, spot: QPointF) -> bool:
        return self.map_room.contains(spot.toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        drawn = self.drawn
        middle = event.button() == Qt.MouseButton.MiddleButton
        if drawn is None or not (middle or event.button() == Qt.MouseButton.LeftButton):
            super().mousePressEvent(event)
            return
        spot = event.position()
        found = "" if middle else drawn.hit(spot.x(), spot.y()) or ""
        self._press = _Press(contact_id=found, at=spot, moved=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot, press = event.position(), self._press
        self._pointer = spot
        if self._drag is not None:
            self._carry(spot)
        elif press is not None:
            if press.moved or (spot - press.at).manhattanLength() > DRAG_FROM:
                self._take_along(spot, press)
        else:
            self._hover(spot)

    def _take_along(self, spot: QPointF, press: _Press) -> None:
        if press.contact_id and not self.tie_from:
            drawn = self.drawn
            if drawn is not None:
                self._lift(drawn, press)
                self._carry(spot)
            return
        geometry = self.geometry_
        if geometry is not None and not press.contact_id:
            way = spot - press.at
            press.at, press.moved = spot, True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.look_through(self.lens.shifted(way.x(), way.y(), geometry))

    def _hover(self, spot: QPointF) -> None:
        drawn = self.drawn
        if drawn is None:
            return
        over = drawn.hit(spot.x(), spot.y()) or ""
        if over != self._over or self.tie_from:
            self._over = over
            self._candidate = "" if self.tie_from else self._candidate
            self.update()
        if over or drawn.sector_hit(spot.x(), spot.y()) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.lens.is_whole or not self._is_in_room(spot):
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._over or self.tie_from:
            self._over, self._pointer = "", QPointF(-1, -1)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is None:
            event.accept()
            return
        if self._drag is not None:
            spot = self._spot
            self._let_go()
            if spot is not None:
                self.dropped.emit(press.contact_id, spot)
        elif press.moved:
            self._hover(event.position())
        elif self.tie_from and press.contact_id and press.contact_id != self.tie_from:
            self.tied.emit(press.contact_id)
        elif not self._is_me(press.at):
            self.chosen.emit(press.contact_id)

    def _is_me(self, spot: QPointF) -> bool:
        drawn = self.drawn
        return drawn is not None and drawn.hits_me(spot.x(), spot.y())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        drawn, spot = self.drawn, event.position()
        if event.button() != Qt.MouseButton.LeftButton or drawn is None or self.tie_from:
            return
        found, sector = drawn.hit(spot.x(), spot.y()), drawn.sector_hit(spot.x(), spot.y())
        if found is not None:
            self.opened.emit(found)
        elif sector is not None:
            self.zoom_to(sector)
        elif not self._is_me(spot) and self._is_on_map(drawn, spot):
            self.wanted.emit(self._snapped(drawn, spot))

    def _is_on_map(self, drawn: Drawn, spot: QPointF) -> bool:
        far = math.hypot(*drawn.to_map(spot.x(), spot.y()))
        return far < BANDS[Ring.HOPED][1] and self._is_in_room(spot)

    def _lift(self, drawn: Drawn, press: _Press) -> None:
        """Take the pressed contact off the picture and into the hand."""
        from supportdesk.charts.drag import Drag

        sheet, view = self._sheet, self._wanted
        if sheet is None or view is None:
            return
        node = drawn.by_id[press.contact_id]
        press.at, press.moved = press.at - QPointF(node.x, node.y), True
        self._drag = Drag(sheet.agg, view, press.contact_id)
        sheet.take()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def _carry(self, pointer: QPointF) -> None:
        """Move the contact in hand; it stands where it would be put, off the lines of the rings."""
        if self._drag is None or self._press is None:
            return
        drawn = self._drag.drawn
        self._spot = self._snapped(drawn, pointer - self._press.at)
        x, y = drawn.to_pixels(*point(self._spot.angle, self._spot.distance))
        box = self._drag.to(x, y)
        corner = QPoint(int(box.left) - 1, int(box.top) - 1)
        self.update(QRect(corner, QPoint(int(box.right) + 2, int(box.bottom) + 2)))
        self.update(self._tag())

    def _snapped(self, drawn: Drawn, spot: QPointF) -> Spot:
        radius = self.view.placed().radius if self.view is not None else 6.0
        ring, sector, angle, distance = snap(*drawn.to_map(spot.x(), spot.y()), radius=radius)
        return Spot(ring=ring, sector=sector, angle=angle, distance=distance)

    def _let_go(self) -> None:
        """End a drag without a change: the picture is drawn as it was."""
        self._press = None
        if self._drag is None:
            return
        self._drag, self._spot, self._shown = None, None, None
        self.unsetCursor()
        self._plan(0)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag is not None:
            if event.key() == Qt.Key.Key_Escape:
                self._let_go()
            return
        if not (self._part_key(event) or self._tie_key(event) or self._contact_key(event)):
            super().keyPressEvent(event)

    def _part_key(self, event: QKeyEvent) -> bool:
        """Keys for the part in view."""
        way, sector, shift = zoom_of(event), sector_of_key(event), shift_of(event)
        geometry = self.geometry_
        if way is not None:
            self.zoom(way)
        elif sector is not None:
            self.zoom_to(sector)
        elif shift is not None and geometry is not None:
            self.look_through(self.lens.shifted(shift[0] * PAN, shift[1] * PAN, geometry))
        else:
            return False
        return True

    def _tie_key(self, event: QKeyEvent) -> bool:
        """Keys while a tie is drawn, and T to begin."""
        key = Qt.Key(event.key())
        if not self.tie_from:
            if key == Qt.Key.Key_T and self._here:
                self.tie_asked.emit()
                return True
            return False
        if key == Qt.Key.Key_Escape:
            self.tie_left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._candidate not in ("", self.tie_from):
            self.tied.emit(self._candidate)
        elif key in WALK:
            self._consider(key)
        else:
            return False
        return True

    def _consider(self, key: Qt.Key) -> None:
        drawn = self.drawn
        if drawn is not None and drawn.nodes:
            self._candidate = next_of(key, self._candidate or self.tie_from, drawn.nodes)
            self._bring_near(self._candidate)
            self.update()
            self.considered.emit(self._candidate)

    def _contact_key(self, event: QKeyEvent) -> bool:
        """Keys for the contact in hand."""
        key, step, selected = Qt.Key(event.key()), step_of(event), self._here
        if step is not None and selected:
            self.stepped.emit(selected, step)
        elif key in WALK:
            drawn = self.drawn
            if drawn is not None and drawn.nodes:
                self.chosen.emit(next_of(key, selected, drawn.nodes))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and selected:
            self.opened.emit(selected)
        elif key == Qt.Key.Key_Escape and (selected or not self.lens.is_whole):
            self.chosen.emit("") if selected else self.look_through(WHOLE)
        else:
            return False
        return True
