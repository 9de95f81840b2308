"""The plan: written on one side, seen as real pages on the other, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QWidget

from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Flow, button, label
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.plan_write import WriteView
from supportdesk.ui.theme import Theme
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.pages.after_view import AfterView
    from supportdesk.ui.pages.helplines_view import HelplinesView
    from supportdesk.ui.pages.plan_paper import PaperView
    from supportdesk.ui.pages.plan_versions import VersionsView

    Other = VersionsView | HelplinesView | AfterView

WRITE, PAPER, LINES, PAST, AFTER = "write", "page", "helplines", "versions", "after"
EDGE = 48  # pixels at the upper and lower edge in which dragging scrolls
SETTLED = 30  # milliseconds until it is looked again whether a first layout has come to rest
WARM_AFTER = 700  # milliseconds after the page was first seen


def _warm() -> None:
    """Load the small modules behind the paper (not what draws) before they are asked for."""
    import supportdesk.report.whole  # noqa: F401


def _nothing(_outcome: object) -> None:
    pass


def _not_locked() -> str:
    return _("The PDF is not locked. Anyone who opens it can read it.")


class PlanPage(DeskPage):
    """My plan, with a few views; each but the first is only loaded when it is first looked at."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.save_button = button(_("Save as PDF"), "primary", clicked=self.save)
        self.print_button = button(_("Print"), clicked=self.print)
        super().__init__(desk, theme, _("My plan"), self.print_button, self.save_button, fills=True)
        self._group = QButtonGroup(self)
        self.views = {
            WRITE: self._chip(WRITE, _("Write"), _("Write my plan")),
            PAPER: self._chip(PAPER, _("Page"), _("See the page as it will be printed")),
            LINES: self._chip(LINES, _("Helplines"), _("Helplines, and my own lines")),
            PAST: self._chip(PAST, _("Earlier versions"), _("See earlier versions of my plan")),
            AFTER: self._chip(
                AFTER, _("After a hard time"), _("After a hard time: what helped, what to change")
            ),
        }
        self.views[WRITE].setChecked(True)
        self.not_locked = label(_not_locked(), "muted")
        self.not_locked.hide()
        self.write = WriteView(desk, theme)
        self.write.goes.connect(self.goes)
        self.write.revealed.connect(self._reveal)
        self.write.near_edge.connect(self._scroll_along)
        self.paper: PaperView | None = None
        self.others: dict[str, Other] = {}
        self._scrolled = 0
        self.body.addLayout(Flow(*self.views.values(), gap=8))
        self.body.addWidget(self.not_locked)
        self.body.addWidget(self.write, 1)

    def _chip(self, view: str, words: str, name: str) -> QPushButton:
        chip = button(words, "chip", clicked=lambda: self.show_view(view))
        chip.setCheckable(True)
        chip.setAccessibleName(name)
        self._group.addButton(chip)
        return chip

    @property
    def view(self) -> str:
        """The name of the view that is seen."""
        return next(name for name, chip in self.views.items() if chip.isChecked())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring what is in view up to date."""
        if self.paper is not None and self.view == PAPER:
            self.paper.show_snapshot(snapshot)
        elif self.view in self.others:
            self.others[self.view].show_snapshot(snapshot)
        else:
            self.write.show_snapshot(snapshot)

    def show_view(self, view: str) -> None:
        """Write, see the page, or look at one of the other views."""
        self.flush()
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if view != WRITE and not self.write.isHidden():
            self._scrolled = self.verticalScrollBar().value()
        self.views[view].setChecked(True)
        self.not_locked.setVisible(view == PAPER)
        self._show_other(view)
        first = self.paper is None
        paper = self._paper() if view == PAPER else self.paper
        self.write.setVisible(view == WRITE)
        if paper is not None:
            paper.setVisible(view == PAPER)
        if inside and focus is not None and not focus.isVisible():
            self.views[view].setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would leave the page
        if view == PAPER and first:
            # The frame is painted before it is filled, so that the window never stands still.
            QTimer.singleShot(0, self, lambda: self.show_snapshot(self.desk.snapshot))
        else:
            self.show_snapshot(self.desk.snapshot)
        if view == WRITE:
            QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(self._scrolled))

    def _show_other(self, view: str) -> None:
        if view not in (WRITE, PAPER) and view not in self.others:
            self.others[view] = self._make_other(view)
            self.others[view].revealed.connect(self._reveal)
            self.body.addWidget(self.others[view], 1)
        for name, other in self.others.items():
            other.setVisible(name == view)

    def _make_other(self, view: str) -> Other:
        if view == LINES:
            from supportdesk.ui.pages.helplines_view import HelplinesView

            return HelplinesView(self.desk)
        if view == PAST:
            from supportdesk.ui.pages.plan_versions import VersionsView

            versions = VersionsView(self.desk)
            versions.wants_write.connect(lambda: self.open_target(WRITE))
            return versions
        from supportdesk.ui.pages.after_view import AfterView

        after = AfterView(self.desk, self.theme)
        after.goes.connect(self.goes)
        return after

    def _paper(self) -> PaperView:
        if self.paper is None:
            from supportdesk.ui.pages.plan_paper import PaperView

            self.paper = PaperView(
                self.desk,
                self.theme,
                add_person=lambda: self._write(self.write.add_person),
                add_calm=lambda: self._write(self.write.add_calm),
            )
            self.paper.lock.changed.connect(self._say_locked)
            self.body.addWidget(self.paper, 1)
        return self.paper

    def _say_locked(self) -> None:
        locked = self.paper is not None and self.paper.lock.is_on
        self.not_locked.setText(_("The PDF will only open with its password.") if locked else _not_locked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.paper is None:
            QTimer.singleShot(WARM_AFTER, self, lambda: self.desk.worker.run(_warm, _nothing, _nothing))

    def flush(self) -> None:
        """Save what is being typed."""
        self.write.autosave.flush()
        for other in self.others.values():
            other.flush()

    def open_target(self, target: str) -> None:
        """Show a view (by its name), a part (by its sort or id), or save ("save")."""
        if target in ("save", "print"):
            self.save() if target == "save" else self.print()
        elif target in self.views:
            self.show_view(target)
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        elif target == "new":
            self.add_new()
        else:
            self.show_view(WRITE)
            if target in set(Part):
                self.write.open_part(Part(target))
            else:
                self.write.show_part(target)

    def save(self) -> None:
        """Show the page as it will be, and ask where to put it."""
        self.show_view(PAPER)
        self.show_snapshot(self.desk.snapshot)
        self._paper().save()

    def print(self) -> None:
        """Show the page as it will be, and hand it to the desktop to print."""
        self.show_view(PAPER)
        self.show_snapshot(self.desk.snapshot)
        self._paper().print()

    def add_new(self) -> None:
        """Offer the parts that are not written yet; among the helplines, a line of one's own."""
        add = getattr(self.others.get(self.view), "add_new", None)
        if add is not None:
            add()
        else:
            self._write(self.write.start)

    def _write(self, then: Callable[[], None]) -> None:
        self.show_view(WRITE)
        then()

    def _restyled(self) -> None:
        self.write.restyle()
        if self.paper is not None:
            self.paper.restyle()
        super()._restyled()

    def _scroll_along(self, y: int) -> None:
        """Scroll a little while something is dragged near the upper or lower edge."""
        top = self.viewport().mapToGlobal(QPoint(0, 0)).y()
        bar = self.verticalScrollBar()
        if y < top + EDGE:
            bar.setValue(bar.value() - EDGE // 2)
        elif y > top + self.viewport().height() - EDGE:
            bar.setValue(bar.value() + EDGE // 2)

    def _reveal(self, piece: QWidget) -> None:
        # The layout knows its new heights only after this event, at a first visit some events later.
        QTimer.singleShot(0, piece, lambda: self._scroll_to(piece, 20))

    def _scroll_to(self, piece: QWidget, tries: int) -> None:
        """Into view, and where it is taller than that, its beginning."""
        if tries and piece.height() < piece.minimumSizeHint().height():  # not laid out yet
            QTimer.singleShot(SETTLED, piece, lambda: self._scroll_to(piece, tries - 1))
            return
        if piece.height() + 24 <= self.viewport().height():
            self.ensureWidgetVisible(piece, 0, 24)
        else:
            above = piece.mapTo(self.viewport(), QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + above - 24)
