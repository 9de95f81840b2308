"""Below the list: possible doubles, what was removed, import and export."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Flow, button
from supportdesk.ui.pages.contact_doubles import doubles
from supportdesk.ui.theme import Theme
from supportdesk.words import _

FEW = 1_000  # contacts among which doubles are found at once; among more in the worker
LATER = 400  # milliseconds after the last change until possible doubles are looked for


def _raised(error: Exception) -> None:
    raise error


class Links(QWidget):
    """Each shows while there is something behind it. `wanted(name)`: trash, doubles, import, export."""

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._trash_of: object = None
        self._doubles_of: object = None
        self.trash_count = 0
        self.doubles = button("", "link", clicked=lambda: self.wanted.emit("doubles"))
        self.removed = button(
            _("Removed ({count})").format(count=0), "link", clicked=lambda: self.wanted.emit("trash")
        )
        self.import_ = button(_("Import…"), "link", clicked=lambda: self.wanted.emit("import"))
        self.export = button(_("Export…"), "link", clicked=lambda: self.wanted.emit("export"))
        self.setLayout(Flow(self.doubles, self.removed, self.import_, self.export, gap=8))
        self.doubles.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(LATER)
        self._quiet.timeout.connect(self._count_doubles)

    def follow(self, snapshot: Snapshot) -> None:
        """Count again what may have changed; doubles in a quiet moment, as nothing waits for them."""
        if self._trash_of is not snapshot.contacts:
            self._trash_of = snapshot.contacts
            self.count_trash()
        if self._doubles_of != (snapshot.contacts, snapshot.me.dismissed):
            self._doubles_of = (snapshot.contacts, snapshot.me.dismissed)
            self._quiet.start()

    def count_trash(self) -> None:
        """Count what is in the trash."""
        self.trash_count = self._desk.store.contacts.count_trash()
        self.removed.setText(_("Removed ({count})").format(count=self.trash_count))
        self.removed.setVisible(self.trash_count > 0)

    def _count_doubles(self) -> None:
        snapshot = self._desk.snapshot
        if len(snapshot.contacts) <= FEW:
            self._say_doubles(len(doubles(snapshot)))
        else:
            self._desk.worker.run(lambda: len(doubles(snapshot)), self._say_doubles, _raised)

    def _say_doubles(self, count: int) -> None:
        self.doubles.setText(_("Possible doubles ({count})").format(count=count))
        self.doubles.setVisible(count > 0)

    def recolour(self, theme: Theme) -> None:
        """Draw the icon in the colour and size of the theme."""
        side = round(theme.points * 1.5)
        dress(self.removed, "trash", theme.tokens.link, side)
