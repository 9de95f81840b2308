"""What stands over the check-ins: with whom, when, how, and how it went."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from supportdesk.domain.checkin import Outcome
from supportdesk.domain.contact import Way
from supportdesk.domain.snapshot import Snapshot
from supportdesk.domain.text import fold
from supportdesk.ui.kit import Flow, button, column, label
from supportdesk.ui.pages.goal_words import shorten
from supportdesk.words import _, labels

BETWEEN = "between"
_SPANS = (7, 30, 90, 365)


class Facets(QWidget):
    """Sends `changed` after each choice of the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.contact_id = ""
        self._snapshot = Snapshot()
        self.only = button("", "chip", clicked=lambda: self.only_with(""))
        self.only.hide()
        self.who = _Who(_("With whom"))
        self.who.activated.connect(lambda _index: self.only_with(self.who.currentData() or ""))
        self.way = _combo(_("How"), _("Any way"), [(each, labels.way(each)) for each in Way])
        self.outcome = _combo(
            _("How it went"), _("However it went"), [(each, labels.outcome(each)) for each in Outcome]
        )
        self.when = _combo(_("When"), _("Any time"), [*_spans(), (BETWEEN, _("Between two days"))])
        self.since, self.until = QDateEdit(), QDateEdit()
        for edit, name in ((self.since, _("From this day")), (self.until, _("Up to this day"))):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("d MMM yyyy")
            edit.setMinimumDate(QDate(100, 1, 1))
            edit.setAccessibleName(name)
            edit.dateChanged.connect(lambda _day: self.changed.emit())
        days = Flow(label(_("From"), wrap=False), self.since, label(_("to"), wrap=False), self.until, gap=6)
        self.days = QWidget()
        self.days.setLayout(days)
        self.days.hide()
        for each in (self.way, self.outcome):
            each.activated.connect(lambda _index: self.changed.emit())
        self.when.activated.connect(lambda _index: self._when_chosen())
        first = QWidget()
        first.setLayout(Flow(self.only, self.who, self.when, self.way, self.outcome, gap=8))
        self.setLayout(column(first, self.days, gap=8))

    def follow(self, snapshot: Snapshot) -> None:
        """Take the names of this snapshot."""
        self._snapshot = snapshot
        self.who.snapshot = snapshot
        self._name_only()

    # ---- what is chosen

    def chosen(self, today: date) -> dict[str, Any]:
        """The conditions, by the names of `store.Listing`."""
        since, until = self._span(today)
        return {
            "contact_id": self.contact_id,
            "way": Way(self.way.currentData()) if self.way.currentData() else None,
            "outcome": Outcome(self.outcome.currentData()) if self.outcome.currentData() else None,
            "since": since,
            "until": until,
        }

    def _span(self, today: date) -> tuple[date | None, date | None]:
        wanted = self.when.currentData()
        if wanted == BETWEEN:
            days = (_day(self.since), _day(self.until))
            return min(days), max(days)
        return (today - timedelta(days=int(wanted) - 1), None) if wanted else (None, None)

    def clear(self, contact_id: str = "") -> None:
        """Take every condition away, but for a contact; says nothing."""
        self.contact_id = contact_id
        for each in (self.way, self.outcome, self.when):
            each.setCurrentIndex(0)
        self.days.hide()
        self._name_only()

    def only_with(self, contact_id: str) -> None:
        """Show only those with one contact; "" shows those with anyone."""
        self.contact_id = contact_id
        self._name_only()
        self.changed.emit()
        if not contact_id:
            self.who.setFocus()  # the chip that may have had the focus is gone

    def between(self, since: date, until: date) -> None:
        """Show only those of these days; says nothing."""
        self.when.setCurrentIndex(self.when.findData(BETWEEN))
        for edit, day in ((self.since, since), (self.until, until)):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)
        self.days.show()

    def _when_chosen(self) -> None:
        if self.when.currentData() == BETWEEN and self.days.isHidden():
            today = QDate.currentDate()
            self.between(_as_date(today.addMonths(-1)), _as_date(today))
            self.since.setFocus()
        self.days.setVisible(self.when.currentData() == BETWEEN)
        self.changed.emit()

    def _name_only(self) -> None:
        contact = self._snapshot.contact(self.contact_id)
        name = contact.short_name if contact is not None else _("a removed contact")
        words = _("Only with {name}").format(name=shorten(name, 40))
        self.only.setText(f"{words.replace('&', '&&')}  ×")
        self.only.setAccessibleName(_("Only with {name}. Press to show everyone.").format(name=name))
        self.only.setVisible(bool(self.contact_id))
        self.who.show_choice(self.contact_id)


class _Who(QComboBox):
    """The contacts by name, put in when the list is first wanted: there may be hundreds."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.snapshot = Snapshot()
        self._filled_for: object = None
        self.setAccessibleName(name)
        self.addItem(_("With anyone"), "")
        self.setMaxVisibleItems(14)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._fill()
        super().keyPressEvent(event)

    def show_choice(self, contact_id: str) -> None:
        """Show this contact as the one that is chosen; "" for anyone."""
        if contact_id:
            self._fill()
        self.setCurrentIndex(max(self.findData(contact_id), 0))

    def _fill(self) -> None:
        if self._filled_for is self.snapshot.contacts:
            return
        self._filled_for = self.snapshot.contacts
        chosen = self.currentData()
        while self.count() > 1:
            self.removeItem(self.count() - 1)
        for each in sorted(self.snapshot.contacts, key=lambda one: fold(one.name)):
            self.addItem(shorten(each.name, 40), each.id)
        self.setCurrentIndex(max(self.findData(chosen), 0))


def _spans() -> list[tuple[int, str]]:
    names = (_("The last 7 days"), _("The last 30 days"), _("The last 3 months"), _("The last 12 months"))
    return list(zip(_SPANS, names, strict=True))


def _day(edit: QDateEdit) -> date:
    return _as_date(edit.date())


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _combo(name: str, any_: str, options: list[tuple[Any, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(any_, None)
    for each, text in options:
        made.addItem(text, each)
    return made
