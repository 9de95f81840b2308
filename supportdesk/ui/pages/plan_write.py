"""The writing side of the plan: its parts in the person's order, and what is known of the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from supportdesk.domain.plan import Part, PlanPart
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import new_id
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, announce, button, column, label
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.plan_about import AboutCard, HealthCard
from supportdesk.ui.pages.plan_autosave import PlanAutosave
from supportdesk.ui.pages.plan_card import PartCard
from supportdesk.ui.pages.plan_drag import DropLine, place_at
from supportdesk.ui.pages.plan_fields import Beside, Pile
from supportdesk.ui.pages.plan_more import more_about
from supportdesk.ui.theme import Theme
from supportdesk.words import _, labels

SIDE_BY_SIDE = 100  # characters
AT_FIRST, AT_ONCE = 3, 2  # cards made at the first visit, and then at each turn of the event loop
_EVERY_DAY = (
    Part.HELPS,
    Part.BASICS,
    Part.SETS_OFF,
    Part.FIRST_SIGNS,
    Part.GETTING_HARD,
    Part.CANNOT_DECIDE,
    Part.AFTERWARDS,
    Part.OWN,
)


class WriteView(QWidget):
    """Cards to write in.

    goes(page, target)   the window is asked for another page
    revealed(widget)     a piece that is to be scrolled into view
    near_edge(y)         something is dragged at this height of the screen
    """

    goes = Signal(str, str)
    near_edge = Signal(int)
    revealed = Signal(QWidget)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._opened: set[str] = set()
        self.cards: dict[str, PartCard] = {}
        self.autosave = PlanAutosave(desk, self)
        self.not_care = label(_("This plan is your own. It is not medical care."), "muted")
        self.more = more_about(theme)
        self._drop_line: DropLine | None = None
        self.empty = make_empty(self.add_person, self.add_calm)
        self._parts = Pile()
        self.adding = _AddPart()
        self.adding.wanted.connect(self.open_part)
        self.about = AboutCard(theme, self.autosave, lambda: desk.today)
        desk.half_written.follow("plan.with_whom", self.about.with_whom)
        self.health = HealthCard()
        self.health.wants_contact.connect(lambda each: self.goes.emit("contacts", each))
        self.health.wants_review.connect(self._show_review)
        first, second = QWidget(), QWidget()
        for side, pieces in (
            (first, (self.not_care, self.more, self.empty, self._parts, self.adding)),
            (second, (self.health, self.about)),
        ):
            pile = Pile(*pieces)
            pile.addStretch(1)
            side.setLayout(pile)
        self._first, self._second = first, second
        self.sides = Beside(first, second, least=SIDE_BY_SIDE, shares=(5, 3))
        self.sides.turned.connect(lambda _wide: self._limit())
        self.setLayout(column(self.sides, gap=0))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self._show(self._desk.snapshot, AT_ONCE))
        self._limit()

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Bring every card up to date; nothing is built anew that is there."""
        self._show(snapshot, AT_ONCE if self.cards else AT_FIRST)

    def complete(self) -> None:
        """Have every card there now; the first visit makes those far down a little later."""
        if self.is_building:
            self._show(self._desk.snapshot, len(self._desk.snapshot.plan.parts))

    @property
    def is_building(self) -> bool:
        """Whether cards are still to come."""
        return self._later.isActive()

    def _show(self, snapshot: Snapshot, at_most: int) -> None:
        shown = [each for each in snapshot.plan.parts if self._is_open(each)]
        self._drop_cards({each.id for each in shown})
        missing = [each.id for each in shown if each.id not in self.cards]
        wait = set(missing[at_most:])
        there = [each for each in shown if each.id not in wait]
        for number, part in enumerate(there):
            self._place(number, part, alone=len(missing) == 1)
            last = number == len(shown) - 1
            self.cards[part.id].show_part(part, snapshot, first=number == 0, last=last)
        self.cards = {each.id: self.cards[each.id] for each in there}
        self.empty.setVisible(is_empty(snapshot))
        self.adding.offer([each.part for each in shown])
        self.about.show_plan(snapshot.plan)
        self.health.show_snapshot(snapshot, self._desk.today)
        if wait:
            self._later.start()
        else:
            self._later.stop()

    def _place(self, number: int, part: PlanPart, *, alone: bool) -> None:
        if part.id not in self.cards:
            self.cards[part.id] = self._make(part)
        card = self.cards[part.id]
        if self._parts.indexOf(card) != number:
            self._parts.insertWidget(number, card)
            if alone:
                card.show()  # now, not with a later event: the focus may be put into it at once

    def _is_open(self, part: PlanPart) -> bool:
        return bool(part.items or part.title) or part.id in self._opened

    def _drop_cards(self, wanted: set[str]) -> None:
        for part_id in [each for each in self.cards if each not in wanted]:
            card = self.cards.pop(part_id)
            self._parts.removeWidget(card)
            card.hide()
            card.deleteLater()
            self.autosave.forget(part_id)

    def _make(self, part: PlanPart) -> PartCard:
        card = PartCard(self._theme, self.autosave, part)
        card.asked.connect(partial(self._do, part.id))
        card.dragged.connect(self._dragged)
        card.dropped.connect(partial(self._dropped, part.id))
        card.people.wants_contact.connect(lambda: self.goes.emit("contacts", "new"))
        return card

    def restyle(self) -> None:
        """Follow the theme."""
        self._limit()
        for card in self.cards.values():
            card.restyle()

    def _limit(self) -> None:
        """Lines of text stay short enough to read."""
        letter = QFontMetrics(self.font()).averageCharWidth()
        self._first.setMaximumWidth(letter * 100)
        self._second.setMaximumWidth(letter * (62 if self.sides.is_wide else 100))

    # ---- parts

    def open_part(self, part: Part) -> None:
        """Show a part to write in, a new one where there is none (own words: always a new one)."""
        self.autosave.flush()
        self.complete()
        known = None if part is Part.OWN else self._desk.snapshot.plan.part(part)
        part_id = known.id if known else new_id()
        self._opened.add(part_id)
        if known is None:
            self.autosave.now(lambda plan: changes.added(plan, PlanPart(id=part_id, part=part)))
        self.show_snapshot(self._desk.snapshot)
        self.show_part(part_id)

    def show_part(self, part_id: str) -> None:
        """Put the focus into a part."""
        self.complete()
        card = self.cards.get(part_id)
        if card is not None:
            card.focus()
            self.revealed.emit(card)

    def start(self) -> None:
        """Put the focus on what can be added."""
        self.complete()
        self.adding.focus()
        self.revealed.emit(self.adding)

    def add_person(self) -> None:
        """Someone to call: chosen from the contacts, or added to them first."""
        if not self._desk.snapshot.active:
            self.goes.emit("contacts", "new")
            return
        self.open_part(Part.PEOPLE)
        part = self._desk.snapshot.plan.part(Part.PEOPLE)
        if part is not None and part.id in self.cards:
            self.cards[part.id].people.start_choosing()

    def add_calm(self) -> None:
        """Something that helps to feel calm."""
        self.open_part(Part.ON_MY_OWN)

    def _do(self, part_id: str, what: str) -> None:
        self.complete()
        card = self.cards[part_id]
        title = card.title_text
        if what == "out":
            self._take_out(part_id, title)
        elif what == "paper":
            self._turn_paper(part_id, title)
        else:
            step = -1 if what == "up" else 1
            shown = list(self.cards)
            self.autosave.now(lambda plan: changes.moved(plan, part_id, shown, step))
            self._after_move(card, what)

    def _dragged(self, y: int) -> None:
        """Show where the part would land."""
        self.complete()
        if self._drop_line is None:
            self._drop_line = DropLine(self)
        cards = list(self.cards.values())
        self._drop_line.lie_at(cards, place_at(cards, y))
        self.near_edge.emit(y)

    def _dropped(self, part_id: str, y: int) -> None:
        if self._drop_line is not None:
            self._drop_line.hide()
        if y < 0 or part_id not in self.cards:
            return
        shown = list(self.cards)
        at = shown.index(part_id)
        place = place_at(list(self.cards.values()), y)
        step = place - at - (place > at)
        if step:
            self.autosave.now(lambda plan: changes.moved(plan, part_id, shown, step))
            self._after_move(self.cards[part_id], "up" if step < 0 else "down")

    def _after_move(self, card: PartCard, what: str) -> None:
        wanted, other = (card.up, card.down) if what == "up" else (card.down, card.up)
        (wanted if wanted.isEnabled() else other).setFocus()
        place = _("“{part}” is part {number} of {count} now.").format(
            part=card.title_text, number=list(self.cards).index(card.part_id) + 1, count=len(self.cards)
        )
        announce(self, place)
        self.revealed.emit(card)

    def _turn_paper(self, part_id: str, title: str) -> None:
        hidden = any(each.hidden for each in self._desk.snapshot.plan.parts if each.id == part_id)
        said = _("“{part}” is on paper again.") if hidden else _("“{part}” is not on paper now.")
        self.autosave.now(
            lambda plan: changes.with_part(plan, part_id, lambda part: replace(part, hidden=not hidden)),
            said=said.format(part=title),
        )

    def _take_out(self, part_id: str, title: str) -> None:
        shown = list(self.cards)
        at = shown.index(part_id)
        after = shown[at + 1 : at + 2] or shown[at - 1 : at] if len(shown) > 1 else []
        self.autosave.flush()
        said = _("“{part}” was taken out of your plan.").format(part=title)
        if self.autosave.now(lambda plan: changes.without(plan, part_id), said=said):
            if after and after[0] in self.cards:
                self.cards[after[0]].out.setFocus()
            else:
                self.adding.focus()

    def _show_review(self) -> None:
        self.about.look.setFocus()
        self.revealed.emit(self.about.look)


def is_empty(snapshot: Snapshot) -> bool:
    """Whether nothing at all stands in the plan yet."""
    return not any(part.items for part in snapshot.plan.parts)


def make_empty(add_person: Callable[[], None], add_calm: Callable[[], None]) -> Card:
    """What the page says while the plan is almost empty."""
    words = _(
        "Your plan is almost empty. Add one person you can call and one thing that helps you feel calm. "
        "Then you can print it."
    )
    person = button(_("Add a person"), clicked=add_person)
    calm = button(_("Add something that calms me"), clicked=add_calm)
    return Card(label(words), Flow(person, calm), gap=14)


class _AddPart(Card):
    """The parts that are not written yet, folded into buttons. `wanted(Part)` asks for one."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            label(_("Every part can be left out. Start where you like."), "muted"), title=_("Add a part")
        )
        self.buttons: dict[Part, QWidget] = {}
        self._captions = (label(_("For hard times")), label(_("For staying well")))
        self._flows = (Flow(gap=6), Flow(gap=6))
        for part in Part:
            one = button(labels.part(part), "chip", clicked=partial(self.wanted.emit, part))
            one.setAccessibleName(_("Add: {part}").format(part=labels.part(part)))
            one.setAccessibleDescription(labels.part_help(part))
            one.setToolTip(labels.part_help(part))
            self.buttons[part] = one
            self._flows[part in _EVERY_DAY].addWidget(one)
        for caption, flow in zip(self._captions, self._flows, strict=True):
            self.body.addWidget(caption)
            self.body.addLayout(flow)

    def offer(self, written: list[Part]) -> None:
        """Offer what is not written; own words can always be added."""
        for part, one in self.buttons.items():
            one.setVisible(part is Part.OWN or part not in written)
        hard = any(part not in _EVERY_DAY for part in self.buttons if part not in written)
        self._captions[0].setVisible(hard)

    def focus(self) -> None:
        """Put the focus on the first button that is there."""
        next(one for one in self.buttons.values() if not one.isHidden()).setFocus()
