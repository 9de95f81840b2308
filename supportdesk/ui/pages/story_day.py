"""Choosing one of the days on which something changed: a slider with its day in words, and two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from supportdesk.ui.kit import announce, button, column, label, row
from supportdesk.ui.pages.story_view import day_words
from supportdesk.words import _


class StoryDay(QWidget):
    """Sends `chosen(day)` when the person chooses another day. Home and End go to the first and last."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._days: tuple[date, ...] = ()
        self._today = date.min
        self.words = label("", "strong")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(name)
        self.slider.setPageStep(5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(self._turned)
        self.earlier = button(_("Earlier"), clicked=lambda: self._go(-1))
        self.later = button(_("Later"), clicked=lambda: self._go(1))
        self.earlier.setAccessibleName(_("{name}: one change earlier").format(name=name))
        self.later.setAccessibleName(_("{name}: one change later").format(name=name))
        line = row(self.earlier, self.slider, self.later)
        line.setStretch(1, 1)
        self.head = row(self.words)
        self.head.setStretch(0, 1)
        self.setLayout(column(self.head, line, gap=4))

    @property
    def day(self) -> date:
        """The day in view."""
        return self._days[self.slider.value()]

    def offer(self, days: Sequence[date], today: date, day: date) -> None:
        """Offer these days, oldest first, with one of them in view; nothing is sent."""
        with QSignalBlocker(self.slider):
            self._days, self._today = tuple(days), today
            self.slider.setRange(0, len(days) - 1)
            self.slider.setValue(self._nearest(day))
        self._show()

    def go(self, day: date) -> None:
        """Go to a day, or to the last one before it."""
        self.slider.setValue(self._nearest(day))

    def _nearest(self, day: date) -> int:
        return max(sum(each <= day for each in self._days) - 1, 0)

    def _go(self, by: int) -> None:
        self.slider.setValue(self.slider.value() + by)

    def _turned(self, _value: int) -> None:
        self._show()
        announce(self.slider, self.words.text())
        self.chosen.emit(self.day)

    def _show(self) -> None:
        words = day_words(self.day, self._today)
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)
        self.slider.setToolTip(words)
        at = self.slider.value()
        for one, can in ((self.earlier, at > 0), (self.later, at < len(self._days) - 1)):
            if not can and one.hasFocus():
                self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            one.setEnabled(can)
