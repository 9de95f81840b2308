"""The window of import and export: one step at a time, Hide in reach, and a line for what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QProgressBar, QPushButton, QScrollArea, QWidget

from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import announce, button, clear, column, label, restyle, row
from supportdesk.ui.theme import Theme
from supportdesk.words import _

LINE = 78  # letters of average width: a line that reads easily


class Step(QWidget):
    """One view of the window. `main` is pressed by Enter, `first` gets the focus.

    A step that `fills` takes all the height there is; where that is too little, every step scrolls.
    """

    def __init__(self, title: str, *, fills: bool = False) -> None:
        super().__init__()
        self.setObjectName("pageBody")
        self.title = title
        self.fills = fills
        self.buttons: tuple[QPushButton, ...] = ()
        self.main: QPushButton | None = None
        self.first: QWidget | None = None
        self.body = column(gap=12)
        self.setLayout(self.body)

    def lay(
        self,
        *pieces: QWidget | QLayout,
        buttons: Sequence[QPushButton] = (),
        first: QWidget | None = None,
    ) -> None:
        """Put the pieces below each other, and the buttons at the foot of the window."""
        for each in pieces:
            if isinstance(each, QLayout):
                self.body.addLayout(each)
            else:
                self.body.addWidget(each)
        if not self.fills:
            self.body.addStretch(1)
        self.buttons = tuple(buttons)
        self.main = next((each for each in buttons if each.property("look") == "primary"), None)
        self.first = first or self.main


class TransferWindow(QDialog):
    """A window over the app's own. Its title is the neutral one; Escape leaves everything as it was."""

    hide_wanted = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.theme = theme
        self.step: Step | None = None
        self.setWindowTitle(parent.window().windowTitle())
        self.setModal(True)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = label("", "title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hide = button(
            _("Hide"), clicked=self.hide_wanted.emit, hint=_("Cover the window at once and lock (Ctrl+H)")
        )
        self.hide_button = hide
        top = row(self.heading, hide, gap=14)
        top.setStretch(0, 1)
        self._middle = column(gap=0)
        self.status = label("", "error")
        self.status.setAccessibleName(_("What to know"))
        self.status.hide()
        self._foot = row(-1, gap=10)
        whole = column(top, self._middle, self.status, self._foot, gap=12)
        whole.setContentsMargins(28, 18, 28, 18)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        letter = QFontMetrics(self.font()).averageCharWidth()
        room = parent.window().size() - QSize(40, 20)
        self.resize(min(room.width(), letter * 120), min(room.height(), letter * 95))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        dress(self.hide_button, "hide", self.theme.tokens.text, round(self.theme.points * 1.8))

    def put(self, step: Step) -> None:
        """Show a step in place of the one before; the focus goes where it begins."""
        clear(self._middle)
        self._clear_foot()
        self.step = step
        self.say("")
        self.heading.setText(step.title)
        self.setAccessibleName(step.title)
        holder = _scrolling(step)
        self._middle.addWidget(holder)
        holder.show()  # at once, and not in a later event
        self._foot.addStretch(1)
        for each in step.buttons:
            self._foot.addWidget(each)
            each.setDefault(each is step.main)
            each.show()
        (step.first or self.hide_button).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, step.title)

    def _clear_foot(self) -> None:
        while (item := self._foot.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def say(self, sentence: str, look: str = "error") -> None:
        """Show a line above the buttons and speak it; "" takes it away."""
        self.status.setText(sentence)
        restyle(self.status, look)
        self.status.setVisible(bool(sentence))
        if sentence:
            announce(self.status, sentence)


def _scrolling(step: Step) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(step)
    return area


class Waiting(Step):
    """How far long work is, and the way to give it up."""

    def __init__(self, title: str, give_up: Callable[[], None] | None) -> None:
        super().__init__(title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.words = label("", "muted")
        stop = button(_("Cancel"), clicked=give_up) if give_up is not None else None
        self.lay(self.bar, self.words, buttons=[stop] if stop else [], first=stop)

    def reached(self, done: int, of_all: int) -> None:
        """Show how far it is; 0 of 0 is not known yet."""
        self.bar.setRange(0, of_all)
        self.bar.setValue(done)
        if of_all:
            self.words.setText(_("{done} of {all}").format(done=done, all=of_all))


def reading_width(*labels: QWidget) -> None:
    """Keep text no wider than is good to read."""
    for each in labels:
        each.setMaximumWidth(QFontMetrics(each.font()).averageCharWidth() * LINE)
