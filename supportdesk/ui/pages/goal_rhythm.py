"""How often: once with a wish, so many times a week or month, or every so many days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from supportdesk.domain.goal import Cadence, Per
from supportdesk.ui.kit import Choices, column, label, row
from supportdesk.ui.pages.goal_day import DayField, calm_wheel
from supportdesk.words import _
from supportdesk.words.progress import cadence as cadence_words
from supportdesk.words.sentences import capital


class RhythmField(QWidget):
    """`edited` after each change by the person; read `cadence` and `by` then."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._filling = False
        self.choices = Choices(
            _("How often?"),
            (
                (None, _("Once")),
                (Per.WEEK, _("Each week")),
                (Per.MONTH, _("Each month")),
                (Per.DAYS, _("Every few days")),
            ),
            chips=True,
        )
        self.times = QSpinBox()
        self.times.setRange(1, 31)
        self.days = QSpinBox()
        self.days.setRange(1, 3660)
        for spin, name in ((self.times, _("How many times")), (self.days, _("How many days apart"))):
            spin.setAccessibleName(name)
            calm_wheel(spin)
            spin.valueChanged.connect(self._edited)
        self._times_label = label(_("How many times?"))
        self._times_label.setBuddy(self.times)
        self._days_label = label(_("How many days apart, about?"))
        self._days_label.setBuddy(self.days)
        self.in_words = label("", "muted")
        self.by_field = DayField(
            _("By when, if you like"), help_text=_("It is a wish. Nothing happens after it.")
        )
        self.by_field.first = lambda: today() + timedelta(days=14)
        self.setLayout(
            column(
                self.choices,
                self._times_label,
                row(self.times, -1),
                self._days_label,
                row(self.days, -1),
                self.in_words,
                self.by_field,
                gap=6,
            )
        )
        self.choices.chosen.connect(self._edited)
        self.by_field.changed.connect(self._edited)
        self.show_rhythm(None, None)

    @property
    def cadence(self) -> Cadence | None:
        """The rhythm chosen; None is once."""
        per = self.choices.value
        if per is None:
            return None
        if per is Per.DAYS:
            return Cadence(per=per, days=self.days.value())
        return Cadence(per=per, times=self.times.value())

    @property
    def by(self) -> date | None:
        """The wished day of a goal that is done once."""
        return self.by_field.value

    def show_rhythm(self, cadence: Cadence | None, by: date | None) -> None:
        """Show what the goal has."""
        if (self.cadence, self.by) == (cadence, by) and self.in_words.text():
            return
        self._filling = True
        self.choices.value = cadence.per if cadence else None
        self.times.setValue(cadence.times if cadence else 1)
        self.days.setValue(cadence.days if cadence and cadence.per is Per.DAYS else 7)
        self.by_field.value = by
        self._filling = False
        self._fit()

    def _edited(self, _value: object = None) -> None:
        if not self._filling:
            self._fit()
            self.edited.emit()

    def _fit(self) -> None:
        per = self.choices.value
        counted = per in (Per.WEEK, Per.MONTH)
        for widget in (self._times_label, self.times):
            widget.setVisible(counted)
        for widget in (self._days_label, self.days):
            widget.setVisible(per is Per.DAYS)
        self.by_field.setVisible(per is None)
        self.in_words.setText(capital(cadence_words(self.cadence)))
        self.in_words.setVisible(per is not None)
