"""The sheets before the first profile: welcome, a shared computer, name and password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from supportdesk.ui.kit import Card, Choices, LineField, announce, button, label
from supportdesk.ui.password_field import PasswordField
from supportdesk.ui.quiet_frame import Sheet
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _

_SIZES = (100, 125, 150, 200)


class WelcomeSheet(Sheet):
    """What the app is and is not, and how large its text is."""

    started = Signal()

    def __init__(self, settings: AppSettings, theme: Theme, *, others: tuple[QPushButton, ...] = ()) -> None:
        self._settings, self._theme = settings, theme
        start = button(_("Start"), "primary", clicked=self._start)
        super().__init__(
            _("Welcome"),
            label(_("This app helps you plan your support. You choose what to write.")),
            label(_("Nothing leaves this computer. You can stop at any time.")),
            self._sizes(),
            label(_("This app is not medical care. In an emergency, use the Get help now button."), "muted"),
            main=start,
            others=others,
        )
        self.first = start

    def _start(self) -> None:
        self.started.emit()

    def _sizes(self) -> QWidget:
        names = (_("Normal"), _("Large"), _("Larger"), _("Largest"))
        near = min(_SIZES, key=lambda size: abs(size - self._theme.percent))
        self.sizes = Choices(_("Text size"), tuple(zip(_SIZES, names, strict=True)), near, chips=True)
        self.sizes.chosen.connect(self._resize)
        return self.sizes

    def _resize(self, percent: int) -> None:
        self._settings.text_percent = percent
        self._theme.resize(percent)


class SharedSheet(Sheet):
    """Who else uses the computer; with "yes" it says what hiding can and cannot do (domain.md 6.2)."""

    answered = Signal()

    def __init__(self) -> None:
        self.answer = Choices(
            _("Choose one"),
            ((False, _("No, only me")), (True, _("Yes, or I am not sure"))),
            down=True,
        )
        self.safety = _safety()
        self.safety.hide()
        on = button(_("Go on"), "primary", clicked=self._go_on)
        super().__init__(
            _("Does anyone else use this computer, or look over what you do on it?"),
            label(_("We ask so that you know what stays private. Your answer is not kept."), "muted"),
            self.answer,
            self.safety,
            main=on,
            others=(button(_("Skip this"), "link", clicked=self._go_on),),
        )
        self.answer.title.hide()
        self.answer.chosen.connect(self._answer)
        self.first = self.heading

    def _go_on(self) -> None:
        self.answered.emit()

    def _answer(self, shared: bool) -> None:
        self.safety.setVisible(shared)
        if shared:
            announce(self.safety, self.safety.accessibleDescription())


def _safety() -> QFrame:
    lines = (
        _("Hide covers the window at once and locks. Press Hide, Ctrl+H, or Shift three times."),
        _("Set a password. Without one, anyone who opens the app can read it."),
        _(
            "Hide cannot remove the app. Its name stays in the list of programs, "
            "and files you save or print stay."
        ),
        _("A program that watches this computer could still see what you type."),
        _("If someone could harm you because of this, use a computer they cannot reach."),
    )
    made = Card(*(label(line) for line in lines), title=_("Before you begin"), gap=8, name="notice")
    made.setAccessibleDescription(" ".join(lines))
    return made


class CreateSheet(Sheet):
    """Name and password of a new profile; `wanted(name, password)`, the password "" for none."""

    wanted = Signal(str, str)

    def __init__(self, name: str, *, others: tuple[QPushButton, ...] = ()) -> None:
        self.password = PasswordField(
            _("Password (you can leave this empty)"),
            help_text=_("A few words that you know by heart work well."),
        )
        self.name = LineField(
            _("Name of this profile"),
            name,
            help_text=_("Anyone who opens the app can see this name. A plain name keeps it private."),
            limit=80,
        )
        self.without = label(
            _(
                "Without a password, your computer keeps the key. "
                "Then your notes are only as safe as the login of this computer."
            ),
            "muted",
        )
        self.make = button(_("Make this profile"), "primary", clicked=self._want)
        super().__init__(
            _("Make your profile"),
            label(_("A profile is a locked file on this computer. Only you can open it.")),
            self.password,
            self.without,
            self.name,
            main=self.make,
            others=others,
        )
        self.first = self.password
        self.password.entered.connect(self._want)
        self.password.changed.connect(lambda _text: self.password.wrong(""))
        self.name.changed.connect(lambda _text: self.name.wrong(""))

    def _want(self) -> None:
        self.wanted.emit(self.name.value, self.password.value)

    def need_password(self, sentence: str) -> None:
        """This computer keeps no key: only a password will do."""
        self.without.hide()
        self.password.title.setText(_("Password"))
        self.password.edit.setAccessibleName(_("Password"))
        self.password.wrong(sentence)


class NewPasswordSheet(Sheet):
    """A new password after the recovery key opened the profile; with words in `skip` it may be passed by."""

    wanted = Signal(str)
    skipped = Signal()

    def __init__(self, *, skip: str) -> None:
        self.password = PasswordField(
            _("New password"), help_text=_("A few words that you know by heart work well.")
        )
        words = (
            _("You can use it from now on.")
            if skip
            else _("The old lock was lost. A password makes a new one.")
        )
        pass_by = (button(skip, "link", clicked=self._skip),) if skip else ()
        super().__init__(
            _("Your profile is open. Choose a new password."),
            label(words, "muted"),
            self.password,
            main=button(_("Set this password"), "primary", clicked=self._want),
            others=pass_by,
        )
        self.first = self.password
        self.password.entered.connect(self._want)
        self.password.changed.connect(lambda _text: self.password.wrong(""))

    def _want(self) -> None:
        self.wanted.emit(self.password.value)

    def _skip(self) -> None:
        self.skipped.emit()
