"""The command line as a person meets it: real processes, real files, exit codes and sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

PASSWORD = "grüner Kiesel 7"


def run(
    *arguments: str, typed: str | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m supportdesk` without a session bus, so that no key store is there."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
    }
    return subprocess.run(
        [sys.executable, "-P", "-m", "supportdesk", *arguments],
        input=typed or "",
        capture_output=True,
        text=True,
        env=environment,
        cwd=folder,
        timeout=120,
        check=False,
    )


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("SupportDesk 0.1")
    told = run("--help")
    assert told.returncode == 0
    assert "profile" in told.stdout


@pytest.mark.parametrize(
    "arguments",
    [("dance",), ("plan", "out.pdf"), ("plan", "out.pdf", "--demo", "--edition", "poster"), ("profile",)],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_the_sample_plan_and_map(tmp_path: Path) -> None:
    assert run("plan", "plan.pdf", "--demo", "--edition", "one-page", folder=tmp_path).returncode == 0
    reader = PdfReader(tmp_path / "plan.pdf")
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert "Sample" in text
    assert "07700 900106" in text
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        assert run("map", f"map.{ending}", "--demo", folder=tmp_path).returncode == 0
        assert (tmp_path / f"map.{ending}").read_bytes().startswith(start)
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == [
        "map.pdf",
        "map.png",
        "map.svg",
        "plan.pdf",
    ]


def test_all_sheets_of_the_sample_in_one_command(tmp_path: Path) -> None:
    told = run("plan", "my.pdf", "--demo", "--edition", "all", "--paper", "letter", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    names = ("full", "one-page", "wallet", "therapist", "supporter", "blank-map", "blank-plan")
    assert {each.name for each in tmp_path.glob("my*.pdf")} == {f"my-{name}.pdf" for name in names}
    for name in names:
        assert PdfReader(tmp_path / f"my-{name}.pdf").pages[0].mediabox.width == 612


def test_a_card_for_one_person_behind_a_password(tmp_path: Path) -> None:
    card = ("plan", "card.pdf", "--demo", "--edition", "supporter", "--large", "--grey")
    told = run(*card, "--for", "kwame", "--pdf-password-stdin", typed=f"{PASSWORD}\n", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    reader = PdfReader(tmp_path / "card.pdf")
    assert reader.is_encrypted
    assert reader.decrypt(PASSWORD)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Kwame" in text
    assert "Deniz" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "Nobody Here"), "Nobody active has that name."),
        (("--for", "Marcus"), "Nobody active has that name."),
        (("--pdf-password-stdin",), "Type a password for the file"),
    ],
)
def test_a_plan_that_cannot_be_is_one_sentence(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    told = run("plan", "o.pdf", "--demo", "--edition", "supporter", *arguments, typed="\n", folder=tmp_path)
    assert told.returncode == 1
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not (tmp_path / "o.pdf").exists()


def test_a_profile_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    where = ("--data-dir", str(tmp_path / "profiles"))
    refused = run(*where, "profile", "create", "Mine")
    assert refused.returncode == 1
    assert "Set a password with --password-stdin" in refused.stderr
    made = run(*where, "profile", "create", "Mine", "--password-stdin", typed=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert "Recovery key:" in made.stdout
    assert run(*where, "profile", "list").stdout == "Mine (password)\n"
    wrong = run(
        *where, "export", "o.json", "--profile", "Mine", "--password-stdin", typed="no\n", folder=tmp_path
    )
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("That password did not work.")
    assert len(wrong.stderr.splitlines()) == 1
    assert not (tmp_path / "o.json").exists()
    silent = run(*where, "export", "o.json", "--profile", "Mine", folder=tmp_path)
    assert silent.returncode == 1
    assert "--password-stdin" in silent.stderr
    done = run(
        *where,
        "export",
        "o.json",
        "--profile",
        "Mine",
        "--password-stdin",
        typed=f"{PASSWORD}\n",
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "o.json").read_text())["format"] == "supportdesk-export"
    twice = run(*where, "profile", "create", "Mine", "--password-stdin", typed=f"{PASSWORD}\n")
    assert twice.returncode == 1
    assert run(*where, "profile", "delete", "Mine").returncode == 0
    assert run(*where, "profile", "list").stdout == ""
    gone = run(*where, "profile", "delete", "Mine")
    assert gone.returncode == 1
    assert gone.stderr == "There is no profile with that name.\n"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run("plan", str(tmp_path / "file" / "plan.pdf"), "--demo")
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    assert "Choose another folder" in told.stderr


def test_the_wrong_ending_is_one_sentence(tmp_path: Path) -> None:
    told = run("map", "map.gif", "--demo", folder=tmp_path)
    assert told.returncode == 1
    assert ".png" in told.stderr
    assert list(tmp_path.glob("map*")) == []


def test_everything_of_the_sample_comes_out_as_json(tmp_path: Path) -> None:
    assert run("export", "all.json", "--demo", folder=tmp_path).returncode == 0
    body = json.loads((tmp_path / "all.json").read_text())
    assert len(body["contacts"]) == 16
    assert len(body["checkins"]) == 156
    assert body["me"]["is_sample"] is True
