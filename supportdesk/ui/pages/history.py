"""Check-ins: what was written down, newest first, to read again, find and correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from supportdesk.domain.checkin import Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.find import words
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Choices, Flow, Line, announce, button, column, label
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.ui.pages.history_list import HistoryList
from supportdesk.ui.pages.history_rows import Entry, Maker, Wanted, nothing
from supportdesk.ui.search_hits import FIND
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels

if TYPE_CHECKING:
    from supportdesk.ui.pages.looking_back import LookingBack

LOG, BACK = "log", "back"  # the two views
LOOK_BACK = "look-back"  # the target that opens the second one
FIRST, PIECE = 100, 250  # check-ins that are read at once, and in each later event


class HistoryPage(DeskPage):
    """Read in pieces, so that thousands of check-ins never hold the window."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add = button(
            _("Log a check-in"),
            "primary",
            clicked=lambda: self.goes.emit("check-in", self.wanted.contact_id),
            hint=_("Ctrl+J"),
        )
        super().__init__(desk, theme, _("Check-ins"), self.add, fills=True)
        self.wanted = Wanted()
        self._maker = Maker()
        self._entries: list[Entry] = []
        self._read: list[Entry] = []
        self._build()
        self._pieces = QTimer(self)
        self._pieces.setInterval(0)
        self._pieces.timeout.connect(self._next_piece)
        # A correction of something long past is in no snapshot; its notice tells of it.
        desk.noticed.connect(self._noticed)

    def _build(self) -> None:
        self.filter = Line()
        self.filter.setMaxLength(200)
        self.filter.setPlaceholderText(_("Find in names and notes"))
        self.filter.setAccessibleName(_("Find in names and notes"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._want())
        self.filter.installEventFilter(self)
        self.way = _combo(_("How"), _("Any way"), [(each, labels.way(each)) for each in Way])
        self.outcome = _combo(
            _("How it went"), _("However it went"), [(each, labels.outcome(each)) for each in Outcome]
        )
        for each in (self.way, self.outcome):
            each.activated.connect(lambda _index: self._want())
        self.only = button("", "chip", clicked=self._with_everyone)
        self.only.hide()
        facets = QWidget()
        facets.setLayout(Flow(self.only, self.way, self.outcome, gap=8))
        self.list = HistoryList(self.theme)
        self.list.opened.connect(lambda checkin_id: self.goes.emit("check-in", checkin_id))
        self.list.remove_wanted.connect(self._remove)
        self.nothing = label("")
        self.nothing.setMaximumWidth(640)
        self.nothing.hide()
        self.everything = button(_("Show everything"), clicked=self.show_everything)
        self.everything.hide()
        self._facets = facets
        inside = column(self.filter, facets, self.nothing, self.everything, self.list, -1, gap=10)
        inside.setStretch(4, 1000)
        self._holder = QWidget()
        self._holder.setLayout(inside)
        self.view = Choices("", [(LOG, _("All check-ins")), (BACK, _("Looking back"))], LOG, chips=True)
        self.view.setAccessibleName(_("What this page shows"))
        self.view.chosen.connect(self.show_view)
        self.back: LookingBack | None = None  # made when it is first wanted
        self.body.addWidget(self.view)
        self.body.addWidget(self._holder, 1)

    # ---- the two views

    def show_view(self, which: str) -> None:
        """Show the check-ins, or the look back on the weeks."""
        from supportdesk.ui.pages.looking_back import LookingBack

        if which == BACK and self.back is None:
            self.back = LookingBack(self.desk, self.theme)
            self.body.addWidget(self.back, 1)
        self.flush()
        self.view.value = which
        self._holder.setVisible(which == LOG)
        self.add.setVisible(which == LOG)  # one primary button a page
        if self.back is not None:
            self.back.setVisible(which == BACK)
            if which == BACK:
                self.back.show_snapshot(self.desk.snapshot)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.back is not None:
            self.back.flush()

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read again from the newest on; what is shown stays until it is known to differ."""
        if self.back is not None and self.view.value == BACK:
            self.back.show_snapshot(snapshot)
        self._read = []
        self._next_piece(FIRST)
        if len(self._read) == FIRST:
            self._pieces.start()

    def _next_piece(self, size: int = PIECE) -> None:
        found = self.desk.store.checkins.part(len(self._read), size)
        first = not self._read
        self._read += self._maker.entries(found, self.desk.snapshot)
        done = len(found) < size
        if done:
            self._pieces.stop()
            self._entries = self._read
        elif first:
            oldest = self._read[-1].checkin.when
            read = {each.id for each in self._read}
            later = [each for each in self._entries if each.checkin.when <= oldest and each.id not in read]
            self._entries = self._read + later
        if done or first:
            self._show()

    def _show(self) -> None:
        wanted = self.wanted
        entries = tuple(wanted.among(self._entries))
        if self.desk.today != self.list.rows.today or entries != self.list.rows.entries:
            self._exchange(entries)
        self._name_only()
        empty = not entries and not self._pieces.isActive()
        self.nothing.setText(nothing(wanted) if empty else "")
        self.nothing.setVisible(empty)
        self.everything.setVisible(empty and not wanted.is_all)
        self.list.setVisible(bool(entries))
        any_ = bool(self._entries)
        self.filter.setVisible(any_ or not wanted.is_all)
        self._facets.setVisible(any_ or not wanted.is_all)

    def _exchange(self, entries: tuple[Entry, ...]) -> None:
        """Other rows, with the same one in hand (or the next), and the same place in view."""
        chosen, row = self.list.chosen_id, self.list.currentIndex().row()
        focused = self.list.hasFocus()
        self.list.show_entries(entries, self.desk.today)
        if chosen and entries:
            if self.list.rows.place_of(chosen) < 0:
                chosen = entries[min(row, len(entries) - 1)].id
            self.list.choose(chosen)
        elif focused and not entries:
            self.filter.setFocus()

    def _name_only(self) -> None:
        contact = self.desk.snapshot.contact(self.wanted.contact_id)
        name = contact.short_name if contact is not None else _("a removed contact")
        words_ = _("Only with {name}").format(name=shorten(name, 40))
        self.only.setText(f"{words_.replace('&', '&&')}  ×")
        self.only.setAccessibleName(_("Only with {name}. Press to show everyone.").format(name=name))
        self.only.setVisible(bool(self.wanted.contact_id))

    def _noticed(self, _notice: Any) -> None:
        if self.isVisible() and not self._stale:
            self.show_snapshot(self.desk.snapshot)
        else:
            self._stale = True

    # ---- wanting

    def _want(self) -> None:
        self.wanted = Wanted(
            words=words(self.filter.text()),
            way=Way(self.way.currentData()) if self.way.currentData() else None,
            outcome=Outcome(self.outcome.currentData()) if self.outcome.currentData() else None,
            contact_id=self.wanted.contact_id,
        )
        self._show()
        self.list.forget_place()
        if self.nothing.isVisible():
            announce(self.filter, self.nothing.text())

    def _with_everyone(self) -> None:
        self._only_with("")
        self.filter.setFocus()

    def _only_with(self, contact_id: str) -> None:
        self.wanted = Wanted(contact_id=contact_id)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.way.setCurrentIndex(0)
        self.outcome.setCurrentIndex(0)
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
            self._only_with("")
            self.list.choose(target)
            self.list.setFocus()

    def add_new(self) -> None:
        """Log a check-in."""
        self.goes.emit("check-in", self.wanted.contact_id)

    def find_here(self) -> None:
        """Into the filter line."""
        self.show_view(LOG)
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _remove(self, checkin_id: str) -> None:
        self.desk.do(lambda: self.desk.store.checkins.remove(checkin_id), said=_("The check-in was removed."))

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
        if self.list.rows.entries:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.rows.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _combo(name: str, any_: str, options: list[tuple[Any, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(any_, None)
    for each, text in options:
        made.addItem(text, each)
    return made
