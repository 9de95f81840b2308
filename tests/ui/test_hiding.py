"""Hide and Lock through the real window: what sets them off, what is left afterwards, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from profile_doubles import CHEAP, DictKeyStore
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from supportdesk.store import Store
from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.hiding import Idle, Watch
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from supportdesk.vault import Profiles
from tests.screens.contacts import ContactsScreen
from tests.screens.sample import sample_store
from tests.screens.window import ctrl, every_text, press, tap_shift

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


# ---- three taps of Shift, on the filter alone


class Hand:
    """Fingers on the keys of one window, with a clock that stands still until told."""

    def __init__(self) -> None:
        self.now = 0
        self.on = True
        self.watch = Watch(shift_hides=lambda: self.on, now=lambda: self.now)
        self.window = QWindow()
        self.hidden: list[None] = []
        self.left: list[int] = []
        self.watch.hide_wanted.connect(lambda: self.hidden.append(None))
        self.watch.tapped.connect(self.left.append)

    def key(
        self, kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier = NONE, *, again: bool = False
    ) -> None:
        self.watch.eventFilter(self.window, QKeyEvent(kind, key, held, "", again))

    def tap(self, at: int = 0) -> None:
        self.now = at or self.now
        self.key(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
        self.key(QEvent.Type.KeyRelease, Qt.Key.Key_Shift)

    def shifted(self, key: Qt.Key) -> None:
        self.key(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
        self.key(QEvent.Type.KeyPress, key, SHIFT)
        self.key(QEvent.Type.KeyRelease, key, SHIFT)
        self.key(QEvent.Type.KeyRelease, Qt.Key.Key_Shift)


@pytest.fixture
def hand(qapp: QApplication) -> Hand:
    return Hand()


def test_three_quick_taps_hide_and_each_before_says_how_many_are_left(hand: Hand) -> None:
    for at in (1, 700, 1_500):
        hand.tap(at)
    assert len(hand.hidden) == 1
    assert hand.left == [2, 1]


def test_slow_taps_do_not_hide(hand: Hand) -> None:
    for at in (1, 1_000, 1_900, 2_800, 3_700):
        hand.tap(at)
    assert hand.hidden == []


def test_a_slow_tap_before_does_not_spoil_three_quick_ones(hand: Hand) -> None:
    for at in (1, 1_400, 1_700, 2_000):
        hand.tap(at)
    assert len(hand.hidden) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Tab])
def test_shift_with_another_key_is_no_tap(hand: Hand, key: Qt.Key) -> None:
    for _ in range(4):
        hand.shifted(key)
    hand.tap()
    hand.shifted(key)
    hand.tap()
    hand.tap()
    assert hand.hidden == []


def test_typing_between_taps_starts_over(hand: Hand) -> None:
    hand.tap()
    hand.tap()
    hand.key(QEvent.Type.KeyPress, Qt.Key.Key_A)
    hand.key(QEvent.Type.KeyRelease, Qt.Key.Key_A)
    hand.tap()
    assert hand.hidden == []


def test_holding_shift_for_the_mouse_is_no_tap(hand: Hand) -> None:
    for _ in range(3):
        hand.key(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
        click = QMouseEvent(
            QEvent.Type.MouseButtonPress, QPoint(5, 5), QPoint(5, 5), Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton, SHIFT,
        )  # fmt: skip
        hand.watch.eventFilter(hand.window, click)
        hand.key(QEvent.Type.KeyRelease, Qt.Key.Key_Shift)
    assert hand.hidden == []


def test_a_held_shift_that_repeats_is_no_tap(hand: Hand) -> None:
    for _ in range(3):
        hand.key(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT)
        hand.key(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT, again=True)
        hand.key(QEvent.Type.KeyRelease, Qt.Key.Key_Shift)
    assert hand.hidden == []


def test_the_person_can_switch_the_taps_off(hand: Hand) -> None:
    hand.on = False
    for _ in range(3):
        hand.tap()
    assert hand.hidden == []
    assert hand.left == []


# ---- the window with the sample in it


@pytest.fixture
def sample(shell: Shell, qtbot: QtBot) -> Shell:
    """The real window over the sample, on the page of contacts."""
    shell.open_store(sample_store(shell.clock.today))
    shell.resize(1100, 740)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.show_workspace("contacts")
    return shell


def _visit_all(shell: Shell, qtbot: QtBot) -> None:
    """Every page with words of the person, at last a contact's card."""
    for page in ("today", "goals", "plan", "contacts"):
        shell.show_workspace(page)
    qtbot.waitUntil(lambda: shell.workspace.page.card is not None)
    ContactsScreen(qtbot, shell.workspace.page).settle()


def _private(shell: Shell) -> set[str]:
    """Words that only the profile has: names, numbers, goals, lines of the plan."""
    assert shell.desk is not None
    now = shell.desk.snapshot
    words = {each.name for each in now.contacts} | {goal.what for goal in now.goals}
    words |= {phone.number for each in now.contacts for phone in each.phones}
    words |= {item.text for part in now.plan.parts for item in part.items if item.text}
    return {word for word in words if len(word) > 3}


def _gone(shell: Shell, private: set[str]) -> None:
    left = every_text()
    assert sorted(word for word in private if word in left) == []
    assert shell.workspace is None


def _hidden(qtbot: QtBot, restarts: list[list[str]]) -> None:
    qtbot.waitUntil(lambda: bool(restarts))


def test_what_is_looked_for_is_there_before(sample: Shell, qtbot: QtBot) -> None:
    """The positive control of the tests below."""
    _visit_all(sample, qtbot)
    private, there = _private(sample), every_text()
    found = {word for word in private if word in there}
    assert len(found) > 40
    assert {each.name for each in sample.desk.snapshot.contacts} <= found


@pytest.mark.parametrize(
    "way",
    [
        lambda shell: tap_shift(shell, 3),
        lambda shell: ctrl(shell, Qt.Key.Key_H),
        lambda shell: QTest.mouseClick(shell.workspace.hide_button, Qt.MouseButton.LeftButton),
        lambda shell: shell.actions_.all["hide"].trigger(),
    ],
    ids=["shift", "ctrl-h", "button", "menu"],
)
def test_every_way_to_hide_leaves_nothing_private(
    sample: Shell, qtbot: QtBot, restarts: list[list[str]], way: Callable[[Shell], None]
) -> None:
    _visit_all(sample, qtbot)
    private, store = _private(sample), sample.desk.store
    way(sample)
    _hidden(qtbot, restarts)
    assert restarts == [["--hidden", "--demo"]]
    _gone(sample, private)
    assert store.connection.is_closed
    assert sample.windowTitle() == "Notes"
    assert sample.desk is None


def test_hide_covers_in_the_same_event(sample: Shell, restarts: list[list[str]]) -> None:
    private = _private(sample)
    sample.hide_now()
    assert restarts == []
    assert sample.windowTitle() == "Notes"
    seen = "\n".join(
        widget.text()
        for widget in QApplication.allWidgets()
        if widget.isVisible() and hasattr(widget, "text")
    )
    assert "No notes yet." in seen
    assert not [word for word in private if word in seen]
    assert not sample.menuBar().isVisible()


def test_hide_works_while_a_dialog_is_open_and_takes_it_away(
    sample: Shell, qtbot: QtBot, restarts: list[list[str]]
) -> None:
    private = _private(sample)
    dialog = QDialog(sample.workspace.page)
    typed = QLineEdit("Wilhelmine asked for me", dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    typed.setFocus()
    ctrl(sample, Qt.Key.Key_H)
    _hidden(qtbot, restarts)
    assert not isValid(dialog)
    _gone(sample, private | {"Wilhelmine asked for me"})


def test_hide_works_over_get_help_now(sample: Shell, qtbot: QtBot, restarts: list[list[str]]) -> None:
    private = _private(sample)
    press(sample, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    tap_shift(sample, 3)
    _hidden(qtbot, restarts)
    _gone(sample, private)


def test_search_results_go_with_the_rest(sample: Shell, qtbot: QtBot, restarts: list[list[str]]) -> None:
    name = sample.desk.snapshot.contacts[0].name
    private = _private(sample)
    ctrl(sample, Qt.Key.Key_K)
    press(sample, name[:4])
    assert sample.workspace.search.list.isVisible()
    ctrl(sample, Qt.Key.Key_H)
    _hidden(qtbot, restarts)
    _gone(sample, private)


def test_hide_takes_our_text_off_the_clipboard(
    sample: Shell, qtbot: QtBot, restarts: list[list[str]]
) -> None:
    copy_text("01632 960101")
    sample.hide_now()
    _hidden(qtbot, restarts)
    assert QGuiApplication.clipboard().text() == ""


def test_hide_leaves_other_programs_their_clipboard(
    sample: Shell, qtbot: QtBot, restarts: list[list[str]]
) -> None:
    copy_text("01632 960101")
    QGuiApplication.clipboard().setText("a recipe")
    sample.hide_now()
    _hidden(qtbot, restarts)
    assert QGuiApplication.clipboard().text() == "a recipe"


def test_hide_twice_starts_again_once(sample: Shell, qtbot: QtBot, restarts: list[list[str]]) -> None:
    sample.hide_now()
    sample.hide_now()
    _hidden(qtbot, restarts)
    QApplication.processEvents()
    assert len(restarts) == 1


def test_a_bug_while_saving_does_not_keep_the_window_from_hiding(
    sample: Shell, qtbot: QtBot, restarts: list[list[str]], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    private = _private(sample)
    sample.show_workspace("today")
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: told.append(kind))
    monkeypatch.setattr(type(sample.workspace.page), "flush", lambda _self: 1 / 0)
    monkeypatch.setattr(type(sample.desk.worker), "stop", lambda _self: {}["gone"])
    sample.hide_now()
    _hidden(qtbot, restarts)
    assert restarts == [["--hidden", "--demo"]]
    qtbot.waitUntil(lambda: told == [ZeroDivisionError, KeyError])
    _gone(sample, private)


# ---- a real profile: what was typed, the gate afterwards


@pytest.fixture
def keystore() -> DictKeyStore:
    return DictKeyStore()


@pytest.fixture
def profiles(tmp_path: Path, keystore: DictKeyStore) -> Profiles:
    return Profiles(tmp_path / "data", keystore=keystore, kdf=CHEAP)


@pytest.fixture
def real(
    qtbot: QtBot, profiles: Profiles, settings: AppSettings, theme: Theme, clock: object,
    restarts: list[list[str]],
) -> Iterator[Callable[[str | None], Shell]]:  # fmt: skip
    """Make a window over a fresh profile with (or without) a password; the first steps are behind it."""
    made: list[Shell] = []

    def make(password: str | None) -> Shell:
        shell = Shell(
            settings=settings, theme=theme, restart=restarts.append, profiles=profiles, clock=clock  # type: ignore[arg-type]
        )  # fmt: skip
        made.append(shell)
        qtbot.addWidget(shell)
        vault = profiles.create("Profile 1", password)
        store = Store.open(vault, clock.today)  # type: ignore[attr-defined]
        store.save_me(replace(store.me(), first_steps_done=True), undoable=False)
        shell.open_store(store, vault)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    yield make
    for shell in made:
        if shell.desk is not None:
            shell.desk.close()
            shell.desk = None
        shell.watch.blockSignals(True)


def _again(profiles: Profiles, password: str) -> Store:
    (info,) = profiles.list()
    return Store.open(profiles.open_with_password(info.id, password))


def _type_a_contact(shell: Shell, qtbot: QtBot) -> ContactsScreen:
    shell.show_workspace("contacts")
    screen = ContactsScreen(qtbot, shell.workspace.page)
    screen.add("Wilhelmine")
    qtbot.waitUntil(lambda: screen.card_name == "Wilhelmine")
    form = screen.open("notes")
    form.fields["notes"].edit.setFocus()  # type: ignore[attr-defined]
    press(shell, "half a sentence about the gard")
    assert shell.desk.store.contacts.all()[0].notes == ""
    return screen


@pytest.mark.parametrize("leave", ["hide_now", "lock", "close"])
def test_half_typed_text_is_in_the_file_after(
    real: Callable[[str], Shell], profiles: Profiles, qtbot: QtBot, restarts: list[list[str]], leave: str
) -> None:
    shell = real("river")
    _type_a_contact(shell, qtbot)
    getattr(shell, leave)()
    qtbot.waitUntil(lambda: shell.desk is None)
    store = _again(profiles, "river")
    assert [each.notes for each in store.contacts.all()] == ["half a sentence about the gard"]
    store.close()


def test_lock_destroys_closes_and_starts_again_at_the_gate(
    real: Callable[[str], Shell], profiles: Profiles, qtbot: QtBot, restarts: list[list[str]]
) -> None:
    shell = real("river")
    _type_a_contact(shell, qtbot)
    vault, store = shell.desk.vault, shell.desk.store
    private = {"Wilhelmine", "half a sentence"}
    assert private <= set(filter(every_text().__contains__, private))
    ctrl(shell, Qt.Key.Key_L)
    _hidden(qtbot, restarts)
    assert restarts == [["--locked"]]
    _gone(shell, private)
    assert store.connection.is_closed
    assert repr(vault) == "<OpenVault closed>"
    assert shell.windowTitle() == "SupportDesk"


def test_lock_without_a_profile_does_nothing(shell: Shell, restarts: list[list[str]]) -> None:
    shell.lock()
    QApplication.processEvents()
    assert restarts == []


def test_after_hide_a_key_leads_to_the_gate_and_opens_nothing_by_itself(
    qtbot: QtBot, profiles: Profiles, keystore: DictKeyStore, shell: Shell
) -> None:
    profiles.create("Profile 1", None).close()
    shell.profiles = profiles
    shell.show_plain_page()
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    before = keystore.gets
    tap_shift(shell, 3)
    press(shell, Qt.Key.Key_F1)
    ctrl(shell, Qt.Key.Key_H)
    assert shell.windowTitle() == "Notes"
    assert QApplication.activeModalWidget() is None
    assert "Profile 1" not in every_text()
    press(shell, Qt.Key.Key_Space)
    assert shell.windowTitle() == "SupportDesk"
    assert shell.menuBar().isVisible()
    assert "Profile 1" in every_text()
    qtbot.wait(0)
    assert keystore.gets == before
    assert shell.desk is None


def test_a_hidden_sample_comes_back_as_the_sample(
    qtbot: QtBot, shell: Shell, restarts: list[list[str]]
) -> None:
    shell.show_plain_page()
    shell.show()
    QTest.mouseClick(shell.centralWidget(), Qt.MouseButton.LeftButton)
    assert restarts == [["--demo"]]


@pytest.mark.parametrize("leave", ["hide_now", "lock"])
def test_where_the_process_cannot_be_replaced_the_window_goes_on(
    real: Callable[[str], Shell], qtbot: QtBot, leave: str
) -> None:
    shell = real("river")

    def refuse(_arguments: list[str]) -> None:
        raise OSError(2, "no such program")

    shell._restart = refuse
    getattr(shell, leave)()
    qtbot.waitUntil(lambda: shell.desk is None)
    if leave == "hide_now":
        press(shell, Qt.Key.Key_Space)
    assert "Profile 1 is locked" in every_text()


# ---- away from the keyboard


def _after(clock: object, minutes: float) -> None:
    clock.elapsed += minutes * 60  # type: ignore[attr-defined]


def test_a_profile_with_a_password_locks_after_its_minutes(
    real: Callable[[str], Shell],
    clock: object,
    settings: AppSettings,
    qtbot: QtBot,
    restarts: list[list[str]],
) -> None:
    settings.lock_minutes = 3
    shell = real("river")
    _after(clock, 2.9)
    assert not shell.idle.look()
    press(shell, Qt.Key.Key_Tab)  # somebody is there: counting begins anew
    _after(clock, 2.9)
    assert not shell.idle.look()
    _after(clock, 0.1)
    assert shell.idle.look()
    _hidden(qtbot, restarts)
    assert restarts == [["--locked"]]
    assert shell.desk is None


def test_the_first_touch_after_a_long_sleep_finds_it_locked(
    real: Callable[[str], Shell], clock: object, qtbot: QtBot, restarts: list[list[str]]
) -> None:
    shell = real("river")
    _after(clock, 120)
    QTest.mouseMove(shell.windowHandle(), QPoint(30, 30))
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Tab)
    _hidden(qtbot, restarts)
    assert restarts == [["--locked"]]


def test_without_a_password_or_with_0_minutes_nothing_locks_by_itself(
    real: Callable[[str | None], Shell], clock: object, settings: AppSettings, restarts: list[list[str]]
) -> None:
    shell = real(None)
    _after(clock, 600)
    assert not shell.idle.look()
    other = real("river")
    settings.lock_minutes = 0
    _after(clock, 600)
    assert not other.idle.look()
    assert restarts == []
    assert shell.desk is not None


def test_idle_looks_by_itself(qtbot: QtBot, clock: object) -> None:
    idle = Idle(lambda: 1, clock)  # type: ignore[arg-type]
    idle._timer.setInterval(1)
    idle.start()
    _after(clock, 1)
    with qtbot.waitSignal(idle.passed):
        pass
    idle.touch()
    assert not idle._timer.isActive()


# ---- leaving with words that could not be saved


def _fill_the_disk(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from supportdesk.store import StoreError

    def full(*_args: object, **_values: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(type(shell.desk.store.contacts), "save", full)
    monkeypatch.setattr(type(shell.desk.store), "writing", full)


def test_quit_keeps_words_that_could_not_be_saved(
    real: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, profiles: Profiles
) -> None:
    shell = real("river")
    _type_a_contact(shell, qtbot)
    with monkeypatch.context() as full:
        _fill_the_disk(shell, full)
        shell.close()
        assert shell.isVisible()
        trouble = shell.workspace.trouble
        assert "Your disk is full" in trouble.words.text()
        assert trouble.leave.isVisible()
        assert trouble.leave.text() == "Close without saving"
        shell.lock()
        assert trouble.leave.text() == "Lock without saving"
        assert shell.desk is not None
    QTest.mouseClick(trouble.again, Qt.MouseButton.LeftButton)
    assert not trouble.isVisible()
    shell.close()
    assert not shell.isVisible()
    store = _again(profiles, "river")
    assert [each.notes for each in store.contacts.all()] == ["half a sentence about the gard"]
    store.close()


def test_quit_without_saving_is_the_persons_to_choose(
    real: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = real("river")
    _type_a_contact(shell, qtbot)
    _fill_the_disk(shell, monkeypatch)
    shell.close()
    QTest.mouseClick(shell.workspace.trouble.leave, Qt.MouseButton.LeftButton)
    assert not shell.isVisible()
    assert shell.desk is None


def test_hide_never_waits_for_the_disk(
    real: Callable[[str], Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, restarts: list[list[str]]
) -> None:
    shell = real("river")
    _type_a_contact(shell, qtbot)
    _fill_the_disk(shell, monkeypatch)
    ctrl(shell, Qt.Key.Key_H)
    _hidden(qtbot, restarts)
    _gone(shell, {"Wilhelmine", "half a sentence"})
