"""The map page: chosen, moved, added, tied, read as a list and saved, through the real widget."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supportdesk.charts.view import Names, Preset
from supportdesk.domain.contact import Contact, Energy, Ring, State, SupportType, Tie
from supportdesk.domain.placement import Sector
from supportdesk.domain.snapshot import Snapshot
from supportdesk.sample import sample_store
from supportdesk.ui.clipboard import clear_ours
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.map_look import for_paper
from supportdesk.ui.pages.map_words import row
from supportdesk.ui.save_file import choose_place, neutral_name, saved_in, with_ending
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.benchmarks.data import contacts, ties
from tests.screens.map import MapScreen


@cache
def sample(day: date) -> Snapshot:
    return sample_store(lambda: day).snapshot()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """The people of the sample and their ties; without the log, which the map does not show."""
    people = sample(empty_desk.today)
    store = empty_desk.store
    store.contacts.add_many(people.contacts, change=None)
    with store.writing(None):
        for tie in people.ties:
            store.ties.write(tie)
    return empty_desk


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> MapScreen:
    return MapScreen(qtbot, desk, theme)


def colours(image: QImage) -> set[int]:
    """Some of the colours of a picture."""
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


# ---- what is drawn


def test_the_picture_shows_everybody_who_may_be_seen(screen: MapScreen) -> None:
    wanted = {each.short_name for each in screen.desk.snapshot.contacts if each.is_on_map}
    assert set(screen.drawn_names) == wanted
    image = screen.page.canvas.image
    assert image is not None
    assert len(colours(image)) > 20
    assert image.deviceIndependentSize().toSize() == screen.page.canvas.size()


def test_unsafe_and_archived_contacts_are_neither_drawn_nor_listed(screen: MapScreen) -> None:
    for name, state in (("Mina", State.NOT_SAFE), ("Deniz", State.ARCHIVED)):
        screen.desk.store.contacts.save(replace(screen.contact(name), state=state))
    screen.wait()
    assert not {"Mina", "Deniz"} & set(screen.drawn_names)
    screen.page.open_target(screen.contact("Mina").id)
    assert screen.selected == ""
    screen.click("Kwame")
    offered = [screen.page.card.ties.who.itemText(n) for n in range(screen.page.card.ties.who.count())]
    screen.show_list()
    told = " ".join([*screen.rows, *offered, screen.page.canvas.accessibleDescription()])
    assert "Mina" not in told
    assert "Deniz" not in told


def test_light_and_dark_are_different_pictures(screen: MapScreen, theme: Theme) -> None:
    canvas = screen.page.canvas
    assert canvas.image is not None
    light = canvas.image.copy()
    theme.choose("dark")
    screen.wait()
    assert canvas.image.pixelColor(3, 3).lightness() < 60 < light.pixelColor(3, 3).lightness()


def test_larger_text_draws_larger_names(screen: MapScreen, theme: Theme) -> None:
    small = screen.node("Mina").label_box
    theme.resize(150)
    screen.wait()
    large = screen.node("Mina").label_box
    assert small is not None
    assert large is not None
    assert large.bottom - large.top > (small.bottom - small.top) * 1.3
    theme.resize(100)


def test_the_same_snapshot_draws_nothing_anew(screen: MapScreen) -> None:
    drawn = []
    screen.page.canvas.painted.connect(lambda: drawn.append(1))
    screen.page.show_snapshot(screen.desk.snapshot)
    screen.desk.store.save_me(replace(screen.desk.snapshot.me, name="Jo"))
    screen.qtbot.wait(20)
    assert drawn == []


def test_nobody_jumps_when_one_is_added_moved_and_put_back(screen: MapScreen) -> None:
    before = {name: screen.node(name).place for name in screen.drawn_names}
    screen.desk.store.contacts.save(Contact(name="Noor", ring=Ring.OUTER))
    screen.click("Tomasz")
    screen.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert screen.node("Tomasz").place != before["Tomasz"]
    screen.desk.undo()
    assert {name: screen.node(name).place for name in before} == before


def test_150_contacts_are_drawn(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    made = contacts(150)
    empty_desk.store.contacts.add_many(made, change=None)
    with empty_desk.store.writing(None):
        for tie in ties(made, 400):
            empty_desk.store.ties.write(tie)
    screen = MapScreen(qtbot, empty_desk, theme)
    assert len(screen.drawn_names) == 150
    last = screen.drawn_names[-1]
    screen.key(Qt.Key.Key_End)
    assert screen.selected == last
    screen.wait()


# ---- the pointer


def test_a_click_chooses_and_a_click_beside_lets_go(screen: MapScreen) -> None:
    screen.click("Mina")
    assert screen.selected == "Mina"
    card = screen.page.card
    assert card.isVisible()
    assert card.name.text() == screen.contact("Mina").name
    assert "Inner ring, Family" in card.facts.text()
    assert card.rings.value is Ring.INNER
    screen.wait()
    assert screen.page.canvas.view.selected == screen.contact("Mina").id
    empty = screen.empty_spot(Ring.OUTER)
    QTest.mouseClick(screen.page.canvas, Qt.MouseButton.LeftButton, pos=empty)
    assert screen.selected == ""
    assert not card.isVisible()


def test_a_drag_to_another_ring_is_saved_said_and_undone(screen: MapScreen) -> None:
    before = screen.contact("Mina")
    to = screen.spot_at(230.0, 65.0)
    screen.drag("Mina", to)
    after = screen.contact("Mina")
    assert after.ring is Ring.MIDDLE
    assert after.angle == pytest.approx(230.0, abs=1.0)
    assert after.distance == pytest.approx(65.0, abs=1.0)
    assert screen.said[-1].text == "Mina moved to the middle ring."
    assert screen.said[-1].undo
    node = screen.node("Mina")
    assert (node.x, node.y) == pytest.approx((to.x(), to.y()), abs=3)
    screen.desk.undo()
    assert screen.contact("Mina") == before


def test_a_drop_on_somebody_settles_beside_them_and_moves_nobody(screen: MapScreen) -> None:
    before = {name: screen.node(name).place for name in screen.drawn_names if name != "Mina"}
    screen.drag("Mina", screen.spot("Yuki"))
    assert {name: screen.node(name).place for name in before} == before
    mina, yuki = screen.node("Mina"), screen.node("Yuki")
    apart = math.hypot(mina.x - yuki.x, mina.y - yuki.y)
    assert 2 * mina.radius < apart < 4 * mina.radius
    assert mina.place.angle == pytest.approx(screen.contact("Mina").angle, abs=0.01)


def test_the_places_of_a_day_are_kept_for_the_next(screen: MapScreen, qtbot: QtBot, theme: Theme) -> None:
    screen.desk.store.contacts.save(Contact(name="Noor", ring=Ring.OUTER))
    before = {name: screen.node(name).place for name in screen.drawn_names}
    screen.page.flush()
    assert screen.desk.store.can_undo is not None
    again = MapScreen(qtbot, screen.desk, theme)
    assert set(before) == set(again.drawn_names)
    for name, place in before.items():
        assert math.dist((place.x, place.y), (again.node(name).place.x, again.node(name).place.y)) < 0.01


def test_a_drop_on_a_ring_line_settles_beside_it(screen: MapScreen) -> None:
    screen.drag("Mina", screen.spot_at(100.0, 52.5))
    node = screen.node("Mina")
    assert abs(node.place.distance - 52.0) >= 6.0
    assert node.place.ring is screen.contact("Mina").ring is Ring.MIDDLE


def test_a_drop_outside_the_rings_is_hoped_for_once_the_person_agrees(screen: MapScreen) -> None:
    before = screen.node("Sofía").place
    screen.drag("Sofía", screen.spot_at(225.0, 112.0))
    ask = screen.page.hoped
    assert ask.isVisible()
    assert "Is Sofía one of them?" in ask.words.text()
    assert screen.contact("Sofía").ring is Ring.OUTER
    assert screen.node("Sofía").place == before
    ask.yes.click()
    assert not ask.isVisible()
    assert screen.contact("Sofía").ring is Ring.HOPED
    assert screen.said[-1].text == "Sofía moved to “hoped for”."
    screen.desk.undo()
    assert screen.node("Sofía").place == before


def test_no_and_escape_leave_a_contact_in_the_rings(screen: MapScreen) -> None:
    before, ask = screen.desk.snapshot, screen.page.hoped
    screen.drag("Sofía", screen.spot_at(225.0, 112.0))
    ask.no.click()
    assert screen.desk.snapshot == before
    screen.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert ask.isVisible()
    QTest.keyClick(ask.yes, Qt.Key.Key_Escape)
    assert not ask.isVisible()
    assert screen.desk.snapshot == before


def test_escape_in_a_drag_leaves_everything_as_it_was(screen: MapScreen) -> None:
    before, image = screen.desk.snapshot, screen.page.canvas.image.copy()
    to = screen.spot_at(180.0, 40.0)
    screen.lift("Mina", to)
    assert screen.page.canvas.image.copy() != image
    seen = screen.page.canvas.grab().toImage()
    assert seen.pixel(20, seen.height() // 2) == image.pixel(20, image.height() // 2)
    screen.page.canvas.setFocus()
    QTest.keyClick(screen.page.canvas, Qt.Key.Key_Escape)
    screen.drop(to)
    assert screen.desk.snapshot == before
    assert screen.said == []
    screen.wait()
    assert screen.page.canvas.image.copy() == image


def test_a_trembling_click_is_no_drag(screen: MapScreen) -> None:
    before, spot = screen.desk.snapshot, screen.spot("Deniz")
    canvas = screen.page.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(canvas, spot + type(spot)(2, 2))
    screen.drop(spot + type(spot)(2, 2))
    assert screen.desk.snapshot == before
    assert screen.selected == "Deniz"


def test_a_double_click_on_an_empty_spot_adds_somebody_there(screen: MapScreen) -> None:
    spot = screen.empty_spot(Ring.OUTER)
    QTest.mouseDClick(screen.page.canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.page.add.isVisible()
    assert "Outer ring" in screen.page.add.field.below.text()
    QTest.keyClicks(screen.page.add.edit, "Noor")
    QTest.keyClick(screen.page.add.edit, Qt.Key.Key_Return)
    assert screen.contact("Noor").ring is Ring.OUTER
    node = screen.node("Noor")
    assert (node.x, node.y) == pytest.approx((spot.x(), spot.y()), abs=4)
    assert screen.selected == "Noor"
    assert not screen.page.add.isVisible()
    screen.desk.undo()
    assert all(each.name != "Noor" for each in screen.desk.snapshot.contacts)


def test_a_double_click_on_a_contact_brings_the_focus_to_the_card(screen: MapScreen, shell: Shell) -> None:
    QTest.mouseDClick(screen.page.canvas, Qt.MouseButton.LeftButton, pos=screen.spot("Leila"))
    assert screen.selected == "Leila"
    asked: list[tuple[str, str]] = []
    screen.page.goes.connect(lambda page, target: asked.append((page, target)))
    screen.page.card.open.click()
    assert asked == [("contacts", screen.contact("Leila").id)]


# ---- keys


def test_keys_walk_through_everybody_in_map_order(screen: MapScreen) -> None:
    order = screen.drawn_names
    screen.key(Qt.Key.Key_Right)
    seen = [screen.selected]
    for _step in order[1:]:
        screen.key(Qt.Key.Key_Right)
        seen.append(screen.selected)
    assert seen == order
    screen.key(Qt.Key.Key_Right)
    assert screen.selected == order[-1]
    screen.key(Qt.Key.Key_Home)
    assert screen.selected == order[0]
    screen.key(Qt.Key.Key_End)
    screen.key(Qt.Key.Key_Left)
    assert screen.selected == order[-2]
    screen.key(Qt.Key.Key_Escape)
    assert screen.selected == ""


def test_up_and_down_go_to_somebody_above_and_below(screen: MapScreen) -> None:
    screen.click("Kwame")
    here = screen.node("Kwame")
    screen.key(Qt.Key.Key_Down)
    assert screen.node(screen.selected).y > here.y
    low = screen.node(screen.selected)
    screen.key(Qt.Key.Key_Up)
    assert screen.node(screen.selected).y < low.y


def test_shift_up_and_down_move_a_ring_and_say_so(screen: MapScreen) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    screen.click("Kwame")
    assert screen.contact("Kwame").ring is Ring.MIDDLE
    screen.key(Qt.Key.Key_Up, shift)
    assert screen.contact("Kwame").ring is Ring.INNER
    assert screen.said[-1].text == "Kwame moved to the inner ring."
    screen.key(Qt.Key.Key_Up, shift)
    assert screen.contact("Kwame").ring is Ring.INNER
    assert screen.said[-1].text == "Kwame is in the inner ring already."
    assert not screen.said[-1].undo
    screen.key(Qt.Key.Key_Down, shift)
    screen.key(Qt.Key.Key_Down, shift)
    assert screen.contact("Kwame").ring is Ring.OUTER


def test_shift_and_arrows_turn(screen: MapScreen) -> None:
    screen.click("Kwame")
    start = screen.node("Kwame").place.angle
    screen.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert screen.contact("Kwame").angle == pytest.approx(start + 9.0, abs=0.1)
    screen.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert screen.contact("Kwame").angle == pytest.approx(start, abs=0.1)


def test_each_step_of_the_keys_is_announced(screen: MapScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("supportdesk.ui.pages.map.announce", lambda _widget, words: said.append(words))
    screen.key(Qt.Key.Key_Home)
    first = screen.contact(screen.drawn_names[0])
    assert said == [f"{first.short_name}, inner ring, {_helps(first)}, gives and receives. 1 of 16"]


def _helps(contact: Contact) -> str:
    return ", ".join(f"{each.type} support" for each in contact.supports if each.received)


# ---- zoom and pan


def test_the_wheel_zooms_about_the_pointer(screen: MapScreen) -> None:
    canvas, spot = screen.page.canvas, screen.spot("Kwame")
    before = screen.node("Kwame")
    screen.wheel(spot, 3)
    after = screen.node("Kwame")
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=2)
    assert after.radius > before.radius
    screen.wheel(spot, -20)
    screen.wait()
    assert canvas.lens.is_whole
    assert screen.node("Kwame").x == pytest.approx(before.x)


def test_a_drag_on_an_empty_spot_moves_the_map_and_no_contact(screen: MapScreen) -> None:
    canvas, before = screen.page.canvas, screen.desk.snapshot
    canvas.zoom(1)
    canvas.zoom(1)
    was, empty = screen.node("Mina"), screen.empty_spot(Ring.MIDDLE)
    screen.drag_from(empty, empty + type(empty)(30, 20))
    now = screen.node("Mina")
    assert (now.x - was.x, now.y - was.y) == pytest.approx((30, 20), abs=1.5)
    assert screen.desk.snapshot == before


def test_the_map_stays_in_view_however_far_it_is_pulled(screen: MapScreen) -> None:
    canvas = screen.page.canvas
    canvas.zoom(1)
    for _pull in range(5):
        start = screen.empty_spot(Ring.OUTER)
        screen.drag_from(start, start + type(start)(400, 300))
    screen.wait()
    drawn = canvas.drawn
    assert drawn is not None
    assert math.hypot(*canvas.lens.centre) <= 100 * (1 - 1 / canvas.lens.zoom) + 0.01
    screen.key(Qt.Key.Key_0)
    assert canvas.lens.is_whole


def test_keys_and_buttons_zoom_and_lead_to_a_part(screen: MapScreen) -> None:
    canvas, buttons = screen.page.canvas, screen.page.board.zoom
    assert not buttons.whole.isEnabled()
    screen.type_("+")
    assert canvas.lens.zoom > 1
    assert buttons.whole.isEnabled()
    screen.type_("-")
    assert canvas.lens.is_whole
    buttons.larger.click()
    buttons.whole.click()
    assert canvas.lens.is_whole
    screen.type_("3")
    ben = screen.node("Ben")
    assert canvas.map_room.adjusted(40, 40, -40, -40).contains(round(ben.x), round(ben.y))
    part = next(each for each in buttons.menu_.actions() if "Work and school" in each.text())
    part.trigger()
    sofia = screen.node("Sofía")
    assert canvas.map_room.adjusted(40, 40, -40, -40).contains(round(sofia.x), round(sofia.y))
    screen.key(Qt.Key.Key_Escape)
    assert canvas.lens.is_whole


def test_a_double_click_on_the_name_of_a_part_fills_the_map_with_it(screen: MapScreen) -> None:
    screen.wait()
    drawn = screen.page.canvas.drawn
    assert drawn is not None
    box = drawn.sectors[Sector.FAMILY][2]
    spot = QPointF((box.left + box.right) / 2, (box.top + box.bottom) / 2).toPoint()
    QTest.mouseDClick(screen.page.canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.page.canvas.lens.zoom > 1
    assert screen.page.canvas.lens.centre[1] < 0


def test_walking_brings_everybody_into_view(screen: MapScreen) -> None:
    canvas = screen.page.canvas
    screen.type_("1")
    screen.key(Qt.Key.Key_End)
    node = screen.node(screen.selected)
    assert canvas.map_room.contains(round(node.x), round(node.y))
    assert canvas.lens.zoom > 1


def test_choosing_draws_nothing_anew(screen: MapScreen) -> None:
    painted: list[int] = []
    screen.page.canvas.painted.connect(lambda: painted.append(1))
    seen = screen.page.canvas.grab().toImage()
    screen.click("Mina")
    screen.wait()
    assert painted == []
    assert screen.page.canvas.grab().toImage() != seen


def test_a_hidden_map_draws_nothing(screen: MapScreen) -> None:
    painted: list[int] = []
    screen.page.canvas.painted.connect(lambda: painted.append(1))
    screen.page.hide()
    screen.desk.store.contacts.save(Contact(name="Noor"))
    screen.qtbot.wait(20)
    assert painted == []
    screen.page.show()
    screen.wait()
    assert painted == [1]
    assert "Noor" in screen.drawn_names


# ---- what if


def test_what_if_takes_the_chosen_one_out_in_picture_and_words(screen: MapScreen) -> None:
    before = screen.desk.snapshot
    screen.choose(screen.page.controls.view, "What if someone were away?")
    screen.click("Mina")
    node = screen.node("Mina")
    assert node.line is None
    assert node.marks == ()
    assert screen.page.canvas.view.lost == (SupportType.PRACTICAL,)
    assert "Without Mina, nobody is left for practical help." in screen.page.card.what_if.text()
    screen.click("Kwame")
    assert screen.page.canvas.view.lost == ()
    assert screen.page.card.what_if.text().startswith("Without Kwame, every kind of support")
    assert screen.node("Mina").line is not None
    assert screen.desk.snapshot == before
    screen.choose(screen.page.controls.view, "Closeness")
    assert not screen.page.card.what_if.isVisible()


# ---- groups and parts


def test_the_members_of_a_group_are_shown_with_it(screen: MapScreen) -> None:
    group = replace(screen.contact("Thursday Circle"), members=("kwame", "Leila", "A stranger"))
    screen.desk.store.contacts.save(group)
    assert screen.page.canvas.view.outlined == frozenset()
    screen.click("Thursday Circle")
    assert screen.page.canvas.view.outlined == {group.id}
    assert screen.page.card.group.text() == "Belonging to it: Kwame, Leila"
    screen.key(Qt.Key.Key_Escape)
    assert screen.page.canvas.view.outlined == frozenset()
    screen.choose(screen.page.controls.view, "Show who belongs to a group")
    assert screen.page.canvas.view.outlined == {group.id}


def test_own_words_for_a_part_stand_on_map_list_and_paper_and_can_be_undone(screen: MapScreen) -> None:
    screen.page.board.zoom.rename_wanted.emit()
    field = screen.page.parts.fields[Sector.WORK]
    assert screen.page.parts.isVisible()
    field.edit.setText("The bakery")
    screen.page.parts.done.click()
    screen.wait()
    drawn = screen.page.canvas.drawn
    assert drawn is not None
    assert "The bakery" in drawn.texts
    assert "Work and school" not in drawn.texts
    assert for_paper(screen.page.canvas.view).sector_name(Sector.WORK) == "The bakery"
    screen.click("Sofía")
    assert "Outer ring, The bakery" in screen.page.card.facts.text()
    screen.desk.undo()
    assert screen.page.canvas.view.sector_name(Sector.WORK) == "Work and school"


# ---- the card


def test_every_move_of_the_map_is_on_the_card_too(screen: MapScreen) -> None:
    screen.click("Yuki")
    card = screen.page.card
    start = screen.node("Yuki").place.angle
    clockwise = list(card.steps.values())[-1]
    clockwise.click()
    assert screen.contact("Yuki").angle == pytest.approx(start + 9.0, abs=0.1)
    closer = next(each for each in card.steps.values() if each.text() == "Closer")
    ring = screen.contact("Yuki").ring
    closer.click()
    assert list(Ring).index(screen.contact("Yuki").ring) == list(Ring).index(ring) - 1
    card.rings.chosen.emit(Ring.HOPED)
    assert screen.contact("Yuki").ring is Ring.HOPED
    assert card.rings.value is Ring.HOPED


def test_ties_are_drawn_and_taken_away(screen: MapScreen) -> None:
    screen.click("Priya")
    rows = screen.page.card.ties
    rows.start.click()
    assert screen.page.canvas.view.dimmed == {screen.contact("Ruth").id}
    rows.who.setCurrentIndex(rows.who.findText("Yuki"))
    rows.add.click()
    one, other = screen.contact("Priya").id, screen.contact("Yuki").id
    assert any({tie.a, tie.b} == {one, other} for tie in screen.desk.snapshot.ties)
    assert screen.said[-1].text == "Priya knows Yuki."
    screen.click("Leila")
    assert screen.selected == "Priya"
    assert any({tie.a, tie.b} == {one, screen.contact("Leila").id} for tie in screen.desk.snapshot.ties)
    screen.key(Qt.Key.Key_Escape)
    rows.gone.emit(other)
    assert not any({tie.a, tie.b} == {one, other} for tie in screen.desk.snapshot.ties)
    screen.desk.undo()
    assert Tie.between(one, other).a in {tie.a for tie in screen.desk.snapshot.ties}


def test_ties_by_two_clicks_until_escape(screen: MapScreen) -> None:
    page = screen.page
    QTest.mouseClick(page.keys.ties, Qt.MouseButton.LeftButton)
    screen.click("Priya")
    assert page.canvas.view.dimmed == {screen.contact("Ruth").id}
    screen.click("Yuki")
    ends = {screen.contact("Priya").id, screen.contact("Yuki").id}
    assert ends in [{tie.a, tie.b} for tie in screen.desk.snapshot.ties]
    assert page.canvas.view.dimmed == {screen.contact("Ruth").id, screen.contact("Yuki").id}
    screen.click("Ruth")
    assert screen.said[-1].text == "Priya knows Ruth. That tie is there already."
    screen.key(Qt.Key.Key_Escape)
    assert page.canvas.view.dimmed == frozenset()
    assert not page.keys.ties.isChecked()
    ties = screen.desk.snapshot.ties
    screen.click("Leila")
    assert screen.desk.snapshot.ties == ties
    assert screen.selected == "Leila"


def test_ties_by_keys(screen: MapScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    screen.click("Priya")
    monkeypatch.setattr("supportdesk.ui.pages.map.announce", lambda _widget, words: said.append(words))
    screen.type_("t")
    assert screen.page.canvas.tie_from == screen.contact("Priya").id
    order = screen.drawn_names
    screen.key(Qt.Key.Key_Home)
    assert said == [f"{order[0]}. Press Enter to tie them."]
    assert screen.selected == "Priya"
    screen.key(Qt.Key.Key_Return)
    ends = {screen.contact("Priya").id, screen.contact(order[0]).id}
    assert ends in [{tie.a, tie.b} for tie in screen.desk.snapshot.ties]
    screen.key(Qt.Key.Key_Escape)
    assert screen.page.canvas.tie_from == ""


def test_two_who_know_each_other_may_be_close(screen: MapScreen) -> None:
    screen.click("Priya")
    screen.page.card.ties.close_.emit(screen.contact("Ruth").id, True)
    ends = {screen.contact("Priya").id, screen.contact("Ruth").id}
    tie = next(each for each in screen.desk.snapshot.ties if {each.a, each.b} == ends)
    assert tie.close
    assert screen.said[-1].text == "Priya and Ruth are close."
    screen.desk.undo()
    tie = next(each for each in screen.desk.snapshot.ties if {each.a, each.b} == ends)
    assert not tie.close


def test_a_name_of_200_letters_stays_inside_the_card(screen: MapScreen) -> None:
    long_ = replace(screen.contact("Mina"), name="W" * 200, nickname="Mina", role="R" * 200)
    screen.desk.store.contacts.save(long_)
    screen.click("Mina")
    screen.qtbot.wait(10)
    scroll = screen.page.side.beside
    assert screen.page.card.width() <= scroll.viewport().width()
    assert screen.page.card.name.accessibleName() == "W" * 200


def test_a_removed_contact_leaves_the_card(screen: MapScreen) -> None:
    screen.click("Ben")
    screen.desk.store.contacts.remove(screen.contact("Ben").id)
    assert screen.selected == ""
    assert not screen.page.card.isVisible()


# ---- what is shown


def test_the_choices_above_the_map_reach_the_picture(screen: MapScreen) -> None:
    controls, canvas = screen.page.controls, screen.page.canvas
    screen.choose(controls.view, "Kinds of support")
    assert canvas.view.preset is Preset.SUPPORT
    assert controls.view.text() == "View: Kinds of support"
    screen.choose(controls.highlight, "Only practical support")
    screen.wait()
    assert not screen.node("Mina").quiet
    assert screen.node("Deniz").quiet
    screen.choose(controls.names, "No names")
    assert canvas.view.names is Names.NONE
    assert all(not node.label for node in _nodes(screen))


def test_stressful_lines_are_shown_only_when_asked_for(screen: MapScreen) -> None:
    screen.desk.store.contacts.save(replace(screen.contact("Tomasz"), stressful=True))
    assert not screen.node("Tomasz").stressful
    screen.choose(screen.page.controls.view, "Show the stressful mark")
    assert screen.node("Tomasz").stressful
    screen.click("Tomasz")
    assert "Stressful" in screen.page.card.facts.text()


def test_energy_is_said_to_be_private(screen: MapScreen) -> None:
    screen.choose(screen.page.controls.view, "Energy (only on this screen)")
    assert screen.page.controls.private.isVisible()
    assert screen.page.canvas.view.preset is Preset.ENERGY


def _nodes(screen: MapScreen) -> tuple[object, ...]:
    screen.wait()
    return screen.page.canvas.drawn.nodes


# ---- the list


def test_the_list_has_everybody_in_map_order_with_the_same_facts(screen: MapScreen) -> None:
    order = screen.drawn_names
    screen.show_list()
    assert [each.name for each in screen.page.list.rows.rows] == order
    mina = next(each for each in screen.rows if "Mina" in each)
    assert mina.startswith("Inner ring: Mina. Emotional often, practical often. Gives and receives.")
    assert not screen.page.canvas.isVisible()


def test_the_list_moves_and_chooses_as_the_map_does(screen: MapScreen) -> None:
    screen.show_list()
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Down)
    assert screen.selected == screen.page.list.rows.rows[1].name
    name = screen.selected
    screen.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert screen.contact(name).ring is Ring.MIDDLE
    assert screen.selected == name
    assert screen.page.list.chosen_id == screen.contact(name).id
    assert screen.page.card.isVisible()


def test_a_screen_reader_finds_the_list_first(
    qtbot: QtBot, desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supportdesk.ui.pages.map.QAccessible.isActive", lambda: True)
    screen = MapScreen(qtbot, desk, theme, drawn=False)
    assert screen.page.as_list
    assert len(screen.rows) == 16


def test_a_picture_that_fails_leads_to_the_list(
    qtbot: QtBot, desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("supportdesk.charts.picture.draw", broken)
    screen = MapScreen(qtbot, desk, theme, drawn=False)
    qtbot.waitUntil(lambda: screen.page.as_list, timeout=15_000)
    assert screen.page.trouble.text() == "We could not draw the map. Here is the same list."
    assert len(screen.rows) == 16
    monkeypatch.undo()
    screen.show_map()
    screen.wait()
    assert not screen.page.trouble.isVisible()


# ---- empty


def test_an_empty_map_invites(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    screen = MapScreen(qtbot, empty_desk, theme)
    page = screen.page
    assert page.empty.isVisible()
    assert not page.controls.isVisible()
    assert screen.drawn_names == []
    page.open_target("new")
    QTest.keyClick(page.add.edit, Qt.Key.Key_Return)
    assert page.add.field.below.text() == "Type a name, or press Esc to leave this out."
    QTest.keyClicks(page.add.edit, "Sam")
    QTest.keyClick(page.add.edit, Qt.Key.Key_Return)
    screen.wait()
    assert screen.drawn_names == ["Sam"]
    assert not page.empty.isVisible()
    assert page.add.isVisible()
    QTest.keyClick(page.add.edit, Qt.Key.Key_Escape)
    assert not page.add.isVisible()


# ---- files


def _save(screen: MapScreen, path: Path) -> None:
    screen.page.picture.choose = lambda _parent, _title, _name, _kinds, chosen: chosen(path)
    screen.page.controls.save.trigger()
    screen.qtbot.waitUntil(lambda: bool(screen.said), timeout=15_000)


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF-")])
def test_the_picture_is_saved(screen: MapScreen, tmp_path: Path, ending: str, start: bytes) -> None:
    path = tmp_path / f"picture.{ending}"
    _save(screen, path)
    assert path.read_bytes().startswith(start)
    assert screen.said[-1].text == f"The picture was saved in {tmp_path.name}."
    if ending == "png":
        image = QImage(str(path))
        assert image.width() > 2000
        assert image.pixelColor(2, 2).name() == "#ffffff"


def test_a_folder_that_refuses_is_told_in_one_sentence(screen: MapScreen, tmp_path: Path) -> None:
    _save(screen, tmp_path / "not there" / "picture.png")
    assert screen.said[-1].text == "That folder is not there. Choose another folder, such as Documents."
    assert list(tmp_path.rglob("*.part")) == []


def test_energy_never_reaches_a_file(screen: MapScreen, tmp_path: Path) -> None:
    screen.desk.store.contacts.save(replace(screen.contact("Mina"), leaves_me=Energy.TAKES))
    screen.choose(screen.page.controls.view, "Energy (only on this screen)")
    path = tmp_path / "picture.svg"
    _save(screen, path)
    assert "energy" not in path.read_text().lower()
    assert "energy stays on this screen" in screen.said[-1].text


def test_the_picture_is_copied_and_cleared_again(screen: MapScreen) -> None:
    screen.page.controls.copy.trigger()
    screen.qtbot.waitUntil(lambda: bool(screen.said), timeout=15_000)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.image().width() > 2000
    clear_ours()
    assert clipboard.image().isNull()


def test_file_names_say_nothing_about_anybody(screen: MapScreen) -> None:
    asked: list[str] = []
    screen.page.picture.choose = lambda _parent, _title, name, _kinds, _chosen: asked.append(name)
    screen.page.controls.save.trigger()
    assert asked == ["picture-2026-11-01.png"]


def test_the_save_dialog_gives_a_path_with_an_ending_and_keeps_no_history(
    qtbot: QtBot, screen: MapScreen, tmp_path: Path
) -> None:
    found: list[Path] = []
    kinds = (("Picture", "png"), ("Page to print", "pdf"))
    name = neutral_name("picture", screen.desk.today, "png")
    dialog = choose_place(screen.page, "Save picture", name, kinds, found.append)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine")
    with qtbot.waitSignal(dialog.finished):
        dialog.accept()
    qtbot.waitUntil(lambda: bool(found))
    assert found == [tmp_path / "mine.png"]
    assert not list((tmp_path / "home").rglob("QtProject.conf"))
    assert with_ending(Path("a.PDF"), kinds, "png") == Path("a.PDF")
    assert with_ending(Path("a.b"), kinds, "pdf") == Path("a.b.pdf")
    assert saved_in(Path.home() / "x.png") == "your home folder"


# ---- the screen reader


def test_the_canvas_tells_its_name_and_summary(screen: MapScreen) -> None:
    canvas = screen.page.canvas
    assert canvas.accessibleName() == "Support map"
    assert canvas.accessibleDescription().startswith(screen.page.sentences.text())
    assert canvas.accessibleDescription().endswith("The list has the same facts: choose List.")


def test_a_screen_reader_that_comes_later_is_told_of_changes(
    qtbot: QtBot, desk: Desk, theme: Theme, request: pytest.FixtureRequest
) -> None:
    QAccessible.setActive(True)
    request.addfinalizer(lambda: QAccessible.setActive(False))
    screen = MapScreen(qtbot, desk, theme, drawn=False)
    screen.show_map()
    screen.wait()
    screen.key(Qt.Key.Key_Home)
    tree = QAccessible.queryAccessibleInterface(screen.page.canvas)
    assert tree.role() == QAccessible.Role.List
    assert tree.childCount() == len(screen.drawn_names)


def test_a_screen_reader_finds_everybody_on_the_picture(screen: MapScreen) -> None:
    canvas = screen.page.canvas
    tree = QAccessible.queryAccessibleInterface(canvas)
    assert tree.role() == QAccessible.Role.List
    order = [screen.contact(name) for name in screen.drawn_names]
    children = [tree.child(number) for number in range(tree.childCount())]
    assert [each.text(QAccessible.Text.Name) for each in children] == [
        " ".join(row(each, canvas.view)) for each in order
    ]
    assert all(each.role() == QAccessible.Role.ListItem for each in children)
    place = canvas.mapToGlobal(screen.spot("Mina"))
    assert children[0].rect().contains(place)
    assert tree.childAt(place.x(), place.y()) is children[0]
    screen.click("Mina")
    assert children[0].state().selected
    screen.desk.store.contacts.remove(screen.contact("Mina").id)
    screen.wait()
    assert tree.childCount() == len(order) - 1
    assert not children[0].isValid()


def test_a_row_says_the_state_of_those_seen_less(screen: MapScreen) -> None:
    view = screen.page.canvas.view
    assert row(screen.contact("Marcus"), view)[-1] == "Seeing less."


def test_the_sentences_make_room_in_a_low_window(screen: MapScreen, qtbot: QtBot) -> None:
    page = screen.page
    page.resize(820, 1000)
    qtbot.waitUntil(lambda: page.sentences.parentWidget() is page.whole)
    high = page.canvas.height()
    page.resize(820, 560)
    qtbot.waitUntil(lambda: page.sentences.parentWidget() is page.side)
    qtbot.waitUntil(page.sentences.isVisible)
    assert page.sentences.text().startswith("15 ")
    page.resize(820, 1000)
    qtbot.waitUntil(lambda: page.sentences.parentWidget() is page.whole)
    qtbot.waitUntil(page.sentences.isVisible)
    qtbot.waitUntil(lambda: page.canvas.height() == high)
