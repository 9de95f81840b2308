"""The lists of what the installed app holds: nothing that the code asks for is missing from them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "supportdesk").rglob("*.py"))}
# Asked for by other packages, or not by an import.
BY_OTHERS = {"tzdata"}


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_ours_or_pythons(name: str) -> bool:
    top = name.split(".", maxsplit=1)[0]
    return top in sys.stdlib_module_names or top in {"supportdesk", "__future__"}


def _within(name: str, names: set[str]) -> bool:
    """Whether a name, or a module that is inside it, is among these."""
    return any(each == name or each.startswith(f"{name}.") for each in names)


@pytest.fixture
def listed(scripts: SimpleNamespace) -> set[str]:
    return {name for names in scripts.contents.LAZY_IMPORTS.values() for name in names}


def test_the_search_sees_an_import_in_a_function_and_no_other(scripts: SimpleNamespace) -> None:
    source = "import a\nfrom b.c import d\ndef late():\n    import e.f\n    if e:\n        from g import h\n"
    assert list(scripts.contents.late_imports(source)) == ["e.f", "g"]


def test_whatever_is_imported_late_is_on_the_list(scripts: SimpleNamespace, listed: set[str]) -> None:
    late = {
        (path.name, name)
        for path, source in SOURCES.items()
        for name in scripts.contents.late_imports(source)
        if not _is_ours_or_pythons(name)
    }
    assert ("compile.py", "typst") in late
    assert {(file, name) for file, name in late if not _within(name, listed)} == set()


def test_the_list_names_nothing_that_the_code_does_not_import(listed: set[str]) -> None:
    imported = {name for source in SOURCES.values() for name in _imports(source)}
    assert {name for name in listed if not _within(name, imported)} == BY_OTHERS


def test_everything_on_the_list_is_there_to_be_taken_along(scripts: SimpleNamespace) -> None:
    names = scripts.contents.lazy_imports(sys.platform)
    assert len(names) > len(scripts.contents.LAZY_IMPORTS["all"])
    assert [name for name in names if find_spec(name) is None] == []


def test_nothing_that_the_code_imports_is_left_out(scripts: SimpleNamespace) -> None:
    excluded = set(scripts.contents.EXCLUDED)
    imported = {name for source in SOURCES.values() for name in _imports(source)}
    above = {name: {name[:cut] for cut in range(len(name)) if name[cut] == "."} | {name} for name in imported}
    assert {name for name in imported if above[name] & excluded} == set()


def test_every_module_of_ours_is_taken_along(scripts: SimpleNamespace) -> None:
    modules = scripts.contents.own_modules(ROOT)
    assert len(modules) == len(set(modules)) == len(SOURCES)
    assert {"supportdesk", "supportdesk.app", "supportdesk.ui.pages.map", "supportdesk.words"} <= set(modules)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6/Qt/lib/libQt6DBus.so.6",
        "matplotlib/mpl-data/matplotlibrc",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans-Bold.ttf",
        "fontpkg_atkinson_hyperlegible/files/AtkinsonHyperlegible-Regular.ttf",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()),
    ],
)
def test_what_the_app_opens_stays(scripts: SimpleNamespace, place: str) -> None:
    assert not scripts.contents.is_dropped(place)
    assert not scripts.contents.is_dropped(place.replace("/", "\\"))


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6\\Qt6Network.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/generic/libqtuiotouchplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "matplotlib/mpl-data/fonts/ttf/STIXGeneral.ttf",
    ],
)
def test_ways_out_and_dead_weight_go(scripts: SimpleNamespace, place: str) -> None:
    assert scripts.contents.is_dropped(place)


def test_the_fonts_of_the_map_are_kept(scripts: SimpleNamespace) -> None:
    from supportdesk.charts import glyphs

    for name in glyphs._DEJAVU.values():
        assert not scripts.contents.is_dropped(f"matplotlib/mpl-data/fonts/ttf/{name}")


@pytest.mark.parametrize(
    ("place", "systems"),
    [
        ("libX11.so.6", True),
        ("libglib-2.0.so.0", True),
        ("libssl.so.3", True),
        ("libpython3.11.so.1.0", False),
        ("libffi.so.8", False),
        ("libxcb-cursor.so.0", False),
        ("libxcb.so.1", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", False),
        ("_cffi_backend.cpython-311-x86_64-linux-gnu.so", False),
    ],
)
def test_libraries_of_the_system_are_left_to_it(scripts: SimpleNamespace, place: str, systems: bool) -> None:
    assert scripts.contents.is_systems(place) is systems


def test_a_package_depends_on_what_its_files_ask_for(scripts: SimpleNamespace) -> None:
    asked = {"libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libc.so.6", "libwayland-client.so.0"}
    depends, recommends = scripts.contents.debian_relations(asked, "2.35")
    assert depends == ("hicolor-icon-theme, libc6 (>= 2.35), libgl1, libglib2.0-0 | libglib2.0-0t64, tzdata")
    assert "libwayland-client0" in recommends
    assert "libwayland" not in depends


def test_a_library_that_no_list_knows_stops_the_build(scripts: SimpleNamespace) -> None:
    with pytest.raises(LookupError, match=r"libnew\.so\.1"):
        scripts.contents.debian_relations({"libnew.so.1"}, "2.35")
