"""Today: a greeting, one small step, how the support stands, this week, and the hard-week switch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from supportdesk.domain.dismissed import dismiss, put_off
from supportdesk.domain.goal import GoalState
from supportdesk.domain.look_back import KEY as LOOK_BACK
from supportdesk.domain.snapshot import Me, Snapshot
from supportdesk.store import Change, Did
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Columns, button, empty_state, label, row, show
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages import goal_changes as changes
from supportdesk.ui.pages.today_cards import (
    TOMORROW,
    TONIGHT,
    WEEKEND,
    HardWeekCard,
    LookBackCard,
    NiceCard,
    Part,
    StepCard,
    StrengthCard,
    SupportCard,
    WeekCard,
    said_by,
)
from supportdesk.ui.pages.today_view import EVENING, TodayView, today_view
from supportdesk.ui.theme import Theme
from supportdesk.words import _

MINUTES = 5  # how often the time of day is looked at again


def put_off_until(until: str, today: date) -> tuple[date, str]:
    """The day or moment something is put off to, and what is said; a weekend begins on Saturday."""
    if until == TONIGHT:
        return datetime.combine(today, time(EVENING)), _("Put off until tonight.")
    if until == TOMORROW:
        return today + timedelta(days=1), _("Put off until tomorrow.")
    if until == WEEKEND:
        return today + timedelta(days=(5 - today.weekday()) % 7 or 7), _("Put off until the weekend.")
    return today + timedelta(days=7), _("Put off until next week.")


class TodayPage(DeskPage):
    """Everything on it is computed; nothing is stored but what was put away and the hard week."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, _("Today"))
        self.view: TodayView | None = None
        self._minute: datetime | None = None  # of the view
        self.add_contact = button(
            _("Add a contact"), "primary", clicked=lambda: self.goes.emit("contacts", "new")
        )
        self.empty = empty_state(
            _(
                "Nothing planned for today. That is fine. Think of one person, group or service "
                "that helps you, even a little."
            ),
            self.add_contact,
        )
        self.strengths, self.steps, self.nice = StrengthCard(theme), StepCard(theme), NiceCard(theme)
        self.support, self.week = SupportCard(theme), WeekCard(theme)
        self.hard, self.look_back = HardWeekCard(theme), LookBackCard(theme)
        self.parts: dict[str, Part] = {
            "hard": self.hard,
            "strengths": self.strengths,
            "steps": self.steps,
            "nice": self.nice,
            "look_back": self.look_back,
            "support": self.support,
            "week": self.week,
        }
        for part in self.parts.values():
            part.goes.connect(self.goes)
            part.put_away.connect(self._put_away)
            part.put_off.connect(self._put_off)
            part.marked.connect(self._mark)
        self.hard.ended.connect(self._end_hard_week)
        self.columns = Columns(self.support, self.week, least=30)
        self.begin_hard = button(_("This is a hard week"), clicked=self._begin_hard_week)
        words = label(_("Is it a hard week? You can pause everything. Nothing is lost."), "muted")
        switch = row(words, self.begin_hard, gap=12)
        switch.setStretch(0, 1)
        self.switch = Card(switch)
        for piece in (
            self.hard,
            self.strengths,
            self.empty,
            self.steps,
            self.nice,
            self.look_back,
            self.columns,
            self.switch,
        ):
            self.body.addWidget(piece)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTES * 60_000)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what has changed and leave the rest."""
        now = self.desk.clock.now()
        self._minute = now.replace(second=0, microsecond=0)
        view = today_view(snapshot, now)
        if view == self.view:
            return
        self.view = view
        self.heading.setText(view.greeting)
        self.heading.setAccessibleName(view.greeting)
        show(self.empty, wanted=view.is_empty)
        show(self.switch, wanted=not view.hard_week and not view.is_empty)
        had_focus = self._has_focus()
        all_said = said_by(view)
        for name, said in all_said.items():
            if said is not None:
                self.parts[name].say(said)
            show(self.parts[name], wanted=said is not None)
        show(self.columns, wanted=all_said["support"] is not None or all_said["week"] is not None)
        if had_focus and not self._has_focus():
            self._focus_first()

    def draw_ahead(self) -> None:
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        self._stale |= self.desk.clock.now().replace(second=0, microsecond=0) != self._minute
        super().showEvent(event)

    def _look_at_clock(self) -> None:
        if self.isVisible():
            self.show_snapshot(self.desk.snapshot)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and focus.isVisible() and self.isAncestorOf(focus)

    def _focus_first(self) -> None:
        for part in self.parts.values():
            there = part.buttons() if not part.isHidden() else []
            if there:
                there[0].setFocus()
                return
        self.heading.setFocus()

    def open_target(self, _target: str) -> None:
        """There is nothing to open here but the page itself."""
        self.heading.setFocus()

    def add_new(self) -> None:
        """A new contact, as Today itself holds nothing."""
        self.goes.emit("contacts", "new")

    # ---- what the person does

    def _save_me(self, me: Me, said: str) -> None:
        """Its own step, so that Undo takes back this and not the one before as well."""

        def save() -> None:
            with self.desk.store.writing(Change(did=Did.SETTINGS_CHANGED)):
                self.desk.store.save_me(me)

        self.desk.do(save, said=said)

    def _put_away(self, key: str) -> None:
        self._save_me(dismiss(self.desk.snapshot.me, key), _("You will not be asked this again."))

    def _put_off(self, key: str, until: str) -> None:
        day, said = put_off_until(until, self.desk.today)
        if key == LOOK_BACK:
            said = _("That is fine. It is here again next week.")
        self._save_me(put_off(self.desk.snapshot.me, key, day), said)

    def _mark(self, goal_id: str) -> None:
        goal = next((each for each in self.desk.snapshot.goals if each.id == goal_id), None)
        if goal is not None:
            changed = changes.mark(goal, self.desk.today)
            lasts = changed.state is GoalState.ACTIVE
            said = _("Written down for today.") if lasts else _("Kept under Done.")
            self.desk.do(lambda: self.desk.store.goals.save(changed), said=said)

    def _begin_hard_week(self) -> None:
        me = replace(self.desk.snapshot.me, hard_week_since=self.desk.today)
        self._save_me(me, _("Everything is paused. Be as gentle with yourself as you can."))

    def _end_hard_week(self) -> None:
        me, today = self.desk.snapshot.me, self.desk.today
        since = me.hard_week_since
        if since is None:
            return
        goals = [(each, changes.rested(each, since, today)) for each in self.desk.snapshot.goals]

        def end() -> Any:
            with self.desk.store.writing(Change(did=Did.SETTINGS_CHANGED)):
                self.desk.store.save_me(replace(me, hard_week_since=None))
                for goal, changed in goals:
                    if changed != goal:
                        self.desk.store.goals.save(changed)

        self.desk.do(end, said=_("Good to see you. Everything is as it was."))
