"""The sheet before a backup is opened: whose it is, of when, and what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from supportdesk.ui.kit import LineField, button, label
from supportdesk.ui.password_field import PasswordField
from supportdesk.ui.quiet_frame import Sheet, breakable
from supportdesk.words import _
from supportdesk.words.dates import at
from supportdesk.words.errors import sentence

if TYPE_CHECKING:
    from supportdesk.vault import Backup

PASSWORD, KEY_STORE, RECOVERY_KEY = "password", "keystore", "recovery_key"
_AT_THE_FIELD = ("backup_wrong_password", "backup_wrong_key", "recovery_key_typo", "password_too_long")


class BackupKeySheet(Sheet):
    """One backup and the key to it. `wanted(typed)` asks to open it (typed is "" by the key store),
    `other_way()` to be asked for the other kind of key, `left()` to give it up.
    """

    wanted = Signal(str)
    other_way = Signal()
    left = Signal()

    def __init__(self, found: Backup, *, way: str, is_here: bool, is_copy: bool) -> None:
        self.way = way
        self._is_copy = is_copy
        self.field = _field(way, is_copy=is_copy)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far it is"))
        self.bar.hide()
        name = found.label or _("Profile without a name")
        words = _("{name}, as it was on {when}.").format(name=name, when=at(found.made.astimezone()))
        pieces: list[QWidget] = [label(breakable(words), "strong")]
        if is_here:
            kept = _("What is in this profile now is kept beside it. You can put it back in Settings.")
            pieces.append(label(kept))
        if self.field is not None:
            pieces.append(self.field)
        self.open_button = button(
            _("Go back to this backup") if is_here else _("Open this backup"), "primary", clicked=self._want
        )
        other: tuple[QPushButton, ...] = ()
        if way != RECOVERY_KEY:
            other = (button(_("Use the recovery key"), "link", clicked=self._other_way),)
        back = button(_("Back"), "link", clicked=self._leave)
        title = _("Go back to a backup") if is_here else _("Open a backup")
        super().__init__(title, *pieces, self.bar, main=self.open_button, others=(*other, back))
        if isinstance(self.field, PasswordField):
            self.field.entered.connect(self._want)
        self.first = self.field if self.field is not None else self.open_button

    def _want(self) -> None:
        if self.bar.isVisibleTo(self):
            return
        typed = self.field.value if self.field is not None else ""
        if self.field is None or typed:
            self.wanted.emit(typed)
        elif self.way == PASSWORD:
            self.field.wrong(sentence("password_empty"))
        else:
            self.field.wrong(_("Type your recovery key first."))

    def _other_way(self) -> None:
        self.other_way.emit()

    def _leave(self) -> None:
        self.left.emit()

    def begin(self) -> None:
        """Say that it is being opened; Back gives it up."""
        self.bar.setRange(0, 0)
        self.bar.show()
        self.say(_("Opening the backup. This takes a few seconds."))

    def reached(self, done: int, of_all: int) -> None:
        """Show how far it is; 0 of 0 is not known yet."""
        self.bar.setRange(0, max(of_all // 1024, 0))
        self.bar.setValue(done // 1024)

    def refuse(self, code: str, values: dict[str, object]) -> None:
        """Say why it was not opened; what was typed stays."""
        self.bar.hide()
        self.say("")
        # A copy of the app's own opens with the password of today.
        is_todays = self._is_copy and code == "backup_wrong_password"
        words = sentence("wrong_password" if is_todays else code, values)
        if code in _AT_THE_FIELD and self.field is not None:
            self.field.wrong(words)
        else:
            self.say(words, "error")


def _field(way: str, *, is_copy: bool) -> PasswordField | LineField | None:
    made: PasswordField | LineField
    if way == PASSWORD:
        help_text = "" if is_copy else _("The one you had when this backup was made.")
        made = PasswordField(_("Password"), help_text=help_text)
        made.changed.connect(lambda _text: made.wrong(""))
        return made
    if way == RECOVERY_KEY:
        made = LineField(
            _("Recovery key"),
            help_text=_("Eight groups of four. Small letters and missing spaces are fine."),
            limit=200,
        )
        made.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        made.changed.connect(lambda _text: made.wrong(""))
        return made
    return None
