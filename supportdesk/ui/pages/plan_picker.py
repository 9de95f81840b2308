"""Choosing contacts for a part of the plan: a list with a filter, likely ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from supportdesk.domain.contact import FORMAL, Contact, Kind, SupportType
from supportdesk.domain.plan import Part
from supportdesk.domain.text import fold
from supportdesk.ui.kit import LineField, button, column, label, on_esc
from supportdesk.words import _, labels, ngettext

FILTER_FROM = 8
LINES_SHOWN = 6
_ID = Qt.ItemDataRole.UserRole
_PLACES = (Kind.PLACE, Kind.GROUP, Kind.ONLINE, Kind.PET)


def offered(contacts: Sequence[Contact], part: Part, chosen: Sequence[str]) -> tuple[Contact, ...]:
    """The active contacts that are not in the part yet; those that fit it best come first."""
    rest = [each for each in contacts if each.is_active and each.id not in chosen]
    return tuple(sorted(rest, key=lambda each: (not _fits(each, part), fold(each.short_name), each.id)))


def _fits(contact: Contact, part: Part) -> bool:
    if part is Part.PROFESSIONALS:
        return contact.kind in FORMAL
    if part is Part.DISTRACTION:
        return contact.kind in _PLACES or contact.gives_me(SupportType.SOCIAL)
    if part is Part.PEOPLE:
        return contact.in_hard_times and contact.kind not in FORMAL
    return contact.is_person


def about(contact: Contact) -> str:
    """Role or kind, and the first number: "Sister · 01632 960101"."""
    role = contact.role or labels.kind(contact.kind)
    number = contact.phones[0].number if contact.phones else _("no number yet")
    return f"{role} · {number}"


class ContactPicker(QWidget):
    """A list to choose from.

    picked(id)  one was chosen; the list stays open for the next
    left()      the person is done
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self.filter = LineField(_("Find a contact"))
        self.filter.changed.connect(self._filter)
        self.filter.edit.installEventFilter(self)
        self.list = _Lines()
        self.list.setAccessibleName(_("Your contacts"))
        self.list.setAccessibleDescription(_("Press Enter to choose one."))
        self.list.picked.connect(self.picked)
        self.nobody = label("", "muted")
        done = button(_("Done choosing"), clicked=self.left.emit)
        self.setLayout(column(self.filter, self.list, self.nobody, done, gap=6))
        on_esc(self, self.left.emit)

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Offer these."""
        lines = tuple((each.id, f"{each.short_name} · {about(each)}") for each in contacts)
        if lines != self._shown:
            self._shown = lines
            self.list.show_lines(lines)
        self.filter.setVisible(len(lines) >= FILTER_FROM or bool(self.filter.value))
        self._filter()

    def start(self) -> None:
        """Put the focus on what comes first."""
        self.filter.value = ""
        self._filter()
        if not self.filter.isHidden():
            self.filter.setFocus()
        elif self._shown:
            self.list.setFocus()

    def _filter(self, _text: str = "") -> None:
        left = self.list.keep(fold(self.filter.value).split())
        self.list.setVisible(left > 0)
        self.nobody.setVisible(left == 0)
        self.nobody.setText(
            _("No match for that word.") if self._shown else _("There is nobody else to choose.")
        )
        found = ngettext("{count} contact found", "{count} contacts found", left)
        self.filter.edit.setAccessibleDescription(found.format(count=left) if self.filter.value else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.pick_first()
                return True
        return super().eventFilter(watched, event)


class _Lines(QListWidget):
    """One contact a line; Enter, Space or a click chooses it."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_ID)))

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """These ids and words; the place in the list is kept."""
        at = self.currentRow()
        self.clear()
        for contact_id, words in lines:
            item = QListWidgetItem(words)
            item.setData(_ID, contact_id)
            self.addItem(item)
        self.setCurrentRow(min(max(at, 0), self.count() - 1))
        self._fit()

    def keep(self, parts: Sequence[str]) -> int:
        """Hide the lines that do not have all these pieces; how many are left."""
        left = 0
        for number in range(self.count()):
            item = self.item(number)
            hidden = not all(part in fold(item.text()) for part in parts)
            item.setHidden(hidden)
            left += not hidden
        current = self.currentItem()
        if left and (current is None or current.isHidden()):
            self.setCurrentRow(next(n for n in range(self.count()) if not self.item(n).isHidden()))
        return left

    def pick_first(self) -> None:
        """Choose the line that is marked, if it can be seen."""
        item = self.currentItem()
        if item is not None and not item.isHidden():
            self.picked.emit(item.data(_ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pick_first()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        row = max(self.sizeHintForRow(0), QFontMetrics(self.font()).lineSpacing() + 8)
        height = row * min(max(self.count(), 1), LINES_SHOWN) + 14
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)
