"""The plan as a whole: when and with whom it was made, looked over, shared; what may want a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.health import HealthCode, HealthNote, plan_health
from supportdesk.domain.plan import Plan, Review
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import LINE_LIMIT
from supportdesk.ui.kit import Card, Flow, LineField, button, clear, column, label, line, row
from supportdesk.ui.pages import plan_changes as changes
from supportdesk.ui.pages.goal_day import DayField
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.ui.pages.plan_autosave import PlanAutosave
from supportdesk.ui.pages.plan_fields import IconButton
from supportdesk.ui.theme import Theme
from supportdesk.words import _, dates
from supportdesk.words import health as health_words

SHOWN_AT_ONCE = 3


class AboutCard(Card):
    """Made, looked over, next look, shared."""

    def __init__(self, theme: Theme, autosave: PlanAutosave, today: Callable[[], date]) -> None:
        super().__init__(title=_("About this plan"), gap=12)
        self._theme = theme
        self._autosave = autosave
        self._today = today
        self._shown: tuple[Review, ...] | None = None
        self._all = False
        self.made_on = DayField(_("Made on"))
        self.made_with = LineField(_("Made with"), limit=LINE_LIMIT)
        self.reviews = column(gap=2)
        self.with_whom = LineField(_("Looked over with (you can leave this out)"), limit=LINE_LIMIT)
        self.look = button(_("I looked it over today"), clicked=self._look)
        self.next_review = DayField(_("I want to look at it again about"))
        self.shared = LineField(_("Shared with"), limit=LINE_LIMIT)
        self.made_on.first = today
        self.next_review.first = lambda: today() + changes.NEXT_LOOK
        first: tuple[QWidget, ...] = (self.made_on, self.made_with, line())
        rest: tuple[QWidget, ...] = (self.with_whom, self.look, self.next_review, line(), self.shared)
        for piece in first:
            self.body.addWidget(piece)
        self.body.addLayout(self.reviews)
        for piece in rest:
            self.body.addWidget(piece)
        self.made_on.changed.connect(partial(self._set, "made_on"))
        self.next_review.changed.connect(partial(self._set, "next_review"))
        self._texts = {"made_with": self.made_with, "shared_with": self.shared}
        for name, field in self._texts.items():
            field.changed.connect(partial(self._typed, name))

    def show_plan(self, plan: Plan) -> None:
        """Bring the fields up to date, but never over what is being typed."""
        for name, field in self._texts.items():
            if not self._autosave.holds(f"about:{name}"):
                field.value = getattr(plan, name)
        for name, day in (("made_on", self.made_on), ("next_review", self.next_review)):
            if not self._autosave.holds(f"about:{name}") and day.value != getattr(plan, name):
                day.value = getattr(plan, name)
        if self._shown != plan.reviews:
            self._shown = plan.reviews
            self._fill_reviews()

    def _fill_reviews(self) -> None:
        clear(self.reviews)
        newest = sorted(self._shown or (), key=lambda each: each.day, reverse=True)
        for review in newest if self._all else newest[:SHOWN_AT_ONCE]:
            self.reviews.addWidget(self._review(review))
        if len(newest) > SHOWN_AT_ONCE and not self._all:
            self.reviews.addWidget(button(_("Show earlier ones"), "link", clicked=self._show_all))

    def _review(self, review: Review) -> QWidget:
        words = _("Looked over {day}").format(day=dates.long(review.day))
        if review.with_whom:
            words = _("Looked over {day} with {people}").format(
                day=dates.long(review.day), people=review.with_whom
            )
        out = IconButton(self._theme, "close", _("Take out: {words}").format(words=words), lambda: None)
        out.clicked.connect(lambda _on=False: self._drop(review))
        made = QWidget()
        box = row(label(words), out, gap=4)
        box.setStretch(0, 1)
        made.setLayout(box)
        return made

    def _show_all(self) -> None:
        self._all = True
        self._fill_reviews()
        self.with_whom.setFocus()

    def _look(self) -> None:
        whom = self.with_whom.value
        today = self._today()
        said = _("Noted: looked over on {day}.").format(day=dates.long(today))
        if self._autosave.now(lambda plan: changes.looked_over(plan, today, whom), said=said):
            self.with_whom.value = ""

    def _drop(self, review: Review) -> None:
        self.with_whom.setFocus()
        self._autosave.now(
            lambda plan: changes.without_review(plan, review), said=_("That look was taken out.")
        )

    def _set(self, name: str, day: date | None) -> None:
        self._autosave.typed(f"about:{name}", lambda plan: _with(plan, name, day))

    def _typed(self, name: str, _text: str) -> None:
        field = self._texts[name]
        value = field.value
        self._autosave.typed(
            f"about:{name}",
            lambda plan: _with(plan, name, value),
            lambda sentence: field.wrong(sentence, focus=False),
        )


def _with(plan: Plan, name: str, value: Any) -> Plan:
    return replace(plan, **{name: value})


class HealthCard(Card):
    """What may be worth a look, as offers.

    wants_contact(id)  open this contact
    wants_review()     go to where the plan is looked over
    """

    wants_contact = Signal(str)
    wants_review = Signal()

    def __init__(self) -> None:
        super().__init__(title=_("Worth a quiet look"), gap=10)
        self._shown: list[tuple[HealthNote, str, tuple[tuple[str, str], ...]]] | None = None
        self.notes = column(gap=12)
        self.body.addLayout(self.notes)

    def show_snapshot(self, snapshot: Snapshot, today: date) -> None:
        """The notes of `plan_health`; nothing is shown when there are none."""
        found = []
        for note in plan_health(snapshot, today):
            people = [each for each in map(snapshot.contact, note.contact_ids) if each is not None]
            names = tuple((each.id, each.short_name) for each in people)
            found.append((note, health_words.sentence(note, snapshot), names))
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        clear(self.notes)
        for note, sentence, names in found:
            self.notes.addWidget(self._note(note, sentence, names))

    def _note(self, note: HealthNote, sentence: str, names: tuple[tuple[str, str], ...]) -> QWidget:
        made = QWidget()
        buttons: list[QWidget] = []
        for contact_id, name in names:
            one = button(shorten(name), "link", clicked=partial(self.wants_contact.emit, contact_id))
            one.setAccessibleName(_("Open {name}").format(name=name))
            buttons.append(one)
        if note.code is HealthCode.REVIEW:
            buttons.append(button(_("Go there"), "link", clicked=self.wants_review.emit))
        made.setLayout(column(label(sentence), Flow(*buttons, gap=4), gap=2))
        return made
