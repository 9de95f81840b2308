"""Settings: the person, the look, privacy, the keys, the profile, and what this app is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Columns, button, column, label, row
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.settings_about import AboutCard
from supportdesk.ui.pages.settings_backup import BackupCard
from supportdesk.ui.pages.settings_files import FilesCard
from supportdesk.ui.pages.settings_keys import PasswordCard, RecoveryCard
from supportdesk.ui.pages.settings_look import LookCard, PrivacyCard
from supportdesk.ui.pages.settings_profile import DeleteCard, ProfileCard
from supportdesk.ui.pages.settings_you import YouCard
from supportdesk.ui.theme import Theme
from supportdesk.words import _

NEW_KEY = "new-key"


class SettingsPage(DeskPage):
    """Cards that apply at once. The sample has no keys and no person to change.

    The target "new-key" shows a recovery key that was made this moment.
    """

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, _("Settings"))
        self._covered = False
        self.look = LookCard(desk, theme)
        self.privacy = PrivacyCard(desk)
        self.files = FilesCard()
        self.files.goes.connect(self.goes)
        self.you: YouCard | None = None
        self.password: PasswordCard | None = None
        self.recovery: RecoveryCard | None = None
        self.backup: BackupCard | None = None
        self.profile: ProfileCard | None = None
        self.delete: DeleteCard | None = None
        first: list[QWidget] = []
        second: list[QWidget] = []
        if desk.vault is None:
            first = [_sample(desk), self.look, self.files]
            second = [self.privacy, AboutCard()]
        else:
            self.you = YouCard(desk)
            self.you.lines.clicked.connect(lambda: self.goes.emit("plan", "helplines"))
            self.password = PasswordCard(desk)
            self.recovery = RecoveryCard(desk)
            self.backup = BackupCard(desk)
            self.profile = ProfileCard(desk)
            self.delete = DeleteCard(desk)
            self.password.changed.connect(self._keys_changed)
            first = [self.you, self.look, self.privacy, self.files]
            second = [self.password, self.recovery, self.backup, self.profile, AboutCard(), self.delete]
        self.body.addWidget(Columns(_side(first), _side(second), least=40))
        self.body.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring the fields up to date; one that is being typed in is left alone."""
        self.look.show_choice()
        if self.you is not None:
            self.you.show_me(snapshot.me)

    def open_target(self, target: str) -> None:
        """Show the new recovery key after the lock was changed, or go to the card with this title."""
        if target == NEW_KEY and self.recovery is not None:
            self.recovery.show_key()
            return
        for card in self.findChildren(Card):
            if card.title is not None and card.title.text() == target:
                self._go_to(card)
                return
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, card: Card) -> None:
        """The focus on the first control of a card, and all of the card in view."""
        for each in card.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(card) and each.isEnabled():
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        self.ensureWidgetVisible(card, 0, 24)

    def flush(self) -> None:
        """Save what is being typed."""
        self.privacy.flush()
        if self.you is not None:
            self.you.flush()
        if self.profile is not None:
            self.profile.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._covered = True
        for card in (self.password, self.recovery):
            if card is not None:
                card.cover()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._covered:
            self._covered = False
            for card in (self.password, self.recovery, self.backup, self.delete):
                if card is not None:
                    card.rest()

    def _keys_changed(self) -> None:
        self.privacy.show_lock()
        if self.recovery is not None:
            self.recovery.rest()


def _side(cards: list[QWidget]) -> QWidget:
    made = QWidget()
    made.setLayout(column(*cards, -1, gap=14))
    return made


def _sample(desk: Desk) -> Card:
    close = button(_("Close the sample"), clicked=desk.sample_closed.emit)
    return Card(
        label(_("The people here are made up, and nothing you change is saved.")),
        row(close, -1),
        title=_("This is sample data"),
    )
