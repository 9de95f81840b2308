"""The map for a screen reader: a list of contacts instead of a silent picture.

Qt asks the factory once for each object; it keeps no reference of its own, so that what is made is
kept here as long as the canvas lives. The list page has the same facts in a list view.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from supportdesk.ui.map_canvas import MapCanvas

_kept: dict[int, MapInterface] = {}
_installed = False


def install() -> None:
    """Have every `MapCanvas` made from now on describe itself as a list; more than once is harmless."""
    global _installed  # noqa: PLW0603 (Qt keeps the factory for the whole process)
    if not _installed:
        _installed = True
        QAccessible.installFactory(_make)


def _make(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, MapCanvas):
        return None
    made = MapInterface(thing)
    key = id(thing)
    _kept[key] = made
    thing.destroyed.connect(lambda: _kept.pop(key, None))
    thing.painted.connect(made.renew)
    return made


class MapInterface(QAccessibleWidget):
    """The canvas as a list."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, canvas.accessibleName())
        self._canvas = canvas
        self._nodes: dict[str, NodeInterface] = {}
        self._order: tuple[str, ...] = ()
        # Without an event: Qt would ask for this very interface before it is made.
        self._follow()

    def _follow(self) -> bool:
        order = self._ids()
        if order == self._order:
            return False
        self._order = order
        for contact_id in order:
            if contact_id not in self._nodes:
                self._nodes[contact_id] = NodeInterface(self, self._canvas, contact_id)
        return True

    def renew(self) -> None:
        """Follow the picture: who is on it, in map order; a change is told to the screen reader."""
        if self._follow():
            QAccessible.updateAccessibility(QAccessibleEvent(self._canvas, QAccessible.Event.ObjectReorder))

    def _ids(self) -> tuple[str, ...]:
        if not isValid(self._canvas) or self._canvas.drawn is None:
            return self._order if isValid(self._canvas) else ()
        return tuple(node.contact_id for node in self._canvas.drawn.nodes)

    @property
    def order(self) -> Sequence[str]:
        """The contact ids in map order."""
        return self._order

    def childCount(self) -> int:
        return len(self._order)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._nodes[self._order[index]] if 0 <= index < len(self._order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, NodeInterface) and child.contact_id in self._order:
            return self._order.index(child.contact_id)
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not isValid(self._canvas) or self._canvas.drawn is None:
            return None
        spot = self._canvas.mapFromGlobal(QPoint(x, y))
        found = self._canvas.drawn.hit(spot.x(), spot.y())
        return self._nodes.get(found) if found else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if not isValid(self._canvas) or self._canvas.view is None:
            return None
        return self._nodes.get(self._canvas.view.selected or "")


class NodeInterface(QAccessibleInterface):
    """One contact as an item of the list.

    It offers no actions of its own: a `QAccessibleActionInterface` made in Python ends the process when
    the bridge asks it for its names (PySide 6.11.3). Keys and the list do all there is to do.
    """

    def __init__(self, parent: MapInterface, canvas: MapCanvas, contact_id: str) -> None:
        super().__init__()
        self._parent = parent
        self._canvas = canvas
        self.contact_id = contact_id
        QAccessible.registerAccessibleInterface(self)

    def isValid(self) -> bool:
        return isValid(self._canvas) and self.contact_id in self._parent.order

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> Any:
        return self._canvas.window().windowHandle() if isValid(self._canvas) else None

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        drawn = self._canvas.drawn if isValid(self._canvas) else None
        node = drawn.by_id.get(self.contact_id) if drawn is not None else None
        if node is None:
            return QRect()
        corner = QPoint(round(node.box.left), round(node.box.top))
        side = round(node.radius * 2)
        return QRect(self._canvas.mapToGlobal(corner), self._canvas.mapToGlobal(corner) + QPoint(side, side))

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = True
        view = self._canvas.view if isValid(self._canvas) else None
        state.selected = view is not None and view.selected == self.contact_id
        state.focusable = True
        state.focused = state.selected and self._canvas.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind is not QAccessible.Text.Name or not isValid(self._canvas):
            return ""
        return " ".join(self._canvas.words.get(self.contact_id, ()))

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """The words of an item are not for others to write."""


def of(widget: QWidget) -> MapInterface | None:
    """The list of a canvas, once Qt has asked for it."""
    return _kept.get(id(widget))
