"""What the tests of the windows share: a fixed clock, a desk in memory, the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supportdesk.store import Store
from supportdesk.ui.desk import Clock, Desk
from supportdesk.ui.settings import AppSettings
from supportdesk.ui.shell import Shell
from supportdesk.ui.theme import Theme
from tests.screens.sample import sample_store


class FixedClock(Clock):
    """Sunday 1 November 2026, noon, until a test says otherwise."""

    moment = datetime(2026, 11, 1, 12, 0)
    elapsed = 0.0

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.elapsed


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def settings(tmp_path: Path) -> AppSettings:
    return AppSettings(str(tmp_path / "settings.ini"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.fixture
def empty_store(clock: FixedClock) -> Store:
    store = Store.in_memory(clock.today)
    store.save_me(replace(store.me(), first_steps_done=True), undoable=False)
    return store


@pytest.fixture
def empty_desk(empty_store: Store, settings: AppSettings, clock: FixedClock) -> Iterator[Desk]:
    """A desk over an empty profile."""
    made = Desk(empty_store, settings=settings, clock=clock)
    yield made
    made.close()


@pytest.fixture
def desk(settings: AppSettings, clock: FixedClock) -> Iterator[Desk]:
    """A desk over the sample profile."""
    made = Desk(sample_store(clock.today), settings=settings, clock=clock)
    yield made
    made.close()


@pytest.fixture
def restarts() -> list[list[str]]:
    """The arguments with which the process would have been replaced."""
    return []


@pytest.fixture
def shell(
    qtbot: QtBot, settings: AppSettings, theme: Theme, clock: FixedClock, restarts: list[list[str]]
) -> Iterator[Shell]:
    """The real window, without a profile yet."""
    made = Shell(settings=settings, theme=theme, restart=restarts.append, clock=clock)
    qtbot.addWidget(made)
    yield made
    if made.desk is not None:
        made.desk.close()
        made.desk = None
    made.watch.blockSignals(True)


@pytest.fixture(autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """Take off the clipboard what a test put there: left till the very end it would crash the process."""
    yield
    app = QApplication.instance()
    if app is not None:
        QGuiApplication.clipboard().clear()
