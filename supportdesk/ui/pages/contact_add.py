"""Quick add: one box, Enter adds, and the box stays open for the next name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact, Support, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.find import namesakes
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import LineField, announce, button, column, on_esc, row
from supportdesk.words import _, labels
from supportdesk.words.errors import sentence


class QuickAdd(QWidget):
    """The box. Sends `added(id)` after each contact and `left` when it is closed."""

    added = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.preset: SupportType | None = None
        self.field = LineField(_("Name of the new contact"), example=_("Sam, Art club ..."), limit=1_000_000)
        self.edit = self.field.edit
        self.add = button(_("Add"), clicked=self._add)
        self.close_ = button(_("Done"), "link", clicked=self._leave)
        buttons = row(self.add, self.close_, -1)
        self.setLayout(column(self.field, buttons, gap=6))
        self.edit.returnPressed.connect(self._add)
        self.field.changed.connect(lambda _text: self.field.wrong("", focus=False))
        on_esc(self, self._leave_out)
        desk.half_written.follow("contacts.name", self.field)

    def start(self, name: str = "") -> None:
        """Open the box, with a name in it where one is known."""
        self.show()
        if name:
            self.edit.setText(name)
        self._help()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _help(self) -> None:
        if self.preset is not None:
            words = labels.support_type(self.preset)
            self.edit.setAccessibleDescription(_("Helps with: {type}").format(type=words))

    def _add(self) -> None:
        name = self.field.value
        if not name:
            self._say(_("Type a name, or press Esc to leave this out."))
            return
        supports = (Support(type=self.preset),) if self.preset is not None else ()
        try:
            contact = Contact(name=name, supports=supports)
        except DomainError as error:
            self._say(sentence(error.code, error.values))
            return
        same = namesakes(self._desk.snapshot.contacts, name)
        if not self._desk.do(lambda: self._desk.store.contacts.save(contact)):
            return
        self.edit.setText("")
        self.field.wrong("", focus=False)
        if same:
            words = _("You already have a {name}. Add a last name or a note so you can tell them apart.")
            self.field.below.setText(words.format(name=name))
            self.field.below.show()
            announce(self, words.format(name=name))
        else:
            announce(self, _("{name} was added.").format(name=name))
        self.added.emit(contact.id)
        self.edit.setFocus()

    def _say(self, words: str) -> None:
        self.field.wrong(words)
        announce(self, words)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _leave_out(self) -> None:
        self.edit.setText("")
        self.field.wrong("", focus=False)
        self._leave()
