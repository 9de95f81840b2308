"""Logging a check-in through the real window: by keys, with several, corrected, taken back, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, Kind, State, SupportType, Way
from supportdesk.domain.goal import Cadence, Goal, Per
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import CHECK_INS, Store, StoreError
from supportdesk.ui.checkin_draft import fresh, kept, to_keep
from supportdesk.ui.checkin_panel import CheckInPanel
from supportdesk.ui.shell import Shell
from tests.screens.checkin import CheckInScreen, click
from tests.screens.window import ctrl

SAM = Contact(id="a" * 32, name="Sam Reed", nickname="Sam", preferred_way=Way.CALL)
ANA = Contact(id="b" * 32, name="Ana Peña")
CLUB = Contact(id="c" * 32, name="Art club", kinds=(Kind.GROUP,))
GONE = Contact(id="d" * 32, name="Samuel Dark", state=State.NOT_SAFE)
NOW = datetime(2026, 11, 1, 12, 0)


@pytest.fixture
def screen(shell: Shell, empty_store: Store, qtbot: QtBot) -> CheckInScreen:
    """The window over a small profile, on Today, wide enough for all."""
    for each in (SAM, ANA, CLUB, GONE):
        empty_store.contacts.save(each)
    shell.open_store(empty_store)
    shell.resize(1200, 900)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return CheckInScreen(shell)


def store(screen: CheckInScreen) -> Store:
    assert screen.window.desk is not None
    return screen.window.desk.store


def logged(screen: CheckInScreen) -> tuple[CheckIn, ...]:
    return store(screen).checkins.all()


def earlier(screen: CheckInScreen, **values: Any) -> CheckIn:
    """One that was written down ten days ago."""
    people = values.pop("people", (CheckInPerson(contact_id=SAM.id),))
    made = CheckIn(when=values.pop("when", NOW - timedelta(days=10)), people=people, **values)
    store(screen).checkins.log(made)
    return made


# ---- writing down


def test_by_keyboard_alone(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("sam")
    assert screen.offered == ["Sam Reed"]
    screen.key(Qt.Key.Key_Return)
    screen.save()
    (only,) = logged(screen)
    assert (only.contact_ids, only.way, only.outcome, only.when) == (
        (SAM.id,), Way.CALL, Outcome.CONNECTED, NOW,
    )  # fmt: skip
    assert screen.notice == "Written down: call with Sam."
    assert not screen.is_open


def test_keys_choose_how_it_was(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("ana")
    screen.key(Qt.Key.Key_Return, Qt.Key.Key_Tab)
    assert screen.focus is not None
    assert screen.focus.accessibleName() == "How?: In person"
    screen.key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    screen.key(Qt.Key.Key_Tab, Qt.Key.Key_Right)
    screen.key(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert screen.focus is screen.panel.save
    screen.key(Qt.Key.Key_Return)
    (only,) = logged(screen)
    assert (only.way, only.outcome) == (Way.VIDEO, Outcome.TRIED)
    assert screen.notice == "Written down: video call with Ana Peña."


def test_tab_goes_round_and_escape_leaves(screen: CheckInScreen) -> None:
    screen.open()
    screen.more()
    begin = screen.panel.people.edit
    begin.setFocus()
    seen = []
    for _ in range(60):
        screen.key(Qt.Key.Key_Tab)
        seen.append(screen.focus)
        if screen.focus is begin:
            break
    assert seen[-1] is begin
    assert all(each is not None and screen.panel.isAncestorOf(each) for each in seen)
    assert screen.panel.save in seen
    screen.key(Qt.Key.Key_Escape)
    assert not screen.is_open


def test_the_focus_goes_back(screen: CheckInScreen) -> None:
    search = screen.window.workspace.search.edit
    search.setFocus()
    screen.open()
    screen.key(Qt.Key.Key_Escape)
    assert screen.focus is search
    screen.open()
    screen.take("sam")
    screen.save()
    assert screen.focus is search


def test_several_each_with_a_note(screen: CheckInScreen) -> None:
    screen.open()
    screen.take("sam")
    screen.take("pena")
    screen.more()
    screen.panel.more.notes[ANA.id].edit.setFocus()  # type: ignore[union-attr]
    screen.type("new job")
    screen.panel.more.note.edit.setFocus()  # type: ignore[union-attr]
    screen.type("walk")
    screen.save()
    (only,) = logged(screen)
    assert [(each.contact_id, each.note) for each in only.people] == [(SAM.id, ""), (ANA.id, "new job")]
    assert only.note == "walk"
    assert screen.notice == "Written down: call with Sam and Ana Peña."


def test_one_can_be_taken_out_again(screen: CheckInScreen) -> None:
    screen.open()
    screen.take("sam")
    screen.take("ana")
    screen.press("Take out Sam")
    screen.save()
    assert logged(screen)[0].contact_ids == (ANA.id,)


def test_everything_under_more_is_kept(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    screen.more()
    for words in (
        "Who began?: They did",
        "What did you get?: Emotional",
        "What did you give?: Practical",
        "How did you feel before?: Very low",
        "And after?: Good",
        "I said thank you",
    ):
        screen.press(words)
    more = screen.panel.more
    assert more is not None
    more.minutes.edit.setFocus()
    screen.type("25")
    for field, text in ((more.when.day, "30"), (more.when.hour, "18:05")):
        field.setFocus()
        field.selectAll()
        screen.type(text)
    more.when.month.setCurrentIndex(10)
    screen.save()
    (only,) = logged(screen)
    assert only.began is not None
    assert only.began.value == "them"
    assert (only.got, only.gave) == ((SupportType.EMOTIONAL,), (SupportType.PRACTICAL,))
    assert (only.felt_before, only.felt_after, only.thanked, only.minutes) == (-2, 1, True, 25)
    assert only.when == datetime(2026, 10, 30, 18, 5)


def test_the_way_is_the_last_then_the_preferred(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    assert screen.panel.way.value is Way.CALL
    screen.key(Qt.Key.Key_Escape)
    earlier(screen, way=Way.LETTER, when=NOW - timedelta(days=300))
    screen.open()
    screen.take("sam")
    assert screen.panel.way.value is Way.LETTER
    screen.key(Qt.Key.Key_Escape)
    screen.open(CLUB.id)
    assert screen.panel.way.value is Way.GROUP


def test_a_way_chosen_before_the_name_stays(screen: CheckInScreen) -> None:
    screen.open()
    screen.press("How?: Text")
    screen.take("sam")
    screen.save()
    assert logged(screen)[0].way is Way.TEXT


def test_half_a_name_is_enough_when_it_can_mean_one(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("art")
    screen.save()
    assert logged(screen)[0].contact_ids == (CLUB.id,)


def test_nobody_is_told_and_nothing_is_kept(screen: CheckInScreen) -> None:
    screen.open()
    screen.save()
    assert "Choose who it was with." in screen.words
    screen.type("zzz")
    assert "Nobody here by that name. You can add them under Contacts." in screen.words
    screen.save()
    assert logged(screen) == ()
    assert screen.is_open


def test_who_is_not_safe_is_never_offered(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("sam")
    assert screen.offered == ["Sam Reed"]
    screen.panel.people.edit.clear()
    screen.type("dark")
    assert screen.offered == []
    screen.key(Qt.Key.Key_Return)
    screen.save()
    screen.key(Qt.Key.Key_Escape)
    screen.open(GONE.id)
    assert screen.panel.people.value == ()
    assert logged(screen) == ()


# ---- days, limits, trouble


def set_day(screen: CheckInScreen, day: str, year: str) -> None:
    more = screen.panel.more
    assert more is not None
    for field, text in ((more.when.day, day), (more.when.year, year)):
        field.setFocus()
        field.selectAll()
        screen.type(text)


@pytest.mark.parametrize(
    ("day", "year", "said"),
    [
        ("2", "2026", "That day is still to come. Choose today or a day before."),
        ("1", "9999", "That day is still to come. Choose today or a day before."),
        ("31", "2026", "That day is not in the calendar. Check day, month and year."),
        ("1", "0", "That day is not in the calendar. Check day, month and year."),
    ],
)
def test_a_day_that_cannot_be_is_told(screen: CheckInScreen, day: str, year: str, said: str) -> None:
    screen.open(SAM.id)
    screen.more()
    set_day(screen, day, year)
    screen.save()
    assert said in screen.words
    assert logged(screen) == ()
    set_day(screen, "1", "2026")
    screen.save()
    assert logged(screen)[0].day == date(2026, 11, 1)


def test_the_year_one_is_a_day_like_others(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    screen.more()
    set_day(screen, "1", "1")
    screen.save()
    assert logged(screen)[0].day == date(1, 11, 1)
    screen.window.show_workspace("check-ins")
    page = screen.window.workspace.page
    assert page.list.rows.heading(0) == "Thursday, 1 November 1"


def test_minutes_that_are_none_are_told(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    screen.more()
    for text in ("soon", "99999999"):
        screen.panel.more.minutes.edit.setText(text)  # type: ignore[union-attr]
        screen.save()
        assert "Type a number of minutes." in screen.words
    assert logged(screen) == ()


def test_a_note_of_a_hundred_thousand_letters(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    screen.more()
    note = screen.panel.more.note.edit  # type: ignore[union-attr]
    note.setPlainText("word " * 20_000 + "a")
    screen.save()
    assert "That text is too long. Keep it under 100000 characters." in screen.words
    assert screen.is_open
    note.setPlainText("word " * 20_000)
    screen.save()
    assert len(logged(screen)[0].note) == 100_000


def test_half_typed_text_survives_escape(screen: CheckInScreen) -> None:
    screen.open()
    screen.take("sam")
    screen.more()
    screen.panel.more.note.edit.setFocus()  # type: ignore[union-attr]
    screen.type("half a thou")
    screen.key(Qt.Key.Key_Escape)
    screen.open(ANA.id)
    assert screen.panel.people.value == (ANA.id,)
    assert screen.panel.more.note.value == ""  # type: ignore[union-attr]
    screen.key(Qt.Key.Key_Escape)
    screen.open()
    assert screen.panel.people.value == (SAM.id,)
    assert screen.panel.more.note.value == "half a thou"  # type: ignore[union-attr]
    screen.save()
    screen.open()
    assert screen.panel.people.value == ()
    assert screen.panel.more.note.value == ""  # type: ignore[union-attr]


def test_what_cannot_be_saved_stays_and_is_saved_once(
    screen: CheckInScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkins = store(screen).checkins
    log: Callable[[CheckIn], None] = checkins.log

    def full(_checkin: CheckIn) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(checkins, "log", full)
    screen.open(SAM.id)
    screen.save()
    trouble = screen.window.workspace.trouble
    assert trouble.isVisible()
    assert screen.is_open
    assert not screen.panel.geometry().intersects(trouble.geometry())
    screen.press("How?: Text")
    screen.save()
    monkeypatch.setattr(checkins, "log", log)
    click(trouble, "Try again")
    assert [each.way for each in logged(screen)] == [Way.TEXT]
    assert not screen.is_open
    assert not trouble.isVisible()
    trouble._try()
    assert len(logged(screen)) == 1


# ---- taking back and correcting


def test_undo_takes_it_back(screen: CheckInScreen) -> None:
    screen.open(SAM.id)
    screen.save()
    assert len(logged(screen)) == 1
    click(screen.window.workspace.toast, "Undo")
    assert logged(screen) == ()
    assert screen.notice == "Undone: the check-in."


def test_correcting_changes_that_one(screen: CheckInScreen) -> None:
    made = earlier(screen, note="old", felt_after=2, when=datetime(2026, 10, 20, 9, 30, 15))
    screen.open(made.id)
    assert "Correct a check-in" in screen.words
    screen.press("How did it go?: I tried")
    screen.take("ana")
    screen.save()
    (only,) = logged(screen)
    assert only.id == made.id
    assert only.contact_ids == (SAM.id, ANA.id)
    assert (only.outcome, only.note, only.felt_after, only.when) == (Outcome.TRIED, "old", 2, made.when)
    assert screen.notice == "The check-in was corrected."
    click(screen.window.workspace.toast, "Undo")
    assert logged(screen) == (made,)


def test_correcting_nothing_is_no_step_to_undo(screen: CheckInScreen) -> None:
    made = earlier(screen, note="as it was")
    screen.open(made.id)
    screen.save()
    assert not screen.is_open
    assert screen.notice == ""
    assert logged(screen) == (made,)


def test_removing_can_be_undone(screen: CheckInScreen) -> None:
    made = earlier(screen)
    screen.open(made.id)
    screen.press("Remove")
    assert logged(screen) == ()
    assert not screen.is_open
    click(screen.window.workspace.toast, "Undo")
    assert logged(screen) == (made,)


def test_one_with_a_removed_contact_can_be_corrected(screen: CheckInScreen) -> None:
    made = earlier(screen, people=(CheckInPerson(contact_id=ANA.id),))
    store(screen).contacts.remove(ANA.id)
    screen.open(made.id)
    assert "Take out a removed contact" in [each.accessibleName() for each in screen.panel.people.chips]
    screen.press("How?: Text")
    screen.save()
    assert logged(screen)[0].contact_ids == (ANA.id,)


# ---- what follows from it


def test_a_goal_fills_and_the_long_while_is_over(screen: CheckInScreen) -> None:
    earlier(screen, when=NOW - timedelta(days=35))
    goal = Goal(
        id="e" * 32,
        what="Call Sam",
        contact_ids=(SAM.id,),
        cadence=Cadence(times=1, per=Per.WEEK),
        counts_checkins=True,
        start=date(2026, 10, 1),
    )
    store(screen).goals.save(goal)
    today = screen.window.workspace.page
    assert [each.target for each in today.view.nice] == [SAM.id]
    assert not today.view.goals[0].met
    click(today.nice, "Log a check-in")
    assert screen.panel.people.value == (SAM.id,)
    screen.save()
    assert today.view.nice == ()
    assert today.view.goals[0].met
    assert screen.focus is not None
    assert today.isAncestorOf(screen.focus)


def test_from_the_card_in_two_clicks(screen: CheckInScreen) -> None:
    screen.window.show_workspace("contacts", ANA.id)
    card = screen.window.workspace.page.card
    click(card, "Log a check-in")
    click(screen.panel, "Write it down")
    assert logged(screen)[0].contact_ids == (ANA.id,)


def test_the_card_offers_none_for_who_is_not_safe(screen: CheckInScreen) -> None:
    screen.window.show_workspace("contacts", GONE.id)
    card = screen.window.workspace.page.card
    assert card.remove.isVisible()
    assert not card.log.isVisible()


def test_the_card_lists_them_to_correct(screen: CheckInScreen, qtbot: QtBot) -> None:
    made = earlier(screen, note="far back", when=NOW - timedelta(days=900))
    screen.window.show_workspace("contacts", SAM.id)
    form = screen.window.workspace.page.card.groups["history"].open()
    click(form, "Correct the check-in of 15 May 2024, In person")
    screen.panel.more.note.edit.setPlainText("put right")  # type: ignore[union-attr]
    screen.save()
    assert logged(screen)[0].id == made.id
    qtbot.waitUntil(lambda: "put right" in _words(form))


def _words(widget: Any) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_hide_and_search_stay_within_reach(screen: CheckInScreen) -> None:
    screen.open()
    space = screen.window.workspace
    for percent in (100, 200):
        screen.window.theme.resize(percent)
        QApplication.processEvents()
        top = screen.panel.mapTo(space, screen.panel.rect().topLeft()).y()
        hide = space.hide_button
        assert hide.mapTo(space, hide.rect().bottomLeft()).y() < top
        assert screen.panel.geometry().bottom() < space.height()
    screen.window.theme.resize(100)


def test_another_page_puts_the_panel_away(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("sa")
    ctrl(screen.window, Qt.Key.Key_2)
    assert not screen.is_open
    screen.open()
    assert screen.panel.people.edit.text() == "sa"


def test_it_is_found_by_searching(screen: CheckInScreen) -> None:
    ctrl(screen.window, Qt.Key.Key_K)
    screen.type("log a check")
    screen.key(Qt.Key.Key_Return)
    assert screen.is_open


def test_what_is_half_written_is_there_again_after_a_lock(screen: CheckInScreen) -> None:
    screen.open()
    screen.type("sam")
    screen.key(Qt.Key.Key_Return)
    before = store(screen).can_undo
    screen.window.flush()  # as Hide, lock and closing do
    assert store(screen).can_undo is before
    assert screen.window.desk is not None
    again = CheckInPanel(screen.window.desk, screen.window.theme, screen.window.workspace.stack)
    again.open_for("")
    assert again.people.value == (SAM.id,)
    again.put_away()
    screen.panel.people.edit.setFocus()
    screen.save()
    screen.window.flush()
    assert kept(store(screen).drafts.all().get(CHECK_INS), store(screen).snapshot()) == {}


def test_nothing_of_who_is_deleted_for_good_stays_in_a_draft(screen: CheckInScreen) -> None:
    draft = replace(fresh(Way.CALL, (SAM.id,)), note="about Sam")
    store(screen).drafts.keep({CHECK_INS: to_keep({"": draft, ANA.id: fresh(Way.CALL, (ANA.id,))})})
    store(screen).contacts.remove(SAM.id)
    store(screen).contacts.erase(SAM.id)
    assert list(kept(store(screen).drafts.all().get(CHECK_INS), store(screen).snapshot())) == [ANA.id]


def test_a_draft_keeps_all_its_fields_and_forgets_who_is_gone() -> None:
    draft = replace(
        fresh(Way.CALL, (SAM.id, ANA.id)),
        when=("3", 2, "2026", "09:15"),
        note="a long story",
        notes=((ANA.id, "hers"),),
    )
    plain = json.loads(json.dumps(to_keep({"": draft, SAM.id: draft})))
    assert kept(plain, Snapshot(contacts=(SAM, ANA))) == {"": draft, SAM.id: draft}
    assert kept(plain, Snapshot(contacts=(ANA,))) == {"": replace(draft, people=(ANA.id,))}


@pytest.mark.parametrize("strange", [None, [], {}, [{"key": 1}], "x", [{"key": "", "draft": {"way": "?"}}]])
def test_strange_drafts_are_no_drafts(strange: Any) -> None:
    assert kept(strange, Snapshot()) == {}
