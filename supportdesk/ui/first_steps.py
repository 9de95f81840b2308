"""The first steps: five short questions, each saved at once, each of which may be skipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from supportdesk.ui import first_plan
from supportdesk.ui.desk import Desk
from supportdesk.ui.first_sheets import (
    CallSheet,
    CalmSheet,
    DoneSheet,
    HelpersSheet,
    SmallStepSheet,
    StepSheet,
    YouSheet,
)
from supportdesk.ui.quiet_frame import QuietFrame
from supportdesk.ui.theme import Theme
from supportdesk.ui.toast import TroubleBar
from supportdesk.words import _
from supportdesk.words.errors import sentence


class FirstSteps(QuietFrame):
    """From an empty profile to the first plan in a few minutes. Sends `finished(page)`.

    Someone who closed it on the way goes on after the last step that left something.
    """

    finished = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme)
        self.desk = desk
        self.number = first_plan.left_off(desk.snapshot)
        self._goal_id: str | None = desk.snapshot.goals[-1].id if desk.snapshot.goals else None
        self.trouble = TroubleBar()
        self.add_bar(self.trouble)
        desk.failed.connect(self._failed)
        self._show()

    def flush(self) -> None:
        """Keep the answer on the page that is in view, where the person hides or closes on the way."""
        if isinstance(self.sheet, StepSheet):
            self.sheet.save()

    def _show(self) -> None:
        if self.number >= first_plan.STEPS:
            self._show_end()
            return
        self.place.setText(
            _("Step {number} of {count}").format(number=self.number + 1, count=first_plan.STEPS)
        )
        sheet = self._make()
        sheet.next_wanted.connect(self._next)
        sheet.skip_wanted.connect(self._forward)
        sheet.back_wanted.connect(self._back)
        sheet.leave_wanted.connect(self._leave)
        self.put(sheet)

    def _make(self) -> StepSheet:
        makers: tuple[Callable[[], StepSheet], ...] = (
            lambda: YouSheet(self.desk),
            lambda: HelpersSheet(self.desk, self.theme),
            lambda: CallSheet(self.desk),
            lambda: CalmSheet(self.desk),
            lambda: SmallStepSheet(self.desk, self._goal_id),
        )
        return makers[self.number]()

    def _next(self) -> None:
        if isinstance(self.sheet, SmallStepSheet):
            self._goal_id = self.sheet.goal_id
        self._forward()

    def _forward(self) -> None:
        self.number += 1
        self._show()

    def _back(self) -> None:
        self.number -= 1
        self._show()

    def _leave(self) -> None:
        self.flush()
        self._mark_done()
        self.finished.emit("today")

    def _show_end(self) -> None:
        self._mark_done()
        self.place.setText("")
        sheet = DoneSheet(self.desk)
        sheet.today_wanted.connect(lambda: self.finished.emit("today"))
        sheet.password_wanted.connect(lambda: self.finished.emit("settings"))
        self.put(sheet)

    def _mark_done(self) -> None:
        store, me = self.desk.store, self.desk.snapshot.me
        if not me.first_steps_done:
            self.desk.do(lambda: store.save_me(replace(me, first_steps_done=True), undoable=False))

    def _failed(self, code: str, values: dict[str, object], action: object) -> None:
        def again() -> bool:
            return callable(action) and self.desk.do(action)

        self.trouble.show_trouble(sentence(code, values), again)
