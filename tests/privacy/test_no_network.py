"""The window opens no way to the network: the kernel is asked what it saw, and refuses besides."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = sys.platform.startswith("linux")

# What leads out of the machine, or asks somebody who does.
_OUT = re.compile(
    r"socket\((AF_INET6?|AF_PACKET|AF_NETLINK|AF_VSOCK|AF_BLUETOOTH)|sa_family=AF_INET|nscd|systemd/resolve|avahi"
)
_TRIAL = re.compile(r"socket\(AF_INET, SOCK_DGRAM\|SOCK_CLOEXEC, IPPROTO_IP\)")
_USED = re.compile(r"\b(connect|sendto|sendmmsg)\(")
_SERVES = re.compile(r"\b(listen|bind)\(")

_GOES_ROUND = """if True:
    import sys
    from datetime import date
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication
    from supportdesk.sample import sample_store
    from supportdesk.ui.settings import AppSettings
    from supportdesk.ui.shell import Shell
    from supportdesk.ui.theme import Theme
    app = QApplication(["supportdesk"])
    def run(milliseconds):  # unlike QTest.qWait, this leaves the worker its turn
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
    shell = Shell(settings=AppSettings(sys.argv[1]), theme=Theme(app), restart=lambda _arguments: None)
    shell.open_store(sample_store(date.today))
    shell.show()
    for page in shell.workspace.nav:
        shell.show_workspace(page)
        run(30)
    shell.show_workspace("plan")
    shell.workspace.page.show_view("page")
    run(30)
    while shell.desk.worker.is_busy:
        run(20)
    shell.show_help()
    run(30)
    shell.close()
    sys.stdout.write("went round" + chr(10))
"""


def traced(
    command: Sequence[str], log: Path, **variables: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command under strace; gives how it ended and its calls about the network."""
    if not LINUX:
        pytest.skip("strace is a tool of Linux")
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    watch = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-s",
        "200",
        "-e",
        "signal=none",
        "-e",
        "trace=network",
        "-o",
        str(log),
    ]
    done = subprocess.run(
        [*watch, *command],
        env={**os.environ, **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    if "ptrace" in done.stderr and "not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    return done, log.read_text(encoding="utf-8", errors="replace").splitlines()


def leading_out(calls: list[str]) -> list[str]:
    """The calls that would reach out of the machine or wait for somebody."""
    return [call for call in calls if _OUT.search(call) or _SERVES.search(call)]


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "import socket; s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.bind(('::1', 0))",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import socket; s = socket.socket(socket.AF_UNIX); s.bind('here'); s.listen()",
    ],
)
def test_the_check_sees_what_it_looks_for(attempt: str, tmp_path: Path) -> None:
    """The control: a program that does it is seen, in the same run."""
    script = f"import os; os.chdir({str(tmp_path)!r})\ntry:\n    exec({attempt!r})\nexcept OSError: pass"
    _done, calls = traced([sys.executable, "-c", script], tmp_path / "net.log")
    assert leading_out(calls)


def test_a_round_through_every_page_makes_no_call_that_leads_out(tmp_path: Path) -> None:
    """Without the guard's filter, which would hide an attempt by refusing it first."""
    command = [sys.executable, "-c", _GOES_ROUND, str(tmp_path / "settings.ini")]
    done, calls = traced(command, tmp_path / "net.log", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "went round\n"
    # Settings try whether the kernel refuses, and say so there; with the filter in place nothing opens.
    assert [call for call in leading_out(calls) if not _TRIAL.search(call)] == []
    assert not [call for call in calls if _USED.search(call) and "AF_UNIX" not in call]


@pytest.mark.skipif(not LINUX, reason="the filter is one of Linux")
def test_the_kernel_refuses_the_app_every_way_out_and_the_app_knows() -> None:
    ask = """if True:
        from supportdesk.vault.guard import protect_process
        state = protect_process()
        import socket, threading
        found = []
        def reach():
            for family in (socket.AF_INET, socket.AF_INET6):
                try:
                    socket.socket(family, socket.SOCK_STREAM)
                    found.append("open")
                except OSError as error:
                    found.append(error.errno)
        thread = threading.Thread(target=reach); thread.start(); thread.join()
        reach()
        socket.socketpair()
        print(state.network_blocked, *found)
    """
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    blocked, *found = done.stdout.split()
    if blocked != "True":
        pytest.skip("this kernel takes no filter")
    assert set(found) == {"97"}  # EAFNOSUPPORT


def test_the_suite_itself_refuses_sockets() -> None:
    import socket

    with pytest.raises(PermissionError):
        socket.socket()
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.invalid", 80)
    for end in socket.socketpair():
        end.close()


@pytest.mark.parametrize("platform", ["vnc", "eglfs", "linuxfb:fb=/dev/fb0"])
def test_a_screen_that_would_serve_others_is_not_taken(platform: str) -> None:
    ask = """if True:
        import os
        from supportdesk.vault.guard import protect_process
        protect_process()
        print(os.environ.get("QT_QPA_PLATFORM"), os.environ.get("QT_QPA_GENERIC_PLUGINS"))
    """
    variables = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_QPA_GENERIC_PLUGINS": "tuiotouch"}
    done = subprocess.run(
        [sys.executable, "-c", ask], env=variables, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["None", "None"]
