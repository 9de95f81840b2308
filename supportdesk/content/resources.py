"""Where the files that come with the program lie: in a checkout, in a wheel, in a frozen app."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_MARKER = "helplines.toml"


@cache
def resources_folder() -> Path:
    """The folder of the files that come with the program.

    Errors: FileNotFoundError when the program was installed without them.
    """
    for folder in _candidates():
        if (folder / _MARKER).is_file():
            return folder
    raise FileNotFoundError("resources")


def read(name: str) -> bytes:
    """The bytes of one file, named with forward slashes from the folder ("icons/home.svg").

    Errors: FileNotFoundError.
    """
    return (resources_folder() / name).read_bytes()


def _candidates() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent.parent
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    places = (package / "resources", package.parent / "resources")
    return (Path(frozen) / "resources", *places) if frozen else places
