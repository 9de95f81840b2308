"""Starting a goal: a ready beginning, or a few own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from supportdesk.content.starters import StarterGoal, choices
from supportdesk.domain.contact import Contact
from supportdesk.domain.goal import Goal, GoalState
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import LINE_LIMIT
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, LineField, button, clear, column, in_lines, line, on_esc, row
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.words import _
from supportdesk.words.errors import sentence
from supportdesk.words.progress import cadence

OWN = "goals.own"  # where own words are kept that are not a goal yet
SHOWN_FIRST = 4
ALL = 9


def ideas(snapshot: Snapshot, limit: int) -> tuple[tuple[StarterGoal, Contact | None], ...]:
    """Ready beginnings with names where they fit; a goal the person has already is offered without."""
    had = {each.what for each in snapshot.goals if each.state is GoalState.ACTIVE}
    return tuple(
        (starter, None if starter.title(contact) in had else contact)
        for starter, contact in choices(snapshot.contacts, limit)
    )


class _Idea(QPushButton):
    """A button of many words, which go on as many lines as its width asks for."""

    def __init__(self, words: str, clicked: Callable[[], object]) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: clicked())

    def sizeHint(self) -> QSize:
        """As wide as all words on one line, as tall as the lines there are."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + self._around(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = in_lines(self._words, self.fontMetrics(), self.width() - self._around())
        if lines != self.text():
            self.setText(lines)

    def _around(self) -> int:
        """What the style sheet puts beside the words."""
        widest = max(self.fontMetrics().horizontalAdvance(each) for each in self.text().split("\n"))
        return super().sizeHint().width() - widest


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class GoalStart(Card):
    """`picked(Goal)` with a new goal that is not saved yet; `left` when the person thinks better of it."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("Start with something small"), gap=10)
        self.desk = desk
        self.ideas = column(gap=6)
        self.more = button(_("Show more ideas"), "link", clicked=lambda: self._fill(ALL, focus=True))
        self.own = LineField(
            _("Or write your own"), example=_("For example: have tea with a neighbour"), limit=LINE_LIMIT
        )
        self.add_button = button(_("Add this goal"), clicked=self._add_own)
        self.cancel = button(_("Not now"), "link", clicked=self.left.emit)
        self.own.edit.returnPressed.connect(self._add_own)
        self.own.changed.connect(lambda _text: self.own.wrong(""))
        self.body.addLayout(self.ideas)
        for piece in (self.more, line(), self.own):
            self.body.addWidget(piece)
        self.body.addLayout(row(self.add_button, self.cancel, -1))
        desk.half_written.follow(OWN, self.own)
        on_esc(self, self.left.emit)
        self._fill(SHOWN_FIRST)

    def focus(self) -> None:
        """Put the focus on the first idea, or on own words that were begun before."""
        if self.own.value:
            self.own.setFocus()
        else:
            self.buttons[0].setFocus()

    def _fill(self, limit: int, *, focus: bool = False) -> None:
        clear(self.ideas)
        self.buttons = [self._idea(*each) for each in ideas(self.desk.snapshot, limit)]
        for each in self.buttons:
            self.ideas.addWidget(each)
            each.show()
        self.more.setVisible(limit < ALL)
        if focus:
            self.buttons[SHOWN_FIRST].setFocus()

    def _idea(self, starter: StarterGoal, contact: Contact | None) -> QPushButton:
        title = _("{goal}, {often}").format(
            goal=shorten(starter.title(contact), 60), often=cadence(starter.cadence)
        )
        return _Idea(title, lambda: self._pick(starter, contact))

    def _pick(self, starter: StarterGoal, contact: Contact | None) -> None:
        self.picked.emit(starter.goal(self.desk.today, contact))

    def _add_own(self) -> None:
        what = self.own.value
        if not what:
            self.own.wrong(sentence("goal_empty"))
            return
        self.picked.emit(Goal(what=what, start=self.desk.today))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isprintable() and not event.modifiers() & _COMMANDS:
            # Whoever begins to type means words of their own; a later space must not pick an idea.
            self.own.edit.setFocus()
            self.own.edit.insert(event.text())
        else:
            super().keyPressEvent(event)
