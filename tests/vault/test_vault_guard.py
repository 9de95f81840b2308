"""What the process guard does to the process, seen from inside and outside of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from supportdesk.vault import guard

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")

SOCKETS = """
import errno, json, socket, subprocess, sys, threading, ctypes, os
from supportdesk.vault import protect_process
waiting = threading.Event()
told = {}
def tried(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "made"
def late():
    waiting.wait()
    told["earlier thread"] = tried(socket.AF_INET)
earlier = threading.Thread(target=late)
earlier.start()
told["before"] = tried(socket.AF_INET)
told["active"] = protect_process().network_blocked
for name in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_UNIX"):
    told[name] = tried(getattr(socket, name), socket.SOCK_DGRAM if name != "AF_UNIX" else socket.SOCK_STREAM)
a, b = socket.socketpair()
a.sendall(b"x")
told["pair"] = b.recv(1).decode()
waiting.set()
earlier.join()
later = threading.Thread(target=lambda: told.update({"later thread": tried(socket.AF_INET)}))
later.start()
later.join()
child = "import socket\\ntry: socket.socket(); print('made')\\nexcept OSError as error: print(error.errno)"
told["child"] = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout.strip()
libc = ctypes.CDLL(None, use_errno=True)
told["io_uring"] = [libc.syscall(425, 1, None), errno.errorcode.get(ctypes.get_errno())]
told["again"] = protect_process().network_blocked
with open("/proc/self/status") as status:
    told["filters"] = [line.split()[1] for line in status if line.startswith("Seccomp_filters")]
sys.stdout.write(json.dumps(told))
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def told_by(code: str, **environment: str) -> dict[str, Any]:
    done = run(code, **environment)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@ON_LINUX
def test_the_kernel_refuses_every_way_out() -> None:
    told = told_by(SOCKETS)
    if os.uname().machine not in ("x86_64", "aarch64"):
        pytest.skip("no filter for this processor")
    assert told["before"] == "made"  # the control: without the guard it would have worked
    assert told["active"] is True
    refused = ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "earlier thread", "later thread")
    assert {told[name] for name in refused} == {"EAFNOSUPPORT"}
    assert told["child"] == "97"
    assert told["AF_UNIX"] == "made"
    assert told["pair"] == "x"
    assert told["io_uring"] == [-1, "ENOSYS"]
    assert told["again"] is True
    assert told["filters"] in ([], ["1"])  # a second call adds none


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_decides_rightly_for_both_processors(machine: str) -> None:
    from supportdesk.vault import nonetwork as n

    numbers = n._MACHINES[machine]
    allow, refuse, no_call = n._ALLOW, n._ERRNO | 97, n._ERRNO | 38

    def verdict(arch: int, call: int, argument: int = 0) -> int:
        """The filter as the kernel would walk it."""
        steps, at, held = n._steps(numbers), 0, 0
        words = {n._AT_ARCH: arch, n._AT_CALL: call, n._AT_FIRST_ARGUMENT: argument}
        while True:
            code, true, false, value = steps[at]
            at += 1
            if code == n._RETURN:
                return value
            if code == n._LOAD:
                held = words[value]
            elif code == n._AND:
                held &= value
            else:
                at += true if held == value else false

    own, other = numbers.arch, numbers.other_arch
    assert verdict(own, numbers.socket, 1) == verdict(other, numbers.other_socket, 1) == allow
    for family in (0, 2, 10, 16, 17, 40):
        assert verdict(own, numbers.socket, family) == refuse
        assert verdict(own, numbers.socket | 0x4000_0000, family) == refuse
        assert verdict(other, numbers.other_socket, family) == refuse
    assert verdict(other, numbers.other_socketcall) == refuse
    assert verdict(own, 425) == verdict(other, 425) == no_call
    assert verdict(own, 0) == verdict(own, 59) == verdict(other, 3) == allow
    assert verdict(0x1234, 0) == refuse


DUMPS = """
import json, os, resource, sys
from supportdesk.vault import protect_process
told = {"blocked": protect_process().core_dumps_blocked}
told["limit"] = resource.getrlimit(resource.RLIMIT_CORE)
if sys.platform == "linux":
    with open("/proc/self/coredump_filter") as file:
        told["kinds"] = int(file.read(), 16)
os.close(os.open(os.environ["MADE"], os.O_CREAT | os.O_WRONLY, 0o666))
sys.stdout.write(json.dumps(told))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_no_memory_dump_and_private_files(tmp_path: Path) -> None:
    told = told_by(DUMPS, MADE=str(tmp_path / "file"))
    assert told["blocked"] is True
    assert max(told["limit"]) <= 1
    assert told.get("kinds", 0) == 0
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_the_environment_is_cleaned() -> None:
    environment = {
        "QT_QPA_GENERIC_PLUGINS": "tuiotouch",
        "QT_PLUGIN_PATH": "/tmp/evil",
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/tmp/evil",
        "QML2_IMPORT_PATH": "/tmp/evil",
        "QML_DISK_CACHE_PATH": "/tmp/evil",
        "QT_DEBUG_PLUGINS": "1",
        "QT_LOGGING_RULES": "*.debug=true",
        "QT_QPA_PLATFORM": "vnc:port=5900",
        "QT_SCALE_FACTOR": "2",
        "HOME": "/home/a",
    }
    guard.clean_environment(environment)
    assert environment == {"QT_SCALE_FACTOR": "2", "HOME": "/home/a"}


@pytest.mark.parametrize(
    "platform", ["xcb", "wayland", "windows", "cocoa", "offscreen", "minimal", "wayland;xcb"]
)
def test_known_platforms_stay(platform: str) -> None:
    environment = {"QT_QPA_PLATFORM": platform}
    guard.clean_environment(environment)
    assert environment == {"QT_QPA_PLATFORM": platform}


@pytest.mark.parametrize("platform", ["vnc", "", "linuxfb", "xcb;vnc", "offscreen:x", "XCB", "eglfs"])
def test_other_platforms_go(platform: str) -> None:
    environment = {"QT_QPA_PLATFORM": platform}
    guard.clean_environment(environment)
    assert environment == {}


def test_a_frozen_program_keeps_its_own_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/supportdesk", raising=False)
    environment = {"QT_PLUGIN_PATH": "/opt/supportdesk/PySide6/Qt/plugins", "QML2_IMPORT_PATH": "/tmp/evil"}
    guard.clean_environment(environment)
    assert environment == {"QT_PLUGIN_PATH": "/opt/supportdesk/PySide6/Qt/plugins"}


TROUBLE = """
import sys, threading
from supportdesk.vault import protect_process
protect_process()
def fails(secret):
    raise ValueError("the secret is " + secret)
class Fails:
    def __del__(self):
        fails("canary")
{how}
"""


@pytest.mark.parametrize(
    "how",
    [
        "fails('canary')",
        "thread = threading.Thread(target=fails, args=('canary',)); thread.start(); thread.join()",
        "Fails()",
        "try:\n    fails('canary')\nexcept ValueError as error:\n    raise KeyError('canary') from error",
    ],
)
def test_an_error_tells_type_and_place_only(how: str) -> None:
    done = run(TROUBLE.replace("{how}", how))
    assert "canary" not in done.stdout + done.stderr
    assert done.stderr.splitlines()[0] in ("ValueError", "KeyError")
    assert all(
        line.startswith("  ") and line.rpartition(":")[2].isdigit() for line in done.stderr.splitlines()[1:]
    )
    assert "<string>:" in done.stderr


def test_our_own_files_are_named_from_the_package_on(tmp_path: Path) -> None:
    try:
        guard.clean_environment(None)  # type: ignore[arg-type]
    except TypeError as error:
        lines = guard.trace_lines(type(error), error.__traceback__)
    assert lines[0] == "TypeError"
    assert lines[1].startswith("  test_vault_guard.py:")
    assert lines[2].startswith(f"  supportdesk{os.sep}vault{os.sep}guard.py:")
