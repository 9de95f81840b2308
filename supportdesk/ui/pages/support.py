"""My support: who can I reach now, what I need and who covers it, and who gives what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from supportdesk.content.helplines import load
from supportdesk.domain.coverage import sources
from supportdesk.domain.growth import Need
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import announce, button, empty_state
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.ui.pages.plan_fields import order_tabs
from supportdesk.ui.pages.support_needs import NeedsCard
from supportdesk.ui.pages.support_now import NowCard
from supportdesk.ui.pages.support_view import need_views, now_view, who_view
from supportdesk.ui.pages.support_who import WhoCard
from supportdesk.ui.theme import Theme
from supportdesk.words import _

NOW = "now"
MINUTE = 60_000


class SupportPage(DeskPage):
    """Three parts, one below the other; everything but the needs is computed."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add_button = button(_("Add a need"), "primary", clicked=self.add_new)
        super().__init__(desk, theme, _("My support"), self.add_button)
        self._is_drawn = False
        self._wants_needs = False
        self.add_contact = button(
            _("Add a contact"), "primary", clicked=lambda: self.goes.emit("contacts", "new")
        )
        self.empty = empty_state(
            _("No one here yet. Add one person, group or service that helps you, even a little."),
            self.add_contact,
        )
        self.now, self.needs, self.who = NowCard(theme), NeedsCard(theme), WhoCard(theme)
        for piece in (self.empty, self.now, self.needs, self.who):
            self.body.addWidget(piece)
        self.now.asked.connect(self._look_again)
        self.now.goes.connect(self.goes)
        self.who.goes.connect(self.goes)
        self.needs.added.connect(self._add)
        self.needs.changed.connect(self._change)
        self.needs.removed.connect(self._remove)
        self.needs.opened.connect(self._into_view)
        self.needs.box.left.connect(self._box_left)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._look_again)
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(0)
        self._tabs.timeout.connect(self._order_tabs)
        # Read before the first visit: the list is long, and help is not to wait for it.
        desk.worker.run(load, lambda _directory: None, lambda _error: None)

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring the parts up to date; each leaves alone what has not changed."""
        there = sources(snapshot.contacts)
        has_needs = bool(snapshot.notes.needs) or self._wants_needs
        self.empty.setVisible(not there)
        self.now.setVisible(bool(there))
        self.who.setVisible(bool(there))
        self.needs.setVisible(bool(there) or has_needs)
        self.add_button.setVisible(bool(there))  # one primary button a page
        if there:
            self._answer(snapshot)
            self.who.say(who_view(snapshot, self.desk.today), snapshot)
        self.needs.show_needs(need_views(snapshot), there)
        self._tabs.start()

    def _answer(self, snapshot: Snapshot) -> None:
        ask = self.now.ask(self.desk.clock.now())
        country = self.desk.settings.country or snapshot.me.country
        self.now.say(now_view(snapshot, ask, country), is_narrowed=self.now.is_narrowed)

    def _look_again(self) -> None:
        self._answer(self.desk.snapshot)
        self._tabs.start()

    def _order_tabs(self) -> None:
        """Tab follows what is seen, whatever the order in which the pieces were made."""
        inside = self.widget()
        if inside is not None:
            order_tabs(inside)

    def showEvent(self, event: QShowEvent) -> None:
        self._stale = True  # the time is another one
        inside = self.widget()
        is_first, self._is_drawn = not self._is_drawn, True
        if is_first and inside is not None:
            inside.hide()  # so that all of it is laid out once and not piece by piece
        super().showEvent(event)
        if is_first and inside is not None:
            inside.show()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def open_target(self, target: str) -> None:
        """ "now" goes to the first part, "new" to the box for a need, an id to that need."""
        if target == NOW and not self.now.isHidden():
            self.verticalScrollBar().setValue(0)
            self.now.focus_first()
        elif target == "new":
            self.add_new()
        else:
            found = self.needs.row_of(target)
            if found is None:
                self.heading.setFocus()
            else:
                found.change.setFocus()
                self._into_view(found)

    def add_new(self) -> None:
        """Open the box for a need."""
        self._wants_needs = True
        self.needs.show()
        self.needs.start_adding()
        self._tabs.start()

    def _into_view(self, piece: QWidget) -> None:
        """Scroll to a piece once it has its place; where it does not fit, to its beginning."""

        def scroll() -> None:
            inside = self.widget()
            if inside is None:
                return
            top = piece.mapTo(inside, QPoint()).y()
            self.ensureVisible(0, top + piece.height(), 0, 12)
            if piece.height() > self.viewport().height():
                self.verticalScrollBar().setValue(top - 12)

        QTimer.singleShot(0, piece, scroll)

    def _box_left(self) -> None:
        (self.add_button if self.add_button.isVisible() else self.add_contact).setFocus()

    def flush(self) -> None:
        """Save what is being typed."""
        self.needs.flush()

    # ---- what the person does

    def _add(self, need: Need) -> None:
        if self._save(need):
            announce(self, _("Added: {need}").format(need=need.text))

    def _change(self, need: Need) -> None:
        """Keep a change, unless the need went away meanwhile (Undo); typing is undone as one."""
        before = self._need(need.id)
        if before is not None:
            typed = replace(before, text=need.text) == need
            self._save(need, merge=f"need:{need.id}" if typed else "")

    def _save(self, need: Need, merge: str = "") -> bool:
        return self.desk.do(lambda: self.desk.store.notes.save(need, merge=merge))

    def _need(self, need_id: str) -> Need | None:
        return next((each for each in self.desk.snapshot.notes.needs if each.id == need_id), None)

    def _remove(self, need_id: str) -> None:
        need = self._need(need_id)
        if need is None:
            return
        said = _("“{need}” was removed.").format(need=shorten(need.text, 60))

        def remove() -> Any:
            return self.desk.store.notes.remove(need_id)

        self.desk.do(remove, said=said)
