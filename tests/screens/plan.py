"""What a person can see and do on the plan page: write, look at the paper, save."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.plan import Part, Plan, PlanPart
from supportdesk.report.choices import Topic
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.plan import PlanPage
from supportdesk.ui.pages.plan_card import PartCard
from supportdesk.ui.pages.plan_paper import PaperView
from supportdesk.ui.pages.plan_preview import Preview, Zoom
from supportdesk.ui.theme import Theme


def words(widget: QWidget) -> str:
    """Every word that can be seen in a widget."""
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def text_of(data: bytes) -> str:
    """The text of a PDF as a reader of files finds it, on one line."""
    pages = PdfReader(BytesIO(data)).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    """Text without the blanks, which a PDF puts where it likes."""
    return "".join(text.split()).replace("\u200b", "")


class PlanScreen:
    """The real page in a window of its own."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme, width: int = 1100) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.page = PlanPage(desk, theme)
        self.asked: list[Path] = []
        qtbot.addWidget(self.page)
        self.page.resize(width, 760)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.page)
        qtbot.waitUntil(lambda: not self.page.write.is_building)

    # ---- what the store has

    @property
    def plan(self) -> Plan:
        """The plan as the store has it."""
        return self.desk.store.plans.now()

    def part(self, part: Part) -> PlanPart:
        """A part as the store has it; there must be one."""
        found = self.plan.part(part)
        assert found is not None
        return found

    def lines(self, part: Part) -> list[str]:
        """The words of a part as the store has them."""
        return [item.text for item in self.part(part).items if item.contact_id is None]

    # ---- writing

    def cards(self) -> list[PartCard]:
        """The cards from the top of the page to its foot."""
        return sorted(self.page.write.cards.values(), key=lambda each: each.y())

    def titles(self) -> list[str]:
        """The headings in the order they are seen."""
        QApplication.processEvents()
        return [each.heading.text() for each in self.cards()]

    def card(self, part: Part) -> PartCard:
        """The card of a part; there must be one."""
        return self.page.write.cards[self.part(part).id]

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            focus = QApplication.focusWidget()
            assert focus is not None
            self.qtbot.keyClick(focus, key)

    def type(self, text: str) -> None:
        """Type where the focus is; a new line is Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            focus = QApplication.focusWidget()
            assert focus is not None
            self.qtbot.keyClicks(focus, line)

    def tab_to(self, widget: QWidget) -> None:
        """Go with Tab until a widget has the focus."""
        for _ in range(150):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("Tab never came there")

    def add(self, part: Part) -> PartCard:
        """Add a part with the keyboard."""
        one = self.page.write.adding.buttons[part]
        one.setFocus()
        self.press(Qt.Key.Key_Space)
        return self.card(part)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def saved(self) -> None:
        """Wait until what was typed has been saved by itself."""
        self.qtbot.waitUntil(lambda: not self.page.write.autosave._kept, timeout=3000)

    # ---- the paper

    @property
    def paper(self) -> PaperView:
        """The paper side; it must have been opened."""
        assert self.page.paper is not None
        return self.page.paper

    @property
    def preview(self) -> Preview:
        """The pages."""
        return self.paper.preview

    def look(self) -> None:
        """See the page, and wait until it is there."""
        self.click(self.page.views["page"])
        self.ready()

    def ready(self) -> None:
        """Wait until the newest wish was met."""
        self.qtbot.waitUntil(
            lambda: self.preview.made is not None and not self.paper.maker.is_busy, timeout=30_000
        )

    def text(self) -> str:
        """The plan as text, as the person reads or hears it."""
        return self.preview.words.toPlainText()

    def as_text(self) -> None:
        """Show the text instead of the picture."""
        self.click(self.preview._chips[Zoom.WORDS])

    def choose(self, words_: str) -> None:
        """Click the radio button or check box with these words and wait for the page."""
        kinds = (QRadioButton, QCheckBox)
        boxes = [each for kind in kinds for each in self.paper.panel.findChildren(kind)]
        next(each for each in boxes if each.text() == words_).click()
        self.ready()

    def tick(self, section: Topic) -> None:
        """Click the check box of a section and wait for the page."""
        self.boxes()[section].click()
        self.ready()

    def boxes(self) -> dict[Topic, QCheckBox]:
        """The check boxes of the sections that are offered."""
        ticks = self.paper.panel.sections
        assert ticks is not None
        return dict(ticks._boxes)

    # ---- saving

    def save_to(self, *paths: Path) -> None:
        """Press Save; the answers to "where?" are these, one after the other."""
        answers = iter(paths)

        def where(_parent: QWidget, suggested: Path, answered: Callable[[Path], None]) -> None:
            self.asked.append(suggested)
            answered(next(answers))

        self.page.show_view("page")
        self.paper.where = where
        self.click(self.page.save_button)
        self.finish()

    def finish(self) -> None:
        """Wait until saving has come to an end."""
        notice = self.paper.notice
        self.qtbot.waitUntil(notice.close_button.isVisible, timeout=30_000)
