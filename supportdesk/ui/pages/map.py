"""The map: the whole support system in one picture, and the same as a list, each with all actions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from supportdesk.charts.view import MapView, Preset
from supportdesk.domain.contact import Contact
from supportdesk.domain.coverage import without
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import Sector, in_map_order
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import announce, button
from supportdesk.ui.kit.page import bring
from supportdesk.ui.map_marked import Spot
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages import map_accessible
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.ui.pages.map_look import Look, Standing, view_of
from supportdesk.ui.pages.map_moves import MapMoves
from supportdesk.ui.pages.map_picture import MapPicture
from supportdesk.ui.pages.map_today import MapToday
from supportdesk.ui.pages.map_words import considered, row, spoken
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words import coverage as coverage_words
from supportdesk.words.network import room, summary
from supportdesk.words.sentences import joined

if TYPE_CHECKING:
    from supportdesk.ui.pages.map_story import MapStory


class MapPage(DeskPage):
    """Everybody round Me: seen, moved, added, tied and saved as a picture."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add_button = button(_("Add a contact"), "primary", clicked=self.add_new, hint=_("Ctrl+N"))
        super().__init__(desk, theme, _("Map"), self.add_button, fills=True)
        self.look = Look()
        self.selected = ""
        self._standing = Standing()
        self._view: MapView | None = None
        self._summed: object = None
        self._tokens: object = None
        self._first_time = True
        self._build()

    def _build(self) -> None:
        map_accessible.install()
        self.whole = whole = MapToday(self.desk, self.theme)
        self.sentences, self.trouble, self.empty = whole.sentences, whole.trouble, whole.empty
        self.controls, self.shape = whole.controls, whole.controls.shape
        self.canvas, self.board, self.list, self.side = whole.canvas, whole.board, whole.list, whole.side
        self.empty_button = whole.empty_button
        self.empty_button.clicked.connect(lambda _on=False: self.add_new())
        self.body.addWidget(whole, 1)
        self.picture = MapPicture(self.desk, self)
        self.picture.serve(self.controls, lambda: self._view)
        self.moves = MapMoves(self.desk, self)
        self.moves.hoped.connect(self._ask_hoped)
        self.story: MapStory | None = None
        self._connect_map()
        self._connect_side()

    def _connect_map(self) -> None:
        self.controls.changed.connect(self._look_changed)
        self.controls.story_wanted.connect(self.show_story)
        self.shape.chosen.connect(self._shape_chosen)
        self.canvas.chosen.connect(self._chosen_on_map)
        self.canvas.dropped.connect(self._dropped)
        self.canvas.wanted.connect(self._add_at)
        self.canvas.tied.connect(self._tie)
        self.canvas.tie_asked.connect(lambda: self.card.ties.begin(on_map=True))
        self.canvas.tie_left.connect(self._end_tie)
        self.canvas.considered.connect(self._say_considered)
        self.canvas.zoomed.connect(self._show_zoom)
        self.canvas.failed.connect(self._could_not_draw)
        self.board.zoom.asked.connect(self.canvas.zoom)
        self.board.zoom.part.connect(self._zoom_to)
        self.board.zoom.rename_wanted.connect(self._rename_parts)
        self.list.chosen.connect(self.select)
        for each in (self.canvas, self.list):
            each.opened.connect(self._open_card)
            each.stepped.connect(self.moves.step)

    def _connect_side(self) -> None:
        self.add, self.card, self.keys = self.side.add, self.side.card, self.side.keys
        self.hoped, self.parts = self.side.hoped, self.side.parts
        self.add.added.connect(self._added)
        self.add.left.connect(self._left_box)
        self.card.open_wanted.connect(lambda: self.goes.emit("contacts", self.selected))
        self.card.stepped.connect(lambda step_: self.moves.step(self.selected, step_))
        self.card.ring_chosen.connect(lambda ring: self.moves.to_ring(self.selected, ring))
        self.card.tying.connect(lambda _on: self._show())
        self.card.tie_wanted.connect(self._tie)
        self.card.tie_gone.connect(lambda other: self.moves.untie(self.selected, other))
        self.card.tie_close.connect(
            lambda other, near: self.moves.make_close(self.selected, other, close=near)
        )
        self.keys.ties_wanted.connect(self._ties_tool)
        self.hoped.left.connect(self._left_box)
        self.parts.left.connect(self._left_box)

    # ---- drawing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if self._first_time:
            self._first_time = False
            if QAccessible.isActive():
                self.shape.as_list = True
                self.whole.show_shape()
        if self._tokens != (self.theme.tokens, self.theme.points):
            self._recolour()
        nobody = not any(each.is_on_map for each in snapshot.contacts)
        self.empty.setVisible(nobody)
        self._show_add()
        self.sentences.setVisible(not nobody)
        self.controls.setVisible(not nobody)
        self._idle(on=not nobody and self.card.isHidden())
        if nobody and self.as_list:
            self.shape.as_list = False
            self.whole.show_shape()
        if self._summed != (snapshot.contacts, self.desk.today):
            self._summed = (snapshot.contacts, self.desk.today)
            words = joined((summary(snapshot, self.desk.today), room(snapshot)))
            self.sentences.setText(breakable(words))
            self.sentences.setAccessibleName(words)
        self.whole.fit(self)
        self._show()
        self.whole.show_side()

    @property
    def as_list(self) -> bool:
        """Whether the list is in view."""
        return self.shape.as_list

    def _show(self) -> None:
        """Bring picture, list and card up to date with snapshot and choices."""
        snapshot = self.desk.snapshot
        contact = self._contact(self.selected)
        if contact is None:
            self.selected = ""
        view = view_of(
            snapshot,
            self.look,
            self.theme,
            self._standing,
            day=self.desk.today,
            selected=self.selected,
            tying=self.selected if self.card.ties.is_tying else "",
        )
        self._view = self.moves.view = view
        if self.story is not None and not self.story.isHidden():
            self.story.show_story(snapshot, view)
            return
        if contact is None:
            self.card.ties.end()
            self.card.contact_id = ""
            self.card.hide()
        else:
            gone = view.preset is Preset.WHAT_IF
            what_if = coverage_words.loss(without(snapshot, contact.id), snapshot) if gone else ""
            self.card.show_contact(contact, view, what_if)
        self._idle(on=contact is None and bool(view.contacts))
        if self.as_list:
            self.list.show_view(view)
        else:
            self._show_canvas(view)

    def _idle(self, *, on: bool) -> None:
        """Beside the map with nobody chosen: the map in words, and what can be done."""
        self.keys.setVisible(on)
        if on:
            self.side.reading.show_snapshot(self.desk.snapshot)
        self.side.reading.setVisible(on and bool(self.side.reading.lines))

    def _show_canvas(self, view: MapView) -> None:
        words = {each.id: row(each, view) for each in view.contacts}
        where_list = _("The list has the same facts: choose List.")
        self.canvas.setAccessibleDescription(joined((self.sentences.accessibleName(), where_list)))
        self.canvas.show_view(view, words, self.selected if self.card.ties.is_tying else "")
        self._show_zoom()

    def _contact(self, contact_id: str) -> Contact | None:
        found = self.desk.snapshot.contact(contact_id)
        return found if found is not None and found in with_room(self.desk.snapshot.contacts) else None

    def _recolour(self) -> None:
        tokens, side = self.theme.tokens, round(self.theme.points * 1.5)
        self._tokens = (tokens, self.theme.points)
        dress(self.add_button, "plus", tokens.on_primary, side)
        self.whole.recolour()

    def flush(self) -> None:
        """Remember where everybody stands; a file that cannot be written keeps the places of before."""
        self.parts.flush()
        places = self._standing.to_save(self.desk.snapshot)
        if places is not None:
            with suppress(StoreError):
                self.desk.store.keep_places(places)

    # ---- the past

    def show_story(self) -> None:
        """Show how the map came to be what it is, in place of the map of today."""
        from supportdesk.ui.pages.map_story import MapStory

        if self.story is None:
            self.story = MapStory(self.desk, self.theme)
            self.story.left.connect(self._leave_story)
            self.body.addWidget(self.story, 1)
        self._turn(self.story)
        self.verticalScrollBar().setValue(0)
        self.story.focus_first()

    def _leave_story(self) -> None:
        self._turn(self.whole)
        self.controls.story.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_add(self) -> None:
        """On an empty map the one in its words is the one primary button."""
        past = self.story is not None and not self.story.isHidden()
        self.add_button.setHidden(past or not self.empty.isHidden())

    def _turn(self, to: QWidget) -> None:
        """Show the map of today or the story; the heading says which."""
        past = to is not self.whole
        title = _("Story of change") if past else _("Map")
        self.heading.setText(title)
        self.heading.setAccessibleName(title)
        self.whole.setHidden(past)
        if self.story is not None:
            self.story.setVisible(past)
        self._show_add()
        announce(self, title)
        self._show()

    # ---- the two sides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.whole.fit(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "whole"):
            self.whole.fit(self)

    def _shape_chosen(self, _as_list: bool) -> None:
        self.trouble.hide()
        self.whole.show_shape()
        self._show()

    def _could_not_draw(self) -> None:
        """The list has the same facts and actions."""
        words = _("We could not draw the map. Here is the same list.")
        self.trouble.setText(words)
        self.trouble.show()
        self.shape.as_list = True
        self.whole.show_shape()
        self._show()
        announce(self, words)

    def _look_changed(self, look: Look) -> None:
        self.look = look
        self._show()

    # ---- choosing

    def select(self, contact_id: str) -> None:
        """Take a contact in hand, or none for ""; it is said."""
        if contact_id == self.selected:
            return
        self.selected = contact_id
        self._show()
        self._say_selected()

    def _say_selected(self) -> None:
        contact, view = self._contact(self.selected), self._view
        if contact is None or view is None or self.as_list:
            return
        order = list(in_map_order(view.placed().places))
        announce(self.canvas, spoken(contact, view, order.index(contact.id) + 1, len(order)))

    def _chosen_on_map(self, contact_id: str) -> None:
        if not (self.card.ties.is_tying and contact_id in ("", self.selected)):
            self.select(contact_id)
        else:
            self.card.ties.end()
        if contact_id and self.keys.ties.isChecked():
            self.card.ties.begin(on_map=True)

    def _open_card(self, contact_id: str) -> None:
        self.select(contact_id)
        self.card.focus_first()
        if self.whole.narrow:
            self.bring(self.card)

    def open_target(self, target: str) -> None:
        if target == "story":
            self.show_story()
            return
        if self.story is not None and not self.story.isHidden() and target:
            self._leave_story()
        if target == "new":
            self.add_new()
        elif self._contact(target) is not None:
            self.select(target)
            self._focus_map()

    def _focus_map(self) -> None:
        (self.list if self.as_list else self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- moving

    def _dropped(self, contact_id: str, spot: Spot) -> None:
        self.select(contact_id)
        self.moves.ask_or_put(contact_id, spot)

    def _ask_hoped(self, contact_id: str, spot: Spot) -> None:
        contact = self._contact(contact_id)
        if contact is not None:
            self.hoped.ask(contact, lambda: self.moves.put(contact_id, spot))
            self._show_box(self.hoped)

    # ---- which part is in view

    def _show_zoom(self) -> None:
        if self._view is not None:
            names = {each: self._view.sector_name(each) for each in Sector}
            self.board.zoom.show_state(is_whole=self.canvas.lens.is_whole, names=names)

    def _zoom_to(self, sector: Sector) -> None:
        self.canvas.zoom_to(sector)
        self._focus_map()

    def _rename_parts(self) -> None:
        self.parts.start(self.desk.snapshot.own_sectors)
        self._show_box(self.parts)

    def _show_box(self, box: QWidget) -> None:
        self.whole.show_side()
        around: QScrollArea = self if self.whole.narrow else self.side.beside
        QTimer.singleShot(0, box, lambda: bring(around, box))

    def _left_box(self) -> None:
        self.whole.show_side()
        self._focus_map()

    # ---- adding

    def add_new(self) -> None:
        """Open the box for a new contact."""
        self._start_adding(None)

    def _add_at(self, spot: Spot) -> None:
        self._start_adding(spot)

    def _start_adding(self, spot: Spot | None) -> None:
        self.add.start(spot, self.desk.snapshot.own_sectors)
        self._show_box(self.add)

    def _added(self, contact_id: str, stays: bool) -> None:
        self.select(contact_id)
        if not stays:
            self._focus_map()

    # ---- ties

    def _tie(self, other: str) -> None:
        self.moves.tie(self.selected, other)

    def _ties_tool(self, on: bool) -> None:
        """Every two clicks make a tie, until Esc."""
        if not on:
            self.card.ties.end()
        self._focus_map()

    def _end_tie(self) -> None:
        self.card.ties.end()
        self._leave_tool()

    def _leave_tool(self) -> None:
        self.keys.show_ties(on=False)

    def _say_considered(self, contact_id: str) -> None:
        contact, view = self._contact(contact_id), self._view
        if contact is not None and view is not None:
            known = contact_id in view.dimmed
            announce(self.canvas, considered(contact, is_known=known, is_source=contact_id == self.selected))

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.card.ties.is_tying or self.keys.ties.isChecked()):
            self._end_tie()
        elif event.key() == Qt.Key.Key_Escape and self.card.isAncestorOf(self.focusWidget()):
            self._focus_map()
        else:
            super().keyPressEvent(event)
