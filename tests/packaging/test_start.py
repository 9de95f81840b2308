"""The set-up script: what it asks of a computer, what it says, and what it then becomes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start() -> ModuleType:
    """The script as a module of its own, so that one test's changes reach no other."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "packaging" / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told_so_in_one_sentence(start: ModuleType) -> None:
    sentence = start.python_problem((3, 10))
    assert "3.11" in sentence
    assert "3.10" in sentence
    assert sentence.count(". ") == 0
    assert "\n" not in sentence


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_a_newer_python_will_do(start: ModuleType, version: tuple[int, int]) -> None:
    assert start.python_problem(version) is None


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_linux_can_be_without_a_screen(
    start: ModuleType, platform: str, environ: dict[str, str], expected: bool
) -> None:
    assert start.has_screen(platform, environ) is expected


def test_a_window_asks_for_the_libraries_of_its_screen_and_tests_for_none_of_them(start: ModuleType) -> None:
    x11 = start.libraries_for({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, window=True)
    wayland = start.libraries_for({"WAYLAND_DISPLAY": "wayland-0"}, window=True)
    unseen = start.libraries_for({"DISPLAY": ":0"}, window=False)
    assert x11["libxcb-cursor.so.0"] == "libxcb-cursor0"
    assert "libwayland-client.so.0" in wayland
    assert "libxcb-cursor.so.0" not in wayland
    assert unseen == start.QT_LIBRARIES
    assert set(unseen) < set(x11)


def test_only_what_cannot_be_loaded_is_missing(start: ModuleType) -> None:
    wanted = {"libnowhere-to-be-found.so.9": "libnowhere9"}
    if sys.platform == "linux":
        wanted["libc.so.6"] = "libc6"
    assert start.missing_from(wanted) == {"libnowhere-to-be-found.so.9": "libnowhere9"}


def test_the_advice_is_one_line_that_can_be_run(start: ModuleType) -> None:
    missing = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libGLX.so.0": "libgl1"}
    advice = start.library_advice(missing, apt=True)
    assert advice.endswith("Run: sudo apt-get install -y --no-install-recommends libegl1 libgl1")
    assert "\n" not in advice


def test_elsewhere_the_advice_names_the_libraries_and_not_debian_packages(start: ModuleType) -> None:
    advice = start.library_advice({"libGL.so.1": "libgl1"}, apt=False)
    assert "libGL.so.1" in advice
    assert "apt-get" not in advice


def test_without_rights_nothing_is_installed_and_the_line_is_given(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libnowhere9"):
        start.ensure_libraries({"libnowhere-to-be-found.so.9": "libnowhere9"})


def test_a_failed_download_says_in_one_line_that_the_internet_is_needed_and_why(start: ModuleType) -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('many\\nlines\\nno route to host')"]
    with pytest.raises(SystemExit) as stop:
        start.take_step(failing, {}, start.NO_NETWORK)
    assert "needs the internet" in str(stop.value)
    assert str(stop.value).endswith("(no route to host)")
    assert "\n" not in str(stop.value)


def test_a_step_that_fails_without_a_word_is_told_by_its_exit_code(start: ModuleType) -> None:
    with pytest.raises(SystemExit, match="exit code 3"):
        start.take_step([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_a_python_without_pip_is_told_how_to_get_it(start: ModuleType) -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('/usr/bin/python3: No module named pip')"]
    with pytest.raises(SystemExit, match="python3-pip"):
        start.take_step(failing, {}, start.NO_NETWORK)


@pytest.fixture
def checkout(start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with just the files that the set-up depends on."""
    (tmp_path / "packaging").mkdir()
    for name in ("pyproject.toml", *(f"packaging/{lock}" for lock in start.LOCKS.values())):
        (tmp_path / name).write_text(name)
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "packaging/requirements.lock", "packaging/requirements-dev.lock"]
)
def test_a_changed_lock_asks_for_a_new_set_up(start: ModuleType, checkout: Path, name: str) -> None:
    before = start.fingerprint()
    assert start.fingerprint() == before
    (checkout / name).write_text("another version")
    assert start.fingerprint() != before


def test_the_set_up_for_tests_serves_the_app_but_not_the_other_way_round(
    start: ModuleType, checkout: Path
) -> None:
    mark = start.fingerprint()
    assert not start.is_ready("app", mark)
    (checkout / ".venv" / "ready-for-app").write_text(mark)
    assert start.is_ready("app", mark)
    assert not start.is_ready("test", mark)
    (checkout / ".venv" / "ready-for-app").unlink()
    (checkout / ".venv" / "ready-for-test").write_text(mark)
    assert start.is_ready("app", mark)
    assert start.is_ready("test", mark)
    assert not start.is_ready("app", "the mark of an older lock")


@pytest.fixture
def deed(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with its last step told instead of done: main gives what it would have become."""
    monkeypatch.setattr(start, "ensure_libraries", lambda libraries: None)
    monkeypatch.setattr(start, "set_up", lambda purpose: None)
    monkeypatch.setattr(start, "hand_over", lambda command, folder=None: (command[1:], folder))
    monkeypatch.setattr(start, "write_samples", lambda app: "samples")
    monkeypatch.setattr(start.sys, "path", list(sys.path))
    monkeypatch.setattr(start.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return start


APP = ["-P", "-m", "supportdesk"]


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--data-dir", "profiles"]])
def test_without_a_screen_a_window_gives_way_to_the_samples(deed: ModuleType, arguments: list[str]) -> None:
    assert deed.main(arguments) == "samples"


def test_without_a_screen_the_command_line_still_runs_in_the_folder_of_the_person(deed: ModuleType) -> None:
    plan = ["plan", "plan.pdf", "--demo"]
    assert deed.main(plan) == ([*APP, *plan], None)


def test_with_a_screen_the_window_opens(deed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert deed.main(["--demo"]) == ([*APP, "--demo"], None)


def test_the_tests_run_at_the_top_of_the_checkout_and_get_the_arguments(deed: ModuleType) -> None:
    assert deed.main(["test", "-k", "map"]) == (["-m", "pytest", "-k", "map"], ROOT)


def test_the_samples_land_in_the_current_folder(
    start: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    stand_in = [sys.executable, "-c", "import sys; open(sys.argv[2], 'w').close()"]
    assert start.write_samples(stand_in) == 0
    written = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert written == ["supportdesk-sample-map.png", "supportdesk-sample-plan.pdf"]
    assert all(name in capfd.readouterr().out for name in written[:1])


def test_a_sample_that_fails_ends_with_its_exit_code(start: ModuleType) -> None:
    assert start.write_samples([sys.executable, "-c", "raise SystemExit(3)"]) == 3
