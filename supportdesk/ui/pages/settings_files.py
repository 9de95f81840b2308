"""The card that leads to import and export."""

from __future__ import annotations

from PySide6.QtCore import Signal

from supportdesk.ui.kit import Card, Flow, button, label
from supportdesk.words import _


class FilesCard(Card):
    """Two ways, each to a window of its own."""

    goes = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(title=_("Files from and for other programs"))
        self.body.addWidget(
            label(_("Take contacts in from a file, or write contacts, dates or everything to one."))
        )
        self.import_ = button(_("Import…"), clicked=lambda: self.goes.emit("import", ""))
        self.export = button(_("Export…"), clicked=lambda: self.goes.emit("export", ""))
        self.body.addLayout(Flow(self.import_, self.export, gap=10))
