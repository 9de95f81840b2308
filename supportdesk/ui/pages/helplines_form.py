"""A line of one's own, or a correction of one in the directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from supportdesk.content import helpline_words as words
from supportdesk.content.helplines import Helpline
from supportdesk.content.my_helplines import printed
from supportdesk.domain.errors import DomainError
from supportdesk.domain.helpline import HelpKind, OwnLine
from supportdesk.domain.text import LINE_LIMIT, NAME_LIMIT
from supportdesk.ui.half_written import HalfWritten
from supportdesk.ui.kit import Card, Flow, LineField, Ticks, button, column, label
from supportdesk.ui.pages.goal_day import calm_wheel
from supportdesk.words import _, countries
from supportdesk.words.errors import sentence


def correction(line: Helpline, day: date) -> OwnLine:
    """The person's words for an entry, the same as the directory's to begin with."""
    return OwnLine(
        helpline_id=line.id,
        name=line.name,
        country=line.country,
        kinds=line.kinds,
        phone=line.phone,
        sms=line.sms,
        sms_text=line.sms_text,
        web=line.web,
        hours=line.hours,
        languages=line.languages,
        purpose=line.purpose,
        note=line.note,
        day=day,
        was=printed(line),
    )


class OwnLineForm(Card):
    """Fields for one line. `kept(OwnLine)` when it can be kept, `left()` when the person leaves it."""

    kept = Signal(object)
    left = Signal()

    def __init__(
        self, start: OwnLine | None, half_written: HalfWritten, *, country: str, today: date
    ) -> None:
        super().__init__(title=_("Your words for this line") if start else _("A line of my own"), gap=10)
        self._start = start
        self._today = today
        self._fields = {
            "name": LineField(_("Name"), limit=NAME_LIMIT),
            "phone": LineField(_("Number")),
            "sms": LineField(_("Number for texts")),
            "sms_text": LineField(_("Word to text, if they ask for one")),
            "web": LineField(_("Web address")),
            "hours": LineField(_("Hours")),
            "purpose": LineField(_("What it is for"), limit=LINE_LIMIT),
            "note": LineField(_("A note for yourself"), limit=LINE_LIMIT),
        }
        self.languages = LineField(_("Languages"), example=_("English, Polish"))
        options = [(each, words.kind(each)) for each in HelpKind]
        self.kinds = Ticks(_("What kind of line is it?"), options, start.kinds if start else ())
        self.country = _country_box(start.country if start else country)
        where = label(_("Country"))
        where.setBuddy(self.country)
        for name, field in self._fields.items():
            field.value = getattr(start, name) if start else ""
            self.body.addWidget(field)
        self.languages.value = ", ".join(start.languages) if start else ""
        self.body.addWidget(self.languages)
        self.body.addWidget(self.kinds)
        if start is None or not start.helpline_id:
            self.body.addLayout(column(where, self.country, gap=4))
        keep = button(_("Keep this line"), clicked=self.keep)
        leave = button(_("Leave it"), "link", clicked=self.left.emit)
        self.body.addLayout(Flow(keep, leave, gap=8))
        for each in self.lines.values():
            each.edit.returnPressed.connect(self.keep)
        self._first = self._values()
        self.place = f"helplines.{start.helpline_id or start.id if start else 'new'}."
        for name, field in self.lines.items():
            half_written.follow(self.place + name, field)

    @property
    def lines(self) -> dict[str, LineField]:
        """Everything that is typed into."""
        return {**self._fields, "languages": self.languages}

    def focus(self) -> None:
        """Begin with the name of a new line, with the number of a known one."""
        self._fields["phone" if self._start else "name"].setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self._values() != self._first

    def keep(self, *, quiet: bool = False) -> bool:
        """Send what was typed; what is wrong is said at its field."""
        for field in self._fields.values():
            field.wrong("", focus=False)
        try:
            made = self._made()
        except DomainError as error:
            field = self._fields.get(str(error.values.get("field", "")), self._fields["name"])
            field.wrong(sentence(error.code, error.values), focus=not quiet)
            return False
        self.kept.emit(made)
        return True

    def _values(self) -> dict[str, object]:
        values: dict[str, object] = {name: field.value for name, field in self._fields.items()}
        languages = tuple(filter(None, (each.strip() for each in self.languages.value.split(","))))
        return values | {
            "languages": languages,
            "kinds": self.kinds.value,
            "country": self.country.currentData() or "",
        }

    def _made(self) -> OwnLine:
        values = self._values() | {"day": self._today}
        if self._start is None:
            return OwnLine(**values)  # type: ignore[arg-type]
        if self._start.helpline_id:
            values["country"] = self._start.country
        return replace(self._start, **values)  # type: ignore[arg-type]


def _country_box(chosen: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(_("Country of this line"))
    box.addItem(_("No country"), "")
    for name, code in sorted((name, code) for code, name in countries.names().items()):
        box.addItem(name, code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    calm_wheel(box)
    return box
