"""The Contacts page through its real widgets: list, quick add, filter, removing, putting back, keys."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.checkin import CheckIn, CheckInPerson
from supportdesk.domain.contact import Contact, Kind, Phone, Ring, State, Support, SupportType
from supportdesk.store import Store
from supportdesk.ui.desk import Desk, Notice
from supportdesk.ui.pages.contact_model import row_of
from supportdesk.ui.pages.contacts import ContactsPage
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.contacts import ContactsScreen

WIDE = (1100, 760)


def shown(qtbot: QtBot, desk: Desk, theme: Theme, size: tuple[int, int] = WIDE) -> ContactsScreen:
    page = ContactsPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    screen = ContactsScreen(qtbot, page)
    if desk.snapshot.contacts and not page._narrow:
        qtbot.waitUntil(lambda: page.card is not None)
        screen.settle()
    return screen


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, theme: Theme) -> ContactsScreen:
    """The page over the sample profile."""
    return shown(qtbot, desk, theme)


@pytest.fixture
def empty(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> ContactsScreen:
    """The page of a new profile."""
    return shown(qtbot, empty_desk, theme)


def stored(desk: Desk, name: str) -> Contact:
    return next(each for each in desk.store.contacts.all() if each.name == name)


# ---- the list


def test_every_contact_is_listed_by_name_and_counted(screen: ContactsScreen, desk: Desk) -> None:
    assert len(screen.names) == len(desk.snapshot.contacts) == 16
    assert screen.names == sorted(screen.names, key=str.casefold)
    assert "16 contacts" in screen.words


def test_a_row_says_role_supports_state_and_last_contact(screen: ContactsScreen) -> None:
    rows = {row.name: row.spoken for row in screen.page.list.rows.rows}
    assert "Seeing less" in rows["Marcus Bell"]
    assert "Emotional, Practical, Social" in rows["Marcus Bell"]
    assert "7 weeks ago" in rows["Marcus Bell"]
    assert "Active" not in rows["Deniz Kaya"]


def test_moving_in_the_list_moves_the_card(screen: ContactsScreen) -> None:
    first = screen.card_name
    screen.page.list.setFocus()
    screen.key(Qt.Key.Key_Down)
    screen.qtbot.waitUntil(lambda: screen.card_name == screen.names[1])
    assert first == screen.names[0]


def test_sorting_by_ring_puts_the_inner_ring_first(screen: ContactsScreen, desk: Desk) -> None:
    sort = screen.page.finding.sort
    sort.setCurrentIndex(1)
    sort.activated.emit(1)
    rings = [stored(desk, row.name.split(" (")[0]).ring for row in screen.page.list.rows.rows]
    assert rings == sorted(rings, key=list(Ring).index)


def test_sorting_by_last_contact_puts_the_newest_first(screen: ContactsScreen, desk: Desk) -> None:
    screen.page.finding.sort.setCurrentIndex(2)
    screen.page.finding.sort.activated.emit(2)
    seen = desk.snapshot.last_seen
    newest = max(seen, key=lambda each: seen[each])
    assert screen.page.list.rows.rows[0].id == newest


class _Windows(QObject):
    """Writes down whatever comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, desk: Desk, theme: Theme
) -> None:
    watch = _Windows()
    qapp.installEventFilter(watch)
    screen = shown(qtbot, desk, theme)
    for name in screen.page.card.groups:  # type: ignore[union-attr]
        screen.open(name)
    qapp.removeEventFilter(watch)
    assert watch.seen == ["ContactsPage"]


# ---- finding


FINDS = (
    ("jose", ["José Álvarez"]),
    ("ÁLVAREZ", ["José Álvarez"]),
    ("5550100", ["José Álvarez"]),
    ("chess alvarez", ["José Álvarez"]),
    ("knits", ["Mia"]),
    ("friend", ["Mia"]),
    ("seeing less", ["Mia"]),
)


def test_the_filter_looks_into_every_field_and_every_word_counts(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    store = empty_desk.store
    store.contacts.save(
        Contact(name="José Álvarez", notes="Plays chess", phones=(Phone(number="555 01-00", label="x"),))
    )
    store.contacts.save(Contact(name="Mia", learned="knits", kinds=(Kind.FRIEND,), state=State.SEEING_LESS))
    screen = shown(qtbot, empty_desk, theme)
    for words, found in FINDS:
        screen.find(words)
        assert screen.names == found, words


def test_a_word_written_down_long_ago_finds_who_it_was_with(
    qtbot: QtBot, empty_desk: Desk, theme: Theme
) -> None:
    empty_desk.store.contacts.add_many(
        (Contact(id="a", name="Ana"), Contact(id="b", name="Ben")), change=None
    )
    met = (CheckInPerson(contact_id="b", note="Talked of his tea-time plans"),)
    empty_desk.store.checkins.log(CheckIn(when=datetime(2019, 5, 1), people=met))
    screen = shown(qtbot, empty_desk, theme)
    for typed, names in (("talk", ["Ben"]), ("tea-time", ["Ben"]), ("tea-bag", []), ("ben plans", ["Ben"])):
        screen.find(typed)
        assert screen.names == names, typed


def test_a_word_of_a_checkin_finds_who_it_was_with(screen: ContactsScreen, desk: Desk) -> None:
    checkin = next(each for each in desk.snapshot.recent if len(each.note) > 20)
    screen.find(checkin.note)
    names = {desk.snapshot.contact(each).name for each in checkin.contact_ids}  # type: ignore[union-attr]
    assert names <= {name.split(" (")[0] for name in screen.names}


def test_no_hit_says_so_and_offers_to_add_that_name(screen: ContactsScreen, desk: Desk) -> None:
    screen.find("Quentin")
    assert "No match for that word. Try a shorter word, or check the spelling." in screen.words
    assert "0 contacts" in screen.words
    screen.press("Add a contact named Quentin")
    assert screen.page.quick.edit.text() == "Quentin"
    screen.key(Qt.Key.Key_Return)
    assert stored(desk, "Quentin")
    assert screen.in_hand == "Quentin"
    assert len(screen.names) == 17


def test_chips_show_one_type_of_support(screen: ContactsScreen, desk: Desk) -> None:
    screen.press("Practical")
    wanted = {each.id for each in desk.snapshot.contacts if each.support(SupportType.PRACTICAL)}
    assert {row.id for row in screen.page.list.rows.rows} == wanted
    screen.press("All")
    assert len(screen.names) == 16


def test_escape_in_the_filter_shows_everyone_again(screen: ContactsScreen) -> None:
    screen.page.find_here()
    screen.type("mina")
    assert len(screen.names) == 1
    screen.key(Qt.Key.Key_Escape)
    assert len(screen.names) == 16
    assert screen.focus is screen.page.list


# ---- adding


def test_an_empty_page_teaches_one_step(empty: ContactsScreen, empty_desk: Desk) -> None:
    assert "No one here yet. Think of one person, group or service" in empty.words
    empty.page.add_new()
    empty.add("Sam")
    assert "No one here yet" not in empty.words
    assert [each.name for each in empty_desk.store.contacts.all()] == ["Sam"]


def test_the_box_stays_open_for_the_next_name(empty: ContactsScreen, empty_desk: Desk) -> None:
    empty.page.add_new()
    for name in ("Sam", "Ana", "Book club"):
        empty.add(name)
        assert empty.in_hand == name
        assert empty.focus is empty.page.quick.edit
    assert empty.names == ["Ana", "Book club", "Sam"]
    assert len(empty_desk.store.contacts.all()) == 3


def test_adding_under_a_chip_sets_that_support(screen: ContactsScreen, desk: Desk) -> None:
    screen.press("Informational")
    screen.page.add_new()
    screen.add("Library desk")
    assert stored(desk, "Library desk").supports == (Support(type=SupportType.INFORMATIONAL),)


def test_an_empty_name_is_told_and_nothing_is_saved(empty: ContactsScreen, empty_desk: Desk) -> None:
    empty.page.add_new()
    empty.add("   ")
    assert "Type a name, or press Esc to leave this out." in empty.words
    assert empty_desk.store.contacts.all() == ()
    empty.key(Qt.Key.Key_Escape)
    assert not empty.page.quick.isVisible()


def test_a_second_sam_is_saved_and_told(empty: ContactsScreen, empty_desk: Desk) -> None:
    empty.page.add_new()
    empty.add("Sam")
    empty.add("SAM")
    told = "You already have a SAM. Add a last name or a note so you can tell them apart."
    assert told in empty.words
    assert [each.name for each in empty_desk.store.contacts.all()] == ["Sam", "SAM"]


def test_a_name_that_is_too_long_is_told_and_stays(empty: ContactsScreen, empty_desk: Desk) -> None:
    empty.page.add_new()
    empty.page.quick.edit.setText("n" * 10_000)
    empty.key(Qt.Key.Key_Return)
    assert "That text is too long. Keep it under 200 characters." in empty.words
    assert empty.page.quick.edit.text() == "n" * 10_000
    assert empty_desk.store.contacts.all() == ()


NAMES = (
    ("n" * 200, "n" * 200),
    ("فاطمة الزهراء", "فاطمة الزهراء"),
    ("👩‍👩‍👧 & <b>Ana</b>", "👩‍👩‍👧 & <b>Ana</b>"),
    ("Al\x00ex", "Alex"),
    ("  Zoe\u0308 ", "Zoë"),
)


def test_names_of_every_sort_are_kept_and_shown(empty: ContactsScreen, empty_desk: Desk) -> None:
    empty.page.add_new()
    for typed, kept in NAMES:
        empty.page.quick.edit.setText(typed)
        empty.key(Qt.Key.Key_Return)
        assert empty_desk.store.contacts.all()[-1].name == kept
        assert empty.in_hand == kept
        empty.qtbot.waitUntil(lambda kept=kept: empty.card_name[:10] == kept[:10])  # type: ignore[misc]
    empty.page.grab()


# ---- removing and putting back


def test_removing_offers_undo_and_takes_the_next_in_hand(screen: ContactsScreen, desk: Desk) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    first, second = screen.names[:2]
    screen.page.list.setFocus()
    screen.key(Qt.Key.Key_Delete)
    assert said == [Notice(text="Ben was removed.", undo=True)]
    assert first not in screen.names
    assert screen.in_hand == second
    assert screen.focus is screen.page.list
    assert "Removed (1)" in screen.words
    desk.undo()
    assert first in screen.names
    assert "Removed (1)" not in screen.words


def test_removing_the_last_row_takes_the_one_before(screen: ContactsScreen) -> None:
    screen.choose(screen.names[-1])
    before = screen.names[-2]
    screen.press("Remove")
    assert screen.in_hand == before


def test_the_trash_puts_back_and_deletes_for_good(screen: ContactsScreen, desk: Desk) -> None:
    one, two = screen.names[:2]
    for _number in range(2):
        screen.page.list.setFocus()
        screen.key(Qt.Key.Key_Delete)
    screen.press("Removed (2)")
    assert "Then they are deleted for good." in screen.words
    assert "Removed today. Deleted for good after 1 December 2026." in screen.words
    screen.press(f"Put back {one}")
    assert stored(desk, one)
    screen.press(f"Delete {two} for good")
    assert len(desk.store.contacts.trash()) == 1, "the first press only asks"
    assert "It cannot be undone." in screen.words
    screen.press(f"Press again to delete {two} for good. This cannot be undone.")
    assert desk.store.contacts.trash() == ()
    assert desk.store.can_undo is None
    QApplication.processEvents()
    assert "Nothing here." in screen.words
    assert two not in screen.words
    screen.press("Back to contacts")
    assert one in screen.names
    assert two not in screen.names


# ---- two sides or one


def test_a_narrow_page_shows_the_card_in_place_of_the_list(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    screen = shown(qtbot, desk, theme, (560, 700))
    assert screen.page.list.isVisible()
    assert not screen.page.right.isVisible()
    screen.page.list.setFocus()
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Return)
    assert not screen.page.list.isVisible()
    assert screen.card_name
    screen.press("Back to the list")
    assert screen.page.list.isVisible()
    assert screen.focus is screen.page.list


def test_another_page_can_lead_to_one_contact(screen: ContactsScreen, desk: Desk) -> None:
    screen.find("mina")
    wanted = stored(desk, "Deniz Kaya")
    screen.page.open_target(wanted.id)
    screen.qtbot.waitUntil(lambda: screen.card_name == "Deniz Kaya")
    assert screen.in_hand == "Deniz Kaya"
    screen.page.open_target("new")
    assert screen.focus is screen.page.quick.edit


def test_500_contacts_are_found_and_walked(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> None:
    notes = dict.fromkeys(range(0, 500, 7), "été")
    many = tuple(Contact(name=f"Person {each:03}", notes=notes.get(each, "")) for each in range(500))
    empty_desk.store.contacts.add_many(many, change=None)
    screen = shown(qtbot, empty_desk, theme)
    assert "500 contacts" in screen.words
    screen.find("ete 49")
    assert screen.names == ["Person 049", "Person 490", "Person 497"]
    screen.find("")
    screen.page.list.setFocus()
    screen.key(Qt.Key.Key_End)
    screen.qtbot.waitUntil(lambda: screen.card_name == "Person 499")


# ---- by keyboard alone, in the real window


def test_keyboard_only_journey(qtbot: QtBot, shell: Shell, settings: AppSettings, empty_store: Store) -> None:
    settings.page = "contacts"
    shell.resize(1280, 800)
    shell.open_store(empty_store)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    qtbot.waitUntil(lambda: shell.workspace is not None and isinstance(shell.workspace.page, ContactsPage))
    page = shell.workspace.page  # type: ignore[union-attr]
    assert isinstance(page, ContactsPage)
    screen = ContactsScreen(qtbot, page)

    shell.actions_.all["new"].trigger()
    for name in ("Sam", "Ana", "Chess club"):
        screen.type(name)
        screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Escape)
    assert screen.names == ["Ana", "Chess club", "Sam"]
    assert screen.focus is page.list

    screen.key(Qt.Key.Key_Home)
    screen.key(Qt.Key.Key_Return)
    assert screen.focus is page.card.groups["about"].form.fields["name"].edit  # type: ignore[union-attr]
    _tab_to(screen, "How close: Middle ring")
    screen.key(Qt.Key.Key_Up)
    assert stored_in(empty_store, "Ana").ring is Ring.INNER
    _tab_to(screen, "Emotional: None")
    screen.key(Qt.Key.Key_Right)
    assert stored_in(empty_store, "Ana").supports == (Support(type=SupportType.EMOTIONAL),)
    shell.actions_.all["undo"].trigger()
    assert stored_in(empty_store, "Ana").supports == ()

    page.find_here()
    screen.type("sam")
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_F2)
    screen.type("Samira")
    screen.key(Qt.Key.Key_Escape)
    assert stored_in(empty_store, "Samira")
    screen.key(Qt.Key.Key_Delete)
    assert screen.names in (["Ana", "Chess club"], [])
    shell.actions_.all["undo"].trigger()
    assert {each.name for each in empty_store.contacts.all()} == {"Ana", "Chess club", "Samira"}


def stored_in(store: Store, name: str) -> Contact:
    return next(each for each in store.contacts.all() if each.name == name)


def _tab_to(screen: ContactsScreen, name: str) -> None:
    for _step in range(80):
        focus = QApplication.focusWidget()
        if focus is not None and focus.accessibleName() == name:
            return
        QTest.keyClick(focus or screen.page, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_row_is_one_line_whatever_line_breaks_a_file_brought() -> None:
    contact = Contact(name="Ana\nMaria", role="sister\nof Ben")
    row = row_of(contact, {}, datetime(2026, 11, 1).date())
    assert (row.name, row.words) == ("Ana Maria", "sister of Ben")


def test_a_low_window_scrolls_the_list_and_not_the_page_as_well(shell: Shell, desk: Desk) -> None:
    shell.open_store(desk.store)
    shell.resize(1024, 700)
    shell.show()
    shell.workspace.go("contacts")
    QApplication.sendPostedEvents()
    page = shell.workspace.page
    assert isinstance(page, ContactsPage)
    assert page.list.isVisible()
    assert page.verticalScrollBar().maximum() == 0
