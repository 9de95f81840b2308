"""What is chosen from: one of several, or any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QLayout, QRadioButton, QWidget

from supportdesk.ui.kit.buttons import button
from supportdesk.ui.kit.cards import Columns
from supportdesk.ui.kit.layout import Flow, column, row
from supportdesk.ui.kit.text import in_lines, label


class _WrappingCheck(QCheckBox):
    """Breaks its words into as many lines as its width needs; Qt's own boxes cut them off."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def minimumSizeHint(self) -> QSize:
        return _narrow(self, super().minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _wrap(self, self._words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and hasattr(self, "_words"):
            _wrap(self, self._words)


class _WrappingRadio(QRadioButton):
    """The same for one of several."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def minimumSizeHint(self) -> QSize:
        return _narrow(self, super().minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _wrap(self, self._words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and hasattr(self, "_words"):
            _wrap(self, self._words)


_RESTYLED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def _narrow(box: QAbstractButton, hint: QSize) -> QSize:
    return QSize(min(hint.width(), QFontMetrics(box.font()).averageCharWidth() * 14), hint.height())


def _wrap(box: QAbstractButton, words: str) -> None:
    metrics = QFontMetrics(box.font())
    fitting = in_lines(words, metrics, box.width() - metrics.height() * 2)
    if fitting != box.text():
        box.setText(fitting)


def one_tab_stop(group: QButtonGroup) -> None:
    """Let Tab reach the chosen button of a group, or the first; arrow keys go on from there."""
    stop = group.checkedButton() or group.buttons()[0]
    for one in group.buttons():
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus)


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Choices(QWidget):
    """Radio buttons (or chips) of which one is chosen; values are the enum members themselves."""

    chosen = Signal(object)

    def __init__(
        self,
        text: str,
        options: Sequence[tuple[Any, str]],
        value: Any = None,
        *,
        chips: bool = False,
        down: bool = False,
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._values: list[Any] = []
        self._by_arrow = False
        self.title = label(text)
        buttons: list[QWidget] = []
        for number, (each, words) in enumerate(options):
            one: QAbstractButton = (
                button(words, "chip") if chips else _WrappingRadio(words) if down else QRadioButton(words)
            )
            one.setCheckable(True)
            one.setAccessibleName(f"{text}: {words}" if text else words)
            self._group.addButton(one, number)
            one.installEventFilter(self)
            self._values.append(each)
            buttons.append(one)
        self.value = value
        inner: QLayout = column(*buttons, gap=2) if down else Flow(*buttons, gap=8)
        if not text:
            self.title.hide()
        self.setLayout(column(self.title, inner, gap=4))
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        self.setAccessibleName(text)

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    @value.setter
    def value(self, wanted: Any) -> None:
        if wanted in self._values:
            self._group.button(self._values.index(wanted)).setChecked(True)
        else:
            self._group.setExclusive(False)
            for one in self._group.buttons():
                one.setChecked(False)
            self._group.setExclusive(True)
        one_tab_stop(self._group)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow key chooses what it goes to; where nothing is chosen yet, Qt only moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_arrow = event.key() in _ARROWS
        elif event.type() == QEvent.Type.FocusIn and self._by_arrow and isinstance(watched, QAbstractButton):
            self._by_arrow = False
            if self._group.checkedButton() is None:
                watched.click()
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        """Put the focus on the chosen (or the first) option."""
        (self._group.checkedButton() or self._group.buttons()[0]).setFocus()


class Ticks(QWidget):
    """Check boxes of which any may be chosen; values are the enum members themselves.

    They flow, or stand one below the other (`down`), or so in two columns where there is room (`halves`).
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        text: str,
        options: Sequence[tuple[Any, str]],
        value: Sequence[Any] = (),
        *,
        down: bool = False,
        halves: bool = False,
    ) -> None:
        super().__init__()
        self.title = label(text)
        if not text:
            self.title.hide()
        self._boxes: list[tuple[Any, QCheckBox]] = []
        for each, words in options:
            box = _WrappingCheck(words) if down or halves else QCheckBox(words)
            box.setChecked(each in value)
            box.setAccessibleName(f"{text}: {words}" if text else words)
            box.clicked.connect(lambda _checked=False: self.chosen.emit(self.value))
            self._boxes.append((each, box))
        boxes = [box for _each, box in self._boxes]
        inner: QLayout = column(*boxes, gap=2) if down else Flow(*boxes, gap=12)
        if halves:
            inner = row(_halves(boxes))
        self.setLayout(column(self.title, inner, gap=4))
        self.setAccessibleName(text)

    @property
    def value(self) -> tuple[Any, ...]:
        """The chosen values in the order of the options."""
        return tuple(each for each, box in self._boxes if box.isChecked())

    @value.setter
    def value(self, wanted: Sequence[Any]) -> None:
        for each, box in self._boxes:
            box.setChecked(each in wanted)

    def offer(self, value: Any, offered: bool) -> None:
        """Show this choice or hide it; whether it is chosen stays."""
        for each, box in self._boxes:
            if each == value:
                box.setVisible(offered)


def _halves(boxes: Sequence[QWidget]) -> Columns:
    sides = QWidget(), QWidget()
    half = (len(boxes) + 1) // 2
    for side, some in zip(sides, (boxes[:half], boxes[half:]), strict=True):
        side.setLayout(column(*some, gap=2))
    return Columns(*sides, least=26)
