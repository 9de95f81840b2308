"""What packaging/build.py makes of a frozen folder, tried on a tiny one; the real build is run on demand."""

from __future__ import annotations

import ast
import configparser
import gzip
import re
import shutil
import subprocess
import tarfile
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest

from supportdesk import __version__
from supportdesk.vault.header import SERVICE

ROOT = Path(__file__).resolve().parents[2]
ID = "org.supportdesk.SupportDesk"
DAY = 1_795_500_000  # 24 November 2026


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stand-in for the frozen folder."""
    made = tmp_path / "supportdesk"
    (made / "_internal").mkdir(parents=True)
    (made / "supportdesk").write_bytes(b"\x7fELF program")
    (made / "_internal" / "libsome.so.1").write_bytes(b"\x7fELF library")
    (made / "_internal" / "libsome.so").symlink_to("libsome.so.1")
    (made / "LICENSES.txt").write_text("all of them")
    return made


@pytest.fixture
def staged(scripts: SimpleNamespace, folder: Path, tmp_path: Path) -> Path:
    """The tree of the Debian package, before it is packed."""
    icons = tmp_path / "icons"
    icons.mkdir()
    (icons / "48.png").write_bytes(b"a picture")
    root = tmp_path / "root"
    scripts.debian.stage(folder, icons, root, "1.2.3", DAY)
    return root


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "supportdesk/__init__.py"
    assert [
        path.name
        for path in sorted((ROOT / "packaging").rglob("*"))
        if path.suffix in {".py", ".spec", ".nsi", ".xml", ".desktop"} and __version__ in path.read_text()
    ] == []


def test_the_build_knows_the_version(scripts: SimpleNamespace) -> None:
    assert scripts.build.version() == __version__


def test_one_name_is_used_for_the_desktop_everywhere(scripts: SimpleNamespace) -> None:
    assert scripts.debian.ID == SERVICE == ID
    assert f'setDesktopFileName("{ID}")' in (ROOT / "supportdesk" / "app.py").read_text()
    assert f'"{ID}"' in (ROOT / "packaging" / "supportdesk.spec").read_text()


def test_the_desktop_file_starts_the_app() -> None:
    file = ROOT / "packaging" / "linux" / f"{ID}.desktop"
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(file, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == ("Application", "supportdesk", ID)
    # Anyone who looks at the menu reads these.
    seen = (entry["Comment"] + entry["GenericName"] + entry["Keywords"]).lower()
    assert not any(word in seen for word in ("recovery", "health", "crisis", "support"))


def test_the_metainfo_is_filled_in_and_belongs_to_the_desktop_file(scripts: SimpleNamespace) -> None:
    text = scripts.debian.metainfo("1.2.3", DAY)
    assert "@" not in text
    component = ET.fromstring(text)
    assert component.findtext("id") == ID
    assert component.findtext("launchable") == f"{ID}.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2026-11-24"}


@pytest.mark.parametrize("tool", ["desktop-file-validate", "appstreamcli"])
def test_the_desktops_own_tools_find_no_fault(tool: str, scripts: SimpleNamespace, tmp_path: Path) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    metainfo = tmp_path / f"{ID}.metainfo.xml"
    metainfo.write_text(scripts.debian.metainfo(__version__, DAY), encoding="utf-8")
    command = {
        "desktop-file-validate": [str(ROOT / "packaging" / "linux" / f"{ID}.desktop")],
        "appstreamcli": ["validate", "--no-net", "--pedantic", str(metainfo)],
    }[tool]
    done = subprocess.run([tool, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "warning" not in (done.stdout + done.stderr).lower()


def test_everything_lies_where_a_desktop_looks(staged: Path) -> None:
    link = staged / "usr/bin/supportdesk"
    assert link.is_symlink()
    assert link.resolve() == (staged / "usr/lib/supportdesk/supportdesk").resolve()
    assert (staged / "usr/lib/supportdesk/_internal/libsome.so").is_symlink()
    assert (staged / "usr/share/doc/supportdesk/copyright").read_text() == "all of them"
    assert not (staged / "usr/lib/supportdesk/LICENSES.txt").exists()
    assert b"(1.2.3)" in gzip.decompress((staged / "usr/share/doc/supportdesk/changelog.gz").read_bytes())
    hicolor = staged / "usr/share/icons/hicolor"
    assert (hicolor / f"48x48/apps/{ID}.png").read_bytes() == b"a picture"
    drawing = ROOT / "resources" / "icons" / "app.svg"
    assert (hicolor / f"scalable/apps/{ID}.svg").read_bytes() == drawing.read_bytes()
    assert (staged / f"usr/share/applications/{ID}.desktop").is_file()
    assert (staged / f"usr/share/metainfo/{ID}.metainfo.xml").is_file()


def test_no_script_runs_at_installing_or_removing(staged: Path) -> None:
    assert [path.name for path in staged.iterdir()] == ["usr"]


def test_every_file_has_its_sum(scripts: SimpleNamespace, staged: Path) -> None:
    lines = dict(reversed(line.split("  ")) for line in scripts.debian.checksums(staged).splitlines())
    # md5 of "a picture", by md5sum
    assert lines[f"usr/share/icons/hicolor/48x48/apps/{ID}.png"] == "101a0e3e2f58188b3e2ffc1057316c13"
    assert "usr/bin/supportdesk" not in lines  # a link


def test_the_control_file_tells_size_and_relations(scripts: SimpleNamespace) -> None:
    text = scripts.debian.control("1.2.3", "amd64", 2049, ("libgl1", "gnome-keyring"))
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Version"] == "1.2.3"
    assert fields["Installed-Size"] == "3"
    assert (fields["Depends"], fields["Recommends"]) == ("libgl1", "gnome-keyring")
    assert text.endswith("\n")
    assert max(map(len, fields["Description"].splitlines())) <= 60


READELF = """
File: one
 0x0000000000000001 (NEEDED)             Shared library: [libGL.so.1]
 0x0000000000000001 (NEEDED)             Shared library: [libQt6Core.so.6]
 0x000000000000000e (SONAME)             Library soname: [libself.so.1]
  0x0010:   Name: GLIBC_2.4  Flags: none  Version: 4
  0x0020:   Name: GLIBC_2.35  Flags: none  Version: 3
  0x0030:   Name: GLIBC_2.9  Flags: none  Version: 2
  0x0040:   Name: GLIBCXX_3.4.29  Flags: none  Version: 2
"""


def test_what_the_files_ask_for_is_read_from_readelf(scripts: SimpleNamespace) -> None:
    assert scripts.debian.asked_libraries(READELF, ["libQt6Core.so.6"]) == {"libGL.so.1"}
    assert scripts.debian.newest_glibc(READELF) == "2.35"


def test_the_same_files_make_the_same_archive(scripts: SimpleNamespace, folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        scripts.build.write_archive(folder, tmp_path / name, "supportdesk-1.2.3", DAY)
        (folder / "LICENSES.txt").touch()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with tarfile.open(tmp_path / "one") as archive:
        entries = {entry.name: entry for entry in archive}
    assert entries["supportdesk-1.2.3/_internal/libsome.so"].linkname == "libsome.so.1"
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "root", DAY)}


@pytest.mark.parametrize(
    ("place", "stripped"),
    [
        ("_internal/typst/_typst.abi3.so", True),
        ("_internal/libpython3.11.so.1.0", True),
        ("_internal/python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", True),
        ("_internal/numpy.libs/libscipy_openblas64_-32a4b2a6.so", False),
        ("_internal/numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", False),
        ("_internal/matplotlib/mpl-data/matplotlibrc", False),
    ],
)
def test_numpy_is_never_stripped(scripts: SimpleNamespace, place: str, stripped: bool) -> None:
    assert scripts.build.is_stripped(place) is stripped


def test_the_date_of_the_build_can_be_given(
    scripts: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert scripts.build.build_time() == 12345
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert scripts.build.build_time() > DAY // 2


def test_more_than_was_promised_stops_the_build(
    scripts: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts.build.tell("some.deb", 79_000_000)
    assert capsys.readouterr().out == "some.deb: 79.0 MB\n"
    with pytest.raises(SystemExit, match="80 MB"):
        scripts.build.tell("some.deb", 81_000_000)


def test_the_licences_name_what_is_bundled_and_nothing_else(scripts: SimpleNamespace, tmp_path: Path) -> None:
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    for name in ("taken", "left"):
        about = site / f"{name}-1.0.dist-info"
        (about / "licenses").mkdir(parents=True)
        (about / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\nLicense-Expression: MIT\n")
        (about / "licenses" / "LICENSE").write_text(f"The words of {name}.")
        (about / "RECORD").write_text(f"{name}.py,,\n{name}-1.0.dist-info/licenses/LICENSE,,\n")
        (site / f"{name}.py").write_text("")
    text = scripts.licences.text(ROOT, tmp_path, [str(site / "taken.py")])
    assert "taken 1.0: MIT" in text
    assert "The words of taken." in text
    assert "left" not in text.split("=====")[0]
    assert "The words of left." not in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_the_spec_can_be_read() -> None:
    ast.parse((ROOT / "packaging" / "supportdesk.spec").read_text(encoding="utf-8"))


def test_removing_on_windows_takes_the_program_and_never_the_data() -> None:
    script = (ROOT / "packaging" / "windows" / "supportdesk.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    lines = [line for line in script.splitlines() if line.split()[:1] in (["RMDir"], ["Delete"])]
    removed = [place for line in lines for place in re.findall(r'"([^"]+)"', line)]
    assert len(removed) == len(lines) > 5
    assert [each for each in removed if not each.startswith(("$INSTDIR", "$SMPROGRAMS\\SupportDesk"))] == []
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\SupportDesk"' in script  # and the data is elsewhere
    # The folder itself goes only when it is empty.
    assert 'RMDir /r "$INSTDIR"' not in script
