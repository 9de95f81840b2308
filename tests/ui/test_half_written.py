"""Words that only a button saves: there again after a lock, gone once they are saved or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact
from supportdesk.domain.goal import Goal
from supportdesk.store import CHECK_INS, Store, StoreError
from supportdesk.ui.desk import Clock, Desk
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.ui.workspace import Workspace

SAM = Contact(id="a" * 32, name="Sam")
WORDS = "half a thought"

Field = QLineEdit | QPlainTextEdit


@pytest.fixture
def store(empty_store: Store) -> Store:
    empty_store.contacts.save(SAM)
    return empty_store


@pytest.fixture
def again(
    qtbot: QtBot, store: Store, settings: AppSettings, theme: Theme, clock: Clock
) -> Iterator[Callable[[], Workspace]]:
    """Opens the profile anew: a desk and pages that know nothing but the file."""
    settings.country = "GB"
    spaces: list[Workspace] = []

    def open_() -> Workspace:
        space = Workspace(Desk(store, settings=settings, clock=clock), theme)
        spaces.append(space)
        space.resize(1200, 800)
        with qtbot.waitActive(space):
            space.show()
            space.activateWindow()
        return space

    yield open_
    for space in spaces:
        space.desk.worker.stop()
        shiboken6.delete(space)


def contact_name(space: Workspace) -> Field:
    space.go("contacts", "new")
    return space.page.quick.edit  # type: ignore[union-attr]


def map_name(space: Workspace) -> Field:
    space.go("map", "new")
    return space.page.add.edit  # type: ignore[union-attr]


def own_goal(space: Workspace) -> Field:
    space.go("goals", "new")
    return space.page.start.own.edit  # type: ignore[union-attr]


def need(space: Workspace) -> Field:
    space.go("support", "new")
    return space.page.needs.box.line.edit  # type: ignore[union-attr]


def looked_over_with(space: Workspace) -> Field:
    space.go("plan")
    return space.page.write.about.with_whom.edit  # type: ignore[union-attr]


def number_of_own_line(space: Workspace) -> Field:
    """Without a name it cannot be kept as a line."""
    space.go("plan", "helplines")
    space.page.add_new()  # type: ignore[union-attr]
    return space.page.others["helplines"].form.lines["phone"].edit  # type: ignore[union-attr]


def minutes_of_a_call(space: Workspace) -> Field:
    """Minutes in words cannot be kept as a call."""
    space.go("plan", "helplines")
    view = space.page.others["helplines"]  # type: ignore[union-attr]
    view.complete()
    view._note_call(next(iter(view.cards)))
    return view.form.minutes.edit


PLACES = [
    contact_name,
    map_name,
    own_goal,
    need,
    looked_over_with,
    number_of_own_line,
    minutes_of_a_call,
]


def said(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def typed(field: Field, words: str) -> None:
    QTest.keyClicks(field, words)


@pytest.mark.parametrize("place", PLACES)
def test_it_is_there_again_after_a_lock(
    place: Callable[[Workspace], Field], again: Callable[[], Workspace], store: Store
) -> None:
    first = again()
    before = store.can_undo
    field = place(first)
    words = "half" if place is minutes_of_a_call else WORDS
    typed(field, words)
    first.flush()  # as Hide, lock and closing do
    assert store.can_undo is before
    assert said(place(again())) == words


@pytest.mark.parametrize("place", [contact_name, map_name, own_goal, number_of_own_line])
def test_what_is_left_out_is_not_kept(
    place: Callable[[Workspace], Field], again: Callable[[], Workspace], store: Store
) -> None:
    first = again()
    field = place(first)
    typed(field, WORDS)
    first.flush()
    assert store.drafts.all()
    if place is number_of_own_line:
        first.page.others["helplines"].form.left.emit()  # type: ignore[union-attr]
    else:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    first.flush()
    assert store.drafts.all() == {}


@pytest.mark.parametrize("place", [contact_name, map_name, own_goal, need])
def test_what_is_saved_is_not_kept_a_second_time(
    place: Callable[[Workspace], Field], again: Callable[[], Workspace], store: Store
) -> None:
    first = again()
    field = place(first)
    typed(field, WORDS)
    first.flush()
    QTest.keyClick(field, Qt.Key.Key_Return)
    first.flush()
    assert store.drafts.all() == {}
    assert WORDS in str(store.snapshot())


def test_a_goal_goes_on_where_it_was_left(again: Callable[[], Workspace]) -> None:
    first = again()
    typed(own_goal(first), WORDS)
    first.flush()
    field = own_goal(again())
    assert QApplication.focusWidget() is field


def test_a_step_that_was_not_added_is_a_step_after_leaving(
    again: Callable[[], Workspace], store: Store
) -> None:
    goal = Goal(what="See Sam", start=datetime(2026, 10, 1).date())
    store.goals.save(goal)
    for leave in ("flush", "done"):
        space = again()
        space.go("goals", goal.id)
        space.page.edit(goal.id)  # type: ignore[union-attr]
        editor = space.page.editor  # type: ignore[union-attr]
        typed(editor.steps.add_field.edit, leave)
        space.flush() if leave == "flush" else editor.close_editor()
    assert [each.text for each in store.snapshot().goals[0].steps] == ["flush", "done"]


def test_a_half_written_correction_is_there_again_after_a_lock(
    again: Callable[[], Workspace], store: Store
) -> None:
    made = CheckIn(when=datetime(2026, 10, 20, 9), people=(CheckInPerson(contact_id=SAM.id),), note="old")
    store.checkins.log(made)
    first = again()
    first.log(made.id)
    first.panel.more.note.text = "a better word"  # type: ignore[union-attr]
    first.flush()
    second = again()
    second.log(made.id)
    assert second.panel is not None
    assert second.panel.more is not None
    assert second.panel.more.note.value == "a better word"
    second.panel.write()
    assert [(each.id, each.note, each.when) for each in store.checkins.of(SAM.id, limit=9)] == [
        (made.id, "a better word", made.when)
    ]
    second.flush()
    assert store.drafts.all() == {}


def test_a_correction_of_what_is_gone_is_not_kept(again: Callable[[], Workspace], store: Store) -> None:
    made = CheckIn(when=datetime(2026, 10, 20, 9), people=(CheckInPerson(contact_id=SAM.id),), note="old")
    store.checkins.log(made)
    first = again()
    first.log(made.id)
    first.panel.more.note.text = "a better word"  # type: ignore[union-attr]
    first.flush()
    store.checkins.remove(made.id)
    first.panel.put_away()  # type: ignore[union-attr]
    first.flush()
    assert store.drafts.all() == {}


def test_a_check_in_about_who_was_deleted_for_good_does_not_come_back(
    again: Callable[[], Workspace], store: Store
) -> None:
    first = again()
    first.log(SAM.id)
    first.panel.fold.open(True)  # type: ignore[union-attr]
    first.panel.more.note.text = "about Sam"  # type: ignore[union-attr]
    first.flush()
    second = again()
    store.contacts.remove(SAM.id)
    store.contacts.erase(SAM.id)
    second.log()
    second.flush()
    assert "about Sam" not in str(store.drafts.all())


# ---- the piece itself


def test_check_ins_kept_by_an_earlier_version_are_read(store: Store) -> None:
    with store.writing(None):
        store.write_page("drafts", [{"key": ""}])
    assert store.drafts.all() == {CHECK_INS: [{"key": ""}]}


@pytest.mark.parametrize("strange", [None, "x", 3, []])
def test_a_strange_page_holds_nothing(store: Store, strange: Any) -> None:
    with store.writing(None):
        store.write_page("drafts", strange)
    assert HalfWritten(store)["contacts.name"] is None


def test_places_nobody_touched_stay(store: Store) -> None:
    store.drafts.keep({"a": "one", "b": "two"})
    half = HalfWritten(store)
    half["b"] = ""
    half["c"] = "three"
    half.write()
    assert store.drafts.all() == {"a": "one", "c": "three"}


def test_a_file_that_cannot_be_written_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    half = HalfWritten(store)
    half["a"] = "one"

    def full(_changed: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(store.drafts, "keep", full)
        half.write()
    assert half["a"] == "one"
    half.write()
    assert store.drafts.all() == {"a": "one"}


def test_the_lock_keeps_it_before_it_closes(shell: Shell, store: Store, restarts: list[list[str]]) -> None:
    shell.open_store(store)
    shell.show()
    typed(contact_name(shell.workspace), WORDS)
    kept: list[dict[str, Any]] = []
    close = store.close
    store.close = lambda: (kept.append(store.drafts.all()), close())  # type: ignore[assignment, func-returns-value, method-assign]
    shell.lock()
    QTest.qWait(0)
    while not restarts:
        QTest.qWait(1)
    assert kept == [{"contacts.name": WORDS}]
