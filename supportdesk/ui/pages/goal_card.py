"""One goal on the page: what, with whom, how it goes, its steps, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from supportdesk.domain.goal import GoalState, GoalStep, Pause
from supportdesk.domain.text import NOTE_LIMIT
from supportdesk.ui.icons import icon
from supportdesk.ui.kit import Card, Flow, LineField, button, clear, column, label, row
from supportdesk.ui.pages import goal_words as words
from supportdesk.ui.pages.goal_changes import open_pause
from supportdesk.ui.pages.goal_dots import Dots
from supportdesk.ui.pages.goal_view import GoalView
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words import progress as progress_words

TEXT_WIDTH = 90  # letters of average width: about 640 pixels at the usual text size


class GoalCard(Card):
    """Shows a GoalView and asks for changes: `asked(id, what)`; steps by `ticked`, a reason by `reasoned`.

    What is asked for: mark, unmark, pause, carry_on, open, let_go, remove, move_week, move_month, move_away.
    """

    asked = Signal(str, str)
    ticked = Signal(str, str, bool)
    reasoned = Signal(str, str)

    def __init__(self, theme: Theme, view: GoalView) -> None:
        super().__init__(gap=8)
        self._theme = theme
        self.view: GoalView | None = None
        self.what = label("", "section")
        self.rhythm = label("", "muted")
        self.dots = Dots(theme)
        self.going = label("")
        self.going_row = QWidget()
        going = row(self.dots, self.going, gap=8)
        going.setStretch(1, 1)
        self.going_row.setLayout(going)
        self.wish = label("")
        self.move_button = menu_button(
            _("Move it"),
            "",
            (_("To next week"), lambda: self._ask("move_week")),
            (_("To next month"), lambda: self._ask("move_month")),
            (_("No day"), lambda: self._ask("move_away")),
        )
        self.plain = [label("") for _each in range(3)]
        self.step_rows: list[StepBox] = []
        self._steps_box = column(gap=2)
        self.since = label("", "muted")
        self.why: LineField | None = None
        self.done_mark = QLabel()
        self.done_words = label(_("Done today"), "strong", wrap=False)
        self.done_row = QWidget()
        self.done_row.setLayout(row(self.done_mark, self.done_words, -1, gap=6))
        self._make_buttons()
        for piece in (self.what, self.rhythm, self.going_row, self.wish, *self.plain):
            self.body.addWidget(piece)
        self.body.addLayout(self._steps_box)
        for piece in (self.since, self.done_row):
            self.body.addWidget(piece)
        self.body.addLayout(self._buttons)
        theme.changed.connect(self._picture)
        self._picture()
        self._fit()
        self.show_view(view)

    def _make_buttons(self) -> None:
        self.mark = button("", clicked=lambda: self._ask("mark"))
        self.unmark = button(_("Take it back"), "link", clicked=lambda: self._ask("unmark"))
        self.pause = button(_("Pause"), "plain", clicked=lambda: self._ask("pause"))
        self.carry_on = button("", clicked=lambda: self._ask("carry_on"))
        self.open_button = button(_("Open"), "plain", clicked=lambda: self._ask("open"))
        self.more = MenuButton(_("More"), "plain")
        self.more.about_to_show.connect(self._fill_more)
        self._buttons = Flow(
            self.mark, self.unmark, self.move_button, self.carry_on, self.pause, self.open_button, self.more
        )

    # ---- showing

    def show_view(self, view: GoalView) -> None:
        """Show this; what has not changed is left alone."""
        if view == self.view:
            return
        self.view = view
        goal, active = view.goal, view.goal.state is GoalState.ACTIVE
        self.setAccessibleName(goal.what)
        _say(self.what, words.soft(goal.what))
        self.what.setAccessibleName(goal.what)
        _say(self.rhythm, words.soft(view.rhythm))
        self.dots.show_progress(view.progress)
        self.dots.setVisible(view.has_dots)
        _say(self.going, view.going)
        self.going_row.setVisible(bool(view.going))
        _say(self.wish, view.wish)
        texts = (progress_words.if_then(goal), words.smallest(goal), view.helper)
        for each, text in zip(self.plain, texts, strict=True):
            _say(each, words.soft(text) if active else "")
        self._show_steps(goal.steps)
        _say(self.since, view.since)
        self._show_why(open_pause(goal) if goal.state is GoalState.PAUSED else None)
        self._show_buttons(view)

    def _show_why(self, pause: Pause | None) -> None:
        """The reason of a pause; only a paused goal has the line for it."""
        if self.why is None:
            if pause is None:
                return
            self.why = LineField(_("Why, if you like"), limit=NOTE_LIMIT)
            self.why.committed.connect(self._why_given)
            self.body.insertWidget(self.body.indexOf(self.since) + 1, self.why)
        self.why.setVisible(pause is not None)
        if not self.why.edit.hasFocus():
            self.why.value = pause.why if pause else ""

    def _show_steps(self, steps: tuple[GoalStep, ...]) -> None:
        if [each.step.id for each in self.step_rows] != [each.id for each in steps]:
            clear(self._steps_box)
            self.step_rows = [StepBox(each) for each in steps]
            for box in self.step_rows:
                box.ticked.connect(self._ticked)
                self._steps_box.addWidget(box)
                box.show()
        for box, step in zip(self.step_rows, steps, strict=True):
            box.show_step(step)

    def _show_buttons(self, view: GoalView) -> None:
        goal, state = view.goal, view.goal.state
        active = state is GoalState.ACTIVE
        had = self.mark.hasFocus() or self.unmark.hasFocus()
        self.mark.setText(_("Mark done today") if goal.cadence else _("Mark done"))
        self.carry_on.setText(_("Carry on") if state is GoalState.PAUSED else _("Take it up again"))
        self.mark.setVisible(active and not view.done_today)
        self.done_row.setVisible(active and view.done_today)
        self.unmark.setVisible(active and view.marked_today)
        self.move_button.setVisible(active and bool(view.wish) and view.wish_passed)
        self.pause.setVisible(active)
        self.carry_on.setVisible(not active)
        for each in (self.mark, self.unmark, self.pause, self.carry_on, self.open_button, self.more):
            each.setAccessibleDescription(goal.what)
        if had and self.isVisible():
            shown = self.unmark if view.marked_today else self.mark if not view.done_today else self.pause
            if shown.isVisibleTo(self):
                shown.setFocus()

    def _picture(self) -> None:
        size = round(self._theme.points * 1.6)
        self.done_mark.setPixmap(icon("check", self._theme.tokens.primary).pixmap(size))
        self.dots.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        widest = QFontMetrics(self.font()).averageCharWidth() * TEXT_WIDTH
        for each in (self.what, self.rhythm, self.wish, *self.plain):
            each.setMaximumWidth(widest)

    # ---- asking

    def focus(self) -> None:
        """Put the focus on the first thing that can be done."""
        first = next(
            (each for each in (self.mark, self.carry_on) if each.isVisibleTo(self)), self.open_button
        )
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, what: str) -> None:
        if self.view is not None:
            self.asked.emit(self.view.goal.id, what)

    def _ticked(self, step_id: str, done: bool) -> None:
        if self.view is not None:
            self.ticked.emit(self.view.goal.id, step_id, done)

    def _why_given(self, text: str) -> None:
        if self.view is not None:
            self.reasoned.emit(self.view.goal.id, text)

    def flush(self) -> None:
        """Save a half-typed reason."""
        if self.why is not None and self.why.edit.isModified():
            self._why_given(self.why.value)

    def _fill_more(self) -> None:
        self.more.choices.clear()
        if self.view is None:
            return
        state = self.view.goal.state
        if state in (GoalState.ACTIVE, GoalState.PAUSED):
            if self.view.goal.cadence:
                self.more.add(_("This goal is done"), lambda: self._ask("finish"))
            self.more.add(_("Let go"), lambda: self._ask("let_go"))
        self.more.add(_("Remove"), lambda: self._ask("remove"))


class StepBox(QWidget):
    """A check box whose words wrap."""

    ticked = Signal(str, bool)

    def __init__(self, step: GoalStep) -> None:
        super().__init__()
        self.step = step
        self.box = QCheckBox()
        self.words = _PressLabel(self.box)
        self.words.setContentsMargins(0, 6, 0, 6)  # level with the box, however many lines there are
        line = row(self.box, self.words, gap=0)
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.box.clicked.connect(lambda on: self.ticked.emit(self.step.id, on))
        self.show_step(step)

    def show_step(self, step: GoalStep) -> None:
        """Show this step."""
        self.step = step
        self.box.setChecked(step.done_on is not None)
        self.box.setAccessibleName(step.text)
        _say(self.words, words.soft(step.text))


class _PressLabel(QLabel):
    def __init__(self, box: QCheckBox) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._box = box

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.setFocus()
            self._box.click()


def _say(words_label: QLabel, text: str) -> None:
    if words_label.text() != text:
        words_label.setText(text)
    words_label.setVisible(bool(text))


def menu_button(text: str, look: str, *entries: tuple[str, Callable[[], None]]) -> MenuButton:
    """A button that opens a menu of these."""
    made = MenuButton(text, look)
    for words_, call in entries:
        made.add(words_, call)
    return made


class MenuButton(QPushButton):
    """A button like the others that opens a menu below it; `about_to_show` may fill it first."""

    about_to_show = Signal()

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__(text)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.choices = QMenu(self)
        self.clicked.connect(self._show)

    def add(self, text: str, call: Callable[[], None]) -> None:
        """One more entry; `call` runs when the menu is gone, so that the focus it sets stays."""
        action = QAction(text, self.choices)
        action.triggered.connect(lambda _on=False: QTimer.singleShot(0, self, call))
        self.choices.addAction(action)

    def _show(self) -> None:
        self.about_to_show.emit()
        corner = self.rect().bottomRight() if self.isRightToLeft() else self.rect().bottomLeft()
        self.choices.popup(self.mapToGlobal(corner))
