"""A page with its heading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from supportdesk.ui.kit.layout import column, row
from supportdesk.ui.kit.tabs import follow_layout
from supportdesk.ui.kit.text import label

EDGE = 12  # clear above and below what was brought into view
SETTLING = 40  # milliseconds between two looks


def bring(area: QScrollArea, piece: QWidget, tries: int = 4) -> None:
    """Scroll so that all of a piece is in view, or its beginning where it is taller than the area.

    A layout settles in several turns, so it is looked again, until the person scrolls.
    """
    inside = area.widget()
    layout = inside.layout() if inside is not None else None
    if inside is None or layout is None or not inside.isAncestorOf(piece):
        return
    layout.activate()  # what has just opened has its height now
    top = piece.mapTo(inside, QPoint()).y()
    area.ensureVisible(0, top + piece.height(), 0, EDGE)
    area.ensureVisible(0, top, 0, EDGE)
    bar = area.verticalScrollBar()
    left = bar.value(), bar.maximum()

    def again() -> None:
        if bar.value() == left[0] or bar.maximum() != left[1]:
            bring(area, piece, tries - 1)

    if tries:
        QTimer.singleShot(SETTLING, piece, again)


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

    def bring(self, piece: QWidget) -> None:
        """Scroll to a piece once everything has its place; where it does not fit, to its beginning."""
        QTimer.singleShot(0, piece, lambda: bring(self, piece))

    def follow_tabs(self) -> None:
        """Let Tab go through the page as it is laid out now, whatever the order its pieces were made in."""
        inside = self.widget()
        if inside is not None:
            follow_layout(inside)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.follow_tabs()
        return super().focusNextPrevChild(forward)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)
