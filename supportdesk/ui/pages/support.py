"""My support: who can I reach now, what I need and who covers it, and who gives what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
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
from supportdesk.ui.pages.support_now import NowCard
from supportdesk.ui.pages.support_view import WhoView, need_views, now_view, who_view
from supportdesk.ui.theme import Theme
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.pages.support_needs import NeedsCard
    from supportdesk.ui.pages.support_who import WhoCard

NOW = "now"
MINUTE = 60_000


class SupportPage(DeskPage):
    """Three parts, one below the other; everything but the needs is computed.

    The first visit makes the first part; the two below the fold follow in turns of their own, so that nothing
    holds the window up. Whoever asks for one of them earlier has all of them made at once.
    """

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
        self.now = NowCard(theme)
        self._needs: NeedsCard | None = None
        self._who: WhoCard | None = None
        self._room = QWidget()  # the room of what is not made yet: the scroll bar is there from the start
        for piece in (self.empty, self.now, self._room):
            self.body.addWidget(piece)
        self.now.asked.connect(self._look_again)
        self.now.goes.connect(self.goes)
        self._known: tuple[Snapshot, WhoView] | None = None
        self._steps: list[Callable[[], object]] = [
            self._make_needs,
            self._say_needs,
            self._make_who,
            self._view_of_who,
            self._say_who,
        ]
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._look_again)
        # Read before the first visit: the list is long, and help is not to wait for it.
        desk.worker.run(load, lambda _directory: None, lambda _error: None)

    # ---- the parts below the fold

    @property
    def needs(self) -> NeedsCard:
        """The second part, made now if it was not."""
        self._finish()
        assert self._needs is not None
        return self._needs

    @property
    def who(self) -> WhoCard:
        """The third part, made now if it was not."""
        self._finish()
        assert self._who is not None
        return self._who

    def _go_on(self) -> None:
        """Make one more piece; the next one in the next turn."""
        if self._steps:
            self._steps.pop(0)()
            self._turn.start()
        else:
            self._room.hide()

    def _finish(self) -> None:
        """Make at once what is not made yet."""
        while self._steps:
            self._steps.pop(0)()
        if self._turn.isActive():
            self._turn.stop()
            self._go_on()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._finish()
        return super().focusNextPrevChild(forward)

    def _make_needs(self) -> None:
        from supportdesk.ui.pages.support_needs import NeedsCard

        needs = self._needs = NeedsCard(self.theme, self.desk.half_written)
        needs.hide()
        self.body.insertWidget(self.body.indexOf(self._room), needs)
        needs.added.connect(self._add)
        needs.changed.connect(self._change)
        needs.removed.connect(self._remove)
        needs.opened.connect(self.bring)
        needs.box.left.connect(self._box_left)

    def _make_who(self) -> None:
        from supportdesk.ui.pages.support_who import WhoCard

        who = self._who = WhoCard(self.theme)
        who.hide()
        self.body.insertWidget(self.body.indexOf(self._room), who)
        who.goes.connect(self.goes)

    def _say_needs(self) -> None:
        snapshot = self.desk.snapshot
        there = sources(snapshot.contacts)
        if self._needs is not None:
            self._needs.show_needs(need_views(snapshot), there)
            self._needs.setVisible(bool(there or snapshot.notes.needs) or self._wants_needs)

    def _view_of_who(self) -> WhoView:
        snapshot = self.desk.snapshot
        known, self._known = self._known, None
        if known is None or known[0] is not snapshot:
            known = (snapshot, who_view(snapshot, self.desk.today))
        if self._steps:
            self._known = known  # it is shown in the next turn
        return known[1]

    def _say_who(self) -> None:
        snapshot = self.desk.snapshot
        there = bool(sources(snapshot.contacts))
        if self._who is not None:
            if there:
                self._who.say(self._view_of_who(), snapshot)
            self._who.setVisible(there)

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring the parts up to date; each leaves alone what has not changed."""
        there = bool(sources(snapshot.contacts))
        self.empty.setVisible(not there)
        self.now.setVisible(there)
        self.add_button.setVisible(there)  # one primary button a page
        if there:
            self._answer(snapshot)
        if self._steps:
            self._room.setMinimumHeight(self.height() if there else 0)
            self._turn.start()
        else:
            self._say_needs()
            self._say_who()

    def _answer(self, snapshot: Snapshot) -> None:
        ask = self.now.ask(self.desk.clock.now())
        country = self.desk.settings.country or snapshot.me.country
        self.now.say(now_view(snapshot, ask, country), is_narrowed=self.now.is_narrowed)

    def _look_again(self) -> None:
        self._answer(self.desk.snapshot)

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
                self.bring(found)

    def add_new(self) -> None:
        """Open the box for a need."""
        self._wants_needs = True
        self.needs.show()
        self.needs.start_adding()

    def _box_left(self) -> None:
        (self.add_button if self.add_button.isVisible() else self.add_contact).setFocus()

    def flush(self) -> None:
        """Save what is being typed."""
        if self._needs is not None:
            self._needs.flush()

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
