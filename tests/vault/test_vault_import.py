"""Importing the vault is cheap, and what it exports is what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from supportdesk import vault

HEAVY = {"cryptography", "keyring", "secretstorage", "jeepney", "sqlcipher3", "PySide6", "peewee", "ctypes"}


def modules_after(code: str) -> set[str]:
    code += "\nimport sys; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_package_alone_opens_no_room() -> None:
    loaded = modules_after("import supportdesk.vault")
    assert {name for name in loaded if name.startswith("supportdesk.vault.")} == set()


@pytest.mark.parametrize(
    "code",
    [
        "from supportdesk.vault import VaultError, CODES, connect",
        """
from pathlib import Path
from supportdesk.vault import *
assert Profiles(Path("nowhere"), keystore=system_keystore()).list() == ()
""",
    ],
)
def test_the_lock_screen_needs_nothing_heavy(code: str) -> None:
    assert not {name.partition(".")[0] for name in modules_after(code)} & HEAVY


def test_every_exported_name_is_there() -> None:
    for name in vault.__all__:
        assert getattr(vault, name).__class__ is not None
    with pytest.raises(AttributeError):
        _ = vault.nothing_of_the_kind


def test_every_code_in_the_source_is_known() -> None:
    source = "".join(path.read_text() for path in Path(vault.__file__).parent.glob("*.py"))
    used = set(re.findall(r'VaultError\("([a-z_]+)"', source))
    assert used <= vault.CODES
    assert len(used) > 10
