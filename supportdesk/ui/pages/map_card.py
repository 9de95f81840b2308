"""The card beside the map: who this is, and every move on the map without a drag."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from supportdesk.charts.view import MapView, Preset
from supportdesk.domain.contact import Contact, Ring, State, Tie
from supportdesk.domain.groups import members
from supportdesk.domain.placement import Step
from supportdesk.domain.text import fold
from supportdesk.ui.kit import Card, Choices, Flow, button, clear, column, label, line, row
from supportdesk.ui.pages.contact_fields import breakable, flexible
from supportdesk.ui.pages.contact_marks import Mark
from supportdesk.ui.pages.map_look import known_by
from supportdesk.ui.pages.map_words import full_name, line_words, support_words, where
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels


class MapCard(Card):
    """One contact of the map.

    open_wanted()   the whole contact
    stepped(Step), ring_chosen(Ring)   moves
    tying(bool)     whether a tie is being drawn
    tie_wanted(id), tie_gone(id)       with whom
    tie_close(id, bool)                whether those two are close
    """

    open_wanted = Signal()
    stepped = Signal(object)
    ring_chosen = Signal(object)
    tying = Signal(bool)
    tie_wanted = Signal(str)
    tie_gone = Signal(str)
    tie_close = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(gap=8)
        self._theme = theme
        self._shown: object = None
        self._ties_shown: object = None
        self.contact_id = ""
        self._build_head()
        self._build_moves()
        self.ties = TieRows()
        self.ties.tying.connect(self.tying)
        self.ties.wanted.connect(self.tie_wanted)
        self.ties.gone.connect(self.tie_gone)
        self.ties.close_.connect(self.tie_close)
        self.body.addWidget(line())
        self.body.addWidget(self.ties)
        self.hide()

    def _build_head(self) -> None:
        self.name = flexible("section")
        self.role = flexible("muted")
        self.facts = label("")
        self.what_if = label("", "strong")
        self.group = label("", "muted")
        self._supports = QVBoxLayout()
        self._supports.setSpacing(2)
        self.open = button(_("Open"), clicked=self.open_wanted.emit, hint=_("Everything about this contact"))
        self.body.addLayout(column(self.name, self.role, gap=0))
        self.body.addWidget(self.what_if)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.group)
        self.body.addLayout(self._supports)
        self.body.addWidget(self.open)

    def _build_moves(self) -> None:
        self.rings = Choices(_("How close"), [(each, labels.ring(each)) for each in Ring], chips=True)
        self.rings.chosen.connect(self.ring_chosen)
        self.steps = {
            Step.IN: button(_("Closer"), hint=_("One ring closer (Shift+Up)")),
            Step.OUT: button(_("Further"), hint=_("One ring further (Shift+Down)")),
            Step.ANTICLOCKWISE: button(_("Turn left"), hint=_("A little round to the left (Shift+Left)")),
            Step.CLOCKWISE: button(_("Turn right"), hint=_("A little round to the right (Shift+Right)")),
        }
        for step, each in self.steps.items():
            each.clicked.connect(partial(self._step, step))
        self.body.addWidget(line())
        self.body.addWidget(self.rings)
        self.body.addLayout(Flow(*self.steps.values()))

    def _step(self, step: Step, _checked: bool = False) -> None:
        self.stepped.emit(step)

    def show_contact(self, contact: Contact, view: MapView, what_if: str = "") -> None:
        """Show a contact; what has not changed is left alone, so that the focus stays.

        `what_if` says what would be without a source if they were away.
        """
        known = known_by(contact.id, view.shown_ties)
        if contact.id != self.contact_id:
            self.ties.end()
        self.contact_id = contact.id
        place = view.placed().places.get(contact.id)
        self.what_if.setText(breakable(what_if))
        self.what_if.setVisible(bool(what_if))
        self._show_group(contact, view)
        shown = (contact, place, view.show_stressful, view.preset, view.sector_names, self._theme.tokens)
        if shown != self._shown:
            self._shown = shown
            self._show_facts(contact, view)
        people = {each.id: full_name(each) for each in view.shown if each.id != contact.id}
        self.ties.show_ties(contact.id, known, people)
        self.show()

    def _show_group(self, contact: Contact, view: MapView) -> None:
        """Who of the map belongs to a group, in words."""
        those = members(contact, view.shown) if contact.members else ()
        by_id = {each.id: each for each in view.shown}
        names = ", ".join(full_name(by_id[each]) for each in those)
        self.group.setText(breakable(_("Belonging to it: {names}").format(names=names)) if names else "")
        self.group.setVisible(bool(names))

    def _show_facts(self, contact: Contact, view: MapView) -> None:
        self.name.setText(breakable(contact.name))
        self.name.setAccessibleName(contact.name)
        self.setAccessibleName(contact.name)
        role = contact.role or ", ".join(labels.kind(each) for each in contact.kinds)
        self.role.setText(breakable(role))
        self.role.setVisible(bool(role))
        place = view.placed().places[contact.id]
        parts = [where(contact.ring, place.sector, view.sector_names), line_words(contact)]
        if view.show_stressful and contact.stressful:
            parts.append(_("Stressful at times"))
        if view.preset is Preset.ENERGY and contact.leaves_me is not None:
            parts.append(labels.energy(contact.leaves_me))
        if contact.state is not State.ACTIVE:
            parts.append(labels.state(contact.state))
        self.facts.setText("\n".join(parts))
        self.rings.value = contact.ring
        clear(self._supports)
        for support in contact.supports:
            words = label(support_words(support))
            line_ = row(Mark(support.type, self._theme.tokens), words, gap=6)
            line_.setStretch(1, 1)
            holder = QWidget()
            holder.setLayout(line_)
            self._supports.addWidget(holder)

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)


class TieRows(QWidget):
    """Who knows whom: those known with Remove, and a choice of those not known yet."""

    tying = Signal(bool)
    wanted = Signal(str)
    gone = Signal(str)
    close_ = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.is_tying = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.start = button(_("Add a tie"), clicked=self.begin, hint=_("Who they know (T)"))
        self.help = label(_("Choose who they know, here or on the map. Esc ends it."), "muted")
        self.who = QComboBox()
        self.who.setAccessibleName(_("Who they know"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(10)
        self.add = button(_("Add"), clicked=self._add)
        self.done = button(_("Done"), "link", clicked=self.end)
        self.adding = QWidget()
        self.adding.setLayout(column(self.help, self.who, Flow(self.add, self.done), gap=6))
        self.adding.hide()
        self.setLayout(column(label(_("Knows"), "strong"), self._rows, self.start, self.adding, gap=6))
        self.setAccessibleName(_("Knows"))

    def show_ties(self, contact_id: str, known: Mapping[str, Tie], people: dict[str, str]) -> None:
        """Show whom a contact knows; `people` are all others on the map with their names."""
        shown = (contact_id, known, people)
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = self.isAncestorOf(self.focusWidget()) and self.focusWidget() not in (self.who, self.add)
        clear(self._rows)
        order = sorted((each for each in known if each in people), key=lambda each: fold(people[each]))
        for each in order:
            gone = button(_("Remove"), "link", clicked=partial(self.gone.emit, each))
            gone.setAccessibleName(_("Remove: they know {name}").format(name=people[each]))
            near = button(_("Close tie"), "chip", clicked=partial(self._close, each))
            near.setCheckable(True)
            near.setChecked(known[each].close)
            near.setAccessibleName(_("Close to {name}").format(name=people[each]))
            near.setToolTip(_("They are close to each other"))
            self._rows.addLayout(column(label(breakable(people[each])), row(near, gone, -1), gap=2))
        if not order:
            self._rows.addWidget(label(_("Nobody yet."), "muted"))
        self._offer({each: name for each, name in people.items() if each not in known})
        if had_focus:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, free: dict[str, str]) -> None:
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(_("Choose a contact"), "")
        for each, name in sorted(free.items(), key=lambda pair: fold(pair[1])):
            self.who.addItem(name, each)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        self.start.setVisible(bool(free) and not self.is_tying)
        if not free:
            self.end()

    def _close(self, other: str) -> None:
        near = self.sender()
        self.close_.emit(other, isinstance(near, QPushButton) and near.isChecked())

    def begin(self, *, on_map: bool = False) -> None:
        """Begin a tie; with `on_map` the focus stays on the map."""
        if not self.who.count() > 1:
            return
        self.is_tying = True
        self.start.hide()
        self.adding.show()
        if not on_map:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tying.emit(True)

    def _add(self) -> None:
        other = self.who.currentData()
        if other:
            self.wanted.emit(other)
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Draw no more ties."""
        if not self.is_tying:
            return
        self.is_tying = False
        back = self.isAncestorOf(self.focusWidget())
        self.adding.hide()
        self.start.setVisible(self.who.count() > 1)
        if back:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tying.emit(False)
