"""The sheets in front of a profile: choose, password, key store, recovery key, and trouble."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy

from supportdesk.ui.kit import LineField, button, column, label
from supportdesk.ui.password_field import PasswordField
from supportdesk.ui.quiet_frame import Sheet
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.vault import ProfileInfo


class NameButton(QPushButton):
    """A button for a name of any length: what does not fit is cut at its end and told in full on hover."""

    def __init__(self, text: str, note: str) -> None:
        super().__init__()
        self._whole = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self.setToolTip(text if len(text) > 30 else "")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        room = max(self.width() - self.fontMetrics().height() * 3, 40)
        fitting = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(fitting.replace("&", "&&"))


class ChooseSheet(Sheet):
    """All profiles by name; `chosen(id)`."""

    chosen = Signal(str)

    def __init__(self, profiles: tuple[ProfileInfo, ...], *, others: tuple[QPushButton, ...]) -> None:
        self.names: dict[str, NameButton] = {}
        rows = []
        for each in profiles:
            note = _note(each)
            one = NameButton(each.label or _("Profile without a name"), note)
            one.clicked.connect(partial(self._choose, each.id))
            self.names[each.id] = one
            rows.append(column(one, label(note, "muted"), gap=2))
        super().__init__(_("Choose a profile"), column(*rows, gap=14), others=others)
        if profiles:
            self.first = self.names[profiles[0].id]

    def _choose(self, profile_id: str, _checked: bool = False) -> None:
        self.chosen.emit(profile_id)


def _note(info: ProfileInfo) -> str:
    if info.damaged:
        return _("This profile needs a look before it opens.")
    if info.has_password:
        return _("Opens with its password.")
    return _("Opens with the login of this computer.")


class PasswordSheet(Sheet):
    """The lock of one profile; `wanted(password)`."""

    wanted = Signal(str)

    def __init__(self, name: str, *, others: tuple[QPushButton, ...]) -> None:
        self.password = PasswordField(_("Password"))
        title = _("{name} is locked").format(name=name) if name else _("This profile is locked")
        super().__init__(
            title,
            self.password,
            main=button(_("Open"), "primary", clicked=self._want),
            others=others,
        )
        self.first = self.password
        self.password.entered.connect(self._want)
        self.password.changed.connect(lambda _text: self.password.wrong(""))

    def _want(self) -> None:
        self.wanted.emit(self.password.value)


class ClosedSheet(Sheet):
    """A profile without a password that does not open by itself, after Lock or Cancel."""

    wanted = Signal()

    def __init__(self, name: str, *, others: tuple[QPushButton, ...]) -> None:
        title = _("{name} is closed").format(name=name) if name else _("This profile is closed")
        super().__init__(
            title,
            label(_("It has no password. It opens with the login of this computer."), "muted"),
            main=button(_("Open"), "primary", clicked=self._want),
            others=others,
        )
        assert self.main is not None
        self.first = self.main

    def _want(self) -> None:
        self.wanted.emit()


class WaitSheet(Sheet):
    """A quiet word while the key store or the lock is at work, with a way back."""

    def __init__(self, title: str, *, cancel: QPushButton) -> None:
        super().__init__(title, others=(cancel,))
        self.cancel = cancel


class RecoveryEntrySheet(Sheet):
    """Where the recovery key is typed; `wanted(text)`."""

    wanted = Signal(str)

    def __init__(self, *, has_password: bool, others: tuple[QPushButton, ...]) -> None:
        self.key = LineField(
            _("Recovery key"),
            help_text=_("Eight groups of four. Small letters and missing spaces are fine."),
            limit=200,
        )
        self.key.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        words = (
            _(
                "We can not reset your password. No one else has it. "
                "You can use your recovery key, or start a new profile."
            )
            if has_password
            else _("The recovery key opens your profile. You wrote it down when you made the profile.")
        )
        super().__init__(
            _("Open with the recovery key"),
            label(words),
            self.key,
            main=button(_("Open"), "primary", clicked=self._want),
            others=others,
        )
        self.first = self.key
        self.key.changed.connect(lambda _text: self.key.wrong(""))

    def _want(self) -> None:
        if self.key.value:
            self.wanted.emit(self.key.value)
        else:
            self.key.wrong(_("Type your recovery key first."))


class TroubleSheet(Sheet):
    """Why a profile did not open, what can be done, and where its files lie."""

    def __init__(
        self, words: str, folder: str, *, main: QPushButton, others: tuple[QPushButton, ...]
    ) -> None:
        self.words = label(words)
        self.words.setAccessibleName(words)
        self.folder = QLineEdit(folder)
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(_("Folder of this profile"))
        self.folder.setCursorPosition(0)
        where = label(_("Folder of this profile"), "muted")
        where.setBuddy(self.folder)
        super().__init__(
            _("This profile did not open"),
            self.words,
            label(_("Nothing was changed."), "muted"),
            column(where, self.folder, gap=4),
            main=main,
            others=others,
        )
        self.first = main
