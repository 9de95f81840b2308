"""A word and a bar while much is changed at once; keys and pointer wait until it is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import announce, column, label
from supportdesk.words import _

SOON = 250  # milliseconds until the sign shows: what is shorter needs none
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.ContextMenu,
        QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride,
    }
)  # fmt: skip


class Busy(QFrame):
    """Lies over the middle of its parent. Hide and help go through: they are asked before any widget."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.words = label(_("One moment"), "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.words.text())
        self.bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)
        box = column(self.words, self.bar, gap=8)
        box.setContentsMargins(20, 14, 20, 14)
        self.setLayout(box)
        self.setAccessibleName(self.words.text())
        self.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._show)
        self._turns = desk.turns
        desk.turns.begun.connect(self._begin)
        desk.turns.progressed.connect(self._reached)
        desk.turns.ended.connect(self._end)

    def _begin(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.bar.setRange(0, 0)
        self._soon.start()

    def _show(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 2)
        self.show()
        self.raise_()
        announce(self, self.words.text())

    def _reached(self, done: int, of_all: int) -> None:
        if self.isVisible():
            self.bar.setRange(0, of_all)
            self.bar.setValue(done)

    def _end(self) -> None:
        self._soon.stop()
        self.hide()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._turns.is_running and event.type() in _INPUT and isinstance(watched, QWidget)
