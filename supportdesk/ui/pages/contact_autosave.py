"""Saving what is typed on a card by itself: field by field, half a second later, with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.errors import DomainError
from supportdesk.records import dataclass
from supportdesk.ui.desk import Desk
from supportdesk.words.errors import sentence

PAUSE = 500  # milliseconds without a key before what was typed is saved


class NotYetError(Exception):
    """What stands in a field is not a value; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One field of the card: what is in it, what is saved, and the way from one to the other.

    `read` and `show` speak of the same plain value, which may be half typed; `of` gives it as saved.
    `into` makes the changed contact. Errors of `into`: DomainError, NotYetError.
    """

    key: str
    widget: QWidget
    read: Callable[[], Any]
    show: Callable[[Any], None]
    of: Callable[[Contact], Any]
    into: Callable[[Contact, Any], Contact]
    wrong: Callable[[str], None]


def _says(binding: Binding, contact: Contact) -> bool:
    """Whether what stands in the field means what is saved, however it is written."""
    saved = binding.of(contact)
    typed = binding.read()
    if typed == saved:
        return True
    try:
        return bool(binding.of(binding.into(contact, typed)) == saved)
    except (DomainError, NotYetError):
        return False


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something typed that is not saved, and the sentence it is refused with ("" while it may yet be)."""

    binding: Binding
    raw: Any
    why: str = ""


class Autosave(QObject):
    """Watches the fields of one contact at a time.

    saved()   something was written down
    """

    saved = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.contact_id = ""
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._visit = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(lambda: self.flush(leaving=False))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def typed(self, binding: Binding) -> None:
        """Something was typed into a field: save it when the typing stops."""
        self._keep(binding)
        self._timer.start()

    def chosen(self, binding: Binding) -> None:
        """Something was chosen: save it now, as a step of its own."""
        self._keep(binding)
        self._visit += 1
        self.flush(leaving=False)
        self._visit += 1

    def holds(self, contact_id: str, key: str) -> bool:
        """Whether this field has something that is not saved."""
        return (contact_id, key) in self._kept

    def shown(self, binding: Binding, contact: Contact, *, anew: bool) -> None:
        """Bring a field up to date with the contact, but never over what is being typed.

        `anew` is for another contact than before: then nothing that stands there matters.
        """
        kept = self._kept.get((contact.id, binding.key))
        if anew or not (kept or _says(binding, contact)):
            binding.show(kept.raw if kept else binding.of(contact))
        if anew or not kept:
            binding.wrong(kept.why if kept else "")

    def flush(self, *, leaving: bool = True) -> None:
        """Save all that can be saved; `leaving` also says what is refused."""
        self._timer.stop()
        for contact_id, key in list(self._kept):
            self._save(contact_id, key, leaving=leaving)

    def forget(self, contact_id: str) -> None:
        """Let go of what was typed for a contact that was removed."""
        for each in [key for key in self._kept if key[0] == contact_id]:
            del self._kept[each]

    def _keep(self, binding: Binding) -> None:
        if self.contact_id:
            self._kept[(self.contact_id, binding.key)] = _Kept(binding, binding.read())

    def _save(self, contact_id: str, key: str, *, leaving: bool) -> None:
        kept = self._kept[(contact_id, key)]
        contact = self._desk.snapshot.contact(contact_id)
        if contact is None:
            return
        try:
            fresh = kept.binding.into(contact, kept.raw)
        except (DomainError, NotYetError) as error:
            self._refuse(contact_id, kept, error, leaving=leaving)
            return
        del self._kept[(contact_id, key)]
        if contact_id == self.contact_id:
            kept.binding.wrong("")
        merge = f"{contact_id}:{key}:{self._visit}"
        if fresh == contact:
            return
        if self._desk.do(lambda: self._write(contact_id, kept, merge)):
            self.saved.emit()
        else:
            self._kept.setdefault((contact_id, key), kept)

    def _write(self, contact_id: str, kept: _Kept, merge: str) -> None:
        """Write the newest of what was typed (a second try may come much later)."""
        contact = self._desk.snapshot.contact(contact_id)
        if contact is None:
            return
        newest = self._kept.pop((contact_id, kept.binding.key), kept)
        try:
            self._desk.store.contacts.save(newest.binding.into(contact, newest.raw), merge=merge)
        except BaseException:
            self._kept[(contact_id, kept.binding.key)] = newest
            raise

    def _refuse(self, contact_id: str, kept: _Kept, error: Exception, *, leaving: bool) -> None:
        told = sentence(error.code, error.values) if isinstance(error, DomainError) else str(error)
        at_once = isinstance(error, DomainError) and error.code.startswith("text_")
        why = told if leaving or at_once or kept.why else ""
        self._kept[(contact_id, kept.binding.key)] = _Kept(kept.binding, kept.raw, why)
        if contact_id == self.contact_id:
            kept.binding.wrong(why)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or not self._kept:
            return
        for contact_id, key in list(self._kept):
            widget = self._kept[(contact_id, key)].binding.widget
            if widget.isAncestorOf(old) and not (new is not None and widget.isAncestorOf(new)):
                self._save(contact_id, key, leaving=True)
                self._visit += 1
