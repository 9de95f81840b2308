"""A password for the file: asked for beside the choices, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Signal

from supportdesk.report.errors import ReportError
from supportdesk.report.locked import check_password
from supportdesk.ui.kit import Card, Ticks, label
from supportdesk.ui.password_field import PasswordField
from supportdesk.words import _
from supportdesk.words.errors import sentence

ON = "on"


class LockCard(Card):
    """Whether the file opens only with a password, and which. `changed` after each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.tick = Ticks("", [(ON, _("Lock the PDF with a password"))], down=True)
        self.field = PasswordField(
            _("Password for the file"),
            help_text=_(
                "Nobody can recover this password, and we cannot either. Keep it apart from the file."
            ),
        )
        self.about = label(_("A printed page is never locked."), "muted")
        for piece in (self.tick, self.field, self.about):
            self.body.addWidget(piece)
        self.tick.chosen.connect(self._turned)
        self._turned(())

    @property
    def is_on(self) -> bool:
        """Whether the file is to be locked."""
        return ON in self.tick.value

    @property
    def password(self) -> str:
        """The password, "" where the file stays open to everybody."""
        return self.field.value if self.is_on else ""

    def check(self) -> bool:
        """Whether a file can be made with what is typed; else the field says why and gets the focus."""
        if not self.is_on:
            return True
        try:
            check_password(self.field.value)
        except ReportError as error:
            self.field.wrong(sentence(error.code))
            return False
        self.field.wrong("")
        return True

    def _turned(self, _value: object) -> None:
        self.field.setVisible(self.is_on)
        self.about.setVisible(self.is_on)
        self.field.wrong("")
        if self.is_on:
            self.field.edit.setFocus()
        else:
            self.field.edit.clear()
        self.changed.emit()
