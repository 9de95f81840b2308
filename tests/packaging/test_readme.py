"""The README: the commands and choices that it names are the ones that the program takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from supportdesk.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _usage(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    return " ".join(capsys.readouterr().out.split())


def _named(word: str) -> list[str]:
    """The choices that the README gives for a word in capitals."""
    found = re.search(rf"^    {word} +(.+)$", README, re.MULTILINE)
    assert found
    return found[1].split(", ")


@pytest.mark.parametrize(
    ("command", "option", "word"),
    [
        ("plan", "--edition", "EDITION"),
        ("plan", "--names", "NAMES"),
        ("map", "--view", "VIEW"),
        ("map", "--names", "LABELS"),
    ],
)
def test_the_choices_are_those_of_the_program(
    capsys: pytest.CaptureFixture[str], command: str, option: str, word: str
) -> None:
    assert f"{option} {{{','.join(_named(word))}}}" in _usage(capsys, command)


def test_every_command_is_in_the_readme_and_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    block = README.split("## Command line")[1]
    named = set(re.findall(r"^    ([a-z]+) ", block, re.MULTILINE))
    for command in named:
        assert _usage(capsys, command).startswith(f"usage: supportdesk {command}")
    offered = re.search(r"positional arguments: COMMAND (.+?) options:", _usage(capsys))
    assert offered
    assert named <= set(offered[1].split())
    assert len(named) >= 4


def test_every_option_is_in_some_usage(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("plan", "map", "export", "import", "profile", "backup", "restore", "check")
    commands = ((), *((name,) for name in names), ("profile", "create"))
    usages = " ".join(_usage(capsys, *command) for command in commands)
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", README.split("## Command line")[1]))
    assert len(named) >= 8
    assert {option for option in named if option not in usages} == set()


def test_every_file_that_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if target != "packaging/picture.png":  # drawn from the finished window
            assert (ROOT / target).is_file(), target
