"""The cards for the look of the app and for privacy; both are kept outside the profile."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox

from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Choices, LineField, column, label
from supportdesk.ui.theme import TEXT_SIZES, Theme
from supportdesk.words import _, ngettext

_MINUTES = (0, 1, 2, 5, 10, 15, 30, 60)
_TITLE_LIMIT = 60


class LookCard(Card):
    """Light or dark, and the size of the text."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(title=_("Look"))
        self._settings, self._theme = desk.settings, theme
        self.colours = Choices(
            _("Colours"),
            (("system", _("Like the system")), ("light", _("Light")), ("dark", _("Dark"))),
            theme.choice,
            down=True,
        )
        names = (_("Small"), _("Normal"), _("Large"), _("Larger"), _("Largest"))
        self.text_size = Choices(
            _("Text size"), tuple(zip(TEXT_SIZES, names, strict=True)), theme.percent, chips=True
        )
        self.body.addWidget(self.colours)
        self.body.addWidget(self.text_size)
        self.colours.chosen.connect(self._colour)
        self.text_size.chosen.connect(self._resize)

    def show_choice(self) -> None:
        """Show what was chosen elsewhere (menu, keys)."""
        self.colours.value = self._theme.choice
        self.text_size.value = min(TEXT_SIZES, key=lambda each: abs(each - self._theme.percent))

    def _colour(self, choice: str) -> None:
        self._settings.theme = choice
        self._theme.choose(choice)

    def _resize(self, percent: int) -> None:
        self._settings.text_percent = percent
        self._theme.resize(percent)


class PrivacyCard(Card):
    """The title of the window, locking by itself, and how to hide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("Privacy"))
        self._desk = desk
        settings = desk.settings
        self.title_field = LineField(
            _("Window title"),
            settings.window_title,
            help_text=_("Others can see it at the top of the window and in the task list."),
            limit=_TITLE_LIMIT,
        )
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(_("Lock by itself"))
        for each in _MINUTES:
            self.minutes.addItem(_minutes(each), each)
        near = min(_MINUTES, key=lambda each: abs(each - settings.lock_minutes))
        self.minutes.setCurrentIndex(_MINUTES.index(near))
        self.lock_note = label("", "muted")
        when = label(_("Lock by itself"))
        when.setBuddy(self.minutes)
        self.shift = QCheckBox(_("Press Shift three times to hide"))
        self.shift.setChecked(settings.shift_hides)
        self.body.addWidget(self.title_field)
        self.body.addLayout(column(when, self.minutes, self.lock_note, gap=4))
        self.body.addWidget(self.shift)
        self.body.addWidget(
            label(
                _(
                    "Hide covers the window at once and locks. "
                    "It cannot remove the app, or files you saved or printed."
                ),
                "muted",
            )
        )
        self.title_field.committed.connect(lambda _text: self.flush())
        self.minutes.activated.connect(self._lock_after)
        self.shift.clicked.connect(self._hide_by_shift)
        self.show_lock()

    def show_lock(self) -> None:
        """Say whether locking by itself can work now."""
        vault = self._desk.vault
        has_password = vault is not None and vault.has_password
        self.lock_note.setText(
            _("When nobody touches keys or mouse.")
            if has_password
            else _("This works once the profile has a password.")
        )

    def flush(self) -> None:
        """Keep the title that is being typed; an empty one becomes the app's own."""
        if self.title_field.value != self._desk.settings.window_title:
            self._desk.settings.window_title = self.title_field.value
            self.title_field.value = self._desk.settings.window_title
            self._desk.settings_changed.emit()

    def _lock_after(self, _index: int) -> None:
        self._desk.settings.lock_minutes = self.minutes.currentData()
        self._desk.settings_changed.emit()

    def _hide_by_shift(self, on: bool) -> None:
        self._desk.settings.shift_hides = on
        self._desk.settings_changed.emit()


def _minutes(count: int) -> str:
    if not count:
        return _("Never")
    return ngettext("After {count} minute", "After {count} minutes", count).format(count=count)
