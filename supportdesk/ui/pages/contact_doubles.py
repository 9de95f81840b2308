"""Contacts that may be one: look at them together, or say that they are different."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportdesk.domain.contact import Contact, State
from supportdesk.domain.duplicates import Twins, pair_key, twins
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import Change, Did
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, button, column, label
from supportdesk.ui.pages.aside import Aside, fill
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.words import _, labels, merge

SHOWN = 20
MOST = 8  # contacts that are put together in one go


def doubles(snapshot: Snapshot) -> tuple[Twins, ...]:
    """The groups that may be one and were not called different; nobody who is not safe is brought up."""
    safe = (each for each in snapshot.contacts if each.state is not State.NOT_SAFE)
    return twins(safe, frozenset(snapshot.me.dismissed))


class DoublesView(Aside):
    """A card for each group. `left` leads back, `chosen(contacts)` to the preview."""

    left = Signal()
    chosen = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: object = None
        self.back = button(_("Back to contacts"), "link", clicked=self.left.emit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        lead = _("These may be one and the same. You see everything before anything is put together.")
        self.setLayout(
            column(
                self.back,
                label(_("Possible doubles"), "section"),
                label(lead, "muted"),
                self._rows,
                -1,
                gap=10,
            )
        )

    def show_doubles(self, groups: tuple[Twins, ...]) -> None:
        """Show these groups."""
        if groups == self._shown:
            return
        self._shown = groups
        fill(self._rows, groups, self._card, most=SHOWN)

    def _card(self, group: Twins) -> Card:
        contacts = group.contacts[:MOST]
        names = " · ".join(each.name for each in contacts)
        lines = [label(_about(each)) for each in contacts]
        look = button(_("Look and put together"), clicked=partial(self.chosen.emit, contacts))
        look.setAccessibleName(_("Look at {names} and put them together").format(names=names))
        apart = button(_("They are different"), clicked=partial(self._keep_apart, group.contacts))
        apart.setAccessibleName(_("{names} are different").format(names=names))
        buttons = QWidget()
        buttons.setLayout(Flow(look, apart, gap=8))
        return Card(*lines, label(merge.why(group.why), "muted"), buttons, gap=4)

    def _keep_apart(self, contacts: tuple[Contact, ...]) -> None:
        pairs = (pair_key(one.id, other.id) for one, other in combinations(contacts[:30], 2))
        me = self._desk.snapshot.me
        apart = replace(me, dismissed=tuple(dict.fromkeys((*me.dismissed, *pairs))))

        def keep() -> None:
            with self._desk.store.writing(Change(did=Did.SETTINGS_CHANGED)):
                self._desk.store.save_me(apart)

        if self._desk.do(keep, said=_("They stay apart.")):
            self.back.setFocus()


def _about(contact: Contact) -> str:
    """A contact in a line: name, role or kind, and how to reach it."""
    role = contact.role or ", ".join(labels.kind(each) for each in contact.kinds)
    numbers = [each.number for each in contact.phones[:2]]
    return breakable(" · ".join(part for part in (contact.name, role, *numbers, *contact.emails[:1]) if part))
