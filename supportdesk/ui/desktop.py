"""What is asked of the desktop: to print pages, and to show a file in its folder.

On Linux both go over the session's own bus, to services outside of this process. Pages to print travel as a
piece of memory and never as a file. Windows and macOS print from a file, so there the person saves one first.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

PORTAL = "org.freedesktop.portal.Desktop"
REQUEST = "org.freedesktop.portal.Request"
MANAGER = "org.freedesktop.FileManager1"
ANSWERS_WITHIN = 20.0  # seconds for a service to say yes or no
DECIDES_WITHIN = 900.0  # seconds for the person in front of the print window
_LOOK_UP = 0.2  # seconds
_NO_SUCH = ("ServiceUnknown", "UnknownMethod", "UnknownInterface", "UnknownObject", "NameHasNoOwner")


class Printed(StrEnum):
    """What became of printing."""

    DONE = "done"
    LEFT = "left"  # the person closed the print window
    NO_WINDOW = "no_window"  # this desktop has none
    FAILED = "failed"


def prints_without_a_file() -> bool:
    """Whether pages can go to the desktop as they are, so that nothing has to be saved first."""
    return sys.platform.startswith("linux") and hasattr(os, "memfd_create")


def print_pages(
    pages: bytes, *, patience: float = DECIDES_WITHIN, given_up: Callable[[], bool] = lambda: False
) -> Printed:
    """Hand a PDF to the desktop's print window and wait for the person; for a worker thread, Linux only.

    `given_up` is asked now and then: a lock does not wait for a print window, which closes with this process.
    """
    bus = _bus()
    if bus is None:
        return Printed.NO_WINDOW
    memory = os.memfd_create("pages", os.MFD_CLOEXEC)
    try:
        with closing(bus), open(memory, "w+b", closefd=False) as file:
            file.write(pages)
            file.flush()
            file.seek(0)
            return _printed(bus, memory, patience, given_up)
    except (OSError, TimeoutError, EOFError, ValueError):
        return Printed.FAILED
    finally:
        os.close(memory)


def _printed(bus: Any, memory: int, patience: float, given_up: Callable[[], bool]) -> Printed:
    from jeepney import DBusAddress, MatchRule, new_method_call

    token = f"p{secrets.token_hex(8)}"
    me = bus.unique_name.removeprefix(":").replace(".", "_")
    rule = MatchRule(
        type="signal",
        interface=REQUEST,
        member="Response",
        path=f"/org/freedesktop/portal/desktop/request/{me}/{token}",
    )
    portal = DBusAddress(
        "/org/freedesktop/portal/desktop", bus_name=PORTAL, interface="org.freedesktop.portal.Print"
    )
    # Its title is all that a list of print jobs shows: it says little.
    options = {"handle_token": ("s", token), "modal": ("b", False)}
    asked = new_method_call(portal, "Print", "ssha{sv}", ("", "plan", memory, options))
    with bus.filter(rule) as answers:
        refused = _refused(bus.send_and_get_reply(asked, timeout=ANSWERS_WITHIN))
        if refused is not None:
            return Printed.NO_WINDOW if refused.endswith(_NO_SUCH) else Printed.FAILED
        response = _response(bus, answers, time.monotonic() + patience, given_up)
    return {0: Printed.DONE, 1: Printed.LEFT}.get(response, Printed.FAILED)


def _response(bus: Any, answers: Any, until: float, given_up: Callable[[], bool]) -> int:
    while not given_up() and time.monotonic() < until:
        with suppress(TimeoutError):
            return int(bus.recv_until_filtered(answers, timeout=_LOOK_UP).body[0])
    return -1


def open_to_print(path: Path) -> bool:
    """Hand a saved file to what prints PDFs here (Windows), or open it (macOS)."""
    starts = getattr(os, "startfile", None)
    if starts is not None:
        with suppress(OSError):
            starts(str(path), "print")
            return True
        return False
    return _started("open", str(path))


def show_in_folder(path: Path) -> bool:
    """Open the folder with the file chosen in it; for a worker thread. False where nothing here can."""
    if sys.platform == "win32":
        return _started("explorer", f"/select,{path}")
    if sys.platform == "darwin":
        return _started("open", "-R", str(path))
    bus = _bus()
    if bus is None:
        return False
    from jeepney import DBusAddress, new_method_call

    files = DBusAddress("/org/freedesktop/FileManager1", bus_name=MANAGER, interface=MANAGER)
    asked = new_method_call(files, "ShowItems", "ass", ([path.absolute().as_uri()], ""))
    try:
        with closing(bus):
            return _refused(bus.send_and_get_reply(asked, timeout=ANSWERS_WITHIN)) is None
    except (OSError, TimeoutError, EOFError, ValueError):
        return False


def _bus() -> Any:
    """The session's bus, or None where there is none."""
    try:
        from jeepney.io.blocking import open_dbus_connection

        return open_dbus_connection(bus="SESSION", enable_fds=True)
    except (ImportError, OSError, KeyError, ValueError, EOFError):
        return None


def _refused(reply: Any) -> str | None:
    """The name of the error a service answered with, or None where it said yes."""
    from jeepney import HeaderFields, MessageType

    if reply.header.message_type is not MessageType.error:
        return None
    return str(reply.header.fields.get(HeaderFields.error_name, "error"))


def _started(program: str, *arguments: str) -> bool:
    from PySide6.QtCore import QProcess

    return bool(QProcess.startDetached(program, list(arguments))[0])
