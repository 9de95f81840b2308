"""What a person can do in the story of change, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.map import MapPage
from supportdesk.ui.pages.map_story import MapStory, Pane
from supportdesk.ui.theme import Theme


class StoryScreen:
    """The map page with its story open."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.page = MapPage(desk, theme)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 900)
        self.page.show()
        QTest.mouseClick(self.page.controls.story, Qt.MouseButton.LeftButton)

    @property
    def story(self) -> MapStory:
        assert self.page.story is not None
        return self.page.story

    @property
    def before(self) -> Pane:
        return self.story.before

    @property
    def after(self) -> Pane:
        return self.story.after

    def key(self, pane: Pane, key: Qt.Key) -> None:
        """Press a key on the slider of a side."""
        QTest.keyClick(pane.day.slider, key)
        self.wait()

    def wait(self) -> None:
        """Until words and pictures show the days that are wanted."""
        story = self.story
        self.qtbot.waitUntil(lambda: not story.is_waiting, timeout=5_000)
        shown = [pane.picture for pane in (self.before, self.after) if pane.isVisible()]
        self.qtbot.waitUntil(lambda: all(each.is_drawn for each in shown), timeout=15_000)

    def names(self, pane: Pane) -> set[str]:
        """The labels of those on the picture of a side."""
        self.wait()
        sheet = pane.picture.sheet
        assert sheet is not None
        return {node.label for node in sheet.drawn.nodes}

    @property
    def changed(self) -> tuple[str, ...]:
        return self.story.words.changed.lines

    @property
    def did(self) -> tuple[str, ...]:
        return self.story.words.did.lines
