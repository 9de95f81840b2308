"""What the columns of a table hold: guessed, with the first rows to see, for the person to put right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from supportdesk.exchange.csv_columns import Column, Field, choose, field_words
from supportdesk.exchange.csv_table import Table, with_header
from supportdesk.ui.kit import button, clear, column, label
from supportdesk.ui.quiet_frame import breakable
from supportdesk.ui.transfer.window import Step, reading_width
from supportdesk.words import _, ngettext

SHOWN = 120  # columns that are shown; tables of contacts have fewer that hold anything
ROWS = 3
CELL = 60  # letters of a cell


class _Holds(QComboBox):
    """Only a choice made in the open list changes a column: no stray wheel may."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnsStep(Step):
    """`table` and `columns` are what the person says they are."""

    def __init__(
        self,
        table: Table,
        go_on: Callable[[], None],
        back: Callable[[], None],
        columns: tuple[Column, ...] = (),
    ) -> None:
        super().__init__(_("What the columns hold"))
        self.table = table
        self.columns = columns or table.columns
        self.boxes: dict[int, _Holds] = {}
        words = label(
            _("The app guessed what each column holds. Change what is wrong. Below are the first rows.")
        )
        reading_width(words)
        self.header = QCheckBox(_("The first row holds headings, not a contact"))
        self.header.setChecked(table.has_header)
        self.header.clicked.connect(self._header_changed)
        self._grid_place = column(gap=0)
        self.empty = label("", "muted")
        self.lay(
            words,
            self.header,
            self._grid_place,
            self.empty,
            buttons=[
                button(_("Choose another file"), clicked=back),
                button(_("Show what comes in"), "primary", clicked=go_on),
            ],
        )
        self._draw()

    def _header_changed(self, wanted: bool) -> None:
        self.table = with_header(self.table, wanted)
        self.header.setChecked(self.table.has_header)
        self.columns = self.table.columns
        self._draw()

    def _draw(self) -> None:
        clear(self._grid_place)
        self.boxes = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        filled = [each for each in range(len(self.columns)) if self._cells(each)]
        for line, position in enumerate(filled[:SHOWN]):
            name = label(breakable(self._name(position)), "strong")
            seen = label(breakable(" · ".join(self._cells(position))), "muted")
            box = self._box(position)
            name.setBuddy(box)
            grid.addWidget(name, line, 0)
            grid.addWidget(seen, line, 1)
            grid.addWidget(box, line, 2)
        holder = QWidget()
        holder.setLayout(grid)
        self._grid_place.addWidget(holder)
        self._say_empty(len(self.columns) - len(filled))

    def _say_empty(self, count: int) -> None:
        words = ngettext(
            "{count} column has nothing in it and is not shown.",
            "{count} columns have nothing in them and are not shown.",
            count,
        )
        self.empty.setText(words.format(count=count) if count else "")

    def _name(self, position: int) -> str:
        return self.table.header[position] or _("Column {number}").format(number=position + 1)

    def _cells(self, position: int) -> list[str]:
        """The first cells with anything in them."""
        found: list[str] = []
        for _number, cells in self.table.rows:
            text = " ".join(cells[position].split()) if position < len(cells) else ""
            if text:
                found.append(text if len(text) <= CELL else f"{text[:CELL]}…")
            if len(found) == ROWS:
                break
        return found

    def _box(self, position: int) -> _Holds:
        box = _Holds()
        now = self.columns[position]
        for field, words in field_words().items():
            box.addItem(words, field.value)
        if now.field is Field.BIRTH_PART:
            box.addItem(_("Part of the birthday"), Field.BIRTH_PART.value)
        shown = Field.LEFT_OUT if now.field is Field.NOT_NEEDED else now.field
        box.setCurrentIndex(box.findData(shown.value))
        box.setAccessibleName(_("{column} holds").format(column=self._name(position)))
        box.setAccessibleDescription(" · ".join(self._cells(position)))
        box.activated.connect(lambda _index: self._chosen(position, Field(box.currentData())))
        self.boxes[position] = box
        return box

    def _chosen(self, position: int, field: Field) -> None:
        guessed: Column = self.table.columns[position]
        if field is guessed.field:
            self.columns = (*self.columns[:position], guessed, *self.columns[position + 1 :])
        else:
            self.columns = choose(self.columns, position, field)
