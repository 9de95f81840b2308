"""Every change the map makes: a contact moved, a tie drawn or taken away; each is said and can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from supportdesk.charts.view import MapView
from supportdesk.domain.contact import Contact, Ring, Tie
from supportdesk.domain.map_room import with_room
from supportdesk.domain.placement import BANDS, Step, sector_at, settle, step
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.map_marked import Spot
from supportdesk.ui.pages.map_look import known_by
from supportdesk.ui.pages.map_words import at_the_end, full_name, moved
from supportdesk.words import _


class MapMoves(QObject):
    """Works on the view in hand (`view`).

    hoped(id, Spot)  the person is to agree before a contact becomes "hoped for"
    """

    hoped = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: MapView | None = None

    def _contact(self, contact_id: str) -> Contact | None:
        found = self._desk.snapshot.contact(contact_id)
        return found if found is not None and found in with_room(self._desk.snapshot.contacts) else None

    # ---- moves

    def step(self, contact_id: str, direction: Step) -> None:
        """One ring closer or further, or round a bit."""
        contact, view = self._contact(contact_id), self.view
        if contact is None or view is None:
            return
        placed = view.placed()
        ring, sector, angle, distance = step(placed.places[contact_id], direction, radius=placed.radius)
        if direction in (Step.IN, Step.OUT) and ring is contact.ring:
            self._desk.noticed.emit(Notice(text=at_the_end(contact)))
            return
        self.ask_or_put(contact_id, Spot(ring=ring, sector=sector, angle=angle, distance=distance))

    def to_ring(self, contact_id: str, ring: Ring) -> None:
        """Into a ring, on the same side of the map."""
        contact, view = self._contact(contact_id), self.view
        if contact is None or view is None or contact.ring is ring:
            return
        angle = round(view.placed().places[contact_id].angle, 2)
        distance = sum(BANDS[ring]) / 2
        self.put(contact_id, Spot(ring=ring, sector=sector_at(angle), angle=angle, distance=distance))

    def ask_or_put(self, contact_id: str, spot: Spot) -> None:
        """Put a contact to a spot; where that is outside the rings the person is asked first."""
        contact = self._contact(contact_id)
        if contact is not None and spot.ring is Ring.HOPED and contact.ring is not Ring.HOPED:
            self.hoped.emit(contact_id, spot)
        else:
            self.put(contact_id, spot)

    def put(self, contact_id: str, spot: Spot) -> None:
        """Put a contact to a spot or the nearest free one, say so, and offer Undo."""
        contact, view = self._contact(contact_id), self.view
        if contact is None or view is None:
            return
        ring, sector, angle, distance = settle(view.placed(), contact_id, spot.angle, spot.distance)
        before = view.placed().places.get(contact_id)
        said = moved(contact, before, ring, sector, view.sector_names)
        place = self._desk.store.contacts.place
        self._desk.do(lambda: place(contact_id, angle=angle, distance=distance, ring=ring), said=said)

    # ---- ties

    def tie(self, one_id: str, other_id: str) -> None:
        """Two contacts know each other."""
        one, other = self._contact(one_id), self._contact(other_id)
        if one is None or other is None or one is other:
            return
        said = _("{one} knows {other}.").format(one=full_name(one), other=full_name(other))
        if other_id in known_by(one_id, self._desk.snapshot.ties):
            self._desk.noticed.emit(Notice(text=_("{said} That tie is there already.").format(said=said)))
            return
        self._desk.do(lambda: self._desk.store.ties.save(Tie.between(one_id, other_id)), said=said)

    def make_close(self, one_id: str, other_id: str, *, close: bool) -> None:
        """Whether the two are close."""
        tie = known_by(one_id, self._desk.snapshot.ties).get(other_id)
        if tie is None or tie.close is close:
            return
        names = [full_name(each) for each in map(self._contact, (one_id, other_id)) if each is not None]
        words = _("{names} are close.") if close else _("{names} know each other.")
        said = words.format(names=_("{one} and {other}").format(one=names[0], other=names[-1]))
        self._desk.do(
            lambda: self._desk.store.ties.save(Tie.between(one_id, other_id, close=close)), said=said
        )

    def untie(self, one_id: str, other_id: str) -> None:
        """They do not know each other after all."""
        remove = self._desk.store.ties.remove
        self._desk.do(lambda: remove(one_id, other_id), said=_("The tie was removed."))
