"""Save a backup: what it is, what opens it, and where it is to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QWidget

from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, button, label
from supportdesk.ui.save_file import Chooser, choose_place, neutral_name, saved_in
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer.errand import Errand
from supportdesk.ui.transfer.window import Step, TransferWindow, Waiting, reading_width
from supportdesk.vault import BACKUP_ENDING, save_backup
from supportdesk.words import _
from supportdesk.words.dates import at
from supportdesk.words.errors import sentence

Moved = Callable[[int, int], None]
PAGE = "backup"  # of the store: when one was saved by hand, and for which key the paper is there


class BackupWindow(TransferWindow):
    """The choice stays while the file is made, so that another place can be tried at once.

    `goes(page, target)` is sent where the recovery key is to be shown.
    """

    goes = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, parent)
        self.choose_place: Chooser = choose_place  # tests bring their own
        self.show_in_folder: Any = None
        self.errand = Errand(desk.worker, self)
        self.errand.progressed.connect(self._reached)
        letter = QFontMetrics(self.font()).averageCharWidth()
        self.resize(self.size().boundedTo(QSize(letter * 92, letter * 52)))
        self.start()

    # ---- choosing

    def start(self, wrong: str = "") -> None:
        """What a backup is, and the way to a place for it."""
        self.errand.give_up()
        step = Step(_("Save a backup"))
        self.save_button = button(_("Choose a place…"), "primary", clicked=self._ask)
        step.lay(
            _read(_("A backup is one locked file with everything that is in this profile.")),
            _read(_("Keep it on a USB stick or another disk. Then it is there if this computer is not.")),
            self._what_opens_it(),
            _read(last_words(self.desk), "muted"),
            buttons=[button(_("Close"), clicked=self.reject), self.save_button],
        )
        self.put(step)
        self.say(wrong)

    def _what_opens_it(self) -> QWidget:
        """The password or, in a notice, that nothing but the paper does."""
        vault = self.desk.vault
        if vault.has_password or kept(self.desk).get("paper") == vault.dek_id:
            return _read(
                _("It opens with the password you have now, and with your recovery key.")
                if vault.has_password
                else _("It opens only with your recovery key, which you have on paper.")
            )
        self.is_on_paper = QCheckBox(_("My recovery key is on paper"))
        self.is_on_paper.setEnabled(not vault.read_only)
        self.is_on_paper.clicked.connect(self._on_paper)
        show = button(_("Show the recovery key"), clicked=self._show_key)
        return Card(
            label(_("This backup opens only with your recovery key. Without the key nobody can open it.")),
            self.is_on_paper,
            Flow(show),
            title=_("Keep the recovery key too"),
            gap=10,
            name="notice",
        )

    def _on_paper(self, is_there: bool) -> None:
        keep(self.desk, paper=self.desk.vault.dek_id if is_there else "")

    def _show_key(self) -> None:
        self.reject()
        self.goes.emit("settings", _("Recovery key"))

    # ---- making

    def _ask(self) -> None:
        name = neutral_name("backup", self.desk.today, BACKUP_ENDING)
        kinds = ((_("Backup of SupportDesk"), BACKUP_ENDING),)
        self.choose_place(self, _("Save a backup"), name, kinds, self.save_at)

    def save_at(self, path: Path) -> None:
        """Write it in the background; a file that is there was asked about by the chooser."""
        source, look_up = self.desk.vault.backup_source(), self.desk.worker.look_up

        def work(reached: Moved) -> None:
            def moved(done: int, of_all: int) -> None:
                look_up()
                reached(done, of_all)

            save_backup(source, path, may_replace=True, moved=moved)

        self.put(Waiting(_("Saving the backup"), self.start))
        self.errand.run(
            work,
            lambda _none: self._saved(path),
            self._refused,
        )

    def _saved(self, path: Path) -> None:
        keep(self.desk, saved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        self.desk.backup_made.emit()
        step = Step(_("Your backup is saved"))
        where = _("It is in {folder}, as {name}.").format(folder=saved_in(path), name=path.name)
        show = button(_("Show it in its folder"), clicked=lambda: self._show(path))
        step.lay(
            _read(where),
            self._what_opens_it(),
            buttons=[show, button(_("Close"), "primary", clicked=self.accept)],
        )
        self.put(step)

    def _show(self, path: Path) -> None:
        from supportdesk.ui.desktop import show_in_folder

        def told(is_shown: bool) -> None:
            if not is_shown:
                self.say(_("Your computer could not show the folder."))

        self.errand.run(lambda _moved: (self.show_in_folder or show_in_folder)(path), told, self._refused)

    def _refused(self, error: Exception) -> None:
        self.start(sentence(getattr(error, "code", ""), getattr(error, "values", {})))
        if not hasattr(error, "code"):
            raise error

    def _reached(self, done: int, of_all: int) -> None:
        if isinstance(self.step, Waiting):
            self.step.bar.setRange(0, of_all // 1024)
            self.step.bar.setValue(done // 1024)

    def reject(self) -> None:
        self.errand.give_up()
        super().reject()


def _read(words: str, look: str = "") -> QWidget:
    made = label(words, look)
    reading_width(made)
    return made


# ---- what is remembered


def kept(desk: Desk) -> dict[str, Any]:
    """What the profile remembers of its backups."""
    page = desk.store.page(PAGE)
    return page if isinstance(page, dict) else {}


def keep(desk: Desk, **changed: str) -> None:
    """Remember it, inside the encrypted file; nothing of it is a change of the person's."""
    try:
        if not desk.vault.read_only:
            with desk.store.writing(None):
                desk.store.write_page(PAGE, {**kept(desk), **changed})
    except StoreError:
        return  # the backup is there all the same


def last_saved(desk: Desk) -> datetime | None:
    """When one was saved by hand, in local time."""
    try:
        return datetime.fromisoformat(kept(desk)["saved"]).astimezone()
    except (KeyError, ValueError, TypeError):
        return None


def last_words(desk: Desk) -> str:
    """When the last one was saved by hand."""
    moment = last_saved(desk)
    if moment is None:
        return _("You have not saved a backup yet.")
    return _("You saved the last one on {when}.").format(when=at(moment))
