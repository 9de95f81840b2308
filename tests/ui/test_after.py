"""After a hard time: the answers keep themselves, go where they are of use, and nothing is reset."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supportdesk.domain.afterwards import Afterwards
from supportdesk.domain.growth import Skill
from supportdesk.domain.plan import Part
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.after_view import AfterView
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.plan import PlanScreen, words
from tests.screens.sample import sample_store


class AfterScreen(PlanScreen):
    """The plan page with the questions open."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        super().__init__(qtbot, desk, theme)
        self.page.open_target("after")
        found = self.page.others["after"]
        assert isinstance(found, AfterView)
        self.view = found

    def answer(self, name: str, text: str) -> None:
        self.view.fields[name].edit.setFocus()
        self.type(text)

    def do(self, name: str) -> None:
        one = next(each for each in self.view.findChildren(QPushButton) if each.accessibleName() == name)
        one.setFocus()
        self.press(Qt.Key.Key_Space)
        QApplication.processEvents()


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> AfterScreen:
    return AfterScreen(qtbot, empty_desk, theme)


def test_answers_keep_themselves_as_one_note_of_the_day(screen: AfterScreen) -> None:
    screen.answer("helped", "a walk")
    screen.qtbot.waitUntil(lambda: bool(screen.desk.snapshot.notes.afterwards), timeout=3000)
    screen.answer("thanks", "Mina")
    screen.page.flush()
    (note,) = screen.desk.snapshot.notes.afterwards
    assert (note.day, note.helped, note.thanks) == (date(2026, 11, 1), "a walk", "Mina")


def test_what_helped_goes_into_the_plan_line_by_line_and_never_twice(screen: AfterScreen) -> None:
    screen.answer("helped", "a walk\ntea")
    for _time in range(2):
        screen.do("What helped? Put it into “What helps me”")
    assert screen.lines(Part.HELPS) == ["a walk", "tea"]
    screen.desk.undo()
    assert screen.plan.part(Part.HELPS) is None


@pytest.mark.parametrize(
    ("question", "name", "part"),
    [
        ("change", "What would I change in my plan? Put it into “Making things safer”", Part.SAFER),
        ("change", "What would I change in my plan? Put it into “Things that set me off”", Part.SETS_OFF),
        ("back", "What is one small step back? Put it into “Getting back afterwards”", Part.AFTERWARDS),
    ],
)
def test_each_answer_goes_where_it_belongs(screen: AfterScreen, question: str, name: str, part: Part) -> None:
    screen.answer(question, "not alone on Fridays")
    screen.do(name)
    assert screen.lines(part) == ["not alone on Fridays"]


def test_a_step_becomes_a_goal_and_words_for_a_friend_a_practice(screen: AfterScreen) -> None:
    screen.answer("back", "ring Kwame\nand rest")
    screen.do("What is one small step back? Make it a goal")
    screen.answer("friend", "you are doing what you can")
    screen.do("What would I say to a friend in this place? Keep it as practice")
    assert [each.what for each in screen.desk.snapshot.goals] == ["ring Kwame"]
    (practice,) = screen.desk.snapshot.notes.practices
    assert (practice.skill, practice.note) == (Skill.SELF_KINDNESS, "you are doing what you can")


def test_thanks_lead_to_a_check_in(screen: AfterScreen) -> None:
    asked: list[tuple[str, str]] = []
    screen.page.goes.connect(lambda page, target: asked.append((page, target)))
    screen.do("Whom would I like to thank? Log a check-in")
    assert asked == [("check-in", "")]


def test_without_words_nothing_is_made_and_it_is_said_kindly(screen: AfterScreen) -> None:
    screen.do("What helped? Put it into “What helps me”")
    assert screen.plan.part(Part.HELPS) is None
    assert "Write a few words first." in words(screen.view)
    assert screen.view.fields["helped"].edit.hasFocus()


def test_answers_of_another_day_stay_and_can_be_taken_out(screen: AfterScreen) -> None:
    screen.desk.store.notes.save(Afterwards(day=date(2026, 10, 1), helped="the harbour"))
    screen.view.earlier.open(True)
    assert "1 October 2026" in words(screen.view)
    assert "the harbour" in words(screen.view)
    screen.answer("helped", "tea")
    screen.page.flush()
    assert len(screen.desk.snapshot.notes.afterwards) == 2
    screen.do("Take out the answers of 1 October 2026")
    assert [each.helped for each in screen.desk.snapshot.notes.afterwards] == ["tea"]


def test_the_calm_line_names_the_number_of_the_country_and_asks_nothing(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, settings: AppSettings
) -> None:
    settings.country = "IE"
    said = words(AfterScreen(qtbot, empty_desk, theme).view.safer)
    assert "the body can take less than before" in said
    assert "Emergency number in Ireland." in said
    assert "?" not in said


def test_nothing_is_reset_by_any_answer(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    screen = AfterScreen(qtbot, desk, theme)
    before = desk.snapshot
    screen.answer("helped", "a walk")
    screen.page.flush()
    after = desk.snapshot
    assert (after.goals, after.recent, after.past, after.me) == (
        before.goals, before.recent, before.past, before.me,
    )  # fmt: skip


def test_it_is_reached_from_today_in_a_hard_week(shell: Shell, qtbot: QtBot) -> None:
    shell.open_store(sample_store(shell.clock.today))
    with qtbot.waitExposed(shell):
        shell.show()
    today = shell.workspace.page
    today._begin_hard_week()
    link = next(each for each in today.hard.findChildren(QPushButton) if each.text() == "After a hard time")
    link.click()
    assert shell.workspace.page.view == "after"
