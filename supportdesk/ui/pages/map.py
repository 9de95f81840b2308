"""The map: the whole support system in one picture, and the same as a list, each with all actions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from supportdesk.charts.view import MapView, Preset
from supportdesk.domain.contact import Contact
from supportdesk.domain.coverage import without
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import Sector, in_map_order
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import announce, button, column, empty_state, label
from supportdesk.ui.kit.page import bring
from supportdesk.ui.map_canvas import MapCanvas
from supportdesk.ui.map_marked import Spot
from supportdesk.ui.map_zoom import MapBoard
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages import map_accessible
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.ui.pages.map_controls import MapControls
from supportdesk.ui.pages.map_list import MapList
from supportdesk.ui.pages.map_look import Look, Standing, view_of
from supportdesk.ui.pages.map_moves import MapMoves
from supportdesk.ui.pages.map_picture import MapPicture
from supportdesk.ui.pages.map_side import MapSide
from supportdesk.ui.pages.map_words import considered, row, spoken
from supportdesk.ui.row_list import is_low
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words import coverage as coverage_words
from supportdesk.words.network import room, summary
from supportdesk.words.sentences import joined

if TYPE_CHECKING:
    from supportdesk.ui.pages.map_story import MapStory

BOTH_FROM = 88  # characters of width from which the card stands beside the map
SIDE = 34  # characters of width of the card beside it
SHORT = 34  # lines of height below which the sentences make room for the map
LEGEND = 3  # lines of height for what stands below the map in a low window


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
        self._narrow: bool | None = None
        self._first_time = True
        self._build()

    def _build(self) -> None:
        self.sentences = label("")
        self.sentences.setMaximumWidth(900)
        self.controls = MapControls(self.theme)
        self.shape = self.controls.shape
        self.controls.changed.connect(self._look_changed)
        self.picture = MapPicture(self.desk, self)
        self.picture.serve(self.controls, lambda: self._view)
        self.trouble = label("", "error")
        self.trouble.hide()
        self.empty_button = button(_("Add a contact"), "primary", clicked=self.add_new)
        self.empty = empty_state(
            _(
                "Your map is empty. Add one person and they will show up here. "
                "The closer to the middle, the closer you feel to them."
            ),
            self.empty_button,
        )
        self.empty.hide()
        map_accessible.install()
        self.canvas = MapCanvas(self.theme, self.desk.worker)
        self.list = MapList(self.theme)
        self.list.hide()
        self.canvas.chosen.connect(self._chosen_on_map)
        self.moves = MapMoves(self.desk, self)
        self.moves.hoped.connect(self._ask_hoped)
        self.canvas.dropped.connect(self._dropped)
        self.canvas.wanted.connect(self._add_at)
        self.canvas.tied.connect(self._tie)
        self.canvas.tie_asked.connect(lambda: self.card.ties.begin(on_map=True))
        self.canvas.tie_left.connect(self._end_tie)
        self.canvas.considered.connect(self._say_considered)
        self.canvas.zoomed.connect(self._show_zoom)
        self.board = MapBoard(self.canvas, self.theme)
        self.board.zoom.asked.connect(self.canvas.zoom)
        self.board.zoom.part.connect(self._zoom_to)
        self.board.zoom.rename_wanted.connect(self._rename_parts)
        self.canvas.failed.connect(self._could_not_draw)
        self.list.chosen.connect(self.select)
        for each in (self.canvas, self.list):
            each.opened.connect(self._open_card)
            each.stepped.connect(self.moves.step)
        self._build_side()
        left = QWidget()
        left.setLayout(column(self.board, self.list, gap=0))
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(14)
        self.both.addWidget(left, 1)
        self.both.addWidget(self.side_scroll)
        self.inside = column(self.sentences, self.trouble, self.empty, self.controls, gap=14)
        self.inside.addLayout(self.both, 1)
        self.whole = QWidget()
        self.whole.setLayout(self.inside)
        self.body.addWidget(self.whole, 1)
        self.story: MapStory | None = None
        self.controls.story_wanted.connect(self.show_story)
        self.shape.chosen.connect(self._shape_chosen)

    def _build_side(self) -> None:
        self.side = MapSide(self.desk, self.theme)
        self.side_scroll = self.side.beside
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
                self._show_shape()
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
            self._show_shape()
        if self._summed != (snapshot.contacts, self.desk.today):
            self._summed = (snapshot.contacts, self.desk.today)
            words = joined((summary(snapshot, self.desk.today), room(snapshot)))
            self.sentences.setText(breakable(words))
            self.sentences.setAccessibleName(words)
        self._fit()
        self._show()
        self._show_side()

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
        for each in (self.add_button, self.empty_button):
            dress(each, "plus", tokens.on_primary, side)
        self.controls.recolour()
        self.board.zoom.recolour()

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
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "both"):
            self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self.side_scroll.setFixedWidth(letter * SIDE)
        narrow = self.viewport().width() < letter * BOTH_FROM
        # As tall as what is in view, and the legend below that.
        least = min(self.viewport().height(), self.viewport().width()) if narrow else 0
        if narrow and is_low(self):
            least += self.fontMetrics().lineSpacing() * LEGEND
        self.list.whole = narrow and is_low(self)
        if least != self.canvas.least_height:
            self.canvas.least_height = least
            self.canvas.updateGeometry()
        self._place_sentences(
            aside=not narrow and self.viewport().height() < self.fontMetrics().height() * SHORT
        )
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.side.put(self.both, below=narrow)
        self._show_side()

    def _place_sentences(self, *, aside: bool) -> None:
        """In a low window they stand beside the map, which needs the height more."""
        if aside != (self.sentences.parentWidget() is self.side):
            self.side.lead(self.sentences) if aside else self.inside.insertWidget(0, self.sentences)

    def _show_side(self) -> None:
        """Beside an empty map there is nothing to say: it gets the room."""
        wanted = self.side.is_wanted
        self.side_scroll.setVisible(wanted and not self._narrow)
        if self._narrow:
            self.side.setVisible(wanted)

    def _shape_chosen(self, _as_list: bool) -> None:
        self.trouble.hide()
        self._show_shape()
        self._show()

    def _show_shape(self) -> None:
        self.board.setVisible(not self.as_list)
        self.list.setVisible(self.as_list)

    def _could_not_draw(self) -> None:
        """The list has the same facts and actions."""
        words = _("We could not draw the map. Here is the same list.")
        self.trouble.setText(words)
        self.trouble.show()
        self.shape.as_list = True
        self._show_shape()
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
        if self._narrow:
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
        self._show_side()
        around: QScrollArea = self if self._narrow else self.side_scroll
        QTimer.singleShot(0, box, lambda: bring(around, box))

    def _left_box(self) -> None:
        self._show_side()
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
