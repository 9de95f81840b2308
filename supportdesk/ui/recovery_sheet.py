"""The recovery key: shown in groups, copied, and one group typed back so that it is surely kept."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from supportdesk.ui.clipboard import copy_secret
from supportdesk.ui.kit import Flow, LineField, announce, button, column, label, row
from supportdesk.ui.quiet_frame import Sheet
from supportdesk.words import _

_ACROSS = 4
_GAP = 18


class KeyView(QWidget):
    """The eight groups of a recovery key in large letters, numbered, and a button to copy them."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.groups = tuple(key.split())
        boxes = [_numbered(number + 1, group) for number, group in enumerate(self.groups)]
        across = QWidget()
        across.setLayout(Flow(*boxes, gap=_GAP))
        # Four on a line where there is room, as on the paper.
        across.setMaximumWidth(_ACROSS * (max(box.sizeHint().width() for box in boxes) + _GAP))
        self.copy_button = button(_("Copy"), clicked=self._copy)
        self.copy_button.setAccessibleName(_("Copy the recovery key"))
        copied = row(self.copy_button, -1)
        self.setLayout(column(across, copied, gap=12))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Recovery key"))
        self.setAccessibleDescription(", ".join(" ".join(group) for group in self.groups))

    def _copy(self) -> None:
        copy_secret(self._key)
        self.copy_button.setText(_("Copied for 30 seconds"))
        announce(self, _("Copied for 30 seconds"))


def _numbered(number: int, group: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(label(str(number), "muted", wrap=False), _letters(group), gap=8))
    return made


def _letters(group: str) -> QLabel:
    made = label(group, "section", wrap=False)
    font = QFont("monospace")
    font.setStyleHint(QFont.StyleHint.Monospace)
    made.setFont(font)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class RecoverySheet(Sheet):
    """Shown once after a profile is made; `kept` is sent when the person goes on."""

    kept = Signal()

    def __init__(self, key: str, *, has_password: bool) -> None:
        self.key = KeyView(key)
        self.asked = secrets.randbelow(len(self.key.groups))
        self.check = LineField(
            _("Type group {number} to check it").format(number=self.asked + 1),
            help_text=_("You can skip this."),
            limit=40,
        )
        self.check.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        why = (
            _("It opens your profile if you forget your password. Nobody else can reset it.")
            if has_password
            else _("It opens your profile if your computer loses the key. Nobody else can.")
        )
        super().__init__(
            _("Write down your recovery key"),
            label(why),
            self.key,
            label(_("Keep the paper where only you find it. Anyone who has it can open your profile.")),
            self.check,
            main=button(_("Go on"), "primary", clicked=self._go_on),
            others=(button(_("Skip this"), "link", clicked=self._skip),),
        )
        self._right = False
        self.check.changed.connect(lambda _text: self._retyped())

    def _retyped(self) -> None:
        self._right = False
        self.check.wrong("")
        self.say("")

    def _skip(self) -> None:
        self.kept.emit()

    def _go_on(self) -> None:
        typed = "".join(self.check.value.upper().split()).replace("O", "0")
        typed = typed.replace("I", "1").replace("L", "1")
        if not typed or self._right:
            self.kept.emit()
        elif typed == self.key.groups[self.asked]:
            self._right = True
            self.say(_("That is right. Your copy works."))
        else:
            self.check.wrong(
                _("That is not group {number}. Look at it once more.").format(number=self.asked + 1)
            )
