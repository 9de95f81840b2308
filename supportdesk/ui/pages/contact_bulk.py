"""The bar over the list while several contacts are marked: how many, and what to do with all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from supportdesk.domain.bulk import values
from supportdesk.ui.kit import Card, Flow, announce, button, label
from supportdesk.words import _, labels, ngettext


class BulkBar(Card):
    """Says how many are marked, and offers what can be done.

    changed(what, value)   a change of `domain.bulk` for all that are marked
    all_wanted, merge_wanted, remove_wanted, left
    """

    changed = Signal(str, object)
    all_wanted = Signal()
    merge_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.count = label("", "strong")
        self.all = button(_("Mark all"), "chip", clicked=self.all_wanted.emit)
        self.all.setAccessibleDescription(_("All that the list shows now (Ctrl+A)"))
        self.change = self._make_change()
        self.merge = button(_("Put together"), "chip", clicked=self.merge_wanted.emit)
        self.merge.setAccessibleDescription(_("Make one contact of those that are marked"))
        self.remove = button(_("Remove"), "chip", clicked=self.remove_wanted.emit)
        self.done = button(_("Done"), "link", clicked=self.left.emit)
        self.body.addWidget(self.count)
        self.body.addLayout(Flow(self.all, self.change, self.merge, self.remove, self.done, gap=6))
        self.body.setContentsMargins(12, 8, 12, 8)
        self.setAccessibleName(_("Marked contacts"))

    def say(self, count: int) -> None:
        """Show how many are marked, and say it."""
        words = ngettext("{count} contact marked", "{count} contacts marked", count).format(count=count)
        if not count:
            words = _("Mark contacts with Space, a click or a tap.")
        if words != self.count.text():
            self.count.setText(words)
            announce(self.count, words)
        self.change.setEnabled(count > 0)
        self.remove.setEnabled(count > 0)
        self.merge.setEnabled(count > 1)

    def _make_change(self) -> QToolButton:
        menu = QMenu(self)
        for what, title, words_of in (
            ("ring", _("How close"), labels.ring),
            ("state", _("How it is now"), labels.state),
            ("add_kind", _("Add a kind"), labels.kind),
            ("take_kind", _("Take a kind away"), labels.kind),
            ("support", _("Add a kind of support"), labels.support_type),
            ("asked", _("Asked to be in my plan"), labels.asked),
        ):
            sub = menu.addMenu(title)
            for value in values()[what]:
                action = sub.addAction(words_of(value))
                action.triggered.connect(partial(self._chosen, what, value))
        made = QToolButton()
        made.setProperty("look", "chip")
        made.setText(_("Change"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(_("Change all that are marked"))
        made.setMenu(menu)
        return made

    def _chosen(self, what: str, value: object, _checked: bool = False) -> None:
        self.changed.emit(what, value)
