"""The plan: written on one side, seen as real pages on the other, saved as a PDF."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Choices
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.plan_write import WriteView
from supportdesk.ui.theme import Theme
from supportdesk.words import _

WRITE, PAPER = "write", "page"


class PlanPage(DeskPage):
    """My plan, with two views."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, _("My plan"), fills=True)
        self.switch = Choices("", [(WRITE, _("Write")), (PAPER, _("Page"))], WRITE, chips=True)
        self.switch.setAccessibleName(_("Write or see the page"))
        self.write = WriteView(desk, theme)
        self.write.goes.connect(self.goes)
        self.write.revealed.connect(self._reveal)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.write, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring what is in view up to date."""
        self.write.show_snapshot(snapshot)

    def flush(self) -> None:
        """Save what is being typed."""
        self.write.autosave.flush()

    def open_target(self, target: str) -> None:
        """Show a part, or a view."""
        self.show_snapshot(self.desk.snapshot)
        if target in set(Part):
            self.write.open_part(Part(target))
        elif target == "new":
            self.add_new()
        else:
            self.write.show_part(target)

    def add_new(self) -> None:
        """Offer the parts that are not written yet."""
        self.write.start()

    def _reveal(self, piece: QWidget) -> None:
        # The layout knows its new heights only after this event.
        QTimer.singleShot(0, piece, lambda: self.ensureWidgetVisible(piece, 0, 24))
