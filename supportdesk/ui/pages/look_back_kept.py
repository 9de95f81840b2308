"""The words kept from the weeks: what was worth keeping, newest first."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.checkin import LookBack
from supportdesk.ui.kit import Card, button, clear, column, label, row
from supportdesk.ui.pages.goal_words import soft
from supportdesk.words import _, dates

SHOWN = 6


class KeptCard(Card):
    """`chosen(date)` asks for the week of the words."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("What you kept"), gap=10)
        self._said: tuple[tuple[date, str], ...] | None = None
        self._all = False
        self._inside = column(gap=8)
        self.body.addLayout(self._inside)
        self.more = button(_("Show all of them"), "link", clicked=self._show_all)
        self.body.addWidget(self.more)

    def show_kept(self, look_backs: tuple[LookBack, ...]) -> None:
        """Show the words; without any the card is not there."""
        found = sorted(
            ((each.week_end, each.keep.strip()) for each in look_backs if each.keep.strip()), reverse=True
        )
        if tuple(found) != self._said:
            self._said = tuple(found)
            self._fill()
        self.setVisible(bool(found))

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        said = self._said or ()
        clear(self._inside)
        for end, text in said if self._all else said[:SHOWN]:
            when = button(dates.long(end), "link", clicked=partial(self.chosen.emit, end))
            when.setAccessibleName(_("Open the week to {day}").format(day=dates.long(end)))
            words = label(soft(text))
            beside = row(when, words, gap=10)
            beside.setStretch(1, 1)
            holder = QWidget()
            holder.setLayout(beside)
            self._inside.addWidget(holder)
        self.more.setVisible(not self._all and len(said) > SHOWN)
