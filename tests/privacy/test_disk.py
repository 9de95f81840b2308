"""No word a person wrote and no key lies readable in any file, even when the app is killed at work."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from supportdesk.store import Store
from supportdesk.vault import Profiles
from tests.privacy.canary_tour import MARK, PASSWORD
from tests.privacy.scan import Scanner

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills the process as POSIX systems do")


@dataclass(frozen=True)
class Killed:
    """What a killed app left behind, and what it had in hand."""

    home: Path
    data: Path
    said: dict[str, object]
    errors: str


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    """The tour, run in a home of its own and killed at its end without a warning."""
    home = tmp_path_factory.mktemp("home")
    places = {"TMPDIR": home / "tmp", "XDG_RUNTIME_DIR": home / "run", "XDG_CACHE_HOME": home / "cache"}
    for place in places.values():
        place.mkdir(mode=0o700)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment = {
        **clean,
        **{name: str(place) for name, place in places.items()},
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    app = subprocess.Popen(
        [sys.executable, "-m", "tests.privacy.canary_tour", str(home / "data")],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert app.stdout is not None
    try:
        line = app.stdout.readline()
    finally:
        app.kill()
        _rest, errors = app.communicate(timeout=20)
    assert line, errors
    yield Killed(home=home, data=home / "data", said=json.loads(line), errors=errors)
    shutil.rmtree(home)


def scanner(killed: Killed) -> Scanner:
    recovery = str(killed.said["recovery"])
    database = str(killed.said["database"])
    return Scanner(
        (MARK, MARK.lower(), MARK.upper(), PASSWORD, recovery, recovery.replace(" ", ""), database),
        raw=(bytes.fromhex(database),),
    )


def plant(folder: Path, text: str) -> set[str]:
    """The positive control: a text in every form the scan claims to see, one file for each."""
    folder.mkdir()
    decomposed = unicodedata.normalize("NFD", text)
    pack = folder / "packed.zip"
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inside", f"before {text} after")
    made = {
        "utf8": f"a {text} b".encode(),
        "decomposed": f"a {decomposed} b".encode(),
        "utf16": f"a {text} b".encode("utf-16"),
        "utf32": f"a {text} b".encode("utf-32"),
        "latin1": f"a {text} b".encode("latin-1"),
        **{f"base64-{at}": base64.b64encode(f"{'x' * at}{text} and more".encode()) for at in range(3)},
        "hex": text.encode().hex().encode(),
        "url": urllib.parse.quote(text).encode(),
        "json": json.dumps({"name": text}).encode(),
        "gzip": gzip.compress(f"a {text} b".encode()),
        "zlib": b"%PDF stream " + zlib.compress(f"a {text} b".encode()) + b" endstream",
        f"name-{text}": b"nothing within",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    (folder / "link").symlink_to(f"/nowhere/{text}")
    return {*made, "packed.zip", "link"}


def test_the_scan_sees_every_form_and_key_it_is_to_look_for(killed: Killed, tmp_path: Path) -> None:
    """A scan that cannot find its control is worth nothing: the same eyes, in the same run."""
    eyes = scanner(killed)
    control = tmp_path / "control"
    planted = plant(control, MARK)
    (control / "key").write_bytes(b"x" + bytes.fromhex(str(killed.said["database"])) + b"y")
    (control / "sheet").write_text(f"key: {killed.said['recovery']}", encoding="utf-8")
    (control / "password").write_text(PASSWORD, encoding="utf-8")
    found = {Path(path).name for path, _text, _form in eyes.find(control)}
    assert found == planted | {"key", "sheet", "password"}


def test_the_tour_typed_and_saved_what_it_is_about(killed: Killed) -> None:
    assert int(str(killed.said["marks"])) > 500
    assert int(str(killed.said["typed"])) > 25
    (info,) = Profiles(killed.data, keystore=None).list()
    vault = Profiles(killed.data, keystore=None).open_with_password(info.id, PASSWORD)
    store = Store.open(vault)
    names = [each.name for each in store.contacts.all()]
    assert any("quick" in name for name in names)
    assert sum(MARK in name for name in names) > 15
    assert MARK in store.me().name
    store.close()
    vault.close()


def test_no_file_of_the_home_holds_a_word_or_a_key(killed: Killed) -> None:
    files = [path for path in killed.home.rglob("*") if path.is_file()]
    assert any(path.name == "data-1.db" for path in files)
    assert any(path.name == "settings.ini" for path in files)
    assert scanner(killed).find(killed.home) == []


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no shared memory folder")
def test_nothing_lies_in_shared_memory(killed: Killed) -> None:
    assert scanner(killed).find(Path("/dev/shm")) == []


def test_nothing_is_said_on_standard_error(killed: Killed) -> None:
    assert MARK not in killed.errors
    assert PASSWORD not in killed.errors
    assert "Traceback" not in killed.errors
    lines = [each for each in killed.errors.splitlines() if "This plugin does not support" not in each]
    assert lines == []


def test_the_data_file_does_not_look_like_a_database(killed: Killed) -> None:
    (data,) = killed.data.rglob("data-1.db")
    start = data.read_bytes()[:4096]
    assert not start.startswith(b"SQLite format 3")
    assert len(set(start)) > 200  # as good as random


def test_every_file_and_folder_is_for_its_owner_alone(killed: Killed) -> None:
    own = [path for path in killed.home.rglob("*") if path.parent != killed.home or path == killed.data]
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in own if not path.is_symlink()}
    assert modes
    assert [path for path, mode in modes.items() if mode & 0o077] == []
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}


def test_only_known_places_are_written_to(killed: Killed) -> None:
    places = {path.relative_to(killed.home).parts[0] for path in killed.home.rglob("*") if path.is_file()}
    assert places <= {"data", ".config", "cache"}
    kept = {path.name for path in killed.home.rglob("*") if path.is_file()}
    known = {
        "data-1.db",
        "data-1.db-wal",
        "data-1.db-shm",
        "header.json",
        "header.bak.json",
        "lock",
        "settings.ini",
        "kept.supportdesk",
    }
    made_by_itself = {name for name in kept if re.fullmatch(r"[0-9a-f]{16}-1\.supportdesk", name)}
    assert len(made_by_itself) == 1
    known |= made_by_itself
    assert {name for name in kept - known if not name.startswith("fontlist-")} == set()
