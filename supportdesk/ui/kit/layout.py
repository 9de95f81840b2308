"""Rows, columns, and lines that break where the width asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
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


class Flow(QLayout):
    """Left to right, on as many lines as the width needs (mirrored right to left)."""

    def __init__(self, *widgets: QWidget, gap: int = 8, even: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._even = even  # pieces of one line get one height, where their size policy lets them
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        owner = self.parentWidget()
        mirrored = owner is not None and owner.isRightToLeft()
        y = 0
        for line in self._lines(rect.width()):
            tallest = max(size.height() for _item, _x, size in line)
            for item, x, size in line if move else ():
                left = rect.right() + 1 - x - size.width() if mirrored else rect.x() + x
                if self._even:
                    size.setHeight(tallest)
                lower = (tallest - size.height()) // 2
                item.setGeometry(QRect(QPoint(left, rect.y() + y + lower), size))
            y += tallest + self.spacing()
        return max(y - self.spacing(), 0)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """The items that share a line, each with its distance from the line's start and its size."""
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(room, item.minimumSize().width())))
            if not lines or (x and x + size.width() > room):
                lines.append([])
                x = 0
            lines[-1].append((item, x, size))
            x += size.width() + self.spacing()
        return lines
