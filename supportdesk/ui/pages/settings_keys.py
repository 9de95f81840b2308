"""The cards for the password and the recovery key; whatever takes long runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.kit import Card, Flow, announce, button, clear, column, label, restyle
from supportdesk.ui.password_field import PasswordField
from supportdesk.ui.recovery_sheet import KeyView
from supportdesk.words import _
from supportdesk.words.errors import sentence


class KeyCard(Card):
    """A card that shows either how things stand or one small form; work that runs is said in a line."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(title=title)
        self.desk = desk
        self.busy = False
        self.fields: tuple[PasswordField, ...] = ()
        self.status = label("", "muted")
        self.status.hide()
        self._area = column(gap=10)
        self.body.addLayout(self._area)
        self.body.addWidget(self.status)

    def rest(self) -> None:
        """Close any form and show how things stand."""
        self.say("")
        self._put(*self.standing())

    def cover(self) -> None:
        """Take away what is typed or shown; asks nothing of the profile, which may be closed by now."""
        self.say("")
        self._put()

    def standing(self) -> tuple[QWidget | Flow, ...]:
        """What the card says while no form is open."""
        return ()

    def say(self, words: str, look: str = "muted") -> None:
        """A line below the form; "" takes it away."""
        self.status.setText(words)
        restyle(self.status, look)
        self.status.setVisible(bool(words))
        if words:
            announce(self.status, words)

    def form(
        self, *fields: PasswordField, words: str = "", done: str, submit: Callable[[], Any], look: str = ""
    ) -> None:
        """Open a form: fields, the button `done`, and Cancel. Enter goes on to the next field or submits."""
        self.say("")
        go = button(done, look, clicked=submit)
        lead = (label(words, "muted"),) if words else ()
        self._put(*lead, *fields, Flow(go, button(_("Cancel"), "link", clicked=self._cancel), gap=10))
        self.fields = fields
        for number, field in enumerate(fields, start=1):
            field.entered.connect(fields[number].edit.setFocus if number < len(fields) else submit)
            field.changed.connect(lambda _text, field=field: field.wrong(""))
        (fields[0] if fields else go).setFocus()
        reveal(self)

    def work(self, words: str, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run key work in a thread; a failure is told in the card and the form stays."""
        if self.busy:
            return
        self.busy = True
        self.say(words)

        def end(result: Any) -> None:
            self.busy = False
            self.say("")
            done(result)

        def fail(error: Exception) -> None:
            self.busy = False
            self.say(self.trouble(getattr(error, "code", "")) or _told(error), "error")
            if not hasattr(error, "code"):
                raise error

        self.desk.worker.run(job, end, fail)

    def trouble(self, _code: str) -> str:
        """Words of this card's own for a code, or ""."""
        return ""

    def _cancel(self) -> None:
        if not self.busy:
            self.rest()
            there = [each for each in self.findChildren(QPushButton) if not each.isHidden()]
            if there:
                there[0].setFocus()

    def _put(self, *pieces: QWidget | Flow) -> None:
        clear(self._area)
        self.fields = ()
        for piece in pieces:
            if isinstance(piece, Flow):
                self._area.addLayout(piece)
                inside = [piece.itemAt(number) for number in range(piece.count())]
                shown = [w for item in inside if item is not None and (w := item.widget()) is not None]
            else:
                self._area.addWidget(piece)
                shown = [piece]
            for each in shown:
                each.show()  # now and not with the next event: it may get the focus at once

    @property
    def _vault(self) -> Any:
        return self.desk.vault


class PasswordCard(KeyCard):
    """Set, change or take away the password. `changed` is sent after a change that needed no new key."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Password"))
        self.rest()

    def standing(self) -> tuple[QWidget | Flow, ...]:
        """Whether there is a password, and what can be done."""
        if self._vault.read_only:
            return (label(_("This profile is open for reading only, so the password cannot change.")),)
        if self._vault.has_password:
            words = _("Your profile opens with your password, or with the recovery key.")
            ways: tuple[QPushButton, ...] = (
                button(_("Change the password"), clicked=self.ask_change),
                button(_("Take the password away"), "link", clicked=self.ask_removal),
            )
        else:
            words = _(
                "Your profile has no password. Anyone who can log in to this computer as you can read it."
            )
            ways = (button(_("Set a password"), clicked=self.ask_new),)
        return (label(words), Flow(*ways, gap=10))

    def ask_new(self) -> None:
        """The form for a first password."""
        new = PasswordField(_("New password"), help_text=_("A few words that you know by heart work well."))
        self.form(
            new,
            words=_(
                "You get a new recovery key with it. The old one stops working. "
                "Backups that you saved before still open with the old key only."
            ),
            done=_("Set this password"),
            submit=lambda: self._set(new),
        )

    def ask_change(self) -> None:
        """The form for another password; it asks for the present one first."""
        now = PasswordField(_("Password now"))
        new = PasswordField(_("New password"), help_text=_("A few words that you know by heart work well."))
        self.form(
            now,
            new,
            words=_("Backups that you saved before still open with the password of that day."),
            done=_("Change the password"),
            submit=lambda: self._change(now, new),
        )

    def ask_removal(self) -> None:
        """The form that takes the password away."""
        now = PasswordField(_("Password now"))
        self.form(
            now,
            words=_("Your computer keeps the key then. Your notes are as safe as its login, and no more."),
            done=_("Take the password away"),
            submit=lambda: self._remove(now),
        )

    def trouble(self, code: str) -> str:
        """Taking a password away needs a key store."""
        if code == "keystore_unavailable":
            return _("This computer has no key store that can be reached. The password stays.")
        return ""

    def _set(self, new: PasswordField) -> None:
        password = new.value
        if not _filled(new):
            return
        self.desk.key_change_wanted.emit(
            lambda vault: vault.set_password(password),
            _("Your password is set. Write down the new recovery key."),
        )

    def _change(self, now: PasswordField, new: PasswordField) -> None:
        if not _filled(now) or not _filled(new):
            return
        vault, old, fresh = self._vault, now.value, new.value

        def job() -> bool:
            if not vault.is_password(old):
                return False
            vault.set_password(fresh)
            return True

        self.work(
            _("Changing the password. This takes a few seconds."),
            job,
            lambda right: self._end(now, right=right, said=_("Your password is changed.")),
        )

    def _remove(self, now: PasswordField) -> None:
        if not _filled(now):
            return
        vault, old = self._vault, now.value

        def job() -> bool:
            if not vault.is_password(old):
                return False
            vault.remove_password()
            return True

        self.work(
            _("Taking the password away. Your computer may be asking for its password."),
            job,
            lambda right: self._end(now, right=right, said=_("Your profile has no password now.")),
        )

    def _end(self, now: PasswordField, *, right: bool, said: str) -> None:
        if not right:
            now.wrong(sentence("wrong_password"))
            return
        self._cancel()
        self.changed.emit()
        self.desk.noticed.emit(Notice(text=said))


class RecoveryCard(KeyCard):
    """Shows the recovery key on request and makes a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Recovery key"))
        self.key: KeyView | None = None
        self.rest()

    def standing(self) -> tuple[QWidget | Flow, ...]:
        """What the key is for."""
        self.key = None
        return (
            label(_("It opens your profile when nothing else does. Keep it on paper.")),
            Flow(button(_("Show the recovery key"), clicked=self.ask), gap=10),
        )

    def ask(self) -> None:
        """Show the key; a profile with a password asks for it first."""
        if not self._vault.has_password:
            self.show_key()
            return
        now = PasswordField(_("Password"))
        self.form(now, done=_("Show the recovery key"), submit=lambda: self._check(now))

    def show_key(self) -> None:
        """The key in its groups."""
        self.key = KeyView(self._vault.recovery_key)
        ways = [button(_("Cover it again"), clicked=self._cancel)]
        pieces: list[QWidget | Flow] = [
            self.key,
            label(_("Anyone who has this key can open your profile."), "muted"),
        ]
        if not self._vault.read_only:
            ways.append(button(_("Make a new one"), "link", clicked=self._ask_fresh))
        self._put(*pieces, Flow(*ways, gap=10))
        self.key.setFocus()
        reveal(self)

    def _ask_fresh(self) -> None:
        self.key = None
        self.form(
            words=_(
                "Make a new key if someone saw the old one. Your old paper stops working then. "
                "Backups on this computer go; those you saved elsewhere still open with the old key."
            ),
            done=_("Make a new recovery key"),
            submit=self._make_fresh,
        )

    def _make_fresh(self) -> None:
        self.desk.key_change_wanted.emit(
            lambda vault: vault.rotate(), _("You have a new recovery key. Write it down.")
        )

    def _check(self, now: PasswordField) -> None:
        if not _filled(now):
            return
        vault, password = self._vault, now.value
        self.work(
            _("Checking. This takes a second or two."),
            lambda: vault.is_password(password),
            lambda right: self.show_key() if right else now.wrong(sentence("wrong_password")),
        )


def reveal(card: QWidget) -> None:
    """Scroll the page so that a card that grew is in view, once the layout knows its size."""

    def scroll() -> None:
        area = card.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(card, 0, 12)

    QTimer.singleShot(50, card, scroll)


def _filled(field: PasswordField) -> bool:
    if not field.value:
        field.wrong(sentence("password_empty"))
    return bool(field.value)


def _told(error: Exception) -> str:
    return sentence(getattr(error, "code", ""), getattr(error, "values", {}))
