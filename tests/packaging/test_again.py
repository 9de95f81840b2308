"""Starting again in the place of the process, from a checkout and from an installed app."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from supportdesk import again

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the process is replaced on POSIX systems")

# An installed app, whose program is one that says with what it was started.
_FROZEN = """if True:
    import os, sys
    sys.frozen, sys.executable = True, {program!r}
    from supportdesk.again import start_again, without_foreign_libraries
    {deed}
    print("went on")
"""


def _frozen(deed: str, program: str, **variables: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("LD_LIBRARY")}
    source = _FROZEN.format(deed=deed, program=program)
    command = [sys.executable, "-c", source]
    return subprocess.run(command, env=env | variables, capture_output=True, text=True, check=True).stdout


def test_a_checkout_starts_by_python_and_an_app_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert again.command(["--locked"]) == [sys.executable, "-m", "supportdesk", "--locked"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert again.command(["--locked"]) == [sys.executable, "--locked"]


def test_the_process_is_replaced_with_the_arguments() -> None:
    assert _frozen("start_again(['--locked', 'a b'])", "/bin/echo") == "--locked a b\n"


def test_libraries_of_another_program_make_an_app_start_anew_without_them() -> None:
    deed = "without_foreign_libraries([], os.environ)"
    said = _frozen(deed, "/usr/bin/env", LD_LIBRARY_PATH="/ours:/theirs", LD_LIBRARY_PATH_ORIG="/theirs")
    assert "went on" not in said
    assert "LD_LIBRARY_PATH" not in said
    assert "PYINSTALLER_RESET_ENVIRONMENT=1" in said.splitlines()


def test_an_app_with_its_own_libraries_only_goes_on() -> None:
    deed = "without_foreign_libraries([], os.environ)"
    assert _frozen(deed, "/usr/bin/env", LD_LIBRARY_PATH="/ours") == "went on\n"


def test_a_checkout_is_left_alone() -> None:
    environment = {"LD_LIBRARY_PATH": "/theirs", "LD_LIBRARY_PATH_ORIG": "/theirs"}
    again.without_foreign_libraries([], environment)
    assert len(environment) == 2
