"""A small note by itself: what was written, on which day, and the way to its contact."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from supportdesk.domain.lookup import mentioned, written
from supportdesk.domain.snapshot import Notes, Snapshot
from supportdesk.ui.kit import Flow, button, column, label
from supportdesk.words import _, dates, notes


def note_of(snapshot: Snapshot, note_id: str) -> Any:
    """The note with this id, or None."""
    kinds = (getattr(snapshot.notes, name) for name in Notes.__dataclass_fields__)
    return next((each for kind in kinds for each in kind if each.id == note_id), None)


class FoundNote(QDialog):
    """Only to read; a note that belongs to a contact offers to open the contact."""

    goes = Signal(str, str)

    def __init__(self, note: Any, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(parent.window().windowTitle())
        self.setObjectName("page")
        heading = label(notes.kind(note), "section")
        lines = [label(each) for each in written(note)]
        day = getattr(note, "day", None) or getattr(note, "week_end", None) or getattr(note, "since", None)
        if day is not None:
            lines.append(label(dates.long(day), "muted"))
        self.close_button = button(_("Close"), clicked=self.accept)
        buttons = [self.close_button]
        for contact in filter(None, map(snapshot.contact, mentioned(note)[:3])):
            words = _("Open {name}").format(name=contact.short_name)
            buttons.append(button(words, clicked=partial(self._open, contact.id)))
        holder = QWidget()
        holder.setLayout(Flow(*buttons))
        self.setLayout(column(heading, *lines, holder, gap=12, margins=24))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        self.setAccessibleName(notes.kind(note))
        self.setAccessibleDescription(". ".join(written(note)))
        self.close_button.setFocus()

    def _open(self, contact_id: str) -> None:
        self.accept()
        self.goes.emit("contacts", contact_id)
