"""What can be done on the map with nobody chosen: the pointer and the keys, in two short lists."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from supportdesk.ui.kit import Card, button, label, line
from supportdesk.words import _


class MapHints(Card):
    """The hints, with the tool for ties. `ties_wanted(bool)`: every two clicks make a tie from now on."""

    ties_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.body.addWidget(label(_("Choose someone to see more."), "strong"))
        self.body.addWidget(
            label(
                _("Drag to move someone. Double-click an empty spot to add someone. The wheel zooms."),
                "muted",
            )
        )
        self.ties = button(_("Draw ties"), "chip", clicked=self._toggled)
        self.ties.setCheckable(True)
        self.ties_help = label(_("Click one contact, then who they know. Esc ends it."), "muted")
        self.ties_help.hide()
        self.body.addWidget(self.ties)
        self.body.addWidget(self.ties_help)
        self.body.addWidget(line())
        self.body.addLayout(_grid(_keys()))

    def _toggled(self) -> None:
        self.show_ties(on=self.ties.isChecked())
        self.ties_wanted.emit(self.ties.isChecked())

    def show_ties(self, *, on: bool) -> None:
        """Whether the tool is in hand."""
        self.ties.setChecked(on)
        self.ties_help.setVisible(on)


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        (_("Arrows"), _("next contact")),
        (_("Enter"), _("open the card")),
        (_("Shift+Up, Down"), _("closer, further")),
        (_("Shift+Left, Right"), _("round")),
        (_("T"), _("draw a tie")),
        (_("+ and −"), _("zoom")),
        (_("0"), _("whole map")),
        (_("1 to 5"), _("one part")),
        (_("Ctrl+arrows"), _("move the map")),
    )


def _grid(rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, (keys, words) in enumerate(rows):
        grid.addWidget(label(keys, wrap=False), number, 0, top)
        grid.addWidget(label(words, "muted"), number, 1, top)
    return grid
