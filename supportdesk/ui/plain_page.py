"""The plain page that covers the window after Hide: nothing of the profile is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from supportdesk.ui.kit import column, label
from supportdesk.words import _


class PlainPage(QWidget):
    """An empty page called Notes; a click or a key (but Shift alone) leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Notes"))
        box = column(label(_("Notes"), "title"), label(_("No notes yet."), "muted"), -1, gap=10)
        box.setContentsMargins(28, 24, 28, 24)
        self.setLayout(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            return
        self.left.emit()
