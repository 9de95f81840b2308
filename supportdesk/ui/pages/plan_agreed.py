"""What somebody in the plan agreed to, written down beside their name; it is kept with the contact."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Asked, Contact
from supportdesk.domain.text import LINE_LIMIT
from supportdesk.ui.kit import Choices, LineField, column
from supportdesk.ui.pages.goal_day import DayField
from supportdesk.ui.pages.plan_autosave import PlanAutosave
from supportdesk.words import _, labels


class AgreedField(QWidget):
    """Asked or not, to what they said yes, and when."""

    def __init__(self, autosave: PlanAutosave, contact: Contact) -> None:
        super().__init__()
        self._autosave = autosave
        self._id = contact.id
        name = contact.short_name
        options = [(each, labels.asked(each)) for each in Asked]
        question = _("Have you asked {name} to be in your plan?").format(name=name)
        self.asked = Choices(question, options, contact.asked, chips=True)
        self.what = LineField(_("What they said yes to"), example=_("Calls at night ..."), limit=LINE_LIMIT)
        self.day = DayField(_("When you asked"))
        self.day.first = lambda: autosave.today
        self.setLayout(column(self.asked, self.what, self.day, gap=8))
        self.asked.chosen.connect(self._chosen)
        self.what.changed.connect(lambda _text: self._keep("asked_what", self.what.value))
        self.what.committed.connect(lambda _text: self._autosave.flush())
        self.day.changed.connect(partial(self._keep, "asked_on"))
        self.show_contact(contact)

    def show_contact(self, contact: Contact) -> None:
        """Show what is kept, but never over what is being typed."""
        self.asked.value = contact.asked
        if not self._autosave.holds_about(contact.id, "asked_what"):
            self.what.value = contact.asked_what
        if not self._autosave.holds_about(contact.id, "asked_on") and self.day.value != contact.asked_on:
            self.day.value = contact.asked_on

    def focus(self) -> None:
        """Begin with whether they were asked."""
        self.asked.focus_first()

    def _chosen(self, asked: Asked) -> None:
        """The day is today's where somebody has just been asked."""
        day: date | None = self.day.value
        if asked is not Asked.NOT_YET and day is None:
            self._keep("asked_on", self._autosave.today)
        self._keep("asked", asked)
        self._autosave.flush()

    def _keep(self, name: str, value: object) -> None:
        self._autosave.typed_about(
            self._id, name, value, lambda sentence: self.what.wrong(sentence, focus=False)
        )
