"""The window: composition root of the desktop app."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def run(argv: list[str]) -> int:
    """Show the window and return the exit code. `argv` is without the program's name.

    Only Qt and our own light modules are imported before the first paint (speed budgets).
    """
    options = _options(argv)
    from PySide6.QtWidgets import QApplication

    from supportdesk.folders import data_folder, settings_file
    from supportdesk.ui.settings import AppSettings
    from supportdesk.ui.shell import Shell
    from supportdesk.ui.theme import Theme

    QApplication.setApplicationName("SupportDesk")
    QApplication.setDesktopFileName("org.supportdesk.SupportDesk")
    app = QApplication(["supportdesk"])
    folder = Path(options.data_dir) if options.data_dir else data_folder()
    settings = AppSettings(str(settings_file(folder if options.data_dir else None)))
    theme = Theme(app, choice=settings.theme, percent=settings.text_percent)
    again = ["--data-dir", options.data_dir] if options.data_dir else []
    shell = Shell(
        settings=settings,
        theme=theme,
        restart=lambda arguments: _restart([*again, *arguments]),
        profiles=None if options.demo else _profiles(folder),
    )
    if options.hidden:
        shell.show_plain_page()
    elif options.demo:
        shell.open_store(_sample_store())
    else:
        shell.show_gate()
    shell.show()
    return app.exec()


def _options(argv: list[str]):  # type: ignore[no-untyped-def]
    import argparse

    parser = argparse.ArgumentParser(prog="supportdesk", add_help=False)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--data-dir", default="")
    parser.add_argument("--hidden", action="store_true")
    return parser.parse_args(argv)


def _profiles(folder: Path):  # type: ignore[no-untyped-def]
    from supportdesk.vault import Profiles, system_keystore

    return Profiles(folder, keystore=system_keystore())


def _sample_store():  # type: ignore[no-untyped-def]
    from datetime import date

    from supportdesk.sample import sample_store

    return sample_store(date.today)


def _restart(arguments: list[str]) -> None:
    """Replace the process, so that nothing of the profile stays in memory (vault.md D5)."""
    command = [sys.executable]
    if not getattr(sys, "frozen", False):
        command += ["-m", "supportdesk"]
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen([*command, *arguments])  # noqa: S603 (ourselves)
        os._exit(0)
    os.execv(sys.executable, [*command, *arguments])  # noqa: S606 (ourselves)
