"""Quick hide and help from anywhere: Shift three times, Ctrl+H and F1, also while a dialog is open.

One event filter on the window in front; it also tells when the person last touched the computer.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from supportdesk.ui.clock import Clock

WITHIN = 1_500  # milliseconds for three taps of Shift
TAPS = 3
LOOK = 5_000  # milliseconds between two looks at how long nobody touched the computer
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseMove, *_PRESSES)


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000


class Watch(QObject):
    """Sends `hide_wanted`, `help_wanted` and `tapped(left)`; `touched` at every key and pointer event.

    `shift_hides` is asked at each tap; `now` gives milliseconds that only grow.
    """

    hide_wanted = Signal()
    help_wanted = Signal()
    tapped = Signal(int)
    touched = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        shift_hides: Callable[[], bool] = lambda: True,
        now: Callable[[], int] = _milliseconds,
    ) -> None:
        super().__init__(parent)
        self._shift_hides = shift_hides
        self._now = now
        self._taps: list[int] = []
        self._alone = False

    def follow(self, application: QGuiApplication) -> None:
        """Listen to whatever window is in front.

        Keys come to that window alone, before any widget. A filter on the application would be asked
        about every event of every widget, which is felt when a page is made.
        """
        application.focusWindowChanged.connect(self._listen)
        self._listen(application.focusWindow())

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES:
            self.touched.emit()
        if kind in _PRESSES:
            self._start_over()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._pressed(event)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyRelease:
            self._released(event)
        return False

    def _start_over(self) -> None:
        """Shift was held for something else, such as a capital or a selection."""
        self._alone = False
        self._taps.clear()

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Shift:
            self._alone = not event.isAutoRepeat()
            return False
        self._start_over()
        if event.key() == Qt.Key.Key_H and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.hide_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_F1:
            self.help_wanted.emit()
            return True
        return False

    def _released(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift or not self._alone or not self._shift_hides():
            return
        self._alone = False
        now = self._now()
        self._taps = [*(each for each in self._taps if now - each <= WITHIN), now]
        if len(self._taps) >= TAPS:
            self._taps.clear()
            self.hide_wanted.emit()
        else:
            self.tapped.emit(TAPS - len(self._taps))


class Idle(QObject):
    """Sends `passed` when nobody touched the computer for `minutes()`; 0 is never.

    The time asleep counts: the first touch after it comes too late.
    """

    passed = Signal()

    def __init__(self, minutes: Callable[[], int], clock: Clock) -> None:
        super().__init__()
        self._minutes = minutes
        self._clock = clock
        self._since = clock.seconds()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Count from now."""
        self._since = self._clock.seconds()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        if self._timer.isActive() and not self.look():
            self._since = self._clock.seconds()

    def look(self) -> bool:
        """Whether the time has passed; then it says so, once."""
        minutes = self._minutes()
        if not minutes or self._clock.seconds() - self._since < minutes * 60:
            return False
        self._timer.stop()
        self.passed.emit()
        return True
