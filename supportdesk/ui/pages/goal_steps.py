"""The steps of a goal in its editor: add, word, tick, take out, and move with Alt and the arrow keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from supportdesk.domain.goal import GoalStep
from supportdesk.domain.text import LINE_LIMIT, tidy_line
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Line, LineField, announce, button, clear, column, label, row
from supportdesk.ui.pages.goal_changes import move_step
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class StepsEditor(QWidget):
    """`worded` while a step's words are typed; `changed` at once for everything else."""

    worded = Signal(tuple)
    changed = Signal(tuple, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.steps: tuple[GoalStep, ...] = ()
        self.today = date.today()
        self.rows: list[_StepRow] = []
        self._box = column(gap=4)
        self.add_field = LineField(
            _("Add a small step"), example=_("For example: find out when it starts"), limit=LINE_LIMIT
        )
        self.add_field.edit.returnPressed.connect(self.add)
        self.add_button = button(_("Add step"), clicked=self.add)
        self.setLayout(
            column(
                label(_("Small steps"), "strong"),
                label(_("Break it down, if that helps. Alt with up or down moves a step."), "muted"),
                self._box,
                self.add_field,
                self.add_button,
                gap=6,
            )
        )
        theme.changed.connect(self._pictures)

    def show_steps(self, steps: tuple[GoalStep, ...], today: date) -> None:
        """Show what the goal has; half-typed words stay as long as their step is there."""
        self.today = today
        if [each.id for each in steps] != [each.step.id for each in self.rows]:
            self._build(steps)
        self.steps = steps
        for line, step in zip(self.rows, steps, strict=True):
            line.show_step(step)

    def add(self) -> None:
        """Add what is typed below as the last step, and go on with the next."""
        self.take_typed()
        self.add_field.setFocus()

    def take_typed(self) -> None:
        """Add what is typed below, if anything is: leaving loses no step."""
        text = self.add_field.value
        self.add_field.edit.clear()
        if text:
            self._change((*self.steps, GoalStep(text=text)), "")

    def _build(self, steps: tuple[GoalStep, ...]) -> None:
        had = next(((each.step.id, each.focused()) for each in self.rows if each.focused()), None)
        clear(self._box)
        self.rows = [_StepRow(each, self) for each in steps]
        for each in self.rows:
            self._box.addWidget(each)
            each.show()
        self._pictures()
        for each in self.rows:
            if had and each.step.id == had[0]:
                each.focus(had[1])

    def _pictures(self) -> None:
        size = round(self._theme.points * 1.4)
        for each in self.rows:
            each.picture(self._theme.tokens.text, size)

    def _change(self, steps: tuple[GoalStep, ...], said: str) -> None:
        self.show_steps(steps, self.today)
        self.changed.emit(steps, said)

    # ---- what a row asks for

    def word(self, step: GoalStep, text: str) -> None:
        """Other words for a step."""
        self.steps = tuple(replace(each, text=text) if each.id == step.id else each for each in self.steps)
        self.worded.emit(self.steps)

    def tick(self, step: GoalStep, done: bool) -> None:
        """Done today, or not done."""
        day = self.today if done else None
        self._change(
            tuple(replace(each, done_on=day) if each.id == step.id else each for each in self.steps), ""
        )

    def shift(self, step: GoalStep, by: int) -> None:
        """One place up (-1) or down (1)."""
        moved = move_step(self.steps, step.id, by)
        if moved == self.steps:
            return
        self._change(moved, "")
        place = [each.id for each in moved].index(step.id) + 1
        announce(self, _("Step {place} of {count}").format(place=place, count=len(moved)))

    def remove(self, step: GoalStep) -> None:
        """Take a step out; the next one gets the focus."""
        at = [each.id for each in self.steps].index(step.id)
        self._change(tuple(each for each in self.steps if each.id != step.id), _("The step was removed."))
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].focus("edit")
        else:
            self.add_field.setFocus()


class _StepRow(QWidget):
    def __init__(self, step: GoalStep, steps: StepsEditor) -> None:
        super().__init__()
        self.step = step
        self._steps = steps
        self.box = QCheckBox()
        self.edit = Line()
        self.edit.setMaxLength(LINE_LIMIT)
        self.edit.setText(step.text)
        self.edit.setCursorPosition(0)
        self.up = button("", "plain", clicked=lambda: steps.shift(self.step, -1), hint=_("Move up"))
        self.down = button("", "plain", clicked=lambda: steps.shift(self.step, 1), hint=_("Move down"))
        self.gone = button("", "plain", clicked=lambda: steps.remove(self.step), hint=_("Remove"))
        self.box.clicked.connect(lambda on: steps.tick(self.step, on))
        self.edit.textEdited.connect(lambda text: steps.word(self.step, tidy_line(text)))
        self.edit.installEventFilter(self)
        line = row(self.box, self.edit, self.up, self.down, self.gone, gap=2)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.show_step(step)

    def show_step(self, step: GoalStep) -> None:
        self.step = step
        self.box.setChecked(step.done_on is not None)
        if tidy_line(self.edit.text()) != step.text:
            self.edit.setText(step.text)
        self.box.setAccessibleName(_("Done: {step}").format(step=step.text))
        self.edit.setAccessibleName(_("Step"))
        for each, words in ((self.up, _("Move up: {step}")), (self.down, _("Move down: {step}"))):
            each.setAccessibleName(words.format(step=step.text))
        self.gone.setAccessibleName(_("Remove: {step}").format(step=step.text))

    def picture(self, colour: str, size: int) -> None:
        for each, name in ((self.up, "up"), (self.down, "down"), (self.gone, "trash")):
            dress(each, name, colour, size)

    def _parts(self) -> dict[str, QWidget]:
        parts: dict[str, QWidget] = {"box": self.box, "edit": self.edit}
        buttons: dict[str, QPushButton] = {"up": self.up, "down": self.down, "gone": self.gone}
        return parts | buttons

    def focused(self) -> str:
        return next((name for name, each in self._parts().items() if each.hasFocus()), "")

    def focus(self, part: str) -> None:
        self._parts()[part].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
            ):
                self._steps.shift(self.step, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._steps.add_field.setFocus()
                return True
        return super().eventFilter(watched, event)
