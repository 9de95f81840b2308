"""The scripts in packaging/, which are no package: they find each other as when one of them is run."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
NAMES = ("contents", "licences", "start", "debian", "build")


@pytest.fixture(scope="session")
def scripts() -> Iterator[SimpleNamespace]:
    """Each script as a module, under its name."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        loaded: dict[str, ModuleType] = {name: importlib.import_module(name) for name in NAMES}
        yield SimpleNamespace(**loaded)
    finally:
        sys.path.remove(str(SCRIPTS))
        for name in NAMES:
            sys.modules.pop(name, None)
