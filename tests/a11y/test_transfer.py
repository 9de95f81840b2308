"""Looking back, import and export in light and dark, at 100% and 200%: named, large enough and whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supportdesk.ui.shell import Shell
from supportdesk.ui.transfer.export_window import ExportWindow
from supportdesk.ui.transfer.export_words import Format
from supportdesk.ui.transfer.import_window import ImportWindow
from tests.a11y.test_pages import clear_of_problems, look, settle, window  # noqa: F401 (fixtures)
from tests.exchange.cards import ALL

MINA = b"BEGIN:VCARD\nVERSION:3.0\nFN:Mina Avery\nTEL:07700 900999\nEND:VCARD\n"
Files = Callable[[str], Path]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    def make(name: str) -> Path:
        data = MINA + b"".join(ALL.values()) + b"BEGIN:VCARD\nFN:Half"
        (tmp_path / "a.vcf").write_bytes(data)
        (tmp_path / "a.csv").write_text("Vorname,E-Mail,Telefon privat\nAna,ana@example.org,030 1\n")
        return tmp_path / name

    return make


def test_looking_back(window: Shell, qtbot: QtBot) -> None:  # noqa: F811
    window.show_workspace("check-ins", "look-back")
    page = settle(qtbot, window)
    qtbot.waitUntil(lambda: page.back.line.picture.is_drawn, timeout=60_000)
    clear_of_problems(qtbot, window.centralWidget())
    page.back.line.as_table.click()
    clear_of_problems(qtbot, window.centralWidget())
    page.back.line.as_table.click()
    page.show_view("log")


@pytest.mark.parametrize("name", ["", "a.vcf", "a.csv", "none.vcf"])
def test_each_step_of_an_import(window: Shell, qtbot: QtBot, files: Files, name: str) -> None:  # noqa: F811
    window.show_workspace("today")
    window.workspace.go("import")
    shown = window.findChild(ImportWindow)
    if name:
        shown.open_file(files(name))
        qtbot.waitUntil(lambda: not shown.errand.is_running, timeout=30_000)
    clear_of_problems(qtbot, shown)
    shown.reject()
    qtbot.waitUntil(lambda: window.findChild(ImportWindow) is None)


@pytest.mark.parametrize("kind", list(Format))
def test_each_kind_of_an_export(window: Shell, qtbot: QtBot, kind: Format) -> None:  # noqa: F811
    window.show_workspace("today")
    window.workspace.go("export")
    shown = window.findChild(ExportWindow)
    shown.kinds.value = kind
    shown.kinds.chosen.emit(kind)
    clear_of_problems(qtbot, shown)
    shown.reject()
    qtbot.waitUntil(lambda: window.findChild(ExportWindow) is None)
