"""What a person can see and do on the Contacts page, in their own terms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.pages.contacts import ContactsPage


class ContactsScreen:
    """The page as a person meets it: keys and clicks in, words out."""

    def __init__(self, qtbot: QtBot, page: ContactsPage) -> None:
        self.qtbot = qtbot
        self.page = page

    # ---- seeing

    @property
    def names(self) -> list[str]:
        """The names in the list, from the top."""
        return [row.name for row in self.page.list.rows.rows]

    @property
    def in_hand(self) -> str:
        """The name of the row in hand."""
        index = self.page.list.currentIndex()
        return index.data() if index.isValid() else ""

    @property
    def card_name(self) -> str:
        """The name on the card, "" without a card."""
        card = self.page.card
        return card.title.text().replace("\u200b", "") if card is not None and card.isVisible() else ""

    @property
    def words(self) -> str:
        """Every word of the page that can be seen."""
        shown = [one for one in self.page.findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.text() for one in shown if isinstance(one, QLabel | QAbstractButton))

    @property
    def focus(self) -> QWidget | None:
        """What has the focus."""
        return QApplication.focusWidget()

    # ---- doing

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focus or self.page, key, modifier)

    def type(self, text: str) -> None:
        """Type text wherever the focus is."""
        focus = self.focus
        assert focus is not None
        QTest.keyClicks(focus, text)

    def press(self, words: str) -> None:
        """Click the visible button with these words or this name."""
        found = [
            one
            for one in self.page.findChildren(QAbstractButton)
            if one.isVisible() and words in (one.text(), one.accessibleName())
        ]
        assert found, f"no button {words!r}"
        QApplication.processEvents()  # let the layout settle, or the click lands beside it
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def add(self, name: str) -> None:
        """Type a name into the box and press Enter."""
        QTest.keyClicks(self.page.quick.edit, name)
        QTest.keyClick(self.page.quick.edit, Qt.Key.Key_Return)

    def find(self, words: str) -> None:
        """Type into the filter line."""
        self.page.finding.filter.clear()
        QTest.keyClicks(self.page.finding.filter, words)

    def choose(self, name: str) -> None:
        """Click a row of the list."""
        place = self.names.index(name)
        view = self.page.list
        index = view.rows.index(place)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        self.qtbot.waitUntil(lambda: self.card_name == name or self.page._narrow)
        self.settle()

    def settle(self) -> None:
        """Wait until the first group of the card stands."""
        card = self.page.card
        assert card is not None
        self.qtbot.waitUntil(lambda: any(group.is_open for group in card.groups.values()))

    def open(self, group: str) -> QWidget:
        """Open a group of the card; returns its form."""
        self.settle()
        card = self.page.card
        assert card is not None
        one = card.groups[group]
        if not one.is_open:
            QTest.mouseClick(one.title, Qt.MouseButton.LeftButton)
        assert one.form is not None
        return one.form

    def fill(self, group: str, field: str, text: str) -> None:
        """Type over a line or note of the card."""
        edit = self.open(group).fields[field].edit  # type: ignore[attr-defined]
        edit.setFocus()
        edit.selectAll()
        if text:
            QTest.keyClicks(edit, text)
        else:
            QTest.keyClick(edit, Qt.Key.Key_Delete)
