"""The map read in words beside it: how people are linked; the numbers only for those who ask."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from supportdesk.domain.links import links
from supportdesk.domain.map_room import with_room
from supportdesk.domain.network import numbers
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import Card, announce, button, column, label
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.words import _
from supportdesk.words import links as words
from supportdesk.words.network import NumberLine, number_lines


class MapReading(Card):
    """A few sentences, and a button for the numbers with what each does not mean."""

    def __init__(self) -> None:
        super().__init__(title=_("In words"), gap=8)
        self._shown: object = None
        self.lines: tuple[str, ...] = ()
        self._sentences, self._numbers = QWidget(), QWidget()
        self._sentences.setLayout(column(gap=6))
        self._numbers.setLayout(column(gap=8))
        self._numbers.hide()
        self.ask = button(_("Show numbers"), "link", clicked=self._toggled)
        self.ask.setAccessibleDescription(_("How many, and what that does not mean."))
        for each in (self._sentences, self.ask, self._numbers):
            self.body.addWidget(each)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read the map; the same map again costs nothing."""
        if self._shown == (snapshot.contacts, snapshot.ties):
            return
        self._shown = (snapshot.contacts, snapshot.ties)
        drawn = replace(snapshot, contacts=with_room(snapshot.contacts))
        self.lines = words.sentences(links(drawn), drawn)
        _fill(self._sentences, [label(breakable(each)) for each in self.lines])
        self._sentences.setVisible(bool(self.lines))
        _fill(self._numbers, [_number(each) for each in number_lines(numbers(snapshot))])
        self.updateGeometry()

    def _toggled(self) -> None:
        wanted = self._numbers.isHidden()
        self._numbers.setVisible(wanted)
        self.ask.setText(_("Hide numbers") if wanted else _("Show numbers"))
        self.updateGeometry()
        announce(self, _("The numbers are shown below.") if wanted else _("The numbers are hidden."))


def _number(line: NumberLine) -> QWidget:
    made = QWidget()
    said = _("{name}: {value}").format(name=line.name, value=line.value)
    made.setLayout(column(label(said, "strong"), label(line.meaning, "muted"), gap=2))
    return made


def _fill(holder: QWidget, pieces: list[QWidget]) -> None:
    layout = holder.layout()
    assert layout is not None
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for each in pieces:
        layout.addWidget(each)
