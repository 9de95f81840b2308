"""What is kept outside the encrypted file: nothing of the person, and only the keys on one list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QSettings

ALLOWED = frozenset(
    {"theme", "text_percent", "language", "country", "window_title", "geometry", "page", "profile",
     "lock_minutes", "shift_hides"}
)  # fmt: skip


class AppSettings:
    """Settings of this computer; reading or writing any other key is a bug (KeyError)."""

    def __init__(self, path: str) -> None:
        self._file = QSettings(path, QSettings.Format.IniFormat)

    def _get(self, key: str, fallback: Any) -> Any:
        if key not in ALLOWED:
            raise KeyError(key)
        return self._file.value(key, fallback)

    def _set(self, key: str, value: Any) -> None:
        if key not in ALLOWED:
            raise KeyError(key)
        if self._file.value(key) != value:  # else Qt writes the file anew, and waits for the disk
            self._file.setValue(key, value)

    def _text(self, key: str, fallback: str = "") -> str:
        value = self._get(key, fallback)
        return value if isinstance(value, str) else fallback

    def _number(self, key: str, fallback: int) -> int:
        try:
            return int(self._get(key, fallback))
        except (TypeError, ValueError):
            return fallback

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        return self._text("theme", "system")

    @theme.setter
    def theme(self, value: str) -> None:
        self._set("theme", value)

    @property
    def text_percent(self) -> int:
        """Text size in percent, 90 to 200."""
        return min(max(self._number("text_percent", 100), 90), 200)

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._set("text_percent", value)

    @property
    def country(self) -> str:
        """The country whose helplines are shown, also while locked; "" until chosen."""
        return self._text("country")

    @country.setter
    def country(self, value: str) -> None:
        self._set("country", value)

    @property
    def window_title(self) -> str:
        """The neutral title of every window; the person may choose it."""
        return self._text("window_title", "SupportDesk") or "SupportDesk"

    @window_title.setter
    def window_title(self, value: str) -> None:
        self._set("window_title", value)

    @property
    def profile(self) -> str:
        """The random id of the profile that was opened last."""
        return self._text("profile")

    @profile.setter
    def profile(self, value: str) -> None:
        self._set("profile", value)

    @property
    def page(self) -> str:
        """The page that was open last."""
        return self._text("page", "today")

    @page.setter
    def page(self, value: str) -> None:
        self._set("page", value)

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or pointer after which a profile with a password locks; 0 is never."""
        return min(max(self._number("lock_minutes", 5), 0), 60)

    @lock_minutes.setter
    def lock_minutes(self, value: int) -> None:
        self._set("lock_minutes", value)

    @property
    def shift_hides(self) -> bool:
        """Whether Shift pressed three times hides the windows."""
        return self._text("shift_hides", "yes") != "no"

    @shift_hides.setter
    def shift_hides(self, value: bool) -> None:
        self._set("shift_hides", "yes" if value else "no")

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood."""
        value = self._get("geometry", None)
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._set("geometry", value)

    def keep(self) -> None:
        """Write what changed to disk."""
        self._file.sync()
