"""Tab goes through the page as it is laid out, also where pieces come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QScrollArea, QSplitter, QWidget


def follow_layout(inside: QWidget) -> None:
    """Let Tab visit what is in `inside` from the top, in the order of the layouts."""
    for before, after in pairwise(list(_stops(inside))):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    proxy = widget.focusProxy()
    # Tab stops at a field as well as at the line within it: left behind in the chain, it would lead back.
    if takes_tab if proxy is None else widget.isAncestorOf(proxy):
        yield widget
    if isinstance(widget, QComboBox):
        return
    if isinstance(widget, QSplitter):
        sides = [widget.widget(number) for number in range(widget.count())]
        for side in sides:
            yield from _stops(side) if side is not None else ()
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        yield from _stops(inside) if inside is not None else ()
    elif (layout := widget.layout()) is not None:
        yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _in(inner)
