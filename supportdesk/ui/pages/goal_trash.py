"""The removed goals, folded away below the others."""

from __future__ import annotations

from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.pages.trash import TrashView, goals
from supportdesk.ui.theme import Theme
from supportdesk.words import _


class RemovedGoals(Fold):
    """There only while something is in the trash; what it holds is made when it is first opened."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, "", gap=12)
        self._desk = desk
        self.view: TrashView | None = None
        self.toggled.connect(lambda _open: self.follow())
        self.hide()

    def follow(self) -> None:
        """Count again, and show what is there while it is open."""
        count = len(self._desk.store.goals.trash())
        self.retitle(_("Removed ({count})").format(count=count))
        self.setVisible(count > 0)
        if not self.is_open:
            return
        if self.view is None:
            self.view = TrashView(self._desk, goals(self._desk), home=self.head)
            self.view.erased.connect(self.follow)
            self.add(self.view)
        self.view.show_trash()
