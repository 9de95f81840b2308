"""The window: composition root of the desktop app."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from supportdesk.head_start import HeadStart
    from supportdesk.store import Store
    from supportdesk.ui.shell import Shell
    from supportdesk.vault import Profiles

OPENS_WITHIN = 0.4  # seconds that a profile without a password may take before the gate tells of it


def run(argv: list[str]) -> int:
    """Show the window and return the exit code. `argv` is without the program's name.

    Only Qt and our own light modules are imported before the first paint (speed budgets).
    """
    options = _options(argv)
    from supportdesk.again import start_again  # now: an upgrade may take its file away before it is needed
    from supportdesk.folders import data_folder, settings_file
    from supportdesk.head_start import share_one_heap
    from supportdesk.lean_enums import make_enums_quickly
    from supportdesk.lean_qt import forget_features, use_prepared

    share_one_heap()
    folder = Path(options.data_dir) if options.data_dir else data_folder()
    profiles = None if options.demo else _profiles(folder)
    ahead = None if profiles is None or options.hidden or options.locked else _head_start(profiles)
    make_enums_quickly()
    use_prepared()
    from PySide6.QtWidgets import QApplication

    forget_features()
    from supportdesk.ui.garbage import Garbage
    from supportdesk.ui.settings import AppSettings
    from supportdesk.ui.shell import Shell
    from supportdesk.ui.soon import import_window
    from supportdesk.ui.theme import Theme, arguments

    if not options.hidden:  # under cover task bars and window lists are told nothing either
        QApplication.setDesktopFileName("org.supportdesk.SupportDesk")
    app = QApplication(arguments("notes" if options.hidden else "supportdesk"))
    _garbage = Garbage(app)
    settings = AppSettings(str(settings_file(folder if options.data_dir else None)))
    theme = Theme(app, choice=settings.theme, percent=settings.text_percent)
    again = ["--data-dir", options.data_dir] if options.data_dir else []
    shell = Shell(
        settings=settings,
        theme=theme,
        restart=lambda arguments: start_again([*again, *arguments]),
        profiles=ahead or profiles,
    )
    _tell_bugs(shell)
    if ahead is not None:
        import_window(settings.page)
    if options.hidden:
        shell.show_plain_page()
    elif options.demo:
        shell.open_store(_sample_store())
    elif ahead is None or not shell.open_ahead(ahead.wait(OPENS_WITHIN)):
        shell.show_gate(locked=options.locked)
    shell.show()
    return app.exec()


def _head_start(profiles: Profiles) -> HeadStart | None:
    from supportdesk.head_start import head_start

    return head_start(profiles)


def _options(argv: list[str]) -> SimpleNamespace:
    """What `__main__.opens_window` let through: four options, not worth a parser at every start."""
    folder, rest = "", iter(argv)
    for each in rest:
        if each.startswith("--data-dir"):
            folder = each.partition("=")[2] or next(rest, "")
    return SimpleNamespace(
        demo="--demo" in argv, hidden="--hidden" in argv, locked="--locked" in argv, data_dir=folder
    )


def _tell_bugs(shell: Shell) -> None:
    """Show an unexpected error of the windows by its type and place too; the app goes on."""
    from PySide6.QtCore import QTimer

    from supportdesk.vault.guard import trace_lines

    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        name, *places = trace_lines(kind, trace)
        place = ", ".join((name, *(each.strip() for each in places[-1:])))
        QTimer.singleShot(0, shell, lambda: shell.show_bug(place))

    sys.excepthook = hook


def _profiles(folder: Path) -> Profiles:
    from supportdesk.vault import Profiles, system_keystore

    return Profiles(folder, keystore=system_keystore())


def _sample_store() -> Store:
    from datetime import date

    from supportdesk.sample import sample_store

    return sample_store(date.today)
