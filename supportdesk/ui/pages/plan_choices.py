"""What goes on paper: the person's choices, and the panel they are made on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.goal import GoalState
from supportdesk.domain.plan import Part
from supportdesk.domain.snapshot import Snapshot
from supportdesk.records import dataclass
from supportdesk.report.choices import (
    Choices as PaperChoices,
)
from supportdesk.report.choices import (
    Edition,
    NameStyle,
    Paper,
    Section,
    section_label,
    sections_offered,
)
from supportdesk.report.document import names_note
from supportdesk.report.names import Names
from supportdesk.report.network import coverage
from supportdesk.report.parts import plan_parts
from supportdesk.ui.kit import Card, Choices, Ticks, clear, column, label
from supportdesk.ui.pages.plan_fields import Pile
from supportdesk.words import _

PHONES, STRESSFUL, NOTES, LARGE, GREY = "phones", "stressful", "notes", "large", "grey"
_PARTS = frozenset(part.value for part in Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was chosen. `left_out` is remembered over editions; boundaries start in it."""

    for_others: bool | None = None
    edition: Edition = Edition.FULL
    paper: Paper = Paper.A4
    names: NameStyle = NameStyle.FULL
    marks: tuple[str, ...] = (PHONES,)
    left_out: frozenset[Section] = frozenset({Section.BOUNDARIES})

    def seen_by(self, others: bool) -> Wanted:
        """Chosen who will see it: for others names become initials, and what is private stays out."""
        if not others:
            return replace(self, for_others=False, names=NameStyle.FULL)
        private = (STRESSFUL, NOTES)
        return replace(
            self,
            for_others=True,
            names=NameStyle.INITIALS,
            marks=tuple(each for each in self.marks if each not in private),
            left_out=self.left_out | {Section.BOUNDARIES},
        )

    def on_paper(self) -> PaperChoices:
        """The same for the press."""
        offered = sections_offered(self.edition)
        return PaperChoices(
            edition=self.edition,
            paper=self.paper,
            names=self.names,
            large_print=LARGE in self.marks,
            black_and_white=GREY in self.marks,
            sections=tuple(each for each in offered if each not in self.left_out),
            include_phones=PHONES in self.marks,
            show_stressful=STRESSFUL in self.marks,
            include_notes=NOTES in self.marks,
        )


def filled_sections(snapshot: Snapshot, edition: Edition) -> tuple[Section, ...]:
    """The sections of this edition that have something to show."""
    offered = sections_offered(edition)
    everything = PaperChoices(edition=edition, sections=offered)
    names = Names(snapshot.contacts, NameStyle.FULL)
    parts = {
        part.part.value
        for part in snapshot.plan.parts
        if part.items and plan_parts(_only(snapshot, part.part), everything, names)
    }
    there = {
        Section.HELPLINES: bool(snapshot.me.country),
        Section.GOALS: any(each.state in (GoalState.ACTIVE, GoalState.PAUSED) for each in snapshot.goals),
        Section.MAP: bool(snapshot.active),
        Section.COVERAGE: coverage(snapshot, names) is not None,
        Section.CONTACTS: bool(snapshot.active),
        Section.BOUNDARIES: any(each.my_boundaries or each.their_boundaries for each in snapshot.active),
    }
    return tuple(each for each in offered if there.get(each, each.value in parts))


def _only(snapshot: Snapshot, part: Part) -> Snapshot:
    parts = tuple(each for each in snapshot.plan.parts if each.part is part)
    return replace(snapshot, plan=replace(snapshot.plan, parts=parts))


class ChoicesPanel(QWidget):
    """The choices, one below the other.

    chosen(Wanted)  after each change by the person
    """

    chosen = Signal(object)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted
        self._sections: tuple[Section, ...] | None = None
        self.who = Choices(_("Who will see it?"), [(False, _("Only me")), (True, _("Someone else"))])
        self.who_note = label("", "muted")
        self.edition = Choices(
            _("How much?"), [(Edition.FULL, _("Full plan")), (Edition.ONE_PAGE, _("One page for the wall"))]
        )
        self.names = Choices(
            _("Names"),
            [
                (NameStyle.FULL, _("In full")),
                (NameStyle.INITIALS, _("Initials")),
                (NameStyle.ROLES, _("Roles only")),
            ],
        )
        self.names_note = label("", "muted")
        self.paper = Choices(_("Paper"), [(Paper.A4, _("A4")), (Paper.LETTER, _("Letter"))])
        self.look = Ticks(_("Look"), [(LARGE, _("Large print")), (GREY, _("Black and white"))])
        self.what = Ticks("", [(PHONES, _("Phone numbers"))])
        self.private = Ticks(
            _("Private things"),
            [(STRESSFUL, _("Where contact can be stressful"))],
            down=True,
        )
        self.notes = Ticks("", [(NOTES, _("My notes about people and goals"))])
        self.sections_box = column(gap=0)
        self.sections: Ticks | None = None
        first = Card(self.who, self.who_note, gap=8)
        second = Card(self.edition, self.names, self.names_note, self.paper, self.look, gap=14)
        third = Card(title=_("What goes in"), gap=8)
        third.body.addWidget(self.what)
        third.body.addLayout(self.sections_box)
        third.body.addLayout(column(self.private, self.notes, gap=2))
        pile = Pile(first, second, third, gap=12)
        pile.addStretch(1)
        self.setLayout(pile)
        self.who.chosen.connect(lambda value: self._choose(self.wanted.seen_by(value)))
        self.edition.chosen.connect(lambda value: self._choose(replace(self.wanted, edition=value)))
        self.names.chosen.connect(lambda value: self._choose(replace(self.wanted, names=value)))
        self.paper.chosen.connect(lambda value: self._choose(replace(self.wanted, paper=value)))
        for each in (self.look, self.what, self.private, self.notes):
            each.chosen.connect(lambda _value: self._choose(replace(self.wanted, marks=self._marks())))
        self.show_wanted()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer the sections that have content, and follow the paper of the profile."""
        if snapshot.me.paper in set(Paper):
            self.wanted = replace(self.wanted, paper=Paper(snapshot.me.paper))
        filled = filled_sections(snapshot, self.wanted.edition)
        if filled != self._sections:
            self._sections = filled
            self._offer(filled)
        self.show_wanted()

    def show_wanted(self) -> None:
        """Bring every choice in line with what is wanted."""
        wanted = self.wanted
        self.who.value, self.edition.value = wanted.for_others, wanted.edition
        self.names.value, self.paper.value = wanted.names, wanted.paper
        self.notes.setVisible(wanted.edition is Edition.FULL)
        for ticks in (self.look, self.what, self.private, self.notes):
            ticks.value = wanted.marks
        if self.sections is not None and self._sections is not None:
            self.sections.value = tuple(each for each in self._sections if each not in wanted.left_out)
        self.who_note.setVisible(wanted.for_others is True)
        self.who_note.setText(_("Names are initials now, and your boundaries stay out. You can change both."))
        note = names_note(wanted.names)
        self.names_note.setText(note)
        self.names_note.setVisible(bool(note))

    def focus_first(self) -> None:
        """Put the focus on the first question."""
        self.who.focus_first()

    def _offer(self, filled: tuple[Section, ...]) -> None:
        focus = self.focusWidget()
        had = self.sections is not None and focus is not None and self.sections.isAncestorOf(focus)
        clear(self.sections_box)
        self.sections = Ticks("", [(each, section_label(each)) for each in filled], down=True)
        self.sections.setAccessibleName(_("What goes in"))
        self.sections.chosen.connect(self._tick)
        self.sections_box.addWidget(self.sections)
        if had:
            self.what.setFocus()

    def _tick(self, ticked: tuple[Section, ...]) -> None:
        shown = frozenset(self._sections or ())
        out = (self.wanted.left_out - shown) | (shown - frozenset(ticked))
        self._choose(replace(self.wanted, left_out=out))

    def _marks(self) -> tuple[str, ...]:
        return (*self.what.value, *self.private.value, *self.notes.value, *self.look.value)

    def _choose(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.show_wanted()
            self.chosen.emit(wanted)
