"""What was removed: put back, or deleted for good after a second press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportdesk.records import dataclass
from supportdesk.store import TRASH_DAYS
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Flow, announce, button, column, label
from supportdesk.ui.pages.aside import Aside, fill
from supportdesk.ui.pages.contact_fields import breakable, flexible
from supportdesk.words import _, dates

SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a trash holds: the sentences of its page, how a record is called, and its part of the store.

    `part` has `trash`, `restore` and `erasing`; `name_of` gives the words for one record.
    """

    title: str
    lead: str
    back: str
    sure: str
    part: Any
    name_of: Callable[[Any], str]


class TrashView(Aside):
    """The removed records, newest first. Sends `left` for the way back.

    As a part of a page, `home` is what has the focus after a record has gone; else that is the way back.
    """

    left = Signal()
    restored = Signal(str)
    erased = Signal()

    def __init__(self, desk: Desk, kept: Kept, home: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._kept = kept
        self._shown: Any = None
        self.back = button(kept.back, "link", clicked=self.left.emit)
        self._home = home or self.back
        top = [] if home is not None else [self.back, label(kept.title, "section")]
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.setLayout(
            column(
                *top,
                label(kept.lead.format(days=TRASH_DAYS), "muted"),
                self._rows,
                -1,
                gap=10,
            )
        )

    def show_trash(self) -> None:
        """Show what is in the trash now."""
        trash = self._kept.part.trash()
        if trash == self._shown:
            return
        self._shown = trash
        fill(self._rows, trash, lambda each: self._card(*each), most=SHOWN)

    def _card(self, record: Any, day: date) -> Card:
        name_ = self._kept.name_of(record)
        ends = dates.long(day + timedelta(days=TRASH_DAYS))
        when = _("Removed {when}. Deleted for good after {day}.")
        words = when.format(when=dates.ago(day, self._desk.today), day=ends)
        back = button(_("Put back"), clicked=lambda: self._restore(record, name_))
        back.setAccessibleName(_("Put back {name}").format(name=name_))
        gone = button(_("Delete for good"), clicked=lambda: self._erase(record, name_, gone, sure, asked))
        gone.setAccessibleName(_("Delete {name} for good").format(name=name_))
        sure = label(self._kept.sure, "error")
        sure.hide()
        asked = button(_("Keep"), "link", clicked=lambda: self._calm(name_, gone, sure, asked))
        asked.hide()
        buttons = QWidget()
        buttons.setLayout(Flow(back, gone, asked, gap=8))
        name = flexible("strong")
        name.setText(breakable(name_))
        return Card(name, label(words, "muted"), sure, buttons, gap=6)

    def _restore(self, record: Any, name: str) -> None:
        said = _("{name} is back.").format(name=name)
        if self._desk.do(lambda: self._kept.part.restore(record.id), said=said):
            self._home.setFocus()
            self.restored.emit(record.id)
            self.show_trash()

    def _erase(self, record: Any, name: str, gone: Any, sure: QWidget, asked: QWidget) -> None:
        if not sure.isVisible():
            sure.show()
            asked.show()
            gone.setText(_("Yes, delete for good"))
            words = _("Press again to delete {name} for good. This cannot be undone.")
            gone.setAccessibleName(words.format(name=name))
            announce(self, words.format(name=name))
            return
        said = _("{name} was deleted for good.").format(name=name)
        part = self._kept.part
        self._desk.do_many(lambda: part.erasing((record.id,)), None, said=said, then=self._erased)

    def _erased(self) -> None:
        self._home.setFocus()
        self.erased.emit()
        self.show_trash()

    def _calm(self, name: str, gone: Any, sure: QWidget, asked: QWidget) -> None:
        sure.hide()
        asked.hide()
        gone.setText(_("Delete for good"))
        gone.setAccessibleName(_("Delete {name} for good").format(name=name))
        gone.setFocus()


def contacts(desk: Desk) -> Kept:
    """The removed contacts."""
    return Kept(
        title=_("Removed contacts"),
        lead=_("Removed contacts stay here for {days} days. Then they are deleted for good."),
        back=_("Back to contacts"),
        sure=_("This takes away everything about them, also their past. It cannot be undone."),
        part=desk.store.contacts,
        name_of=lambda contact: str(contact.name),
    )


def goals(desk: Desk) -> Kept:
    """The removed goals."""
    return Kept(
        title=_("Removed goals"),
        lead=_("Removed goals stay here for {days} days. Then they are deleted for good."),
        back=_("Back to goals"),
        sure=_("This takes away the goal and what you marked. It cannot be undone."),
        part=desk.store.goals,
        name_of=lambda goal: str(goal.what),
    )


def check_ins(desk: Desk) -> Kept:
    """The removed check-ins."""
    from supportdesk.words import checkins
    from supportdesk.words.sentences import capital

    def name_of(checkin: Any) -> str:
        who = map(desk.snapshot.contact, checkin.contact_ids)
        return f"{capital(checkins.what(checkin, who))}, {dates.long(checkin.day)}"

    return Kept(
        title=_("Removed check-ins"),
        lead=_("Removed check-ins stay here for {days} days. Then they are deleted for good."),
        back=_("Back to check-ins"),
        sure=_("This takes away the check-in and its notes. It cannot be undone."),
        part=desk.store.checkins,
        name_of=name_of,
    )
