"""What a person can see and do on the page about their support, in their own terms; keys only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.ui.pages.support import SupportPage

TAB, SPACE, ENTER, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape


class SupportScreen:
    """The page as a person with a keyboard meets it."""

    def __init__(self, qtbot: QtBot, page: SupportPage) -> None:
        self.qtbot = qtbot
        self.page = page

    # ---- seeing

    def _shown(self, part: QWidget) -> list[str]:
        seen = [one for one in part.findChildren(QWidget) if one.isVisible()]
        texts = (one.text() for one in seen if isinstance(one, QLabel | QAbstractButton))
        return [text.replace("\u200b", "").replace("\n", " ") for text in texts if text]

    @property
    def words(self) -> str:
        """Every word of the page that can be seen."""
        return "\n".join(self._shown(self.page))

    @property
    def answer(self) -> str:
        """What stands below the question."""
        return "\n".join(self._shown(self.page.now.answer))

    @property
    def names(self) -> list[str]:
        """Who can be reached, in the order shown."""
        opens = [text for text in self._shown(self.page.now.answer) if text.startswith("Open ")]
        return [text.removeprefix("Open ") for text in opens]

    @property
    def needs(self) -> dict[str, str]:
        """Each need in view with what stands below it."""
        rows = [row for group in self.page.needs.groups.values() for row in group.rows.values()]
        return {row.words.text(): row.covered.text() for row in rows if row.isVisible()}

    @property
    def who(self) -> str:
        """The third part."""
        return "\n".join(self._shown(self.page.who))

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    @property
    def focused(self) -> str:
        """How the focused control is called."""
        focus = self.focus
        text = focus.text() if isinstance(focus, QAbstractButton | QLabel) else ""
        return focus.accessibleName() or text

    # ---- doing

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        """Type wherever the focus is."""
        QTest.keyClicks(self.focus, text)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of that name (or its beginning) has the focus; once round at most."""
        self.settle()
        seen: set[int] = set()
        while not self.focused.startswith(name):
            assert id(self.focus) not in seen, f"Tab does not reach {name!r}"
            seen.add(id(self.focus))
            self.key(TAB)

    def choose(self, name: str) -> None:
        """Tab to a control and press Space."""
        self.tab_to(name)
        self.key(SPACE)

    def pick(self, name: str) -> None:
        """Go to the group of the option by Tab, then to the option by the arrow keys."""
        self.tab_to(name.partition(":")[0])
        for _step in range(8):
            if self.focused == name:
                return
            self.key(Qt.Key.Key_Right)
        raise AssertionError(f"the arrow keys do not reach {name!r}")

    def settle(self) -> None:
        """Let layouts and the order of Tab come to rest."""
        self.qtbot.waitUntil(lambda: not self.page._turn.isActive())
        QApplication.processEvents()
