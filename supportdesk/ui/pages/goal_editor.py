"""The editor of one goal, in the place of its card; it saves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox

from supportdesk.domain.errors import DomainError
from supportdesk.domain.goal import Goal
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import LINE_LIMIT
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import (
    Card,
    Columns,
    LineField,
    NoteField,
    Ticks,
    button,
    column,
    label,
    line,
    on_esc,
    row,
)
from supportdesk.ui.pages.goal_day import DayField, calm_wheel
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.pages.goal_people import PeoplePicker, offered
from supportdesk.ui.pages.goal_rhythm import RhythmField
from supportdesk.ui.pages.goal_steps import StepsEditor
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.errors import sentence

PAUSE = 500  # milliseconds after the last key until what was typed is saved


class GoalEditor(Card):
    """Everything about one goal. `closed(id)` asks for the card again."""

    closed = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, goal: Goal) -> None:
        super().__init__(gap=14)
        self.desk = desk
        self.goal_id = goal.id
        self._pending: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.save)
        self.lines = dict(self._make_lines())
        self.people = PeoplePicker(_("With whom?"))
        self.rhythm = RhythmField(theme, lambda: desk.today)
        self.steps = StepsEditor(theme)
        self.start = DayField(_("Starts on"))
        self.end = DayField(_("Ends on, if it has an end"))
        for day in (self.start, self.end):
            day.first = lambda: desk.today
        self.counts = Ticks("", ((True, _("Check-ins with these contacts count for this goal")),))
        self.note = NoteField(_("Note"))
        self.helper: QComboBox | None = None
        self.plan = Fold(theme, _("A plan for when it is hard"), gap=12, fill=self._fill_plan)
        self.rest = Fold(theme, _("Dates and a note"), gap=12)
        self.saved = label("", "muted")
        self.close_button = button(_("Close"), clicked=self.close_editor)
        self.setAccessibleName(_("Goal"))
        self._lay_out()
        self._connect()
        on_esc(self, self.close_editor)
        self.show_goal(goal, desk.snapshot)
        if any(getattr(goal, name) for name in _PLAN_FIELDS):
            QTimer.singleShot(0, self, lambda: self.plan.open(True))

    def _make_lines(self) -> Iterator[tuple[str, LineField]]:
        limit = LINE_LIMIT
        yield "what", LineField(_("What would you like to do?"), limit=limit)
        yield (
            "smallest",
            LineField(
                _("The smallest version, for a low day"), example=_("For example: send one line"), limit=limit
            ),
        )

    def _fill_plan(self) -> None:
        """The if-then plan; made only when it is opened."""
        for name, text, example in (
            ("if_moment", _("If ..."), _("it is Tuesday evening")),
            ("then_action", _("then ..."), _("I call Sam")),
            ("if_obstacle", _("If this gets in the way ..."), _("I am tired")),
            ("plan_b", _("then ..."), _("I send a short message")),
        ):
            self.lines[name] = LineField(text, example=example, limit=LINE_LIMIT)
            self._connect_line(name, self.lines[name])
        lines, self.helper = self.lines, self._make_helper()
        about = label(_("Who can help you keep to it?"))
        about.setBuddy(self.helper)
        self.plan.add(label(_("A moment and an action, in your own words."), "muted"))
        self.plan.add(Columns(lines["if_moment"], lines["then_action"], least=24))
        self.plan.add(label(_("And if something gets in the way:"), "muted"))
        self.plan.add(Columns(lines["if_obstacle"], lines["plan_b"], least=24))
        self.plan.add(column(about, row(self.helper, -1), gap=4))
        goal = self._goal()
        if goal is not None:
            self.show_goal(goal, self.desk.snapshot)

    def _make_helper(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Who can help you keep to it?"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(22)
        calm_wheel(box)
        box.activated.connect(lambda _row: self._put(helper_id=box.currentData() or None))
        return box

    def _lay_out(self) -> None:
        lines = self.lines
        self.rest.add(Columns(self.start, self.end, least=36))
        self.rest.add(self.counts)
        self.rest.add(self.note)
        for piece in (
            lines["what"],
            self.people,
            self.rhythm,
            lines["smallest"],
            line(),
            self.steps,
            line(),
            self.plan,
            self.rest,
        ):
            self.body.addWidget(piece)
        foot = row(self.saved, self.close_button, gap=12)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        for name, field in self.lines.items():
            self._connect_line(name, field)
        self.note.changed.connect(self._note_typed)
        self.people.chosen.connect(lambda value: self._put(contact_ids=value))
        self.rhythm.edited.connect(lambda: self._put(cadence=self.rhythm.cadence, by=self.rhythm.by))
        self.steps.worded.connect(lambda steps: self._typed("steps", steps))
        self.steps.changed.connect(self._steps_changed)
        self.start.changed.connect(lambda day: self._put(start=day))
        self.end.changed.connect(lambda day: self._put(end=day))
        self.counts.chosen.connect(lambda value: self._put(counts_checkins=bool(value)))

    def _connect_line(self, name: str, field: LineField) -> None:
        field.changed.connect(lambda _text: self._typed(name, field.value))
        field.committed.connect(lambda _text: self.flush())

    # ---- showing

    def _goal(self) -> Goal | None:
        return next((each for each in self.desk.snapshot.goals if each.id == self.goal_id), None)

    def show_goal(self, goal: Goal, snapshot: Snapshot) -> None:
        """Show the goal as it is now; fields with something unsaved are left alone."""
        for name, field in self.lines.items():
            if name not in self._pending:
                field.value = getattr(goal, name)
        if "note" not in self._pending:
            self.note.blockSignals(True)
            self.note.value = goal.note
            self.note.blockSignals(False)
        if "steps" not in self._pending:
            self.steps.show_steps(goal.steps, self.desk.today)
        self.people.show_people(snapshot.contacts, goal.contact_ids)
        self.rhythm.show_rhythm(goal.cadence, goal.by)
        if self.helper is not None:
            self._show_helpers(self.helper, goal, snapshot)
        self.start.value = goal.start
        self.end.value = goal.end
        self.counts.value = (True,) if goal.counts_checkins else ()

    def _show_helpers(self, box: QComboBox, goal: Goal, snapshot: Snapshot) -> None:
        chosen = (goal.helper_id,) if goal.helper_id else ()
        wanted = [("", _("Nobody for now"))]
        wanted += [(each.id, shorten(each.short_name, 60)) for each in offered(snapshot.contacts, chosen)]
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] != wanted:
            box.clear()
            for contact_id, name in wanted:
                box.addItem(name, contact_id)
        box.setCurrentIndex(max(box.findData(goal.helper_id or ""), 0))

    # ---- saving

    def _typed(self, name: str, value: Any) -> None:
        self._pending[name] = value
        self.saved.setText("")
        self._timer.start()
        if name == "what" and value.strip():
            self.lines["what"].wrong("")

    def _note_typed(self, text: str) -> None:
        self._typed("note", text)

    def _put(self, **values: Any) -> None:
        self._pending.update(values)
        self.save()

    def _steps_changed(self, steps: tuple[Any, ...], said: str) -> None:
        self._pending["steps"] = steps
        self.save(said=said)

    def flush(self, *, leaving: bool = False) -> bool:
        """Save what is typed; says what is wrong. Returns whether nothing is left to mend."""
        if leaving:
            self.steps.take_typed()
        if not str(self._pending.get("what", "x")).strip():
            self.lines["what"].wrong(sentence("goal_empty"), focus=False)
        return self.save()

    def save(self, *, said: str = "") -> bool:
        """Save what can be saved; an empty name waits until there is one."""
        self._timer.stop()
        ready = {name: value for name, value in self._pending.items() if name != "what" or value.strip()}
        goal = self._goal()
        if goal is None or not ready:
            return not self._pending
        try:
            changed = replace(goal, **ready)
        except DomainError as error:
            self._refused(error)
            return False
        self._pending = {name: value for name, value in self._pending.items() if name not in ready}
        if changed == goal:
            return not self._pending
        merge = "" if said else f"goal:{goal.id}:{'+'.join(sorted(ready))}"
        if self.desk.do(lambda: self.desk.store.goals.save(changed, merge=merge), said=said):
            self.saved.setText(_("Saved"))
        else:
            self._pending = {**ready, **self._pending}
        return not self._pending

    def _refused(self, error: DomainError) -> None:
        field = self.lines.get(str(error.values.get("field", "")), self.lines["what"])
        field.wrong(sentence(error.code, error.values), focus=False)

    def close_editor(self) -> None:
        """Save and show the card again; an empty name goes back to what it was."""
        self.flush(leaving=True)
        self._pending.pop("what", None)
        self.closed.emit(self.goal_id)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()


_PLAN_FIELDS = ("if_moment", "then_action", "if_obstacle", "plan_b", "helper_id")
