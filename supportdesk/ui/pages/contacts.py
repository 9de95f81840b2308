"""Contacts: the list on one side, the card of one contact on the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.icons import dress
from supportdesk.ui.kit import button, column, empty_state
from supportdesk.ui.page import DeskPage
from supportdesk.ui.pages.contact_doubles import MOST
from supportdesk.ui.pages.contact_marking import Marking
from supportdesk.ui.pages.contact_side import ListSide
from supportdesk.ui.pages.contact_views import Views
from supportdesk.ui.row_list import is_low
from supportdesk.ui.search_hits import FIND, NAMED_NEW
from supportdesk.ui.theme import Theme
from supportdesk.words import _

if TYPE_CHECKING:
    from supportdesk.ui.pages.contact_card import ContactCard

BOTH_FROM = 96  # characters of width from which list and card stand side by side


class ContactsPage(DeskPage):
    """Everyone and everything that gives support: found, added, changed, removed, put back."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self.add_button = button(_("Add a contact"), "primary", clicked=self.add_new, hint=_("Ctrl+N"))
        super().__init__(desk, theme, _("Contacts"), self.add_button, fills=True)
        self._look: object = None
        self._chosen = ""
        self._narrow = False
        self._moved = False
        self._card_in_front = False
        self._has_modules = False
        self._build()

    def _build(self) -> None:
        self.left = side = ListSide(self.desk, self.theme)
        self.quick, self.finding, self.list, self.links = side.quick, side.finding, side.list, side.links
        side.named.connect(self.add_new)
        self.quick.added.connect(self._added)
        self.quick.left.connect(self._quick_left)
        self.finding.changed.connect(self._find)
        self.finding.entered.connect(self._into_list)
        self.finding.escaped.connect(self._focus_list)
        self.list.chosen.connect(self._list_moved)
        self.list.opened.connect(self._open_card)
        self.list.clicked_on.connect(self._list_clicked)
        self.list.rename_wanted.connect(self._rename)
        self.list.remove_wanted.connect(self._remove_wanted)
        self.links.wanted.connect(self._open_view)
        self.bulk = Marking(self)
        side.put_above_list(self.bulk.bar)
        self._build_card()
        self._build_rest()

    def _build_card(self) -> None:
        self.back = button(_("Back to the list"), "link", clicked=self._back)
        self.card: ContactCard | None = None
        self.right = QWidget()
        self._right_box = column(self.back, gap=6)
        self._right_box.setContentsMargins(8, 0, 0, 0)
        self.right.setLayout(self._right_box)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(10)
        self.split.addWidget(self.left)
        self.split.addWidget(self.right)
        self.split.splitterMoved.connect(self._split_moved)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._card_turn)

    def _build_rest(self) -> None:
        self.empty_button = button(_("Add a contact"), "primary", clicked=self.add_new)
        self.empty = empty_state(
            _(
                "No one here yet. Think of one person, group or service that helps you, even a little. "
                "Add their name. You can fill in the rest later."
            ),
            self.empty_button,
            button(_("Import from a file…"), clicked=lambda: self.goes.emit("import", "")),
        )
        self.views = Views(self.desk)
        self.views.closed.connect(self._view_closed)
        self.views.restored.connect(self._restored)
        self.views.erased.connect(self.links.count_trash)
        self.views.merged.connect(self._merged)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.views)
        self.body.addStretch(0)
        self.empty.hide()

    # ---- drawing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if self._look != (self.theme.tokens, self.theme.points):
            self._recolour()
        self.views.refresh()
        away = self.views.is_open
        nobody = not snapshot.contacts and self.quick.isHidden()
        self.links.follow(snapshot)
        self.add_button.setVisible(not away and not nobody)  # one primary button a page
        self.empty.setVisible(nobody and not away)
        self.split.setVisible(not away and (not nobody or self.links.trash_count > 0))
        self._show_list()
        if self.card is not None and self.card.contact is not None and self.card.contact.id == self._chosen:
            self._settle.stop()
            self._show_card()  # what is in view is brought up to date at once; another contact may wait
        self._fit()

    def _recolour(self) -> None:
        tokens, side = self.theme.tokens, round(self.theme.points * 1.5)
        self._look = (tokens, self.theme.points)
        for each in (self.add_button, self.empty_button):
            dress(each, "plus", tokens.on_primary, side)
        dress(self.back, "forward" if self.isRightToLeft() else "back", tokens.link, side)
        self.left.recolour()
        if self.card is not None:
            self.card.recolour()

    def _show_list(self) -> None:
        snapshot = self.desk.snapshot
        found = self.left.found(snapshot)
        gone = self._chosen and snapshot.contact(self._chosen) is None
        after = self.left.next_after(self._chosen, snapshot) if gone else ""
        self.left.show_rows(found, snapshot)
        ids = {each.id for each in found}
        if gone:
            self._chosen = after if after in ids else ""
        if not self._chosen and found and not self._narrow:
            self._chosen = found[0].id
        self.list.choose(self._chosen if self._chosen in ids else "")
        self._settle.start()

    def _card_turn(self) -> None:
        """Show the card; before the first one, its modules get a turn of the event loop to themselves."""
        if self._has_modules:
            self._show_card()
        else:
            import supportdesk.ui.pages.contact_card  # noqa: F401

            self._has_modules = True
            self._settle.start()

    def _make_card(self) -> ContactCard:
        from supportdesk.ui.pages.contact_card import ContactCard

        card = ContactCard(self.desk, self.theme)
        card.remove_wanted.connect(self.remove)
        card.goes.connect(self.goes)
        self._right_box.addWidget(card, 1)
        card.recolour()
        card.whole = self.list.whole
        return card

    def _show_card(self) -> None:
        contact = self.desk.snapshot.contact(self._chosen)
        if contact is None:
            if self.card is not None:
                self.card.hide()
            self._fit()
            return
        if self._narrow and not self._card_in_front:
            return
        if self.card is None:
            self.card = self._make_card()
        self.card.show_contact(contact, self.desk.snapshot)
        self.card.show()

    # ---- the two sides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "split"):
            self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < self.fontMetrics().averageCharWidth() * BOTH_FROM
        if narrow != self._narrow:
            self._narrow = narrow
            # The card stays in view where the person is at work in it.
            self._card_in_front = (
                narrow and self.card is not None and self.card.isAncestorOf(self.focusWidget())
            )
            if not narrow:
                self._settle.start()
        self.left.setVisible(not (self._narrow and self._card_in_front))
        self.right.setVisible(self._card_in_front if self._narrow else bool(self._chosen))
        if not self._narrow and not self._moved:
            room = self.split.width()
            self.split.setSizes([room * 47 // 100, room - room * 47 // 100])
        self.back.setVisible(self._narrow)
        self.list.least_lines = 9 if self._narrow else 5
        self._right_box.setContentsMargins(0 if self._narrow else 8, 0, 0, 0)
        self.list.whole = self._narrow and is_low(self)
        if self.card is not None:
            self.card.whole = self.list.whole

    def _split_moved(self, _place: int, _index: int) -> None:
        self._moved = True

    def _open_card(self) -> None:
        self._bring_card()
        if self.card is not None:
            self.card.focus_first()

    def _bring_card(self) -> None:
        self._card_in_front = True
        self._show_card()
        self._fit()

    def _back(self) -> None:
        self.flush()
        self._card_in_front = False
        self._fit()
        self._focus_list()

    def _focus_list(self) -> None:
        if not self.list.isHidden():
            self.list.choose(self._chosen)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.empty.isHidden():
            self.empty_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finding.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what the person does

    def open_target(self, target: str) -> None:
        if target == "new" or target.startswith(NAMED_NEW):
            self.add_new(target.removeprefix(NAMED_NEW) if target != "new" else "")
            return
        if target.startswith(FIND):
            self.find_here()
            self.finding.show_everyone()
            self.finding.filter.setText(target.removeprefix(FIND))
            return
        if self.desk.snapshot.contact(target) is None:
            return
        self._close_views()
        self._choose(target)
        self._bring_card()
        self._focus_list() if not self._narrow else self.back.setFocus()
        # Until the page has its size nobody knows what is in view.
        QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _choose(self, contact_id: str) -> None:
        """Take a contact in hand, also one that the filter would leave out."""
        self._chosen = contact_id
        contact = self.desk.snapshot.contact(contact_id)
        if contact is not None and contact not in self.left.found(self.desk.snapshot):
            self.finding.show_everyone()
        self._show_list()
        self.list.scrollTo(self.list.currentIndex())

    def add_new(self, name: str = "") -> None:
        """Open the box for a new contact."""
        self._close_views()
        self._card_in_front = False
        self.empty.hide()
        self.add_button.show()
        self.split.show()
        self.quick.preset = self.finding.facets.type
        self.quick.start(name)
        self._fit()

    def _added(self, contact_id: str) -> None:
        self._choose(contact_id)

    def _quick_left(self) -> None:
        self.show_snapshot(self.desk.snapshot)  # where nobody was added, the page is empty again
        self._focus_list()

    def find_here(self) -> None:
        self._close_views()
        self._card_in_front = False
        self._fit()
        self.finding.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finding.filter.selectAll()

    def flush(self) -> None:
        if self.card is not None:
            self.card.autosave.flush()

    def remove(self) -> None:
        """Put the contact in hand into the trash; the next one takes its place."""
        contact = self.desk.snapshot.contact(self._chosen)
        if contact is None:
            return
        self.flush()
        said = _("{name} was removed.").format(name=contact.short_name)
        if self.desk.do(lambda: self.desk.store.contacts.remove(contact.id), said=said):
            if self.card is not None:
                self.card.autosave.forget(contact.id)
            self._card_in_front = False
            self._fit()
            self._focus_list()

    def _remove_wanted(self) -> None:
        self.bulk.remove() if self.list.rows.marked else self.remove()

    def _list_clicked(self) -> None:
        if self._narrow:
            self._bring_card()
            self.back.setFocus()

    def _rename(self) -> None:
        self._bring_card()
        if self.card is not None:
            self.card.rename()
            self.bring(self.card.groups["about"])

    def _list_moved(self, contact_id: str) -> None:
        self._chosen = contact_id
        if self._narrow and not self.list.hasFocus():
            return
        self._settle.start()

    def _find(self) -> None:
        self.quick.preset = self.finding.facets.type
        self._show_list()

    # ---- the other views

    def _open_view(self, name: str) -> None:
        opens = {"trash": self.views.open_trash, "doubles": self.views.open_doubles}
        if name in opens:
            self._make_room()
            opens[name]()
        else:
            self.goes.emit(name, "")

    def _make_room(self) -> None:
        self.flush()
        for each in (self.split, self.empty, self.add_button):
            each.hide()

    def show_merge(self, contact_ids: Sequence[str]) -> None:
        """The preview of these contacts as one."""
        found = [each for each in self.desk.snapshot.contacts if each.id in set(contact_ids)][:MOST]
        if len(found) > 1:
            self._make_room()
            self.views.open_merge(found)

    def _close_views(self) -> None:
        if self.views.is_open:
            self.views.hide()
            self._view_closed()

    def _view_closed(self) -> None:
        self.show_snapshot(self.desk.snapshot)
        self._focus_list()

    def _restored(self, contact_id: str) -> None:
        self._chosen = contact_id

    def _merged(self, contact_id: str) -> None:
        self.list.stop_marking()
        self._chosen = contact_id
        self._view_closed()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.views.is_open:
            self.views.close_view()
        elif (
            event.key() == Qt.Key.Key_Escape
            and self.card is not None
            and self.card.isAncestorOf(self.focusWidget())
        ):
            self._back()
        elif event.key() == Qt.Key.Key_F2 and self._chosen:
            self._rename()
        else:
            super().keyPressEvent(event)

    def _into_list(self) -> None:
        if not self.list.rows.rows:
            return
        if not self.list.chosen_id:
            self.list.choose(self.list.rows.rows[0].id)
            self._list_moved(self.list.chosen_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
