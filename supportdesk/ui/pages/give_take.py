"""Give and receive: two marks a month, and with whom it went which way lately. No number is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from supportdesk.domain.contact import Contact
from supportdesk.domain.give_take import Month, Tally, Way, first_of_months, last_months, since, way
from supportdesk.domain.snapshot import Snapshot
from supportdesk.store import Store
from supportdesk.ui.kit import Card, clear, column, label, line
from supportdesk.ui.pages.contact_form import Form
from supportdesk.ui.pages.goal_words import own, shorten
from supportdesk.words import _, ngettext
from supportdesk.words import give_take as words
from supportdesk.words.sentences import listed

NAMES_SHOWN = 12
_GOT = (Way.BOTH, Way.THEY_GAVE)
_GAVE = (Way.BOTH, Way.I_GAVE)


def month_rows(months: Sequence[Month]) -> QWidget:
    """One line a month: its name, the two marks, and the same in words."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(3, 1)
    for row, each in enumerate(months):
        how = way(each.tally)
        said = label(words.month_way(how), "muted" if how is Way.NOTHING else "")
        said.setAccessibleName(f"{words.month(each)}: {words.month_way(how)}")
        grid.addWidget(label(words.month(each), wrap=False), row, 0)
        grid.addWidget(_mark(_("got"), how in _GOT), row, 1)
        grid.addWidget(_mark(_("gave"), how in _GAVE), row, 2)
        grid.addWidget(said, row, 3)
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _mark(text: str, there: bool) -> QWidget:
    """A filled or an empty ring with its word."""
    return label(f"{'●' if there else '○'} {text}", "" if there else "muted", wrap=False)


class GiveTakeCard(Card):
    """With all contacts: the months, and who stands where lately. Only active contacts are named."""

    def __init__(self) -> None:
        super().__init__(title=_("Give and receive"), gap=10)
        self._said: Any = None
        self._read: Any = None
        self._counted: tuple[Any, tuple[Month, ...]] = (None, ())
        self._of = Snapshot()  # kept, so that its parts keep their identity
        self._inside = column(gap=10)
        self.body.addLayout(self._inside)

    def count_months(self, store: Store, snapshot: Snapshot, today: date) -> tuple[Month, ...]:
        """The months that `show_all` shows; counted before it, they are half of its work."""
        if self._counted[0] != (id(snapshot.recent), today):
            first = first_of_months(today)
            older = store.give_take.is_older(first)
            months = last_months(store.give_take.months(since=first), today, is_older=older)
            self._counted, self._of = ((id(snapshot.recent), today), months), snapshot
        return self._counted[1]

    def show_all(self, store: Store, snapshot: Snapshot, today: date) -> None:
        """Read and show; the same again changes nothing. Nothing is read while no check-in changed."""
        if self._read == (id(snapshot.recent), id(snapshot.contacts), today):
            return
        months = self.count_months(store, snapshot, today)
        self._read, self._of = (id(snapshot.recent), id(snapshot.contacts), today), snapshot
        groups = _groups(store.give_take.by_contact(since(today)), snapshot)
        if (months, groups) == self._said:
            return
        self._said = (months, groups)
        clear(self._inside)
        if not months:
            self._inside.addWidget(label(words.empty(), "muted"))
            return
        self._inside.addWidget(month_rows(months))
        self._inside.addWidget(line())
        self._inside.addWidget(label(words.about(), "muted"))
        for how, people in groups:
            self._inside.addWidget(label(words.group(how), "strong"))
            self._inside.addWidget(label(_names(people)))
        if any(how in (Way.THEY_GAVE, Way.I_GAVE) for how, _people in groups):
            self._inside.addWidget(label(words.one_way(), "muted"))


def _groups(tallies: dict[str, Tally], snapshot: Snapshot) -> tuple[tuple[Way, tuple[Contact, ...]], ...]:
    found: dict[Way, list[Contact]] = {}
    for each in snapshot.active:
        how = way(tallies.get(each.id, Tally()))
        if how is not Way.NOTHING:
            found.setdefault(how, []).append(each)
    return tuple((how, tuple(found[how])) for how in Way if how in found)


def _names(people: tuple[Contact, ...]) -> str:
    """All names up to twelve, and how many more there are."""
    said = [own(shorten(each.short_name, 60)) for each in people[:NAMES_SHOWN]]
    rest = len(people) - len(said)
    if not rest:
        return listed(said)
    more = ngettext("{names} and {count} more", "{names} and {count} more", rest)
    return more.format(names=_(", ").join(said), count=rest)


class GiveTakeForm(Form):
    """With one contact, on its card."""

    def build(self) -> None:
        self._shown: Any = None
        self._inside = column(gap=10)
        self.body.addLayout(self._inside)
        self.desk.noticed.connect(self._look_again)

    def _look_again(self, _notice: object) -> None:
        contact = self.desk.snapshot.contact(self._shown[0].id) if self._shown else None
        if contact is not None and self.isVisible():
            self.fill_more(contact, self.desk.snapshot)

    def fill_more(self, contact: Contact, _snapshot: Snapshot) -> None:
        """Read and show; the same again changes nothing."""
        today = self.desk.today
        months = last_months(self.desk.store.give_take.months(contact.id), today)
        if (contact, months) == self._shown:
            return
        self._shown = (contact, months)
        clear(self._inside)
        if not months:
            self._inside.addWidget(label(words.empty(), "muted"))
            return
        if contact.is_active:
            self._inside.addWidget(label(words.with_one(way(_sum(months[:3])), contact)))
        self._inside.addWidget(month_rows(months))
        self._inside.addWidget(label(_("Nothing is counted, and nobody owes anything."), "muted"))


def _sum(months: Sequence[Month]) -> Tally:
    return Tally(
        met=sum(each.tally.met for each in months),
        got=sum(each.tally.got for each in months),
        gave=sum(each.tally.gave for each in months),
        both=sum(each.tally.both for each in months),
    )
