"""Import in the window: seen first, chosen one by one, taken in as one step; bad files lose nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from supportdesk.domain.contact import Contact, Phone, State
from supportdesk.exchange.arrival import Fate
from supportdesk.exchange.csv_columns import Field
from supportdesk.exchange.whole import Whole, to_json
from supportdesk.store import StoreError
from supportdesk.ui.desk import Desk
from supportdesk.ui.photo import SIDE
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.ui.transfer.import_columns import ColumnsStep
from supportdesk.ui.transfer.import_rows import Shown
from supportdesk.ui.transfer.import_window import ImportWindow
from tests.exchange.cards import ALL, OUTLOOK
from tests.exchange.nwk import TWO
from tests.screens.sample import sample_store
from tests.screens.transfer import ImportScreen

MINA = b"BEGIN:VCARD\nVERSION:3.0\nFN:Mina Avery\nTEL:07700 900999\nEMAIL:mina@example.org\nEND:VCARD\n"
CUT = b"BEGIN:VCARD\nVERSION:3.0\nFN:Half a card\n"


def picture(side: int) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#335577"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data().data())


@pytest.fixture
def screen(qtbot: QtBot, empty_desk: Desk, theme: Theme) -> ImportScreen:
    return ImportScreen(qtbot, empty_desk, theme)


def names(desk: Desk) -> list[str]:
    return [each.name for each in desk.snapshot.contacts]


def test_limits_are_said_before_and_the_title_is_neutral(screen: ImportScreen) -> None:
    assert "20 MB and 10,000 contacts" in screen.words
    assert "JSON file up to 100 MB" in screen.words
    assert screen.window.windowTitle() == "Notes"


@pytest.mark.qt_log_ignore("JPEG", "marker type", extend=True)  # what stands in for photos is none
def test_cards_of_every_program_come_in_as_one_step(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(b"".join(ALL.values()) + CUT)
    screen.take(tmp_path / "a.vcf")
    assert screen.title == "What comes in"
    assert screen.rows.count(Shown.NEW) == 7
    assert screen.rows.count(Shown.BAD) == 1
    assert "Not taken from the file:" in screen.words
    assert "7 contacts come in." in screen.words
    screen.add()
    assert len(names(screen.desk)) == 7
    assert "Zoë Wójcik" in names(screen.desk)
    assert screen.said == ["7 contacts were added."]
    screen.desk.undo()
    assert names(screen.desk) == []
    screen.desk.redo()
    assert len(names(screen.desk)) == 7


def test_more_than_one_piece_is_still_one_step(screen: ImportScreen, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Person {0}\nTEL:01632{0:06d}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text("".join(card.format(each) for each in range(130)))
    screen.take(tmp_path / "a.vcf")
    told: list[int] = []
    screen.desk.changed.connect(lambda snapshot: told.append(len(snapshot.contacts)))
    screen.add()
    assert told == [130]
    screen.desk.undo()
    assert names(screen.desk) == []
    assert screen.desk.store.can_undo is None


def test_what_is_wrong_is_named_with_its_place(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(MINA + CUT)
    screen.take(tmp_path / "a.vcf")
    screen.window.step.filters[Shown.BAD].click()
    assert [screen.rows.said(each) for each in screen.rows.rows] == [
        "Half a card, Card 2 (Half a card): The end of it is not there."
    ]
    assert not screen.rows.flags(screen.rows.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert "The end of it is not there." in screen.words


def test_who_is_here_stands_beside_and_gets_what_is_new(screen: ImportScreen, tmp_path: Path) -> None:
    known = Contact(name="Mina Avery", phones=(Phone(number="01632 960101"),), notes="sister")
    screen.desk.store.contacts.save(known)
    (tmp_path / "a.vcf").write_bytes(MINA)
    screen.take(tmp_path / "a.vcf")
    assert "0 contacts come in." in screen.words
    assert not screen.window.step.main.isEnabled()
    for part in ("In the file", "Here already", "07700 900999", "01632 960101"):
        assert part in screen.words
    assert "New in the file: phone and e-mail." in screen.words
    screen.choose("Mina Avery", "Add what is new to Mina Avery")
    assert "1 gets what is new." in screen.words
    screen.add()
    [mina] = screen.desk.snapshot.contacts
    assert mina == replace(
        known, phones=(*known.phones, Phone(number="07700 900999")), emails=("mina@example.org",)
    )
    screen.desk.undo()
    assert screen.desk.snapshot.contacts == (known,)


def test_add_anyway_makes_another_contact(screen: ImportScreen, tmp_path: Path) -> None:
    screen.desk.store.contacts.save(Contact(name="Mina Avery"))
    (tmp_path / "a.vcf").write_bytes(MINA)
    screen.take(tmp_path / "a.vcf")
    screen.choose("Mina Avery", "Add it as another contact")
    screen.add()
    assert names(screen.desk) == ["Mina Avery", "Mina Avery"]


def test_who_is_not_safe_cannot_come_back_as_new(screen: ImportScreen, tmp_path: Path) -> None:
    screen.desk.store.contacts.save(Contact(name="Mina Avery", state=State.NOT_SAFE))
    (tmp_path / "a.vcf").write_bytes(MINA)
    screen.take(tmp_path / "a.vcf")
    screen.rows.choose(screen.row("Mina"), Fate.ADD)
    assert screen.rows.fate(screen.row("Mina")) is Fate.SKIP


@pytest.mark.qt_log_ignore("JPEG", "marker type", extend=True)  # what stands in for photos is none
def test_the_same_file_twice_adds_nobody(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "a.vcf").write_bytes(b"".join(ALL.values()))
    first = ImportScreen(qtbot, empty_desk, theme)
    first.take(tmp_path / "a.vcf")
    first.add()
    again = ImportScreen(qtbot, empty_desk, theme)
    again.take(tmp_path / "a.vcf")
    assert again.rows.count(Shown.NEW) == 0
    again.press("Choose all of these")
    again.add()
    assert len(names(empty_desk)) == 7


def test_ticks_by_keyboard_and_for_all(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(MINA + OUTLOOK)
    screen.take(tmp_path / "a.vcf")
    assert screen.window.focusWidget() is screen.window.step.list
    screen.qtbot.keyClick(screen.window.step.list, Qt.Key.Key_Space)
    assert screen.rows.fate(screen.row("Mina")) is Fate.SKIP
    assert screen.window.step.main.text() == "Add 1 contact"
    screen.press("Choose none of these")
    assert not screen.window.step.main.isEnabled()
    screen.press("Choose all of these")
    assert screen.window.step.main.text() == "Add 2 contacts"


@pytest.mark.qt_log_ignore("JPEG", "marker type", extend=True)  # what stands in for photos is none
def test_photos_come_in_small_and_unreadable_ones_stay_out(screen: ImportScreen, tmp_path: Path) -> None:
    from base64 import b64encode

    def card(name: str, data: bytes) -> bytes:
        photo = b"PHOTO;ENCODING=b;TYPE=JPEG:" + b64encode(data)
        return b"BEGIN:VCARD\nVERSION:3.0\nFN:" + name.encode() + b"\n" + photo + b"\nEND:VCARD\n"

    data = picture(900)
    (tmp_path / "a.vcf").write_bytes(card("Ana", data) + card("Bo", b"\xff\xd8\xff" + b"x" * 50))
    screen.take(tmp_path / "a.vcf")
    screen.add()
    ana, bo = screen.desk.snapshot.contacts
    kept = screen.desk.store.contacts.photo(ana.id)
    assert kept is not None
    assert kept != data
    image = QImage.fromData(kept)
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert screen.desk.store.contacts.photo(bo.id) is None
    screen.desk.undo()
    assert screen.desk.snapshot.contacts == ()


def test_columns_can_be_put_right(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Vorname;Nachname;Telefon;E-Mail\nAna;Müller;030 1234567;ana@example.org\nBo;Ek;030 7654321;\n"
    )
    screen.take(tmp_path / "a.csv")
    step = screen.window.step
    assert isinstance(step, ColumnsStep)
    assert "Ana · Bo" in screen.words
    for position, field in enumerate((Field.GIVEN, Field.FAMILY, Field.PHONE)):
        box = step.boxes[position]
        box.setCurrentIndex(box.findData(field.value))
        box.activated.emit(box.currentIndex())
    screen.press("Show what comes in")
    screen.until(lambda: screen.title == "What comes in")
    screen.add()
    ana, bo = screen.desk.snapshot.contacts
    assert (ana.name, ana.emails, ana.phones) == (
        "Ana Müller",
        ("ana@example.org",),
        (Phone(number="030 1234567"),),
    )
    assert bo.name == "Bo Ek"


def test_a_first_row_that_is_no_heading(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Phone\nAna,01632 960101\n")
    screen.take(tmp_path / "a.csv")
    step = screen.window.step
    step.header.click()
    assert step.table.rows == ((1, ("Name", "Phone")), (2, ("Ana", "01632 960101")))
    step.header.click()
    assert step.table.header == ("Name", "Phone")
    assert [each.field for each in step.columns] == [Field.NAME, Field.PHONE]


def test_no_column_with_a_name_is_said_and_can_be_mended(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Notes\nAna,x\n")
    screen.take(tmp_path / "a.csv")
    box = screen.window.step.boxes[0]
    box.setCurrentIndex(box.findData(Field.LEFT_OUT.value))
    box.activated.emit(box.currentIndex())
    screen.press("Show what comes in")
    screen.until(screen.window.status.isVisible)
    assert "No column is chosen for the name" in screen.words
    assert screen.window.step.boxes[0].currentData() == Field.LEFT_OUT.value


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.vcf", b"nothing here", "There is no contact card in this file."),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x01\x02", "There is no table in this file."),
        ("a.json", b"{}", "This is not a file that SupportDesk exported."),
        ("a.json", b'{"format": "supportdesk-export", "version": 99}', "made by a newer SupportDesk"),
    ],
)
def test_a_bad_file_is_one_sentence_and_another_can_be_chosen(
    screen: ImportScreen, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    screen.take(tmp_path / name)
    assert said in screen.words
    assert screen.button("Choose a file").isEnabled()
    (tmp_path / "good.vcf").write_bytes(MINA)
    screen.take(tmp_path / "good.vcf")
    assert screen.title == "What comes in"


def test_a_file_of_100_mb_is_a_sentence(screen: ImportScreen, tmp_path: Path) -> None:
    with (tmp_path / "a.vcf").open("wb") as file:
        file.truncate(100_000_000)
    screen.take(tmp_path / "a.vcf")
    assert "This file is larger than 20 MB. Choose a smaller one." in screen.words


def test_everything_of_another_profile(screen: ImportScreen, tmp_path: Path) -> None:
    sample = sample_store(screen.desk.clock.today)
    (tmp_path / "a.json").write_bytes(to_json(Whole(**sample.whole())))
    screen.take(tmp_path / "a.json")
    screen.until(lambda: screen.title == "What comes in")
    options = [box.text().replace("\n", " ") for _name, box in screen.window.step.ticks._boxes]
    assert options[:3] == ["16 contacts", "156 check-ins", "7 goals"]
    screen.add()
    whole, before = screen.desk.store.whole(), sample.whole()
    for part in ("contacts", "ties", "checkins", "goals", "plan", "versions", "notes", "places"):
        assert whole[part] == before[part], part
    assert screen.said == ["16 contacts were added. 156 check-ins came with it."]
    screen.desk.undo()
    assert screen.desk.snapshot.contacts == ()
    assert screen.desk.store.checkins.count() == 0


def test_parts_that_are_not_ticked_stay_out(screen: ImportScreen, tmp_path: Path) -> None:
    sample = sample_store(screen.desk.clock.today)
    (tmp_path / "a.json").write_bytes(to_json(Whole(**sample.whole())))
    screen.take(tmp_path / "a.json")
    screen.until(lambda: screen.title == "What comes in")
    screen.window.step.ticks.value = ("contacts", "goals")
    screen.add()
    now = screen.desk.snapshot
    assert len(now.contacts) == 16
    assert len(now.goals) == 7
    assert screen.desk.store.checkins.count() == 0
    assert not now.plan.parts
    assert not now.notes.needs


def test_a_full_disk_keeps_the_profile_as_it_was(
    screen: ImportScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Person {0}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text("".join(card.format(each) for each in range(100)))
    screen.take(tmp_path / "a.vcf")
    store, rounds = screen.desk.store, iter((True, False))
    write = store.contacts.write

    def full(contacts: Sequence[Contact], old: dict[str, Contact]) -> None:
        if not next(rounds):
            raise StoreError("disk_full")
        write(contacts, old)

    monkeypatch.setattr(store.contacts, "write", full)
    screen.qtbot.mouseClick(screen.window.step.main, Qt.MouseButton.LeftButton)
    screen.until(screen.window.status.isVisible)
    assert "Your disk is full." in screen.words
    assert store.contacts.all() == ()
    assert not screen.closed


def test_cancel_while_adding_takes_back_what_was_in(
    screen: ImportScreen, tmp_path: Path, in_turns: None
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Person {0}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text("".join(card.format(each) for each in range(200)))
    screen.take(tmp_path / "a.vcf")
    screen.window.keeping.progressed.connect(
        lambda done, _all: screen.window._stop_keeping() if done == 2 else None
    )
    screen.qtbot.mouseClick(screen.window.step.main, Qt.MouseButton.LeftButton)
    screen.until(lambda: screen.title == "Import")
    assert screen.desk.store.contacts.all() == ()
    assert screen.desk.snapshot.contacts == ()


def test_cancel_while_reading_goes_back(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(MINA)
    screen.window.open_file(tmp_path / "a.vcf")
    screen.press("Cancel")
    assert screen.title == "Import"
    screen.until(lambda: not screen.desk.worker.is_busy)
    screen.qtbot.wait(1)
    assert screen.title == "Import"


def test_a_lock_in_the_middle_finishes_what_was_said_yes_to(
    screen: ImportScreen, tmp_path: Path, in_turns: None
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Person {0}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text("".join(card.format(each) for each in range(90)))
    screen.take(tmp_path / "a.vcf")
    screen.window.keeping.progressed.connect(lambda done, _all: screen.window.flush() if done == 1 else None)
    screen.add()
    assert len(screen.desk.store.contacts.all()) == 90


def test_file_menu_contacts_and_hide(shell: Shell, restarts: list[list[str]], qtbot: QtBot) -> None:
    shell.open_store(sample_store(shell.clock.today))
    shell.show()
    shell.actions_.all["import"].trigger()
    window = shell.findChild(ImportWindow)
    assert window is not None
    assert window.isVisible()
    qtbot.mouseClick(window.hide_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: bool(restarts))
    assert restarts[0][0] == "--hidden"


def test_the_end_of_a_session_leaves_no_half_import_and_no_help_open(
    shell: Shell, qtbot: QtBot, tmp_path: Path, in_turns: None
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Person {0}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text("".join(card.format(each) for each in range(90)))
    store = sample_store(shell.clock.today)
    before = len(store.contacts.all())
    shell.open_store(store)
    shell.show()
    shell.actions_.all["import"].trigger()
    window = shell.findChild(ImportWindow)
    assert window is not None
    window.choose_file = lambda *arguments: arguments[-1](tmp_path / "a.vcf")
    window.step.main.click()
    qtbot.waitUntil(lambda: window.heading.text() == "What comes in", timeout=20_000)
    shell.show_help()
    help_ = QApplication.activeModalWidget()
    counts: list[int] = []
    close = store.close
    store.close = lambda: (counts.append(len(store.contacts.all())), close())  # type: ignore[method-assign, assignment, func-returns-value]
    window.keeping.progressed.connect(lambda done, _all: shell.close() if done == 1 else None)
    window.step.main.click()
    qtbot.waitUntil(lambda: bool(counts), timeout=20_000)
    assert counts == [before + 90]
    assert help_ is not None
    assert not isValid(help_) or not help_.isVisible()  # closed, and by now maybe freed


def test_every_control_has_a_name(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Phone,\nAna,01632 960101,x\nAna,1,\n")
    screen.take(tmp_path / "a.csv")
    _named(screen.window)
    screen.press("Show what comes in")
    screen.until(lambda: screen.title == "What comes in")
    screen.in_hand("Ana")
    _named(screen.window)


def _named(window: QWidget) -> None:
    for each in window.findChildren(QWidget):
        reached = each.isVisibleTo(window) and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and each.focusProxy() is None:
            assert each.accessibleName() or getattr(each, "text", str)(), type(each).__name__


def test_a_map_from_easynwk_comes_in_with_its_past_as_one_step(screen: ImportScreen, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_bytes(TWO)
    screen.take(tmp_path / "map.json")
    assert "Maps from easyNWK of 1 March 2026 and 1 June 2026." in screen.words
    assert "1 tie comes with it." in screen.words
    assert "Not taken from the file: titles of maps, what the file says about you, age." in screen.words
    screen.choose("Nel", "Leave it out")
    screen.add()
    store = screen.desk.store
    assert sorted(names(screen.desk)) == ["Dr Kel", "Ida", "Jon"]
    past = store.past(date(2026, 3, 1))
    assert sorted(each.name for each in past.shown.values()) == ["Dr Kel", "Ida", "Jon"]
    assert sorted(each.name for each in store.past(screen.desk.today).shown.values()) == ["Ida", "Jon"]
    assert len(screen.desk.snapshot.ties) == 1
    screen.desk.undo()
    assert names(screen.desk) == []
    assert store.contacts.past_days() == ()
