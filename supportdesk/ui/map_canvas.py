"""The map on the screen: matplotlib's own picture painted by a widget that pointer and keys can reach.

matplotlib is imported in the worker when the first picture is wanted, together with that picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Ring
from supportdesk.domain.placement import BANDS, Sector, Step, point, snap
from supportdesk.ui.map_sheet import Sheet, first_sheet
from supportdesk.ui.pages.map_words import where
from supportdesk.ui.theme import Theme
from supportdesk.ui.worker import Worker
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.charts.drag import Drag
    from supportdesk.charts.layer import Drawn, Node

DRAG_FROM = 4  # pixels a pressed node has to be moved before it is lifted
RESIZE_PAUSE = 90  # milliseconds without a change of size before the map is drawn anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map a contact may be put to."""

    ring: Ring
    sector: Sector
    angle: float
    distance: float


class MapCanvas(QWidget):
    """Shows a `MapView`. Pointer, keys and screen reader reach every contact on it.

    chosen(id)        a contact was chosen, "" for none
    opened(id)        Enter or a double click on a contact
    dropped(id, Spot) a contact was dragged to a spot
    stepped(id, Step) + - Shift+arrows
    wanted(Spot)      a double click on an empty spot
    failed()          the picture could not be drawn
    painted()         a new picture is in place
    """

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str, object)
    stepped = Signal(str, object)
    wanted = Signal(object)
    failed = Signal()
    painted = Signal()

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self.view: MapView | None = None
        self.words: Mapping[str, tuple[str, ...]] = {}
        # Where the page scrolls anyway the map may ask for more.
        self.least_height = 0
        self._sheet: Sheet | None = None
        self._shown: MapView | None = None
        self._loading = False
        self._ready = False
        self._pressed: tuple[str, QPointF] | None = None
        self._drag: Drag | None = None
        self._spot: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Support map"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)

    # ---- what is shown

    def show_view(self, view: MapView, words: Mapping[str, tuple[str, ...]]) -> None:
        """Show a view; `words` are short sentences on each contact. The same view again costs nothing."""
        self.words = words
        if view == self.view:
            return
        self._let_go()
        self.view = view
        self._plan(0)

    @property
    def drawn(self) -> Drawn | None:
        """What stands where, while the picture shows the view that is wanted."""
        if self._sheet is None or self._shown != self.view or not self._fits(self._sheet):
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

    def _plan(self, pause: int) -> None:
        if self.isVisible() and not self._loading:
            self._soon.start(pause)

    def _fits(self, sheet: Sheet) -> bool:
        return sheet.fits(self.width(), self.height(), self.devicePixelRatioF())

    def _draw(self) -> None:
        view = self.view
        if view is None or self._loading or not self.isVisible() or self._drag is not None:
            return
        if self.width() < 40 or self.height() < 40 or self.is_drawn:
            return
        size = self.width(), self.height(), self.devicePixelRatioF()
        if not self._ready:
            self._loading = True
            self._worker.run(
                lambda: (view, first_sheet(*size, view)), self._first_drawn, lambda _error: self._give_up()
            )
            return
        try:
            if self._sheet is None or not self._sheet.fits(*size):
                self._sheet = Sheet(*size)
            self._sheet.draw(view)
        except Exception:  # whatever goes wrong in a picture, the list has the same facts
            self._give_up()
            return
        self._show(view)

    def _first_drawn(self, found: tuple[MapView, Sheet]) -> None:
        view, self._sheet = found
        self._loading, self._ready = False, True
        self._show(view)
        self._plan(0)

    def _show(self, view: MapView) -> None:
        self._shown = view
        self.update()
        self.painted.emit()

    def _give_up(self) -> None:
        self._loading = False
        self._shown = None
        self.failed.emit()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        sheet = self._sheet
        if sheet is None:
            painter.fillRect(self.rect(), QColor(tokens.window))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing your map…"))
        elif self._fits(sheet) and self.devicePixelRatioF() == 1.0:
            painter.drawImage(event.rect(), sheet.image, event.rect())
        elif self._fits(sheet):
            painter.fillRect(event.rect(), QColor(tokens.window))
            painter.drawImage(QPointF(0, 0), sheet.image)
        else:
            # While the size changes: the picture of before, in the middle.
            painter.fillRect(self.rect(), QColor(tokens.window))
            spot = QPoint((self.width() - sheet.width) // 2, (self.height() - sheet.height) // 2)
            painter.drawImage(QPointF(spot), sheet.image)
        if self._spot is not None:
            self._paint_tag(painter, self._spot)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _tag(self) -> QRect:
        """Where it is written into which ring and sector a dragged contact would go."""
        height = self.fontMetrics().height() + 14
        return QRect(0, 0, self.width(), height + 20)

    def _paint_tag(self, painter: QPainter, spot: Spot) -> None:
        tokens, words = self._theme.tokens, where(spot.ring, spot.sector)
        size = self.fontMetrics().size(0, words) + QSize(24, 12)
        box = QRect(QPoint(self.width() - size.width() - 12, 12), size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.toast))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(tokens.on_toast))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

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
        self._let_go()
        self._plan(RESIZE_PAUSE if self._ready else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._plan(0)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        drawn = self.drawn
        if event.button() != Qt.MouseButton.LeftButton or drawn is None:
            super().mousePressEvent(event)
            return
        spot = event.position()
        found = drawn.hit(spot.x(), spot.y())
        self._pressed = (found, spot) if found else None
        if found is None and not drawn.hits_me(spot.x(), spot.y()):
            self.chosen.emit("")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot, drawn = event.position(), self.drawn
        if self._drag is not None:
            self._carry(spot)
        elif self._pressed is not None and drawn is not None:
            if (spot - self._pressed[1]).manhattanLength() > DRAG_FROM:
                self._lift(drawn)
                self._carry(spot)
        elif drawn is not None:
            over = drawn.hit(spot.x(), spot.y()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        pressed, self._pressed = self._pressed, None
        if self._drag is not None:
            spot = self._spot
            self._let_go()
            if spot is not None and pressed is not None:
                self.dropped.emit(pressed[0], spot)
        elif pressed is not None:
            self.chosen.emit(pressed[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        drawn = self.drawn
        if event.button() != Qt.MouseButton.LeftButton or drawn is None:
            return
        spot = event.position()
        found = drawn.hit(spot.x(), spot.y())
        if found is not None:
            self.opened.emit(found)
        elif not drawn.hits_me(spot.x(), spot.y()) and self._is_on_map(drawn, spot):
            self.wanted.emit(self._snapped(drawn, spot))

    def _is_on_map(self, drawn: Drawn, spot: QPointF) -> bool:
        return math.hypot(*drawn.to_map(spot.x(), spot.y())) < BANDS[Ring.HOPED][1]

    def _lift(self, drawn: Drawn) -> None:
        """Take the pressed contact off the picture and into the hand."""
        from supportdesk.charts.drag import Drag

        sheet, view = self._sheet, self.view
        if sheet is None or view is None or self._pressed is None:
            return
        contact_id = self._pressed[0]
        node = drawn.by_id[contact_id]
        self._pressed = contact_id, self._pressed[1] - QPointF(node.x, node.y)
        self._drag = Drag(sheet.agg, view, contact_id)
        sheet.take()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def _carry(self, pointer: QPointF) -> None:
        """Move the contact in hand; it stands where it would be put, off the lines of the rings."""
        if self._drag is None or self._pressed is None:
            return
        drawn = self._drag.drawn
        self._spot = self._snapped(drawn, pointer - self._pressed[1])
        x, y = drawn.to_pixels(*point(self._spot.angle, self._spot.distance))
        box = self._drag.to(x, y)
        corner = QPoint(int(box.left) - 1, int(box.top) - 1)
        self.update(QRect(corner, QPoint(int(box.right) + 2, int(box.bottom) + 2)))
        self.update(self._tag())

    def _snapped(self, drawn: Drawn, spot: QPointF) -> Spot:
        view = self.view
        radius = view.placed().radius if view is not None else 6.0
        ring, sector, angle, distance = snap(*drawn.to_map(spot.x(), spot.y()), radius=radius)
        return Spot(ring=ring, sector=sector, angle=angle, distance=distance)

    def _let_go(self) -> None:
        """End a drag without a change: the picture is drawn as it was."""
        self._pressed = None
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
        selected = self.view.selected if self.view is not None else None
        step = step_of(event)
        target = self._target(event)
        if step is not None and selected:
            self.stepped.emit(selected, step)
        elif target:
            self.chosen.emit(target)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and selected:
            self.opened.emit(selected)
        elif event.key() == Qt.Key.Key_Escape and selected:
            self.chosen.emit("")
        elif event.key() not in _WALK:
            super().keyPressEvent(event)

    def _target(self, event: QKeyEvent) -> str:
        """The contact an arrow key, Home or End leads to."""
        drawn = self.drawn
        if drawn is None or not drawn.nodes or event.key() not in _WALK or self.view is None:
            return ""
        order = [node.contact_id for node in drawn.nodes]
        here = order.index(self.view.selected) if self.view.selected in order else -1
        key = Qt.Key(event.key())
        if here < 0:
            return order[-1] if key == Qt.Key.Key_End else order[0]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return nearest(drawn.nodes[here], drawn.nodes, up=key == Qt.Key.Key_Up)
        last = len(order) - 1
        places = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        move = 1 if key == Qt.Key.Key_Right else -1
        return order[min(max(places.get(key, here + move), 0), last)]


_WALK = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


def step_of(event: QKeyEvent) -> Step | None:
    """The step a key asks for: + and - one ring closer and further, Shift and an arrow round."""
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        if key == Qt.Key.Key_Left:
            return Step.ANTICLOCKWISE
        if key == Qt.Key.Key_Right:
            return Step.CLOCKWISE
    return {"+": Step.IN, "=": Step.IN, "-": Step.OUT, "−": Step.OUT}.get(event.text())


def nearest(here: Node, nodes: tuple[Node, ...], *, up: bool) -> str:
    """The next contact above (or below): near ones first, those straight above before those aside."""
    sign = -1.0 if up else 1.0
    ahead = [
        ((other.y - here.y) * sign + 2.0 * abs(other.x - here.x), other.contact_id)
        for other in nodes
        if (other.y - here.y) * sign > here.radius * 0.5
    ]
    return min(ahead)[1] if ahead else here.contact_id
