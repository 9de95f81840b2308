"""Words on the screen: labels, and lines that fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget


class Words(QLabel):
    """A label that asks for the height it needs at the width it may have: layouts forget `maximumWidth`.

    It remembers the answers: layouts ask for each a dozen times, and Qt breaks the lines anew each time.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._heights: dict[tuple[int, str, bool], int] = {}
        self._lean()

    def _lean(self) -> None:
        """Begin where the window begins, whatever the direction of the words: else a column has two edges."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        if self.alignment() & (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight):
            across = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | across)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_heights"):  # else it is still being made
            self._heights.clear()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def heightForWidth(self, width: int) -> int:
        asked = (min(width, self.maximumWidth()), self.text(), self.wordWrap())
        height = self._heights.get(asked)
        if height is None:
            height = self._heights[asked] = super().heightForWidth(asked[0])
        return height


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


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence through the screen reader, politely."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
