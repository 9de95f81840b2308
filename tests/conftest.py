"""What every test has: an offscreen screen, a fresh home, and no way to the network."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from supportdesk.ui import turns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A landing is never refused by luck: in CI the same examples each time, at a desk new ones in every run.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

_AF_UNIX = 1
_guarded = False
_FULL_EVERY = 10


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.__new__" and int(args[1]) not in (_AF_UNIX, -1):  # type: ignore[call-overload]
        raise PermissionError("tests run with sockets refused")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "http.client.connect"):
        raise PermissionError("tests run with sockets refused")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse every socket but the ones within this machine's kernel, for the whole run."""
    global _guarded  # noqa: PLW0603 (an audit hook cannot be taken away)
    if not _guarded:
        sys.addaudithook(_refuse_network)
        _guarded = True


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let widgets in reference cycles die on the UI thread only, as the app itself does (ui/garbage.py)."""
    gc.disable()
    yield
    gc.collect(1 if gc.get_count()[2] < _FULL_EVERY else 2)


@pytest.fixture(autouse=True)
def _much_work_in_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The speed of a machine decides nothing: a change of many is done at once, or (`in_turns`) in pieces."""
    monkeypatch.setattr(turns, "TURN", 60.0)


@pytest.fixture
def in_turns(monkeypatch: pytest.MonkeyPatch, _much_work_in_one_turn: None) -> None:
    """Do one piece of much work in each turn of the event loop."""
    monkeypatch.setattr(turns, "TURN", 0.0)


class KeepingBot(QtBot):
    """Holds every widget of a test until the test is over.

    A page that lives only in a test's own variable would die with the test, often in the middle of the
    deletion of one of its parts, which then deletes that part twice.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self.kept: list[QWidget] = []

    def addWidget(self, widget: QWidget, **settings: Any) -> None:
        self.kept.append(widget)
        super().addWidget(widget, **settings)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Let go of what a test closed itself, before pytest-qt closes the rest."""
    bot = getattr(item, "funcargs", {}).get("qtbot")
    if isinstance(bot, KeepingBot):
        bot.kept = [each for each in bot.kept if isValid(each)]
    return (yield)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QtBot]:
    """The bot of pytest-qt that keeps what it was given."""
    bot = KeepingBot(request)
    yield bot
    bot.kept.clear()


@pytest.fixture(autouse=True)
def _fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every place a program may write to into this test's own folder."""
    home = tmp_path / "home"
    home.mkdir()
    for name, folder in (
        ("HOME", home),
        ("XDG_DATA_HOME", home / "data"),
        ("XDG_CONFIG_HOME", home / "config"),
        ("XDG_CACHE_HOME", home / "cache"),
        ("XDG_STATE_HOME", home / "state"),
    ):
        monkeypatch.setenv(name, str(folder))
