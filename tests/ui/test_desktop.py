"""Printing through the desktop's portal and showing a file, against services on a session bus of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from supportdesk.ui import desktop
from supportdesk.ui.desktop import Printed

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a session bus"
)
SILENT = -1  # a print window that stays open
PAGES = b"%PDF-1.7 private pages"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus with nobody on it."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


class Service(threading.Thread):
    """Answers one call of a name on the bus and keeps what it was given."""

    def __init__(self, name: str, response: int | None = None) -> None:
        super().__init__(daemon=True)
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.body: tuple[Any, ...] = ()
        self.printed = b""
        self._response = response
        self._bus = open_dbus_connection(bus="SESSION", enable_fds=True)
        self._bus.send_and_get_reply(message_bus.RequestName(name))
        self.start()

    def run(self) -> None:
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal

        while True:
            asked = self._bus.receive(timeout=20)
            if asked.header.message_type is MessageType.method_call:
                break
        self.body = asked.body
        sender = asked.header.fields[HeaderFields.sender]
        if self._response is None:
            self._bus.send(new_method_return(asked))
        else:
            _parent, _title, file, options = asked.body
            with file.to_file("rb") as given:
                self.printed = given.read()
            token = options["handle_token"][1]
            handle = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{token}"
            self._bus.send(new_method_return(asked, "o", (handle,)))
            if self._response == SILENT:
                self._bus.close()
                return
            answer = new_signal(
                DBusAddress(handle, interface=desktop.REQUEST), "Response", "ua{sv}", (self._response, {})
            )
            answer.header.fields[HeaderFields.destination] = sender
            self._bus.send(answer)
        self._bus.close()  # else it would end at some later moment, with a warning


@pytest.mark.parametrize(("response", "printed"), [(0, Printed.DONE), (1, Printed.LEFT), (2, Printed.FAILED)])
def test_pages_reach_the_print_window_without_a_file(bus: str, response: int, printed: Printed) -> None:
    service = Service(desktop.PORTAL, response)
    assert desktop.print_pages(PAGES, patience=20) is printed
    service.join(20)
    assert service.printed == PAGES
    assert service.body[1] == "plan"


def test_a_desktop_without_a_print_window_is_told(bus: str) -> None:
    assert desktop.print_pages(PAGES, patience=5) is Printed.NO_WINDOW


def test_no_bus_at_all_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert desktop.print_pages(PAGES, patience=5) is Printed.NO_WINDOW
    assert not desktop.show_in_folder(tmp_path / "plan.pdf")


def test_the_file_manager_is_asked_for_the_file(bus: str, tmp_path: Path) -> None:
    assert not desktop.show_in_folder(tmp_path / "plan.pdf")
    service = Service(desktop.MANAGER)
    assert desktop.show_in_folder(tmp_path / "my plan.pdf")
    service.join(20)
    assert service.body == ([(tmp_path / "my plan.pdf").as_uri()], "")


def test_a_lock_waits_for_no_print_window(bus: str) -> None:
    service = Service(desktop.PORTAL, SILENT)
    asked = iter((False, False, True))
    assert desktop.print_pages(PAGES, patience=300, given_up=lambda: next(asked)) is Printed.FAILED
    service.join(20)


def test_nothing_is_left_open(bus: str) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    service = Service(desktop.PORTAL, 0)
    desktop.print_pages(PAGES, patience=20)
    service.join(20)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
