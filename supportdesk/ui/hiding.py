"""Quick hide and help from anywhere: Shift three times, Ctrl+H and F1, also while a dialog is open.

One event filter on the application; it also tells when the person last touched the computer.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

WITHIN = 1_500  # milliseconds for three taps of Shift
TAPS = 3
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Watch(QObject):
    """Sends `hide_wanted`, `help_wanted` and `tapped(left)`; `touched` at every key and pointer press."""

    hide_wanted = Signal()
    help_wanted = Signal()
    tapped = Signal(int)
    touched = Signal()

    def __init__(self, *, shift_hides: bool = True) -> None:
        super().__init__()
        self.shift_hides = shift_hides
        self._taps = 0
        self._alone = False
        self._since = QElapsedTimer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES and isinstance(watched, QWindow):
            self.touched.emit()
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyPress:
            return self._pressed(event)
        if kind == QEvent.Type.KeyRelease:
            self._released(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Shift:
            self._alone = not event.isAutoRepeat()
            return False
        self._alone, self._taps = False, 0
        if event.key() == Qt.Key.Key_H and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.hide_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_F1:
            self.help_wanted.emit()
            return True
        return False

    def _released(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift or not self._alone or not self.shift_hides:
            return
        self._alone = False
        if not self._taps or self._since.elapsed() > WITHIN:
            self._taps = 0
            self._since.start()
        self._taps += 1
        if self._taps >= TAPS:
            self._taps = 0
            self.hide_wanted.emit()
        else:
            self.tapped.emit(TAPS - self._taps)
