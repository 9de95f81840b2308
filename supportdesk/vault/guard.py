"""What every start does first: private files, no memory dumps, no network, quiet tracebacks."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import TYPE_CHECKING

from supportdesk.records import dataclass

if TYPE_CHECKING:
    import threading

_PLATFORMS = frozenset({"xcb", "wayland", "windows", "cocoa", "offscreen", "minimal"})
# Each of these makes Qt load code or write logs that we did not choose.
_UNWANTED = frozenset(
    {"QT_QPA_GENERIC_PLUGINS", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_DEBUG_PLUGINS", "QT_LOGGING_RULES"}
)
_PACKAGE_PARENT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What this system granted: True means that it was looked at and holds."""

    network_blocked: bool
    core_dumps_blocked: bool


def protect_process() -> Protection:
    """The first statement of app and command line, before Qt is imported. Calling it again is harmless."""
    if os.name == "posix":
        os.umask(0o077)
    clean_environment(os.environ)
    quiet_tracebacks()
    return Protection(core_dumps_blocked=_block_core_dumps(), network_blocked=_block_network())


def is_network_blocked() -> bool:
    """Whether the kernel refuses this process every way to the network, by a trial just now."""
    if not sys.platform.startswith("linux"):
        return False
    from supportdesk.vault import nonetwork

    return nonetwork.holds()


def clean_environment(environment: MutableMapping[str, str]) -> None:
    """Take out what would make Qt load other people's code, listen on a port, or log what it shows."""
    for name in list(environment):
        names_a_folder = name.startswith("QML") or name == "QT_PLUGIN_PATH"
        if name in _UNWANTED or (names_a_folder and not _is_bundled(environment[name])):
            del environment[name]
    wanted = environment.get("QT_QPA_PLATFORM", "xcb").split(";")
    if not set(wanted) <= _PLATFORMS:
        del environment["QT_QPA_PLATFORM"]


def quiet_tracebacks() -> None:
    """Let an unexpected error say its type and places, never its text: that may hold what a person wrote."""
    import threading

    sys.excepthook = _hook
    threading.excepthook = _thread_hook
    sys.unraisablehook = _unraisable_hook


def trace_lines(kind: type[BaseException] | None, trace: TracebackType | None) -> tuple[str, ...]:
    """The type, then "file:line" for each frame from the outermost; files without the way to them."""
    name = kind.__name__ if kind is not None else "unknown error"
    return (name, *(f"  {_short(file)}:{line}" for file, line in _frames(trace)))


def _is_bundled(value: str) -> bool:
    """A frozen program (PyInstaller) points Qt to its own plug-ins by these variables."""
    bundle = getattr(sys, "_MEIPASS", None)
    return bool(bundle) and all(part.startswith(str(bundle)) for part in value.split(os.pathsep))


def _hook(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    _tell(kind, trace)


def _thread_hook(args: threading.ExceptHookArgs) -> None:
    _tell(args.exc_type, args.exc_traceback)


def _unraisable_hook(args: sys.UnraisableHookArgs) -> None:
    _tell(args.exc_type, args.exc_traceback)


def _tell(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
    # Without a console (pythonw, a frozen window) there is no standard error.
    with contextlib.suppress(AttributeError, OSError, ValueError):
        sys.stderr.write("\n".join(trace_lines(kind, trace)) + "\n")


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _short(file: str) -> str:
    """The file from the package on; of others only the name, for the way may hold the user's."""
    if file.startswith(_PACKAGE_PARENT + os.sep + "supportdesk" + os.sep):
        return file[len(_PACKAGE_PARENT) + 1 :]
    return os.path.basename(file)  # noqa: PTH119


def _block_core_dumps() -> bool:
    """No memory goes to a file or a crash collector. The process stays dumpable: else file dialogs break.

    The limit is 1 and not 0, because with 1 Linux starts no pipe handler such as apport either.
    """
    if sys.platform == "win32":
        return False
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    limit = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
    with contextlib.suppress(OSError), open("/proc/self/coredump_filter", "w", encoding="ascii") as file:  # noqa: PTH123
        file.write("0")
    return resource.getrlimit(resource.RLIMIT_CORE)[0] <= 1


def _block_network() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    from supportdesk.vault import nonetwork

    return nonetwork.block()
