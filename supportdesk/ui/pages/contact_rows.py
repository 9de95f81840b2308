"""Lists of small rows on the card that grow and shrink: numbers, e-mails, hours, days that matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from supportdesk.domain.text import tidy_line
from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.kit import Flow, Line, announce, button, column, label, row
from supportdesk.ui.pages.contact_fields import Chips, DayField, Small, hide_empty
from supportdesk.words import _, dates


class Lines(QWidget):
    """A list of small rows (numbers, e-mails, days) that grows by a button and shrinks row by row.

    `make` makes a row: a widget with `value`, `show_value`, and the signals `changed` and `chosen`.
    Rows whose value equals `blank` are on screen only.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(
        self, text: str, make: Callable[[], Any], blank: Any, *, add: str, first: Any = None
    ) -> None:
        super().__init__()
        self._make, self._blank, self._first = make, blank, blank if first is None else first
        self._text = text
        self.rows: list[Any] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        self.below = label("", "error")
        self.below.hide()
        self.add = button(add, "link", clicked=self._add)
        title = label(text)
        hide_empty(title)
        self.setLayout(column(title, self._box, self.below, self.add, gap=4))
        self.setAccessibleName(text)

    @property
    def value(self) -> tuple[Any, ...]:
        """The rows that have something in them."""
        return tuple(each.value for each in self.rows if each.value != self._blank)

    def show_value(self, value: tuple[Any, ...]) -> None:
        """Show these rows."""
        for _number in range(len(self.rows) - len(value)):
            self._drop(self.rows[-1])
        for number, each in enumerate(value):
            if number == len(self.rows):
                self._put()
            self.rows[number].show_value(each)

    def wrong(self, sentence: str) -> None:
        """Say below the rows what is wrong."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def _put(self) -> Any:
        one = self._make()
        gone = button(_("Remove"), "link", clicked=lambda: self._remove(holder))
        gone.setAccessibleName(f"{self._text}: {_('Remove')}")
        holder = _Holder(one, gone)
        one.changed.connect(self.changed)
        one.chosen.connect(self.chosen)
        self.rows.append(holder)
        self._box.addWidget(holder)
        return holder

    def _add(self) -> None:
        holder = self._put()
        if self._first != self._blank:
            holder.show_value(self._first)
            self.chosen.emit()
        holder.one.setFocus()

    def _remove(self, holder: _Holder) -> None:
        place = self.rows.index(holder)
        self._drop(holder)
        after = self.rows[min(place, len(self.rows) - 1)].one if self.rows else self.add
        after.setFocus()
        self.chosen.emit()

    def _drop(self, holder: _Holder) -> None:
        self.rows.remove(holder)
        self._box.removeWidget(holder)
        holder.hide()
        holder.deleteLater()


class _Holder(QWidget):
    """A row with its Remove button."""

    def __init__(self, one: Any, gone: QAbstractButton) -> None:
        super().__init__()
        self.one = one
        self.gone = gone
        if isinstance(one, PhoneRow):
            one.pieces.addWidget(gone)  # it breaks into lines with the rest, and stands level with it
            box = row(one, gap=0)
        else:
            box = row(one, gone, gap=6)
        box.setStretch(0, 1)
        if isinstance(one, HoursRow | OccasionRow):
            box.setAlignment(gone, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)

    @property
    def value(self) -> Any:
        """What stands in the row."""
        return self.one.value

    def show_value(self, value: Any) -> None:
        """Set the row."""
        if self.one.value != value:
            self.one.show_value(value)


class TextRow(QWidget):
    """One line of a list; the value is its text."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, name: str, example: str = "", letters: int = 0) -> None:
        super().__init__()
        self.edit = Small("", name, letters) if letters else Line()
        self.edit.setMaxLength(1_000_000)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(example)
        self.setLayout(row(self.edit))
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> str:
        """What was typed."""
        return tidy_line(self.edit.text())

    def show_value(self, value: str) -> None:
        """Set the text."""
        self.edit.setText(value)


class PhoneRow(QWidget):
    """A number, the person's word for it, and Copy; the value is (number, label)."""

    changed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = TextRow(_("Phone number"), _("Number"), 15)
        self.label = TextRow(_("What this number is"), _("Home, work ..."), 12)
        self.copy = button(_("Copy"), clicked=self._copy, hint=_("Copy this number"))
        self.pieces = Flow(self.number, self.label, self.copy, gap=6)
        self.setLayout(self.pieces)
        self.setFocusProxy(self.number)
        for each in (self.number, self.label):
            each.changed.connect(self.changed)

    @property
    def value(self) -> tuple[str, str]:
        """Number and label."""
        return self.number.value, self.label.value

    def show_value(self, value: tuple[str, str]) -> None:
        """Set number and label."""
        self.number.show_value(value[0])
        self.label.show_value(value[1])

    def _copy(self) -> None:
        copy_text(self.number.value)
        self.copy.setText(_("Copied"))
        announce(self, _("The number is on the clipboard."))


class HoursRow(QWidget):
    """Days of the week and two times; the value is (days, from, until)."""

    changed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = Chips("", [(day, dates.weekday(day)[:3]) for day in range(7)])
        for day, chip in self.days.chips.items():
            chip.setAccessibleName(dates.weekday(day))
            chip.setToolTip(dates.weekday(day))
        self.start = Small(_("From"), _("When you can reach them"), 6)
        self.end = Small(_("Until"), _("When you can reach them"), 6)
        hours = row(self.start, label(_("until"), "muted", wrap=False), self.end, -1, gap=6)
        self.setLayout(column(self.days, hours, gap=4))
        self.setFocusProxy(self.days.chips[0])
        self.days.chosen.connect(self.chosen)
        for edit in (self.start, self.end):
            edit.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> tuple[tuple[int, ...], str, str]:
        """Days in order, from, until."""
        return tuple(sorted(self.days.value)), self.start.text().strip(), self.end.text().strip()

    def show_value(self, value: tuple[tuple[int, ...], str, str]) -> None:
        """Set days and times."""
        self.days.show_value(value[0])
        self.start.setText(value[1])
        self.end.setText(value[2])


class OccasionRow(QWidget):
    """A day that matters and what it is; the value is (label, day, month, year)."""

    changed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = TextRow(_("What the day is"), _("Birthday"))
        self.day = DayField("")
        for edit in (self.day.day, self.day.year):
            edit.setAccessibleName(f"{_('Important date')}: {edit.placeholderText()}")
        self.day.month.setAccessibleName(f"{_('Important date')}: {_('Month')}")
        self.setLayout(column(self.label, self.day, gap=4))
        self.setFocusProxy(self.label)
        self.label.changed.connect(self.changed)
        self.day.changed.connect(self.changed)
        self.day.chosen.connect(self.chosen)

    @property
    def value(self) -> tuple[str, str, int, str]:
        """Label, day, month, year."""
        day, month, year, _hour = self.day.value
        return self.label.value, day, month, year

    def show_value(self, value: tuple[str, str, int, str]) -> None:
        """Set label and day."""
        self.label.show_value(value[0])
        self.day.show_value((value[1], value[2], value[3], ""))
