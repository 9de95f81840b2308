"""Two versions of the plan side by side; what differs is marked in words, never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from supportdesk.domain.plan_versions import Difference, LineChange, PartChange
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import clear, label
from supportdesk.words import _
from supportdesk.words import plan_versions as words

_TOP = Qt.AlignmentFlag.AlignTop


class SideBySide(QWidget):
    """A table of two columns; a part takes a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self.setAccessibleName(_("Side by side"))

    def show_rows(self, rows: tuple[PartChange, ...], snapshot: Snapshot, heads: tuple[str, str]) -> None:
        """Fill both columns; parts that are the same in both are named only, at the foot."""
        clear(self._grid)
        for at, head in enumerate(heads):
            self._grid.addWidget(label(head, "strong"), 0, at, _TOP)
        place = 1
        for row in rows:
            if row.what is not Difference.SAME:
                place = self._part(row, snapshot, place)
        same = [words.part_title(row.part) for row in rows if row.what is Difference.SAME]
        if same:
            text = _("The same in both: {parts}.").format(parts="; ".join(same))
            self._grid.addWidget(label(text, "muted"), place, 0, 1, 2)

    def _part(self, row: PartChange, snapshot: Snapshot, place: int) -> int:
        self._grid.addWidget(label(words.part_title(row.part), "section"), place, 0, 1, 2)
        for number, change in enumerate(row.lines, start=1):
            self._line(change, snapshot, place + number)
        return place + 1 + len(row.lines)

    def _line(self, change: LineChange, snapshot: Snapshot, place: int) -> None:
        before, after = words.line(change.before, snapshot), words.line(change.after, snapshot)
        mark = words.what(change.what)
        if change.what is Difference.TAKEN_OUT:
            before, after = _marked(mark, before), "–"
        elif change.what is not Difference.SAME:
            before, after = before or "–", _marked(mark, after)
        for at, text in enumerate((before, after)):
            is_new = change.what is not Difference.SAME and text.startswith(mark)
            self._grid.addWidget(label(text, "strong" if is_new else ""), place, at, _TOP)


def _marked(mark: str, text: str) -> str:
    return _("{mark}: {text}").format(mark=mark, text=text)
