"""A quiet notice with Undo at the foot of the page, and the bar for a change that could not be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from supportdesk.ui.desk import Notice
from supportdesk.ui.kit import announce, button, label, row
from supportdesk.words import _

SHOWN_FOR = 10_000  # milliseconds; pauses while the pointer or the focus is on it


class Toast(QFrame):
    """One notice at a time, over the foot of its parent."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.words = label("")
        self.words.setMinimumWidth(40)
        self.undo = button(_("Undo"), clicked=self._undo)
        self.close_button = button(_("Close"), clicked=self.hide)
        box = row(self.words, self.undo, self.close_button, gap=10)
        box.setContentsMargins(16, 8, 10, 8)
        self.setLayout(box)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show and say a notice; an older one makes room."""
        self.words.setText(notice.text)
        self.undo.setVisible(notice.undo)
        self.setAccessibleName(notice.text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_FOR)
        announce(self, notice.text)

    def _undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _time_is_up(self) -> None:
        if self.underMouse() or self.undo.hasFocus() or self.close_button.hasFocus():
            self._timer.start(SHOWN_FOR // 4)
        else:
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.start(SHOWN_FOR)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.width() - 32
        self.words.setWordWrap(False)
        self.adjustSize()
        wraps = self.sizeHint().width() > room
        self.words.setWordWrap(wraps)
        width = room if wraps else self.sizeHint().width()
        self.resize(
            width, self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 16)


class TroubleBar(QFrame):
    """On top of the page while a change is not saved: what happened, and Try again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = label("")
        self._again: Callable[[], Any] | None = None
        self.again = button(_("Try again"))
        self.again.clicked.connect(self._try)
        self._leave: Callable[[], Any] | None = None
        self.leave = button(_("Close without saving"), clicked=self._go)
        self._timer = QTimer(self)
        self._timer.setInterval(30_000)
        self._timer.timeout.connect(self._try)
        box = row(self.words, self.leave, self.again, gap=12)
        box.setContentsMargins(16, 10, 12, 10)
        box.setStretch(0, 1)
        for one in (self.leave, self.again):
            box.setAlignment(one, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
        self.hide()

    @property
    def is_unsaved(self) -> bool:
        """Whether a change waits for being saved."""
        return self._again is not None

    def offer(self, words: str, leave: Callable[[], Any]) -> None:
        """Beside Try again: a way out without saving, for when the person wants to leave now."""
        self.leave.setText(words)
        self._leave = leave
        self.leave.show()
        announce(self, self.words.text())

    def _go(self) -> None:
        if self._leave is not None:
            self._leave()

    def show_trouble(self, sentence: str, again: Callable[[], bool] | None) -> None:
        """Show the sentence; `again` is tried on request and every 30 seconds until it returns True."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self._again = again
        self.again.setVisible(again is not None)
        self.leave.setVisible(self._leave is not None)
        self.show()
        if again is not None:
            self._timer.start()
        announce(self, sentence)

    def clear(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        self._again = self._leave = None
        self.hide()

    def _try(self) -> None:
        if self._again is not None and self._again():
            self.clear()
