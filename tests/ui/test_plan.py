"""The plan page through its real widgets: what is seen, what the store holds, what is in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Asked, Contact, Kind, Phone, State
from supportdesk.domain.goal import Goal
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart
from supportdesk.report.choices import Edition, NameStyle, Section
from supportdesk.store import Store, StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.plan_making import Maker, Wish
from supportdesk.ui.pages.plan_preview import Zoom
from supportdesk.ui.pages.plan_wanted import Wanted
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.plan import PlanScreen, squeezed, text_of, words

TODAY = date(2026, 11, 1)
Open = Callable[[Desk], PlanScreen]

ANA = Contact(id="a" * 32, name="Ana Ruiz", role="sister", kinds=(Kind.FAMILY,), in_hard_times=True,
              phones=(Phone(number="01632 960777"),), my_boundaries="no lending money")  # fmt: skip
UNSAFE = Contact(id="b" * 32, name="Ruth Unsafe", kinds=(Kind.FRIEND,), state=State.NOT_SAFE,
                 in_hard_times=True, phones=(Phone(number="01632 960666"),))  # fmt: skip
RESTING = Contact(id="c" * 32, name="Leo Resting", kinds=(Kind.FRIEND,), state=State.ON_A_BREAK)


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    """One look for all tests here: putting a style sheet in place takes longer than most of them."""
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.fixture
def open_plan(qtbot: QtBot, theme: Theme) -> Open:
    return lambda desk: PlanScreen(qtbot, desk, theme)


def _contact(number: int, name: str, role: str, kind: Kind) -> Contact:
    phones = (Phone(number=f"01632 96010{number}"),)
    return Contact(id=f"{number}" * 32, name=name, role=role, kinds=(kind,), phones=phones)


PEOPLE = (
    _contact(1, "Mina Avery", "older sister", Kind.FAMILY),
    _contact(2, "Tomasz Wójcik", "running friend", Kind.FRIEND),
    _contact(3, "Deniz Kaya", "friend since college", Kind.FRIEND),
)


def _part(part: Part, *lines: str, people: tuple[Contact, ...] = ()) -> PlanPart:
    items = (
        *(PlanItem(contact_id=each.id) for each in people),
        *(PlanItem(text=line) for line in lines),
    )
    return PlanPart(part=part, items=items)


WRITTEN = (
    _part(Part.SIGNS, "cancelling runs", "not opening post", "Fridays after 5pm"),
    _part(Part.ON_MY_OWN, "a shower and clean clothes", "the repair box"),
    _part(Part.DISTRACTION, "harbour wall", people=PEOPLE[1:2]),
    _part(Part.PEOPLE, people=PEOPLE),
    _part(Part.SAFER, "not alone on hard Fridays"),
    _part(Part.PLEASE_DO, "sit with me", "make tea"),
    _part(Part.PLEASE_DO_NOT, "lecture"),
    _part(Part.HELPS, "run", "cook"),
)


@pytest.fixture
def plan(empty_desk: Desk, open_plan: Open) -> PlanScreen:
    """The page over a small profile with a plan."""
    store = empty_desk.store
    with store.writing(None):
        for each in PEOPLE:
            store.contacts.save(each)
        store.goals.save(Goal(what="Call Deniz on Sundays", contact_ids=(PEOPLE[2].id,)))
        store.plans.save(Plan(parts=WRITTEN))
    return open_plan(empty_desk)


@pytest.fixture
def small(empty_desk: Desk, open_plan: Open) -> PlanScreen:
    """The page over a profile with one contact of each sort and no plan."""
    for each in (ANA, UNSAFE, RESTING):
        empty_desk.store.contacts.save(each)
    return open_plan(empty_desk)


# ---- the pure steps


_LINE = st.text("abcd ", min_size=1, max_size=6).map(str.strip).filter(bool)
_ITEM = st.one_of(
    _LINE.map(lambda text: PlanItem(text=text)), st.integers(0, 9).map(lambda n: PlanItem(contact_id=f"{n}"))
)
_ITEMS = st.lists(_ITEM, max_size=8)


@given(items=_ITEMS, lines=st.lists(_LINE, max_size=8))
def test_typed_lines_become_the_words_and_no_contact_is_lost(items: list[PlanItem], lines: list[str]) -> None:
    part = PlanPart(part=Part.PEOPLE, items=tuple(items))
    fresh = changes.with_words(part, "\n\n".join(lines))
    assert [item.text for item in fresh.items if item.contact_id is None] == lines
    assert changes.people_of(fresh) == changes.people_of(part)
    assert len({item.id for item in fresh.items}) == len(fresh.items)


@given(items=_ITEMS, at=st.integers(0, 8))
def test_a_new_line_leaves_the_ids_of_the_others(items: list[PlanItem], at: int) -> None:
    part = PlanPart(part=Part.SIGNS, items=tuple(items))
    old = [item for item in part.items if item.contact_id is None]
    lines = [item.text for item in old]
    lines.insert(min(at, len(lines)), "new")
    kept = {item.id for item in changes.with_words(part, "\n".join(lines)).items}
    assert {item.id for item in old} <= kept


def test_words_and_people_keep_their_order_when_lines_change() -> None:
    items = (PlanItem(text="first"), PlanItem(contact_id="x"), PlanItem(text="last"))
    part = changes.with_words(PlanPart(part=Part.PEOPLE, items=items), "first\nlast\nmore")
    assert [item.text or item.contact_id for item in part.items] == ["first", "x", "last", "more"]


def test_new_parts_stand_in_the_offered_order_until_the_person_moves_one() -> None:
    plan = Plan()
    for part in (Part.SAFER, Part.SIGNS, Part.PEOPLE):
        plan = changes.added(plan, PlanPart(part=part))
    assert [each.part for each in plan.parts] == [Part.SIGNS, Part.PEOPLE, Part.SAFER]
    shown = [each.id for each in plan.parts]
    plan = changes.added(changes.moved(plan, shown[2], shown, -1), PlanPart(part=Part.ON_MY_OWN))
    assert [each.part for each in plan.parts] == [Part.SIGNS, Part.SAFER, Part.PEOPLE, Part.ON_MY_OWN]


# ---- writing


def test_parts_written_by_keyboard_are_in_the_saved_pdf(small: PlanScreen, tmp_path: Path) -> None:
    small.add(Part.ON_MY_OWN)
    small.type("warm tea\na slow walk")
    small.saved()
    assert small.lines(Part.ON_MY_OWN) == ["warm tea", "a slow walk"]
    small.add(Part.MATTERS)
    small.type("my garden")
    target = tmp_path / "out.pdf"
    small.save_to(target)
    text = text_of(target.read_bytes())
    for wanted in ("warm tea", "a slow walk", "my garden", "What I can do on my own"):
        assert squeezed(wanted) in text
    assert words(small.paper.notice).startswith(f"Saved as out.pdf in {tmp_path.name}.")
    assert str(tmp_path) in words(small.paper.notice)
    assert small.asked[0].name == "plan-2026-11-01.pdf"


def test_the_focus_stays_on_the_page_when_another_view_takes_its_place(small: PlanScreen) -> None:
    """Saving by its key shows the page; the field that had the focus is gone from view then."""
    small.add(Part.ON_MY_OWN)
    assert small.page.write.isAncestorOf(QApplication.focusWidget())
    small.page.show_view("page")
    assert QApplication.focusWidget() is small.page.views["page"]


def test_a_line_that_stays_keeps_its_id(plan: PlanScreen) -> None:
    before = {item.text: item.id for item in plan.part(Part.SIGNS).items}
    edit = plan.card(Part.SIGNS).words.edit
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    plan.type("\nsleeping badly")
    plan.page.flush()
    after = {item.text: item.id for item in plan.part(Part.SIGNS).items}
    assert {text: after[text] for text in before} == before
    assert list(after)[-1] == "sleeping badly"


def test_half_typed_text_and_the_cursor_survive_a_change_elsewhere(plan: PlanScreen) -> None:
    edit = plan.card(Part.SAFER).words.edit
    edit.setFocus()
    plan.type("half a wo")
    plan.desk.store.contacts.save(ANA)
    assert plan.desk.snapshot.contact(ANA.id) is not None
    assert edit.toPlainText().startswith("half a wo")
    assert edit.textCursor().position() == len("half a wo")
    assert QApplication.focusWidget() is edit
    plan.type("rd")
    plan.saved()
    assert plan.lines(Part.SAFER)[0].startswith("half a word")


def test_leaving_the_page_saves_at_once_and_ctrl_z_takes_it_back(plan: PlanScreen) -> None:
    had = plan.lines(Part.PLEASE_DO)
    edit = plan.card(Part.PLEASE_DO).words.edit
    edit.setFocus()
    plan.type("hug ")
    plan.page.flush()
    assert plan.lines(Part.PLEASE_DO) == ["hug sit with me", *had[1:]]
    plan.desk.undo()
    assert plan.lines(Part.PLEASE_DO) == had
    assert edit.toPlainText() == "\n".join(had)
    plan.desk.redo()
    assert edit.toPlainText().startswith("hug ")


def test_typing_in_one_field_is_one_step_to_take_back(plan: PlanScreen) -> None:
    had = plan.lines(Part.HELPS)
    plan.card(Part.HELPS).words.edit.setFocus()
    for piece in ("one ", "two ", "three "):
        plan.type(piece)
        plan.page.flush()
    plan.desk.undo()
    assert plan.lines(Part.HELPS) == had


def test_what_cannot_be_saved_stays_and_is_saved_when_it_can_be(
    plan: PlanScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_plan: Plan, **_more: Any) -> None:
        raise StoreError("disk_full")

    troubles: list[tuple[str, Any]] = []
    plan.desk.failed.connect(lambda code, _values, again: troubles.append((code, again)))
    with monkeypatch.context() as broken:
        broken.setattr(plan.desk.store.plans, "save", full)
        plan.card(Part.SIGNS).words.edit.setFocus()
        plan.type("kept ")
        plan.page.flush()
        assert troubles[0][0] == "disk_full"
        plan.desk.store.contacts.save(ANA)
        assert plan.card(Part.SIGNS).words.edit.toPlainText().startswith("kept ")
        plan.type("safe ")
    assert plan.desk.do(troubles[0][1])
    plan.page.flush()
    assert plan.lines(Part.SIGNS)[0].startswith("kept safe ")


def test_a_title_that_is_too_long_is_said_at_its_field(small: PlanScreen) -> None:
    card = small.add(Part.OWN)
    assert card.title_field is not None
    card.title_field.edit.setMaxLength(5000)
    card.title_field.edit.setText("x" * 1200)
    card.title_field.changed.emit("x")
    small.page.flush()
    assert "too long" in words(card)
    assert small.part(Part.OWN).title == ""


def test_own_words_have_their_own_title_on_paper(small: PlanScreen) -> None:
    small.add(Part.OWN)
    small.type("My Tuesdays")
    small.press(Qt.Key.Key_Tab)
    small.type("choir")
    small.look()
    assert "1. My Tuesdays\nchoir" in small.text()
    small.click(small.page.views["write"])
    small.add(Part.OWN)
    assert [each.part for each in small.plan.parts] == [Part.OWN, Part.OWN]


def test_parts_are_moved_by_buttons_and_the_focus_stays(plan: PlanScreen) -> None:
    first, second = plan.titles()[:2]
    card = plan.card(Part.SIGNS)
    assert not card.up.isEnabled()
    card.down.setFocus()
    plan.press(Qt.Key.Key_Space)
    assert plan.titles()[:2] == [second, first]
    assert [each.part for each in plan.plan.parts[:2]] == [Part.ON_MY_OWN, Part.SIGNS]
    assert QApplication.focusWidget() is card.down
    plan.desk.undo()
    assert plan.titles()[:2] == [first, second]


def test_tab_follows_the_order_that_is_seen(plan: PlanScreen) -> None:
    plan.click(plan.card(Part.SIGNS).down)
    QApplication.processEvents()
    above, below = plan.card(Part.ON_MY_OWN), plan.card(Part.SIGNS)
    plan.qtbot.waitUntil(lambda: above.words.edit.nextInFocusChain() is not None)
    above.words.edit.setFocus()
    plan.press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert below.isAncestorOf(focus)


def test_a_part_left_off_the_paper_says_so_and_is_not_printed(plan: PlanScreen) -> None:
    card = plan.card(Part.SIGNS)
    assert not card.off_paper.isVisible()
    plan.click(card.paper)
    assert "This part is not on paper." in words(card)
    assert "on paper" in card.paper.accessibleName()
    plan.look()
    assert "cancelling runs" not in plan.text()
    assert "sit with me" in plan.text()


def test_a_part_taken_out_can_be_taken_back(plan: PlanScreen) -> None:
    notices: list[Any] = []
    plan.desk.noticed.connect(notices.append)
    before = plan.plan.parts
    plan.click(plan.card(Part.PLEASE_DO).out)
    assert plan.plan.part(Part.PLEASE_DO) is None
    assert notices[0].text == "“Please do” was taken out of your plan."
    assert notices[0].undo
    focus = QApplication.focusWidget()
    assert focus is not None
    assert plan.page.write.cards[plan.part(Part.PLEASE_DO_NOT).id].isAncestorOf(focus)
    assert plan.page.write.adding.buttons[Part.PLEASE_DO].isVisible()
    plan.desk.undo()
    assert plan.plan.parts == before


def test_only_parts_that_are_not_written_are_offered(plan: PlanScreen) -> None:
    offered = {part for part, one in plan.page.write.adding.buttons.items() if one.isVisible()}
    assert offered == set(Part) - {each.part for each in WRITTEN} | {Part.OWN}


# ---- contacts


def test_a_chosen_contact_stands_on_paper_with_the_number(small: PlanScreen, tmp_path: Path) -> None:
    card = small.add(Part.PEOPLE)
    small.press(Qt.Key.Key_Space)  # "Choose from your contacts" has the focus
    assert card.people.picker.isVisible()
    small.press(Qt.Key.Key_Return)
    assert [item.contact_id for item in small.part(Part.PEOPLE).items] == [ANA.id]
    assert "sister · 01632 960777" in words(card)
    row = next(iter(card.people.rows.values()))
    small.click(row.say)
    small.type("ask her to just listen")
    target = tmp_path / "out.pdf"
    small.save_to(target)
    text = text_of(target.read_bytes())
    for wanted in ("Ana Ruiz", "sister", "01632 960777", "ask her to just listen"):
        assert squeezed(wanted) in text
    assert small.part(Part.PEOPLE).items[0].text == "ask her to just listen"


def test_only_active_contacts_are_offered(small: PlanScreen) -> None:
    card = small.add(Part.PEOPLE)
    card.people.start_choosing()
    lines = card.people.picker.list
    assert [lines.item(number).text().split(" · ")[0] for number in range(lines.count())] == ["Ana Ruiz"]


def test_a_contact_that_became_unsafe_is_neither_shown_nor_lost(small: PlanScreen) -> None:
    items = (PlanItem(contact_id=UNSAFE.id, text="old words"), PlanItem(contact_id=ANA.id))
    small.desk.store.plans.save(Plan(parts=(PlanPart(part=Part.PEOPLE, items=items),)))
    card = small.card(Part.PEOPLE)
    assert "Ruth" not in words(small.page)
    assert "old words" not in words(small.page)
    card.words.edit.setFocus()
    small.type("anyone at the choir")
    small.page.flush()
    assert [item.contact_id for item in small.part(Part.PEOPLE).items] == [UNSAFE.id, ANA.id, None]
    small.look()
    assert "Ruth" not in small.text()


def test_many_contacts_are_found_by_typing(empty_desk: Desk, open_plan: Open) -> None:
    for number in range(40):
        empty_desk.store.contacts.save(Contact(name=f"Person {number:02}", role=f"role{number:02}"))
    screen = open_plan(empty_desk)
    card = screen.add(Part.PEOPLE)
    screen.press(Qt.Key.Key_Space)
    screen.type("role17")
    screen.press(Qt.Key.Key_Return)
    chosen = empty_desk.snapshot.contact(screen.part(Part.PEOPLE).items[0].contact_id)
    assert chosen is not None
    assert chosen.name == "Person 17"
    screen.press(Qt.Key.Key_Escape)
    assert not card.people.picker.isVisible()
    assert QApplication.focusWidget() is card.people.choose


def test_people_change_places_and_leave_with_undo(plan: PlanScreen) -> None:
    people = plan.card(Part.PEOPLE).people
    before = [item.contact_id for item in plan.part(Part.PEOPLE).items]
    second = list(people.rows.values())[1]
    plan.click(second.up)
    assert [item.contact_id for item in plan.part(Part.PEOPLE).items] == [before[1], before[0], before[2]]
    plan.click(second.out)
    assert [item.contact_id for item in plan.part(Part.PEOPLE).items] == [before[0], before[2]]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert people.isAncestorOf(focus)
    plan.desk.undo()
    plan.desk.undo()
    assert [item.contact_id for item in plan.part(Part.PEOPLE).items] == before


# ---- about the plan


def test_health_notes_lead_to_the_contact(small: PlanScreen) -> None:
    quiet = replace(ANA, id="d" * 32, name="Bo Quiet", phones=(), asked=Asked.AGREED)
    small.desk.store.contacts.save(quiet)
    assert not small.page.write.health.isVisible()
    items = (PlanItem(contact_id=quiet.id), PlanItem(contact_id=ANA.id))
    small.desk.store.plans.save(Plan(parts=(PlanPart(part=Part.PEOPLE, items=items),)))
    shown = words(small.page.write.health)
    assert "Bo Quiet has no number here yet." in shown
    assert "You could ask Ana Ruiz about being in your plan." in shown
    gone: list[tuple[str, str]] = []
    small.page.goes.connect(lambda page, target: gone.append((page, target)))
    small.click(_named(small.page, "Open Bo Quiet"))
    assert gone == [("contacts", quiet.id)]


def _named(inside: QWidget, name: str) -> QWidget:
    return next(each for each in inside.findChildren(QWidget) if each.accessibleName() == name)


def test_looking_it_over_is_noted_and_a_due_look_moves_on(small: PlanScreen) -> None:
    small.desk.store.plans.save(Plan(next_review=date(2026, 10, 20)))
    assert "20 October 2026" in words(small.page.write.health)
    about = small.page.write.about
    about.with_whom.setFocus()
    small.type("Ana")
    small.click(about.look)
    assert [(each.day, each.with_whom) for each in small.plan.reviews] == [(TODAY, "Ana")]
    assert small.plan.next_review == date(2027, 1, 31)
    assert not small.page.write.health.isVisible()
    assert "Looked over 1 November 2026 with Ana" in words(about)
    small.desk.undo()
    assert small.plan.reviews == ()


def test_made_and_shared_are_kept_and_printed(small: PlanScreen) -> None:
    about = small.page.write.about
    about.shared.setFocus()
    small.type("Ana and my doctor")
    about.made_with.setFocus()
    small.type("my doctor")
    small.click(about.made_on.choose)
    small.page.flush()
    assert (small.plan.made_with, small.plan.shared_with) == ("my doctor", "Ana and my doctor")
    assert small.plan.made_on == TODAY
    small.look()
    assert "Made 1 November 2026 with my doctor" in small.text()
    assert "Shared with Ana and my doctor" in small.text()


def test_the_page_says_once_that_it_is_not_medical_care(plan: PlanScreen) -> None:
    assert words(plan.page).count("This plan is your own. It is not medical care.") == 1


def test_an_empty_plan_offers_two_steps_and_still_saves(
    empty_desk: Desk, open_plan: Open, tmp_path: Path
) -> None:
    screen = open_plan(empty_desk)
    assert "Your plan is almost empty." in words(screen.page)
    gone: list[tuple[str, str]] = []
    screen.page.goes.connect(lambda page, target: gone.append((page, target)))
    screen.page.write.add_person()
    assert gone == [("contacts", "new")]
    screen.save_to(tmp_path / "empty.pdf")
    assert squeezed("Someone I can call") in text_of((tmp_path / "empty.pdf").read_bytes())
    screen.page.show_view("write")
    screen.page.write.add_calm()
    screen.type("music")
    screen.page.flush()
    assert screen.lines(Part.ON_MY_OWN) == ["music"]
    assert not screen.page.write.empty.isVisible()


# ---- the paper


def _different(one: QImage, other: QImage) -> bool:
    return one.size() != other.size() or one != other


def _ink(image: QImage) -> int:
    """How many points of a picture, one in eight each way, are darker than paper."""
    points = ((x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8))
    return sum(image.pixelColor(x, y).lightness() < 128 for x, y in points)


def test_the_real_page_is_shown_and_replaced_after_a_choice(plan: PlanScreen) -> None:
    plan.look()
    first = plan.preview.sheet.image
    assert _ink(first) > 50
    plan.choose("Initials")
    assert _ink(plan.preview.sheet.image) > 50
    assert _different(first, plan.preview.sheet.image)
    assert "T. W." in plan.text()
    assert "Tomasz Wójcik" not in plan.text()


def _is_sharp(plan: PlanScreen) -> bool:
    """Whether the picture has as many pixels as the paper on the screen, but for rounding."""
    shown = plan.preview._page_size().width() * plan.preview.devicePixelRatioF()
    return abs(plan.preview.sheet.image.width() - shown) <= 8


def test_the_picture_has_the_pixels_of_the_screen(plan: PlanScreen) -> None:
    plan.look()
    for zoom in (Zoom.WIDTH, Zoom.WHOLE, Zoom.FULL):
        plan.click(plan.preview._chips[zoom])
        plan.qtbot.waitUntil(lambda: _is_sharp(plan), timeout=30_000)
    assert plan.preview._page_size().width() == 794


def test_pages_are_turned(plan: PlanScreen) -> None:
    plan.look()
    count = plan.preview.made.count if plan.preview.made else 0
    assert plan.preview.place.text() == f"Page 1 of {count}"
    assert not plan.preview.before.isEnabled()
    first = plan.preview.sheet.image
    plan.click(plan.preview.after)
    plan.ready()
    assert plan.preview.place.text() == f"Page 2 of {count}"
    assert _different(first, plan.preview.sheet.image)
    plan.choose("One page")
    assert plan.preview.place.text() == "Page 1 of 1"


def test_the_text_view_says_what_stands_in_the_pdf(plan: PlanScreen, tmp_path: Path) -> None:
    plan.look()
    plan.as_text()
    assert plan.preview.words.isVisible()
    plan.save_to(tmp_path / "out.pdf")
    printed = text_of((tmp_path / "out.pdf").read_bytes())
    alt = plan.preview.made.document.data["map"]["alt"] if plan.preview.made else ""
    for line in plan.text().splitlines():
        said = [line] if line != alt else []
        for piece in (piece for each in said for piece in each.replace(". ", " · ").split(" · ")):
            assert squeezed(piece.removeprefix("1. ")) in printed or _in_pieces(piece, printed), line


def _in_pieces(line: str, printed: str) -> bool:
    """A line of the text view may stand in a table or a list: every word of it is printed."""
    return all(squeezed(word) in printed for word in line.replace(":", " ").split())


def test_initials_hide_names_in_the_file(plan: PlanScreen, tmp_path: Path) -> None:
    plan.look()
    plan.choose("Initials")
    plan.save_to(tmp_path / "out.pdf")
    text = text_of((tmp_path / "out.pdf").read_bytes())
    assert "M.A." in text
    assert "MinaAvery" not in text
    assert "Words you wrote yourself stay as they are." in words(plan.paper.panel)


def test_for_the_wall_names_become_initials_and_private_things_stay_out(small: PlanScreen) -> None:
    small.desk.store.plans.save(
        Plan(parts=(_part(Part.SAFER, "tender words"), _part(Part.MATTERS, "my garden", people=(ANA,))))
    )
    small.look()
    small.tick(Section.BOUNDARIES)
    assert "no lending money" in small.text()
    assert "tender words" in small.text()
    small.choose("It may hang on the wall")
    assert small.paper.panel.wanted.edition is Edition.ONE_PAGE
    for hidden in ("no lending money", "Ana", "tender words"):
        assert hidden not in small.text()
    assert "A. R." in small.text()
    assert "my garden" in small.text()
    small.choose("In full")
    assert "Ana Ruiz" in small.text()


def test_a_card_is_for_whom_was_chosen_and_names_nobody_else(plan: PlanScreen) -> None:
    plan.look()
    plan.choose("Someone I trust")
    panel = plan.paper.panel
    assert panel.supporter.currentText() == "Deniz Kaya"
    assert plan.text().startswith("How you can help me\nDeniz Kaya")
    panel.supporter.setCurrentIndex(panel.supporter.findText("Mina Avery"))
    panel.supporter.activated.emit(panel.supporter.currentIndex())
    plan.ready()
    assert "Mina Avery" in plan.text()
    assert "sit with me" in plan.text()
    for other in ("Deniz", "Tomasz", "cancelling runs", "01632"):
        assert other not in plan.text()
    plan.tick(Section.OTHERS)
    assert "Deniz Kaya" in plan.text()


def test_every_sheet_can_be_chosen_and_seen(plan: PlanScreen) -> None:
    plan.look()
    for words_, mark in (
        ("One page", "cancelling runs"),
        ("Card for my wallet", "bank card"),
        ("For my therapist", "For my appointment"),
        ("Card for a supporter", "How you can help me"),
        ("Empty map to fill in", "You are in the middle."),
        ("Empty plan to fill in", "Start anywhere."),
        ("Full plan", "cancelling runs"),
    ):
        plan.choose(words_)
        assert mark in plan.text()
        assert not plan.preview.sheet.image.isNull()
    assert "Mina" in plan.text()


def test_an_empty_sheet_holds_nothing_of_the_profile(plan: PlanScreen) -> None:
    plan.look()
    for words_ in ("Empty map to fill in", "Empty plan to fill in"):
        plan.choose(words_)
        for name in ("Mina", "Deniz", "cancelling", "01632 960101"):
            assert name not in plan.text()
        assert not plan.paper.panel.names.isVisible()


def test_a_section_that_is_not_ticked_disappears(plan: PlanScreen) -> None:
    plan.look()
    assert "cancelling runs" in plan.text()
    assert "My small steps" in plan.text()
    plan.tick(Part.SIGNS)
    assert "cancelling runs" not in plan.text()
    plan.tick(Section.GOALS)
    assert "My small steps" not in plan.text()
    plan.tick(Part.SIGNS)
    assert "cancelling runs" in plan.text()


def test_phone_numbers_can_stay_out(plan: PlanScreen) -> None:
    plan.look()
    assert "01632 960101" in plan.text()
    plan.choose("Phone numbers")
    assert "01632 960101" not in plan.text()


def test_only_sections_with_content_that_the_edition_holds_are_offered(small: PlanScreen) -> None:
    small.look()
    assert set(small.boxes()) == {Section.MAP, Section.CONTACTS, Section.BOUNDARIES}
    small.choose("One page")
    assert set(small.boxes()) == {Section.MAP}


def test_the_paper_size_is_remembered_in_the_profile(plan: PlanScreen, open_plan: Open) -> None:
    plan.look()
    plan.choose("Letter")
    assert plan.desk.store.me().paper == "letter"
    image = plan.preview.sheet.image
    assert image.height() / image.width() == pytest.approx(11 / 8.5, rel=0.01)
    other = open_plan(plan.desk)
    other.look()
    assert other.paper.panel.paper.value == "letter"


def test_the_last_wish_wins(qtbot: QtBot, desk: Desk) -> None:
    maker = Maker(desk.worker, desk)
    made: list[Any] = []
    maker.made.connect(made.append)
    wishes = [
        Wish(snapshot=desk.snapshot, choices=wanted.on_paper(), today=TODAY, page=0, ppi=50)
        for wanted in (
            Wanted(),
            Wanted(names=NameStyle.ROLES),
            Wanted(edition=Edition.ONE_PAGE),
            Wanted(names=NameStyle.INITIALS),
        )
    ]
    for wish in wishes:
        maker.wish(wish)
    qtbot.waitUntil(lambda: not maker.is_busy, timeout=30_000)
    assert [each.wish for each in made] == [wishes[-1]]


def test_the_map_is_drawn_once_while_nothing_of_it_changes(plan: PlanScreen) -> None:
    plan.look()
    drawn = plan.preview.made.document.svg if plan.preview.made else ""
    plan.choose("Phone numbers")
    assert plan.preview.made is not None
    assert plan.preview.made.document.svg == drawn
    assert len(plan.paper.maker._known.pictures) == 1
    plan.choose("Initials")
    assert len(plan.paper.maker._known.pictures) == 2
    plan.choose("In full")
    assert len(plan.paper.maker._known.pictures) == 2


def test_a_large_profile_has_more_pages(empty_desk: Desk, open_plan: Open) -> None:
    screen = open_plan(empty_desk)
    screen.look()
    few = screen.preview.made.count if screen.preview.made else 0
    _fill(empty_desk.store, 150)
    screen.ready()
    assert screen.preview.made is not None
    assert screen.preview.made.count > few + 5
    screen.click(screen.preview.after)
    screen.ready()
    assert _ink(screen.preview.sheet.image) > 0


def _fill(store: Store, count: int) -> None:
    with store.writing(None):
        for number in range(count):
            phones = (Phone(number=f"01632 96{number:04}"),)
            store.contacts.save(Contact(name=f"Person {number}", kinds=(Kind.FRIEND,), phones=phones))


# ---- saving


def test_a_folder_that_cannot_be_used_gives_a_sentence_and_keeps_everything(
    plan: PlanScreen, tmp_path: Path
) -> None:
    plan.look()
    plan.choose("Initials")
    (tmp_path / "file").write_text("not a folder")
    plan.save_to(tmp_path / "file" / "out.pdf", tmp_path / "good.pdf")
    assert "That folder is not there. Choose another folder, such as Documents." in words(plan.paper.notice)
    assert plan.paper.panel.names.value is NameStyle.INITIALS
    plan.click(plan.paper.notice.other)
    plan.qtbot.waitUntil(lambda: "Saved as good.pdf" in words(plan.paper.notice), timeout=30_000)
    assert "M.A." in text_of((tmp_path / "good.pdf").read_bytes())
    assert not plan.paper.notice.other.isVisible()


def test_an_old_file_stays_whole_when_saving_fails(
    plan: PlanScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"before")

    def full(*_args: object) -> int:
        raise OSError(28, "no space left")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        plan.save_to(target)
    assert "Your disk is full." in words(plan.paper.notice)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.glob(".*part")) == []


def test_a_name_without_an_ending_gets_one(plan: PlanScreen, tmp_path: Path) -> None:
    plan.save_to(tmp_path / "mine")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


def test_qts_own_chooser_leaves_no_trace(plan: PlanScreen, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    plan.page.show_view("page")
    plan.click(plan.page.save_button)
    dialog = plan.page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("plan-2026-11-01.pdf")
    dialog.setDirectory(str(tmp_path / "kept"))
    dialog.selectFile("mine.pdf")
    dialog.accept()
    plan.finish()
    assert (tmp_path / "kept" / "mine.pdf").exists()
    plan.qtbot.waitUntil(lambda: plan.page.findChild(QFileDialog) is None)
    seen = [each.read_text() for each in tmp_path.rglob("QtProject.conf")]
    assert not any("kept" in each or "mine" in each for each in seen)
    assert not QSettings("QtProject").value("FileDialog/history")


def test_ctrl_e_opens_the_paper_and_asks_where(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    from supportdesk.sample import sample_store

    shell.settings.page = "plan"
    shell.open_store(sample_store(shell.clock.today))
    shell.show()
    page = shell.workspace.page
    asked: list[Path] = []
    page.show_view("page")
    page.paper.where = lambda _parent, suggested, _answered: asked.append(suggested)
    page.show_view("write")
    shell.actions_.all["save_pdf"].trigger()
    assert [each.name for each in asked] == ["plan-2026-11-01.pdf"]
    assert page.view == "page"


def test_nothing_heavy_is_loaded_before_the_paper_is_opened() -> None:
    import subprocess
    import sys

    check = (
        "import sys, supportdesk.ui.pages.plan\n"
        "heavy = {'matplotlib', 'numpy', 'typst', 'supportdesk.report'} & set(sys.modules)\n"
        "import supportdesk.ui.pages.plan_paper\n"
        "heavy |= {'matplotlib', 'numpy', 'typst'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# ---- every control can be named


def test_every_control_has_a_name(desk: Desk, open_plan: Open) -> None:
    plan = open_plan(desk)
    plan.look()
    for view in ("write", "page"):
        plan.page.show_view(view)
        for each in plan.page.findChildren(QWidget):
            if (
                each.isVisible()
                and each.focusPolicy() & Qt.FocusPolicy.TabFocus
                and each.focusProxy() is None
            ):
                named = each.accessibleName() or getattr(each, "text", str)()
                assert named, f"{type(each).__name__} in {view}"
