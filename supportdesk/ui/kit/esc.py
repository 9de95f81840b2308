"""Esc leaves what was opened for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def on_esc(widget: QWidget, leave: Callable[[], object]) -> None:
    """Leave a widget by Esc, wherever in it the focus is; what is inside may want the key first."""
    widget.installEventFilter(_Esc(widget, leave))


class _Esc(QObject):
    def __init__(self, widget: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(widget)
        self._leave = leave

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        self._leave()
        return True
