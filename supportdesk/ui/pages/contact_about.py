"""The first part of the card: who this is, how close, and how they help."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact, Direction, Kind, Ring, Strength, Support, SupportType
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.kit import Choices, Flow, LineField, column, label, line, row
from supportdesk.ui.pages.contact_fields import line_wrong
from supportdesk.ui.pages.contact_form import Form
from supportdesk.ui.pages.contact_marks import Mark
from supportdesk.words import _, labels

Raw = tuple[Strength | None, Direction, str]


class AboutForm(Form):
    """Name, nickname, kinds, role, ring, supports, and when the person turns to them."""

    def build(self) -> None:
        self.name = self.line("name", _("Name"))
        self.body.addWidget(self.name)
        self.body.addWidget(
            self.line("nickname", _("Nickname"), help_text=_("Shown on the map in place of the name."))
        )
        kinds = self.chips(
            "kinds",
            _("What they are to you"),
            [(each, labels.kind(each)) for each in Kind],
            _("Choose as many as fit. The first one decides the shape on the map."),
        )
        self.body.addWidget(kinds)
        self.body.addWidget(
            self.line("role", _("In your own words"), example=_("Sponsor, sister, book club ..."))
        )
        self.body.addWidget(line())
        self.body.addWidget(
            self.meanings(
                "ring",
                _("How close"),
                [(each, labels.ring(each), labels.ring_meaning(each)) for each in Ring],
            )
        )
        self.body.addWidget(line())
        self.body.addWidget(label(_("How they help"), "strong"))
        self.supports = {each: self._support(each) for each in SupportType}
        self.body.addWidget(line())
        self.body.addWidget(label(_("When you turn to them"), "strong"))
        turn = QWidget()
        turn.setLayout(
            Flow(
                self.tick("in_hard_times", _("In hard times")),
                self.tick("in_daily_life", _("In daily life")),
                gap=18,
            )
        )
        self.body.addWidget(turn)

    def _support(self, type_: SupportType) -> SupportField:
        field = SupportField(type_, self.theme.tokens)
        self.bind(
            f"support_{type_}",
            field,
            read=lambda: field.value,
            show=field.show_value,
            of=lambda contact: _raw(contact.support(type_)),
            into=lambda contact, raw: _with_support(contact, type_, raw),
            wrong=field.wrong,
            typed=field.changed,
            chosen=field.chosen,
        )
        self.body.addWidget(field)
        return field

    def fill_more(self, _contact: Contact, _snapshot: Snapshot) -> None:
        for field in self.supports.values():
            field.recolour(self.theme.tokens)


class SupportField(QWidget):
    """One type of support: how much, which way, and the person's own details.

    The value is (strength or None, direction, details as typed with commas).
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, type_: SupportType, tokens: object) -> None:
        super().__init__()
        words = labels.support_type(type_)
        self.mark = Mark(type_, tokens)  # type: ignore[arg-type]
        top = row(self.mark, label(words, wrap=False), label(labels.support_meaning(type_), "muted"), gap=8)
        top.setStretch(2, 1)
        amounts = [(None, _("None")), *((each, labels.strength(each).capitalize()) for each in Strength)]
        self.strength = Choices("", amounts, None, chips=True)
        self.direction = Choices(
            "", [(each, _direction(each)) for each in Direction], Direction.RECEIVE, chips=True
        )
        for choices in (self.strength, self.direction):
            choices.setAccessibleName(words)
            for chip in choices.findChildren(QWidget):
                if chip.accessibleName():
                    chip.setAccessibleName(f"{words}: {chip.accessibleName()}")
        self.details = LineField(
            _("In your own words"), example=_("Lifts, honest feedback ..."), limit=1_000_000
        )
        self.details.edit.setAccessibleName(f"{words}: {_('In your own words')}")
        self._more = QWidget()
        self._more.setLayout(column(self.direction, self.details, gap=6))
        self._more.hide()
        self.setLayout(column(top, self.strength, self._more, gap=4))
        self.strength.chosen.connect(self._unfold)
        self.strength.chosen.connect(lambda _what: self.chosen.emit())
        self.direction.chosen.connect(lambda _what: self.chosen.emit())
        self.details.changed.connect(lambda _text: self.changed.emit())
        self.wrong = line_wrong(self.details)

    def recolour(self, tokens: object) -> None:
        """Use the colours of this theme."""
        if self.mark.tokens is not tokens:
            self.mark.tokens = tokens  # type: ignore[assignment]
            self.mark.update()

    @property
    def value(self) -> Raw:
        """Strength, direction and details."""
        return self.strength.value, self.direction.value, self.details.value

    def show_value(self, value: Raw) -> None:
        """Set strength, direction and details."""
        self.strength.value, self.direction.value = value[0], value[1]
        self.details.edit.setText(value[2])
        self._unfold()

    def _unfold(self, _what: object = None) -> None:
        self._more.setVisible(self.strength.value is not None)


def _direction(value: Direction) -> str:
    words = labels.direction(value)
    return words[:1].upper() + words[1:]


def _raw(support: Support | None) -> Raw:
    if support is None:
        return None, Direction.RECEIVE, ""
    return support.strength, support.direction, ", ".join(support.details)


def _with_support(contact: Contact, type_: SupportType, raw: Raw) -> Contact:
    strength, direction, details = raw
    rest = tuple(each for each in contact.supports if each.type is not type_)
    if strength is None:
        return replace(contact, supports=rest)
    words = tuple(word.strip() for word in details.split(",") if word.strip())
    own = Support(type=type_, strength=strength, direction=direction, details=words)
    return replace(contact, supports=(*rest, own))
