"""Noting a call with a helpline, and the calls that were noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.content import helpline_words as words
from supportdesk.domain.errors import DomainError
from supportdesk.domain.growth import HelplineCall
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.kit import Card, Choices, Flow, LineField, NoteField, button, clear, column, label
from supportdesk.ui.pages.goal_day import DayField
from supportdesk.ui.pages.helplines_rows import CallRow
from supportdesk.ui.pages.plan_fields import small_button
from supportdesk.words import _
from supportdesk.words.errors import sentence

SHOWN_AT_ONCE = 5


class CallForm(Card):
    """When, how long, how it was. `kept(HelplineCall)` or `left()`."""

    kept = Signal(object)
    left = Signal()

    def __init__(
        self, start: HelplineCall, half_written: HalfWritten, place: str, name: str, today: date
    ) -> None:
        super().__init__(title=_("A call with {name}").format(name=name), gap=10)
        self._start = start
        self.note = NoteField(_("What they said, and how it was"), start.note, lines=2)
        self.minutes = LineField(_("Minutes (you can leave this out)"), limit=5)
        self.minutes.value = "" if start.minutes is None else str(start.minutes)
        self.again = Choices(
            _("Would you ring them again?"),
            ((True, _("Yes")), (False, _("No")), (None, _("Not sure"))),
            start.again,
            chips=True,
        )
        self.day = DayField(_("Day"))
        self.day.first = lambda: today
        self.day.value = start.day
        self.body.addWidget(label(words.call_list(), "muted"))
        for piece in (self.note, self.minutes, self.again, self.day):
            self.body.addWidget(piece)
        keep = button(_("Keep this note"), clicked=self.keep)
        leave = button(_("Leave it"), "link", clicked=self.left.emit)
        self.body.addLayout(Flow(keep, leave, gap=8))
        self._today = today
        self._first = self._typed()
        self.place = f"helplines.call.{place}."
        half_written.follow(self.place + "note", self.note)
        half_written.follow(self.place + "minutes", self.minutes)

    def focus(self) -> None:
        """Begin with the words."""
        self.note.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self._typed() != self._first

    def keep(self, *, quiet: bool = False) -> bool:
        """Send what was typed; what is wrong is said at its field."""
        self.minutes.wrong("", focus=False)
        self.note.wrong("")
        text = self.minutes.value
        if text and not text.isdecimal():
            self.minutes.wrong(sentence("checkin_minutes"), focus=not quiet)
            return False
        try:
            made = replace(
                self._start,
                note=self.note.value.strip(),
                minutes=int(text) if text else None,
                again=self.again.value,
                day=self.day.value or self._today,
            )
        except DomainError as error:
            told = sentence(error.code, error.values)
            if error.values.get("field") == "note":
                self.note.wrong(told)
            else:
                self.minutes.wrong(told, focus=not quiet)
            return False
        self.kept.emit(made)
        return True

    def _typed(self) -> tuple[object, ...]:
        return self.note.value, self.minutes.value, self.again.value, self.day.value


class CallsCard(Card):
    """The calls, newest first. `asked(what, id)`: "change" or "out"."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(title=_("Calls you noted"), gap=10)
        self._shown: tuple[CallRow, ...] | None = None
        self._all = False
        self.rows = column(gap=10)
        self.body.addLayout(self.rows)

    def show_calls(self, calls: tuple[CallRow, ...]) -> None:
        """Show these; nothing at all where there are none."""
        self.setVisible(bool(calls))
        if calls != self._shown:
            self._shown = calls
            self._fill()

    def _fill(self) -> None:
        clear(self.rows)
        calls = self._shown or ()
        for each in calls if self._all else calls[:SHOWN_AT_ONCE]:
            self.rows.addWidget(self._row(each))
        if len(calls) > SHOWN_AT_ONCE and not self._all:
            self.rows.addWidget(button(_("Show earlier ones"), "link", clicked=self._show_all))

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _row(self, call: CallRow) -> QWidget:
        change = small_button(
            _("Change"),
            _("Change the note: {call}").format(call=call.title),
            partial(self.asked.emit, "change", call.id),
        )
        out = small_button(
            _("Take it out"),
            _("Take out the note: {call}").format(call=call.title),
            partial(self.asked.emit, "out", call.id),
        )
        pieces: list[QWidget] = [label(call.title, "strong")]
        if call.note:
            pieces.append(label(call.note))
        made = QWidget()
        made.setLayout(column(*pieces, Flow(change, out, gap=4), gap=2))
        return made
