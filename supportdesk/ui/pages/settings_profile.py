"""The cards for the profile's name and files, and for deleting it: the one real question of the app."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, LineField, announce, button, clear, column, label
from supportdesk.ui.pages.settings_keys import reveal
from supportdesk.ui.quiet_frame import breakable
from supportdesk.words import _
from supportdesk.words.errors import sentence


class ProfileCard(Card):
    """Its name on the first page, and where its files lie."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("Profile"))
        self._desk = desk
        self._kept = desk.vault.label
        self.name = LineField(
            _("Name of this profile"),
            self._kept,
            help_text=_("Anyone who opens the app can see this name."),
            limit=80,
        )
        self.name.edit.setReadOnly(desk.vault.read_only)
        folder = desk.vault.database_path.parent
        self.folder = QLineEdit(str(folder))
        self.folder.setReadOnly(True)
        self.folder.setCursorPosition(0)
        self.folder.setAccessibleName(_("Folder of this profile"))
        where = label(_("Folder of this profile"))
        where.setBuddy(self.folder)
        self.size_words = label(_size_words(folder), "muted")
        self.body.addWidget(self.name)
        self.body.addLayout(column(where, self.folder, self.size_words, gap=4))
        self.name.committed.connect(lambda _text: self.flush())

    def flush(self) -> None:
        """Keep the name that is being typed."""
        from supportdesk.vault import VaultError

        if self.name.value == self._kept:
            return
        try:
            self._desk.vault.rename(self.name.value)
        except VaultError as error:
            self.name.wrong(sentence(error.code, error.values))
        else:
            self._kept = self.name.value
            self.name.wrong("")


class DeleteCard(Card):
    """Deletes for good, after the name (or the word DELETE) was typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("Delete this profile"))
        self._desk = desk
        self._area = column(gap=10)
        self.body.addLayout(self._area)
        self.typed: LineField | None = None
        self.rest()

    def rest(self) -> None:
        """Show the way to the question."""
        clear(self._area)
        self.typed = None
        self._area.addWidget(label(_("This removes everything in it from this computer, for good.")))
        self.ask_button = button(_("Delete this profile…"), clicked=self.ask)
        self._area.addLayout(Flow(self.ask_button))

    def ask(self) -> None:
        """The question; the button works once the name was typed."""
        clear(self._area)
        name = self._desk.vault.label
        self._area.addWidget(
            label(
                _(
                    "Are you sure? Your contacts, goals, plan and notes will be gone. "
                    "Nobody can bring them back, and Undo cannot either. "
                    "Backups made by itself go too. Those you saved elsewhere stay."
                )
            )
        )
        self.typed = LineField(
            _("Type {name} or DELETE to go on").format(name=breakable(name)) if name else _("Type DELETE"),
            limit=200,
        )
        self._area.addWidget(self.typed)
        keep = button(_("Keep my profile"), clicked=self._keep)
        self.delete_button = button(_("Delete this profile"), clicked=self._delete)
        self.delete_button.setEnabled(False)
        self._area.addLayout(Flow(keep, self.delete_button, gap=10))
        self.typed.changed.connect(lambda _text: self.delete_button.setEnabled(self._is_meant()))
        self.typed.setFocus()
        reveal(self)
        announce(self, _("Are you sure?"))

    def _is_meant(self) -> bool:
        if self.typed is None:
            return False
        typed = self.typed.value.casefold()
        return bool(typed) and typed in (self._desk.vault.label.casefold(), "delete", _("DELETE").casefold())

    def _keep(self) -> None:
        self.rest()
        self.ask_button.setFocus()

    def _delete(self) -> None:
        if self._is_meant():
            self._desk.delete_wanted.emit()


def _size_words(folder: Path) -> str:
    try:
        size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    except OSError:
        return ""
    return _("All its files together: {size}.").format(size=QLocale().formattedDataSize(size))
