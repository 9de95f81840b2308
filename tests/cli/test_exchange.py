"""Import and export by command: real processes, real files, and one sentence where it fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import icalendar
import pytest

from supportdesk.cli import main
from supportdesk.exchange.csv_rows import read_csv
from supportdesk.exchange.vcard import read_vcard
from supportdesk.store import Store
from supportdesk.vault import Profiles, system_keystore
from supportdesk.vault.kdf import KdfPolicy
from tests.cli.test_cli import PASSWORD, run
from tests.exchange.nwk import TWO

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Lopez\r\nTEL:01632 960101\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Berg\r\nX-FOO:1\r\nEND:VCARD\r\n"
)


Mine = Callable[..., list[str]]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Mine:
    """Runs a command on a new profile "Mine", in the folder of the test, and gives the lines it says."""
    monkeypatch.chdir(tmp_path)

    def on_mine(*arguments: str) -> list[str]:
        typed = TextIOWrapper(BytesIO(f"{PASSWORD}\n".encode()))
        monkeypatch.setattr(sys, "stdin", typed)
        code = main(["--data-dir", "profiles", *arguments, "--profile", "Mine", "--password-stdin"])
        told = capsys.readouterr()
        assert (code, told.err) == (0, "")
        return told.out.splitlines()

    cheap = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)
    with Profiles(Path("profiles"), keystore=system_keystore(), kdf=cheap).create("Mine", PASSWORD) as vault:
        Store.open(vault).close()
    return on_mine


def names(mine: Mine) -> list[str]:
    mine("export", "now.json")
    return [each["name"] for each in json.loads(Path("now.json").read_text())["contacts"]]


def test_contacts_come_in_once_and_go_out_again(mine: Mine) -> None:
    Path("in.vcf").write_bytes(CARDS.encode())
    assert mine("import", "in.vcf", "--dry-run")[0] == "2 contacts can be added."
    assert names(mine) == []
    assert mine("import", "in.vcf") == [
        "2 contacts were added.",
        "1 cannot be read:",
        "  Card 2: There is no name, number or e-mail address in it.",
        "Not taken from the file: X-FOO.",
    ]
    assert names(mine) == ["Ana Lopez", "Bo Berg"]
    Path("more.csv").write_text("Name,Phone\nMrs A,+44 1632 960101\nbo  BERG,\nCy,\n")
    assert mine("import", "more.csv") == [
        "1 contact was added.",
        "2 may be here already and are left out:",
        "  Mrs A: same number as Ana Lopez",
        "  bo BERG: same name as Bo Berg",
    ]
    for ending, read in (("vcf", read_vcard), ("csv", read_csv)):
        assert mine("export", f"out.{ending}") == []
        found = read(Path(f"out.{ending}").read_bytes())
        assert [each.contact.name for each in found.contacts] == ["Ana Lopez", "Bo Berg", "Cy"]


def test_a_whole_profile_moves_and_moving_again_adds_nothing(mine: Mine) -> None:
    assert main(["export", "all.json", "--demo"]) == 0
    whole = json.loads(Path("all.json").read_text())
    whole["contacts"][0]["state"] = "not_safe"
    Path("all.json").write_text(json.dumps(whole))
    assert mine("import", "all.json", "--dry-run")[0] == "16 contacts can be added."
    assert mine("import", "all.json")[0] == "16 contacts were added."
    mine("export", "again.json")
    assert json.loads(Path("again.json").read_text()) == whole
    assert mine("import", "all.json") == ["No contact was added.", "0 other entries are new."]
    for ending in ("vcf", "csv"):
        mine("export", f"out.{ending}")
        text = Path(f"out.{ending}").read_text(encoding="utf-8-sig")
        assert whole["contacts"][0]["name"] not in text
        assert whole["contacts"][1]["name"] in text


def test_the_sample_as_a_calendar(tmp_path: Path) -> None:
    told = run("export", "out.ics", "--demo", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    events = list(icalendar.Calendar.from_ical((tmp_path / "out.ics").read_bytes()).walk("VEVENT"))
    assert len(events) >= 3
    assert {str(each["SUMMARY"]) for each in events} == {"Reminder"}


@pytest.mark.parametrize(
    ("name", "data", "start"),
    [
        ("in.txt", b"x", "The file name has to end in .vcf / .csv / .json."),
        ("in.vcf", b"x", "There is no contact card in this file."),
        ("in.csv", b"\x00\x01\x02", "There is no table in this file."),
        ("in.csv", b"Notes\nx\n", "No column is chosen"),
        ("in.json", b"{}", "This is not a file that SupportDesk exported."),
        ("in.vcf", bytes(20_000_001), "This file is larger than 20 MB."),
        ("none.vcf", None, "We cannot read that file."),
        (".", None, "The file name has to end in"),
    ],
)
def test_a_file_that_cannot_come_in_is_one_sentence(
    name: str, data: bytes | None, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    # The file is looked at first: nobody types a password for nothing.
    assert main(["--data-dir", str(tmp_path), "import", str(tmp_path / name), "--profile", "Mine"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(start)
    assert len(told.err.splitlines()) == 1


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.vcf").mkdir()
    assert main(["import", str(tmp_path / "in.vcf"), "--profile", "Mine"]) == 1
    assert capsys.readouterr().err.startswith("We cannot read that file.")


@pytest.mark.parametrize("arguments", [("import",), ("import", "in.vcf"), ("import", "in.vcf", "--demo")])
def test_wrong_usage_is_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert stop.value.code == 2
    assert "import" in capsys.readouterr().err


OUTLOOK = (
    "Maps from easyNWK of 1 March 2026 and 1 June 2026. "
    "You can look back to each of these days in the story of change. 1 tie comes with it."
)


def test_a_map_from_easynwk_is_told_by_what_is_in_it(mine: Mine) -> None:
    Path("map.json").write_bytes(TWO)
    assert mine("import", "map.json", "--dry-run")[1] == "4 contacts can be added."
    assert names(mine) == []
    assert mine("import", "map.json") == [
        OUTLOOK,
        "4 contacts were added.",
        "Not taken from the file: titles of maps, what the file says about you, age.",
    ]
    assert sorted(names(mine)) == ["Dr Kel", "Ida", "Jon", "Nel"]
    again = mine("import", "map.json")
    assert again[1:3] == ["No contact was added.", "4 may be here already and are left out:"]


def test_who_is_known_gets_what_is_new_or_comes_in_anyway(mine: Mine) -> None:
    Path("in.vcf").write_bytes(CARDS.encode())
    mine("import", "in.vcf")
    Path("more.csv").write_text("Name,E-mail\nAna Lopez,ana@example.org\n")
    assert mine("import", "more.csv", "--known", "fill") == [
        "No contact was added.",
        "1 contact got what was new.",
    ]
    mine("export", "now.json")
    ana = json.loads(Path("now.json").read_text())["contacts"][0]
    assert ana["emails"] == ["ana@example.org"]
    assert ana["phones"][0]["number"] == "01632 960101"
    assert mine("import", "more.csv", "--known", "add") == ["1 contact was added."]
    assert names(mine) == ["Ana Lopez", "Bo Berg", "Ana Lopez"]


def test_columns_by_hand(mine: Mine) -> None:
    Path("in.csv").write_text("Name;Vorname;Telefon\nLopez;Ana;01632 960101\n")
    columns = ("--column", "name=family", "--column", "Vorname=given", "--column", "Telefon=phone")
    assert mine("import", "in.csv", *columns) == ["1 contact was added."]
    mine("export", "now.json")
    [ana] = json.loads(Path("now.json").read_text())["contacts"]
    assert (ana["name"], ana["phones"][0]["number"]) == ("Ana Lopez", "01632 960101")


@pytest.mark.parametrize(
    ("column", "said"),
    [("Name=nonsense", "A column is one of these: name, given"), ("Nope=name", "No column is called Nope.")],
)
def test_a_column_that_is_not_there(
    column: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_text("Name\nAna\n")
    arguments = ["import", str(tmp_path / "in.csv"), "--profile", "Mine", "--column", column]
    assert main(arguments) == 1
    assert capsys.readouterr().err.startswith(said)


def test_a_photo_comes_in_small(mine: Mine) -> None:
    from base64 import b64decode, b64encode

    from PySide6.QtGui import QImage

    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(0x335577)
    image.save("photo.jpg")
    photo = b64encode(Path("photo.jpg").read_bytes()).decode()
    Path("in.vcf").write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b;TYPE=JPEG:{photo}\nEND:VCARD\n"
    )
    assert mine("import", "in.vcf") == ["1 contact was added."]
    mine("export", "now.json")
    [kept] = json.loads(Path("now.json").read_text())["photos"].values()
    found = QImage.fromData(b64decode(kept))
    assert (found.width(), found.height()) == (512, 341)


def test_only_who_is_named_goes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.vcf"
    assert main(["export", str(out), "--demo", "--only", "deniz kaya", "--only", "Mina"]) == 0
    assert [each.contact.name for each in read_vcard(out.read_bytes()).contacts] == [
        "Mina Avery",
        "Deniz Kaya",
    ]
    assert main(["export", str(tmp_path / "out.ics"), "--demo", "--only", "Call Deniz", "--own-words"]) == 0
    [event] = icalendar.Calendar.from_ical((tmp_path / "out.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Call Deniz"
    assert main(["export", str(out), "--demo", "--only", "Nobody Known"]) == 1
    assert capsys.readouterr().err == "Nothing here is called Nobody Known.\n"


def test_notes_can_stay(tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "a.vcf"), "--demo"]) == 0
    assert main(["export", str(tmp_path / "b.vcf"), "--demo", "--without-notes"]) == 0
    assert b"\nNOTE:" in (tmp_path / "a.vcf").read_bytes()
    assert b"\nNOTE:" not in (tmp_path / "b.vcf").read_bytes()
