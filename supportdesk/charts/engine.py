"""Keeps matplotlib to this app's own cache folder and off the computer's font list."""

from __future__ import annotations

import json
import os
from pathlib import Path

from platformdirs import user_cache_path

# The version matplotlib writes into its font list; a test compares it with the installed one.
# Where it differs matplotlib scans the fonts once by itself, slower but right.
FONT_LIST_VERSION = "3.11.0"
_FALLBACK = {
    "fname": "fonts/ttf/DejaVuSans.ttf",
    "index": 0,
    "name": "DejaVu Sans",
    "style": "normal",
    "variant": "normal",
    "weight": 400,
    "stretch": "normal",
    "size": "scalable",
    "__class__": "FontEntry",
}


def prepare() -> None:
    """Choose matplotlib's folder and put a font list there, before matplotlib is first imported.

    Without the list its import runs `fc-list` and reads every font of the computer (seconds, and a
    child process). All text of the map is drawn from font files named by path, so one entry will do.
    """
    folder = user_cache_path("supportdesk", appauthor=False) / "matplotlib"
    os.environ["MPLCONFIGDIR"] = str(folder)
    fonts = folder / f"fontlist-v{FONT_LIST_VERSION}.json"
    try:
        if not fonts.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(fonts)
    except OSError:
        # A cache that cannot be written is matplotlib's to work around.
        return


def _write(fonts: Path) -> None:
    manager = {
        "_version": FONT_LIST_VERSION,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [_FALLBACK],
        "__class__": "FontManager",
    }
    fonts.write_text(json.dumps(manager), encoding="utf-8")


def settle() -> None:
    """Forget any matplotlibrc of the computer and set what makes the same picture the same bytes."""
    import matplotlib as mpl

    mpl.rcdefaults()
    mpl.rcParams["svg.hashsalt"] = "supportdesk"
    mpl.rcParams["svg.fonttype"] = "path"
    mpl.rcParams["path.simplify"] = False
