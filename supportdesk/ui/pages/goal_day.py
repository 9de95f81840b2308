"""A day that may be chosen or left out, typed or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from supportdesk.ui.kit import button, column, label, row
from supportdesk.words import _


class DayField(QWidget):
    """A label above a day; without one there is a button to choose it."""

    changed = Signal(object)

    def __init__(self, text: str, *, help_text: str = "") -> None:
        super().__init__()
        self._filling = False
        self.first = date.today
        self.title = label(text)
        self.choose = button(_("Choose a day"), clicked=self._choose)
        self.choose.setAccessibleName(_("{field}: choose a day").format(field=text))
        self.edit = QDateEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("d MMMM yyyy")
        self.edit.setAccessibleName(text)
        calm_wheel(self.edit)
        self.drop = button(_("Take it out"), "link", clicked=self._drop)
        self.drop.setAccessibleName(_("{field}: take the day out").format(field=text))
        box = column(self.title, self.choose, row(self.edit, self.drop, -1), gap=4)
        if help_text:
            box.addWidget(label(help_text, "muted"))
        self.setLayout(box)
        self.edit.dateChanged.connect(self._edited)
        self.value = None

    @property
    def value(self) -> date | None:
        """The day, or None."""
        if self.edit.isHidden():
            return None
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @value.setter
    def value(self, day: date | None) -> None:
        self._filling = True
        self.choose.setVisible(day is None)
        self.edit.setVisible(day is not None)
        self.drop.setVisible(day is not None)
        if day is not None:
            self.edit.setDate(QDate(day.year, day.month, day.day))
        self._filling = False

    def focus(self) -> None:
        """Put the focus on what there is."""
        (self.choose if self.edit.isHidden() else self.edit).setFocus()

    def _choose(self) -> None:
        self.value = self.first()
        self.edit.setFocus()
        self.changed.emit(self.value)

    def _drop(self) -> None:
        self.value = None
        self.choose.setFocus()
        self.changed.emit(None)

    def _edited(self, _day: QDate) -> None:
        if not self._filling:
            self.changed.emit(self.value)


class _CalmWheel(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def calm_wheel(widget: QWidget) -> None:
    """Let the wheel scroll the page instead of changing a number somebody chose."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))
