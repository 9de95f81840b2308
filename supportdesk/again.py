"""Starts the program again in the place of this process, as a checkout or as an installed (frozen) app."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence

# Kept by the starter of a frozen app beside its own: the value that the person's session had.
_THEIRS = "LD_LIBRARY_PATH_ORIG"


def is_frozen() -> bool:
    """Whether this is an installed app that brings its own Python."""
    return bool(getattr(sys, "frozen", False))


def command(arguments: Sequence[str]) -> list[str]:
    """What starts this program with these arguments."""
    module = [] if is_frozen() else ["-m", "supportdesk"]
    return [sys.executable, *module, *arguments]


def start_again(arguments: Sequence[str]) -> None:
    """Replace the process, so that nothing of the profile stays in memory (vault.md D5). Errors: OSError."""
    wanted = command(arguments)
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(wanted)  # noqa: S603 (ourselves)
        os._exit(0)
    os.execv(wanted[0], wanted)  # noqa: S606 (ourselves)


def without_foreign_libraries(arguments: Sequence[str], environment: MutableMapping[str, str]) -> None:
    """Start an installed app once more without the libraries that another program's start script prefers.

    The loader has read LD_LIBRARY_PATH before any code of ours ran, so only a new start is free of it.
    """
    if not is_frozen() or _THEIRS not in environment:
        return
    for name in (_THEIRS, "LD_LIBRARY_PATH"):
        environment.pop(name, None)
    environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # read and taken out by the starter
    start_again(arguments)
