"""Where this computer keeps what: profiles, and the few settings that hold nothing of the person."""

from __future__ import annotations

from pathlib import Path


def data_folder() -> Path:
    """The folder that the vault keeps its profiles in."""
    from platformdirs import user_data_path

    return user_data_path("SupportDesk", appauthor=False)


def settings_file(beside: Path | None = None) -> Path:
    """The settings file; in the given folder for `--data-dir`."""
    if beside is not None:
        return beside / "settings.ini"
    from platformdirs import user_config_path

    return user_config_path("SupportDesk", appauthor=False) / "settings.ini"
