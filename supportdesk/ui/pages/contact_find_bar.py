"""What stands over the list: the filter line, chips of support, the order, and a menu for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from supportdesk.domain.contact import Kind, Ring, State, SupportType
from supportdesk.domain.find import Facets, Sort
from supportdesk.ui.find_line import FindLine
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import Choices, Flow, announce, button, clear, column, label
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels, ngettext


def _facets() -> tuple[tuple[str, str, tuple[Any, ...], Callable[[Any], str]], ...]:
    """The facets of the menu: field, title, values, and the words of a value."""
    return (
        ("kind", _("Kind"), tuple(Kind), labels.kind),
        ("ring", _("How close"), tuple(Ring), labels.ring),
        ("state", _("How it is now"), tuple(State), labels.state),
    )


class _Filter(QToolButton):
    """As wide as icon and word: Qt adds two blanks behind them, and the word stands off the middle."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(self.fontMetrics().horizontalAdvance("  "), 0)


class FindBar(QWidget):
    """What the person wants to see.

    changed()   another filter, facet or order
    entered()   on to the list
    escaped()   the filter was emptied with Esc
    select_wanted()  several are to be marked
    """

    changed = Signal()
    entered = Signal()
    escaped = Signal()
    select_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.facets = Facets()
        self.filter = FindLine(_("Find a contact"))
        self.filter.textChanged.connect(lambda _text: self.changed.emit())
        self.filter.installEventFilter(self)
        types = [(None, _("All")), *((each, labels.support_type(each)) for each in SupportType)]
        self.chips = Choices("", types, chips=True)
        self.chips.setAccessibleName(_("Show"))
        self.chips.chosen.connect(partial(self._facet_chosen, "type"))
        self.more = self._make_more()
        self.sort = self._make_sort()
        self.select = button(_("Select"), "chip", clicked=self.select_wanted.emit)
        self.select.setCheckable(True)
        self.select.setAccessibleDescription(_("Mark several contacts and change them together"))
        self.count = label("", "muted", wrap=False)
        for each in (self.sort, self.more, self.select):
            each.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        found = Flow(self.sort, self.more, self.select, self.count, gap=6, even=True)
        self.only = QWidget()
        self._only_box = Flow(gap=6)
        self.only.setLayout(self._only_box)
        self.only.hide()
        self.setLayout(column(self.filter, self.chips, self.only, found, gap=8))

    @property
    def order(self) -> Sort:
        """The chosen order."""
        return Sort(self.sort.currentData())

    @property
    def typed(self) -> str:
        """What stands in the filter line."""
        return self.filter.text().strip()

    @property
    def limits(self) -> bool:
        """Whether not everyone is wanted."""
        return bool(self.typed) or self.facets.any

    def show_everyone(self) -> None:
        """Take filter and facets away."""
        self.facets = Facets()
        self.chips.value = None
        for group in self._menus.values():
            group.actions()[0].setChecked(True)
        self._show_facets()
        self.filter.setText("")

    def say_count(self, found: int) -> None:
        """Show how many there are; said aloud while something is filtered."""
        words = ngettext("{count} contact", "{count} contacts", found).format(count=found)
        if words != self.count.text():
            self.count.setText(words)
            if self.limits:
                announce(self.count, words)

    def show_marking(self, *, on: bool) -> None:
        """While several are marked the bar below says how many, and Select is down."""
        self.select.setChecked(on)
        self.count.setHidden(on)

    def recolour(self, theme: Theme) -> None:
        """Draw the icon in the colour and size of the theme."""
        side = round(theme.points * 1.5)
        dress(self.more, "filter", theme.tokens.text, side)

    def _make_more(self) -> QToolButton:
        menu = QMenu(self)
        self._menus: dict[str, QActionGroup] = {}
        for name, title, values, words_of in _facets():
            sub = menu.addMenu(title)
            group = QActionGroup(sub)
            for value in (None, *values):
                action = sub.addAction(_("Any") if value is None else words_of(value))
                action.setCheckable(True)
                action.setChecked(value is None)
                action.triggered.connect(partial(self._facet_chosen, name, value))
                group.addAction(action)
            self._menus[name] = group
        made = _Filter()
        made.setProperty("look", "chip")
        made.setText(_("Filter"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(_("Filter by kind, closeness or state"))
        made.setMenu(menu)
        return made

    def _make_sort(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(_("Order"))
        for sort, text in (
            (Sort.NAME, _("By name")),
            (Sort.RING, _("By ring")),
            (Sort.LAST_CONTACT, _("By last contact")),
            (Sort.NEXT_TIME, _("By next time")),
        ):
            made.addItem(text, sort)
        made.activated.connect(lambda _index: self.changed.emit())
        return made

    def _facet_chosen(self, name: str, value: object, _checked: bool = False) -> None:
        changed: dict[str, Any] = {name: value}
        self.facets = replace(self.facets, **changed)
        self._show_facets()
        self.changed.emit()

    def _show_facets(self) -> None:
        """A chip for each facet of the menu that is chosen; a press takes it away."""
        clear(self._only_box)
        for name, _title, _values, words_of in _facets():
            value = getattr(self.facets, name)
            if value is not None:
                words = words_of(value)
                chip = button(f"{words}  ×", "chip", clicked=partial(self._take_away, name))
                chip.setAccessibleName(_("Only {facet}. Press to take it away.").format(facet=words))
                self._only_box.addWidget(chip)
        self.only.setVisible(self._only_box.count() > 0)

    def _take_away(self, name: str) -> None:
        self._menus[name].actions()[0].setChecked(True)
        self._facet_chosen(name, None)
        first = self._only_box.itemAt(0)
        chip = first.widget() if first is not None else None
        (chip or self.more).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.filter.setText("")
            self.escaped.emit()
            return True
        return super().eventFilter(watched, event)
