"""The one entry: protects the process, then opens the window or hands over to the command line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def opens_window(arguments: Sequence[str]) -> bool:
    """Say whether these arguments ask for the window; everything else is the command line's to answer."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir":
            if next(rest, None) is None:
                return False
        elif argument not in ("--demo", "--hidden", "--locked") and not argument.startswith("--data-dir="):
            return False
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run SupportDesk with these arguments (the process's own by default) and give its exit code."""
    gc.disable()  # nothing to collect among imports; the window takes it up by itself (`ui.garbage`)
    from supportdesk.vault.guard import protect_process

    protect_process()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if getattr(sys, "frozen", False):
        from supportdesk.again import without_foreign_libraries

        without_foreign_libraries(argv, os.environ)
    # Imported late: a start of the window loads nothing of the command line, and the other way round.
    if opens_window(argv):
        from supportdesk.app import run

        return run(argv)
    gc.enable()
    from supportdesk.cli import main as run_command

    return run_command(argv)


if __name__ == "__main__":
    sys.exit(main())
