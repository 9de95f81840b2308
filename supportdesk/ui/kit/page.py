"""A page with its heading."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from supportdesk.ui.kit.layout import column, row
from supportdesk.ui.kit.text import label


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
