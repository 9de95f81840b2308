"""`supportdesk --selfcheck`: whether this copy of the program is whole. Asks no profile, shows no window.

For the one who built or installed it: a frozen app can lack a file that only one page asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

from supportdesk.words import _

# Argon2id of "river" with this salt, one pass over 8 MiB; the same as the reference program says.
_SALT = b"0123456789abcdef"
_RIVER = "9c1861cd37c52fc660109e7ff56147803d96e2d54440472588b41443087162dc"
_PICTURES = frozenset({b"png", b"jpeg", b"webp", b"gif", b"bmp", b"svg"})
_FONT = "Atkinson Hyperlegible"


class Lacking(Exception):  # noqa: N818 (an answer, not a bug)
    """Says what a check missed."""


def run(say: Callable[[str], object]) -> int:
    """Say one line for each part; 0 when every part works, else 1."""
    whole = True
    for name, check in checks().items():
        trouble = _trouble(check)
        whole = whole and trouble is None
        say(_("{part}: works").format(part=name) if trouble is None else f"{name}: {trouble}")
    say(_network())
    return 0 if whole else 1


def checks() -> dict[str, Callable[[], None]]:
    """What is tried, by the name that the person reads."""
    return {
        _("Files that come with the program"): _files,
        _("Encrypted store"): _store,
        _("Password protection (Argon2id)"): _argon2id,
        _("Key store of this system"): _keystore,
        _("Plan as PDF"): _plan,
        _("Map as PNG, SVG and PDF"): _map,
        _("Windows, fonts and icons"): _windows,
        _("Screen"): _screen,
        _("Time zones"): _zones,
    }


def _trouble(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Exception as error:  # whatever a part that is not whole may raise
        # Only the program's own sample is at hand here, so the text of an error holds nobody's words.
        # A frozen app wraps the error that names a missing library.
        cause = error.__cause__ or error
        return _("does not work ({error})").format(error=f"{type(cause).__name__}: {cause}")
    return None


def _need(holds: object, what: str) -> None:
    if not holds:
        raise Lacking(what)


def _files() -> None:
    from supportdesk.content import helplines, sample, starters
    from supportdesk.content.resources import resources_folder

    _need(helplines.load().for_country("GB"), "helplines.toml")
    _need(sample.load_as_written().contacts, "sample.toml")
    _need(starters.starter_goals(), "starters.toml")
    _need(starters.kind_sentence(date.today()), "kind-sentences.txt")
    _need(len(list((resources_folder() / "icons").glob("*.svg"))) > 20, "icons")


def _store() -> None:
    from sqlcipher3 import dbapi2

    from supportdesk.sample import sample_store

    store = sample_store(date.today)
    _need(store.contacts.all(), "contacts")
    store.close()
    connection = dbapi2.connect(":memory:")
    cipher = connection.execute("pragma cipher_version").fetchone()
    connection.close()
    _need(cipher, "SQLCipher")


def _argon2id() -> None:
    from supportdesk.vault.kdf import Cost, derive

    _need(derive(b"river", _SALT, Cost(m_kib=8192, t=1, p=1)).hex() == _RIVER, "Argon2id")


def _keystore() -> None:
    """Only that its class is there; asking it could open a prompt."""
    system: str = sys.platform
    if system == "win32":
        from keyring.backends.Windows import WinVaultKeyring as _Windows  # noqa: F401
    elif system == "darwin":
        from keyring.backends.macOS import Keyring as _MacOS  # noqa: F401
    else:
        import secretstorage  # noqa: F401 (the class below hides it when this is missing)
        from keyring.backends.SecretService import Keyring as _Linux  # noqa: F401


def _plan() -> None:
    from supportdesk.report.choices import Choices
    from supportdesk.report.compile import forget, pdf
    from supportdesk.report.whole import whole_document
    from supportdesk.sample import sample_store

    store = sample_store(date.today)
    made = pdf(whole_document(store.snapshot(), Choices(), date.today()))
    store.close()
    forget()
    _need(made.startswith(b"%PDF"), "PDF")


def _map() -> None:
    from supportdesk.charts import picture
    from supportdesk.charts.view import MapView
    from supportdesk.report.map_page import map_page
    from supportdesk.sample import sample_store

    store = sample_store(date.today)
    now = store.snapshot()
    store.close()
    view = MapView(contacts=now.contacts, ties=now.ties, day=date.today(), title="", sample=True)
    _need(picture.png(view, (400, 300)).startswith(b"\x89PNG"), "PNG")
    _need(b"<svg" in picture.svg(view, (400, 300)), "SVG")
    _need(map_page(view, (400, 300)).startswith(b"%PDF"), "PDF")


def _windows() -> None:
    from PySide6.QtGui import QFontDatabase, QImageReader
    from PySide6.QtWidgets import QApplication

    from supportdesk.ui.icons import pixmap
    from supportdesk.ui.shell import Shell  # noqa: F401 (every window begins here)
    from supportdesk.ui.theme import Theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["supportdesk", "-platform", "offscreen"])
    _theme = Theme(app)
    _need(_FONT in QFontDatabase.families(), _FONT)
    kinds = {each.data() for each in QImageReader.supportedImageFormats()}
    lacking = b" ".join(sorted(_PICTURES - kinds)).decode()
    _need(not lacking, lacking)
    drawn = pixmap("map", "#1F6F64", 48).toImage()
    _need(any(drawn.pixelColor(x, 24).alpha() for x in range(48)), "icons")


def _screen() -> None:
    """What shows windows is loaded, with the libraries of the system that it needs."""
    import ctypes
    import os
    from pathlib import Path

    from PySide6.QtCore import QLibraryInfo

    if not sys.platform.startswith("linux"):
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    wanted = (
        "libqwayland.so"
        if not os.environ.get("DISPLAY") and os.environ.get("WAYLAND_DISPLAY")
        else "libqxcb.so"
    )
    ctypes.CDLL(str(folder / wanted))


def _zones() -> None:
    from zoneinfo import ZoneInfo

    ZoneInfo("Europe/London")


def _network() -> str:
    """A state, not a part: some systems cannot refuse."""
    from supportdesk.vault import is_network_blocked

    if is_network_blocked():
        return _("Network: refused to this program by the kernel")
    return _("Network: not refused on this system, and never used")
