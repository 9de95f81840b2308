"""What takes the place of list and card for a while: the trash, possible doubles, putting together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from supportdesk.domain.contact import Contact
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import column
from supportdesk.ui.pages.contact_doubles import DoublesView, doubles
from supportdesk.ui.pages.contact_merge import MergeView
from supportdesk.ui.pages.trash import TrashView, contacts

_View = TypeVar("_View", bound=QWidget)


class Views(QWidget):
    """At most one of them is in view; each is made when it is first wanted.

    closed()       back to list and card
    restored(id)   a contact was put back
    erased()       one was deleted for good
    merged(id)     several have become this one
    """

    closed = Signal()
    restored = Signal(str)
    erased = Signal()
    merged = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.trash: TrashView | None = None
        self.doubles: DoublesView | None = None
        self.merge: MergeView | None = None
        self._back_to_doubles = False
        self._box = column(gap=0)
        self.setLayout(self._box)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether one of them is in view."""
        return not self.isHidden()

    def close_view(self) -> None:
        """Back to where the person came from."""
        if self._back_to_doubles and self.merge is not None and not self.merge.isHidden():
            self.open_doubles()
            return
        self.hide()
        self.closed.emit()

    def refresh(self) -> None:
        """Bring what is in view up to date after a change."""
        if not self.is_open:
            return
        if self.trash is not None and not self.trash.isHidden():
            self.trash.show_trash()
        if self.doubles is not None and not self.doubles.isHidden():
            self.doubles.show_doubles(doubles(self._desk.snapshot))
        if self.merge is not None and not self.merge.isHidden():
            here = tuple(filter(None, (self._desk.snapshot.contact(each.id) for each in self.merge.contacts)))
            if len(here) < 2:
                self.close_view()
            elif here != self.merge.contacts:
                self.merge.show_contacts(here)

    def open_trash(self) -> None:
        """The removed contacts."""
        if self.trash is None:
            self.trash = self._put(TrashView(self._desk, contacts(self._desk)))
            self.trash.left.connect(self.close_view)
            self.trash.restored.connect(self.restored)
            self.trash.erased.connect(self.erased)
        self._show(self.trash, self.trash.show_trash)
        self.trash.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_doubles(self) -> None:
        """The contacts that may be one."""
        if self.doubles is None:
            self.doubles = self._put(DoublesView(self._desk))
            self.doubles.left.connect(self.close_view)
            self.doubles.chosen.connect(lambda them: self.open_merge(them, back_to_doubles=True))
        view = self.doubles
        self._show(view, lambda: view.show_doubles(doubles(self._desk.snapshot)))
        self.doubles.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_merge(self, them: Sequence[Contact], *, back_to_doubles: bool = False) -> None:
        """The preview of these as one."""
        if self.merge is None:
            self.merge = self._put(MergeView(self._desk))
            self.merge.left.connect(self.close_view)
            self.merge.done.connect(self._merged)
        view = self.merge
        self._back_to_doubles = back_to_doubles
        self._show(view, lambda: view.show_contacts(them))
        if view.choices:
            next(iter(view.choices.values())).focus_first()
        else:
            view.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merged(self, contact_id: str) -> None:
        self.hide()
        self.merged.emit(contact_id)

    def _put(self, view: _View) -> _View:
        view.hide()
        self._box.addWidget(view)
        return view

    def _show(self, view: QWidget, fill: Callable[[], None]) -> None:
        for each in (self.trash, self.doubles, self.merge):
            if each is not None and each is not view:
                each.hide()
        fill()
        view.show()
        self.show()
