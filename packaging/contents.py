"""What goes into the installed app: the lists that supportdesk.spec and build.py work from."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

# Other people's modules that our code imports at first use, each for the systems that have it.
LAZY_IMPORTS = {
    "all": (
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtSvg",
        "PySide6.QtWidgets",
        "cryptography.exceptions",
        "cryptography.hazmat.primitives.ciphers.aead",
        "cryptography.hazmat.primitives.kdf.argon2",
        "fontpkg_atkinson_hyperlegible",
        "matplotlib.backends.backend_agg",
        "matplotlib.backends.backend_svg",
        "matplotlib.figure",
        "peewee",
        "platformdirs",
        "pypdf",
        "shiboken6",
        "sqlcipher3.dbapi2",
        "typst",
    ),
    "linux": ("jeepney", "jeepney.io.blocking", "keyring.backends.SecretService", "secretstorage"),
    "darwin": ("keyring.backends.macOS",),
    "win32": ("keyring.backends.Windows", "tzdata"),
}

# Never used: other windows, networks, tests and packages.
EXCLUDED = (
    "_curses", "_distutils_hack", "_hashlib", "_ssl", "_tkinter", "asyncio", "curses", "dbm", "distutils",
    "ensurepip", "ftplib", "hatchling", "http.server", "idlelib", "imaplib", "lib2to3", "nntplib", "pip",
    "pkg_resources", "poplib", "pwiz", "pydoc_data", "readline", "setuptools", "smtplib", "socketserver",
    "ssl", "telnetlib", "test", "tkinter", "turtle", "venv", "webbrowser", "xmlrpc",
    "IPython", "PyQt5", "PyQt6", "gi", "pandas", "jeepney.io.asyncio", "jeepney.io.trio",
    "doctest", "matplotlib._qhull", "matplotlib.backends._tkagg", "matplotlib.backends.backend_qtagg",
    "matplotlib.backends.backend_webagg", "matplotlib.pyplot",
    "matplotlib.tests", "numpy.distutils", "numpy.f2py", "numpy.fft", "numpy.random",
    "numpy.tests", "pydoc", "pylab",
    "PIL.ImageQt", "PIL.ImageShow", "PIL.ImageTk", "PIL._avif", "PIL._imagingcms", "PIL._imagingft",
    "PIL._imagingtk", "PIL._webp",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtPrintSupport", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql",
)  # fmt: skip

# Of PyInstaller's own start-up hooks none is run on Linux. One loads Qt even for the command line; that for
# matplotlib makes a temporary folder, which a replaced process leaves behind. PySide6 finds its plug-ins by
# itself, and charts/engine.py chooses matplotlib's folder. Where this was not tried, Qt's hook stays.
KEPT_HOOKS = {"linux": (), "win32": ("pyi_rth_pyside6",), "darwin": ("pyi_rth_pyside6",)}

# On Linux every library of the system is left to the system, but for these: Python's own, and small ones that
# a desktop without another Qt program lacks.
KEPT_LIBRARIES = (
    "libbz2.*", "libffi.*", "liblzma.*", "libmpdec.*", "libpython3*", "libsqlite3.*", "libuuid.*",
    "libxcb-cursor.*", "libxcb-icccm.*", "libxcb-image.*", "libxcb-keysyms.*", "libxcb-render-util.*",
    "libxcb-util.*",
)  # fmt: skip

# Files of other packages that the app never opens, or that could open a way out (vnc, tls).
DROPPED = (
    "*Qt6EglF*", "*Qt6Network*", "*Qt6Pdf*", "*Qt6PrintSupport*", "*Qt6Qml*", "*Qt6Quick*", "*Qt6Sql*",
    "*Qt6VirtualKeyboard*", "*d3dcompiler*", "*opengl32sw*",
    "*/plugins/egldeviceintegrations/*", "*/plugins/generic/*", "*/plugins/networkinformation/*",
    "*/plugins/printsupport/*", "*/plugins/qmltooling/*", "*/plugins/sqldrivers/*", "*/plugins/tls/*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*/plugins/imageformats/*icns*", "*/plugins/imageformats/*pdf*", "*/plugins/imageformats/*tga*",
    "*/plugins/imageformats/*tiff*", "*/plugins/imageformats/*wbmp*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*", "*/plugins/platformthemes/*gtk3*",
    "*/plugins/platforms/*direct2d*", "*/plugins/platforms/*egl*", "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*", "*/plugins/platforms/*vkkhr*", "*/plugins/platforms/*vnc*",
    "PySide6/*translations/*",
    "matplotlib/mpl-data/fonts/afm/*", "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/images/*", "matplotlib/mpl-data/plot_directive/*",
    "matplotlib/mpl-data/sample_data/*", "matplotlib/mpl-data/stylelib/*",
    "*/tests/*", "*/_multiarray_tests.*", "*.h", "*.pxd", "*.pyi", "*/py.typed",
)  # fmt: skip
_FONTS = "matplotlib/mpl-data/fonts/ttf/"
# The map's letters come from files named by path: the last two stand in for what the first lacks.
_KEPT_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LastResortHE-Regular.ttf")

# The library that a bundled file asks the system for, and the Debian package that holds it. The C library's
# own get the version that the build found.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
C_LIBRARY = ("ld-linux-*.so.*", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1")
# Only some screens ask for these.
RECOMMENDED_PACKAGES = {
    "libdrm.so.2": "libdrm2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
}
ALSO_DEPENDS = ("hicolor-icon-theme", "tzdata")
ALSO_RECOMMENDS = ("gnome-keyring | kwalletmanager",)


def lazy_imports(platform: str) -> tuple[str, ...]:
    """The modules to take along on this system (a value of `sys.platform`)."""
    return (*LAZY_IMPORTS["all"], *LAZY_IMPORTS.get(platform, ()))


def own_modules(root: Path) -> list[str]:
    """Every module of the package: none of ours is left out, however it is imported."""
    places = (path.relative_to(root).with_suffix("") for path in sorted((root / "supportdesk").rglob("*.py")))
    return [".".join(place.parts).removesuffix(".__init__") for place in places]


def late_imports(source: str) -> Iterator[str]:
    """The modules that a source imports within a function: what a frozen app would come to miss late."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module


def is_dropped(place: str) -> bool:
    """Whether a file, named by its place within the app, is left out."""
    place = place.replace("\\", "/")
    if place.startswith(_FONTS):
        return place.removeprefix(_FONTS) not in _KEPT_FONTS
    return any(fnmatchcase(place, pattern) for pattern in DROPPED)


def is_systems(place: str) -> bool:
    """Whether a library, named by its place within the app, is one that a Linux system brings."""
    at_top = "/" not in place and fnmatchcase(place, "lib*.so*")
    return at_top and not any(fnmatchcase(place, kept) for kept in KEPT_LIBRARIES)


def debian_relations(asked: set[str], glibc: str) -> tuple[str, str]:
    """The Depends and the Recommends of a package whose files ask for these libraries of the system.

    Errors: LookupError for a library that no list above knows.
    """
    wanted, liked = {*ALSO_DEPENDS, f"libc6 (>= {glibc})"}, {*ALSO_RECOMMENDS}
    for name in asked:
        if any(fnmatchcase(name, pattern) for pattern in C_LIBRARY):
            continue
        if name in RECOMMENDED_PACKAGES:
            liked.add(RECOMMENDED_PACKAGES[name])
        elif name in DEBIAN_PACKAGES:
            wanted.add(DEBIAN_PACKAGES[name])
        else:
            raise LookupError(name)
    return ", ".join(sorted(wanted)), ", ".join(sorted(liked))
