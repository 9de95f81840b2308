"""What a person can see and do on the goals page, and inside its editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supportdesk.domain.goal import Goal, GoalState
from supportdesk.ui.desk import Desk
from supportdesk.ui.pages.goal_card import GoalCard, MenuButton
from supportdesk.ui.pages.goal_editor import GoalEditor
from supportdesk.ui.pages.goals import GoalsPage
from supportdesk.ui.theme import Theme


def words(widget: QWidget) -> str:
    """Every word that can be seen in a widget."""
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return (
        "\n".join(each.text() for each in shown)
        .replace("\u200b", "")
        .replace("\u2068", "")
        .replace("\u2069", "")
    )


class GoalsScreen:
    """The real page in a window of its own."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.page = GoalsPage(desk, theme)
        qtbot.addWidget(self.page)
        self.page.resize(860, 640)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.settle()

    # ---- what is there

    def goal(self, goal_id: str) -> Goal:
        """The goal as the store has it."""
        return next(each for each in self.desk.store.goals.all() if each.id == goal_id)

    def newest(self) -> Goal:
        """The goal that was added last."""
        return self.desk.store.goals.all()[-1]

    def card(self, goal_id: str) -> GoalCard:
        """The card of a goal; there must be one."""
        piece = self.page.piece(goal_id)
        assert isinstance(piece, GoalCard)
        return piece

    def text(self, goal_id: str) -> str:
        """What the card of a goal says."""
        self.settle()
        return words(self.card(goal_id))

    @property
    def editor(self) -> GoalEditor:
        """The open editor; there must be one."""
        editor = self.page.editor
        assert editor is not None
        return editor

    def shown(self, state: GoalState = GoalState.ACTIVE) -> list[str]:
        """The ids of the goals shown in a group."""
        return list(self.page.rows[state].shown)

    def fold_title(self, state: GoalState) -> str:
        """The heading of a folded group, "" when there is none."""
        fold = self.page.folds[state]
        return fold.head.text() if fold.isVisible() else ""

    def page_text(self) -> str:
        """Every word of the page."""
        self.settle()
        return words(self.page)

    # ---- what can be done

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def focus_name(self) -> str:
        """How a screen reader calls what has the focus."""
        widget = self.focus()
        return widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")

    def key(self, *keys: Qt.Key) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for each in keys:
            self.qtbot.keyClick(self.focus(), each)

    def alt(self, key: Qt.Key) -> None:
        """Press a key together with Alt."""
        self.qtbot.keyClick(self.focus(), key, Qt.KeyboardModifier.AltModifier)

    def tab_to(self, name: str) -> None:
        """Press Tab until the thing with this name has the focus."""
        self.settle()
        for _each in range(200):
            if self.focus_name() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}")

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(self.focus(), text)

    def press(self, button: QWidget) -> None:
        """Click something with the mouse; it must be in view."""
        self.settle()
        assert button.isVisible()
        self.page.ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_box(self, box: QCheckBox) -> None:
        """Click the square of a check box."""
        self.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))

    def choose_more(self, goal_id: str, entry: str) -> None:
        """Choose from the menu More of a card."""
        self.choose(self.card(goal_id).more, entry)

    def choose(self, button: MenuButton, entry: str) -> None:
        """Choose from the menu of a button (without its window: this screen cannot grab the keyboard)."""
        self.settle()
        assert button.isVisible()
        button.setFocus()
        button.about_to_show.emit()
        next(each for each in button.choices.actions() if each.text() == entry).trigger()
        self.settle()

    def open_fold(self, state: GoalState) -> None:
        """Unfold a group."""
        self.press(self.page.folds[state].head)

    def settle(self) -> None:
        """Let what waits for the next turn happen."""
        QApplication.processEvents()
        rows = self.page.rows.values()
        self.qtbot.waitUntil(lambda: all(each.is_whole for each in rows))
        QApplication.processEvents()
