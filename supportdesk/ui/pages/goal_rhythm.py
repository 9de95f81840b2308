"""How often: once with a wish, so many times a week or month, or every so many days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from supportdesk.domain.goal import Cadence, Per
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Choices, button, column, label, row
from supportdesk.ui.pages.goal_day import DayField, calm_wheel
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.progress import cadence as cadence_words
from supportdesk.words.sentences import capital


class Count(QWidget):
    """A number to type or to step with the arrow keys or two buttons."""

    def __init__(self, theme: Theme, text: str, most: int) -> None:
        super().__init__()
        self._theme = theme
        self.spin = QSpinBox()
        self.spin.setRange(1, most)
        # Not `NoButtons`: with the style sheet that leaves the number a width of one pixel.
        self.spin.setStyleSheet("QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }")
        self.spin.setAccessibleName(text)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The style sheet would frame and pad the line inside the spin box once more.
        self.spin.lineEdit().setStyleSheet("border: none; padding: 0; background: transparent;")
        calm_wheel(self.spin)
        title = label(text)
        title.setBuddy(self.spin)
        self.fewer = button("", clicked=self.spin.stepDown, hint=_("Fewer"))
        self.more = button("", clicked=self.spin.stepUp, hint=_("More"))
        self.fewer.setAccessibleName(_("{field} One fewer").format(field=text))
        self.more.setAccessibleName(_("{field} One more").format(field=text))
        self.setLayout(column(title, row(self.fewer, self.spin, self.more, -1, gap=6), gap=4))
        theme.changed.connect(self._picture)
        self._picture()

    def _picture(self) -> None:
        size = round(self._theme.points * 1.2)
        for each, name in ((self.fewer, "minus"), (self.more, "plus")):
            dress(each, name, self._theme.tokens.text, size)


class RhythmField(QWidget):
    """`edited` after each change by the person; read `cadence` and `by` then."""

    edited = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
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
        self.times_count = Count(theme, _("How many times?"), 31)
        self.days_count = Count(theme, _("How many days apart, about?"), 3660)
        self.times, self.days = self.times_count.spin, self.days_count.spin
        for spin in (self.times, self.days):
            spin.valueChanged.connect(self._edited)
        self.in_words = label("", "muted")
        self.by_field = DayField(
            _("By when, if you like"), help_text=_("It is a wish. Nothing happens after it.")
        )
        self.by_field.first = lambda: today() + timedelta(days=14)
        self.setLayout(
            column(
                self.choices,
                self.times_count,
                self.days_count,
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
        self.times_count.setVisible(counted)
        self.days_count.setVisible(per is Per.DAYS)
        self.by_field.setVisible(per is None)
        self.in_words.setText(capital(cadence_words(self.cadence)))
        self.in_words.setVisible(per is not None)
