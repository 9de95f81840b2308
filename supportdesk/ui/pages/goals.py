"""The goals: small steps, once or in a rhythm, with what is paused, done and let go folded away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from supportdesk.domain.goal import Goal, GoalState
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import button, empty_state
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages import goal_changes as changes
from supportdesk.ui.pages import goal_words
from supportdesk.ui.pages.goal_card import GoalCard
from supportdesk.ui.pages.goal_editor import GoalEditor
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.pages.goal_rows import GoalRows
from supportdesk.ui.pages.goal_start import OWN, GoalStart
from supportdesk.ui.pages.goal_trash import RemovedGoals
from supportdesk.ui.pages.goal_view import GoalView, goal_views
from supportdesk.ui.theme import Theme
from supportdesk.words import _

_FOLDED = (GoalState.PAUSED, GoalState.DONE, GoalState.DROPPED)


class GoalsPage(DeskPage):
    """Active goals as cards; an editor takes the place of a card; everything can be undone."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add_button = button(_("Add a goal"), "primary", clicked=self.add_new)
        super().__init__(desk, theme, _("Goals"), self.add_button)
        self.start: GoalStart | None = None
        self._editing = ""
        self.empty_button = button(_("Add a goal"), "primary", clicked=self.add_new)
        self.empty = empty_state(
            _(
                "No goals yet. Pick one small thing you can do this month. "
                "For example: call a friend once a week."
            ),
            self.empty_button,
        )
        self.resting = empty_state(_("No goal is active just now. That is fine."))
        self.rows = {state: GoalRows(self._make_card) for state in GoalState}
        self.folds = {state: Fold(theme, "", gap=12) for state in _FOLDED}
        for piece in (self.empty, self.resting, self.rows[GoalState.ACTIVE]):
            self.body.addWidget(piece)
        for state, fold in self.folds.items():
            fold.add(self.rows[state])
            fold.toggled.connect(lambda _open, state=state: self._fill(state))
            self.body.addWidget(fold)
        self.removed = RemovedGoals(desk, theme)
        self.body.addWidget(self.removed)

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring every card up to date; nothing is built anew that is there."""
        if self._editing and not any(each.id == self._editing for each in snapshot.goals):
            self._editing = ""
        for state in GoalState:
            self._fill(state)
        goals = [each.state for each in snapshot.goals]
        self.empty.setVisible(not goals and self.start is None)
        self.add_button.setVisible(bool(goals) or self.start is not None)  # one primary button a page
        self.resting.setVisible(bool(goals) and GoalState.ACTIVE not in goals and self.start is None)
        for state, fold in self.folds.items():
            count = goals.count(state)
            fold.setVisible(count > 0)
            fold.retitle(_fold_title(state).format(count=count))
        self.removed.follow()

    def _fill(self, state: GoalState) -> None:
        fold = self.folds.get(state)
        if fold is not None and not fold.is_open:
            self.rows[state].show_views(())
            return
        snapshot = self.desk.snapshot
        self.rows[state].show_views(goal_views(snapshot, self.desk.today, state))
        editor = self.editor
        goal = self._goal(self._editing)
        if editor is not None and goal is not None:
            editor.show_goal(goal, snapshot)

    def _make_card(self, view: GoalView) -> GoalCard:
        card = GoalCard(self.theme, view)
        card.asked.connect(self._do)
        card.ticked.connect(self._tick)
        card.reasoned.connect(self._reason)
        return card

    # ---- finding

    def _goal(self, goal_id: str) -> Goal | None:
        return next((each for each in self.desk.snapshot.goals if each.id == goal_id), None)

    def piece(self, goal_id: str) -> GoalCard | GoalEditor | None:
        """The card or the editor of a goal, if it is shown."""
        return next((rows.shown[goal_id] for rows in self.rows.values() if goal_id in rows.shown), None)

    @property
    def editor(self) -> GoalEditor | None:
        """The open editor, or None."""
        piece = self.piece(self._editing) if self._editing else None
        return piece if isinstance(piece, GoalEditor) else None

    def open_target(self, target: str) -> None:
        """Show and focus a goal, or start one ("new")."""
        if target == "new":
            self.add_new()
            return
        goal = self._goal(target)
        if goal is None:
            return
        if goal.state in self.folds:
            self.folds[goal.state].open(True)
        self._fill(goal.state)
        self.rows[goal.state].reveal(target)
        self._focus(target)

    def _focus(self, goal_id: str) -> None:
        piece = self.piece(goal_id)
        if isinstance(piece, GoalEditor):
            piece.lines["what"].setFocus()
        elif isinstance(piece, GoalCard):
            piece.focus()
        else:
            (self.add_button if not self.add_button.isHidden() else self.empty_button).setFocus()
            return
        self.bring(piece)

    # ---- adding and editing

    def add_new(self) -> None:
        """Offer a start above the list."""
        if self.start is None:
            self.close_editor()
            self.start = GoalStart(self.desk)
            self.start.picked.connect(self._add)
            self.start.left.connect(self._leave_start)
            self.body.insertWidget(0, self.start)
            self.start.show()
            self.show_snapshot(self.desk.snapshot)
        self.verticalScrollBar().setValue(0)
        self.start.focus()

    def _leave_start(self) -> None:
        self._drop_start()
        self.show_snapshot(self.desk.snapshot)
        self._focus("")

    def _drop_start(self) -> None:
        self.desk.half_written.forget(OWN)
        if self.start is not None:
            self.body.removeWidget(self.start)
            self.start.hide()
            self.start.deleteLater()
            self.start = None

    def _add(self, goal: Goal) -> None:
        if self.desk.do(lambda: self.desk.store.goals.save(goal), said=_("The goal was added.")):
            self._drop_start()
            self.show_snapshot(self.desk.snapshot)
            self.edit(goal.id)

    def edit(self, goal_id: str) -> None:
        """Open the editor in the place of the card."""
        goal = self._goal(goal_id)
        if goal is None:
            return
        self.close_editor()
        self.rows[goal.state].reveal(goal_id)
        editor = GoalEditor(self.desk, self.theme, goal)
        editor.closed.connect(self._closed)
        self._editing = goal_id
        self.rows[goal.state].put(goal_id, editor)
        self._focus(goal_id)

    def close_editor(self) -> None:
        """Close the editor if one is open; what it holds is saved."""
        if self.editor is not None:
            self.editor.close_editor()

    def _closed(self, goal_id: str) -> None:
        self._editing = ""
        had_focus = self.focusWidget() is not None and self.isAncestorOf(QApplication.focusWidget() or self)
        for state, rows in self.rows.items():
            view = next(
                (
                    each
                    for each in goal_views(self.desk.snapshot, self.desk.today, state)
                    if each.goal.id == goal_id
                ),
                None,
            )
            if view is not None and goal_id in rows.shown:
                rows.put(goal_id, self._make_card(view))
        if had_focus:
            self._focus(goal_id)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.editor is not None:
            self.editor.flush(leaving=True)
        for rows in self.rows.values():
            for piece in rows.shown.values():
                if isinstance(piece, GoalCard):
                    piece.flush()

    # ---- what a card asks for

    def _do(self, goal_id: str, what: str) -> None:
        goal = self._goal(goal_id)
        if goal is None:
            return
        if what == "open":
            self.edit(goal_id)
        elif what == "remove":
            self._leave(goal, lambda: self.desk.store.goals.remove(goal_id), _("The goal was removed."))
        elif what.startswith("move_"):
            self._move(goal, what)
        else:
            change, said = _CHANGES[what]
            self._change(goal, change(goal, self.desk.today), said())

    def _change(self, goal: Goal, changed: Goal, said: str) -> None:
        save = lambda: self.desk.store.goals.save(changed)  # noqa: E731
        if changed.state is goal.state:
            self.desk.do(save, said=said)
            return
        if changed.state is GoalState.PAUSED:
            self.folds[GoalState.PAUSED].open(True)
        self._leave(goal, save, said)
        if changed.state is GoalState.ACTIVE:
            self._focus(goal.id)

    def _leave(self, goal: Goal, save: Callable[[], None], said: str) -> None:
        """A goal goes from its group; the next one gets the focus."""
        after = self.rows[goal.state].after(goal.id)
        if self.desk.do(save, said=said):
            self._focus(after)

    def _move(self, goal: Goal, where: str) -> None:
        today = self.desk.today
        by = {"move_week": today + timedelta(days=7), "move_month": today + timedelta(days=30)}.get(where)
        said = (
            _("Moved to {day}.").format(day=goal_words.day(by, today))
            if by
            else _("The goal has no day now.")
        )
        self.desk.do(lambda: self.desk.store.goals.save(replace(goal, by=by)), said=said)
        self._focus(goal.id)

    def _tick(self, goal_id: str, step_id: str, done: bool) -> None:
        goal = self._goal(goal_id)
        if goal is not None:
            changed = changes.tick(goal, step_id, self.desk.today, done=done)
            self.desk.do(lambda: self.desk.store.goals.save(changed))

    def _reason(self, goal_id: str, why: str) -> None:
        goal = self._goal(goal_id)
        if goal is not None and changes.reason(goal, why) != goal:
            changed = changes.reason(goal, why)
            self.desk.do(lambda: self.desk.store.goals.save(changed, merge=f"goal:{goal_id}:why"))


def _fold_title(state: GoalState) -> str:
    return {
        GoalState.PAUSED: _("Paused ({count})"),
        GoalState.DONE: _("Done ({count})"),
        GoalState.DROPPED: _("Let go ({count})"),
    }[state]


_CHANGES: dict[str, tuple[Callable[..., Goal], Callable[[], str]]] = {
    "mark": (changes.mark, lambda: _("Written down for today.")),
    "unmark": (changes.unmark, lambda: _("The mark of today was taken back.")),
    "pause": (changes.pause, lambda: _("Paused. Nothing is lost.")),
    "carry_on": (changes.carry_on, lambda: _("Good to see you. The goal is active again.")),
    "finish": (changes.finish, lambda: _("Kept under Done.")),
    "let_go": (changes.let_go, lambda: _("Let go. You can take it up again.")),
}
