"""What a person can do on the map page, in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.charts.layer import Node
from supportdesk.domain.contact import Contact, Ring
from supportdesk.domain.placement import point
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.map import MapPage
from supportdesk.ui.pages.map_controls import MenuButton
from supportdesk.ui.theme import Theme


class MapScreen:
    """The page in a window of its own, drawn."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme, *, drawn: bool = True) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.said: list[Notice] = []
        desk.noticed.connect(self.said.append)
        self.page = MapPage(desk, theme)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 760)
        self.page.show()
        if drawn:
            self.wait()

    def wait(self) -> None:
        """Until the picture in view is the one that is wanted."""
        self.qtbot.waitUntil(lambda: self.page.canvas.is_drawn, timeout=15_000)

    def contact(self, name: str) -> Contact:
        return next(each for each in self.desk.snapshot.contacts if each.short_name == name)

    def node(self, name: str) -> Node:
        self.wait()
        drawn = self.page.canvas.drawn
        assert drawn is not None
        return drawn.by_id[self.contact(name).id]

    @property
    def drawn_names(self) -> list[str]:
        """The short names of those on the picture, in map order."""
        self.wait()
        drawn = self.page.canvas.drawn
        assert drawn is not None
        return [self.name_of(node.contact_id) for node in drawn.nodes]

    @property
    def selected(self) -> str:
        """The short name of the contact in hand, or ""."""
        return self.name_of(self.page.selected)

    def name_of(self, contact_id: str) -> str:
        found = self.desk.snapshot.contact(contact_id)
        return found.short_name if found else ""

    def spot(self, name: str) -> QPoint:
        node = self.node(name)
        return QPointF(node.x, node.y).toPoint()

    def spot_at(self, angle: float, distance: float) -> QPoint:
        """The pixel of a spot in map units."""
        self.wait()
        drawn = self.page.canvas.drawn
        assert drawn is not None
        return QPointF(*drawn.to_pixels(*point(angle, distance))).toPoint()

    def empty_spot(self, ring: Ring) -> QPoint:
        """A pixel of a ring where nobody stands."""
        self.wait()
        distance = {Ring.INNER: 35.0, Ring.MIDDLE: 65.0, Ring.OUTER: 89.0, Ring.HOPED: 110.0}[ring]
        drawn = self.page.canvas.drawn
        assert drawn is not None
        for angle in range(0, 360, 5):
            spot = self.spot_at(angle, distance)
            if drawn.hit(spot.x(), spot.y(), slack=30) is None:
                return spot
        raise AssertionError("the ring is full")

    def click(self, name: str) -> None:
        QTest.mouseClick(self.page.canvas, Qt.MouseButton.LeftButton, pos=self.spot(name))

    def drag_from(self, start: QPoint, to: QPoint) -> None:
        """Press on a spot, move, let go."""
        canvas = self.page.canvas
        self.wait()
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        for share in (0.3, 0.6, 1.0):
            QTest.mouseMove(canvas, start + (to - start) * share)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=to)
        self.wait()

    def wheel(self, at: QPoint, notches: int) -> None:
        """Turn the wheel with the pointer there."""
        canvas, none = self.page.canvas, QPoint(0, 0)
        event = QWheelEvent(
            QPointF(at),
            canvas.mapToGlobal(QPointF(at)),
            none,
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        self.wait()

    def lift(self, name: str, to: QPoint) -> None:
        """Press on a node and carry it, without letting go."""
        canvas, start = self.page.canvas, self.spot(name)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        for share in (0.1, 0.5, 1.0):
            QTest.mouseMove(canvas, QPointF(start).toPoint() + (to - start) * share)
            self.qtbot.wait(1)

    def drop(self, at: QPoint) -> None:
        QTest.mouseRelease(self.page.canvas, Qt.MouseButton.LeftButton, pos=at)

    def drag(self, name: str, to: QPoint) -> None:
        self.lift(name, to)
        self.drop(to)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on what shows the map: picture or list."""
        if not self.page.as_list:
            self.wait()
        QTest.keyClick(self.page.list if self.page.as_list else self.page.canvas, key, modifier)

    def type_(self, text: str) -> None:
        self.wait()
        QTest.keyClicks(self.page.canvas, text)

    def show_list(self) -> None:
        QTest.mouseClick(self.page.shape.list, Qt.MouseButton.LeftButton)

    def show_map(self) -> None:
        QTest.mouseClick(self.page.shape.map, Qt.MouseButton.LeftButton)

    def choose(self, menu: MenuButton, words: str) -> None:
        """Choose an entry of a menu by its words."""
        self.entry(menu, words).trigger()

    def entry(self, menu: MenuButton, words: str) -> QAction:
        return next(each for each in menu.menu_.actions() if each.text() == words)

    @property
    def rows(self) -> list[str]:
        """The rows of the list as they are read out."""
        return [each.words for each in self.page.list.rows.rows]
