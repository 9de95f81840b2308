"""The card about the person: name, pronouns, country, paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox

from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Me
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Choices, LineField, button, column, label, row
from supportdesk.words import _, countries
from supportdesk.words.errors import sentence


class YouCard(Card):
    """Saves a field when it is left, and a choice at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=_("You"))
        self._desk = desk
        me = desk.snapshot.me
        self.name = LineField(
            _("Your name or nickname"), me.name, help_text=_("It stands on your printed plan."), limit=200
        )
        self.pronouns = LineField(_("Pronouns"), me.pronouns, limit=100)
        self.country = country_box(me.country or desk.settings.country)
        self.paper = Choices(
            _("Paper for printing"), (("a4", _("A4")), ("letter", _("Letter"))), me.paper, chips=True
        )
        where = label(_("Country"))
        where.setBuddy(self.country)
        hint = label(_("For the emergency number and helplines."), "muted")
        for piece in (self.name, self.pronouns):
            self.body.addWidget(piece)
        self.lines = button(_("See helplines, and add your own"), "link")
        self.body.addLayout(column(where, self.country, hint, row(self.lines, -1), gap=4))
        self.body.addWidget(self.paper)
        self.name.committed.connect(lambda _text: self._save_text(self.name, "name"))
        self.pronouns.committed.connect(lambda _text: self._save_text(self.pronouns, "pronouns"))
        self.country.activated.connect(self._save_country)
        self.paper.chosen.connect(lambda paper: self._save(paper=paper))

    def show_me(self, me: Me) -> None:
        """Show what is saved, but for the field with the focus."""
        for field, value in ((self.name, me.name), (self.pronouns, me.pronouns)):
            if not field.edit.hasFocus():
                field.value = value
        found = self.country.findData(me.country or self._desk.settings.country)
        if found >= 0 and not self.country.hasFocus():
            self.country.setCurrentIndex(found)
        self.paper.value = me.paper

    def flush(self) -> None:
        """Save what is being typed."""
        self._save_text(self.name, "name")
        self._save_text(self.pronouns, "pronouns")

    def _save_text(self, field: LineField, name: str) -> None:
        try:
            self._save(**{name: field.value})
        except DomainError as error:
            field.wrong(sentence(error.code, error.values))
        else:
            field.wrong("")

    def _save_country(self, _index: int) -> None:
        code = self.country.currentData()
        self._desk.settings.country = code
        self._save(country=code)

    def _save(self, **values: Any) -> None:
        me = self._desk.snapshot.me
        fresh = replace(me, **values)
        if fresh != me:
            self._desk.do(lambda: self._desk.store.save_me(fresh))


def country_box(chosen: str) -> QComboBox:
    """A box with every country of the directory by name; the first entry is none."""
    box = QComboBox()
    box.setAccessibleName(_("Country"))
    box.addItem(_("No country chosen"), "")
    for name, code in sorted((name, code) for code, name in countries.names().items()):
        box.addItem(name, code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
