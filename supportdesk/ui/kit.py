"""The few pieces every page is built from, so that all pages look and behave alike.

Sizes follow the text size; nothing has a fixed height. Every control gets a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from supportdesk.domain.text import tidy, tidy_line

_Box = TypeVar("_Box", bound=QBoxLayout)


# ---- text


class Words(QLabel):
    """A label that asks for the height it needs at the width it may have: layouts forget `maximumWidth`."""

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))


def label(text: str = "", look: str = "", *, wrap: bool = True) -> QLabel:
    """A plain-text label; `look` is one of title, section, strong, muted, error, huge."""
    made = Words(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def copyable(text: str, look: str = "") -> QLabel:
    """A label whose text can be marked and copied with mouse and keyboard (numbers)."""
    made = label(text, look, wrap=False)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(text)
    return made


def restyle(widget: QWidget, look: str) -> None:
    """Give a widget another look of the style sheet."""
    if (widget.property("look") or "") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


# ---- buttons


def button(
    text: str, look: str = "", *, clicked: Callable[[], Any] | None = None, hint: str = ""
) -> QPushButton:
    """A button; `look` is "" (outlined), primary, link, plain, chip or nav."""
    made = _Chip(text) if look == "chip" else QPushButton(text)
    if look:
        made.setProperty("look", look)
    if look != "nav":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    if hint:
        made.setAccessibleDescription(hint)
        made.setToolTip(hint)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class _Chip(QPushButton):
    """A chip keeps room for the bold letters it has while it is chosen."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        text = self.text()
        wider = QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return QSize(hint.width() + max(wider, 0), hint.height())


# ---- layout


def column(*pieces: QWidget | QLayout | int, gap: int = 8, margins: int = 0) -> QVBoxLayout:
    """A column of widgets, layouts and gaps (a negative number stretches)."""
    return _fill(QVBoxLayout(), pieces, gap, margins)


def row(*pieces: QWidget | QLayout | int, gap: int = 8, margins: int = 0) -> QHBoxLayout:
    """A row of widgets, layouts and gaps (a negative number stretches)."""
    return _fill(QHBoxLayout(), pieces, gap, margins)


def _fill(box: _Box, pieces: Iterable[QWidget | QLayout | int], gap: int, margins: int) -> _Box:
    box.setSpacing(gap)
    box.setContentsMargins(margins, margins, margins, margins)
    for piece in pieces:
        if isinstance(piece, int):
            box.addStretch(1) if piece < 0 else box.addSpacing(piece)
        elif isinstance(piece, QLayout):
            box.addLayout(piece)
        else:
            box.addWidget(piece)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


class Flow(QLayout):
    """Left to right, on as many lines as the width needs (mirrored right to left)."""

    def __init__(self, *widgets: QWidget, gap: int = 8, even: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._even = even  # pieces of one line get one height, where their size policy lets them
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        owner = self.parentWidget()
        mirrored = owner is not None and owner.isRightToLeft()
        y = 0
        for line in self._lines(rect.width()):
            tallest = max(size.height() for _item, _x, size in line)
            for item, x, size in line if move else ():
                left = rect.right() + 1 - x - size.width() if mirrored else rect.x() + x
                if self._even:
                    size.setHeight(tallest)
                lower = (tallest - size.height()) // 2
                item.setGeometry(QRect(QPoint(left, rect.y() + y + lower), size))
            y += tallest + self.spacing()
        return max(y - self.spacing(), 0)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """The items that share a line, each with its distance from the line's start and its size."""
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(room, item.minimumSize().width())))
            if not lines or (x and x + size.width() > room):
                lines.append([])
                x = 0
            lines[-1].append((item, x, size))
            x += size.width() + self.spacing()
        return lines


class Card(QFrame):
    """A white, rounded surface with a column inside (`card.body`)."""

    def __init__(
        self, *pieces: QWidget | QLayout | int, title: str = "", gap: int = 10, name: str = "card"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.body = column(gap=gap)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.setLayout(self.body)
        self.title = label(title, "section") if title else None
        if self.title is not None:
            self.body.addWidget(self.title)
            self.setAccessibleName(title)
        _fill(self.body, pieces, gap, 0)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """As tall as the text needs at this width: no layout lets this policy grow beyond its hint."""
        hint = super().sizeHint()
        if self.hasHeightForWidth() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(max(self.heightForWidth(self.width()), self.minimumSizeHint().height()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Columns(QWidget):
    """Cards side by side where there is room for `least` characters each, else below each other."""

    def __init__(self, *cards: QWidget, least: int = 30, gap: int = 14) -> None:
        super().__init__()
        self._least = least
        self._box = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self.setLayout(self._box)
        for card in cards:
            self._box.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        letter = QFontMetrics(self.font()).averageCharWidth()
        wide = self.width() >= letter * self._least * max(self._box.count(), 1)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)


class Page(QScrollArea):
    """A page: a heading that takes the focus, actions beside it, and a column that scrolls.

    With `fills` the column takes all the height there is (map, list and card), else its pieces stay
    at the top.
    """

    def __init__(self, title: str, *actions: QWidget, fills: bool = False) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading = label(title, "title", wrap=True)
        # Takes the focus after a change of page, so that a reader says it; Tab passes it by.
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.heading.setAccessibleName(title)
        self.body = column(gap=14)
        inside = QWidget()
        inside.setObjectName("pageBody")
        top = row(self.heading, gap=14)
        top.setStretch(0, 1)
        if actions:
            top.addLayout(row(*actions))
        whole = column(top, self.body, gap=14)
        whole.setContentsMargins(28, 12, 28, 24)
        if fills:
            whole.setStretch(1, 1)
        else:
            whole.addStretch(1)
        inside.setLayout(whole)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)


# ---- forms


class Line(QLineEdit):
    """A line that takes Ctrl+Z only while it has typing to take back; else it is the program's Undo."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not _can_take_back(
            event, self.isUndoAvailable(), self.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


class Area(QPlainTextEdit):
    """Several lines that grow with the text; Ctrl+Z is theirs while they have typing to take back."""

    MOST_LINES = 14

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = min(round(self.document().size().height()), self.MOST_LINES)
        spacing = QFontMetricsF(self.font()).lineSpacing()
        # Padding, border and margin stand above and below; most of them grow with the text.
        tall = round(spacing * (lines + 0.7)) + 18
        return QSize(super().sizeHint().width(), max(tall, self.minimumHeight()))

    def event(self, event: QEvent) -> bool:
        text = self.document()
        if event.type() == QEvent.Type.ShortcutOverride and not _can_take_back(
            event, text.isUndoAvailable(), text.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


def _can_take_back(event: QEvent, undo: bool, redo: bool) -> bool:
    """False when the key is Undo or Redo and the field has nothing to answer it with."""
    if not isinstance(event, QKeyEvent):
        return True
    if event.matches(QKeySequence.StandardKey.Undo):
        return undo
    return redo if event.matches(QKeySequence.StandardKey.Redo) else True


class _Field(QWidget):
    """Gives the focus on to what is typed into.

    Not by a focus proxy: Tab would stop at the field too, and Qt keeps it out of every order of Tab.
    """

    _inner: QWidget

    def setFocus(self, *reason: Qt.FocusReason) -> None:
        self._inner.setFocus(*reason)

    def hasFocus(self) -> bool:
        return self._inner.hasFocus()


class LineField(_Field):
    """A label above, a line to type in, help or an error below. Errors are said and shown in words."""

    changed = Signal(str)  # by the person
    retyped = Signal()  # by anybody
    committed = Signal(str)

    def __init__(
        self, text: str, value: str = "", *, help_text: str = "", example: str = "", limit: int = 1000
    ) -> None:
        super().__init__()
        self.title = label(text)
        self.edit = self._inner = Line()
        self.edit.setMaxLength(max(limit, 1))
        self.edit.setText(value)
        self.edit.setPlaceholderText(example)
        self.edit.setAccessibleName(text)
        self.title.setBuddy(self.edit)
        self._help = help_text
        self.below = label(help_text, "muted")
        if not help_text:
            self.below.hide()  # never shown here: without a parent it would flash up as a window
        self.setLayout(column(self.title, self.edit, self.below, gap=4))
        self.edit.textEdited.connect(self.changed)
        self.edit.textChanged.connect(lambda _text: self.retyped.emit())
        self.edit.editingFinished.connect(lambda: self.committed.emit(self.value))

    @property
    def text(self) -> str:
        """What was typed, as it stands."""
        return self.edit.text()

    @text.setter
    def text(self, text: str) -> None:
        self.edit.setText(text)

    @property
    def value(self) -> str:
        """What was typed, on one line and tidied."""
        return tidy_line(self.edit.text())

    @value.setter
    def value(self, text: str) -> None:
        if text != self.value:
            self.edit.setText(text)

    def wrong(self, sentence: str, *, focus: bool = True) -> None:
        """Show (or with "" take away) an error below the line; it is said together with the field."""
        self.below.setText(sentence or self._help)
        self.below.setVisible(bool(sentence or self._help))
        restyle(self.below, "error" if sentence else "muted")
        restyle(self.edit, "wrong" if sentence else "")
        self.edit.setAccessibleDescription(sentence or self._help)
        if sentence and focus:
            self.edit.setFocus()


class NoteField(_Field):
    """A label above and room for several lines; Tab leaves it."""

    changed = Signal(str)
    retyped = Signal()

    def __init__(self, text: str, value: str = "", *, help_text: str = "", lines: int = 3) -> None:
        super().__init__()
        self.title = label(text)
        self.edit = self._inner = Area()
        self.edit.setTabChangesFocus(True)
        self.edit.setPlainText(value)
        self.edit.setAccessibleName(text)
        if help_text:
            self.edit.setAccessibleDescription(help_text)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._lines = lines
        self.title.setBuddy(self.edit)
        self._help = help_text
        self.below = label(help_text, "muted")
        if not help_text:
            self.below.hide()  # never shown here: without a parent it would flash up as a window
        self.setLayout(column(self.title, self.edit, self.below, gap=4))
        self.edit.textChanged.connect(lambda: self.changed.emit(self.value))
        self.edit.textChanged.connect(self.retyped)
        self._fit()

    def wrong(self, sentence: str) -> None:
        """Show (or with "" take away) an error below; the focus stays where it is."""
        self.below.setText(sentence or self._help)
        self.below.setVisible(bool(sentence or self._help))
        restyle(self.below, "error" if sentence else "muted")
        restyle(self.edit, "wrong" if sentence else "")
        self.edit.setAccessibleDescription(sentence or self._help)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if hasattr(self, "edit"):
            self.edit.setMinimumHeight(QFontMetrics(self.edit.font()).lineSpacing() * self._lines + 24)

    @property
    def text(self) -> str:
        """What was typed, as it stands."""
        return self.edit.toPlainText()

    @text.setter
    def text(self, text: str) -> None:
        self.edit.setPlainText(text)

    @property
    def value(self) -> str:
        """What was typed, tidied."""
        return tidy(self.edit.toPlainText())

    @value.setter
    def value(self, text: str) -> None:
        if text != self.value:
            self.edit.setPlainText(text)


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


def in_lines(text: str, metrics: QFontMetrics, room: int) -> str:
    """The text with line breaks, so that no line is wider than `room` pixels; long words are cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and metrics.horizontalAdvance(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return "\n".join(line for line in lines if line)


def one_tab_stop(group: QButtonGroup) -> None:
    """Let Tab reach the chosen button of a group, or the first; arrow keys go on from there."""
    stop = group.checkedButton() or group.buttons()[0]
    for one in group.buttons():
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus)


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
        self.title = label(text)
        buttons: list[QWidget] = []
        for number, (each, words) in enumerate(options):
            one: QAbstractButton = (
                button(words, "chip") if chips else _WrappingRadio(words) if down else QRadioButton(words)
            )
            one.setCheckable(True)
            one.setAccessibleName(f"{text}: {words}" if text else words)
            self._group.addButton(one, number)
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

    def focus_first(self) -> None:
        """Put the focus on the chosen (or the first) option."""
        (self._group.checkedButton() or self._group.buttons()[0]).setFocus()


class Ticks(QWidget):
    """Check boxes of which any may be chosen; values are the enum members themselves."""

    chosen = Signal(tuple)

    def __init__(
        self, text: str, options: Sequence[tuple[Any, str]], value: Sequence[Any] = (), *, down: bool = False
    ) -> None:
        super().__init__()
        self.title = label(text)
        if not text:
            self.title.hide()
        self._boxes: list[tuple[Any, QCheckBox]] = []
        for each, words in options:
            box = _WrappingCheck(words) if down else QCheckBox(words)
            box.setChecked(each in value)
            box.setAccessibleName(f"{text}: {words}" if text else words)
            box.clicked.connect(lambda _checked=False: self.chosen.emit(self.value))
            self._boxes.append((each, box))
        boxes = [box for _each, box in self._boxes]
        inner: QLayout = column(*boxes, gap=2) if down else Flow(*boxes, gap=12)
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


def line() -> QFrame:
    """A hairline between two parts of a card."""
    made = QFrame()
    made.setObjectName("line")
    return made


def empty_state(sentence: str, *actions: QWidget) -> Card:
    """What a page without content says: one line or two and one button."""
    words = label(sentence)
    words.setMaximumWidth(640)
    held = row(words, -1)
    held.setStretch(0, 100)
    return Card(held, Flow(*actions), gap=14)


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence through the screen reader, politely."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
