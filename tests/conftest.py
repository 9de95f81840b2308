"""What every test has: an offscreen screen, a fresh home, and no way to the network."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

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
