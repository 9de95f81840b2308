"""Check-ins: what was written down, newest first, to read again, find and correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from supportdesk.domain.checkin import Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.lookup import words_in
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import Listing, Word, day_of
from supportdesk.ui.desk import Desk
from supportdesk.ui.filling import not_yet
from supportdesk.ui.find_line import FindLine
from supportdesk.ui.kit import Card, Choices, announce, button, column, label, row
from supportdesk.ui.names import Names
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.history_facets import Facets
from supportdesk.ui.pages.history_list import HistoryList
from supportdesk.ui.pages.history_rows import Entry, entry_of, nothing
from supportdesk.ui.row_list import is_low
from supportdesk.ui.search_hits import FIND
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels

if TYPE_CHECKING:
    from supportdesk.ui.pages.looking_back import LookingBack
    from supportdesk.ui.pages.trash import TrashView

LOG, BACK = "log", "back"  # the two views
LOOK_BACK = "look-back"  # the target that opens the second one
FIRST, MORE, REST = 120, 1_000, 5_000  # keys that are read at once, while scrolling, on the way to the end
JUMP = 1_900  # keys among which a check-in is looked for before the days up to it are left out
NAMED = 40  # contacts of a name whose check-ins are looked for


class HistoryPage(DeskPage):
    """Only keys are read, as many as are wanted; what a row says is read when it comes into view."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add = button(
            _("Log a check-in"),
            "primary",
            clicked=self.add_new,
            hint=_("Ctrl+J"),
        )
        super().__init__(desk, theme, _("Check-ins"), self.add, fills=True)
        self._names = Names()
        self._is_old = False  # something changed while the other view was shown
        self._build()
        self._build_views()
        self._to_the_end = QTimer(self)
        self._to_the_end.setInterval(0)
        self._to_the_end.timeout.connect(self._read_rest)
        # A correction of something long past is in no snapshot; its notice tells of it.
        desk.noticed.connect(self._noticed)
        desk.filling.done.connect(self._filled)

    def _build(self) -> None:
        self.filter = FindLine(_("Find in names and notes"))
        self.filter.setMaxLength(200)
        self.filter.textChanged.connect(lambda _text: self._want())
        self.filter.installEventFilter(self)
        self.facets = Facets()
        self.facets.changed.connect(self._want)
        self.way, self.outcome, self.only = self.facets.way, self.facets.outcome, self.facets.only
        self.list = HistoryList(self.theme)
        self.list.opened.connect(lambda checkin_id: self.goes.emit("check-in", checkin_id))
        self.list.remove_wanted.connect(self._remove)
        self.list.end_wanted.connect(self._go_to_the_end)
        self.list.focused.connect(lambda: self.bring(self.list))
        self.list.rows.make = self._make
        self.list.rows.fetch = lambda: self._read_more(MORE)
        self.nothing = label("")
        self.nothing.setMaximumWidth(640)
        self.everything = button(_("Show everything"), clicked=self.show_everything)
        self.everything.hide()
        self._found_none = Card(self.nothing, row(self.everything, -1))
        self._found_none.hide()
        self.not_yet = label("", "muted")
        self.removed = button("", "link", clicked=self._open_trash)
        self.removed.hide()
        pieces = (self.filter, self.facets, self.not_yet, self._found_none, self.list, self.removed)
        inside = column(*pieces, -1, gap=10)
        inside.setStretch(pieces.index(self.list), 1000)
        self._holder = QWidget()
        self._holder.setLayout(inside)

    def _build_views(self) -> None:
        self.view = Choices("", [(LOG, _("All check-ins")), (BACK, _("Looking back"))], LOG, chips=True)
        self.view.setAccessibleName(_("What this page shows"))
        self.view.chosen.connect(self.show_view)
        self.back: LookingBack | None = None  # made when it is first wanted
        self.trash: TrashView | None = None
        self.body.addWidget(self.view)
        self.body.addWidget(self._holder, 1)

    # ---- the views

    def show_view(self, which: str) -> None:
        """Show the check-ins, or the look back on the weeks."""
        if which == BACK and self.back is None:
            from supportdesk.ui.pages.looking_back import LookingBack

            self.back = LookingBack(self.desk, self.theme)
            self.back.shown.connect(lambda: self.verticalScrollBar().setValue(0))
            self.body.addWidget(self.back, 1)
        self.flush()
        self.view.value = which
        self.view.show()
        self._holder.setVisible(which == LOG)
        self.add.setVisible(which == LOG)  # one primary button a page
        if self.trash is not None:
            self.trash.hide()
        if self.back is not None:
            self.back.setVisible(which == BACK)
            if which == BACK:
                self.back.show_snapshot(self.desk.snapshot)
        if which == LOG and self._is_old:
            self.show_snapshot(self.desk.snapshot)

    def _open_trash(self) -> None:
        from supportdesk.ui.pages.trash import TrashView, check_ins

        if self.trash is None:
            self.trash = TrashView(self.desk, check_ins(self.desk))
            self.trash.left.connect(self._leave_trash)
            self.trash.erased.connect(self._count_trash)
            self.body.addWidget(self.trash)
        for each in (self._holder, self.view, self.add):
            each.hide()
        self.trash.show_trash()
        self.trash.show()
        self.trash.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_trash(self) -> None:
        self.show_view(LOG)
        (self.list if not self.list.isHidden() else self.heading).setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_trash(self) -> None:
        count = self.desk.store.checkins.count_trash()
        self.removed.setText(_("Removed ({count})").format(count=count))
        self.removed.setVisible(count > 0)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.back is not None:
            self.back.flush()

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read the keys again; what is shown stays until it is known to differ."""
        self._fit()
        self._is_old = self.back is not None and self.view.value == BACK
        if self.back is not None and self._is_old:
            self._to_the_end.stop()
            self.back.show_snapshot(snapshot)
            return
        self._names.follow(snapshot)
        self.facets.follow(snapshot)
        self._count_trash()
        if self.trash is not None and not self.trash.isHidden():
            self.trash.show_trash()
        self._read(max(self.list.needed(), FIRST))

    def _read(self, count: int) -> None:
        listing = self.listing
        keys = self.desk.store.finding.checkins(listing, count)
        self._exchange(keys, more=len(keys) == count)
        all_ = listing == Listing()
        waiting = not_yet(self.desk)
        self.not_yet.setText(waiting)
        self.not_yet.setVisible(bool(waiting))
        self.nothing.setText("" if keys else nothing(all_=all_))
        self._found_none.setVisible(not keys and not (all_ and waiting))
        self.everything.setVisible(not keys and not all_)
        self.list.setVisible(bool(keys))
        for each in (self.filter, self.facets):
            each.setVisible(bool(keys) or not all_)

    def _exchange(self, keys: list[tuple[int, str]], *, more: bool) -> None:
        """Other rows, with the same one in hand (or the next), and the same place in view."""
        chosen, row = self.list.chosen_id, self.list.currentIndex().row()
        focused = self.list.hasFocus()
        self.list.show_keys(keys, self.desk.today, more=more)
        if chosen and keys:
            if self.list.rows.place_of(chosen) < 0:
                chosen = keys[min(row, len(keys) - 1)][1]
            self.list.choose(chosen)
        elif focused and not keys:
            self.filter.setFocus()

    def _make(self, ids: Sequence[str]) -> list[Entry]:
        snapshot = self.desk.snapshot
        return [entry_of(each, snapshot) for each in self.desk.store.checkins.some(ids)]

    def _read_more(self, count: int) -> None:
        rows = self.list.rows
        before = rows.keys[-1][0] if rows.keys else None
        keys = self.desk.store.finding.checkins(self.listing, count, before=before)
        rows.append(keys, more=len(keys) == count)

    def _go_to_the_end(self) -> None:
        self._to_the_end.start()

    def _read_rest(self) -> None:
        if self.list.rows.more:
            self._read_more(REST)
            return
        self._to_the_end.stop()
        self.list.go_to_end()

    def _noticed(self, _notice: Any) -> None:
        if self.isVisible() and not self._stale:
            self.show_snapshot(self.desk.snapshot)
        else:
            self._stale = True

    def _filled(self) -> None:
        """Everything is found now, so the list may be longer."""
        self._noticed(None)

    # ---- wanting

    @property
    def listing(self) -> Listing:
        """What is wanted now."""
        words = tuple(self._word(each) for each in words_in(self.filter.text()))
        return Listing(words=words, **self.facets.chosen(self.desk.today))

    def _word(self, word: str) -> Word:
        """A typed word, which may be a name, a way or how it went as well."""
        return Word(
            text=word,
            contact_ids=self._names.called(word, NAMED),
            ways=_named(word, Way, labels.way),
            outcomes=_named(word, Outcome, labels.outcome),
        )

    def _want(self) -> None:
        self._names.follow(self.desk.snapshot)
        self._read(FIRST)
        self.list.forget_place()
        if self.nothing.isVisible():
            announce(self.filter, self.nothing.text())

    def _only_with(self, contact_id: str) -> None:
        self.facets.clear(contact_id)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self._want()

    def show_everything(self) -> None:
        """Take filter and facets away."""
        self._only_with("")
        self.filter.setFocus()

    # ---- what the person does

    def open_target(self, target: str) -> None:
        """Show those with one contact, or put one check-in in hand; "new" opens the panel."""
        if target == LOOK_BACK:
            self.show_view(BACK)
            if self.back is not None:
                self.back.start()
            return
        self.show_view(LOG)
        if target == "new":
            self.add_new()
        elif target.startswith(FIND):
            self._only_with("")
            self.find_here()
            self.filter.setText(target.removeprefix(FIND))
        elif self.desk.snapshot.contact(target) is not None:
            self._only_with(target)
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_one(target)

    def _show_one(self, checkin_id: str) -> None:
        """One check-in in hand; where it is far down the list, the days up to it are left out."""
        self._only_with("")
        row = self.desk.store.finding.checkin_row(checkin_id)
        if row is not None and self.list.rows.place_of(checkin_id) < 0:
            self._read(JUMP)
        if row is not None and self.list.rows.place_of(checkin_id) < 0:
            self.facets.between(date(2000, 1, 1) if day_of(row).year >= 2000 else date.min, day_of(row))
            self._want()
        self.list.choose(checkin_id)
        self.list.setFocus()
        # Until the page has its size nobody knows what is in view.
        QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))

    def add_new(self) -> None:
        """Log a check-in."""
        self.goes.emit("check-in", self.facets.contact_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the list is as tall as what is in view."""
        least = self.viewport().height() - 24 if is_low(self) else 0
        if least != self.list.least_height:
            self.list.least_height = least
            self.list.updateGeometry()

    def find_here(self) -> None:
        """Into the filter line."""
        self.show_view(LOG)
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _remove(self, checkin_id: str) -> None:
        self.desk.do(lambda: self.desk.store.checkins.remove(checkin_id), said=_("The check-in was removed."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.trash is not None and not self.trash.isHidden():
            self._leave_trash()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.filter:
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._into_list()
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> None:
        if self.list.rows.keys:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.rows.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _named(word: str, values: Iterable[Any], words_of: Callable[[Any], str]) -> tuple[Any, ...]:
    """The values in whose words one begins like this; one letter names nothing."""
    if len(word) < 2:
        return ()
    return tuple(each for each in values if any(one.startswith(word) for one in words_in(words_of(each))))
