"""The program's own files are found from a checkout, a wheel and a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from supportdesk.content import resources


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    resources.resources_folder.cache_clear()
    yield
    resources.resources_folder.cache_clear()


def _filled(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "helplines.toml").write_bytes(b"here")
    return folder


def test_from_a_checkout() -> None:
    assert resources.resources_folder() == Path(__file__).parents[2] / "resources"
    assert resources.read("sample.toml").startswith(b"# The sample profile")


def test_from_an_installed_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _filled(tmp_path / "supportdesk" / "resources")
    _filled(tmp_path / "resources")
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "supportdesk" / "content" / "resources.py"))
    assert resources.resources_folder() == folder


def test_from_a_frozen_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _filled(tmp_path / "bundle" / "resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    assert resources.resources_folder() == folder
    assert resources.read("helplines.toml") == b"here"


def test_a_strange_folder_of_that_name_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "supportdesk" / "content" / "resources.py"))
    with pytest.raises(FileNotFoundError):
        resources.resources_folder()
