"""The Debian package: the frozen folder, and what a desktop has to know of it. No script of its own runs."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from time import gmtime, strftime

from contents import debian_relations

ID = "org.supportdesk.SupportDesk"
HERE = Path(__file__).resolve().parent
MAINTAINER = "The SupportDesk developers <supportdesk@localhost>"
CONTROL = """\
Package: supportdesk
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: contacts, map, goals and a printable plan, kept private
 A private desk for the people who help you, alone or beside a therapist or
 peer worker. Everything stays in an encrypted file on this computer: there is
 no account, no server and no telemetry.
"""
CHANGES = """\
supportdesk ({version}) unstable; urgency=medium

  * Made from the source of this version.

 -- {maintainer}  {date}
"""


def metainfo(version: str, epoch: int) -> str:
    """What software centres show, with the version and its day filled in."""
    text = (HERE / "linux" / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@VERSION@", version).replace("@DATE@", strftime("%Y-%m-%d", gmtime(epoch)))


def control(version: str, architecture: str, size: int, relations: tuple[str, str]) -> str:
    """The control file; `size` in bytes, `relations` are Depends and Recommends."""
    return CONTROL.format(
        version=version,
        architecture=architecture,
        maintainer=MAINTAINER,
        kibibytes=-(-size // 1024),
        depends=relations[0],
        recommends=relations[1],
    )


def asked_libraries(listing: str, bundled: Iterable[str]) -> set[str]:
    """The libraries that `readelf -d` says are needed, without those that are bundled."""
    return set(re.findall(r"\(NEEDED\)\s+Shared library: \[([^\]]+)\]", listing)) - set(bundled)


def newest_glibc(listing: str) -> str:
    """The newest version of the C library that `readelf -V` says is needed."""
    found = {tuple(map(int, each.split("."))) for each in re.findall(r"\bGLIBC_(\d+(?:\.\d+)+)", listing)}
    return ".".join(map(str, max(found)))


def relations(folder: Path) -> tuple[str, str]:
    """Depends and Recommends, from what the bundled files ask for."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and is_binary(path)]
    ask = ["readelf", "-d", "-V", "-W", *files]
    said = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    return debian_relations(asked_libraries(said, (path.name for path in files)), newest_glibc(said))


def is_binary(path: Path) -> bool:
    """Whether a file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def stage(folder: Path, icons: Path, root: Path, version: str, epoch: int) -> None:
    """Lay everything under `root` where it belongs on the system."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "usr/lib/supportdesk", symlinks=True)
    documents = root / "usr/share/doc/supportdesk"
    documents.mkdir(parents=True)
    (root / "usr/lib/supportdesk/LICENSES.txt").rename(documents / "copyright")
    (root / "usr/bin").mkdir()
    (root / "usr/bin/supportdesk").symlink_to("../lib/supportdesk/supportdesk")
    date = strftime("%a, %d %b %Y %H:%M:%S +0000", gmtime(epoch))
    changes = CHANGES.format(version=version, maintainer=MAINTAINER, date=date).encode()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=epoch))
    _write(root / f"usr/share/metainfo/{ID}.metainfo.xml", metainfo(version, epoch).encode())
    starter = f"{ID}.desktop"
    _write(root / "usr/share/applications" / starter, (HERE / "linux" / starter).read_bytes())
    _stage_icons(icons, root / "usr/share/icons/hicolor")


def _stage_icons(icons: Path, theme: Path) -> None:
    drawing = HERE.parent / "resources" / "icons" / "app.svg"
    _write(theme / f"scalable/apps/{ID}.svg", drawing.read_bytes())
    for picture in icons.glob("*.png"):
        _write(theme / f"{picture.stem}x{picture.stem}/apps/{ID}.png", picture.read_bytes())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def checksums(root: Path) -> str:
    """The md5sums file: every file of the package with its sum."""
    lines = []
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and not place.startswith("DEBIAN/"):
            lines.append(f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {place}\n")
    return "".join(lines)


def write_package(folder: Path, build: Path, out: Path, version: str, epoch: int) -> Path:
    """Make the .deb in `out` from the frozen folder; gives its path."""
    root = build / "debian"
    stage(folder, build / "icons", root, version, epoch)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
    about = control(version, architecture, size, relations(folder))
    _write(root / "DEBIAN/md5sums", checksums(root).encode())
    _write(root / "DEBIAN/control", about.encode())
    _settle(root, epoch)
    package = out / f"supportdesk_{version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return package


def _settle(root: Path, epoch: int) -> None:
    """Rights and dates, whatever the umask here is; links keep theirs."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            program = path.is_dir() or path.parent.name == path.name == "supportdesk"
            path.chmod(0o755 if program else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
