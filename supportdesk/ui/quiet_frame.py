"""What stands before the workspace: Hide above, help below, and one sheet at a time in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QWidget

from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Card, Flow, ItemLayout, announce, button, clear, column, label, restyle, row
from supportdesk.ui.theme import Theme
from supportdesk.words import _

SHEET_WIDTH = 74  # average letters across a sheet
_LOW = 16  # lines of text below which the window counts as low
_LONG_WORD = 16
_PIECE = 8
_BREAK = "\u200b"


def breakable(text: str) -> str:
    """The text with places to break in words that are longer than a line, for labels only."""

    def pieces(word: str) -> str:
        return _BREAK.join(word[i : i + _PIECE] for i in range(0, len(word), _PIECE))

    return " ".join(pieces(word) if len(word) > _LONG_WORD else word for word in text.split(" "))


class Sheet(Card):
    """One question or one piece of news: a heading, what belongs to it, and its buttons in a row.

    Enter presses the button in focus, else the main one. `say` shows and speaks one line above the buttons.
    """

    def __init__(
        self,
        title: str,
        *pieces: QWidget | QLayout | int,
        main: QPushButton | None = None,
        others: tuple[QPushButton, ...] = (),
    ) -> None:
        super().__init__(gap=14)
        self.main = main
        self.heading = label(breakable(title), "title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heading.setAccessibleName(title)
        self.setAccessibleName(title)
        self.first: QWidget = self.heading
        self.status = label("", "muted")
        self.status.hide()
        buttons = [each for each in (main, *others) if each is not None]
        self.foot = Flow(*buttons, gap=10)
        self.body.addLayout(column(self.heading, *pieces, gap=12))
        self.body.addWidget(self.status)
        self.body.addLayout(self.foot)
        self.body.setContentsMargins(28, 24, 28, 24)

    def say(self, sentence: str, look: str = "muted") -> None:
        """Show a line above the buttons and speak it; "" takes it away."""
        if sentence == self.status.text() and self.status.isVisibleTo(self) == bool(sentence):
            return
        self.status.setText(sentence)
        restyle(self.status, look)
        self.status.setVisible(bool(sentence))
        if sentence:
            announce(self.status, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and focus.hasFocus():
            focus.click()
        elif self.main is not None and not event.isAutoRepeat():
            self.main.click()


class Centre(ItemLayout):
    """One widget in the middle, no wider than `widest`, a little above the middle of the height."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widest = 600
        self._widget = widget
        self.addWidget(widget)

    def heightForWidth(self, width: int) -> int:
        inside, edge = self._across(width)
        return self._widget.heightForWidth(inside) + 2 * edge

    def sizeHint(self) -> QSize:
        return QSize(self.widest, 300)

    def minimumSize(self) -> QSize:
        return QSize(200, 60)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        width, edge = self._across(rect.width())
        height = self._widget.heightForWidth(width)
        above = max((rect.height() - height) // 3, edge)
        left = rect.x() + (rect.width() - width) // 2
        self._items[0].setGeometry(QRect(left, rect.y() + above, width, height))

    def _across(self, room: int) -> tuple[int, int]:
        edge = 28 if room > self.widest else 12
        return min(self.widest, room - 2 * edge), min(edge, 16)


class QuietFrame(QWidget):
    """Shows one sheet at a time. "Get help now" and "Hide" stay where the workspace has them."""

    help_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.theme = theme
        self.sheet: Sheet | None = None
        self.place = label("", "muted")
        self.hide_button = button(
            _("Hide"), clicked=self.hide_wanted.emit, hint=_("Cover the window at once and lock (Ctrl+H)")
        )
        self.help_button = button(
            _("Get help now"),
            "primary",
            clicked=self.help_wanted.emit,
            hint=_("Emergency number and helplines (F1)"),
        )
        self.promise = label(_("Nothing leaves this computer."), "muted", wrap=False)
        self._whole = column(self._top(), self._middle(), self._bottom(), gap=0)
        self.setLayout(self._whole)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _top(self) -> QLayout:
        self._upper = row(self.place, self.hide_button, gap=14)
        self._upper.setStretch(0, 1)
        self._upper.setContentsMargins(28, 18, 28, 4)
        return self._upper

    def _bottom(self) -> QLayout:
        self._lower = row(self.help_button, -1, self.promise, gap=14)
        self._lower.setContentsMargins(12, 8, 28, 14)
        return self._lower

    def _middle(self) -> QWidget:
        self._inner = QWidget()
        self._column = column(gap=0)
        self._inner.setLayout(self._column)
        self._centre = Centre(self._inner)
        inside = QWidget()
        inside.setObjectName("pageBody")
        inside.setLayout(self._centre)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.area.setMinimumSize(QSize(200, 80))
        return self.area

    def put(self, sheet: Sheet) -> None:
        """Show a sheet in place of the one before and put the focus where it begins."""
        clear(self._column)
        self.sheet = sheet
        self._column.addWidget(sheet)
        sheet.show()
        self.area.verticalScrollBar().setValue(0)
        sheet.first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, sheet.heading.text())

    def add_bar(self, bar: QWidget) -> None:
        """Give a bar (of trouble) its place above the sheets."""
        line = row(bar)
        line.setContentsMargins(28, 6, 28, 0)
        self._whole.insertLayout(1, line)

    def showEvent(self, event: QShowEvent) -> None:
        """A sheet that was put before the frame came into its window has lost the focus on the way."""
        super().showEvent(event)
        if self.sheet is not None and self.focusWidget() is None:
            self.sheet.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_centre"):
            self._fit()

    def _fit(self) -> None:
        """A line of text stays readable; in a low window Hide stands beside help, to leave room."""
        metrics = QFontMetrics(self.font())
        low = self.height() < metrics.lineSpacing() * _LOW
        self._centre.widest = metrics.averageCharWidth() * SHEET_WIDTH
        self._centre.invalidate()
        self.promise.setVisible(not low)
        self.place.setVisible(not low)
        wanted, other = (self._lower, self._upper) if low else (self._upper, self._lower)
        if wanted.indexOf(self.hide_button) < 0:
            other.removeWidget(self.hide_button)
            wanted.addWidget(self.hide_button)
            self._upper.setContentsMargins(*((0, 0, 0, 0) if low else (28, 18, 28, 4)))
            self._lower.setContentsMargins(12, 8, 12 if low else 28, 14)

    def _restyle(self) -> None:
        size = round(self.theme.points * 1.8)
        tokens = self.theme.tokens
        for one, name, colour in (
            (self.help_button, "phone", tokens.on_primary),
            (self.hide_button, "hide", tokens.text),
        ):
            dress(one, name, colour, size)
        self._fit()


def actions(*entries: tuple[str, Callable[[], Any]]) -> tuple[QPushButton, ...]:
    """Link buttons, for the ways out of a sheet."""
    return tuple(button(text, "link", clicked=call) for text, call in entries)
