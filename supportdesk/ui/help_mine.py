"""Get help now, behind the lock: the person's own people, lines and steps, large and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from supportdesk.content import helpline_words
from supportdesk.domain.contact import Asked, Contact, State
from supportdesk.domain.helpline import OwnLine
from supportdesk.domain.plan import Part, PlanItem
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.clipboard import copy_text
from supportdesk.ui.kit import Card, announce, button, column, copyable, label, row
from supportdesk.words import _, labels

PEOPLE, OTHERS, LINES, STEPS = 4, 2, 4, 3
STEP_PARTS = (Part.ON_MY_OWN, Part.SAFER)


def number(shown: str, copied: str, *, look: str = "section") -> QWidget:
    """A number to read and mark, with a button that copies it and says so."""
    made = QWidget()
    text = copyable(shown, look)
    copy = button(_("Copy"), hint=_("Copy {number}").format(number=copied))
    copy.setAccessibleName(_("Copy {number}").format(number=copied))

    def put() -> None:
        copy_text(copied)
        copy.setText(_("Copied"))
        announce(copy, _("Copied"))

    copy.clicked.connect(put)
    made.setLayout(row(text, copy, gap=8))
    return made


def to_call(snapshot: Snapshot) -> tuple[tuple[Contact, str], ...]:
    """The contacts of the plan's part "people I can ask", else those one turns to in hard times.

    Each with the person's words for them. Only active ones; those who agreed come first.
    """
    chosen = _of_part(snapshot, Part.PEOPLE)
    if not chosen:
        chosen = [(each, "") for each in snapshot.active if each.in_hard_times and each.phones]
    chosen.sort(key=lambda each: each[0].asked is not Asked.AGREED)
    return tuple(chosen[:PEOPLE])


def professionals(snapshot: Snapshot) -> tuple[tuple[Contact, str], ...]:
    """The professionals of the plan who can be rung."""
    asked = {each.id for each, _words in to_call(snapshot)}
    found = [each for each in _of_part(snapshot, Part.PROFESSIONALS) if each[0].phones]
    return tuple(each for each in found if each[0].id not in asked)[:OTHERS]


def _of_part(snapshot: Snapshot, part: Part) -> list[tuple[Contact, str]]:
    found = snapshot.plan.part(part)
    pairs = [(snapshot.contact(item.contact_id), item.text) for item in found.items] if found else []
    return [(each, words) for each, words in pairs if each is not None and each.is_active]


def about(contact: Contact, words: str) -> str:
    """What the person wrote for them, or when they can be reached; and that they have said yes."""
    note = (words or contact.reachable_note).rstrip(".")
    if contact.asked is not Asked.AGREED:
        return note
    if note:
        return _("{note} · has said yes").format(note=note)
    if contact.asked_what:
        return _("Has said yes: {what}").format(what=contact.asked_what)
    return _("Has said yes")


class MineCard(Card):
    """What only shows while the profile is open."""

    def __init__(self, snapshot: Snapshot, country: str) -> None:
        self._sample = snapshot.me.is_sample
        super().__init__(title=_("Your people (sample)") if self._sample else _("Your people"), gap=4)
        people, others = to_call(snapshot), professionals(snapshot)
        for each, words in (*people, *others):
            self.body.addWidget(self._person(each, words))
        if not people:
            nobody = _("You have not added anyone to call yet. The helplines are here for you too.")
            self.body.addWidget(label(nobody))
        own = [each for each in snapshot.notes.own_lines if not each.helpline_id]
        for line in own[:LINES]:
            self.body.addWidget(self._line(line, country))
        for part in STEP_PARTS:
            self._steps(snapshot, part)

    def _steps(self, snapshot: Snapshot, part: Part) -> None:
        found = snapshot.plan.part(part)
        texts = [_step(item, snapshot) for item in found.items] if found else []
        shown = [each for each in texts if each][:STEPS]
        if found is None or not shown:
            return
        self.body.addSpacing(4)
        self.body.addWidget(label(found.title or labels.part(part), "section"))
        self.body.addLayout(column(*(label(text) for text in shown), gap=2))

    def _person(self, contact: Contact, words: str) -> QWidget:
        shown = contact.phones[0].number if contact.phones else ""
        if not shown:
            right: QWidget = label(_("No number yet"), "muted", wrap=False)
        else:
            right = label(shown, "section", wrap=False) if self._sample else number(shown, shown)
        return _beside(contact.short_name, about(contact, words), right)

    def _line(self, line: OwnLine, country: str) -> QWidget:
        shown = line.phone or line.sms or helpline_words.site(line.web)
        where = helpline_words.where(line.country) if line.country != country else ""
        text = helpline_words.texts_to(line.sms, line.sms_text) if not line.phone and line.sms else shown
        told = " · ".join(each for each in (where, line.hours, line.note) if each)
        made = _beside(line.name, told, number(text, line.phone or line.sms or line.web))
        made.setObjectName(f"helpline-{line.id}")
        return made


def _step(item: PlanItem, snapshot: Snapshot) -> str:
    if item.contact_id is None:
        return item.text
    contact = snapshot.contact(item.contact_id)
    if contact is None or contact.state is State.NOT_SAFE or not contact.is_active:
        return ""
    name = contact.short_name
    return _("{name}: {words}").format(name=name, words=item.text) if item.text else name


def _beside(name: str, told: str, right: QWidget) -> QWidget:
    made = QWidget()
    more = label(told, "muted")
    if not told:
        more.hide()
    line = row(column(label(name, "section"), more, gap=0), right, gap=12)
    line.setStretch(0, 1)
    line.setAlignment(right, Qt.AlignmentFlag.AlignTop)
    made.setLayout(line)
    return made
