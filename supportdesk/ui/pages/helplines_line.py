"""One helpline as a card: how to reach it, what it is for, who checked it, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.kit import Card, Flow, announce, button, clear, column, copyable, label
from supportdesk.ui.pages.goal_words import own, shorten
from supportdesk.ui.pages.helplines_rows import LineRow
from supportdesk.ui.pages.plan_fields import small_button
from supportdesk.words import _

COPIED_FOR = 4000  # milliseconds a button says that it has copied


class LineCard(Card):
    """A line to read and copy. `asked(what)`: "correct", "hide", "call", "delete" or "directory"."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.row: LineRow | None = None
        self.inside = column(gap=6)
        self.body.addLayout(self.inside)
        self.buttons: dict[str, QPushButton] = {}

    def show_row(self, row: LineRow) -> None:
        """Show this; the same again changes nothing, and the focus stays where it was."""
        if row == self.row:
            return
        focused = next((name for name, one in self.buttons.items() if one.hasFocus()), "")
        self.row = row
        self.setAccessibleName(row.name)
        clear(self.inside)
        self.inside.addWidget(_head(row))
        self._texts(row)
        self._ask(row)
        if focused:
            (self.buttons.get(focused) or next(iter(self.buttons.values()))).setFocus()

    def focus(self) -> None:
        """Put the focus on the first thing that can be done."""
        next(iter(self.buttons.values())).setFocus()

    def _texts(self, row: LineRow) -> None:
        if row.purpose:
            self.inside.addWidget(label(row.purpose))
        for text, copied in row.ways:
            self.inside.addWidget(_way(text, copied))
        for text in (" ".join(row.facts), row.note):
            if text:
                self.inside.addWidget(label(text, "muted"))
        source = " ".join(filter(None, (row.checked, row.source)))
        self.inside.addWidget(label(source, "muted"))
        if row.newer:
            self.inside.addWidget(label(row.newer, "strong"))

    def _ask(self, row: LineRow) -> None:
        ways = {"call": (_("Note a call"), _("Note a call: {name}"))}
        if row.own_id:
            ways["correct"] = (_("Change"), _("Change: {name}"))
        else:
            ways["correct"] = (_("Correct this"), _("Correct: {name}"))
        if row.is_own:
            ways["delete"] = (_("Delete"), _("Delete: {name}"))
        elif row.own_id:
            ways["directory"] = (_("Use the directory's words"), _("Use the directory's words: {name}"))
        if not row.is_own:
            ways["hide"] = (_("Hide"), _("Hide: {name}"))
        self.buttons = {}
        for what, (text, name) in ways.items():
            full = name.format(name=row.name)
            self.buttons[what] = small_button(text, full, partial(self.asked.emit, what))
        self.inside.addLayout(Flow(*self.buttons.values(), gap=4))


def _head(row: LineRow) -> QWidget:
    """The name and the way to reach it; below each other where there is no room."""
    made = QWidget()
    name = label(own(shorten(row.name, 120)), "section")
    name.setMinimumWidth(name.fontMetrics().averageCharWidth() * 14)
    made.setLayout(column(name, _way(row.how, row.copied, look="section"), gap=2))
    return made


def _way(text: str, copied: str, look: str = "strong") -> QWidget:
    made = QWidget()
    shown = copyable(shorten(text, 60), look)
    copy = copy_button(copied)
    made.setLayout(Flow(shown, copy, gap=10))
    return made


def copy_button(copied: str) -> QPushButton:
    """A button that copies a number and says so."""
    copy = button(_("Copy"), hint=_("Copy {number}").format(number=copied))
    copy.setAccessibleName(_("Copy {number}").format(number=copied))

    def put() -> None:
        copy_text(copied)
        copy.setText(_("Copied"))
        announce(copy, _("Copied"))
        QTimer.singleShot(COPIED_FOR, copy, lambda: copy.setText(_("Copy")))

    copy.clicked.connect(put)
    return copy
