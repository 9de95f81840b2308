"""Backup, restore and check by command: real processes, real files, exit codes and sentences."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.test_cli import PASSWORD, run

Say = Callable[..., CompletedProcess[str]]
OUT = "mine.supportdesk"


@pytest.fixture
def desk(tmp_path: Path) -> Say:
    """Runs a command over a data folder of its own, in the folder of the test."""

    def command(*arguments: str, typed: str = f"{PASSWORD}\n", data: str = "data") -> CompletedProcess[str]:
        return run("--data-dir", str(tmp_path / data), *arguments, typed=typed, folder=tmp_path)

    return command


@pytest.fixture
def key(desk: Say) -> str:
    """The recovery key of a new profile "Mine" with a password."""
    made = desk("profile", "create", "Mine", "--password-stdin")
    assert made.returncode == 0, made.stderr
    return made.stdout.splitlines()[0].removeprefix("Recovery key: ")


def one_sentence(told: CompletedProcess[str]) -> str:
    """What a command says that failed: one line, and no traceback."""
    assert told.returncode == 1, told.stdout
    [line] = told.stderr.splitlines()
    return line


def test_out_and_back_on_another_computer(desk: Say, key: str, tmp_path: Path) -> None:
    told = desk("backup", OUT, "--profile", "Mine", "--password-stdin")
    assert told.stdout == "The backup is saved. It opens with the password, or with the recovery key.\n"
    assert (tmp_path / OUT).read_bytes().startswith(b"PK")
    told = desk("restore", OUT, "--password-stdin", data="other")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Mine is back, as it was on ")
    assert len(told.stdout.splitlines()) == 1
    told = desk("restore", OUT, "--name", "Sam", "--replace", "--recovery-key-stdin", typed=key, data="other")
    assert told.stdout.splitlines()[0].startswith("Sam is back")
    assert told.stdout.splitlines()[1] == "What was here before is kept beside it."
    assert desk("profile", "list", data="other").stdout == "Sam (password)\n"
    told = desk("export", "o.json", "--profile", "Sam", "--password-stdin", data="other")
    assert told.returncode == 0, told.stderr
    assert json.loads((tmp_path / "o.json").read_text())["format"] == "supportdesk-export"


def test_nothing_is_replaced_unless_asked(desk: Say, key: str, tmp_path: Path) -> None:
    (tmp_path / OUT).write_text("mine")
    save = ("backup", OUT, "--profile", "Mine", "--password-stdin")
    assert "Add --replace" in one_sentence(desk(*save))
    assert (tmp_path / OUT).read_text() == "mine"
    assert desk(*save, "--replace").returncode == 0
    assert "on this computer already" in one_sentence(desk("restore", OUT, "--password-stdin"))
    assert key
    assert not list((tmp_path / "data" / "profiles").glob("*.replaced-*"))


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        ((OUT, "--password-stdin"), "no\n", "That password does not open this backup."),
        ((OUT, "--recovery-key-stdin"), "no\n", "There is a typing mistake"),
        (("o.txt", "--password-stdin"), "", "This file is not a backup."),
        (("none.supportdesk", "--password-stdin"), "", "We cannot read that file."),
        ((OUT,), "", "This profile has a password. Use --password-stdin."),
    ],
)
def test_what_cannot_be_restored_is_one_sentence(
    desk: Say, key: str, tmp_path: Path, arguments: tuple[str, ...], typed: str, said: str
) -> None:
    assert key
    (tmp_path / "o.txt").write_text("words")
    assert desk("backup", OUT, "--profile", "Mine", "--password-stdin").returncode == 0
    assert one_sentence(desk("restore", *arguments, typed=typed, data="other")).startswith(said)
    assert not list((tmp_path / "other").rglob("*.db"))


def test_check_says_what_is_whole(desk: Say, key: str, tmp_path: Path) -> None:
    assert key
    check = ("check", "--profile", "Mine", "--password-stdin")
    told = desk(*check)
    assert (told.returncode, told.stdout.splitlines()) == (
        0,
        [
            "Lock file: whole, and so is its copy.",
            "Data file: whole.",
            "No backup was made by itself yet.",
        ],
    )
    desk("backup", OUT, "--profile", "Mine", "--password-stdin")
    [folder] = (tmp_path / "data" / "profiles").iterdir()
    (folder / "header.bak.json").write_bytes(b"torn")
    lines = desk(*check, "--backup", OUT).stdout.splitlines()
    assert lines[0] == "Lock file: one of its two copies was damaged, and was made new."
    assert lines[-1].startswith("Backup of ")
    assert lines[-1].endswith(": whole.")
    assert desk(*check).stdout.startswith("Lock file: whole, and so is its copy.")
    raw = bytearray((tmp_path / OUT).read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / OUT).write_bytes(raw)
    told = desk(*check, "--backup", OUT)
    assert "Data file: whole." in told.stdout
    assert one_sentence(told) == "This backup is damaged and cannot be opened. Choose another one."
    data = bytearray((folder / "data-1.db").read_bytes())
    data[len(data) - 100] ^= 1
    (folder / "data-1.db").write_bytes(data)
    assert one_sentence(desk(*check)).startswith("The data file of this profile is damaged.")


def test_the_wrong_ending_and_wrong_usage(desk: Say, key: str) -> None:
    assert key
    assert "has to end in .supportdesk" in one_sentence(desk("backup", "b.zip", "--profile", "Mine"))
    assert desk("backup", OUT).returncode == 2
    assert desk("restore").returncode == 2
    assert desk("check").returncode == 2
