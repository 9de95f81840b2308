"""The panel on which the person chooses what goes on paper; who will see it is asked first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.report.choices import Audience, Edition, NameStyle, Paper, Topic, section_label
from supportdesk.report.document import names_note
from supportdesk.report.supporter import supporters
from supportdesk.ui.kit import Card, Choices, Ticks, clear, column, label
from supportdesk.ui.pages.plan_fields import Pile
from supportdesk.ui.pages.plan_lock import LockCard
from supportdesk.ui.pages.plan_wanted import (
    GREY,
    LARGE,
    NOTES,
    PHONES,
    STRESSFUL,
    Wanted,
    filled_sections,
)
from supportdesk.words import _


def _audiences() -> list[tuple[Any, str]]:
    return [
        (Audience.ME, _("Only me")),
        (Audience.TRUSTED, _("Someone I trust")),
        (Audience.THERAPIST, _("My therapist")),
        (Audience.WALL, _("It may hang on the wall")),
    ]


def _editions() -> list[tuple[Any, str]]:
    return [
        (Edition.FULL, _("Full plan")),
        (Edition.ONE_PAGE, _("One page")),
        (Edition.WALLET, _("Card for my wallet")),
        (Edition.THERAPIST, _("For my therapist")),
        (Edition.SUPPORTER, _("Card for a supporter")),
        (Edition.BLANK_MAP, _("Empty map to fill in")),
        (Edition.BLANK_PLAN, _("Empty plan to fill in")),
    ]


def _about(audience: Audience | None) -> str:
    """What choosing who will see it has changed."""
    if audience is None:
        return ""
    return {
        Audience.ME: _("Names are in full. You can change everything below."),
        Audience.TRUSTED: _("This card holds only what concerns them. You can change everything below."),
        Audience.THERAPIST: _("Names are initials now. You can change everything below."),
        Audience.WALL: _("Names are initials, and tender parts stay out. You can change everything below."),
    }[audience]


class ChoicesPanel(QWidget):
    """The choices, one below the other.

    chosen(Wanted)  after each change by the person
    """

    chosen = Signal(object)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted
        self._sections: tuple[Topic, ...] | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self.who = Choices(_("Who will see it?"), _audiences(), down=True)
        self.who_note = label("", "muted")
        self.edition = Choices(_("Which sheet?"), _editions(), down=True)
        self.for_label = label(_("Whom is it for?"))
        self.supporter = QComboBox()
        self.supporter.setAccessibleName(self.for_label.text())
        self.for_label.setBuddy(self.supporter)
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
        self.content = Card(title=_("What goes in"), gap=8)
        self.lock = LockCard()
        self._build()
        self._connect()
        self.show_wanted()

    def _build(self) -> None:
        for_whom = QWidget()
        for_whom.setLayout(column(self.for_label, self.supporter, gap=4))
        self.for_whom = for_whom
        first = Card(self.who, self.who_note, gap=8)
        second = Card(self.edition, for_whom, self.names, self.names_note, self.paper, self.look, gap=14)
        self.content.body.addWidget(self.what)
        self.content.body.addLayout(self.sections_box)
        self.content.body.addLayout(column(self.private, self.notes, gap=2))
        pile = Pile(first, second, self.content, self.lock, gap=12)
        pile.addStretch(1)
        self.setLayout(pile)

    def _connect(self) -> None:
        self.who.chosen.connect(lambda value: self._choose(self.wanted.seen_by(value)))
        self.edition.chosen.connect(lambda value: self._choose(replace(self.wanted, edition=value)))
        self.names.chosen.connect(lambda value: self._choose(replace(self.wanted, names=value)))
        self.paper.chosen.connect(lambda value: self._choose(replace(self.wanted, paper=value)))
        self.supporter.activated.connect(self._choose_supporter)
        for each in (self.look, self.what, self.private, self.notes):
            each.chosen.connect(lambda _value: self._choose(replace(self.wanted, marks=self._marks())))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer what has content and whom a card can be for; follow the paper of the profile."""
        if snapshot.me.paper in set(Paper):
            self.wanted = replace(self.wanted, paper=Paper(snapshot.me.paper))
        filled = filled_sections(snapshot, self.wanted.edition)
        if filled != self._sections:
            self._sections = filled
            self._offer(filled)
        people = tuple((each.id, each.name) for each in supporters(snapshot))
        if people != self._people:
            self._people = people
            self.supporter.clear()
            for id_, name in people:
                self.supporter.addItem(name, id_)
        self.show_wanted()

    def show_wanted(self) -> None:
        """Bring every choice in line with what is wanted."""
        wanted = self.wanted
        self.who.value, self.edition.value = wanted.audience, wanted.edition
        self.names.value, self.paper.value = wanted.names, wanted.paper
        self._show_what_fits(wanted.edition)
        for ticks in (self.look, self.what, self.private, self.notes):
            ticks.value = wanted.marks
        if self.sections is not None and self._sections is not None:
            self.sections.value = tuple(each for each in self._sections if each not in wanted.left_out)
        self._tell(self.who_note, _about(wanted.audience))
        note = names_note(wanted.names, wanted.edition)
        self._tell(self.names_note, note)
        self.supporter.setCurrentIndex(max(self.supporter.findData(wanted.supporter), 0))

    def _show_what_fits(self, edition: Edition) -> None:
        """Hide what makes no difference on this sheet."""
        shown: list[tuple[QWidget, bool]] = [
            (self.notes, edition in (Edition.FULL, Edition.THERAPIST)),
            (self.names, not edition.is_blank),
            (self.what, not edition.is_blank and edition is not Edition.THERAPIST),
            (self.private, edition in (Edition.FULL, Edition.ONE_PAGE, Edition.THERAPIST)),
            (self.for_whom, edition is Edition.SUPPORTER and len(self._people) > 0),
            (self.content, not edition.is_blank or bool(self._sections)),
        ]
        for widget, is_shown in shown:
            widget.setVisible(is_shown)
        self.look.offer(LARGE, edition.can_be_large)

    @staticmethod
    def _tell(note: QLabel, words: str) -> None:
        note.setText(words)
        note.setVisible(bool(words))

    def focus_first(self) -> None:
        """Put the focus on the first question."""
        self.who.focus_first()

    def _offer(self, filled: tuple[Topic, ...]) -> None:
        focus = self.focusWidget()
        had = self.sections is not None and focus is not None and self.sections.isAncestorOf(focus)
        clear(self.sections_box)
        self.sections = Ticks("", [(each, section_label(each)) for each in filled], down=True)
        self.sections.setAccessibleName(_("What goes in"))
        self.sections.chosen.connect(self._tick)
        self.sections_box.addWidget(self.sections)
        if had:
            self.what.setFocus()

    def _tick(self, ticked: tuple[Topic, ...]) -> None:
        shown = frozenset(self._sections or ())
        out = (self.wanted.left_out - shown) | (shown - frozenset(ticked))
        self._choose(replace(self.wanted, left_out=out))

    def _choose_supporter(self, number: int) -> None:
        self._choose(replace(self.wanted, supporter=self.supporter.itemData(number)))

    def _marks(self) -> tuple[str, ...]:
        return (*self.what.value, *self.private.value, *self.notes.value, *self.look.value)

    def _choose(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.show_wanted()
            self.chosen.emit(wanted)
