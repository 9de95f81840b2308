"""A part of the contact card: makes fields, binds each to its place in the contact, and fills them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import tidy, tidy_line
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Choices, LineField, NoteField
from supportdesk.ui.pages.contact_autosave import Autosave, Binding
from supportdesk.ui.pages.contact_fields import Chips, Meanings, Tick, line_wrong
from supportdesk.ui.pages.contact_rows import Lines
from supportdesk.ui.theme import Theme


class Form(QWidget):
    """Fields in a column. Subclasses build in `build` and may draw more in `fill_more`."""

    title = ""

    def __init__(self, desk: Desk, theme: Theme, autosave: Autosave, go: Callable[[str, str], None]) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.go = go
        self._autosave = autosave
        self.bindings: list[Binding] = []
        self.fields: dict[str, QWidget] = {}
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        self.setLayout(self.body)
        self.build()

    def build(self) -> None:
        """Make the fields."""

    def fill_more(self, contact: Contact, snapshot: Snapshot) -> None:
        """Draw what is not a field."""

    def fill(self, contact: Contact, snapshot: Snapshot, *, anew: bool) -> None:
        """Show a contact; `anew` when it is another one than before."""
        for binding in self.bindings:
            self._autosave.shown(binding, contact, anew=anew)
        self.fill_more(contact, snapshot)

    # ---- fields

    def bind(
        self,
        key: str,
        widget: Any,
        *,
        read: Callable[[], Any],
        show: Callable[[Any], None],
        of: Callable[[Contact], Any],
        into: Callable[[Contact, Any], Contact],
        wrong: Callable[[str], None] = lambda _sentence: None,
        typed: Any = None,
        chosen: Any = None,
    ) -> None:
        """Tie a widget to a place in the contact; see `Binding`."""
        binding = Binding(key=key, widget=widget, read=read, show=show, of=of, into=into, wrong=wrong)
        self.bindings.append(binding)
        self.fields[key] = widget
        if typed is not None:
            typed.connect(lambda *_what: self._autosave.typed(binding))
        if chosen is not None:
            chosen.connect(lambda *_what: self._autosave.chosen(binding))

    def line(self, name: str, text: str, *, example: str = "", help_text: str = "") -> LineField:
        """A line bound to the text field `name`."""
        field = LineField(text, example=example, help_text=help_text, limit=1_000_000)
        self.bind(
            name,
            field,
            read=lambda: field.value,
            show=field.edit.setText,
            of=lambda contact: tidy_line(getattr(contact, name)),
            into=lambda contact, raw: _with(contact, name, raw),
            wrong=line_wrong(field),
            typed=field.changed,
        )
        return field

    def note(self, name: str, text: str, *, help_text: str = "", lines: int = 3) -> NoteField:
        """Several lines bound to the text field `name`."""
        field = NoteField(text, help_text=help_text, lines=lines)

        def show(value: str) -> None:
            field.blockSignals(True)
            field.edit.setPlainText(value)
            field.blockSignals(False)

        self.bind(
            name,
            field,
            read=lambda: field.value,
            show=show,
            of=lambda contact: tidy(getattr(contact, name)),
            into=lambda contact, raw: _with(contact, name, raw),
            wrong=field.wrong,
            typed=field.changed,
        )
        return field

    def tick(self, name: str, text: str, hint: str = "") -> Tick:
        """A check box bound to the field `name`."""
        box = Tick(text, hint)
        self._bind_value(name, box, box.isChecked, box.setChecked, box.clicked)
        return box

    def choices(self, name: str, text: str, options: Sequence[tuple[Any, str]]) -> Choices:
        """Chips of which one is chosen, bound to the field `name`."""
        field = Choices(text, options, chips=True)
        self._bind_value(
            name, field, lambda: field.value, lambda value: setattr(field, "value", value), field.chosen
        )
        return field

    def meanings(self, name: str, text: str, options: Sequence[tuple[Any, str, str]]) -> Meanings:
        """A choice with meanings, bound to the field `name`."""
        field = Meanings(text, options)
        self._bind_value(name, field, lambda: field.value, field.show_value, field.chosen)
        return field

    def chips(self, name: str, text: str, options: Sequence[tuple[Any, str]], help_text: str = "") -> Chips:
        """Chips of which several may be on, bound to the field `name`."""
        field = Chips(text, options, help_text)
        self._bind_value(name, field, lambda: field.value, field.show_value, field.chosen)
        return field

    def _bind_value(self, name: str, widget: QWidget, read: Any, show: Any, chosen: Any) -> None:
        self.bind(
            name,
            widget,
            read=read,
            show=show,
            of=lambda contact: getattr(contact, name),
            into=lambda contact, raw: _with(contact, name, raw),
            chosen=chosen,
        )

    def lines(
        self,
        name: str,
        field: Lines,
        *,
        of: Callable[[Any], Any] = lambda each: each,
        into: Callable[[Any], Any] = lambda raw: raw,
    ) -> Lines:
        """A list of rows bound to the tuple `name`; `of` and `into` turn one element into a row and back."""
        self.bind(
            name,
            field,
            read=lambda: field.value,
            show=field.show_value,
            of=lambda contact: tuple(of(each) for each in getattr(contact, name)),
            into=lambda contact, raw: _with(contact, name, tuple(into(each) for each in raw)),
            wrong=field.wrong,
            typed=field.changed,
            chosen=field.chosen,
        )
        return field


def _with(contact: Contact, name: str, value: Any) -> Contact:
    return replace(contact, **{name: value})
