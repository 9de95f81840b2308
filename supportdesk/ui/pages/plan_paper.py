"""The paper side of the plan: choices on one side, the real pages on the other, and saving them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.story import Past
from supportdesk.report.choices import Choices, Section
from supportdesk.report.document import neutral_name
from supportdesk.report.therapist import last_review
from supportdesk.ui.desk import Desk
from supportdesk.ui.desktop import Printed, open_to_print, print_pages, prints_without_a_file, show_in_folder
from supportdesk.ui.kit import column
from supportdesk.ui.pages.plan_choices import ChoicesPanel
from supportdesk.ui.pages.plan_fields import Beside
from supportdesk.ui.pages.plan_making import Maker, Wish
from supportdesk.ui.pages.plan_preview import Preview, Zoom
from supportdesk.ui.pages.plan_saved import SavedNotice
from supportdesk.ui.pages.plan_wanted import Wanted
from supportdesk.ui.pages.plan_where import ask_where
from supportdesk.ui.pages.plan_write import is_empty, make_empty
from supportdesk.ui.save_file import documents
from supportdesk.ui.theme import Theme

SIDE_BY_SIDE = 90  # characters
_ANY = 16_777_215  # as wide as Qt lets a widget be
Where = Callable[[QWidget, Path, Callable[[Path], None]], Any]


class PaperView(QWidget):
    """Choices and pages.

    `where(parent, suggested path, answered)` asks for the place of a file; a test brings its own.
    """

    def __init__(
        self, desk: Desk, theme: Theme, *, add_person: Callable[[], None], add_calm: Callable[[], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self.where: Where = ask_where
        self._folder: Path | None = None
        self.is_printing = False
        self.maker = Maker(desk.worker, self)
        self.empty = make_empty(add_person, add_calm)
        self.notice = SavedNotice()
        self.notice.retry.connect(self.save)
        self.notice.shown.connect(self._show_in_folder)
        self.panel = ChoicesPanel(Wanted())
        self.panel.chosen.connect(self._chosen)
        self.lock = self.panel.lock
        self.send: Callable[[bytes], Printed] = partial(print_pages, given_up=lambda: desk.worker.is_stopped)
        self.preview = Preview(theme, self.maker)
        if QAccessible.isActive():
            self.preview.show_as(Zoom.WORDS)
        self._side = _Side(self.panel)
        self.sides = Beside(self._side, self.preview, least=SIDE_BY_SIDE, shares=(2, 4))
        self.sides.turned.connect(self._turned)
        whole = column(self.notice, self.empty, self.sides, gap=14)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._turned(self.sides.is_wide)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer what there is and show the page as it would be printed now."""
        self.empty.setVisible(is_empty(snapshot))
        self.panel.show_snapshot(snapshot)
        self._look(snapshot)

    def restyle(self) -> None:
        """Follow the theme."""
        self._turned(self.sides.is_wide)
        self.preview.before.restyle()
        self.preview.after.restyle()

    def _look(self, snapshot: Snapshot) -> None:
        choices = self.panel.wanted.on_paper()
        self.preview.show_source(snapshot, choices, self._desk.today, self._before(choices))

    def _before(self, choices: Choices) -> Past | None:
        """The map on the day of the last review, where the sheet tells what has changed since."""
        review = last_review(self._desk.snapshot, self._desk.today) if choices.has(Section.CHANGES) else None
        return self._desk.store.past(review) if review else None

    def _chosen(self, wanted: Wanted) -> None:
        me = self._desk.snapshot.me
        if me.paper != wanted.paper.value:
            paper = wanted.paper.value
            # The change brings a new snapshot, and that the new page.
            self._desk.do(lambda: self._desk.store.save_me(replace(self._desk.snapshot.me, paper=paper)))
        self.panel.show_snapshot(self._desk.snapshot)
        self._look(self._desk.snapshot)

    def _turned(self, wide: bool) -> None:
        letter = QFontMetrics(self.font()).averageCharWidth()
        self._side.most = letter * 46
        self._side.turn(wide)
        self.preview.area.setMinimumHeight(240 if wide else letter * 70)
        self.preview.words.setMinimumHeight(240 if wide else letter * 70)

    # ---- saving

    def save(self) -> None:
        """Ask where, then make the file in the background; the choices stay as they are."""
        if self.lock.check():
            self.where(self, self._suggested(), self._save_at)

    def _suggested(self) -> Path:
        return (self._folder or documents()) / neutral_name(self._desk.today)

    def _wish(self) -> Wish:
        choices = self.panel.wanted.on_paper()
        return Wish(
            snapshot=self._desk.snapshot,
            choices=choices,
            today=self._desk.today,
            page=0,
            ppi=96,
            before=self._before(choices),
        )

    def _save_at(self, path: Path) -> None:
        path = path if path.suffix else path.with_name(f"{path.name}.pdf")
        self.notice.saving()
        self.maker.save(self._wish(), path, self.lock.password, self._saved, self._failed)

    def _show_in_folder(self, path: Path) -> None:
        def told(shown: bool) -> None:
            if not shown:
                self.notice.not_shown()

        self._desk.worker.run(lambda: show_in_folder(path), told, lambda _error: told(False))

    # ---- printing

    def print(self) -> None:
        """Hand the pages to the desktop's print window; where that needs a file, ask for its place first."""
        if self.is_printing:
            return
        if prints_without_a_file():
            self.is_printing = True
            self.notice.printing()
            self.maker.print(self._wish(), self.send, self._printed, self._not_printed)
        else:
            self.notice.to_print_from()
            self.where(self, self._suggested(), self._print_from)

    def _printed(self, printed: Printed) -> None:
        self.is_printing = False
        self.notice.printed(printed)

    def _not_printed(self, error: Exception) -> None:
        self.is_printing = False
        self.notice.failed(error)

    def _print_from(self, path: Path) -> None:
        def done(saved: Path) -> None:
            self._folder = saved.parent
            self.notice.opened_to_print(saved, open_to_print(saved))

        self.notice.saving()
        self.maker.save(self._wish(), path, "", done, self._failed)

    def _saved(self, path: Path) -> None:
        self._folder = path.parent
        self.notice.saved(path)

    def _failed(self, error: Exception) -> None:
        self._folder = None
        self.notice.failed(error)


class _Scroll(QScrollArea):
    """As tall as there is room, and no taller by itself."""

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)


class _Side(QWidget):
    """The choices: scrolling by themselves beside the page, or as long as they are above it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._wide: bool | None = None
        self.most = _ANY
        inside.setObjectName("pageBody")
        inside.installEventFilter(self)
        self._scroll = _Scroll()
        self._scroll.setObjectName("page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._scroll)
        self.setLayout(self._box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Leave nothing cut off at the sides."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() + 4
        least = self._inside.minimumSizeHint().width() + bar if self._wide else 0
        self.setMinimumWidth(least)
        self.setMaximumWidth(max(least, self.most) if self._wide else _ANY)

    def turn(self, wide: bool) -> None:
        """Scroll by itself (`wide`), or not."""
        if wide is self._wide:
            return
        self._wide = wide
        if wide and self._scroll.widget() is None:
            self._box.removeWidget(self._inside)
            self._scroll.setWidget(self._inside)
        elif not wide and self._scroll.widget() is not None:
            self._scroll.takeWidget()
            self._box.addWidget(self._inside)
        self._scroll.setVisible(wide)
        self.fit()
        self._inside.show()
