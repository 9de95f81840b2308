"""The preview of an import: a list with ticks, and beside it the one in hand and who it may be already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSplitter,
    QTableView,
    QWidget,
)

from supportdesk.exchange.arrival import Arrival, Fate, Settled, count, settle
from supportdesk.exchange.incoming import Incoming
from supportdesk.ui.kit import Card, Choices, Columns, Flow, button, clear, column, label, one_tab_stop
from supportdesk.ui.quiet_frame import breakable
from supportdesk.ui.transfer import import_words as words
from supportdesk.ui.transfer.import_rows import NAME, REACH, WHAT, Listed, Row, Rows, Shown
from supportdesk.ui.transfer.window import Step
from supportdesk.words import _

NARROW = 84  # letters of average width from which list and view stand beside each other
TEXT_SHOWN = 400  # letters of a note in the side view


class PeopleStep(Step):
    """What comes in. `chosen()` is what the person chose."""

    def __init__(
        self,
        found: Incoming,
        listed: Listed,
        *,
        is_table: bool,
        keep: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(_("What comes in"), fills=True)
        self._arrivals = listed.arrivals
        self.rows = Rows(listed, is_table=is_table)
        self.rows.chosen.connect(self._count)
        self.list = _List(self.rows)
        self.side = Side(self.rows)
        self.list.selectionModel().currentRowChanged.connect(self._in_hand)
        self.outlook = label("")
        self.left = label(words.left_behind(found.left_out), "muted")
        if not self.left.text():
            self.left.hide()
        self.filters = self._make_filters()
        self.all = button(_("Choose all of these"), "link", clicked=lambda: self._all(True))
        self.none = button(_("Choose none of these"), "link", clicked=lambda: self._all(False))
        self.keep = button("", "primary", clicked=keep)
        self.sides = _Sides(self.list, self.side)
        tools = QWidget()
        tools.setLayout(Flow(*self.filters.values(), self.all, self.none, gap=8))
        self.lay(
            tools,
            self.sides,
            self.outlook,
            self.left,
            buttons=[button(_("Choose another file"), clicked=back), self.keep],
            first=self.list,
        )
        self.body.setStretch(1, 1)
        if self.rows.rows:
            self.list.setCurrentIndex(self.rows.index(0, NAME))
        self._count()

    def chosen(self) -> Callable[[], Settled]:
        """What works out what is going to be written; for the worker, as it may be long."""
        return partial(settle, self._arrivals, dict(self.rows.fates))

    def _make_filters(self) -> dict[Shown, QWidget]:
        titles = {
            Shown.ALL: _("All ({count})"),
            Shown.NEW: _("New ({count})"),
            Shown.KNOWN: _("May be here already ({count})"),
            Shown.BAD: _("Cannot come in ({count})"),
        }
        self._group = QButtonGroup(self)
        made: dict[Shown, QWidget] = {}
        for shown, title in titles.items():
            many = self.rows.count(shown)
            one = button(title.format(count=many), "chip", clicked=partial(self._show, shown))
            one.setCheckable(True)
            one.setChecked(shown is Shown.ALL)
            one.setEnabled(bool(many))
            self._group.addButton(one)
            made[shown] = one
        one_tab_stop(self._group)
        return made

    def _show(self, shown: Shown) -> None:
        self.rows.show(shown)
        one_tab_stop(self._group)
        if self.rows.rows:
            self.list.setCurrentIndex(self.rows.index(0, NAME))

    def _all(self, comes_in: bool) -> None:
        self.rows.choose_shown(comes_in=comes_in)

    def _in_hand(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.side.show_row(self.rows.rows[index.row()] if index.isValid() else None)

    def _count(self) -> None:
        new, filled = count(self._arrivals, self.rows.fates)
        self.outlook.setText(words.outlook(new, filled))
        self.keep.setText(words.press(new, filled))
        self.keep.setEnabled(bool(new or filled))
        self.side.follow()


class _Sides(QSplitter):
    """List and view beside each other; in a narrow window one below the other."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        for each in (first, second):
            self.addWidget(each)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.setSizes([1_100, 900])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        narrow = self.width() < metrics.averageCharWidth() * NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.orientation() != wanted:
            self.setOrientation(wanted)
        self.setMinimumHeight(metrics.height() * (30 if narrow else 12))


class _List(QTableView):
    """Three columns; Space ticks, arrow keys move. A table asks nothing about rows that are not in view."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.setModel(rows)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Contacts of the file"))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(REACH, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(REACH, self.fontMetrics().averageCharWidth() * 15)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """The tick is in the first column: Space ticks wherever a click was, and arrows go up and down."""
        return super().moveCursor(action, keys).siblingAtColumn(NAME)


class Side(QScrollArea):
    """The one in hand: what the file says, beside it who is here, and the choice."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._row: Row | None = None
        self.choices: Choices | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("pageBody")
        self._box = column(gap=10)
        inside.setLayout(column(self._box, -1, gap=0))
        self.setWidget(inside)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)

    def show_row(self, row: Row | None) -> None:
        """Show one of the rows."""
        clear(self._box)
        self._row, self.choices = row, None
        for each in self._pieces(row) if row is not None else ():
            self._box.addWidget(each)
            each.show()  # at once, and not in a later event

    def _pieces(self, row: Row) -> Iterator[QWidget]:
        arrival = row.arrival
        if arrival is None:
            yield Card(label(breakable(self._rows.said(row))), title=_("This cannot come in"))
            return
        options = [(each, breakable(words.fate(each, arrival))) for each in arrival.fates]
        self.choices = Choices(_("What to do with it"), options, self._rows.fate(row), down=True)
        self.choices.chosen.connect(lambda fate: self._rows.choose(row, Fate(fate)))
        yield self.choices
        if arrival.match is not None:
            yield label(words.would_add(arrival), "muted")
        cards: list[QWidget] = [_card(_("In the file"), arrival)]
        if arrival.match is not None:
            cards.append(_known(arrival))
        yield Columns(*cards, least=22)

    def follow(self) -> None:
        """Show what was chosen in the list."""
        if self._row is not None and self.choices is not None:
            self.choices.value = self._rows.fate(self._row)


def _card(title: str, arrival: Arrival) -> Card:
    contact = arrival.candidate.contact
    made = Card(label(breakable(contact.name), "strong"), title=title, gap=6)
    _facts(made, words.facts(contact))
    if arrival.candidate.photo is not None:
        made.body.addWidget(label(_("With a photo. The app keeps a small copy."), "muted"))
    if arrival.candidate.left_out:
        made.body.addWidget(label(words.left_behind(arrival.candidate.left_out), "muted"))
    return made


def _known(arrival: Arrival) -> Card:
    match = arrival.match
    assert match is not None
    title = _("Earlier in this file") if match.in_file else _("Here already")
    made = Card(label(breakable(match.known.name), "strong"), title=title, gap=6)
    _facts(made, words.facts(match.known))
    return made


def _facts(card: Card, facts: tuple[tuple[str, str], ...]) -> None:
    for word, text in facts:
        short = text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"
        card.body.addWidget(label(f"{word}: {breakable(short)}"))
    if not facts:
        card.body.addWidget(label(_("Nothing but the name."), "muted"))
