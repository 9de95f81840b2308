"""The licences of all that the app brings along, from the metadata of the packages it was made of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

HEAD = """\
SupportDesk is free software: you can redistribute it and/or modify it under the terms of the GNU General
Public License as published by the Free Software Foundation, either version 3 of the License, or (at your
option) any later version. Copyright: The SupportDesk developers. The license is at the end.

It comes with these, each under its own license:
"""
RULE = "=" * 78
# PyInstaller's starter is part of the app, although nothing of its package is imported.
ALWAYS = ("pyinstaller",)
_NAMES = ("licen", "copying", "notice", "authors")


def text(root: Path, venv: Path, sources: Iterable[str]) -> str:
    """One text: ours, an overview, and every licence that a package brings. `sources` are bundled files."""
    taken = {str(Path(each)) for each in sources}
    pieces = [*_packages(venv, taken), _python(), *_system_libraries(taken, venv)]
    overview = "\n".join(f"  {name}: {kind}" for name, kind, _words in pieces)
    parts = [f"{RULE}\n{name}\n{RULE}\n\n{words.strip()}\n" for name, _kind, words in pieces if words.strip()]
    own = f"{RULE}\nSupportDesk\n{RULE}\n\n{(root / 'LICENSE').read_text(encoding='utf-8')}"
    return "\n".join([HEAD, overview + "\n", *parts, own])


def kind_of(package: Distribution) -> str:
    """The licence of a package in a few words, as its metadata tells it."""
    told = package.metadata.get_all("License-Expression") or package.metadata.get_all("License") or []
    first = next((line.strip() for line in "\n".join(told).splitlines() if line.strip(" =")), "")
    classes = [
        each.rsplit(" :: ", 1)[-1]
        for each in package.metadata.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    return first if 0 < len(first) < 100 else ", ".join(classes) or "see below"


def _packages(venv: Path, taken: set[str]) -> Iterator[tuple[str, str, str]]:
    folders = sorted({*venv.glob("lib/python*/site-packages"), *venv.glob("Lib/site-packages")})
    found = distributions(path=[str(each) for each in folders])
    for package in sorted(found, key=lambda each: each.name.lower()):
        files = [(str(each), Path(str(package.locate_file(each)))) for each in package.files or ()]
        if package.name in ALWAYS or any(str(path) in taken for _place, path in files):
            words = [_read(path) for place, path in files if _is_licence(place)]
            yield f"{package.name} {package.version}", kind_of(package), "\n\n".join(words)


def _is_licence(place: str) -> bool:
    folder, _slash, name = place.rpartition("/")
    in_metadata = ".dist-info" in folder or folder.count("/") == 0
    return in_metadata and name.lower().startswith(_NAMES) and not name.endswith((".py", ".pyc"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _python() -> tuple[str, str, str]:
    places = [Path(sys.base_prefix) / "LICENSE.txt"]
    places += [Path(sys.base_prefix) / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/LICENSE.txt"]
    places += [Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright")]
    words = next((_read(each) for each in places if each.is_file()), "")
    return f"Python {sys.version.split()[0]}", "PSF-2.0", words


def _system_libraries(taken: set[str], venv: Path) -> Iterator[tuple[str, str, str]]:
    """Libraries of this Linux system that were taken along, each with its package's copyright file."""
    if sys.platform != "linux":
        return
    inside = (str(venv), sys.base_prefix + "/lib/python", sys.base_prefix + "/lib/libpython")
    outside = sorted(each for each in taken if ".so" in each and not each.startswith(inside))
    names = sorted({name for each in outside if (name := _debian_package(Path(each)))})
    for name in names:
        yield f"{name} (from Debian)", "see below", _read(Path(f"/usr/share/doc/{name}/copyright"))


def _debian_package(library: Path) -> str:
    for path in (library.resolve(), Path(str(library.resolve()).removeprefix("/usr"))):
        done = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    return ""
