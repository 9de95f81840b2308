"""What the keys of map and list mean: who is next, and which step a contact takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from supportdesk.domain.placement import Sector, Step

if TYPE_CHECKING:
    from supportdesk.charts.layer import Node

_Key = Qt.Key
WALK = (_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End)
_STEPS = {
    _Key.Key_Up: Step.IN,
    _Key.Key_Down: Step.OUT,
    _Key.Key_Left: Step.ANTICLOCKWISE,
    _Key.Key_Right: Step.CLOCKWISE,
}
_ARROWS = {
    _Key.Key_Left: (1.0, 0.0),
    _Key.Key_Right: (-1.0, 0.0),
    _Key.Key_Up: (0.0, 1.0),
    _Key.Key_Down: (0.0, -1.0),
}
_CONTROL = Qt.KeyboardModifier.ControlModifier


def step_of(event: QKeyEvent) -> Step | None:
    """The step of a contact a key asks for: Shift with an arrow, up for closer and down for further."""
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.modifiers() & _CONTROL:
        return _STEPS.get(_Key(event.key()))
    return None


def zoom_of(event: QKeyEvent) -> int | None:
    """1 for larger, -1 for smaller, 0 for the whole map."""
    if event.modifiers() & _CONTROL:
        return None
    return {"+": 1, "=": 1, "-": -1, "−": -1, "0": 0}.get(event.text())


def sector_of_key(event: QKeyEvent) -> Sector | None:
    """The part of the map that 1 to 5 lead to, clockwise from the top."""
    text = event.text()
    if event.modifiers() & _CONTROL or text not in {"1", "2", "3", "4", "5"}:
        return None
    return list(Sector)[int(text) - 1]


def shift_of(event: QKeyEvent) -> tuple[float, float] | None:
    """Which way Ctrl and an arrow move the map."""
    return _ARROWS.get(_Key(event.key())) if event.modifiers() & _CONTROL else None


def next_of(key: Qt.Key, here: str, nodes: Sequence[Node]) -> str:
    """The contact that an arrow key, Home or End leads to, in map order."""
    order = [node.contact_id for node in nodes]
    if here not in order:
        return order[-1] if key == _Key.Key_End else order[0]
    at = order.index(here)
    if key in (_Key.Key_Up, _Key.Key_Down):
        return nearest(nodes[at], nodes, up=key == _Key.Key_Up)
    places = {_Key.Key_Home: 0, _Key.Key_End: len(order) - 1}
    move = 1 if key == _Key.Key_Right else -1
    return order[min(max(places.get(key, at + move), 0), len(order) - 1)]


def nearest(here: Node, nodes: Sequence[Node], *, up: bool) -> str:
    """The next contact above (or below): near ones first, those straight above before those aside."""
    sign = -1.0 if up else 1.0
    ahead = [
        ((other.y - here.y) * sign + 2.0 * abs(other.x - here.x), other.contact_id)
        for other in nodes
        if (other.y - here.y) * sign > here.radius * 0.5
    ]
    return min(ahead)[1] if ahead else here.contact_id
