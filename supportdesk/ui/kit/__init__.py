"""The few pieces every page is built from, so that all pages look and behave alike.

Sizes follow the text size; nothing has a fixed height. Every control gets a name.
"""

from supportdesk.ui.kit.buttons import button
from supportdesk.ui.kit.cards import Card, Columns, empty_state, line
from supportdesk.ui.kit.choices import Choices, Ticks, one_tab_stop
from supportdesk.ui.kit.esc import on_esc
from supportdesk.ui.kit.fields import Area, Line, LineField, NoteField
from supportdesk.ui.kit.layout import Flow, ItemLayout, clear, column, row, show
from supportdesk.ui.kit.page import Page
from supportdesk.ui.kit.text import announce, copyable, in_lines, label, restyle

__all__ = [
    "Area",
    "Card",
    "Choices",
    "Columns",
    "Flow",
    "ItemLayout",
    "Line",
    "LineField",
    "NoteField",
    "Page",
    "Ticks",
    "announce",
    "button",
    "clear",
    "column",
    "copyable",
    "empty_state",
    "in_lines",
    "label",
    "line",
    "on_esc",
    "one_tab_stop",
    "restyle",
    "row",
    "show",
]
