"""The story in words: what is different, strengths first, and what was done in that time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from supportdesk.domain.between import Between
from supportdesk.domain.contact import Contact
from supportdesk.domain.story import Past
from supportdesk.ui.kit import Card, Columns, column, label
from supportdesk.ui.pages.contact_fields import breakable
from supportdesk.words import _
from supportdesk.words import story as words


class StoryWords(QWidget):
    """Two cards of plain sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.changed = _Sentences(_("What is different"))
        self.did = _Sentences(_("What you did in that time"))
        self.setLayout(column(Columns(self.changed, self.did, least=44), gap=0))

    def show_story(self, before: Past, after: Past, found: Between, *, stressful: bool) -> None:
        """Tell the story between two days."""
        told = [each.text for each in words.told(before, after, stressful=stressful)]
        self.changed.show_lines(words.heading(before, after), told or [words.nothing(before, after)])
        names = {each.id: " ".join(each.short_name.split()) for each in _both(before, after)}
        did = words.done(found, names.__getitem__)
        self.did.setVisible(bool(did))
        self.did.show_lines(_("From your check-ins and goals."), did)


def _both(before: Past, after: Past) -> Sequence[Contact]:
    return (*before.contacts, *after.contacts)


class _Sentences(Card):
    """A card of sentences, each a label of its own for a reader to go through; labels are used again."""

    def __init__(self, title: str) -> None:
        super().__init__(title=title, gap=6)
        self.under = label("", "muted")
        self.body.addWidget(self.under)
        self._labels: list[QLabel] = []
        self.lines: tuple[str, ...] = ()

    def show_lines(self, under: str, lines: Sequence[str]) -> None:
        """Show these sentences."""
        self.under.setText(under)
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        for _more in lines[len(self._labels) :]:
            made = label("")
            self._labels.append(made)
            self.body.addWidget(made)
        for number, each in enumerate(self._labels):
            if number < len(lines):
                each.setText(breakable(lines[number]))
            each.setVisible(number < len(lines))
        self.updateGeometry()
