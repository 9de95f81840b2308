"""The small box that adds a contact to the map: a name, Enter, done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from supportdesk.domain.contact import Contact, Kind
from supportdesk.domain.errors import DomainError
from supportdesk.domain.placement import Sector
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Flow, LineField, announce, button
from supportdesk.ui.map_marked import Spot
from supportdesk.ui.pages.map_box import MapBox
from supportdesk.ui.pages.map_words import full_name, where
from supportdesk.words import _
from supportdesk.words.errors import sentence

# Whoever is added in a sector belongs there, until the person says otherwise.
_KIND = {
    Sector.FAMILY: Kind.FAMILY,
    Sector.FRIENDS: Kind.FRIEND,
    Sector.WORK: Kind.WORK,
    Sector.PEERS: Kind.PEER,
    Sector.PROFESSIONALS: Kind.PROFESSIONAL,
}


class MapAdd(MapBox):
    """The box. With a spot it adds one contact there and closes, else it stays open for the next name.

    added(id, bool stays)  after each contact
    left()                 when it is closed without one
    """

    added = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=8)
        self._desk = desk
        self._spot: Spot | None = None
        self._names: Mapping[Sector, str] = {}
        self.field = LineField(
            _("Name of the new contact"), example=_("Sam, Art club ..."), help_text=" ", limit=1_000_000
        )
        self.edit = self.field.edit
        self.add = button(_("Add"), clicked=self._add)
        self.close_ = button(_("Done"), "link", clicked=self._leave)
        self.body.addWidget(self.field)
        self.body.addLayout(Flow(self.add, self.close_))
        self.setAccessibleName(_("Add a contact"))
        self.edit.returnPressed.connect(self._add)
        self.field.changed.connect(lambda _text: self._help())
        desk.half_written.follow("map.name", self.field)
        self.hide()

    def start(self, spot: Spot | None, names: Mapping[Sector, str]) -> None:
        """Open the box for a contact at `spot`, or for one the map finds a place for."""
        self._spot, self._names = spot, names
        self.show()
        self._help()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _help(self) -> None:
        spot = self._spot
        words = where(spot.ring, spot.sector, self._names) if spot else _("You can move them later.")
        self.field.wrong("", focus=False)
        self.field.below.setText(words)
        self.field.below.show()
        self.edit.setAccessibleDescription(words)

    def _add(self) -> None:
        name, spot = self.field.value, self._spot
        if not name:
            self._say(_("Type a name, or press Esc to leave this out."))
            return
        try:
            contact = _contact(name, spot)
        except DomainError as error:
            self._say(sentence(error.code, error.values))
            return
        said = _("{name} was added.").format(name=full_name(contact))
        if not self._desk.do(lambda: self._desk.store.contacts.save(contact), said=said):
            return
        self.edit.setText("")
        if spot is not None:
            self.hide()
        self.added.emit(contact.id, spot is None)

    def _say(self, words: str) -> None:
        self.field.wrong(words)
        announce(self, words)

    def _leave(self) -> None:
        self.edit.setText("")
        super()._leave()


def _contact(name: str, spot: Spot | None) -> Contact:
    if spot is None:
        return Contact(name=name)
    return Contact(
        name=name, kinds=(_KIND[spot.sector],), ring=spot.ring, angle=spot.angle, distance=spot.distance
    )
