"""What I need: needs under the four types, a box that stays open to add more, and ready examples."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from supportdesk.content import starters
from supportdesk.domain.contact import Contact, SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.growth import Need
from supportdesk.domain.text import LINE_LIMIT, fold
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.kit import (
    Card,
    Choices,
    Flow,
    LineField,
    button,
    clear,
    column,
    in_lines,
    label,
    on_esc,
    row,
)
from supportdesk.ui.pages.contact_marks import Mark
from supportdesk.ui.pages.support_need import NeedRow, type_options
from supportdesk.ui.pages.support_view import NeedView
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels
from supportdesk.words.errors import sentence

AT_ONCE = 5


class NeedsCard(Card):
    """The second part of the page.

    added(need)    a new need, to be saved
    changed(need)  another text, type or set of contacts
    removed(id)    a need is taken away
    opened(widget) a piece has opened and wants to be in view
    """

    added = Signal(object)
    changed = Signal(object)
    removed = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, half_written: HalfWritten) -> None:
        super().__init__(title=_("What I need"), gap=12)
        self._shown: object = None
        self.intro = label(_("Small, clear things are easiest to ask for, such as a lift to the clinic."))
        self.box = AddBox()
        self.box.added.connect(self.added)
        half_written.follow("support.need", self.box.line)
        self.groups = {type_: _Group(theme, type_) for type_ in SupportType}
        self.body.addWidget(self.intro)
        self.body.addWidget(self.box)
        for group in self.groups.values():
            group.changed.connect(self.changed)
            group.removed.connect(self._remove)
            group.opened.connect(self.opened)
            self.body.addWidget(group)

    def show_needs(self, views: dict[SupportType, tuple[NeedView, ...]], people: tuple[Contact, ...]) -> None:
        """Show these; rows that stay are only brought up to date."""
        if self._shown == (views, people):
            return
        is_first = self._shown is None
        self._shown = (views, people)
        open_rows = {one.view.need.id: one for group in self.groups.values() for one in group.open_rows}
        for type_, group in self.groups.items():
            group.show_needs(views[type_], people)
        self._follow(open_rows, views)
        needs = [each.need for one in views.values() for each in one]
        self.box.show_examples(needs)
        if is_first and not needs:
            self.box.show()

    def _follow(self, before: dict[str, NeedRow], views: dict[SupportType, tuple[NeedView, ...]]) -> None:
        """A need whose type was changed in its open editor stays open under its new type."""
        for type_, group in self.groups.items():
            for view in views[type_]:
                old = before.get(view.need.id)
                if old is not None and old is not group.rows.get(view.need.id):
                    moved = self.row_of(view.need.id)
                    if moved is not None and not moved.is_open:
                        moved.open()
                        if moved.editor is not None:
                            moved.editor.type.focus_first()

    def row_of(self, need_id: str) -> NeedRow | None:
        """The row of a need, brought into the list if it was folded away."""
        for group in self.groups.values():
            found = group.row_of(need_id)
            if found is not None:
                return found
        return None

    def start_adding(self) -> None:
        """Open the box and put the focus into it."""
        self.box.show()
        self.box.line.setFocus()
        self.opened.emit(self.box)

    def flush(self) -> None:
        """Save what is being typed."""
        for group in self.groups.values():
            for one in list(group.rows.values()):
                one.flush()

    def _remove(self, need_id: str) -> None:
        """Take a need away; the focus goes to the next one."""
        ids = [each for group in self.groups.values() for each in group.rows]
        at = ids.index(need_id)
        after = [*ids[at + 1 :], *reversed(ids[:at])]
        self.removed.emit(need_id)
        for each in after:
            next_row = self.row_of(each)
            if next_row is not None:
                next_row.change.setFocus()
                self.opened.emit(next_row)
                return
        self.start_adding()


class AddBox(QWidget):
    """Type, words, Add; examples to add with one press. Enter adds and the box stays open.

    added(need)   to be saved
    left()        the person closed the box
    """

    added = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: frozenset[str] = frozenset()
        self.type = Choices(_("What kind of support?"), type_options(), SupportType.EMOTIONAL, chips=True)
        self.meaning = label("", "muted")
        self.line = LineField(_("What would help?"), example=_("A lift to the clinic"), limit=LINE_LIMIT * 2)
        self.add = button(_("Add"), clicked=self._add)
        self.add.setAccessibleName(_("Add this need"))
        typing = row(self.line, self.add, gap=8)
        typing.setStretch(0, 1)
        typing.setAlignment(self.add, Qt.AlignmentFlag.AlignBottom)
        self.ready = label(_("Or choose one of these:"), "muted")
        self.chips = Flow(gap=6)
        self.examples: list[QPushButton] = []
        close = button(_("Close"), "link", clicked=self.leave)
        close.setAccessibleName(_("Close the box"))
        self.close_button = close
        self.setLayout(column(self.type, self.meaning, typing, self.ready, self.chips, close, gap=8))
        self.type.chosen.connect(lambda _type: self._show_type())
        self.line.edit.returnPressed.connect(self._add)
        self.line.changed.connect(lambda _text: self.line.wrong("", focus=False))
        on_esc(self, self.leave)
        self.hide()
        self._show_type()

    def leave(self) -> None:
        """Close the box; what is half typed stays for the next time."""
        self.hide()
        self.left.emit()

    def show_examples(self, needs: list[Need]) -> None:
        """Leave out the examples that are among the needs already."""
        known = frozenset(fold(each.text) for each in needs)
        if known != self._known:
            self._known = known
            self._show_type()

    def _show_type(self) -> None:
        type_: SupportType = self.type.value
        self.meaning.setText(labels.support_meaning(type_))
        had = next((at for at, each in enumerate(self.examples) if each.hasFocus()), None)
        clear(self.chips)
        self.examples = []
        for text in starters.needs(type_):
            if fold(text) in self._known:
                continue
            chip = _Example(text)
            chip.clicked.connect(lambda _on=False, text=text: self._save(text))
            self.examples.append(chip)
            self.chips.addWidget(chip)
            chip.show()  # now, not with the next event: it may get the focus at once
        self.ready.setVisible(bool(self.examples))
        if had is not None:
            (self.examples[min(had, len(self.examples) - 1)] if self.examples else self.line).setFocus()

    def _add(self) -> None:
        text = self.line.value
        if not text:
            self.line.wrong(_("Type a few words, or press Esc to leave this out."))
        elif self._save(text):
            self.line.edit.clear()
            self.line.wrong("", focus=False)
            self.line.setFocus()

    def _save(self, text: str) -> bool:
        try:
            need = Need(text=text, type=self.type.value)
        except DomainError as error:
            self.line.wrong(sentence(error.code, error.values))
            return False
        self.added.emit(need)
        return True


class _Example(QPushButton):
    """A chip whose words go on as many lines as its width needs."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("look", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAccessibleName(_("Add: {need}").format(need=words))

    def _around(self) -> int:
        return self.fontMetrics().height() * 2

    def sizeHint(self) -> QSize:
        one_line = self.fontMetrics().horizontalAdvance(self._words) + self._around()
        return QSize(one_line, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().averageCharWidth() * 16
        return QSize(min(letters + self._around(), self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = in_lines(self._words, self.fontMetrics(), self.width() - self._around() + 2)
        if fitting != self.text():
            self.setText(fitting)
            self.updateGeometry()


class _Group(QWidget):
    """The needs of one type, the first few at once."""

    changed = Signal(object)
    removed = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, type_: SupportType) -> None:
        super().__init__()
        self._theme = theme
        self._views: tuple[NeedView, ...] = ()
        self._people: tuple[Contact, ...] = ()
        self._limit = AT_ONCE
        self.rows: dict[str, NeedRow] = {}
        self._mark = Mark(type_, theme.tokens)
        self._mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title = label(labels.support_type(type_), "strong")
        head = row(self._mark, self.title, gap=10)
        head.setStretch(1, 1)
        self._box = column(gap=6)
        self.more = button("", "link", clicked=self._show_more)
        self.setLayout(column(4, head, self._box, self.more, gap=6))
        self.setAccessibleName(labels.support_type(type_))
        theme.changed.connect(self._recolour)
        self.hide()

    @property
    def open_rows(self) -> list[NeedRow]:
        """The rows that are being changed."""
        return [each for each in self.rows.values() if each.is_open]

    def show_needs(self, views: tuple[NeedView, ...], people: tuple[Contact, ...]) -> None:
        """Show these in this order."""
        self._views, self._people = views, people
        wanted = views[: self._limit]
        for gone in [each for each in self.rows if each not in {one.need.id for one in wanted}]:
            row_ = self.rows.pop(gone)
            self._box.removeWidget(row_)
            row_.hide()
            row_.deleteLater()
        for at, view in enumerate(wanted):
            there = self.rows.get(view.need.id)
            if there is None:
                there = self.rows[view.need.id] = self._make(view)
            else:
                there.show_view(view, people)
            if self._box.indexOf(there) != at:
                self._box.insertWidget(at, there)
                there.show()
        self.rows = {each.need.id: self.rows[each.need.id] for each in wanted}
        rest = len(views) - len(wanted)
        self.more.setText(_("Show {count} more").format(count=rest))
        self.more.setVisible(rest > 0)
        self.setVisible(bool(views))

    def row_of(self, need_id: str) -> NeedRow | None:
        """The row of a need of this type."""
        at = next((at for at, each in enumerate(self._views) if each.need.id == need_id), None)
        if at is None:
            return None
        if at >= self._limit:
            self._limit = at + 1
            self.show_needs(self._views, self._people)
        return self.rows[need_id]

    def _make(self, view: NeedView) -> NeedRow:
        made = NeedRow(self._theme, view, self._people)
        made.changed.connect(self.changed)
        made.removed.connect(self.removed)
        made.opened.connect(self.opened)
        return made

    def _show_more(self) -> None:
        first = self._limit
        self._limit += 10 * AT_ONCE
        self.show_needs(self._views, self._people)
        list(self.rows.values())[first].change.setFocus()

    def _recolour(self) -> None:
        self._mark.tokens = self._theme.tokens
        self._mark.updateGeometry()
        self._mark.update()
