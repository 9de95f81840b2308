"""What is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from supportdesk.domain.text import tidy, tidy_line
from supportdesk.ui.kit.layout import column
from supportdesk.ui.kit.text import announce, label, restyle
from supportdesk.words import _


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
    below: QLabel
    _help: str

    def wrong(self, sentence: str) -> None:
        """Show (or with "" take away) an error below; it is said together with the field."""
        self.below.setText(sentence or self._help)
        self.below.setVisible(bool(sentence or self._help))
        restyle(self.below, "error" if sentence else "muted")
        restyle(self._inner, "wrong" if sentence else "")
        self._inner.setAccessibleDescription(sentence or self._help)

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
        self._full = ""  # what was said when there was no more room
        self.edit.textEdited.connect(lambda _text: self._room_again())
        self.edit.textEdited.connect(self.changed)
        # After whoever hears of the change has taken an older sentence away.
        self.edit.inputRejected.connect(self._no_room, Qt.ConnectionType.QueuedConnection)
        self.edit.textChanged.connect(lambda _text: self.retyped.emit())
        self.edit.editingFinished.connect(lambda: self.committed.emit(self.value))

    def _no_room(self) -> None:
        limit = self.edit.maxLength()
        words = _("There is room for {limit} characters here. The rest was left out.").format(limit=limit)
        self.wrong(words, focus=False)
        self._full = words
        announce(self, words)

    def _room_again(self) -> None:
        if self._full and len(self.edit.text()) < self.edit.maxLength():
            if self.below.text() == self._full:
                self.wrong("")
            self._full = ""

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
        """The same; the line takes the focus too, where that is wanted."""
        super().wrong(sentence)
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
