"""The pieces of every page: names, errors in words, keys, wrapping, flowing and mirroring."""

from __future__ import annotations

from enum import StrEnum

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.contact import Contact
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import (
    Card,
    Choices,
    Columns,
    Flow,
    LineField,
    NoteField,
    Page,
    Ticks,
    button,
    clear,
    column,
    copyable,
    in_lines,
    label,
    on_esc,
    restyle,
    show,
)
from supportdesk.ui.pages.plan_picker import ContactPicker
from supportdesk.ui.theme import Theme


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"
    PLUM = "plum"


OPTIONS = ((Fruit.APPLE, "Apple"), (Fruit.PEAR, "Pear"), (Fruit.PLUM, "Plum"))


def put(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 300) -> QWidget:
    """Show a widget in a window of this size."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    QApplication.processEvents()
    return widget


def test_text_of_a_person_is_never_read_as_markup(qtbot: QtBot, theme: Theme) -> None:
    made = label("<b>Ana</b> & <img src=x>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>Ana</b> & <img src=x>"


def test_a_number_can_be_reached_and_copied_by_keys(qtbot: QtBot, theme: Theme) -> None:
    made = copyable("116 123")
    put(qtbot, made)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "116 123"
    assert made.accessibleName() == "116 123"


# ---- fields


@pytest.mark.parametrize("field", [LineField, NoteField])
def test_a_field_is_named_by_its_label_and_says_what_is_wrong(
    qtbot: QtBot, theme: Theme, field: type[LineField] | type[NoteField]
) -> None:
    made = field("Name", help_text="As you call them.")
    put(qtbot, made)
    assert made.edit.accessibleName() == "Name"
    assert made.title.buddy() is made.edit
    assert made.below.text() == "As you call them."
    made.wrong("Type a name first.")
    assert made.below.isVisible()
    assert made.below.text() == "Type a name first."
    assert made.edit.accessibleDescription() == "Type a name first."
    made.wrong("")
    assert made.below.text() == "As you call them."
    assert made.edit.accessibleDescription() == "As you call them."


def test_an_error_takes_the_focus_to_its_line(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    field, other = LineField("Name"), QPushButton("Other")
    box.setLayout(column(other, field))
    put(qtbot, box)
    other.setFocus()
    field.wrong("Type a name first.")
    assert field.edit.hasFocus()


def test_a_line_is_tidied_and_told_when_left(qtbot: QtBot, theme: Theme) -> None:
    field = LineField("Name", limit=10)
    put(qtbot, field)
    told: list[str] = []
    field.committed.connect(told.append)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "  Ana   B and more")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert told == ["Ana B"]


def test_tab_leaves_a_note(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    note, after = NoteField("Notes"), QPushButton("After")
    box.setLayout(column(note, after))
    put(qtbot, box)
    note.edit.setFocus()
    QTest.keyClick(note.edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert note.value == ""


@pytest.mark.parametrize("field", [LineField, NoteField])
def test_ctrl_z_is_the_fields_while_it_has_typing_and_the_programs_after(
    qtbot: QtBot, theme: Theme, field: type[LineField] | type[NoteField]
) -> None:
    box = QWidget()
    made = field("Name")
    box.setLayout(column(made))
    undone: list[None] = []
    action = QAction("Undo", box)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(None))
    box.addAction(action)
    put(qtbot, box)
    made.edit.setFocus()
    QTest.keyClicks(made.edit, "Ana")
    window = box.windowHandle()
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        if undone:
            break
    assert made.value == ""
    assert undone


# ---- choosing


def test_one_of_several_by_keys(qtbot: QtBot, theme: Theme) -> None:
    made = Choices("Fruit", OPTIONS, Fruit.APPLE, down=True)
    put(qtbot, made)
    told: list[Fruit] = []
    made.chosen.connect(told.append)
    made.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert made.value is Fruit.PEAR
    assert told[-1] is Fruit.PEAR
    assert [one.accessibleName() for one in made.findChildren(QRadioButton)] == [
        "Fruit: Apple", "Fruit: Pear", "Fruit: Plum",
    ]  # fmt: skip


def test_a_choice_can_be_taken_away_by_the_page(qtbot: QtBot, theme: Theme) -> None:
    made = Choices("Fruit", OPTIONS, Fruit.APPLE, chips=True)
    qtbot.addWidget(made)
    made.value = None
    assert made.value is None
    made.value = Fruit.PLUM
    assert made.value is Fruit.PLUM


def test_any_of_several_keep_the_order_of_the_options(qtbot: QtBot, theme: Theme) -> None:
    made = Ticks("Fruit", OPTIONS, (Fruit.PLUM,))
    put(qtbot, made)
    told: list[tuple[Fruit, ...]] = []
    made.chosen.connect(told.append)
    boxes = made.findChildren(QCheckBox)
    boxes[0].setFocus()
    QTest.keyClick(boxes[0], Qt.Key.Key_Space)
    assert made.value == told[-1] == (Fruit.APPLE, Fruit.PLUM)


# ---- room


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_flow_breaks_into_lines_and_mirrors(qtbot: QtBot, theme: Theme, mirrored: bool) -> None:
    pieces = [button(f"Button {number}") for number in range(6)]
    box = QWidget()
    if mirrored:
        box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box.setLayout(Flow(*pieces, gap=8))
    put(qtbot, box, width=260)
    rows = sorted({one.y() for one in pieces})
    assert len(rows) > 1
    first, second = pieces[0].geometry(), pieces[1].geometry()
    assert (first.x() > second.x()) is mirrored
    whole = QRect(0, 0, box.width(), box.height() + 400)
    assert all(whole.contains(one.geometry()) for one in pieces)
    for number, one in enumerate(pieces):
        assert not [other for other in pieces[number + 1 :] if one.geometry().intersects(other.geometry())]


def test_columns_turn_into_one_when_narrow(qtbot: QtBot, theme: Theme) -> None:
    made = Columns(Card(label("one")), Card(label("two")), least=30)
    put(qtbot, made, width=1000)
    assert made._box.direction() == QBoxLayout.Direction.LeftToRight
    made.resize(300, 300)
    QApplication.processEvents()
    assert made._box.direction() == QBoxLayout.Direction.TopToBottom


def test_a_card_is_as_tall_as_its_words_need(qtbot: QtBot, theme: Theme) -> None:
    words = label("A rather long sentence that needs several lines when the card is narrow. " * 3)
    card = Card(words, title="Card")
    box = QWidget()
    box.setLayout(column(card, -1))
    put(qtbot, box, width=240, height=900)
    assert words.height() >= words.heightForWidth(words.width())


def test_long_words_are_cut_into_lines(qtbot: QtBot, theme: Theme) -> None:
    metrics = QFontMetrics(QApplication.font())
    room = metrics.averageCharWidth() * 12
    lines = in_lines("short " + "w" * 80 + " end", metrics, room).split("\n")
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "short" + "w" * 80 + "end"


def test_clear_deletes_what_was_in_a_layout(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    inner = column(label("deep"))
    layout = column(label("one"), inner)
    box.setLayout(layout)
    put(qtbot, box)
    clear(layout)
    qtbot.waitUntil(lambda: not box.findChildren(QWidget))
    assert layout.count() == 0


def test_a_page_starts_with_a_heading_that_can_take_the_focus(qtbot: QtBot, theme: Theme) -> None:
    page = Page("Goals", button("Add"))
    put(qtbot, page)
    page.heading.setFocus()
    assert page.heading.hasFocus()
    assert page.heading.accessibleName() == "Goals"
    assert page.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_an_icon_keeps_clear_of_the_words_beside_it(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    """Qt leaves four pixels at every text size; the icon brings the rest, on the side of the words."""
    words, alone = button("Hide"), button("")
    for one in (words, alone):
        qtbot.addWidget(one)
        one.setLayoutDirection(direction)
        dress(one, "hide", "#000000", 24)
    assert alone.iconSize() == QSize(24, 24)
    picture = words.icon().pixmap(words.iconSize()).toImage()
    painted = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).alpha() for y in range(picture.height()))
    ]
    before, behind = painted[0], picture.width() - 1 - painted[-1]
    if direction == Qt.LayoutDirection.RightToLeft:
        before, behind = behind, before
    assert behind >= before + 5
    assert picture.height() == 24


# ---- Esc


def test_esc_leaves_from_anywhere_inside_and_once(qtbot: QtBot) -> None:
    outer, inner = QWidget(), QWidget()
    line = LineField("Name")
    inner.setLayout(column(line))
    outer.setLayout(column(inner))
    left: list[str] = []
    on_esc(outer, lambda: left.append("outer"))
    on_esc(inner, lambda: left.append("inner"))
    qtbot.addWidget(outer)
    outer.show()
    QTest.keyClick(line.edit, Qt.Key.Key_Escape)
    assert left == ["inner"]
    QTest.keyClick(outer, Qt.Key.Key_Escape)
    QTest.keyClick(outer, Qt.Key.Key_A)
    assert left == ["inner", "outer"]


@pytest.mark.parametrize("part", ["filter", "list"])
def test_esc_leaves_a_choice_of_contacts(qtbot: QtBot, part: str) -> None:
    picker = ContactPicker()
    qtbot.addWidget(picker)
    picker.show_contacts([Contact(name=f"Sam {number}") for number in range(9)])
    picker.show()
    with qtbot.waitSignal(picker.left):
        QTest.keyClick(picker.filter.edit if part == "filter" else picker.list, Qt.Key.Key_Escape)


# ---- right to left


def test_words_begin_where_the_window_begins(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    words, middle = label("Own words in another direction"), label("Sample")
    middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
    holder.setLayout(column(words, middle))
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    assert words.alignment() & side == Qt.AlignmentFlag.AlignLeft
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert words.alignment() & side == Qt.AlignmentFlag.AlignRight
    assert words.alignment() & Qt.AlignmentFlag.AlignAbsolute
    assert words.alignment() & Qt.AlignmentFlag.AlignVCenter
    assert middle.alignment() == Qt.AlignmentFlag.AlignCenter
    holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert words.alignment() & side == Qt.AlignmentFlag.AlignLeft


def test_words_say_anew_how_tall_they_are_after_every_change(qtbot: QtBot, theme: Theme) -> None:
    words = label("A sentence that needs several lines where there is little room for it.")
    qtbot.addWidget(words)
    words.ensurePolished()
    asked = [words.heightForWidth(120)]
    assert words.heightForWidth(120) == asked[0] > words.heightForWidth(900)
    for change in (
        lambda: words.setText("Short."),
        lambda: words.setText("A sentence that needs several lines where there is little room for it."),
        lambda: theme.resize(200),
        lambda: restyle(words, "title"),
        lambda: words.setMaximumWidth(60),
    ):
        change()
        fresh = label(words.text(), str(words.property("look") or ""))
        fresh.setMaximumWidth(words.maximumWidth())
        qtbot.addWidget(fresh)
        fresh.ensurePolished()
        asked.append(words.heightForWidth(120))
        assert asked[-1] == fresh.heightForWidth(120)
    theme.resize(100)
    assert asked[0] == asked[2]
    assert asked == sorted(asked[:2], reverse=True) + sorted(asked[2:])


def test_a_flow_breaks_anew_when_a_piece_grows_or_goes(qtbot: QtBot, theme: Theme) -> None:
    one, two = button("One"), button("Two")
    flow, holder = Flow(one, two), QWidget()
    holder.setLayout(flow)
    qtbot.addWidget(holder)
    holder.resize(400, 200)
    holder.show()
    lower = flow.heightForWidth(400)
    assert one.y() == two.y()
    one.setText("One that is much longer than it was, so long that nothing fits beside it")
    qtbot.waitUntil(lambda: two.y() > one.y())
    assert flow.heightForWidth(400) == holder.layout().heightForWidth(400) > lower
    one.hide()
    qtbot.waitUntil(lambda: two.y() == 0)
    assert flow.heightForWidth(400) == lower
    flow.removeWidget(two)
    assert flow.heightForWidth(400) == 0


def test_a_piece_is_shown_with_its_page_unless_it_is_not_wanted(qtbot: QtBot, theme: Theme) -> None:
    one, two, page = label("One"), label("Two"), QWidget()
    page.setLayout(column(one, two))
    qtbot.addWidget(page)
    show(one, wanted=True)
    show(two, wanted=False)
    page.show()
    assert one.isVisible()
    assert not two.isVisible()
    show(two, wanted=True)
    show(one, wanted=False)
    assert two.isVisible()
    assert not one.isVisible()


@pytest.mark.parametrize("chips", [True, False])
def test_an_arrow_chooses_also_where_nothing_is_chosen_yet(qtbot: QtBot, chips: bool) -> None:
    one = Choices("Fruit", OPTIONS, chips=chips)
    one.resize(600, 80)
    qtbot.addWidget(one)
    with qtbot.waitActive(one):
        one.show()
        one.activateWindow()
    chosen: list[Fruit] = []
    one.chosen.connect(chosen.append)
    one.focus_first()
    assert one.value is None
    for _time in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert chosen == [Fruit.PEAR, Fruit.PLUM]
    assert one.value is Fruit.PLUM


@pytest.mark.parametrize("way", ["paste", "keys"])
def test_what_finds_no_room_is_not_left_out_in_silence(qtbot: QtBot, way: str) -> None:
    one = LineField("Name", limit=10)
    qtbot.addWidget(one)
    one.show()
    QTest.keyClicks(one.edit, "0123456789")
    assert one.below.isHidden()
    if way == "paste":
        one.edit.selectAll()
        QApplication.clipboard().setText("x" * 10_000)
        one.edit.paste()
    else:
        QTest.keyClicks(one.edit, "!")
    qtbot.waitUntil(one.below.isVisible)
    assert one.below.text() == "There is room for 10 characters here. The rest was left out."
    assert one.edit.accessibleDescription() == one.below.text()
    assert len(one.text) == 10
    QTest.keyClick(one.edit, Qt.Key.Key_Backspace)
    assert one.below.isHidden()
