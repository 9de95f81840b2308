"""The small panel that writes down a check-in, from anywhere: who, how, how it went; the rest is folded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import CHECK_INS
from supportdesk.ui.checkin_draft import Draft, fresh, kept, may_be_logged, of, to_keep, usual_way
from supportdesk.ui.checkin_more import MoreFields, minutes_of, when_of
from supportdesk.ui.checkin_people import PeopleField
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Choices, Flow, button, column, label, on_esc, row
from supportdesk.ui.pages.contact_autosave import NotYetError
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.theme import Theme
from supportdesk.words import _, checkins, labels
from supportdesk.words.errors import sentence

WIDTH = 60  # characters
MARGIN = 12


class CheckInPanel(QFrame):
    """Lies over `over` (the page, but never Hide or a notice of trouble), at its far side.

    Esc puts it away and keeps what was typed for this session.

    `closed(bool)` is sent when it was put away or its check-in is written down: whether the focus is
    back where it was.
    """

    closed = Signal(bool)

    def __init__(self, desk: Desk, theme: Theme, over: QWidget) -> None:
        super().__init__(over.parentWidget())
        self.setObjectName("panel")
        self.hide()
        self.desk = desk
        self._theme = theme
        self._over = over
        # From the file itself: who was deleted for good is taken out of it there.
        drafts = desk.store.drafts.all().get(CHECK_INS)
        self._drafts: dict[str, Draft] = kept(drafts, desk.snapshot, desk.store.checkins.get)
        self._key = ""
        self._start = self._base = fresh()
        self._way_chosen = False
        self._attempt: CheckIn | None = None
        self._before: QWidget | None = None
        self.more: MoreFields | None = None
        self._build()
        self._build_keys()
        over.installEventFilter(self)
        desk.changed.connect(self._changed)
        theme.changed.connect(self._recolour)
        self._recolour()

    # ---- building

    def _build(self) -> None:
        self.title = label("", "section")
        self.close_button = button("", "plain", clicked=self.put_away, hint=_("Close (Esc)"))
        self.close_button.setAccessibleName(_("Close"))
        self.people = PeopleField()
        self.way = Choices(_("How?"), [(each, labels.way(each)) for each in Way], chips=True)
        self.outcome = Choices(
            _("How did it go?"), [(each, labels.outcome(each)) for each in Outcome], chips=True
        )
        for choices in (self.way, self.outcome):
            choices.title.setProperty("look", "strong")
        self.fold = Fold(self._theme, _("More"), fill=self._make_more)
        self.save = button("", "primary", clicked=self.write, hint=_("Ctrl+Enter"))
        self.save.setAutoDefault(True)  # Enter presses it
        self.remove = button(
            _("Remove"), clicked=self._remove, hint=_("Remove this check-in. You can undo it.")
        )
        self._inside = QWidget()
        self._inside.setObjectName("panelBody")
        self._column = column(self.people, self.way, self.outcome, self.fold, -1, gap=16)
        self._column.setContentsMargins(18, 2, 18, 8)
        self._inside.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("panelScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._head = row(self.title, self.close_button, gap=8)
        self._head.setStretch(0, 1)
        self._head.setContentsMargins(18, 12, 10, 0)
        holder = QWidget()
        foot = Flow(self.save, self.remove, gap=8)
        holder.setLayout(foot)
        self._foot = row(holder)
        self._foot.setContentsMargins(18, 6, 18, 14)
        self._whole = column(self._head, self._scroll, self._foot, gap=6)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self._inside.installEventFilter(self)
        self.people.changed.connect(self._people_changed)
        self.people.passed.connect(self.way.focus_first)
        self.people.matches.currentRowChanged.connect(self._show_match)
        self.way.chosen.connect(lambda _way: self._choose_way())

    def _build_keys(self) -> None:
        on_esc(self, self.put_away)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.write)

    def _make_more(self) -> None:
        self.more = MoreFields()
        self.fold.add(self.more)
        self.more.show_draft(
            replace(self._base, people=self.people.value), self.desk.snapshot, self.desk.clock.now()
        )

    # ---- opening and putting away

    def open_for(self, target: str = "") -> None:
        """Begin a check-in; `target` is a contact to begin with, or a check-in to correct, or "".

        What was typed before for the same target is there again.
        """
        if not self.isHidden():
            if target == self._key:
                self._focus_first()
                return
            self._keep()
        else:
            self._before = QApplication.focusWidget()
        start = self._start_for(target)
        self._key = target if start.people else ""
        self._show(start, self._drafts.get(self._key, start))
        self.show()
        self._place()
        self.raise_()
        self._focus_first()

    def _start_for(self, target: str) -> Draft:
        checkin = self.desk.store.checkins.get(target) if target else None
        if checkin is not None:
            return of(checkin)
        contact = self.desk.snapshot.contact(target) if target else None
        if contact is None or not may_be_logged(contact):
            return fresh()
        return fresh(usual_way(contact, self.desk.snapshot, self.desk.store), (contact.id,))

    def _show(self, start: Draft, draft: Draft) -> None:
        corrects = start.original is not None
        self._start, self._base = start, draft
        self._attempt = None
        self._way_chosen = corrects or draft.people != () or draft.way is not start.way
        words = _("Correct a check-in") if corrects else _("Log a check-in")
        self.title.setText(words)
        self.setAccessibleName(words)
        self.save.setText(_("Keep the changes") if corrects else _("Write it down"))
        self.remove.setVisible(corrects)
        self.people.show_people(self.desk.snapshot, draft.people, draft.typed)
        self.way.value, self.outcome.value = draft.way, draft.outcome
        if self.more is not None:
            self.more.show_draft(draft, self.desk.snapshot, self.desk.clock.now())
        self.fold.open(draft.shows_more)
        self._scroll.verticalScrollBar().setValue(0)

    def _focus_first(self) -> None:
        if self.people.value and not self.people.edit.text():
            self.way.focus_first()
        else:
            self.people.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Close, and keep what was typed."""
        if self.isHidden():
            return
        self._keep()
        self._leave()

    def flush(self) -> None:
        """Hand on what is half written, and nothing of who is gone."""
        if not self.isHidden():
            self._keep()
        there = kept(to_keep(self._drafts), self.desk.snapshot, self.desk.store.checkins.get)
        self.desk.half_written[CHECK_INS] = to_keep(there)

    def _keep(self) -> None:
        draft = self._read()
        if replace(draft, id=self._start.id) != self._start:
            self._drafts[self._key] = draft
        else:
            self._drafts.pop(self._key, None)

    def _leave(self) -> None:
        """Hide, and give the focus back to where it was."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        before, self._before = self._before, None
        self.hide()
        there = before is not None and isValid(before) and before.isVisible()
        if inside and there and before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit(there or not inside)

    # ---- what the fields say

    def _read(self) -> Draft:
        draft = replace(
            self._base,
            typed=self.people.edit.text(),
            people=self.people.value,
            way=self.way.value,
            outcome=self.outcome.value,
        )
        return self.more.read(draft) if self.more is not None else draft

    def _people_changed(self) -> None:
        people = self.people.value
        if self.more is not None:
            self.more.show_people(people, self.desk.snapshot)
        contact = self.desk.snapshot.contact(people[0]) if len(people) == 1 else None
        if contact is not None and not self._way_chosen:
            self.way.value = usual_way(contact, self.desk.snapshot, self.desk.store)

    def _show_match(self, number: int) -> None:
        matches = self.people.matches
        if number > 0 and matches.isVisible():
            spot = matches.visualItemRect(matches.item(number)).bottomLeft()
            place = matches.viewport().mapTo(self._inside, spot)
            self._scroll.ensureVisible(place.x(), place.y(), 0, 20)

    def _choose_way(self) -> None:
        self._way_chosen = True

    def _changed(self, snapshot: Snapshot) -> None:
        if not self.isHidden():
            self.people.show_snapshot(snapshot)

    # ---- writing down

    def write(self) -> None:
        """Save; what cannot be saved is said at its field, and everything stays."""
        self.people.take_typed()
        if not self.people.value:
            self.people.wrong(sentence("checkin_nobody"))
            return
        checkin = self._made(self._read())
        if checkin is None:
            return
        corrects = self._start.original is not None
        if corrects and checkin == self._start.original:
            self._drafts.pop(self._key, None)
            self._leave()
            return
        self._attempt = checkin
        self.desk.do(lambda: self._write(checkin, corrects=corrects))

    def _write(self, checkin: CheckIn, *, corrects: bool) -> None:
        """Also called by Try again, later: then only the newest attempt counts, and only once."""
        if self._attempt is not checkin:
            return
        store = self.desk.store.checkins
        (store.save if corrects else store.log)(checkin)
        self._finish()
        contacts = [self.desk.snapshot.contact(each) for each in checkin.contact_ids]
        said = _("The check-in was corrected.") if corrects else checkins.written(checkin, contacts)
        self.desk.noticed.emit(Notice(text=said, undo=True))

    def _remove(self) -> None:
        checkin_id = self._start.id
        if self.desk.do(
            lambda: self.desk.store.checkins.remove(checkin_id), said=_("The check-in was removed.")
        ):
            self._finish()

    def _finish(self) -> None:
        self._attempt = None
        self._drafts.pop(self._key, None)
        self._leave()

    def _made(self, draft: Draft) -> CheckIn | None:
        """The check-in of the fields, or None after the field that is wrong has said so."""
        notes = dict(draft.notes)
        where = "when"
        try:
            when = when_of(draft, self.desk.clock.now())
            where = "minutes"
            minutes = minutes_of(draft)
            people = []
            for where in draft.people:
                people.append(CheckInPerson(contact_id=where, note=notes.get(where, "")))  # noqa: PERF401 (`where` is told)
            where = ""
            return _checkin(draft, tuple(people), when, minutes)
        except NotYetError as error:
            self._wrong(where, str(error))
        except DomainError as error:
            field = where or str(error.values.get("field", ""))
            self._wrong(field, sentence(error.code, error.values))
        return None

    def _wrong(self, where: str, words: str) -> None:
        self.fold.open(True)
        assert self.more is not None
        field: Any = self.more.notes.get(where) or getattr(self.more, where, self.more.note)
        field.wrong(words)
        spot = field.day if where == "when" else field.edit
        spot.setFocus()
        self._lay_out()
        self._scroll.ensureWidgetVisible(field)

    # ---- keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside, in the order one reads; Esc and F6 leave."""
        stops = [each for each in _stops(self._whole) if each.isVisibleTo(self) and each.isEnabled()]
        focus = QApplication.focusWidget()
        place = stops.index(focus) if focus in stops else -1 if forward else 0
        after = stops[(place + (1 if forward else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        after.setFocus(reason)
        if self._inside.isAncestorOf(after):
            self._scroll.ensureWidgetVisible(after, 20, 40)
        return True

    # ---- place and look

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isHidden():
            moves = (QEvent.Type.Resize, QEvent.Type.Move)
            resized = watched is self._over and event.type() in moves
            grown = watched is self._inside and event.type() == QEvent.Type.LayoutRequest
            if resized or grown:
                self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._column.activate()
        self._place()

    def _place(self) -> None:
        """At the far side of the page, as wide as its words need and as tall as there is room."""
        room = self._over.geometry().adjusted(MARGIN, 4, -MARGIN, -MARGIN)
        letter = self.fontMetrics().averageCharWidth()
        width = min(letter * WIDTH, room.width())
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        inner = self._column.totalHeightForWidth(width - bar - 2)
        chrome = self._head.sizeHint().height() + self._foot.totalHeightForWidth(width) + 20
        height = min(inner + chrome, room.height())
        left = room.left() if self.isRightToLeft() else room.right() + 1 - width
        self.setGeometry(left, room.top(), width, height)

    def _recolour(self) -> None:
        side = round(self._theme.points * 1.6)
        dress(self.close_button, "close", self._theme.tokens.text, side)
        if not self.isHidden():
            self._place()


def _checkin(draft: Draft, people: tuple[CheckInPerson, ...], when: datetime, minutes: int | None) -> CheckIn:
    return CheckIn(
        id=draft.id,
        when=when,
        people=people,
        way=draft.way,
        outcome=draft.outcome,
        began=draft.began,
        got=draft.got,
        gave=draft.gave,
        felt_before=draft.felt_before,
        felt_after=draft.felt_after,
        thanked=draft.thanked,
        minutes=minutes,
        note=draft.note,
    )


def _stops(layout: QLayout | None) -> Iterator[QWidget]:
    """What Tab stops at, in the order of the layout."""
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        if isinstance(widget, QScrollArea):
            inside = widget.widget()
            yield from _stops(inside.layout() if inside is not None else None)
        elif widget is not None and _is_stop(widget):
            yield widget
        elif widget is not None:
            yield from _stops(widget.layout())
        elif item is not None:
            yield from _stops(item.layout())


def _is_stop(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return policy & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
