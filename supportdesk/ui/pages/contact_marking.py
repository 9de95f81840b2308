"""Several contacts marked in the list, and one step for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportdesk.domain.bulk import change_to, changed
from supportdesk.domain.contact import Contact
from supportdesk.store import Change, Did
from supportdesk.ui.pages.contact_bulk import BulkBar
from supportdesk.words import _, ngettext

if TYPE_CHECKING:
    from supportdesk.ui.pages.contacts import ContactsPage


class Marking:
    """Between the list, the bar over it and the store."""

    def __init__(self, page: ContactsPage) -> None:
        self._page = page
        self._desk = page.desk
        self.bar = BulkBar()
        self.bar.hide()
        self.bar.changed.connect(self.change)
        self.bar.all_wanted.connect(self._mark_all)
        self.bar.merge_wanted.connect(lambda: page.show_merge(tuple(page.list.rows.marked)))
        self.bar.remove_wanted.connect(self.remove)
        self.bar.left.connect(page.list.stop_marking)
        page.list.marked.connect(self._marked)
        page.list.marking_ended.connect(self._ended)
        page.finding.select_wanted.connect(self._start)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Those that are marked and still there."""
        marked = self._page.list.rows.marked
        return tuple(each for each in self._desk.snapshot.contacts if each.id in marked)

    def change(self, what: str, value: object) -> None:
        """One change for all, as one step that can be undone."""
        self._page.flush()
        fresh = changed(self.contacts, change_to(what, value, self._desk.today))
        if not fresh:
            self._desk.do(lambda: None, said=_("They are like that already."), undo=False)
            return
        count = len(fresh)
        name = _several(count)
        said = ngettext("{count} contact was changed.", "{count} contacts were changed.", count)
        self._desk.do_many(
            lambda: self._desk.store.contacts.saving(fresh),
            Change(did=Did.CONTACT_CHANGED, name=name),
            said=said.format(count=count),
        )
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Put all that are marked into the trash, as one step that can be undone."""
        self._page.flush()
        ids = tuple(each.id for each in self.contacts)
        if not ids:
            return
        count = len(ids)
        said = ngettext("{count} contact was removed.", "{count} contacts were removed.", count)
        self._page.list.stop_marking()
        self._desk.do_many(
            lambda: self._desk.store.contacts.removing(ids),
            Change(did=Did.CONTACT_REMOVED, name=_several(count)),
            said=said.format(count=count),
        )

    def _start(self) -> None:
        rows = self._page.list.rows
        self._page.list.stop_marking() if rows.marking else self._page.list.start_marking()
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_all(self) -> None:
        self._page.list.mark_all()
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _marked(self, count: int) -> None:
        self.bar.say(count)
        self.bar.show()
        self._page.finding.show_marking(on=True)

    def _ended(self) -> None:
        self.bar.hide()
        self._page.finding.show_marking(on=False)
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _several(count: int) -> str:
    return ngettext("{count} contact", "{count} contacts", count).format(count=count)
