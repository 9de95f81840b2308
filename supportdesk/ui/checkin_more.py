"""What else can be written down of a check-in; folded away, as none of it is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from supportdesk.domain.checkin import Began
from supportdesk.domain.contact import SupportType
from supportdesk.domain.errors import DomainError
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.checkin_draft import Draft, moment
from supportdesk.ui.kit import Choices, LineField, NoteField, clear, column
from supportdesk.ui.pages.contact_autosave import NotYetError
from supportdesk.ui.pages.contact_fields import Chips, DayField, Tick, moment_value
from supportdesk.ui.pages.goal_words import shorten, soft
from supportdesk.words import _, checkins, labels


class MoreFields(QWidget):
    """Notes, the day, who began, support both ways, feelings, thanks and minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._shown_moment: Any = None
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self.notes: dict[str, NoteField] = {}
        self.note = NoteField(_("Note"), lines=2)
        self._own = column(gap=10)
        self.when = DayField(_("When"), with_hour=True)
        self.began = Choices(_("Who began?"), _or_none([(e, labels.began(e)) for e in Began]), chips=True)
        types = [(each, labels.support_type(each)) for each in SupportType]
        self.got = Chips(_("What did you get?"), types)
        self.gave = Chips(_("What did you give?"), types)
        feelings = _or_none([(each, checkins.feeling(each)) for each in checkins.FEELINGS])
        self.before = Choices(_("How did you feel before?"), feelings, chips=True)
        self.after = Choices(_("And after?"), feelings, chips=True)
        self.thanked = Tick(_("I said thank you"))
        self.minutes = LineField(_("How many minutes"), limit=12)
        self.minutes.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        box = column(self.note, gap=14)
        box.addLayout(self._own)
        for each in (
            self.when, self.began, self.got, self.gave, self.before, self.after, self.thanked, self.minutes,
        ):  # fmt: skip
            box.addWidget(each)
        self.setLayout(box)
        self.when.changed.connect(lambda: self.when.wrong(""))
        self.minutes.changed.connect(lambda _text: self.minutes.wrong("", focus=False))
        self.note.changed.connect(lambda _text: self.note.wrong(""))

    # ---- values

    def show_draft(self, draft: Draft, snapshot: Snapshot, now: datetime) -> None:
        """Set every field."""
        self._draft = draft
        self._shown_moment = moment(draft, now)
        self.when.show_value(self._shown_moment)
        self.when.wrong("")
        self.note.edit.setPlainText(draft.note)
        self.note.wrong("")
        self.began.value = draft.began
        self.got.show_value(draft.got)
        self.gave.show_value(draft.gave)
        self.before.value, self.after.value = draft.felt_before, draft.felt_after
        self.thanked.setChecked(draft.thanked)
        self.minutes.edit.setText(draft.minutes)
        self.minutes.wrong("", focus=False)
        self._texts = dict(draft.notes)
        self._drop_notes()
        self.show_people(draft.people, snapshot)

    def show_people(self, ids: tuple[str, ...], snapshot: Snapshot) -> None:
        """A note for each of these; what was typed for someone taken out comes back with them."""
        names = {each: _name(each, snapshot) for each in ids}
        if names == self._names and list(names) == list(self.notes):
            return
        self._keep_texts()
        self._drop_notes()
        self._names = names
        for each, name in names.items():
            field = NoteField(
                _("Only about {name}").format(name=shorten(name, 40)), self._texts.get(each, ""), lines=1
            )
            field.title.setText(soft(field.title.text()))
            field.title.setMinimumWidth(1)
            field.edit.setAccessibleName(_("Note only about {name}").format(name=name))
            field.changed.connect(lambda _text, field=field: field.wrong(""))
            self.notes[each] = field
            self._own.addWidget(field)

    def _keep_texts(self) -> None:
        for each, field in self.notes.items():
            self._texts[each] = field.value

    def _drop_notes(self) -> None:
        self.notes, self._names = {}, {}
        clear(self._own)

    def read(self, draft: Draft) -> Draft:
        """`draft` with what stands in these fields."""
        self._keep_texts()
        raw = self.when.value
        return replace(
            draft,
            when=draft.when if raw == self._shown_moment else raw,
            began=self.began.value,
            got=self.got.value,
            gave=self.gave.value,
            felt_before=self.before.value,
            felt_after=self.after.value,
            thanked=self.thanked.isChecked(),
            minutes=self.minutes.value,
            note=self.note.value,
            notes=tuple((each, self._texts[each]) for each in draft.people if self._texts.get(each)),
        )


def when_of(draft: Draft, now: datetime) -> datetime:
    """The moment that was typed; nothing typed is now. Errors: NotYetError with a sentence."""
    before = draft.original.when if draft.original is not None else now.replace(microsecond=0)
    typed = moment_value(draft.when) if draft.when is not None else None
    if typed is None:
        return before
    if typed.date() > now.date():
        raise NotYetError(_("That day is still to come. Choose today or a day before."))
    return typed


def minutes_of(draft: Draft) -> int | None:
    """The minutes that were typed. Errors: DomainError "checkin_minutes"."""
    try:
        return int(draft.minutes) if draft.minutes else None
    except ValueError:
        raise DomainError("checkin_minutes", field="minutes") from None


def _or_none(options: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    return [(None, _("Leave out")), *options]


def _name(contact_id: str, snapshot: Snapshot) -> str:
    contact = snapshot.contact(contact_id)
    return contact.short_name if contact is not None else _("a removed contact")
