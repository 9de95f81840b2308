"""With whom: contacts as chips, and with many of them a list with a filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.text import fold
from supportdesk.ui.kit import Flow, LineField, button, clear, column, label
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.words import _, ngettext

CHIPS_AT_MOST = 10
LINES_SHOWN = 6
_ID = Qt.ItemDataRole.UserRole


def offered(contacts: tuple[Contact, ...], chosen: tuple[str, ...]) -> tuple[Contact, ...]:
    """Active contacts, and those already chosen whatever became of them; by name."""
    kept = (each for each in contacts if each.is_active or each.id in chosen)
    return tuple(sorted(kept, key=lambda each: fold(each.short_name)))


class PeoplePicker(QWidget):
    """Any number of contacts. `chosen` is sent after each change by the person."""

    chosen = Signal(tuple)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._shown: tuple[tuple[Contact, ...], tuple[str, ...]] | None = None
        self._offered: tuple[Contact, ...] = ()
        self._value: tuple[str, ...] = ()
        self.title = label(text)
        self.none = label(_("Nobody yet. That is fine."), "muted")
        self.chips = Flow(gap=6)
        self.buttons: list[QPushButton] = []
        self.more = button(_("Choose from your contacts"), clicked=self._toggle)
        self.filter = LineField(_("Find a contact"))
        self.filter.changed.connect(self._filter)
        self.list = _CheckList()
        self.list.setAccessibleName(text)
        self.list.flipped.connect(self._flip)
        self.panel = QWidget()
        self.panel.setLayout(column(self.filter, self.list, gap=6))
        self.panel.hide()
        self.setAccessibleName(text)
        self.setLayout(column(self.title, self.none, self.chips, self.more, self.panel, gap=6))

    @property
    def value(self) -> tuple[str, ...]:
        """Contact ids in the order they were chosen; ids without a contact (removed ones) are kept."""
        return self._value

    @property
    def is_long(self) -> bool:
        """Whether there are too many for chips."""
        return len(self._offered) > CHIPS_AT_MOST

    def show_people(self, contacts: tuple[Contact, ...], value: tuple[str, ...]) -> None:
        """Show who can be chosen and who is."""
        people = offered(contacts, value)
        if self._shown == (people, value):
            return
        self._shown, self._offered, self._value = (people, value), people, value
        self._draw_chips()
        self._fill_list()

    def _draw_chips(self) -> None:
        had = self.focused_id()
        clear(self.chips)
        self.buttons = []
        for each in self._offered:
            if self.is_long and each.id not in self._value:
                continue
            self.buttons.append(self._chip(each))
            self.chips.addWidget(self.buttons[-1])
            self.buttons[-1].show()
        self.none.setVisible(not self.buttons)
        if not self._offered:
            self.none.setText(_("You have no contacts yet. You can add one later."))
        self.more.setVisible(self.is_long)
        self.panel.setVisible(self.is_long and self.panel.isVisible())
        if had:
            self._focus_chip(had)

    def _chip(self, contact: Contact) -> QPushButton:
        chip = button(shorten(contact.short_name), "chip", clicked=lambda: self._flip(contact.id))
        chip.setCheckable(True)
        chip.setChecked(contact.id in self._value)
        chip.setAccessibleName(contact.short_name)
        chip.setProperty("contact", contact.id)
        if len(contact.short_name) > 36:
            chip.setToolTip(contact.short_name)
        return chip

    def focused_id(self) -> str:
        """The contact whose chip has the focus, or ""."""
        focus = self.focusWidget()
        return str(focus.property("contact") or "") if focus is not None and focus.hasFocus() else ""

    def _focus_chip(self, contact_id: str) -> None:
        same = next((each for each in self.buttons if each.property("contact") == contact_id), None)
        after = same or next(iter(self.buttons), self.more)
        after.setFocus()

    def _toggle(self) -> None:
        self.panel.setVisible(not self.panel.isVisible())
        if self.panel.isVisible():
            self._fill_list()
            self.filter.setFocus()

    def _fill_list(self) -> None:
        if not self.is_long or self.panel.isHidden():
            return
        self.list.show_lines(tuple((each.id, each.short_name) for each in self._offered), self._value)
        self._filter()

    def _filter(self, _text: str = "") -> None:
        parts = fold(self.filter.value).split()
        left = 0
        for number in range(self.list.count()):
            item = self.list.item(number)
            hidden = not all(part in fold(item.text()) for part in parts)
            item.setHidden(hidden)
            left += not hidden
        found = ngettext("{count} contact found", "{count} contacts found", left)
        self.filter.edit.setAccessibleDescription(found.format(count=left) if parts else "")

    def _flip(self, contact_id: str) -> None:
        kept = tuple(each for each in self._value if each != contact_id)
        self._value = kept if contact_id in self._value else (*self._value, contact_id)
        self._shown = None
        self._draw_chips()
        if self.is_long:
            self.list.tick(self._value)
        self.chosen.emit(self._value)


class _CheckList(QListWidget):
    """Lines with check boxes; Space, Enter or a click anywhere on a line flips it."""

    flipped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().installEventFilter(self)

    def show_lines(self, lines: tuple[tuple[str, str], ...], ticked: tuple[str, ...]) -> None:
        """These ids and names."""
        if [self._line(number) for number in range(self.count())] != list(lines):
            self.clear()
            for contact_id, name in lines:
                item = QListWidgetItem(name)
                item.setData(_ID, contact_id)
                self.addItem(item)
            self.setMinimumHeight(self._height(min(len(lines), LINES_SHOWN)))
        self.tick(ticked)

    def tick(self, ticked: tuple[str, ...]) -> None:
        """Tick these ids and no others."""
        for number in range(self.count()):
            item = self.item(number)
            on = item.data(_ID) in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _line(self, number: int) -> tuple[str, str]:
        item = self.item(number)
        return item.data(_ID), item.text()

    def _height(self, lines: int) -> int:
        return max(self.sizeHintForRow(0), 24) * lines + 16

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flipped.emit(item.data(_ID))
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.MouseButtonRelease:
            item = self.itemAt(event.position().toPoint())  # type: ignore[attr-defined]
            if item is not None:
                self.flipped.emit(item.data(_ID))
                return True
        return super().eventFilter(watched, event)
