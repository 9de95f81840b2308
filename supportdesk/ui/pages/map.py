"""The map: the whole support system in one picture, and the same as a list, each with all actions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Contact, Ring, Tie
from supportdesk.domain.placement import BANDS, Step, in_map_order, sector_at, settle, step
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.icons import icon
from supportdesk.ui.kit import Card, announce, button, column, empty_state, label
from supportdesk.ui.map_canvas import MapCanvas, Spot
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages import map_accessible
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.ui.pages.map_add import MapAdd
from supportdesk.ui.pages.map_card import MapCard
from supportdesk.ui.pages.map_controls import MapControls
from supportdesk.ui.pages.map_list import MapList
from supportdesk.ui.pages.map_look import Look, Standing, view_of
from supportdesk.ui.pages.map_picture import MapPicture
from supportdesk.ui.pages.map_words import at_the_end, full_name, moved, row, spoken
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.network import summary
from supportdesk.words.sentences import joined

if TYPE_CHECKING:
    from supportdesk.ui.pages.map_story import MapStory

BOTH_FROM = 88  # characters of width from which the card stands beside the map
SIDE = 34  # characters of width of the card beside it


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
        self.controls.save_wanted.connect(self._save_picture)
        self.controls.copy_wanted.connect(self._copy_picture)
        self.trouble = label("", "error")
        self.trouble.hide()
        first = button(_("Add a contact"), clicked=self.add_new)
        self.empty = empty_state(
            _(
                "Your map is empty. Add one person and they will show up here. "
                "The closer to the middle, the closer you feel to them."
            ),
            first,
        )
        self.empty.hide()
        map_accessible.install()
        self.canvas = MapCanvas(self.theme, self.desk.worker)
        self.list = MapList(self.theme)
        self.list.hide()
        self.canvas.chosen.connect(self._chosen_on_map)
        self.canvas.dropped.connect(self.put)
        self.canvas.wanted.connect(self._add_at)
        self.canvas.failed.connect(self._could_not_draw)
        self.list.chosen.connect(self.select)
        for each in (self.canvas, self.list):
            each.opened.connect(self._open_card)
            each.stepped.connect(self._step)
        self._build_side()
        left = QWidget()
        left.setLayout(column(self.canvas, self.list, gap=0))
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(14)
        self.both.addWidget(left, 1)
        self.both.addWidget(self.side_scroll)
        inside = column(self.sentences, self.trouble, self.empty, self.controls, gap=14)
        inside.addLayout(self.both, 1)
        self.whole = QWidget()
        self.whole.setLayout(inside)
        self.body.addWidget(self.whole, 1)
        self.story: MapStory | None = None
        self.controls.story_wanted.connect(self.show_story)
        self.shape.chosen.connect(self._shape_chosen)

    def _build_side(self) -> None:
        self.add = MapAdd(self.desk)
        self.add.added.connect(self._added)
        self.add.left.connect(self._left_adding)
        self.card = MapCard(self.theme)
        self.card.open_wanted.connect(lambda: self.goes.emit("contacts", self.selected))
        self.card.stepped.connect(lambda step_: self._step(self.selected, step_))
        self.card.ring_chosen.connect(lambda ring: self._to_ring(self.selected, ring))
        self.card.tying.connect(lambda _on: self._show())
        self.card.tie_wanted.connect(self._tie)
        self.card.tie_gone.connect(self._untie)
        self.keys = Card(
            label(_("Choose someone to see more.")),
            label(_("Arrow keys go from one to the next. Enter opens the card."), "muted"),
            label(_("+ and − move closer or further. Shift and an arrow turn."), "muted"),
            label(_("You can also drag. Double-click an empty spot to add someone there."), "muted"),
            gap=8,
        )
        self.side = QWidget()
        self.side.setObjectName("pageBody")
        self.side.setLayout(column(self.add, self.card, self.keys, -1, gap=12))
        self.side_scroll = QScrollArea()
        self.side_scroll.setWidgetResizable(True)
        self.side_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side_scroll.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.side_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side_scroll.setWidget(self.side)

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
        self.sentences.setVisible(not nobody)
        self.controls.setVisible(not nobody)
        self.keys.setVisible(not nobody and self.card.isHidden())
        if nobody and self.as_list:
            self.shape.as_list = False
            self._show_shape()
        if self._summed != (snapshot.contacts, self.desk.today):
            self._summed = (snapshot.contacts, self.desk.today)
            words = summary(snapshot, self.desk.today)
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
        self._view = view
        if self.story is not None and not self.story.isHidden():
            self.story.show_story(snapshot, view)
            return
        if contact is None:
            self.card.ties.end()
            self.card.contact_id = ""
            self.card.hide()
        else:
            self.card.show_contact(contact, view)
        self.keys.setVisible(contact is None and bool(view.contacts))
        if self.as_list:
            self.list.show_view(view)
        else:
            self._show_canvas(view)

    def _show_canvas(self, view: MapView) -> None:
        words = {each.id: row(each, view) for each in view.contacts}
        where_list = _("The list has the same facts: choose List.")
        self.canvas.setAccessibleDescription(joined((self.sentences.accessibleName(), where_list)))
        self.canvas.show_view(view, words)

    def _contact(self, contact_id: str) -> Contact | None:
        found = self.desk.snapshot.contact(contact_id)
        return found if found is not None and found.is_on_map else None

    def _recolour(self) -> None:
        tokens, side = self.theme.tokens, round(self.theme.points * 1.5)
        self._tokens = (tokens, self.theme.points)
        self.add_button.setIcon(icon("plus", tokens.on_primary))
        self.add_button.setIconSize(QSize(side, side))
        self.controls.recolour()

    def flush(self) -> None:
        """Remember where everybody stands; a file that cannot be written keeps the places of before."""
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
        self.story.focus_first()

    def _leave_story(self) -> None:
        self._turn(self.whole)
        self.controls.story.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, to: QWidget) -> None:
        """Show the map of today or the story; the heading says which."""
        past = to is not self.whole
        title = _("Story of change") if past else _("Map")
        self.heading.setText(title)
        self.heading.setAccessibleName(title)
        self.whole.setHidden(past)
        self.add_button.setHidden(past)
        if self.story is not None:
            self.story.setVisible(past)
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
        least = min(self.viewport().height(), self.viewport().width()) - 24 if narrow else 0
        if least != self.canvas.least_height:
            self.canvas.least_height = least
            self.canvas.updateGeometry()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self.both.setDirection(QBoxLayout.Direction.TopToBottom)
            self.side_scroll.takeWidget()
            self.both.addWidget(self.side)
        else:
            self.both.setDirection(QBoxLayout.Direction.LeftToRight)
            self.both.removeWidget(self.side)
            self.side_scroll.setWidget(self.side)
            self.side.show()
        self._show_side()

    def _show_side(self) -> None:
        """Beside an empty map there is nothing to say: it gets the room."""
        wanted = not (self.card.isHidden() and self.keys.isHidden() and self.add.isHidden())
        self.side_scroll.setVisible(wanted and not self._narrow)
        if self._narrow:
            self.side.setVisible(wanted)

    def _shape_chosen(self, _as_list: bool) -> None:
        self.trouble.hide()
        self._show_shape()
        self._show()

    def _show_shape(self) -> None:
        self.canvas.setVisible(not self.as_list)
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

    def _save_picture(self) -> None:
        if self._view is not None:
            self.picture.save(self._view)

    def _copy_picture(self) -> None:
        if self._view is not None:
            self.picture.copy(self._view)

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
        if self.card.ties.is_tying and self.selected:
            if contact_id and contact_id != self.selected:
                self._tie(contact_id)
            else:
                self.card.ties.end()
            return
        self.select(contact_id)

    def _open_card(self, contact_id: str) -> None:
        self.select(contact_id)
        self.card.focus_first()
        if self._narrow:
            self.ensureWidgetVisible(self.card)

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

    def _step(self, contact_id: str, direction: Step) -> None:
        contact, view = self._contact(contact_id), self._view
        if contact is None or view is None:
            return
        placed = view.placed()
        ring, sector, angle, distance = step(placed.places[contact_id], direction, radius=placed.radius)
        if direction in (Step.IN, Step.OUT) and ring is contact.ring:
            self.desk.noticed.emit(Notice(text=at_the_end(contact)))
            return
        self.put(contact_id, Spot(ring=ring, sector=sector, angle=angle, distance=distance))

    def _to_ring(self, contact_id: str, ring: Ring) -> None:
        contact, view = self._contact(contact_id), self._view
        if contact is None or view is None or contact.ring is ring:
            return
        angle = round(view.placed().places[contact_id].angle, 2)
        self.put(
            contact_id,
            Spot(ring=ring, sector=sector_at(angle), angle=angle, distance=sum(BANDS[ring]) / 2),
        )

    def put(self, contact_id: str, spot: Spot) -> None:
        """Put a contact to a spot or the nearest free one, say so, and offer Undo."""
        contact, view = self._contact(contact_id), self._view
        if contact is None or view is None:
            return
        ring, sector, angle, distance = settle(view.placed(), contact_id, spot.angle, spot.distance)
        spot = Spot(ring=ring, sector=sector, angle=angle, distance=distance)
        said = moved(contact, view.placed().places.get(contact_id), spot.ring, spot.sector)
        self.selected = contact_id
        place = self.desk.store.contacts.place
        self.desk.do(
            lambda: place(contact_id, angle=spot.angle, distance=spot.distance, ring=spot.ring), said=said
        )
        self._show()

    # ---- adding

    def add_new(self) -> None:
        """Open the box for a new contact."""
        self._start_adding(None)

    def _add_at(self, spot: Spot) -> None:
        self._start_adding(spot)

    def _start_adding(self, spot: Spot | None) -> None:
        self.add.show()
        self._show_side()
        self.add.start(spot)
        target: QScrollArea = self if self._narrow else self.side_scroll
        target.ensureWidgetVisible(self.add)

    def _added(self, contact_id: str, stays: bool) -> None:
        self.select(contact_id)
        if not stays:
            self._focus_map()

    def _left_adding(self) -> None:
        self._show_side()
        self._focus_map()

    # ---- ties

    def _tie(self, other: str) -> None:
        one, two = self._contact(self.selected), self._contact(other)
        if one is None or two is None:
            return
        said = _("{one} knows {other}.").format(one=full_name(one), other=full_name(two))
        known = any({tie.a, tie.b} == {one.id, two.id} for tie in self.desk.snapshot.ties)
        if known:
            self.desk.noticed.emit(Notice(text=said))
            return
        self.desk.do(lambda: self.desk.store.ties.save(Tie.between(one.id, two.id)), said=said)

    def _untie(self, other: str) -> None:
        one = self.selected
        self.desk.do(lambda: self.desk.store.ties.remove(one, other), said=_("The tie was removed."))

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card.ties.is_tying:
            self.card.ties.end()
        elif event.key() == Qt.Key.Key_Escape and self.card.isAncestorOf(self.focusWidget()):
            self._focus_map()
        else:
            super().keyPressEvent(event)
