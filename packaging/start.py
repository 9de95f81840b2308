"""Set SupportDesk up and run it, or run its tests, with nothing but Python's standard library.

    python3 packaging/start.py                 the app (further arguments go to it)
    python3 packaging/start.py test            the tests (further arguments go to pytest)

The first run fetches what is needed; every file is checked against the hashes in the lock files beside this
one. All of it stays in this folder (.tools and .venv). Later runs need no network and start at once.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
LOCKS = {"app": "requirements.lock", "test": "requirements-dev.lock"}

# Shared library -> the Debian package that holds it. What Qt needs to be imported at all:
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What it needs to open a window besides, on X11 and on Wayland:
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

NO_PIP = "SupportDesk needs pip to set itself up; on Debian or Ubuntu, run: sudo apt-get install python3-pip"
NO_NETWORK = (
    "SupportDesk could not fetch what it needs: the first run needs the internet, so please check the"
    " connection and run this again."
)
SETTING_UP = "Setting up SupportDesk. The first time, this fetches about 200 MB and can take some minutes."
NOT_SET_UP = "SupportDesk could not set itself up."

SAMPLES = (
    ("plan", "supportdesk-sample-plan.pdf", "--demo"),
    ("map", "supportdesk-sample-map.png", "--demo"),
)


def python_problem(version: tuple[int, int]) -> str | None:
    """Say in one sentence that this Python is too old, or None where it will do."""
    if version >= (3, 11):
        return None
    return f"SupportDesk needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}."


def has_screen(platform: str, environ: dict[str, str]) -> bool:
    """Say whether a window can open here; only Linux has machines without a screen to ask about."""
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environ.get(name) for name in asked)


def libraries_for(environ: dict[str, str], *, window: bool) -> dict[str, str]:
    """List the shared libraries that this start needs, each with its Debian package."""
    if window and environ.get("DISPLAY"):
        return QT_LIBRARIES | X11_LIBRARIES
    if window and environ.get("WAYLAND_DISPLAY"):
        return QT_LIBRARIES | WAYLAND_LIBRARIES
    return QT_LIBRARIES


def missing_from(libraries: dict[str, str]) -> dict[str, str]:
    """Keep those libraries that the system cannot load."""
    missing = {}
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def apt_install(missing: dict[str, str]) -> list[str]:
    """Give the apt-get command that installs what is missing."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *sorted(set(missing.values()))]


def library_advice(missing: dict[str, str], *, apt: bool) -> str:
    """Give the one line that says how to get the missing system libraries."""
    if apt:
        return "SupportDesk needs some system libraries first. Run: sudo " + " ".join(apt_install(missing))
    names = ", ".join(sorted(missing))
    return f"SupportDesk needs these system libraries first, from your system's packages: {names}"


def ensure_libraries(libraries: dict[str, str]) -> None:
    """Install missing system libraries where this user may, else stop with the one line that does it."""
    missing = missing_from(libraries)
    if not missing:
        return
    apt = shutil.which("apt-get") is not None
    if apt and os.geteuid() == 0:
        print("Installing system libraries:", " ".join(sorted(set(missing.values()))), flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], apt_install(missing)):
            subprocess.run(
                [command[0], "-qq", *command[1:]], env=quiet, stdout=subprocess.DEVNULL, check=False
            )
        missing = missing_from(libraries)
    if missing:
        sys.exit(library_advice(missing, apt=apt))


def folder_of_programs(venv: Path) -> Path:
    """Give the folder in which a virtual environment keeps its programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def program(folder: Path, name: str) -> str:
    """Give the path of a program in a folder, with the ending that this system uses."""
    return str(folder / (name + (".exe" if os.name == "nt" else "")))


def fingerprint() -> str:
    """Sum up everything that the set-up depends on: when it changes, the set-up is done again."""
    total = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for name in ("pyproject.toml", *(f"packaging/{lock}" for lock in LOCKS.values())):
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def is_ready(purpose: str, mark: str) -> bool:
    """Say whether the set-up for a purpose is done; the one for the tests serves the app as well."""
    stamps = [VENV / f"ready-for-{name}" for name in {purpose, "test"}]
    return any(stamp.is_file() and stamp.read_text() == mark for stamp in stamps)


def take_step(command: list[str], env: dict[str, str], trouble: str = NOT_SET_UP) -> None:
    """Run one step of the set-up; a failure ends it with one sentence and the reason that the tool gave."""
    result = subprocess.run(command, env=env, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode == 0:
        return
    if "No module named pip" in result.stderr:
        sys.exit(NO_PIP)
    reason = result.stderr.strip().splitlines()[-1:] or [f"exit code {result.returncode}"]
    sys.exit(f"{trouble} ({reason[0].strip()})")


def ensure_uv() -> str:
    """Give the path of the pinned uv, after fetching it with pip where it is not there yet."""
    wanted = ROOT / "packaging" / "requirements-uv.lock"
    uv, stamp = program(TOOLS / "bin", "uv"), TOOLS / "ready"
    if Path(uv).is_file() and stamp.is_file() and stamp.read_bytes() == wanted.read_bytes():
        return uv
    # --target is allowed where the system's Python refuses other installs, and needs no venv package.
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-cache-dir", "--upgrade"]
    pip += ["--target", str(TOOLS), "--no-deps", "--require-hashes", "-r", str(wanted)]
    calm = {"PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    plain = {"PIP_USER": "0", "PIP_RETRIES": "1"}
    take_step(pip, {**os.environ, **calm, **plain}, NO_NETWORK)
    stamp.write_bytes(wanted.read_bytes())
    return uv


def set_up(purpose: str) -> None:
    """Make .venv hold exactly what the lock file of this purpose names, and the project itself."""
    mark = fingerprint()
    if is_ready(purpose, mark):
        return
    print(SETTING_UP, flush=True)
    for stamp in VENV.glob("ready-for-*"):
        stamp.unlink()
    fill_venv(ensure_uv(), ROOT / "packaging" / LOCKS[purpose])
    (VENV / f"ready-for-{purpose}").write_text(mark)


def fill_venv(uv: str, lock: Path) -> None:
    """Make the virtual environment, install what the lock names, checked by hash, and the project itself."""
    # The cache lies beside .venv: nothing is left elsewhere on the computer, and files can be linked.
    env = {"UV_CACHE_DIR": str(TOOLS / "cache"), **os.environ}
    into = ["--quiet", "--python", program(folder_of_programs(VENV), "python")]
    venv = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)]
    take_step(venv, env)
    sync = [uv, "pip", "sync", *into, "--require-hashes", "--compile-bytecode", str(lock)]
    take_step(sync, env, NO_NETWORK)
    # The build tool is in the lock too, so this last step downloads nothing.
    own = [
        uv,
        "pip",
        "install",
        *into,
        "--offline",
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        str(ROOT),
    ]
    take_step(own, env)
    # Starts are much slower when every file has to be compiled again.
    python = program(folder_of_programs(VENV), "python")
    take_step([python, "-m", "compileall", "-q", str(ROOT / "supportdesk")], env)
    # Qt for Python compiles its helpers at every start. Without this step it goes on doing so.
    prepare = [python, "-c", "from supportdesk.lean_qt import prepare; prepare()"]
    subprocess.run(prepare, env=env, stderr=subprocess.DEVNULL, check=False)


def hand_over(command: list[str], folder: Path | None = None) -> int:
    """Become the given program; where that cannot be (Windows), run it and give its exit code."""
    if folder is not None:
        os.chdir(folder)
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def write_samples(app: list[str]) -> int:
    """Write the sample plan and the sample map into the current folder, for want of a screen."""
    print("There is no screen here, so SupportDesk writes its sample plan and map to this folder instead.")
    for sample in SAMPLES:
        print("  supportdesk " + " ".join(sample), flush=True)
        code = subprocess.call([*app, *sample])
        if code:
            return code
    return 0


def opens_window(arguments: list[str]) -> bool:
    """Say whether the app would open its window for these arguments."""
    sys.path.insert(0, str(ROOT))
    from supportdesk.__main__ import opens_window as answer

    return answer(arguments)


def main(arguments: list[str]) -> int:
    """Set up what is asked for, then become it."""
    problem = python_problem(sys.version_info[:2])
    if problem:
        sys.exit(problem)
    purpose = "test" if arguments[:1] == ["test"] else "app"
    window = purpose == "app" and opens_window(arguments)
    if sys.platform == "linux":
        ensure_libraries(libraries_for(dict(os.environ), window=window))
    set_up(purpose)
    python = program(folder_of_programs(VENV), "python")
    if purpose == "test":
        return hand_over([python, "-m", "pytest", *arguments[1:]], ROOT)
    app = [python, "-P", "-m", "supportdesk"]  # -P: never import from the folder that the person stands in
    if window and not has_screen(sys.platform, dict(os.environ)):
        return write_samples(app)
    return hand_over([*app, *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
