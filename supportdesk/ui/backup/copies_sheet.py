"""The sheet with the backups that were made by themselves, and the way to a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from supportdesk.ui.gate_unlock import NameButton
from supportdesk.ui.kit import column, label
from supportdesk.ui.quiet_frame import Sheet
from supportdesk.words import _
from supportdesk.words.dates import at

if TYPE_CHECKING:
    from supportdesk.vault import Backup


class CopiesSheet(Sheet):
    """Automatic backups, the newest first; `chosen(Backup)`."""

    chosen = Signal(object)

    def __init__(self, copies: tuple[Backup, ...], *, others: tuple[QPushButton, ...]) -> None:
        self.rows = [NameButton(at(each.made.astimezone()), "") for each in copies]
        for row, each in zip(self.rows, copies, strict=True):
            row.clicked.connect(partial(self._choose, each))
        super().__init__(
            _("Go back to a backup"),
            label(_("SupportDesk made these by itself. Choose one. Nothing changes yet.")),
            column(*self.rows, gap=10),
            others=others,
        )
        if self.rows:
            self.first = self.rows[0]

    def _choose(self, found: Backup, _checked: bool = False) -> None:
        self.chosen.emit(found)
