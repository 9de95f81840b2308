"""What the README promises and no single part can keep alone: no network, no traces, no stray numbers."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "supportdesk"
RESOURCES = ROOT / "resources"

NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "nntplib", "asyncio", "requests", "httpx", "aiohttp", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer",
    "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtPrintSupport", "PySide6.QtSql",
}  # fmt: skip

# Each would leave a trace, reach out of the machine or run what a file says.
UNWANTED_WORDS = (
    "tempfile", "QTemporaryFile", "QTemporaryDir", "openUrl", "QDesktopServices", "@preview", "QtNetwork",
    "QtPrintSupport", "import_module", "__import__", "../shared",
)  # fmt: skip
UNWANTED_CALLS = {"eval", "exec", "__import__"}

VOID_CALLS = 20_000


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    """Each module of the package, read but not run."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    """Every name that a module imports, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_network(name: str) -> bool:
    return any(name == bad or name.startswith(f"{bad}.") for bad in NETWORK)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import socket", True),
        ("def late():\n    from urllib import request", True),
        ("from PySide6 import QtNetwork", True),
        ("import http.client as quiet", True),
        ("from urllib.parse import quote", False),
        ("from PySide6.QtCore import QUrl", False),
    ],
)
def test_the_network_check_sees_what_it_looks_for(source: str, found: bool) -> None:
    assert any(_is_network(name) for name in _imported(ast.parse(source))) is found


def test_no_module_imports_a_network_module() -> None:
    assert [
        (str(path), name) for path, tree in _modules() for name in _imported(tree) if _is_network(name)
    ] == []


def _shipped_texts() -> Iterator[tuple[str, str]]:
    """Every text that is part of the program: its source and its resources."""
    for folder, endings in ((PACKAGE, {".py"}), (RESOURCES, {".typ", ".toml", ".svg", ".json", ".md"})):
        for path in sorted(folder.rglob("*")):
            if path.suffix in endings:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_there_is_something_to_check() -> None:
    names = [name for name, _ in _shipped_texts()]
    assert "supportdesk/__main__.py" in names
    assert "resources/helplines.toml" in names


@pytest.mark.parametrize("word", UNWANTED_WORDS)
def test_nothing_shipped_holds(word: str) -> None:
    assert [name for name, text in _shipped_texts() if word in text] == []


def test_nothing_runs_text_as_code() -> None:
    calls = [
        (str(path), node.lineno)
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UNWANTED_CALLS
    ]
    assert calls == []


def test_no_page_template_fetches_a_package() -> None:
    fetching = re.compile(r'#?import\s+"@')
    assert [name for name, text in _shipped_texts() if name.endswith(".typ") and fetching.search(text)] == []


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _helpline_numbers() -> set[str]:
    """The digits of every number in the directory of helplines."""
    directory = tomllib.loads((RESOURCES / "helplines.toml").read_text(encoding="utf-8"))
    numbers = {_digits(line.get(key, "")) for line in directory["helpline"] for key in ("phone", "sms")}
    return {number for number in numbers if len(number) >= 3}


# A run that a reader would take for a phone number: not part of a word, decimal, colour, date or length.
NUMBER = re.compile(r"(?<![\w.#:/-])\+?\d[\d ()-]*\d(?![\w%:/]|\.\d|-\w)")


def _numbers_in(text: str) -> set[str]:
    return {_digits(match) for match in NUMBER.findall(text)}


@pytest.mark.parametrize("text", ["Call 988 now.", "1-800-273-8255", "Ring (116 123)", "+44 116 123"])
def test_the_number_check_sees_a_number(text: str) -> None:
    assert _numbers_in(text) & {"988", "18002738255", "116123", "44116123"}


def _texts_with_strings() -> Iterator[tuple[str, str]]:
    """Every piece of text a person could come to read, but for the directory itself."""
    for path, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path}:{node.lineno}", node.value
    for name, text in _shipped_texts():
        if name.endswith(".toml") and not name.endswith("/helplines.toml"):
            yield from ((name, value) for value in _strings_in(tomllib.loads(text)))
        elif name.endswith((".typ", ".md", ".json")):
            yield name, text


def _strings_in(value: object) -> Iterator[str]:
    """Every string within a TOML value; a plain number there is a measure, not a number to call."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings_in(inner)


def test_helpline_numbers_stand_in_the_directory_alone() -> None:
    known = _helpline_numbers()
    assert "988" in known
    assert [
        (place, sorted(found))
        for place, text in _texts_with_strings()
        if (found := _numbers_in(text) & known)
    ] == []


def test_every_icon_that_a_window_names_is_drawn() -> None:
    drawn = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    named = {
        node.args[0].value
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"icon", "pixmap"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert named <= drawn


def test_qt_is_the_version_that_was_measured() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)


def test_void_calls_leave_none_alone() -> None:
    """PySide6 6.12.0 takes a reference from None at each void call and ends Python 3.11 by it."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(VOID_CALLS):
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < VOID_CALLS // 100


def test_the_entry_loads_neither_windows_nor_commands_before_it_must() -> None:
    ask = "import sys, supportdesk.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"PySide6", "supportdesk.cli", "supportdesk.app", "supportdesk.ui", "supportdesk.store"}
    assert "supportdesk.__main__" in loaded
    assert heavy.isdisjoint(loaded)


def test_the_process_is_protected_before_anything_else_runs() -> None:
    ask = """if True:
        import os, sys, types
        def command_line(argv):
            print(f"{os.umask(0):03o}", *argv)
            return 7
        sys.modules["supportdesk.cli"] = types.SimpleNamespace(main=command_line)
        os.umask(0o022)
        from supportdesk.__main__ import main
        sys.exit(main(["profile", "list"]))
    """
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert answer.stdout == "077 profile list\n"
    assert answer.returncode == 7


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--locked"], True),
        (["--data-dir", "here"], True),
        (["--data-dir=here", "--demo"], True),
        (["--data-dir"], False),
        (["--version"], False),
        (["--help"], False),
        (["--demo", "--help"], False),
        (["--unknown"], False),
        (["plan", "out.pdf", "--demo"], False),
        (["--data-dir", "here", "profile", "list"], False),
    ],
)
def test_the_entry_tells_a_window_from_a_command(arguments: list[str], window: bool) -> None:
    from supportdesk.__main__ import opens_window

    assert opens_window(arguments) is window
