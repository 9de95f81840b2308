"""The preview of putting contacts together: what has to be chosen, and what is kept by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from supportdesk.domain.contact import Contact
from supportdesk.domain.errors import DomainError
from supportdesk.domain.merge import conflicts, merged
from supportdesk.store import Change, Did
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Choices, button, clear, column, label
from supportdesk.ui.pages.aside import Aside
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.words import _, labels, merge
from supportdesk.words.errors import sentence

PHOTO = "photo"


class MergeView(Aside):
    """Choices where the contacts differ. `left` leads back, `done(id)` after they are one."""

    left = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.contacts: tuple[Contact, ...] = ()
        self.choices: dict[str, Choices] = {}
        self.back = button(_("Back"), "link", clicked=self.left.emit)
        self.heading = label(_("Put contacts together"), "section")
        self._area = QVBoxLayout()
        self._area.setSpacing(10)
        self.wrong = label("", "error")
        self.wrong.hide()
        self.go = button(_("Put together"), "primary", clicked=self._put_together)
        self.setLayout(column(self.back, self.heading, self._area, self.wrong, self.go, -1, gap=10))

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show what these come to; the first is the one that stays."""
        self.contacts = tuple(contacts)
        self.wrong.hide()
        clear(self._area)
        names = " · ".join(breakable(each.name) for each in self.contacts)
        with_ = self._desk.store.checkins.count_with(tuple(each.id for each in self.contacts))
        self._area.addWidget(label(names, "strong"))
        self._area.addWidget(label(merge.together(self.contacts, with_)))
        self.choices = self._choices()
        if self.choices:
            self._area.addWidget(Card(*self.choices.values(), title=_("Choose where they differ"), gap=14))
        self._preview = label("", "muted")
        self._area.addWidget(Card(self._preview, title=_("This is what you get")))
        for each in self.choices.values():
            each.chosen.connect(lambda _value: self._show_preview())
        self._show_preview()

    def _choices(self) -> dict[str, Choices]:
        found = {}
        for each in conflicts(self.contacts):
            options = [(n, breakable(merge.value(each.field, self.contacts[n]))) for n in each.options]
            offered = each.options[each.offered]
            found[each.field] = Choices(merge.field(each.field), options, offered, down=True)
        have = self._desk.store.contacts.photos()
        photos = [(n, each.name) for n, each in enumerate(self.contacts) if each.id in have]
        if len(photos) > 1:
            words = [(n, breakable(_("The photo of {name}").format(name=name))) for n, name in photos]
            found[PHOTO] = Choices(merge.field(PHOTO), words, photos[0][0], down=True)
        return found

    def _merged(self) -> Contact:
        chosen = {field: each.value for field, each in self.choices.items() if field != PHOTO}
        return merged(self.contacts, chosen, said=merge.also)

    def _show_preview(self) -> None:
        try:
            one = self._merged()
        except DomainError as error:
            self._preview.setText(sentence(error.code, error.values))
            self.go.setEnabled(False)
            return
        self.go.setEnabled(True)
        self._preview.setText("\n".join(breakable(each) for each in _lines(one)))

    def _put_together(self) -> None:
        one = self._merged()
        others = tuple(each.id for each in self.contacts[1:])
        photo = self.choices[PHOTO].value if PHOTO in self.choices else None
        photo_of = self.contacts[photo].id if photo is not None else None
        said = _("They are one contact now: {name}.").format(name=one.short_name)
        self._desk.do_many(
            lambda: self._desk.store.merging(one, others, photo_of=photo_of),
            Change(did=Did.CONTACTS_MERGED, name=one.short_name, id=one.id),
            said=said,
            then=lambda: self.done.emit(one.id),
        )


def _lines(contact: Contact) -> list[str]:
    """The merged contact in a few lines."""
    kinds = ", ".join(labels.kind(each) for each in contact.kinds)
    supports = ", ".join(labels.support_type(each.type) for each in contact.supports)
    numbers = [f"{each.number} {each.label}".strip() for each in contact.phones]
    head = " · ".join(part for part in (contact.name, contact.nickname, contact.role) if part)
    state = f"{labels.ring(contact.ring)} · {labels.state(contact.state)}"
    notes = [line for line in contact.notes.splitlines() if line.strip()]
    more: list[Any] = [*numbers, *contact.emails, contact.address, contact.web, *notes[:12]]
    return [line for line in (head, kinds, state, supports, *more) if line]
