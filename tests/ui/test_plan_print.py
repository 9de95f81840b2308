"""Printing the plan, locking its file and finding it again, through the real page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.report.choices import Edition
from supportdesk.ui.desk import Desk
from supportdesk.ui.desktop import Printed
from supportdesk.ui.pages import plan_paper
from supportdesk.ui.pages.plan_making import Made
from supportdesk.ui.theme import Theme
from tests.screens.plan import PlanScreen, squeezed, text_of, words

TRICKY = 'Ana #import "x" ] $ y'


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.fixture
def plan(qtbot: QtBot, empty_desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> PlanScreen:
    """The page over a small plan, on a system that prints without a file."""
    monkeypatch.setattr(plan_paper, "prints_without_a_file", lambda: True)
    empty_desk.store.contacts.save(Contact(id="a" * 32, name=TRICKY))
    part = PlanPart(part=Part.SIGNS, items=(PlanItem(text="cancelling runs"),))
    empty_desk.store.plans.save(Plan(parts=(part,)))
    screen = PlanScreen(qtbot, empty_desk, theme)
    screen.look()
    return screen


def _sends(plan: PlanScreen, answer: Printed) -> list[bytes]:
    sent: list[bytes] = []

    def send(pages: bytes) -> Printed:
        sent.append(pages)
        return answer

    plan.paper.send = send
    return sent


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Printed.DONE, "on their way to the printer"),
        (Printed.LEFT, "Nothing was printed."),
        (Printed.NO_WINDOW, "no print window"),
        (Printed.FAILED, "could not be printed"),
    ],
)
def test_print_hands_over_the_pages_and_says_what_became_of_it(
    plan: PlanScreen, answer: Printed, said: str
) -> None:
    sent = _sends(plan, answer)
    plan.click(plan.page.print_button)
    assert "No file is saved." in words(plan.paper.notice)
    plan.finish()
    assert said in words(plan.paper.notice)
    text = text_of(sent[0])
    assert "cancellingruns" in text
    assert squeezed(TRICKY) in text
    trouble = answer in (Printed.NO_WINDOW, Printed.FAILED)
    assert plan.paper.notice.other.isVisible() == trouble
    assert not trouble or plan.paper.notice.other.text() == "Save as PDF"


def test_print_asks_once_while_the_print_window_is_open(plan: PlanScreen) -> None:
    sent = _sends(plan, Printed.DONE)
    plan.page.print()
    plan.page.print()
    plan.finish()
    assert len(sent) == 1
    plan.page.print()
    plan.finish()
    assert len(sent) == 2


def test_where_printing_needs_a_file_the_person_says_where(
    plan: PlanScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(plan_paper, "prints_without_a_file", lambda: False)
    monkeypatch.setattr(plan_paper, "open_to_print", lambda path: opened.append(path) or False)
    plan.paper.where = lambda _parent, _suggested, answered: answered(tmp_path / "mine.pdf")
    plan.click(plan.page.print_button)
    plan.finish()
    assert opened == [tmp_path / "mine.pdf"]
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["mine.pdf"]
    assert "Open the file with your PDF viewer" in words(plan.paper.notice)


def test_a_saved_file_can_be_shown_in_its_folder(
    plan: PlanScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(plan_paper, "show_in_folder", lambda path: not shown.append(path))
    plan.save_to(tmp_path / "out.pdf")
    plan.click(plan.paper.notice.show_file)
    plan.qtbot.waitUntil(lambda: shown == [tmp_path / "out.pdf"])
    assert "Saved as out.pdf" in words(plan.paper.notice)
    monkeypatch.setattr(plan_paper, "show_in_folder", lambda path: False)
    plan.click(plan.paper.notice.show_file)
    plan.qtbot.waitUntil(lambda: "No file manager" in words(plan.paper.notice))
    assert str(tmp_path) in words(plan.paper.notice)


def test_a_file_with_a_password_opens_only_with_it(plan: PlanScreen, tmp_path: Path) -> None:
    lock = plan.paper.lock
    assert "not locked" in words(plan.page)
    lock.tick._boxes[0][1].click()
    assert "only open with its password" in words(plan.page)
    assert "Nobody can recover this password" in words(lock)
    assert lock.field.edit.echoMode() is QLineEdit.EchoMode.Password
    plan.click(lock.field.show_button)
    assert lock.field.edit.echoMode() is QLineEdit.EchoMode.Normal
    lock.field.edit.setFocus()
    plan.type("red kite 7")
    plan.save_to(tmp_path / "shut.pdf")
    reader = PdfReader(tmp_path / "shut.pdf")
    assert reader.is_encrypted
    assert not reader.decrypt("red kite 8")
    assert reader.decrypt("red kite 7")
    assert "cancelling" in reader.pages[0].extract_text()
    lock.tick._boxes[0][1].click()
    assert lock.field.edit.text() == ""
    plan.save_to(tmp_path / "open.pdf")
    assert not PdfReader(tmp_path / "open.pdf").is_encrypted


def test_without_a_password_nothing_is_asked_or_saved(plan: PlanScreen) -> None:
    lock = plan.paper.lock
    lock.tick._boxes[0][1].click()
    plan.paper.where = lambda *_: pytest.fail("asked for a place")
    plan.click(plan.page.save_button)
    assert "Type a password for the file" in words(lock)
    assert QApplication.focusWidget() is lock.field.edit
    assert plan.desk.worker.is_busy is False


def test_a_page_is_there_at_once_and_then_made_fine(plan: PlanScreen) -> None:
    seen: list[tuple[bool, bool]] = []

    def note(made: Made) -> None:
        if made.wish.choices.edition is Edition.THERAPIST:  # the fine page of before may still be on its way
            seen.append((made.is_rough, made.wish.fine))

    plan.paper.maker.made.connect(note)
    plan.choose("For my therapist")
    # A page that is laid out anew meanwhile is made roughly once more.
    plan.qtbot.waitUntil(lambda: (False, True) in seen, timeout=30_000)
    assert set(seen[:-1]) == {(True, False)}
    assert seen[-1] == (False, True)
    made = plan.preview.made
    assert made is not None
    image = plan.preview.sheet.image
    assert image.width() == pytest.approx(made.wish.ppi * 8.2677, abs=2)


def test_pages_are_turned_by_keys(plan: PlanScreen) -> None:
    plan.desk.store.plans.save(
        Plan(parts=(PlanPart(part=Part.SIGNS, items=(PlanItem(text="word " * 2000),) * 3),))
    )
    plan.ready()
    assert plan.preview.made is not None
    assert plan.preview.made.count > 3
    plan.preview.area.setFocus()
    bar = plan.preview.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    plan.press(Qt.Key.Key_PageDown)
    plan.ready()
    assert plan.preview.page == 1
    assert plan.preview.made.has(1)
    plan.press(Qt.Key.Key_PageUp)
    assert plan.preview.page == 0


@pytest.mark.skipif(sys.platform == "win32", reason="by rights")
def test_a_folder_that_is_a_file_is_one_sentence_and_can_be_tried_again(
    plan: PlanScreen, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    plan.save_to(tmp_path / "file" / "plan.pdf")
    assert "Choose another folder" in words(plan.paper.notice)
    answers: list[Callable[[Path], None]] = []
    plan.paper.where = lambda _parent, _suggested, answered: answers.append(answered)
    plan.click(plan.paper.notice.other)
    answers[0](tmp_path / "plan.pdf")
    plan.finish()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
