"""Removed contacts: put back, or deleted for good after a second press."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.store import TRASH_DAYS
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, announce, button, clear, column, label
from supportdesk.ui.pages.contact_fields import breakable, flexible
from supportdesk.words import _, dates

SHOWN = 50
WIDTH = 90  # characters


class TrashView(QWidget):
    """The removed contacts, newest first. Sends `left` for the way back."""

    left = Signal()
    restored = Signal(str)
    erased = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Any = None
        self.back = button(_("Back to contacts"), "link", clicked=self.left.emit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        words = _("Removed contacts stay here for {days} days. Then they are deleted for good.")
        self.setLayout(
            column(
                self.back,
                label(_("Removed contacts"), "section"),
                label(words.format(days=TRASH_DAYS), "muted"),
                self._rows,
                -1,
                gap=10,
            )
        )
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDTH)

    def show_trash(self, trash: tuple[tuple[Contact, date], ...]) -> None:
        """Show what is in the trash."""
        if trash == self._shown:
            return
        self._shown = trash
        clear(self._rows)
        for contact, day in trash[:SHOWN]:
            self._rows.addWidget(self._card(contact, day))
        if not trash:
            self._rows.addWidget(label(_("Nothing here.")))
        if len(trash) > SHOWN:
            more = _("{count} more are not shown here.").format(count=len(trash) - SHOWN)
            self._rows.addWidget(label(more, "muted"))

    def _card(self, contact: Contact, day: date) -> Card:
        ends = dates.long(day + timedelta(days=TRASH_DAYS))
        when = _("Removed {when}. Deleted for good after {day}.")
        words = when.format(when=dates.ago(day, self._desk.today), day=ends)
        back = button(_("Put back"), clicked=lambda: self._restore(contact))
        back.setAccessibleName(_("Put back {name}").format(name=contact.name))
        gone = button(_("Delete for good"), clicked=lambda: self._erase(contact, gone, sure, asked))
        gone.setAccessibleName(_("Delete {name} for good").format(name=contact.name))
        sure = label(
            _("This takes away everything about them, also their past. It cannot be undone."), "error"
        )
        sure.hide()
        asked = button(_("Keep"), "link", clicked=lambda: self._calm(contact, gone, sure, asked))
        asked.hide()
        buttons = QWidget()
        buttons.setLayout(Flow(back, gone, asked, gap=8))
        name = flexible("strong")
        name.setText(breakable(contact.name))
        return Card(name, label(words, "muted"), sure, buttons, gap=6)

    def _restore(self, contact: Contact) -> None:
        said = _("{name} is back.").format(name=contact.short_name)
        if self._desk.do(lambda: self._desk.store.contacts.restore(contact.id), said=said):
            self.back.setFocus()
            self.restored.emit(contact.id)

    def _erase(self, contact: Contact, gone: Any, sure: QWidget, asked: QWidget) -> None:
        if not sure.isVisible():
            sure.show()
            asked.show()
            gone.setText(_("Yes, delete for good"))
            words = _("Press again to delete {name} for good. This cannot be undone.")
            gone.setAccessibleName(words.format(name=contact.name))
            announce(self, words.format(name=contact.name))
            return
        said = _("{name} was deleted for good.").format(name=contact.short_name)
        if self._desk.do(lambda: self._desk.store.contacts.erase(contact.id), said=said, undo=False):
            self.back.setFocus()
            self.erased.emit()

    def _calm(self, contact: Contact, gone: Any, sure: QWidget, asked: QWidget) -> None:
        sure.hide()
        asked.hide()
        gone.setText(_("Delete for good"))
        gone.setAccessibleName(_("Delete {name} for good").format(name=contact.name))
        gone.setFocus()
