"""The gate: choose, open or make a profile. The first thing painted, so nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QPushButton

from supportdesk.ui.gate_create import CreateSheet, NewPasswordSheet, SharedSheet, WelcomeSheet
from supportdesk.ui.gate_unlock import (
    ChooseSheet,
    ClosedSheet,
    PasswordSheet,
    RecoveryEntrySheet,
    TroubleSheet,
    WaitSheet,
)
from supportdesk.ui.gate_work import GateWork
from supportdesk.ui.kit import button
from supportdesk.ui.quiet_frame import actions
from supportdesk.ui.recovery_sheet import RecoverySheet
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.theme import Theme
from supportdesk.words import _
from supportdesk.words.errors import sentence

if TYPE_CHECKING:
    from supportdesk.ui.backup.door import BackupDoor
    from supportdesk.vault import OpenVault, ProfileInfo, Profiles

PAUSES = (0, 1_000, 2_000, 4_000, 5_000)  # milliseconds before the next try, by wrong tries so far
PATIENCE = 3_000  # milliseconds until the key store's own question is explained
_AT_THE_KEY = ("recovery_key_typo", "wrong_recovery_key")
_AT_THE_NAME = ("name_empty", "name_not_storable", "name_too_long")
_NO_KEY_STORE = ("password_needed", "keystore_unavailable", "keystore_missing", "keystore_wrong")
_BACKUP_HELPS = ("data_missing", "data_empty", "data_damaged", "io_failed")
_KEY_HELPS = ("header_damaged", "keystore_locked", *_NO_KEY_STORE)


class Gate(GateWork):
    """Everything before a profile is open. Sends `opened(OpenVault)`.

    Whatever touches keys runs in a thread, one piece at a time: `pauses` are the waits after wrong
    passwords, `patience` the wait before the key store's question is explained (both in milliseconds).
    """

    def __init__(
        self,
        profiles: Profiles,
        *,
        settings: AppSettings,
        theme: Theme,
        pauses: Sequence[int] = PAUSES,
        patience: int = PATIENCE,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(settings=settings, theme=theme, today=today)
        self._profiles = profiles
        self._pauses = pauses
        self._patience = patience
        self._known: tuple[ProfileInfo, ...] = ()
        self._info: ProfileInfo | None = None
        self._wrong = 0
        self._not_before = QDeadlineTimer(0)
        self._waiting = False
        self._door: BackupDoor | None = None
        self.said_after = ""

    # ---- where to begin

    def start(self, *, locked: bool = False) -> None:
        """Show where this computer stands; `locked`: after Lock a profile opens by a click, not by itself."""
        if not self._list():
            return
        last = next((each for each in self._known if each.id == self._settings.profile), None)
        if not self._known:
            self._welcome()
        elif last is None and len(self._known) > 1:
            self._choose()
        else:
            self._pick(last or self._known[0], locked=locked)

    def show_error(self, code: str, values: dict[str, object]) -> None:
        """Tell why the profile that was handed over could not be used after all."""
        self._trouble(code, values)

    def _list(self) -> bool:
        from supportdesk.vault import VaultError

        try:
            self._known = self._profiles.list()
        except VaultError as error:
            again = button(_("Try again"), "primary", clicked=self.start)
            folder = str(self._profiles.folder)
            self.put(TroubleSheet(sentence(error.code, error.values), folder, main=again, others=()))
            return False
        return True

    def _again(self) -> None:
        """Choose among the profiles there are now."""
        self._attempts.give_up()
        if self._list():
            self._choose() if self._known else self._welcome()

    def _choose(self) -> None:
        self._info = None
        ways = ((_("New profile"), self._create), (_("Open a backup…"), self._choose_backup))
        sheet = ChooseSheet(self._known, others=actions(*ways))
        sheet.chosen.connect(self._chosen)
        self.put(sheet)

    def _chosen(self, profile_id: str) -> None:
        info = next((each for each in self._known if each.id == profile_id), None)
        if info is not None:
            self._pick(info)

    def _pick(self, info: ProfileInfo, *, locked: bool = False) -> None:
        self._info = info
        if info.damaged:
            self._trouble(info.damaged, {})
        elif info.has_password:
            self._ask_password()
        elif info.has_keystore_slot and not locked:
            self._ask_keystore()
        elif info.has_keystore_slot:
            self._closed()
        else:
            self._ask_recovery_key()

    def _elsewhere(self) -> tuple[tuple[str, Callable[[], Any]], ...]:
        """The ways to another profile."""
        other = ((_("Choose another profile"), self._again),) if len(self._known) > 1 else ()
        return (*other, (_("New profile"), self._create))

    # ---- a backup

    @property
    def door(self) -> BackupDoor:
        """The way in through a backup."""
        if self._door is None:
            from supportdesk.ui.backup.door import BackupDoor

            self._door = BackupDoor(self, self._profiles, self._today)
            self._door.opened.connect(self._restored)
            self._door.left.connect(self._back)
        self._attempts.give_up()
        return self._door

    def _choose_backup(self) -> None:
        self.door.choose()

    def _back(self) -> None:
        self._pick(self._info, locked=True) if self._info is not None else self.start(locked=True)

    def _restored(self, vault: OpenVault, by_sheet: bool) -> None:
        kept = self._profiles.has_aside(vault.profile_id)
        more = _("What was here before is kept beside it.") if kept else ""
        self.said_after = f"{_('Your backup is open.')} {more}".strip()
        self._opened_by_sheet(vault) if by_sheet else self._hand_over(vault)

    # ---- a new profile

    def _welcome(self) -> None:
        backup = actions((_("Open a backup…"), self._choose_backup))
        sheet = WelcomeSheet(self._settings, self.theme, others=backup)
        sheet.started.connect(self._shared)
        self.put(sheet)

    def _shared(self) -> None:
        sheet = SharedSheet()
        sheet.answered.connect(self._create)
        self.put(sheet)

    def _create(self) -> None:
        back = button(_("Back"), "link", clicked=self._again if self._known else self._shared)
        sheet = CreateSheet(self._free_name(), others=(back,))
        sheet.wanted.connect(self._make)
        self.put(sheet)

    def _free_name(self) -> str:
        taken = {each.label for each in self._known}
        numbers = range(1, len(taken) + 2)
        names = (_("Profile {number}").format(number=number) for number in numbers)
        return next(name for name in names if name not in taken)

    def _make(self, name: str, password: str) -> None:
        sheet = self._front(CreateSheet)
        began = self._work(
            lambda: self._profiles.create(name, password or None),
            self._made,
            partial(self._not_made, sheet),
        )
        if began:
            sheet.say(_("Making your profile. This takes a second or two."))

    def _made(self, vault: OpenVault) -> None:
        self._held.vault = vault
        self._show_key()

    def _show_key(self) -> None:
        vault = self._held.vault
        assert vault is not None
        sheet = RecoverySheet(vault.recovery_key, has_password=vault.has_password)
        sheet.kept.connect(self._hand_over)
        self.put(sheet)

    def _not_made(self, sheet: CreateSheet, code: str, values: dict[str, object]) -> None:
        sheet.say("")
        if code in _AT_THE_NAME:
            sheet.name.wrong(sentence(code, values))
        elif code in _NO_KEY_STORE:
            sheet.need_password(sentence("password_needed"))
        elif code == "password_too_long":
            sheet.password.wrong(sentence(code, values))
        else:
            sheet.say(sentence(code, values), "error")

    # ---- a password

    def _ask_password(self) -> None:
        info = self._profile
        sheet = PasswordSheet(
            info.label,
            others=actions((_("I forgot my password"), self._ask_recovery_key), *self._elsewhere()),
        )
        sheet.wanted.connect(self._try_password)
        self.put(sheet)

    def _try_password(self, password: str) -> None:
        sheet = self._front(PasswordSheet)
        if not password:
            sheet.password.wrong(sentence("password_empty"))
            return
        if self._waiting or self._attempts.is_busy:
            return
        left = self._not_before.remainingTime()
        sheet.password.wrong("")
        sheet.say(_("Opening. This takes a second or two."))
        if left > 0:
            self._waiting = True
            QTimer.singleShot(left, self, partial(self._open_with, sheet, password))
        else:
            self._open_with(sheet, password)

    def _open_with(self, sheet: PasswordSheet, password: str) -> None:
        self._waiting = False
        if self.sheet is not sheet:
            return
        profile_id = self._profile.id
        self._work(
            lambda: self._opened(self._profiles.open_with_password, profile_id, password),
            self._hand_over,
            partial(self._not_opened, sheet),
        )

    def _not_opened(self, sheet: PasswordSheet, code: str, values: dict[str, object]) -> None:
        sheet.say("")
        if code == "wrong_password":
            pause = self._pauses[min(self._wrong, len(self._pauses) - 1)]
            self._wrong += 1
            self._not_before = QDeadlineTimer(pause)
        if code in ("wrong_password", "password_too_long"):
            sheet.password.wrong(sentence(code, values))
        else:
            self._trouble(code, values)

    # ---- the key store

    def _ask_keystore(self) -> None:
        info = self._profile
        name = info.label or _("your profile")
        sheet = WaitSheet(
            _("Opening {name}").format(name=name), cancel=button(_("Cancel"), clicked=self._closed)
        )
        sheet.say(_("Your computer keeps the key of this profile."))
        self.put(sheet)
        QTimer.singleShot(self._patience, sheet, partial(self._explain_wait, sheet))
        open_ = partial(self._opened, self._profiles.open_with_keystore, info.id)
        self._work(open_, self._hand_over, self._trouble)

    def _explain_wait(self, sheet: WaitSheet) -> None:
        if self.sheet is sheet and self._attempts.is_busy:
            sheet.say(_("Your computer may be asking for its password."))

    def _closed(self) -> None:
        self._attempts.give_up()
        others = actions((_("Use the recovery key"), self._ask_recovery_key), *self._elsewhere())
        sheet = ClosedSheet(self._profile.label, others=others)
        sheet.wanted.connect(self._ask_keystore)
        self.put(sheet)

    # ---- the recovery key

    def _ask_recovery_key(self) -> None:
        info = self._profile
        ways = list(self._elsewhere())
        if not info.damaged:
            ways.insert(0, (_("Back"), partial(self._pick, info, locked=True)))
        sheet = RecoveryEntrySheet(has_password=info.has_password, others=actions(*ways))
        sheet.wanted.connect(self._try_key)
        self.put(sheet)

    def _try_key(self, text: str) -> None:
        sheet = self._front(RecoveryEntrySheet)
        profile_id = self._profile.id
        began = self._work(
            lambda: self._opened(self._profiles.open_with_recovery_key, profile_id, text),
            self._opened_by_sheet,
            partial(self._key_refused, sheet),
        )
        if began:
            sheet.say(_("Opening. This takes a second or two."))

    def _key_refused(self, sheet: RecoveryEntrySheet, code: str, values: dict[str, object]) -> None:
        sheet.say("")
        if code in _AT_THE_KEY:
            sheet.key.wrong(sentence(code, values))
        else:
            self._trouble(code, values)

    def _opened_by_sheet(self, vault: OpenVault) -> None:
        """Open by the sheet, the person gets a way in again that works from now on."""
        self._held.vault = vault
        if vault.read_only:
            self._hand_over()
        elif vault.has_keystore_slot:
            self._work(vault.remove_password, lambda _done: self._hand_over(), self._ask_new_password)
        else:
            self._ask_new_password()

    def _ask_new_password(self, _code: str = "", _values: dict[str, object] | None = None) -> None:
        vault = self._held.vault
        assert vault is not None
        skip = ""
        if vault.has_password:
            skip = _("Keep the old password")
        elif vault.has_keystore_slot or self.said_after:  # a backup leaves the key store's key at home
            skip = _("Go on without a password")
        sheet = NewPasswordSheet(skip=skip)
        sheet.wanted.connect(self._set_password)
        has_way = vault.has_password or vault.has_keystore_slot
        sheet.skipped.connect(self._hand_over if has_way else self._keep_key_here)
        self.put(sheet)

    def _keep_key_here(self) -> None:
        sheet, vault = self._front(NewPasswordSheet), self._held.vault
        assert vault is not None

        def failed(_code: str, _values: dict[str, object]) -> None:
            sheet.say("")
            sheet.password.wrong(sentence("password_needed"))

        if self._work(vault.remove_password, lambda _done: self._hand_over(), failed):
            sheet.say(_("Opening. This takes a second or two."))

    def _set_password(self, password: str) -> None:
        sheet, vault = self._front(NewPasswordSheet), self._held.vault
        assert vault is not None
        if not password:
            sheet.password.wrong(sentence("password_empty"))
            return
        key = vault.recovery_key

        def done(_nothing: object) -> None:
            self._hand_over() if vault.recovery_key == key else self._show_key()

        def failed(code: str, values: dict[str, object]) -> None:
            sheet.say("")
            sheet.password.wrong(sentence(code, values))

        if self._work(lambda: vault.set_password(password), done, failed):
            sheet.say(_("Setting the password. This takes a second or two."))

    # ---- trouble

    def _trouble(self, code: str, values: dict[str, object]) -> None:
        info = self._info
        if code == "not_found" or info is None:
            self._again()
            return
        if code == "password_needed":
            self._ask_password()
            return
        again = button(_("Try again"), clicked=self._retry)
        key = button(_("Use the recovery key"), clicked=self._ask_recovery_key)
        ways: tuple[QPushButton, ...] = (again,)
        if code in _KEY_HELPS:
            ways = (key, again) if code == "header_damaged" else (again, key)
        if code in _BACKUP_HELPS and self._profiles.copies(info.id):
            ways = (button(_("Go back to a backup…"), clicked=lambda: self.door.show_copies(info.id)), again)
        elif code in _BACKUP_HELPS:
            ways = (button(_("Open a backup…"), clicked=self._choose_backup), again)
        folder = str(self._profiles.folder / info.id)
        sheet = TroubleSheet(
            sentence(code, values),
            folder,
            main=ways[0],
            others=(*ways[1:], *actions(*self._elsewhere())),
        )
        self.put(sheet)

    def _retry(self) -> None:
        profile_id = self._profile.id
        if not self._list():
            return
        info = next((each for each in self._known if each.id == profile_id), None)
        if info is None:
            self._again()
        else:
            self._pick(info)

    @property
    def _profile(self) -> ProfileInfo:
        assert self._info is not None
        return self._info

    @property
    def _asks_password(self) -> bool:
        return self._info is not None and self._info.has_password
