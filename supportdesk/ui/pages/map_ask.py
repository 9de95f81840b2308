"""Two small boxes beside the map: whether somebody is "hoped for", and own words for the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt

from supportdesk.charts.view import sector_word
from supportdesk.domain.contact import Contact
from supportdesk.domain.placement import Sector
from supportdesk.domain.snapshot import SectorName
from supportdesk.domain.text import tidy_line
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Flow, LineField, announce, button, label
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.ui.pages.map_box import MapBox
from supportdesk.ui.pages.map_words import full_name
from supportdesk.words import _

NAME_LIMIT = 40


class HopedAsk(MapBox):
    """Asks before a contact that was dropped outside becomes "hoped for". `left` after either answer."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._agreed: Callable[[], None] = lambda: None
        self.words = label("")
        self.yes = button(_("Move to “hoped for”"), clicked=self._agree)
        self.no = button(_("Leave in the rings"), "link", clicked=self._leave)
        self.body.addWidget(self.words)
        self.body.addLayout(Flow(self.yes, self.no))
        self.setAccessibleName(_("Hoped for?"))
        self.hide()

    def ask(self, contact: Contact, agreed: Callable[[], None]) -> None:
        """Ask about a contact; `agreed` moves them."""
        self._agreed = agreed
        words = _("Outside the rings is for those you would like to reach. Is {name} one of them?")
        said = words.format(name=full_name(contact))
        self.words.setText(breakable(said))
        self.words.setAccessibleName(said)
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, said)

    def _agree(self) -> None:
        self.hide()
        self._agreed()
        self.left.emit()


class PartNames(MapBox):
    """The names of the five parts of the map, kept as they are typed. `left` when it is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("Your words for the parts"), gap=8)
        self._desk = desk
        self.fields = {sector: self._field(sector) for sector in Sector}
        self.body.addWidget(label(_("They stand on the map, in the list and on paper."), "muted"))
        for each in self.fields.values():
            self.body.addWidget(each)
        self.done = button(_("Done"), clicked=self._leave)
        self.body.addLayout(Flow(self.done))
        self.hide()

    def _field(self, sector: Sector) -> LineField:
        made = LineField(sector_word(sector), example=sector_word(sector), limit=NAME_LIMIT)
        made.committed.connect(lambda text: self._keep(sector, text))
        return made

    def start(self, names: Mapping[Sector, str]) -> None:
        """Open with the words in use."""
        for sector, each in self.fields.items():
            each.value = names.get(sector, "")
        self.show()
        self.fields[Sector.FAMILY].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, sector: Sector, text: str) -> None:
        me = self._desk.snapshot.me
        before = {each.sector: each.name for each in me.sector_names}
        after = {**before, sector: tidy_line(text)}
        names = tuple(SectorName(sector=each, name=name) for each, name in after.items() if name)
        if names != me.sector_names:
            self._desk.do(lambda: self._desk.store.save_me(replace(me, sector_names=names)))

    def flush(self) -> None:
        """Keep what is being typed."""
        if not self.isHidden():
            for sector, each in self.fields.items():
                self._keep(sector, each.value)

    def _leave(self) -> None:
        self.flush()
        super()._leave()
