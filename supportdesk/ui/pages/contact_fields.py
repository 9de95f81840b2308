"""The fields a contact card is made of, beyond those of the kit: chips, meanings, days, lists of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from supportdesk.ui.kit import (
    Flow,
    Line,
    LineField,
    button,
    column,
    label,
    one_tab_stop,
    restyle,
    row,
)
from supportdesk.ui.pages.contact_autosave import NotYetError
from supportdesk.words import _, dates, pgettext

RUN = 20  # letters


def hide_empty(*labels: QLabel) -> None:
    """Hide the labels that say nothing (a label without a parent is never shown: it would be a window)."""
    for each in labels:
        if not each.text():
            each.hide()


def flexible(look: str = "") -> QLabel:
    """A label for the person's own words: it never asks for more width than there is."""
    made = label("", look)
    made.setMinimumWidth(1)
    return made


def breakable(text: str) -> str:
    """`text` with places to break a line in runs longer than RUN letters, such as a name of 200 letters."""
    return " ".join(_broken(word) if len(word) > RUN else word for word in text.split(" "))


def _broken(word: str) -> str:
    pieces = []
    for number, letter in enumerate(word):
        if number and number % RUN == 0 and letter.isalnum() and word[number - 1].isalnum():
            pieces.append("\u200b")
        pieces.append(letter)
    return "".join(pieces)


class Chips(QWidget):
    """Chips of which several may be on; the value keeps the order in which they were chosen."""

    chosen = Signal()

    def __init__(self, text: str, options: Sequence[tuple[Any, str]], help_text: str = "") -> None:
        super().__init__()
        self.value: tuple[Any, ...] = ()
        self.chips: dict[Any, QAbstractButton] = {}
        for each, words in options:
            chip = button(words, "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{text}: {words}" if text else words)
            chip.clicked.connect(lambda on=False, each=each: self._toggle(each, on))
            self.chips[each] = chip
        title, below = label(text), label(help_text, "muted")
        hide_empty(title, below)
        self.setLayout(column(title, Flow(*self.chips.values(), gap=6), below, gap=4))
        self.setAccessibleName(text)

    def _toggle(self, each: Any, on: bool) -> None:
        rest = tuple(one for one in self.value if one is not each)
        self.value = (*rest, each) if on else rest
        self.chosen.emit()

    def show_value(self, value: tuple[Any, ...]) -> None:
        """Set the chips."""
        self.value = value
        for each, chip in self.chips.items():
            chip.setChecked(each in value)


class Meanings(QWidget):
    """One choice of several, each with what it means below it."""

    chosen = Signal(object)

    def __init__(self, text: str, options: Sequence[tuple[Any, str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._values = [each for each, _words, _meaning in options]
        self._radios: list[QRadioButton] = []
        box = column(label(text, "strong"), gap=2)
        for number, (_each, words, meaning) in enumerate(options):
            radio = QRadioButton(words)
            radio.setAccessibleName(f"{text}: {words}")
            radio.setAccessibleDescription(meaning)
            self._group.addButton(radio, number)
            self._radios.append(radio)
            below = _Clickable(meaning, radio)
            box.addWidget(radio)
            box.addWidget(below)
        self.setLayout(box)
        self.setAccessibleName(text)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def radio(self, value: Any) -> QRadioButton:
        """The button of a value."""
        return self._radios[self._values.index(value)]

    @property
    def value(self) -> Any:
        """The chosen value."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def show_value(self, value: Any) -> None:
        """Set the choice."""
        self.radio(value).setChecked(True)
        one_tab_stop(self._group)


class _Clickable(QLabel):
    def __init__(self, text: str, target: QAbstractButton) -> None:
        super().__init__(text)
        self._target = target
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "muted")
        self._stand_below()

    def _stand_below(self) -> None:
        """Begin where the words beside the circle begin, at every text size and in both directions."""
        start = round(self.fontMetrics().height() * 1.56) + 6  # circle, border, gap
        mirrored = self.isRightToLeft()
        self.setContentsMargins(0 if mirrored else start, 0, start if mirrored else 0, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._stand_below()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._target.click()


class DayField(QWidget):
    """A day in three small fields, with an hour where it is asked for; all empty is no day.

    The value is (day, month, year, hour) as typed; month is 0 while it is not chosen.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, text: str, *, with_hour: bool = False) -> None:
        super().__init__()
        self.day = Small(_("Day"), text, 3)
        self.month = QComboBox()
        self.month.addItem(_("Month"), 0)
        for number in range(1, 13):
            self.month.addItem(dates.month(number), number)
        self.month.setAccessibleName(f"{text}: {_('Month')}")
        self.year = Small(_("Year"), text, 5)
        self.hour = Small(_("Time"), text, 6)
        self.hour.setPlaceholderText("18:30")
        if not with_hour:
            self.hour.hide()
        self.below = label("", "error")
        self.below.hide()
        top = Flow(self.day, self.month, self.year, self.hour, gap=6)
        title = label(text)
        hide_empty(title)
        self.setLayout(column(title, top, self.below, gap=4))
        self.setAccessibleName(text)
        for edit in (self.day, self.year, self.hour):
            edit.textEdited.connect(lambda _text: self.changed.emit())
        self.month.activated.connect(lambda _index: self.chosen.emit())

    @property
    def value(self) -> tuple[str, int, str, str]:
        """What stands in the fields."""
        return (
            self.day.text().strip(),
            self.month.currentData(),
            self.year.text().strip(),
            self.hour.text().strip(),
        )

    def show_value(self, value: tuple[str, int, str, str]) -> None:
        """Set the fields."""
        day, month, year, hour = value
        self.day.setText(day)
        self.month.setCurrentIndex(self.month.findData(month))
        self.year.setText(year)
        self.hour.setText(hour)

    def wrong(self, sentence: str) -> None:
        """Say below the fields what is wrong."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        self.day.setAccessibleDescription(sentence)


EMPTY_DAY = ("", 0, "", "")


def day_raw(day: date | datetime | None) -> tuple[str, int, str, str]:
    """A day as `DayField` shows it."""
    if day is None:
        return EMPTY_DAY
    hour = f"{day:%H:%M}" if isinstance(day, datetime) else ""
    return str(day.day), day.month, str(day.year), hour


def day_value(raw: tuple[str, int, str, str]) -> date | None:
    """The day that was typed. Errors: NotYetError."""
    day, month, year, _hour = raw
    if not day and not month and not year:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise NotYetError(_("That day is not in the calendar. Check day, month and year.")) from None


def moment_value(raw: tuple[str, int, str, str]) -> datetime | None:
    """The day and time that was typed; no time is midnight. Errors: NotYetError."""
    day = day_value(raw)
    if day is None:
        return None
    hours, _colon, minutes = (raw[3] or "0:00").replace(".", ":").partition(":")
    try:
        return datetime(day.year, day.month, day.day, int(hours), int(minutes or 0))
    except ValueError:
        raise NotYetError(_("Type the time like 18:30.")) from None


class Small(Line):
    """A line for a few letters, such as a day or an hour; it grows with the text."""

    def __init__(self, words: str, of: str, letters: int) -> None:
        super().__init__()
        self._letters = letters
        self.setPlaceholderText(words)
        self.setAccessibleName(f"{of}: {words}" if of else words)
        self.setMaxLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance("0") * self._letters
        return QSize(wide + self.fontMetrics().height() * 2, super().sizeHint().height())


class Tick(QCheckBox):
    """A check box with a name of its own."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)


def line_wrong(field: LineField) -> Callable[[str], None]:
    """How a line says what is wrong while the person may be elsewhere already."""
    return lambda sentence: field.wrong(sentence, focus=False)


class SpanField(QWidget):
    """ "Every 7 to 14 days" in two small fields; the value is (from, to) as typed."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.least, self.most = Small(_("From"), text, 4), Small(_("To"), text, 4)
        self.below = label("", "muted")
        between = label(pgettext("between two numbers", "to"), "muted", wrap=False)
        fields = row(self.least, between, self.most, label(_("days"), "muted", wrap=False), -1, gap=8)
        self.setLayout(column(label(text), fields, self.below, gap=4))
        self.setAccessibleName(text)
        self.help_text = ""
        for edit in (self.least, self.most):
            edit.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> tuple[str, str]:
        """What stands in the fields."""
        return self.least.text().strip(), self.most.text().strip()

    def show_value(self, value: tuple[str, str]) -> None:
        """Set the fields."""
        self.least.setText(value[0])
        self.most.setText(value[1])

    def wrong(self, sentence: str) -> None:
        """Say below the fields what is wrong, else what is usual."""
        self.below.setText(sentence or self.help_text)
        restyle(self.below, "error" if sentence else "muted")
        self.most.setAccessibleDescription(sentence or self.help_text)
