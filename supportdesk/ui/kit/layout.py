"""Rows, columns, and lines that break where the width asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

_Box = TypeVar("_Box", bound=QBoxLayout)


def column(*pieces: QWidget | QLayout | int, gap: int = 8, margins: int = 0) -> QVBoxLayout:
    """A column of widgets, layouts and gaps (a negative number stretches)."""
    return fill(QVBoxLayout(), pieces, gap, margins)


def row(*pieces: QWidget | QLayout | int, gap: int = 8, margins: int = 0) -> QHBoxLayout:
    """A row of widgets, layouts and gaps (a negative number stretches)."""
    return fill(QHBoxLayout(), pieces, gap, margins)


def fill(box: _Box, pieces: Iterable[QWidget | QLayout | int], gap: int, margins: int) -> _Box:
    """Put the pieces into a box."""
    box.setSpacing(gap)
    box.setContentsMargins(margins, margins, margins, margins)
    for piece in pieces:
        if isinstance(piece, int):
            box.addStretch(1) if piece < 0 else box.addSpacing(piece)
        elif isinstance(piece, QLayout):
            box.addLayout(piece)
        else:
            box.addWidget(piece)
    return box


def show(widget: QWidget, *, wanted: bool) -> None:
    """Show or hide a piece of a page; what was never hidden comes with its page, not laid out before."""
    if not wanted or widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.setVisible(wanted)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


class ItemLayout(QLayout):
    """Keeps the items; how they lie is the subclass's own."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True


class Flow(ItemLayout):
    """Left to right, on as many lines as the width needs (mirrored right to left)."""

    def __init__(self, *widgets: QWidget, gap: int = 8, even: bool = False) -> None:
        super().__init__()
        self._known: dict[int, list[list[tuple[QLayoutItem, int, int, int]]]] = {}  # the lines at a width
        self._even = even  # pieces of one line get one height, where their size policy lets them
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        super().addItem(item)
        self._known.clear()

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._known.clear()
        return super().takeAt(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def invalidate(self) -> None:
        self._known.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        heights = sum(max(height for *_place, height in line) for line in lines)
        return heights + self.spacing() * max(len(lines) - 1, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        owner = self.parentWidget()
        mirrored = owner is not None and owner.isRightToLeft()
        y = rect.y()
        for line in self._lines(rect.width()):
            tallest = max(height for *_place, height in line)
            for item, x, width, height in line:
                left = rect.right() + 1 - x - width if mirrored else rect.x() + x
                lower = 0 if self._even else (tallest - height) // 2
                item.setGeometry(QRect(left, y + lower, width, tallest if self._even else height))
            y += tallest + self.spacing()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int, int, int]]]:
        """The items that share a line, each with its distance from the line's start, its width and height."""
        if room not in self._known:
            self._known[room] = self._break(room)
        return self._known[room]

    def _break(self, room: int) -> list[list[tuple[QLayoutItem, int, int, int]]]:
        lines: list[list[tuple[QLayoutItem, int, int, int]]] = []
        x, gap = 0, self.spacing()
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), max(room, item.minimumSize().width()))
            if not lines or (x and x + width > room):
                lines.append([])
                x = 0
            lines[-1].append((item, x, width, size.height()))
            x += width + gap
        return lines
