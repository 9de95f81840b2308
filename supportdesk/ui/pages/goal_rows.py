"""A column of goals that keeps the cards it has, so that focus and half-typed words stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from supportdesk.ui.kit import button, column
from supportdesk.ui.pages.goal_card import GoalCard
from supportdesk.ui.pages.goal_editor import GoalEditor
from supportdesk.ui.pages.goal_view import GoalView
from supportdesk.words import _

AT_ONCE = 20
FIRST = 3  # cards made before the page is painted; the others follow one by one, so that nothing waits


class GoalRows(QWidget):
    """Cards (and editors) by goal id, at most AT_ONCE more with each press of "Show more"."""

    def __init__(self, make_card: Callable[[GoalView], GoalCard]) -> None:
        super().__init__()
        self._make_card = make_card
        self._views: tuple[GoalView, ...] = ()
        self._limit = AT_ONCE
        self._made = FIRST
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._make_next)
        self.shown: dict[str, GoalCard | GoalEditor] = {}
        self._box = column(gap=12)
        self.more = button(_("Show more"), clicked=self._show_more)
        self.more.hide()
        self.setLayout(column(self._box, self.more, gap=12))

    def show_views(self, views: tuple[GoalView, ...]) -> None:
        """Show these in this order; what is there already is only brought up to date."""
        self._views = views
        self._made = max(self._made, len(self.shown))
        wanted = views[: min(self._limit, self._made)]
        self._drop({each.goal.id for each in wanted})
        for place, view in enumerate(wanted):
            piece = self.shown.get(view.goal.id)
            if piece is None:
                piece = self.shown[view.goal.id] = self._make_card(view)
            elif isinstance(piece, GoalCard):
                piece.show_view(view)
            if self._box.indexOf(piece) != place:
                self._box.insertWidget(place, piece)
                piece.show()  # now, not with the next event: it may get the focus at once
        self.more.setVisible(len(views) > self._limit)
        if len(wanted) < min(self._limit, len(views)):
            self._next.start()

    @property
    def is_whole(self) -> bool:
        """Whether every card that belongs here is made."""
        return len(self.shown) == min(self._limit, len(self._views))

    def _make_next(self) -> None:
        self._made += 1
        self.show_views(self._views)

    def put(self, goal_id: str, piece: GoalCard | GoalEditor) -> None:
        """Another widget in the place of the one for this goal."""
        old = self.shown.get(goal_id)
        place = self._box.indexOf(old) if old is not None else self._box.count()
        self.shown[goal_id] = piece
        self._box.insertWidget(place, piece)
        piece.show()
        if old is not None:
            self._away(old)

    def reveal(self, goal_id: str) -> None:
        """Show enough for this goal to be among them."""
        ids = [each.goal.id for each in self._views]
        if goal_id in ids and goal_id not in self.shown:
            self._limit = max(self._limit, ids.index(goal_id) + 1)
            self._made = max(self._made, ids.index(goal_id) + 1)
            self.show_views(self._views)

    def after(self, goal_id: str) -> str:
        """The goal to focus when this one goes: the next, else the one before, else ""."""
        ids = list(self.shown)
        ordered = [each.goal.id for each in self._views if each.goal.id in ids]
        if goal_id not in ordered:
            return ""
        at = ordered.index(goal_id)
        rest = ordered[at + 1 :] + ordered[:at][::-1]
        return rest[0] if rest else ""

    def _drop(self, kept: set[str]) -> None:
        for goal_id in [each for each in self.shown if each not in kept]:
            self._away(self.shown.pop(goal_id))

    def _show_more(self) -> None:
        first = len(self.shown)
        self._limit += AT_ONCE
        self._made = first + 1
        self.show_views(self._views)
        piece = self.shown[self._views[first].goal.id]
        if isinstance(piece, GoalCard):
            piece.focus()

    def _away(self, piece: QWidget) -> None:
        self._box.removeWidget(piece)
        piece.hide()
        piece.deleteLater()
