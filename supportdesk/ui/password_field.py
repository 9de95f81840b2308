"""A line for a password: Show, paste and password managers allowed, and a word when caps lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from supportdesk.ui.kit import announce, button, column, label, restyle, row
from supportdesk.words import _

_LONGEST = 1024


class PasswordField(QWidget):
    """The typed text is given as it is, blanks and all; `entered` is sent at Enter."""

    entered = Signal()
    changed = Signal(str)

    def __init__(self, text: str, *, help_text: str = "") -> None:
        super().__init__()
        self.title = label(text)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.edit.setAccessibleName(text)
        self.edit.setAccessibleDescription(help_text)
        self.title.setBuddy(self.edit)
        self.show_button = button(_("Show"), clicked=self._turn)
        self.show_button.setAccessibleName(_("Show the password"))
        self.caps = label(_("Caps lock is on."), "strong")
        self.caps.hide()
        self._help = help_text
        self.below = label(help_text, "muted")
        if not help_text:
            self.below.hide()
        line = row(self.edit, self.show_button, gap=8)
        line.setStretch(0, 1)
        self.setLayout(column(self.title, line, self.caps, self.below, gap=4))
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self.changed)

    @property
    def value(self) -> str:
        """The password as it was typed."""
        return self.edit.text()

    def wrong(self, sentence: str) -> None:
        """Show (or with "" take away) an error below the line; the text stays and is marked."""
        self.below.setText(sentence or self._help)
        self.below.setVisible(bool(sentence or self._help))
        restyle(self.below, "error" if sentence else "muted")
        restyle(self.edit, "wrong" if sentence else "")
        self.edit.setAccessibleDescription(sentence or self._help)
        if sentence:
            self.edit.setFocus()
            self.edit.selectAll()
            announce(self.edit, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self.entered.emit()
                return True
            self._watch_caps(event)
        return super().eventFilter(watched, event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of caps lock, but a capital without Shift does."""
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps.hide()
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            on = letter.isupper() != shift
            if on and not self.caps.isVisibleTo(self):
                announce(self.edit, self.caps.text())
            self.caps.setVisible(on)

    def _turn(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_button.setText(_("Cover") if hidden else _("Show"))
        self.show_button.setAccessibleName(_("Cover the password") if hidden else _("Show the password"))
