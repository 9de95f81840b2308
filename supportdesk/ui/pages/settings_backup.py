"""The card about backups: when the last one was made, and the ways to save one and to go back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from supportdesk.ui.backup.window import last_words
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.kit import Flow, button, label
from supportdesk.ui.pages.settings_keys import KeyCard
from supportdesk.words import _
from supportdesk.words.dates import at


class BackupCard(KeyCard):
    """What was saved by hand and by itself, and what an opened backup moved aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Backups"))
        desk.backup_made.connect(self._made)
        self.rest()

    def standing(self) -> tuple[QWidget | Flow, ...]:
        """How things stand, and what can be done."""
        copies = self._vault.copies()
        self.save = button(_("Save a backup…"), clicked=self.desk.backup_wanted.emit)
        self.back = button(_("Go back to a backup…"), "link", clicked=self.desk.backups_wanted.emit)
        ways = [self.save, self.back]
        if copies and not self._vault.read_only:
            ways.append(button(_("Remove backups…"), "link", clicked=self._ask_to_remove_copies))
        pieces: tuple[QWidget | Flow, ...] = (
            label(last_words(self.desk)),
            label(self._own_words(copies[0].made.astimezone() if copies else None), "muted"),
            Flow(*ways, gap=10),
        )
        return (*pieces, *self._aside())

    def _own_words(self, last: datetime | None) -> str:
        if self._vault.read_only:
            return _("This profile is open for reading only, so no backup is made by itself.")
        if last is None:
            return _("SupportDesk makes a backup by itself once a day. The first one comes soon.")
        words = _(
            "SupportDesk makes one by itself once a day. The last one is from {when}. "
            "They lie on this computer only, so save one elsewhere too."
        )
        return words.format(when=at(last))

    def _ask_to_remove_copies(self) -> None:
        self.form(
            words=_(
                "Backups still hold what you deleted later. This removes those made by itself. "
                "Those you saved to a file stay, and a new one is made soon."
            ),
            done=_("Remove them for good"),
            submit=lambda: self._remove(
                self._vault.remove_copies, _("The backups made by itself are removed.")
            ),
        )

    def _aside(self) -> tuple[QWidget | Flow, ...]:
        if not self._vault.has_aside or self._vault.read_only:
            return ()
        self.swap = button(_("Change back to it"), clicked=self.desk.put_back_wanted.emit)
        self.remove = button(_("Remove it…"), "link", clicked=self._ask_to_remove_aside)
        return (
            label(_("You went back to a backup. What was here before is kept.")),
            Flow(self.swap, self.remove, gap=10),
        )

    def _ask_to_remove_aside(self) -> None:
        self.form(
            words=_("What was here before the backup will be gone. Nobody can bring it back."),
            done=_("Remove it for good"),
            submit=lambda: self._remove(
                self._vault.remove_asides, _("What was kept beside this profile is removed.")
            ),
        )

    def _remove(self, job: Callable[[], None], said: str) -> None:
        self.work(_("Removing it."), job, lambda _none: self._removed(said))

    def _removed(self, said: str) -> None:
        self._cancel()
        self.desk.noticed.emit(Notice(text=said))

    def _made(self) -> None:
        if self.isVisible() and not self.fields and not self.busy:
            self.rest()
