"""The card of a contact: every field is kept by itself, nothing typed is lost, Undo takes back one field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import (
    Asked,
    Contact,
    Direction,
    Energy,
    ImportantDate,
    Kind,
    Line,
    Phone,
    Reachable,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
    Tie,
    Way,
)
from supportdesk.domain.goal import Goal
from supportdesk.domain.window import Rhythm
from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.theme import Theme
from tests.screens.contacts import ContactsScreen
from tests.ui.test_contacts import shown

SAM = Contact(id="s" * 32, name="Sam", supports=(Support(type=SupportType.EMOTIONAL),))
ANA = Contact(id="a" * 32, name="Ana")


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> ContactsScreen:
    """The page with Ana and Sam, Sam's card open."""
    empty_desk.store.contacts.add_many((SAM, ANA), change=None)
    made = shown(qtbot, empty_desk, theme)
    made.choose("Sam")
    return made


def sam(screen: ContactsScreen) -> Contact:
    return next(each for each in screen.page.desk.store.contacts.all() if each.id == SAM.id)


def saved(screen: ContactsScreen) -> Contact:
    """Sam, after what was typed has been saved by itself."""
    screen.page.flush()
    return sam(screen)


def click(widget: QWidget, name: str) -> None:
    found = [
        one for one in widget.findChildren(QAbstractButton) if name in (one.text(), one.accessibleName())
    ]
    found[0].click()


# ---- every field


TEXTS = (
    ("about", "nickname"),
    ("about", "role"),
    ("reach", "address"),
    ("reach", "web"),
    ("when", "reachable_note"),
    ("when", "time_zone"),
    ("limits", "my_boundaries"),
    ("limits", "their_boundaries"),
    ("limits", "learned"),
    ("notes", "notes"),
    ("plan", "asked_what"),
)


def test_each_text_is_kept(screen: ContactsScreen) -> None:
    for group, field in TEXTS:
        screen.fill(group, field, f"Own words, {field}")
    now = saved(screen)
    assert [getattr(now, field) for _group, field in TEXTS] == [
        f"Own words, {field}" for _group, field in TEXTS
    ]


CHOICES = (
    ("about", "ring", "How close: Inner ring", Ring.INNER),
    ("about", "in_hard_times", "In hard times", True),
    ("about", "in_daily_life", "In daily life", True),
    ("about", "kinds", "What they are to you: Peer", (Kind.PEER,)),
    ("reach", "preferred_way", "What they like best: Call", Way.CALL),
    ("when", "night_ok", "Fine at night in an emergency", True),
    ("between", "line", "The line between you: Tenuous", Line.TENUOUS),
    ("between", "stressful", "It is also stressful", True),
    ("between", "state", "How it is now: Not safe to contact", State.NOT_SAFE),
    ("between", "leaves_me", "How contact leaves you: Takes energy", Energy.TAKES),
    (
        "between",
        "recovery",
        "What it does for your recovery: Makes recovery harder",
        RecoveryEffect.HARDER,
    ),
    ("plan", "asked", "Have you asked them to be in your plan?: Has said yes", Asked.AGREED),
)


def test_each_choice_is_kept_at_once(screen: ContactsScreen) -> None:
    for group, field, name, wanted in CHOICES:
        click(screen.open(group), name)
        assert getattr(sam(screen), field) == wanted, name
        screen.page.desk.undo()
        assert sam(screen) == SAM, name


def test_kinds_keep_the_order_in_which_they_were_chosen(screen: ContactsScreen) -> None:
    form = screen.open("about")
    for name in ("Peer", "Friend", "Family"):
        click(form, f"What they are to you: {name}")
    click(form, "What they are to you: Peer")
    assert sam(screen).kinds == (Kind.FRIEND, Kind.FAMILY)


def test_a_support_has_strength_direction_and_own_words(screen: ContactsScreen) -> None:
    form = screen.open("about")
    click(form, "Practical: Often")
    click(form, "Practical: Both ways")
    details = form.fields["support_practical"].details.edit  # type: ignore[attr-defined]
    QTest.keyClicks(details, "lifts, , chores ,")
    wanted = Support(
        type=SupportType.PRACTICAL,
        strength=Strength.OFTEN,
        direction=Direction.BOTH,
        details=("lifts", "chores"),
    )
    assert saved(screen).support(SupportType.PRACTICAL) == wanted
    assert details.text() == "lifts, , chores ,", "what stands there is not rewritten while typing"
    click(form, "Emotional: None")
    assert sam(screen).supports == (wanted,)


def test_numbers_and_addresses_come_and_go(screen: ContactsScreen) -> None:
    form = screen.open("reach")
    for number, words in (("555 0100", "home"), ("555 0199", "")):
        click(form, "Add a number")
        row = form.fields["phones"].rows[-1].one  # type: ignore[attr-defined]
        QTest.keyClicks(row.number.edit, number)
        QTest.keyClicks(row.label.edit, words)
    click(form, "Add a number")
    assert saved(screen).phones == (Phone(number="555 0100", label="home"), Phone(number="555 0199"))
    rows = form.fields["phones"].rows  # type: ignore[attr-defined]
    assert len(rows) == 3, "an empty row stays on screen and is not kept"
    rows[1].one.copy.click()
    assert QGuiApplication.clipboard().text() == "555 0199"
    rows[0].gone.click()
    assert sam(screen).phones == (Phone(number="555 0199"),)
    assert rows[0].one.number.edit.hasFocus(), "the row after it has the focus"


def test_days_and_hours(screen: ContactsScreen) -> None:
    form = screen.open("when")
    click(form, "Add days and hours")
    assert sam(screen).reachable == (Reachable(days=(0, 1, 2, 3, 4), start="09:00", end="17:00"),)
    row = form.fields["reachable"].rows[0].one  # type: ignore[attr-defined]
    click(row, "Sunday")
    row.end.selectAll()
    QTest.keyClicks(row.end, "9:5")
    assert saved(screen).reachable == (Reachable(days=(0, 1, 2, 3, 4, 6), start="09:00", end="09:05"),)
    row.end.selectAll()
    QTest.keyClicks(row.end, "late")
    screen.page.flush()
    assert "Type the time like 18:30." in screen.words
    assert row.end.text() == "late"


def test_rhythm_dates_and_members(screen: ContactsScreen) -> None:
    form = screen.open("rhythm")
    fields = form.fields
    assert "Leave this empty for the usual of this ring: 14 to 30 days." in screen.words
    QTest.keyClicks(fields["rhythm"].least, "7")  # type: ignore[attr-defined]
    QTest.keyClicks(fields["rhythm"].most, "10")  # type: ignore[attr-defined]
    QTest.keyClicks(fields["known_since"].edit, "2019")  # type: ignore[attr-defined]
    meeting = fields["next_meeting"]
    QTest.keyClicks(meeting.day, "8")  # type: ignore[attr-defined]
    meeting.month.setCurrentIndex(12)  # type: ignore[attr-defined]
    QTest.keyClicks(meeting.year, "2026")  # type: ignore[attr-defined]
    QTest.keyClicks(meeting.hour, "18.30")  # type: ignore[attr-defined]
    click(form, "Add a day")
    row = fields["important_dates"].rows[0].one  # type: ignore[attr-defined]
    QTest.keyClicks(row.label.edit, "Birthday")
    QTest.keyClicks(row.day.day, "29")
    row.day.month.setCurrentIndex(2)
    row.day.month.activated.emit(2)
    now = saved(screen)
    assert now.rhythm == Rhythm(at_least=7, at_most=10)
    assert now.known_since == date(2019, 1, 1)
    assert now.next_meeting == datetime(2026, 12, 8, 18, 30)
    assert now.important_dates == (ImportantDate(label="Birthday", month=2, day=29),)
    assert not fields["members"].isVisible()
    click(screen.open("about"), "What they are to you: Group")
    assert fields["members"].isVisible()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("known_since", "last year", "Type the year with four digits, like 2019."),
        ("rhythm", "0", "Choose a number of days from 1 to 3660."),
        ("rhythm", "x", "Type the days as numbers."),
        ("next_meeting", "31", "That day is not in the calendar. Check day, month and year."),
    ],
)
def test_what_is_no_value_is_told_at_the_field_and_stays(
    screen: ContactsScreen, field: str, typed: str, told: str
) -> None:
    widget = screen.open("rhythm").fields[field]
    edit = {"known_since": "edit", "rhythm": "most", "next_meeting": "day"}[field]
    QTest.keyClicks(getattr(widget, edit), typed)
    before = sam(screen)
    screen.page.flush()
    assert told in screen.words
    assert getattr(widget, edit).text() == typed
    assert sam(screen) == before


# ---- saving by itself


def test_typing_is_saved_when_it_stops(screen: ContactsScreen) -> None:
    screen.fill("about", "role", "Neighbour")
    assert sam(screen).role == ""
    screen.qtbot.waitUntil(lambda: sam(screen).role == "Neighbour", timeout=3000)
    assert "Saved 12:00" in screen.words


def test_leaving_a_field_saves_it_and_undo_takes_back_one_field(screen: ContactsScreen) -> None:
    screen.fill("about", "nickname", "Sammy")
    screen.fill("about", "role", "Sponsor")
    assert sam(screen).nickname == "Sammy"
    assert saved(screen).role == "Sponsor"
    screen.page.desk.undo()
    assert (sam(screen).nickname, sam(screen).role) == ("Sammy", "")
    assert screen.open("about").fields["role"].edit.text() == ""  # type: ignore[attr-defined]
    screen.page.desk.undo()
    assert sam(screen) == SAM


def test_pauses_in_one_field_are_one_step(screen: ContactsScreen) -> None:
    screen.fill("notes", "notes", "One")
    screen.page.card.autosave.flush(leaving=False)  # type: ignore[union-attr]
    edit = screen.open("notes").fields["notes"].edit  # type: ignore[attr-defined]
    QTest.keyClicks(edit, " two")
    screen.page.card.autosave.flush(leaving=False)  # type: ignore[union-attr]
    assert sam(screen).notes == "One two"
    screen.page.desk.undo()
    assert sam(screen).notes == ""


def test_half_typed_text_survives_a_change_from_elsewhere(screen: ContactsScreen) -> None:
    screen.fill("about", "role", "Neigh")
    edit = screen.open("about").fields["role"].edit  # type: ignore[attr-defined]
    edit.setCursorPosition(2)
    screen.page.desk.store.contacts.save(replace(sam(screen), notes="From elsewhere", nickname="S"))
    assert edit.text() == "Neigh"
    assert edit.cursorPosition() == 2
    assert screen.open("about").fields["nickname"].edit.text() == "S"  # type: ignore[attr-defined]
    now = saved(screen)
    assert (now.role, now.notes) == ("Neigh", "From elsewhere")


def test_choosing_another_contact_saves_the_first(screen: ContactsScreen) -> None:
    screen.fill("about", "role", "Neighbour")
    screen.choose("Ana")
    assert sam(screen).role == "Neighbour"
    assert screen.open("about").fields["role"].edit.text() == ""  # type: ignore[attr-defined]


def test_an_empty_name_is_told_kept_open_and_never_saved(screen: ContactsScreen) -> None:
    screen.fill("about", "name", "")
    screen.page.flush()
    assert "Type a name first." in screen.words
    assert sam(screen).name == "Sam"
    screen.fill("about", "name", "Samira")
    assert saved(screen).name == "Samira"
    assert "Type a name first." not in screen.words
    assert "Samira" in screen.names


def test_a_name_that_is_too_long_stays_typed_also_after_looking_elsewhere(screen: ContactsScreen) -> None:
    edit = screen.open("about").fields["name"].edit  # type: ignore[attr-defined]
    edit.setText("n" * 9_999)
    QTest.keyClicks(edit, "n")
    screen.page.flush()
    told = "That text is too long. Keep it under 200 characters."
    assert told in screen.words
    screen.choose("Ana")
    assert told not in screen.words
    screen.choose("Sam")
    assert edit.text() == "n" * 10_000
    assert told in screen.words


def test_what_cannot_be_saved_stays_and_is_saved_later(
    screen: ContactsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = screen.page.desk
    failures: list[tuple[str, Callable[[], object]]] = []
    desk.failed.connect(lambda code, _values, again: failures.append((code, again)))
    real = desk.store.contacts.save

    def full(*_what: object, **_more: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(desk.store.contacts, "save", full)
    screen.fill("notes", "notes", "Kept words")
    screen.page.flush()
    assert [code for code, _again in failures] == ["disk_full"]
    edit = screen.open("notes").fields["notes"].edit  # type: ignore[attr-defined]
    assert edit.toPlainText() == "Kept words"
    QTest.keyClicks(edit, " and more")
    screen.choose("Ana")
    screen.choose("Sam")
    assert edit.toPlainText() == "Kept words and more"
    monkeypatch.setattr(desk.store.contacts, "save", real)
    assert desk.do(failures[0][1])
    assert sam(screen).notes == "Kept words and more", "trying again saves the newest words"


def test_ctrl_z_passes_through_a_field_with_nothing_typed(screen: ContactsScreen) -> None:
    edit = screen.open("about").fields["role"].edit  # type: ignore[attr-defined]
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == ""
    QTest.keyClicks(edit, "abc")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == ""


# ---- ties, photo, history, map


def test_ties_are_added_made_close_and_removed(screen: ContactsScreen) -> None:
    form = screen.open("ties")
    store = screen.page.desk.store
    assert "Nobody yet." in screen.words
    form.who.setCurrentIndex(form.who.findText("Ana"))  # type: ignore[attr-defined]
    click(form, "Add who they know")
    assert [(each.a, each.b, each.close) for each in store.ties.all()] == [(ANA.id, SAM.id, False)]
    click(form, "Ana: they are close")
    assert store.ties.all()[0].close
    assert form.who.findText("Ana") == -1, "who is known already is not offered again"  # type: ignore[attr-defined]
    click(form, "Remove: they know Ana")
    assert store.ties.all() == ()
    screen.page.desk.undo()
    assert store.ties.all() == (Tie(id=store.ties.all()[0].id, a=ANA.id, b=SAM.id, close=True),)


def test_a_photo_is_kept_shown_and_taken_back(screen: ContactsScreen, tmp_path: Path) -> None:
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(tmp_path / "p.png"))
    form = screen.open("notes")
    form.take(str(tmp_path / "p.png"))  # type: ignore[attr-defined]
    store = screen.page.desk.store
    screen.qtbot.waitUntil(lambda: store.contacts.photo(SAM.id) is not None)
    assert form.picture.isVisible()  # type: ignore[attr-defined]
    screen.page.desk.undo()
    assert store.contacts.photo(SAM.id) is None
    assert not form.picture.isVisible()  # type: ignore[attr-defined]


def test_a_file_that_is_no_photo_is_told(screen: ContactsScreen, tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(b"words")
    screen.open("notes").take(str(tmp_path / "p.png"))  # type: ignore[attr-defined]
    screen.qtbot.waitUntil(lambda: "That file is not a picture we can read." in screen.words)


def test_checkins_and_goals_are_listed(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    screen = shown(qtbot, desk, theme)
    screen.choose("Deniz Kaya")
    screen.open("history")
    qtbot.wait(1)
    contact = next(each for each in desk.snapshot.contacts if each.name == "Deniz Kaya")
    newest = desk.store.checkins.of(contact.id)[0]
    assert newest.note in screen.words


def test_a_goal_and_the_map_can_be_opened(screen: ContactsScreen) -> None:
    went: list[tuple[str, str]] = []
    screen.page.goes.connect(lambda page, target: went.append((page, target)))
    screen.page.desk.store.goals.save(Goal(id="g1", what="Walk & talk", contact_ids=(SAM.id,)))
    click(screen.open("history"), "Goal: Walk & talk")
    screen.press("Show on map")
    assert went == [("goals", "g1"), ("map", SAM.id)]


def test_who_is_not_safe_has_no_way_to_the_map(screen: ContactsScreen) -> None:
    assert "Hidden from map and print. Never suggested, never counted." not in screen.words
    click(screen.open("between"), "How it is now: Not safe to contact")
    assert "Hidden from map and print. Never suggested, never counted." in screen.words
    assert not screen.page.card.on_map.isVisible()  # type: ignore[union-attr]
    assert "Only you see this. It is never printed." in screen.words


def test_groups_open_and_close_and_say_so(screen: ContactsScreen) -> None:
    group = screen.page.card.groups["reach"]  # type: ignore[union-attr]
    assert group.form is None, "what is closed is not built"
    screen.press("Phone, messages and address")
    assert group.title.accessibleName() == "Phone, messages and address, open"
    screen.press("Phone, messages and address")
    assert group.title.accessibleName() == "Phone, messages and address, closed"
    assert not group.form.isVisible()  # type: ignore[union-attr]
