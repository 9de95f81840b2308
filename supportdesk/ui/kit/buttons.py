"""Buttons, all of one family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy


def button(
    text: str, look: str = "", *, clicked: Callable[[], Any] | None = None, hint: str = ""
) -> QPushButton:
    """A button; `look` is "" (outlined), primary, link, plain, chip or nav."""
    made = _Chip(text) if look == "chip" else QPushButton(text)
    if look:
        made.setProperty("look", look)
    if look != "nav":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    if hint:
        made.setAccessibleDescription(hint)
        made.setToolTip(hint)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class _Chip(QPushButton):
    """A chip keeps room for the bold letters it has while it is chosen."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        text = self.text()
        wider = QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return QSize(hint.width() + max(wider, 0), hint.height())
