"""The side of the list: add, find, the rows, and what is below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import button, column, empty_state
from supportdesk.ui.pages.contact_add import QuickAdd
from supportdesk.ui.pages.contact_find_bar import FindBar
from supportdesk.ui.pages.contact_finder import Finder
from supportdesk.ui.pages.contact_links import Links
from supportdesk.ui.pages.contact_list import ContactList
from supportdesk.ui.pages.contact_model import Rows
from supportdesk.ui.theme import Theme
from supportdesk.words import _

SHOWN_OF_NAME = 40


class ListSide(QWidget):
    """The pieces, one below the other. `named(text)` asks for a contact with the name that was not found."""

    named = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._finder = Finder(self._met_with)
        self._row_of = Rows()
        self.quick = QuickAdd(desk)
        self.quick.hide()
        self.finding = FindBar()
        self.list = ContactList(theme)
        self.add_found = button("", "link", clicked=self._add_found)
        self.none = empty_state(
            _("No match for that word. Try a shorter word, or check the spelling."), self.add_found
        )
        self.links = Links(desk)
        self._box = column(self.quick, self.finding, self.list, self.none, self.links, gap=8)
        self._box.setStretchFactor(self.list, 1)
        self._box.addStretch(0)
        # A splitter from right to left cuts a pixel off its first side.
        self._box.setContentsMargins(2, 0, 2, 0)
        self.setLayout(self._box)

    def put_above_list(self, bar: QWidget) -> None:
        """Give a bar its place right above the rows."""
        self._box.insertWidget(self._box.indexOf(self.list), bar)

    def recolour(self) -> None:
        """Paint the icons in the colours and sizes of the theme, and lay the rows out anew."""
        self.finding.recolour(self._theme)
        self.links.recolour(self._theme)
        self.list.measure_again()

    # ---- what is found

    def _met_with(self, word: str) -> frozenset[str]:
        return self._desk.store.finding.met_with(word)

    def found(self, snapshot: Snapshot) -> tuple[Contact, ...]:
        """The contacts that are wanted, in the order that is wanted."""
        wanted = self.finding
        return self._finder.find(snapshot, wanted.typed, wanted.facets, wanted.order)

    def show_rows(self, found: Sequence[Contact], snapshot: Snapshot) -> None:
        """Show these, and how many they are; say so where there are none."""
        self.list.rows.set_rows(self._row_of(tuple(found), snapshot.last_seen, self._desk.today))
        typed, all_ = self.finding.typed, bool(snapshot.contacts)
        self.finding.say_count(len(found))
        nothing = self.finding.limits and not found and all_
        self.none.setVisible(nothing)
        self.list.setVisible(all_ and not nothing)
        self.finding.setVisible(all_)
        self.add_found.setVisible(bool(typed))
        if nothing and typed:
            shown = typed if len(typed) <= SHOWN_OF_NAME else typed[: SHOWN_OF_NAME - 1] + "…"
            self.add_found.setText(_("Add a contact named {name}").format(name=shown).replace("&", "&&"))

    def next_after(self, contact_id: str, snapshot: Snapshot) -> str:
        """The row that takes the place of one that goes."""
        place = self.list.rows.place_of(contact_id)
        rows = self.list.rows.rows
        left = [each.id for each in rows[place + 1 :]] + [each.id for each in reversed(rows[: max(place, 0)])]
        here = {each.id for each in snapshot.contacts}
        return next((each for each in left if each in here), "")

    def _add_found(self) -> None:
        name = self.finding.typed
        self.finding.filter.setText("")
        self.named.emit(name)
