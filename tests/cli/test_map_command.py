"""The map by command: every choice of the window, past days, empty sheets and data, nobody named unasked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from supportdesk.cli import main
from supportdesk.map_command import TRAITS, _trait


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def drawn(*options: str) -> str:
    """The SVG of the sample with these options."""
    assert main(["map", "m.svg", "--demo", *options]) == 0
    return Path("m.svg").read_text()


def test_a_past_day_shows_who_was_there_then() -> None:
    now = drawn()
    assert "16 contacts around me" in now
    assert "Repair Café" in now
    long_ago = drawn("--date", "2001-01-01")
    assert "of 1 January 2001 with three rings around me, ready to be filled" in long_ago
    assert "Mina" not in long_ago
    ahead = drawn("--date", "2999-01-01")
    assert ahead == now


def test_the_choices_of_the_window_change_the_picture() -> None:
    plain = drawn()
    options = (
        ("--view", "ties"), ("--names", "roles"), ("--highlight", "often"), ("--stressful",), ("--grey",),
        ("--paper", "letter"),
    )  # fmt: skip
    pictures = [drawn(*each) for each in options]
    assert len({plain, *pictures}) == len(options) + 1
    assert "Mina" not in drawn("--names", "none")
    assert all(_trait(each).value == each for each in TRAITS)


def test_an_empty_map_holds_nothing_of_the_profile() -> None:
    text = drawn("--blank")
    assert "An empty map to write on" in text
    assert "Mina" not in text
    assert main(["map", "blank.pdf", "--demo", "--blank", "--paper", "letter"]) == 0
    assert Path("blank.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("wrong", [("--date", "1 May"), ("--view", "energy"), ("--highlight", "energy")])
def test_what_cannot_be_meant_is_wrong_usage(wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["map", "m.svg", "--demo", *wrong])
    assert ended.value.code == 2


def test_the_map_as_data_names_nobody_unless_asked() -> None:
    assert main(["export", "m.graphml", "--demo"]) == 0
    text = Path("m.graphml").read_text()
    assert text.count("<node ") == 16
    assert "M.A." in text
    assert "Mina" not in text
    assert main(["export", "m.zip", "--demo", "--names", "nickname"]) == 0
    with zipfile.ZipFile("m.zip") as pack:
        assert "Mina" in pack.read("nodes.csv").decode()
